/* What is marked where pages and columns end: each rule broken once, and just kept to. */
#include "bench.h"

/* ---- where pages end ------------------------------------------------------------------- */

/* A paragraph over two pages, `n` of its lines on the first, in full pages. */
static void parted(Bench *bench, const char *const *texts, size_t n)
{
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    filler(bench, 10);
    lines_like(bench, index, texts, 0, n, well_set());
    page_new(bench);
    lines_like(bench, index, texts, n, SIZE_MAX, well_set());
    filler(bench, 10);
}

static void widows_are_marked(void **state)
{
    Bench *bench = *state;
    parted(bench, TEXTS("One of these", "two of them", "three there are"), 2);
    assert_judged(bench, "13:1 widow");
    assert_told(&bench->desk, "(en, page 2, 35 mm across, 35 mm down)");
}

static void orphans_are_marked(void **state)
{
    Bench *bench = *state;
    parted(bench, TEXTS("One of these", "two of them", "three there are"), 1);
    assert_judged(bench, "11:1 orphan");
}

static void two_parted_lines_are_a_widow_alone(void **state)
{
    Bench *bench = *state;
    parted(bench, TEXTS("One of these", "two of them"), 1);
    assert_judged(bench, "12:1 widow");
}

static void a_fair_parting_is_not(void **state)
{
    Bench *bench = *state;
    parted(bench, TEXTS("One of these", "two of them", "three of it", "four there are"),
           2);
    assert_judged(bench, "");
}

static void a_hyphen_at_the_foot_is_marked(void **state)
{
    Bench *bench = *state;
    parted(bench, TEXTS("One of these", "two of th~", "ese of it", "four there are"),
           2);
    assert_judged(bench, "12:1 hyphen-at-foot");
}

/* A footnote may come between the halves of a paragraph. */
static void a_footnote_does_not_hide_a_widow(void **state)
{
    Bench *bench = *state;
    size_t index = element(bench, ELEMENT_PARAGRAPH, 0, "");
    size_t note = element(bench, ELEMENT_NOTE, 0, NULL);
    size_t text = element(bench, ELEMENT_PARAGRAPH, note, "");
    static const char *const texts[] = {"One of these", "two of them", "and three",
                                        NULL};
    filler(bench, 10);
    lines_like(bench, index, texts, 0, 2, well_set());
    line_like(bench, text, "1 A note", 1, 1, well_set());
    page_new(bench);
    lines_like(bench, index, texts, 2, 3, well_set());
    filler(bench, 10);
    assert_judged(bench, "14:1 widow");
}

static void a_heading_left_behind_is_marked(void **state)
{
    Bench *bench = *state;
    size_t heading = element(bench, ELEMENT_HEADING, 0, "Two lines");
    size_t note = element(bench, ELEMENT_NOTE, 0, NULL);
    size_t text = element(bench, ELEMENT_PARAGRAPH, note, "");
    filler(bench, 10);
    line_like(bench, heading, "A heading", 1, 2, well_set());
    line_like(bench, heading, "of two lines", 2, 2, well_set());
    line_like(bench, text, "1 A note", 1, 1, well_set());
    page_new(bench);
    filler(bench, 10);
    assert_judged(bench, "12:1 heading-at-foot");
    assert_told(&bench->desk, "at the foot of a page");
}

static void a_heading_over_its_text_is_not(void **state)
{
    Bench *bench = *state;
    size_t heading = element(bench, ELEMENT_HEADING, 0, "Two lines");
    filler(bench, 10);
    line_like(bench, heading, "A heading", 1, 1, well_set());
    filler(bench, 1);
    page_new(bench);
    filler(bench, 10);
    heading = element(bench, ELEMENT_HEADING, 0, "The end");
    line_like(bench, heading, "The end", 1, 1, well_set());
    assert_judged(bench, "");
}

/* A heading that is longer than its page goes on on the next. */
static void a_heading_over_pages_is_not(void **state)
{
    Bench *bench = *state;
    size_t heading = element(bench, ELEMENT_HEADING, 0, "Two lines");
    filler(bench, 10);
    line_like(bench, heading, "A heading", 1, 2, well_set());
    page_new(bench);
    line_like(bench, heading, "of two lines", 2, 2, well_set());
    filler(bench, 10);
    assert_judged(bench, "");
}

static void pages_with_little_are_marked(void **state)
{
    Bench *bench = *state;
    filler(bench, 40);
    page_new(bench);
    filler(bench, 23);
    page_new(bench);
    filler(bench, 40);
    page_new(bench);
    filler(bench, 3);
    assert_judged(bench, "41:1 page-underfull, 104:1 page-near-empty");
    assert_told(&bench->desk, "page 4 of 4 holds 3 lines of text");
    assert_told(&bench->desk, "page 2 of 4 is filled to 56 % of the fullest");
}

static void pages_with_enough_are_not(void **state)
{
    Bench *bench = *state;
    filler(bench, 40);
    page_new(bench);
    filler(bench, 26);
    page_new(bench);
    filler(bench, 4);
    assert_judged(bench, "");
}

/* A signature's image takes up a page's height as well. */
static void a_page_of_images_is_not(void **state)
{
    Bench *bench = *state;
    filler(bench, 40);
    page_new(bench);
    bench->y += 200;
    filler(bench, 1);
    assert_judged(bench, "");
}

static void one_page_may_hold_a_line(void **state)
{
    Bench *bench = *state;
    filler(bench, 1);
    assert_judged(bench, "");
}

static void a_page_of_nothing_is_marked(void **state)
{
    Bench *bench = *state;
    filler(bench, 10);
    page_new(bench);
    assert_judged(bench, "page-near-empty");
}

/* ---- columns --------------------------------------------------------------------------- */

#define COLUMN 120.0

/* Sets so many names of a group, in column `column`; a name of two lines among them. */
static void names(Bench *bench, size_t group, size_t n, size_t column)
{
    PlacedLine like = {.x = LEFT + (double)column * (COLUMN + 14),
                       .width = 80,
                       .target = COLUMN,
                       .set = 80,
                       .size = 8};
    for (size_t i = 0; i < n; i++) {
        size_t name = element(bench, ELEMENT_NAME, group, "Specimen Eiche");
        line_like(bench, name, "Specimen Eiche,", 1, i == 0 ? 2 : 1, like);
        like.x += 8;
        if (i == 0)
            line_like(bench, name, "Member", 2, 2, like);
        like.x -= 8;
    }
}

/* A group with its heading in column `column`. */
static size_t group(Bench *bench, size_t column)
{
    PlacedLine like = {.x = LEFT + (double)column * (COLUMN + 14),
                       .width = 40,
                       .target = COLUMN,
                       .set = 40,
                       .size = 8};
    size_t index = element(bench, ELEMENT_GROUP, 0, NULL);
    size_t heading = element(bench, ELEMENT_HEADING, index, "Belgium");
    line_like(bench, heading, "Belgium", 1, 1, like);
    return index;
}

static void column_new(Bench *bench)
{
    bench->y = TOP;
}

static void a_lone_name_is_marked(void **state)
{
    Bench *bench = *state;
    names(bench, group(bench, 0), 4, 0);
    size_t over = group(bench, 0);
    names(bench, over, 1, 0);
    column_new(bench);
    names(bench, over, 5, 1);
    column_new(bench);
    names(bench, over, 1, 2);
    names(bench, group(bench, 2), 4, 2);
    assert_judged(bench, "8:1 name-alone, 16:1 name-alone");
    assert_told(&bench->desk, "'Specimen Eiche' stands at the foot of a column");
    assert_told(&bench->desk, "'Specimen Eiche' stands at the head of a column");
}

static void names_in_company_are_not(void **state)
{
    Bench *bench = *state;
    names(bench, group(bench, 0), 3, 0);
    size_t over = group(bench, 0);
    names(bench, over, 2, 0);
    column_new(bench);
    names(bench, over, 2, 1);
    names(bench, group(bench, 1), 1, 1);
    names(bench, group(bench, 1), 1, 1);
    assert_judged(bench, "");
}

static void a_heading_at_a_columns_foot_is_marked(void **state)
{
    Bench *bench = *state;
    names(bench, group(bench, 0), 4, 0);
    size_t over = group(bench, 0);
    column_new(bench);
    names(bench, over, 5, 1);
    assert_judged(bench, "7:1 heading-at-foot");
    assert_told(&bench->desk, "at the foot of a column");
}

static void uneven_columns_are_marked(void **state)
{
    Bench *bench = *state;
    names(bench, group(bench, 0), 9, 0);
    column_new(bench);
    names(bench, group(bench, 1), 5, 1);
    assert_judged(bench, "1:1 columns-unbalanced");
    assert_told(&bench->desk, "20 mm apart");
}

/* Three lines apart; and a page before the last, which is not judged. */
static void even_columns_are_not(void **state)
{
    Bench *bench = *state;
    names(bench, group(bench, 0), 20, 0);
    column_new(bench);
    names(bench, group(bench, 1), 5, 1);
    page_new(bench);
    names(bench, group(bench, 0), 9, 0);
    column_new(bench);
    names(bench, group(bench, 1), 6, 1);
    assert_judged(bench, "");
}

/* Leads stand side by side, a row below the other, then the roster. */
static void leads_are_no_columns(void **state)
{
    Bench *bench = *state;
    size_t leads = element(bench, ELEMENT_GROUP, 0, NULL);
    for (size_t row = 0; row < 2; row++)
        for (size_t column = 0; column < 3; column++) {
            bench->y = TOP + (double)row * 60;
            names(bench, leads, 1, column);
        }
    bench->y = TOP + 120;
    names(bench, group(bench, 0), 6, 0);
    bench->y = TOP + 120;
    names(bench, group(bench, 1), 6, 1);
    assert_judged(bench, "");
}

/* From right to left the first column is the rightmost; its names, of any width, begin
 * at its right edge. */
static void columns_from_the_right(void **state)
{
    Bench *bench = *state;
    bench->hand->pages.language = "he";
    names(bench, group(bench, 1), 9, 1);
    column_new(bench);
    names(bench, group(bench, 0), 5, 0);
    assert_judged(bench, "1:1 columns-unbalanced");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(widows_are_marked),
        CASE(orphans_are_marked),
        CASE(two_parted_lines_are_a_widow_alone),
        CASE(a_fair_parting_is_not),
        CASE(a_hyphen_at_the_foot_is_marked),
        CASE(a_footnote_does_not_hide_a_widow),
        CASE(a_heading_left_behind_is_marked),
        CASE(a_heading_over_its_text_is_not),
        CASE(a_heading_over_pages_is_not),
        CASE(pages_with_little_are_marked),
        CASE(pages_with_enough_are_not),
        CASE(a_page_of_images_is_not),
        CASE(one_page_may_hold_a_line),
        CASE(a_page_of_nothing_is_marked),
        CASE(a_lone_name_is_marked),
        CASE(names_in_company_are_not),
        CASE(a_heading_at_a_columns_foot_is_marked),
        CASE(uneven_columns_are_marked),
        CASE(even_columns_are_not),
        CASE(leads_are_no_columns),
        CASE(columns_from_the_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
