/* Messages of a letter: written out, and put back in another language. */
#include "content/content.h"
#include "content/messages.h"

#include "desk.h"

#define HEADER                                                                         \
    "msgid \"\"\nmsgstr \"\"\n\"Language: be\\n\"\n"                                   \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
#define FRONT "title: A Letter\nlanguage: en\nroster: specimen\n"

#define on_desk(test) cmocka_unit_test_setup_teardown(test, desk_open, desk_close)

static const Letter *letter_of(Desk *desk, const char *front, const char *body)
{
    desk_write(desk, "letter.md",
               arena_print(desk->arena, "---\n%s---\n%s", front, body));
    const Letter *letter = letter_read(desk->diagnostics, desk->arena, desk->folder);
    assert_non_null(letter);
    return letter;
}

static const Roster *roster_of(Desk *desk, const char *rows)
{
    desk_write(desk, "signatories.csv", rows);
    return roster_read(desk->diagnostics, desk->arena, desk->folder);
}

static const Translation *translation_of(Desk *desk, const Letter *letter,
                                         const char *messages)
{
    desk_write(
        desk, "po/be.po",
        arena_print(desk->arena,
                    HEADER
                    "\nmsgctxt \"title\"\nmsgid \"A Letter\"\nmsgstr \"Ліст\"\n%s",
                    messages));
    const Catalog *catalog = catalog_read(desk->diagnostics, desk->arena, letter, "be");
    assert_non_null(catalog);
    return letter_translate(desk->diagnostics, desk->arena, letter,
                            roster_of(desk, "name,country,office\nSpecimen,LT,MP\n"),
                            catalog);
}

/* Checks that a paragraph becomes this message, and that the message read again is the
 * paragraph. */
static void assert_message(const char *body, const char *message)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_of(&desk, FRONT, body);
    const RichText *text = &letter->body[0].text;
    assert_string_equal(rich_markdown(desk.arena, text, letter->notes, letter->n_notes),
                        message);
    RichText again =
        rich_message(desk.diagnostics, desk.arena, message, place_at("x.po", 7, 1),
                     letter->notes, letter->n_notes);
    assert_reports(&desk, "");
    assert_string_equal(again.text, text->text);
    assert_int_equal(again.n_spans, text->n_spans);
    for (size_t i = 0; i < again.n_spans; i++) {
        assert_int_equal(again.spans[i].kind, text->spans[i].kind);
        assert_int_equal(again.spans[i].start, text->spans[i].start);
        assert_int_equal(again.spans[i].end, text->spans[i].end);
        assert_int_equal(again.spans[i].number, text->spans[i].number);
    }
    assert_int_equal(again.points[0].place.line, 7);
}

static void texts_with_marks_become_markdown_and_come_back(void **state)
{
    (void)state;
    assert_message("Plain\ntext.", "Plain text.");
    assert_message("A *word* and __two *in* one__.", "A *word* and **two *in* one**.");
    assert_message("See [the *wood*](https://example.org/a_b).",
                   "See [the *wood*](https://example.org/a_b).");
    assert_message("See <https://example.org/a*b>.", "See <https://example.org/a*b>.");
    assert_message("One\\\ntwo", "One\ntwo");
    assert_message("2 \\* 3 \\[so\\] a_b \\_c\\_ \\\\\\* R&D \\&amp; \\&#38;",
                   "2 \\* 3 \\[so\\] a_b \\_c\\_ \\\\\\* R&D \\&amp; \\&#38;");
    assert_message("Two[^b] one[^a].\n\n[^a]: A.\n[^b]: B.\n", "Two[^b] one[^a].");
    assert_message("1\\. No list, # no heading - no rule",
                   "1. No list, # no heading - no rule");
}

static void every_text_of_a_letter_is_a_message(void **state)
{
    Desk *desk = *state;
    const Letter *letter = letter_of(
        desk,
        FRONT "opening: O\nopening-by: B\nplace: P\naddressee: A\nclosing: C\n"
              "contact: K\nauthor: W\nshort-title: S\ntitle-breaks: [Letter]\n"
              "names: [Specimen Oak]\ncount: \"{names}\"\n",
        "# H\n\nText.[^n]\n\n- I\n\n> Q\n\nText.\n\n[^n]: N\n");
    const char *pot = letter_extract(
        desk->arena, letter,
        roster_of(desk, "name,country,office\nSpecimen,LT,MP\nSpecimen 2,LT,MP\n"),
        NULL);
    static const char *const wanted[] = {
        "letter.md:2\nmsgctxt \"title\"\nmsgid \"A Letter\"",
        "letter.md:5\nmsgctxt \"opening\"\nmsgid \"O\"",
        "msgctxt \"opening-by\"\nmsgid \"B\"",
        "msgctxt \"place\"\nmsgid \"P\"",
        "msgctxt \"addressee\"\nmsgid \"A\"",
        "msgctxt \"closing\"\nmsgid \"C\"",
        "msgctxt \"contact\"\nmsgid \"K\"",
        "letter.md:11\nmsgctxt \"author\"\nmsgid \"W\"",
        "letter.md:12\nmsgctxt \"short-title\"\nmsgid \"S\"",
        "letter.md:13\nmsgctxt \"title-break\"\nmsgid \"Letter\"",
        "letter.md:14\nmsgctxt \"person\"\nmsgid \"Specimen Oak\"",
        "letter.md:15\nmsgctxt \"count\"\nmsgid \"{names}\"",
        "letter.md:17\nmsgctxt \"heading\"\nmsgid \"H\"",
        "letter.md:19\nmsgctxt \"paragraph\"\nmsgid \"Text.[^n]\"",
        "msgctxt \"item\"\nmsgid \"I\"",
        "msgctxt \"quote\"\nmsgid \"Q\"",
        "letter.md:25\nmsgctxt \"paragraph\"\nmsgid \"Text.\"",
        "msgctxt \"note\"\nmsgid \"N\"",
        "#: signatories.csv\nmsgctxt \"office\"\nmsgid \"MP\"",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        const char *at = strstr(pot, wanted[i]);
        if (!at)
            fail_msg("'%s' is not in:\n%s", wanted[i], pot);
        assert_null(strstr(at + 1, wanted[i]));
    }
}

static void equal_texts_are_one_message_with_both_places(void **state)
{
    Desk *desk = *state;
    const Letter *letter = letter_of(desk, FRONT, "Same.\n\nSame.\n");
    const char *pot = letter_extract(
        desk->arena, letter, roster_of(desk, "name,country\nSpecimen,LT\n"), "be");
    assert_non_null(strstr(pot, "#: letter.md:6 letter.md:8\nmsgctxt \"paragraph\"\n"));
    assert_non_null(strstr(pot, "\"Language: be\\n\""));
    assert_null(strstr(pot, "short-title"));
}

static void a_whole_translation_takes_every_place(void **state)
{
    Desk *desk = *state;
    const Letter *letter =
        letter_of(desk, FRONT "names: [Oak]\ntitle-breaks: [Letter]\n",
                  "- Text *so*.\n\n> Text.\n");
    const Translation *translation = translation_of(
        desk, letter,
        "\nmsgctxt \"person\"\nmsgid \"Oak\"\nmsgstr \"Дуб | Дубу|Дуба\"\n"
        "\nmsgctxt \"title-break\"\nmsgid \"Letter\"\nmsgstr \"-\"\n"
        "\nmsgctxt \"item\"\nmsgid \"Text *so*.\"\nmsgstr \"*Так* тэкст.\"\n"
        "\nmsgctxt \"quote\"\nmsgid \"Text.\"\nmsgstr \"Тэкст.\"\n"
        "\nmsgctxt \"office\"\nmsgid \"MP\"\nmsgstr \"дэпутат\"\n");
    const Letter *made = translation->letter;
    assert_reports(desk, "");
    assert_int_equal(translation->n_messages, 6);
    assert_int_equal(translation->n_translated, 6);
    assert_int_equal(translation->n_refused, 0);
    assert_string_equal(made->title.text, "Ліст");
    assert_string_equal(made->short_title, "Ліст");
    assert_string_equal(made->language, "be");
    assert_true(made->unreviewed);
    assert_int_equal(made->n_names, 3);
    assert_string_equal(made->names[1], "Дубу");
    assert_int_equal(made->n_title_breaks, 0);
    const RichText *item = &made->body[0].children[0].children[0].text;
    assert_string_equal(item->text, "Так тэкст.");
    assert_int_equal(item->spans[0].end, strlen("Так"));
    assert_string_equal(made->body[1].children[0].text.text, "Тэкст.");
    assert_string_equal(translation->roster->signatories[0].office_translated,
                        "дэпутат");
    assert_string_equal(translation->roster->signatories[0].office, "MP");
    assert_string_equal(letter->title.text, "A Letter");
    assert_string_equal(letter->body[1].children[0].text.text, "Text.");
}

static void what_lacks_keeps_the_sources_words_in_brackets(void **state)
{
    Desk *desk = *state;
    const Letter *letter = letter_of(desk, FRONT "count: \"{names}\"\n",
                                     "We *stand*.\n\nWe sit.\n\nWe sit.\n");
    const Translation *translation = translation_of(
        desk, letter,
        "\nmsgctxt \"paragraph\"\nmsgid \"We *stand*.\"\nmsgstr \"\"\n"
        "\n#, fuzzy\nmsgctxt \"paragraph\"\nmsgid \"We sit.\"\nmsgstr \"Мы стаім.\"\n"
        "\nmsgctxt \"office\"\nmsgid \"MP\"\nmsgstr \"MP\"\n");
    const Letter *made = translation->letter;
    assert_reports(desk, "translation-missing, 12:1 translation-missing, "
                         "17:1 translation-fuzzy, 21:1 translation-same");
    assert_int_equal(translation->n_messages, 5);
    assert_int_equal(translation->n_missing, 2);
    assert_int_equal(translation->n_fuzzy, 1);
    assert_int_equal(translation->n_refused, 4);
    assert_string_equal(made->body[0].text.text, "[We stand.]");
    assert_int_equal(made->body[0].text.spans[0].start, strlen("[We "));
    assert_string_equal(made->body[2].text.text, "[We sit.]");
    assert_null(made->count);
    assert_string_equal(translation->roster->signatories[0].office_translated, "[MP]");
}

static void a_name_in_none_of_its_forms_is_told(void **state)
{
    Desk *desk = *state;
    const Letter *letter = letter_of(desk, FRONT "names: [Specimen Oak, Oak]\n",
                                     "To Specimen Oak.\n\nTo Mr. Oak.\n\nTo Oaks.\n");
    translation_of(
        desk, letter,
        "\nmsgctxt \"person\"\nmsgid \"Specimen Oak\"\n"
        "msgstr \"Спэцымен Дуб | Спэцымену Дубку\"\n"
        "\nmsgctxt \"person\"\nmsgid \"Oak\"\nmsgstr \"Дуб | Дуба\"\n"
        "\nmsgctxt \"paragraph\"\nmsgid \"To Specimen Oak.\"\n"
        "msgstr \"Спэцымену Дубку.\"\n"
        "\nmsgctxt \"paragraph\"\nmsgid \"To Mr. Oak.\"\nmsgstr \"Спадару Дбу.\"\n"
        "\nmsgctxt \"paragraph\"\nmsgid \"To Oaks.\"\nmsgstr \"Дрэвам.\"\n"
        "\nmsgctxt \"office\"\nmsgid \"MP\"\nmsgstr \"дэпутат\"\n");
    assert_reports(desk, "24:1 translation-name");
    assert_told(desk, "has 'Oak' in none");
    assert_told(desk, "'Дуб', 'Дуба'");
}

static void assert_marks(const char *translated, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const Letter *letter = letter_of(
        &desk, FRONT,
        "A[^b] *b* [c](https://example.org).\n\nD[^a].\n\n[^a]: A.\n\n[^b]: A.\n");
    translation_of(
        &desk, letter,
        arena_print(desk.arena,
                    "\nmsgctxt \"office\"\nmsgid \"MP\"\nmsgstr \"дэпутат\"\n"
                    "\nmsgctxt \"note\"\nmsgid \"A.\"\nmsgstr \"А.\"\n"
                    "\nmsgctxt \"paragraph\"\nmsgid \"D[^a].\"\nmsgstr \"Д[^a].\"\n"
                    "\nmsgctxt \"paragraph\"\n"
                    "msgid \"A[^b] *b* [c](https://example.org).\"\nmsgstr \"%s\"\n",
                    translated));
    assert_reports(&desk, reports);
}

static void each_mark_of_the_source_is_wanted(void **state)
{
    (void)state;
    assert_marks("[в](https://example.org) *б* А[^b].", "");
    assert_marks("А[^b] б [в](https://example.org).", "24:1 translation-marks");
    assert_marks("А[^b] **б** [в](https://example.org).", "24:1 translation-marks");
    assert_marks("А[^b] *б* *д* [в](https://example.org).", "24:1 translation-marks");
    assert_marks("А *б* [в](https://example.org).", "24:1 translation-marks");
    assert_marks("А[^a] *б* [в](https://example.org).", "24:1 translation-marks");
    assert_marks("А[^b][^x] *б* [в](https://example.org).", "24:1 translation-marks");
    assert_marks("А[^b] *б* [в](https://example.com).", "24:1 translation-marks");
    assert_marks("А[^b] *б* в.", "24:1 translation-marks");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_with_marks_become_markdown_and_come_back),
        on_desk(every_text_of_a_letter_is_a_message),
        on_desk(equal_texts_are_one_message_with_both_places),
        on_desk(a_whole_translation_takes_every_place),
        cmocka_unit_test(each_mark_of_the_source_is_wanted),
        on_desk(a_name_in_none_of_its_forms_is_told),
        on_desk(what_lacks_keeps_the_sources_words_in_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
