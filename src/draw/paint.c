/*
 * Placed things as cairo's calls: glyphs with the text that they stand for, rules as
 * filled rectangles, images. Nothing is measured here. All is drawn with the operator
 * OVER; cairo's tags are not used (they differ between its versions).
 *
 * For press each chunk has a colour of its own, in which its number is written; a blank
 * follows each line that ends at one, outside of what is seen, so that who reads the
 * text out of the file does not join the last word of a line to the first of the next. The
 * same is done for a run of blanks alone, which cairo leaves out.
 *
 * A run's glyphs count from the start of their line, and its item's place is that of the
 * run in the line: x of a glyph on the page is item.x + glyph.x - run.x.
 */
#include "draw/paint.h"

#include <string.h>

#include "draw/draw.h"

void painter_init(Painter *painter, Diagnostics *diagnostics, const Pages *pages,
                  cairo_surface_t *surface, const FileWriter *file)
{
    *painter =
        (Painter){.diagnostics = diagnostics,
                  .pages = pages,
                  .surface = surface,
                  .file = file,
                  .cairo = cairo_create(surface),
                  .glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
                  .clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t))};
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(painter->cairo, options);
    cairo_font_options_destroy(options);
}

void painter_clear(Painter *painter)
{
    cairo_destroy(painter->cairo);
    cairo_surface_destroy(painter->surface);
    g_array_free(painter->glyphs, TRUE);
    g_array_free(painter->clusters, TRUE);
}

/* Cairo knows that a write failed, and the file why. */
static bool status_report(Painter *painter, cairo_status_t status)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    const char *title = painter->pages->title ? painter->pages->title : "the letter";
    const char *problem = painter->file ? file_problem(painter->file) : NULL;
    report(painter->diagnostics, DRAW_FAILED, PLACE_NONE, title,
           problem ? problem : cairo_status_to_string(status));
    return false;
}

bool painter_check(Painter *painter)
{
    return status_report(painter, cairo_status(painter->cairo));
}

bool painter_finish(Painter *painter)
{
    if (!painter_check(painter))
        return false;
    cairo_surface_finish(painter->surface);
    return status_report(painter, cairo_surface_status(painter->surface));
}

bool drawn_write(Diagnostics *diagnostics, const char *what, const char *bytes,
                 size_t length, FileWriter *file)
{
    bool written = file_write(file, bytes, length);
    if (!written)
        report(diagnostics, DRAW_FAILED, PLACE_NONE, what, file_problem(file));
    return written;
}

cairo_status_t painter_write(void *file, const unsigned char *bytes,
                             unsigned int length)
{
    return file_write(file, bytes, length) ? CAIRO_STATUS_SUCCESS
                                           : CAIRO_STATUS_WRITE_ERROR;
}

bool painter_png(Painter *painter, FileWriter *file)
{
    return status_report(painter, cairo_surface_write_to_png_stream(
                                      painter->surface, painter_write, file));
}

/* Takes the colour of an ink of the layout's; for press a chunk's carries it. */
static void ink_set(Painter *painter, unsigned ink)
{
    if (painter->chunks || ink == painter->ink)
        return;
    static const double black[3] = {0, 0, 0};
    const double *rgb = ink > 0 ? painter->pages->layout->inks[ink - 1].rgb : black;
    cairo_set_source_rgb(painter->cairo, rgb[0], rgb[1], rgb[2]);
    painter->ink = ink;
}

/* Gives the context the run's font. */
static void font_set(Painter *painter, const GlyphRun *run)
{
    if (run->font == painter->font && run->stretch == painter->stretch)
        return;
    double size = font_size(run->font);
    cairo_matrix_t matrix;
    cairo_matrix_init_scale(&matrix, size * run->stretch, size);
    cairo_set_font_face(painter->cairo, font_face(run->font));
    cairo_set_font_matrix(painter->cairo, &matrix);
    painter->font = run->font;
    painter->stretch = run->stretch;
}

/* The glyph of a blank in the context's font; 0: it has none. */
static unsigned long blank_glyph(Painter *painter)
{
    cairo_scaled_font_t *font = cairo_get_scaled_font(painter->cairo);
    cairo_glyph_t *glyphs = NULL;
    int n_glyphs = 0;
    cairo_scaled_font_text_to_glyphs(font, 0, 0, " ", 1, &glyphs, &n_glyphs, NULL, NULL,
                                     NULL);
    unsigned long blank = n_glyphs > 0 ? glyphs[0].index : 0;
    cairo_glyph_free(glyphs);
    return blank;
}

/* Adds a blank after the text of the run in hand, at its far end. */
static void blank_add(Painter *painter, const GlyphRun *run, double x, double y)
{
    unsigned long blank = blank_glyph(painter);
    const cairo_text_cluster_t cluster = {1, 1};
    if (blank == 0)
        return;
    cairo_glyph_t glyph = {blank, x + run->x + (run->backward ? 0 : run->width), y};
    if (run->backward)
        g_array_prepend_val(painter->glyphs, glyph);
    else
        g_array_append_val(painter->glyphs, glyph);
    g_array_append_val(painter->clusters, cluster);
}

static void run_copy(Painter *painter, const GlyphRun *run, double x, double y)
{
    g_array_set_size(painter->glyphs, (guint)run->n_glyphs);
    cairo_glyph_t *glyphs = (cairo_glyph_t *)(void *)painter->glyphs->data;
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const RunGlyph *glyph = &run->glyphs[i];
        glyphs[i] = (cairo_glyph_t){glyph->id, x + glyph->x, y + glyph->y};
    }
    g_array_set_size(painter->clusters, (guint)run->n_clusters);
    cairo_text_cluster_t *clusters =
        (cairo_text_cluster_t *)(void *)painter->clusters->data;
    for (size_t i = 0; i < run->n_clusters; i++) {
        const RunCluster *from = &run->clusters[i];
        clusters[i] = (cairo_text_cluster_t){from->n_bytes, from->n_glyphs};
    }
}

/* Shows a run; `ends` says that a blank follows, which is not shown. */
static void run_paint(Painter *painter, const PageItem *item, bool ends)
{
    const GlyphRun *run = item->as.run;
    if (run->n_glyphs == 0)
        return;
    ink_set(painter, run->style->ink);
    font_set(painter, run);
    run_copy(painter, run, item->x - run->x, item->y);
    g_autofree char *blanked = NULL;
    if (ends)
        blank_add(painter, run, item->x - run->x, item->y);
    size_t added = painter->glyphs->len - run->n_glyphs;
    if (added > 0)
        blanked = g_strdup_printf("%.*s ", (int)run->text_length, run->text);
    cairo_show_text_glyphs(
        painter->cairo, blanked ? blanked : run->text, (int)(run->text_length + added),
        (const cairo_glyph_t *)(void *)painter->glyphs->data, (int)painter->glyphs->len,
        (const cairo_text_cluster_t *)(void *)painter->clusters->data,
        (int)painter->clusters->len,
        run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

/* ---- chunks ------------------------------------------------------------------------- */

/* Fills a square that shows nothing, in the colour of the chunk in hand: an image has no
 * colour of its own. */
static void chunk_square(Painter *painter, const PageItem *item)
{
    cairo_rectangle(painter->cairo, item->x, item->y, CHUNK_SQUARE, CHUNK_SQUARE);
    cairo_fill(painter->cairo);
}

/* Takes the colour of the chunk that begins with item `index`, if one does. */
static void chunk_begin(Painter *painter, size_t page, size_t index)
{
    const GArray *chunks = painter->chunks;
    if (!chunks || painter->chunk >= chunks->len)
        return;
    const Chunk *chunk = &g_array_index(chunks, Chunk, painter->chunk);
    if (chunk->page != page || chunk->first_item != index)
        return;
    ChunkColour colour = chunk_colour(painter->chunk, chunk->ink);
    cairo_set_source_rgb(painter->cairo, colour.channels[0] / CHUNK_FULL,
                         colour.channels[1] / CHUNK_FULL,
                         colour.channels[2] / CHUNK_FULL);
    if (chunk->image)
        chunk_square(painter, &painter->pages->pages[page].items[index]);
    painter->chunk++;
}

/* Whether a run shows nothing: cairo leaves it out. */
static bool run_blank(const GlyphRun *run)
{
    return run->text_length > 0 && strspn(run->text, " ") == run->text_length;
}

/* Marks the runs that are followed by one of blanks alone, as between two words of a font
 * that has no blank. */
static void blanks_between(const Page *page, bool *blanks)
{
    for (size_t i = 1; i < page->n_items; i++) {
        const PageItem *item = &page->items[i], *before = item - 1;
        if (item->kind == ITEM_RUN && before->kind == ITEM_RUN &&
            item->y == before->y && item->element == before->element &&
            run_blank(item->as.run))
            blanks[i - 1] = true;
    }
}

/* Behind which of the page's items a blank has to be put in; NULL: drawn for no reader. To
 * be freed. */
static bool *blanks_find(Painter *painter, size_t page)
{
    const Pages *pages = painter->pages;
    if (!painter->chunks)
        return NULL;
    bool *blanks = g_new0(bool, pages->pages[page].n_items + 1);
    blanks_between(&pages->pages[page], blanks);
    for (; painter->line < pages->n_lines; painter->line++) {
        const PlacedLine *line = &pages->lines[painter->line];
        if (line->page != page)
            break;
        bool blank = line->end != BREAK_HYPHEN && line->end != BREAK_MARK;
        if (blank && line->n_items > 0)
            blanks[line->first_item + line->n_items - 1] = true;
    }
    return blanks;
}

/* ---- pages -------------------------------------------------------------------------- */

static bool item_paint(Painter *painter, const PageItem *item, bool ends)
{
    switch (item->kind) {
    case ITEM_RUN:
        run_paint(painter, item, ends);
        return true;
    case ITEM_RULE:
        ink_set(painter, 0);
        cairo_rectangle(painter->cairo, item->x, item->y, item->as.rule.width,
                        item->as.rule.height);
        cairo_fill(painter->cairo);
        return true;
    case ITEM_IMAGE:
        return image_paint(painter, item);
    }
    g_assert_not_reached();
}

/* Fills twice the same rectangle, larger than the page, by the even-odd rule: that shows
 * nothing. Cairo unites the places of all that is painted on a page, in a time that grows
 * with the square of their number; once they are the whole page, nothing adds to them. */
static void page_cover(Painter *painter)
{
    double width = painter->pages->width, height = painter->pages->height;
    for (int i = 0; i < 2; i++)
        cairo_rectangle(painter->cairo, -width, -height, CHUNK_COVER * width,
                        CHUNK_COVER * height);
    cairo_set_fill_rule(painter->cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(painter->cairo);
    cairo_set_fill_rule(painter->cairo, CAIRO_FILL_RULE_WINDING);
}

bool painter_page(Painter *painter, size_t index)
{
    const Page *page = &painter->pages->pages[index];
    g_autofree bool *blanks = blanks_find(painter, index);
    bool whole = true;
    double scale = 1 - painter->pages->reduction;
    cairo_set_source_rgb(painter->cairo, 0, 0, 0);
    painter->ink = 0;
    cairo_matrix_t whole_size;
    cairo_get_matrix(painter->cairo, &whole_size);
    cairo_scale(painter->cairo, scale, scale);
    for (size_t i = 0; i < page->n_items; i++) {
        chunk_begin(painter, index, i);
        if (i == 0 && painter->covers)
            page_cover(painter);
        if (!item_paint(painter, &page->items[i], blanks && blanks[i]))
            whole = false;
    }
    cairo_set_matrix(painter->cairo, &whole_size);
    return painter_check(painter) && whole;
}

bool pages_check_images(Diagnostics *diagnostics, const Pages *pages)
{
    bool whole = true;
    Painter painter;
    painter_init(&painter, diagnostics, pages,
                 cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1), NULL);
    painter.weighs = true;
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++) {
            const PageItem *item = &pages->pages[i].items[k];
            if (item->kind == ITEM_IMAGE)
                whole = image_paint(&painter, item) && whole;
        }
    painter_clear(&painter);
    return whole;
}
