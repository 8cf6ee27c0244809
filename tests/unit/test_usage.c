/* Counting which font sets which characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "flow/usage.h"
#include "hand.h"

/* The uses as "Noto Serif Regular en Latn: Latn 5 Zyyy 1", joined by semicolons. */
static const char *usage_shown(Hand *hand)
{
    FontUsage usage = pages_usage(hand->type->book, hand->arena, hand_pages(hand));
    g_autoptr(GString) shown = g_string_new(NULL);
    for (size_t i = 0; i < usage.n_uses; i++) {
        const FontUse *use = &usage.uses[i];
        g_string_append_printf(shown, "%s%s %s %s %c%c%c%c:", i ? "; " : "",
                               use->file->family, use->file->style, use->language,
                               use->script >> 24, use->script >> 16 & 255,
                               use->script >> 8 & 255, use->script & 255);
        for (size_t k = 0; k < use->n_characters; k++) {
            const CharacterCount *character = &use->characters[k];
            g_string_append_c(shown, ' ');
            g_string_append_unichar(shown, character->character);
            g_string_append_printf(shown, "%zu", character->count);
        }
    }
    return arena_string(hand->arena, shown->str);
}

static void characters_are_counted_once_a_place(void **state)
{
    (void)state;
    Hand *hand = hand_new();
    size_t element = hand_element(hand, ELEMENT_PARAGRAPH, 0, "");
    size_t foot = hand_element(hand, ELEMENT_ARTIFACT, 0, "");
    hand_page(hand, "1");
    hand_text(hand, element, "abba.", 90, 90, 10);
    hand_text(hand, element, "bc", 90, 104, 12);
    hand_item(hand, (PageItem){ITEM_RULE, foot, 90, 110, {.rule = {10, 1}}});
    hand_page(hand, "2");
    hand_text(hand, foot, "b2", 90, 800, 7);
    assert_string_equal(usage_shown(hand),
                        "Noto Serif Regular en Latn: .1 21 a2 b4 c1");
    hand_free(hand);
}

static void scripts_and_fonts_are_told_apart(void **state)
{
    (void)state;
    Hand *hand = hand_new();
    size_t element = hand_element(hand, ELEMENT_PARAGRAPH, 0, "");
    hand_page(hand, "1");
    hand_text(hand, element, "aб ბა", 90, 90, 10);
    assert_string_equal(usage_shown(hand),
                        "Noto Serif Regular en Cyrl:  1 б1; "
                        "Noto Serif Regular en Latn: a1; "
                        "Noto Serif Georgian Regular en Geor: ა1 ბ1");
    hand_free(hand);
}

static void what_is_asked_is_told_apart(void **state)
{
    (void)state;
    Hand *hand = hand_new();
    size_t element = hand_element(hand, ELEMENT_PARAGRAPH, 0, "");
    hand_page(hand, "1");
    hand_text(hand, element, "a", 90, 90, 10);
    hand_text(hand, element, "a", 90, 90, 10);
    GArray *items = hand->items[0];
    GlyphRun *run = arena_copy(hand->arena, g_array_index(items, PageItem, 1).as.run,
                               sizeof(GlyphRun));
    Style *style = arena_copy(hand->arena, run->style, sizeof(Style));
    style->small_caps = true;
    run->style = style;
    g_array_index(items, PageItem, 1).as.run = run;
    FontUsage usage = pages_usage(hand->type->book, hand->arena, hand_pages(hand));
    assert_int_equal(usage.n_uses, 2);
    assert_int_not_equal(usage.uses[0].asked[ASK_SMALL_CAPITALS],
                         usage.uses[1].asked[ASK_SMALL_CAPITALS]);
    hand_free(hand);
}

static void no_text_is_no_use(void **state)
{
    (void)state;
    Hand *hand = hand_new();
    assert_string_equal(usage_shown(hand), "");
    hand_free(hand);
}

static void characters_belong_to_scripts(void **state)
{
    (void)state;
    const FontUse use = {.script = 0x4379726c};
    assert_int_equal(use_script(&use, 'a'), 0x4c61746e);
    assert_int_equal(use_script(&use, 0x0431), 0x4379726c);
    assert_int_equal(use_script(&use, 0x0301), 0x4379726c);
    assert_int_equal(use_script(&use, '2'), 0x5a797979);
    assert_int_equal(use_script(&use, ' '), 0x5a797979);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_counted_once_a_place),
        cmocka_unit_test(scripts_and_fonts_are_told_apart),
        cmocka_unit_test(what_is_asked_is_told_apart),
        cmocka_unit_test(no_text_is_no_use),
        cmocka_unit_test(characters_belong_to_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
