/*
 * What is left over when a letter takes more pages than it may: names, lines of text and
 * the height that they would need, so that whoever buys space in a paper knows how much
 * is lacking.
 */
#include "flow/overflow.h"

#include "base/base.h"

typedef struct Overflow {
    size_t names, lines;
    double height; /* points */
} Overflow;

/* Adds the names of the roster's columns on pages from `pages` on; it starts on page
 * `first`. */
static void columns_count(const Galley *galley, const ColumnPlan *plan, size_t first,
                          size_t pages, Overflow *over)
{
    for (size_t i = 0; i < plan->n_pages; i++) {
        const ColumnPage *page = &plan->pages[i];
        if (first + i < pages)
            continue;
        over->height += page->height;
        for (size_t k = page->starts[0]; k < page->starts[galley->n_columns]; k++)
            over->names += galley->entries[k].name != SIZE_MAX;
    }
}

static void part_count(const Galley *galley, const PagePart *part, Overflow *over)
{
    const Slab *slab = &galley->slabs[part->slab];
    over->height += galley->grid * slab_lines(galley, slab, part->to - part->from);
    over->lines += part->to - part->from;
    over->names += slab->n_leads;
    for (size_t i = 0; slab->columns && i < slab->columns->n_parts; i++)
        over->lines += slab->columns->parts[i].to - slab->columns->parts[i].from;
}

/* "57 names", or nothing; to be freed. */
static char *count_told(size_t n, const char *one, const char *many)
{
    return n > 0 ? g_strdup_printf("%zu %s", n, n == 1 ? one : many) : g_strdup("");
}

const char *overflow_tell(Arena *arena, const Galley *galley, const PagePlan *plan,
                          size_t pages)
{
    Overflow over = {0};
    for (size_t i = 0; i < plan->n_parts; i++) {
        const PagePart *part = &plan->parts[i];
        if (part->slab == galley->roster_at)
            columns_count(galley, &plan->columns, part->page, pages, &over);
        else if (part->page >= pages)
            part_count(galley, part, &over);
    }
    g_autofree char *names = count_told(over.names, "name", "names");
    g_autofree char *lines = count_told(over.lines, "line", "lines");
    bool both = over.names > 0 && over.lines > 0;
    return arena_print(arena, "%s%s%s left over, %.0f mm in height", names,
                       both ? " and " : "", lines, over.height / POINTS_PER_MM);
}
