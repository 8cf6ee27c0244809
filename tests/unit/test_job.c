/* How job sheets say that pages become what is read. */
#include "batch/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_fold(size_t n_pages, double width, double height, bool sheets,
                        Imposition imposition, const char *wanted)
{
    g_autoptr(Arena) arena = arena_new();
    Layout layout = {.press = {.imposition = imposition}};
    Pages pages = {.width = width,
                   .height = height,
                   .fold = sheets ? width / 2 : 0,
                   .n_pages = n_pages,
                   .layout = &layout};
    assert_string_equal(job_fold(arena, &pages), wanted);
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

static void sums_are_those_of_the_standard(void **state)
{
    (void)state;
    g_autofree char *empty = sha256_digits("", 0), *abc = sha256_digits("abc", 3);
    assert_string_equal(
        empty, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(
        abc, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_fold_as_their_number_says),
        cmocka_unit_test(sheets_fold_as_they_are_imposed),
        cmocka_unit_test(sums_are_those_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
