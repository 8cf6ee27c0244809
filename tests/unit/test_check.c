/* check as its callers meet it: the order of findings, the last line, the document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <jansson.h>

#define MARKED "tests/bad/setting-word-stack"

typedef struct Told {
    char *out, *err;
    int status;
} Told;

static void told_clear(Told *told)
{
    g_free(told->out);
    g_free(told->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

/* Runs the program that $BIN names: what it printed and its exit status. */
static Told check(const char *letter, const char *option, const char *value)
{
    const char *program = getenv("BIN");
    const char *words[] = {program ? program : "build/release/openletter",
                           "check",
                           letter,
                           option,
                           value,
                           NULL};
    Told told = {0};
    int ended;
    assert_true(g_spawn_sync(NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL,
                             NULL, &told.out, &told.err, &ended, NULL));
    GError *error = NULL;
    g_spawn_check_wait_status(ended, &error);
    told.status = error ? error->code : 0;
    g_clear_error(&error);
    return told;
}

/* The root of the document, which lives as long as the parser. */
static json_t *document_read(const char *text)
{
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    return root;
}

static void graver_findings_come_first(void **state)
{
    (void)state;
    g_auto(Told) told = check(MARKED, "--layout=mine", NULL);
    assert_int_equal(told.status, 0);
    assert_string_equal(told.out, "no errors, 2 warnings, 1 note\n");
    const char *stack = strstr(told.err, "letter.md:10:1: warning:");
    const char *runt = strstr(told.err, "letter.md:13:1: warning:");
    const char *twice = strstr(told.err, "letter.md:7:1: note:");
    assert_true(stack && runt > stack && twice > runt);
}

static void a_good_letter_has_nothing_to_report(void **state)
{
    (void)state;
    g_auto(Told) told = check("tests/golden/pages/one-name", NULL, NULL);
    assert_string_equal(told.err, "");
    assert_string_equal(told.out, "nothing to report\n");
    assert_int_equal(told.status, 0);
}

static void the_document_holds_all(void **state)
{
    (void)state;
    g_auto(Told) told = check(MARKED, "--layout=mine", "--json");
    assert_int_equal(told.status, 0);
    assert_string_equal(told.err, "");
    json_auto_t *root = document_read(told.out);
    assert_int_equal(json_integer_value(json_object_get(root, "errors")), 0);
    assert_int_equal(json_integer_value(json_object_get(root, "warnings")), 2);
    assert_int_equal(json_integer_value(json_object_get(root, "notes")), 1);
    json_t *findings = json_object_get(root, "findings");
    assert_int_equal(json_array_size(findings), 3);
    json_t *first = json_array_get(findings, 0);
    assert_string_equal(json_string_value(json_object_get(first, "code")),
                        "word-stack");
    assert_string_equal(json_string_value(json_object_get(first, "file")),
                        MARKED "/letter.md");
    assert_int_equal(json_integer_value(json_object_get(first, "line")), 10);
    assert_string_equal(json_string_value(json_object_get(first, "edition")), "en");
    assert_int_equal(json_integer_value(json_object_get(first, "page")), 1);
    assert_true(json_number_value(json_object_get(first, "x")) > 98);
    assert_true(json_number_value(json_object_get(first, "y")) == 166);
}

/* A mistake of the command line is a finding, too, once the command is known. */
static void errors_are_in_the_document(void **state)
{
    (void)state;
    g_auto(Told) told = check("no-such-letter-at-all", "--json", NULL);
    assert_int_equal(told.status, 2);
    assert_string_equal(told.err, "");
    json_auto_t *root = document_read(told.out);
    assert_int_equal(json_integer_value(json_object_get(root, "errors")), 1);
}

/* An object a line, and no line for people among them. */
static void objects_stand_alone(void **state)
{
    (void)state;
    g_auto(Told) told = check(MARKED, "--layout=mine", "--diagnostics=json");
    assert_string_equal(told.out, "");
    g_auto(GStrv) lines = g_strsplit(told.err, "\n", -1);
    assert_int_equal(g_strv_length(lines), 4);
    for (size_t i = 0; i < 3; i++) {
        json_auto_t *object = document_read(lines[i]);
        assert_int_equal(json_integer_value(json_object_get(object, "page")), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graver_findings_come_first),
        cmocka_unit_test(a_good_letter_has_nothing_to_report),
        cmocka_unit_test(the_document_holds_all),
        cmocka_unit_test(errors_are_in_the_document),
        cmocka_unit_test(objects_stand_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
