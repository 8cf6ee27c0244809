#!/bin/sh
# The roster's columns, read from the dump of pages: a country's heading stands over two
# of its names at least, no column runs below the last line, and those of the last page
# are even. Then each rule is broken once in a doctored dump.
#
# A row of the dump: run x baseline width element role text…
. "$(dirname "$0")/desk"

# faults FILE: what breaks a rule, a line each. Columns are 137 points apart.
faults() {
    awk '
        /^page / { page = $2; next }
        $1 != "run" || ($6 != "name" && $6 != "heading") { next }
        {
            column = int(($2 - 90) / 137)
            key = page " " column
            if ($3 > 740) print "a name below the last line: " $0
            if ($6 == "name" && $5 != name[key]) {
                name[key] = $5
                if (key in heading) under[key]++
            }
            if ($6 == "heading" && $4 < 130 && page > 1) {
                if ((key in heading) && under[key] < 2)
                    print "a heading over fewer than two names: " heading[key]
                heading[key] = $0
                under[key] = 0
            }
            if ($3 > foot[key]) foot[key] = $3
        }
        END {
            for (key in heading)
                if (under[key] < 2)
                    print "a heading over fewer than two names: " heading[key]
            low = 1e9
            for (column = 0; column < 3; column++) {
                depth = foot[page " " column]
                if (depth < low) low = depth
                if (depth > high) high = depth
            }
            if (high - low > 42) print "uneven columns on the last page: " low " to " high
        }' "$1"
}

"$BIN" build --dump=pages "$LETTER" -e en >"$work/en" 2>&1
faults "$work/en" | verdict 'the columns of en keep their rules'
[ "$(grep -c ' name ' "$work/en")" -gt 270 ] || echo 'there are too few names' >"$work/out"
verdict 'the dump has the names' <"$work/out"

# doctored NAME FILE: the fault is called NAME.
doctored() {
    faults "$2" | grep -q "^$1" || echo "it is not seen" >"$work/out"
    verdict "a doctored page shows $1" <"$work/out"
}
sed '/Specimen Mäta 173/,$ d' "$work/en" >"$work/alone"
doctored 'a heading over fewer' "$work/alone"
sed '/Specimen Sassafras 262/,/Specimen Þörungur 270/ d' "$work/en" >"$work/uneven"
doctored 'uneven columns' "$work/uneven"
sed 's/^\(  run  *[0-9.]*  *\)[0-9.]*\(.*Specimen Mäta 173\)/\1800.00\2/' "$work/en" >"$work/low"
doctored 'a name below' "$work/low"

exit $status
