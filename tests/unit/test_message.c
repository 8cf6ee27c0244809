/* Messages: plurals right in every language, and what is wrong with a pattern. */
#include "content/message.h"

#include "desk.h"

/* Sets the pattern with the number {n}, the number {m} and the text {who}. */
static const char *message_of(Desk *desk, const char *pattern, const char *language,
                              long n)
{
    const MessageArgument arguments[] = {
        {"n", NULL, n}, {"m", NULL, 3}, {"who", "Specimen Elm", 0}};
    return message_format(desk->diagnostics, desk->arena, pattern,
                          place_at("letter.md", 5, 9), language, arguments,
                          G_N_ELEMENTS(arguments));
}

static void assert_message(const char *pattern, const char *language, long n,
                           const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *text = message_of(&desk, pattern, language, n);
    assert_reports(&desk, "");
    assert_string_equal(text, want);
}

static void assert_mistaken(const char *pattern, const char *language,
                            const char *reports, const char *words)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(message_of(&desk, pattern, language, 1));
    assert_reports(&desk, reports);
    assert_told(&desk, words);
}

static void arguments_are_named(void **state)
{
    (void)state;
    assert_message("{n} of {m} by {who}", "en", 2, "2 of 3 by Specimen Elm");
    assert_message("{ n } { who }", "en", 2, "2 Specimen Elm");
    assert_message("plain", "en", 2, "plain");
    assert_message("", "en", 2, "");
    assert_message("{n, number}", "en", 1234, "1,234");
    assert_message("{n}", "de", 1234, "1.234");
    assert_message("{n}", "en", -1234, "-1,234");
}

/* Checks what 1, 2, 5, 21 and 270 take, a letter each: one, few, many, other. */
static void assert_forms(const char *language, const char *forms)
{
    static const long numbers[] = {1, 2, 5, 21, 270};
    static const char pattern[] =
        "{n, plural, one {# o} few {# f} many {# m} other {# x}}";
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *want = g_strdup_printf("%ld %c", numbers[i], forms[i]);
        assert_message(pattern, language, numbers[i], want);
    }
}

static void plurals_follow_the_language(void **state)
{
    (void)state;
    assert_forms("en", "oxxxx");
    assert_forms("be", "ofmom");
    assert_forms("ru", "ofmom");
    assert_forms("uk", "ofmom");
    assert_forms("pl", "ofmmm");
    assert_forms("lt", "offox");
    assert_forms("ka", "oxxxx");
    assert_message("{n, plural, zero {z} one {o} other {x}}", "lv", 0, "z");
    assert_message("{n, plural, zero {z} one {o} other {x}}", "lv", 21, "o");
    assert_message("{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}",
                   "ar", 2, "t");
    assert_message("{n, plural, other {#}}", "ja", 1, "1");
}

static void a_number_of_its_own_goes_before_a_category(void **state)
{
    (void)state;
    assert_message("{n, plural, =0 {none} one {one} other {#}}", "en", 0, "none");
    assert_message("{n, plural, =1 {alone} one {one} other {#}}", "en", 1, "alone");
    assert_message("{n, plural, =1 {alone} other {#}}", "en", 1, "alone");
}

static void an_offset_is_taken_off(void **state)
{
    (void)state;
    static const char pattern[] =
        "{n, plural, offset:1 =1 {{who}} one {{who} and # more} other {{who} and # "
        "others}}";
    assert_message(pattern, "en", 1, "Specimen Elm");
    assert_message(pattern, "en", 2, "Specimen Elm and 1 more");
    assert_message(pattern, "en", 270, "Specimen Elm and 269 others");
}

static void ordinals_are_counted_their_own_way(void **state)
{
    (void)state;
    static const char pattern[] =
        "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}";
    assert_message(pattern, "en", 1, "1st");
    assert_message(pattern, "en", 11, "11th");
    assert_message(pattern, "en", 22, "22nd");
    assert_message(pattern, "en", 103, "103rd");
}

static void forms_stand_in_each_other(void **state)
{
    (void)state;
    assert_message("{n, plural, one {# from {m, plural, one {# land} other {# lands}}} "
                   "other {# from {m}}}",
                   "en", 1, "1 from 3 lands");
    assert_message("{who, select, Nobody {none} other {by {who}}}", "en", 1,
                   "by Specimen Elm");
}

static void apostrophes_quote_braces(void **state)
{
    (void)state;
    assert_message("'{n}' {n}", "en", 2, "{n} 2");
    assert_message("it''s l'Europe {n}", "en", 2, "it's l'Europe 2");
    assert_message("{n, plural, other {'#' #}}", "ja", 2, "# 2");
    assert_message("'#' #", "en", 2, "'#' #");
}

static void a_form_that_lacks_is_told(void **state)
{
    (void)state;
    assert_mistaken("{n, plural, one {#} other {#}}", "be",
                    "5:9 message-form, 5:9 message-form", "lack 'few'");
    assert_mistaken("{n, plural, one {#} few {#} other {#}}", "pl", "5:9 message-form",
                    "lack 'many', which the language 'pl' needs for numbers such as 0");
    assert_mistaken("{n, plural, one {#} other {#}}", "lt", "5:9 message-form",
                    "lack 'few', which the language 'lt' needs for numbers such as 2");
    assert_mistaken("{n, plural, one {#}}", "en", "5:9 message-form", "lack 'other'");
    assert_mistaken("{n, plural, one {#} few {#} many {#}}", "ru", "5:9 message-form",
                    "lack 'other'");
    assert_mistaken("{who, select, Nobody {a}}", "en", "5:9 message-form",
                    "lack 'other'");
    assert_mistaken("{n, selectordinal, other {#}}", "en",
                    "5:9 message-form, 5:9 message-form, 5:9 message-form",
                    "lack 'two'");
}

static void a_form_that_is_not_taken_is_checked(void **state)
{
    (void)state;
    assert_mistaken("{n, plural, one {a} other {{nobody}}}", "en",
                    "5:9 message-argument", "'nobody'");
}

static void an_unknown_argument_is_told(void **state)
{
    (void)state;
    assert_mistaken("{nmaes} {n}", "en", "5:9 message-argument",
                    "known here: {n}, {m}, {who}");
    assert_mistaken("{x, plural, one {#} other {#}}", "en", "5:9 message-argument",
                    "asks for 'x'");
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(
        message_format(desk.diagnostics, desk.arena, "{x}", PLACE_NONE, "en", NULL, 0));
    assert_told(&desk, "this message has no arguments");
}

static void wrong_syntax_is_told_with_its_reason(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *words;
    } cases[] = {
        {"{n", "the '{' of 'n' is never closed"},
        {"a}", "a '}' closes nothing"},
        {"{}", "no name follows a '{'"},
        {"{n, plurl, other {#}}", "'plurl' is none of plural"},
        {"{n, plural}", "no ',' follows 'plural'"},
        {"{n, plural, other}", "no '{' follows the form 'other'"},
        {"{n, plural, other {#}", "the '{' of 'n' is never closed"},
        {"{n, plural, other {#", "the form 'other' is never closed"},
        {"{n, plural, some {#} other {#}}", "'some' is none of zero, one"},
        {"{n, plural, =x {#} other {#}}", "'=x' is none of zero, one"},
        {"{n, plural, other {#} other {#}}", "the form 'other' stands twice"},
        {"{n, plural, offset:x other {#}}", "a whole number follows 'offset:'"},
        {"{who, plural, other {#}}", "'who' is a text and cannot go with 'plural'"},
        {"{n, select, other {#}}", "'n' is a number and cannot go with 'select'"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_mistaken(cases[i].pattern, "ja", "5:9 message-syntax", cases[i].words);
}

static void depth_is_limited(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) deep = g_string_new(NULL);
    for (int i = 0; i < 20000; i++)
        g_string_append(deep, "{n,plural,other{");
    assert_null(message_of(&desk, deep->str, "en", 1));
    assert_told(&desk, "nested deeper than 8 levels");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_named),
        cmocka_unit_test(plurals_follow_the_language),
        cmocka_unit_test(a_number_of_its_own_goes_before_a_category),
        cmocka_unit_test(an_offset_is_taken_off),
        cmocka_unit_test(ordinals_are_counted_their_own_way),
        cmocka_unit_test(forms_stand_in_each_other),
        cmocka_unit_test(apostrophes_quote_braces),
        cmocka_unit_test(a_form_that_lacks_is_told),
        cmocka_unit_test(a_form_that_is_not_taken_is_checked),
        cmocka_unit_test(an_unknown_argument_is_told),
        cmocka_unit_test(wrong_syntax_is_told_with_its_reason),
        cmocka_unit_test(depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
