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
[ "$sides" -eq 4 ] && [ "$n" -eq 7 ] || echo "the letter has $n pages on $sides sides" >>"$work/out"
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
for pair in '1 420 1' '2 0 2' '2 420 7' '3 0 6' '3 420 3' '4 0 4' '4 420 5'; do
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

# tree PDF: its structure with its words; boxes of pictures are where these are.
tree() {
    pdfinfo -struct-text "$1" | sed '/\/BBox/ s/\[.*//'
}
tree "$pages" >"$work/a"
tree "$sheets" >"$work/b"
cmp "$work/a" "$work/b" >>"$work/out" 2>&1
[ "$(wc -l <"$work/a")" -gt 600 ] || cat "$work/a" >>"$work/out"
for pdf in "$pages" "$sheets"; do pdfinfo -struct-text "$pdf" | sed -n 's/.*BBox \[//p'; done |
    awk '{ x[NR] = $1; y[NR] = $2 }
        END { for (i = 1; i <= NR / 2; i++) {
            dx = x[i + NR / 2] - x[i] - 419.528
            if (dx > 0.01 || dx < -0.01 || y[i] != y[i + NR / 2]) print "picture " i ": " dx } }
        END { if (NR != 8) print NR " boxes" }' >>"$work/out"
verdict 'the structure reads as the letter does' <"$work/out"

# The second half of a booklet is drawn from its end: paragraphs that go on on the next page
# are put together again.
mkdir -p "$work/long"
{
    printf -- '---\ntitle: A Long Letter\nlanguage: en\nroster: specimen\n---\n'
    for i in 1 2 3 4 5 6 7; do sed '1,/^---$/ { /^---$/!d }; /^---$/d; /^[a-z-]*:/d; /^  - /d' "$LETTER/letter.md"; done
} >"$work/long/letter.md"
build "$work/long" --layout booklet -o "$work"
for pdf in en en-booklet; do tree "$work/long/$pdf.pdf" >"$work/$pdf.tree"; done
cmp "$work/en.tree" "$work/en-booklet.tree" >"$work/out" 2>&1
[ "$(wc -l <"$work/en.tree")" -gt 60 ] || cat "$work/en.tree" >>"$work/out"
verdict 'paragraphs over two pages of a long booklet stay whole' <"$work/out"

# A letter that runs from right to left is bound at the right: its first page is the left one
# of the outermost side.
mkdir -p "$work/right"
{
    printf -- '---\ntitle: "מכתב פתוח"\nlanguage: he\nroster: specimen\n---\n'
    for i in $(seq 120); do
        printf '\nזה מכתב קצר בעברית, והוא הולך ונמשך שורה אחר שורה עד שהדף מלא %s.\n' "$i"
    done
} >"$work/right/letter.md"
build "$work/right" --layout booklet -o "$work"
english=$sheets sheets=$work/right/he-booklet.pdf pages=$work/right/he.pdf
n=$(pdfinfo "$pages" | awk '/^Pages:/ { print $2 }')
[ "$n" -gt 2 ] || echo "$n pages are too few" >>"$work/out"
for place in '1 0 1' '2 1 2' '2 0 3'; do
    set -- $place
    [ "$(half "$1" "$2")" = "$(pdftotext -layout -f "$3" -l "$3" "$pages" - | words)" ] ||
        echo "side $1, $2: not page $3" >>"$work/out"
done
for pdf in he he-booklet; do tree "$work/right/$pdf.pdf" >"$work/$pdf.tree"; done
cmp "$work/he.tree" "$work/he-booklet.tree" >>"$work/out" 2>&1
run 0 verify "$sheets" -q
sheets=$english
verdict 'a letter from right to left is bound at the right' <"$work/out"

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

# A page is 413 pixels wide, and so is a half of a sheet at a finer resolution.
fine=$(awk 'BEGIN { print 72 * 413 / 595.276 }')
finer=$(awk 'BEGIN { print 72 * 413 / 595.276 * 297 / 210 }')
printf 'extends: large-print\npress: { imposition: 2-up, sheet: A4 }\n' >"$work/letter/layouts/bare.yaml"
build "$work/letter" --layout bare -o "$work/bare"
bare=$work/bare/letter
for pair in '1 0 1' '1 413 2' '2 413 4'; do
    set -- $pair
    pdftoppm -r "$fine" -gray -f "$3" -l "$3" -x 0 -y 0 -W 412 -H 583 -singlefile "$bare/en.pdf" "$work/page"
    pdftoppm -r "$finer" -gray -f "$1" -l "$1" -x "$2" -y 0 -W 412 -H 583 -singlefile "$bare/en-2-up.pdf" "$work/half"
    d=$(far "$work/half.pgm" "$work/page.pgm")
    [ "$d" -le 1500 ] || echo "side $1 at $2 and page $3 are $d apart" >>"$work/out"
done
verdict 'pages made smaller look as they did' <"$work/out"


# Broken lines in line with the fold, whole ones with the trim's corners, all off the bleed.
qpdf --qdf --object-streams=disable "$two" "$work/plain.pdf" 2>>"$work/out"
LC_ALL=C awk '/^\/Artifact<<\/Type\/Page>>BDC/ { on = 1 } /^EMC/ { on = 0 }
    on && / [ml]( S)?$/ && /^(\[2 2\] 0 d |\[\] 0 d )?-?[0-9.]+ -?[0-9.]+ [ml]/ { print }
' "$work/plain.pdf" | sed 's/^\[2 2\] 0 d/fold/; s/^\[\] 0 d/end/' >"$work/lines"
awk 'function off(x, low, high) { return x <= low - 11.5 || x >= high + 11.5 }
    $1 == "fold" { fold = 1; $1 = ""; $0 = $0 }
    $1 == "end" { fold = 0; $1 = ""; $0 = $0 }
    { if (!off($1, 0, 841.8) && !off($2, 0, 595.27)) print "inside: " $0 }
    fold { n++; if ($1 < 420.9 || $1 > 421) print "not at the fold: " $0 }
    END { if (n != 4 * sides) print n " ends of fold marks" }' sides="$(pdfinfo "$two" | awk '/^Pages:/ { print $2 }')" \
    "$work/lines" >>"$work/out"
verdict 'the fold is marked where crops are, outside of the bleed' <"$work/out"

# A sheet that is larger has the pages in its middle, and is printed as large as it is.
cat >"$work/letter/layouts/large.yaml" <<'END'
extends: booklet
press: { sheet: 320mm × 450mm, crop-marks: yes, creep: 2mm }
END
build "$work/letter" --layout large -o "$work/large"
large=$work/large/letter/en-booklet.pdf
pdfinfo -box "$large" | awk '
    /^MediaBox/ && ($4 - $2 < 1275.5 || $4 - $2 > 1275.7 || $5 - $3 < 907 || $5 - $3 > 907.2 ||
        $2 + $4 < 839 || $2 + $4 > 839.1 || $3 + $5 < 595.2 || $3 + $5 > 595.3)
    /^TrimBox/ && ($2 != 0 || $4 != 839.06)' >>"$work/out"
qpdf --qdf --object-streams=disable "$large" - 2>>"$work/out" | LC_ALL=C grep -aq '/PrintScaling /None' ||
    echo 'a printer may scale it' >>"$work/out"
grep -A 5 '^en-booklet.pdf' "$work/large/letter/en-job.txt" | grep -q '^sheet *450 × 320 mm' ||
    cat "$work/large/letter/en-job.txt" >>"$work/out"
run 0 verify "$large" -q
grep -q 'nothing to report' "$work/stdout" || cat "$work/stdout" >>"$work/out"
verdict 'a larger sheet has the pages in its middle' <"$work/out"

# Creep moves the inner sheet's pages, two millimetres each, to the fold; the outer stays.
build "$work/letter" --layout booklet -o "$work/close"
spots() {
    pdftotext -bbox "$1" - | awk -F'"' '/<page /{ side++ } /<word /{ print side, $2, $0 }' |
        sed 's/<word.*">\(.*\)<\/word>/\1/'
}
spots "$work/close/letter/en-booklet.pdf" >"$work/a"
spots "$large" >"$work/b"
paste -d' ' "$work/a" "$work/b" | awk -v shift=5.669 '
    { left = $2 < 419.5; side = $1; dx = $5 - $2 - 218.27
      want = side < 3 ? 0 : left ? shift : -shift
      if ($3 != $6 || dx - want > 0.05 || want - dx > 0.05) print "moved by " dx ": " $0; n++ }
    END { if (n < 500) print n " words" }' >>"$work/out"
verdict 'creep moves what is within to the fold' <"$work/out"

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

# Another creep makes the edition anew; the report names all of its files.
run 0 build "$work/letter" --layout large -o "$work/large" --report "$work/report.json"
grep -q '"letter/en-booklet.pdf"\|/en-booklet.pdf' "$work/report.json" || cat "$work/report.json" >>"$work/out"
sed -i 's/creep: 2mm/creep: 1mm/' "$work/letter/layouts/large.yaml"
run 0 plan "$work/letter" --layout large -o "$work/large"
grep -q 'changed: layout' "$work/stdout" || cat "$work/stdout" >>"$work/out"
cp "$large" "$work/before.pdf"
run 0 build "$work/letter" --layout large -o "$work/large"
cmp -s "$large" "$work/before.pdf" && echo 'the sheets stay as they were' >>"$work/out"
verdict 'sheets are reported, and made anew when their layout changes' <"$work/out"

# Who has withdrawn is found on sheets as on pages, though no edition asks for them any more.
name=$(awk -F, 'NR == 9 { print $1 }' "$work/letter/signatories.csv")
mv "$large" "$work/large/letter/old-sheets.pdf"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "status") at = i }
    NR == 9 { $at = "withdrawn" } { print }' "$work/letter/signatories.csv" >"$work/rows"
cp "$work/rows" "$work/letter/signatories.csv"
run 1 build "$work/letter" --layout large -o "$work/large"
told "$name"
told 'old-sheets.pdf'
told '[withdrawn-shown]'
verdict 'who has withdrawn is found on old sheets' <"$work/out"

exit $status
