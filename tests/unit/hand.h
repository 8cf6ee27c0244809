/*
 * Pages made by hand, for tests of what comes after flow: text is shaped by Pango alone,
 * and put where the test says.
 */
#ifndef TESTS_HAND_H
#define TESTS_HAND_H

#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "flow/flow.h"

enum { HAND_PAGES = 200 };

typedef struct Hand {
    Arena *arena;
    PangoFontMap *map;
    PangoContext *context;
    GArray *elements;
    GArray *items[HAND_PAGES];
    Page page[HAND_PAGES];
    Pages pages;
} Hand;

static inline Hand *hand_new(void)
{
    Hand *hand = g_new0(Hand, 1);
    hand->arena = arena_new();
    hand->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(hand->map), 72);
    hand->context = pango_font_map_create_context(hand->map);
    pango_context_set_round_glyph_positions(hand->context, FALSE);
    hand->elements = g_array_new(FALSE, TRUE, sizeof(Element));
    Element document = {.role = ELEMENT_DOCUMENT, .language = "en"};
    g_array_append_val(hand->elements, document);
    hand->pages = (Pages){.width = 595, .height = 842, .title = "By hand"};
    return hand;
}

static inline void hand_free(Hand *hand)
{
    for (size_t i = 0; i < hand->pages.n_pages; i++)
        g_array_free(hand->items[i], TRUE);
    g_array_free(hand->elements, TRUE);
    g_object_unref(hand->context);
    g_object_unref(hand->map);
    arena_free(hand->arena);
    g_free(hand);
}

static inline void hand_page(Hand *hand, const char *label)
{
    g_assert(hand->pages.n_pages < HAND_PAGES);
    hand->items[hand->pages.n_pages] = g_array_new(FALSE, TRUE, sizeof(PageItem));
    hand->page[hand->pages.n_pages++].label = label;
}

static inline size_t hand_element(Hand *hand, ElementRole role, size_t parent,
                                  const char *text)
{
    unsigned line = hand->elements->len + 1;
    Element element = {.role = role,
                       .parent = parent,
                       .language = "en",
                       .text = text,
                       .name_length = role == ELEMENT_NAME ? strlen(text) : 0,
                       .place = place_at("signatories.csv", line, 1)};
    hand->pages.n_names += role == ELEMENT_NAME;
    g_array_append_val(hand->elements, element);
    return hand->elements->len - 1;
}

static inline void hand_item(Hand *hand, PageItem item)
{
    g_array_append_val(hand->items[hand->pages.n_pages - 1], item);
}

/* One item of Pango's as a run; *x is moved on. */
static inline GlyphRun *hand_run(Hand *hand, const char *text, const PangoItem *part,
                                 double *x)
{
    PangoGlyphString *shaped = pango_glyph_string_new();
    pango_shape_full(text + part->offset, part->length, text, -1, &part->analysis,
                     shaped);
    size_t n = (size_t)shaped->num_glyphs;
    RunGlyph *glyphs = arena_array(hand->arena, RunGlyph, n);
    RunCluster *clusters = arena_array(hand->arena, RunCluster, n);
    GlyphRun *run = arena_one(hand->arena, GlyphRun);
    *run = (GlyphRun){.font = part->analysis.font,
                      .stretch = 1,
                      .glyphs = glyphs,
                      .n_glyphs = n,
                      .text = text + part->offset,
                      .text_length = (size_t)part->length,
                      .clusters = clusters,
                      .backward = part->analysis.level % 2,
                      .x = *x};
    for (size_t i = 0; i < n; i++) {
        const PangoGlyphInfo *info = &shaped->glyphs[i];
        glyphs[i] =
            (RunGlyph){info->glyph, *x + (double)info->geometry.x_offset / PANGO_SCALE,
                       (double)info->geometry.y_offset / PANGO_SCALE};
        *x += (double)info->geometry.width / PANGO_SCALE;
    }
    int end = part->length;
    for (size_t i = 0; i < n; i++) { /* clusters from the text's end to its start */
        size_t glyph = run->backward ? i : n - 1 - i;
        int start = shaped->log_clusters[glyph];
        RunCluster *cluster = &clusters[n - 1 - run->n_clusters];
        cluster->n_glyphs++;
        size_t next = run->backward ? glyph + 1 : glyph - 1;
        if (i + 1 < n && shaped->log_clusters[next] == start)
            continue;
        cluster->n_bytes = end - start;
        end = start;
        run->n_clusters++;
    }
    run->clusters = clusters + n - run->n_clusters;
    run->width = *x - run->x;
    pango_glyph_string_free(shaped);
    return run;
}

/* Sets a text in Noto Serif from `x` on the baseline `y`; the place where it ends. */
static inline double hand_text(Hand *hand, size_t element, const char *text, double x,
                               double y, double size)
{
    PangoFontDescription *font = pango_font_description_from_string("Noto Serif");
    pango_font_description_set_size(font, (int)(size * PANGO_SCALE));
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_desc_new(font));
    text = arena_string(hand->arena, text);
    GList *parts =
        pango_itemize(hand->context, text, 0, (int)strlen(text), attributes, NULL);
    double at = 0;
    for (GList *part = parts; part; part = part->next) {
        GlyphRun *run = hand_run(hand, text, part->data, &at);
        hand_item(hand, (PageItem){ITEM_RUN, element, x + run->x, y, {.run = run}});
    }
    g_list_free_full(parts, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return x + at;
}

/* As hand_text, for a text of one item, which then stands for `meant` as a whole. */
static inline void hand_text_as(Hand *hand, size_t element, const char *text,
                                const char *meant, double x, double y, double size)
{
    hand_text(hand, element, text, x, y, size);
    GArray *items = hand->items[hand->pages.n_pages - 1];
    PageItem *item = &g_array_index(items, PageItem, items->len - 1);
    GlyphRun *run = arena_copy(hand->arena, item->as.run, sizeof(GlyphRun));
    RunCluster *cluster = arena_one(hand->arena, RunCluster);
    *cluster = (RunCluster){(int)strlen(meant), (int)run->n_glyphs};
    run->text = arena_string(hand->arena, meant);
    run->text_length = strlen(meant);
    run->clusters = cluster;
    run->n_clusters = 1;
    item->as.run = run;
}

/* The pages so far. */
static inline const Pages *hand_pages(Hand *hand)
{
    for (size_t i = 0; i < hand->pages.n_pages; i++) {
        hand->page[i].items = (const PageItem *)(void *)hand->items[i]->data;
        hand->page[i].n_items = hand->items[i]->len;
    }
    hand->pages.pages = hand->page;
    hand->pages.elements = (const Element *)(void *)hand->elements->data;
    hand->pages.n_elements = hand->elements->len;
    return &hand->pages;
}

/* A folder for a test's files, and a reporter whose words can be looked at. */
typedef struct Desk {
    char *folder;
    char *said;
    size_t said_length;
    FILE *stream;
    Diagnostics *diagnostics;
} Desk;

static inline int desk_open(void **state)
{
    Desk *desk = g_new0(Desk, 1);
    desk->folder = g_dir_make_tmp("openletter-XXXXXX", NULL);
    desk->stream = open_memstream(&desk->said, &desk->said_length);
    desk->diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, desk->stream);
    *state = desk;
    return 0;
}

static inline int desk_close(void **state)
{
    Desk *desk = *state;
    GDir *folder = g_dir_open(desk->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder));) {
        g_autofree char *path = g_build_filename(desk->folder, name, NULL);
        g_unlink(path);
    }
    g_dir_close(folder);
    g_rmdir(desk->folder);
    diagnostics_free(desk->diagnostics);
    fclose(desk->stream);
    free(desk->said);
    g_free(desk->folder);
    g_free(desk);
    return 0;
}

/* Whether a report with this code, or with this text, was printed. */
static inline bool desk_said(Desk *desk, const char *text)
{
    fflush(desk->stream);
    return desk->said && strstr(desk->said, text);
}

/* The path of a file on the desk; to be freed. */
static inline char *desk_path(const Desk *desk, const char *name)
{
    return g_build_filename(desk->folder, name, NULL);
}

#endif
