/*
 * The PDF as cairo writes it: pages, title, author, date, labels, bookmarks. The date
 * comes from outside (SOURCE_DATE_EPOCH, else the letter's `revised`, else the epoch),
 * never from the clock, so that the same letter gives the same bytes.
 */
#include "draw/draw.h"

#include <cairo-pdf.h>

#include "draw/paint.h"

enum { LEVELS = 6 };

char *pages_date(const Pages *pages)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;
    if (epoch && g_ascii_string_to_signed(epoch, 10, 0, 253402300799, &seconds, NULL)) {
        g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
        return g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
    }
    return g_strdup_printf("%sT00:00:00Z", pages->date ? pages->date : "1970-01-01");
}

/* Which names the file shows, for who has the file alone: "270 names from 29 countries;
 * closed 2020-09-24; list 1a2b3c4d5e6f". Every version of cairo can write a subject; an
 * entry of our own only newer ones. NULL: it shows none; to be freed. */
char *pages_subject(const Pages *pages)
{
    if (pages->n_names == 0)
        return NULL;
    return g_strdup_printf("%zu %s from %zu %s%s%s; list %s", pages->n_names,
                           plural(pages->n_names, "name", "names"), pages->n_countries,
                           plural(pages->n_countries, "country", "countries"),
                           pages->closed ? "; closed " : "",
                           pages->closed ? pages->closed : "", pages->list);
}

static void metadata_set(cairo_surface_t *surface, const Pages *pages)
{
    g_autofree char *date = pages_date(pages);
    g_autofree char *names = pages_subject(pages);
    if (names)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, names);
    if (pages->title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, pages->title);
    if (pages->author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
                                       pages->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "openletter");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* Adds the bookmarks, each under the last one of a lesser level. Whole points do for
 * their places, and are written alike in every locale. */
static void bookmarks_add(cairo_surface_t *surface, const Pages *pages)
{
    int parents[LEVELS + 1] = {CAIRO_PDF_OUTLINE_ROOT};
    for (size_t i = 0; i < pages->n_bookmarks; i++) {
        const Bookmark *mark = &pages->bookmarks[i];
        unsigned level = CLAMP(mark->level, 1, LEVELS);
        g_autofree char *target = g_strdup_printf("page=%zu pos=[0 %d]", mark->page + 1,
                                                  (int)MAX(mark->y, 0));
        int id = cairo_pdf_surface_add_outline(surface, parents[level - 1], mark->text,
                                               target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
        for (unsigned below = level; below <= LEVELS; below++)
            parents[below] = id;
    }
}

/* Draws all pages onto a PDF surface, which it takes over. */
static bool surface_draw(Painter *painter, cairo_surface_t *surface)
{
    const Pages *pages = painter->pages;
    bool whole = true;
    painter->covers = true;
    for (size_t i = 0; i < pages->n_pages && painter_check(painter); i++) {
        if (pages->pages[i].label)
            cairo_pdf_surface_set_page_label(surface, pages->pages[i].label);
        whole = painter_page(painter, i) && whole;
        cairo_show_page(painter->cairo);
    }
    bookmarks_add(surface, pages);
    return painter_finish(painter) && whole;
}

static cairo_surface_t *surface_make(const Pages *pages, cairo_write_func_t write,
                                     void *closure)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        write, closure, pages->width, pages->height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    metadata_set(surface, pages);
    return surface;
}

bool pages_draw_pdf(Diagnostics *diagnostics, const Pages *pages, FileWriter *file)
{
    cairo_surface_t *surface = surface_make(pages, painter_write, file);
    Painter painter;
    painter_init(&painter, diagnostics, pages, surface, file);
    bool whole = surface_draw(&painter, surface);
    painter_clear(&painter);
    return whole;
}

static cairo_status_t bytes_append(void *array, const unsigned char *bytes,
                                   unsigned int length)
{
    g_byte_array_append(array, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

bool pages_draw_chunks(Diagnostics *diagnostics, const Pages *pages,
                       const GArray *chunks, GByteArray *pdf, double *coarsest)
{
    cairo_surface_t *surface = surface_make(pages, bytes_append, pdf);
    Painter painter;
    painter_init(&painter, diagnostics, pages, surface, NULL);
    painter.chunks = chunks;
    painter.weighs = true;
    bool whole = surface_draw(&painter, surface);
    *coarsest = painter.coarsest;
    painter_clear(&painter);
    return whole;
}
