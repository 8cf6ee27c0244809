/* Standing type: what is set once, and what is set anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "flow/paragraph.h"
#include "type.h"

typedef struct Bench {
    Type *type;
    Standing *standing;
    Arena *arena; /* of the edition in hand */
} Bench;

static int setup(void **state)
{
    Bench *bench = g_new0(Bench, 1);
    bench->type = type_new("en");
    bench->standing = standing_new(bench->type->book, true);
    bench->arena = arena_new();
    *state = bench;
    return 0;
}

static int teardown(void **state)
{
    Bench *bench = *state;
    arena_free(bench->arena);
    standing_free(bench->standing);
    type_free(bench->type);
    g_free(bench);
    return 0;
}

/* A text in memory of the edition's own, its style too. */
static StyledText *text_make(const Bench *bench, const char *words)
{
    Style *style =
        arena_copy(bench->arena, type_style(bench->type, STYLE_BODY), sizeof(Style));
    TextSpan *span = arena_one(bench->arena, TextSpan);
    PlacePoint *point = arena_one(bench->arena, PlacePoint);
    StyledText *text = arena_one(bench->arena, StyledText);
    *span = (TextSpan){.end = strlen(words),
                       .style = style,
                       .link = arena_string(bench->arena, "https://example.org")};
    point->place = place_at("letter.md", 7, 1);
    *text = (StyledText){.text = arena_string(bench->arena, words),
                         .length = strlen(words),
                         .style = style,
                         .language = arena_string(bench->arena, "en"),
                         .spans = span,
                         .n_spans = 1,
                         .points = point,
                         .n_points = 1};
    return text;
}

static Take take_make(const Bench *bench, const char *words)
{
    return (Take){.text = text_make(bench, words),
                  .language = bench->type->language,
                  .measure = {.align = ALIGN_JUSTIFY, .width = 120, .em = 10},
                  .hyphenate = true};
}

static const Shaped *compose(Bench *bench, const Take *take)
{
    const Composed *composed =
        take_compose(bench->standing, bench->type->diagnostics, bench->arena, take);
    assert_non_null(composed);
    return composed->shaped;
}

static const char WORDS[] = "As legislators strongly committed to the rule of law";

static void the_next_edition_finds_it_standing(void **state)
{
    Bench *bench = *state;
    Take take = take_make(bench, WORDS);
    const Shaped *first = compose(bench, &take);
    arena_free(bench->arena);
    bench->arena = arena_new();
    take = take_make(bench, WORDS);
    assert_ptr_equal(compose(bench, &take), first);
    assert_string_equal(first->source->text, WORDS);
    assert_string_equal(first->source->spans[0].link, "https://example.org");
}

static void what_differs_is_set_anew(void **state)
{
    Bench *bench = *state;
    Take take = take_make(bench, WORDS), other = take;
    const Shaped *first = compose(bench, &take);
    other.measure.width = 121;
    assert_ptr_not_equal(compose(bench, &other), first);
    other = take;
    other.hyphenate = false;
    assert_ptr_not_equal(compose(bench, &other), first);
    other = take_make(bench, "As legislators strongly committed to the rule of war");
    assert_ptr_not_equal(compose(bench, &other), first);
}

static void style_and_place_are_part_of_it(void **state)
{
    Bench *bench = *state;
    Take take = take_make(bench, WORDS);
    const Shaped *first = compose(bench, &take);
    Take other = take_make(bench, WORDS);
    ((Style *)other.text->spans[0].style)->tracking = 0.1;
    assert_ptr_not_equal(compose(bench, &other), first);
    other = take_make(bench, WORDS);
    ((PlacePoint *)other.text->points)->place.line = 8;
    assert_ptr_not_equal(compose(bench, &other), first);
    other = take_make(bench, WORDS);
    ((TextSpan *)other.text->spans)->whole = true;
    assert_ptr_not_equal(compose(bench, &other), first);
}

static void what_cannot_be_set_fails_each_time(void **state)
{
    Bench *bench = *state;
    Take take = take_make(bench, "\u6f22");
    for (int i = 0; i < 2; i++)
        assert_null(take_compose(bench->standing, bench->type->diagnostics,
                                 bench->arena, &take));
    assert_int_equal(diagnostics_errors(bench->type->diagnostics), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_next_edition_finds_it_standing, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_differs_is_set_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(style_and_place_are_part_of_it, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_set_fails_each_time, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
