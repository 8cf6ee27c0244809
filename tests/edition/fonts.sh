#!/bin/sh
# What `openletter fonts` says of an edition against the PDF that is built of it.
. "$(dirname "$0")/desk"

# PostScript names of the fonts, without the tag of the subset and the hyphen.
pdf_fonts() {
    pdffonts "$1" | awk 'NR > 2 { sub(/^[A-Z]*\+/, "", $1); print $1 }' | sort -u
}

# The same of the rows of the table: the file's name without its ending.
row_fonts() {
    sed -n 's|^  .* /.*/\([^/]*\)\.ttf$|\1|p' "$1" | sort -u
}

# count SCRIPT FILE: the characters of a script over all rows.
count() {
    awk -v script="$1" '
        /^  [A-Z]/ && !/ lacks / || /^    / {
            for (i = 1; i < NF; i++)
                if ($i == script && $(i + 1) ~ /^[0-9]+$/) n += $(i + 1)
        }
        END { print n + 0 }' "$2"
}

build "$LETTER" -e en -e en-us -e en-large -o "$work/made"
for edition in en en-us en-large; do
    pdf=$work/made/lukashenko-2020/$edition.pdf
    "$BIN" fonts "$LETTER" -e $edition >"$work/fonts" 2>"$work/err" ||
        cat "$work/err" >>"$work/out"
    pdf_fonts "$pdf" >"$work/in-pdf"
    row_fonts "$work/fonts" >"$work/in-report"
    [ -s "$work/in-pdf" ] || echo "$edition has no fonts" >>"$work/out"
    diff "$work/in-pdf" "$work/in-report" >>"$work/out"
done
verdict 'the files named are those in the PDF' <"$work/out"

# Letters are counted as a reader of the PDF counts them; a hyphen that breaks a word is
# none, and poppler leaves it out where it joins the word again.
pdf=$work/made/lukashenko-2020/en.pdf
"$BIN" fonts "$LETTER" -e en >"$work/fonts" 2>>"$work/out"
pdftotext -raw "$pdf" "$work/text"
for script in Latn:Latin Cyrl:Cyrillic Grek:Greek Geor:Georgian Armn:Armenian; do
    said=$(count "${script%:*}" "$work/fonts")
    read=$(grep -oP "\\p{${script#*:}}" "$work/text" | wc -l)
    awk -v a="$said" -v b="$read" -v s="$script" 'BEGIN {
        if (a == 0 || a < b * 0.98 || a > b * 1.02) print s ": " a " said, " b " read"
    }'
done >"$work/out"
verdict 'as many letters of each script as in the PDF' <"$work/out"

"$BIN" fonts "$LETTER" -e en -e en-us -e en-large --json >"$work/json" 2>>"$work/out"
[ "$(grep -c '"name"' "$work/json")" -eq 3 ] || cat "$work/json" >>"$work/out"
grep -q '"state": "same"' "$work/json" || echo "no file is as locked" >>"$work/out"
verdict 'the document has every edition' <"$work/out"

# The letter has Bulgarian names, whose forms Noto lacks: no reason for a note.
grep -q 'lacks letter forms (locl) for the language bg in Cyrl: ' "$work/fonts" ||
    echo "the names' letter forms are not told" >>"$work/out"
"$BIN" check "$LETTER" -e en 2>&1 | grep "\[font-lacks\]" >>"$work/out"
verdict 'a check does not tell of the names of another language' <"$work/out"

# The lock of a folder is written from what is in use there, and is then what is there.
mkdir "$work/desk"
cp -r "$LETTER" "$work/desk/letter"
{
    (cd "$work/desk" && "$BIN" fonts letter --lock) >"$work/said" 2>&1
    grep -q '^fonts/fonts.lock: [1-9]' "$work/said" || cat "$work/said"
    sed -i 's/sha256: "./sha256: "x/' "$work/desk/fonts/fonts.lock"
    (cd "$work/desk" && "$BIN" fonts letter -e en) >"$work/fonts" 2>&1
    grep -q ' differs ' "$work/fonts" || cat "$work/fonts"
    grep -q 'locked is 2.004, SHA-256 x' "$work/fonts" || echo "the sums are not shown"
    (cd "$work/desk" && "$BIN" fonts letter --lock) >"$work/said" 2>&1
    (cd "$work/desk" && "$BIN" fonts letter -e en) >"$work/fonts" 2>&1
    ! grep ' differs ' "$work/fonts"
} >"$work/out"
verdict 'a lock is written anew' <"$work/out"

exit $status
