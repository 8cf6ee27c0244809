/*
 * Placed things as cairo's calls: glyphs with the text that they stand for, rules as
 * filled rectangles, images. Nothing is measured here. All is drawn with the operator
 * OVER in plain black; cairo's tags are not used (they differ between its versions).
 *
 * A run's glyphs count from the start of their line, and its item's place is that of the
 * run in the line: x of a glyph on the page is item.x + glyph.x - run.x.
 */
#include "draw/paint.h"

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

static void run_paint(Painter *painter, const PageItem *item)
{
    const GlyphRun *run = item->as.run;
    if (run->n_glyphs == 0)
        return;
    font_set(painter, run);
    run_copy(painter, run, item->x - run->x, item->y);
    cairo_show_text_glyphs(
        painter->cairo, run->text, (int)run->text_length,
        (const cairo_glyph_t *)(void *)painter->glyphs->data, (int)run->n_glyphs,
        (const cairo_text_cluster_t *)(void *)painter->clusters->data,
        (int)run->n_clusters, run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

static bool item_paint(Painter *painter, const PageItem *item)
{
    switch (item->kind) {
    case ITEM_RUN:
        run_paint(painter, item);
        return true;
    case ITEM_RULE:
        cairo_rectangle(painter->cairo, item->x, item->y, item->as.rule.width,
                        item->as.rule.height);
        cairo_fill(painter->cairo);
        return true;
    case ITEM_IMAGE:
        return image_paint(painter, item);
    }
    g_assert_not_reached();
}

bool painter_page(Painter *painter, size_t index)
{
    const Page *page = &painter->pages->pages[index];
    bool whole = true;
    cairo_set_source_rgb(painter->cairo, 0, 0, 0);
    for (size_t i = 0; i < page->n_items; i++)
        if (!item_paint(painter, &page->items[i]))
            whole = false;
    return painter_check(painter) && whole;
}

bool pages_check_images(Diagnostics *diagnostics, const Pages *pages)
{
    bool whole = true;
    Painter painter;
    painter_init(&painter, diagnostics, pages,
                 cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1), NULL);
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++) {
            const PageItem *item = &pages->pages[i].items[k];
            if (item->kind == ITEM_IMAGE)
                whole = image_paint(&painter, item) && whole;
        }
    painter_clear(&painter);
    return whole;
}
