/* Catalogues: what is read of a .po, and where it stands. */
#include "content/content.h"

#include "desk.h"

#define HEADER                                                                         \
    "msgid \"\"\nmsgstr \"\"\n\"Language: be\\n\"\n"                                   \
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"

static Letter letter_in(const Desk *desk, const char *language)
{
    return (Letter){.folder = desk->folder, .language = language};
}

static const Catalog *catalog_of(Desk *desk, const char *text)
{
    Letter letter = letter_in(desk, "en");
    desk_write(desk, "po/be.po", text);
    return catalog_read(desk->diagnostics, desk->arena, &letter, "be");
}

static void messages_have_their_texts_flags_and_places(void **state)
{
    Desk *desk = *state;
    const Catalog *catalog =
        catalog_of(desk, HEADER "\n#, fuzzy\n#| msgid \"Before\"\nmsgctxt \"title\"\n"
                                "msgid \"\"\n\"A \\\"quoted\\\" \"\n\"title\"\n"
                                "msgstr \"\"\n\"Загаловак\"\n"
                                "\n# same\nmsgctxt \"office\"\nmsgid \"MP\"\n"
                                "  msgstr \"MP\"\n"
                                "\n#~ msgid \"Gone\"\n#~ msgstr \"Няма\"\n");
    assert_non_null(catalog);
    assert_reports(desk, "");
    assert_int_equal(catalog->n_messages, 3);
    const CatalogMessage *message = catalog->messages;
    assert_string_equal(message[0].source, "A \"quoted\" title");
    assert_string_equal(message[0].context, "title");
    assert_string_equal(message[0].text, "Загаловак");
    assert_true(message[0].fuzzy && !message[0].same && !message[0].obsolete);
    assert_int_equal(message[0].place.line, 12);
    assert_true(message[1].same);
    assert_int_equal(message[1].place.line, 18);
    assert_int_equal(message[1].place.column, 3);
    assert_true(message[2].obsolete);
    assert_int_equal(message[2].place.line, 21);
    assert_int_equal(message[2].place.column, 4);
}

static void an_empty_reviewer_is_nobody(void **state)
{
    Desk *desk = *state;
    assert_null(catalog_of(desk, HEADER)->reviewer);
    assert_null(catalog_of(desk, HEADER "\"X-Reviewed-By:  \\n\"\n")->reviewer);
    assert_string_equal(
        catalog_of(desk, HEADER "\"X-Reviewed-By: Specimen \\n\"\n")->reviewer,
        "Specimen");
}

static void a_message_that_stands_twice_is_told_with_both_lines(void **state)
{
    Desk *desk = *state;
    assert_null(catalog_of(desk, HEADER "\nmsgid \"A\"\nmsgstr \"Б\"\n"
                                        "\nmsgid \"A\"\nmsgstr \"В\"\n"));
    assert_reports(desk, "10:1 catalog-double");
    assert_told(desk, "'A' stands in line 7 already");
}

static void a_file_of_nothing_but_mistakes_is_no_end_of_the_program(void **state)
{
    Desk *desk = *state;
    g_autoptr(GString) text = g_string_new(HEADER);
    for (int i = 0; i < 200; i++)
        g_string_append(text, "msgfoo \"x\nmsgid msgid\n\\ ?\n");
    assert_null(catalog_of(desk, text->str));
    assert_true(diagnostics_errors(desk->diagnostics) > 0);
}

static void a_region_falls_back_on_its_language_a_script_does_not(void **state)
{
    Desk *desk = *state;
    Letter letter = letter_in(desk, "en");
    desk_write(desk, "po/de.po", HEADER);
    desk_write(desk, "po/sr.po", HEADER);
    desk_write(desk, "po/pt-BR.po", HEADER);
    desk_write(desk, "po/notes.txt", "");
    assert_string_equal(catalog_tag(desk->arena, &letter, "de"), "de");
    assert_string_equal(catalog_tag(desk->arena, &letter, "de-AT"), "de");
    assert_string_equal(catalog_tag(desk->arena, &letter, "pt-BR"), "pt-BR");
    assert_null(catalog_tag(desk->arena, &letter, "pt"));
    assert_null(catalog_tag(desk->arena, &letter, "sr-Latn"));
    assert_null(catalog_tag(desk->arena, &letter, "sr-Latn-RS"));
    assert_string_equal(catalog_tag(desk->arena, &letter, "sr-RS"), "sr");
    assert_int_equal(g_strv_length((char **)catalog_tags(desk->arena, &letter)), 3);
}

static void the_letter_serves_its_own_language_and_its_regions(void **state)
{
    Desk *desk = *state;
    Letter english = letter_in(desk, "en"), serbian = letter_in(desk, "sr");
    assert_true(letter_serves(&english, "en"));
    assert_true(letter_serves(&english, "en-GB"));
    assert_false(letter_serves(&english, "be"));
    assert_false(letter_serves(&serbian, "sr-Latn"));
}

#define on_desk(test) cmocka_unit_test_setup_teardown(test, desk_open, desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        on_desk(messages_have_their_texts_flags_and_places),
        on_desk(an_empty_reviewer_is_nobody),
        on_desk(a_message_that_stands_twice_is_told_with_both_lines),
        on_desk(a_file_of_nothing_but_mistakes_is_no_end_of_the_program),
        on_desk(a_region_falls_back_on_its_language_a_script_does_not),
        on_desk(the_letter_serves_its_own_language_and_its_regions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
