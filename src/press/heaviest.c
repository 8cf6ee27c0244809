/*
 * Which picture an object of the PDF comes from. Cairo keeps no names of files, but counts
 * what a page draws, /x7 before /x12, in the order of drawing; so the third of these is
 * the page's third image, where there are as many. A drawing is made of forms within
 * forms, and the object may be any of them.
 */
#include "press/heaviest.h"

#include <stdlib.h>

#include "press/writer.h"

enum { DEEPEST = 8 }; /* forms within forms */

/* What a page draws: its count in cairo's name, and the object. */
typedef struct Drawn {
    unsigned long count;
    size_t number;
} Drawn;

static void drawn_note(Pdf *pdf, const char *key, PdfObject value, void *list)
{
    Drawn drawn = {strtoul(key + 2, NULL, 10), pdf_number_of(pdf, value)};
    g_array_append_val((GArray *)list, drawn);
}

static gint drawn_compare(gconstpointer a, gconstpointer b)
{
    const Drawn *one = a, *other = b;
    return (one->count > other->count) - (one->count < other->count);
}

/* What a page draws, in order: of Drawn. */
static GArray *drawn_list(Pdf *pdf, size_t page)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Drawn));
    PdfObject object = pdf_page(pdf, page);
    PdfObject resources = pdf_key(pdf, object, "/Resources");
    PdfObject drawn = resources ? pdf_key(pdf, resources, "/XObject") : 0;
    if (drawn)
        pdf_each(pdf, drawn, drawn_note, list);
    pdf_drop(pdf, drawn);
    pdf_drop(pdf, resources);
    pdf_drop(pdf, object);
    g_array_sort(list, drawn_compare);
    return list;
}

/* Whether an object is the other one or refers to it. */
static bool object_reaches(Pdf *pdf, size_t from, size_t to, unsigned depth)
{
    if (from == to || depth == 0)
        return from == to;
    PdfObject object = pdf_numbered(pdf, from);
    g_autofree char *text = pdf_unparse(pdf, object);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(size_t));
    bool reaches = false;
    references_find(text, found);
    for (guint i = 0; i < found->len && !reaches; i++)
        reaches = object_reaches(pdf, g_array_index(found, size_t, i), to, depth - 1);
    pdf_drop(pdf, object);
    return reaches;
}

/* The path of the page's image number `index` of `n`; NULL: it has not so many. */
static const char *image_path(const Page *page, size_t index, size_t n)
{
    const char *path = NULL;
    size_t found = 0;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_IMAGE && found++ == index)
            path = page->items[i].as.image.path;
    return found == n ? path : NULL;
}

static char *image_describe(Pdf *pdf, const Pages *pages, size_t number)
{
    for (size_t page = 0; page < pages->n_pages; page++) {
        g_autoptr(GArray) drawn = drawn_list(pdf, page);
        guint i = 0;
        while (i < drawn->len &&
               !object_reaches(pdf, g_array_index(drawn, Drawn, i).number, number,
                               DEEPEST))
            i++;
        if (i == drawn->len)
            continue;
        const char *path = image_path(&pages->pages[page], i, drawn->len);
        g_autofree char *name = path ? g_path_get_basename(path) : NULL;
        return name ? g_strdup_printf("the image '%s' on page %zu", name, page + 1)
                    : g_strdup_printf("an image on page %zu", page + 1);
    }
    return g_strdup("an image");
}

static char *ink_describe(const Pages *pages, const GArray *chunks, unsigned ink)
{
    const char *name = ink > 0 ? pages->layout->inks[ink - 1].name : "black";
    guint i = 0;
    while (i < chunks->len && g_array_index(chunks, Chunk, i).ink != ink)
        i++;
    size_t page = i < chunks->len ? g_array_index(chunks, Chunk, i).page : 0;
    return g_strdup_printf("the colour '%s' on page %zu", name, page + 1);
}

char *heaviest_describe(Pdf *pdf, const Pages *pages, const GArray *chunks,
                        InkSource heaviest)
{
    return heaviest.object > 0 ? image_describe(pdf, pages, heaviest.object)
                               : ink_describe(pages, chunks, heaviest.ink);
}
