#!/bin/sh
# Inputs too large to keep, made here: each ends within the limits, with its status and
# report.
. "$(dirname "$0")/desk"
. tests/limits

folder=$work/letter
csv=$folder/signatories.csv
editions=$folder/editions.yaml
mkdir "$folder"

# letter: puts a letter there whose text is standard input.
letter() {
    { printf -- '---\ntitle: A Letter\nlanguage: en\nroster: specimen\n---\n\n' && cat; } \
        >"$folder/letter.md"
}

# repeated COUNT TEXT: the text so many times.
repeated() {
    yes "$2" | head -n "$1" | tr -d '\n'
}

# ends STATUS CODE COMMAND…: the command ends so, and reports the code (none: '').
ends() {
    wanted=$1
    code=$2
    shift 2
    limited "$BIN" "$@"
    ended=$?
    complaint $ended
    [ $ended -eq "$wanted" ] || echo "it ended with status $ended, not $wanted"
    if [ -n "$code" ]; then
        grep -qF "[$code]" "$work/stderr" || echo "$code was not reported"
    fi
    [ $ended -eq "$wanted" ] || cut -c 1-200 "$work/stderr" | head -n 5
}

yes 'of parliament, and the people; our freedom' | head -n 2858 | tr '\n' ' ' |
    letter
{
    ends 0 '' build "$folder" -f pdf,txt -o "$work/made"
    found=$(words <"$work/made/letter/en.txt" | grep -o 'our freedom' | wc -l)
    [ "$found" -eq 2858 ] || echo "$found of 2858 phrases are there"
} | verdict 'a paragraph of 20,000 words'

repeated 100000 x | letter
ends 1 line-too-wide check "$folder" | verdict 'a word of 100,000 letters'

repeated 250000 '*a ' | letter
ends 1 file-too-large check "$folder" | verdict 'a letter that is too long'
repeated 170000 '*a ' | letter
ends 0 '' check "$folder" | verdict 'marks that never close'
repeated 100000 '>' | letter
ends 1 letter-nesting check "$folder" | verdict '100,000 quotations in each other'
repeated 100000 '[a](' | letter
ends 0 '' check "$folder" | verdict 'links that never close'
yes '\' | head -n 100000 | letter
ends 1 letter-blocks check "$folder" | verdict '100,000 hard breaks'
yes 'We.

' | head -n 100000 | letter
ends 1 letter-blocks check "$folder" | verdict 'too many paragraphs'

echo 'We write.' | letter
{ printf 'name,country\n"' && yes 'Specimen Ash,AT' | head -n 900000; } >"$csv"
ends 1 csv-quote-open check "$folder" | verdict 'a quote that is never closed, 14 MB'
{ printf 'name,country\n' && yes 'Specimen Ash,AT' | head -n 1100000; } >"$csv"
ends 1 file-too-large check "$folder" | verdict 'a roster that is too large'
{ printf 'name,country\n' && yes x | head -n 1000000; } >"$csv"
ends 1 rows-too-many check "$folder" | verdict 'a million rows of a letter'
{ printf 'name,country\n' && seq 20000 | sed 's/.*/Specimen A&,AT/'; } >"$csv"
ends 0 '' build "$folder" -o "$work/made" | verdict '20,000 names'
{
    printf 'name,country'
    seq 10000 | sed 's/^/,column /' | tr -d '\n'
    printf '\nSpecimen Ash,AT'
    repeated 10000 ',x'
    echo
} >"$csv"
ends 0 column-unknown check "$folder" | verdict '10,000 columns'
{ printf 'name,country\nSpecimen ' && repeated 100000 A && echo ,AT; } >"$csv"
ends 1 line-too-wide check "$folder" | verdict 'a name of 100,000 letters'
{ printf 'name,country,office\nSpecimen Ash,AT,' && repeated 20000 'word ' && echo; } >"$csv"
ends 1 block-too-tall check "$folder" | verdict 'an office of 20,000 words'
rm "$csv"

{ printf 'editions:\n' && seq 30000 | sed 's/.*/  e&: { language: en }/'; } >"$editions"
ends 1 file-too-large check "$folder" | verdict '30,000 editions'
{ printf 'editions: ' && repeated 500000 '['; } >"$editions"
ends 1 yaml-syntax check "$folder" | verdict '500,000 brackets'
{ printf 'editions: { en: { language: "' && repeated 250000 'x ' && echo '" } }'; } \
    >"$editions"
ends 1 '' check "$folder" | verdict 'a value of 500 KB'
rm "$editions"

ends 2 no-such-letter check "$(repeated 100000 x)" | verdict 'an argument of 100,000 letters'
ends 2 no-such-edition check "$folder" -e "$(repeated 20000 '*')x" |
    verdict 'a pattern of 20,000 stars'
ends 2 command-argument check $(seq 5000) | verdict '5,000 arguments'

# A proof keeps nothing for the next country's, whose names are others. (With sanitizers
# what was given back is held for a while.)
echo 'We write.' | letter
{
    echo name,country
    for country in AT BE BG HR CZ DK EE FI FR DE; do
        seq 1000 | sed "s/.*/Specimen Oak &$country,$country/"
    done
} >"$csv"
{
    ends 0 '' build "$folder" -o "$work/made" --no-verify
    one=$(cut -d ' ' -f 3 "$work/cost")
    ends 0 '' proof "$folder" -o "$work/made" --no-verify
    ten=$(cut -d ' ' -f 3 "$work/cost")
    [ $most_kib -gt 262144 ] || [ $((2 * ten)) -lt $((3 * one)) ] ||
        echo "ten proofs took $ten KiB, all their names at once $one"
} | verdict 'the proofs of 10,000 names in ten countries'
exit $status
