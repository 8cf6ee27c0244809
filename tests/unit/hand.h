/*
 * Pages made by hand, for tests of what comes after flow: each text is put where the test
 * says.
 */
#ifndef TESTS_HAND_H
#define TESTS_HAND_H

#include <string.h>

#include "flow/flow.h"
#include "type.h"

enum { HAND_PAGES = 200 };

typedef struct Hand {
    Type *type;
    Arena *arena; /* the type's */
    GArray *elements;
    GArray *items[HAND_PAGES];
    GArray *lines; /* PlacedLine */
    Page page[HAND_PAGES];
    Pages pages;
} Hand;

static inline Hand *hand_new(void)
{
    Hand *hand = g_new0(Hand, 1);
    hand->type = type_new("en");
    hand->arena = hand->type->arena;
    hand->elements = g_array_new(FALSE, TRUE, sizeof(Element));
    hand->lines = g_array_new(FALSE, TRUE, sizeof(PlacedLine));
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
    g_array_free(hand->lines, TRUE);
    type_free(hand->type);
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

/* Sets a text in Noto Serif from `x` on the baseline `y`; the place where it ends. */
static inline double hand_text(Hand *hand, size_t element, const char *text, double x,
                               double y, double size)
{
    Style *style =
        arena_copy(hand->arena, type_style(hand->type, STYLE_NAME), sizeof *style);
    style->size = size;
    text = arena_string(hand->arena, text);
    const Shaped *shaped =
        type_shape(hand->type, type_text(hand->type, text, (TextSpan){.style = style}));
    GlyphLine line = shaped_line(shaped, hand->arena, 0, shaped->n_breaks - 1,
                                 (LineFit){.stretch = 1});
    for (size_t i = 0; i < line.n_runs; i++)
        hand_item(
            hand,
            (PageItem){
                ITEM_RUN, element, x + line.runs[i].x, y, {.run = &line.runs[i]}});
    return x + line.width;
}

/* Sets a text as a line of the page in hand, for those who judge lines: `line` says where
 * it stands and how it was set. Its place is in letter.md, a row a line. */
static inline void hand_line(Hand *hand, size_t element, const char *text,
                             PlacedLine line)
{
    const GArray *items = hand->items[hand->pages.n_pages - 1];
    line.first_item = items->len;
    hand_text(hand, element, text, line.x, line.baseline, line.size);
    line.n_items = items->len - line.first_item;
    line.page = hand->pages.n_pages - 1;
    line.element = element;
    PlacePoint *point = arena_one(hand->arena, PlacePoint);
    StyledText *source = arena_one(hand->arena, StyledText);
    point->place = place_at("letter.md", hand->lines->len + 1, 1);
    *source = (StyledText){.text = arena_string(hand->arena, text), .points = point};
    source->length = strlen(text);
    source->n_points = 1;
    line.source = source;
    line.text = source->text;
    line.length = source->length;
    g_array_append_val(hand->lines, line);
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
    hand->pages.lines = (const PlacedLine *)(void *)hand->lines->data;
    hand->pages.n_lines = hand->lines->len;
    return &hand->pages;
}

#endif
