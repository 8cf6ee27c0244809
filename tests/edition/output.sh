#!/bin/sh
# What is written, where, and what happens to what was there before.
. "$(dirname "$0")/desk"

copy=$work/letter
cp -r "$LETTER" "$copy"
build "$copy" -e en -o "$work/made"

# A letter that fails leaves its old file as it was, and does not stop the others.
before=$(sha256sum <"$work/made/letter/en.pdf")
printf 'Specimen Beta 999,LT\n' >>"$copy/signatories.csv"
"$BIN" build "$copy" -e en -o "$work/made" >/dev/null 2>"$work/err"
ended=$?
{
    [ $ended -eq 1 ] || echo "it ended with status $ended"
    grep -q 'row-cells' "$work/err" || cat "$work/err"
    [ "$before" = "$(sha256sum <"$work/made/letter/en.pdf")" ] || echo "the PDF changed"
} | verdict 'a failed edition keeps its last good PDF'
cp "$LETTER/signatories.csv" "$copy/signatories.csv"

# What copyfitting took is told with what was made.
"$BIN" build tests/golden/pages/copyfitting -o "$work/fitted" >"$work/told"
grep -qx '.*/copyfitting/en.pdf: 1 page, 0 names; fitted: 0.30 pt off the leading' "$work/told" ||
    cat "$work/told" >"$work/out"
verdict 'the build tells what copyfitting took' <"$work/out"

sed -i 's/en-large: .*/en-large: { language: en, layout: no-such }/' "$copy/editions.yaml"
"$BIN" build "$copy" -o "$work/others" >/dev/null 2>"$work/err"
{
    [ $? -eq 1 ] || echo "the status is not 1"
    [ -e "$work/others/letter/en-us.pdf" ] || echo "en-us was not made"
    [ ! -e "$work/others/letter/en-large.pdf" ] || echo "en-large was made"
} | verdict 'a failed edition does not stop the others'

find "$work/made" "$work/others" -path '*/.openletter/*' -type f \
    ! -name '*.memo' ! -name '*.list' >"$work/left"
verdict 'nothing is left in the staging folder' <"$work/left"

# Real names are printed without the mark.
sed 's/^roster: specimen/roster: real/' "$LETTER/letter.md" >"$copy/letter.md"
cp "$LETTER/editions.yaml" "$copy/editions.yaml"
build "$copy" -e en -o "$work/real"
pdftotext "$work/real/letter/en.pdf" - | grep -n SPECIMEN >"$work/found"
verdict 'real names print without SPECIMEN' <"$work/found"
sed 's/^status: final/status: draft/' "$LETTER/letter.md" >"$copy/letter.md"
build "$copy" -e en -o "$work/draft"
[ "$(pdftotext "$work/draft/letter/en.pdf" - | grep -c DRAFT)" -eq 4 ] ||
    echo "not every page says DRAFT" >"$work/found"
verdict 'every page of a draft says so' <"$work/found"

# Other formats: a picture a page, and the text.
build "$LETTER" -e en -f png,svg,txt -o "$work/formats"
made=$work/formats/lukashenko-2020
{
    for page in 01 02 03 04; do
        head -c 8 "$made/en-$page.png" | od -An -c | grep -q 'P   N   G' ||
            echo "en-$page.png is no PNG"
        grep -q '</svg>' "$made/en-$page.svg" || echo "en-$page.svg is no SVG"
    done
    [ ! -e "$made/en-05.png" ] || echo "there is a page too many"
    [ ! -e "$made/en.pdf" ] || echo "a PDF was made too"
    grep -q 'Specimen Ąžuolas' "$made/en.txt" || echo "the text lacks a name"
} | verdict 'png, svg and txt'

# A letter made by init builds at once, anywhere.
(cd "$work" && "$BIN" init desk/new --language uk && "$BIN" build desk/new -o o &&
    "$BIN" check desk/new) >"$work/said" 2>&1 && [ -s "$work/o/new/uk.pdf" ] &&
    : >"$work/said"
verdict 'a new letter builds at once' <"$work/said"

# Names that run from right to left are read back, a lam with an alef in it too.
build tests/golden/pages/right-to-left-name -o "$work/rtl"
pdftotext "$work/rtl/right-to-left-name/en.pdf" - | grep -q 'לדוגמה' ||
    echo "the name is not in the text" >"$work/out"
verdict 'names from right to left are read back' <"$work/out"

# So are all names of a letter that runs that way itself.
build tests/golden/pages/right-to-left-letter -o "$work/rtl"
[ -s "$work/rtl/right-to-left-letter/he.pdf" ] || echo "it was not made" >"$work/out"
verdict 'a letter from right to left is read back' <"$work/out"

# Names as tall as a page stand there once, however the columns fall.
tall=$work/tall
mkdir -p "$tall/layouts"
printf -- '---\ntitle: T\nlanguage: en\nroster: specimen\n---\n\nText.\n' >"$tall/letter.md"
printf 'extends: letter\nsignatures: { roster: { columns: 1 } }\n' >"$tall/layouts/one.yaml"
office() {
    for _ in $(seq "$1"); do printf 'Member of Parliament '; done
}
for times in 40 50 60 70 75 79 90; do
    {
        echo name,country,office
        for name in Ash Elm Oak; do echo "Specimen $name,AT,$(office "$times")"; done
        echo "Specimen Yew,BE,$(office 20)"
        echo "Specimen Fir,CZ,"
    } >"$tall/signatories.csv"
    for layout in letter one; do
        "$BIN" build "$tall" --layout $layout -o "$work/tall-out" >/dev/null 2>"$work/err" ||
            echo "$times offices, $layout: $(head -n 1 "$work/err")"
        found=$(pdftotext -raw "$work/tall-out/tall/en.pdf" - | grep -c '^Specimen [A-Z]')
        [ "$found" -eq 5 ] || echo "$times offices, $layout: $found names"
    done
done >"$work/tall.out"
verdict 'tall names stand there once' <"$work/tall.out"

# What an edition makes no more goes with a note, what somebody changed stays. Formats that
# are asked for one after the other stay together until the letter is another one.
gone=$work/gone
made=$work/gone-out/gone
mkdir -p "$gone/layouts"
printf -- '---\ntitle: A Letter\nlanguage: en\nroster: specimen\n---\n\nIt is short.\n' \
    >"$gone/letter.md"
printf 'name,country\nSpecimen Oak,LT\n' >"$gone/signatories.csv"
printf 'editions: { en: { language: en, layout: own } }\n' >"$gone/editions.yaml"
colour() {
    printf 'extends: letter\npress: { colour: %s, job-sheet: no }\n' "$1" >"$gone/layouts/own.yaml"
}
left() {
    ls "$made" | xargs
    cat "$work/stderr"
}
: >"$work/out"
{
    colour both && run 0 build "$gone" -o "$work/gone-out" && left
    colour cmyk && run 0 build "$gone" -o "$work/gone-out" && left
    colour both && run 0 build "$gone" -o "$work/gone-out" && left
    echo other >>"$made/en-screen.pdf"
    colour cmyk && run 0 build "$gone" -o "$work/gone-out" && left
    rm "$made/en-screen.pdf"
    run 0 build "$gone" -o "$work/gone-out" -f txt && left
    run 0 build "$gone" -o "$work/gone-out" -f png && left
    echo 'It is longer.' >>"$gone/letter.md"
    run 0 build "$gone" -o "$work/gone-out" -f pdf && left
} | grep -v '^  help' | sed "s|$work/||" >"$work/left"
cat >"$work/wanted" <<'END'
en-screen.pdf en.pdf
en.pdf
gone/editions.yaml:1:13: note: 'gone-out/gone/en-screen.pdf', which the edition made before and makes no more, is removed [output-removed]
en-screen.pdf en.pdf
en-screen.pdf en.pdf
en.pdf en.txt
en-01.png en.pdf en.txt
en.pdf
gone/editions.yaml:1:13: note: 'gone-out/gone/en-01.png', which the edition made before and makes no more, is removed [output-removed]
gone/editions.yaml:1:13: note: 'gone-out/gone/en.txt', which the edition made before and makes no more, is removed [output-removed]
END
sed "s|'$work/|'|" "$work/left" | diff "$work/wanted" - >>"$work/out"
verdict 'files that an edition makes no more are removed, and a note says so' <"$work/out"

# A folder that may not be written to, seen by a user who is not root.
mkdir "$work/shut"
chmod 555 "$work/shut"
chmod 711 "$work"
run=
[ "$(id -u)" -ne 0 ] || run='setpriv --reuid=65534 --regid=65534 --clear-groups'
if $run test -r "$LETTER/letter.md" && $run test -x "$BIN"; then
    $run "$BIN" build "$LETTER" -e en -o "$work/shut" >/dev/null 2>"$work/err"
    ended=$?
    {
        [ $ended -eq 3 ] || echo "it ended with status $ended"
        grep -q file-unwritable "$work/err" || cat "$work/err"
    } | verdict 'a folder that is shut is the fault of the machine'
else
    echo "ok output: a folder that is shut (not tried: nobody may not read the clone)"
fi

exit $status
