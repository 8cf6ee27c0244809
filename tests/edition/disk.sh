#!/bin/sh
# What the machine around the program can be like: full, shut, in the way, without room for
# another file. Whatever it is, an old PDF stays as it was, and nothing is left over.
. "$(dirname "$0")/desk"
. tests/limits

letter=$work/letter
out=$work/outputs
cp -r "$LETTER" "$letter"
build "$letter" -e en -f pdf,txt -o "$work/new"
mkdir -p "$out/letter"
echo 'an old PDF' >"$out/letter/en.pdf"
chmod 711 "$work"

# kept: what is wrong with the old PDF and what stands around it.
kept() {
    [ "$(cat "$out/letter/en.pdf")" = 'an old PDF' ] || echo "the old PDF has changed"
    find "$out" -name '.openletter-*'
}

# ends STATUS CODE COMMAND…: the command ends so, reports the code (none: ''; several are
# parted by |), and keeps the old PDF.
ends() {
    wanted=$1
    code=$2
    shift 2
    limited "$@"
    ended=$?
    complaint $ended
    if [ $ended -ne "$wanted" ]; then
        echo "it ended with status $ended, not $wanted"
        head -n 5 "$work/stderr"
    fi
    [ -z "$code" ] || grep -qE "\[($code)\]" "$work/stderr" || echo "$code was not reported"
    kept
}

# under LIMITS COMMAND…: a command for limited, under limits of the shell's ulimit.
under() {
    limits=$1
    shift
    ends "$status_wanted" "$code_wanted" sh -c "ulimit $limits && exec \"\$@\"" - "$@"
}

# --- Disks ---

# Whether it is met while drawing or at the end depends on how much cairo keeps back. Cairo
# forgets the label of the page at which writing failed, from a function without a name where
# its symbols are stripped, so that no suppression can tell it.
asan_options=${ASAN_OPTIONS:-}
ASAN_OPTIONS=$asan_options:detect_leaks=0
status_wanted=3 code_wanted='file-unwritable|draw-failed'
for blocks in 1 8 64; do
    under "-f $blocks" "$BIN" build "$letter" -e en -o "$out"
done | verdict 'a file that may not grow'

disk=$work/disk
mkdir "$disk"
if mount -t tmpfs -o size=96k none "$disk" 2>/dev/null; then
    for formats in pdf png,pdf; do
        mkdir -p "$disk/letter"
        echo 'an old PDF' >"$disk/letter/en.pdf"
        out=$disk
        ends 3 '' "$BIN" build "$letter" -e en -f $formats -o "$disk"
        out=$work/outputs
    done >"$work/found"
    umount "$disk"
    verdict 'a full disk' <"$work/found"
else
    echo "ok disk: a full disk (not tried: mounting one is not allowed)"
fi
ASAN_OPTIONS=$asan_options

run=
[ "$(id -u)" -ne 0 ] || run='setpriv --reuid=65534 --regid=65534 --clear-groups'
if $run test -r "$letter/letter.md" && $run test -x "$BIN"; then
    chmod 555 "$out" "$out/letter"
    ends 3 file-unwritable $run "$BIN" build "$letter" -e en -o "$out" |
        verdict 'a folder that is shut'
    chmod 755 "$out" "$out/letter"
else
    echo "ok disk: a folder that is shut (not tried: nobody may not read the clone)"
fi

# --- Things in the way ---

mkdir "$out/letter/en.txt"
ends 3 file-unwritable "$BIN" build "$letter" -e en -f pdf,txt -o "$out" |
    verdict 'a folder where the second file should be'
rmdir "$out/letter/en.txt"
rm -rf "$out/.openletter"
echo 'no folder' >"$out/.openletter"
ends 3 file-unwritable "$BIN" build "$letter" -e en -o "$out" |
    verdict 'a file where files should be staged'
rm -rf "$out/.openletter"
ln -s nowhere/at/all "$out/.openletter"
ends 3 file-unwritable "$BIN" build "$letter" -e en -o "$out" |
    verdict 'a link to nowhere where files should be staged'
rm "$out/.openletter"

# made NAME: fails unless the PDF is the new one, and puts the old one back.
made() {
    {
        cat
        cmp -s "$work/new/letter/en.pdf" "$out/letter/en.pdf" || echo "the PDF is not new"
        find "$work" -name '.openletter-*'
    } >"$work/found"
    verdict "$1" <"$work/found"
    echo 'an old PDF' >"$out/letter/en.pdf"
}

# works COMMAND…: the command ends well.
works() {
    limited "$@"
    ended=$?
    complaint $ended
    [ $ended -eq 0 ] || head -n 5 "$work/stderr"
}

mkdir "$work/elsewhere"
ln -s "$work/elsewhere" "$out/.openletter"
works "$BIN" build "$letter" -e en -o "$out" | made 'a link to elsewhere for staging'
rm "$out/.openletter"
ln -s "$out" "$work/linked"
works "$BIN" build "$letter" -e en -o "$work/linked" | made 'an output folder that is a link'
mv "$out/letter/en.pdf" "$work/elsewhere"
ln -s "$work/elsewhere/en.pdf" "$out/letter/en.pdf"
works "$BIN" build "$letter" -e en -o "$out" >"$work/found"
[ "$(cat "$work/elsewhere/en.pdf")" = 'an old PDF' ] ||
    echo "what the link led to has changed" >>"$work/found"
made 'a PDF that is a link is replaced itself' <"$work/found"

# --- Things that are no files ---

# fifo FILE STATUS CODE COMMAND…: a pipe that nobody writes to stands for the file.
fifo() {
    file=$1
    mv "$file" "$file.kept" 2>/dev/null
    mkfifo "$file"
    shift
    ends "$@" | verdict "a pipe as $(basename "$file")"
    rm "$file"
    mv "$file.kept" "$file" 2>/dev/null
}

fifo "$letter/letter.md" 3 file-unreadable "$BIN" build "$letter" -e en -o "$out"
fifo "$letter/signatories.csv" 3 file-unreadable "$BIN" build "$letter" -e en -o "$out"
fifo "$letter/editions.yaml" 3 file-unreadable "$BIN" build "$letter" -o "$out"
fifo "$letter/assets/specimen-scribble-1.svg" 1 signature-missing \
    "$BIN" build "$letter" -e en -o "$out"
mkdir -p "$letter/fonts" "$letter/layouts"
fifo "$letter/fonts/mine.ttf" 3 font-broken "$BIN" build "$letter" -e en -o "$out"
fifo "$letter/fonts/fonts.lock" 3 file-unreadable "$BIN" build "$letter" -e en -o "$out"
fifo "$letter/layouts/letter.yaml" 3 file-unreadable "$BIN" build "$letter" -e en -o "$out"

ln -s /dev/zero "$letter/fonts/mine.ttf"
ends 3 font-broken "$BIN" build "$letter" -e en -o "$out" |
    verdict 'a font that is a device without end'
rm "$letter/fonts/mine.ttf"
font=$(fc-match -f '%{file}' 'Noto Serif')
for bytes in 20 2000 100000; do
    head -c $bytes "$font" >"$letter/fonts/mine.ttf"
    ends 3 font-broken "$BIN" build "$letter" -e en -o "$out"
done | verdict 'a font that is cut short'
rm -r "$letter/fonts" "$letter/layouts"

# --- What the shell gives, or does not ---

works sh -c 'exec "$@" >&-' - "$BIN" build "$letter" -e en -o "$out" | made 'no standard output'
works sh -c 'exec "$@" <&- >&- 2>&-' - "$BIN" build "$letter" -e en -o "$out" |
    made 'nothing standard at all'
sh -c 'exec "$@" 2>&-' - "$BIN" build "$letter" -e no-such -o "$out" >"$work/stdout"
[ $? -eq 2 ] || echo "the status is not 2" >"$work/out"
verdict 'no standard error' <"$work/out"
if [ -e /dev/full ]; then
    "$BIN" build "$letter" -e en --dump=pages >/dev/full 2>"$work/stderr"
    [ $? -eq 3 ] && grep -q '\[file-unwritable\]' "$work/stderr" ||
        echo "the status is not 3, or nothing was said" >"$work/out"
    verdict 'standard output is full' <"$work/out"
fi
works env -i ASAN_OPTIONS="${ASAN_OPTIONS:-}" LSAN_OPTIONS="${LSAN_OPTIONS:-}" "$BIN" \
    build "$letter" -e en -o "$out" | made 'no environment'
works env HOME=/no/such TMPDIR=/no/such LC_ALL=xx_YY.latin9 LANG=zz XDG_CACHE_HOME=/no/such \
    "$BIN" build "$letter" -e en -o "$out" | made 'an environment that is all wrong'
for files in 4 6 8 10 12 14 16 18; do
    limited sh -c "ulimit -n $files && exec \"\$@\"" - "$BIN" build "$letter" -e en -f pdf,png \
        -o "$out"
    ended=$?
    case $ended in
    0) echo 'an old PDF' >"$out/letter/en.pdf" ;;
    1 | 3) kept ;; # 1: an image of the letter could not be opened
    127) ;; # not even the libraries could be opened
    *) echo "with $files files it ended with status $ended" ;;
    esac
done | verdict 'few files may be open'

# --- Others at the same time ---

for _ in 1 2 3 4 5 6; do
    "$BIN" build "$letter" -e en -o "$out" >/dev/null 2>>"$work/found" &
done
wait
made 'six builds of one edition at once' <"$work/found"

# A signal ends a build before it lets a file out, or comes too late: old and nothing else,
# or all new.
for signal in INT:130 TERM:143 HUP:129; do
    for delay in 0.03 0.06 0.1 0.2 0.4 0.8; do
        env --default-signal=INT "$BIN" build "$letter" -e en -f png,pdf -o "$out" \
            >/dev/null 2>"$work/stderr" &
        sleep $delay
        kill -s "${signal%:*}" $! 2>/dev/null
        wait $!
        ended=$?
        if [ $ended -eq "${signal#*:}" ]; then
            ! cmp -s "$work/new/letter/en.pdf" "$out/letter/en.pdf" ||
                echo 'an old PDF' >"$out/letter/en.pdf" # it came when all was out
            kept
        elif [ $ended -eq 0 ]; then
            echo 'an old PDF' >"$out/letter/en.pdf"
        else
            echo "$signal after $delay s: it ended with status $ended"
        fi
    done
done | verdict 'a signal leaves nothing behind'

exit $status
