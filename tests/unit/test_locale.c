/* Languages, countries and days, as the letter's files name them. */
#include "content/reader.h"

#include "desk.h"

static void assert_language(const char *tag, const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *canonical = language_canonical(desk.arena, tag);
    if (want)
        assert_string_equal(canonical, want);
    else
        assert_null(canonical);
}

static void languages_are_canonical(void **state)
{
    (void)state;
    assert_language("en", "en");
    assert_language("EN-us", "en-US");
    assert_language("SR-latn", "sr-Latn");
    assert_language("be-Tarask", "be-tarask");
    assert_language("iw", "he");
    assert_language("zh-hant-tw", "zh-Hant-TW");
    assert_language("lij", "lij");
}

static void what_is_no_language_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",    "english", "en_US", "e", "xx",
                                        "en-", "en--US",  "en US", "-"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_language(wrong[i], NULL);
    g_autofree char *longest = g_strnfill(5000, 'a');
    assert_language(longest, NULL);
}

static void assert_country(const char *code, const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *canonical =
        country_read(desk.diagnostics, desk.arena, code, place_at("a.csv", 2, 3));
    assert_string_equal(canonical, want);
    assert_reports(&desk, "");
}

static void countries_are_canonical(void **state)
{
    (void)state;
    assert_country("LT", "LT");
    assert_country("no", "NO");
    assert_country("XK", "XK");
    assert_country("eu", "EU");
    assert_country("TW", "TW");
}

static void assert_guess(const char *code, const char *words)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(
        country_read(desk.diagnostics, desk.arena, code, place_at("a.csv", 2, 3)));
    assert_reports(&desk, "2:3 country-unknown");
    assert_told(&desk, words);
}

static void what_is_no_country_is_told_with_a_guess(void **state)
{
    (void)state;
    assert_guess("UK", "write GB");
    assert_guess("el", "write GR");
    assert_guess("LTU", "write LT");
    assert_guess("germany", "write DE");
    assert_guess("Kosovo", "write XK");
    assert_guess("UX", "the two letters of ISO 3166");
    assert_guess("", "the two letters of ISO 3166");
    assert_guess("ZZ", "the two letters of ISO 3166");
    assert_guess("\"\x1b[2J", "the two letters of ISO 3166");
}

static void assert_title(const char *code, const char *language, const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_string_equal(country_title(desk.arena, code, language), want);
}

static void countries_have_names_in_each_language(void **state)
{
    (void)state;
    assert_title("LT", "en", "Lithuania");
    assert_title("LT", "lt", "Lietuva");
    assert_title("LT", "be", "Літва");
    assert_title("LT", "sr-Latn", "Litvanija");
    assert_title("XK", "en", "Kosovo");
    assert_title("EU", "en", "European Union");
    assert_title("EU", "de", "Europäische Union");
    assert_title("US", "pl", "Stany Zjednoczone");
}

static void days_are_those_of_the_calendar(void **state)
{
    (void)state;
    static const char *const right[] = {"2020-09-24", "2020-02-29", "1999-12-31"};
    static const char *const wrong[] = {"",           "2020-9-24",        "2020-02-30",
                                        "2019-02-29", "2020-09-010",      "2020-13-01",
                                        "2020-00-10", "2020-10-00",       "24-09-2020",
                                        "2020/09/24", "2020-09-24T00:00", "20200924",
                                        "2020-09-2x", "0000-01-01"};
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        assert_true(date_valid(right[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_false(date_valid(wrong[i]));
}

static void moments_have_an_offset(void **state)
{
    (void)state;
    const char *const right[] = {"2020-09-24", "2020-09-24T18:00Z",
                                 "2020-09-24T18:00:59+02:00", "2020-09-24T00:00-11:30"};
    const char *const wrong[] = {"",
                                 "2020-09-2",
                                 "2020-09-31T18:00Z",
                                 "2020-09-24 18:00Z",
                                 "2020-09-24T18:00",
                                 "2020-09-24T18Z",
                                 "2020-09-24T24:00Z",
                                 "2020-09-24T18:60Z",
                                 "2020-09-24T18:00:Z",
                                 "2020-09-24T18:00+02",
                                 "2020-09-24T18:00+0200",
                                 "2020-09-24T18:00Z ",
                                 "2020-09-24T",
                                 "2020-09-24T18:00+02:00:00"};
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        assert_true(moment_valid(right[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_false(moment_valid(wrong[i]));
    assert_int_equal(moment_seconds("2020-09-24"), 1600905600);
    assert_int_equal(moment_seconds("2020-09-24T18:00:05+02:00"), 1600963205);
    assert_int_equal(moment_seconds("2020-09-24T18:00-02:30"), 1600979400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_canonical),
        cmocka_unit_test(what_is_no_language_is_refused),
        cmocka_unit_test(countries_are_canonical),
        cmocka_unit_test(what_is_no_country_is_told_with_a_guess),
        cmocka_unit_test(countries_have_names_in_each_language),
        cmocka_unit_test(days_are_those_of_the_calendar),
        cmocka_unit_test(moments_have_an_offset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
