/* Layouts: what they say and extend, what cannot be set, and how they are fitted. */
#include "style/style.h"

#include <math.h>

#include "desk.h"

/* The layout `name`, of the desk's folder or of the house. */
static const Layout *layout_named(Desk *desk, const char *name)
{
    const char *const paths[] = {desk->folder, ".", NULL};
    const Folders folders = {paths};
    return layout_read(desk->diagnostics, desk->arena, &folders, name,
                       place_at("editions.yaml", 2, 3));
}

static const Layout *layout_of(Desk *desk, const char *yaml)
{
    desk_write(desk, "layouts/mine.yaml", yaml);
    return layout_named(desk, "mine");
}

static void assert_points(double points, double want)
{
    if (fabs(points - want) > 0.005)
        fail_msg("%g points instead of %g", points, want);
}

/* Checks that the layout cannot be read, and what is reported. */
static void assert_refused(const char *yaml, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(layout_of(&desk, yaml));
    assert_reports(&desk, reports);
}

static void a_layout_that_says_nothing_is_whole(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Layout *layout = layout_of(&desk, "");
    assert_reports(&desk, "");
    assert_string_equal(layout->name, "mine");
    assert_string_equal(layout->path, desk_path(&desk, "layouts/mine.yaml"));
    assert_points(layout->page.width, 595.28);
    assert_points(layout->page.height, 841.89);
    assert_int_equal(layout->page.lines, 48);
    assert_int_equal(layout->n_stacks, 2);
    for (StyleRole role = 0; role < N_STYLES; role++) {
        const Style *style = &layout->styles[role];
        assert_non_null(style->stack);
        assert_true(style->size >= 3 && style->leading >= style->size);
    }
    assert_string_equal(layout->styles[STYLE_BODY].stack->name, "text");
    assert_string_equal(layout->styles[STYLE_TITLE].stack->name, "sans");
    assert_string_equal(layout->roster.group_by, "country");
    assert_string_equal(layout->foot.right, "{page-of-pages}");
    assert_null(layout->head.left);
    assert_true(layout->opening);
}

static void every_layout_of_the_house_is_good(void **state)
{
    (void)state;
    static const char *const names[] = {"letter",     "letter-us",   "sans",
                                        "sans-us",    "large-print", "booklet",
                                        "booklet-us", "advert",      "advert-us"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        assert_non_null(layout_named(&desk, names[i]));
        assert_reports(&desk, "");
    }
}

static void us_letter_is_the_house_page_on_other_paper(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Layout *a4 = layout_named(&desk, "letter");
    const Layout *us = layout_named(&desk, "letter-us");
    assert_points(us->page.width, 612);
    assert_points(us->page.height, 792);
    assert_int_equal(us->page.lines, 45);
    assert_points(us->page.left, 38 * POINTS_PER_MM);
    assert_points(us->page.first_baseline, a4->page.first_baseline);
    assert_points(us->page.grid, a4->page.grid);
    for (StyleRole role = 0; role < N_STYLES; role++) {
        assert_points(us->styles[role].size, a4->styles[role].size);
        assert_points(us->styles[role].measure, a4->styles[role].measure);
    }
    assert_string_equal(us->styles[STYLE_NAME].stack->families[0], "Noto Serif");
}

static void lengths_come_in_every_unit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double points;
    } cases[] = {{"31pt", 31},   {"10mm", 28.346}, {"1.5cm", 42.52},
                 {".5in", 36},   {"3pc", 36},      {"2em", 40},
                 {"+31 pt", 31}, {"0mm", 0},       {"1.25em", 25}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        g_autofree char *yaml =
            g_strdup_printf("extends: letter\nstyles:\n  title:\n    space-before: %s\n"
                            "    size: 20pt\n",
                            cases[i].text);
        const Layout *layout = layout_of(&desk, yaml);
        assert_reports(&desk, "");
        assert_points(layout->styles[STYLE_TITLE].space_before, cases[i].points);
    }
}

static void an_em_is_that_of_the_size_in_the_end(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/base.yaml",
               "extends: letter\n"
               "page: { grid: 1.5em, lines: 30 }\n"
               "styles: { body: { leading: 1.5em }, list: { leading: 1.5em } }\n");
    const Layout *layout = layout_of(
        &desk,
        "extends: base\nstyles: { body: { size: 12pt }, list: { size: 8pt } }\n");
    assert_reports(&desk, "");
    assert_points(layout->styles[STYLE_BODY].leading, 18);
    assert_points(layout->styles[STYLE_LIST].leading, 12);
    assert_points(layout->page.grid, 18);
}

static void wrong_lengths_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"11",     "11 p",  "eleven", "1e1pt",  "0x9pt",
                                        "infpt",  "nanpt", "''",     "11pt 2", "-1pt",
                                        "1000pt", "1em",   "2.9pt",  "[11pt]", "1,5pt"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *yaml =
            g_strdup_printf("styles:\n  body:\n    size: %s\n", wrong[i]);
        assert_refused(yaml, *wrong[i] == '[' ? "3:11 yaml-kind" : "3:11 bad-value");
    }
}

static void a_layout_says_only_what_differs(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/base.yaml",
               "extends: letter-us\n"
               "fonts: { text: [Noto Sans], display: [Noto Serif] }\n"
               "styles: { body: { align: left, indent: 0pt }, title: { size: 24pt } }\n"
               "feet: { left: base }\n");
    const Layout *layout =
        layout_of(&desk, "extends: base\n"
                         "styles: { body: { size: 11pt }, title: { font: display } }\n"
                         "page: { margins: { left: 40mm } }\n"
                         "feet: { right: }\n"
                         "signatures: { roster: { columns: 2, group-by: none } }\n");
    assert_reports(&desk, "");
    const Style *body = &layout->styles[STYLE_BODY];
    assert_points(body->size, 11);
    assert_int_equal(body->align, ALIGN_LEFT);
    assert_points(body->indent, 0);
    assert_points(body->leading, 14);
    assert_int_equal(body->stack->n_families, 1);
    assert_string_equal(body->stack->families[0], "Noto Sans");
    assert_points(layout->styles[STYLE_TITLE].size, 24);
    assert_string_equal(layout->styles[STYLE_TITLE].stack->name, "display");
    assert_string_equal(layout->styles[STYLE_NAME].stack->families[0], "Noto Sans");
    assert_points(layout->page.width, 612);
    assert_points(layout->page.left, 40 * POINTS_PER_MM);
    assert_points(layout->page.right, 38 * POINTS_PER_MM);
    assert_string_equal(layout->foot.left, "base");
    assert_null(layout->foot.right);
    assert_int_equal(layout->roster.columns, 2);
    assert_null(layout->roster.group_by);
}

static void every_value_is_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Layout *layout = layout_of(
        &desk,
        "page: { size: 150mm × 210mm, margins: { left: 1in, right: 10mm },\n"
        "  first-baseline: 50pt, grid: 12pt, lines: 30 }\n"
        "styles:\n"
        "  quote: { weight: bold, slant: italic, small-caps: yes, figures: old-style,\n"
        "    tabular: true, align: center, hang: 3pt, hyphenate: no, balance: yes,\n"
        "    spread: glyphs, tracking: -0.5pt, measure: 50mm, indent: 0pt }\n"
        "  body: { size: 9pt, leading: 12pt }\n"
        "signatures:\n"
        "  lead: { columns: 2, image: 30mm x 10mm, rule: 0pt, gutter: 2mm }\n"
        "  roster: { form: run-in, offices: no, gutter: 1mm }\n"
        "heads: { center: '{edition} {page}', from: 3, baseline: 20pt }\n"
        "fit: { size: 1pt, leading: 0pt, looseness: 2 }\n"
        "opening: no\n");
    assert_reports(&desk, "");
    assert_points(layout->page.width, 150 * POINTS_PER_MM);
    assert_points(layout->page.left, 72);
    assert_int_equal(layout->page.lines, 30);
    const Style *quote = &layout->styles[STYLE_QUOTE];
    assert_true(quote->bold && quote->italic && quote->small_caps && quote->tabular);
    assert_true(quote->balance && !quote->hyphenate);
    assert_int_equal(quote->figures, FIGURES_OLD_STYLE);
    assert_int_equal(quote->align, ALIGN_CENTER);
    assert_int_equal(quote->spread, SPREAD_GLYPHS);
    assert_points(quote->tracking, -0.5);
    assert_points(quote->hang, 3);
    assert_points(quote->measure, 50 * POINTS_PER_MM);
    assert_int_equal(layout->lead.columns, 2);
    assert_points(layout->lead.image_width, 30 * POINTS_PER_MM);
    assert_points(layout->lead.image_height, 10 * POINTS_PER_MM);
    assert_points(layout->lead.rule, 0);
    assert_int_equal(layout->roster.form, ROSTER_RUN_IN);
    assert_false(layout->roster.offices);
    assert_string_equal(layout->head.center, "{edition} {page}");
    assert_int_equal(layout->head.from, 3);
    assert_points(layout->head.baseline, 20);
    assert_points(layout->fit.size, 1);
    assert_int_equal(layout->fit.looseness, 2);
    assert_false(layout->opening);
}

static void what_follows_is_filled_in(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Layout *layout = layout_of(
        &desk, "extends: letter\n"
               "styles: { body: { measure: 140mm }, note: { measure: 1in } }\n"
               "signatures: { lead: { columns: 5, image: 100mm × 400mm } }\n");
    assert_reports(&desk, "");
    assert_points(layout->styles[STYLE_BODY].measure, 0);
    assert_points(layout->styles[STYLE_NOTE].measure, 72);
    assert_points(layout->lead.image_width, 24 * POINTS_PER_MM);
    assert_points(layout->lead.image_height, 16 * 14);
    assert_points(layout->foot.baseline, 82 + 47 * 14 + 42);
    assert_points(layout->head.baseline, 82 - 42);
}

static void a_chain_of_layouts_ends(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    for (int i = 1; i < 17; i++) {
        g_autofree char *name = g_strdup_printf("layouts/l%d.yaml", i);
        g_autofree char *yaml = g_strdup_printf("extends: l%d\n", i + 1);
        desk_write(&desk, name, i < 16 ? yaml : "opening: no\n");
    }
    assert_false(layout_named(&desk, "l1")->opening);
    assert_reports(&desk, "");
    desk_write(&desk, "layouts/l0.yaml", "extends: l1\n");
    assert_null(layout_named(&desk, "l0"));
    assert_reports(&desk, "1:10 layout-too-deep");
    assert_told(&desk, "l15.yaml");
}

static void no_layout_extends_itself(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/yours.yaml", "extends: mine\n");
    assert_null(layout_of(&desk, "# mine\nextends: yours\n"));
    assert_reports(&desk, "1:10 layout-cycle");
    assert_told(&desk, "mine → yours → mine");
    assert_null(layout_of(&desk, "extends: mine\n"));
    assert_told(&desk, "mine → mine");
}

static void a_layout_is_found_by_name_or_path(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *path = desk_write(&desk, "layouts/letter.yaml", "opening: no\n");
    assert_string_equal(layout_named(&desk, "letter")->path, path);
    assert_string_equal(layout_named(&desk, path)->path, path);
    assert_string_equal(layout_named(&desk, "layouts/sans.yaml")->path,
                        "layouts/sans.yaml");
    assert_reports(&desk, "");
    assert_null(layout_named(&desk, "leter"));
    assert_told(&desk, "editions.yaml:2:3: error: there is no layout 'leter'");
    assert_told(&desk, "did you mean 'letter'?");
    assert_null(layout_named(&desk, ""));
    assert_null(layout_named(&desk, "/nowhere/letter.yaml"));
}

static void mistakes_are_told_in_one_go(void **state)
{
    (void)state;
    assert_refused("styles:\n  bodi: {}\n  body: { sise: 9pt, align: centre }\n"
                   "page: [A4]\nfonts: { text: [] }\nfeet: { left: '{titel}' }\n",
                   "5:16 bad-value, 2:3 unknown-key, 3:11 unknown-key, "
                   "3:29 bad-value, 4:7 yaml-kind, 6:15 placeholder-unknown");
    assert_refused("- letter\n", "1:1 yaml-kind");
    assert_refused("extends: letter\nstyles: { body: { font: serif } }\n",
                   "2:25 font-stack-unknown");
}

static void what_is_blamed_is_what_the_file_says(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *reports;
    } cases[] = {
        {"page: { size: 50mm × 297mm }", "2:15 page-too-narrow"},
        {"page: { margins: { left: 9cm, right: 10cm } }", "2:18 page-too-narrow"},
        {"page: { lines: 60 }", "2:16 page-too-short"},
        {"page: { grid: 20pt }", "2:15 page-too-short"},
        {"page: { size: A5 }\nstyles: { body: { measure: 9cm } }",
         "2:15 page-too-short"},
        {"page: { first-baseline: 30cm }", "2:25 bad-value"},
        {"styles: { body: { size: 20pt } }", "2:25 leading-too-tight"},
        {"styles: { body: { leading: 5pt } }", "2:28 leading-too-tight"},
        {"styles: { body: { measure: 1cm } }", "2:28 style-too-narrow"},
        {"styles: { name: { hang: 4cm } }", "2:25 style-too-narrow"},
        {"signatures: { roster: { columns: 10, gutter: 0pt } }",
         "2:34 style-too-narrow"},
        {"signatures: { lead: { columns: 9 } }",
         "2:32 style-too-narrow, 2:32 style-too-narrow"},
        {"feet: { baseline: 30cm }", "2:19 running-off-page"},
        {"heads: { left: a, baseline: 1pt }", "2:29 running-off-page"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *yaml = g_strdup_printf("extends: letter\n%s\n", cases[i].yaml);
        assert_refused(yaml, cases[i].reports);
    }
}

static void what_is_extended_is_blamed_by_its_nearness(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "layouts/base.yaml",
               "extends: letter\nstyles: { body: { size: 20pt } }\n");
    assert_null(layout_of(&desk, "extends: base\nopening: no\n"));
    assert_reports(&desk, "2:25 leading-too-tight");
    assert_told(&desk, "base.yaml");
}

static void lines_off_the_grid_are_warned_of(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_non_null(layout_of(&desk, "styles: { body: { leading: 13pt } }\n"));
    assert_reports(&desk, "1:28 leading-off-grid");
    assert_non_null(layout_of(&desk, "styles: { body: { leading: 28pt } }\n"));
    assert_reports(&desk, "1:28 leading-off-grid");
}

static void a_fitted_layout_keeps_its_proportions(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Layout *layout = layout_named(&desk, "letter");
    const Layout before = *layout;
    const Layout *tight = layout_fit(desk.arena, layout, -0.25, -0.5);
    assert_memory_equal(&before, layout, sizeof before);
    assert_points(tight->page.grid, 13.5);
    assert_points(tight->page.first_baseline, layout->page.first_baseline);
    assert_int_equal(tight->page.lines, 49);
    assert_points(tight->styles[STYLE_BODY].size,
                  layout->styles[STYLE_BODY].size - 0.25);
    assert_points(tight->styles[STYLE_LIST].size,
                  layout->styles[STYLE_LIST].size - 0.25);
    assert_points(tight->styles[STYLE_TITLE].size, layout->styles[STYLE_TITLE].size);
    assert_points(tight->styles[STYLE_NAME].size, layout->styles[STYLE_NAME].size);
    assert_points(tight->styles[STYLE_BODY].leading, 13.5);
    assert_points(4 * tight->styles[STYLE_NAME].leading, 3 * 13.5);
    assert_points(tight->styles[STYLE_NOTE].space_after, 2 * 13.5);
    assert_points(tight->styles[STYLE_BODY].measure,
                  layout->styles[STYLE_BODY].measure);
}

static void a_fitted_page_is_no_deeper(void **state)
{
    (void)state;
    static const char *const names[] = {"letter", "letter-us", "large-print"};
    g_auto(Desk) desk;
    desk_init(&desk);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const Layout *layout = layout_named(&desk, names[i]);
        double depth = (layout->page.lines - 1) * layout->page.grid;
        for (double leading = -0.5; leading <= 0.5; leading += 0.125) {
            const Layout *fitted = layout_fit(desk.arena, layout, 0, leading);
            double now = (fitted->page.lines - 1) * fitted->page.grid;
            assert_true(now <= depth + 0.001);
            assert_true(now + fitted->page.grid > depth);
        }
        const Layout *same = layout_fit(desk.arena, layout, 0, 0);
        assert_int_equal(same->page.lines, layout->page.lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_layout_that_says_nothing_is_whole),
        cmocka_unit_test(every_layout_of_the_house_is_good),
        cmocka_unit_test(us_letter_is_the_house_page_on_other_paper),
        cmocka_unit_test(lengths_come_in_every_unit),
        cmocka_unit_test(an_em_is_that_of_the_size_in_the_end),
        cmocka_unit_test(wrong_lengths_are_refused),
        cmocka_unit_test(a_layout_says_only_what_differs),
        cmocka_unit_test(every_value_is_read),
        cmocka_unit_test(what_follows_is_filled_in),
        cmocka_unit_test(a_chain_of_layouts_ends),
        cmocka_unit_test(no_layout_extends_itself),
        cmocka_unit_test(a_layout_is_found_by_name_or_path),
        cmocka_unit_test(mistakes_are_told_in_one_go),
        cmocka_unit_test(what_is_blamed_is_what_the_file_says),
        cmocka_unit_test(what_is_extended_is_blamed_by_its_nearness),
        cmocka_unit_test(lines_off_the_grid_are_warned_of),
        cmocka_unit_test(a_fitted_layout_keeps_its_proportions),
        cmocka_unit_test(a_fitted_page_is_no_deeper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
