#!/bin/sh
# The real letter's editions but those by country, looked at with programs that are not
# ours.
. "$(dirname "$0")/desk"

build "$LETTER" -e 'en*' -e '??' -o "$work"
made=$work/lukashenko-2020

# body EDITION: the paragraphs as pdftotext reads them, without heads and feet.
body() {
    case $1 in
    en) set -- "$1" 595 740 ;;
    en-us) set -- "$1" 612 705 ;;
    en-large) set -- "$1" 595 760 ;;
    esac
    pdftotext -raw -r 72 -x 0 -y 50 -W "$2" -H $(($3 - 50)) "$made/$1.pdf" -
}

# The letter's paragraphs, a line each, as they are written.
awk 'n >= 2 && NF { print } /^---$/ { n++ }' "$LETTER/letter.md" |
    sed 's/\xc2\xa0/ /g' >"$work/paragraphs"
[ "$(wc -l <"$work/paragraphs")" -eq 5 ] || wc -l <"$work/paragraphs" >"$work/out"
verdict 'the letter has five paragraphs' <"$work/out"

for edition in en en-us en-large; do
    pdf=$made/$edition.pdf

    qpdf --check "$pdf" >"$work/out" 2>&1 && : >"$work/out"
    verdict "qpdf finds no fault in $edition" <"$work/out"

    mutool draw -q -F txt -o "$work/mutool" "$pdf" 2>&1 | grep -v 'ICC support' |
        verdict "mutool reads $edition"

    pdffonts "$pdf" | awk 'NR > 2 && !/ yes +yes +yes +[0-9]+ +[0-9]+$/' >"$work/out"
    pdffonts "$pdf" | awk 'NR > 2' | grep -q . || echo "there are no fonts" >>"$work/out"
    verdict "every font of $edition is embedded, a subset, and has a Unicode map" \
        <"$work/out"

    # Each paragraph stands there word for word, after the one before it.
    body "$edition" | words >"$work/text"
    awk 'NR == FNR { text = $0; next }
        {
            at = index(text, $0)
            if (!at) print "not found: " substr($0, 1, 60)
            text = substr(text, at + length($0))
        }' "$work/text" "$work/paragraphs" >"$work/out"
    verdict "every paragraph of $edition reads as it is written, in order" <"$work/out"

    grep -n "$(printf '\302\255')" "$work/text" >"$work/out"
    verdict "no soft hyphen is read from $edition" <"$work/out"

    # A specimen's number is its place among the sorted names, the leads first.
    body "$edition" | grep -oE '(^| )[0-9]{3}(,|$)' | tr -dc '0-9\n' >"$work/numbers"
    awk 'seen[$1]++ { print "doubled: " $1 }
        END { for (i = 1; i <= 270; i++)
            if (!seen[sprintf("%03d", i)]) print "missing: " i }' \
        "$work/numbers" >"$work/out"
    [ "$(wc -l <"$work/numbers")" -eq 270 ] || wc -l <"$work/numbers" >>"$work/out"
    verdict "every name of $edition stands there once" <"$work/out"

    pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
    for page in $(seq "$pages"); do
        text=$(pdftotext -f "$page" -l "$page" "$pdf" -)
        case $text in
        *" $page of $pages"* | *"
$page of $pages"*) ;;
        *) echo "page $page has no number" ;;
        esac
        named=$(echo "$text" | grep -cE '[0-9]{3}(,|$)')
        marked=$(echo "$text" | grep -c SPECIMEN)
        [ "$named" -eq 0 ] || [ "$marked" -gt 0 ] || echo "page $page: names, no mark"
        [ "$named" -gt 0 ] || [ "$marked" -eq 0 ] || echo "page $page: a mark, no names"
    done >"$work/out"
    verdict "every page of names of $edition says SPECIMEN, each has its number" \
        <"$work/out"

    pdfinfo "$pdf" | grep -q "^Title: *An Open Letter to Alexander Lukashenko From" ||
        echo "no title" >"$work/out"
    pdfinfo "$pdf" | grep -q "^Author: *Transatlantic Legislators" ||
        echo "no author" >>"$work/out"
    mutool show "$pdf" outline >"$work/outline"
    grep -q '"270 legislators from 29 countries"' "$work/outline" ||
        echo "no bookmark of the names" >>"$work/out"
    grep -q '"Lithuania"' "$work/outline" || echo "no bookmark of a country" >>"$work/out"
    mutool show "$pdf" trailer/Root/PageLabels 2>&1 | grep -q Nums ||
        echo "no page labels" >>"$work/out"
    verdict "$edition has title, author, bookmarks and page labels" <"$work/out"
done

# size EDITION SIZE: the paper.
size() {
    pdfinfo "$made/$1.pdf" | grep -q "^Page size: *$2" || pdfinfo "$made/$1.pdf"
}
{ size en '595.2.* x 841.89'; size en-us '612 x 792'; size en-large '595.2.* x 841'; } |
    verdict 'each edition is on its paper'

[ "$(pdfinfo "$made/en.pdf" | awk '/^Pages:/ { print $2 }')" = 4 ] ||
    echo "the A4 edition does not have four pages" >"$work/out"
verdict 'letter and names make one folded A3' <"$work/out"

# In `en` the numbers are in order as they stand; in `en-us` those of the United States
# (all of the last group) come first after the leads.
body en | grep -oE '(^| )[0-9]{3}(,|$)' | tr -dc '0-9\n' >"$work/numbers"
seq -f %03g 270 | diff - "$work/numbers" >"$work/out"
verdict 'the names of en stand in order' <"$work/out"
body en-us | grep -oE '(^| )[0-9]{3}(,|$)' | tr -dc '0-9\n' >"$work/numbers"
{ seq -f %03g 4; seq -f %03g 220 270; seq -f %03g 5 219; } |
    diff - "$work/numbers" >"$work/out"
verdict 'the names of the United States come first in en-us' <"$work/out"

# The same input gives the same bytes, whatever the hour, the place and the language.
TZ=Asia/Tokyo LC_ALL=C "$BIN" build "$LETTER" -e 'en*' -e '??' -o "$work/again" \
    >/dev/null 2>&1
diff -r "$made" "$work/again/lukashenko-2020" >"$work/out" 2>&1
verdict 'the same letter gives the same bytes' <"$work/out"

SOURCE_DATE_EPOCH=86400 "$BIN" build "$LETTER" -e en -o "$work/dated" >/dev/null 2>&1
TZ=UTC pdfinfo "$work/dated/lukashenko-2020/en.pdf" |
    grep -q 'CreationDate: *Fri Jan  *2 00:00:00 1970' ||
    echo 'the date is not that of SOURCE_DATE_EPOCH' >"$work/out"
verdict 'SOURCE_DATE_EPOCH dates the file' <"$work/out"

exit $status
