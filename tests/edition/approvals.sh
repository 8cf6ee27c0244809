#!/bin/sh
# What guards proofs and approvals: many hands at a time, files in the way, links, kills,
# editions that are broken.
. "$(dirname "$0")/desk"

letter=$work/letter
made=$work/built/letter
mkdir -p "$letter/layouts"
cat >"$letter/letter.md" <<'END'
---
title: A Letter of Trees
language: be
roster: specimen
---

We write.
END
cat >"$letter/editions.yaml" <<'END'
editions:
  broken: { language: be, layout: nowhere }
  wrong:  { language: be, pages: many }
  be:     { language: be }
  en:     { language: en }
END
cat >"$letter/signatories.csv" <<'END'
name,country,office,prefix,suffix,status,party,name@be,office@be
Specimen Oak,LT,Senatr,,,,Greens,Спэцымен Дуб,сенатар
Specimen Pine,LT,Member,Dr.,OBE,pending,,,
Specimen Elm,LT,Member,,,,Reds,,
END

run 1 proof "$letter" -o "$work/built"
told "there is no layout 'nowhere'"
pdftotext -layout "$made/proofs/LT.pdf" - | words >"$work/words"
grep -q "'proof of LT' was not made" "$work/stderr" && echo 'not made' >>"$work/out"
verdict 'a broken edition stops no proof' <"$work/out"

for text in 'Спэцымен Дуб, сенатар' 'name: Specimen Oak' 'office: Senatr' \
    'Dr. Specimen Pine, OBE, Member'; do
    grep -qF "$text" "$work/words" || echo "the sheet lacks: $text" >>"$work/out"
done
for text in 'Спэцымен Дуб' 'сенатар' 'Specimen Oak' 'Specimen Elm'; do
    [ "$(grep -oF "$text" "$work/words" | wc -l)" -eq 1 ] ||
        echo "not once on the sheet: $text" >>"$work/out"
done
verdict 'the sheet shows once each form that an edition prints' <"$work/out"

cat >"$letter/editions.yaml" <<'END'
editions:
  be: { language: be, layout: parties }
END
cat >"$letter/layouts/parties.yaml" <<'END'
extends: letter
signatures: { roster: { group-by: party } }
END

# Twenty people at a time; each row is there afterwards.
for i in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20; do
    "$BIN" proof "$letter" --country LT --approve "Specimen Clerk $i" \
        >"$work/log-$i" 2>&1 &
done
wait
[ "$(grep -c 'Specimen Clerk' "$letter/approvals.csv")" -eq 20 ] ||
    cat "$letter/approvals.csv" >>"$work/out"
[ "$(sort -u "$letter/approvals.csv" | wc -l)" -eq 21 ] || echo 'some twice' >>"$work/out"
verdict 'approvals made at one time are all kept' <"$work/out"

run 0 build "$letter" -o "$work/built" --approved
sed -i.kept 's/Greens/Greys/' "$letter/signatories.csv"
run 1 build "$letter" -o "$work/built" --approved
told "'party' was 'Greens' and is 'Greys'"
mv "$letter/signatories.csv.kept" "$letter/signatories.csv"
verdict 'a heading that changed is not approved' <"$work/out"

# Headings from a column of one's own are nobody's business but their owner's.
cp "$letter/signatories.csv" "$work/kept"
sed 's/party/region/' "$work/kept" >"$letter/signatories.csv"
sed 's/party/region/' "$letter/layouts/parties.yaml" >"$letter/layouts/regions.yaml"
run 0 proof "$letter" -o "$work/built" --layout regions
run 0 proof "$letter" --country LT --approve 'Specimen Clerk'
run 0 build "$letter" -o "$work/built" --approved --layout regions
told "names are grouped by 'region', which no approval covers [approval-headings]"
cp "$work/kept" "$letter/signatories.csv"
rm "$letter/proofs"/*
run 0 proof "$letter" -o "$work/built"
verdict 'headings that no approval covers are warned of' <"$work/out"

record=$(echo "$letter"/proofs/LT-*.csv)
cp "$record" "$work/record"
: >"$record"
run 1 proof "$letter" --country LT --approve 'Specimen Clerk'
told "there is no proof of the names of 'LT' as they are now"
told "openletter proof $letter --country LT"
rm "$record"
mkfifo "$record"
run 3 proof "$letter" --country LT --approve 'Specimen Clerk'
verdict 'a record that was emptied, or is a pipe, is no proof' <"$work/out"

run 0 proof "$letter" -o "$work/built"
cmp "$work/record" "$record" >>"$work/out" 2>&1
verdict 'a pipe where the record should be is replaced' <"$work/out"

# The sheet stays as it was when its record cannot be written.
mv "$letter/proofs" "$work/proofs"
: >"$letter/proofs"
echo old >"$made/proofs/LT.pdf"
run 3 proof "$letter" -o "$work/built"
[ "$(cat "$made/proofs/LT.pdf")" = old ] || echo 'the sheet was replaced' >>"$work/out"
rm "$letter/proofs"
verdict 'no sheet is let out without its record' <"$work/out"

ln -s "$work/proofs" "$letter/proofs"
rm "$work/proofs"/*
run 1 proof "$letter" -o "$work/built"
told '[path-outside]'
[ -z "$(ls "$work/proofs")" ] || ls "$work/proofs" >>"$work/out"
rm "$letter/proofs"
mv "$letter/approvals.csv" "$work/approvals.csv"
ln -s "$work/approvals.csv" "$letter/approvals.csv"
run 1 build "$letter" -o "$work/built" --approved
told '[path-outside]'
rm "$letter/approvals.csv"
verdict 'links do not lead proofs and approvals out of the letter' <"$work/out"

# Of two rows that may be one person's each names the other as sheets count, on the sheet
# of either country.
cp "$letter/signatories.csv" "$work/kept"
cat >"$letter/signatories.csv" <<'END'
name,country,party,notes
Specimen Ash,LT,,"called,
no answer"
Specimen Yew,LT,,
Specimen Ash,LV,,
Specimen Yew,LT,,
END
run 0 proof "$letter" -o "$work/built"
for sheet in LT LV; do
    pdftotext "$made/proofs/$sheet.pdf" - | words >"$work/$sheet"
done
for text in "'Specimen Ash' of 'LT' may be 'Specimen Ash' of 'LV' in row 4" \
    "'Specimen Yew' of 'LT' stands in row 5 already" \
    "'Specimen Yew' of 'LT' stands in row 3 already"; do
    grep -qF "$text" "$work/LT" || echo "LT lacks: $text" >>"$work/out"
done
grep -qF "'Specimen Ash' of 'LV' may be 'Specimen Ash' of 'LT' in row 2" "$work/LV" ||
    cat "$work/LV" >>"$work/out"
cp "$work/kept" "$letter/signatories.csv"
verdict 'a pair is told beside both of its rows' <"$work/out"

mkdir -p "$letter/proofs"
: >"$letter/proofs/.openletter-abcdef"
: >"$letter/.openletter-abcdef"
run 0 proof "$letter" -o "$work/built"
run 0 proof "$letter" --country LT --approve 'Specimen Clerk'
find "$letter" -name '.openletter-*' >>"$work/out"
verdict 'what killed programs left in the letter is swept' <"$work/out"
exit $status
