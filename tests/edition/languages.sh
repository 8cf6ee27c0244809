#!/bin/sh
# A letter in each language, typed with the marks of a plain keyboard, reads from its PDF
# in the language's own.
. "$(dirname "$0")/desk"

# reads LANGUAGE TEXT: the PDF of its golden letter has the text, each blank a space.
reads() {
    build "tests/golden/lines/$1" -o "$work/made"
    pdftotext -raw "$work/made/$1/$1.pdf" - | sed 's/\xe2\x80\xaf/ /g' | words >"$work/text"
    grep -qF "$2" "$work/text" || echo "$1: no '$2' in: $(cat "$work/text")" >>"$work/out"
}

reads be '«Аб’ява „Сям’я і права“ не злачынства», — сказала сп. Спэцымен'
reads uk '«Об’ява „Сім’я і право“ не є злочином», — сказала п. Зразок'
reads fr '« L’affiche “La famille et le droit” n’est pas un crime », a dit Mme Spécimen ;'
reads fr 'Pourquoi ce silence ? Nous, législateurs, n’avons qu’une demande : la liberté'
reads cs '„Plakát ‚Rodina a právo‘ není zločin“, řekla paní Specimenová'
reads pl '„Plakat »Rodzina i prawo« nie jest przestępstwem”, powiedziała p. Specimen'
reads de '„Das Plakat ‚Familie und Recht‘ ist kein Verbrechen“, sagte Frau Specimen'
reads el '«Η αφίσα “Οικογένεια και δίκαιο” δεν είναι έγκλημα», είπε η κα Δείγμα'
reads ka '„პლაკატი «ოჯახი და სამართალი» დანაშაული არ არის“, თქვა'
reads lt '„Plakatas „Šeima ir teisė“ nėra nusikaltimas“, pasakė p. Specimen'
verdict "marks are the language's own in the file" <"$work/out"

pdfinfo "$work/made/fr/fr.pdf" | sed -n 's/^Title: *//p' >"$work/title"
echo 'Lettre ouverte : « La voix et le droit »' | words >"$work/wanted"
words <"$work/title" | diff "$work/wanted" - >"$work/out"
verdict "so are those of the title" <"$work/out"
exit $status
