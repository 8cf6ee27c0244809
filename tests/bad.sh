#!/bin/sh
# bad.sh [CASE…]: gives the program the bad input of each tests/bad/<case>/:
#
#   command  the arguments, @ standing for the case's folder; without the file, `check @`
#   want     first line: the exit status; then the diagnostics, without their help lines
#
# BIN is the program. A crash, a hang and control characters in a report are failures
# whatever is wanted, and so are more than two seconds of a processor or 256 MiB of
# memory (tests/limits), and an old PDF that a failed build has changed. With BLESS=yes the
# wants are written anew.
set -u
cd "$(dirname "$0")/.." || exit 1
: "${BIN:=build/release/openletter}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
. tests/limits

# provoke CASE: what the program says of it, in the form of `want`.
provoke() {
    old=$work/output/$(basename "$1")/en.pdf
    mkdir -p "$(dirname "$old")" && echo old >"$old"
    command='check @'
    [ ! -e "$1/command" ] || command=$(head -n 1 "$1/command")
    eval "set -- $(printf '%s' "$command" | sed "s|@|$1|g")"
    limited "$BIN" "$@"
    ended=$?
    { echo $ended; grep -v '^  help: ' "$work/stderr"; } >"$work/made"
    return $ended
}

check() {
    provoke "$1"
    ended=$?
    wrong=$(complaint $ended)
    [ $ended -eq 0 ] || [ "$(cat "$old")" = old ] || wrong="the old PDF is gone"
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
