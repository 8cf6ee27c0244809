#!/bin/sh
# Batches: what is made again and what is not, workers that die, signals, faults of disk and
# cache, shards and reports. After each fault the finished files are whole, nothing else is
# in the folder, and the next run gives the bytes of a run that nobody disturbed.
. "$(dirname "$0")/desk"

# A letter with some forty editions, in two languages and three layouts.
letter=$work/letter
cp -r "$LETTER/." "$letter"
countries=$(tail -n +2 "$letter/signatories.csv" | grep -oE ',[A-Z]{2},' | tr -d , | sort -u)
{
    echo 'editions:'
    echo '  en: { language: en }'
    echo '  be: { language: be, pages: 4 }'
    for country in $countries; do
        echo "  en-$country: { language: en, country: \"$country\", roster: own-only }"
    done
    for country in LT LV PL UA; do
        echo "  us-$country: { language: en, layout: letter-us, country: $country," \
            'roster: own-only, opening: no }'
        echo "  uk-$country: { language: uk, country: $country, roster: own-only," \
            "file: countries/$country-uk }"
    done
} >"$letter/editions.yaml"
editions=$(grep -c 'language' "$letter/editions.yaml")

# made FOLDER: the sums of its finished files.
made() {
    (cd "$1" && find . -type f ! -path './.openletter/*' -exec sha256sum {} + | sort -k 2)
}

# whole FOLDER: its PDFs are.
whole() {
    find "$1" -name '*.pdf' >"$work/pdfs"
    while read -r pdf; do
        qpdf --check "$pdf" >"$work/checked" 2>&1 || cat "$work/checked" >>"$work/out"
    done <"$work/pdfs"
}

# alike FOLDER: its finished files are those of the first run, byte by byte, and whole.
alike() {
    made "$1" | diff "$work/sums" - >>"$work/out"
    whole "$1"
    find "$1/.openletter" -name '.openletter-*' >>"$work/out"
}

# count WORD: how many editions the last run says it has so.
count() {
    grep -oE "[0-9]+ $1(,|$)" "$work/stdout" | tail -n 1 | tr -dc 0-9
}

# counts BUILT UNCHANGED FAILED: so the last run says.
counts() {
    said="$(count built) $(count unchanged) $(count failed)"
    [ "$said" = "$1 $2 $3" ] || echo "built, unchanged, failed: $said, not $1 $2 $3" >>"$work/out"
}

run 0 build "$letter" -o "$work/one"
counts "$editions" 0 0
made "$work/one" >"$work/sums"
[ "$(wc -l <"$work/sums")" -eq "$((3 * editions))" ] || echo "there are not $((3 * editions)) files" >>"$work/out"
alike "$work/one"
verdict 'all editions are made' <"$work/out"

run 0 build "$letter" -o "$work/two" -j 1
alike "$work/two"
run 0 build "$letter" -o "$work/two" -j 7 --rebuild
counts "$editions" 0 0
alike "$work/two"
verdict 'one worker, two and seven make the same bytes' <"$work/out"

# ---- what is made again -----------------------------------------------------------------

# again NAME COUNT: just so many editions are made, then none.
again() {
    run 0 plan "$letter" -o "$work/one"
    planned=$(grep -cE '  (changed: .*|new) ' "$work/stdout")
    [ "$planned" = "$2" ] || {
        echo "planned were $planned, not $2"
        cat "$work/stdout"
    } >>"$work/out"
    run 0 build "$letter" -o "$work/one"
    counts "$2" $((editions - $2)) 0
    run 0 build "$letter" -o "$work/one"
    counts 0 "$editions" 0
    verdict "$1" <"$work/out"
}

again 'nothing has changed: nothing is made' 0
touch "$letter/letter.md" "$letter/signatories.csv" "$letter/po/uk.po" "$letter/editions.yaml"
printf '# a remark\n' >>"$letter/editions.yaml"
printf '\n# a remark\n' >>"$letter/po/uk.po"
again 'times of files and remarks change nothing' 0

# The name of one Latvian: en, be, and Latvia's three.
sed -i '0,/,LV,/s/^\([^,]*\),LV,/\1 Nova,LV,/' "$letter/signatories.csv"
again 'a name is made again in the editions that show it' 5
grep -q 'changed: .*names' "$work/stdout" && echo "the plan goes on" >>"$work/out"
pdftotext "$work/one/letter/en-LV.pdf" - | words | grep -q Nova ||
    echo "Latvia's edition has the old name" >>"$work/out"
verdict 'and has the new one there' <"$work/out"

sed -i '0,/^msgstr "\(.\)/s//msgstr "\1/; s/^\(msgstr ".*\)"$/\1"/' "$letter/po/uk.po"
again 'a catalogue that says the same changes nothing' 0
awk '/^msgctxt "title"/ { t = 1 } t && /^msgstr/ { sub(/"$/, "!\""); t = 0 } { print }' \
    "$letter/po/uk.po" >"$work/uk.po"
cp "$work/uk.po" "$letter/po/uk.po"
again 'a message is made again in its language' 4

mkdir "$letter/layouts"
printf 'extends: letter\n' >"$letter/layouts/mine.yaml"
sed -i 's/^  en-LT: { language: en,/  en-LT: { layout: mine, language: en,/' "$letter/editions.yaml"
run 0 build "$letter" -o "$work/one"
printf 'extends: letter\n# remark\nfeet: { from: 3 }\n' >"$letter/layouts/mine.yaml"
again 'a layout is made again in its editions' 1

rm "$work/one/letter/en-EE.pdf" "$work/one/letter/countries/PL-uk.pdf"
again 'a file that is gone is made again' 2
printf x >>"$work/one/letter/en-EE.pdf"
again 'a file that somebody changed is made again' 1

run 0 build "$letter" -o "$work/one" --draft
counts "$editions" 0 0
run 0 build "$letter" -o "$work/one"
counts "$editions" 0 0
verdict 'drafts are not taken for finished editions' <"$work/out"

# An image and a font that change.
mkdir -p "$letter/fonts"
font=$(fc-match -f '%{file}' 'Noto Serif:style=Regular')
cp "$font" "$letter/fonts/Own.ttf"
run 0 build "$letter" -o "$work/one"
counts "$editions" 0 0
touch -d '2001-01-01' "$letter/fonts/Own.ttf"
run 0 build "$letter" -o "$work/one" -e en
run 0 build "$letter" -o "$work/one" -e en
grep -q 'en.pdf: unchanged' "$work/stdout" || echo "en was made a third time" >>"$work/out"
rm -r "$letter/fonts"
run 0 build "$letter" -o "$work/one"
verdict 'another font file is seen' <"$work/out"

run 0 build "$letter" -o "$work/two"
made "$work/two" >"$work/sums"
alike "$work/one"
verdict 'what was made bit by bit is what is made at once' <"$work/out"

# ---- a cache that is lost or spoilt -----------------------------------------------------

memo=$work/one/.openletter/cache/letter/en-LT.memo
list=$(find "$work/one/.openletter/names" -name '*.list' | head -n 1)
size=$(wc -c <"$memo")
for length in 0 1 17 18 82 83 84 100 $((size / 2)) $((size - 1)); do
    cp "$memo" "$work/memo"
    head -c "$length" "$work/memo" >"$memo"
    run 0 build "$letter" -o "$work/one"
    counts 1 $((editions - 1)) 0
done
printf 'x' | dd of="$memo" bs=1 seek=$((size - 3)) conv=notrunc 2>/dev/null
run 0 build "$letter" -o "$work/one"
counts 1 $((editions - 1)) 0
sed -i '0,/en-LT/s/en-LT/en-XX/' "$memo" # a name in it that nothing else is held against
head -c 100 /dev/urandom >"$list"
run 0 build "$letter" -o "$work/one"
counts 1 $((editions - 1)) 0
rm -r "$work/one/.openletter"
run 0 build "$letter" -o "$work/one"
counts "$editions" 0 0
alike "$work/one"
verdict 'a cache may be cut off, spoilt or thrown away' <"$work/out"

# A clock that goes backwards: files from the future.
find "$work/one" -type f -exec touch -d '2099-01-01' {} +
run 0 build "$letter" -o "$work/one"
counts "$editions" 0 0
run 0 build "$letter" -o "$work/one"
counts 0 "$editions" 0
alike "$work/one"
verdict 'files from the future are made once more, and stand' <"$work/out"

# ---- workers that die -------------------------------------------------------------------

# workers PID: the processes that it has started.
workers() {
    tr " " "\n" <"/proc/$1/task/$1/children" 2>/dev/null
}

seed=${KILL_SEED:-$(date +%s)}
kills=20
case $BIN in */sanitize/*) kills=4 ;; esac
i=0
lost=0
while [ $i -lt $kills ]; do
    i=$((i + 1))
    rm -rf "$work/two"
    "$BIN" build "$letter" -o "$work/two" -j 2 >"$work/stdout" 2>"$work/stderr" &
    pid=$!
    sleep "$(awk -v seed="$seed" -v i=$i 'BEGIN { srand(seed + i); printf "%.3f", rand() * 0.4 }')"
    victim=$(workers $pid | head -n 1)
    [ -z "$victim" ] || kill -9 "$victim" 2>/dev/null
    wait $pid
    ended=$?
    died=$(grep -c 'worker-died' "$work/stderr")
    lost=$((lost + died))
    [ "$died" -le 1 ] || echo "kill $i cost $died editions" >>"$work/out"
    counts $((editions - died)) 0 "$died"
    [ $ended -eq $((died * 3)) ] || echo "kill $i: it ended with $ended" >>"$work/out"
    # One that died when all but its word was done left an edition that stands.
    run 0 build "$letter" -o "$work/two"
    [ "$(count built)" -le "$died" ] && [ "$(count failed)" -eq 0 ] ||
        counts "$died" $((editions - died)) 0
done
[ $lost -gt 0 ] || echo "no kill met a worker" >>"$work/out"
alike "$work/two"
verdict "$kills workers killed cost their edition alone (seed $seed: $lost lost)" <"$work/out"

"$BIN" build "$letter" -o "$work/two" --rebuild -j 2 --time-limit 1 >"$work/stdout" \
    2>"$work/stderr" &
pid=$!
while [ -z "$(workers $pid)" ] && kill -0 $pid 2>/dev/null; do sleep 0.01; done
kill -STOP "$(workers $pid | head -n 1)"
wait $pid
grep -q 'took longer than 1 seconds' "$work/stderr" || cat "$work/stderr" >>"$work/out"
counts $((editions - 1)) 0 1
run 0 build "$letter" -o "$work/two" --only-failed
counts_one=$(cat "$work/stdout")
case $counts_one in *unchanged*) ;; *) echo "only-failed made: $counts_one" >>"$work/out" ;; esac
alike "$work/two"
verdict 'a worker that hangs is ended, and its edition made by --only-failed' <"$work/out"

# ---- interrupting -----------------------------------------------------------------------

for signal in INT TERM; do
    rm -rf "$work/two"
    # A shell's child in the background ignores SIGINT: another program starts it.
    timeout --foreground -s $signal -k 20 0.15 "$BIN" build "$letter" -o "$work/two" >"$work/stdout" \
        2>"$work/stderr"
    whole "$work/two"
    find "$work/two" -type f ! -name "*.pdf" ! -name "*-job.*" ! -path '*/.openletter/*' >>"$work/out"
    find "$work/two" -name '.openletter-*' >>"$work/out"
    n=$(find "$work/two" -name '*.pdf' | wc -l)
    run 0 build "$letter" -o "$work/two"
    counts $((editions - n)) "$n" 0
    alike "$work/two"
done
verdict 'a run that is interrupted leaves whole files, and the next goes on' <"$work/out"

rm -rf "$work/two"
for _ in 1 2 3; do
    "$BIN" build "$letter" -o "$work/two" -j 2 --rebuild -q 2>>"$work/out" &
done
wait
alike "$work/two"
run 0 build "$letter" -o "$work/two"
run 0 build "$letter" -o "$work/two"
counts 0 "$editions" 0
alike "$work/two"
verdict 'three runs on one folder at once do no harm' <"$work/out"

# ---- rows and disks ---------------------------------------------------------------------

cp "$letter/signatories.csv" "$work/good.csv"
sed -i '0,/,EE,/s/\(,EE,.*\)2020-..-../\12020-99-99/' "$letter/signatories.csv"
run 1 build "$letter" -o "$work/two" --report "$work/bad.json"
counts 0 $((editions - 3)) 3
grep -q '^failed: letter/en-EE: ' "$work/stdout" || echo "no reason for en-EE" >>"$work/out"
run 1 report "$work/bad.json"
told '[report-failed]'
counts 0 $((editions - 3)) 3
cp "$work/good.csv" "$letter/signatories.csv"
run 0 build "$letter" -o "$work/two"
counts 0 "$editions" 0
alike "$work/two"
verdict 'a row that cannot be set stops the editions that show it' <"$work/out"

if [ "$(id -u)" -eq 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=1m tmpfs "$work/small" 2>/dev/null; then
    "$BIN" build "$letter" -o "$work/small" >"$work/stdout" 2>"$work/stderr"
    ended=$?
    [ $ended -eq 3 ] || echo "a full disk ended with $ended" >>"$work/out"
    whole "$work/small"
    mount -o remount,size=64m "$work/small"
    run 0 build "$letter" -o "$work/small"
    alike "$work/small"
    umount "$work/small"
    verdict 'a full disk costs what did not fit' <"$work/out"
fi

if [ "$(id -u)" -eq 0 ]; then
    rm -rf "$work/two"
    mkdir -p "$work/two/letter/countries"
    chmod -R a+rwX "$work"
    chmod 555 "$work/two/letter/countries"
    setpriv --reuid=65534 --clear-groups "$BIN" build "$letter" -o "$work/two" \
        >"$work/stdout" 2>"$work/stderr"
    counts $((editions - 4)) 0 4
    chmod 777 "$work/two/letter/countries"
    run 0 build "$letter" -o "$work/two"
    counts 4 $((editions - 4)) 0
    alike "$work/two"
    verdict 'a folder that may not be written costs its files alone' <"$work/out"
fi

# ---- shards and reports -----------------------------------------------------------------

rm -rf "$work/two"
for i in 1 2 3; do
    run 0 build "$letter" -o "$work/two" --shard $i/3 --report "$work/$i.json"
done
alike "$work/two"
run 0 report "$work/1.json" "$work/2.json" "$work/3.json" --report "$work/all.json" \
    --index "$work/all.csv"
counts "$editions" 0 0
[ "$(wc -l <"$work/all.csv")" -eq $((3 * editions + 1)) ] || echo "the index lacks rows" >>"$work/out"
tail -n +2 "$work/all.csv" | awk -F, '{ print $11 "  " $7 }' | sha256sum -c --quiet >>"$work/out" 2>&1
run 3 report "$work/1.json" "$work/3.json"
told '[report-missing]'
grep -q 'missing: shard 2 of 3' "$work/stdout" || echo "shard 2 is not missed" >>"$work/out"
verdict 'three shards make what one run makes, and one that is missing is told' <"$work/out"

for i in 0 1 2; do
    rm -f "$work/$i.json"
    SLURM_ARRAY_TASK_ID=$((i * 2 + 4)) SLURM_ARRAY_TASK_MIN=4 SLURM_ARRAY_TASK_STEP=2 \
        SLURM_ARRAY_TASK_COUNT=3 "$BIN" build "$letter" -o "$work/slurm" -q --report "$work/s$i.json"
    JOB_COMPLETION_INDEX=$i OPENLETTER_SHARDS=3 "$BIN" build "$letter" -o "$work/kube" -q \
        --report "$work/k$i.json"
done
alike "$work/slurm"
alike "$work/kube"
for kind in s k; do
    run 0 report "$work/${kind}0.json" "$work/${kind}1.json" "$work/${kind}2.json"
done
JOB_COMPLETION_INDEX=1 run 2 build "$letter" -o "$work/kube"
told shard-unknown
SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=1 run 2 build "$letter"
told shard-unknown
SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=2 OPENLETTER_SHARDS=3 \
    run 0 build "$letter" -o "$work/slurm" --report "$work/2.json"
grep -A 3 '"present"' "$work/2.json" | tr -d ' \n' | grep -q '"present":\[2\]' ||
    cat "$work/2.json" >>"$work/out"
verdict 'a task of an array and a pod of a job know their shards' <"$work/out"

# ---- names that come and go -------------------------------------------------------------

gone=$(sed -n '/,LV,/{s/,.*//p;q}' "$letter/signatories.csv")
sed -i '0,/,LV,/s/\(,LV,.*\)confirmed/\1withdrawn/' "$letter/signatories.csv"
sed -i '0,/,EE,/s/,EE,/ Uus,EE,/' "$letter/signatories.csv"
run 1 build "$letter" -o "$work/one" -e en --report "$work/names.json"
told withdrawn-shown
grep -q '"kind": "withdrawn"' "$work/names.json" || echo "nobody has withdrawn" >>"$work/out"
grep -q '"kind": "changed"' "$work/names.json" || echo "nobody has changed" >>"$work/out"
grep -c withdrawn-shown "$work/stderr" | grep -qx 4 || echo "not four files show it" >>"$work/out"
run 0 build "$letter" -o "$work/one"
cp "$work/two/letter/en-LV.pdf" "$work/one/letter/old.pdf"
run 1 build "$letter" -o "$work/one"
told "'$gone' has withdrawn, and"
run 1 build "$letter" -o "$work/one" --shard 2/2
told "'$gone' has withdrawn, and"
echo nonsense >"$work/one/letter/old.pdf"
run 0 build "$letter" -o "$work/one"
told '[withdrawn-unknown]'
rm "$work/one/letter/old.pdf"
run 0 build "$letter" -o "$work/one"
grep -rlF "$gone" "$work/one/.openletter" >>"$work/out"
verdict 'a name that was withdrawn may be in no file, and is forgotten' <"$work/out"

for i in 1 2 3; do
    run 0 build "$letter" -o "$work/kube" --shard $i/3
done
run 0 build "$letter" -o "$work/kube"
counts 0 "$editions" 0
verdict 'a shard leaves to the others what they will make without the name' <"$work/out"

exit $status
