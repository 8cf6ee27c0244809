/*
 * A link is an annotation over its words: a rectangle round all of them, and a quadrangle
 * a line (ISO 32000-1, 12.5.6.5). PDF/UA (7.18.5) wants it named in words, PDF/A (6.3.2)
 * printable. A link is not framed: its words must say that they are one.
 *
 * From a footnote's mark a link leads to the footnote, and from its number back to the
 * first mark. What names such a link is the text that it leads to, which is in the right
 * language.
 */
#include "press/links.h"

#include <math.h>

enum { LONGEST = 100 }; /* of the text that a jump leads to, characters */
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

/* ---- footnotes ----------------------------------------------------------------------- */

GArray *jumps_list(const GArray *chunks)
{
    GArray *jumps = g_array_new(FALSE, FALSE, sizeof(const Chunk *));
    for (guint i = 0; i < chunks->len; i++) {
        const Chunk *chunk = &g_array_index(chunks, Chunk, i);
        if (chunk->jumps)
            g_array_append_val(jumps, chunk);
    }
    return jumps;
}

static const char *chunk_language(const Pages *pages, const Chunk *chunk)
{
    return pages->elements[chunk->element].language;
}

const Chunk *jump_find(const Pages *pages, const GArray *jumps, const Chunk *from)
{
    for (guint i = 0; i < jumps->len; i++) {
        const Chunk *to = g_array_index(jumps, const Chunk *, i);
        if (to->note == from->note && to->numbers != from->numbers &&
            g_strcmp0(chunk_language(pages, to), chunk_language(pages, from)) == 0)
            return to;
    }
    return NULL;
}

/* The beginning of the text that a jump leads to, on one line. */
static char *jump_describe(const Pages *pages, const Chunk *to)
{
    const char *text = pages->elements[to->element].text;
    bool cut = g_utf8_strlen(text, -1) > LONGEST;
    g_autofree char *start = g_utf8_substring(text, 0, cut ? LONGEST : -1);
    GString *plain = g_string_new(start);
    g_string_replace(plain, "\u2028", " ", 0);
    g_string_append(plain, cut ? "…" : "");
    return g_string_free(plain, FALSE);
}

/* A place on a page: its line's head is at the window's. */
static void jump_aim(Pdf *pdf, PdfObject link, const Pages *pages, const Chunk *to)
{
    const PageItem *item = &pages->pages[to->page].items[to->first_item];
    PdfObject place = pdf_array(pdf);
    pdf_push(pdf, place, pdf_page(pdf, to->page));
    pdf_push(pdf, place, pdf_name(pdf, "/XYZ"));
    pdf_push(pdf, place, pdf_whole(pdf, 0));
    pdf_push(pdf, place, pdf_real(pdf, item_box(pages, item).top));
    pdf_push(pdf, place, pdf_whole(pdf, 0));
    pdf_set(pdf, link, "/Dest", place);
    g_autofree char *words = jump_describe(pages, to);
    pdf_set(pdf, link, "/Contents", pdf_text(pdf, words));
}

/* ---- the whole ----------------------------------------------------------------------- */

static void address_aim(Pdf *pdf, PdfObject link, const char *target)
{
    PdfObject action = pdf_parse(pdf, "<</Type/Action/S/URI>>");
    g_autofree char *address = g_uri_escape_string(
        target, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "#?[]@!$&'()*+,;=%", FALSE);
    pdf_set(pdf, action, "/URI", pdf_bytes(pdf, address, strlen(address)));
    pdf_set(pdf, link, "/A", action);
    pdf_set(pdf, link, "/Contents", pdf_text(pdf, target));
}

PdfObject link_make(Pdf *pdf, const Pages *pages, const Chunk *chunk, const Chunk *to,
                    size_t key)
{
    PdfObject link = pdf_parse(pdf, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]>>");
    link_place(pdf, link, pages, chunk);
    if (to)
        jump_aim(pdf, link, pages, to);
    else
        address_aim(pdf, link, chunk->link);
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
