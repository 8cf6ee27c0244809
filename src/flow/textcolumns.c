/*
 * Columns of text. Where a layout has them, the blocks between the title and the names
 * are set to the width of a column, and all that follow each other become one slab, so
 * that pages are broken as ever:
 *
 *     title ─────────────────────────        slab
 *     We met     there     and wrote    ╮
 *     Marya      yester-   down what    ├    one slab, whose texts are in `columns`
 *     Kales-     day,      she said.    ╯
 *     270 legislators ───────────────        slab
 *
 * Such a slab is as low as its columns can be: its height is raised line by line until the
 * texts go into them, filled one after the other. A column neither begins with the last
 * line of a paragraph nor ends with the first, nor with a heading or, if it need not, a
 * hyphen.
 */
#include "flow/galley.h"

#include <math.h>
#include <string.h>

enum { LEAST_LINES = 2 }; /* of a paragraph at a column's foot, and at its head */

/* What is filled: texts into columns of a height. */
typedef struct Filler {
    const Galley *galley;
    const Slab *slabs;
    size_t n_slabs, n_columns;
    unsigned height; /* lines of the grid */
    size_t column;   /* in hand, and how far it is filled */
    unsigned used;
    GArray *parts; /* TextPart */
} Filler;

/* ---- filling ------------------------------------------------------------------------- */

static size_t slab_count(const Slab *slab)
{
    return slab->shaped ? slab_length(slab, 0) : 0;
}

/* Whether what is left of a slab from line `from` on can stand in two columns. */
static bool slab_parts(const Slab *slab, size_t from)
{
    return slab->divisible && slab_count(slab) - from >= 2 * LEAST_LINES;
}

/* The space above a slab of which `from` lines are placed already. */
static unsigned filler_space(const Filler *filler, size_t index, size_t from)
{
    const Slab *slab = &filler->slabs[index];
    if (filler->used == 0 || from > 0 || slab->measure.first > 0)
        return 0;
    return MAX(index > 0 ? slab[-1].after : 0, slab->before);
}

static void filler_turn(Filler *filler)
{
    filler->column++;
    filler->used = 0;
}

static void filler_place(Filler *filler, size_t index, size_t from, size_t to)
{
    unsigned before = filler_space(filler, index, from);
    TextPart part = {.slab = index,
                     .from = from,
                     .to = to,
                     .column = filler->column,
                     .line = filler->used + before};
    g_array_append_val(filler->parts, part);
    filler->used +=
        before + slab_lines(filler->galley, &filler->slabs[index], to - from);
}

/* How many lines of the grid what must stay with a slab takes after it. */
static unsigned filler_kept(const Filler *filler, size_t index)
{
    unsigned lines = 0;
    for (; filler->slabs[index].keep && index + 1 < filler->n_slabs; index++) {
        const Slab *next = &filler->slabs[index + 1];
        size_t n = slab_parts(next, 0) ? LEAST_LINES : slab_count(next);
        lines += MAX(filler->slabs[index].after, next->before);
        lines += slab_lines(filler->galley, next, n);
    }
    return lines;
}

/* Whether line `count`, from 1, of a slab ends in a hyphen. */
static bool line_hyphened(const Slab *slab, size_t count)
{
    size_t end = slab->settings[0].lines[count - 1].to;
    return slab->shaped->breaks[end].kind == BREAK_HYPHEN;
}

/* How many of the lines from `from` on go into the column in hand; 0: none. */
static size_t filler_fitting(const Filler *filler, size_t index, size_t from)
{
    const Slab *slab = &filler->slabs[index];
    size_t n = slab_count(slab);
    unsigned before = filler_space(filler, index, from);
    unsigned free = filler->height > filler->used + before
                        ? filler->height - filler->used - before
                        : 0;
    if (slab_lines(filler->galley, slab, n - from) + filler_kept(filler, index) <= free)
        return n - from;
    if (!slab_parts(slab, from))
        return 0;
    size_t fitting = (size_t)(free * filler->galley->grid / slab->leading + 1e-6);
    fitting = MIN(fitting, n - from - LEAST_LINES);
    if (fitting > LEAST_LINES && line_hyphened(slab, from + fitting))
        fitting--;
    return from == 0 && fitting < LEAST_LINES ? 0 : fitting;
}

/* Places a slab from the column in hand on; false: the columns are full. */
static bool filler_set(Filler *filler, size_t index)
{
    size_t n = slab_count(&filler->slabs[index]), from = 0;
    do {
        size_t fitting = filler_fitting(filler, index, from);
        bool whole =
            n == 0 && filler->height - filler->used >=
                          filler_space(filler, index, 0) + filler->slabs[index].height;
        if (fitting > 0 || whole)
            filler_place(filler, index, from, from + fitting);
        from += fitting;
        if (whole || (n > 0 && from == n))
            return true;
        if (filler->used == 0)
            return false;
        filler_turn(filler);
    } while (filler->column < filler->n_columns);
    return false;
}

static bool filler_fill(Filler *filler, unsigned height)
{
    filler->height = height;
    filler->column = 0;
    filler->used = 0;
    g_array_set_size(filler->parts, 0);
    for (size_t i = 0; i < filler->n_slabs; i++)
        if (!filler_set(filler, i))
            return false;
    return true;
}

/* The lines that all texts take in one column. */
static unsigned texts_height(const Filler *filler)
{
    unsigned height = 0;
    for (size_t i = 0; i < filler->n_slabs; i++) {
        const Slab *slab = &filler->slabs[i];
        height += slab->before + slab->after +
                  slab_lines(filler->galley, slab, slab_count(slab));
    }
    return height;
}

/* ---- slabs --------------------------------------------------------------------------- */

static const Side *sides_of(Arena *arena, const Galley *galley)
{
    const PageStyle *page = &galley->story->layout->page;
    Side *sides = arena_array(arena, Side, page->columns);
    for (size_t i = 0; i < page->columns; i++) {
        sides[i] = galley->text;
        sides[i].left =
            side_left(&galley->whole, (double)i * (galley->text.width + page->gutter),
                      galley->text.width);
    }
    return sides;
}

/* One slab of `n` that follow each other. */
static Slab slabs_join(Arena *arena, const Galley *galley, const Slab *slabs, size_t n)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(TextPart));
    Filler filler = {.galley = galley,
                     .slabs = arena_copy(arena, slabs, n * sizeof *slabs),
                     .n_slabs = n,
                     .n_columns = galley->story->layout->page.columns,
                     .parts = parts};
    unsigned most = texts_height(&filler);
    unsigned height = (unsigned)(most / filler.n_columns);
    while (!filler_fill(&filler, height) && height < most)
        height++;
    TextColumns *columns = arena_one(arena, TextColumns);
    columns->slabs = filler.slabs;
    columns->n_slabs = n;
    columns->sides = sides_of(arena, galley);
    columns->parts = arena_copy(arena, parts->data, parts->len * sizeof(TextPart));
    columns->n_parts = parts->len;
    return (Slab){.block = slabs[0].block,
                  .side = &galley->whole,
                  .columns = columns,
                  .n_settings = 1,
                  .height = height,
                  .before = slabs[0].before,
                  .after = slabs[n - 1].after};
}

GArray *slabs_column(Arena *arena, const Galley *galley, GArray *slabs)
{
    GArray *joined = g_array_new(FALSE, TRUE, sizeof(Slab));
    const Slab *all = (const Slab *)(const void *)slabs->data;
    for (size_t i = 0, n; i < slabs->len; i += n) {
        for (n = 1; all[i].side == &galley->text && i + n < slabs->len &&
                    all[i + n].side == &galley->text;)
            n++;
        Slab slab = all[i].side == &galley->text ? slabs_join(arena, galley, &all[i], n)
                                                 : all[i];
        g_array_append_val(joined, slab);
    }
    g_array_unref(slabs);
    return joined;
}
