/* Where lines may end, and that widths by sums are widths of glyphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "type.h"

static const LineFit NATURAL = {.stretch = 1};

static int english(void **state)
{
    *state = type_new("en");
    return 0;
}

static int teardown(void **state)
{
    type_free(*state);
    return 0;
}

/* Every line between two breaks is as wide as its glyphs are. */
static void check_widths(Type *type, const Shaped *shaped)
{
    for (size_t from = 0; from + 1 < shaped->n_breaks; from++)
        for (size_t to = from + 1; to < shaped->n_breaks; to++) {
            GlyphLine line = shaped_line(shaped, type->arena, from, to, NATURAL);
            double sums = type_width(shaped, from, to);
            bool short_line = shaped->breaks[to].end < shaped->breaks[from].start + 8;
            if (!short_line && (sums > line.width + 0.01 || sums < line.width - 0.01))
                fail_msg("%zu to %zu: %.3f by sums, %.3f by glyphs", from, to, sums,
                         line.width);
        }
}

static void widths_are_those_of_glyphs(void **state)
{
    Type *type = *state;
    check_widths(type,
                 type_body(type, "The office of difficult, efficient affiliates “A "
                                 "Tower of Voices” by AVATAR, T. W. Yves To."));
    check_widths(type,
                 type_body(type, "soft\u00adware co\u00adop dif\u00adfi\u00adcult"));
    check_widths(type, type_name(type, "Specimen שם לדוגמה 017, Ávila-Šrámková"));
}

static void spaces_vanish_at_the_end(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "one two");
    assert_int_equal(shaped->n_breaks, 3);
    assert_int_equal(shaped->breaks[1].end, 3);
    assert_int_equal(shaped->breaks[1].start, 4);
    GlyphLine line = shaped_line(shaped, type->arena, 0, 1, NATURAL);
    assert_string_equal(type_reading(type, &line), "one");
}

static void lines_that_are_asked_for(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "one\u2028\u2028two");
    assert_int_equal(shaped->n_breaks, 4);
    assert_int_equal(shaped->breaks[1].kind, BREAK_FORCED);
    assert_int_equal(shaped->breaks[2].kind, BREAK_FORCED);
    GlyphLine empty = shaped_line(shaped, type->arena, 1, 2, NATURAL);
    assert_int_equal(empty.n_runs, 0);
    GlyphLine last = shaped_line(shaped, type->arena, 2, 3, NATURAL);
    assert_string_equal(type_reading(type, &last), "two");
}

static void an_empty_text(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "");
    assert_int_equal(shaped->n_breaks, 2);
    assert_true(type_width(shaped, 0, 1) == 0);
}

static void words_are_hyphenated(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_body(type, "legislators table")),
                        "leg~is~la~tors|ta~ble");
}

static void parts_have_their_least_letters(void **state)
{
    Type *type = *state;
    Language *language = arena_copy(type->arena, type->language, sizeof *language);
    language->least_before = 4;
    language->least_after = 5;
    type->language = language;
    assert_string_equal(type_breaks(type, type_body(type, "legislators")),
                        "legis~lators");
}

static void names_are_not(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_name(type, "Specimen Legislator")),
                        "Specimen|Legislator");
}

static void soft_hyphens_rule_their_word(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_body(type, "legis\u00adlators")),
                        "legis\u00ad~lators");
}

static void compounds_are_dear(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_body(type, "ill-treatment")),
                        "ill-|treat~!ment");
}

static void titles_keep_with_names(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_body(type, "that Ms. Kay and (Mr. Kay")),
                        "that|Ms. Kay|and|(Mr. Kay");
}

static void one_letter_words_are_dear(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_body(type, "what I am")), "what|I |!am");
}

static void one_letter_words_never_end_a_line(void **state)
{
    Type *type = type_new("cs");
    assert_string_equal(type_breaks(type, type_name(type, "slovo v slovo")),
                        "slovo|v slovo");
    type_free(type);
    (void)state;
}

static void initials_and_particles(void **state)
{
    Type *type = *state;
    const Shaped *initials = type_name(type, "J. K. Specimen");
    assert_true(initials->breaks[1].penalty >= 500);
    const Shaped *particle = type_name(type, "Specimen van der Berg");
    assert_int_equal(particle->n_breaks, 5);
    assert_true(particle->breaks[1].penalty < 100);
    assert_true(particle->breaks[2].penalty >= 1000);
    assert_true(particle->breaks[3].penalty >= 1000);
}

static void dashes_and_units(void **state)
{
    Type *type = *state;
    assert_string_equal(type_breaks(type, type_body(type, "so – or 10 000 €")),
                        "so –|or|10 000 €");
    assert_string_equal(type_breaks(type, type_body(type, "a\u00a0b")), "a\u00a0b");
}

/* Checks where lines may end in a text of a language: see type_breaks. */
static void assert_breaks(const char *tag, const char *text, const char *wanted)
{
    Type *type = type_new(tag);
    assert_string_equal(type_breaks(type, type_body(type, text)), wanted);
    type_free(type);
}

static void numbers_keep_with_units_and_signs(void **state)
{
    (void)state;
    assert_breaks("be", "з 10 км, 5 % і № 5", "з |!10 км,|5 %|і |!№ 5");
    assert_breaks("uk", "10 тис. 2020 р. § 3", "10 тис.|2020 р.|§ 3");
    assert_breaks("ru", "500 руб., XX 5 млн", "500 руб.,|XX|5 млн");
    assert_breaks("pl", "10 zł 2020 r., §§ 3", "10 zł|2020 r.,|§§ 3");
    assert_breaks("de", "18 Uhr, 3 Mio. Art. 5", "18 Uhr,|3 Mio.|Art. 5");
    assert_breaks("fr", "10 km 5 millions nᵒ 5", "10 km|5 mil~lions|nᵒ|5");
    assert_breaks("cs", "(10 Kč) 10 000 €", "(10 Kč)|10 000 €");
    assert_breaks("bg", "10 лв. 2020 г.", "10 лв.|2020 г.");
    assert_breaks("el", "10 χλμ. 3 εκατ.", "10 χλμ.|3 εκατ.");
    assert_breaks("ka", "10 კმ 5 ლარი", "10 კმ|5 ლარი");
    assert_breaks("et", "10 km 2020. aasta", "10 km|2020. aas~ta");
}

static void days_keep_with_months(void **state)
{
    (void)state;
    assert_breaks("be", "24 верасня, у", "24 ве~ра~!с~ня,|у");
    assert_breaks("uk", "24 вересня", "24 вересня");
    assert_breaks("ru", "24 мая (1 мая)", "24 мая|(1 мая)");
    assert_breaks("pl", "24 maja 2020", "24 ma~ja|2020");
    assert_breaks("lt", "2020 m. gegužės 24 d.", "2020 m.|ge~gu~žės 24 d.");
    assert_breaks("lv", "2020. gada 24. maijā", "2020. ga~da|24. mai~jā");
    assert_breaks("et", "24. mai 2020", "24. mai|2020");
    assert_breaks("de", "am 24. Mai 2020", "am|24. Mai|2020");
    assert_breaks("fr", "le 24 mai, 1er mai", "le|24 mai,|1er mai");
    assert_breaks("cs", "24. září 2020", "24. září|2020");
    assert_breaks("bg", "24 май", "24 май");
    assert_breaks("el", "24 Μαΐου", "24 Μαΐου");
    assert_breaks("ka", "24 მაისს", "24 მაისს");
    assert_breaks("en", "May 24, 2020", "May 24,|2020");
}

static void titles_and_initials_keep_with_names(void **state)
{
    (void)state;
    assert_breaks("be", "што сп. А. М. Ёў і Спадар Ёў",
                  "што|сп. А. М. Ёў|і |!Спа~дар Ёў");
    assert_breaks("uk", "п. Єж, д-р Єж", "п. Єж,|д-р Єж");
    assert_breaks("ru", "г-жа Еж, Г-н Еж", "г-жа Еж,|Г-н Еж");
    assert_breaks("pl", "p. Jeż, prof. Jeż", "p. Jeż,|prof. Jeż");
    assert_breaks("lt", "p. Ežys, dr. Ežys", "p. Ežys,|dr. Ežys");
    assert_breaks("lv", "dr. Ezis, Nr. 5", "dr. Ezis,|Nr. 5");
    assert_breaks("lv", "Ezis kungs, Ezis kundze un", "Ezis kungs,|Ezis kun~dze|un");
    assert_breaks("et", "hr Siil, pr Siil", "hr Siil,|pr Siil");
    assert_breaks("de", "Frau Igel, J.-P. Igel", "Frau Igel,|J.-P. Igel");
    assert_breaks("fr", "M. Loup, Mme Loup", "M. Loup,|Mme Loup");
    assert_breaks("cs", "paní Ježek", "paní Ježek");
    assert_breaks("bg", "г-н Еж, д-р Еж", "г-н Еж,|д-р Еж");
    assert_breaks("el", "κ. Λύκο, κα Λύκο", "κ. Λύ~κο,|κα Λύ~κο");
    assert_breaks("ka", "ქ-ნი ზღარბი", "ქ-ნი ზღარბი");
}

static void short_words_begin_lines(void **state)
{
    (void)state;
    assert_breaks("be", "як у нас", "як|у |!нас");
    assert_breaks("uk", "йшли у нас", "йшли|у |!нас");
    assert_breaks("bg", "щом и в нас", "щом|и |!в |!нас");
    assert_breaks("ru", "чем я был", "чем|я |!был");
    assert_breaks("pl", "tak w nas", "tak|w nas");
    assert_breaks("cs", "jak k nim", "jak|k nim");
    assert_breaks("sk", "tak V nás", "tak|V nás");
    assert_breaks("el", "πως η γη", "πως|η |!γη");
    Type *type = type_new("pl");
    const Shaped *shaped = type_body(type, "tak do nas");
    assert_true(shaped->breaks[1].penalty == 0);
    assert_true(shaped->breaks[2].penalty > 0);
    type_free(type);
}

static void hyphens_that_hold_short_parts(void **state)
{
    (void)state;
    assert_breaks("ru", "кто-то, д-р, 2-го", "кто-|то,|д-р,|2-го");
    assert_breaks("en", "an e-mail, half-a mile, 2019-2020",
                  "an|e-mail,|half-a|mile,|2019-2020");
}

/* Every language that has a dictionary finds it, and cuts no letter off alone. */
static void languages_hyphenate(void **state)
{
    (void)state;
    assert_breaks("be", "салідарнасць АБСЕ", "са~лі~да~!р~насць|АБСЕ");
    assert_breaks("uk", "солідарність ОБСЄ", "со~лі~дарність|ОБСЄ");
    assert_breaks("ru", "солидарность ПАРЛАМЕНТ", "соли~дар~ность|ПАРЛАМЕНТ");
    assert_breaks("pl", "solidarność", "so~li~dar~ność");
    assert_breaks("lt", "solidarumas", "so~li~da~ru~mas");
    assert_breaks("lv", "solidaritāte", "so~li~da~ri~tā~te");
    assert_breaks("et", "solidaarsus", "so~lidaar~sus");
    assert_breaks("de", "Solidarität abermals", "So~li~da~ri~tät|aber~mals");
    assert_breaks("fr", "solidarité", "so~li~da~rité");
    assert_breaks("cs", "solidarita", "so~li~da~rita");
    assert_breaks("sk", "solidarita", "so~li~da~ri~ta");
    assert_breaks("bg", "солидарност", "со~ли~дар~ност");
    assert_breaks("el", "αλληλεγγύη", "αλ~λη~λεγ~γύη");
    assert_breaks("ka", "სოლიდარობა", "სოლიდარობა");
}

/* Checks that a text breaks alike whether the dictionary is read whole or was told of
 * it. */
static void check_told(const char *tag, const char *text)
{
    Type *type = type_new(tag), *untold = type_new(tag);
    const Style *style = type_style(type, STYLE_BODY);
    const StyledText *styled = type_text(type, text, (TextSpan){.style = style});
    text_expect(type->book, type->language, styled);
    const char *breaks = type_breaks(type, type_shape(type, styled));
    assert_string_equal(breaks, type_breaks(untold, type_body(untold, text)));
    assert_non_null(strchr(breaks, '~'));
    type_free(type);
    type_free(untold);
}

/* Only what a text needs of a dictionary is read; its breaks are the same. */
static void told_words_break_alike(void **state)
{
    (void)state;
    check_told("be", "Уладзіміра грамадзян гэтай салідарнасць заключэнне");
    check_told("cs", "solidarita poslanců členských států shromáždění");
    check_told("et", "Atlandi assamblee Valgevene kodanikuühiskonna solidaarsus");
    check_told("en", "The members' parliamentary assembly's fundamental rights");
    check_told("fr", "l’assemblée parlementaire, aujourd’hui solidaire d’eux");
    check_told("pl", "solidarność parlamentarzystów Zgromadzenia");
    check_told("ru", "солидарность парламентариев, объединение");
    check_told("uk", "солідарність об’єднання парламентарів");
}

/* A word that nobody told has the rest read, and one that was told stays as it was. */
static void words_untold_are_known_too(void **state)
{
    Type *type = *state;
    const Style *style = type_style(type, STYLE_BODY);
    const StyledText *told = type_text(type, "legislators", (TextSpan){.style = style});
    text_expect(type->book, type->language, told);
    assert_string_equal(type_breaks(type, type_shape(type, told)), "leg~is~la~tors");
    assert_string_equal(type_breaks(type, type_body(type, "solidarity")),
                        "sol~!i~dar~ity");
    assert_string_equal(type_breaks(type, type_shape(type, told)), "leg~is~la~tors");
}

static void addresses_break_at_marks(void **state)
{
    Type *type = *state;
    assert_string_equal(
        type_breaks(type,
                    type_body(type, "at https://example.org/legislators/x?id=12.")),
        "at|https://|example|.org/|legislators/|x|?id|=12.");
}

/* The number of a footnote never begins a line. */
static void marks_stay_with_their_word(void **state)
{
    Type *type = *state;
    const Style *style = type_style(type, STYLE_BODY);
    StyledText *text = arena_copy(
        type->arena, type_text(type, "end.1 next", (TextSpan){.style = style}),
        sizeof *text);
    TextSpan *spans = arena_array(type->arena, TextSpan, 3);
    size_t mark = strlen("end.");
    spans[0] = (TextSpan){.end = mark, .style = style};
    spans[1] = (TextSpan){
        .start = mark, .end = mark + 1, .style = style, .superior = true, .note = 1};
    spans[2] = (TextSpan){.start = mark + 1, .end = text->length, .style = style};
    text->spans = spans;
    text->n_spans = 3;
    assert_string_equal(type_breaks(type, type_shape(type, text)), "end.1|next");
}

static void hyphens_hang(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "legislators, “so");
    assert_int_equal(shaped->breaks[1].kind, BREAK_HYPHEN);
    assert_true(shaped->breaks[1].end_protrusion > 1);
    const Break *space = &shaped->breaks[shaped->n_breaks - 2];
    assert_int_equal(space->kind, BREAK_SPACE);
    assert_true(space->end_protrusion > 0.5);
    assert_true(space->start_protrusion > 1);
}

static void a_missing_dictionary_is_told(void **state)
{
    Type *type = *state;
    Language *language = arena_copy(type->arena, type->language, sizeof *language);
    language->hyphenation = "xx_XX";
    type->language = language;
    const Shaped *shaped = type_body(type, "legislators");
    assert_int_equal(shaped->n_breaks, 2);
    assert_int_equal(diagnostics_warnings(type->diagnostics), 1);
    type_body(type, "legislators");
    assert_int_equal(diagnostics_warnings(type->diagnostics), 1);
}

/* libhyphen's Polish patterns are in ISO 8859-2, where letters are single bytes. */
static void other_charsets(void **state)
{
    Type *type = type_new("pl");
    assert_string_equal(type_breaks(type, type_body(type, "wolności")), "wol~no~ści");
    type_free(type);
    (void)state;
}

static void missing_characters_are_told(void **state)
{
    Type *type = *state;
    assert_null(type_body(type, "what 漢 is"));
    char line[300] = "";
    rewind(type->reports);
    assert_non_null(fgets(line, sizeof line, type->reports));
    assert_non_null(strstr(line, "letter.md:1:6: error"));
    assert_non_null(strstr(line, "U+6F22"));
    assert_non_null(strstr(line, "missing-character"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(widths_are_those_of_glyphs, english, teardown),
        cmocka_unit_test_setup_teardown(spaces_vanish_at_the_end, english, teardown),
        cmocka_unit_test_setup_teardown(lines_that_are_asked_for, english, teardown),
        cmocka_unit_test_setup_teardown(an_empty_text, english, teardown),
        cmocka_unit_test_setup_teardown(words_are_hyphenated, english, teardown),
        cmocka_unit_test_setup_teardown(parts_have_their_least_letters, english,
                                        teardown),
        cmocka_unit_test_setup_teardown(names_are_not, english, teardown),
        cmocka_unit_test_setup_teardown(soft_hyphens_rule_their_word, english,
                                        teardown),
        cmocka_unit_test_setup_teardown(compounds_are_dear, english, teardown),
        cmocka_unit_test_setup_teardown(titles_keep_with_names, english, teardown),
        cmocka_unit_test_setup_teardown(one_letter_words_are_dear, english, teardown),
        cmocka_unit_test(one_letter_words_never_end_a_line),
        cmocka_unit_test_setup_teardown(initials_and_particles, english, teardown),
        cmocka_unit_test_setup_teardown(dashes_and_units, english, teardown),
        cmocka_unit_test(numbers_keep_with_units_and_signs),
        cmocka_unit_test(days_keep_with_months),
        cmocka_unit_test(titles_and_initials_keep_with_names),
        cmocka_unit_test(short_words_begin_lines),
        cmocka_unit_test(hyphens_that_hold_short_parts),
        cmocka_unit_test(languages_hyphenate),
        cmocka_unit_test(told_words_break_alike),
        cmocka_unit_test_setup_teardown(words_untold_are_known_too, english, teardown),
        cmocka_unit_test_setup_teardown(addresses_break_at_marks, english, teardown),
        cmocka_unit_test_setup_teardown(marks_stay_with_their_word, english, teardown),
        cmocka_unit_test_setup_teardown(hyphens_hang, english, teardown),
        cmocka_unit_test_setup_teardown(a_missing_dictionary_is_told, english,
                                        teardown),
        cmocka_unit_test(other_charsets),
        cmocka_unit_test_setup_teardown(missing_characters_are_told, english, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
