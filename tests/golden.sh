#!/bin/sh
# golden.sh [CASE…]: dumps each case of tests/golden/<stage>/<case>/ and compares with
# what stands in it:
#
#   edition    the edition to dump; without the file, the letter's only one
#   want       the dump
#   want.diag  the diagnostics, without their help lines; without the file, none
#
# BIN is the program. With BLESS=yes the wants are written anew, to be read in the diff.
set -u
cd "$(dirname "$0")/.." || exit 1
: "${BIN:=build/release/openletter}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0

# dump CASE: the dump and its diagnostics into the work folder; its status.
dump() {
    stage=$(basename "$(dirname "$1")")
    set -- build "--dump=$stage" "$1"
    [ ! -e "$3/edition" ] || set -- "$@" -e "$(cat "$3/edition")"
    timeout -k 5 60 "$BIN" "$@" >"$work/want" 2>"$work/stderr" </dev/null
    ended=$?
    grep -v '^  help: ' "$work/stderr" >"$work/want.diag"
    return $ended
}

# differs CASE NAME: shows how a file that was made differs from the one that stands there.
differs() {
    if [ -e "$1/$2" ]; then
        diff -u "$1/$2" "$work/$2"
    elif [ "$2" = want ] || [ -s "$work/$2" ]; then
        diff -u /dev/null "$work/$2"
    fi
}

check() {
    dump "$1"
    ended=$?
    differences=$(differs "$1" want; differs "$1" want.diag)
    if [ "$ended" -ge 4 ]; then
        echo "not ok $1: the program ended with status $ended"
        head -n 40 "$work/stderr"
        return 1
    elif [ -n "$differences" ]; then
        echo "not ok $1: the dump differs"
        echo "$differences" | head -n 60
        return 1
    fi
    echo "ok $1"
}

bless() {
    dump "$1"
    if [ $? -ge 4 ]; then
        echo "not ok $1: the program crashed; nothing was written"
        return 1
    fi
    cp "$work/want" "$1/want"
    rm -f "$1/want.diag"
    [ ! -s "$work/want.diag" ] || cp "$work/want.diag" "$1/want.diag"
    echo "ok $1 is blessed"
}

[ $# -gt 0 ] || set -- tests/golden/*/*/
for case; do
    [ -d "$case" ] || continue
    if [ -n "${BLESS:-}" ]; then
        bless "${case%/}" || status=1
    else
        check "${case%/}" || status=1
    fi
done
exit $status
