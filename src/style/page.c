/*
 * The page as a whole: what follows from its measures, and whether it can be set.
 *
 *     ┌──────────────────────────────┐ 0
 *     │                              │   ← head, on a line of the grid
 *     │ left ├──── frame ────┤ right │ first baseline
 *     │      │               │       │   lines × grid
 *     │      └───────────────┘       │ last baseline
 *     │                              │   ← foot, three lines below, or less
 *     └──────────────────────────────┘ height
 */
#include "style/properties.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LEAST_NAME 6.5 /* points, of a name that is printed smaller than it is set */

double layout_frame(const Layout *layout)
{
    return layout->page.width - layout->page.left - layout->page.right;
}

static double column_width(double frame, unsigned columns, double gutter)
{
    return (frame - (columns - 1) * gutter) / columns;
}

double layout_text_column(const Layout *layout)
{
    return column_width(layout_frame(layout), layout->page.columns,
                        layout->page.gutter);
}

double layout_parallel_column(const Layout *layout)
{
    return column_width(layout_frame(layout), 2, layout->parallel_gutter);
}

double layout_roster_column(const Layout *layout)
{
    const RosterStyle *roster = &layout->roster;
    unsigned columns = roster->form == ROSTER_COLUMNS ? roster->columns : 1;
    return column_width(layout_frame(layout), columns, roster->gutter);
}

double layout_lead_column(const Layout *layout)
{
    return column_width(layout_frame(layout), layout->lead.columns,
                        layout->lead.gutter);
}

/* The size of two pages, side by side, on a sheet of so much; 1: theirs. */
static double pair_scale(const Layout *layout, double width, double height)
{
    return MIN(width / (2 * layout->page.width), height / layout->page.height);
}

bool layout_sheet(const Layout *layout, double *width, double *height)
{
    const PressStyle *press = &layout->press;
    double one = press->sheet_width, other = press->sheet_height;
    if (press->imposition == IMPOSE_NONE || one == 0)
        return false;
    bool turned = pair_scale(layout, other, one) > pair_scale(layout, one, other);
    *width = turned ? other : one;
    *height = turned ? one : other;
    return true;
}

double layout_reduction(const Layout *layout)
{
    double width = 0, height = 0;
    if (!layout_sheet(layout, &width, &height))
        return 0;
    return MAX(0, 1 - pair_scale(layout, width, height));
}

double layout_fold_margin(const Layout *layout)
{
    const PageStyle *page = &layout->page;
    return page->mirrored ? page->left : MIN(page->left, page->right);
}

static double last_baseline(const PageStyle *page)
{
    return page->first_baseline + (page->lines - 1) * page->grid;
}

/* How far a head or foot stands off the lines, in half lines of the grid: three lines,
 * or as much as leaves two fifths of the margin to the edge. */
static double running_distance(double margin, double grid)
{
    double half = grid / 2;
    return MIN(3 * grid, floor(0.6 * margin / half) * half);
}

void layout_settle(Layout *layout)
{
    PageStyle *page = &layout->page;
    double frame = layout_frame(layout), last = last_baseline(page);
    for (size_t i = 0; i < N_STYLES; i++)
        if (layout->styles[i].measure > frame - 0.01)
            layout->styles[i].measure = 0;
    LeadStyle *lead = &layout->lead;
    lead->image_width = MIN(lead->image_width, layout_lead_column(layout));
    lead->image_height = MIN(lead->image_height, floor(page->lines / 3.0) * page->grid);
    if (layout->foot.baseline == 0)
        layout->foot.baseline =
            last + running_distance(page->height - last, page->grid);
    if (layout->foot.last_baseline == 0)
        layout->foot.last_baseline =
            layout->foot.baseline + layout->styles[STYLE_IMPRINT].leading;
    if (layout->head.baseline == 0)
        layout->head.baseline =
            page->first_baseline - running_distance(page->first_baseline, page->grid);
}

typedef struct Check {
    Diagnostics *diagnostics;
    Arena *arena;
    const YamlNode *tree;
    const char *const *paths; /* of the layout, then of what it extends */
    const Layout *layout;
} Check;

/* The value on the way `keys` ("page/lines"), or NULL. */
static const YamlNode *value_find(const Check *check, const char *keys)
{
    g_auto(GStrv) way = g_strsplit(keys, "/", -1);
    const YamlNode *node = check->tree;
    for (size_t i = 0; way[i] != NULL && node != NULL; i++)
        node = yaml_find(node, way[i]);
    return node;
}

/* How many files lie between the layout's own and the one that gives the value. */
static size_t value_depth(const Check *check, const YamlNode *node)
{
    size_t depth = 0;
    while (check->paths[depth] != NULL &&
           strcmp(check->paths[depth], node->place.file) != 0)
        depth++;
    return depth;
}

/* Where the mistake is. It may follow from any of the values on `ways`, of which the
 * likeliest is first; what a layout says itself is blamed before what it extends. */
static Place check_place(const Check *check, const char *ways)
{
    Place place = place_file(check->layout->path);
    size_t least = SIZE_MAX;
    g_auto(GStrv) keys = g_strsplit(ways, " ", -1);
    for (size_t i = 0; keys[i] != NULL; i++) {
        const YamlNode *node = value_find(check, keys[i]);
        size_t depth = node != NULL ? value_depth(check, node) : SIZE_MAX;
        if (depth >= least)
            continue;
        least = depth;
        place = node->place;
    }
    return place;
}

static const char *check_points(const Check *check, double points)
{
    return arena_print(check->arena, "%.4gpt", points);
}

static bool frame_check(const Check *check)
{
    double frame = layout_frame(check->layout);
    if (frame >= 72)
        return true;
    report(check->diagnostics, PAGE_TOO_NARROW,
           check_place(check, "page/margins page/size"), check_points(check, frame),
           check_points(check, check->layout->page.width));
    return false;
}

/* Whether the first line stands on the page, where a file says where it is. */
static bool baseline_check(const Check *check)
{
    const PageStyle *page = &check->layout->page;
    const YamlNode *node = value_find(check, "page/first-baseline");
    if (node == NULL || page->first_baseline <= page->height)
        return true;
    yaml_bad_value(check->diagnostics, node, "first-baseline",
                   arena_print(check->arena, "less than the page's height, %s",
                               check_points(check, page->height)));
    return false;
}

static bool running_empty(const Running *running)
{
    return running->left == NULL && running->center == NULL && running->right == NULL;
}

/* Where the grid may end at most: on the page, and clear of the foot, by which the names,
 * whose lines are closer, may come below its last line. */
static double lines_end(const Layout *layout)
{
    if (running_empty(&layout->foot))
        return layout->page.height;
    double below = MAX(0, layout->page.grid - layout->styles[STYLE_NAME].leading);
    double foot = layout->foot.baseline - layout->styles[STYLE_FEET].size;
    return MIN(layout->page.height, foot - below);
}

static bool lines_check(const Check *check)
{
    const PageStyle *page = &check->layout->page;
    double end = lines_end(check->layout);
    if (last_baseline(page) <= end)
        return true;
    double room = floor((end - page->first_baseline) / page->grid) + 1;
    report(check->diagnostics, PAGE_TOO_SHORT,
           check_place(check, "page/lines page/grid page/first-baseline page/size"),
           arena_print(check->arena, "%u", page->lines),
           arena_print(check->arena, "%.0f", MAX(room, 0)));
    return false;
}

/* Whether the text of a head or foot stands on the page; its style is that of feet. */
static bool running_check(const Check *check, const char *key, const Running *running)
{
    double size = check->layout->styles[STYLE_FEET].size;
    double least = 0.8 * size, most = check->layout->page.height - 0.3 * size;
    if (running_empty(running) ||
        (running->baseline >= least && running->baseline <= most))
        return true;
    g_autofree char *ways =
        g_strconcat(key, "/baseline page/lines page/first-baseline page/size", NULL);
    report(check->diagnostics, RUNNING_OFF_PAGE, check_place(check, ways), key,
           check_points(check, running->baseline), check_points(check, least),
           check_points(check, most));
    return false;
}

/* The same for the imprint below the last foot, which must stand clear of it too. */
static bool imprint_check(const Check *check)
{
    const Layout *layout = check->layout;
    double size = layout->styles[STYLE_IMPRINT].size;
    double least = layout->foot.baseline + size;
    double most = layout->page.height - 0.3 * size;
    double baseline = layout->foot.last_baseline;
    if (layout->foot.last == NULL || (baseline >= least && baseline <= most))
        return true;
    report(check->diagnostics, IMPRINT_MISPLACED,
           check_place(check, "feet/last-baseline styles/imprint/leading feet/baseline "
                              "feet/last"),
           check_points(check, baseline), check_points(check, least),
           check_points(check, most));
    return false;
}

/* The width that a role's lines have. */
static double role_room(const Layout *layout, StyleRole role)
{
    double room = layout_frame(layout), measure = layout->styles[role].measure;
    if (role == STYLE_BODY || role == STYLE_LIST || role == STYLE_QUOTE ||
        role == STYLE_CLOSING || role == STYLE_HEADING_1 || role == STYLE_HEADING_2 ||
        role == STYLE_HEADING_3)
        room = layout_text_column(layout);
    if (role == STYLE_NAME || role == STYLE_OFFICE || role == STYLE_COUNTRY)
        room = layout_roster_column(layout);
    if (role == STYLE_LEAD_NAME || role == STYLE_LEAD_OFFICE)
        room = layout_lead_column(layout);
    return measure > 0 ? MIN(measure, room) : room;
}

/* What a role's width follows from, in the form of check_place; to be freed. */
static char *role_ways(StyleRole role)
{
    const char *of_block = "";
    if (role == STYLE_NAME || role == STYLE_OFFICE || role == STYLE_COUNTRY)
        of_block = "signatures/roster/columns signatures/roster/gutter ";
    if (role == STYLE_LEAD_NAME || role == STYLE_LEAD_OFFICE)
        of_block = "signatures/lead/columns signatures/lead/gutter ";
    const char *name = style_name(role);
    return g_strdup_printf("%sstyles/%s/measure styles/%s/size styles/%s/indent "
                           "styles/%s/hang page/columns page/margins page/size",
                           of_block, name, name, name, name);
}

/* Four ems beside what is indented: fewer hold no word. */
static bool width_check(const Check *check, StyleRole role)
{
    const Style *style = &check->layout->styles[role];
    double room = role_room(check->layout, role);
    double least = 4 * style->size + MAX(style->indent, style->hang);
    if (room >= least)
        return true;
    g_autofree char *ways = role_ways(role);
    report(check->diagnostics, STYLE_TOO_NARROW, check_place(check, ways),
           style_name(role), check_points(check, room), check_points(check, least));
    return false;
}

/* The closest that lines may stand: set solid, and display lines, which are few and
 * short, a little closer. */
static double leading_least(const Style *style, StyleRole role)
{
    bool display = role == STYLE_TITLE || role == STYLE_HEADING_1 ||
                   role == STYLE_HEADING_2 || role == STYLE_HEADING_3;
    return display ? 0.8 * style->size : style->size;
}

static bool leading_check(const Check *check, StyleRole role)
{
    const Style *style = &check->layout->styles[role];
    double least = leading_least(style, role);
    if (style->leading >= least)
        return true;
    const char *name = style_name(role);
    g_autofree char *ways =
        g_strdup_printf("styles/%s/leading styles/%s/size", name, name);
    report(check->diagnostics, LEADING_TOO_TIGHT, check_place(check, ways), name,
           check_points(check, style->leading), check_points(check, style->size),
           check_points(check, least));
    return false;
}

static bool styles_check(const Check *check)
{
    bool good = true;
    for (StyleRole role = 0; role < N_STYLES; role++) {
        good &= width_check(check, role);
        good &= leading_check(check, role);
    }
    return good;
}

static void grid_check(const Check *check)
{
    double grid = check->layout->page.grid;
    double leading = check->layout->styles[STYLE_BODY].leading;
    if (fabs(leading - grid * MAX(round(leading / grid), 1)) < 0.005)
        return;
    report(check->diagnostics, LEADING_OFF_GRID,
           check_place(check, "styles/body/leading page/grid"),
           check_points(check, leading), check_points(check, grid));
}

/* Whether names stay legible on the sheets that pages are laid on. */
static bool imposition_check(const Check *check)
{
    const Layout *layout = check->layout;
    if (layout->press.imposition == IMPOSE_NONE)
        return true;
    double scale = 1 - layout_reduction(layout);
    StyleRole role =
        layout->styles[STYLE_LEAD_NAME].size < layout->styles[STYLE_NAME].size
            ? STYLE_LEAD_NAME
            : STYLE_NAME;
    double size = layout->styles[role].size;
    if (size * scale >= LEAST_NAME - 0.005)
        return true;
    const char *name = style_name(role);
    g_autofree char *ways = g_strdup_printf("%sstyles/%s/size press/imposition",
                                            scale < 1 ? "press/sheet " : "", name);
    report(check->diagnostics, IMPOSITION_SMALL, check_place(check, ways), name,
           check_points(check, size * scale), check_points(check, size),
           check_points(check, LEAST_NAME));
    return false;
}

/* Whether names and offices are as large as the layout says that they must be. */
static bool least_check(const Check *check)
{
    static const StyleRole roles[] = {STYLE_LEAD_NAME, STYLE_LEAD_OFFICE, STYLE_NAME,
                                      STYLE_OFFICE};
    const Layout *layout = check->layout;
    bool good = true;
    for (size_t i = 0; i < G_N_ELEMENTS(roles); i++) {
        double size = layout->styles[roles[i]].size;
        const char *name = style_name(roles[i]);
        if (size >= layout->least_name - 0.005)
            continue;
        g_autofree char *ways =
            g_strdup_printf("styles/%s/size signatures/least", name);
        report(check->diagnostics, NAME_SMALL, check_place(check, ways), name,
               check_points(check, size), check_points(check, layout->least_name));
        good = false;
    }
    return good;
}

/* Whether there is something to print where sheets are asked for. */
static bool printed_check(const Check *check)
{
    const PressStyle *press = &check->layout->press;
    if (press->imposition == IMPOSE_NONE || press->colour != PRESS_RGB)
        return true;
    report(check->diagnostics, IMPOSITION_ON_SCREEN,
           check_place(check, "press/imposition press/colour"));
    return false;
}

/* Warns of what is said of sheets when there are none; a layout that takes back those of
 * another, by 'imposition: none', may leave what that says. */
static void idle_check(const Check *check)
{
    static const char *const keys[] = {"sheet", "creep"};
    if (value_find(check, "press/imposition"))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *way = g_strdup_printf("press/%s", keys[i]);
        const YamlNode *node = value_find(check, way);
        if (node)
            report(check->diagnostics, SHEETS_IDLE, node->place, keys[i]);
    }
}

bool layout_check(Diagnostics *diagnostics, Arena *arena, const YamlNode *tree,
                  const char *const *paths, const Layout *layout)
{
    const Check check = {diagnostics, arena, tree, paths, layout};
    bool page = frame_check(&check);
    page &= baseline_check(&check) && lines_check(&check);
    if (!page)
        return false;
    bool good = running_check(&check, "heads", &layout->head);
    good &= running_check(&check, "feet", &layout->foot);
    good &= imprint_check(&check);
    good &= styles_check(&check);
    good &= least_check(&check);
    good &= imposition_check(&check);
    good &= printed_check(&check);
    idle_check(&check);
    if (good)
        grid_check(&check);
    return good;
}
