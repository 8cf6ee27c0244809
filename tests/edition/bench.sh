#!/bin/sh
# What `make bench` measures does what it says: floor shows openletter's own pages, plain
# sets the same letter. Nothing is timed here.
. "$(dirname "$0")/desk"

bench=${BIN%/*}/bench
"$bench/bench" --make names-500 "$work/names" >"$work/out" 2>&1
build "$work/names" -o "$work" --no-verify --no-press
mkdir "$work/floor" "$work/plain"
"$bench/placed" "$work/names" "$work/placed" >>"$work/out" 2>&1
"$bench/floor" "$work/placed" "$work/floor" >>"$work/out" 2>&1
"$bench/plain" "$work/names" "$work/plain" >>"$work/out" 2>&1
verdict 'the measured programs run' <"$work/out"

for pdf in names floor plain; do
    pdftotext -raw "$work/$pdf/en.pdf" "$work/$pdf.txt"
    pdfinfo "$work/$pdf/en.pdf" | grep -E '^(Title|Author|Pages|Page size)' >"$work/$pdf.info"
done
[ -s "$work/names.txt" ] || echo 'there is no text' >"$work/out"
diff "$work/names.txt" "$work/floor.txt" >>"$work/out" 2>&1
diff "$work/names.info" "$work/floor.info" >>"$work/out" 2>&1
verdict 'floor has the text and the pages of openletter' <"$work/out"

pdftoppm -r 60 -gray "$work/names/en.pdf" "$work/names-page"
pdftoppm -r 60 -gray "$work/floor/en.pdf" "$work/floor-page"
for page in "$work"/names-page-*; do
    cmp "$page" "$work/floor-page-${page##*-}"
done >"$work/out" 2>&1
[ "$(ls "$work"/floor-page-* | wc -l)" -ge 4 ] || echo 'there are too few pages' >>"$work/out"
verdict "floor's pages look like openletter's" <"$work/out"

# numbers FILE: the number of each specimen, sorted.
numbers() {
    grep -oE '[[:alpha:]] [0-9]{3}(,|$)' "$1" | tr -dc '0-9\n' | sort
}
seq -f %03.0f 500 >"$work/wanted"
numbers "$work/plain.txt" | diff "$work/wanted" - >"$work/out"
verdict 'plain sets every name once' <"$work/out"
numbers "$work/names.txt" | diff "$work/wanted" - >"$work/out"
verdict 'openletter sets every name once' <"$work/out"

words <"$work/plain.txt" | sed 's/\xc2\xad//g' >"$work/words"
awk 'n >= 2 && NF { print substr($0, 1, 40) } /^---$/ { n++ }' "$LETTER/letter.md" |
    while read -r start; do
        grep -qF "$start" "$work/words" || echo "not found: $start"
    done >"$work/out"
verdict 'plain sets every paragraph' <"$work/out"

exit $status
