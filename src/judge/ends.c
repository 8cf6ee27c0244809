/*
 * Where pages end, and how full they are. A text that goes over to another page may leave
 * a line alone on either side, or a word in two; a heading may be left behind. A page
 * with hardly a line on it, or one that ends far above the others, looks like a mistake;
 * the last page may be as short as it likes once it holds a few lines.
 *
 * A widow has no past on its page and is never let pass; an orphan has a future and is
 * only told (Bringhurst, 2.4.8). A paragraph of two lines that is parted is told as a
 * widow.
 */
#include "judge/proof.h"

#include <math.h>

#define FEW_LINES 4
#define LINE_EM 1.5   /* a line's share of a page's height */
#define FULL_PART 0.6 /* of the fullest page: a page that holds less is told */
#define EPSILON 0.01

/* ---- over the page's end ------------------------------------------------------------- */

/* Judges a text that goes over from `line`, the last on its page, to `next`. */
static void parting_judge(const Proof *proof, const PlacedLine *line,
                          const PlacedLine *next)
{
    g_autofree char *text = text_quote(line->text, line->length);
    g_autofree char *text_next = text_quote(next->text, next->length);
    if (line_ends_hyphened(line))
        report_at(proof->diagnostics, HYPHEN_AT_FOOT, line_place(proof, line),
                  line_spot(proof, line, line_edge(proof, line, SIDE_END)), text);
    if (next->number == next->count)
        report_at(proof->diagnostics, WIDOW, line_place(proof, next),
                  line_start_spot(proof, next), text_next);
    else if (line->number == 1)
        report_at(proof->diagnostics, ORPHAN, line_place(proof, line),
                  line_start_spot(proof, line), text);
}

/* The line that a reader of its language comes to after line `index`, footnotes apart;
 * NULL: none. */
static const PlacedLine *line_next(const Proof *proof, size_t index)
{
    size_t side = proof_line(proof, index)->side;
    for (size_t i = index + 1; i < proof->pages->n_lines; i++) {
        const PlacedLine *line = proof_line(proof, i);
        if (line->side == side && !line_is_note(proof, line))
            return line;
    }
    return NULL;
}

/* A heading is left behind when what follows it does not stand below it. */
static void heading_judge(const Proof *proof, size_t index)
{
    const PlacedLine *line = proof_line(proof, index);
    const PlacedLine *next = line_next(proof, index);
    if (line_element(proof, line)->role != ELEMENT_HEADING || !next ||
        proof->after[index] != NO_LINE ||
        (next->page == line->page && next->baseline > line->baseline))
        return;
    g_autofree char *text = text_quote(line->text, line->length);
    report_at(proof->diagnostics, HEADING_AT_FOOT, line_place(proof, line),
              line_start_spot(proof, line), text,
              next->page == line->page ? "column" : "page");
}

/* ---- how full pages are -------------------------------------------------------------- */

/* What stands on a page, heads and feet aside. */
typedef struct Fill {
    const PlacedLine *first; /* NULL: nothing */
    size_t n_lines;          /* lines side by side count as one */
    double top, bottom;      /* baselines */
} Fill;

static int baseline_compare(gconstpointer a, gconstpointer b)
{
    const double *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

/* Lines `from` to `to` (not itself) are those of one page. */
static Fill fill_make(const Pages *pages, size_t from, size_t to)
{
    Fill fill = {0};
    g_autofree double *baselines = g_new(double, to - from);
    if (from == to)
        return fill;
    for (size_t i = from; i < to; i++)
        baselines[i - from] = pages->lines[i].baseline;
    qsort(baselines, to - from, sizeof *baselines, baseline_compare);
    fill = (Fill){&pages->lines[from], 1, baselines[0], baselines[to - from - 1]};
    for (size_t i = 1; i < to - from; i++)
        fill.n_lines += baselines[i] > baselines[i - 1] + EPSILON;
    return fill;
}

static Fill *fills_make(const Pages *pages)
{
    Fill *fills = g_new(Fill, pages->n_pages);
    size_t from = 0;
    for (size_t page = 0; page < pages->n_pages; page++) {
        size_t to = from;
        while (to < pages->n_lines && pages->lines[to].page == page)
            to++;
        fills[page] = fill_make(pages, from, to);
        from = to;
    }
    return fills;
}

/* The height from the highest to the lowest baseline of all pages; *top is the highest. */
static double fills_depth(const Fill *fills, size_t n, double *top)
{
    double bottom = -INFINITY;
    *top = INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (!fills[i].first)
            continue;
        *top = MIN(*top, fills[i].top);
        bottom = MAX(bottom, fills[i].bottom);
    }
    return MAX(bottom - *top, 0);
}

static void near_empty_report(const Proof *proof, size_t page, const Fill *fill)
{
    g_autofree char *number = g_strdup_printf("%zu", page + 1);
    g_autofree char *all = g_strdup_printf("%zu", proof->pages->n_pages);
    g_autofree char *lines =
        g_strdup_printf(fill->n_lines == 1 ? "%zu line" : "%zu lines", fill->n_lines);
    Place place = fill->first ? line_place(proof, fill->first) : PLACE_NONE;
    Spot spot = fill->first ? line_start_spot(proof, fill->first)
                            : (Spot){proof->edition, page + 1, 0, 0};
    report_at(proof->diagnostics, PAGE_NEAR_EMPTY, place, spot, number, all, lines);
}

static void underfull_report(const Proof *proof, size_t page, const Fill *fill,
                             double part)
{
    g_autofree char *number = g_strdup_printf("%zu", page + 1);
    g_autofree char *all = g_strdup_printf("%zu", proof->pages->n_pages);
    g_autofree char *percent = g_strdup_printf("%.0f", 100 * part);
    report_at(proof->diagnostics, PAGE_UNDERFULL, line_place(proof, fill->first),
              line_start_spot(proof, fill->first), number, all, percent);
}

/* Whether a page holds a few lines and no more: an image takes the room of several. */
static bool fill_is_scant(const Fill *fill, double top)
{
    return !fill->first ||
           (fill->n_lines < FEW_LINES &&
            fill->bottom - top < FEW_LINES * LINE_EM * fill->first->size);
}

static void fills_judge(const Proof *proof)
{
    size_t n = proof->pages->n_pages;
    g_autofree Fill *fills = fills_make(proof->pages);
    double top, depth = fills_depth(fills, n, &top);
    for (size_t i = 0; i < n && n > 1; i++) {
        double part = depth > 0 ? (fills[i].bottom - top) / depth : 1;
        if (fill_is_scant(&fills[i], top))
            near_empty_report(proof, i, &fills[i]);
        else if (i + 1 < n && part < FULL_PART)
            underfull_report(proof, i, &fills[i], part);
    }
}

void ends_judge(const Proof *proof)
{
    for (size_t i = 0; i < proof->pages->n_lines; i++) {
        const PlacedLine *line = proof_line(proof, i);
        const PlacedLine *next = proof_line(proof, proof->after[i]);
        if (next && next->page != line->page && line_is_prose(proof, line))
            parting_judge(proof, line, next);
        heading_judge(proof, i);
    }
    fills_judge(proof);
}
