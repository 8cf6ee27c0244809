#!/bin/sh
# Sheets: the letter's pages as a booklet and two by two, looked at with programs that are
# not ours.
. "$(dirname "$0")/desk"

build "$LETTER" -e en --layout booklet -o "$work"
pages=$work/lukashenko-2020/en.pdf
sheets=$work/lukashenko-2020/en-booklet.pdf
n=$(pdfinfo "$pages" | awk '/^Pages:/ { print $2 }')
sides=$(((n + 3) / 4 * 2))

for pdf in "$pages" "$sheets"; do
    qpdf --check "$pdf" >"$work/qpdf" 2>&1 || cat "$work/qpdf" >>"$work/out"
    mutool draw -q -r 20 -o "$work/mupdf-%d.png" "$pdf" 2>&1 |
        grep -v 'ICC support' >>"$work/out"
    run 0 verify "$pdf" --letter "$LETTER" -q
    grep -q '270 names: nothing to report' "$work/stdout" || cat "$work/stdout" >>"$work/out"
done
verdict 'pages and sheets are what the standards ask for, with every name' <"$work/out"

pdfinfo "$sheets" | awk '/^Pages:/ { print $2 }' | grep -qx "$sides" || pdfinfo "$sheets" >"$work/out"
[ "$(pdfinfo -box "$sheets" | awk '/^(Trim|Bleed|Media)Box/ { print $4, $5 }' | sort -u)" = \
    '839.06 595.28' ] || pdfinfo -box "$sheets" >>"$work/out"
verdict 'a side is as large as two pages' <"$work/out"

# On a real sheet of four sides lie, from the outside, 8 1, 2 7, 6 3, 4 5.
# half SIDE HALF: the words of a half, as they stand.
half() {
    pdftotext -layout -f "$1" -l "$1" -x $(($2 * 420)) -y 0 -W 419 -H 595 "$sheets" - | words
}
[ "$sides" -eq 4 ] && [ "$n" -eq 6 ] || echo "the letter has $n pages on $sides sides" >>"$work/out"
while read -r side left right; do
    for place in "0 $left" "1 $right"; do
        page=${place#* }
        want=
        [ "$page" -gt "$n" ] || want=$(pdftotext -layout -f "$page" -l "$page" "$pages" - | words)
        [ "$(half "$side" "${place% *}" | tr -d ' ')" = "$(echo "$want" | tr -d ' ')" ] ||
            echo "side $side, ${place% *}: not page $page" >>"$work/out"
    done
done <<'END'
1 8 1
2 2 7
3 6 3
4 4 5
END
verdict 'each half holds the page that folding asks for' <"$work/out"

# 72.081 dots an inch put the fold on a pixel.
dpi=72.08096
# far A B: the mean difference of two pictures in thousandths of a gray step.
far() {
    [ "$(head -c 15 "$1")" = "$(head -c 15 "$2")" ] || { echo 9999; return; }
    od -An -v -tu1 -w1 "$1" >"$work/a"
    od -An -v -tu1 -w1 "$2" | paste "$work/a" - |
        awk '{ d = $1 - $2; sum += d < 0 ? -d : d } END { printf "%d", 1000 * sum / NR }'
}
for pair in '1 420 1' '2 0 2' '3 0 6' '3 420 3' '4 0 4' '4 420 5'; do
    set -- $pair
    pdftoppm -r $dpi -gray -f "$1" -l "$1" -x "$2" -y 0 -W 419 -H 594 -singlefile "$sheets" "$work/half"
    pdftoppm -r $dpi -gray -f "$3" -l "$3" -x 0 -y 0 -W 419 -H 594 -singlefile "$pages" "$work/page"
    d=$(far "$work/half.pgm" "$work/page.pgm")
    [ "$d" -le 300 ] || echo "side $1 at $2 and page $3 are $d apart" >>"$work/out"
done
[ "$(far "$work/half.pgm" "$work/half.pgm")" -eq 0 ] &&
    pdftoppm -r $dpi -gray -f 4 -l 4 -x 0 -y 0 -W 419 -H 594 -singlefile "$pages" "$work/other"
[ "$(far "$work/half.pgm" "$work/other.pgm")" -gt 3000 ] || echo 'two pages look alike' >>"$work/out"
verdict 'each half looks as its page' <"$work/out"

for pdf in "$pages" "$sheets"; do pdfinfo -struct-text "$pdf" >"$work/$(basename "$pdf").tree"; done
cmp "$work/en.pdf.tree" "$work/en-booklet.pdf.tree" >"$work/out" 2>&1
verdict 'the structure reads as the letter does' <"$work/out"

# The second half of a booklet is drawn from its end: paragraphs that go on on the next page
# are put together again.
mkdir -p "$work/long"
{
    printf -- '---\ntitle: A Long Letter\nlanguage: en\nroster: specimen\n---\n'
    for i in 1 2 3 4 5 6 7; do sed '1,/^---$/ { /^---$/!d }; /^---$/d; /^[a-z-]*:/d; /^  - /d' "$LETTER/letter.md"; done
} >"$work/long/letter.md"
build "$work/long" --layout booklet -o "$work"
for pdf in en en-booklet; do pdfinfo -struct-text "$work/long/$pdf.pdf" >"$work/$pdf.tree"; done
cmp "$work/en.tree" "$work/en-booklet.tree" >"$work/out" 2>&1
[ "$(wc -l <"$work/en.tree")" -gt 60 ] || cat "$work/en.tree" >>"$work/out"
verdict 'paragraphs over two pages of a long booklet stay whole' <"$work/out"

# ---- other sheets --------------------------------------------------------------------

mkdir -p "$work/letter/layouts"
cp -r "$LETTER"/letter.md "$LETTER"/signatories.csv "$LETTER"/assets "$work/letter"
cat >"$work/letter/layouts/two.yaml" <<'END'
extends: large-print
press: { imposition: 2-up, sheet: A4, bleed: 3mm, crop-marks: yes, registration-marks: yes }
END
build "$work/letter" --layout two -o "$work"
two=$work/letter/en-2-up.pdf
run 0 verify "$two" -q
grep -q 'nothing to report' "$work/stdout" || cat "$work/stdout" >>"$work/out"
n=$(pdfinfo "$work/letter/en.pdf" | awk '/^Pages:/ { print $2 }')
pdfinfo "$two" | awk '/^Pages:/ { print $2 }' | grep -qx "$(((n + 1) / 2))" || pdfinfo "$two" >>"$work/out"
pdfinfo -box "$two" | awk '/^TrimBox/ { printf "%.0f %.0f\n", $4 - $2, $5 - $3 }' |
    grep -qx '842 595' || pdfinfo -box "$two" >>"$work/out"
[ "$(pdftotext -f 1 -l 1 "$two" - | words | grep -c '1 of')" -eq 1 ] &&
    pdftotext -f 1 -l 1 "$two" - | words | grep -q '2 of' || echo 'sheet 1 is not pages 1, 2' >>"$work/out"
verdict 'pages of 18 points go two by two on A4, made smaller' <"$work/out"

# Crop marks in line with the trim, broken ones at the fold, outside of the bleed.
qpdf --qdf --object-streams=disable "$two" "$work/plain.pdf" 2>>"$work/out"
LC_ALL=C grep -aq '^\[2 2\] 0 d' "$work/plain.pdf" || echo 'the fold is not marked' >>"$work/out"
verdict 'the fold is marked where crops are' <"$work/out"

# ---- builds --------------------------------------------------------------------------

run 0 build "$LETTER" -e en --layout booklet -o "$work"
grep -q 'up to date\|unchanged' "$work/stdout" || cat "$work/stdout" >>"$work/out"
rm "$sheets"
run 0 build "$LETTER" -e en --layout booklet -o "$work"
[ -e "$sheets" ] || echo 'the sheets are not made again' >>"$work/out"
verdict 'sheets that are gone are made again, and nothing else' <"$work/out"

build "$LETTER" -e en --layout booklet --no-press -o "$work/plain"
[ ! -e "$work/plain/lukashenko-2020/en-booklet.pdf" ] || echo 'they are there' >>"$work/out"
verdict 'without press there are no sheets' <"$work/out"

exit $status
