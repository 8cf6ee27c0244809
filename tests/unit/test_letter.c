/* letter.md: the front matter's keys, its mistakes with their places, and the body. */
#include "content/content.h"

#include "desk.h"

static const char needed[] = "title: A Letter\nlanguage: en\nroster: specimen\n";

static const Letter *letter_of(Desk *desk, const char *text)
{
    desk_write(desk, "letter.md", text);
    return letter_read(desk->diagnostics, desk->arena, desk->folder);
}

/* A letter that has these lines after the needed ones: they start at line 5. */
static const Letter *letter_with(Desk *desk, const char *lines)
{
    return letter_of(desk,
                     arena_print(desk->arena, "---\n%s%s---\nText.\n", needed, lines));
}

static void assert_mistaken(const char *lines, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(letter_with(&desk, lines));
    assert_reports(&desk, reports);
}

static void assert_refused(const char *text, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(letter_of(&desk, text));
    assert_reports(&desk, reports);
}

static void what_is_left_out_has_its_usual_value(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_with(&desk, "");
    assert_non_null(letter);
    assert_reports(&desk, "");
    assert_string_equal(letter->title.text, "A Letter");
    assert_string_equal(letter->short_title, "A Letter");
    assert_string_equal(letter->language, "en");
    assert_int_equal(letter->nature, ROSTER_SPECIMEN);
    assert_false(letter->draft);
    assert_null(letter->opening.text);
    assert_null(letter->date);
    assert_null(letter->count);
    assert_int_equal(letter->n_names + letter->n_title_breaks + letter->n_notes, 0);
    assert_int_equal(letter->n_body, 1);
    assert_int_equal(letter->body->place.line, 6);
    assert_string_equal(letter->path, desk_path(&desk, "letter.md"));
    g_autofree char *name = g_path_get_basename(desk.folder);
    assert_string_equal(letter->name, name);
}

static void a_letters_name_is_its_folders(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autofree char *text = g_strconcat("---\n", needed, "---\na\n", NULL);
    desk_write(&desk, "my-letter/letter.md", text);
    static const char *const folders[] = {"my-letter", "my-letter/", "my-letter/."};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        const Letter *letter =
            letter_read(desk.diagnostics, desk.arena, desk_path(&desk, folders[i]));
        assert_string_equal(letter->name, "my-letter");
    }
}

static void every_key_is_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_of(
        &desk, "---\ntitle: An *Open* Letter\nlanguage: SR-latn\nroster: real\n"
               "opening: \"I am …:\"\nopening-by: A\ndate: 2020-09-24\n"
               "revised: 2020-10-01\nnames: [Specimen  Elm, \"Specimen Oak\"]\n"
               "place: Vilnius\naddressee: |\n  To B\n  C\nclosing: D\n"
               "contact: <a@b.org>\nsource: https://a.org/b_c_d\nstatus: draft\n"
               "count: \"{names}\"\nshort-title: Short\ntitle-breaks: to\n---\n\nT.\n");
    assert_reports(&desk, "");
    assert_string_equal(letter->title.text, "An Open Letter");
    assert_int_equal(letter->title.n_spans, 1);
    assert_string_equal(letter->language, "sr-Latn");
    assert_int_equal(letter->nature, ROSTER_REAL);
    assert_string_equal(letter->opening.text, "I am …:");
    assert_string_equal(letter->opening_by.text, "A");
    assert_string_equal(letter->date, "2020-09-24");
    assert_string_equal(letter->revised, "2020-10-01");
    assert_int_equal(letter->n_names, 2);
    assert_string_equal(letter->names[0], "Specimen Elm");
    assert_string_equal(letter->names[1], "Specimen Oak");
    assert_string_equal(letter->place.text, "Vilnius");
    assert_string_equal(letter->addressee.text, "To B\u2028C");
    assert_string_equal(letter->closing.text, "D");
    assert_string_equal(letter->contact.spans[0].target, "mailto:a@b.org");
    assert_string_equal(letter->source.text, "https://a.org/b_c_d");
    assert_true(letter->draft);
    assert_string_equal(letter->count, "{names}");
    assert_int_equal(letter->count_place.line, 18);
    assert_int_equal(letter->count_place.column, 9);
    assert_string_equal(letter->short_title, "Short");
    assert_int_equal(letter->n_title_breaks, 1);
    assert_string_equal(letter->title_breaks[0], "to");
}

static void a_title_of_two_lines_is_one_line_for_feet(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_of(
        &desk, "---\ntitle: |\n  A\n  *B*\nlanguage: en\nroster: real\n---\nT.\n");
    assert_reports(&desk, "");
    assert_string_equal(letter->title.text, "A\u2028B");
    assert_string_equal(letter->short_title, "A B");
}

static void every_line_end_and_a_mark_are_taken(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter =
        letter_of(&desk, "\ufeff---\r\ntitle: A\r\nlanguage: en\r\nroster: real\r\n"
                         "--- \r\nOne\r\ntwo.\r\n\r\nThree.\r\n");
    assert_reports(&desk, "");
    assert_string_equal(letter->title.text, "A");
    assert_int_equal(letter->n_body, 2);
    assert_string_equal(letter->body[0].text.text, "One two.");
    assert_int_equal(letter->body[1].place.line, 9);
}

static void front_matter_is_needed(void **state)
{
    (void)state;
    assert_refused("", "1:1 front-matter-missing");
    assert_refused("Text.\n", "1:1 front-matter-missing");
    assert_refused("\n---\ntitle: A\n---\n", "1:1 front-matter-missing");
    assert_refused("----\ntitle: A\n---\n", "1:1 front-matter-missing");
    assert_refused("---\ntitle: A\n", "1:1 front-matter-open");
    assert_refused("---\n---\nText.\n",
                   "1:1 key-missing, 1:1 key-missing, 1:1 key-missing");
    assert_refused("---\n- a\n---\nText.\n", "2:1 yaml-kind");
}

static void a_letter_without_a_file_is_the_machines_fault(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(letter_read(desk.diagnostics, desk.arena, desk.folder));
    assert_reports(&desk, "file-unreadable");
}

static void needed_keys_are_missed(void **state)
{
    (void)state;
    assert_refused("---\ntitle:\nlanguage: ''\nroster: real\n---\nT.\n",
                   "2:1 key-missing, 3:11 key-missing");
    g_auto(Desk) desk;
    desk_init(&desk);
    letter_of(&desk, "---\ntitle: A\nlanguage: en\n---\nT.\n");
    assert_reports(&desk, "1:1 key-missing");
    assert_told(&desk, "'roster' is missing");
    assert_told(&desk, "add 'roster: specimen'");
}

static void wrong_values_are_told_with_their_places(void **state)
{
    (void)state;
    assert_mistaken("openning: a\n", "5:1 unknown-key");
    assert_mistaken("date: 24.9.2020\n", "5:7 bad-value");
    assert_mistaken("date: 2020-02-30\n", "5:7 bad-value");
    assert_mistaken("revised: \"2020-9-24\"\n", "5:10 bad-value");
    assert_mistaken("status: finished\n", "5:9 bad-value");
    assert_mistaken("place: [a]\n", "5:8 yaml-kind");
    assert_mistaken("names: { a: b }\n", "5:8 yaml-kind");
    assert_mistaken("names: [a, [b]]\n", "5:12 yaml-kind");
    assert_mistaken("title: A\n", "5:1 yaml-double-key");
    assert_mistaken("closing: a: b\n", "5:11 yaml-syntax");
    assert_mistaken("closing: a <b>\n", "5:12 letter-html");
    assert_mistaken("closing: 'é `b`'\n", "5:14 letter-code");
    assert_mistaken("contact: '[é](b)'\n", "5:11 letter-link");
    assert_mistaken("closing: é[^a]\n", "5:11 note-undefined");
}

static void language_and_roster_are_words(void **state)
{
    (void)state;
    assert_refused("---\ntitle: A\nlanguage: English\nroster: fake\n---\nT.\n",
                   "3:11 bad-value, 4:9 bad-value");
}

static void all_mistakes_are_told_in_one_run(void **state)
{
    (void)state;
    assert_refused("---\nlanguage: en\nroster: real\ncolour: red\n---\n`a`[^b]\n",
                   "4:1 unknown-key, 1:1 key-missing, 6:2 letter-code, "
                   "6:4 note-undefined");
    assert_refused("---\n\ttitle: A\n---\n\n<p>\n",
                   "2:1 yaml-syntax, 5:1 letter-html, letter-empty");
}

static void a_letter_has_text(void **state)
{
    (void)state;
    assert_refused("---\ntitle: A\nlanguage: en\nroster: real\n---\n\n \n",
                   "letter-empty");
    assert_refused("---\ntitle: A\nlanguage: en\nroster: real\n---", "letter-empty");
}

static void controls_are_warned_of_where_they_stand(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_with(
        &desk, "closing: \"é\u202Ea\"\nplace: a\u202Eb\nshort-title: 'a\ufeffb'\n");
    assert_non_null(letter);
    assert_string_equal(letter->closing.text, "éa");
    assert_string_equal(letter->place.text, "ab");
    assert_reports(&desk, "6:9 control-character, 5:12 control-character, "
                          "7:16 control-character");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_out_has_its_usual_value),
        cmocka_unit_test(a_letters_name_is_its_folders),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(a_title_of_two_lines_is_one_line_for_feet),
        cmocka_unit_test(every_line_end_and_a_mark_are_taken),
        cmocka_unit_test(front_matter_is_needed),
        cmocka_unit_test(a_letter_without_a_file_is_the_machines_fault),
        cmocka_unit_test(needed_keys_are_missed),
        cmocka_unit_test(wrong_values_are_told_with_their_places),
        cmocka_unit_test(language_and_roster_are_words),
        cmocka_unit_test(all_mistakes_are_told_in_one_run),
        cmocka_unit_test(a_letter_has_text),
        cmocka_unit_test(controls_are_warned_of_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
