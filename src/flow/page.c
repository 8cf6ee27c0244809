/*
 * Total-fit page breaking: a dynamic programme over the slabs of the galley, after
 * M. F. Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems" (1981).
 *
 * A stop is a point that the setting can have come to: the slab that is next, the line
 * of it when a page ended within, how many lines of the grid the page has used and how
 * many points its notes take. Of the stops that agree in these the cheapest is kept, for
 * nothing else matters to what follows. From a stop the next slab is set whole, or up to
 * one of a few lines before the page's foot, or on a new page, in each of its settings.
 * The roster's columns are a slab like others, whose cost is that of their plan.
 *
 * All heights are whole lines of the grid, so that the text of all pages stands on it.
 * Costs say what is worse; they rank faults rather than measure them. Nothing is
 * forbidden but what cannot be drawn, so that there is always a way.
 */
#include "flow/plan.h"

#include <math.h>

#define PAGE_COST 1000.0
#define SHORT_COST 100.0 /* times the square of the lines that a page is short */
#define SHORT_MOST 2e5
#define WIDOW_COST 1e6
#define ORPHAN_COST 3000.0
#define PARTED_COST 1e6 /* a heading without its text */
#define LONE_COST 2e4   /* a heading with one line of it */
#define HYPHEN_COST 400.0
#define VARIANT_COST 150.0
#define VARIANT_DEMERITS 200.0 /* demerits that cost as much as one here */
#define VARIANT_MOST 2000.0
#define SHORT_LAST_COST 1e5
#define FORCED_COST 1e8   /* what fits on no page */
#define UNEVEN_COST 500.0 /* a roster's start with an empty column, beside its lines */
#define LEAST_LAST 4      /* lines of a last page */
#define TRIED_LINES 9     /* places near a page's foot that are tried */

/* What the notes of a page take, in points, in the column of each language. */
typedef struct NoteHeights {
    double of[N_SIDES];
} NoteHeights;

typedef struct Stop {
    size_t slab, setting, line;
    unsigned used;
    NoteHeights notes;
    size_t page;
    double cost;
    size_t previous; /* SIZE_MAX: the start */
    bool placed;     /* whether `part` was set on the way here */
    PagePart part;
    ColumnPlan columns;
    bool forced;
} Stop;

typedef struct Planner {
    Arena *arena;
    const Galley *galley;
    unsigned looseness;
    GArray *stops;    /* Stop */
    GArray **buckets; /* of each slab, and of the end: indices of its stops */
} Planner;

static Stop *stop_at(const Planner *planner, size_t index)
{
    return &g_array_index(planner->stops, Stop, index);
}

unsigned text_lines(const Galley *galley, const Slab *slab, size_t n)
{
    return (unsigned)ceil((double)n * slab->leading / galley->grid - 1e-6);
}

unsigned slab_lines(const Galley *galley, const Slab *slab, size_t n)
{
    if (!slab->shaped)
        return slab->height;
    return MAX(text_lines(galley, slab, n), slab->height);
}

const GalleyNote *slab_note(const Galley *galley, const Slab *slab,
                            size_t setting_index, size_t from, size_t to,
                            const TextSpan *span)
{
    const Setting *setting = &slab->settings[setting_index];
    to = MIN(to, setting->n_lines);
    if (span->note == 0 || span->note > galley->n_notes || from >= to)
        return NULL;
    const Shaped *shaped = slab->shaped;
    const GalleyNote *note = &galley->notes[slab->side->index][span->note - 1];
    size_t start = shaped->breaks[setting->lines[from].from].start;
    size_t end = shaped->breaks[setting->lines[to - 1].to].end;
    bool first = note->marked == shaped && note->mark == span->start;
    return first && span->start >= start && span->start < end ? note : NULL;
}

/* Adds the notes that lines `from` to `to` (not itself) hold; of texts in columns, all. */
static NoteHeights notes_with(const Galley *galley, NoteHeights notes, const Slab *slab,
                              size_t setting, size_t from, size_t to)
{
    const TextColumns *columns = slab->columns;
    for (size_t i = 0; columns && i < columns->n_parts; i++)
        notes = notes_with(galley, notes, &columns->slabs[columns->parts[i].slab], 0,
                           columns->parts[i].from, columns->parts[i].to);
    for (; slab && slab->shaped && galley->n_notes > 0; slab = slab->second) {
        const StyledText *text = slab->shaped->source;
        for (size_t i = 0; i < text->n_spans; i++) {
            const GalleyNote *note =
                slab_note(galley, slab, setting, from, to, &text->spans[i]);
            notes.of[slab->side->index] += note ? note->height : 0;
        }
    }
    return notes;
}

/* How many lines of the grid the notes take from the text. */
static unsigned notes_lines(const Galley *galley, NoteHeights notes)
{
    double height = fmax(notes.of[0], notes.of[1]);
    if (height <= 0)
        return 0;
    return (unsigned)ceil((height + galley->note_gap) / galley->grid - 1e-6);
}

unsigned slab_notes(const Galley *galley, const Slab *slab)
{
    return notes_lines(galley, notes_with(galley, (NoteHeights){{0}}, slab, 0, 0,
                                          slab_length(slab, 0)));
}

/* The lines that are left on a page whose notes are these. */
static unsigned stop_room(const Planner *planner, const Stop *stop, NoteHeights notes)
{
    const Galley *galley = planner->galley;
    unsigned taken = stop->used + notes_lines(galley, notes);
    return taken < galley->lines ? galley->lines - taken : 0;
}

/* ---- costs -------------------------------------------------------------------------- */

static double short_cost(unsigned lines)
{
    return fmin(SHORT_MOST, SHORT_COST * lines * lines);
}

static double variant_cost(const Planner *planner, const Slab *slab, size_t setting)
{
    size_t best = slab_length(slab, 0), way = slab_length(slab, setting);
    double more = 0;
    if (setting == 0 || (way < best && best - way <= planner->looseness))
        return 0;
    for (const Slab *side = slab; side; side = side->second)
        more += fmax(0, side->settings[setting].demerits - side->settings[0].demerits) /
                VARIANT_DEMERITS;
    return VARIANT_COST + fmin(VARIANT_MOST, more);
}

static bool keeps(const Galley *galley, size_t slab)
{
    return slab > 0 && galley->slabs[slab - 1].keep;
}

/* The cost of ending a page after line `to` of one language's text. */
static double side_split_cost(const Slab *slab, size_t index, size_t to)
{
    const Setting *setting = &slab->settings[index];
    if (to >= setting->n_lines)
        return 0;
    double cost = setting->n_lines - to == 1 ? WIDOW_COST : 0;
    if (slab->shaped->breaks[setting->lines[to - 1].to].kind == BREAK_HYPHEN)
        cost += HYPHEN_COST;
    return cost;
}

/* The cost of ending a page after line `to` of a slab that started it at `from`. */
static double split_cost(const Galley *galley, size_t index, size_t setting,
                         size_t from, size_t to)
{
    double cost = 0;
    for (const Slab *slab = &galley->slabs[index]; slab; slab = slab->second)
        cost += side_split_cost(slab, setting, to);
    if (from == 0 && to == 1)
        cost += keeps(galley, index) ? LONE_COST : ORPHAN_COST;
    return cost;
}

/* ---- stops -------------------------------------------------------------------------- */

static bool stop_same(const Stop *a, const Stop *b)
{
    return a->slab == b->slab && a->setting == b->setting && a->line == b->line &&
           a->used == b->used && a->notes.of[0] == b->notes.of[0] &&
           a->notes.of[1] == b->notes.of[1];
}

/* Keeps a stop unless one like it is cheaper. */
static void stop_keep(Planner *planner, Stop stop)
{
    GArray *bucket = planner->buckets[stop.slab];
    for (size_t i = 0; i < bucket->len; i++) {
        Stop *other = stop_at(planner, g_array_index(bucket, size_t, i));
        if (!stop_same(other, &stop))
            continue;
        if (stop.cost < other->cost)
            *other = stop;
        return;
    }
    size_t index = planner->stops->len;
    g_array_append_val(planner->stops, stop);
    g_array_append_val(bucket, index);
}

/* Where the next slab starts: the space before it, none at a page's head, nor where its
 * indent says already that a paragraph begins. */
static unsigned space_before(const Galley *galley, const Stop *stop)
{
    if (stop->used == 0 || stop->line > 0 ||
        galley->slabs[stop->slab].measure.first > 0)
        return 0;
    unsigned after = stop->slab > 0 ? galley->slabs[stop->slab - 1].after : 0;
    return MAX(after, galley->slabs[stop->slab].before);
}

static PagePart part_make(const Stop *stop, size_t setting, size_t to, unsigned before)
{
    return (PagePart){.slab = stop->slab,
                      .setting = setting,
                      .from = stop->line,
                      .to = to,
                      .page = stop->page,
                      .line = stop->used + before};
}

/* Starts a new page before the slab that is next. */
static void stop_turn(Planner *planner, size_t index)
{
    Stop stop = *stop_at(planner, index);
    const Galley *galley = planner->galley;
    double cost = PAGE_COST + short_cost(stop_room(planner, &stop, stop.notes));
    if (keeps(galley, stop.slab))
        cost += PARTED_COST;
    stop_keep(planner, (Stop){.slab = stop.slab,
                              .page = stop.page + 1,
                              .cost = stop.cost + cost,
                              .previous = index});
}

/* Sets what is left of the slab on this page; false when there is no room. `forced`: set
 * it in any case. */
static bool stop_finish(Planner *planner, size_t index, size_t setting, bool forced)
{
    Stop stop = *stop_at(planner, index);
    const Galley *galley = planner->galley;
    const Slab *slab = &galley->slabs[stop.slab];
    size_t length = slab_length(slab, setting);
    unsigned before = space_before(galley, &stop);
    unsigned height = slab_lines(galley, slab, length - stop.line);
    NoteHeights notes =
        notes_with(galley, stop.notes, slab, setting, stop.line, length);
    if (!forced && before + height > stop_room(planner, &stop, notes))
        return false;
    double cost = forced ? FORCED_COST : 0;
    if (stop.line == 0)
        cost += variant_cost(planner, slab, setting);
    stop_keep(planner, (Stop){.slab = stop.slab + 1,
                              .used = MIN(stop.used + before + height, galley->lines),
                              .notes = notes,
                              .page = stop.page,
                              .cost = stop.cost + cost,
                              .previous = index,
                              .placed = true,
                              .part = part_make(&stop, setting, length, before),
                              .forced = forced});
    return true;
}

/* Ends the page after line `to` of the slab; false when there is no room. */
static bool stop_split(Planner *planner, size_t index, size_t setting, size_t to,
                       bool forced)
{
    Stop stop = *stop_at(planner, index);
    const Galley *galley = planner->galley;
    const Slab *slab = &galley->slabs[stop.slab];
    unsigned before = space_before(galley, &stop);
    unsigned height = before + slab_lines(galley, slab, to - stop.line);
    unsigned room = stop_room(
        planner, &stop, notes_with(galley, stop.notes, slab, setting, stop.line, to));
    if (!forced && height > room)
        return false;
    double cost = PAGE_COST + split_cost(galley, stop.slab, setting, stop.line, to) +
                  short_cost(room > height ? room - height : 0) +
                  (forced ? FORCED_COST : 0);
    if (stop.line == 0)
        cost += variant_cost(planner, slab, setting);
    stop_keep(planner, (Stop){.slab = stop.slab,
                              .setting = setting,
                              .line = to,
                              .page = stop.page + 1,
                              .cost = stop.cost + cost,
                              .previous = index,
                              .placed = true,
                              .part = part_make(&stop, setting, to, before),
                              .forced = forced});
    return true;
}

/* Tries the places near the page's foot at which the slab can be split. */
static bool stop_splits(Planner *planner, size_t index, size_t setting)
{
    const Stop stop = *stop_at(planner, index);
    const Galley *galley = planner->galley;
    const Slab *slab = &galley->slabs[stop.slab];
    size_t n_lines = slab_length(slab, setting), tried = 0;
    double room = stop_room(planner, &stop, stop.notes) * galley->grid;
    size_t most = MIN(n_lines - 1, stop.line + (size_t)(room / slab->leading + 1e-6));
    for (size_t to = most; to > stop.line && tried < TRIED_LINES; to--)
        tried += stop_split(planner, index, setting, to, false);
    return tried > 0;
}

static void stop_set(Planner *planner, size_t index, size_t setting)
{
    const Stop stop = *stop_at(planner, index);
    const Slab *slab = &planner->galley->slabs[stop.slab];
    bool set = stop_finish(planner, index, setting, false);
    if (slab->divisible)
        set = stop_splits(planner, index, setting) || set;
    if (set || stop.used > 0)
        return;
    if (slab->divisible && stop.line + 1 < slab_length(slab, setting))
        stop_split(planner, index, setting, stop.line + 1, true);
    else
        stop_finish(planner, index, setting, true);
}

/* ---- the roster --------------------------------------------------------------------- */

/* The height of the slabs after the roster, in points, if they are to share its page. */
static double tail_height(const Galley *galley)
{
    unsigned lines = 0;
    unsigned after = galley->slabs[galley->roster_at].after;
    for (size_t i = galley->roster_at + 1; i < galley->n_slabs; i++) {
        const Slab *slab = &galley->slabs[i];
        lines += MAX(after, slab->before);
        lines += slab_lines(galley, slab, slab->shaped ? slab_length(slab, 0) : 0);
        after = slab->after;
    }
    return lines <= galley->lines / 2 ? lines * galley->grid : 0;
}

/* The first of a column's lines stands on the grid, and none below the last of the grid:
 * `lines` of it are room for so many points of lines of the roster's leading. */
static double columns_room(const Galley *galley, unsigned lines)
{
    return lines * galley->grid - (galley->grid - galley->roster_leading);
}

/* How many lines of the grid columns of a height take. */
static unsigned columns_lines(const Galley *galley, double height)
{
    double taken = height + galley->grid - galley->roster_leading;
    return height > 0 ? (unsigned)ceil(taken / galley->grid - 1e-6) : 0;
}

static void stop_columns(Planner *planner, size_t index)
{
    Stop stop = *stop_at(planner, index);
    const Galley *galley = planner->galley;
    unsigned before = space_before(galley, &stop),
             free = stop_room(planner, &stop, stop.notes);
    double room = columns_room(galley, free > before ? free - before : 0);
    ColumnPlan plan =
        columns_plan(planner->arena, galley, room, columns_room(galley, galley->lines),
                     tail_height(galley));
    unsigned height = columns_lines(galley, plan.pages[plan.n_pages - 1].height);
    bool same = plan.n_pages == 1;
    double uneven = plan.uneven ? short_cost(free) + UNEVEN_COST : 0;
    stop_keep(planner, (Stop){.slab = stop.slab + 1,
                              .used = MIN(galley->lines,
                                          height + (same ? stop.used + before : 0)),
                              .notes = same ? stop.notes : (NoteHeights){{0}},
                              .page = stop.page + plan.n_pages - 1,
                              .cost = stop.cost + plan.cost + uneven,
                              .previous = index,
                              .placed = true,
                              .part = part_make(&stop, 0, 0, before),
                              .columns = plan});
}

/* ---- the search --------------------------------------------------------------------- */

static void stop_extend(Planner *planner, size_t index)
{
    const Stop stop = *stop_at(planner, index);
    const Galley *galley = planner->galley;
    if (stop.used > 0)
        stop_turn(planner, index);
    if (stop.slab == galley->roster_at) {
        stop_columns(planner, index);
        return;
    }
    const Slab *slab = &galley->slabs[stop.slab];
    if (stop.line > 0)
        stop_set(planner, index, stop.setting);
    else
        for (size_t i = 0; i < slab->n_settings; i++)
            stop_set(planner, index, i);
}

/* Stops of a slab are extended in the order in which they can come from each other: on
 * the page that is begun, at the head of a page, then line by line. */
static gint stop_order(gconstpointer a, gconstpointer b, gpointer data)
{
    const Stop *x = stop_at(data, *(const size_t *)a);
    const Stop *y = stop_at(data, *(const size_t *)b);
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->used == 0) - (y->used == 0);
}

static void planner_search(Planner *planner)
{
    g_array_append_val(planner->stops, ((Stop){.previous = SIZE_MAX}));
    g_array_append_val(planner->buckets[0], ((size_t){0}));
    for (size_t slab = 0; slab < planner->galley->n_slabs; slab++) {
        GArray *bucket = planner->buckets[slab];
        for (size_t i = 0, sorted = 0; i < bucket->len; i++) {
            if (bucket->len != sorted) {
                g_qsort_with_data(&g_array_index(bucket, size_t, i),
                                  (gint)(bucket->len - i), sizeof(size_t), stop_order,
                                  planner);
                sorted = bucket->len;
            }
            stop_extend(planner, g_array_index(bucket, size_t, i));
        }
    }
}

static size_t planner_best(const Planner *planner)
{
    GArray *bucket = planner->buckets[planner->galley->n_slabs];
    size_t best = SIZE_MAX;
    double least = INFINITY;
    for (size_t i = 0; i < bucket->len; i++) {
        size_t index = g_array_index(bucket, size_t, i);
        const Stop *stop = stop_at(planner, index);
        bool runt = stop->page > 0 && stop->used < LEAST_LAST;
        double cost = stop->cost + (runt ? SHORT_LAST_COST : 0);
        if (cost < least) {
            least = cost;
            best = index;
        }
    }
    return best;
}

static PagePlan planner_plan(const Planner *planner, size_t last)
{
    PagePlan plan = {.n_pages = stop_at(planner, last)->page + 1};
    for (size_t i = last; i != SIZE_MAX; i = stop_at(planner, i)->previous)
        plan.n_parts += stop_at(planner, i)->placed;
    PagePart *parts = arena_array(planner->arena, PagePart, plan.n_parts);
    size_t at = plan.n_parts;
    for (size_t i = last; i != SIZE_MAX; i = stop_at(planner, i)->previous) {
        const Stop *stop = stop_at(planner, i);
        if (!stop->placed)
            continue;
        parts[--at] = stop->part;
        if (stop->columns.n_pages > 0)
            plan.columns = stop->columns;
        if (stop->forced)
            plan.forced = &planner->galley->slabs[stop->part.slab];
    }
    plan.parts = parts;
    if (plan.columns.n_pages > 0)
        columns_balance(planner->galley, &plan.columns);
    return plan;
}

PagePlan pages_plan(Arena *arena, const Galley *galley, unsigned looseness)
{
    Planner planner = {
        .arena = arena,
        .galley = galley,
        .looseness = looseness,
        .stops = g_array_new(FALSE, TRUE, sizeof(Stop)),
        .buckets = g_new(GArray *, galley->n_slabs + 1),
    };
    for (size_t i = 0; i <= galley->n_slabs; i++)
        planner.buckets[i] = g_array_new(FALSE, FALSE, sizeof(size_t));
    planner_search(&planner);
    PagePlan plan = planner_plan(&planner, planner_best(&planner));
    for (size_t i = 0; i <= galley->n_slabs; i++)
        g_array_free(planner.buckets[i], TRUE);
    g_free(planner.buckets);
    g_array_free(planner.stops, TRUE);
    return plan;
}
