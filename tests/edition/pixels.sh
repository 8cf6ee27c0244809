#!/bin/sh
# Two pages at low resolution against pictures that somebody looked at. What a renderer's
# version changes is far below the limits; a line that moves is far above them. With
# BLESS=yes the pictures are made anew.
. "$(dirname "$0")/desk"

build "$LETTER" -e en -o "$work"

# picture PAGE: that page as a gray PGM of 18 dots an inch.
picture() {
    pdftoppm -r 18 -gray -f "$1" -l "$1" -singlefile "$work/lukashenko-2020/en.pdf" \
        "$work/page-$1"
}

# difference A B: the mean difference of two pictures in thousandths of a gray step, or
# nothing when their sizes differ.
difference() {
    [ "$(head -c 15 "$1")" = "$(head -c 15 "$2")" ] || return
    od -An -v -tu1 -w1 "$1" >"$work/a"
    od -An -v -tu1 -w1 "$2" | paste "$work/a" - |
        awk '{ d = $1 - $2; sum += d < 0 ? -d : d } END { printf "%d", 1000 * sum / NR }'
}

for page in 1 3; do
    want=tests/edition/pixels-$page.pgm
    picture "$page"
    [ -z "${BLESS:-}" ] || cp "$work/page-$page.pgm" "$want"
    far=$(difference "$want" "$work/page-$page.pgm")
    [ "${far:-9999}" -le 1500 ] && : >"$work/out" ||
        echo "the mean difference is ${far:-none: the sizes differ} thousandths" >"$work/out"
    verdict "page $page looks as it did" <"$work/out"
done

# The check sees a page that is moved by one line: the other page stands for that.
far=$(difference tests/edition/pixels-1.pgm "$work/page-3.pgm")
[ "${far:-0}" -gt 1500 ] || echo "two different pages are $far thousandths apart" >"$work/out"
verdict 'another page is told apart' <"$work/out"

exit $status
