/* Languages: which files lie over which, labels, and what is wrong in them. */
#include "style/style.h"

#include "desk.h"

#define ROOT                                                                           \
    "hyphenation: none\nleast-before: 2\nleast-after: 3\ntie-after: [No.]\n"           \
    "particles: [van]\n"                                                               \
    "labels: { specimen: SPECIMEN, draft: DRAFT, and: '&' }\n"

/* Reads a language from the folders, which end with NULL. */
static const Language *language_in(Desk *desk, const char *const *paths,
                                   const char *tag)
{
    const Folders folders = {paths};
    return language_read(desk->diagnostics, desk->arena, &folders, tag,
                         place_at("letter.md", 3, 11));
}

/* The language of the desk's folder alone. */
static const Language *language_on(Desk *desk, const char *tag)
{
    const char *const paths[] = {desk->folder, NULL};
    return language_in(desk, paths, tag);
}

/* The language of the clone, with a letter on the desk. */
static const Language *language_of_house(Desk *desk, const char *tag)
{
    const char *const paths[] = {desk->folder, ".", NULL};
    return language_in(desk, paths, tag);
}

static const char *label(const Language *language, const char *key)
{
    Place place;
    return language_label(language, key, &place);
}

/* Checks that languages/en.yaml of a letter is refused, and what is reported. */
static void assert_refused(const char *yaml, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "languages/en.yaml", yaml);
    assert_null(language_of_house(&desk, "en"));
    assert_reports(&desk, reports);
}

static void forms_of_a_tag_lie_over_each_other(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/languages/root.yaml", ROOT);
    desk_write(&desk, "layouts/languages/sr.yaml",
               "hyphenation: sr_RS\none-letter: cost\nleast-after: 2\n"
               "labels: { specimen: УЗОРАК, and: и }\n");
    const char *latin = desk_write(&desk, "layouts/languages/sr-Latn.yaml",
                                   "hyphenation: sr-Latn_RS\ntie-after: [dr, br.]\n"
                                   "labels: { and: i }\n");
    const Language *language = language_on(&desk, "sr-Latn-RS");
    assert_reports(&desk, "");
    assert_string_equal(language->tag, "sr-Latn-RS");
    assert_string_equal(language->path, latin);
    assert_string_equal(language->hyphenation, "sr-Latn_RS");
    assert_int_equal(language->one_letter, TIE_COST);
    assert_int_equal(language->least_before, 2);
    assert_int_equal(language->least_after, 2);
    assert_int_equal(language->n_tie_after, 2);
    assert_string_equal(language->tie_after[1], "br.");
    assert_int_equal(language->n_particles, 1);
    assert_string_equal(label(language, "and"), "i");
    assert_string_equal(label(language, "specimen"), "УЗОРАК");
    assert_string_equal(label(language, "draft"), "DRAFT");
}

static void a_tag_is_read_whatever_its_case(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Language *language = language_of_house(&desk, "SR-latn-rs");
    assert_non_null(language);
    assert_string_equal(language->path, "layouts/languages/sr-Latn.yaml");
    language = language_of_house(&desk, "EN-gb");
    assert_string_equal(language->path, "layouts/languages/en-GB.yaml");
    assert_reports(&desk, "");
}

static void a_language_without_a_file_has_what_is_common(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/languages/root.yaml", ROOT);
    const char *const tags[] = {"sw", "root", "", "../x", "x/y", "sw-..", "-"};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        const Language *language = language_on(&desk, tags[i]);
        assert_non_null(language);
        assert_string_equal(language->tag, tags[i]);
        assert_null(language->path);
        assert_null(language->hyphenation);
        assert_string_equal(language->hyphen, "\u2010");
        assert_int_equal(language->one_letter, TIE_FREE);
        assert_string_equal(label(language, "and"), "&");
    }
    assert_reports(&desk, "");
}

static void a_letter_says_it_differently(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *own = desk_write(&desk, "languages/en.yaml",
                                 "hyphenation: none\nlabels:\n  specimen: Made up\n");
    const Language *language = language_of_house(&desk, "en-GB");
    assert_reports(&desk, "");
    assert_string_equal(language->path, own);
    assert_null(language->hyphenation);
    Place place;
    assert_string_equal(language_label(language, "specimen", &place), "Made up");
    assert_string_equal(place.file, own);
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 13);
    assert_string_equal(label(language, "and"), "and");
    assert_null(language_label(language, "seal", &place));
}

static void a_letter_may_bring_a_language(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "languages/sw.yaml", "labels: { and: na }\nleast-before: 4\n");
    const Language *language = language_of_house(&desk, "sw-KE");
    assert_reports(&desk, "");
    assert_int_equal(language->least_before, 4);
    assert_string_equal(label(language, "and"), "na");
    assert_non_null(label(language, "specimen"));
}

static void letters_have_forms_of_their_own(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Language *language = language_of_house(&desk, "sr");
    assert_string_equal(language->upright_forms, "б");
    assert_string_equal(language->italic_forms, "бгдпт");
    language = language_of_house(&desk, "be");
    assert_null(language->upright_forms);
    assert_null(language->italic_forms);
    desk_write(&desk, "languages/be.yaml", "letter-forms: { italic: д }\n");
    language = language_of_house(&desk, "be");
    assert_null(language->upright_forms);
    assert_string_equal(language->italic_forms, "д");
    assert_reports(&desk, "");
    assert_refused("letter-forms: { cursive: д, upright: [д] }\n",
                   "1:17 unknown-key, 1:38 yaml-kind");
    assert_refused("letter-forms: д\n", "1:15 yaml-kind");
}

static void without_root_nothing_is_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/languages/en.yaml", "labels: { and: and }\n");
    assert_null(language_on(&desk, "en"));
    assert_reports(&desk, "language-root-missing");
    assert_int_equal(diagnostics_status(desk.diagnostics), 3);
}

static void mistakes_are_told_in_one_go(void **state)
{
    (void)state;
    assert_refused("hyphenaton: en_GB\nlabels: { page-of-page: a, and: [b] }\n"
                   "least-before: 0\none-letter: sometimes\ntie-after: { a: b }\n",
                   "2:11 unknown-key, 2:33 yaml-kind, 1:1 unknown-key, "
                   "3:15 bad-value, 5:12 yaml-kind, 4:13 bad-value");
    assert_refused("- en\n", "1:1 yaml-kind");
    assert_refused("labels: [and]\n", "1:9 yaml-kind");
    assert_refused("labels: { and: and\n", "2:1 yaml-syntax");
}

static void a_label_is_never_empty(void **state)
{
    (void)state;
    assert_refused("labels: { specimen: '' }\n", "1:21 bad-value");
    assert_refused("labels: { specimen: }\n", "1:11 bad-value");
    assert_refused("labels: { draft: ' ' }\n", "1:18 bad-value");
}

static void a_broken_word_shows_it(void **state)
{
    (void)state;
    assert_refused("hyphen: none\n", "1:9 bad-value");
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "languages/hy.yaml", "hyphen: \"\\u058a\"\n");
    assert_string_equal(language_of_house(&desk, "hy")->hyphen, "\u058a");
}

/* Every file of layouts/languages/ is good, and gives each label. */
static void languages_of_the_house_are_good(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    size_t n_files = 0;
    g_autoptr(GDir) folder = g_dir_open("layouts/languages", 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder)); n_files++) {
        g_autofree char *tag = g_strndup(name, strlen(name) - strlen(".yaml"));
        const Language *language = language_of_house(&desk, tag);
        assert_non_null(language);
        assert_non_null(label(language, "page-of-pages"));
        assert_non_null(label(language, "count"));
        if (strcmp(tag, "root") == 0)
            continue;
        assert_non_null(language->path);
        assert_true(g_str_has_suffix(language->path, name));
    }
    assert_reports(&desk, "");
    assert_true(n_files > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_a_tag_lie_over_each_other),
        cmocka_unit_test(a_tag_is_read_whatever_its_case),
        cmocka_unit_test(a_language_without_a_file_has_what_is_common),
        cmocka_unit_test(a_letter_says_it_differently),
        cmocka_unit_test(a_letter_may_bring_a_language),
        cmocka_unit_test(letters_have_forms_of_their_own),
        cmocka_unit_test(without_root_nothing_is_read),
        cmocka_unit_test(mistakes_are_told_in_one_go),
        cmocka_unit_test(a_label_is_never_empty),
        cmocka_unit_test(a_broken_word_shows_it),
        cmocka_unit_test(languages_of_the_house_are_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
