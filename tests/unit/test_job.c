/* How job sheets say that pages become what is read. */
#include "batch/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Case {
    size_t n_pages;
    double width, height; /* of a page or a side */
    bool sheets;
    Imposition imposition;
    bool rtl;
    double beyond; /* the trim, there is of the sheet */
} Case;

static void assert_case(Case of, const char *wanted)
{
    g_autoptr(Arena) arena = arena_new();
    Layout layout = {.press = {.imposition = of.imposition}};
    Pages pages = {.width = of.width,
                   .height = of.height,
                   .fold = of.sheets ? of.width / 2 : 0,
                   .n_pages = of.n_pages,
                   .rtl = of.rtl,
                   .layout = &layout};
    Pressed pressed = {.beside = of.beyond, .above = of.beyond};
    assert_string_equal(job_fold(arena, &pages, &pressed), wanted);
}

static void assert_fold(size_t n_pages, double width, double height, bool sheets,
                        Imposition imposition, const char *wanted)
{
    assert_case((Case){n_pages, width, height, sheets, imposition, false, 0}, wanted);
}

static void pages_fold_as_their_number_says(void **state)
{
    (void)state;
    double a4[] = {210 * POINTS_PER_MM, 297 * POINTS_PER_MM};
    assert_fold(1, a4[0], a4[1], false, IMPOSE_NONE, "none: one side of A4");
    assert_fold(2, a4[0], a4[1], false, IMPOSE_NONE,
                "none: one leaf of A4, printed on both sides");
    assert_fold(3, a4[0], a4[1], false, IMPOSE_NONE,
                "none: 2 leaves of A4, printed on both sides, the last on one");
    assert_fold(4, a4[0], a4[1], false, IMPOSE_NONE,
                "one sheet of A3, printed on both sides, folded once");
    assert_fold(6, 612, 792, false, IMPOSE_NONE,
                "none: 3 leaves of Letter, printed on both sides");
    assert_fold(
        8, 612, 792, false, IMPOSE_NONE,
        "2 sheets of Tabloid, printed on both sides, folded into each other and "
        "stitched");
    assert_fold(4, 300, 400, false, IMPOSE_NONE,
                "one sheet of 212 × 141 mm, printed on both sides, folded once");
    assert_fold(4, 360, 540, false, IMPOSE_NONE,
                "one sheet of 10 × 7.5 in, printed on both sides, folded once");
}

static void sheets_fold_as_they_are_imposed(void **state)
{
    (void)state;
    double width = 2 * 148 * POINTS_PER_MM, height = 210 * POINTS_PER_MM;
    assert_fold(
        2, width, height, true, IMPOSE_BOOKLET,
        "1 sheet of A4, printed on both sides, turned on the short edge, folded "
        "once");
    assert_fold(
        4, width, height, true, IMPOSE_BOOKLET,
        "2 sheets of A4, printed on both sides, turned on the short edge, folded "
        "into each other and stitched");
    assert_fold(3, width, height, true, IMPOSE_TWO_UP,
                "two pages on a side of A4, in order; 3 sides");
}

/* Sheets that are higher than they are wide are turned along the fold all the same. */
static void sheets_turn_along_the_fold(void **state)
{
    (void)state;
    assert_fold(
        2, 200, 300, true, IMPOSE_BOOKLET,
        "1 sheet of 71 × 106 mm, printed on both sides, turned on the long edge, "
        "folded once");
}

static void right_to_left_is_bound_at_the_right(void **state)
{
    (void)state;
    assert_case((Case){4, 595.28, 841.89, false, IMPOSE_NONE, true, 0},
                "one sheet of A3, printed on both sides, folded once, bound at the "
                "right");
    assert_case(
        (Case){2, 841.89, 595.28, true, IMPOSE_BOOKLET, true, 0},
        "1 sheet of A4, printed on both sides, turned on the short edge, folded "
        "once, bound at the right");
    assert_case((Case){2, 595.28, 841.89, false, IMPOSE_NONE, true, 0},
                "none: one leaf of A4, printed on both sides");
}

static void larger_sheets_are_cut(void **state)
{
    (void)state;
    double mm = POINTS_PER_MM;
    assert_case(
        (Case){2, 296 * mm, 210 * mm, true, IMPOSE_BOOKLET, false, 20},
        "1 sheet cut to 296 × 210 mm, printed on both sides, turned on the short "
        "edge, folded once");
    assert_case((Case){2, 420 * mm, 297 * mm, true, IMPOSE_TWO_UP, false, 20},
                "two pages on a side cut to 420 × 297 mm, in order; 2 sides");
}

static void pages_with_sheets_fold_as_those(void **state)
{
    (void)state;
    assert_fold(6, 420, 595, false, IMPOSE_BOOKLET,
                "as its sheets: 8 pages, 2 at the end blank");
    assert_fold(8, 420, 595, false, IMPOSE_BOOKLET, "as its sheets: 8 pages");
    assert_fold(3, 420, 595, false, IMPOSE_TWO_UP, "as its sheets");
}

static void papers_are_as_large_as_their_names_say(void **state)
{
    (void)state;
    double mm = POINTS_PER_MM;
    assert_string_equal(paper_name(595, 842), "A4");
    assert_string_equal(paper_name(842, 595), "A4");
    assert_null(paper_name(211 * mm, 296 * mm));
    assert_null(paper_name(296 * mm, 210 * mm));
    assert_string_equal(paper_around(296 * mm, 210 * mm), "A4");
    assert_null(paper_around(292 * mm, 210 * mm));
    assert_true(paper_inches(396, 612));
    assert_false(paper_inches(595.28, 841.89));
    assert_false(paper_inches(280 * mm, 400 * mm));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_fold_as_their_number_says),
        cmocka_unit_test(sheets_fold_as_they_are_imposed),
        cmocka_unit_test(sheets_turn_along_the_fold),
        cmocka_unit_test(right_to_left_is_bound_at_the_right),
        cmocka_unit_test(larger_sheets_are_cut),
        cmocka_unit_test(pages_with_sheets_fold_as_those),
        cmocka_unit_test(papers_are_as_large_as_their_names_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
