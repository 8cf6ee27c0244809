#!/bin/sh
# Editions for each country: what plan says of them, and what build makes of them.
. "$(dirname "$0")/desk"
. tests/limits

letter=$work/letter
mkdir -p "$letter/po"
cat >"$letter/letter.md" <<'END'
---
title: A Letter
language: en
roster: specimen
---

We write.
END
cat >"$letter/signatories.csv" <<'END'
name,country,chamber,status
Specimen Box,US,Senate,
Specimen Ash,BE,Kamer,
Specimen Elm,BE,Senaat,
Specimen Oak,XK,,
Specimen Fir,LT,Seimas,pending
END
cat >"$letter/editions.yaml" <<'END'
defaults: { layout: letter }
editions:
  en: { language: en }
  en-be: { language: [en, be], layout: parallel, exclude: { country: [BE] } }
  countries:
    for-each: country
    language: auto
    layout: auto
    roster: own-first
    exclude: { country: [XK] }
    override: { BE: { language: [nl, fr] } }
    file: countries/{country}-{language}
  alone: { for-each: chamber, layout: [auto, large-print], roster: own-only }
  wrong: { country: UX }
END

run 1 plan "$letter"
told country-unknown
cat >"$work/wanted" <<'END'
letter
edition                   languages  layout       names  pages  state    file
en                        en         letter           4      -  new      en.pdf
en-be                     en, be     parallel         -      -  refused  en-be.pdf
countries/BE-nl           nl         letter           -      -  refused  countries/BE-nl.pdf
countries/BE-fr           fr         letter           -      -  refused  countries/BE-fr.pdf
countries/LT-en           en         letter           4      -  new      countries/LT-en.pdf
countries/US-en           en         letter-us        4      -  new      countries/US-en.pdf
alone/Kamer-letter        en         letter           1      -  new      alone/Kamer-letter.pdf
alone/Kamer-large-print   en         large-print      1      -  new      alone/Kamer-large-print.pdf
alone/Senaat-letter       en         letter           1      -  new      alone/Senaat-letter.pdf
alone/Senaat-large-print  en         large-print      1      -  new      alone/Senaat-large-print.pdf
alone/Senate-letter-us    en         letter-us        1      -  new      alone/Senate-letter-us.pdf
alone/Senate-large-print  en         large-print      1      -  new      alone/Senate-large-print.pdf
wrong                     en         letter           -      -  refused  wrong.pdf
END
diff "$work/wanted" "$work/stdout" >>"$work/out"
verdict 'plan lists each edition' <"$work/out"

run 1 plan "$letter" -e countries/BE-fr -e countries/US-en -e wrong --json
tr -d ' \n' <"$work/stdout" | sed 's/},/&\n/g' >"$work/json"
{
    printf '%s' '{"editions":[{"letter":"letter","name":"countries/BE-fr","languages":["fr"],'
    printf '%s' '"layout":"letter","country":"BE","names":null,"pages":null,"refused":true,'
    echo '"state":"refused","file":"countries/BE-fr.pdf"},'
    printf '%s' '{"letter":"letter","name":"countries/US-en","languages":["en"],'
    printf '%s' '"layout":"letter-us","country":"US","names":4,"pages":null,"refused":false,'
    echo '"state":"new","file":"countries/US-en.pdf"},'
    printf '%s' '{"letter":"letter","name":"wrong","languages":["en"],"layout":"letter",'
    printf '%s' '"country":null,"names":null,"pages":null,"refused":true,"state":"refused",'
    printf '%s' '"file":"wrong.pdf"}]}'
} | diff - "$work/json" >>"$work/out"
verdict 'plan --json has the same' <"$work/out"

# Of two countries whose rows are wrong, own editions fail for these alone; one that shows
# all names fails too.
sed -i '$d' "$letter/signatories.csv"
printf '%s\n' 'Specimen Fir,LT,Seimas,penidng' >>"$letter/signatories.csv"
cat >"$letter/editions.yaml" <<'END'
editions:
  own: { for-each: country, layout: auto, roster: own-only }
  all: { for-each: country, include: { country: US }, layout: auto, roster: own-first }
END
run 1 plan "$letter"
awk '{ print $1, $6 }' "$work/stdout" >"$work/states"
grep -q '^own/LT refused$' "$work/states" && grep -q '^all/US refused$' "$work/states" ||
    cat "$work/states" >>"$work/out"
run 1 build "$letter" -o "$work/made"
(cd "$work/made/letter" && find . -name "*.pdf" | sort) >"$work/files"
printf './own/%s.pdf\n' BE US XK | diff - "$work/files" >>"$work/out"
verdict 'a bad row stops the editions that show it' <"$work/out"

pdftotext "$work/made/letter/own/BE.pdf" - | grep '^Specimen' >"$work/names"
printf 'Specimen %s\n' Ash Elm | diff - "$work/names" >>"$work/out"
pdfinfo "$work/made/letter/own/BE.pdf" | grep -q 'Page size:.*A4' || echo 'BE is not on A4' >>"$work/out"
pdfinfo "$work/made/letter/own/US.pdf" | grep -q 'Page size:.*letter' || echo 'US is not on Letter' >>"$work/out"
verdict 'an edition has its own names on its own paper' <"$work/out"

# 4,000 editions.
{
    echo name,country
    seq -f 'Specimen %.0f,BE' 2000
} >"$letter/signatories.csv"
echo 'editions: { a: { for-each: name, layout: [auto, sans], roster: own-only } }' \
    >"$letter/editions.yaml"
limited "$BIN" plan "$letter"
complaint $? >>"$work/out"
[ "$(wc -l <"$work/stdout")" -eq 4002 ] || echo 'not 4,000 editions' >>"$work/out"
verdict 'plan lists 4,000 editions' <"$work/out"

# The real letter: some hundred editions, of which Belgium's are made here.
run 0 plan "$LETTER" -e 'countries/*'
[ "$(wc -l <"$work/stdout")" -ge 102 ] || cat "$work/stdout" >>"$work/out"
build "$LETTER" -e 'countries/BE-*-letter' -e 'countries/US-*-large-print-us' -o "$work/real"
(cd "$work/real/${LETTER##*/}" && find . -name "*.pdf" | sort) >"$work/files"
printf './countries/%s.pdf\n' BE-de-letter BE-en-letter BE-fr-letter US-en-large-print-us |
    diff - "$work/files" >>"$work/out"
verdict 'the real letter has editions for each country' <"$work/out"

exit $status
