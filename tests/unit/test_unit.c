/* Lengths: every unit, and what is no length. */
#include "base/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *text, double em, double want)
{
    double points = -1;
    assert_true(length_parse(text, em, &points));
    assert_float_equal(points, want, 1e-9);
}

static void units_are_read(void **state)
{
    (void)state;
    check("25.4mm", 0, 72);
    check("2.54 cm", 0, 72);
    check("82 pt", 0, 82);
    check("-0.5in", 0, -36);
    check("+1pc", 0, 12);
    check(".5em", 10, 5);
    check("10.pt", 0, 10);
}

static void others_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",      "10",     "pt",    "10 px",  "10ptx",
                                        "0x1pt", "infpt",  "1e3pt", "nanpt",  "1,5pt",
                                        "--1pt", "1 0 pt", ".pt",   "10\tpt", " 1pt"};
    double points = 0;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(length_parse(wrong[i], 10, &points));
    assert_false(length_parse("1em", 0, &points));
    char huge[400] = "";
    for (int i = 0; i < 390; i++)
        huge[i] = '9';
    huge[390] = 'p', huge[391] = 't';
    assert_false(length_parse(huge, 0, &points));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_read),
        cmocka_unit_test(others_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
