/*
 * Total-fit line breaking, after D. E. Knuth and M. F. Plass, "Breaking Paragraphs into
 * Lines", Software: Practice and Experience 11 (1981).
 *
 * A node is a break that a line may end with, reached by the cheapest chain of lines
 * among those of the same line number, fitness and run of hyphens: these three are what
 * later costs depend on. Active nodes are those from which a line can still start. The
 * widths of lines come from the prefix sums of the Breaks; nothing here knows glyphs.
 *
 * The stretch of a line is half of its word spaces, its shrink a quarter; letterspacing
 * or glyph expansion adds to both up to a ratio of 1, beyond which the word spaces alone
 * grow, so that neighbouring lines never differ in colour. The limits of the word space,
 * 0.19 and 0.45 em, are Bringhurst's (Elements of Typographic Style, 2.1.1). Where a
 * paragraph cannot be set within them, 0.6 em is allowed before a line may stay short,
 * for a hole at the margin shows more than one line that is loose.
 *
 * Passes go from strict to lenient, and the first that finds a way without a runt, a last
 * line that is too short, wins. The last one always does: it takes a word that is too
 * wide as a line of its own. In ragged setting the shortfall takes the place of stretch,
 * so the same search evens out the rag; in balanced setting the last line counts as well,
 * over the least number of lines.
 */
#include "flow/paragraph.h"

#include <math.h>

#define SPACE_STRETCH 0.5
#define SPACE_SHRINK 0.25
#define SPACE_LEAST_EM 0.19
#define SPACE_MOST_EM 0.45
#define SPACE_NEED_EM 0.6 /* where a line cannot be set otherwise */
#define LETTERS_EM 0.005
#define GLYPHS_SCALE 0.01
#define LOOSEST 1.5
#define LOOSEST_NEED 3.0

#define LINE_PENALTY 10.0
#define HYPHEN_PENALTY 400.0
#define MARK_PENALTY 50.0
#define FITNESS_DEMERITS 10000.0
#define STACK_DEMERITS 40000.0
#define LAST_HYPHEN_DEMERITS 20000.0
#define RUNT_DEMERITS 1e7
#define PREFERRED_DEMERITS 40000.0
#define OVERFULL_DEMERITS 1e10
#define RAGGED_STRETCH 0.15 /* of the measure: a line so short has ratio 1 */
#define MAX_STACK 2         /* hyphens on lines that follow each other */
#define LINES_APART 3       /* of ways that are kept at a break */
#define MAX_VARIED 4000     /* breaks of a paragraph whose variants are looked for */

typedef struct Pass {
    bool hyphens;
    double tolerance; /* ratio; INFINITY: any */
    double space;     /* the most that a word space may be, em */
    bool overfull;    /* whether a word may be wider than its line */
} Pass;

static const Pass PASSES[] = {
    {false, 0.9, SPACE_MOST_EM, false},         {true, LOOSEST, SPACE_MOST_EM, false},
    {true, LOOSEST_NEED, SPACE_NEED_EM, false}, {true, INFINITY, SPACE_NEED_EM, false},
    {true, INFINITY, SPACE_NEED_EM, true},
};

typedef struct Node {
    size_t at; /* break */
    size_t line;
    int fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
    unsigned hyphens;
    double demerits;
    size_t previous; /* node; its own index at the start */
} Node;

/* A line that is tried. */
typedef struct Trial {
    double width, target, ratio;
    bool fits, overfull;
} Trial;

typedef struct Breaker {
    const Shaped *shaped;
    const Measure *measure;
    Pass pass;
    bool by_line;             /* nodes of different line numbers are kept apart */
    double loosest, tightest; /* ratios at which word spaces reach their limits */
    GArray *nodes;            /* Node */
    GArray *active;           /* size_t */
} Breaker;

static const Node *node_at(const Breaker *breaker, size_t index)
{
    return &g_array_index(breaker->nodes, Node, index);
}

/* ---- the width of a line ------------------------------------------------------------ */

static double cut_width(const Break *from, const Break *to)
{
    return to->end_width + to->end_change - (from->start_width - from->start_change) -
           from->start_protrusion - to->end_protrusion;
}

static double cut_glue(const Break *from, const Break *to)
{
    return fmax(0, to->end_glue - from->start_glue);
}

/* What letterspacing or expansion adds at its limit. */
static double cut_spread(Spread spread, const Break *from, const Break *to)
{
    switch (spread) {
    case SPREAD_NONE:
        return 0;
    case SPREAD_LETTERS:
        return LETTERS_EM * fmax(0, to->end_letters - from->start_letters);
    case SPREAD_GLYPHS:
        return GLYPHS_SCALE * fmax(0, cut_width(from, to) - cut_glue(from, to));
    }
    g_assert_not_reached();
}

/* The ratio at which a line grows (or shrinks, when negative) by `excess`. */
static double ratio_of(double excess, double glue, double spread)
{
    double space = glue * (excess < 0 ? SPACE_SHRINK : SPACE_STRETCH);
    if (space + spread <= 0)
        return excess == 0 ? 0 : excess * INFINITY;
    double ratio = excess / (space + spread);
    if (ratio <= 1)
        return ratio;
    return space > 0 ? (excess - spread) / space : INFINITY;
}

double space_width(const Shaped *shaped)
{
    for (size_t i = 1; i + 1 < shaped->n_breaks; i++) {
        const Break *at = &shaped->breaks[i];
        if (at->kind == BREAK_SPACE && at->start_width > at->end_width)
            return at->start_width - at->end_width;
    }
    return 0;
}

static void breaker_limit(Breaker *breaker)
{
    double space = space_width(breaker->shaped), em = breaker->measure->em;
    double most = fmin(breaker->pass.tolerance, LOOSEST_NEED);
    breaker->loosest = fmax(most, LOOSEST);
    breaker->tightest = -1;
    if (space <= 0)
        return;
    breaker->loosest =
        fmin(breaker->loosest,
             fmax(0, breaker->pass.space * em / space - 1) / SPACE_STRETCH);
    breaker->tightest =
        fmax(-1, fmin(0, SPACE_LEAST_EM * em / space - 1) / SPACE_SHRINK);
}

static bool ends_flush(const Break *to)
{
    return to->kind != BREAK_END && to->kind != BREAK_FORCED;
}

static double target_width(const Measure *measure, size_t line)
{
    return measure->width - (line == 0 ? measure->first : measure->rest);
}

/* Tries the line from `node` to break `to`; `alone` when no break lies between. */
static Trial line_try(const Breaker *breaker, const Node *node, size_t to, bool alone)
{
    const Measure *measure = breaker->measure;
    const Break *a = &breaker->shaped->breaks[node->at];
    const Break *b = &breaker->shaped->breaks[to];
    Trial trial = {.width = cut_width(a, b),
                   .target = target_width(measure, node->line)};
    double excess = trial.target - trial.width;
    bool justified = measure->align == ALIGN_JUSTIFY;
    if (justified)
        trial.ratio =
            ratio_of(excess, cut_glue(a, b), cut_spread(measure->spread, a, b));
    else
        trial.ratio = excess / (RAGGED_STRETCH * measure->width);
    if (excess >= 0 && !ends_flush(b) && !measure->balance)
        trial.ratio = 0;
    bool narrow = excess >= -1e-6 || (justified && trial.ratio >= breaker->tightest);
    double most = justified && !isinf(breaker->pass.tolerance)
                      ? fmin(breaker->pass.tolerance, breaker->loosest)
                      : INFINITY;
    trial.overfull = !narrow && alone && breaker->pass.overfull;
    trial.fits = trial.overfull || (narrow && trial.ratio <= most);
    return trial;
}

/* Whether a line from `node` to `to`, or further, can no longer be set. */
static bool line_passed(const Breaker *breaker, const Node *node, size_t to)
{
    const Break *a = &breaker->shaped->breaks[node->at];
    const Break *b = &breaker->shaped->breaks[to];
    double least = b->end_width - a->start_width - SPACE_SHRINK * cut_glue(a, b) -
                   cut_spread(breaker->measure->spread, a, b);
    return least >
           target_width(breaker->measure, node->line) + 2 * breaker->measure->em;
}

/* ---- the cost of a line ------------------------------------------------------------- */

static int fitness_of(double ratio)
{
    if (ratio < -0.5)
        return 0;
    if (ratio <= 0.5)
        return 1;
    return ratio <= 1 ? 2 : 3;
}

static bool is_hyphen(const Break *at)
{
    return at->kind == BREAK_HYPHEN || at->kind == BREAK_MARK;
}

static double break_penalty(const Break *at)
{
    switch (at->kind) {
    case BREAK_HYPHEN:
        return at->penalty + HYPHEN_PENALTY;
    case BREAK_MARK:
        return at->penalty + MARK_PENALTY;
    case BREAK_START:
    case BREAK_SPACE:
    case BREAK_FORCED:
    case BREAK_END:
        return at->penalty;
    }
    g_assert_not_reached();
}

static double line_demerits(const Breaker *breaker, const Node *node, size_t to,
                            Trial trial)
{
    const Break *b = &breaker->shaped->breaks[to];
    double ratio = fmin(fabs(trial.ratio), 1000);
    double badness = 100 * ratio * ratio * ratio;
    double penalty = break_penalty(b);
    double demerits =
        (LINE_PENALTY + badness) * (LINE_PENALTY + badness) + penalty * penalty;
    if (breaker->measure->balance)
        demerits = 100 * 100 * ratio * ratio;
    if (b->preferred)
        demerits -= PREFERRED_DEMERITS;
    if (trial.overfull)
        demerits = OVERFULL_DEMERITS;
    if (abs(fitness_of(trial.ratio) - node->fitness) > 1)
        demerits += FITNESS_DEMERITS;
    if (node->hyphens > 0 && is_hyphen(b))
        demerits += STACK_DEMERITS;
    if (b->kind == BREAK_END && node->hyphens > 0)
        demerits += LAST_HYPHEN_DEMERITS;
    if (b->kind == BREAK_END && node->line > 0 &&
        trial.width < breaker->measure->least_last)
        demerits += RUNT_DEMERITS;
    return demerits;
}

/* ---- the search --------------------------------------------------------------------- */

/* Keeps `node` unless a cheaper one of its kind was made at the same break; those made
 * there start at index `first`. */
static void node_keep(Breaker *breaker, size_t first, Node node)
{
    for (size_t i = first; i < breaker->nodes->len; i++) {
        Node *other = &g_array_index(breaker->nodes, Node, i);
        if (other->fitness != node.fitness || other->hyphens != node.hyphens ||
            (breaker->by_line && other->line != node.line))
            continue;
        if (node.demerits < other->demerits)
            *other = node;
        return;
    }
    g_array_append_val(breaker->nodes, node);
}

static void node_extend(Breaker *breaker, size_t index, size_t to, bool alone,
                        size_t first)
{
    const Node *node = node_at(breaker, index);
    const Break *b = &breaker->shaped->breaks[to];
    Trial trial = line_try(breaker, node, to, alone);
    unsigned hyphens = is_hyphen(b) ? node->hyphens + 1 : 0;
    if (!trial.fits || (hyphens > MAX_STACK && !breaker->pass.overfull))
        return;
    node_keep(
        breaker, first,
        (Node){.at = to,
               .line = node->line + 1,
               .fitness = fitness_of(trial.ratio),
               .hyphens = MIN(hyphens, MAX_STACK),
               .demerits = node->demerits + line_demerits(breaker, node, to, trial),
               .previous = index});
}

/* The best node of those from `first` on with `lines` lines (0: any number; in balanced
 * setting, the least number); SIZE_MAX when there is none. */
static size_t breaker_best(const Breaker *breaker, size_t first, size_t lines)
{
    size_t best = SIZE_MAX;
    for (size_t i = first; i < breaker->nodes->len; i++) {
        const Node *node = node_at(breaker, i);
        if (lines != 0 && node->line != lines)
            continue;
        const Node *other = best == SIZE_MAX ? NULL : node_at(breaker, best);
        bool fewer = other && breaker->measure->balance && node->line != other->line;
        if (!other ||
            (fewer ? node->line < other->line : node->demerits < other->demerits))
            best = i;
    }
    return best;
}

/* Forgets new nodes, those from `first` on, whose number of lines is far from the best's:
 * ways that end within a line of the best hardly ever come through them; in ragged setting,
 * where a line may be short, there would be one for every number of lines. */
static void breaker_prune(Breaker *breaker, size_t first)
{
    size_t best = breaker_best(breaker, first, 0), kept = first;
    if (!breaker->by_line || best == SIZE_MAX)
        return;
    size_t line = node_at(breaker, best)->line;
    for (size_t i = first; i < breaker->nodes->len; i++) {
        Node node = *node_at(breaker, i);
        if (node.line <= line + LINES_APART && line <= node.line + LINES_APART)
            g_array_index(breaker->nodes, Node, kept++) = node;
    }
    g_array_set_size(breaker->nodes, (guint)kept);
}

/* Ends lines at break `to`; `before` is the break that was allowed before it. */
static void breaker_step(Breaker *breaker, size_t to, size_t before)
{
    size_t first = breaker->nodes->len, kept = 0;
    bool forced = !ends_flush(&breaker->shaped->breaks[to]);
    for (size_t i = 0; i < breaker->active->len; i++) {
        size_t index = g_array_index(breaker->active, size_t, i);
        bool alone = node_at(breaker, index)->at == before;
        node_extend(breaker, index, to, alone, first);
        if (!forced && !line_passed(breaker, node_at(breaker, index), to))
            g_array_index(breaker->active, size_t, kept++) = index;
    }
    g_array_set_size(breaker->active, kept);
    breaker_prune(breaker, first);
    for (size_t i = first; i < breaker->nodes->len; i++)
        g_array_append_val(breaker->active, i);
}

/* Runs one pass; true when the text's end was reached: the nodes from *first on. */
static bool breaker_run(Breaker *breaker, size_t *first)
{
    const Shaped *shaped = breaker->shaped;
    size_t zero = 0, before = 0;
    g_array_set_size(breaker->nodes, 0);
    g_array_set_size(breaker->active, 0);
    g_array_append_val(breaker->nodes, ((Node){.fitness = 1}));
    g_array_append_val(breaker->active, zero);
    for (size_t to = 1; to < shaped->n_breaks && breaker->active->len > 0; to++) {
        if (shaped->breaks[to].kind == BREAK_HYPHEN && !breaker->pass.hyphens)
            continue;
        *first = breaker->nodes->len;
        breaker_step(breaker, to, before);
        before = to;
    }
    return before == shaped->n_breaks - 1 && breaker->nodes->len > *first;
}

/* ---- what was found ----------------------------------------------------------------- */

/* How a line of `ratio` is fitted; the word space stays within its limits, so that a
 * line that would need more stays short. */
static LineFit fit_of(const Breaker *breaker, double ratio)
{
    double space = CLAMP(ratio, breaker->tightest, breaker->loosest);
    double spread = CLAMP(ratio, -1, 1);
    Spread by = breaker->measure->spread;
    return (LineFit){
        .space = space * (space < 0 ? SPACE_SHRINK : SPACE_STRETCH),
        .letters = by == SPREAD_LETTERS ? spread * LETTERS_EM : 0,
        .stretch = by == SPREAD_GLYPHS ? 1 + spread * GLYPHS_SCALE : 1,
    };
}

static LineCut cut_make(const Breaker *breaker, const Node *from, size_t to)
{
    const Measure *measure = breaker->measure;
    Trial trial = line_try(breaker, from, to, true);
    LineCut line = {.from = from->at,
                    .to = to,
                    .width = trial.width,
                    .target = trial.target,
                    .overfull = trial.overfull,
                    .fit = {.stretch = 1}};
    if (measure->align == ALIGN_JUSTIFY && !trial.overfull) {
        line.ratio = trial.ratio;
        line.fit = fit_of(breaker, trial.ratio);
    } else if (trial.overfull) {
        line.fit = fit_of(breaker, -1);
        line.fit.letters = 0;
        line.fit.stretch = trial.target / trial.width;
        line.fit.space = line.fit.stretch - 1;
    }
    return line;
}

static Setting setting_make(const Breaker *breaker, Arena *arena, size_t last)
{
    const Node *node = node_at(breaker, last);
    Setting setting = {.demerits = node->demerits};
    for (size_t i = last; node_at(breaker, i)->at != 0;
         i = node_at(breaker, i)->previous)
        setting.n_lines++;
    LineCut *lines = arena_array(arena, LineCut, setting.n_lines);
    for (size_t i = setting.n_lines; i-- > 0; node = node_at(breaker, node->previous))
        lines[i] = cut_make(breaker, node_at(breaker, node->previous), node->at);
    setting.lines = lines;
    return setting;
}

/* Whether there is a way to this node that does not end in a runt. */
static bool breaker_fine(const Breaker *breaker, size_t index)
{
    return index != SIZE_MAX && node_at(breaker, index)->demerits < RUNT_DEMERITS;
}

/* Adds the ways with a line less and more than the best, within the limits. */
static size_t breaker_vary(Breaker *breaker, Arena *arena,
                           Setting settings[MAX_SETTINGS])
{
    size_t lines = settings[0].n_lines, n = 1, first;
    breaker->pass = PASSES[1];
    if (!breaker_run(breaker, &first))
        return n;
    size_t less = lines > 1 ? breaker_best(breaker, first, lines - 1) : SIZE_MAX;
    size_t more = breaker_best(breaker, first, lines + 1);
    if (breaker_fine(breaker, less))
        settings[n++] = setting_make(breaker, arena, less);
    if (breaker_fine(breaker, more))
        settings[n++] = setting_make(breaker, arena, more);
    return n;
}

static size_t breaker_search(Breaker *breaker, Arena *arena, bool variants,
                             Setting settings[MAX_SETTINGS])
{
    for (size_t i = 0; i < G_N_ELEMENTS(PASSES); i++) {
        size_t first;
        breaker->pass = PASSES[i];
        breaker_limit(breaker);
        if (!breaker_run(breaker, &first))
            continue;
        size_t best = breaker_best(breaker, first, 0);
        if (!isinf(PASSES[i].tolerance) && !breaker_fine(breaker, best))
            continue;
        settings[0] = setting_make(breaker, arena, best);
        bool varied = variants && breaker->by_line && i < 2;
        return varied ? breaker_vary(breaker, arena, settings) : 1;
    }
    g_assert_not_reached();
}

/* The whole text as one line, where it fits naturally: most names do. */
static bool paragraph_whole(Arena *arena, const Shaped *shaped, const Measure *measure,
                            Setting *setting)
{
    size_t last = shaped->n_breaks - 1;
    double width = cut_width(&shaped->breaks[0], &shaped->breaks[last]);
    double target = target_width(measure, 0);
    if (width > target)
        return false;
    for (size_t i = 1; i < last; i++)
        if (shaped->breaks[i].kind == BREAK_FORCED)
            return false;
    LineCut *line = arena_one(arena, LineCut);
    *line =
        (LineCut){.to = last, .width = width, .target = target, .fit = {.stretch = 1}};
    *setting = (Setting){.lines = line, .n_lines = 1};
    return true;
}

size_t paragraph_break(Arena *arena, const Shaped *shaped, const Measure *measure,
                       bool variants, Setting settings[MAX_SETTINGS])
{
    if (paragraph_whole(arena, shaped, measure, &settings[0]))
        return 1;
    Breaker breaker = {
        .shaped = shaped,
        .measure = measure,
        .by_line = (variants || measure->balance) && shaped->n_breaks <= MAX_VARIED,
        .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
        .active = g_array_new(FALSE, FALSE, sizeof(size_t)),
    };
    size_t n = breaker_search(&breaker, arena, variants, settings);
    g_array_free(breaker.nodes, TRUE);
    g_array_free(breaker.active, TRUE);
    return n;
}

double line_offset(const LineCut *line, const Measure *measure)
{
    double room = fmax(0, line->target - line->width);
    switch (measure->align) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY:
        return 0;
    case ALIGN_CENTER:
        return room / 2;
    case ALIGN_RIGHT:
        return room;
    }
    g_assert_not_reached();
}
