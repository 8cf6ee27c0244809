/*
 * The roster's names over columns and pages.
 *
 * Heights are prefix sums, so that any column's height is a difference and the furthest
 * entry that a column can hold is found by halving. All pages but the last are filled
 * column by column, which is the best that can be done, since a column that ends early
 * never lets a later one hold more. The last page gets the least height that holds what
 * is left, found by halving. Once it is known on which page the roster starts, that page
 * is balanced: the split of least Σ(H − h)² by a dynamic programme over columns, where a
 * column on the left is cheaper to leave long.
 *
 * A column may start with a group's heading, or within a group when two names stay with
 * the heading and two go over. On a later page a group that goes on has its heading
 * again, "(continued)".
 */
#include "flow/plan.h"

#include <math.h>

#define PAGE_COST 1000.0
#define EMPTY_START_COST 1e6
#define SHORT_START_COST 2000.0
#define SHORT_LAST_COST 1e5
#define LEAST_LINES 4 /* of the grid: on a last page; of the roster: at a start */
#define EPSILON 1e-6

typedef struct Columns {
    const Galley *galley;
    const double *sums; /* sums[i]: height of the entries before i, with their spaces */
    size_t n;
    double full;
} Columns;

static bool is_heading(const Entry *entry)
{
    return entry->name == SIZE_MAX;
}

/* How many names the group of entry `i`, a name, has from it on. */
static size_t names_left(const Columns *columns, size_t i)
{
    const Galley *galley = columns->galley;
    const StoryBlock *block = galley->slabs[galley->roster_at].block;
    const Entry *entry = &galley->entries[i];
    return block->groups[entry->group].n_names - entry->name;
}

/* Whether a column may start with entry `i`. */
static bool start_allowed(const Columns *columns, size_t i)
{
    if (i == 0 || i >= columns->n || is_heading(&columns->galley->entries[i]))
        return true;
    const Entry *entry = &columns->galley->entries[i];
    bool headed = columns->galley->continued[entry->group].shaped != NULL;
    return !headed || (entry->name >= 2 && names_left(columns, i) >= 2);
}

/* The height of entries `from` to `to` (not itself) as a column; `head`: the first of a
 * page, where a group that goes on has its heading again. */
static double column_height(const Columns *columns, size_t from, size_t to, bool head)
{
    const Galley *galley = columns->galley;
    if (from >= to)
        return 0;
    const Entry *first = &galley->entries[from];
    double height = columns->sums[to] - columns->sums[from] - first->before;
    if (head && from > 0 && !is_heading(first))
        height += galley->continued[first->group].height;
    return height;
}

/* The furthest entry with which the next column can start after one of `height` that
 * starts with `from`; `from` itself when not even one start is allowed in it. */
static size_t column_end(const Columns *columns, size_t from, double height, bool head)
{
    size_t low = from, high = columns->n;
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (column_height(columns, from, middle, head) <= height + EPSILON)
            low = middle;
        else
            high = middle - 1;
    }
    size_t end = low;
    while (end > from && !start_allowed(columns, end))
        end--;
    if (end == from && from < columns->n && height >= columns->full - EPSILON)
        return MAX(low, from + 1); /* taller than any column: cut where it fills one */
    return end;
}

/* Fills a page's columns; returns where the next page starts. */
static size_t page_fill(const Columns *columns, size_t from, double height,
                        ColumnPage *page)
{
    size_t n_columns = columns->galley->n_columns;
    page->height = 0;
    page->starts[0] = from;
    for (size_t c = 0; c < n_columns; c++) {
        size_t end = column_end(columns, from, height, c == 0);
        page->height = fmax(page->height, column_height(columns, from, end, c == 0));
        page->starts[c + 1] = from = end;
    }
    return from;
}

/* The least height at which a page holds all entries from `from` on; `most` does. */
static double page_least(const Columns *columns, size_t from, double most)
{
    double low = 0, high = most;
    ColumnPage page;
    while (high - low > columns->galley->roster_leading / 8) {
        double middle = (low + high) / 2;
        if (page_fill(columns, from, middle, &page) == columns->n)
            high = middle;
        else
            low = middle;
    }
    page_fill(columns, from, high, &page);
    return fmin(high, page.height + EPSILON);
}

typedef struct Split {
    double cost;
    size_t next; /* start of the column after */
} Split;

/* Splits the entries of the last page over columns of its height, all of them as even as
 * can be. Split `c * (n + 1) + i` is that of columns c and on, from i. */
static void page_balance(const Columns *columns, ColumnPage *page)
{
    size_t from = page->starts[0];
    double height = page->height;
    size_t n_columns = columns->galley->n_columns, n = columns->n - from;
    Split *splits = g_new(Split, (n_columns + 1) * (n + 1));
    for (size_t i = 0; i <= n; i++)
        splits[n_columns * (n + 1) + i] = (Split){i == n ? 0 : INFINITY, n};
    for (size_t c = n_columns; c-- > 0;)
        for (size_t i = 0; i <= n; i++) {
            Split best = {INFINITY, n};
            for (size_t j = i; j <= n; j++) {
                double h = column_height(columns, from + i, from + j, c == 0);
                if (h > height + EPSILON)
                    break;
                if (j > i && !start_allowed(columns, from + j))
                    continue;
                double weight = 1 + 0.01 * (double)(n_columns - c);
                double cost = weight * (height - h) * (height - h) +
                              splits[(c + 1) * (n + 1) + j].cost;
                if (cost < best.cost)
                    best = (Split){cost, j};
            }
            splits[c * (n + 1) + i] = best;
        }
    if (!isinf(splits[0].cost)) {
        page->starts[0] = from;
        for (size_t c = 0; c < n_columns; c++)
            page->starts[c + 1] =
                from + splits[c * (n + 1) + page->starts[c] - from].next;
    }
    g_free(splits);
}

/* Sets what is left on the last page, when it fits into `room`. */
static bool page_last(const Columns *columns, size_t from, double room,
                      ColumnPage *page)
{
    if (room <= 0 || page_fill(columns, from, room, page) != columns->n)
        return false;
    double least = page_least(columns, from, room);
    if (page_fill(columns, from, least, page) != columns->n)
        page_fill(columns, from, room, page);
    return true;
}

/* Sets a last page that would come out too short, or that leaves nothing to go with what
 * follows the roster, by ending the page before it earlier. */
static bool page_share(const Columns *columns, ColumnPage *before, double room,
                       double reserve, ColumnPage *last)
{
    const Galley *galley = columns->galley;
    double least = LEAST_LINES * galley->grid;
    for (double height = room; height > room / 2; height -= galley->roster_leading) {
        ColumnPage page = {0};
        size_t next = page_fill(columns, before->starts[0], height, before);
        if (next < columns->n && next > before->starts[0] &&
            page_last(columns, next, columns->full - reserve, &page) &&
            page.height + reserve >= least) {
            *last = page;
            return true;
        }
    }
    page_fill(columns, before->starts[0], room, before);
    return false;
}

static double plan_cost(const Columns *columns, GArray *pages, double reserve)
{
    const ColumnPage *first = &g_array_index(pages, ColumnPage, 0);
    const ColumnPage *last = &g_array_index(pages, ColumnPage, pages->len - 1);
    double leading = columns->galley->roster_leading;
    double cost = PAGE_COST * (double)(pages->len - 1);
    if (first->starts[columns->galley->n_columns] == 0)
        cost += EMPTY_START_COST;
    else if (pages->len > 1 && first->height < LEAST_LINES * leading)
        cost += SHORT_START_COST;
    if (pages->len > 1 && last->height + reserve < LEAST_LINES * columns->galley->grid)
        cost += SHORT_LAST_COST;
    return cost;
}

/* Whether a group that cannot be divided left a column of the first page empty. */
static bool start_uneven(const Columns *columns, const GArray *pages)
{
    const ColumnPage *first = &g_array_index(pages, ColumnPage, 0);
    size_t last = columns->galley->n_columns;
    return pages->len > 1 && first->starts[last] > 0 &&
           first->starts[last] == first->starts[last - 1];
}

static GArray *pages_fill(const Columns *columns, double room, double reserve)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(ColumnPage));
    size_t from = 0;
    double before = 0;
    for (;;) {
        ColumnPage page = {0};
        bool last = page_last(columns, from, room - reserve, &page);
        size_t next = last ? columns->n : page_fill(columns, from, room, &page);
        bool wanting =
            last && page.height + reserve < LEAST_LINES * columns->galley->grid;
        if ((wanting || from == columns->n) && pages->len > 0)
            page_share(columns, &g_array_index(pages, ColumnPage, pages->len - 1),
                       before, reserve, &page);
        g_array_append_val(pages, page);
        if (last || from == columns->n)
            return pages;
        from = next;
        before = room;
        room = columns->full;
    }
}

static Columns columns_open(const Galley *galley, double full)
{
    double *sums = g_new(double, galley->n_entries + 1);
    sums[0] = 0;
    for (size_t i = 0; i < galley->n_entries; i++)
        sums[i + 1] = sums[i] + galley->entries[i].before + galley->entries[i].height;
    return (Columns){galley, sums, galley->n_entries, full};
}

ColumnPlan columns_plan(Arena *arena, const Galley *galley, double room, double full,
                        double reserve)
{
    Columns columns = columns_open(galley, full);
    GArray *pages = pages_fill(&columns, room, reserve);
    ColumnPlan plan = {
        .pages = arena_copy(arena, pages->data, pages->len * sizeof(ColumnPage)),
        .n_pages = pages->len,
        .cost = plan_cost(&columns, pages, reserve),
        .uneven = start_uneven(&columns, pages),
    };
    g_array_free(pages, TRUE);
    g_free((double *)columns.sums);
    return plan;
}

void columns_balance(const Galley *galley, const ColumnPlan *plan)
{
    Columns columns = columns_open(galley, INFINITY);
    page_balance(&columns, &plan->pages[plan->n_pages - 1]);
    g_free((double *)columns.sums);
}
