#!/bin/sh
# Every paragraph of every translation of the real letter can be read in its PDF, and every
# catalogue is as gettext wants it.
. "$(dirname "$0")/desk"

catalogs=$LETTER/po
for po in "$catalogs"/*.po; do
    msgfmt --check -o /dev/null "$po" || echo "$po"
done >"$work/out" 2>&1
verdict 'msgfmt accepts each catalogue' <"$work/out"

# The letters of standard input, and nothing else: marks and spaces are the language's.
letters() {
    grep -oP '\p{L}' | tr -d '\n'
}

# paragraphs PO: the translation of each paragraph, on a line.
paragraphs() {
    msgcat --no-wrap "$1" | awk '
        /^msgctxt / { wanted = $2 == "\"paragraph\"" }
        wanted && /^msgstr "/ { gsub(/^msgstr "|"$/, ""); print }'
}

# The page less its foot, where a paragraph that goes over pages would be parted.
for po in "$catalogs"/*.po; do
    language=$(basename "$po" .po)
    build "$LETTER" -e "$language" -o "$work/made"
    pdftotext -raw -x 0 -y 0 -W 595 -H 750 "$work/made/${LETTER##*/}/$language.pdf" - |
        letters >"$work/read"
    paragraphs "$po" >"$work/paragraphs"
    [ "$(wc -l <"$work/paragraphs")" -eq 5 ] || echo "$language: not five paragraphs"
    while read -r paragraph; do
        wanted=$(printf '%s' "$paragraph" | letters)
        grep -qF "$wanted" "$work/read" || echo "$language lacks: $paragraph"
    done <"$work/paragraphs"
done >"$work/out"
verdict 'each paragraph of each language can be read' <"$work/out"
