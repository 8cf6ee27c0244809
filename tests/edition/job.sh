#!/bin/sh
# Job sheets: what they say is what other programs find in the files.
. "$(dirname "$0")/desk"

# value KEY: what a row of the sheet in hand says.
value() {
    sed -n "s/^$1  *//p" "$sheet" | head -n 1
}

# same WHAT HAS WANTED
same() {
    [ "$2" = "$3" ] || echo "$1: $2, not $3" >>"$work/out"
}

build "$LETTER" -e en -e en-us -e en-large -o "$work"
made=$work/lukashenko-2020
for edition in en en-us en-large; do
    sheet=$made/$edition-job.txt pdf=$made/$edition.pdf
    same "$edition, sum" "$(value SHA-256)" "$(sha256sum "$pdf" | cut -d ' ' -f 1)"
    same "$edition, size" "$(value size)" "$(stat -c %s "$pdf") bytes"
    same "$edition, pages" "$(value pages)" "$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')"
    same "$edition, trim" "$(value trim | awk '{ printf "%.0f %.0f", $1, $3 }')" \
        "$(pdfinfo -box "$pdf" | awk '/^TrimBox/ { printf "%.0f %.0f", $4 * 25.4 / 72, $5 * 25.4 / 72 }')"
    same "$edition, fonts" "$(grep -c ' Noto [A-Z]' "$sheet")" \
        "$(pdffonts "$pdf" | awk 'NR > 2 && !seen[$1]++' | sed 's/^[A-Z]*+//' | cut -d ' ' -f 1 | sort -u | wc -l)"
    same "$edition, inks" "$(value ink)" 'black alone; at most 100 %, limit 300 %'
    same "$edition, versions" "$(grep ' Noto [A-Z]' "$sheet" | grep -vc ' [0-9.]*$')" 0
    [ "$(wc -L <"$sheet")" -le 78 ] || echo "$edition: a line is too long" >>"$work/out"
    same "$edition, names" "$(value names)" '270 from 29 countries; SPECIMENS, not people: do not print'
    pdfinfo "$pdf" | grep -q "list $(value list | cut -d , -f 1)" || echo "$edition: another list" >>"$work/out"
done
verdict 'sheets agree with sha256sum, pdfinfo and pdffonts' <"$work/out"

sheet=$made/en-job.txt
same fold "$(value fold)" 'one sheet of A3, printed on both sides, folded once'
sheet=$made/en-large-job.txt
same fold "$(value fold)" 'none: 9 leaves of A4, printed on both sides, the last on one'
sheet=$made/en-us-job.txt
same trim "$(value trim)" '215.9 × 279.4 mm, 8.5 × 11 in (Letter)'
verdict 'they say how the paper is folded' <"$work/out"

for key in '"form": "openletter job 1"' '"file": "en.pdf"' '"pages": 4' '"checked": true' \
    '"paper": "A4"' '"specimen": true' '"condition": "FOGRA39"'; do
    grep -qF "$key" "$made/en-job.json" || echo "not in JSON: $key" >>"$work/out"
done
grep -qF "$(sha256sum "$made/en.pdf" | cut -d ' ' -f 1)" "$made/en-job.json" || echo 'another sum' >>"$work/out"
[ "$(tail -c 1 "$made/en-job.json")" = '' ] || echo 'the last line has no end' >>"$work/out"
verdict 'JSON says the same' <"$work/out"

cp -r "$made" "$work/before"
build "$LETTER" -e en -o "$work" --rebuild
cmp "$work/before/en-job.txt" "$made/en-job.txt" >>"$work/out" 2>&1
cmp "$work/before/en-job.json" "$made/en-job.json" >>"$work/out" 2>&1
rm "$made/en-job.txt"
build "$LETTER" -e en -o "$work"
cmp "$work/before/en-job.txt" "$made/en-job.txt" >>"$work/out" 2>&1
verdict 'the same letter has the same sheet, and one that is gone is made again' <"$work/out"

# ---- other layouts -------------------------------------------------------------------

mkdir -p "$work/letter/layouts"
cp -r "$LETTER"/letter.md "$LETTER"/signatories.csv "$LETTER"/assets "$work/letter"
cat >"$work/letter/layouts/red.yaml" <<'END'
extends: booklet
palette: { red: "0% 90% 80% 0%" }
styles: { title: { colour: red } }
press: { bleed: 3mm, ink-limit: 280% }
END
build "$work/letter" --layout red -o "$work"
sheet=$work/letter/en-job.txt
same inks "$(value ink)" 'magenta, yellow, black; at most 170 %, limit 280 %'
gs -q -o - -sDEVICE=inkcov "$work/letter/en.pdf" | awk '
    { for (i = 1; i <= 4; i++) if ($i > 0) used[i] = 1 }
    END { printf "%d%d%d%d", used[1], used[2], used[3], used[4] }' >"$work/inks"
same 'inks by Ghostscript' "$(cat "$work/inks")" 0111
sed -i 's/bleed: 3mm/&, crop-marks: yes/' "$work/letter/layouts/red.yaml" # in all inks there are
build "$work/letter" --layout red -o "$work"
same bleed "$(value bleed)" '3 mm'
same marks "$(value marks)" 'crop marks'
same sheet "$(value sheet | awk '{ printf "%.0f %.0f", $1, $3 }')" \
    "$(pdfinfo -box "$work/letter/en.pdf" | awk '/^MediaBox/ { printf "%.0f %.0f", ($4 - $2) * 25.4 / 72, ($5 - $3) * 25.4 / 72 }')"
grep -qx en-booklet.pdf "$sheet" && grep -q 'crop marks, fold marks' "$sheet" &&
    grep -q '^fold  *2 sheets cut to 296 × 210 mm, printed on both sides, turned on' "$sheet" ||
    cat "$sheet" >>"$work/out"
same ink "$(grep -A1 '^ink ' "$sheet" | tail -n 1 | words)" ' marks are in all four inks '
same 'pages to fold' "$(value fold)" 'as its sheets: 8 pages, 1 at the end blank'
same sides "$(value sides)" '4, with 7 pages and 1 blank'
verdict 'inks, marks and sheets are those of the files' <"$work/out"

# Half a Letter is no paper with a name, but measured in inches; sheets make pages smaller.
cat >"$work/letter/layouts/half.yaml" <<'END'
extends: letter-us
styles: { name: { size: 10.25pt }, lead-name: { size: 10.25pt } }
press: { imposition: booklet, sheet: Letter, bleed: 0.125in, creep: 0.1mm }
END
build "$work/letter" --layout half -o "$work/half"
sheet=$work/half/letter/en-job.txt
same bleed "$(value bleed)" '3.175 mm, 0.125 in'
same scale "$(value scale)" '64.7 %'
same creep "$(value creep)" '0.1 mm a sheet'
grep -q '^trim  *279.4 × 180.788 mm$' "$sheet" || cat "$sheet" >>"$work/out"
verdict 'what is done to pages on their sheets is said' <"$work/out"

# Fonts that come with the letter have versions too; what a press would mind is counted.
mkdir -p "$work/letter/fonts"
cp "$(fc-match -f '%{file}' 'Noto Serif:style=Regular')" "$work/letter/fonts"
cat >"$work/letter/layouts/own.yaml" <<'END'
extends: letter
palette: { heavy: "90% 90% 90% 0%" }
styles: { title: { colour: heavy } }
press: { ink-limit: 240% }
END
run 0 build "$work/letter" --layout own -o "$work/own"
told ink-heavy
sheet=$work/own/letter/en-job.txt
grep -q 'Noto Serif Regular [0-9.][0-9.]*$' "$sheet" || cat "$sheet" >>"$work/out"
run 0 verify "$work/own/letter/en.pdf" --ink 240 -q
same warnings "$(grep -o '[0-9]* warning' "$sheet")" "$(grep -o '[0-9]* warning' "$work/stdout")"
verdict 'versions are those of the fonts, warnings are counted' <"$work/out"

# Where black is the only ink, marks are black.
cat >"$work/letter/layouts/paper.yaml" <<'END'
extends: advert
press: { crop-marks: yes, registration-marks: yes, colour-bars: yes }
END
build "$work/letter" --layout paper -o "$work/paper"
grep -q 'in all four inks' "$work/paper/letter/en-job.txt" && echo 'marks are said to be in all inks' >>"$work/out"
gs -q -o - -sDEVICE=inkcov "$work/paper/letter/en.pdf" | grep -q '^ *0.00000  0.00000  0.00000  0.[0-9]*[1-9]' ||
    gs -q -o - -sDEVICE=inkcov "$work/paper/letter/en.pdf" >>"$work/out"
run 0 verify "$work/paper/letter/en.pdf" -q
verdict 'marks of a job in black are black' <"$work/out"

# What a layout does not ask for any more is taken away, but not what somebody has changed.
cat >"$work/letter/layouts/red.yaml" <<'END'
extends: letter
press: { job-sheet: no }
END
echo mine >>"$work/letter/en-job.json"
run 0 build "$work/letter" --layout red -o "$work"
[ ! -e "$work/letter/en-booklet.pdf" ] && [ ! -e "$work/letter/en-job.txt" ] || ls "$work/letter" >>"$work/out"
[ -e "$work/letter/en-job.json" ] && [ -e "$work/letter/en.pdf" ] || ls "$work/letter" >>"$work/out"
verdict 'files that are not asked for any more go' <"$work/out"

# Nor do sheets of another PDF than the one that stands there.
build "$work/letter" --layout booklet -o "$work" --rebuild
build "$work/letter" --layout booklet -o "$work" --rebuild -f png
[ -e "$work/letter/en-booklet.pdf" ] && [ -e "$work/letter/en-job.txt" ] || ls "$work/letter" >>"$work/out"
build "$work/letter" --layout booklet -o "$work/plain"
run 0 build "$work/letter" --layout booklet -o "$work/plain" --no-press
[ "$(ls "$work/plain/letter")" = en.pdf ] || ls "$work/plain/letter" >>"$work/out"
verdict 'a PDF of other options takes with it what was beside it' <"$work/out"

exit $status
