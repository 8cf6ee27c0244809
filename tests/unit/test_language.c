/* Languages: which files lie over which, labels, and what is wrong in them. */
#include "style/style.h"

#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

#include "content/content.h"
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

static void marks_are_four_or_none(void **state)
{
    (void)state;
    assert_refused("quotes: [a, b]\n", "1:9 bad-value");
    assert_refused("quotes: [a, b, c, '']\n", "1:9 bad-value");
    assert_refused("quotes: x\n", "1:9 bad-value");
    assert_refused("space-before: [\"\\u202f\"]\n", "1:15 bad-value");
    assert_refused("space-before: [\"!?\"]\n", "1:15 bad-value");
    assert_refused("space-before: [\" a\"]\n", "1:15 bad-value");
    assert_refused("dash: [x]\n", "1:7 yaml-kind");
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "languages/de.yaml",
               "quotes: []\nspace-before: []\ndash: none\n");
    const Language *language = language_of_house(&desk, "de");
    assert_int_equal(language->n_quotes, 0);
    assert_null(language->dash);
    assert_reports(&desk, "");
}

/* CLDR's mark of a language. */
static void assert_delimiter(const char *tag, ULocaleDataDelimiterType type,
                             const char *mark)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[8];
    char text[3 * G_N_ELEMENTS(wide)];
    ULocaleData *data = ulocdata_open(tag, &status);
    ulocdata_getDelimiter(data, type, wide, G_N_ELEMENTS(wide), &status);
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    ulocdata_close(data);
    assert_true(U_SUCCESS(status));
    if (!strstr(mark, text))
        fail_msg("%s: '%s', and CLDR '%s'", tag, mark, text);
}

/* Where the style guides that the files name agree with CLDR. */
static void marks_are_those_of_cldr(void **state)
{
    (void)state;
    static const char *const TAGS[] = {"be", "uk", "ru", "pl", "lt", "lv", "et",
                                       "de", "fr", "cs", "sk", "bg", "el", "ka",
                                       "en", "fi", "hu", "ro", "sv"};
    g_auto(Desk) desk;
    desk_init(&desk);
    for (size_t i = 0; i < G_N_ELEMENTS(TAGS); i++) {
        const Language *language = language_of_house(&desk, TAGS[i]);
        assert_int_equal(language->n_quotes, 4);
        assert_non_null(language->dash);
        assert_delimiter(TAGS[i], ULOCDATA_QUOTATION_START, language->quotes[0]);
        assert_delimiter(TAGS[i], ULOCDATA_QUOTATION_END, language->quotes[1]);
    }
}

/* Its Academy asks for angled marks; CLDR has them in ICU 72 and others in ICU 76. */
static void spanish_marks_are_those_of_its_academy(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Language *language = language_of_house(&desk, "es");
    assert_int_equal(language->n_quotes, 4);
    assert_string_equal(language->quotes[0], "«");
    assert_string_equal(language->quotes[1], "»");
    assert_non_null(language->dash);
}

/* As dates have them, and as they stand alone. */
static void months_are_those_of_cldr(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *in_date, *alone;
    } CASES[] = {{"be", "верасня", "верасень"},   {"uk", "вересня", "вересень"},
                 {"pl", "września", "wrzesień"},  {"lt", "rugsėjo", "rugsėjis"},
                 {"cs", "září", "září"},          {"el", "σεπτεμβρίου", "σεπτέμβριος"},
                 {"de", "september", "september"}};
    g_auto(Desk) desk;
    desk_init(&desk);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Language *language = language_of_house(&desk, CASES[i].tag);
        assert_int_equal(language->n_months, 24);
        assert_string_equal(language->months[8], CASES[i].in_date);
        assert_string_equal(language->months[20], CASES[i].alone);
    }
}

static void assert_counted(Desk *desk, const char *tag, long number, const char *wanted)
{
    Place place;
    const Language *language = language_of_house(desk, tag);
    const char *pattern = language_label(language, "count", &place);
    const MessageArgument arguments[] = {{.name = "names", .number = number},
                                         {.name = "countries", .number = number}};
    assert_string_equal(message_format(desk->diagnostics, desk->arena, pattern, place,
                                       tag, arguments, 2),
                        wanted);
}

/* One, a few, many, and 21, which is one again in some languages. */
static void names_are_counted_by_the_plural(void **state)
{
    (void)state;
    static const long NUMBERS[] = {1, 2, 5, 21, 270};
    static const struct {
        const char *tag, *wanted[5];
    } CASES[] = {
        {"be",
         {"1 подпіс з 1 краіны", "2 подпісы з 2 краін", "5 подпісаў з 5 краін",
          "21 подпіс з 21 краіны", "270 подпісаў з 270 краін"}},
        {"uk",
         {"1 підпис з 1 країни", "2 підписи з 2 країн", "5 підписів з 5 країн",
          "21 підпис з 21 країни", "270 підписів з 270 країн"}},
        {"ru",
         {"1 подпись из 1 страны", "2 подписи из 2 стран", "5 подписей из 5 стран",
          "21 подпись из 21 страны", "270 подписей из 270 стран"}},
        {"pl",
         {"1 podpis z 1 kraju", "2 podpisy z 2 krajów", "5 podpisów z 5 krajów",
          "21 podpisów z 21 krajów", "270 podpisów z 270 krajów"}},
        {"lt",
         {"1 parašas iš 1 šalies", "2 parašai iš 2 šalių", "5 parašai iš 5 šalių",
          "21 parašas iš 21 šalies", "270 parašų iš 270 šalių"}},
        {"lv",
         {"1 paraksts no 1 valsts", "2 paraksti no 2 valstīm",
          "5 paraksti no 5 valstīm", "21 paraksts no 21 valsts",
          "270 parakstu no 270 valstīm"}},
        {"cs",
         {"1 podpis z 1 země", "2 podpisy z 2 zemí", "5 podpisů z 5 zemí",
          "21 podpisů z 21 zemí", "270 podpisů z 270 zemí"}},
        {"ka",
         {"1 ხელმოწერა 1 ქვეყნიდან", "2 ხელმოწერა 2 ქვეყნიდან",
          "5 ხელმოწერა 5 ქვეყნიდან", "21 ხელმოწერა 21 ქვეყნიდან",
          "270 ხელმოწერა 270 ქვეყნიდან"}},
    };
    g_auto(Desk) desk;
    desk_init(&desk);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(NUMBERS); k++)
            assert_counted(&desk, CASES[i].tag, NUMBERS[k], CASES[i].wanted[k]);
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
        cmocka_unit_test(marks_are_four_or_none),
        cmocka_unit_test(marks_are_those_of_cldr),
        cmocka_unit_test(spanish_marks_are_those_of_its_academy),
        cmocka_unit_test(months_are_those_of_cldr),
        cmocka_unit_test(names_are_counted_by_the_plural),
        cmocka_unit_test(languages_of_the_house_are_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
