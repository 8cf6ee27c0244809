/*
 * The galley: a story's blocks shaped and broken into lines, one below the other, before
 * anyone asks where a page ends. Each block is a slab with the ways in which it can be
 * set; a row of leads is a slab; the roster's columns are one slab whose entries stand in
 * an array of their own, for they are many and small.
 *
 * In an edition of two languages the frame has two columns, its sides, and a block that
 * has a counterpart is a slab with a second one beside it. Whether a side is wide enough
 * to be justified depends on its language, whose letters are wide or narrow: it is when
 * fifty of them, as they come in the letter's paragraphs, go on a line.
 *
 * All that can go wrong with a text (a character that no font has) is found here, in all
 * blocks before giving up, so that one run names everything.
 */
#include "flow/galley.h"

#include <math.h>
#include <string.h>

#define CHARACTER_EM 0.47 /* the width of a letter, where nobody measured */

typedef struct Compositor {
    Standing *standing;
    Diagnostics *diagnostics;
    Arena *arena;
    const Story *story;
    Galley *galley;
    GArray *slabs;   /* Slab */
    GArray *entries; /* Entry */
    bool failed;
} Compositor;

/* ---- texts -------------------------------------------------------------------------- */

/* Sets a text; NULL: reported. */
static const Composed *text_set(Compositor *compositor, const StyledText *text,
                                const Side *side, const Measure *measure,
                                bool hyphenate, bool variants)
{
    Take take = {.text = text,
                 .language = side->language,
                 .measure = *measure,
                 .hyphenate = hyphenate,
                 .variants = variants};
    const Composed *composed = take_compose(
        compositor->standing, compositor->diagnostics, compositor->arena, &take);
    compositor->failed = compositor->failed || !composed;
    return composed;
}

/* A text in one setting, never hyphenated: names, headings of the roster. */
static const Shaped *text_set_once(Compositor *compositor, const StyledText *text,
                                   const Side *side, const Measure *measure,
                                   Setting *setting)
{
    const Composed *composed = text_set(compositor, text, side, measure, false, false);
    if (!composed)
        return NULL;
    *setting = composed->settings[0];
    return composed->shaped;
}

Measure measure_make(const Side *side, const Style *style, double width, double indent)
{
    bool narrow = width < side->narrow * style->size;
    return (Measure){
        .align = style->align == ALIGN_JUSTIFY && narrow ? ALIGN_LEFT : style->align,
        .spread = style->spread,
        .balance = style->balance,
        .width = width,
        .first = indent,
        .rest = style->hang,
        .em = style->size,
        .least_last = 2 * style->indent,
    };
}

/* The width of a block: its style's measure, on its side, less what it is set in by. */
static double block_width(const Side *side, const Style *style, double inset)
{
    double width = style->measure > 0 ? fmin(style->measure, side->width) : side->width;
    return fmax(width - inset, 2 * style->size);
}

static unsigned grid_lines(const Galley *galley, double height)
{
    return (unsigned)ceil(fmax(0, height) / galley->grid - 0.01);
}

/* Whether a block stays with the next: headings, and what announces it with a colon. */
static bool block_keeps(const StoryBlock *block)
{
    return block->keep_with_next ||
           (block->text.text && g_str_has_suffix(block->text.text, ":"));
}

static Slab *slab_add(Compositor *compositor, const StoryBlock *block, Slab slab)
{
    slab.block = block;
    slab.before = grid_lines(compositor->galley, block->space_before);
    slab.after = grid_lines(compositor->galley, block->space_after);
    slab.keep = block_keeps(block);
    g_array_append_val(compositor->slabs, slab);
    return &g_array_index(compositor->slabs, Slab, compositor->slabs->len - 1);
}

static void label_set(Compositor *compositor, const StoryBlock *block, Slab *slab)
{
    Measure wide = measure_make(slab->side, block->style, slab->side->width, 0);
    wide.align = ALIGN_LEFT;
    if (block->label.text)
        slab->label = text_set_once(compositor, &block->label, slab->side, &wide,
                                    &slab->label_setting);
}

/* Sets what stands beside a slab; `above` lines of the grid of it are before its first
 * baseline's. */
static void beside_set(Compositor *compositor, const StoryBlock *block, Slab *slab,
                       unsigned above)
{
    const Galley *galley = compositor->galley;
    label_set(compositor, block, slab);
    if (!block->aside.text)
        return;
    const Style *style = block->aside.style;
    double width = fmax(galley->frame - block->aside_left, 2 * style->size);
    slab->aside_measure = measure_make(slab->side, style, width, 0);
    slab->aside = text_set_once(compositor, &block->aside, slab->side,
                                &slab->aside_measure, &slab->aside_setting);
    double height = (double)slab->aside_setting.n_lines * style->leading;
    slab->height = MAX(slab->height, above + grid_lines(galley, height));
}

/* Headings and titles stay whole unless they are longer than half a page. */
static bool text_divisible(const Galley *galley, const StoryBlock *block,
                           const Slab *slab)
{
    bool whole = block->role == STORY_TITLE || block->role == STORY_HEADING ||
                 block->role == STORY_COUNT;
    if (block->role == STORY_NAME || block->aside.text)
        return false;
    return !whole || slab_lines(galley, slab, slab_length(slab, 0)) > galley->lines / 2;
}

/* Notes where the first mark of each footnote stands. */
static void notes_mark(const Galley *galley, const Slab *slab)
{
    const StyledText *text = slab->shaped->source;
    GalleyNote *notes = galley->notes[slab->side->index];
    for (size_t i = 0; i < text->n_spans; i++) {
        unsigned number = text->spans[i].note;
        if (number == 0 || number > galley->n_notes || notes[number - 1].marked)
            continue;
        notes[number - 1].marked = slab->shaped;
        notes[number - 1].mark = text->spans[i].start;
    }
}

static Measure block_measure(const Side *side, const StoryBlock *block)
{
    const Style *style = block->style;
    double width = block_width(side, style, block->inset);
    if (block->measure > 0)
        width = fmin(block->measure, side->width - block->inset);
    return measure_make(side, style, width, block->indented ? style->indent : 0);
}

/* Sets the text of a block and what stands beside it; false: reported. */
static bool text_slab(Compositor *compositor, const StoryBlock *block,
                      const StyledText *text, const Side *side, Slab *slab)
{
    const Style *style = block->style;
    bool varied = block->role == STORY_PARAGRAPH;
    slab->side = side;
    slab->left = block->inset;
    slab->leading = style->leading;
    slab->measure = block_measure(side, block);
    const Composed *composed =
        text_set(compositor, text, side, &slab->measure, style->hyphenate, varied);
    beside_set(compositor, block, slab, 0);
    if (!composed)
        return false;
    slab->block = block;
    slab->shaped = composed->shaped;
    slab->n_settings = composed->n_settings;
    memcpy(slab->settings, composed->settings, sizeof slab->settings);
    notes_mark(compositor->galley, slab);
    return true;
}

/* What the text of a block stands in. */
static const Side *block_side(const Galley *galley, const StoryBlock *block)
{
    bool text = block->role == STORY_PARAGRAPH || block->role == STORY_LIST_ITEM ||
                block->role == STORY_QUOTE || block->role == STORY_HEADING ||
                block->role == STORY_CLOSING || block->role == STORY_RULE;
    if (block->second)
        return &galley->sides[0];
    return text && galley->story->layout->page.columns > 1 ? &galley->text
                                                           : &galley->whole;
}

static void text_block(Compositor *compositor, const StoryBlock *block,
                       const StyledText *text, size_t group)
{
    const Galley *galley = compositor->galley;
    Slab slab = {.group = group}, *second = NULL;
    bool set = text_slab(compositor, block, text, block_side(galley, block), &slab);
    if (block->second) {
        second = arena_one(compositor->arena, Slab);
        set = text_slab(compositor, block->second, &block->second->text,
                        &galley->sides[1], second) &&
              set;
    }
    if (!set)
        return;
    if (second)
        slabs_pair(&slab, second);
    slab.divisible = text_divisible(galley, block, &slab);
    slab_add(compositor, block, slab);
}

static void rule_block(Compositor *compositor, const StoryBlock *block)
{
    const Side *side = block_side(compositor->galley, block);
    slab_add(
        compositor, block,
        (Slab){.side = side,
               .height = 1,
               .n_settings = 1,
               .measure = {.width = block_width(side, block->style, block->inset)}});
}

/* ---- leads -------------------------------------------------------------------------- */

/* Rows of a block's leads, as few as there can be. */
static size_t lead_rows(const Galley *galley, const StoryBlock *block)
{
    size_t most = MAX(galley->story->layout->lead.columns, 1);
    return (block->n_leads + most - 1) / most;
}

double lead_width(const Galley *galley, const StoryBlock *block)
{
    const LeadStyle *lead = &galley->story->layout->lead;
    size_t rows = lead_rows(galley, block);
    size_t columns =
        rows > 1 ? (block->n_leads + rows - 1) / rows : MAX(lead->columns, 1);
    return (galley->frame - (double)(columns - 1) * lead->gutter) / (double)columns;
}

double lead_image_height(const Galley *galley, const StoryBlock *block, size_t first,
                         size_t n)
{
    for (size_t i = first; i < first + n; i++)
        if (block->leads[i].image)
            return galley->story->layout->lead.image_height;
    return 0;
}

static double setting_height(const Setting *setting, const Shaped *shaped,
                             const Style *style)
{
    return shaped ? (double)setting->n_lines * style->leading : 0;
}

static void lead_set(Compositor *compositor, const StoryLead *lead, double width,
                     GalleyLead *set)
{
    const Style *styles = compositor->story->layout->styles;
    const Side *whole = &compositor->galley->whole;
    Measure name = measure_make(whole, &styles[STYLE_LEAD_NAME], width, 0);
    Measure office = measure_make(whole, &styles[STYLE_LEAD_OFFICE], width, 0);
    set->name =
        text_set_once(compositor, &lead->name, whole, &name, &set->name_setting);
    if (lead->office.text)
        set->office = text_set_once(compositor, &lead->office, whole, &office,
                                    &set->office_setting);
    set->height =
        setting_height(&set->name_setting, set->name, &styles[STYLE_LEAD_NAME]) +
        setting_height(&set->office_setting, set->office, &styles[STYLE_LEAD_OFFICE]);
}

/* A row of `n` leads; after it a line stays free. */
static void lead_row(Compositor *compositor, const StoryBlock *block,
                     const GalleyLead *leads, size_t first, size_t n)
{
    const Galley *galley = compositor->galley;
    const Style *name = &compositor->story->layout->styles[STYLE_LEAD_NAME];
    double image = compositor->story->layout->lead.rule +
                   lead_image_height(galley, block, first, n);
    double text = 0;
    for (size_t i = first; i < first + n; i++)
        text = fmax(text, leads[i].height);
    Slab slab = {.side = &galley->whole,
                 .height = (unsigned)ceil((image + text) / galley->grid - 1e-6),
                 .n_settings = 1,
                 .measure =
                     measure_make(&galley->whole, name, lead_width(galley, block), 0),
                 .leads = leads,
                 .first_lead = first,
                 .n_leads = n};
    beside_set(compositor, block, &slab,
               (unsigned)ceil((image + name->leading) / galley->grid - 1e-6) - 1);
    Slab *added = slab_add(compositor, block, slab);
    added->after = MAX(added->after, 1);
}

/* Cells for the leads, row by row. No row has more than one lead more than another: of
 * four that three fit beside, none stands alone. */
static void leads_block(Compositor *compositor, const StoryBlock *block)
{
    GalleyLead *leads = arena_array(compositor->arena, GalleyLead, block->n_leads);
    double width = lead_width(compositor->galley, block);
    size_t rows = lead_rows(compositor->galley, block), first = 0;
    for (size_t i = 0; i < block->n_leads; i++)
        lead_set(compositor, &block->leads[i], width, &leads[i]);
    for (size_t i = 0; i < rows; i++) {
        size_t n = block->n_leads / rows + (i < block->n_leads % rows);
        lead_row(compositor, block, leads, first, n);
        first += n;
    }
}

/* ---- the roster --------------------------------------------------------------------- */

const Style *entry_style(const Galley *galley, const Entry *entry)
{
    bool heading = entry->name == SIZE_MAX;
    return &galley->story->layout->styles[heading ? STYLE_COUNTRY : STYLE_NAME];
}

static Entry entry_set(Compositor *compositor, const StyledText *text, size_t group,
                       size_t name)
{
    const Galley *galley = compositor->galley;
    Entry entry = {.group = group, .name = name};
    const Style *style = entry_style(galley, &entry);
    Measure measure = measure_make(&galley->whole, style, galley->column, 0);
    entry.shaped =
        text_set_once(compositor, text, &galley->whole, &measure, &entry.setting);
    entry.before = style->space_before;
    entry.height = (double)entry.setting.n_lines * style->leading;
    return entry;
}

static void group_set(Compositor *compositor, const StoryGroup *group, size_t index,
                      Entry *continued)
{
    if (group->heading.text) {
        Entry heading = entry_set(compositor, &group->heading, index, SIZE_MAX);
        g_array_append_val(compositor->entries, heading);
        *continued = entry_set(compositor, &group->continued, index, SIZE_MAX);
    }
    for (size_t i = 0; i < group->n_names; i++) {
        Entry name = entry_set(compositor, &group->names[i].text, index, i);
        g_array_append_val(compositor->entries, name);
    }
}

/* Sets the names of a roster in columns, and what the columns are. */
static void columns_set(Compositor *compositor, const StoryBlock *block)
{
    Galley *galley = compositor->galley;
    const RosterStyle *style = &compositor->story->layout->roster;
    galley->n_columns = CLAMP(style->columns, 1, MAX_COLUMNS);
    galley->gutter = style->gutter;
    galley->column = (galley->frame - (double)(galley->n_columns - 1) * style->gutter) /
                     (double)galley->n_columns;
    galley->roster_leading = compositor->story->layout->styles[STYLE_NAME].leading;
    Entry *continued = arena_array(compositor->arena, Entry, block->n_groups);
    for (size_t i = 0; i < block->n_groups; i++)
        group_set(compositor, &block->groups[i], i, &continued[i]);
    galley->continued = continued;
}

static bool roster_in_columns(const Compositor *compositor)
{
    return compositor->story->layout->roster.form == ROSTER_COLUMNS;
}

static void roster_block(Compositor *compositor, const StoryBlock *block)
{
    if (roster_in_columns(compositor)) {
        compositor->galley->roster_at = compositor->slabs->len;
        slab_add(compositor, block,
                 (Slab){.side = &compositor->galley->whole, .n_settings = 1});
        return;
    }
    for (size_t i = 0; i < block->n_groups; i++)
        text_block(compositor, block, &block->groups[i].run_in, i);
}

/* ---- footnotes ---------------------------------------------------------------------- */

/* A note must leave room for the line of its mark and those that stay with it. */
static void note_check(Compositor *compositor, const StoryNote *note, double height)
{
    const Galley *galley = compositor->galley;
    double most = (galley->lines / 2) * galley->grid;
    if (height <= most)
        return;
    Place place = PLACE_NONE;
    const StyledText *text = &note->paragraphs[0];
    if (text->n_points > 0)
        place = text->points[0].place;
    const char *lines = arena_print(compositor->arena, "%.0f", height / galley->grid);
    report(compositor->diagnostics, NOTE_TOO_LONG, place, lines);
    compositor->failed = true;
}

static void note_set(Compositor *compositor, const StoryNote *note, const Side *side,
                     GalleyNote *set)
{
    const Style *style = &compositor->story->layout->styles[STYLE_FOOTNOTE];
    const Shaped **shaped =
        arena_array(compositor->arena, const Shaped *, note->n_paragraphs);
    Setting *settings = arena_array(compositor->arena, Setting, note->n_paragraphs);
    set->side = side;
    set->number = note->number;
    set->measure = measure_make(side, style, block_width(side, style, 0), 0);
    for (size_t i = 0; i < note->n_paragraphs; i++) {
        const Composed *composed = text_set(compositor, &note->paragraphs[i], side,
                                            &set->measure, style->hyphenate, false);
        if (!composed)
            continue;
        shaped[i] = composed->shaped;
        settings[i] = composed->settings[0];
        set->height += setting_height(&settings[i], shaped[i], style);
    }
    set->paragraphs = shaped;
    set->settings = settings;
    set->n_paragraphs = note->n_paragraphs;
    note_check(compositor, note, set->height);
}

static void notes_set(Compositor *compositor)
{
    const Story *story = compositor->story;
    Galley *galley = compositor->galley;
    const StoryNote *const told[N_SIDES] = {story->notes, story->second_notes};
    for (size_t side = 0; side < N_SIDES && told[side]; side++) {
        const Side *of = story->second_notes ? &galley->sides[side] : &galley->whole;
        galley->notes[side] =
            arena_array(compositor->arena, GalleyNote, story->n_notes);
        for (size_t i = 0; i < story->n_notes; i++)
            note_set(compositor, &told[side][i], of, &galley->notes[side][i]);
    }
    compositor->galley->n_notes = story->n_notes;
    compositor->galley->note_gap = compositor->galley->grid;
}

/* ---- the whole ---------------------------------------------------------------------- */

static void block_set(Compositor *compositor, const StoryBlock *block)
{
    switch (block->role) {
    case STORY_RULE:
        rule_block(compositor, block);
        return;
    case STORY_LEADS:
        leads_block(compositor, block);
        return;
    case STORY_ROSTER:
        roster_block(compositor, block);
        return;
    case STORY_TITLE:
    case STORY_OPENING:
    case STORY_OPENING_BY:
    case STORY_DATELINE:
    case STORY_ADDRESSEE:
    case STORY_HEADING:
    case STORY_PARAGRAPH:
    case STORY_LIST_ITEM:
    case STORY_QUOTE:
    case STORY_CLOSING:
    case STORY_PREVAILS:
    case STORY_COUNT:
    case STORY_CONTACT:
    case STORY_NAME:
    case STORY_ROW:
    case STORY_BLANK:
        text_block(compositor, block, &block->text, 0);
        return;
    }
    g_assert_not_reached();
}

static void block_expect(const Compositor *compositor, const StoryBlock *block,
                         const Language *language)
{
    if (block->text.text)
        take_expect(compositor->standing, language, &block->text);
    for (size_t i = 0; i < block->n_groups; i++)
        if (block->groups[i].run_in.text)
            take_expect(compositor->standing, language, &block->groups[i].run_in);
}

static void notes_expect(const Compositor *compositor, const StoryNote *notes,
                         const Language *language)
{
    for (size_t i = 0; notes && i < compositor->story->n_notes; i++)
        for (size_t k = 0; k < notes[i].n_paragraphs; k++)
            take_expect(compositor->standing, language, &notes[i].paragraphs[k]);
}

/* Tells of all texts that may be hyphenated before the first is set. */
static void texts_expect(const Compositor *compositor)
{
    const Story *story = compositor->story;
    for (size_t i = 0; i < story->n_blocks; i++) {
        const StoryBlock *block = &story->blocks[i];
        block_expect(compositor, block, story->language);
        if (block->second)
            block_expect(compositor, block->second, story->second_language);
    }
    notes_expect(compositor, story->notes, story->language);
    notes_expect(compositor, story->second_notes, story->second_language);
}

static void blocks_set(Compositor *compositor)
{
    const Story *story = compositor->story;
    for (size_t i = 0; i < story->n_blocks && roster_in_columns(compositor); i++)
        if (story->blocks[i].role == STORY_ROSTER)
            columns_set(compositor, &story->blocks[i]);
    notes_set(compositor);
    for (size_t i = 0; i < story->n_blocks; i++)
        block_set(compositor, &story->blocks[i]);
}

static Galley *galley_begin(Arena *arena, const Story *story)
{
    const PageStyle *page = &story->layout->page;
    Galley *galley = arena_one(arena, Galley);
    galley->story = story;
    galley->frame = layout_frame(story->layout);
    galley->whole = (Side){.rtl = language_rtl(story->letter->language),
                           .left = page->left,
                           .width = galley->frame,
                           .narrow = NARROW_CHARACTERS * CHARACTER_EM,
                           .language = story->language};
    galley->text = galley->whole;
    galley->text.width = layout_text_column(story->layout);
    galley->grid = page->grid;
    galley->lines = page->lines;
    galley->roster_at = SIZE_MAX;
    return galley;
}

/* Puts the texts that have a column's width into columns. */
static void columns_join(Compositor *compositor)
{
    Galley *galley = compositor->galley;
    bool roster = galley->roster_at != SIZE_MAX;
    compositor->slabs = slabs_column(compositor->arena, galley, compositor->slabs);
    for (size_t i = 0; i < compositor->slabs->len && roster; i++) {
        const Slab *slab = &g_array_index(compositor->slabs, Slab, i);
        if (slab->block->role == STORY_ROSTER)
            galley->roster_at = i;
    }
}

const Galley *galley_make(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                          const Story *story)
{
    Galley *galley = galley_begin(arena, story);
    Compositor compositor = {
        .standing = standing,
        .diagnostics = diagnostics,
        .arena = arena,
        .story = story,
        .galley = galley,
        .slabs = g_array_new(FALSE, TRUE, sizeof(Slab)),
        .entries = g_array_new(FALSE, TRUE, sizeof(Entry)),
    };
    texts_expect(&compositor);
    if (story->second_letter)
        sides_make(standing, diagnostics, arena, galley);
    blocks_set(&compositor);
    if (story->layout->page.columns > 1 && !compositor.failed)
        columns_join(&compositor);
    galley->n_slabs = compositor.slabs->len;
    galley->slabs =
        arena_copy(arena, compositor.slabs->data, galley->n_slabs * sizeof(Slab));
    galley->n_entries = compositor.entries->len;
    galley->entries =
        arena_copy(arena, compositor.entries->data, galley->n_entries * sizeof(Entry));
    g_array_free(compositor.slabs, TRUE);
    g_array_free(compositor.entries, TRUE);
    return compositor.failed ? NULL : galley;
}
