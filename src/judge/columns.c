/*
 * Names in columns. What a reader sees as a column is found on the page: lines of names
 * and of their headings that go down one below the other. The next column begins where
 * a line stands higher or further along; columns side by side are a bank, which ends
 * where the next column goes back to the side at which lines begin: a row of leads, then
 * the next, then the roster.
 *
 *     ┌ bank ─────────────┐
 *     │ name  name  name  │  each a column of one
 *     ├ bank ─────────────┤
 *     │ Group  name  name │
 *     │ name   name       │
 *     └───────────────────┘
 */
#include "judge/proof.h"

#include <math.h>

#include "base/unit.h"

#define UNEVEN_LINES 4   /* between the longest and the shortest column, at least */
#define UNEVEN_PART 0.25 /* of the longest one, at least */
#define EPSILON 0.01

/* A column: lines of names and headings, by index in `Columns.lines`. */
typedef struct Column {
    size_t from, to; /* not itself */
    size_t bank;     /* the column with which its bank begins */
} Column;

typedef struct Columns {
    const Proof *proof;
    GArray *lines;   /* const PlacedLine *: of names and their headings */
    GArray *columns; /* Column */
} Columns;

static const PlacedLine *columns_line(const Columns *columns, size_t index)
{
    return g_array_index(columns->lines, const PlacedLine *, index);
}

static const Column *columns_at(const Columns *columns, size_t index)
{
    return &g_array_index(columns->columns, Column, index);
}

/* The group that a line is part of. */
static size_t line_group(const Columns *columns, const PlacedLine *line)
{
    return line_element(columns->proof, line)->parent;
}

static bool line_is_name(const Columns *columns, const PlacedLine *line)
{
    return line_element(columns->proof, line)->role == ELEMENT_NAME;
}

static void lines_gather(Columns *columns)
{
    const Pages *pages = columns->proof->pages;
    for (size_t i = 0; i < pages->n_lines; i++) {
        const PlacedLine *line = &pages->lines[i];
        ElementRole role = pages->elements[line->element].role;
        ElementRole above = pages->elements[line_group(columns, line)].role;
        if (above == ELEMENT_GROUP && (role == ELEMENT_NAME || role == ELEMENT_HEADING))
            g_array_append_val(columns->lines, line);
    }
}

/* How far along the page, from the side at which lines begin, a line starts. A name that
 * runs against the letter starts at the letter's side all the same. */
static double line_along(const Columns *columns, const PlacedLine *line)
{
    const Proof *proof = columns->proof;
    double start = line_edge(proof, line, SIDE_START);
    double end = line_edge(proof, line, SIDE_END);
    return language_rtl(proof->pages->language) ? -MAX(start, end) : MIN(start, end);
}

/* Parts the lines into columns. A line that turns is set in by far less than half of
 * what it may fill. */
static void columns_part(Columns *columns)
{
    for (size_t i = 0; i < columns->lines->len; i++) {
        const PlacedLine *line = columns_line(columns, i);
        const PlacedLine *last = i > 0 ? columns_line(columns, i - 1) : NULL;
        double along = last ? line_along(columns, line) - line_along(columns, last) : 0;
        bool other = !last || last->page != line->page;
        bool goes_on =
            !other && line->baseline > last->baseline && fabs(along) < line->target / 2;
        size_t n = columns->columns->len;
        if (goes_on) {
            g_array_index(columns->columns, Column, n - 1).to = i + 1;
            continue;
        }
        bool beside = !other && along > line->target / 2;
        Column column = {i, i + 1, beside ? columns_at(columns, n - 1)->bank : n};
        g_array_append_val(columns->columns, column);
    }
}

/* ---- a name alone -------------------------------------------------------------------- */

/* Whether a group has a heading: its names belong together. */
static bool group_is_headed(const Columns *columns, size_t group)
{
    const Pages *pages = columns->proof->pages;
    return group + 1 < pages->n_elements &&
           pages->elements[group + 1].role == ELEMENT_HEADING &&
           pages->elements[group + 1].parent == group;
}

/* Tells of the name that a line is of, at its first line. */
static void alone_report(const Columns *columns, const PlacedLine *line,
                         const char *where)
{
    const Proof *proof = columns->proof;
    const Element *element = line_element(proof, line);
    while (line->number > 1)
        line = proof_line(proof, proof->before[line - proof->pages->lines]);
    g_autofree char *name = text_quote(element->text, element->name_length);
    report_at(proof->diagnostics, NAME_ALONE, line_place(proof, line),
              line_start_spot(proof, line), name, where);
}

/* Whether the lines from `at` on, in steps of `step`, within `from` and `to` (not
 * itself), are one name of the group and then something else. */
static bool one_name(const Columns *columns, size_t at, int step, Column within)
{
    const PlacedLine *line = columns_line(columns, at);
    size_t element = line->element, group = line_group(columns, line);
    while (at >= within.from && at < within.to &&
           columns_line(columns, at)->element == element)
        at += (size_t)step;
    if (at < within.from || at >= within.to)
        return true;
    const PlacedLine *other = columns_line(columns, at);
    return line_group(columns, other) != group || !line_is_name(columns, other);
}

/* Judges a group that goes over from one column to the next. A column that is one name
 * alone is told once. */
static void over_judge(const Columns *columns, size_t index)
{
    const Column *column = columns_at(columns, index);
    const Column *next = columns_at(columns, index + 1);
    const PlacedLine *last = columns_line(columns, column->to - 1);
    const PlacedLine *first = columns_line(columns, next->from);
    size_t group = line_group(columns, last);
    if (!line_is_name(columns, last) || line_group(columns, first) != group ||
        !group_is_headed(columns, group))
        return;
    if (one_name(columns, column->to - 1, -1, *column))
        alone_report(columns, last, "foot");
    if (one_name(columns, next->from, 1, *next))
        alone_report(columns, first, "head");
}

/* ---- balance ------------------------------------------------------------------------- */

static double column_bottom(const Columns *columns, size_t index)
{
    return columns_line(columns, columns_at(columns, index)->to - 1)->baseline;
}

/* The least distance of two lines of a column. */
static double column_leading(const Columns *columns, const Column *column)
{
    double least = INFINITY;
    for (size_t i = column->from + 1; i < column->to; i++)
        least = fmin(least, columns_line(columns, i)->baseline -
                                columns_line(columns, i - 1)->baseline);
    return least;
}

/* Judges the last bank: the columns before were filled. */
static void balance_judge(const Columns *columns)
{
    const Proof *proof = columns->proof;
    size_t n = columns->columns->len, first = columns_at(columns, n - 1)->bank;
    double longest = -INFINITY, shortest = INFINITY, leading = INFINITY;
    for (size_t i = first; i < n; i++) {
        longest = fmax(longest, column_bottom(columns, i));
        shortest = fmin(shortest, column_bottom(columns, i));
        leading = fmin(leading, column_leading(columns, columns_at(columns, i)));
    }
    const PlacedLine *top = columns_line(columns, columns_at(columns, first)->from);
    double least =
        fmax(UNEVEN_LINES * leading, UNEVEN_PART * (longest - top->baseline + leading));
    if (longest - shortest < least - EPSILON)
        return;
    g_autofree char *apart =
        g_strdup_printf("%.0f", (longest - shortest) / POINTS_PER_MM);
    report_at(proof->diagnostics, COLUMNS_UNBALANCED, line_place(proof, top),
              line_start_spot(proof, top), apart);
}

void columns_judge(const Proof *proof)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(const PlacedLine *));
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Column));
    Columns columns = {proof, lines, parts};
    lines_gather(&columns);
    columns_part(&columns);
    for (size_t i = 0; i + 1 < parts->len; i++)
        over_judge(&columns, i);
    if (parts->len > 0)
        balance_judge(&columns);
}
