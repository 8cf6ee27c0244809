/*
 * A page as SVG, its text as outlines: it looks the same where the fonts are missing.
 * Cairo numbers images and groups by a count that goes on through the whole process, so
 * the same page would differ in its ids; they are numbered anew in the order in which
 * they are met.
 */
#include "draw/draw.h"

#include <string.h>

#include <cairo-svg.h>

#include "draw/paint.h"

static cairo_status_t bytes_append(void *out, const unsigned char *bytes,
                                   unsigned int length)
{
    g_string_append_len(out, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Replaces the number of one id; `seen` maps an id to its new number. */
static gboolean id_renumber(const GMatchInfo *match, GString *out, gpointer seen)
{
    g_autofree char *before = g_match_info_fetch(match, 1);
    g_autofree char *word = g_match_info_fetch(match, 3);
    char *id = g_match_info_fetch_named(match, "id");
    gpointer number;
    if (g_hash_table_lookup_extended(seen, id, NULL, &number)) {
        g_free(id);
    } else {
        number = GUINT_TO_POINTER(g_hash_table_size(seen));
        g_hash_table_insert(seen, id, number);
    }
    g_string_append_printf(out, "%s%s%u", before, word, GPOINTER_TO_UINT(number));
    return FALSE;
}

static char *ids_renumber(const GString *svg)
{
    g_autoptr(GRegex) ids = g_regex_new("(\\bid=\"|#)(?<id>([a-z-]+)[0-9]+)",
                                        G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return g_regex_replace_eval(ids, svg->str, (gssize)svg->len, 0, 0, id_renumber,
                                seen, NULL);
}

static bool svg_write(Diagnostics *diagnostics, const GString *svg, FileWriter *file)
{
    g_autofree char *text = ids_renumber(svg);
    return drawn_write(diagnostics, "the page", text, strlen(text), file);
}

bool pages_draw_svg(Diagnostics *diagnostics, const Pages *pages, size_t index,
                    FileWriter *file)
{
    g_autoptr(GString) svg = g_string_new(NULL);
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(
        bytes_append, svg, pages->width, pages->height);
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
    Painter painter;
    painter_init(&painter, diagnostics, pages, surface, NULL);
    bool whole = painter_page(&painter, index);
    cairo_show_page(painter.cairo);
    whole = painter_finish(&painter) && whole;
    painter_clear(&painter);
    return svg_write(diagnostics, svg, file) && whole;
}
