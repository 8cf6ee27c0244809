/*
 * Lines by themselves and with those below: how far the word spaces had to give way, what
 * is left short, how often hyphens follow each other, how little a last line holds.
 *
 * Word spaces between 0.19 and 0.45 em pass (Bringhurst, Elements of Typographic Style,
 * 2.1.1). Flow keeps to these, so that a line that needs more has a space of the most
 * that is allowed and is left short: to its reader it is loose when it all but fills its
 * measure, and short when its end can be seen to lie within.
 */
#include "judge/proof.h"

#include "base/unit.h"

#define SPACE_LEAST 0.19
#define SPACE_MOST 0.44  /* em: at the limit, as good as over it */
#define STRETCH_MOST 1.4 /* of what the word spaces may grow by */
#define VISIBLE 2.0      /* points between a line's end and its margin */
#define STACK 3          /* hyphens in a row */
#define RUNT_EM 2.0      /* a last line is at least so wide: some four letters */
#define EPSILON 1e-3

static bool line_is_flush(const PlacedLine *line)
{
    return line->justified && !line->overfull && line->end != BREAK_END &&
           line->end != BREAK_FORCED;
}

static void short_report(const Proof *proof, const PlacedLine *line)
{
    g_autofree char *text = text_quote(line->text, line->length);
    g_autofree char *missing =
        g_strdup_printf("%.1f", (line->target - line->set) / POINTS_PER_MM);
    Spot spot = line_spot(proof, line, line_edge(proof, line, SIDE_END));
    report_at(proof->diagnostics, LINE_SHORT, line_place(proof, line), spot, text,
              missing);
}

/* A line is short, or loose, or tight: the first that holds. */
static void fit_judge(const Proof *proof, const PlacedLine *line)
{
    if (!line_is_flush(line))
        return;
    if (line->target - line->set > VISIBLE) {
        short_report(proof, line);
        return;
    }
    bool loose = line->space > SPACE_MOST || line->ratio > STRETCH_MOST;
    bool tight = line->space > 0 && line->space < SPACE_LEAST - EPSILON;
    if (!loose && !tight)
        return;
    g_autofree char *text = text_quote(line->text, line->length);
    g_autofree char *space = g_strdup_printf("%.2f", line->space);
    Spot spot = line_start_spot(proof, line);
    if (loose)
        report_at(proof->diagnostics, LINE_LOOSE, line_place(proof, line), spot, text,
                  space);
    else
        report_at(proof->diagnostics, LINE_TIGHT, line_place(proof, line), spot, text,
                  space);
}

/* Whether the line right above line `index` ends with a hyphen. */
static bool hyphen_above(const Proof *proof, size_t index)
{
    size_t before = proof->before[index];
    return before != NO_LINE && line_below(proof, before) &&
           line_ends_hyphened(proof_line(proof, before));
}

/* Judges the hyphens in a row of which line `first` has the first. */
static void stack_judge(const Proof *proof, size_t first)
{
    const PlacedLine *line = proof_line(proof, first);
    size_t n = 0;
    if (!line_is_prose(proof, line) || hyphen_above(proof, first))
        return;
    for (size_t i = first; i != NO_LINE && line_ends_hyphened(proof_line(proof, i));
         i = line_below(proof, i) ? proof->after[i] : NO_LINE)
        n++;
    if (n < STACK)
        return;
    g_autofree char *text = text_quote(line->text, line->length);
    g_autofree char *count = g_strdup_printf("%zu", n);
    Spot spot = line_spot(proof, line, line_edge(proof, line, SIDE_END));
    report_at(proof->diagnostics, HYPHEN_STACK, line_place(proof, line), spot, count,
              text);
}

/* How far the first line of the text of line `index` is set in more than the second. */
static double text_indent(const Proof *proof, size_t index)
{
    while (proof->before[index] != NO_LINE)
        index = proof->before[index];
    const PlacedLine *first = proof_line(proof, index);
    const PlacedLine *second = proof_line(proof, proof->after[index]);
    return second ? second->target - first->target : 0;
}

/* A last line that was asked for, or that is a widow, has another reason. */
static void last_judge(const Proof *proof, size_t index)
{
    const PlacedLine *line = proof_line(proof, index);
    const PlacedLine *above = proof_line(proof, proof->before[index]);
    if (!above || line->number < line->count || above->end == BREAK_FORCED ||
        above->page != line->page || !line_is_prose(proof, line))
        return;
    double least = MAX(RUNT_EM * line->size, text_indent(proof, index));
    bool tail = above->end == BREAK_HYPHEN && !line_has_words(line);
    if (line->set >= least - EPSILON && !tail)
        return;
    g_autofree char *text = text_quote(line->text, line->length);
    report_at(proof->diagnostics, LAST_LINE_SHORT, line_place(proof, line),
              line_start_spot(proof, line), text);
}

void lines_judge(const Proof *proof)
{
    for (size_t i = 0; i < proof->pages->n_lines; i++) {
        fit_judge(proof, proof_line(proof, i));
        stack_judge(proof, i);
        last_judge(proof, i);
    }
}
