/* Places: interned names, and places of bytes by points. */
#include "base/place.h"

#include <setjmp.h>
#include <stdarg.h>

#include <glib.h>

#include <cmocka.h>

static void names_are_interned(void **state)
{
    (void)state;
    char name[] = "letter.md";
    Place a = place_at(name, 3, 4), b = place_file("letter.md");
    name[0] = 'x';
    assert_ptr_equal(a.file, b.file);
    assert_string_equal(a.file, "letter.md");
    assert_int_equal(b.line, 0);
    assert_null(place_at(NULL, 1, 1).file);
}

static void bytes_are_found_by_points(void **state)
{
    (void)state;
    const char *text = "šč-abc";
    const PlacePoint points[] = {{2, place_at("a", 1, 10)}, {5, place_at("a", 2, 1)}};
    assert_null(place_find(points, 2, text, 0).file);
    assert_int_equal(place_find(points, 2, text, 2).column, 10);
    assert_int_equal(place_find(points, 2, text, 4).column, 11);
    assert_int_equal(place_find(points, 2, text, 5).line, 2);
    assert_int_equal(place_find(points, 2, text, 7).column, 3);
}

static void a_whole_line_stays_one(void **state)
{
    (void)state;
    const PlacePoint points[] = {{0, place_at("a", 5, 0)}};
    assert_int_equal(place_find(points, 1, "abc", 2).column, 0);
    assert_null(place_find(NULL, 0, "abc", 2).file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_interned),
        cmocka_unit_test(bytes_are_found_by_points),
        cmocka_unit_test(a_whole_line_stays_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
