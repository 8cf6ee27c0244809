/* The letter's body: blocks, marks and footnotes, places, and what it cannot hold. */
#include "content/reader.h"

#include "desk.h"

static const char *span_opening(const Span *span)
{
    switch (span->kind) {
    case SPAN_EMPHASIS:
        return "{e ";
    case SPAN_STRONG:
        return "{s ";
    case SPAN_LINK:
        return "{l ";
    case SPAN_NOTE:
        return "{n";
    }
    g_assert_not_reached();
}

static void spans_close(const RichText *text, size_t at, GString *out)
{
    for (size_t i = text->n_spans; i-- > 0;) {
        const Span *span = &text->spans[i];
        if (span->end != at || span->kind == SPAN_NOTE)
            continue;
        g_string_append_c(out, '}');
        if (span->target)
            g_string_append_printf(out, "<%s>", span->target);
    }
}

static void spans_open(const RichText *text, size_t at, GString *out)
{
    for (size_t i = 0; i < text->n_spans; i++) {
        const Span *span = &text->spans[i];
        if (span->start != at)
            continue;
        g_string_append(out, span_opening(span));
        if (span->kind == SPAN_NOTE)
            g_string_append_printf(out, "%u}", span->number);
    }
}

/* The text with its marks: "a {e b} {l c}<https://d>{n1}"; a hard break is '/'. */
static void rich_show(const RichText *text, GString *out)
{
    assert_int_equal(strlen(text->text), text->length);
    for (size_t i = 0; i <= text->length; i++) {
        spans_close(text, i, out);
        spans_open(text, i, out);
        g_string_append_len(out, text->text + i, i < text->length);
    }
    g_string_replace(out, "\u2028", "/", 0);
}

static void blocks_show(const Block *blocks, size_t n_blocks, GString *out);

/* A block: p(text), h2(text), ul(li(…)), ol3(…), ul-loose(…), q(…), hr. */
static void block_show(const Block *block, GString *out)
{
    static const char *const names[] = {"p", "h", "ul", "li", "q", "hr"};
    bool list = block->kind == BLOCK_LIST;
    g_string_append(out, list && block->ordered ? "ol" : names[block->kind]);
    if (block->kind == BLOCK_HEADING)
        g_string_append_printf(out, "%u", block->level);
    if (list && block->ordered)
        g_string_append_printf(out, "%u", block->first);
    if (list && !block->tight)
        g_string_append(out, "-loose");
    if (block->kind == BLOCK_RULE)
        return;
    g_string_append_c(out, '(');
    if (block->text.text)
        rich_show(&block->text, out);
    blocks_show(block->children, block->n_children, out);
    g_string_append_c(out, ')');
}

static void blocks_show(const Block *blocks, size_t n_blocks, GString *out)
{
    for (size_t i = 0; i < n_blocks; i++) {
        g_string_append(out, i > 0 ? " " : "");
        block_show(&blocks[i], out);
    }
}

static Body body_of(Desk *desk, const char *text)
{
    return body_read(desk->diagnostics, desk->arena, text, strlen(text),
                     place_at("letter.md", 10, 1));
}

static void assert_mistaken(const char *text, const char *want, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    Body body = body_of(&desk, text);
    g_autoptr(GString) shown = g_string_new(NULL);
    blocks_show(body.blocks, body.n_blocks, shown);
    for (size_t i = 0; i < body.n_notes; i++) {
        g_string_append_printf(shown, " n%u(", body.notes[i].number);
        blocks_show(body.notes[i].blocks, body.notes[i].n_blocks, shown);
        g_string_append_c(shown, ')');
    }
    assert_string_equal(shown->str, want);
    assert_reports(&desk, reports);
}

static void assert_body(const char *text, const char *want)
{
    assert_mistaken(text, want, "");
}

static void paragraphs_are_parted_by_empty_lines(void **state)
{
    (void)state;
    assert_body("", "");
    assert_body("\n \n", "");
    assert_body("a\nb\n\nc\n", "p(a b) p(c)");
    assert_body("a\r\nb\r\n\r\nc\r\n", "p(a b) p(c)");
    assert_body("  a   b \n  c\n", "p(a b c)");
}

static void marks_become_spans(void **state)
{
    (void)state;
    assert_body("a *b* _c_ **d**", "p(a {e b} {e c} {s d})");
    assert_body("***a** b*", "p({e {s a} b})");
    assert_body("**a *b***", "p({s a {e b}})");
    assert_body("a * b_c_d 2*3", "p(a * b_c_d 2*3)");
    assert_body("\\*a\\* &amp; &eacute; &#8211;", "p(*a* & é –)");
}

static void a_hard_break_is_kept(void **state)
{
    (void)state;
    assert_body("a\\\nb", "p(a/b)");
    assert_body("a  \nb", "p(a/b)");
    assert_body("a  \r\n  b", "p(a/b)");
    assert_body("a  \n", "p(a)");
    assert_body("*a*\\\n**b**", "p({e a}/{s b})");
}

static void headings_have_levels(void **state)
{
    (void)state;
    assert_body("# a *b* #\n\n## c", "h1(a {e b}) h2(c)");
    assert_body("a\n===\n\nb\n---\n", "h1(a) h2(b)");
    assert_body("#a", "p(#a)");
    assert_body("#\n\na", "p(a)");
}

static void lists_are_tight_or_loose(void **state)
{
    (void)state;
    assert_body("- a\n- b\n", "ul(li(p(a)) li(p(b)))");
    assert_body("- a\n\n- b\n", "ul-loose(li(p(a)) li(p(b)))");
    assert_body("3. a\n4. b\n", "ol3(li(p(a)) li(p(b)))");
    assert_body("0) a\n", "ol0(li(p(a)))");
    assert_body("- a\n\n  b\n", "ul-loose(li(p(a) p(b)))");
    assert_body("- a\n  1. b\n", "ul(li(p(a) ol1(li(p(b)))))");
    assert_body("- a\n\n* b\n", "ul(li(p(a))) ul(li(p(b)))");
    assert_body("-\n\na", "p(a)");
}

static void quotations_and_rules_are_blocks(void **state)
{
    (void)state;
    assert_body("> a\n> b\n>\n> c\n", "q(p(a b) p(c))");
    assert_body("> - a\n", "q(ul(li(p(a))))");
    assert_body("a\n\n---\n\nb", "p(a) hr p(b)");
}

static void links_lead_to_addresses(void **state)
{
    (void)state;
    assert_body("[a *b*](https://c.org/d \"t\")", "p({l a {e b}}<https://c.org/d>)");
    assert_body("<https://a.org>", "p({l https://a.org}<https://a.org>)");
    assert_body("<a@b.org>", "p({l a@b.org}<mailto:a@b.org>)");
    assert_body("[a][b]\n\n[b]: HTTP://c.org\n", "p({l a}<HTTP://c.org>)");
    assert_body("[a](tel:+1)", "p({l a}<tel:+1>)");
    assert_mistaken("a\n[b](javascript:c)", "p(a {l b}<javascript:c>)",
                    "11:1 letter-link");
    assert_mistaken("é [b](file.pdf)", "p(é {l b}<file.pdf>)", "10:3 letter-link");
    assert_mistaken("a\\\nb [c](d)", "p(a/b {l c}<d>)", "11:3 letter-link");
    assert_mistaken("a\n\n[b](c)", "p(a) p({l b}<c>)", "12:1 letter-link");
    assert_mistaken("[b]()", "p({l b}<>)", "10:1 letter-link");
}

static void footnotes_are_numbered_by_their_marks(void **state)
{
    (void)state;
    assert_body("a[^x] b[^y].\n\n[^y]: d\n[^x]: *c*\n",
                "p(a{n1} b{n2}.) n1(p({e c})) n2(p(d))");
    assert_body("a[^x] b[^x]\n\n[^x]: c\n\n    d\n", "p(a{n1} b{n1}) n1(p(c) p(d))");
    assert_body("# a[^x]\n\n[^x]: c\n", "h1(a{n1}) n1(p(c))");
    assert_body("*a[^x]*\n\n[^x]: c\n", "p({e a}{n1}) n1(p(c))");
}

static void footnotes_have_places(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    Body body = body_of(&desk, "é[^x]\n\n[^x]: c\n");
    assert_int_equal(body.notes[0].place.line, 12);
    assert_int_equal(body.notes[0].place.column, 7);
    assert_int_equal(body.notes[0].blocks[0].text.points[0].place.column, 7);
}

static void what_a_letter_cannot_hold_is_told(void **state)
{
    (void)state;
    assert_mistaken("a\n\n<div>b</div>\n", "p(a)", "12:1 letter-html");
    assert_mistaken("é <b>c</b>", "p(é c)", "10:3 letter-html, 10:7 letter-html");
    assert_mistaken("<!-- a -->\n\nb", "p(b)", "10:1 letter-html");
    assert_mistaken("a `b` c", "p(a c)", "10:4 letter-code");
    assert_mistaken("a\n\n    b\n", "p(a)", "12:5 letter-code");
    assert_mistaken("- é\n\n  ```\n  b\n  ```\n", "ul-loose(li(p(é)))",
                    "12:3 letter-code");
    assert_mistaken("é ![b](c.png)", "p(é b)", "10:3 letter-image");
    assert_mistaken("a\x01z", "p(az)", "10:2 control-character");
}

static void nesting_is_limited(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autofree char *quotes = g_strnfill(5000, '>');
    g_autofree char *deep = g_strconcat(quotes, " a\n", NULL);
    body_of(&desk, deep);
    assert_told(&desk, "[letter-nesting]");
    g_auto(Desk) other;
    desk_init(&other);
    g_autoptr(GString) stars = g_string_new(NULL);
    for (int i = 0; i < 500; i++)
        g_string_append(stars, "*a **b ");
    for (int i = 0; i < 500; i++)
        g_string_append(stars, "** c*");
    body_of(&other, stars->str);
    assert_told(&other, "[letter-nesting]");
}

/* The place of the first `word` in the body's first text. */
static void assert_place(const char *text, const char *word, unsigned line,
                         unsigned column)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    Body body = body_of(&desk, text);
    const Block *block = body.blocks;
    while (!block->text.text)
        block = block->children;
    const char *found = strstr(block->text.text, word);
    assert_non_null(found);
    Place place = place_find(block->text.points, block->text.n_points, block->text.text,
                             (size_t)(found - block->text.text));
    if (place.line != line || place.column != column)
        fail_msg("'%s' of '%s' is at %u:%u", word, text, place.line, place.column);
}

static void each_word_has_its_place(void **state)
{
    (void)state;
    assert_place("žé abc", "abc", 10, 4);
    assert_place("a\nb c\n", "c", 11, 3);
    assert_place("a\n   b\n", "b", 11, 4);
    assert_place("a *žé* b", "b", 10, 8);
    assert_place("**a [b](https://c.org)** d", "d", 10, 26);
    assert_place("# a b", "b", 10, 5);
    assert_place("\n\n- é\n\n  b", "é", 12, 3);
    assert_place("> a\n> žb c\n", "c", 11, 6);
    assert_place("a &amp; b", "b", 10, 9);
    assert_place("a &copy; b &xyz; c", "c", 10, 18);
    assert_place("a \\* b \\\\ c\\d e", "b", 10, 6);
    assert_place("a \\* b \\\\ c\\d e", "e", 10, 15);
    assert_place("a\\\nb c", "c", 11, 3);
    assert_place("a\\\nb\\\nc d\ne", "d", 12, 3);
    assert_place("a\\\nb\\\nc d\ne", "e", 13, 1);
    assert_place("> a\\\n> b c\n> d\n", "c", 11, 5);
    assert_place("[a\nb](https://c.org) d", "d", 11, 19);
    assert_place("a\r\nb c", "c", 11, 3);
}

/* A value of the front matter, its marks shown. */
static void assert_value(const char *text, const char *want, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    RichText value =
        rich_value(desk.diagnostics, desk.arena, text, place_at("letter.md", 4, 8));
    g_autoptr(GString) shown = g_string_new(NULL);
    rich_show(&value, shown);
    assert_string_equal(shown->str, want);
    assert_reports(&desk, reports);
}

static void values_hold_marks_and_no_blocks(void **state)
{
    (void)state;
    assert_value("a *b*", "a {e b}", "");
    assert_value("*a* b", "{e a} b", "");
    assert_value("**a**", "{s a}", "");
    assert_value("# a", "# a", "");
    assert_value("- a", "- a", "");
    assert_value("1. a", "1. a", "");
    assert_value("> a", "> a", "");
    assert_value("    a", "a", "");
    assert_value(".a", ".a", "");
    assert_value("…a", "…a", "");
    assert_value("[a](https://b.org)", "{l a}<https://b.org>", "");
    assert_value("<b>a</b>", "a", "4:8 letter-html, 4:12 letter-html");
    assert_value("ab `c`", "ab", "4:12 letter-code");
}

static void lines_of_values_end_with_hard_breaks(void **state)
{
    (void)state;
    assert_value("a\nb\n", "a/b", "");
    assert_value("a *b\nc*\n", "a {e b/c}", "");
}

static void characters_of_values_have_places(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    RichText value = rich_value(desk.diagnostics, desk.arena, "é *b* c",
                                place_at("letter.md", 4, 8));
    Place place = place_find(value.points, value.n_points, value.text, 0);
    assert_int_equal(place.column, 8);
    place = place_find(value.points, value.n_points, value.text, strlen("é "));
    assert_int_equal(place.column, 11);
    place = place_find(value.points, value.n_points, value.text, strlen("é b "));
    assert_int_equal(place.column, 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_parted_by_empty_lines),
        cmocka_unit_test(marks_become_spans),
        cmocka_unit_test(a_hard_break_is_kept),
        cmocka_unit_test(headings_have_levels),
        cmocka_unit_test(lists_are_tight_or_loose),
        cmocka_unit_test(quotations_and_rules_are_blocks),
        cmocka_unit_test(links_lead_to_addresses),
        cmocka_unit_test(footnotes_are_numbered_by_their_marks),
        cmocka_unit_test(footnotes_have_places),
        cmocka_unit_test(what_a_letter_cannot_hold_is_told),
        cmocka_unit_test(nesting_is_limited),
        cmocka_unit_test(each_word_has_its_place),
        cmocka_unit_test(values_hold_marks_and_no_blocks),
        cmocka_unit_test(lines_of_values_end_with_hard_breaks),
        cmocka_unit_test(characters_of_values_have_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
