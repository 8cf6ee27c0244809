/*
 * The table of properties. A key of a layout or of a language's file is one row here:
 * its name, what its value is, where it is stored, and within which limits. Reading,
 * checking for unknown keys and the nearest right one all go by these rows, so a new
 * property is a field in layout.h or language.h, a row here, and a default in
 * defaults.c.
 */
#include "style/properties.h"

#include <stddef.h>

#define FIELD(Type, field) .offset = offsetof(Type, field)
#define SECOND(Type, field) .second = offsetof(Type, field)
#define WORDS(...)                                                                     \
    .words = (const char *const[])                                                     \
    {                                                                                  \
        __VA_ARGS__, NULL                                                              \
    }
#define TABLE(rows) {rows, G_N_ELEMENTS(rows)}

/* Bounds: a type size that can be read and printed, and PDF's largest page. */
#define SIZES .least = 3, .most = 200
#define SPACES .least = 0, .most = 14400
#define PLACEHOLDERS                                                                   \
    WORDS("short-title", "page", "pages", "page-of-pages", "edition", "names",         \
          "closed", "list")

static const Property style_rows[] = {
    {"size", PROPERTY_SIZE, FIELD(Style, size), SIZES},
    {"font", PROPERTY_STACK, FIELD(Style, stack)},
    {"weight", PROPERTY_SWITCH, FIELD(Style, bold), WORDS("regular", "bold")},
    {"slant", PROPERTY_SWITCH, FIELD(Style, italic), WORDS("roman", "italic")},
    {"colour", PROPERTY_INK, FIELD(Style, ink)},
    {"leading", PROPERTY_LENGTH, FIELD(Style, leading), .least = 1, .most = 400},
    {"measure", PROPERTY_LENGTH, FIELD(Style, measure), SPACES},
    {"align", PROPERTY_CHOICE, FIELD(Style, align),
     WORDS("left", "justify", "center", "right")},
    {"indent", PROPERTY_LENGTH, FIELD(Style, indent), SPACES},
    {"hang", PROPERTY_LENGTH, FIELD(Style, hang), SPACES},
    {"hyphenate", PROPERTY_BOOL, FIELD(Style, hyphenate)},
    {"balance", PROPERTY_BOOL, FIELD(Style, balance)},
    {"space-before", PROPERTY_LENGTH, FIELD(Style, space_before), SPACES},
    {"space-after", PROPERTY_LENGTH, FIELD(Style, space_after), SPACES},
    {"small-caps", PROPERTY_BOOL, FIELD(Style, small_caps)},
    {"figures", PROPERTY_CHOICE, FIELD(Style, figures),
     WORDS("default", "lining", "old-style")},
    {"tabular", PROPERTY_BOOL, FIELD(Style, tabular)},
    {"spread", PROPERTY_CHOICE, FIELD(Style, spread),
     WORDS("none", "letters", "glyphs")},
    {"tracking", PROPERTY_LENGTH, FIELD(Style, tracking), .least = -5, .most = 50},
};
static const PropertyTable style_table = TABLE(style_rows);

#define ROLE(name, role)                                                               \
    [STYLE_##role] = {name, PROPERTY_STYLE, FIELD(Layout, styles[STYLE_##role]),       \
                      .group = &style_table}

static const Property role_rows[N_STYLES] = {
    ROLE("body", BODY),
    ROLE("title", TITLE),
    ROLE("note", NOTE),
    ROLE("note-by", NOTE_BY),
    ROLE("dateline", DATELINE),
    ROLE("addressee", ADDRESSEE),
    ROLE("heading-1", HEADING_1),
    ROLE("heading-2", HEADING_2),
    ROLE("heading-3", HEADING_3),
    ROLE("list", LIST),
    ROLE("quote", QUOTE),
    ROLE("closing", CLOSING),
    ROLE("count", COUNT),
    ROLE("lead-name", LEAD_NAME),
    ROLE("lead-office", LEAD_OFFICE),
    ROLE("country", COUNTRY),
    ROLE("name", NAME),
    ROLE("office", OFFICE),
    ROLE("footnote", FOOTNOTE),
    ROLE("contact", CONTACT),
    ROLE("feet", FEET),
    ROLE("mark", MARK),
    ROLE("imprint", IMPRINT),
};
static const PropertyTable role_table = TABLE(role_rows);

static const Property margin_rows[] = {
    {"left", PROPERTY_LENGTH, FIELD(PageStyle, left), SPACES},
    {"right", PROPERTY_LENGTH, FIELD(PageStyle, right), SPACES},
};
static const PropertyTable margin_table = TABLE(margin_rows);

static const Property page_rows[] = {
    {"size", PROPERTY_PAPER, FIELD(PageStyle, width), SECOND(PageStyle, height)},
    {"mirrored", PROPERTY_BOOL, FIELD(PageStyle, mirrored)},
    {"columns", PROPERTY_WHOLE, FIELD(PageStyle, columns), .least = 1, .most = 12},
    {"gutter", PROPERTY_LENGTH, FIELD(PageStyle, gutter), SPACES},
    {"margins", PROPERTY_GROUP, .group = &margin_table},
    {"first-baseline", PROPERTY_LENGTH, FIELD(PageStyle, first_baseline), .least = 10,
     .most = 14400},
    {"grid", PROPERTY_LENGTH, FIELD(PageStyle, grid), .least = 3, .most = 400},
    {"lines", PROPERTY_WHOLE, FIELD(PageStyle, lines), .least = 6, .most = 1000},
};
static const PropertyTable page_table = TABLE(page_rows);

static const Property lead_rows[] = {
    {"columns", PROPERTY_WHOLE, FIELD(LeadStyle, columns), .least = 1, .most = 12},
    {"image", PROPERTY_BOX, FIELD(LeadStyle, image_width),
     SECOND(LeadStyle, image_height)},
    {"rule", PROPERTY_LENGTH, FIELD(LeadStyle, rule), .least = 0, .most = 20},
    {"gutter", PROPERTY_LENGTH, FIELD(LeadStyle, gutter), SPACES},
};
static const PropertyTable lead_table = TABLE(lead_rows);

static const Property roster_rows[] = {
    {"columns", PROPERTY_WHOLE, FIELD(RosterStyle, columns), .least = 1, .most = 12},
    {"gutter", PROPERTY_LENGTH, FIELD(RosterStyle, gutter), SPACES},
    {"group-by", PROPERTY_TEXT, FIELD(RosterStyle, group_by)},
    {"form", PROPERTY_CHOICE, FIELD(RosterStyle, form), WORDS("columns", "run-in")},
    {"offices", PROPERTY_BOOL, FIELD(RosterStyle, offices)},
    {"native", PROPERTY_CHOICE, FIELD(RosterStyle, native),
     WORDS("none", "beside", "below")},
};
static const PropertyTable roster_table = TABLE(roster_rows);

static const Property signature_rows[] = {
    {"least", PROPERTY_LENGTH, FIELD(Layout, least_name), .least = 0, .most = 200},
    {"lead", PROPERTY_GROUP, FIELD(Layout, lead), .group = &lead_table},
    {"roster", PROPERTY_GROUP, FIELD(Layout, roster), .group = &roster_table},
};
static const PropertyTable signature_table = TABLE(signature_rows);

static const Property parallel_rows[] = {
    {"gutter", PROPERTY_LENGTH, FIELD(Layout, parallel_gutter), SPACES},
};
static const PropertyTable parallel_table = TABLE(parallel_rows);

#define RUNNING_ROWS                                                                   \
    {"left", PROPERTY_PATTERN, FIELD(Running, left), PLACEHOLDERS},                    \
        {"center", PROPERTY_PATTERN, FIELD(Running, center), PLACEHOLDERS},            \
        {"right", PROPERTY_PATTERN, FIELD(Running, right), PLACEHOLDERS},              \
        {"from", PROPERTY_WHOLE, FIELD(Running, from), .least = 1, .most = 10000},     \
    {                                                                                  \
        "baseline", PROPERTY_LENGTH, FIELD(Running, baseline), SPACES                  \
    }

static const Property head_rows[] = {RUNNING_ROWS};
static const PropertyTable head_table = TABLE(head_rows);

static const Property foot_rows[] = {
    RUNNING_ROWS,
    {"last", PROPERTY_PATTERN, FIELD(Running, last), PLACEHOLDERS},
    {"last-baseline", PROPERTY_LENGTH, FIELD(Running, last_baseline), SPACES},
};
static const PropertyTable foot_table = TABLE(foot_rows);

static const Property fit_rows[] = {
    {"size", PROPERTY_LENGTH, FIELD(FitRange, size), .least = 0, .most = 2},
    {"leading", PROPERTY_LENGTH, FIELD(FitRange, leading), .least = 0, .most = 2},
    {"looseness", PROPERTY_WHOLE, FIELD(FitRange, looseness), .least = 0, .most = 3},
    {"pages", PROPERTY_WHOLE, FIELD(FitRange, pages), .least = 0, .most = 10000},
};
static const PropertyTable fit_table = TABLE(fit_rows);

static const Property press_rows[] = {
    {"colour", PROPERTY_CHOICE, FIELD(PressStyle, colour),
     WORDS("cmyk", "rgb", "both")},
    {"profile", PROPERTY_FILE, FIELD(PressStyle, profile),
     SECOND(PressStyle, profile_place)},
    {"condition", PROPERTY_TEXT, FIELD(PressStyle, condition)},
    {"registry-name", PROPERTY_TEXT, FIELD(PressStyle, registry_name)},
    {"intent", PROPERTY_CHOICE, FIELD(PressStyle, intent),
     WORDS("perceptual", "relative", "saturation", "absolute")},
    {"inks", PROPERTY_CHOICE, FIELD(PressStyle, inks), WORDS("all", "black")},
    {"ink-limit", PROPERTY_PERCENT, FIELD(PressStyle, ink_limit), .least = 100,
     .most = 400, SECOND(PressStyle, ink_limit_place)},
    {"bleed", PROPERTY_LENGTH, FIELD(PressStyle, bleed), .least = 0, .most = 72},
    {"crop-marks", PROPERTY_BOOL, FIELD(PressStyle, crop_marks)},
    {"registration-marks", PROPERTY_BOOL, FIELD(PressStyle, registration_marks)},
    {"colour-bars", PROPERTY_BOOL, FIELD(PressStyle, colour_bars)},
    {"job-sheet", PROPERTY_BOOL, FIELD(PressStyle, job_sheet)},
    {"imposition", PROPERTY_CHOICE, FIELD(PressStyle, imposition),
     WORDS("none", "booklet", "2-up")},
    {"sheet", PROPERTY_PAPER, FIELD(PressStyle, sheet_width),
     SECOND(PressStyle, sheet_height)},
    {"creep", PROPERTY_LENGTH, FIELD(PressStyle, creep),
     SECOND(PressStyle, creep_place), .least = 0, .most = 10},
};
static const PropertyTable press_table = TABLE(press_rows);

static const Property layout_rows[] = {
    {.key = "extends", .kind = PROPERTY_APART},
    {.key = "fonts", .kind = PROPERTY_APART},
    {.key = "palette", .kind = PROPERTY_APART},
    {"styles", PROPERTY_GROUP, .group = &role_table},
    {"page", PROPERTY_GROUP, FIELD(Layout, page), .group = &page_table},
    {"signatures", PROPERTY_GROUP, .group = &signature_table},
    {"parallel", PROPERTY_GROUP, .group = &parallel_table},
    {"heads", PROPERTY_GROUP, FIELD(Layout, head), .group = &head_table},
    {"feet", PROPERTY_GROUP, FIELD(Layout, foot), .group = &foot_table},
    {"fit", PROPERTY_GROUP, FIELD(Layout, fit), .group = &fit_table},
    {"opening", PROPERTY_BOOL, FIELD(Layout, opening)},
    {"press", PROPERTY_GROUP, FIELD(Layout, press), .group = &press_table},
};
const PropertyTable layout_properties = TABLE(layout_rows);

static const Property form_rows[] = {
    {"upright", PROPERTY_TEXT, FIELD(Language, upright_forms)},
    {"italic", PROPERTY_TEXT, FIELD(Language, italic_forms)},
};
static const PropertyTable form_table = TABLE(form_rows);

static const Property language_rows[] = {
    {"hyphenation", PROPERTY_TEXT, FIELD(Language, hyphenation)},
    {"least-before", PROPERTY_WHOLE, FIELD(Language, least_before), .least = 1,
     .most = 20},
    {"least-after", PROPERTY_WHOLE, FIELD(Language, least_after), .least = 1,
     .most = 20},
    {"hyphen", PROPERTY_TEXT, FIELD(Language, hyphen)},
    {"tie-after", PROPERTY_TEXTS, FIELD(Language, tie_after),
     SECOND(Language, n_tie_after)},
    {"tie-before", PROPERTY_TEXTS, FIELD(Language, tie_before),
     SECOND(Language, n_tie_before)},
    {"one-letter", PROPERTY_CHOICE, FIELD(Language, one_letter),
     WORDS("never", "cost", "free")},
    {"short-words", PROPERTY_TEXTS, FIELD(Language, short_words),
     SECOND(Language, n_short_words)},
    {"units", PROPERTY_TEXTS, FIELD(Language, units), SECOND(Language, n_units)},
    {"quotes", PROPERTY_TEXTS, FIELD(Language, quotes), SECOND(Language, n_quotes)},
    {"space-before", PROPERTY_TEXTS, FIELD(Language, space_before),
     SECOND(Language, n_space_before)},
    {"dash", PROPERTY_TEXT, FIELD(Language, dash)},
    {"particles", PROPERTY_TEXTS, FIELD(Language, particles),
     SECOND(Language, n_particles)},
    {"letter-forms", PROPERTY_GROUP, .group = &form_table},
    {.key = "labels", .kind = PROPERTY_APART},
};
const PropertyTable language_properties = TABLE(language_rows);

const char *style_name(StyleRole role)
{
    g_assert(role < N_STYLES);
    return role_rows[role].key;
}
