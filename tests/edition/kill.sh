#!/bin/sh
# Kills a build a hundred times at moments spread over its whole duration: each time the
# old files or the new ones are there, whole, and nothing else; the next build takes away
# what the dead one had staged. KILL_SEED, printed, gives the same moments again, as far as
# a machine does the same twice.
. "$(dirname "$0")/desk"

: "${KILL_SEED:=$(date +%s)}"
kills=100
case $BIN in */sanitize/*) kills=20 ;; esac # ten times as slow

# The same letter with two texts, and what is made of each.
for text in a b; do
    mkdir -p "$work/$text/letter"
    cp -r "$LETTER/." "$work/$text/letter"
    printf '\nThis is text %s.\n' $text >>"$work/$text/letter/letter.md"
    build "$work/$text/letter" -e en -f pdf,txt -o "$work/$text/made"
done
cmp -s "$work/a/made/letter/en.pdf" "$work/b/made/letter/en.pdf" &&
    echo "both texts make the same PDF" >"$work/out"
verdict 'the two texts differ' <"$work/out"

# make TEXT: builds it into the one folder that all of this is about.
make() {
    exec "$BIN" build "$work/$1/letter" -e en -f pdf,txt -o "$work/one" >/dev/null 2>&1
}

# whose FILE: which text the file is of, "none" when it is whole of neither.
whose() {
    for text in a b; do
        cmp -s "$work/one/letter/$1" "$work/$text/made/letter/$1" && echo $text && return
    done
    echo none
}

# strangers: files of the output that a build does not leave when it lives.
strangers() {
    find "$work/one" -type f ! -path '*/letter/en.pdf' ! -path '*/letter/en.txt' ! -path '*/letter/en-job.*' \
        ! -name '*.memo' ! -name '*.list'
}

now_ms() {
    date +%s%N | cut -c1-13
}

# The duration in milliseconds, the longest of three.
(make a)
longest=0
for text in b a b a; do
    start=$(now_ms)
    (make $text)
    took=$(($(now_ms) - start))
    [ $took -le $longest ] || longest=$took
done

# judge OLD NEW: what is wrong after a kill; counts what was found.
judge() {
    pdf=$(whose en.pdf)
    txt=$(whose en.txt)
    [ "$pdf" != none ] || echo "kill $i after $delay s: en.pdf is neither old nor new"
    [ "$txt" != none ] || echo "kill $i after $delay s: en.txt is neither old nor new"
    for name in en-job.txt en-job.json; do
        [ "$(whose $name)" != none ] || echo "kill $i after $delay s: $name is neither old nor new"
    done
    strangers | grep -v '/\.openletter/'
    case $pdf$txt in
    "$1$1") echo old >>"$work/tally" ;;
    "$2$2") echo new >>"$work/tally" ;;
    *) echo mixed >>"$work/tally" ;;
    esac
    [ -z "$(strangers)" ] || echo staged >>"$work/tally"
}

old=a
new=b
: >"$work/wrong"
: >"$work/tally"
awk -v seed="$KILL_SEED" -v n=$kills -v ms=$longest 'BEGIN {
    srand(seed)
    for (i = 0; i < n; i++) printf "%.3f\n", (i + rand()) / n * ms * 1.1 / 1000
}' >"$work/delays"
i=0
while read -r delay; do
    i=$((i + 1))
    make $new &
    pid=$!
    sleep "$delay"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    judge $old $new >>"$work/wrong"
    (make $new) || echo "the build after kill $i failed" >>"$work/wrong"
    [ "$(whose en.pdf)$(whose en.txt)" = $new$new ] ||
        echo "the build after kill $i did not make the new files" >>"$work/wrong"
    strangers >>"$work/wrong"
    swap=$old
    old=$new
    new=$swap
done <"$work/delays"

count() {
    grep -c "^$1" "$work/tally"
}

# Kills that all came too early, or too late, would show nothing.
{
    [ "$(count staged)" -gt 0 ] || echo "no kill came while files were staged"
    [ "$(count old)" -gt 0 ] || echo "no kill came before the new files"
    cat "$work/wrong"
} >"$work/out"
verdict "$kills kills in $longest ms (seed $KILL_SEED): $(count old) old, $(count new) new, \
$(count mixed) mixed, $(count staged) staged" <"$work/out"

exit $status
