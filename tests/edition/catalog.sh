#!/bin/sh
# From a letter to its catalogues and back: extract, gettext's own tools, an edition in
# another language, what stops it, and drafts.
. "$(dirname "$0")/desk"

letter=$work/letter
po=$letter/po
made=$work/built/letter
mkdir -p "$letter"
cat >"$letter/letter.md" <<'END'
---
title: A Letter of Trees
title-breaks: [of]
author: Specimen Trees
language: en
roster: specimen
opening: "I sign *gladly*:"
names: [Specimen Oak]
status: final
count: "{names, plural, one {# tree} other {# trees}} from {countries, plural, one {# wood} other {# woods}}"
---

We write to Specimen Oak[^why], see [the wood](https://example.org/wood).

We stand
where we *stood*.

[^why]: We like it.
END
cat >"$letter/signatories.csv" <<'END'
name,country,office,office@be
Specimen Ash 1,LT,MP,
Specimen Elm 2,LV,Senator,асобна
END
cat >"$letter/editions.yaml" <<'END'
editions:
  en: { language: en }
  be: { language: be }
END

# holds FILE WORD…: the file, such as $work/stderr, has the words.
holds() {
    file=$1
    shift
    grep -qF -- "$*" "$file" || {
        echo "$(basename "$file") lacks: $*"
        head -n 20 "$file"
    } >>"$work/out"
}

# text EDITION: the words of its PDF in $work/text.
text() {
    pdftotext "$made/$1.pdf" - 2>>"$work/out" | words >"$work/text"
}

# sound: gettext itself finds the catalogue to be one; what only warns is no matter.
sound() {
    msgfmt --check -o /dev/null "$po/be.po" 2>"$work/said" || cat "$work/said" >>"$work/out"
}

# translate SOURCE TEXT: puts the text behind the message in be.po.
translate() {
    SOURCE=$1 TEXT=$2 awk '
        BEGIN { source = "msgid \"" ENVIRON["SOURCE"] "\"" }
        $0 == source { found = 1 }
        found && /^msgstr/ { print "msgstr \"" ENVIRON["TEXT"] "\""; found = 0; next }
        { print }' "$po/be.po" >"$work/be.po" && mv "$work/be.po" "$po/be.po"
}

run 1 build "$letter" -e be -o "$work/built"
holds "$work/stderr" '[catalog-missing]'
run 0 extract "$letter"
holds "$work/stdout" "$po/be.po: new"
holds "$po/be.po" '#: letter.md:15'
grep -q . "$po/letter.pot" || echo 'there is no letter.pot' >>"$work/out"
sound
cp -r "$po" "$work/before"
ls -i "$po" >"$work/inodes"
run 0 extract "$letter"
diff -r "$work/before" "$po" >>"$work/out"
ls -i "$po" | diff "$work/inodes" - >>"$work/out"
verdict 'extract starts catalogues that msgfmt takes, and changes nothing when run again' \
    <"$work/out"

run 0 extract "$letter" --pdf -o "$work/built"
text messages
holds "$work/text" '1 A Letter of Trees'
holds "$work/text" '6 {names, plural, one {# tree}'
holds "$work/text" '7 We write to Specimen Oak1, see the wood (example.org/wood).'
holds "$work/text" '9 We like it.'
holds "$work/text" '11 Senator'
grep -o 'Specimen Ash' "$work/text" >>"$work/out"
diff -r "$work/before" "$po" >>"$work/out"
verdict 'the messages are set with their numbers' <"$work/out"

run 1 build "$letter" -e be -o "$work/built"
holds "$work/stderr" '[edition-untranslated]'
[ ! -e "$made/be.pdf" ] || echo 'an edition was made' >>"$work/out"
verdict 'an edition without translations is refused' <"$work/out"

run 0 build "$letter" -e be -o "$work/built" --draft
text be
holds "$work/text" 'ПРАЕКТ · УЗОР · НЕПРАВЕРАНЫ ПЕРАКЛАД'
holds "$work/text" '[We stand where we stood.]'
holds "$work/text" '[MP]'
holds "$work/text" 'асобна'
mkdir "$letter/layouts"
printf 'extends: letter\nstyles: { mark: { size: 22pt, leading: 28pt } }\n' >"$letter/layouts/loud.yaml"
run 0 build "$letter" -e be -o "$work/built" --draft --layout loud
text be
holds "$work/text" 'ПРАЕКТ · УЗОР · НЕПРАВЕРАНЫ ПЕРАКЛАД'
verdict 'a draft says so, whole where the marks are large, and has the source in brackets' <"$work/out"

translate 'A Letter of Trees' 'Ліст дрэў'
translate of -
translate 'Specimen Trees' 'Спэцымены дрэў'
translate 'I sign *gladly*:' 'Я *ахвотна* падпісваю:'
translate 'Specimen Oak' 'Спэцымен Дуб | Спэцымену Дубу'
translate 'We write to Specimen Oak[^why], see [the wood](https://example.org/wood).' \
    'Пішам Спэцымену Дубу[^why], гл. [лес](https://example.org/wood).'
translate 'We stand where we *stood*.' 'Мы *стаім* дзе стаялі.'
translate 'We like it.' 'Нам падабаецца.'
translate MP 'дэпутат'
translate Senator 'сенатар'
translate "$(sed -n 's/^count: "\(.*\)"$/\1/p' "$letter/letter.md")" \
    '{names, plural, one {# дрэва} few {# дрэвы} many {# дрэў} other {# дрэва}} з {countries, plural, one {# лесу} few {# лясоў} many {# лясоў} other {# лесу}}'
sound
run 0 build "$letter" -o "$work/built"
text be
holds "$work/text" 'Ліст дрэў'
holds "$work/text" 'Пішам Спэцымену Дубу1, гл. лес (example.org/wood).'
holds "$work/text" 'Мы стаім дзе стаялі.'
holds "$work/text" '2 дрэвы з 2 лясоў'
holds "$work/text" 'дэпутат'
holds "$work/text" 'асобна'
holds "$work/text" 'НЕПРАВЕРАНЫ ПЕРАКЛАД'
grep -oE 'We |MP|ПРАЕКТ|\[' "$work/text" >>"$work/out"
pdfinfo "$made/be.pdf" | grep -qE '^Title: +Ліст дрэў$' || echo 'the title is another' >>"$work/out"
text en
holds "$work/text" 'We stand where we stood.'
grep -oE 'ПЕРАКЛАД|UNREVIEWED' "$work/text" >>"$work/out"
verdict 'an edition by its catalogue has its words, its plurals and a line on its review' \
    <"$work/out"

sed -i 's/"X-Reviewed-By: /&Specimen Reviewer/' "$po/be.po"
run 0 build "$letter" -e be -o "$work/built"
text be
grep -o 'НЕПРАВЕРАНЫ' "$work/text" >>"$work/out"
run 0 check "$letter"
holds "$work/stdout" 'be        11 of 11    0      0        Specimen Reviewer'
run 0 check --json "$letter"
holds "$work/stdout" '"language":"be","readable":true,"messages":11,"translated":11,"fuzzy":0,"missing":0,"reviewed-by":"Specimen Reviewer"'
verdict 'who reviewed it is told' <"$work/out"

sed -i 's/^We stand$/We sit/' "$letter/letter.md"
run 0 extract "$letter"
holds "$po/be.po" '#| msgid "We stand where we *stood*."'
holds "$po/be.po" '#, fuzzy'
holds "$po/be.po" 'msgstr "Мы *стаім* дзе стаялі."'
sound
cp "$made/be.pdf" "$work/old.pdf"
run 1 build "$letter" -o "$work/built"
holds "$work/stderr" '[translation-fuzzy]'
cmp "$work/old.pdf" "$made/be.pdf" >>"$work/out"
text en
holds "$work/text" 'We sit where we stood.'
run 0 build "$letter" -e be -o "$work/built" --draft
text be
holds "$work/text" '[We sit where we stood.]'
verdict 'a changed text makes its translation fuzzy, and that edition alone is not made' \
    <"$work/out"

cp "$po/be.po" "$work/be.po"
mkdir "$work/bin" "$work/none"
printf '#!/bin/sh\necho "be.po: no way" >&2\nexit 1\n' >"$work/bin/msgmerge"
chmod +x "$work/bin/msgmerge"
PATH=$work/bin:$PATH "$BIN" extract "$letter" >"$work/stdout" 2>"$work/stderr"
[ $? -eq 1 ] || echo 'a failing msgmerge is no failure' >>"$work/out"
holds "$work/stderr" '[merge-refused]'
PATH=$work/none "$BIN" extract "$letter" >"$work/stdout" 2>"$work/stderr"
[ $? -eq 3 ] || echo 'a missing msgmerge is no failure of the machine' >>"$work/out"
holds "$work/stderr" '[merge-failed]'
cmp "$work/be.po" "$po/be.po" >>"$work/out"
verdict 'without msgmerge the catalogues stay as they are' <"$work/out"

cp "$LETTER/letter.md" "$LETTER/signatories.csv" "$letter"
cp -r "$LETTER/assets" "$letter"
rm -rf "$po" "$letter/editions.yaml"
run 0 extract "$letter" -q
[ ! -s "$work/stdout" ] || cat "$work/stdout" >>"$work/out"
msgfmt -o /dev/null "$po/letter.pot" 2>>"$work/out"
holds "$po/letter.pot" 'msgctxt "short-title"'
grep -c '^msgctxt "paragraph"$' "$po/letter.pot" | grep -v '^5$' >>"$work/out"
verdict 'the real letter has a template' <"$work/out"

cp -r tests/golden/pages/parallel "$work/both" && rm -r "$work/both/po"
run 0 extract "$work/both"
holds "$work/stdout" "$work/both/po/be.po: new"
[ "$(find "$work/both/po" -name '*.po' | wc -l)" -eq 1 ] || ls "$work/both/po" >>"$work/out"
verdict 'the second of two languages gets a catalogue' <"$work/out"

exit $status
