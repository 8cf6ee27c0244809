/*
 * What holds where a layout without `extends` says nothing: the page that letter.yaml
 * writes out, A4 on a grid of 14 points, so that a short layout of one's own is a whole
 * one. The values are judged by eye; change them in letter.yaml, which hides these.
 */
#include "style/properties.h"

#define A4_WIDTH (210 * POINTS_PER_MM)
#define A4_HEIGHT (297 * POINTS_PER_MM)
#define BODY_MEASURE (118 * POINTS_PER_MM)

#define TEXT_STYLE(points, apart) .size = (points), .leading = (apart)
#define BODY_STYLE(points, apart)                                                      \
    TEXT_STYLE(points, apart), .measure = BODY_MEASURE, .align = ALIGN_JUSTIFY,        \
        .hyphenate = true, .spread = SPREAD_LETTERS

const Layout layout_defaults = {
    .page = {.width = A4_WIDTH,
             .height = A4_HEIGHT,
             .left = 35 * POINTS_PER_MM,
             .right = 35 * POINTS_PER_MM,
             .first_baseline = 82,
             .grid = 14,
             .lines = 48,
             .columns = 1,
             .gutter = 5 * POINTS_PER_MM},
    .styles =
        {
            [STYLE_BODY] = {BODY_STYLE(10, 14), .indent = 14},
            [STYLE_TITLE] = {TEXT_STYLE(18, 21), .bold = true, .balance = true,
                             .space_after = 14},
            [STYLE_NOTE] = {TEXT_STYLE(9, 14), .measure = BODY_MEASURE,
                            .space_before = 14, .space_after = 28},
            [STYLE_NOTE_BY] = {TEXT_STYLE(9, 14), .measure = BODY_MEASURE,
                               .space_after = 28},
            [STYLE_DATELINE] = {TEXT_STYLE(9, 14), .measure = BODY_MEASURE,
                                .space_after = 14},
            [STYLE_ADDRESSEE] = {TEXT_STYLE(10, 14), .measure = BODY_MEASURE,
                                 .space_after = 14},
            [STYLE_HEADING_1] = {TEXT_STYLE(12, 14), .measure = BODY_MEASURE,
                                 .bold = true, .space_before = 28, .space_after = 14},
            [STYLE_HEADING_2] = {TEXT_STYLE(10, 14), .measure = BODY_MEASURE,
                                 .bold = true, .space_before = 14},
            [STYLE_HEADING_3] = {TEXT_STYLE(10, 14), .measure = BODY_MEASURE,
                                 .space_before = 14},
            [STYLE_LIST] = {BODY_STYLE(10, 14), .indent = 14},
            [STYLE_QUOTE] = {BODY_STYLE(10, 14), .indent = 14, .space_before = 14,
                             .space_after = 14},
            [STYLE_CLOSING] = {TEXT_STYLE(10, 14), .measure = BODY_MEASURE,
                               .space_before = 14},
            [STYLE_COUNT] = {TEXT_STYLE(10, 14), .bold = true, .space_before = 28,
                             .space_after = 14},
            [STYLE_LEAD_NAME] = {TEXT_STYLE(10, 14)},
            [STYLE_LEAD_OFFICE] = {TEXT_STYLE(8, 10.5)},
            [STYLE_COUNTRY] = {TEXT_STYLE(7.5, 10.5), .bold = true,
                               .space_before = 10.5},
            [STYLE_NAME] = {TEXT_STYLE(8, 10.5), .hang = 8},
            [STYLE_OFFICE] = {TEXT_STYLE(7, 10.5)},
            [STYLE_FOOTNOTE] = {BODY_STYLE(8, 10.5)},
            [STYLE_CONTACT] = {TEXT_STYLE(8, 10.5), .space_before = 28},
            [STYLE_FEET] = {TEXT_STYLE(8, 14)},
            [STYLE_MARK] = {TEXT_STYLE(8, 14), .bold = true, .tracking = 0.5},
            [STYLE_IMPRINT] = {TEXT_STYLE(6, 10)},
        },
    .lead = {3, 40 * POINTS_PER_MM, 14 * POINTS_PER_MM, 0.5, 5 * POINTS_PER_MM},
    .roster = {ROSTER_COLUMNS, 3, 5 * POINTS_PER_MM, "country", true, NATIVE_NONE},
    .parallel_gutter = 8 * POINTS_PER_MM,
    .head = {.from = 2},
    .foot = {.left = "{short-title}", .right = "{page-of-pages}", .from = 2},
    .fit = {.size = 0.25, .leading = 0.5, .looseness = 1},
    .press = {.intent = RENDER_RELATIVE, .ink_limit = 300, .job_sheet = true},
    .opening = true,
};

const char *style_stack_name(StyleRole role)
{
    switch (role) {
    case STYLE_BODY:
    case STYLE_ADDRESSEE:
    case STYLE_LIST:
    case STYLE_QUOTE:
    case STYLE_CLOSING:
    case STYLE_LEAD_NAME:
    case STYLE_NAME:
    case STYLE_FOOTNOTE:
        return "text";
    case STYLE_TITLE:
    case STYLE_NOTE:
    case STYLE_NOTE_BY:
    case STYLE_DATELINE:
    case STYLE_HEADING_1:
    case STYLE_HEADING_2:
    case STYLE_HEADING_3:
    case STYLE_COUNT:
    case STYLE_LEAD_OFFICE:
    case STYLE_COUNTRY:
    case STYLE_OFFICE:
    case STYLE_CONTACT:
    case STYLE_FEET:
    case STYLE_MARK:
    case STYLE_IMPRINT:
    case N_STYLES:
        return "sans";
    }
    g_assert_not_reached();
}
