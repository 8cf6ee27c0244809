/* The glyphs of a line and the text that a reader gets from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "type.h"

static const LineFit NATURAL = {.stretch = 1};

static int setup(void **state)
{
    *state = type_new("en");
    return 0;
}

static int teardown(void **state)
{
    type_free(*state);
    return 0;
}

static const char *reading(Type *type, const Shaped *shaped, size_t from, size_t to)
{
    GlyphLine line = shaped_line(shaped, type->arena, from, to, NATURAL);
    return type_reading(type, &line);
}

static void check_clusters(const GlyphLine *line)
{
    for (size_t i = 0; i < line->n_runs; i++) {
        const GlyphRun *run = &line->runs[i];
        size_t bytes = 0, glyphs = 0;
        for (size_t j = 0; j < run->n_clusters; j++) {
            bytes += (size_t)run->clusters[j].n_bytes;
            glyphs += (size_t)run->clusters[j].n_glyphs;
        }
        assert_int_equal(bytes, run->text_length);
        assert_int_equal(glyphs, run->n_glyphs);
    }
}

static void broken_words_read_whole(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "good legislators vote");
    assert_string_equal(type_breaks(type, shaped), "good|leg~is~la~tors|vote");
    assert_string_equal(reading(type, shaped, 0, 2), "good legislators");
    assert_string_equal(reading(type, shaped, 2, 3), "");
    assert_string_equal(reading(type, shaped, 3, 6), " vote");
    GlyphLine line = shaped_line(shaped, type->arena, 0, 3, NATURAL);
    check_clusters(&line);
    assert_int_equal(line.runs[0].n_glyphs, strlen("good legis-"));
}

static void a_text_that_fits_has_two_breaks(void **state)
{
    Type *type = *state;
    TextSpan like = {.style = type_style(type, STYLE_NAME)};
    const StyledText *text = type_text(type, "Specimen Long-Name 001, MP", like);
    const Shaped *whole = type_shape(type, text);
    double width = whole->breaks[whole->n_breaks - 1].end_width;
    const Shaped *fits = text_shape(type->book, type->diagnostics, type->arena, text,
                                    type->language, false, width);
    const Shaped *wide = text_shape(type->book, type->diagnostics, type->arena, text,
                                    type->language, false, width - 0.01);
    assert_int_equal(fits->n_breaks, 2);
    assert_int_equal(wide->n_breaks, whole->n_breaks);
    assert_string_equal(reading(type, fits, 0, 1), "Specimen Long-Name 001, MP");
    assert_float_equal(fits->breaks[1].end_width, width, 0);
    const StyledText *forced = type_text(type, "Specimen\u2028MP", like);
    assert_int_equal(text_shape(type->book, type->diagnostics, type->arena, forced,
                                type->language, false, 1000)
                         ->n_breaks,
                     3);
}

static void compounds_read_whole(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "of ill-use of");
    assert_string_equal(reading(type, shaped, 0, 2), "of ill-use");
    assert_string_equal(reading(type, shaped, 2, 4), " of");
}

static void soft_hyphens_are_not_read(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "legis\u00adlators");
    assert_string_equal(reading(type, shaped, 0, 2), "legislators");
    assert_string_equal(reading(type, shaped, 0, 1), "legislators");
    GlyphLine line = shaped_line(shaped, type->arena, 0, 2, NATURAL);
    assert_int_equal(line.runs[0].n_glyphs, strlen("legislators"));
    check_clusters(&line);
}

static void ligatures_are_letters_to_a_reader(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "office");
    GlyphLine line = shaped_line(shaped, type->arena, 0, shaped->n_breaks - 1, NATURAL);
    check_clusters(&line);
    assert_string_equal(type_reading(type, &line), "office");
}

static void justified_lines_grow_as_asked(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "one two six");
    size_t last = shaped->n_breaks - 1;
    double natural = shaped_line(shaped, type->arena, 0, last, NATURAL).width;
    LineFit fit = {.space = 0.5, .letters = 0.005, .stretch = 1};
    double grown = shaped_line(shaped, type->arena, 0, last, fit).width;
    const Break *end = &shaped->breaks[last];
    double want = natural + 0.5 * end->end_glue + 0.005 * end->end_letters;
    assert_true(grown > want - 0.001 && grown < want + 0.001);
    fit = (LineFit){.stretch = 1.01};
    double wide = shaped_line(shaped, type->arena, 0, last, fit).width;
    want = natural + 0.01 * (natural - end->end_glue);
    assert_true(wide > want - 0.001 && wide < want + 0.001);
}

static void right_to_left_runs_stand_backwards(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "said \u05ea\u05dc \u05d0\u05d1 there");
    GlyphLine line = shaped_line(shaped, type->arena, 0, shaped->n_breaks - 1, NATURAL);
    check_clusters(&line);
    size_t backward = 0;
    for (size_t i = 0; i < line.n_runs; i++) {
        backward += line.runs[i].backward;
        if (i > 0)
            assert_true(line.runs[i].x > line.runs[i - 1].x);
    }
    assert_true(backward > 0);
    assert_false(line.runs[0].backward);
    assert_false(line.runs[line.n_runs - 1].backward);
}

static void names_have_their_own_direction(void **state)
{
    Type *type = *state;
    assert_true(type_name(type, "\u05ea\u05dc 017")->rtl);
    assert_false(type_name(type, "Specimen \u05ea\u05dc")->rtl);
}

/* The glyphs of a text as numbers. */
static uint32_t glyph_of(Type *type, const char *text, const char *language)
{
    TextSpan like = {
        .style = type_style(type, STYLE_BODY), .italic = true, .language = language};
    const Shaped *shaped = type_shape(type, type_text(type, text, like));
    GlyphLine line = shaped_line(shaped, type->arena, 0, shaped->n_breaks - 1, NATURAL);
    return line.runs[0].glyphs[0].id;
}

static void letter_forms_go_by_language(void **state)
{
    Type *type = *state;
    assert_int_not_equal(glyph_of(type, "б", "sr"), glyph_of(type, "б", "ru"));
    assert_int_not_equal(glyph_of(type, "г", "mk"), glyph_of(type, "г", "uk"));
    assert_int_equal(glyph_of(type, "ș", "ro"), glyph_of(type, "ş", "ro"));
}

static void small_capitals_and_figures(void **state)
{
    Type *type = *state;
    Style *style = arena_copy(type->arena, type_style(type, STYLE_BODY), sizeof *style);
    TextSpan like = {.style = style};
    const Shaped *plain = type_shape(type, type_text(type, "a1", like));
    GlyphLine before = shaped_line(plain, type->arena, 0, 1, NATURAL);
    style->small_caps = true;
    style->figures = FIGURES_OLD_STYLE;
    const Shaped *fine = type_shape(type, type_text(type, "a1", like));
    GlyphLine after = shaped_line(fine, type->arena, 0, 1, NATURAL);
    assert_int_not_equal(before.runs[0].glyphs[0].id, after.runs[0].glyphs[0].id);
    assert_int_not_equal(before.runs[0].glyphs[1].id, after.runs[0].glyphs[1].id);
}

static void joiners_have_no_box(void **state)
{
    Type *type = *state;
    const Shaped *shaped = type_body(type, "a\u200db\u200cc\u2060d");
    GlyphLine line = shaped_line(shaped, type->arena, 0, shaped->n_breaks - 1, NATURAL);
    check_clusters(&line);
    assert_int_equal(line.runs[0].n_glyphs, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_not_equal(line.runs[0].glyphs[i].id, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_text_that_fits_has_two_breaks, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(broken_words_read_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(compounds_read_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(soft_hyphens_are_not_read, setup, teardown),
        cmocka_unit_test_setup_teardown(ligatures_are_letters_to_a_reader, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(justified_lines_grow_as_asked, setup, teardown),
        cmocka_unit_test_setup_teardown(right_to_left_runs_stand_backwards, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(names_have_their_own_direction, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(letter_forms_go_by_language, setup, teardown),
        cmocka_unit_test_setup_teardown(small_capitals_and_figures, setup, teardown),
        cmocka_unit_test_setup_teardown(joiners_have_no_box, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
