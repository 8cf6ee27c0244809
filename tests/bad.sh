#!/bin/sh
# bad.sh [CASE…]: gives the program the bad input of each tests/bad/<case>/:
#
#   command  the arguments, @ standing for the case's folder; without the file, `check @`
#   want     first line: the exit status; then the diagnostics, without their help lines
#
# BIN is the program. A crash, a hang and control characters in a report are failures
# whatever is wanted, and so are more than two seconds of a processor or 256 MiB of
# memory; with sanitizers, ten times as much. With BLESS=yes the wants are written anew.
set -u
cd "$(dirname "$0")/.." || exit 1
: "${BIN:=build/release/openletter}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
most_seconds=2
most_kib=262144
case $BIN in */sanitize/*)
    most_seconds=20
    most_kib=2621440
    ;;
esac

# provoke CASE: what the program says of it, in the form of `want`.
provoke() {
    command='check @'
    [ ! -e "$1/command" ] || command=$(head -n 1 "$1/command")
    eval "set -- $(printf '%s' "$command" | sed "s|@|$1|g")"
    timeout -k 5 60 env time -q -o "$work/cost" -f '%U %S %M' "$BIN" "$@" \
        >"$work/stdout" 2>"$work/stderr" </dev/null
    ended=$?
    { echo $ended; grep -v '^  help: ' "$work/stderr"; } >"$work/made"
    return $ended
}

# complaint STATUS: what is wrong whatever is wanted; nothing when all is well.
complaint() {
    if [ "$1" -eq 124 ] || [ "$1" -eq 137 ]; then
        echo "it took more than 60 s"
    elif [ "$1" -ge 4 ]; then
        echo "the program ended with status $1"
    elif LC_ALL=C grep -q '[[:cntrl:]]' "$work/stderr"; then
        echo "the report holds control characters"
    else
        awk -v seconds=$most_seconds -v kib=$most_kib '
            $1 + $2 > seconds { print "it took " $1 + $2 " s, more than " seconds }
            $3 > kib { print "it took " $3 " KiB, more than " kib }' "$work/cost"
    fi
}

check() {
    provoke "$1"
    wrong=$(complaint $?)
    if [ -n "$wrong" ]; then
        echo "not ok $1: $wrong"
        head -n 40 "$work/stderr" | cat -v
        return 1
    elif [ -n "${BLESS:-}" ]; then
        cp "$work/made" "$1/want"
    elif ! cmp -s "$1/want" "$work/made"; then
        echo "not ok $1: the diagnostics differ"
        diff -u "$1/want" "$work/made" 2>&1 | head -n 40
        return 1
    fi
    echo "ok $1"
}

[ $# -gt 0 ] || set -- tests/bad/*/
for case; do
    [ -d "$case" ] || continue
    check "${case%/}" || status=1
done
exit $status
