/* Which characters can be set at all, and what is told of those that cannot. */
#include "desk.h"
#include "type.h"

/* Shapes the text as the body of a letter that begins at 1:1; what is told goes to the
 * desk. */
static const Shaped *shape(Desk *desk, const char *text)
{
    Type *type = type_new("en");
    TextSpan like = {.style = type_style(type, STYLE_BODY)};
    const Shaped *shaped =
        text_shape(type->book, desk->diagnostics, type->arena,
                   type_text(type, text, like), type->language, true, 0);
    type_free(type);
    return shaped;
}

static const char *marked(Desk *desk, const char *before, size_t n_marks)
{
    g_autoptr(GString) text = g_string_new(before);
    for (size_t i = 0; i < n_marks; i++)
        g_string_append_unichar(text, i % 2 ? 0x0301 : 0x0323);
    return arena_string(desk->arena, text->str);
}

static void a_missing_character_is_told_once(void **state)
{
    Desk *desk = *state;
    assert_null(shape(desk, "a \u4e00\u4e01\u4e00 b \u4e01 \u4e00"));
    assert_reports(desk, "1:3 missing-character, 1:4 missing-character");
}

static void many_missing_characters_are_told_once_each(void **state)
{
    Desk *desk = *state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned twice = 0; twice < 2; twice++)
        for (gunichar character = 0x4e00; character < 0x4e00 + 20000; character++)
            g_string_append_unichar(text, character);
    assert_null(shape(desk, text->str));
    assert_int_equal(diagnostics_errors(desk->diagnostics), 20000);
}

static void marks_of_a_letter_are_set(void **state)
{
    Desk *desk = *state;
    assert_non_null(shape(desk, marked(desk, "a", 30)));
    assert_reports(desk, "");
}

static void more_marks_than_can_be_set_are_told(void **state)
{
    Desk *desk = *state;
    assert_null(shape(desk, marked(desk, "no a", 31)));
    assert_reports(desk, "1:4 marks-too-many");
    assert_null(shape(desk, marked(desk, "none b", 70000)));
    assert_reports(desk, "1:4 marks-too-many, 1:6 marks-too-many");
}

/* A soft hyphen is not set, so that the marks after it stand on the letter too. */
static void what_is_not_set_hides_no_marks(void **state)
{
    Desk *desk = *state;
    const char *text = marked(desk, "a", 20);
    text = marked(desk, arena_print(desk->arena, "%s\u00ad", text), 20);
    assert_null(shape(desk, text));
    assert_reports(desk, "1:1 marks-too-many");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_missing_character_is_told_once, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(many_missing_characters_are_told_once_each,
                                        desk_open, desk_close),
        cmocka_unit_test_setup_teardown(marks_of_a_letter_are_set, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(more_marks_than_can_be_set_are_told, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(what_is_not_set_hides_no_marks, desk_open,
                                        desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
