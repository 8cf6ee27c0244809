/*
 * A layout a little tighter or looser, for copyfitting. The text keeps its place on the
 * page: the first baseline stays, and of the closer or wider grid as many lines are
 * taken as end no lower than before. Everything that is counted in lines, leadings and
 * the spaces between blocks, follows the grid, so that what stood on it still does.
 */
#include "style/properties.h"

#include <math.h>

static bool role_follows_body(StyleRole role)
{
    return role == STYLE_BODY || role == STYLE_LIST || role == STYLE_QUOTE ||
           role == STYLE_CLOSING;
}

static void style_fit(Style *style, double size, double factor)
{
    style->size += size;
    style->leading *= factor;
    style->space_before *= factor;
    style->space_after *= factor;
}

const Layout *layout_fit(Arena *arena, const Layout *layout, double size,
                         double leading)
{
    Layout *fitted = arena_copy(arena, layout, sizeof *layout);
    PageStyle *page = &fitted->page;
    double depth = (page->lines - 1) * page->grid;
    double factor = (page->grid + leading) / page->grid;
    g_assert(factor > 0);
    page->grid += leading;
    page->lines = (unsigned)floor(depth / page->grid + 1e-6) + 1;
    for (StyleRole role = 0; role < N_STYLES; role++)
        style_fit(&fitted->styles[role], role_follows_body(role) ? size : 0, factor);
    return fitted;
}
