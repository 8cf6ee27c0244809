/* Tokens of PDF: what is read of them, and what is odd in them. */
#include "preflight/value.h"

#include "desk.h"

/* A value as text: names with '/', strings in (), keywords as they are. */
static void value_print(const Value *value, GString *out)
{
    switch (value->kind) {
    case VALUE_NULL:
        g_string_append(out, "null");
        return;
    case VALUE_BOOLEAN:
        g_string_append(out, value->as.truth ? "true" : "false");
        return;
    case VALUE_INTEGER:
    case VALUE_REAL:
        g_string_append_printf(out, value->kind == VALUE_REAL ? "%gr" : "%g",
                               value->as.number);
        return;
    case VALUE_NAME:
    case VALUE_STRING:
    case VALUE_KEYWORD:
        g_string_append_printf(out, "%s%.*s%s",
                               value->kind == VALUE_NAME     ? "/"
                               : value->kind == VALUE_STRING ? "("
                                                             : "",
                               (int)value->as.bytes.length, value->as.bytes.start,
                               value->kind == VALUE_STRING ? ")" : "");
        return;
    case VALUE_REFERENCE:
        g_string_append_printf(out, "%uR", value->as.object);
        return;
    case VALUE_ARRAY:
        g_string_append_c(out, '[');
        for (size_t i = 0; i < value->as.array.n; i++) {
            g_string_append(out, i ? " " : "");
            value_print(&value->as.array.items[i], out);
        }
        g_string_append_c(out, ']');
        return;
    case VALUE_DICTIONARY:
        g_string_append(out, "<");
        for (size_t i = 0; i < value->as.dictionary.n; i++) {
            const Entry *entry = &value->as.dictionary.entries[i];
            g_string_append_printf(out, "%s%.*s=", i ? " " : "", (int)entry->key.length,
                                   entry->key.start);
            value_print(&entry->value, out);
        }
        g_string_append(out, ">");
        return;
    case VALUE_STREAM:
        g_string_append(out, "stream");
        return;
    }
}

/* Checks what `text` is read as, and its oddities. */
static void assert_read(const char *text, const char *wanted, unsigned oddities)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Lexer lexer;
    Value value;
    lexer_init(&lexer, arena, (Bytes){text, strlen(text)}, true);
    while (lexer_read(&lexer, &value)) {
        g_string_append(out, out->len ? " " : "");
        value_print(&value, out);
    }
    assert_string_equal(out->str, wanted);
    assert_int_equal(lexer.oddities, oddities);
    lexer_clear(&lexer);
}

static void values_are_read(void **state)
{
    (void)state;
    assert_read("null true false 12 -7 +3 .5 -0.25 4.",
                "null true false 12 -7 3 0.5r -0.25r 4r", 0);
    assert_read("/Name /A#20B /", "/Name /A B /", 0);
    assert_read("[1 [2]/X(y)]<</K[]/L<</M 1>>>>", "[1 [2] /X (y)] <K=[] L=<M=1>>", 0);
    assert_read("5 0 R 5 0 6 12 0 Rg", "5R 5 0 6 12 0 Rg", 0);
    assert_read("% a comment\n1%x\r2", "1 2", 0);
    assert_read("BT/F1 8 Tf", "BT /F1 8 Tf", 0);
    assert_read("1.2.3 --4 {", "1.2.3 --4 {", 0);
}

static void strings_are_read(void **state)
{
    (void)state;
    assert_read("(a(b)c)", "(a(b)c)", 0);
    assert_read("(a\\)\\101\\7x\\\nb\\q)",
                "(a)A\ax"
                "bq)",
                0);
    assert_read("(a\r\nb\rc)", "(a\nb\nc)", 0);
    assert_read("<41 4\n2>", "(AB)", 0);
}

static void oddities_are_noted(void **state)
{
    (void)state;
    assert_read("<414>", "(A@)", ODD_HEX_DIGITS);
    assert_read("<4x1>", "(A)", ODD_HEX_CHARACTER);
    assert_read("3000000000", "3e+09", ODD_INTEGER);
    assert_read("/A#FF", "/A\xFF", ODD_NAME_TEXT);
    assert_read("(open", "(open)", ODD_SYNTAX);
    assert_read("<</A 1/A 2>>", "<A=1 A=2>", ODD_DOUBLE_KEY);
    assert_read("[1 endobj", "[1] endobj", ODD_SYNTAX);
    assert_read("1 ) 2", "1 ) 2", ODD_SYNTAX);
}

static void texts_are_decoded(void **state)
{
    (void)state;
    g_autoptr(Arena) arena = arena_new();
    static const struct {
        const char *bytes;
        size_t length;
        const char *text;
    } cases[] = {{"plain", 5, "plain"},
                 {"\x80\xE9\x18", 3, "•é˘"},
                 {"\xFE\xFF\x04\x10\xD8\x3D\xDE\x00", 8, "А😀"},
                 {"\xFF\xFE\x10\x04", 4, "А"},
                 {"\xEF\xBB\xBF\xC3\xA9", 5, "é"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Value value = {.kind = VALUE_STRING,
                       .as.bytes = {cases[i].bytes, cases[i].length}};
        assert_string_equal(value_text(arena, &value), cases[i].text);
    }
    assert_string_equal(value_text(arena, &value_null), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(strings_are_read),
        cmocka_unit_test(oddities_are_noted),
        cmocka_unit_test(texts_are_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
