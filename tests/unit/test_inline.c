/* Texts with marks become spans that lie end to end; numbers and names find their place. */
#include "story/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Layout layout = {.press = {.colour = PRESS_RGB}}; /* a screen's */
static const Layout printed = {.press = {.colour = PRESS_CMYK}};
static Language language = {.tag = "en"};

typedef struct Fixture {
    Arena *arena;
    Letter letter;
    Teller teller;
} Fixture;

static void fixture_init(Fixture *fixture)
{
    fixture->arena = arena_new();
    fixture->letter = (Letter){.language = "en"};
    fixture->teller = (Teller){.arena = fixture->arena,
                               .letter = &fixture->letter,
                               .layout = &layout,
                               .language = &language};
}

static void fixture_clear(Fixture *fixture)
{
    arena_free(fixture->arena);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

static RichText rich_of(const char *text, const Span *spans, size_t n_spans)
{
    return (RichText){
        .text = text, .length = strlen(text), .spans = spans, .n_spans = n_spans};
}

/* The spans as "text" or "text/attributes", parted by "|"; asserts that they lie end to
 * end over the text. */
static char *spans_show(const StyledText *text)
{
    GString *shown = g_string_new(NULL);
    size_t at = 0;
    for (size_t i = 0; i < text->n_spans; i++) {
        const TextSpan *span = &text->spans[i];
        assert_int_equal(span->start, at);
        assert_true(span->end > span->start);
        at = span->end;
        g_string_append(shown, i > 0 ? "|" : "");
        g_string_append_len(shown, text->text + span->start,
                            (gssize)(span->end - span->start));
        g_string_append_printf(shown, "%s%s%s%s%s%s", span->italic ? "/i" : "",
                               span->bold ? "/b" : "", span->whole ? "/w" : "",
                               span->superior ? "/s" : "", span->link ? "/" : "",
                               span->link ? span->link : "");
        if (span->note > 0)
            g_string_append_printf(shown, "/n%u", span->note);
    }
    assert_int_equal(at, text->length);
    return g_string_free(shown, FALSE);
}

static void assert_spans(const StyledText *text, const char *wanted)
{
    g_autofree char *shown = spans_show(text);
    assert_string_equal(shown, wanted);
}

static void plain_text_is_one_span(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    RichText rich = rich_of("We write.", NULL, 0);
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_QUOTE);
    assert_spans(&text, "We write.");
    assert_ptr_equal(text.style, &layout.styles[STYLE_QUOTE]);
    assert_string_equal(text.language, "en");
}

static void empty_text_has_no_span(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    RichText rich = rich_of("", NULL, 0);
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_int_equal(text.n_spans, 0);
    assert_string_equal(text.text, "");
}

static void marks_nest(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const Span spans[] = {{SPAN_EMPHASIS, 2, 9, NULL, 0},
                          {SPAN_STRONG, 4, 7, NULL, 0},
                          {SPAN_LINK, 9, 11, "https://a", 0},
                          {SPAN_EMPHASIS, 11, 11, NULL, 0}};
    RichText rich = rich_of("a bc def gh i", spans, G_N_ELEMENTS(spans));
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_spans(&text, "a |bc/i| de/i/b|f /i|gh/https://a| i");
}

static void links_that_touch_keep_apart(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const Span spans[] = {{SPAN_LINK, 0, 1, "x", 0},
                          {SPAN_LINK, 1, 1, "empty", 0},
                          {SPAN_LINK, 1, 2, "y", 0}};
    RichText rich = rich_of("abc", spans, G_N_ELEMENTS(spans));
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_spans(&text, "a/x|b/y|c");
}

/* In print nobody can follow a link. */
static void addresses_are_printed(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    fixture.teller.layout = &printed;
    const Span spans[] = {{SPAN_LINK, 0, 4, "https://a.org/b/", 0},
                          {SPAN_NOTE, 4, 4, NULL, 1},
                          {SPAN_LINK, 5, 10, "http://a.org/", 0},
                          {SPAN_EMPHASIS, 5, 11, NULL, 0},
                          {SPAN_LINK, 12, 14, "mailto:me@a.org", 0},
                          {SPAN_LINK, 14, 14, "https://a.org/empty", 0}};
    RichText rich = rich_of("they a.org, me", spans, G_N_ELEMENTS(spans));
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_string_equal(text.text, "they (a.org/b)1 a.org, me (me@a.org)");
    assert_spans(&text, "they/https://a.org/b/| (a.org/b)/w|1/s/n1| |"
                        "a.org/i/http://a.org/|,/i| |me/mailto:me@a.org| (me@a.org)/w");
}

static void note_marks_are_put_in(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const Span spans[] = {{SPAN_EMPHASIS, 3, 6, NULL, 0},
                          {SPAN_NOTE, 6, 6, NULL, 1},
                          {SPAN_NOTE, 6, 6, NULL, 12},
                          {SPAN_STRONG, 6, 7, NULL, 0}};
    RichText rich = rich_of("We écrivons.", spans, G_N_ELEMENTS(spans));
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_spans(&text, "We |éc/i|1/s/n1|,/s|12/s/n12|r/b|ivons.");
    assert_string_equal(text.text, "We éc1,12rivons.");
}

static void names_are_whole(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const char *const names[] = {"Oak", "Specimen Oak", "Ąžuolas"};
    const Span spans[] = {{SPAN_EMPHASIS, 4, 16, NULL, 0}};
    fixture.letter.names = names;
    fixture.letter.n_names = G_N_ELEMENTS(names);
    RichText rich = rich_of("Ms. Specimen\u00a0Oak’s Oakley, Oak, Ąžuolas.", spans, 1);
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_spans(&text, "Ms. |Specimen\u00a0Oa/i/w|k/w|’s Oakley, |Oak/w|, "
                        "|Ąžuolas/w|.");
}

static void a_mark_inside_a_name_stays_in_it(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const char *const names[] = {"Specimen Oak"};
    const Span spans[] = {{SPAN_NOTE, 8, 8, NULL, 1}, {SPAN_NOTE, 12, 12, NULL, 2}};
    fixture.letter.names = names;
    fixture.letter.n_names = 1;
    RichText rich = rich_of("Specimen Oak.", spans, 2);
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_spans(&text, "Specimen/w|1/w/s/n1| Oak/w|2/s/n2|.");
}

static void assert_place(const StyledText *text, const char *part, unsigned column)
{
    const char *found = strstr(text->text, part);
    assert_non_null(found);
    Place place = place_find(text->points, text->n_points, text->text,
                             (size_t)(found - text->text));
    assert_int_equal(place.line, 7);
    assert_int_equal(place.column, column);
}

static void places_follow_the_growth(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const Span spans[] = {{SPAN_NOTE, 3, 3, NULL, 1}, {SPAN_NOTE, 7, 7, NULL, 2}};
    const PlacePoint points[] = {{0, {"letter.md", 7, 1}}, {7, {"letter.md", 7, 12}}};
    RichText rich = rich_of("Abc def ghi", spans, 2);
    rich.points = points;
    rich.n_points = 2;
    StyledText text = rich_styled(&fixture.teller, &rich, STYLE_BODY);
    assert_string_equal(text.text, "Abc1 def2 ghi");
    assert_place(&text, "Abc", 1);
    assert_place(&text, "def", 5);
    assert_place(&text, "ghi", 13);
    for (size_t i = 1; i < text.n_points; i++)
        assert_true(text.points[i - 1].offset <= text.points[i].offset);
}

static void a_note_begins_with_its_number(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const Span spans[] = {{SPAN_EMPHASIS, 0, 3, NULL, 0}};
    const PlacePoint points[] = {{0, {"letter.md", 7, 4}}};
    RichText rich = rich_of("The source", spans, 1);
    rich.points = points;
    rich.n_points = 1;
    StyledText text = rich_note(&fixture.teller, &rich, 3);
    assert_spans(&text, "3/s/n3| |The/i| source");
    assert_place(&text, "3", 4);
    assert_place(&text, "source", 8);
    text = rich_note(&fixture.teller, &rich, 0);
    assert_spans(&text, "The/i| source");
    text = rich_note(&fixture.teller, &(RichText){.text = NULL}, 3);
    assert_spans(&text, "3/s/n3| ");
}

static void plain_is_one_line(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    RichText rich = rich_of("An Open\u2028Let\u00adter", NULL, 0);
    assert_string_equal(rich_plain(&fixture.teller, &rich), "An Open Letter");
    assert_null(rich_plain(&fixture.teller, &(RichText){.text = NULL}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_one_span),
        cmocka_unit_test(empty_text_has_no_span),
        cmocka_unit_test(marks_nest),
        cmocka_unit_test(links_that_touch_keep_apart),
        cmocka_unit_test(addresses_are_printed),
        cmocka_unit_test(note_marks_are_put_in),
        cmocka_unit_test(names_are_whole),
        cmocka_unit_test(a_mark_inside_a_name_stays_in_it),
        cmocka_unit_test(places_follow_the_growth),
        cmocka_unit_test(a_note_begins_with_its_number),
        cmocka_unit_test(plain_is_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
