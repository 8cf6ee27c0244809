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
 * texts go into them, filled one after the other. Where they do not go onto the page, one
 * slab fills what is left of it, and another goes on at the head of the next. A column
 * neither begins with the last line of a paragraph nor ends with the first, nor with a
 * heading or, if it need not, a hyphen.
 */
#include "flow/galley.h"

#include <math.h>
#include <string.h>

enum {
    LEAST_LINES = 2, /* of a paragraph at a column's foot, and at its head */
    LEAST_ROOM = 4   /* lines of the grid at a page's foot in which columns begin */
};

/* What is filled: texts into columns of a height. */
typedef struct Filler {
    const Galley *galley;
    const Slab *slabs;
    size_t n_slabs, n_columns;
    unsigned height; /* lines of the grid */
    size_t column;   /* in hand, and how far it is filled */
    unsigned used;
    size_t slab, line; /* that come next */
    GArray *parts;     /* TextPart */
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

/* Places what is left of the slab that comes next, from the column in hand on; false: the
 * columns are full. */
static bool filler_set(Filler *filler)
{
    size_t index = filler->slab, n = slab_count(&filler->slabs[index]);
    do {
        size_t from = filler->line, fitting = filler_fitting(filler, index, from);
        bool whole =
            n == 0 && filler->height - filler->used >=
                          filler_space(filler, index, 0) + filler->slabs[index].height;
        if (fitting > 0 || whole)
            filler_place(filler, index, from, from + fitting);
        filler->line += fitting;
        if (whole || (n > 0 && filler->line == n)) {
            filler->slab++;
            filler->line = 0;
            return true;
        }
        if (filler->used == 0)
            return false;
        filler_turn(filler);
    } while (filler->column < filler->n_columns);
    return false;
}

/* Fills columns of a height with what comes from a line of a slab on; whether all of it
 * went into them. */
static bool filler_fill(Filler *filler, unsigned height, size_t slab, size_t line)
{
    filler->height = height;
    filler->column = 0;
    filler->used = 0;
    filler->slab = slab;
    filler->line = line;
    g_array_set_size(filler->parts, 0);
    while (filler->slab < filler->n_slabs)
        if (!filler_set(filler))
            return false;
    return true;
}

/* The lines that all texts from a slab on take in one column. */
static unsigned texts_height(const Filler *filler, size_t slab)
{
    unsigned height = 0;
    for (size_t i = slab; i < filler->n_slabs; i++) {
        const Slab *of = &filler->slabs[i];
        height +=
            of->before + of->after + slab_lines(filler->galley, of, slab_count(of));
    }
    return height;
}

/* Fills columns that are as low as they can be. */
static void filler_level(Filler *filler, size_t slab, size_t line)
{
    unsigned most = texts_height(filler, slab);
    unsigned height = line > 0 ? 1 : most / (unsigned)filler->n_columns;
    while (!filler_fill(filler, height, slab, line) && height < most)
        height++;
}

/* What the texts that are placed ask of the page: with their notes, at its foot. */
static unsigned filler_lines(const Filler *filler)
{
    const TextColumns columns = {
        .slabs = filler->slabs,
        .parts = (const TextPart *)(const void *)filler->parts->data,
        .n_parts = filler->parts->len};
    return filler->height + slab_notes(filler->galley, &(Slab){.columns = &columns});
}

/* Fills columns that take, with their notes, so many lines of a page. */
static void filler_page(Filler *filler, unsigned room, size_t slab, size_t line)
{
    unsigned height = room;
    do
        filler_fill(filler, height, slab, line);
    while (filler_lines(filler) > room && height-- > 0);
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

/* The slab of the texts that are placed. */
static Slab columns_slab(Arena *arena, const Filler *filler, const Side *sides)
{
    const Slab *first = &filler->slabs[0], *last = &first[filler->n_slabs - 1];
    const TextPart *parts =
        arena_copy(arena, filler->parts->data, filler->parts->len * sizeof(TextPart));
    TextColumns *columns = arena_one(arena, TextColumns);
    *columns = (TextColumns){.slabs = filler->slabs,
                             .n_slabs = filler->n_slabs,
                             .sides = sides,
                             .parts = parts,
                             .n_parts = filler->parts->len};
    return (Slab){.block = filler->slabs[parts[0].slab].block,
                  .side = &filler->galley->whole,
                  .columns = columns,
                  .n_settings = 1,
                  .height = filler->height,
                  .before = parts[0].slab + parts[0].from == 0 ? first->before : 0,
                  .after = filler->slab == filler->n_slabs ? last->after : 0};
}

/* Adds the texts of `n` slabs, of which the first `free` lines of the grid go onto the page
 * in hand: a slab a page. What fits on no page becomes one, for the planner to refuse. */
static void texts_join(Arena *arena, const Galley *galley, const Slab *slabs, size_t n,
                       unsigned free, GArray *joined)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(TextPart));
    const Side *sides = sides_of(arena, galley);
    Filler filler = {.galley = galley,
                     .slabs = arena_copy(arena, slabs, n * sizeof *slabs),
                     .n_slabs = n,
                     .n_columns = galley->story->layout->page.columns,
                     .parts = parts};
    for (unsigned room = free; filler.slab < n; room = galley->lines) {
        size_t slab = filler.slab, line = filler.line;
        filler_level(&filler, slab, line);
        if (filler_lines(&filler) > room)
            filler_page(&filler, room, slab, line);
        if (parts->len == 0 && room == galley->lines)
            filler_level(&filler, slab, line);
        g_assert(parts->len > 0 || room < galley->lines);
        if (parts->len > 0) {
            Slab made = columns_slab(arena, &filler, sides);
            g_array_append_val(joined, made);
        }
    }
}

/* How many lines are free on the page on which the slabs end, and may be filled; all of a
 * page after names, since nobody knows yet where they end. */
static unsigned lines_free(const Galley *galley, const GArray *slabs, unsigned before)
{
    unsigned used = 0, after = 0;
    for (size_t i = 0; i < slabs->len; i++) {
        const Slab *slab = &g_array_index(slabs, Slab, i);
        size_t n = slab_count(slab);
        unsigned lines = slab_lines(galley, slab, n);
        unsigned space = used > 0 ? MAX(after, slab->before) : 0;
        if (slab->block->role == STORY_ROSTER && !slab->shaped)
            return galley->lines;
        used = used + space + lines > galley->lines ? lines : used + space + lines;
        after = slab->after;
    }
    used += used > 0 ? MAX(after, before) : 0;
    return used + LEAST_ROOM > galley->lines ? galley->lines : galley->lines - used;
}

GArray *slabs_column(Arena *arena, const Galley *galley, GArray *slabs)
{
    GArray *joined = g_array_new(FALSE, TRUE, sizeof(Slab));
    const Slab *all = (const Slab *)(const void *)slabs->data;
    for (size_t i = 0, n; i < slabs->len; i += n) {
        n = 1;
        if (all[i].side != &galley->text) {
            g_array_append_val(joined, all[i]);
            continue;
        }
        while (i + n < slabs->len && all[i + n].side == &galley->text)
            n++;
        texts_join(arena, galley, &all[i], n, lines_free(galley, joined, all[i].before),
                   joined);
    }
    g_array_unref(slabs);
    return joined;
}
