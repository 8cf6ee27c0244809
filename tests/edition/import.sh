#!/bin/sh
# What `import` makes of exports of forms and spreadsheets: guesses, merging, what it leaves
# out, what it refuses. The workbooks have the structure of those of Excel, Google Sheets
# and LibreOffice, made here of their parts by zip.
. "$(dirname "$0")/desk"

letter=$work/letter
roster=$letter/signatories.csv
mkdir -p "$letter"
printf -- '---\ntitle: A Letter of Trees\nlanguage: en\nroster: specimen\n---\n\nWe write.\n' \
    >"$letter/letter.md"

# roster LINE…: signatories.csv has these lines.
roster() {
    printf '%s\n' "$@" >"$roster"
}

# table NAME LINE…: a file with these lines.
table() {
    name=$1
    shift
    printf '%s\n' "$@" >"$work/$name"
}

# holds LINE…: signatories.csv is just these lines.
holds() {
    printf '%s\n' "$@" | diff - "$roster" >>"$work/out"
}

# import STATUS FILE OPTION…
import() {
    wanted=$1 file=$2
    shift 2
    run "$wanted" import "$work/$file" "$letter" -o "$work/made" "$@"
}

# ---- a form's CSV, and merging --------------------------------------------------------

roster 'name,country,office,status' '"Specimen Oak",LT,Senator,' \
    'Specimen Pine,LT,Member,withdrawn' '' 'Specimen Elm,PL,,confirmed'
table form.csv 'Our form,,,,,,' \
    'Timestamp,First name,Last name,Country,E-mail,Your office,Remarks' \
    '9/24/2020 18:03:11,Specimen, Oak ,Lithuania,a@example.org,Deputy,hello' \
    '9/13/2020 9:00:00,Specimen,Pine,Літва,b@example.org,Member,good' \
    '9/3/2020 9:00:00,Specimen,Ąžuolas,Lietuva,c@example.org,Member,+370 600 12345' \
    '9/3/2020 9:00:00,Specimen,Larch,UK,d@example.org,Member,' \
    '9/3/2020 9:00:00,Specimen,Birch,Lithvania,e@example.org,Member,' \
    '9/3/2020 9:00:00,,,Deutschland,f@example.org,Member,' \
    '9/4/2020 9:00:00,Specimen,Larch,United Kingdom,g@example.org,Member,' \
    '9/4/2020 9:00:00,Specimen,Elm,Polska,h@example.org,Member,'
cp "$roster" "$work/before.csv"
import 1 form.csv
cmp -s "$roster" "$work/before.csv" || echo 'written without --yes' >>"$work/out"
grep -q '^nothing was written' "$work/stdout" || echo 'not said' >>"$work/out"
grep -q '^@@ new: Specimen Larch, GB' "$work/stdout" || echo 'no diff' >>"$work/out"
verdict 'without --yes nothing is written, and what would be is shown' <"$work/out"

import 1 form.csv --yes
holds 'name,country,office,status,signed_on,family,Remarks' \
    'Specimen Oak,LT,Senator,,2020-09-24,Oak,hello' \
    'Specimen Pine,LT,Member,withdrawn,2020-09-13,Pine,good' '' \
    'Specimen Elm,PL,Member,confirmed,2020-09-04,Elm,' \
    'Specimen Ąžuolas,LT,Member,confirmed,2020-09-03,Ąžuolas,' \
    'Specimen Larch,GB,Member,confirmed,2020-09-03,Larch,'
for code in import-title import-left-out import-cell-left-out import-tidied \
    import-refused import-conflict import-withdrawn import-twice; do
    told "[$code]"
done
told "form.csv:7:33: error: the row of 'Specimen Birch'"
told "did you mean 'Lithuania'?"
verdict 'rows are added and filled, and none is lost without a word' <"$work/out"

cp "$roster" "$work/before.csv"
import 1 form.csv --yes
cmp -s "$roster" "$work/before.csv" || echo 'changed again' >>"$work/out"
grep -q '^nothing to change' "$work/stdout" || echo 'not said' >>"$work/out"
verdict 'the same file again changes nothing' <"$work/out"

import 1 form.csv --yes --overwrite
grep -q '^Specimen Oak,LT,Deputy,' "$roster" || echo 'not overwritten' >>"$work/out"
grep -q '^Specimen Pine.*withdrawn' "$roster" || echo 'came back' >>"$work/out"
verdict '--overwrite takes what differs, but nobody who withdrew comes back' <"$work/out"

printf '\357\273\277name;country;office;status\r\n"Specimen; Oak";lt; Senator ;\r\nSpecimen Elm;PL;;\r\n' \
    >"$roster"
table more.csv 'Office;Name;Country;Status' 'Member;Specimen Elm;PL;'
import 0 more.csv --yes
printf '\357\273\277name;country;office;status\r\n"Specimen; Oak";lt; Senator ;\r\nSpecimen Elm;PL;Member;\r\n' |
    cmp - "$roster" >>"$work/out"
verdict 'rows that do not change keep every byte' <"$work/out"

# ---- withdrawal -----------------------------------------------------------------------

roster 'name,country' 'Specimen Oak,LT' 'Specimen Elm,PL'
mkdir -p "$work/made/.openletter/cache/letter" "$letter/proofs"
echo 'names Specimen Oak' >"$work/made/.openletter/cache/letter/one"
echo 'names Specimen Elm' >"$work/made/.openletter/cache/letter/two"
echo 'Specimen Oak' >"$letter/proofs/LT-1.csv"
table gone.csv 'name,country,withdrawn' 'Specimen Oak,LT,yes'
import 0 gone.csv --yes
holds 'name,country,status' 'Specimen Oak,LT,withdrawn' 'Specimen Elm,PL,'
told '[import-purged]'
told '[import-name-held]'
[ "$(ls "$work/made/.openletter/cache/letter")" = two ] || echo 'cache kept' >>"$work/out"
verdict 'who withdraws goes from caches, and records are told' <"$work/out"
rm -r "$letter/proofs"

table consent.csv 'Name,Country,Do you consent?' 'Specimen Fir,LT,Yes' 'Specimen Ash,LT,No' \
    'Specimen Yew,LT,' 'Specimen Oak,LT,Yes'
import 0 consent.csv --yes
holds 'name,country,status' 'Specimen Oak,LT,withdrawn' 'Specimen Elm,PL,' \
    'Specimen Fir,LT,confirmed' 'Specimen Ash,LT,pending' 'Specimen Yew,LT,pending'
told '[import-doubt]'
verdict 'who does not clearly consent is pending' <"$work/out"

roster 'name,country,status' 'Specimen Юлия,UA,withdrawn'
table script.csv 'Name,Country' 'Specimen Yuliya,Ukraine' 'Specimen Julia,UA'
import 0 script.csv --yes
grep -q 'Yuliya,UA,confirmed' "$roster" && echo 'confirmed' >>"$work/out"
verdict 'who may be somebody that is withdrawn is not confirmed' <"$work/out"

roster 'name,country'
table reach.csv 'Name,Country,Reach me at,E-mail' 'Specimen Oak,LT,a@example.org,a@example.org' \
    'Specimen Elm,PL,+48 600 123 456,b@example.org'
import 0 reach.csv --keep-contacts
grep -q '^+E-mail: a@example.org' "$work/stdout" || echo 'not kept' >>"$work/out"
import 0 reach.csv --yes
holds 'name,country' 'Specimen Oak,LT' 'Specimen Elm,PL'
told "the column 'Reach me at' is left out"
verdict 'what people are reached by is known by header and by cells' <"$work/out"

# ---- what it cannot tell --------------------------------------------------------------

roster 'name,country'
table two.csv 'Full name,Your name,Country' 'Specimen Oak,Specimen Oak,LT'
import 1 two.csv
told '[import-columns-alike]'
import 0 two.csv --column 'omit=Your name'
table leads.csv 'Name,Country,lead,lead' 'Specimen Oak,LT,1,2'
import 1 leads.csv
told "both seem to be 'lead'"
table images.csv 'Name,Country,Signature' 'Specimen Oak,LT,oak.png'
import 0 images.csv
grep -q '^+Signature (import): oak.png' "$work/stdout" || echo 'a signature' >>"$work/out"
table notes.csv 'Name,Country,Note,NOTE' 'Specimen Oak,LT,one,two'
import 0 notes.csv
grep -q '^+NOTE 2: two' "$work/stdout" || echo 'a cell is lost' >>"$work/out"
table odd.csv 'Wer,Wo' 'Specimen Oak,Litauen'
import 1 odd.csv
told '[import-no-column]'
import 0 odd.csv --column name=Wer --column country=Wo --yes
holds 'name,country' 'Specimen Oak,LT'
import 2 odd.csv --column name=Was
told '[import-header]'
import 2 odd.csv --column nobody=Wer
import 2 odd.csv --days ymd
table days.csv 'Name,Country,Date' 'Specimen Ash,LT,4/5/2020'
import 0 days.csv
told "'signed_on': '4/5/2020'"
import 0 days.csv --days dmy --yes
grep -q 'Ash,LT,2020-05-04' "$roster" || echo 'no day' >>"$work/out"
verdict 'what it cannot tell it asks, and takes the answer' <"$work/out"

# ---- encodings ------------------------------------------------------------------------

roster 'name,country'
printf 'Имя и фамилия\tСтрана\nSpecimen Дуб\tЛитва\n' >"$work/utf8.csv"
{ printf '\377\376' && iconv -t UTF-16LE "$work/utf8.csv"; } >"$work/utf16.csv"
iconv -t WINDOWS-1251 "$work/utf8.csv" >"$work/old.csv"
import 1 old.csv
told '[not-utf8]'
import 1 old.csv --encoding nothing
told '[import-encoding]'
import 0 old.csv --encoding windows-1251 --yes
holds 'name,country' 'Specimen Дуб,LT'
import 0 utf16.csv --yes
grep -q '^nothing to change' "$work/stdout" || echo 'UTF-16 differs' >>"$work/out"
verdict 'encodings are converted when they are certain' <"$work/out"

# ---- workbooks ------------------------------------------------------------------------

book=$work/book
head='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
relation='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
main='http://schemas.openxmlformats.org/spreadsheetml/2006/main'

# pack NAME: the parts as a workbook.
pack() {
    rm -f "$work/$1"
    (cd "$book" && zip -q -X -r "$work/$1" .)
}

# xlsx ROWS [PROPERTY]: parts as Excel writes them, with two shared texts, one of them rich.
xlsx() {
    rm -rf "$book" && mkdir -p "$book/xl/worksheets" "$book/xl/_rels"
    cat >"$book/xl/workbook.xml" <<END
$head
<workbook xmlns="$main" xmlns:r="$relation"><workbookPr ${2:-}/><sheets>
<sheet name="Notes" sheetId="1" state="hidden" r:id="rId2"/>
<sheet name="Names" sheetId="2" r:id="rId1"/><sheet name="More" sheetId="3" r:id="rId2"/></sheets></workbook>
END
    cat >"$book/xl/_rels/workbook.xml.rels" <<END
$head
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="$relation/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="$relation/worksheet" Target="/xl/worksheets/sheet2.xml"/>
<Relationship Id="rId3" Type="$relation/styles" Target="styles.xml"/>
<Relationship Id="rId4" Type="$relation/sharedStrings" Target="sharedStrings.xml"/></Relationships>
END
    cat >"$book/xl/styles.xml" <<END
$head
<styleSheet xmlns="$main"><numFmts count="1"><numFmt numFmtId="164" formatCode="M/d/yyyy H:mm:ss"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>
END
    cat >"$book/xl/sharedStrings.xml" <<END
$head
<sst xmlns="$main"><si><t>Full name</t></si><si><r><t xml:space="preserve">Specimen </t></r><r><rPr><b/></rPr><t>Ąžuolas</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>
END
    echo "$head<worksheet xmlns=\"$main\"><sheetData/></worksheet>" \
        >"$book/xl/worksheets/sheet2.xml"
    echo "$head<worksheet xmlns=\"$main\"><sheetData>$1</sheetData></worksheet>" \
        >"$book/xl/worksheets/sheet1.xml"
}

rows='<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Country</t></is></c><c r="D1" t="str"><f>A1</f><v>Date</v></c><c r="E1" t="str"><v>Seat</v></c></row>
<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"/><c r="C3" t="str"><v>Lithuania</v></c><c r="D3" s="2"><v>44098.75</v></c><c r="E3"><v>12</v></c></row>
<row r="4"><c r="A4" t="str"><v>Specimen Elm</v></c><c r="C4" t="e"><v>#N/A</v></c><c r="D4" s="1"><v>44098</v></c></row>'
xlsx "$rows"
pack excel.xlsx
roster 'name,country'
import 1 excel.xlsx --yes
holds 'name,country,signed_on,Seat' 'Specimen Ąžuolas,LT,2020-09-24,12'
told '[import-sheets]'
told 'excel.xlsx:4:3'
import 2 excel.xlsx --sheet Elsewhere
told '[import-sheet]'
import 1 excel.xlsx --sheet More
told '[import-empty]'
xlsx "$rows" 'date1904="1"'
pack mac.xlsx
roster 'name,country'
import 1 mac.xlsx --yes
grep -q ',2024-09-25,' "$roster" || echo 'not from 1904' >>"$work/out"
verdict 'an .xlsx is read: texts, days, formulas, hidden sheets' <"$work/out"

# ods BODY [MANIFEST]
ods() {
    rm -rf "$book" && mkdir -p "$book/META-INF"
    printf application/vnd.oasis.opendocument.spreadsheet >"$book/mimetype"
    echo "<manifest>${2:-}</manifest>" >"$book/META-INF/manifest.xml"
    cat >"$book/content.xml" <<END
<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:body><office:spreadsheet><table:table table:name="Names"><table:table-column/>$1
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>
END
}

ods '<table:table-row><table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell><table:table-cell><text:p>Country</text:p></table:table-cell><table:table-cell><text:p>Date</text:p></table:table-cell><table:table-cell><text:p>Seat</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell><office:annotation><dc:creator>x</dc:creator><text:p>a remark</text:p></office:annotation><text:p>Specimen<text:s/><text:span>Oak</text:span></text:p></table:table-cell><table:table-cell><text:p>Latvija</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2020-09-24T18:00:00"><text:p>24.09.20</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="7"><text:p>7,0</text:p></table:table-cell></table:table-row>'
pack office.ods
roster 'name,country'
import 0 office.ods --yes
holds 'name,country,signed_on,Seat' 'Specimen Oak,LV,2020-09-24,7'
told 'office.ods:3:1: note:'
verdict 'an .ods is read: repeated rows and cells, remarks, values' <"$work/out"

# ---- bad workbooks --------------------------------------------------------------------

head -c 700 "$work/excel.xlsx" >"$work/cut.xlsx"
import 1 cut.xlsx
told '[import-broken]'
ods '' '<encryption-data/>'
pack locked.ods
import 1 locked.ods
told '[import-kind]'
printf '\320\317\021\340\241\261\032\341' >"$work/old.xls"
import 1 old.xls
told '[import-kind]'
ods '<unclosed>'
pack wrong.ods
import 1 wrong.ods
told 'not well-formed'
ods ''
sed -i '1a <!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' "$book/content.xml"
pack laughs.ods
import 1 laughs.ods
told 'document type'
ods ''
head -c 100000000 /dev/zero | tr '\0' ' ' >>"$book/content.xml"
pack bomb.ods
import 1 bomb.ods
told '[file-too-large]'
ods '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>'
pack rows.ods
import 1 rows.ods
told '[rows-too-many]'
ods '<table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>'
pack columns.ods
import 1 columns.ods
told '[import-columns]'
: >"$work/empty.csv"
import 1 empty.csv
told '[import-empty]'
import 3 nowhere.csv
verdict 'bad workbooks are refused with a reason' <"$work/out"

roster 'name,country'
printf 'Name,Country,Party\n"Specimen Oak\033[31m",LT,"=\033]0;x\007"\n' >"$work/evil.csv"
import 0 evil.csv
grep -q "$(printf '\033')" "$work/stdout" "$work/stderr" && echo 'escapes' >>"$work/out"
verdict 'nothing that steers a terminal is printed' <"$work/out"
exit $status
