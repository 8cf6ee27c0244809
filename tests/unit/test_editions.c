/* Editions: what each is, what is wrong with it, and which of them that breaks. */
#include "content/content.h"

#include "desk.h"

static const Letter *letter_on(Desk *desk)
{
    Letter *letter = arena_one(desk->arena, Letter);
    *letter = (Letter){.folder = desk->folder,
                       .path = desk_path(desk, "letter.md"),
                       .language = "sr-Latn"};
    return letter;
}

static const Editions *editions_of(Desk *desk, const char *yaml)
{
    desk_write(desk, "editions.yaml", yaml);
    return editions_read(desk->diagnostics, desk->arena, letter_on(desk), NULL);
}

/* The one edition of a file that has no others. */
static const Edition *edition_of(Desk *desk, const char *yaml)
{
    const Editions *editions = editions_of(desk, yaml);
    assert_non_null(editions);
    assert_int_equal(editions->n_editions, 1);
    return editions->editions;
}

/* Checks that the edition `yaml` is broken by what is reported. */
static void assert_breaks(const char *yaml, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autofree char *file = g_strconcat("editions:\n  one: ", yaml, "\n", NULL);
    const Edition *edition = edition_of(&desk, file);
    assert_reports(&desk, reports);
    assert_true(edition->broken);
}

static void without_a_file_there_is_one_edition(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions =
        editions_read(desk.diagnostics, desk.arena, letter_on(&desk), NULL);
    assert_int_equal(editions->n_editions, 1);
    const Edition *edition = editions->editions;
    assert_string_equal(edition->name, "sr-Latn");
    assert_string_equal(edition->file, "sr-Latn");
    assert_string_equal(edition->language, "sr-Latn");
    assert_string_equal(edition->layout, "letter");
    assert_null(edition->country);
    assert_int_equal(edition->selection, ROSTER_ALL);
    assert_int_equal(edition->pages, 0);
    assert_true(edition->opening);
    assert_false(edition->broken);
    assert_string_equal(edition->place.file, desk_path(&desk, "letter.md"));
    assert_reports(&desk, "");
}

/* The country says on which paper, or the region of the language. */
static void paper_goes_by_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *layout;
    } CASES[] = {
        {"country: US", "letter-us"},
        {"country: CA, language: fr", "letter-us"},
        {"country: DE, language: en-US", "letter"},
        {"country: EU", "letter"},
        {"country: XK", "letter"},
        {"language: en", "letter"},
        {"language: be", "letter"},
        {"language: en-US", "letter-us"},
        {"language: es-MX", "letter-us"},
        {"language: en-GB", "letter"},
        {"layout: { A4: sans, Letter: wide }, country: US", "wide"},
        {"layout: { A4: sans, Letter: wide }, country: BE", "sans"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        g_autofree char *yaml = g_strdup_printf(
            "defaults: { layout: auto }\neditions:\n  one: { %s }\n", CASES[i].keys);
        assert_string_equal(edition_of(&desk, yaml)->layout, CASES[i].layout);
        assert_reports(&desk, "");
    }
}

static void every_key_is_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Edition *edition =
        edition_of(&desk, "editions:\n  us.1:\n    language: EN-us\n"
                          "    layout: letter-us\n    country: us\n"
                          "    roster: own-first\n    pages: 4\n"
                          "    file: countries/us-1.2\n    opening: no\n");
    assert_reports(&desk, "");
    assert_string_equal(edition->name, "us.1");
    assert_string_equal(edition->language, "en-US");
    assert_string_equal(edition->layout, "letter-us");
    assert_string_equal(edition->country, "US");
    assert_int_equal(edition->selection, ROSTER_OWN_FIRST);
    assert_int_equal(edition->pages, 4);
    assert_string_equal(edition->file, "countries/us-1.2");
    assert_false(edition->opening);
    assert_false(edition->broken);
    assert_int_equal(edition->place.line, 2);
    assert_int_equal(edition->place.column, 3);
}

static void an_edition_lies_over_the_defaults(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_of(
        &desk, "defaults: { language: be, layout: sans, pages: 4, country: XK }\n"
               "editions:\n  one: { layout: letter, roster: own-only }\n"
               "  two: { pages: , country: EU }\n  three:\n");
    assert_reports(&desk, "");
    const Edition *one = editions->editions;
    assert_string_equal(one[0].language, "be");
    assert_string_equal(one[0].layout, "letter");
    assert_int_equal(one[0].pages, 4);
    assert_string_equal(one[0].country, "XK");
    assert_int_equal(one[0].selection, ROSTER_OWN_ONLY);
    assert_string_equal(one[1].layout, "sans");
    assert_int_equal(one[1].pages, 0);
    assert_string_equal(one[1].country, "EU");
    assert_string_equal(one[2].name, "three");
    assert_int_equal(one[2].pages, 4);
}

static void what_is_left_out_is_the_letters(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Edition *edition = edition_of(&desk, "defaults:\neditions: { a: {} }\n");
    assert_reports(&desk, "");
    assert_string_equal(edition->language, "sr-Latn");
    assert_string_equal(edition->layout, "letter");
    assert_string_equal(edition->file, "a");
    assert_true(edition->opening);
    assert_int_equal(edition->selection, ROSTER_ALL);
}

static void wrong_values_break_the_edition(void **state)
{
    (void)state;
    assert_breaks("{ language: english }", "2:20 bad-value");
    assert_breaks("{ language: xx }", "2:20 bad-value");
    assert_breaks("{ language: { a: b } }", "2:20 yaml-kind");
    assert_breaks("{ country: UK }", "2:19 country-unknown");
    assert_breaks("{ roster: own }", "2:18 bad-value");
    assert_breaks("{ pages: 0 }", "2:17 bad-value");
    assert_breaks("{ pages: 4.5 }", "2:17 bad-value");
    assert_breaks("{ opening: maybe }", "2:19 bad-value");
    assert_breaks("{ layout: [a] }", "2:18 yaml-kind");
    assert_breaks("{ layout: { A4: sans } }", "2:18 bad-value");
    assert_breaks("{ layout: { A4: sans, A5: sans } }", "2:30 unknown-key");
    assert_breaks("english", "2:8 yaml-kind");
    assert_breaks("{ langauge: en }", "2:10 unknown-key");
    assert_breaks("{ pages: 0, opening: x }", "2:17 bad-value, 2:29 bad-value");
}

static void what_is_reported_says_what_was_meant(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    edition_of(&desk,
               "editions:\n  a: { langauge: en, country: UK, roster: own-frist }\n");
    assert_told(&desk, "did you mean 'language'?");
    assert_told(&desk, "write GB");
    assert_told(&desk, "'own-first'");
}

static void own_names_need_a_country(void **state)
{
    (void)state;
    assert_breaks("{ roster: own-first }", "2:3 edition-country");
    assert_breaks("{ roster: own-only }", "2:3 edition-country");
    assert_breaks("{ roster: own-only, country: UX }", "2:37 country-unknown");
}

static void two_languages_stand_side_by_side(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Edition *edition =
        edition_of(&desk, "editions:\n  en-be: { language: [EN, be] }\n");
    assert_string_equal(edition->language, "en");
    assert_string_equal(edition->second, "be");
    assert_breaks("{ language: [en] }", "2:20 bad-value");
    assert_breaks("{ language: [] }", "2:20 bad-value");
    assert_breaks("{ language: [en, EN] }", "2:20 bad-value");
    assert_breaks("{ language: [en, be, uk] }", "2:20 bad-value");
    assert_breaks("{ language: [en, english] }", "2:25 bad-value");
    assert_breaks("{ language: [en, { a: b }] }", "2:25 yaml-kind");
    assert_breaks("{ language: [en, auto] }", "2:25 bad-value");
    assert_breaks("{ language: auto }", "2:20 bad-value");
}

static void a_broken_edition_leaves_the_others(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions =
        editions_of(&desk, "editions:\n  a: { pages: many }\n  b: { pages: 2 }\n");
    assert_int_equal(editions->n_editions, 2);
    assert_true(editions->editions[0].broken);
    assert_false(editions->editions[1].broken);
}

static void wrong_defaults_break_all(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_of(
        &desk, "defaults: { pages: many, colour: red }\neditions: { a: , b: }\n");
    assert_reports(&desk, "1:26 unknown-key, 1:20 bad-value");
    assert_true(editions->editions[0].broken);
    assert_true(editions->editions[1].broken);
    editions = editions_of(&desk, "defaults: [a]\neditions: { a: {} }\n");
    assert_true(editions->editions[0].broken);
}

static void names_are_files_names(void **state)
{
    (void)state;
    static const char *const wrong[] = {"a/b", "..", ".a", "a b", "é", "''"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        g_autofree char *yaml = g_strdup_printf("editions:\n  %s: {}\n", wrong[i]);
        assert_true(edition_of(&desk, yaml)->broken);
        assert_reports(&desk, "2:3 edition-name");
    }
}

static void no_file_escapes_the_output(void **state)
{
    (void)state;
    static const char *const wrong[] = {"../a", "/a",   "a/../../b", "a/./b",
                                        "a//b", "a/",   "a b",       ".a",
                                        "a/.b", "a\\b", "a.pdf"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *yaml = g_strdup_printf("{ file: %s }", wrong[i]);
        assert_breaks(yaml, "2:16 edition-file");
    }
    assert_breaks("{ file: \"a\\u202eb\" }", "2:16 edition-file");
}

static void two_editions_of_one_file_are_not_made(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_of(
        &desk, "editions:\n  a: {}\n  b: { file: a }\n  c: {}\n  d: { file: a }\n");
    assert_reports(&desk, "3:3 edition-file-double, 5:3 edition-file-double");
    assert_true(editions->editions[0].broken);
    assert_true(editions->editions[1].broken);
    assert_false(editions->editions[2].broken);
    assert_true(editions->editions[3].broken);
}

static void a_file_that_says_nothing_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *reports;
    } cases[] = {
        {"", "editions-empty"},
        {"editions:\n", "1:1 editions-empty"},
        {"editions: {}\n", "1:11 editions-empty"},
        {"editions: [en]\n", "1:11 yaml-kind"},
        {"- en\n", "1:1 yaml-kind, editions-empty"},
        {"edition: { a: {} }\n", "1:1 unknown-key, editions-empty"},
        {"editions: { a: { b: 1 } }\ndefault: {}\n",
         "2:1 unknown-key, 1:18 unknown-key"},
        {"editions: { a: {}, a: {} }\n", "1:20 yaml-double-key"},
        {"editions: { a: [\n", "2:1 yaml-syntax"},
        {"editions: \xff\n", "1:11 not-utf8"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        assert_null(editions_of(&desk, cases[i].yaml));
        assert_reports(&desk, cases[i].reports);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_there_is_one_edition),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(paper_goes_by_the_place),
        cmocka_unit_test(an_edition_lies_over_the_defaults),
        cmocka_unit_test(what_is_left_out_is_the_letters),
        cmocka_unit_test(wrong_values_break_the_edition),
        cmocka_unit_test(what_is_reported_says_what_was_meant),
        cmocka_unit_test(own_names_need_a_country),
        cmocka_unit_test(two_languages_stand_side_by_side),
        cmocka_unit_test(a_broken_edition_leaves_the_others),
        cmocka_unit_test(wrong_defaults_break_all),
        cmocka_unit_test(names_are_files_names),
        cmocka_unit_test(no_file_escapes_the_output),
        cmocka_unit_test(two_editions_of_one_file_are_not_made),
        cmocka_unit_test(a_file_that_says_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
