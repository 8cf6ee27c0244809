#!/bin/sh
# The layout's rules, read from the dump of lines of each edition: no widow, no heading
# alone at a foot, no three hyphens in a row, word spaces within their limits, no short
# last line, no short last page. Then each rule is broken once in a doctored dump, to
# show that this check sees it.
#
# A row of the dump: baseline element role line/of ratio space x width/target text…
. "$(dirname "$0")/desk"

# faults FILE: what breaks a rule, a line each.
faults() {
    awk '
        /^page / {
            if (heading) print "a heading alone at the foot of page " page
            page = $2; first = 1; rows = 0; last_page = $4
            next
        }
        NF >= 8 && $3 ~ /^[a-z]/ {
            split($4, at, "/")
            split($8, w, "/")
            text = $9
            for (i = 10; i <= NF; i++) text = text " " $i
            paragraph = $3 == "paragraph" || $3 == "quote"
            if (first && at[1] == at[2] && at[2] > 1 && paragraph)
                print "a widow on page " page ": " text
            heading = $3 == "heading" && at[1] == at[2]
            hyphens = text ~ / -$/ ? hyphens + 1 : 0
            if (hyphens > 2) print "three hyphens in a row on page " page ": " text
            if ($6 != "-" && ($6 < 0.19 || $6 > 0.45))
                print "a word space of " $6 " em on page " page ": " text
            if (at[1] == at[2] && at[2] > 1 && $5 != "-" && w[1] < 28)
                print "a short last line on page " page ": " text
            if (text ~ /(^| )M(s|r)\.$/) print "a title at the end of a line: " text
            first = 0; rows++
        }
        END { if (page > 1 && rows < 4) print "a last page of " rows " lines" }' "$1"
}

for edition in en en-us; do
    "$BIN" build --dump=lines "$LETTER" -e $edition >"$work/$edition" 2>&1
    faults "$work/$edition" | verdict "$edition keeps the rules of the page"
done
grep -q '^page 2' "$work/en" || echo "the dump has no second page" >"$work/out"
[ "$(awk 'NF >= 8 && $3 == "paragraph" && $6 > 0.1' "$work/en" | wc -l)" -gt 40 ] ||
    echo "the dump's rows are not as they were" >>"$work/out"
verdict 'the dump is what this reads' <"$work/out"

# doctored NAME TEXT: a dump with this text is at fault, and the fault is called NAME.
doctored() {
    printf '%s\n' "$2" >"$work/doctored"
    faults "$work/doctored" | grep -q "^$1" && : >"$work/out" ||
        echo "it is not seen" >"$work/out"
    verdict "a doctored page shows $1" <"$work/out"
}
row='  200.00     4 paragraph'
doctored 'a widow' "page 2 of 2
$row   3/3       0.10 0.29   99.21 342.81/345.83 and so it ends"
doctored 'a heading alone' "page 1 of 2
  700.00     4 heading     1/1       -    -   99.21 100.00/345.83 Alone
page 2 of 2
$row   1/2    0.10 0.29   99.21 342.81/345.83 and so it ends"
doctored 'three hyphens' "page 1 of 1
$row   1/9    0.10 0.29   99.21 342.81/345.83 one -
$row   2/9    0.10 0.29   99.21 342.81/345.83 two -
$row   3/9    0.10 0.29   99.21 342.81/345.83 three -"
doctored 'a word space' "page 1 of 1
$row   1/9    2.10 0.49   99.21 342.81/345.83 so wide"
doctored 'a word space' "page 1 of 1
$row   1/9   -2.10 0.15   99.21 342.81/345.83 so tight"
doctored 'a short last line' "page 1 of 1
$row   9/9    0.00 0.26   99.21  12.81/345.83 so."
doctored 'a last page' "page 2 of 2
$row   7/8    0.10 0.29   99.21 342.81/345.83 only this
$row   8/8    0.10 0.29   99.21 342.81/345.83 and that"
doctored 'a title' "page 1 of 1
$row   1/9    0.10 0.29   99.21 342.81/345.83 and then Ms."

exit $status
