/* Clean text: NFC, no controls, single blanks; and where each character came from. */
#include "content/reader.h"

#include "desk.h"

/* The cleaned text as text_copy gives it. */
static const char *copy_of(Desk *desk, const char *text, TextUse use)
{
    return text_copy(desk->diagnostics, desk->arena, text, strlen(text),
                     place_at("a.csv", 3, 5), use);
}

static void assert_clean(const char *text, TextUse use, const char *want,
                         const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_string_equal(copy_of(&desk, text, use), want);
    assert_reports(&desk, reports);
}

static void text_is_composed(void **state)
{
    (void)state;
    assert_clean("e\u0301a", TEXT_PROSE, "\u00e9a", "");
    assert_clean("A\u030A\u0323", TEXT_PROSE, "\u1EA0\u030A", "");
    assert_clean("\u212B", TEXT_PROSE, "\u00c5", "");
    assert_clean("\u1112\u1161\u11AB", TEXT_PROSE, "\uD55C", "");
    assert_clean("\u05E9\u05BC\u05C1", TEXT_PROSE, "\u05E9\u05BC\u05C1", "");
    assert_clean("Ąžuolas Łęcki", TEXT_CELL, "Ąžuolas Łęcki", "");
    assert_clean("Ке́сі", TEXT_CELL, "Ке́сі", "");
}

/* At one go the time would grow with the square of their number. */
static void thousands_of_marks_are_composed_in_pieces(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) text = g_string_new("e");
    for (unsigned i = 0; i < 200000; i++)
        g_string_append(text, i % 2 ? "\u0323" : "\u0301");
    const char *clean = copy_of(&desk, text->str, TEXT_CELL);
    assert_true(g_str_has_prefix(clean, "\u1eb9\u0323"));
    assert_int_equal(g_utf8_strlen(clean, -1), 200000);
    g_string_append(text, "\u00ad\u0301");
    clean = copy_of(&desk, text->str, TEXT_CELL);
    assert_int_equal(g_utf8_strlen(clean, -1), 200001);
}

static void blanks_are_single(void **state)
{
    (void)state;
    assert_clean("  a \t b\r\n c  ", TEXT_PROSE, "a b c", "");
    assert_clean("   ", TEXT_CELL, "", "");
    assert_clean("", TEXT_CELL, "", "");
    assert_clean("a\u00a0b\u202fc", TEXT_CELL, "a\u00a0b\u202fc", "");
}

static void soft_hyphens_are_for_prose(void **state)
{
    (void)state;
    assert_clean("a\u00adb", TEXT_PROSE, "a\u00adb", "");
    assert_clean("a\u00adb", TEXT_CELL, "ab", "");
    assert_clean("e\u00ad\u0301", TEXT_CELL, "\u00e9", "");
}

static void hard_breaks_are_for_prose(void **state)
{
    (void)state;
    assert_clean("a\u2028b", TEXT_PROSE, "a\u2028b", "");
    assert_clean("a\u2028b", TEXT_CELL, "a b", "");
}

static void controls_are_taken_out_and_told(void **state)
{
    (void)state;
    assert_clean("a\x01"
                 "b",
                 TEXT_PROSE, "ab", "3:6 control-character");
    assert_clean("a\x7f"
                 "b\xc2\x85"
                 "c",
                 TEXT_PROSE, "ab c", "3:6 control-character, 3:8 control-character");
    assert_clean("\u202Eab\u202C", TEXT_CELL, "ab",
                 "3:5 control-character, 3:8 control-character");
    assert_clean("\u2066a\u2069", TEXT_CELL, "a",
                 "3:5 control-character, 3:7 control-character");
    assert_clean("a\uFEFFb", TEXT_PROSE, "ab", "3:6 control-character");
    assert_clean("a\uFFFEb\U0001FFFFc\uFDD0", TEXT_PROSE, "abc",
                 "3:6 control-character, 3:8 control-character, "
                 "3:10 control-character");
    assert_clean("a\x0c"
                 "b",
                 TEXT_PROSE, "a b", "3:6 control-character");
    assert_clean("a \x01 b", TEXT_PROSE, "a b", "3:7 control-character");
}

static void what_joins_letters_stays(void **state)
{
    (void)state;
    assert_clean("می\u200Cخواهم", TEXT_CELL, "می\u200Cخواهم", "");
    assert_clean("क्\u200Dष", TEXT_CELL, "क्\u200Dष", "");
}

static void controls_are_named(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    copy_of(&desk, "\u202Ea", TEXT_CELL);
    assert_told(&desk, "'U+202E RIGHT-TO-LEFT OVERRIDE' is taken out");
}

/* Checks the place of the byte at `offset` of the cleaned text. */
static void assert_place(const char *text, size_t offset, unsigned line,
                         unsigned column)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) points = g_array_new(false, false, sizeof(PlacePoint));
    text_clean(desk.diagnostics, text, strlen(text), place_at("a.md", 1, 1), TEXT_CELL,
               out, points);
    Place place = place_find((PlacePoint *)points->data, points->len, out->str, offset);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void each_character_keeps_its_place(void **state)
{
    (void)state;
    assert_place("žabc", 3, 1, 3);
    assert_place("  a", 0, 1, 3);
    assert_place("a   b", 2, 1, 5);
    assert_place("e\u0301b", 2, 1, 3);
    assert_place("e\u0301bc", 3, 1, 4);
    assert_place("a\u00adb", 1, 1, 3);
    assert_place("a\x01"
                 "bc",
                 2, 1, 4);
    assert_place("a\nb", 2, 2, 1);
    assert_place("a\r\n bc", 3, 2, 3);
    assert_place("a\rb", 2, 2, 1);
}

/* A text in two parts, as cmark gives it. */
static void parts_follow_on_one_another(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) points = g_array_new(false, false, sizeof(PlacePoint));
    text_clean(desk.diagnostics, "a ", 2, place_at("a.md", 1, 1), TEXT_PROSE, out,
               points);
    text_clean(desk.diagnostics, " b", 2, place_at("a.md", 4, 7), TEXT_PROSE, out,
               points);
    assert_string_equal(out->str, "a b");
    Place place = place_find((PlacePoint *)points->data, points->len, out->str, 2);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 8);
}

static void a_whole_line_has_no_columns(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    text_copy(desk.diagnostics, desk.arena, "ab\x01", 3, place_at("a.md", 3, 0),
              TEXT_PROSE);
    assert_reports(&desk, "3 control-character");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_composed),
        cmocka_unit_test(thousands_of_marks_are_composed_in_pieces),
        cmocka_unit_test(blanks_are_single),
        cmocka_unit_test(soft_hyphens_are_for_prose),
        cmocka_unit_test(hard_breaks_are_for_prose),
        cmocka_unit_test(controls_are_taken_out_and_told),
        cmocka_unit_test(what_joins_letters_stays),
        cmocka_unit_test(controls_are_named),
        cmocka_unit_test(each_character_keeps_its_place),
        cmocka_unit_test(parts_follow_on_one_another),
        cmocka_unit_test(a_whole_line_has_no_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
