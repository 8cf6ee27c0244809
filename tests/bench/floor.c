/*
 * floor FILE FOLDER: shows placed glyphs (placed.h) on cairo's PDF surface, a PDF an
 * edition, run by run as src/draw does, with no layout at all. How much more than that it
 * takes is what openletter is judged by. The cover with which src/draw/paint.c spares cairo
 * work is no part of it: this is what replaying glyphs takes by itself.
 *
 * No Pango, no fontconfig: FreeType opens each font file once for all editions. The PDF
 * goes through stdio and is not synced. An edition's things are read one by one, so that
 * memory does not grow with their number.
 */
#include "placed.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-ft.h>
#include <cairo-pdf.h>

enum { LEVELS = 6 };

/* A piece of memory that is as large as the largest thing it ever held. */
typedef struct Buffer {
    void *bytes;
    size_t size;
} Buffer;

typedef struct Floor {
    FILE *file;
    const char *folder;
    FT_Library library;
    FT_Face *faces;
    cairo_font_face_t **fonts;
    uint32_t n_fonts;
    Buffer glyphs, clusters, text;
    cairo_t *cairo;
    cairo_font_options_t *options;
    uint32_t font; /* that the context has; UINT32_MAX: none yet */
    cairo_matrix_t matrix;
} Floor;

static void fail(const char *what)
{
    fprintf(stderr, "floor: %s\n", what);
    exit(3);
}

static void bytes_get(Floor *floor, void *bytes, size_t size)
{
    if (size && fread(bytes, size, 1, floor->file) != 1)
        fail("the file is cut short");
}

/* Reads `size` bytes and a NUL. */
static void *buffer_get(Floor *floor, Buffer *buffer, size_t size)
{
    if (size + 1 > buffer->size) {
        free(buffer->bytes);
        buffer->size = 2 * size + 64;
        buffer->bytes = malloc(buffer->size);
        if (!buffer->bytes)
            fail("no memory");
    }
    bytes_get(floor, buffer->bytes, size);
    ((char *)buffer->bytes)[size] = '\0';
    return buffer->bytes;
}

static void font_open(Floor *floor, uint32_t number)
{
    PlacedFont font;
    bytes_get(floor, &font, sizeof font);
    const char *path = buffer_get(floor, &floor->text, font.path_length);
    if (FT_New_Face(floor->library, path, (FT_Long)font.index, &floor->faces[number]))
        fail(path);
    floor->fonts[number] = cairo_ft_font_face_create_for_ft_face(
        floor->faces[number], FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
}

static uint32_t floor_open(Floor *floor)
{
    PlacedFile head;
    bytes_get(floor, &head, sizeof head);
    floor->n_fonts = head.n_fonts;
    floor->faces = calloc(head.n_fonts + 1, sizeof *floor->faces);
    floor->fonts = calloc(head.n_fonts + 1, sizeof *floor->fonts);
    if (!floor->faces || !floor->fonts || FT_Init_FreeType(&floor->library))
        fail("no memory");
    for (uint32_t i = 0; i < head.n_fonts; i++)
        font_open(floor, i);
    floor->options = cairo_font_options_create();
    cairo_font_options_set_hint_style(floor->options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(floor->options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(floor->options, CAIRO_ANTIALIAS_GRAY);
    return head.n_editions;
}

static void floor_close(Floor *floor)
{
    for (uint32_t i = 0; i < floor->n_fonts; i++)
        cairo_font_face_destroy(floor->fonts[i]);
    cairo_font_options_destroy(floor->options);
    cairo_debug_reset_static_data(); /* lets go of the faces */
    for (uint32_t i = 0; i < floor->n_fonts; i++)
        FT_Done_Face(floor->faces[i]);
    FT_Done_FreeType(floor->library);
    free(floor->faces);
    free(floor->fonts);
    free(floor->glyphs.bytes);
    free(floor->clusters.bytes);
    free(floor->text.bytes);
    fclose(floor->file);
}

static void run_show(Floor *floor, const PlacedItem *item)
{
    uint32_t n = item->as.run.n_glyphs, n_clusters = item->as.run.n_clusters;
    uint32_t length = item->as.run.text_length;
    const cairo_glyph_t *glyphs =
        buffer_get(floor, &floor->glyphs, n * sizeof(cairo_glyph_t));
    const cairo_text_cluster_t *clusters =
        buffer_get(floor, &floor->clusters, n_clusters * sizeof(cairo_text_cluster_t));
    const char *text = buffer_get(floor, &floor->text, length);
    if (n == 0)
        return;
    if (item->as.run.font != floor->font ||
        memcmp(&item->as.run.matrix, &floor->matrix, sizeof floor->matrix) != 0) {
        floor->font = item->as.run.font;
        floor->matrix = item->as.run.matrix;
        cairo_set_font_face(floor->cairo, floor->fonts[floor->font]);
        cairo_set_font_matrix(floor->cairo, &floor->matrix);
    }
    cairo_show_text_glyphs(
        floor->cairo, text, (int)length, glyphs, (int)n, clusters, (int)n_clusters,
        item->as.run.backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

static void item_show(Floor *floor)
{
    PlacedItem item;
    bytes_get(floor, &item, sizeof item);
    if (item.kind == PLACED_RUN) {
        run_show(floor, &item);
        return;
    }
    cairo_rectangle(floor->cairo, item.as.rule.x, item.as.rule.y, item.as.rule.width,
                    item.as.rule.height);
    cairo_fill(floor->cairo);
}

static void page_show(Floor *floor, cairo_surface_t *surface)
{
    PlacedPage page;
    bytes_get(floor, &page, sizeof page);
    if (page.label_length)
        cairo_pdf_surface_set_page_label(
            surface, buffer_get(floor, &floor->text, page.label_length));
    cairo_set_source_rgb(floor->cairo, 0, 0, 0);
    for (uint32_t i = 0; i < page.n_items; i++)
        item_show(floor);
    cairo_show_page(floor->cairo);
}

static void bookmark_add(Floor *floor, cairo_surface_t *surface, int *parents)
{
    PlacedBookmark mark;
    bytes_get(floor, &mark, sizeof mark);
    char target[64];
    snprintf(target, sizeof target, "page=%u pos=[0 %d]", mark.page + 1, mark.y);
    uint32_t level = mark.level < 1 ? 1 : mark.level > LEVELS ? LEVELS : mark.level;
    int id = cairo_pdf_surface_add_outline(
        surface, parents[level - 1], buffer_get(floor, &floor->text, mark.text_length),
        target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (uint32_t below = level; below <= LEVELS; below++)
        parents[below] = id;
}

static cairo_status_t file_write(void *file, const unsigned char *bytes,
                                 unsigned int length)
{
    return fwrite(bytes, 1, length, file) == length ? CAIRO_STATUS_SUCCESS
                                                    : CAIRO_STATUS_WRITE_ERROR;
}

/* The next text; NULL when it is empty. It is overwritten by the one after it. */
static const char *text_get(Floor *floor, uint32_t length)
{
    const char *text = buffer_get(floor, &floor->text, length);
    return length ? text : NULL;
}

static void metadata_set(Floor *floor, cairo_surface_t *surface,
                         const PlacedEdition *edition)
{
    const char *text = text_get(floor, edition->title_length);
    if (text)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, text);
    text = text_get(floor, edition->author_length);
    if (text)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, text);
    text = text_get(floor, edition->date_length);
    if (text) {
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, text);
    }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "floor");
}

static FILE *pdf_open(Floor *floor, const PlacedEdition *edition)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.pdf", floor->folder,
             (const char *)buffer_get(floor, &floor->text, edition->file_length));
    FILE *file = fopen(path, "wb");
    if (!file)
        fail(path);
    return file;
}

static void edition_show(Floor *floor)
{
    PlacedEdition edition;
    bytes_get(floor, &edition, sizeof edition);
    FILE *file = pdf_open(floor, &edition);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        file_write, file, edition.width, edition.height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    metadata_set(floor, surface, &edition);
    floor->cairo = cairo_create(surface);
    floor->font = UINT32_MAX;
    cairo_set_font_options(floor->cairo, floor->options);
    for (uint32_t i = 0; i < edition.n_pages; i++)
        page_show(floor, surface);
    int parents[LEVELS + 1] = {CAIRO_PDF_OUTLINE_ROOT};
    for (uint32_t i = 0; i < edition.n_bookmarks; i++)
        bookmark_add(floor, surface, parents);
    cairo_surface_finish(surface);
    bool whole = cairo_status(floor->cairo) == CAIRO_STATUS_SUCCESS &&
                 cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(floor->cairo);
    cairo_surface_destroy(surface);
    if (fclose(file) != 0 || !whole)
        fail("a PDF could not be written");
}

int main(int argc, char **argv)
{
    Floor floor = {.file = argc == 3 ? fopen(argv[1], "rb") : NULL,
                   .folder = argc == 3 ? argv[2] : NULL};
    if (!floor.file) {
        fprintf(stderr, "usage: floor FILE FOLDER\n");
        return 2;
    }
    for (uint32_t n = floor_open(&floor); n > 0; n--)
        edition_show(&floor);
    floor_close(&floor);
    return 0;
}
