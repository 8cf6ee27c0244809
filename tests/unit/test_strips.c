/* Items that come again: the same glyphs, but only when all that matters is the same. */
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

static const Shaped *shape(Type *type, const char *text, const Style *style,
                           const char *language)
{
    return type_shape(
        type, type_text(type, text, (TextSpan){.style = style, .language = language}));
}

/* Starts, glyphs and advances of all clusters. */
static char *telling(const Shaped *shaped)
{
    GString *out = g_string_new(NULL);
    const struct ShapedItems *items = shaped->items;
    for (size_t i = 0; i < items->n_items; i++)
        for (size_t c = items->items[i].first; c < items->items[i].last; c++) {
            const ShapedCluster *cluster = &items->clusters[c];
            g_string_append_printf(out, " %u:%u+%d%s", cluster->start,
                                   items->items[i].glyphs[cluster->glyph].id,
                                   cluster->advance, cluster->unsafe ? "!" : "");
        }
    return g_string_free(out, FALSE);
}

static void assert_same(const Shaped *a, const Shaped *b, bool same)
{
    g_autofree char *left = telling(a);
    g_autofree char *right = telling(b);
    assert_int_equal(strcmp(left, right) == 0, same);
}

static void what_comes_again_is_the_same(void **state)
{
    Type *type = *state;
    const Style *style = type_style(type, STYLE_OFFICE);
    const Shaped *first = shape(type, "Office of AV", style, NULL);
    assert_same(first, shape(type, "Office of AV", style, NULL), true);
}

static void what_differs_is_shaped_anew(void **state)
{
    Type *type = *state;
    const Style *style = type_style(type, STYLE_OFFICE);
    Style tracked = *style, spaced = *style, larger = *style, figures = *style;
    tracked.tracking = 1;
    spaced.small_caps = true;
    larger.size = 20;
    figures.figures = FIGURES_OLD_STYLE;
    const Shaped *first = shape(type, "Office 1", style, NULL);
    assert_same(first, shape(type, "Office 1", &tracked, NULL), false);
    assert_same(first, shape(type, "Office 1", &spaced, NULL), false);
    assert_same(first, shape(type, "Office 1", &larger, NULL), false);
    assert_same(first, shape(type, "Office 1", &figures, NULL), false);
    assert_same(first, shape(type, "Office 1", style, NULL), true);
    assert_same(first, shape(type, "Office 2", style, NULL), false);
}

static void letter_forms_follow_the_language(void **state)
{
    Type *type = *state;
    Style italic = *type_style(type, STYLE_NAME);
    italic.italic = true;
    const Shaped *russian = shape(type, "бгдпт", &italic, "ru");
    assert_same(russian, shape(type, "бгдпт", &italic, "sr"), false);
    assert_same(russian, shape(type, "бгдпт", &italic, "ru"), true);
}

static void clusters_start_where_the_item_does(void **state)
{
    Type *type = *state;
    const Style *name = type_style(type, STYLE_NAME);
    const Style *office = type_style(type, STYLE_OFFICE);
    shape(type, "Senator", office, NULL);
    const char *text = "Specimen, Senator";
    TextSpan spans[] = {{.start = 0, .end = 10, .style = name},
                        {.start = 10, .end = 17, .style = office}};
    StyledText styled = *type_text(type, text, spans[0]);
    styled.spans = spans;
    styled.n_spans = 2;
    const struct ShapedItems *items = type_shape(type, &styled)->items;
    assert_int_equal(items->clusters[items->items[1].first].start, 10);
    assert_int_equal(items->clusters[items->n_clusters - 1].start, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_comes_again_is_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(what_differs_is_shaped_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(letter_forms_follow_the_language, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(clusters_start_where_the_item_does, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
