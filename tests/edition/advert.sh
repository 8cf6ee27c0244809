#!/bin/sh
# A newspaper's page: the whole letter on one page of one size, in black ink alone.
. "$(dirname "$0")/desk"

for layout in advert advert-us; do
    build "$LETTER" -e en --layout $layout -o "$work/$layout"
    pdf=$work/$layout/lukashenko-2020/en.pdf
    pdfinfo "$pdf" | grep -q '^Pages: *1$' || pdfinfo "$pdf" >>"$work/out"
    run 0 verify "$pdf" --letter "$LETTER" -q
    grep -q '270 names: nothing to report' "$work/stdout" || cat "$work/stdout" >>"$work/out"
done
verdict 'letter and all names are on one page' <"$work/out"

# box LAYOUT: what all boxes of its page measure, in tenths of a millimetre.
box() {
    pdfinfo -box "$work/$1/lukashenko-2020/en.pdf" |
        awk '/^(Media|Trim|Bleed)Box/ { printf "%.0f %.0f\n", $4 * 254 / 72, $5 * 254 / 72 }' | sort -u
}
[ "$(box advert)" = '2800 4300' ] && [ "$(box advert-us)" = '2827 5334' ] ||
    { box advert; box advert-us; } >>"$work/out"
verdict 'the page is as large as the paper sells it' <"$work/out"

# Each paragraph in order, though the columns stand side by side.
pdf=$work/advert/lukashenko-2020/en.pdf
pdfinfo -struct-text "$pdf" | sed -n 's/^ *"\(.*\)"$/\1/p' | words | tr -d ' \n-' >"$work/text"
sed '1,/^---$/d; 1,/^---$/d' "$LETTER/letter.md" | grep . | while read -r paragraph; do
    grep -qF "$(printf '%s' "$paragraph" | words | tr -d ' -')" "$work/text" ||
        echo "not whole: $paragraph" | cut -c 1-60
done >>"$work/out"
verdict 'paragraphs are whole in the order of reading' <"$work/out"

# Sizes of type by mupdf: no name smaller than 6.5 points.
mutool draw -F stext -o "$work/stext" "$pdf" 2>"$work/err" || cat "$work/err" >>"$work/out"
grep -o '<font name="[^"]*" size="[^"]*"' "$work/stext" | sed 's/.*size="//; s/"//' | sort -n | head -n 1 |
    awk '$1 < 6.49 { print "type of " $1 }' >>"$work/out"
[ -s "$work/stext" ] || echo 'mupdf says nothing' >>"$work/out"
verdict 'no type is smaller than 6.5 points' <"$work/out"

# ---- black alone ----------------------------------------------------------------------

mkdir -p "$work/letter/layouts"
cp -r "$LETTER"/letter.md "$LETTER"/signatories.csv "$LETTER"/assets "$work/letter"
cat >"$work/letter/layouts/mine.yaml" <<'END'
extends: advert
palette: { red: "#c01020", deep: "0% 90% 80% 20%" }
styles: { title: { colour: red }, count: { colour: deep } }
END
cat >"$work/letter/assets/wave.svg" <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><path d="M2 10 Q20 -10 40 10 T78 10" stroke="#1040c0" fill="none"/></svg>
END
first=$(sed -n 's/^.*,\([^,]*\.svg\).*$/\1/p' "$work/letter/signatories.csv" | head -n 1)
[ -z "$first" ] || cp "$work/letter/assets/wave.svg" "$work/letter/$first"
# plates LAYOUT: which of the four plates Ghostscript fills.
plates() {
    build "$work/letter" --layout "$1" -o "$work/plates"
    gs -q -o - -sDEVICE=inkcov "$work/plates/letter/en.pdf" |
        awk '{ for (i = 1; i <= 4; i++) printf "%d", ($i > 0) }'
}
[ "$(plates mine)" = 0001 ] || echo "plates: $(plates mine)" >>"$work/out"
echo 'press: { inks: all }' >>"$work/letter/layouts/mine.yaml"
[ "$(plates mine)" = 1111 ] || echo "with all inks: $(plates mine)" >>"$work/out"
verdict 'colours of palette and drawings become black ink' <"$work/out"

# A picture of brown pixels, in a letter that has no other colour.
cp "$LETTER"/assets/* "$work/letter/assets"
echo '0.6 0.3 0.1 setrgbcolor 20 20 560 140 rectfill showpage' |
    gs -q -dBATCH -dNOPAUSE -sDEVICE=png16m -g600x180 \
        -o "$work/letter/assets/specimen-scribble-3.png" - >>"$work/out" 2>&1
echo 'extends: advert' >"$work/letter/layouts/mine.yaml"
[ "$(plates mine)" = 0001 ] || echo "plates: $(plates mine)" >>"$work/out"
echo 'press: { inks: all }' >>"$work/letter/layouts/mine.yaml"
[ "$(plates mine)" = 1111 ] || echo "with all inks: $(plates mine)" >>"$work/out"
verdict 'coloured pixels become black ink' <"$work/out"

# ---- what does not fit ----------------------------------------------------------------

cp "$pdf" "$work/before.pdf"
printf 'extends: advert\npage: { size: 280mm × 330mm, lines: 62 }\n' >"$work/letter/layouts/mine.yaml"
build "$work/letter" --layout advert -o "$work/small"
cp "$work/small/letter/en.pdf" "$work/before.pdf"
run 1 build "$work/letter" --layout mine -o "$work/small"
told '[pages-too-many]'
grep -q 'takes 2 pages and may take 1: [0-9]* names.* left over, [0-9]* mm in height' \
    "$work/stderr" || cat "$work/stderr" >>"$work/out"
cmp "$work/before.pdf" "$work/small/letter/en.pdf" >>"$work/out" 2>&1
# A page that is higher by what was lacking holds it.
lacking=$(sed -n 's/.*left over, \([0-9]*\) mm in height.*/\1/p' "$work/stderr" | head -n 1)
height=$((330 + ${lacking:-0} + 10))
printf 'extends: advert\npage: { size: 280mm × %smm, lines: %s }\n' $height \
    $((62 + (${lacking:-0} + 10) * 72 * 10 / 254 / 14)) >"$work/letter/layouts/mine.yaml"
run 0 build "$work/letter" --layout mine -o "$work/small"
verdict 'names that do not fit are counted, and how much is lacking is told' <"$work/out"

exit $status
