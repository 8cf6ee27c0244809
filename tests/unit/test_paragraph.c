/* Line breaking: the real letter held to the design's numbers, and each rule by itself. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "flow/galley.h"
#include "type.h"

#define N_MEASURES 7 /* 112 to 124 mm in steps of 2 */

static int setup(void **state)
{
    *state = type_new("en");
    return 0;
}

static int teardown(void **state)
{
    type_free(*state);
    return 0;
}

static Measure body_measure(const Type *type, double width, double indent)
{
    const Style *style = type_style(type, STYLE_BODY);
    return (Measure){.align = ALIGN_JUSTIFY,
                     .spread = style->spread,
                     .width = width,
                     .first = indent,
                     .em = style->size,
                     .least_last = 2 * style->indent};
}

/* ---- the letter ---------------------------------------------------------------------- */

static const Story *letter_tell(Type *type)
{
    const Letter *letter =
        letter_read(type->diagnostics, type->arena, "content/lukashenko-2020");
    assert_non_null(letter);
    Roster *roster = arena_one(type->arena, Roster);
    Edition *edition = arena_one(type->arena, Edition);
    *edition = (Edition){.name = "en", .language = "en", .selection = ROSTER_NONE};
    const Story *story = story_tell(type->diagnostics, type->arena, letter, roster,
                                    edition, type->layout, type->language, NULL, NULL);
    assert_non_null(story);
    return story;
}

/* What is counted over the letter's paragraphs. */
typedef struct Tally {
    unsigned hyphens, stacked; /* stacked: most hyphens on lines in a row */
    double loosest, tightest;  /* ratios */
    double widest, narrowest;  /* word spaces, em */
    bool runt, title_last;
} Tally;

static void line_tally(const Shaped *shaped, const LineCut *line, double em,
                       unsigned *run, Tally *tally)
{
    const Break *end = &shaped->breaks[line->to];
    bool hyphen = end->kind == BREAK_HYPHEN || end->kind == BREAK_MARK;
    *run = hyphen ? *run + 1 : 0;
    tally->hyphens += end->kind == BREAK_HYPHEN;
    tally->stacked = MAX(tally->stacked, *run);
    tally->loosest = fmax(tally->loosest, line->ratio);
    tally->tightest = fmin(tally->tightest, line->ratio);
    double space = space_width(shaped) * (1 + line->fit.space) / em;
    tally->widest = fmax(tally->widest, space);
    tally->narrowest = fmin(tally->narrowest, space);
    const char *text = shaped->source->text;
    if (end->end >= 3)
        tally->title_last |= !memcmp(text + end->end - 3, "Ms.", 3) ||
                             !memcmp(text + end->end - 3, "Mr.", 3);
}

static void paragraph_tally(Type *type, const StoryBlock *block, double width,
                            Tally *tally)
{
    const Shaped *shaped = type_shape(type, &block->text);
    assert_non_null(shaped);
    Measure measure =
        body_measure(type, width, block->indented ? block->style->indent : 0);
    Setting settings[MAX_SETTINGS];
    paragraph_break(type->arena, shaped, &measure, false, settings);
    unsigned run = 0;
    for (size_t i = 0; i < settings[0].n_lines; i++)
        line_tally(shaped, &settings[0].lines[i], measure.em, &run, tally);
    const LineCut *last = &settings[0].lines[settings[0].n_lines - 1];
    tally->runt |= settings[0].n_lines > 1 && last->width < 2 * block->style->indent;
}

static Tally letter_tally(Type *type, const Story *story, double width)
{
    Tally tally = {.narrowest = 1};
    for (size_t i = 0; i < story->n_blocks; i++)
        if (story->blocks[i].role == STORY_PARAGRAPH)
            paragraph_tally(type, &story->blocks[i], width, &tally);
    return tally;
}

static int double_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void the_letter_is_set_well(void **state)
{
    Type *type = *state;
    const Story *story = letter_tell(type);
    double hyphens[N_MEASURES], loosest[N_MEASURES];
    for (size_t i = 0; i < N_MEASURES; i++) {
        Tally tally = letter_tally(type, story, (112 + 2 * (double)i) * POINTS_PER_MM);
        print_message("# %zu mm: %u hyphens, loosest %.2f, tightest %.2f, spaces "
                      "%.3f to %.3f em\n",
                      112 + 2 * i, tally.hyphens, tally.loosest, tally.tightest,
                      tally.narrowest, tally.widest);
        hyphens[i] = tally.hyphens;
        loosest[i] = tally.loosest;
        assert_true(tally.stacked <= 2);
        assert_true(tally.narrowest >= 0.19 - 1e-9);
        assert_true(tally.widest <= (112 + 2 * i < 118 ? 0.6 : 0.45) + 1e-9);
        assert_false(tally.runt);
        assert_false(tally.title_last);
    }
    qsort(hyphens, N_MEASURES, sizeof *hyphens, double_compare);
    qsort(loosest, N_MEASURES, sizeof *loosest, double_compare);
    assert_true(hyphens[N_MEASURES / 2] <= 9);
    assert_true(loosest[N_MEASURES / 2] <= 1.5);
}

/* ---- rule by rule -------------------------------------------------------------------- */

static const char PROSE[] =
    "The international community has condemned the presidential election as "
    "illegitimate. Reacting to the disputed results, the people took to the streets "
    "demanding dignity, liberty, and a new election that reflects their will.";

static const char *line_text(Type *type, const Shaped *shaped, const LineCut *line)
{
    GlyphLine made = shaped_line(shaped, type->arena, line->from, line->to, line->fit);
    return type_reading(type, &made);
}

/* Every line but the last is exactly as wide as it should be, what protrudes aside. */
static void lines_fill_their_measure(void **state)
{
    Type *type = *state;
    for (int spread = SPREAD_NONE; spread <= SPREAD_GLYPHS; spread++) {
        const Shaped *shaped = type_body(type, PROSE);
        Measure measure = body_measure(type, 220, 14);
        measure.spread = (Spread)spread;
        Setting settings[MAX_SETTINGS];
        paragraph_break(type->arena, shaped, &measure, false, settings);
        for (size_t i = 0; i + 1 < settings[0].n_lines; i++) {
            const LineCut *line = &settings[0].lines[i];
            GlyphLine made =
                shaped_line(shaped, type->arena, line->from, line->to, line->fit);
            double inside = made.width - shaped->breaks[line->from].start_protrusion -
                            shaped->breaks[line->to].end_protrusion;
            if (line->ratio < 1.5 && fabs(inside - line->target) > 0.06)
                fail_msg("line %zu is %.3f wide instead of %.3f", i, inside,
                         line->target);
        }
    }
}

static void a_whole_text_is_kept(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, PROSE);
    Measure measure = body_measure(type, 150, 14);
    Setting settings[MAX_SETTINGS];
    size_t n = paragraph_break(type->arena, shaped, &measure, true, settings);
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        for (size_t j = 0; j < settings[i].n_lines; j++) {
            assert_int_equal(settings[i].lines[j].from, at);
            at = settings[i].lines[j].to;
        }
        assert_int_equal(at, shaped->n_breaks - 1);
    }
    for (size_t i = 1; i < n; i++)
        assert_int_equal(labs((long)settings[i].n_lines - (long)settings[0].n_lines),
                         1);
}

/* A word that is broken again and again at a narrow measure: three hyphens in a row come
 * only when nothing else can be done. */
static void hyphens_do_not_stack(void **state)
{
    Type *type = *state;
    for (double width = 90; width < 200; width += 5) {
        const Shaped *shaped = type_body(type, PROSE);
        Measure measure = body_measure(type, width, 0);
        Setting settings[MAX_SETTINGS];
        paragraph_break(type->arena, shaped, &measure, false, settings);
        unsigned run = 0;
        for (size_t i = 0; i < settings[0].n_lines; i++) {
            const Break *end = &shaped->breaks[settings[0].lines[i].to];
            run = end->kind == BREAK_HYPHEN ? run + 1 : 0;
            assert_true(run <= 2);
        }
    }
}

/* A last line is never shorter than twice the indent, at whatever measure. */
static void last_lines_are_no_runts(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, PROSE);
    for (double width = 240; width < 380; width += 1) {
        Measure measure = body_measure(type, width, 0);
        Setting settings[MAX_SETTINGS];
        size_t n = paragraph_break(type->arena, shaped, &measure, true, settings);
        for (size_t i = 0; i < n; i++) {
            const LineCut *last = &settings[i].lines[settings[i].n_lines - 1];
            if (last->width < measure.least_last)
                fail_msg("the last line is %.1f wide at %.0f", last->width, width);
        }
    }
}

static void a_wide_word_never_runs_off(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_name(type, "A Donaudampfschifffahrtsgesellschaft B");
    Measure measure = {.align = ALIGN_LEFT, .width = 100, .rest = 8, .em = 8};
    Setting settings[MAX_SETTINGS];
    paragraph_break(type->arena, shaped, &measure, false, settings);
    assert_int_equal(settings[0].n_lines, 3);
    const LineCut *wide = &settings[0].lines[1];
    assert_true(wide->overfull);
    GlyphLine line = shaped_line(shaped, type->arena, wide->from, wide->to, wide->fit);
    assert_true(line.width <= 92 + shaped->breaks[wide->from].start_protrusion +
                                  shaped->breaks[wide->to].end_protrusion + 0.01);
}

static void overfull_lines_are_as_wide_as_allowed(void **state)
{
    Type *type = *state;
    const Shaped *shaped =
        type_body(type, "w\u00a0w\u00a0w\u00a0w\u00a0w\u00a0w\u00a0w\u00a0w\u00a0w");
    Measure measure = body_measure(type, 60, 0);
    Setting settings[MAX_SETTINGS];
    paragraph_break(type->arena, shaped, &measure, false, settings);
    const LineCut *wide = &settings[0].lines[0];
    assert_true(wide->overfull);
    GlyphLine line = shaped_line(shaped, type->arena, wide->from, wide->to, wide->fit);
    double inside = line.width - shaped->breaks[wide->from].start_protrusion -
                    shaped->breaks[wide->to].end_protrusion;
    assert_true(fabs(inside - 60) < 0.5);
}

static void titles_are_balanced(void **state)
{
    Type *type = *state;
    const char *text = "An Open Letter to Those Who Read It From Those Who Wrote It";
    const Style *style = type_style(type, STYLE_TITLE);
    StyledText *title = arena_copy(
        type->arena, type_text(type, text, (TextSpan){.style = style}), sizeof *title);
    const Shaped *shaped = type_shape(type, title);
    Measure measure = {
        .align = ALIGN_LEFT, .balance = true, .width = 400, .em = style->size};
    Setting settings[MAX_SETTINGS];
    paragraph_break(type->arena, shaped, &measure, false, settings);
    assert_int_equal(settings[0].n_lines, 2);
    double first = settings[0].lines[0].width, second = settings[0].lines[1].width;
    assert_true(fabs(first - second) < 90);

    size_t from = (size_t)(strstr(text, "From") - text);
    title->preferred = &from;
    title->n_preferred = 1;
    shaped = type_shape(type, title);
    paragraph_break(type->arena, shaped, &measure, false, settings);
    assert_string_equal(line_text(type, shaped, &settings[0].lines[0]),
                        "An Open Letter to Those Who Read It");
}

static void ragged_lines_do_not_stretch(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, PROSE);
    Measure measure = {.align = ALIGN_LEFT, .width = 160, .em = 10};
    Setting settings[MAX_SETTINGS];
    paragraph_break(type->arena, shaped, &measure, false, settings);
    for (size_t i = 0; i < settings[0].n_lines; i++) {
        assert_true(settings[0].lines[i].fit.space == 0);
        assert_true(settings[0].lines[i].width <= 160 + 1e-6);
    }
}

static void lines_end_where_asked(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "one two\u2028three four");
    Measure measure = body_measure(type, 300, 0);
    Setting settings[MAX_SETTINGS];
    paragraph_break(type->arena, shaped, &measure, false, settings);
    assert_int_equal(settings[0].n_lines, 2);
    assert_string_equal(line_text(type, shaped, &settings[0].lines[0]), "one two");
    assert_true(settings[0].lines[0].ratio == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_letter_is_set_well, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_fill_their_measure, setup, teardown),
        cmocka_unit_test_setup_teardown(a_whole_text_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(hyphens_do_not_stack, setup, teardown),
        cmocka_unit_test_setup_teardown(last_lines_are_no_runts, setup, teardown),
        cmocka_unit_test_setup_teardown(a_wide_word_never_runs_off, setup, teardown),
        cmocka_unit_test_setup_teardown(overfull_lines_are_as_wide_as_allowed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(titles_are_balanced, setup, teardown),
        cmocka_unit_test_setup_teardown(ragged_lines_do_not_stretch, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_end_where_asked, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
