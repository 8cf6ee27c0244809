/* Footnotes that lead nowhere: without a mark, without a note, doubled, in each other. */
#include "content/reader.h"

#include "desk.h"

static void assert_notes(const char *text, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    body_read(desk.diagnostics, desk.arena, text, strlen(text),
              place_at("letter.md", 1, 1));
    assert_reports(&desk, reports);
}

static void a_mark_and_its_note_are_well(void **state)
{
    (void)state;
    assert_notes("a[^x] b[^x] c[^Ž].\n\n[^x]: c\n[^ž]: d\n", "");
    assert_notes("> a[^x]\n>\n> [^x]: b\n", "");
    assert_notes("a[^x]\r\n\r\n[^x]: b\r\n", "");
    assert_notes("nothing", "");
}

static void a_mark_without_a_note_is_told(void **state)
{
    (void)state;
    assert_notes("é[^x] b\nc[^y]\n\n[^x]: c", "2:2 note-undefined");
    assert_notes("é *b*[^x]", "1:6 note-undefined");
}

static void a_note_without_a_mark_is_told(void **state)
{
    (void)state;
    assert_notes("a\n\n[^x]: c\n", "3:1 note-unused");
    assert_notes("a[^x]\n\n[^x]: c\n\n[^y]: d\n", "5:1 note-unused");
}

static void a_note_that_stands_twice_is_told(void **state)
{
    (void)state;
    assert_notes("a[^x]\n\n[^x]: c\n\n[^X]: d\n", "5:1 note-double");
}

static void a_mark_in_a_note_is_told(void **state)
{
    (void)state;
    assert_notes("a[^x] b[^y]\n\n[^x]: c[^y]\n\n[^y]: d\n", "3:8 note-nested");
}

static void what_is_escaped_is_no_mark(void **state)
{
    (void)state;
    assert_notes("a \\[^x] b", "");
    assert_notes("a [^ x] b [^] c", "");
    assert_notes("[^a](https://b.org)", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mark_and_its_note_are_well),
        cmocka_unit_test(a_mark_without_a_note_is_told),
        cmocka_unit_test(a_note_without_a_mark_is_told),
        cmocka_unit_test(a_note_that_stands_twice_is_told),
        cmocka_unit_test(a_mark_in_a_note_is_told),
        cmocka_unit_test(what_is_escaped_is_no_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
