#!/bin/sh
# The proof of a country, its approval, and an edition that asks for approvals.
. "$(dirname "$0")/desk"

letter=$work/letter
made=$work/built/letter
mkdir -p "$letter/assets" "$letter/layouts"
cp "$LETTER/assets/specimen-scribble-1.svg" "$letter/assets/oak.svg"
cat >"$letter/letter.md" <<'END'
---
title: A Letter of Trees
language: en
roster: specimen
closed: 2020-09-24T18:00+02:00
---

We write.
END
cat >"$letter/editions.yaml" <<'END'
editions:
  all: { language: en }
  lv:  { language: en, country: LV, roster: own-only }
END
cat >"$letter/signatories.csv" <<'END'
name,country,office,lead,signature,status,name@be,office@be
Specimen Oak 1,LT,Chair of the Committee,1,oak.svg,,,

Specimen Pine 4,LT,,,,pending,,
Specimen Elm Beechwood Hornbeam Sycamore 3,LT,Member of Parliament,,,,Спэцымен Вяз,дэпутат
Speсimen Ash 2,LT,,,,,,
Specimen Fir 5,LT,,,,withdrawn,,
Specimen Larch 6,LV,,,,,,
END

run 0 proof "$letter" -o "$work/built"
[ -e "$made/proofs/LT.pdf" ] && [ -e "$made/proofs/LV.pdf" ] || ls -R "$work/built" >>"$work/out"
verdict 'each country gets a sheet' <"$work/out"

pdftotext -layout "$made/proofs/LT.pdf" "$work/text" && words <"$work/text" >"$work/words"
hash=$(grep -oE '[0-9a-f]{64}' "$work/words" | head -n 1)
short=$(printf '%s' "$hash" | cut -c 1-12)
for text in 'Proof of names: Lithuania' 'A Letter of Trees' 'Will be printed 3' \
    'Pending: not printed 1' 'Withdrawn: not printed 1' \
    'List closed September 24, 2020, 18:00 UTC+02:00' "Hash of the list $short" \
    '2 Specimen Oak 1' 'Chair of the Committee' '4 Specimen Pine 4' '6 Speсimen Ash 2' \
    '7 Specimen Fir 5' 'CYRILLIC SMALL LETTER ES' 'be: Спэцымен Вяз' 'be: дэпутат' \
    'Checked by' 'Date' 'Signature' 'SPECIMEN'; do
    grep -qF "$text" "$work/words" || echo "the sheet lacks: $text" >>"$work/out"
done
grep -qF 'Larch' "$work/words" && echo "a name of another country is there" >>"$work/out"
[ ${#hash} -eq 64 ] || echo "the hash is '$hash'" >>"$work/out"
verdict 'the sheet shows names, rows, findings, closing time and hash' <"$work/out"

# The name turns as in its edition: after the same words.
grep -E '^ *5 +Specimen Elm' "$work/text" | sed 's/^ *5 *//; s/  .*//' >"$work/turn"
"$BIN" build "$letter" -e all --dump=lines | grep -oE 'Specimen Elm.*' |
    diff - "$work/turn" >>"$work/out"
verdict 'a name turns on the sheet as in print' <"$work/out"

awk '/Pending: not printed \(1\)/ { p = NR } /^ *4 +Specimen Pine 4/ { n = NR }
    / 5 .*Elm|^5 .*Elm/ { e = NR } END { if (!(e < p && p < n)) print e, p, n }' \
    "$work/text" >"$work/out"
verdict 'pending rows stand after what is printed' <"$work/out"

pdfinfo "$made/proofs/LT.pdf" | grep -E '^Subject: ' >"$work/subject"
grep -qF "3 names from 1 country; closed 2020-09-24T18:00+02:00; list $short" \
    "$work/subject" || cat "$work/subject" >"$work/out"
qpdf --check "$made/proofs/LT.pdf" >"$work/check" 2>&1 || cat "$work/check" >>"$work/out"
verdict 'the sheet says in its document information which names it shows' <"$work/out"

cp "$made/proofs/LT.pdf" "$work/first.pdf"
run 0 proof "$letter" -o "$work/built" --country lt
cmp "$work/first.pdf" "$made/proofs/LT.pdf" >>"$work/out" 2>&1
verdict 'the same rows give the same sheet' <"$work/out"

# A row that is not printed may be broken; the sheet says how.
cp "$letter/signatories.csv" "$work/whole"
sed -i 's/Pine 4,LT,,,/Pine 4,LT,,first,/' "$letter/signatories.csv"
run 1 proof "$letter" -o "$work/built" --country LT
pdftotext "$made/proofs/LT.pdf" - | words | grep -qF "Mistake: 'first' is no number" ||
    echo "the sheet does not say what is wrong" >>"$work/out"
cp "$work/whole" "$letter/signatories.csv"
verdict 'the mistakes of a row that is not printed stand beside it' <"$work/out"

# Nobody has approved anything yet.
run 1 build "$letter" -o "$work/built" --approved
told "the names of 'LT' were never approved [approval-missing]"
told "the names of 'LV' were never approved [approval-missing]"
[ ! -e "$made/all.pdf" ] || echo "an edition was made" >>"$work/out"
verdict 'editions with names that were never approved are refused' <"$work/out"

SOURCE_DATE_EPOCH=1600970400
export SOURCE_DATE_EPOCH
run 0 proof "$letter" --country LT --country LV --approve 'Specimen Clerk'
printf 'country,hash,who,when\nLT,%s,Specimen Clerk,2020-09-24\n' "$short" >"$work/wanted"
head -n 2 "$letter/approvals.csv" | diff "$work/wanted" - >>"$work/out"
unset SOURCE_DATE_EPOCH
run 0 build "$letter" -o "$work/built" --approved
pdfinfo "$made/all.pdf" 2>&1 |
    grep -qE 'Subject: +4 names from 2 countries; closed .*; list [0-9a-f]{12}$' ||
    echo "all.pdf does not say its names" >>"$work/out"
verdict 'approved names are built' <"$work/out"

# Another order of rows is the same list; another column of notes too.
sed -n '1p' "$letter/signatories.csv" >"$work/sorted"
sed '1d; /^$/d' "$letter/signatories.csv" | sort -r >>"$work/sorted"
cp "$letter/signatories.csv" "$work/kept"
sed '1s/$/,notes/; 2,$s/$/,x/' "$work/sorted" >"$letter/signatories.csv"
run 0 build "$letter" -o "$work/built" --approved
verdict 'a spreadsheet that was sorted anew is approved still' <"$work/out"

cp "$made/all.pdf" "$work/all.pdf"
sed 's/Specimen Elm Beech/Specimen Elms Beech/; /Speсimen Ash/d' "$work/kept" \
    >"$letter/signatories.csv"
echo 'Specimen Yew 9,LT,,,,,,' >>"$letter/signatories.csv"
run 1 build "$letter" -o "$work/built" --approved
told "the names of 'LT' have changed since Specimen Clerk approved them on 2020-09-24"
told "signatories.csv:5:1: error: row 5, 'Specimen Elms Beechwood Hornbeam Sycamore 3': 'name' was 'Specimen Elm Beechwood Hornbeam Sycamore 3'"
told "'Speсimen Ash 2' was taken out, or is confirmed no more [row-removed]"
told "row 8, 'Specimen Yew 9', was added [row-added]"
told "the edition 'all' was not made"
cmp "$work/all.pdf" "$made/all.pdf" >>"$work/out" 2>&1
[ -e "$made/lv.pdf" ] || echo "lv.pdf is missing" >>"$work/out"
grep -q "'lv' was not made" "$work/stderr" && echo "lv was not made" >>"$work/out"
verdict 'changed rows are named, the old file stays, other editions are made' <"$work/out"

run 1 proof "$letter" --country LT --approve 'Specimen Clerk'
told "there is no proof of the names of 'LT' as they are now [no-proof]"
[ "$(wc -l <"$letter/approvals.csv")" -eq 3 ] || cat "$letter/approvals.csv" >>"$work/out"
verdict 'names that nobody can have seen are not approved' <"$work/out"

run 0 proof "$letter" -o "$work/built" --country LT
run 0 proof "$letter" --country LT --approve 'Specimen Clerk'
run 0 build "$letter" -o "$work/built" --approved
verdict 'a new proof and its approval let the edition out' <"$work/out"

cp "$work/kept" "$letter/signatories.csv"
rm -r "$letter/proofs"
run 0 build "$letter" -o "$work/built" --approved
sed -i 's/Oak 1/Oak 11/' "$letter/signatories.csv"
run 1 build "$letter" -o "$work/built" --approved
told '[record-missing]'
verdict 'an older approval of the same names holds; a lost record is told' <"$work/out"

# The imprint stands on the last page, and only where there are names.
cp "$work/kept" "$letter/signatories.csv"
cat >"$letter/layouts/mine.yaml" <<'END'
extends: letter
feet: { last: "{names} names · closed {closed} · {list}" }
END
run 0 build "$letter" -o "$work/built" --layout mine
pdftotext "$made/all.pdf" - | words >"$work/words"
grep -qE '4 names · closed 2020-09-24T18:00\+02:00 · [0-9a-f]{12}' "$work/words" ||
    cat "$work/words" >>"$work/out"
verdict 'the last foot says which names these are where the layout asks' <"$work/out"

# Of an imprint that is too long the title alone is cut.
sed -i 's/last: "/last: "{short-title} · /' "$letter/layouts/mine.yaml"
sed -i.kept "s/^title: .*/&$(printf ' and of Trees%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17)/" \
    "$letter/letter.md"
run 0 build "$letter" -o "$work/built" --layout mine
pdftotext "$made/all.pdf" - | words >"$work/words"
grep -qE 'A Letter of Trees and .{20,}… · 4 names · closed 2020-09-24T18:00\+02:00 · [0-9a-f]{12}' \
    "$work/words" || cat "$work/words" >>"$work/out"
mv "$letter/letter.md.kept" "$letter/letter.md"
verdict 'an imprint that is too long loses nothing but some of the title' <"$work/out"

# A long list, and layouts of one column.
{
    echo 'name,country,office'
    seq 1 400 | sed 's/.*/Specimen Oak &,LT,Member of Parliament/'
} >"$letter/signatories.csv"
for layout in letter-us large-print; do
    run 0 proof "$letter" -o "$work/built" --layout $layout
    [ ! -s "$work/stderr" ] || cat "$work/stderr" >>"$work/out"
    pdftotext "$made/proofs/LT.pdf" - | grep -cE '^(Specimen Oak|.* Specimen Oak)' >"$work/n"
    [ "$(cat "$work/n")" -eq 400 ] || echo "$layout shows $(cat "$work/n")" >>"$work/out"
done
verdict 'a long list is proofed in every layout' <"$work/out"
exit $status
