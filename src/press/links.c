/*
 * A link is an annotation over its words: a rectangle round all of them, and a quadrangle
 * a line (ISO 32000-1, 12.5.6.5). PDF/UA (7.18.5) wants it named in words, PDF/A (6.3.2)
 * printable. A link is not framed: its words must say that they are one.
 */
#include "press/links.h"

#include <math.h>

static const double rise = 0.8, drop = 0.25; /* of a line's box, in type sizes */

typedef struct Box {
    double left, bottom, right, top;
} Box;

/* The box of a run, from the page's foot. */
static Box item_box(const Pages *pages, const PageItem *item)
{
    double size = font_size(item->as.run->font);
    double base = pages->height - item->y;
    return (Box){item->x, base - drop * size, item->x + item->as.run->width,
                 base + rise * size};
}

/* The next box of a chunk: its runs on one line; *at is the first item, and moves. */
static Box line_box(const Pages *pages, const Chunk *chunk, size_t *at)
{
    const PageItem *items = pages->pages[chunk->page].items;
    size_t end = chunk->first_item + chunk->n_items;
    double baseline = items[*at].y;
    Box box = item_box(pages, &items[*at]);
    for (++*at; *at < end && fabs(items[*at].y - baseline) < 0.01; ++*at) {
        Box next = item_box(pages, &items[*at]);
        box.left = fmin(box.left, next.left);
        box.right = fmax(box.right, next.right);
        box.bottom = fmin(box.bottom, next.bottom);
        box.top = fmax(box.top, next.top);
    }
    return box;
}

static void numbers_push(Pdf *pdf, PdfObject array, const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pdf_push(pdf, array, pdf_real(pdf, numbers[i]));
}

/* Gives the annotation its rectangle and its quadrangles. */
static void link_place(Pdf *pdf, PdfObject link, const Pages *pages, const Chunk *chunk)
{
    size_t at = chunk->first_item, end = at + chunk->n_items;
    Box whole = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    PdfObject quads = pdf_array(pdf), rectangle = pdf_array(pdf);
    while (at < end) {
        Box box = line_box(pages, chunk, &at);
        const double quad[] = {box.left, box.top,    box.right, box.top,
                               box.left, box.bottom, box.right, box.bottom};
        numbers_push(pdf, quads, quad, G_N_ELEMENTS(quad));
        whole.left = fmin(whole.left, box.left);
        whole.bottom = fmin(whole.bottom, box.bottom);
        whole.right = fmax(whole.right, box.right);
        whole.top = fmax(whole.top, box.top);
    }
    const double corners[] = {whole.left, whole.bottom, whole.right, whole.top};
    numbers_push(pdf, rectangle, corners, G_N_ELEMENTS(corners));
    pdf_set(pdf, link, "/Rect", rectangle);
    pdf_set(pdf, link, "/QuadPoints", quads);
}

PdfObject link_make(Pdf *pdf, const Pages *pages, const Chunk *chunk, size_t key)
{
    PdfObject link = pdf_parse(pdf, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]>>");
    PdfObject action = pdf_parse(pdf, "<</Type/Action/S/URI>>");
    g_autofree char *address = g_uri_escape_string(
        chunk->link, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "#?[]@!$&'()*+,;=%", FALSE);
    link_place(pdf, link, pages, chunk);
    pdf_set(pdf, action, "/URI", pdf_bytes(pdf, address, strlen(address)));
    pdf_set(pdf, link, "/A", action);
    pdf_set(pdf, link, "/Contents", pdf_text(pdf, chunk->link));
    pdf_set(pdf, link, "/StructParent", pdf_whole(pdf, (long long)key));
    return pdf_indirect(pdf, link);
}

void link_attach(Pdf *pdf, PdfObject page, PdfObject link)
{
    if (!pdf_has(pdf, page, "/Annots"))
        pdf_set(pdf, page, "/Annots", pdf_array(pdf));
    PdfObject links = pdf_key(pdf, page, "/Annots");
    pdf_push(pdf, links, link);
    pdf_drop(pdf, links);
}
