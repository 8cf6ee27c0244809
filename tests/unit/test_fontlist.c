/* The report of fonts: what stands in the table and in the JSON document. */
#include "desk.h"

#include <jansson.h>

#include "cli/command.h"

static const ScriptCount SCRIPTS[] = {{"Latn", 1234}, {"Zyyy", 56}};

static const FontRow ROWS[] = {
    {{.family = "My \"Hand\"",
      .style = "Regular",
      .path = "fonts/hand.ttf",
      .version = "",
      .sha256 = "aa"},
     SCRIPTS,
     2},
    {{.family = "Noto Serif",
      .style = "Bold",
      .path = "/noto.ttf",
      .package = "fonts-noto-core",
      .version = "2.004",
      .sha256 = "aaaaaaaaaaaaaaaa",
      .locked_version = "2.003",
      .locked_sha256 = "bbbbbbbbbbbbbbbb"},
     SCRIPTS,
     1},
};

static const FontLack LACKS[] = {
    {ASK_LETTER_FORMS, &ROWS[1].file, "bg", "Cyrl", "no form of its own for в"}};

static const EditionFonts EDITIONS[] = {{"letter", "bg", ROWS, 2, LACKS, 1},
                                        {"letter", "en", ROWS, 0, LACKS, 0}};

/* What is printed of the first `n` editions. */
static char *printed(size_t n, void (*print)(const FontsReport *, FILE *))
{
    g_autoptr(GPtrArray) editions = g_ptr_array_new();
    for (size_t i = 0; i < n; i++)
        g_ptr_array_add(editions, (gpointer)&EDITIONS[i]);
    FontsReport found = {NULL, editions};
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    print(&found, out);
    fclose(out);
    return text;
}

static json_t *parsed(size_t n)
{
    char *text = printed(n, fonts_print_json);
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    free(text);
    return root;
}

static json_t *editions_of(const json_t *root)
{
    return json_object_get(root, "editions");
}

/* Checks the text members of an object, "family=Noto Serif locked=-", - for null. */
static void assert_members(json_t *object, const char *const *members)
{
    for (; *members; members += 2)
        assert_string_equal(
            json_is_null(json_object_get(object, members[0]))
                ? "-"
                : json_string_value(json_object_get(object, members[0])),
            members[1]);
}

static void json_is_one_document(void **state)
{
    (void)state;
    json_auto_t *root = parsed(2);
    json_t *editions = editions_of(root);
    assert_int_equal(json_array_size(editions), 2);
    json_t *edition = json_array_get(editions, 0);
    assert_string_equal(json_string_value(json_object_get(edition, "name")), "bg");
    json_t *fonts = json_object_get(edition, "fonts");
    assert_int_equal(json_array_size(fonts), 2);
    json_t *font = json_array_get(fonts, 0);
    assert_members(font, (const char *const[]){"family", "My \"Hand\"", "version", "",
                                               "package", "-", "locked", "-", "state",
                                               "dropped-in", "sha256", "aa", NULL});
    json_t *scripts = json_object_get(font, "scripts");
    assert_int_equal(json_integer_value(json_object_get(scripts, "Latn")), 1234);
    assert_int_equal(json_integer_value(json_object_get(scripts, "Zyyy")), 56);
    assert_members(json_array_get(fonts, 1),
                   (const char *const[]){"style", "Bold", "path", "/noto.ttf", "state",
                                         "differs", "locked", "bbbbbbbbbbbbbbbb",
                                         NULL});
    json_t *lacks = json_object_get(edition, "lacks");
    assert_int_equal(json_array_size(lacks), 1);
    assert_members(json_array_get(lacks, 0),
                   (const char *const[]){"feature", "locl", "language", "bg", "script",
                                         "Cyrl", "family", "Noto Serif", "style",
                                         "Bold", "why", "no form of its own for в",
                                         NULL});
}

static void nothing_is_a_document_too(void **state)
{
    (void)state;
    json_auto_t *root = parsed(0);
    assert_int_equal(json_array_size(editions_of(root)), 0);
}

static void a_table_is_for_people(void **state)
{
    (void)state;
    char *text = printed(2, fonts_print);
    static const char *const wanted[] = {
        "letter: bg\n",
        "  My \"Hand\"                Regular      Latn       1234",
        "\n                                        common       56\n",
        "dropped in  fonts/hand.ttf\n",
        "differs     /noto.ttf\n",
        "    locked is 2.003, SHA-256 bbbbbbbbbbbb…; this is 2.004, aaaaaaaaaaaa…\n",
        "  Noto Serif Bold lacks letter forms (locl) for the language bg in Cyrl: no "
        "form "
        "of its own for в\n",
        "\nletter: en\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (!strstr(text, wanted[i]))
            fail_msg("'%s' is not in:\n%s", wanted[i], text);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_one_document),
        cmocka_unit_test(nothing_is_a_document_too),
        cmocka_unit_test(a_table_is_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
