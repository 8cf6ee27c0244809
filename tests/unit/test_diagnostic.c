/* Diagnostics: the three forms, spots, escapes, counts, order and the exit status. */
#include "base/diagnostic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

typedef struct Told {
    char *text;
    size_t length;
    FILE *out;
    Diagnostics *diagnostics;
} Told;

/* The stream keeps the addresses of text and length: a Told stays where it is. */
static void told_open(Told *told, DiagnosticsForm form)
{
    told->out = open_memstream(&told->text, &told->length);
    told->diagnostics = diagnostics_new(form, told->out);
}

/* Checks what was told and lets go of it. */
static void told_check(Told *told, const char *want)
{
    diagnostics_free(told->diagnostics);
    fclose(told->out);
    assert_string_equal(told->text, want);
    free(told->text);
}

static void plain_form_is_gnu(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    report(told.diagnostics, YAML_DOUBLE_KEY, place_at("a.yaml", 2, 5), "size");
    report(told.diagnostics, NUL_CHARACTER, place_at("a.yaml", 2, 0));
    report(told.diagnostics, NUL_CHARACTER, place_file("a.yaml"));
    report(told.diagnostics, NUL_CHARACTER, PLACE_NONE);
    report(told.diagnostics, UNKNOWN_KEY, PLACE_NONE, "x", "");
    told_check(
        &told,
        "a.yaml:2:5: error: the key 'size' stands twice [yaml-double-key]\n"
        "  help: keep one of the two\n"
        "a.yaml:2: error: the file holds the character U+0000 [nul-character]\n"
        "  help: take the character out\n"
        "a.yaml: error: the file holds the character U+0000 [nul-character]\n"
        "  help: take the character out\n"
        "openletter: error: the file holds the character U+0000 [nul-character]\n"
        "  help: take the character out\n"
        "openletter: error: the key 'x' is not known here [unknown-key]\n");
}

static void json_form_is_json(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_JSON);
    report(told.diagnostics, YAML_DOUBLE_KEY, place_at("a\"b.yaml", 2, 5),
           "s\\\x1b\xff");
    report(told.diagnostics, NUL_CHARACTER, PLACE_NONE);
    told_check(
        &told,
        "{\"file\":\"a\\\"b.yaml\",\"line\":2,\"column\":5,\"severity\":\"error\","
        "\"code\":\"yaml-double-key\",\"text\":\"the key 's\\\\\\\\u001b\\\\xff' "
        "stands twice\",\"help\":\"keep one of the two\"}\n"
        "{\"file\":null,\"line\":null,\"column\":null,\"severity\":\"error\","
        "\"code\":\"nul-character\",\"text\":\"the file holds the character "
        "U+0000\",\"help\":\"take the character out\"}\n");
}

static void terminal_form_shows_the_line(void **state)
{
    (void)state;
    const char *path = "tests/unit/excerpt.tmp";
    assert_true(g_file_set_contents(path, "one\nž漢\tsize: 1\x1b[2J\n", -1, NULL));
    Told told;
    told_open(&told, DIAGNOSTICS_TERMINAL);
    report(told.diagnostics, YAML_DOUBLE_KEY, place_at(path, 2, 4), "size");
    remove(path);
    told_check(
        &told,
        "\033[1mtests/unit/excerpt.tmp:2:4: \033[0m\033[1;31merror:\033[0m the key "
        "'size' stands twice [yaml-double-key]\n"
        "     2 | ž漢 size: 1\xef\xbf\xbd[2J\n"
        "       |     \033[1;31m^\033[0m\n"
        "  help: keep one of the two\n");
}

static void terminal_form_copes_without_the_file(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_TERMINAL);
    report(told.diagnostics, NUL_CHARACTER, place_at("no/such.file", 9, 9));
    assert_int_equal(diagnostics_errors(told.diagnostics), 1);
    told_check(&told,
               "\033[1mno/such.file:9:9: \033[0m\033[1;31merror:\033[0m the file "
               "holds the character U+0000 [nul-character]\n"
               "  help: take the character out\n");
}

/* A spot stands behind the text for people, and as members of the object. */
static void a_spot_is_told(void **state)
{
    (void)state;
    Spot spot = {"en-us", 2, 72, 144.255};
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    report_at(told.diagnostics, YAML_DOUBLE_KEY, place_at("a.md", 2, 5), spot, "size");
    report_at(told.diagnostics, YAML_DOUBLE_KEY, place_at("a.md", 2, 5), spot, "size");
    spot.page = 3;
    report_at(told.diagnostics, YAML_DOUBLE_KEY, place_at("a.md", 2, 5), spot, "size");
    assert_int_equal(diagnostics_errors(told.diagnostics), 2);
    told_check(&told, "a.md:2:5: error: the key 'size' stands twice (en-us, page 2, "
                      "25 mm across, 51 mm down) [yaml-double-key]\n"
                      "  help: keep one of the two\n"
                      "a.md:2:5: error: the key 'size' stands twice (en-us, page 3, "
                      "25 mm across, 51 mm down) [yaml-double-key]\n"
                      "  help: keep one of the two\n");
    told_open(&told, DIAGNOSTICS_JSON);
    report_at(told.diagnostics, NUL_CHARACTER, PLACE_NONE, spot);
    told_check(&told,
               "{\"file\":null,\"line\":null,\"column\":null,\"severity\":\"error\","
               "\"code\":\"nul-character\",\"text\":\"the file holds the character "
               "U+0000\",\"help\":\"take the character out\",\"edition\":\"en-us\","
               "\"page\":3,\"x\":72.00,\"y\":144.25}\n");
}

/* Reports of each severity, at places that are out of order. */
static void many_report(Diagnostics *diagnostics)
{
    char edition[] = "en";
    Spot spot = {edition, 1, 10, 20};
    report(diagnostics, EDITION_FAILED, place_at("a", 1, 1), "note");
    report(diagnostics, COLUMN_DOUBLE, place_at("b", 2, 1), "x");
    report(diagnostics, FONT_STYLE_MISSING, place_at("a", 9, 1), "x", "y");
    report_at(diagnostics, FONT_STYLE_MISSING, place_at("a", 8, 1), spot, "x", "y");
    edition[0] = 'X'; /* what was lent is gone */
    report(diagnostics, NUL_CHARACTER, place_at("b", 2, 0));
    report(diagnostics, NUL_CHARACTER, place_at("b", 2, 0));
    report(diagnostics, NUL_CHARACTER, place_at("a", 7, 0));
    report(diagnostics, NUL_CHARACTER, PLACE_NONE);
}

/* What was told without help lines. */
static void heads_check(Told *told, const char *want)
{
    g_auto(GStrv) lines = g_strsplit(told->text, "\n", -1);
    g_autoptr(GString) heads = g_string_new(NULL);
    for (char **line = lines; *line; line++)
        if (**line && **line != ' ')
            g_string_append_printf(heads, "%.*s\n", (int)strcspn(*line, "' "), *line);
    assert_string_equal(heads->str, want);
}

static void held_reports_are_told_in_order(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    diagnostics_hold(told.diagnostics);
    many_report(told.diagnostics);
    fflush(told.out);
    assert_int_equal(told.length, 0);
    assert_int_equal(diagnostics_errors(told.diagnostics), 4);
    assert_int_equal(diagnostics_warnings(told.diagnostics), 2);
    assert_int_equal(diagnostics_notes(told.diagnostics), 1);
    assert_int_equal(diagnostics_status(told.diagnostics), FAULT_CONTENT);
    diagnostics_release(told.diagnostics);
    heads_check(&told, "openletter:\na:7:\nb:2:\nb:2:1:\na:8:1:\na:9:1:\na:1:1:\n");
    assert_non_null(strstr(told.text, "(en, page 1,"));
    report(told.diagnostics, NUL_CHARACTER, place_at("z", 1, 1));
    assert_non_null(strstr(told.text, "z:1:1:"));
    diagnostics_free(told.diagnostics);
    fclose(told.out);
    free(told.text);
}

/* What is held when the end comes is told all the same. */
static void held_reports_are_never_lost(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    diagnostics_hold(told.diagnostics);
    report(told.diagnostics, NUL_CHARACTER, PLACE_NONE);
    told_check(&told, "openletter: error: the file holds the character U+0000 "
                      "[nul-character]\n  help: take the character out\n");
}

/* The document is read with a parser that is not ours. */
static void the_document_is_json(void **state)
{
    (void)state;
    Told told, document = {0};
    told_open(&told, DIAGNOSTICS_PLAIN);
    document.out = open_memstream(&document.text, &document.length);
    diagnostics_hold(told.diagnostics);
    many_report(told.diagnostics);
    report(told.diagnostics, YAML_DOUBLE_KEY, place_at("a\"b", 1, 1), "\x1b\xff\\");
    diagnostics_release_json(told.diagnostics, "", document.out);
    fclose(document.out);
    json_auto_t *root = json_loads(document.text, 0, NULL);
    assert_non_null(root);
    json_t *findings = json_object_get(root, "findings");
    assert_int_equal(json_array_size(findings), 8);
    assert_int_equal(json_integer_value(json_object_get(root, "errors")), 5);
    assert_int_equal(json_integer_value(json_object_get(root, "warnings")), 2);
    assert_int_equal(json_integer_value(json_object_get(root, "notes")), 1);
    json_t *spotted = json_array_get(findings, 5);
    assert_string_equal(json_string_value(json_object_get(spotted, "edition")), "en");
    assert_int_equal(json_integer_value(json_object_get(spotted, "page")), 1);
    assert_true(json_number_value(json_object_get(spotted, "y")) == 20);
    assert_false(json_object_get(json_array_get(findings, 6), "page"));
    free(document.text);
    told_check(&told, "");
}

static void no_findings_are_a_document(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    diagnostics_hold(told.diagnostics);
    diagnostics_release_json(told.diagnostics, "", told.out);
    told_check(&told, "{\"findings\":[],\n\"errors\":0,\"warnings\":0,\"notes\":0}\n");
}

static void controls_are_escaped(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    report(told.diagnostics, YAML_SYNTAX, PLACE_NONE, "a\x1b[2J\n\xe2\x80\xae é\xc3");
    char *text = told.text;
    assert_non_null(strstr(text, "a\\u001b[2J\\u000a\\u202e é\\xc3 [yaml-syntax]"));
    g_autofree char *longest = g_strnfill(5000, 'x');
    report(told.diagnostics, YAML_SYNTAX, PLACE_NONE, longest);
    assert_true(told.length < 1000);
    g_autofree char *want = g_strdup(told.text);
    told_check(&told, want);
}

static void the_same_is_told_once(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    report(told.diagnostics, NUL_CHARACTER, place_at("a", 1, 1));
    report(told.diagnostics, NUL_CHARACTER, place_at("a", 1, 1));
    report(told.diagnostics, NUL_CHARACTER, place_at("a", 1, 2));
    assert_int_equal(diagnostics_errors(told.diagnostics), 2);
    assert_int_equal(diagnostics_warnings(told.diagnostics), 0);
    g_autofree char *want = g_strdup(told.text);
    told_check(&told, want);
}

static void the_gravest_fault_is_the_status(void **state)
{
    (void)state;
    Told told;
    told_open(&told, DIAGNOSTICS_PLAIN);
    assert_int_equal(diagnostics_status(told.diagnostics), 0);
    report(told.diagnostics, NUL_CHARACTER, PLACE_NONE);
    assert_int_equal(diagnostics_status(told.diagnostics), FAULT_CONTENT);
    report(told.diagnostics, FILE_UNREADABLE, PLACE_NONE, "a", "b");
    assert_int_equal(diagnostics_status(told.diagnostics), FAULT_MACHINE);
    report(told.diagnostics, COMMAND_MISSING, PLACE_NONE);
    assert_int_equal(diagnostics_status(told.diagnostics), FAULT_COMMAND);
    g_autofree char *want = g_strdup(told.text);
    told_check(&told, want);
}

/* The catalogue itself: codes in lower case, each once; texts that follow the rules. */
static void the_catalogue_is_sound(void **state)
{
    (void)state;
    for (DiagnosticCode i = 0; i < N_DIAGNOSTICS; i++) {
        const DiagnosticKind *kind = diagnostic_kind(i);
        assert_ptr_equal(diagnostic_find(kind->code), kind);
        assert_int_equal(strspn(kind->code, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                         strlen(kind->code));
        assert_true(kind->text[0] && !g_ascii_isupper(kind->text[0]));
        assert_true(kind->help[0] && !g_str_has_suffix(kind->text, "."));
    }
    assert_null(diagnostic_find("no-such-thing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_form_is_gnu),
        cmocka_unit_test(json_form_is_json),
        cmocka_unit_test(terminal_form_shows_the_line),
        cmocka_unit_test(terminal_form_copes_without_the_file),
        cmocka_unit_test(a_spot_is_told),
        cmocka_unit_test(held_reports_are_told_in_order),
        cmocka_unit_test(held_reports_are_never_lost),
        cmocka_unit_test(the_document_is_json),
        cmocka_unit_test(no_findings_are_a_document),
        cmocka_unit_test(controls_are_escaped),
        cmocka_unit_test(the_same_is_told_once),
        cmocka_unit_test(the_gravest_fault_is_the_status),
        cmocka_unit_test(the_catalogue_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
