/* Quotation marks, apostrophes, dashes and spaces as each language writes them. */
#include "story/parts.h"

#include "desk.h"

/* Who tells a letter in a language of the house. */
static Teller teller_of(Desk *desk, const char *tag)
{
    const char *const paths[] = {".", NULL};
    const Folders folders = {paths};
    const Language *language =
        language_read(desk->diagnostics, desk->arena, &folders, tag, PLACE_NONE);
    assert_non_null(language);
    Letter *letter = arena_one(desk->arena, Letter);
    letter->language = tag;
    return (Teller){.arena = desk->arena, .letter = letter, .language = language};
}

static void assert_mended(const char *tag, const char *source, const char *wanted)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    Teller teller = teller_of(&desk, tag);
    const char *mended = text_punctuated(&teller, source);
    assert_string_equal(mended, wanted);
    assert_string_equal(text_punctuated(&teller, mended), wanted);
    assert_reports(&desk, "");
}

/* Every language says it in marks of its own, whatever they were typed with. */
static void every_language_has_its_marks(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *wanted;
    } CASES[] = {
        {"be", "«a „b“ c»"},    {"uk", "«a „b“ c»"}, {"ru", "«a „b“ c»"},
        {"pl", "„a »b« c”"},    {"lt", "„a „b“ c“"}, {"lv", "“a ‘b’ c”"},
        {"et", "„a „b“ c“"},    {"de", "„a ‚b‘ c“"}, {"fr", "«\u00a0a “b” c\u00a0»"},
        {"cs", "„a ‚b‘ c“"},    {"sk", "„a ‚b‘ c“"}, {"bg", "„a „b“ c“"},
        {"el", "«a “b” c»"},    {"ka", "„a «b» c“"}, {"en", "“a ‘b’ c”"},
        {"en-GB", "“a ‘b’ c”"}, {"sv", "”a ’b’ c”"}, {"da", "»a ›b‹ c«"},
        {"hu", "„a »b« c”"},
    };
    static const char *const SOURCES[] = {"\"a 'b' c\"", "“a ‘b’ c”", "\"a \"b\" c\"",
                                          "«a „b“ c»", "« a « b » c »"};
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(SOURCES); k++)
            assert_mended(CASES[i].tag, SOURCES[k], CASES[i].wanted);
}

static void apostrophes_are_no_quotation(void **state)
{
    (void)state;
    assert_mended("be", "аб'ява \"Сям'я і дом'\"", "аб’ява «Сям’я і дом’»");
    assert_mended("uk", "п'ять, п’ять, пʼять", "п’ять, п’ять, пʼять");
    assert_mended("en", "don't, the '90s, Specimens' list",
                  "don’t, the ’90s, Specimens’ list");
    assert_mended("en", "'tis \"the\" 'end'", "’tis “the” “end”");
    assert_mended("de", "Specimens' 'Geht's?' und 'das war's'",
                  "Specimens’ „Geht’s?“ und „das war’s“");
    assert_mended("cs", "\"the workers' rights\" a 'the workers' rights'",
                  "„the workers’ rights“ a „the workers’ rights“");
    assert_mended("fr", "l'homme, aujourd'hui, d'\"accord\"",
                  "l’homme, aujourd’hui, d’«\u00a0accord\u00a0»");
    assert_mended("ka", "‘90s “‘a’”", "’90s „«a»“");
}

static void what_cannot_be_told_stays(void **state)
{
    (void)state;
    assert_mended("de", "5'10 and 6\" and 7' and a \" b",
                  "5'10 and 6\" and 7' and a „ b");
    assert_mended("sw", "\"a\" - 'b' can't", "\"a\" - 'b' can't");
    assert_mended("de", "", "");
}

static void marks_beside_marks(void **state)
{
    (void)state;
    assert_mended("de", "(\"a\"), \"b\"; \"'c'\" --- \"d\"-e, \"f\"—g, \"...h\"",
                  "(„a“), „b“; „‚c‘“ – „d“-e, „f“—g, „...h“");
    assert_mended("et", "\"Specimen\"il", "„Specimen“il");
    assert_mended("pl", "\"a\u2028b\" \"c", "„a\u2028b” „c");
    assert_mended("uk", "a\" b", "a» b");
}

static void french_marks_have_their_spaces(void **state)
{
    (void)state;
    assert_mended("fr", "Non ! Quoi? Si; voici : a",
                  "Non\u202f! Quoi\u202f? Si\u202f; "
                  "voici\u00a0: a");
    assert_mended("fr", "\"Non !\" dit-il: « si »!",
                  "«\u00a0Non\u202f!\u00a0» dit-il\u00a0: «\u00a0si\u00a0»\u202f!");
    assert_mended("fr", "à 18:30, https://example.org/?a, quoi ?! (?) ; oui",
                  "à 18:30, https://example.org/?a, quoi\u202f?! (?)\u202f; oui");
    assert_mended("fr-CA", "Non ! Quoi? Si; voici: a",
                  "Non ! Quoi? Si; voici\u00a0: a");
    assert_mended("de", "Nein! Was? Ja; so: a", "Nein! Was? Ja; so: a");
}

static void hyphens_between_spaces_are_dashes(void **state)
{
    (void)state;
    assert_mended("ru", "так - и - так, кто-то -- да", "так — и — так, кто-то — да");
    assert_mended("uk", "так --- так – так", "так — так – так");
    assert_mended("fr", "a - b -c ---- d", "a – b -c ---- d");
}

/* The marks' bytes and places move with the text. */
static void spans_and_places_move(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Span spans[] = {{SPAN_EMPHASIS, 0, 5, NULL, 0}, {SPAN_NOTE, 5, 5, NULL, 1}};
    const PlacePoint points[] = {{0, place_at("a.md", 1, 1)},
                                 {10, place_at("a.md", 2, 1)}};
    const RichText rich = {.text = "\"abc\"! de\u2028fg",
                           .length = strlen("\"abc\"! de\u2028fg"),
                           .spans = spans,
                           .n_spans = 2,
                           .points = points,
                           .n_points = 2};
    Teller teller = teller_of(&desk, "fr");
    RichText mended = rich_punctuated(&teller, &rich);
    assert_string_equal(mended.text, "«\u00a0abc\u00a0»\u202f! de\u2028fg");
    assert_int_equal(mended.length, strlen(mended.text));
    size_t quoted = strlen("«\u00a0abc\u00a0»");
    assert_int_equal(mended.spans[0].start, 0);
    assert_int_equal(mended.spans[0].end, quoted);
    assert_int_equal(mended.spans[1].start, quoted);
    size_t word = (size_t)(strstr(mended.text, "de") - mended.text);
    assert_int_equal(
        place_find(mended.points, mended.n_points, mended.text, word).column, 8);
    for (size_t i = 1; i < mended.n_points; i++)
        assert_true(mended.points[i - 1].offset <= mended.points[i].offset);
}

/* Nobody has translated the letter: its words keep their marks. */
static void a_letter_in_another_language_stays(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    Teller teller = teller_of(&desk, "fr");
    Letter letter = {.language = "en-GB"};
    teller.letter = &letter;
    assert_string_equal(text_punctuated(&teller, "\"a\"!"), "\"a\"!");
    letter.language = "FR-ch";
    assert_string_equal(text_punctuated(&teller, "a!"), "a\u202f!");
}

/* A text of nothing but marks takes no time to speak of. */
static void many_marks_are_quick(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"'", "\"", "'a ", "\"a ", "a' ", "«‘"};
    g_auto(Desk) desk;
    desk_init(&desk);
    Teller teller = teller_of(&desk, "fr");
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 400000)
            g_string_append(text, PARTS[i]);
        gint64 begin = g_get_monotonic_time();
        assert_non_null(text_punctuated(&teller, text->str));
        assert_true(g_get_monotonic_time() - begin < 20 * G_USEC_PER_SEC);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_its_marks),
        cmocka_unit_test(apostrophes_are_no_quotation),
        cmocka_unit_test(what_cannot_be_told_stays),
        cmocka_unit_test(marks_beside_marks),
        cmocka_unit_test(french_marks_have_their_spaces),
        cmocka_unit_test(hyphens_between_spaces_are_dashes),
        cmocka_unit_test(spans_and_places_move),
        cmocka_unit_test(a_letter_in_another_language_stays),
        cmocka_unit_test(many_marks_are_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
