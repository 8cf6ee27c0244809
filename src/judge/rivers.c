/*
 * Rivers: word spaces that stand below each other over several lines and run together to
 * a white stripe.
 *
 *     ▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒        Each space looks for those of the line above that it
 *     ▒▒ ▒▒▒▒▒▒▒▒▒▒▒▒▒ ▒▒ ▒▒▒        overlaps by at least half of the narrower one, and
 *     ▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒        goes on with the river of the longest reach. The longest
 *     ▒▒▒ ▒▒▒▒▒▒▒▒▒▒▒ ▒▒▒ ▒▒▒        of a paragraph on a page is told, from its source.
 *     ▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒ ▒▒▒▒▒▒▒
 *
 * In running text a space meets one above by mere chance in one of some ten cases; four
 * in a row are common and not seen, five and more are rare.
 */
#include "judge/proof.h"

#define RIVER 5       /* lines */
#define OVERLAP 0.5   /* of the narrower space */
#define SPACE_EM 0.15 /* a narrower space is none to the eye */

/* A word space, and the river that comes down to it. */
typedef struct Gap {
    double left, right;
    size_t line;   /* index */
    size_t source; /* gap with which the river begins */
    size_t reach;  /* lines from there to here */
} Gap;

/* Adds the spaces of a run; clusters go with the text, glyphs from left to right. */
static void run_gaps(const PageItem *item, size_t line, double least, GArray *gaps)
{
    const GlyphRun *run = item->as.run;
    const char *text = run->text;
    size_t done = 0;
    for (size_t i = 0; i < run->n_clusters; i++) {
        size_t n = (size_t)run->clusters[i].n_glyphs;
        size_t first = run->backward ? run->n_glyphs - done - n : done;
        bool space = run->clusters[i].n_bytes > 0 && n > 0 &&
                     g_unichar_isspace(g_utf8_get_char(text));
        text += run->clusters[i].n_bytes;
        done += n;
        if (!space)
            continue;
        double end =
            first + n < run->n_glyphs ? run->glyphs[first + n].x : run->x + run->width;
        double shift = item->x - run->x;
        Gap gap = {shift + run->glyphs[first].x, shift + end, line, gaps->len, 1};
        if (gap.right - gap.left >= least)
            g_array_append_val(gaps, gap);
    }
}

static void line_gaps(const Proof *proof, size_t index, GArray *gaps)
{
    const PlacedLine *line = proof_line(proof, index);
    const Page *page = &proof->pages->pages[line->page];
    for (size_t i = 0; i < line->n_items; i++)
        run_gaps(&page->items[line->first_item + i], index, SPACE_EM * line->size,
                 gaps);
}

static bool gaps_meet(const Gap *a, const Gap *b)
{
    double common = MIN(a->right, b->right) - MAX(a->left, b->left);
    double narrower = MIN(a->right - a->left, b->right - b->left);
    return common >= OVERLAP * narrower;
}

/* Lets the gaps from `from` on go on with the rivers of those from `above` to there. */
static void gaps_join(GArray *gaps, size_t above, size_t from)
{
    for (size_t i = from; i < gaps->len; i++) {
        Gap *gap = &g_array_index(gaps, Gap, i);
        for (size_t k = above; k < from; k++) {
            const Gap *other = &g_array_index(gaps, Gap, k);
            if (other->reach < gap->reach || !gaps_meet(gap, other))
                continue;
            gap->reach = other->reach + 1;
            gap->source = other->source;
        }
    }
}

static void river_report(const Proof *proof, const Gap *source, size_t reach)
{
    const PlacedLine *line = proof_line(proof, source->line);
    g_autofree char *count = g_strdup_printf("%zu", reach);
    g_autofree char *text = text_quote(line->text, line->length);
    Spot spot = line_spot(proof, line, (source->left + source->right) / 2);
    report_at(proof->diagnostics, RIVER, line_place(proof, line), spot, count, text);
}

/* Tells the longest river: the others beside it are mended with it. */
static void gaps_judge(const Proof *proof, const GArray *gaps)
{
    const Gap *mouth = NULL;
    for (size_t i = 0; i < gaps->len; i++) {
        const Gap *gap = &g_array_index(gaps, Gap, i);
        if (!mouth || gap->reach > mouth->reach)
            mouth = gap;
    }
    if (mouth && mouth->reach >= RIVER)
        river_report(proof, &g_array_index(gaps, Gap, mouth->source), mouth->reach);
}

/* Judges the lines below each other of which line `first` is the uppermost. */
static void stretch_judge(const Proof *proof, size_t first, GArray *gaps)
{
    size_t above = 0, from = 0;
    g_array_set_size(gaps, 0);
    for (size_t i = first; i != NO_LINE;
         i = line_below(proof, i) ? proof->after[i] : NO_LINE) {
        line_gaps(proof, i, gaps);
        gaps_join(gaps, above, from);
        above = from;
        from = gaps->len;
    }
    gaps_judge(proof, gaps);
}

void rivers_judge(const Proof *proof)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(Gap));
    for (size_t i = 0; i < proof->pages->n_lines; i++) {
        size_t before = proof->before[i];
        bool uppermost = before == NO_LINE || !line_below(proof, before);
        if (uppermost && line_is_prose(proof, proof_line(proof, i)))
            stretch_judge(proof, i, gaps);
    }
}
