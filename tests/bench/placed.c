/*
 * placed LETTER FILE: flows every edition of a letter as openletter does and writes down
 * where each glyph came to stand (placed.h). It runs before anything is measured, so that
 * floor can show the same glyphs without laying anything out.
 *
 * A letter with images is refused: no workload has any.
 */
#include "placed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "flow/flow.h"

typedef struct Writer {
    FILE *file;
    const FontBook *book; /* of the edition in hand */
    GHashTable *fonts; /* a font's path and index, as one text, to its number from 1 */
    GPtrArray *names;  /* those texts in order */
} Writer;

static void bytes_put(Writer *writer, const void *bytes, size_t size)
{
    if (size && fwrite(bytes, size, 1, writer->file) != 1) {
        perror("placed");
        exit(3);
    }
}

static uint32_t text_length(const char *text)
{
    return text ? (uint32_t)strlen(text) : 0;
}

static void text_put(Writer *writer, const char *text)
{
    bytes_put(writer, text, text_length(text));
}

/* The number of the font's file among the fonts so far; it is the first in the file, as
 * all fonts of the house are. */
static uint32_t font_number(Writer *writer, const SizedFont *font)
{
    char *name = g_strdup_printf("0 %s", fontbook_file(writer->book, font)->path);
    gpointer number = g_hash_table_lookup(writer->fonts, name);
    if (number) {
        g_free(name);
        return GPOINTER_TO_UINT(number) - 1;
    }
    g_ptr_array_add(writer->names, name);
    g_hash_table_insert(writer->fonts, name, GUINT_TO_POINTER(writer->names->len));
    return writer->names->len - 1;
}

static cairo_matrix_t font_matrix(const GlyphRun *run)
{
    cairo_matrix_t matrix;
    double size = font_size(run->font);
    cairo_matrix_init_scale(&matrix, size * run->stretch, size);
    return matrix;
}

static void glyphs_put(Writer *writer, const GlyphRun *run, double x, double y)
{
    for (size_t i = 0; i < run->n_glyphs; i++) {
        const RunGlyph *glyph = &run->glyphs[i];
        cairo_glyph_t placed = {glyph->id, x + glyph->x, y + glyph->y};
        bytes_put(writer, &placed, sizeof placed);
    }
    for (size_t i = 0; i < run->n_clusters; i++) {
        const RunCluster *from = &run->clusters[i];
        cairo_text_cluster_t cluster = {from->n_bytes, from->n_glyphs};
        bytes_put(writer, &cluster, sizeof cluster);
    }
    bytes_put(writer, run->text, run->text_length);
}

static void run_put(Writer *writer, const PageItem *item)
{
    const GlyphRun *run = item->as.run;
    PlacedItem placed = {.kind = PLACED_RUN};
    placed.as.run.matrix = font_matrix(run);
    placed.as.run.font = font_number(writer, run->font);
    placed.as.run.n_glyphs = (uint32_t)run->n_glyphs;
    placed.as.run.n_clusters = (uint32_t)run->n_clusters;
    placed.as.run.text_length = (uint32_t)run->text_length;
    placed.as.run.backward = run->backward;
    bytes_put(writer, &placed, sizeof placed);
    glyphs_put(writer, run, item->x - run->x, item->y);
}

static void rule_put(Writer *writer, const PageItem *item)
{
    PlacedItem placed = {.kind = PLACED_RULE};
    placed.as.rule.x = item->x;
    placed.as.rule.y = item->y;
    placed.as.rule.width = item->as.rule.width;
    placed.as.rule.height = item->as.rule.height;
    bytes_put(writer, &placed, sizeof placed);
}

static void item_put(Writer *writer, const PageItem *item)
{
    switch (item->kind) {
    case ITEM_RUN:
        run_put(writer, item);
        return;
    case ITEM_RULE:
        rule_put(writer, item);
        return;
    case ITEM_IMAGE:
        fprintf(stderr, "placed: '%s': images are not measured\n", item->as.image.path);
        exit(1);
    }
}

static void page_put(Writer *writer, const Page *page)
{
    PlacedPage placed = {(uint32_t)page->n_items, text_length(page->label)};
    bytes_put(writer, &placed, sizeof placed);
    text_put(writer, page->label);
    for (size_t i = 0; i < page->n_items; i++)
        item_put(writer, &page->items[i]);
}

static void bookmark_put(Writer *writer, const Bookmark *mark)
{
    PlacedBookmark placed = {mark->level, (uint32_t)mark->page, text_length(mark->text),
                             (int32_t)mark->y};
    bytes_put(writer, &placed, sizeof placed);
    text_put(writer, mark->text);
}

static void pages_put(Writer *writer, const Pages *pages, const char *file)
{
    PlacedEdition placed = {.width = pages->width,
                            .height = pages->height,
                            .n_pages = (uint32_t)pages->n_pages,
                            .n_bookmarks = (uint32_t)pages->n_bookmarks,
                            .file_length = text_length(file),
                            .title_length = text_length(pages->title),
                            .author_length = text_length(pages->author),
                            .date_length = text_length(pages->date)};
    bytes_put(writer, &placed, sizeof placed);
    text_put(writer, file);
    text_put(writer, pages->title);
    text_put(writer, pages->author);
    text_put(writer, pages->date);
    for (size_t i = 0; i < pages->n_pages; i++)
        page_put(writer, &pages->pages[i]);
    for (size_t i = 0; i < pages->n_bookmarks; i++)
        bookmark_put(writer, &pages->bookmarks[i]);
}

/* Flows one edition; false: reported. */
static bool edition_put(Writer *writer, Diagnostics *diagnostics, const Job *job,
                        const Edition *edition)
{
    g_autoptr(Arena) arena = arena_new();
    const Layout *layout = layout_read(diagnostics, arena, &job->folders,
                                       edition->layout, edition->layout_place);
    const Language *language = language_read(diagnostics, arena, &job->folders,
                                             edition->language, edition->place);
    if (!layout || !language)
        return false;
    const Story *story = story_tell(diagnostics, arena, job->letter, job->roster,
                                    edition, layout, language, NULL, NULL);
    g_autoptr(FontBook) book = fontbook_open(diagnostics, &job->folders, layout);
    g_autoptr(Standing) standing = book ? standing_new(book, false) : NULL;
    const Pages *pages =
        story && book ? story_flow(standing, diagnostics, arena, story) : NULL;
    writer->book = book;
    if (pages)
        pages_put(writer, pages, edition->file);
    return pages != NULL;
}

/* Copies the editions, which are put down first, after the fonts that they turned out
 * to need. */
static void file_join(Writer *writer, FILE *editions, uint32_t n_editions)
{
    PlacedFile head = {writer->names->len, n_editions};
    bytes_put(writer, &head, sizeof head);
    for (guint i = 0; i < writer->names->len; i++) {
        char *path = NULL;
        uint32_t index =
            (uint32_t)strtoul(g_ptr_array_index(writer->names, i), &path, 10);
        PlacedFont font = {text_length(path + 1), index};
        bytes_put(writer, &font, sizeof font);
        text_put(writer, path + 1);
    }
    char bytes[1 << 16];
    rewind(editions);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, editions)) > 0;)
        bytes_put(writer, bytes, n);
}

static bool job_put(Diagnostics *diagnostics, const Job *job, FILE *out)
{
    g_autoptr(GHashTable) fonts = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    FILE *editions = tmpfile();
    Writer writer = {.file = editions, .fonts = fonts, .names = names};
    bool whole = editions && job->letter && job->roster && job->all;
    for (size_t i = 0; whole && i < job->n_editions; i++)
        whole = edition_put(&writer, diagnostics, job, job->editions[i]);
    writer.file = out;
    if (whole)
        file_join(&writer, editions, (uint32_t)job->n_editions);
    if (editions)
        fclose(editions);
    return whole;
}

int main(int argc, char **argv)
{
    FILE *out = argc == 3 ? fopen(argv[2], "wb") : NULL;
    if (!out) {
        fprintf(stderr, "usage: placed LETTER FILE\n");
        return 2;
    }
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, stderr);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    Arguments arguments = {.positional = argv[1], .editions = all};
    Jobs jobs = {0};
    bool whole = jobs_read(diagnostics, arena, &arguments, &jobs) && jobs.n_jobs == 1 &&
                 job_put(diagnostics, &jobs.jobs[0], out);
    return fclose(out) == 0 && whole ? 0 : 1;
}
