#!/bin/sh
# verify, on files that it did not see made: the specimen of the unit test after other
# programs wrote it anew, what those programs make themselves, and our own editions, whose
# names are read back against the letter.
. "$(dirname "$0")/desk"
specimen=$work/specimen.pdf
"$(dirname "$BIN")/tests/test_preflight" "$specimen" || exit 1

# rules: the rules that the last run told, sorted, on one line.
rules() {
    sed -n 's/.*(\([a-z0-9-]*\)[:)].*\[preflight-.*/\1/p' "$work/stderr" | sort -u | xargs
}

# expect STATUS RULES FILE…: holds the file against all three standards.
expect() {
    wanted_rules=$2
    run "$1" verify --standard x4 --standard a2a --standard ua1 -q "$3"
    [ "$(rules)" = "$wanted_rules" ] || {
        echo "told is '$(rules)' and not '$wanted_rules':"
        grep -v '^  help' "$work/stderr"
    } >>"$work/out"
}

qpdf --check "$specimen" >"$work/qpdf" 2>&1 || cat "$work/qpdf" >>"$work/out"
pdfinfo -struct-text "$specimen" 2>&1 | grep -qE 'H1 \(block\)' || echo "no H1" >>"$work/out"
mutool draw -F txt "$specimen" 2>&1 | grep -q 'Specimen Oak 1' || echo "no text" >>"$work/out"
verdict 'other programs read the specimen' <"$work/out"

expect 0 '' "$specimen"
grep -q 'PDF/X-4, PDF/A-2a, PDF/UA-1: nothing to report' "$work/stdout" ||
    cat "$work/stdout" >>"$work/out"
verdict 'the specimen meets all three standards' <"$work/out"

# What qpdf and mutool write anew stays as good as it was, but for what they do not heed.
qpdf --newline-before-endstream "$specimen" "$work/anew.pdf"
expect 0 '' "$work/anew.pdf"
qpdf --newline-before-endstream --linearize "$specimen" "$work/linear.pdf"
expect 0 '' "$work/linear.pdf"
qpdf --newline-before-endstream --object-streams=generate "$specimen" "$work/packed.pdf"
expect 0 '' "$work/packed.pdf"
qpdf --object-streams=disable --stream-data=uncompress "$specimen" "$work/plain.pdf"
expect 1 'stream-form' "$work/plain.pdf"
mutool clean -gggz "$specimen" "$work/clean.pdf" >/dev/null 2>&1
expect 0 '' "$work/clean.pdf"
verdict 'what others wrote anew is read' <"$work/out"

qpdf --encrypt user owner 256 -- "$specimen" "$work/locked.pdf"
expect 1 'encrypted' "$work/locked.pdf"
qpdf --encrypt '' owner 128 --use-aes=y -- "$specimen" "$work/open.pdf"
expect 1 'encrypted' "$work/open.pdf"
verdict 'an encrypted file is told' <"$work/out"

# Files that other programs make: what they lack is known.
cat >"$work/page" <<'END'
%%MediaBox 0 0 200 200
%%Font F Times-Roman
BT /F 4 Tf 20 100 Td (Specimen) Tj ET
0.1 w 20 50 m 100 50 l S
END
mutool create -o "$work/create.pdf" "$work/page" >/dev/null 2>&1
run 1 verify -q "$work/create.pdf"
for rule in font-embedded page-box xmp output-intent content-unmarked language small-type \
    hairline; do
    told "($rule"
done
pdftocairo -pdf "$specimen" "$work/cairo.pdf" 2>/dev/null
run 1 verify -q "$work/cairo.pdf"
for rule in transparency-group colour-rgb trailer-id page-box structure; do
    told "($rule"
done
pdfseparate -f 1 -l 1 "$specimen" "$work/page-%d.pdf" 2>/dev/null
run 1 verify -q "$work/page-1.pdf"
verdict 'what other programs make is held against the standards' <"$work/out"

# look ARGUMENT…: runs verify on a file of ours, of which it must have nothing to say.
look() {
    run 0 verify "$@"
    cat "$work/stderr" >>"$work/out"
}

# Our own, and its names.
build tests/golden/pages/footnotes -o "$work/made"
look "$work/made/footnotes/en.pdf"
build "$LETTER" -e en -e ka -e en-large -e en-a5 -o "$work/made"
made=$work/made/$(basename "$LETTER")
look "$made/ka.pdf"
look "$made/en-large.pdf"
look "$made/en-a5.pdf"
look --standard x4 "$made/en-a5-booklet.pdf"
verdict 'there is nothing to say of our own' <"$work/out"

file=$made/en.pdf
look "$file" --letter "$LETTER"
grep -q '4 pages, .*, 270 names' "$work/stdout" || cat "$work/stdout" >>"$work/out"
grep -q '^Not checked:' "$work/stdout" || echo "nothing is unchecked" >>"$work/out"
cp "$file" "$work/renamed.pdf"
look "$work/renamed.pdf" --letter "$LETTER"
grep -q ', 270 names' "$work/stdout" || cat "$work/stdout" >>"$work/out"
look "$work/renamed.pdf" --letter "$LETTER" -e en-us
grep -q ', 270 names' "$work/stdout" || cat "$work/stdout" >>"$work/out"
verdict 'the names of an edition are found in it' <"$work/out"

cp -r "$LETTER" "$work/letter"
tail -n 1 "$LETTER/signatories.csv" | sed 's/Specimen [^,]*/Specimen Missing 999/' \
    >>"$work/letter/signatories.csv"
run 1 verify "$file" --letter "$work/letter" -e en
last=$(wc -l <"$work/letter/signatories.csv")
grep -q "signatories.csv:$last:.*'Specimen Missing 999'.*\[preflight-name\]" "$work/stderr" ||
    cat "$work/stderr" >>"$work/out"
[ "$(grep -c 'preflight-name' "$work/stderr")" -eq 1 ] || echo "others lack too" >>"$work/out"
run 2 verify "$work/renamed.pdf" --letter "$work/letter"
told '[command-without]'
verdict 'a name that is not in the file is told at its row' <"$work/out"

run 0 verify "$specimen" --json
for member in '"findings":\[\]' '"file":' '"pages":2' '"names":null' \
    '"standards":\["PDF/X-4","PDF/A-2a","PDF/UA-1"\]' '"not_checked":\["' '"errors":0'; do
    tr -d ' \n' <"$work/stdout" | sed 's|\\/|/|g' | grep -q "$member" ||
        echo "no $member in the JSON" >>"$work/out"
done
run 1 verify "$work/cairo.pdf" --json
tr -d ' \n' <"$work/stdout" | sed 's|\\/|/|g' |
    grep -q '"rule":"colour-rgb","clauses":\["PDF/X-46.4.3.2","PDF/A-2a6.2.4.3"\],"places":2' ||
    echo "no rule in the JSON" >>"$work/out"
grep -q 'preflight-standard' "$work/stdout" || echo "no finding in the JSON" >>"$work/out"
[ ! -s "$work/stderr" ] || echo "reports beside the JSON" >>"$work/out"
verdict 'one JSON document says it all' <"$work/out"

run 0 explain font-embedded
grep -q 'PDF/A-2a 6.2.11.4.1' "$work/stdout" || echo "no clause" >>"$work/out"
run 0 explain
grep -qE '^hairline +the press$' "$work/stdout" || echo "no list of rules" >>"$work/out"
run 2 explain font-embeded
told "did you mean 'font-embedded'?"
verdict 'a rule is explained' <"$work/out"
exit $status
