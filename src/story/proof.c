/*
 * The proof of a country: a sheet on which somebody who knows these people checks them.
 *
 *     row   column of the roster      what is said of it
 *     ───   ─────────────────────     ──────────────────────────────
 *      12   Specimen Oak,             Look again: …
 *             Member of Parliament    be: Спэцымен Дуб
 *
 * A name stands in its own styles at the width that it has in print, so that it turns
 * where it will turn; what is said of it stands beside it, or below where the layout has
 * but one column. Rows that are not printed come after, in another face, so that nobody
 * takes them for what is.
 */
#include "story/parts.h"

#include <string.h>

/* Room beside the names that is worth using, em; a fact's key, part of the frame; a
 * digit of a hash, em. */
static const double ASIDE_LEAST = 14, KEY_PART = 0.3, DIGIT = 0.61;

typedef struct Proof {
    const Teller *teller;
    GArray *blocks; /* StoryBlock */
    const Findings *findings;
    GHashTable *found; /* a signatory to a GPtrArray of the findings about it */
    const NameList *list;
    double frame, column; /* widths */
    double aside;         /* where what is beside names begins; 0: it stands below */
} Proof;

static const Style *proof_style(const Proof *proof, StyleRole role)
{
    return &proof->teller->layout->styles[role];
}

static StyledText proof_text(const Proof *proof, const char *text, StyleRole role,
                             Place place)
{
    const Teller *teller = proof->teller;
    return plain_text(teller->arena, text ? text : "", proof_style(proof, role),
                      teller->language->tag, place);
}

static const char *proof_label(const Proof *proof, const char *key)
{
    const char *text = label_tell(proof->teller, key, NULL, 0);
    return text ? text : "";
}

/* The label with one text in it. */
static const char *proof_label_of(const Proof *proof, const char *key, const char *name,
                                  const char *value)
{
    const MessageArgument argument = {.name = name, .text = value};
    const char *text = label_tell(proof->teller, key, &argument, 1);
    return text ? text : "";
}

static StoryBlock *proof_add(const Proof *proof, StoryBlock block)
{
    g_array_append_val(proof->blocks, block);
    return &g_array_index(proof->blocks, StoryBlock, proof->blocks->len - 1);
}

static StoryBlock *paragraph_add(const Proof *proof, const char *text, StyleRole style)
{
    StoryBlock block = block_begin(proof->teller, STORY_PARAGRAPH, style, PLACE_NONE);
    block.text = proof_text(proof, text, style, PLACE_NONE);
    return proof_add(proof, block);
}

static void heading_add(const Proof *proof, const char *key, size_t n)
{
    Arena *arena = proof->teller->arena;
    StoryBlock block =
        block_begin(proof->teller, STORY_HEADING, STYLE_HEADING_2, PLACE_NONE);
    const char *title = proof_label(proof, key);
    if (n > 0)
        title = arena_print(arena, "%s (%zu)", title, n);
    block.text = proof_text(proof, title, STYLE_HEADING_2, PLACE_NONE);
    block.space_before = MAX(block.space_before, proof->teller->layout->page.grid);
    block.space_after = 0;
    block.keep_with_next = true;
    block.level = 2;
    proof_add(proof, block);
}

/* ---- the head ----------------------------------------------------------------------- */

/* A key and, beside it, a value. */
static void fact_add(const Proof *proof, const char *key, const char *value,
                     StyleRole style)
{
    StoryBlock block =
        block_begin(proof->teller, STORY_PARAGRAPH, STYLE_DATELINE, PLACE_NONE);
    block.text = proof_text(proof, proof_label(proof, key), STYLE_DATELINE, PLACE_NONE);
    block.aside = proof_text(proof, value, style, PLACE_NONE);
    block.measure = 0.95 * KEY_PART * proof->frame;
    block.aside_left = KEY_PART * proof->frame;
    block.space_before = block.space_after = 0;
    proof_add(proof, block);
}

static void count_add(const Proof *proof, const char *key, size_t n)
{
    fact_add(proof, key, arena_print(proof->teller->arena, "%zu", n), STYLE_DATELINE);
}

/* A moment as a reader says it: "24 September 2020, 18:00 UTC+02:00". */
static const char *moment_tell(const Teller *teller, const char *moment)
{
    const char *clock = strchr(moment, 'T');
    size_t length = clock ? (size_t)(clock - moment) : strlen(moment);
    const char *day =
        date_format(teller->arena, arena_text(teller->arena, moment, length),
                    teller->language->tag);
    if (!clock || !day)
        return day ? day : moment;
    size_t digits = strcspn(clock, "Z+-");
    const char *offset = clock[digits] == 'Z' ? "" : clock + digits;
    return arena_print(teller->arena, "%s, %.*s UTC%s", day, (int)digits - 1, clock + 1,
                       offset);
}

/* The hash in as few lines as it takes; no line of it has a place to break. */
static const char *hash_lines(const Proof *proof, StyleRole style)
{
    g_autoptr(GString) out = g_string_new(proof->list->hash);
    double room = (1 - KEY_PART) * proof->frame, size = proof_style(proof, style)->size;
    size_t part = out->len;
    while (part > 8 && (double)part * DIGIT * size > room)
        part /= 2;
    for (size_t at = out->len - part; at > 0; at -= part)
        g_string_insert(out, (gssize)at, "\u2028");
    return arena_text(proof->teller->arena, out->str, out->len);
}

/* The rows of the country of a status. */
static GPtrArray *rows_of(const Proof *proof, SignatoryStatus status)
{
    GPtrArray *rows = g_ptr_array_new();
    const Roster *roster = proof->teller->roster;
    const char *country = proof->teller->edition->country;
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *row = &roster->signatories[i];
        if (row->status == status && strcmp(row->country, country) == 0)
            g_ptr_array_add(rows, (gpointer)row);
    }
    return rows;
}

static void title_add(const Proof *proof, const char *title)
{
    StoryBlock block = block_begin(proof->teller, STORY_TITLE, STYLE_TITLE, PLACE_NONE);
    block.text = proof_text(proof, title, STYLE_TITLE, PLACE_NONE);
    block.keep_with_next = true;
    block.level = 1;
    block.space_after = 0;
    proof_add(proof, block);
    StoryBlock *letter =
        paragraph_add(proof, rich_plain(proof->teller, &proof->teller->letter->title),
                      STYLE_DATELINE);
    letter->keep_with_next = true;
}

static void facts_add(const Proof *proof, const char *title, size_t n_pending,
                      size_t n_withdrawn)
{
    const Teller *teller = proof->teller;
    const char *closed = proof->list->closed;
    title_add(proof, title);
    paragraph_add(proof, proof_label(proof, "proof-about"), STYLE_DATELINE);
    count_add(proof, "proof-printed", proof->list->n_rows);
    count_add(proof, "proof-pending", n_pending);
    count_add(proof, "proof-withdrawn", n_withdrawn);
    fact_add(proof, "proof-closed",
             closed ? moment_tell(teller, closed) : proof_label(proof, "proof-open"),
             STYLE_DATELINE);
    fact_add(proof, "proof-list", proof->list->short_hash, STYLE_DATELINE);
    fact_add(proof, "proof-hash", hash_lines(proof, STYLE_OFFICE), STYLE_OFFICE);
}

/* ---- what is said of a row ---------------------------------------------------------- */

/* Starts a line of an aside. */
static void aside_line(Setting *setting, const Style *style)
{
    if (setting->text->len > 0)
        setting_add(setting, "\u2028", (TextSpan){.style = style});
}

/* A line that a label in bold marks. */
static void aside_marked(const Proof *proof, Setting *setting, const char *label,
                         const char *text, Place place, const Style *style)
{
    aside_line(setting, style);
    setting_point(setting, place);
    setting_add(setting, proof_label(proof, label),
                (TextSpan){.style = style, .bold = true});
    setting_add(setting, " ", (TextSpan){.style = style});
    setting_add(setting, text, (TextSpan){.style = style});
}

/* `row` NULL: it is about a country as a whole. */
static void aside_finding(const Proof *proof, Setting *setting, const Finding *finding,
                          const Signatory *row, const Style *style)
{
    const char *const *arguments =
        row ? finding_side(proof->teller->arena, finding, row) : finding->arguments;
    g_autofree char *text = diagnostic_text(finding->code, arguments);
    aside_marked(proof, setting, "proof-look", text, finding->place, style);
}

static void aside_plain(Setting *setting, const Style *style, const char *text,
                        Place place)
{
    aside_line(setting, style);
    setting_point(setting, place);
    setting_add(setting, text, (TextSpan){.style = style});
}

/* The mistakes of a row that is broken, as they were reported: all that were met on its
 * lines. */
static void aside_mistakes(const Proof *proof, Setting *setting, const Signatory *row,
                           const Style *style)
{
    const Roster *roster = proof->teller->roster;
    unsigned first = row->place.line, last = first;
    if (row->source) {
        const CsvCell *raw = roster_raw(proof->teller->arena, roster, row);
        first = raw[0].place.line;
        last = raw[roster->n_columns - 1].place.line;
    }
    g_autoptr(GPtrArray) texts =
        diagnostics_errors_at(proof->teller->diagnostics, row->place.file, first, last);
    for (guint i = 0; i < texts->len; i++)
        aside_marked(proof, setting, "proof-mistake", texts->pdata[i], row->place,
                     style);
}

static void aside_findings(const Proof *proof, Setting *setting, const Signatory *row,
                           const Style *style)
{
    const GPtrArray *found = g_hash_table_lookup(proof->found, row);
    if (row->broken)
        aside_mistakes(proof, setting, row, style);
    for (guint i = 0; found && i < found->len; i++)
        aside_finding(proof, setting, found->pdata[i], row, style);
}

/* Whether a cell's text already stands on the sheet, as the name or the office. */
static bool form_shown(const Proof *proof, const Signatory *row, const char *column,
                       const char *text)
{
    const Teller *teller = proof->teller;
    const char *plain = g_str_has_prefix(column, "name") ? "name" : "office";
    bool office = *plain == 'o', led = row->lead > 0 && row->status == CONFIRMED;
    const char *shown =
        roster_cell(teller->roster, row, plain, teller->edition->language);
    return (!office || led || teller->layout->roster.offices) &&
           g_strcmp0(shown, text) == 0;
}

static bool column_is_form(const char *column)
{
    return strcmp(column, "name") == 0 || strcmp(column, "office") == 0 ||
           g_str_has_prefix(column, "name@") || g_str_has_prefix(column, "office@");
}

/* The row's forms that other editions print, its own script, and what sorts it, where
 * that is not a part of the name. The cells without a language are what is printed in
 * those that have no form of their own. */
static void aside_forms(const Proof *proof, Setting *setting, const Signatory *row,
                        const Style *style)
{
    const Teller *teller = proof->teller;
    const Roster *roster = teller->roster;
    Place place = row_place(row);
    for (size_t i = 0; i < roster->n_columns; i++) {
        const char *column = roster->columns[i], *text = row->cells[i];
        if (!column_is_form(column) || *text == '\0' ||
            form_shown(proof, row, column, text))
            continue;
        const char *at = strchr(column, '@'), *tag = at ? at + 1 : NULL;
        aside_plain(setting, style,
                    arena_print(teller->arena, "%s: ", tag ? tag : column), place);
        setting_add(setting, text, (TextSpan){.style = style, .language = tag});
    }
    if (row->name_native)
        aside_plain(setting, style,
                    proof_label_of(proof, "proof-native", "text", row->name_native),
                    place);
    const char *sorted = row->sort_as ? row->sort_as : row->family;
    if (sorted && !strstr(row->name, sorted))
        aside_plain(setting, style,
                    proof_label_of(proof, "proof-sorted", "text", sorted), place);
}

static StyledText row_aside(const Proof *proof, const Signatory *row)
{
    const Style *style = proof_style(proof, STYLE_OFFICE);
    g_auto(Setting) setting;
    setting_init(&setting);
    aside_findings(proof, &setting, row, style);
    aside_forms(proof, &setting, row, style);
    if (setting.text->len == 0)
        return (StyledText){.text = NULL};
    return setting_finish(&setting, proof->teller->arena, style,
                          proof->teller->language->tag);
}

/* Adds the block of a row with its number, and what is said of it beside it or below. */
static void row_add(const Proof *proof, StoryBlock block, const Signatory *row)
{
    const char *number = arena_print(proof->teller->arena, "%zu", row->sheet_row);
    StyledText aside = row_aside(proof, row);
    block.label = proof_text(proof, number, STYLE_OFFICE, row->place);
    block.space_before = block.space_after = 0;
    bool below = aside.text && proof->aside <= 0;
    block.keep_with_next = below;
    if (!below) {
        block.aside = aside;
        block.aside_left = proof->aside;
    }
    proof_add(proof, block);
    if (!below)
        return;
    StoryBlock more =
        block_begin(proof->teller, STORY_PARAGRAPH, STYLE_OFFICE, row->place);
    more.text = aside;
    more.inset = 2 * proof_style(proof, STYLE_OFFICE)->size;
    more.space_before = more.space_after = 0;
    proof_add(proof, more);
}

/* ---- names -------------------------------------------------------------------------- */

static void leads_add(const Proof *proof, const NameOrder *order)
{
    const StoryLead *leads = leads_styled(proof->teller, order->leads, order->n_leads);
    if (order->n_leads > 0)
        heading_add(proof, "proof-leads", order->n_leads);
    for (size_t i = 0; i < order->n_leads; i++) {
        StoryBlock block = block_begin(proof->teller, STORY_LEADS, STYLE_LEAD_NAME,
                                       order->leads[i]->place);
        block.leads = &leads[i];
        block.n_leads = 1;
        row_add(proof, block, order->leads[i]);
    }
}

static void group_add(const Proof *proof, const NameGroup *group, bool headed)
{
    const StoryName *names =
        names_styled(proof->teller, group->members, group->n_members);
    if (headed && group->title[0] != '\0')
        paragraph_add(proof, group->title, STYLE_COUNTRY)->keep_with_next = true;
    for (size_t i = 0; i < group->n_members; i++) {
        const Signatory *row = group->members[i];
        StoryBlock block =
            block_begin(proof->teller, STORY_NAME, STYLE_NAME, row->place);
        block.text = names[i].text;
        block.name_length = names[i].name_length;
        block.measure = proof->column;
        row_add(proof, block, row);
    }
}

/* Findings about the country as a whole; after the last a line stays free. */
static void country_findings(const Proof *proof)
{
    StoryBlock *block = NULL;
    const Style *style = proof_style(proof, STYLE_OFFICE);
    const Teller *teller = proof->teller;
    for (size_t i = 0; i < proof->findings->n_findings; i++) {
        const Finding *finding = &proof->findings->findings[i];
        if (finding->signatory ||
            g_strcmp0(finding->country, teller->edition->country) != 0)
            continue;
        g_auto(Setting) setting;
        setting_init(&setting);
        aside_finding(proof, &setting, finding, NULL, style);
        block = paragraph_add(proof, "", STYLE_OFFICE);
        block->text =
            setting_finish(&setting, teller->arena, style, teller->language->tag);
        block->keep_with_next = true;
    }
    if (block)
        block->space_after = teller->layout->page.grid;
}

static void printed_add(const Proof *proof, const NameOrder *order)
{
    leads_add(proof, order);
    heading_add(proof, "proof-printed", order->n_names - order->n_leads);
    country_findings(proof);
    if (order->n_names == 0)
        paragraph_add(proof, proof_label(proof, "proof-none"), STYLE_DATELINE);
    for (size_t i = 0; i < order->n_groups; i++)
        group_add(proof, &order->groups[i], order->n_groups > 1);
}

/* A row that is not printed, in the face of what is said, not of what is. */
static void unprinted_add(const Proof *proof, const char *key, const GPtrArray *rows)
{
    const StoryName *names =
        names_styled(proof->teller, (const Signatory *const *)rows->pdata, rows->len);
    if (rows->len > 0)
        heading_add(proof, key, rows->len);
    for (guint i = 0; i < rows->len; i++) {
        const Signatory *row = rows->pdata[i];
        const char *text = names[i].text.text;
        StoryBlock block =
            block_begin(proof->teller, STORY_ROW, STYLE_OFFICE, row->place);
        block.text = proof_text(proof, text, STYLE_OFFICE, row->place);
        block.measure = proof->column;
        row_add(proof, block, row);
    }
}

/* ---- signing ------------------------------------------------------------------------ */

static void blank_add(const Proof *proof, const char *key, bool last)
{
    const double grid = proof->teller->layout->page.grid;
    StoryBlock block =
        block_begin(proof->teller, STORY_BLANK, STYLE_DATELINE, PLACE_NONE);
    block.text = proof_text(proof, proof_label(proof, key), STYLE_DATELINE, PLACE_NONE);
    block.measure = 0.95 * KEY_PART * proof->frame;
    block.aside_left = KEY_PART * proof->frame;
    block.space_before = grid;
    block.space_after = 0;
    block.keep_with_next = !last;
    proof_add(proof, block);
}

static void signing_add(const Proof *proof)
{
    const MessageArgument arguments[] = {
        {.name = "names", .number = (long)proof->list->n_rows},
        {.name = "list", .text = proof->list->short_hash},
    };
    const char *statement = label_tell(proof->teller, "proof-statement", arguments,
                                       G_N_ELEMENTS(arguments));
    heading_add(proof, "proof-sign-off", 0);
    StoryBlock *block = paragraph_add(proof, statement, STYLE_DATELINE);
    block->keep_with_next = true;
    block->space_before = block->space_after = 0;
    blank_add(proof, "proof-checked-by", false);
    blank_add(proof, "proof-date", false);
    blank_add(proof, "proof-signature", true);
}

/* ---- the whole ---------------------------------------------------------------------- */

static void found_add(const Proof *proof, const Signatory *row, const Finding *finding)
{
    GPtrArray *found = g_hash_table_lookup(proof->found, row);
    if (!found) {
        found = g_ptr_array_new();
        g_hash_table_insert(proof->found, (gpointer)row, found);
    }
    g_ptr_array_add(found, (gpointer)finding);
}

/* What is about two rows stands beside both. */
static void found_index(const Proof *proof)
{
    for (size_t i = 0; i < proof->findings->n_findings; i++) {
        const Finding *finding = &proof->findings->findings[i];
        if (finding->signatory)
            found_add(proof, finding->signatory, finding);
        if (finding->other)
            found_add(proof, finding->other, finding);
    }
}

static void proof_measure(Proof *proof)
{
    const Layout *layout = proof->teller->layout;
    double size = proof_style(proof, STYLE_OFFICE)->size;
    proof->frame = layout_frame(layout);
    proof->column = layout_roster_column(layout);
    double beside = MAX(proof->column, layout_lead_column(layout));
    double left = beside + layout->roster.gutter;
    proof->aside = proof->frame - left >= ASIDE_LEAST * size ? left : 0;
}

static void blocks_add(const Proof *proof, const NameOrder *order, const char *title)
{
    g_autoptr(GPtrArray) pending = rows_of(proof, PENDING);
    g_autoptr(GPtrArray) withdrawn = rows_of(proof, WITHDRAWN);
    facts_add(proof, title, pending->len, withdrawn->len);
    printed_add(proof, order);
    unprinted_add(proof, "proof-pending", pending);
    unprinted_add(proof, "proof-withdrawn", withdrawn);
    signing_add(proof);
}

static void proof_fill(Proof *proof, Story *story)
{
    const Teller *teller = proof->teller;
    const Edition *edition = teller->edition;
    const NameOrder *order = order_tell(teller);
    proof->list = order ? namelist_tell(teller, order) : NULL;
    if (!proof->list)
        return;
    const char *country =
        country_title(teller->arena, edition->country, edition->language);
    const char *title = proof_label_of(proof, "proof-title", "country", country);
    proof_measure(proof);
    found_index(proof);
    blocks_add(proof, order, title);
    story_begin(teller, NULL, story);
    story->title = title;
    story->short_title =
        arena_print(teller->arena, "%s · %s", title, proof->list->short_hash);
    story_end(teller, story, proof->blocks, order, proof->list);
}

const Story *proof_tell(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const Roster *roster, const Edition *edition,
                        const Layout *layout, const Language *language,
                        const Findings *findings)
{
    bool failed = false;
    Teller teller = {diagnostics, arena,  letter,   roster,
                     edition,     layout, language, &failed};
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(StoryBlock));
    g_autoptr(GHashTable) found =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    Proof proof = {
        .teller = &teller, .blocks = blocks, .findings = findings, .found = found};
    Story *story = arena_one(arena, Story);
    proof_fill(&proof, story);
    return failed ? NULL : story;
}
