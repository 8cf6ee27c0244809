/* Sums: no two rows of values have the same one. */
#include <utime.h>

#include "desk.h"

#define SUM(digits, ...)                                                               \
    const char *digits;                                                                \
    do {                                                                               \
        Sum sum = sum_begin();                                                         \
        __VA_ARGS__;                                                                   \
        digits = g_intern_string(sum_end(&sum).text);                                  \
    } while (0)

static void rows_of_values_do_not_run_together(void **state)
{
    (void)state;
    SUM(apart, sum_text(&sum, "ab"), sum_text(&sum, "c"));
    SUM(same, sum_text(&sum, "ab"), sum_text(&sum, "c"));
    SUM(shifted, sum_text(&sum, "a"), sum_text(&sum, "bc"));
    SUM(empty, sum_text(&sum, "abc"), sum_text(&sum, ""));
    SUM(none, sum_text(&sum, "abc"), sum_text(&sum, NULL));
    SUM(alone, sum_text(&sum, "abc"));
    const char *all[] = {apart, shifted, empty, none, alone};
    assert_string_equal(apart, same);
    assert_int_equal(strlen(apart), 64);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(all[i], all[k]);
}

static void numbers_count_to_their_last_bit(void **state)
{
    (void)state;
    SUM(third, sum_number(&sum, 0.1 + 0.2));
    SUM(near, sum_number(&sum, 0.3));
    SUM(one, sum_count(&sum, 1));
    SUM(two, sum_count(&sum, 2));
    assert_string_not_equal(third, near);
    assert_string_not_equal(one, two);
}

static void files_count_by_path_size_and_time(void **state)
{
    Desk *desk = *state;
    const char *path = desk_write(desk, "font.ttf", "bytes");
    const char *other = desk_write(desk, "other.ttf", "bytes");
    const struct utimbuf then = {1000, 1000}, later = {1000, 1001};
    utime(path, &then);
    utime(other, &then);
    SUM(first, sum_file(&sum, path));
    SUM(again, sum_file(&sum, path));
    SUM(elsewhere, sum_file(&sum, other));
    utime(path, &later);
    SUM(touched, sum_file(&sum, path));
    desk_write(desk, "font.ttf", "more bytes");
    utime(path, &then);
    SUM(grown, sum_file(&sum, path));
    g_remove(path);
    SUM(gone, sum_file(&sum, path));
    assert_string_equal(first, again);
    assert_string_not_equal(first, elsewhere);
    assert_string_not_equal(first, touched);
    assert_string_not_equal(first, grown);
    assert_string_not_equal(first, gone);
}

/* The examples that NIST gives with FIPS 180-4. */
static void sums_are_those_of_the_standard(void **state)
{
    (void)state;
    assert_string_equal(
        sum_of("", 0).text,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(
        sum_of("abc", 3).text,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_standard),
        cmocka_unit_test(rows_of_values_do_not_run_together),
        cmocka_unit_test(numbers_count_to_their_last_bit),
        cmocka_unit_test_setup_teardown(files_count_by_path_size_and_time, desk_open,
                                        desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
