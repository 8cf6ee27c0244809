/* Nearest words: what is meant, and what is not. */
#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const words[] = {"size", "indent", "leading", "en", "measure", NULL};

static void slips_are_found(void **state)
{
    (void)state;
    assert_string_equal(nearest_find("indnet", words), "indent");
    assert_string_equal(nearest_find("Leading", words), "leading");
    assert_string_equal(nearest_find("mesure", words), "measure");
    assert_string_equal(nearest_find("sizes", words), "size");
    assert_string_equal(nearest_find("ne", words), "en");
}

static void strangers_are_not(void **state)
{
    (void)state;
    assert_null(nearest_find("colour", words));
    assert_null(nearest_find("fr", words));
    assert_null(nearest_find("", words));
    assert_null(
        nearest_find("a word that is much longer than any that a table of names "
                     "would ever hold",
                     words));
    assert_null(nearest_find("en", (const char *const[]){NULL}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_are_found),
        cmocka_unit_test(strangers_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
