/* What is marked in lines made by hand: each rule broken once, and just kept to. */
#include <math.h>

#include "bench.h"

/* ---- lines --------------------------------------------------------------------------- */

/* A paragraph whose first line is set so. */
static void fit(Bench *bench, double space, double ratio, double set)
{
    PlacedLine like = well_set();
    like.space = space;
    like.ratio = ratio;
    like.set = set;
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "The first of its lines", 1, 2, like);
    line_like(bench, index, "and the last of these", 2, 2, well_set());
}

static void loose_and_tight_lines_are_marked(void **state)
{
    Bench *bench = *state;
    fit(bench, 0.45, 1.2, MEASURE);
    fit(bench, 0.43, 1.2, MEASURE);
    fit(bench, 0.36, 1.5, MEASURE);
    fit(bench, 0.18, -1, MEASURE);
    fit(bench, 0.19, -1, MEASURE);
    fit(bench, 0, 0, MEASURE);
    assert_judged(bench, "1:1 line-loose, 5:1 line-loose, 7:1 line-tight");
    assert_told(
        &bench->desk,
        "letter.md:1:1: warning: the word spaces of 'The first of its lines' are "
        "0.45 em wide (en, page 1, 35 mm across, 35 mm down) [line-loose]");
}

static void short_lines_are_marked(void **state)
{
    Bench *bench = *state;
    fit(bench, 0.45, 3, MEASURE - 3);
    fit(bench, 0.26, 0, MEASURE - 1.5);
    fit(bench, 0, INFINITY, 40);
    assert_judged(bench, "1:1 line-short, 5:1 line-short");
    assert_told(&bench->desk, "ends 1.1 mm short");
}

/* Ragged and narrowed lines, those that end where asked, and last lines. */
static void lines_that_may_be_short_are_not(void **state)
{
    Bench *bench = *state;
    PlacedLine like = well_set();
    like.set = 200;
    like.space = 0.5;
    like.justified = false;
    prose_like(bench, like, TEXTS("Ragged lines are", "as they come"));
    like.justified = like.overfull = true;
    prose_like(bench, like, TEXTS("Whatever is said of", "that, flow said it"));
    like.overfull = false;
    prose_like(bench, like, TEXTS("An address|", "of lines"));
    prose_like(bench, like, TEXTS("A line"));
    assert_judged(bench, "");
}

static void hyphens_in_a_row_are_marked(void **state)
{
    Bench *bench = *state;
    prose(bench,
          TEXTS("No hyphen", "one hy~", "phen two-", "fold hy~", "phens and none"));
    prose(bench,
          TEXTS("One hy~", "phen and two hy~", "phens are let", "pass in a text"));
    prose(bench,
          TEXTS("Either/or", "and a dash —", "are no hy~", "phens: they are not"));
    assert_judged(bench, "2:1 hyphen-stack");
    assert_told(&bench->desk, "3 lines in a row end with a hyphen, from 'one hy' on");
}

static void runts_are_marked(void **state)
{
    Bench *bench = *state;
    PlacedLine last = well_set(), indented = well_set();
    last.set = 19;
    indented.target -= 30;
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "Shorter than two ems", 1, 2, well_set());
    line_like(bench, index, "it.", 2, 2, last);
    last.set = 29;
    index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "Shorter than the indent", 1, 2, indented);
    line_like(bench, index, "of it.", 2, 2, last);
    last.set = 40;
    index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "The tail of a broken respon~", 1, 2, well_set());
    line_like(bench, index, "sibility.", 2, 2, last);
    assert_judged(bench,
                  "2:1 last-line-short, 4:1 last-line-short, 6:1 last-line-short");
    assert_told(&bench->desk, "the paragraph's last line is only 'sibility.'");
}

static void last_lines_that_do_are_not(void **state)
{
    Bench *bench = *state;
    PlacedLine last = well_set();
    last.set = 21;
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "Just over two ems", 1, 2, well_set());
    line_like(bench, index, "done.", 2, 2, last);
    index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "More than the tail of a respon~", 1, 2, well_set());
    line_like(bench, index, "sibility is.", 2, 2, last);
    last.set = 5;
    index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "A break that was asked for|", 1, 2, well_set());
    line_like(bench, index, "I", 2, 2, last);
    index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "I", 1, 1, last);
    index = element(bench, ELEMENT_NAME, 0, "Specimen Eiche 007");
    line_like(bench, index, "Specimen Eiche", 1, 2, well_set());
    line_like(bench, index, "007", 2, 2, last);
    assert_judged(bench, "");
}

/* ---- words and rivers ------------------------------------------------------------------ */

static void the_same_word_is_marked(void **state)
{
    Bench *bench = *state;
    prose(bench, TEXTS("Liberty is", "“liberty” was", "our aim"));
    prose(bench, TEXTS("and one", "and two", "And three", "then none"));
    prose(bench, TEXTS("we love liberty", "or call liberty,", "and no more"));
    prose(bench, TEXTS("of the", "we the", "in the", "by it all"));
    assert_judged(bench,
                  "1:1 word-twice, 4:1 word-stack, 8:1 word-twice, 11:1 word-stack");
    assert_told(&bench->desk, "'Liberty' stands at the start of two lines in a row");
    assert_told(&bench->desk, "'the' stands at the end of 3 lines in a row");
}

static void words_that_part_are_not(void **state)
{
    Bench *bench = *state;
    PlacedLine indented = well_set();
    indented.x += 14;
    prose(bench, TEXTS("that one", "that two", "then none"));
    prose(bench, TEXTS("Belarus is far|", "Belarus is near|", "Belarus is here"));
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    line_like(bench, index, "Liberty is", 1, 2, indented);
    line_like(bench, index, "liberty was", 2, 2, well_set());
    prose(bench, TEXTS("A longer line that ends in liberty", "the last: liberty"));
    prose(bench, TEXTS("preserve and strength~", "strength and", "others are strength~",
                       "ening it all"));
    for (size_t i = 1; i <= 3; i++) {
        index = element(bench, ELEMENT_NAME, 0, "Specimen");
        line_like(bench, index, "Specimen Eiche", 1, 1, well_set());
    }
    assert_judged(bench, "");
}

/* Letters in other order are as wide, so that the spaces after them stand in line. */
static void rivers_are_marked(void **state)
{
    Bench *bench = *state;
    prose(bench,
          TEXTS("aoeoa mi", "oaeoa ni", "eaooa ui", "aaeoo hi", "ooaae ki", "and so"));
    prose(bench,
          TEXTS("aoeoa mi", "oaeoa ni", "eaooa ui", "aaeoo hi", "no river here"));
    prose(bench, TEXTS("aoeoa mi", "oaeoa ni", "eaooamm ui", "aaeoo hi", "ooaae ki"));
    assert_judged(bench, "1:1 river");
    assert_told(&bench->desk, "through the word spaces of 5 lines, from 'aoeoa mi' on");
}

/* The spaces of Hebrew are where its glyphs are, however the text runs. */
static void rivers_run_through_hebrew(void **state)
{
    Bench *bench = *state;
    static const char *const lines[] = {"דהבר שםט",   "הדבר ח",  "בדהר לםטנםטק",
                                        "רדהב נםטגק", "ברדה צם", NULL};
    static const char *const wider[] = {"דהבר שםט",   "הדבר ח",  "בדהרשםטחםט לםט",
                                        "רדהב נםטגק", "ברדה צם", NULL};
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    size_t other = element(bench, ELEMENT_PARAGRAPH, 0, "");
    g_array_index(bench->hand->elements, Element, index).language = "he";
    g_array_index(bench->hand->elements, Element, other).language = "he";
    for (size_t i = 0; i < 5; i++) {
        PlacedLine like = well_set();
        hand_page(bench->hand, "measured");
        double end = hand_text(bench->hand, index, lines[i], 0, 50, 10);
        bench->hand->pages.n_pages--;
        g_array_free(bench->hand->items[bench->hand->pages.n_pages], TRUE);
        like.x = LEFT + MEASURE - end;
        line_like(bench, index, lines[i], i + 1, 5, like);
    }
    lines_like(bench, other, wider, 0, 5, well_set());
    assert_judged(bench, "1:1 river");
    assert_told(&bench->desk, "page 1, 13");
}

/* A line that is one run from right to left, whose space is at `x`; the letter left of it
 * has the width `width`, the letters further left are six points wide each. */
static void backward_line(Bench *bench, size_t index, size_t number, double x,
                          double width)
{
    static const char *const texts[] = {"א בגד", "ב גדה", "ג דהו", "ד הוז", "ה וזח"};
    static const RunCluster clusters[] = {{2, 1}, {1, 1}, {2, 1}, {2, 1}, {2, 1}};
    const RunGlyph glyphs[] = {
        {.x = 0}, {.x = 6}, {.x = 12}, {.x = 12 + width}, {.x = 15 + width}};
    Arena *arena = bench->hand->arena;
    PlacedLine like = well_set();
    like.x = x - 12 - width;
    line_like(bench, index, texts[number - 1], number, 5, like);
    GArray *items = bench->hand->items[0];
    PlacedLine *line = &g_array_index(bench->hand->lines, PlacedLine, number - 1);
    PageItem *item = &g_array_index(items, PageItem, line->first_item);
    GlyphRun *run = arena_copy(arena, item->as.run, sizeof *run);
    run->text = line->text;
    run->text_length = line->length;
    run->glyphs = arena_copy(arena, glyphs, sizeof glyphs);
    run->clusters = clusters;
    run->n_glyphs = run->n_clusters = G_N_ELEMENTS(glyphs);
    run->backward = true;
    run->x = 0;
    run->width = 21 + width;
    item->x = like.x;
    item->as.run = run;
    line->n_items = 1;
}

static void spaces_are_found_within_backward_runs(void **state)
{
    Bench *bench = *state;
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    for (size_t i = 1; i <= 5; i++)
        backward_line(bench, index, i, 200, 10 * (double)i);
    assert_judged(bench, "1:1 river");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(loose_and_tight_lines_are_marked),
        CASE(short_lines_are_marked),
        CASE(lines_that_may_be_short_are_not),
        CASE(hyphens_in_a_row_are_marked),
        CASE(runts_are_marked),
        CASE(last_lines_that_do_are_not),
        CASE(the_same_word_is_marked),
        CASE(words_that_part_are_not),
        CASE(rivers_are_marked),
        CASE(rivers_run_through_hebrew),
        CASE(spaces_are_found_within_backward_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
