#!/bin/sh
# Finished PDFs: what the standards ask for, looked at with programs that are not ours.
. "$(dirname "$0")/desk"

# plain PDF: the file without packing, one thing a line.
plain() {
    qpdf --qdf --object-streams=disable "$1" "$work/plain.pdf" 2>&1
    LC_ALL=C sed 's/^ *//' "$work/plain.pdf"
}

# has FILE TEXT…: each of the texts is a line of the file.
has() {
    file=$1
    shift
    for text; do
        LC_ALL=C grep -qxF -e "$text" "$file" || echo "missing: $text"
    done >>"$work/out"
}

# count FILE PATTERN N: so many lines have the pattern.
count() {
    n=$(LC_ALL=C grep -ac -e "$2" "$1")
    [ "$n" -eq "$3" ] || echo "$n times $2, not $3" >>"$work/out"
}

build "$LETTER" -e en -o "$work"
made=$work/lukashenko-2020
pdf=$made/en.pdf
plain "$pdf" >"$work/plain"

qpdf --check "$pdf" >"$work/out" 2>&1 && : >"$work/out"
pdftocairo -png -r 20 "$pdf" "$work/page" >>"$work/out" 2>&1
mutool draw -q -r 20 -o "$work/mupdf-%d.png" "$pdf" 2>&1 |
    grep -v 'ICC support' >>"$work/out"
gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage "$pdf" >>"$work/out" 2>&1
verdict 'four programs read it without a message' <"$work/out"

cp "$pdf" "$work/first.pdf"
build "$LETTER" -e en -o "$work"
cmp "$work/first.pdf" "$pdf" >"$work/out" 2>&1
verdict 'the same letter gives the same bytes' <"$work/out"

# Each page is drawn with a path around it that fills nothing, for speed.
build "$LETTER" -e en --no-press -o "$work/drawn"
plain "$work/drawn/lukashenko-2020/en.pdf" >"$work/drawn.txt"
count "$work/drawn.txt" ' m f\*$' 4
count "$work/plain" 'f\*$' 0
gs -q -o - -sDEVICE=inkcov "$work/drawn/lukashenko-2020/en.pdf" "$pdf" |
    awk '{ black[NR] = $4 } END { for (i = 1; i <= NR / 2; i++)
        if (black[i] > black[i + NR / 2] + 0.001) print "page " i " has more ink" }' >>"$work/out"
verdict 'nothing stays of what was drawn for speed, and nothing is seen of it' <"$work/out"

# ---- what it says of itself ---------------------------------------------------------

[ "$(head -c 8 "$pdf")" = '%PDF-1.6' ] || head -c 8 "$pdf" >"$work/out"
has "$work/plain" '/Lang (en)' '/DisplayDocTitle true' '/Marked true' \
    '/GTS_PDFXVersion (PDF/X-4)' '/Trapped /False' \
    '/Title (An Open Letter to Alexander Lukashenko From Transatlantic Legislators)' \
    '<pdfaid:part>2</pdfaid:part>' '<pdfaid:conformance>A</pdfaid:conformance>' \
    '<pdfuaid:part>1</pdfuaid:part>' '<pdf:Trapped>False</pdf:Trapped>' \
    '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>'
LC_ALL=C grep -q '<dc:title>.*An Open Letter to Alexander Lukashenko From' "$work/plain" ||
    echo 'XMP has no title' >>"$work/out"
count "$work/plain" '^/ID \[' 1
verdict 'it names its standards, title and language' <"$work/out"

count "$work/plain" '^/S /GTS_PDFX$' 1
count "$work/plain" '^/S /GTS_PDFA1$' 1
[ "$(grep -a '^/DestOutputProfile' "$work/plain" | sort -u | wc -l)" -eq 1 ] ||
    echo 'the intents have not one profile' >>"$work/out"
verdict 'one profile serves both output intents' <"$work/out"

pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
for key in '^/TrimBox' '^/BleedBox' '^/MediaBox' '^/Tabs /S$' '^/StructParents'; do
    count "$work/plain" "$key" "$pages"
done
[ "$(pdfinfo -box "$pdf" | awk '/^(Media|Trim|Bleed)Box/ { print $2, $3, $4, $5 }' |
    sort -u)" = '0.00 0.00 595.28 841.89' ] || pdfinfo -box "$pdf" >>"$work/out"
has "$work/plain" '/S /D' '/St 1'
verdict 'each page has its boxes and its order' <"$work/out"

count "$work/plain" '/CIDToGIDMap /Identity' \
    "$(grep -ac '/Subtype /CIDFontType2' "$work/plain")"
count "$work/plain" '/Interpolate' 0
verdict 'fonts and pictures are as PDF/A wants them' <"$work/out"

# ---- colour -------------------------------------------------------------------------

count "$work/plain" 'DeviceRGB' 0
gs -q -o - -sDEVICE=inkcov "$pdf" >"$work/inks" 2>&1
awk '$5 != "CMYK" || $1 + $2 + $3 > 0 || $4 == 0' "$work/inks" >>"$work/out"
[ "$(wc -l <"$work/inks")" -eq "$pages" ] || cat "$work/inks" >>"$work/out"
gs -q -o "$work/plate-%d.tif" -r20 -sDEVICE=tiffsep "$pdf" >>"$work/out" 2>&1
ls "$work" | sed -n 's/^plate-1(\(.*\)).tif$/\1/p' | tr '\n' ' ' >"$work/plates"
[ "$(cat "$work/plates")" = 'Black Cyan Magenta Yellow ' ] || cat "$work/plates" >>"$work/out"
verdict 'all is in black ink alone' <"$work/out"

# ---- structure ----------------------------------------------------------------------

# roles PDF: the tree, a line a node or a text.
roles() { pdfinfo -struct-text "$1" 2>&1; }

roles "$pdf" >"$work/roles"
awk '$2 ~ /^\(block\):?$/ || $2 == "(inline)" || NF == 1 && !/"/ { sub(/:$/, "", $1); print $1 }' \
    "$work/roles" | sort -u | tr '\n' ' ' >"$work/seen"
[ "$(cat "$work/seen")" = 'Document Figure H1 H2 H3 L LBody LI P Span ' ] ||
    cat "$work/seen" >>"$work/out"
[ "$(head -n 1 "$work/roles")" = Document ] || head -n 3 "$work/roles" >>"$work/out"
verdict 'elements have the roles that readers know' <"$work/out"

# The texts of paragraphs, a line each, without what breaks words over lines.
awk '/^  [A-Z]/ { if (p) print text; p = $1 == "P"; text = ""; next }
    p { sub(/^ *"/, ""); sub(/"$/, ""); text = text $0 }
    END { if (p) print text }' "$work/roles" |
    sed 's/ $//; s/\xe2\x80\x90//g; s/ﬁ/fi/g; s/ﬂ/fl/g; s/ﬀ/ff/g; s/ﬃ/ffi/g; s/ﬄ/ffl/g' |
    sed 's/\xc2\xa0/ /g' >"$work/paragraphs"
awk 'n >= 2 && NF { print } /^---$/ { n++ }' "$LETTER/letter.md" |
    sed 's/\xc2\xa0/ /g' >"$work/wanted"
sed '1d' "$work/paragraphs" | diff "$work/wanted" - >"$work/out" 2>&1
verdict 'the paragraphs of the tree are those of the letter' <"$work/out"

# The way back: as many nodes stand under the pages' keys as there are marks on pages.
LC_ALL=C awk '/^[0-9]+ 0 obj$/ { object = $1 }
    /^\/ParentTree [0-9]+ 0 R$/ { tree = $2 }
    /^[0-9]+ 0 R$/ { n[object]++; item[object, n[object]] = $1 }
    END { for (i = 1; i <= n[tree]; i++) sum += n[item[tree, i]]; print sum }' \
    "$work/plain" >"$work/parents"
marks=$(LC_ALL=C grep -aoE '/MCID [0-9]+ ?(>>BDC|/ActualText)' "$work/plain" | wc -l)
[ "$(cat "$work/parents")" -eq "$marks" ] && [ "$marks" -gt 300 ] ||
    echo "$(cat "$work/parents") nodes for $marks marks" >"$work/out"
count "$work/plain" '^/BBox \[$' "$(($(grep -ac '^/Alt ' "$work/plain") +
    $(grep -ac '^/Subtype /Form' "$work/plain")))"
verdict 'each mark leads to its element' <"$work/out"

n=$(grep -c '^    LI (block)$' "$work/roles")
[ "$n" -eq 270 ] || echo "$n items, not 270" >>"$work/out"
grep -A2 '^  H3' "$work/roles" | grep -c '^  L (block):$' >"$work/lists"
[ "$(cat "$work/lists")" -eq "$(grep -c '^  H3' "$work/roles")" ] ||
    echo 'not each heading of a country has a list after it' >>"$work/out"
verdict 'each name is an item of a list under a heading' <"$work/out"

sed -n '/^  H[1-6]/{n;s/^ *"//;s/ *"$//;p}' "$work/roles" >"$work/headings"
mutool show "$pdf" outline | sed 's/^[^"]*"//; s/"[^"]*$//' >"$work/bookmarks"
diff "$work/headings" "$work/bookmarks" >"$work/out" 2>&1
verdict 'bookmarks are the headings' <"$work/out"

# "Signature of " in Latin letters, or in UTF-16.
count "$work/plain" '^/Alt \((Signature of \|<feff005300690067006e0061\)' \
    "$(grep -c 'Figure:' "$work/roles")"
for language in en be hy; do
    LC_ALL=C grep -aq "^/Lang ($language)" "$work/plain" || echo "no $language" >>"$work/out"
done
verdict 'images have words, names their language' <"$work/out"

count "$work/plain" 'Type/Pagination/Subtype/Footer' "$(grep -ac 'Subtype/Footer' "$work/plain")"
[ "$(grep -ac 'Subtype/Footer' "$work/plain")" -ge "$pages" ] ||
    echo 'not each page has a foot that is an artifact' >>"$work/out"
grep -q ' of 4' "$work/roles" && echo 'a foot is read aloud' >>"$work/out"
verdict 'feet are artifacts' <"$work/out"

build "$LETTER" -e en -o "$work/raw" --no-press
plain "$work/raw/lukashenko-2020/en.pdf" >"$work/unfinished"
count "$work/unfinished" '/StructTreeRoot' 0
pdftotext -layout "$pdf" "$work/a.txt"
pdftotext -layout "$work/raw/lukashenko-2020/en.pdf" "$work/b.txt"
diff "$work/a.txt" "$work/b.txt" >>"$work/out"
verdict 'the pass changes no text, and --no-press leaves it out' <"$work/out"

# Fonts without a blank of their own leave it to another, which cairo does not draw alone.
build tests/golden/pages/right-to-left-letter -o "$work"
roles "$work/right-to-left-letter/he.pdf" | grep -qF 'זה מכתב קצר בעברית עם English inside' ||
    roles "$work/right-to-left-letter/he.pdf" >"$work/out"
plain "$work/right-to-left-letter/he.pdf" >"$work/plain-he"
has "$work/plain-he" '/Direction /R2L' '/Lang (he)'
verdict 'words stay apart in every script' <"$work/out"

# ---- print and screen ---------------------------------------------------------------

mkdir -p "$work/desk/layouts" "$work/desk/assets"
cat >"$work/desk/letter.md" <<'END'
---
title: A Letter With Links
language: en
roster: specimen
---

We read [the report](https://example.org/report/) and agree[^one], see <https://example.org/more>.

[^one]: As [they said](https://example.org/said), twice.
END
cat >"$work/desk/signatories.csv" <<'END'
name,country,lead,signature,alt,alt@en
Specimen Oak,LT,1,oak.svg,,
Specimen Ash,LT,2,ash.svg,Blots,Stains and a word
Specimen Elm,LT,,,,
END
# All that has a colour in a drawing: fading gradients, a mask, a pattern, a blur, a text.
cat >"$work/desk/assets/ash.svg" <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><defs>
<radialGradient id="r"><stop offset="0" stop-color="#fc0"/>
<stop offset="1" stop-color="#00f" stop-opacity="0"/></radialGradient>
<linearGradient id="w"><stop offset="0" stop-color="#fff"/><stop offset="1"/></linearGradient>
<mask id="m"><rect width="60" height="60" fill="url(#w)"/></mask>
<pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse">
<circle cx="3" cy="3" r="2" fill="#c03"/></pattern>
<filter id="f"><feGaussianBlur stdDeviation="2"/></filter></defs>
<rect x="2" y="2" width="40" height="26" fill="url(#r)"/>
<rect x="0" y="30" width="60" height="28" fill="#906" mask="url(#m)"/>
<rect x="45" y="2" width="30" height="26" fill="url(#p)"/>
<rect x="80" y="10" width="30" height="20" fill="#d22" filter="url(#f)"/>
<text x="70" y="50" font-size="14" fill="#138">Ash</text></svg>
END
cat >"$work/desk/assets/oak.svg" <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><linearGradient id="g">
<stop offset="0" stop-color="#e00"/><stop offset="1" stop-color="#00e"/></linearGradient>
<path d="M5 25 40 5 80 25" fill="none" stroke="#138" stroke-width="2"/>
<rect x="50" y="5" width="30" height="8" fill="url(#g)" opacity=".5"/></svg>
END
printf 'editions: { en: { language: en, layout: both } }\n' >"$work/desk/editions.yaml"
cat >"$work/desk/layouts/both.yaml" <<'END'
extends: letter
palette: { red: "0% 90% 80% 10%" }
styles: { title: { colour: red } }
press: { colour: both, bleed: 3mm, crop-marks: yes, registration-marks: yes,
  colour-bars: yes }
END
build "$work/desk" -o "$work"
print=$work/desk/en.pdf
screen=$work/desk/en-screen.pdf
for file in "$print" "$screen"; do
    qpdf --check "$file" >"$work/check" 2>&1 || cat "$work/check" >>"$work/out"
    pdftocairo -png -r 40 "$file" "$work/both" >>"$work/out" 2>&1
    gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage "$file" >>"$work/out" 2>&1
done
verdict 'both versions are read without a message' <"$work/out"

plain "$screen" >"$work/plain-screen"
count "$work/plain-screen" '^/S /GTS_PDFX$' 0
count "$work/plain-screen" 'PDF/X' 0
count "$work/plain-screen" 'DeviceCMYK' 0
count "$work/plain-screen" '^/Subtype /Link$' 5
count "$work/plain-screen" '^/StructParent ' 5
count "$work/plain-screen" '^/F 4$' 5
pdfinfo -url "$screen" | awk 'NR > 1 { print $3 }' | sort | tr '\n' ' ' >"$work/urls"
[ "$(cat "$work/urls")" = \
    'https://example.org/more https://example.org/report/ https://example.org/said ' ] ||
    cat "$work/urls" >>"$work/out"
[ "$(roles "$screen" | grep -c '^ *Link (inline)')" -eq 5 ] || roles "$screen" >>"$work/out"
verdict 'the version for screens has links that live' <"$work/out"

has "$work/plain-screen" '/Alt (Signature of Specimen Oak)' '/Alt (Stains and a word)'
mkdir "$work/alt"
cp -r "$LETTER"/letter.md "$LETTER"/po "$LETTER"/assets "$work/alt"
sed '1s/$/,alt/; 1!s/$/,A scribble/' "$LETTER/signatories.csv" >"$work/alt/signatories.csv"
printf 'editions: { en: { language: en }, be: { language: be } }\n' >"$work/alt/editions.yaml"
build "$work/alt" -o "$work" -q
plain "$work/alt/en.pdf" >"$work/plain-alt"
count "$work/plain-alt" '^/Alt (A scribble)$' "$(grep -ac '^/S /Figure' "$work/plain-alt")"
plain "$work/alt/be.pdf" >"$work/plain-alt"
count "$work/plain-alt" '^/Alt (A scribble)$' 0
count "$work/plain-alt" '^/Alt ' "$(grep -ac '^/S /Figure' "$work/plain-alt")"
verdict 'an image says what its row says of it, in a language that it says it in' <"$work/out"

# What a link to a footnote or back says is the text that it leads to.
has "$work/plain-screen" '/Contents (1 As they said, twice.)' \
    '/Contents (We read the report and agree1, see https://example.org/more.)'
count "$work/plain-screen" '^/Dest \[$' "$((2 + $(mutool show "$screen" outline | wc -l)))"
roles "$screen" | sed 's/ (.*//' | tr -d '\n' >"$work/roles"
grep -q 'P *"We.* Reference *Link *"1".* Note <[^>]*> *Lbl *Link *"1" *Object [0-9 ]*P' "$work/roles" ||
    cat "$work/roles" >>"$work/out"
roles "$print" | sed 's/ (.*//' | tr -d '\n' >"$work/roles"
grep -q 'P *"We.* Reference *"1".* Note <[^>]*> *Lbl *"1" *P' "$work/roles" ||
    cat "$work/roles" >>"$work/out"
verdict 'a mark leads to its footnote, whose number leads back' <"$work/out"

plain "$print" >"$work/plain-print"
count "$work/plain-print" 'DeviceRGB' 0
count "$work/plain-print" '/Annots' 0
count "$work/plain-print" '^0 0.9 0.8 0.1 k' 1
gs -q -o - -sDEVICE=inkcov "$print" >>"$work/out" 2>"$work/gs"
awk '$1 > 0 && $2 > 0 && $3 > 0 && $4 > 0 { next } { print }' "$work/out" >"$work/gs"
cp "$work/gs" "$work/out"
verdict 'the version for print has inks and no links' <"$work/out"

# Texts are the same but for the addresses.
pdftotext -raw "$print" - | words | sed 's/ (example\.org[^)]*)//g' >"$work/print.txt"
pdftotext -raw "$screen" - | words >"$work/screen.txt"
pdftotext -raw "$print" - | words | grep -q '(example.org/report)' ||
    echo 'no address is printed' >>"$work/out"
diff "$work/print.txt" "$work/screen.txt" >>"$work/out"
verdict 'print and screen say the same, but for addresses' <"$work/out"

pdfinfo -box "$print" | awk '/Box/ { print $1, $2, $3, $4, $5 }' >"$work/boxes"
cat >"$work/wanted" <<'END'
MediaBox: -26.50 -26.50 621.78 868.39
CropBox: -26.50 -26.50 621.78 868.39
BleedBox: -8.50 -8.50 603.78 850.39
TrimBox: 0.00 0.00 595.28 841.89
END
grep -v ArtBox "$work/boxes" | diff "$work/wanted" - >>"$work/out"
count "$work/plain-print" '^/Artifact<</Type/Page>>BDC' 1
gs -q -o "$work/marks-%d.tif" -r20 -sDEVICE=tiffsep "$print" >>"$work/out" 2>&1
verdict 'marks stand around the page, on a larger sheet' <"$work/out"

# ---- profiles -----------------------------------------------------------------------

# The profile for screens, out of a finished file, is none for print.
object=$(LC_ALL=C awk '/^\/DestOutputProfile/ { print $2; exit }' "$work/plain-screen")
qpdf --show-object="$object" --filtered-stream-data "$work/plain.pdf" >/dev/null 2>&1
qpdf --qdf --object-streams=disable "$screen" "$work/plain.pdf"
qpdf --show-object="$object" --filtered-stream-data "$work/plain.pdf" \
    >"$work/desk/screen.icc" 2>>"$work/out"
printf 'extends: letter\npress: { profile: screen.icc }\n' >"$work/desk/layouts/rgb.yaml"
run 1 build "$work/desk" --layout rgb -o "$work/no"
told 'layouts/rgb.yaml:2:19: error:'
told 'it is not a profile for the four inks of print (CMYK) [profile-wrong]'
verdict 'a profile of a screen is refused for print' <"$work/out"

profile=$(ls build/share/profiles/*.icc)
cp "$profile" "$work/desk/own.icc"
cat >"$work/desk/layouts/own.yaml" <<'END'
extends: letter
palette: { heavy: "90% 90% 90% 90%" }
styles: { title: { colour: heavy } }
press: { profile: own.icc, condition: Newspaper, registry-name: "http://example.org" }
END
run 0 build "$work/desk" --layout own -o "$work/own"
told 'layouts/own.yaml: warning:'
told "take up to 360 % of ink, over the limit of 300 %; the heaviest is that of the colour 'heavy' on page 1 [ink-heavy]"
sed -i '/^palette\|^styles/d; s/press: {/& ink-limit: 130%,/' "$work/desk/layouts/own.yaml"
run 0 build "$work/desk" --layout own -o "$work/own"
told 'layouts/own.yaml:2:21: warning:'
told "over the limit of 130 %; the heaviest is that of the image 'ash.svg' on page 1 [ink-heavy]"
plain "$work/own/desk/en.pdf" >"$work/plain-own"
has "$work/plain-own" '/OutputConditionIdentifier (Newspaper)' \
    '/RegistryName (http://example.org)'
verdict "a layout's own profile and ink limit are heeded" <"$work/out"

# An installed copy without any profile.
mkdir -p "$work/bare/bin" "$work/bare/share/openletter"
cp "$BIN" "$work/bare/bin/openletter"
cp -r layouts fonts "$work/bare/share/openletter"
(cd "$work" && "$work/bare/bin/openletter" build desk --layout letter -o bare/out) \
    >"$work/stdout" 2>"$work/stderr"
[ $? -eq 3 ] || echo 'it did not end with 3' >>"$work/out"
told '[profile-missing]'
(cd "$work" && "$work/bare/bin/openletter" build desk --layout letter -o bare/out \
    --no-press) >"$work/stdout" 2>"$work/stderr" || cat "$work/stderr" >>"$work/out"
verdict 'a missing default profile is told' <"$work/out"

exit $status
