/*
 * Sheets are pages whose items are those of two pages, moved and nothing else, so that
 * they are drawn, marked and read back as pages are. Text stays text, and the elements
 * stay in the order of reading.
 *
 *     booklet of 8    front of sheet 1    8 | 1     Sheets are folded within each other;
 *     (saddle stitch) back of sheet 1     2 | 7     what is within sticks out by a paper's
 *                     front of sheet 2    6 | 3     thickness and is trimmed: creep moves
 *                     back of sheet 2     4 | 5     its pages towards the fold before.
 *
 * A letter that runs from right to left is bound at the right: left and right change
 * places. Pages that a booklet has too few of are blank, at the end.
 */
#include "press/impose.h"

#define NO_PAGE SIZE_MAX
#define MOST_SHEETS 24 /* that are stitched at the fold: 96 pages */

typedef struct Imposer {
    Arena *arena;
    const Pages *pages;
    const PressStyle *style;
    size_t n_sides, n_leaves; /* n_leaves: pages with the blank ones */
    size_t *lines;            /* of each page its first line, and their number */
} Imposer;

/* ---- which page where ---------------------------------------------------------------- */

/* The pages at the left and at the right of a side; NO_PAGE: blank. */
static void side_choose(const Imposer *imposer, size_t side, size_t halves[2])
{
    bool booklet = imposer->style->imposition == IMPOSE_BOOKLET;
    size_t near = booklet ? side : 2 * side;
    size_t far = booklet ? imposer->n_leaves - 1 - side : 2 * side + 1;
    bool swapped = (booklet && side % 2 == 0) != imposer->pages->rtl;
    halves[0] = swapped ? far : near;
    halves[1] = swapped ? near : far;
    for (size_t i = 0; i < 2; i++)
        if (halves[i] >= imposer->pages->n_pages)
            halves[i] = NO_PAGE;
}

/* How far the page at the left (0) or right of a side is moved, in its own points. */
static double half_shift(const Imposer *imposer, size_t side, size_t half)
{
    bool booklet = imposer->style->imposition == IMPOSE_BOOKLET;
    double scale = 1 - layout_reduction(imposer->pages->layout);
    double creep = booklet ? (double)(side / 2) * imposer->style->creep / scale : 0;
    return half == 0 ? creep : imposer->pages->width - creep;
}

/* ---- one side ------------------------------------------------------------------------ */

/* Where a page has come to: the side, its first item there, how far it was moved. */
typedef struct Moved {
    size_t side, first_item;
    double shift;
} Moved;

static void lines_move(const Imposer *imposer, size_t page, Moved moved, GArray *lines)
{
    for (size_t i = imposer->lines[page]; i < imposer->lines[page + 1]; i++) {
        PlacedLine line = imposer->pages->lines[i];
        line.page = moved.side;
        line.first_item += moved.first_item;
        line.x += moved.shift;
        g_array_append_val(lines, line);
    }
}

static const char *label_join(const Imposer *imposer, const size_t halves[2])
{
    const char *labels[2] = {NULL, NULL};
    for (size_t i = 0; i < 2; i++)
        if (halves[i] != NO_PAGE)
            labels[i] = imposer->pages->pages[halves[i]].label;
    if (labels[0] && labels[1])
        return arena_print(imposer->arena, "%s, %s", labels[0], labels[1]);
    return labels[0] ? labels[0] : labels[1];
}

/* Lays two pages on a side, and notes where each has come to. */
static Page side_make(const Imposer *imposer, size_t side, Moved *moved)
{
    size_t halves[2], n = 0;
    side_choose(imposer, side, halves);
    for (size_t i = 0; i < 2; i++)
        n += halves[i] != NO_PAGE ? imposer->pages->pages[halves[i]].n_items : 0;
    PageItem *items = arena_array(imposer->arena, PageItem, n);
    Page made = {.items = items, .label = label_join(imposer, halves)};
    for (size_t half = 0; half < 2; half++) {
        if (halves[half] == NO_PAGE)
            continue;
        const Page *page = &imposer->pages->pages[halves[half]];
        double shift = half_shift(imposer, side, half);
        made.turns[half] = halves[half];
        moved[halves[half]] = (Moved){side, made.n_items, shift};
        for (size_t i = 0; i < page->n_items; i++) {
            items[made.n_items] = page->items[i];
            items[made.n_items++].x += shift;
        }
        made.n_first = half == 0 ? made.n_items : made.n_first;
    }
    return made;
}

/* ---- the whole ----------------------------------------------------------------------- */

static const Page *sides_make(const Imposer *imposer, Moved *moved)
{
    Page *sides = arena_array(imposer->arena, Page, imposer->n_sides);
    for (size_t i = 0; i < imposer->n_sides; i++)
        sides[i] = side_make(imposer, i, moved);
    return sides;
}

/* Lines go side by side, as those who draw ask for them. */
static const PlacedLine *sides_lines(const Imposer *imposer, const Moved *moved)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(PlacedLine));
    for (size_t side = 0; side < imposer->n_sides; side++) {
        size_t halves[2];
        side_choose(imposer, side, halves);
        for (size_t i = 0; i < 2; i++)
            if (halves[i] != NO_PAGE)
                lines_move(imposer, halves[i], moved[halves[i]], lines);
    }
    return arena_copy(imposer->arena, lines->data, lines->len * sizeof(PlacedLine));
}

static const Bookmark *bookmarks_move(const Imposer *imposer, const Moved *moved,
                                      double scale)
{
    const Pages *pages = imposer->pages;
    Bookmark *marks = arena_array(imposer->arena, Bookmark, pages->n_bookmarks);
    for (size_t i = 0; i < pages->n_bookmarks; i++) {
        marks[i] = pages->bookmarks[i];
        marks[i].page = moved[marks[i].page].side;
        marks[i].y *= scale;
    }
    return marks;
}

/* Of each page its first line, lines being in the order of pages. */
static size_t *lines_find(Arena *arena, const Pages *pages)
{
    size_t *first = arena_array(arena, size_t, pages->n_pages + 1);
    size_t line = 0;
    for (size_t page = 0; page < pages->n_pages; page++) {
        first[page] = line;
        while (line < pages->n_lines && pages->lines[line].page == page)
            line++;
    }
    first[pages->n_pages] = line;
    return first;
}

/* Whether the pages of the inmost sheet keep half of their margin at the fold. */
static bool creep_check(Diagnostics *diagnostics, const Imposer *imposer)
{
    const Layout *layout = imposer->pages->layout;
    double margin = (1 - layout_reduction(layout)) * layout_fold_margin(layout);
    size_t n_sheets = imposer->n_leaves / 4;
    double moved = imposer->style->creep * (double)(n_sheets - 1);
    if (imposer->style->imposition != IMPOSE_BOOKLET || 2 * moved <= margin)
        return true;
    g_autofree char *sheets = g_strdup_printf("%zu", n_sheets);
    g_autofree char *by = g_strdup_printf("%.1fpt", moved);
    g_autofree char *left = g_strdup_printf("%.1fpt", margin);
    g_autofree char *wanted =
        g_strdup_printf("%.1fpt", 2 * moved * layout_fold_margin(layout) / margin);
    report(diagnostics, CREEP_WIDE, imposer->style->creep_place, sheets, by, left,
           wanted);
    return false;
}

/* Warns of sheets that staples hardly go through, and that fall open. */
static void thickness_check(Diagnostics *diagnostics, const Imposer *imposer)
{
    size_t n_sheets = imposer->n_leaves / 4;
    if (imposer->style->imposition != IMPOSE_BOOKLET || n_sheets <= MOST_SHEETS)
        return;
    g_autofree char *pages = g_strdup_printf("%zu", imposer->pages->n_pages);
    g_autofree char *sheets = g_strdup_printf("%zu", n_sheets);
    report(diagnostics, BOOKLET_THICK, place_file(imposer->pages->layout->path), pages,
           sheets);
}

const Pages *pages_impose(Diagnostics *diagnostics, Arena *arena, const Pages *pages)
{
    const PressStyle *style = &pages->layout->press;
    g_assert(style->imposition != IMPOSE_NONE);
    bool booklet = style->imposition == IMPOSE_BOOKLET;
    size_t n_leaves = (pages->n_pages + 3) / 4 * 4;
    Imposer imposer = {.arena = arena,
                       .pages = pages,
                       .style = style,
                       .n_sides = (booklet ? n_leaves : pages->n_pages + 1) / 2,
                       .n_leaves = n_leaves,
                       .lines = lines_find(arena, pages)};
    if (!creep_check(diagnostics, &imposer))
        return NULL;
    thickness_check(diagnostics, &imposer);
    double reduction = layout_reduction(pages->layout), scale = 1 - reduction;
    g_autofree Moved *moved = g_new0(Moved, pages->n_pages);
    Pages *sheets = arena_copy(arena, pages, sizeof *pages);
    sheets->reduction = reduction;
    sheets->fold = scale * pages->width;
    sheets->width = 2 * sheets->fold;
    sheets->height = scale * pages->height;
    sheets->pages = sides_make(&imposer, moved);
    sheets->n_pages = imposer.n_sides;
    sheets->lines = sides_lines(&imposer, moved);
    sheets->bookmarks = bookmarks_move(&imposer, moved, scale);
    return sheets;
}
