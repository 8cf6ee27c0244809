/* Items: ours must be Pango's, whatever way they are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/shape.h"
#include "type.h"

static int setup(void **state)
{
    *state = type_new("en");
    return 0;
}

static int teardown(void **state)
{
    type_free(*state);
    return 0;
}

/* Start and level of each stretch of one script and level, as Pango divides. */
static char *pango_items(Type *type, const StyledText *text)
{
    GString *out = g_string_new(NULL);
    size_t n, at = 0;
    const Stretch *stretches = divider_divide(
        fontbook_divider(type->book, type->diagnostics), text, false, &n);
    for (size_t i = 0; i < n; i++) {
        const char *start = g_utf8_offset_to_pointer(text->text, (glong)at);
        g_string_append_printf(out, " %td:%u", start - text->text, stretches[i].level);
        at += stretches[i].n_characters;
    }
    return g_string_free(out, FALSE);
}

/* The same of our items, those that differ in face alone taken together. */
static char *our_items(const Shaped *shaped)
{
    GString *out = g_string_new(NULL);
    const struct ShapedItems *items = shaped->items;
    for (size_t i = 0; i < items->n_items; i++) {
        const ShapedItem *item = &items->items[i], *before = item - 1;
        if (i > 0 && before->level == item->level && before->script == item->script)
            continue;
        g_string_append_printf(out, " %zu:%u", item->start, item->level);
    }
    return g_string_free(out, FALSE);
}

static void items_are_those_of_pango(void **state)
{
    static const char *const texts[] = {
        "Specimen Ąžuolas 017, Member of Parliament",
        "Спэцымен Ясень 003",
        "Δείγμα Ελιά 012",
        "ნიმუში კაკალი 4",
        "Նմուշ Ընկույզ",
        "270",
        "“№ 5” – a/b, 10 €…",
        "e\u0301a\u0308",
        "Specimen Ясень",
        "Նմուշ Գետ 072, Member of Parliament, Ясень",
        "5 – Նմուշ e\u0301, 6 Δείγμα №\u00a07 Specimen.",
        "Նմուշ (Specimen) Գետ",
        "Ясень “Specimen 5” 6",
        "Ясень ‘Δείγμα’s <Specimen>",
        "Спэцымен Ґанок 466, People’s Deputy",
        "((((((((((((((((Ясень) Specimen",
        "(((((((((((((((((Ясень) Specimen",
        "Specimen תל אביב 5",
        "دليل ١٢",
        "Specimen \u0661\u0662",
        "a\u202bb",
        "a \u2067b\u2069 c",
        "soft\u00adhyphen",
        "no\u00a0break",
    };
    Type *type = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        TextSpan like = {.style = type_style(type, STYLE_NAME)};
        const StyledText *text = type_text(type, texts[i], like);
        g_autofree char *pango = pango_items(type, text);
        g_autofree char *ours = our_items(type_shape(type, text));
        assert_string_equal(ours, pango);
    }
}

/* Puts together a text of letters of many scripts and of marks, pairs among them that are
 * not closed, closed twice or crossed. */
static char *chance_text(GRand *chance)
{
    static const char *const parts[] = {
        "a", "é", "B", "Я", "ў", "Δ", "მ",      "Ն", "e\u0301", "5",      " ", "\u00a0",
        ",", ".", "'", "’", "‘", "“", "”",      "„", "‚",       "«",      "»", "‹",
        "›", "(", ")", "[", "]", "{", "}",      "<", ">",       "–",      "-", "№",
        "⁅", "⁆", "⁽", "⁾", "₍", "₎", "\u0301", "/", "\u00ad",  "\u2009", "ª", "µ",
    };
    GString *text = g_string_new(NULL);
    for (int n = g_rand_int_range(chance, 1, 24); n > 0; n--)
        g_string_append(text, parts[g_rand_int_range(chance, 0, G_N_ELEMENTS(parts))]);
    return g_string_free(text, FALSE);
}

static void stretches_of_chance_are_those_of_pango(void **state)
{
    Type *type = *state;
    g_autoptr(GRand) chance = g_rand_new_with_seed(20200912);
    g_autoptr(GArray) ours = g_array_new(FALSE, FALSE, sizeof(Stretch));
    Divider *divider = fontbook_divider(type->book, type->diagnostics);
    for (int run = 0; run < 20000; run++) {
        g_autofree char *chars = chance_text(chance);
        const StyledText text = {.text = chars, .length = strlen(chars)};
        Scratch *scratch = fontbook_scratch(type->book);
        text_decode(scratch, &text);
        assert_true(scripts_divide(ours, scratch_characters(scratch)));
        size_t n;
        const Stretch *pango = divider_divide(divider, &text, false, &n);
        if (ours->len != n)
            fail_msg("%s: %u stretches, %zu of Pango", chars, ours->len, n);
        for (size_t i = 0; i < n; i++) {
            const Stretch *own = &g_array_index(ours, Stretch, i);
            if (own->n_characters != pango[i].n_characters ||
                own->script != pango[i].script || own->level != pango[i].level)
                fail_msg("%s: stretch %zu is not that of Pango", chars, i);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(items_are_those_of_pango, setup, teardown),
        cmocka_unit_test_setup_teardown(stretches_of_chance_are_those_of_pango, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
