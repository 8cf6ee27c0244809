/*
 * What the files of flow hand to each other from the galley on, in the order in which it
 * is made: columns, the plan of the pages, the elements, and the things that are placed.
 */
#ifndef FLOW_PLAN_H
#define FLOW_PLAN_H

#include "flow/galley.h"

/* ---- columns.c: the roster over columns and pages ----------------------------------- */

/* The entries of one page: those of column c are starts[c] to starts[c + 1]. */
typedef struct ColumnPage {
    size_t starts[MAX_COLUMNS + 1];
    double height; /* of the tallest column */
} ColumnPage;

typedef struct ColumnPlan {
    ColumnPage *pages;
    size_t n_pages;
    double cost;
    bool uneven; /* the first page has an empty column beside one that is not */
} ColumnPlan;

/* Sets the entries from a page on which `room` points are left; later pages have `full`,
 * and the last one must leave `reserve` for what follows the roster. The first page
 * may stay empty. */
ColumnPlan columns_plan(Arena *arena, const Galley *galley, double room, double full,
                        double reserve);

/* Evens out the columns of the last page of the plan that was chosen. */
void columns_balance(const Galley *galley, const ColumnPlan *plan);

/* ---- page.c: where pages end -------------------------------------------------------- */

/* The note whose first mark is this span of the slab's own text, if lines `from` to `to`
 * (not itself) of a setting hold it; else NULL. */
const GalleyNote *slab_note(const Galley *galley, const Slab *slab, size_t setting,
                            size_t from, size_t to, const TextSpan *span);

/* Lines `from` to `to` (not itself) of a slab in one of its settings, or a slab without
 * text, its top `line` lines of the grid below the page's top. */
typedef struct PagePart {
    size_t slab, setting, from, to;
    size_t page;
    unsigned line;
} PagePart;

typedef struct PagePlan {
    const PagePart *parts; /* in reading order; the roster's is where it starts */
    size_t n_parts;
    ColumnPlan columns;
    size_t n_pages;
    const Slab *forced; /* fits on no page and was set all the same; NULL: none */
} PagePlan;

/* Chooses where pages end. `looseness` lines may be taken from a paragraph at no cost. */
PagePlan pages_plan(Arena *arena, const Galley *galley, unsigned looseness);

/* ---- structure.c: what the placed things are part of -------------------------------- */

/* The first two elements; all artifacts are part of the second. */
enum { DOCUMENT, ARTIFACTS };

/* The elements in reading order, and which of them a part of the story is. */
typedef struct Structure {
    const Element *elements;
    size_t n_elements;
    const size_t *blocks[N_SIDES], *labels[N_SIDES]; /* of each block that has such a
                                                        text, in each language */
    const size_t *asides;
    size_t *const *leads; /* of each block, each lead's name; before it its figure */
    const size_t *groups; /* of each group of the roster; its heading, if it has one, is
                             after it, then its names */
    const size_t *notes[N_SIDES]; /* of each note, its first paragraph's */
} Structure;

Structure structure_make(Arena *arena, const Story *story);

/* The element of a name of the roster. */
size_t structure_name(const Structure *structure, const StoryGroup *groups,
                      size_t group, size_t name);

/* ---- place.c: lines and what stands between them, page by page ----------------------- */

typedef struct Placer {
    Standing *standing;
    Diagnostics *diagnostics;
    Arena *arena;
    const Galley *galley;
    const PagePlan *plan;
    Structure structure;
    Page *pages;
    size_t page;       /* the one in hand */
    GArray *items;     /* PageItem, of the page in hand */
    GArray *notes;     /* const GalleyNote *, of the page in hand */
    bool named;        /* whether the page in hand shows a name */
    GArray *lines;     /* PlacedLine */
    GArray *bookmarks; /* Bookmark */
    bool failed;       /* reported */
} Placer;

/* A text and where its lines stand. */
typedef struct TextBox {
    const Shaped *shaped;
    const Setting *setting;
    const Measure *measure;
    const Side *side;
    double left; /* of the measure, from the page's left edge */
    double leading;
    size_t element;
    const StoryGroup *group; /* whose run-in text it is; NULL: no such */
    size_t first_name;       /* element of that group's first name */
} TextBox;

/* Places lines `from` to `to` (not itself), the first of them on `baseline`. */
void text_place(Placer *placer, const TextBox *box, size_t from, size_t to,
                double baseline);

/* Places label and aside of a slab, where it has them, on its first line's `baseline`;
 * `block` is its block's index. */
void beside_place(Placer *placer, const Slab *slab, size_t block, double baseline);

/* A line drawn from left to right, an artifact. */
void rule_place(Placer *placer, double x, double y, double width, double thickness);

/* From a page's top edge to the baseline of line `line` of the grid. */
double grid_baseline(const Galley *galley, double line);

/* Whether the page in hand is a left-hand one whose margins are turned: of a letter that
 * runs from right to left, which is bound at the right, the first page is one. */
bool page_mirrored(const Placer *placer);

/* Ends pages until page `page` is the one in hand. */
void page_reach(Placer *placer, size_t page);

/* Places all parts of the plan, and ends the last page. */
void plan_place(Placer *placer);

/* ---- names.c: leads and roster ------------------------------------------------------ */

void leads_place(Placer *placer, const PagePart *part);
void roster_place(Placer *placer, const PagePart *part);

/* ---- running.c: heads and feet ------------------------------------------------------ */

/* Sets head and foot of the page in hand. */
void running_place(Placer *placer);

#endif
