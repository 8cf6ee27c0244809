#!/bin/sh
# structure.sh [CHECK]…: the rules of the house that a program can see, an `ok` or
# `not ok` line each.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
rooms='base content lint import style text story flow judge draw press preflight batch cli'
status=0

sources() {
    find src tests/unit tests/bench tests/fuzz -name '*.[ch]' | sort
}

# verdict NAME: fails with what stands on standard input, passes when that is nothing.
verdict() {
    cat >"$work/verdict"
    if [ -s "$work/verdict" ]; then
        echo "not ok structure: $1"
        head -n 40 "$work/verdict"
        status=1
    else
        echo "ok structure: $1"
    fi
}

# A room includes only from itself and from the rooms before it.
check_includes() {
    grep -n '^ *# *include "' src/*/*.[ch] | awk -v rooms="$rooms" '
        BEGIN { n = split(rooms, list, " "); for (i = 1; i <= n; i++) at[list[i]] = i }
        {
            split($0, part, /[\/:"]/)
            from = part[2]
            match($0, /"[^"]*"/)
            file = substr($0, RSTART + 1, RLENGTH - 2)
            to = file
            sub(/\/.*/, "", to)
            if (!(from in at) || !(to in at) || at[to] > at[from]) print
            # What is written and what is checked have no code in common.
            if (from == "preflight" && to == "press") print
        }' >"$work/out"
    verdict 'includes point to rooms before' <"$work/out"
}

check_format() {
    sources | xargs -n 20 clang-format-19 --dry-run -Werror >"$work/out" 2>&1
    verdict 'clang-format changes nothing' <"$work/out"
}

check_headers() {
    make -s -k check-headers >"$work/out" 2>&1 && : >"$work/out"
    verdict 'each header compiles alone' <"$work/out"
}

# A diagnostic is tested where its code stands in a wanted report or, alone or as the
# name in the catalogue's enum, in a test program.
check_diagnostics() {
    cat tests/bad/*/want tests/golden/*/*/want.diag 2>/dev/null >"$work/wants"
    cat tests/unit/*.c tests/edition/*.sh 2>/dev/null >"$work/programs"
    tr '\n' ' ' <src/base/diagnostics.def |
        grep -o 'DIAGNOSTIC([A-Z0-9_]*, *"[a-z0-9-]*"' | tr '(,"' '   ' |
        while read -r _ name code; do
            grep -qF "[$code]" "$work/wants" ||
                grep -qE "DIAGNOSTIC_$name\\b|[^a-z-]$code[^a-z-]" "$work/programs" ||
                echo "no test provokes $code"
        done >"$work/out"
    verdict 'each diagnostic has a test' <"$work/out"
}

# A rule of verify is tested where its id stands in the cases of the unit test.
check_rules() {
    grep -o 'RULE([A-Z0-9_]*, "[a-z0-9-]*"' src/preflight/rules.def | cut -d'"' -f2 |
        while read -r rule; do
            grep -qE "[\" (]$rule[\",:)]" tests/unit/test_clauses.c ||
                echo "no case breaks the rule $rule"
        done >"$work/out"
    verdict 'each rule of verify has a case' <"$work/out"
}

check_sizes() {
    sources | xargs wc -l | awk '
        $2 == "total" { next }
        $2 ~ /\.h$/ && $1 > 150 { print $2 " has " $1 " lines, over 150" }
        $1 > 600 { print $2 " has " $1 " lines, over 600" }' >"$work/out"
    verdict 'files are short' <"$work/out"
}

# The lines between the braces of each function, whether it switches, and where it is.
functions() {
    find src -name '*.c' | sort | xargs awk '
        FNR == 1 { start = 0 }
        /^{/ { start = FNR; flat = 0 }
        start && /switch \(/ { flat = 1 }
        start && /^}/ { print FNR - start - 1, flat, FILENAME ":" start; start = 0 }'
}

check_functions() {
    functions | sort -n >"$work/functions"
    {
        awk '$1 > 60 && !$2 { print $3 " has a function of " $1 " lines, over 60" }' \
            "$work/functions"
        awk '{ n[NR] = $1 }
            END {
                at = int(NR * 0.9)
                if (at && n[at] > 30)
                    print "nine in ten functions have up to " n[at] " lines, over 30"
            }' "$work/functions"
    } >"$work/out"
    verdict 'functions are short' <"$work/out"
}

# An installed copy typesets a letter outside of the clone, with the clone's bytes.
check_installed() {
    clone=$PWD
    {
        make -s install DESTDIR="$work/root" PREFIX=/usr MODE=release &&
            mkdir "$work/desk" && cd "$work/desk" &&
            "$work/root/usr/bin/openletter" init letter &&
            "$work/root/usr/bin/openletter" build letter -o installed &&
            "$clone/build/release/openletter" build letter -o cloned &&
            ls installed/letter/*.pdf &&
            diff -r -x .openletter installed cloned
    } >"$work/out" 2>&1 && : >"$work/out"
    cd "$clone" || exit 1
    verdict 'an installed copy builds what the clone builds' <"$work/out"
}

# What --help lists stands in the manual and in the completion.
check_manual() {
    for command in '' build plan check extract proof report fonts import verify init explain; do
        # shellcheck disable=SC2086 -- no command is no word
        build/release/openletter $command --help || echo "--help-of-$command-fails"
    done >"$work/help" 2>&1
    grep -oE -e '--[a-z][a-z-]*' "$work/help" | sort -u | while read -r option; do
        grep -qE "Fl .*${option#-}( |$)" src/cli/openletter.1 ||
            echo "the manual lacks $option"
        grep -qE -e "[\" ]$option[=\" ]" src/cli/openletter.bash ||
            echo "the completion lacks $option"
    done >"$work/out"
    verdict 'the manual and the completion know each option' <"$work/out"
}

checks='includes format headers diagnostics rules sizes functions manual installed'
for check in ${*:-$checks}; do
    "check_$check"
done
exit $status
