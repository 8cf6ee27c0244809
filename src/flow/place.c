/*
 * Things get their places: the parts of the plan one after the other, page by page, and
 * at the end of each page its footnotes, head and foot.
 *
 * All text hangs on the grid. What is set as close as the grid or closer has its first
 * line on it, so that columns of names begin side by side with a text; what is set wider,
 * titles, has its last line on it, so that what follows keeps its distance:
 *
 *     ── 0 ──                              ── 0 ── Name of eight points
 *            A title of                            Another, and
 *     ── 1 ──                              ── 1 ──
 *     ── 2 ── two lines                            four are as high as
 *     ── 3 ──                              ── 2 ──
 *     ── 4 ── and then the text                    three lines of text
 *
 * Footnotes end with the page's last line. Punctuation hangs out of the measure by what
 * its break says; in a letter that runs from right to left all is mirrored.
 */
#include "flow/plan.h"

#include <math.h>
#include <string.h>

#define RULE_THICKNESS 0.5
#define NOTE_RULE 5.0     /* its length in lines of the grid */
#define NOTE_ABOVE 1.3    /* its height over the first note's baseline, in leadings */
#define BREAK_RULE 0.25   /* the length of a rule between paragraphs, in measures */
#define BREAK_RAISE 0.25  /* its height over its baseline, in lines of the grid */
#define LABEL_GAP 0.5     /* between a list's label and its text, em */
#define LEAST_STRETCH 0.7 /* narrower is not the same typeface any more */

double grid_baseline(const Galley *galley, double line)
{
    return galley->story->layout->page.first_baseline + line * galley->grid;
}

void rule_place(Placer *placer, double x, double y, double width, double thickness)
{
    PageItem item = {.kind = ITEM_RULE, .element = ARTIFACTS, .x = x, .y = y};
    item.as.rule.width = width;
    item.as.rule.height = thickness;
    g_array_append_val(placer->items, item);
}

/* ---- lines -------------------------------------------------------------------------- */

/* Where the origin of a line stands: from the side at which lines begin. A name that
 * runs against the letter begins at the letter's side all the same. */
static double line_x(const TextBox *box, size_t index, double width)
{
    const LineCut *cut = &box->setting->lines[index];
    const Measure *measure = box->measure;
    double start = box->shaped->breaks[cut->from].start_protrusion;
    double end = box->shaped->breaks[cut->to].end_protrusion;
    double inset = index == 0 ? measure->first : measure->rest;
    inset += line_offset(cut, measure);
    if (!box->side->rtl)
        return box->left + inset - (box->shaped->rtl ? end : start);
    double out = box->shaped->rtl ? start : end;
    return box->left + measure->width - inset + out - width;
}

/* The element of a run: in a run-in text that of the heading or name that it is part
 * of, a comma being part of the name before it. */
static size_t run_element(const TextBox *box, const GlyphRun *run)
{
    const StoryGroup *group = box->group;
    if (!group)
        return box->element;
    size_t low = 0, high = group->n_names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group->name_starts[middle] <= run->start)
            low = middle + 1;
        else
            high = middle;
    }
    return box->first_name + low - 1;
}

/* Adds a run to those of its line, which start at item `first`, by its place in the
 * text: items are in reading order. */
static void run_place(Placer *placer, PageItem item, size_t first)
{
    GArray *items = placer->items;
    g_array_append_val(items, item);
    size_t at = items->len - 1;
    for (; at > first; at--) {
        const PageItem *before = &g_array_index(items, PageItem, at - 1);
        if (before->as.run->start <= item.as.run->start)
            break;
        g_array_index(items, PageItem, at) = *before;
    }
    g_array_index(items, PageItem, at) = item;
    ElementRole role = placer->structure.elements[item.element].role;
    placer->named = placer->named || role == ELEMENT_NAME;
}

/* Keeps a line whose place and runs are known. */
static void line_record(Placer *placer, const TextBox *box, size_t index,
                        PlacedLine line)
{
    const LineCut *cut = &box->setting->lines[index];
    const StyledText *text = box->shaped->source;
    const Break *from = &box->shaped->breaks[cut->from];
    const Break *to = &box->shaped->breaks[cut->to];
    bool justified = box->measure->align == ALIGN_JUSTIFY;
    line.page = placer->page;
    line.element = box->element;
    line.side = box->side->index;
    line.width = cut->width;
    line.target = cut->target;
    line.size = box->measure->em;
    line.justified = justified;
    line.ratio = cut->ratio;
    line.end = to->kind;
    line.overfull = cut->overfull;
    line.number = index + 1;
    line.count = box->setting->n_lines;
    line.text = text->text + from->start;
    line.length = to->end > from->start ? to->end - from->start : 0;
    line.source = text;
    if (justified && to->end_glue > from->start_glue)
        line.space = space_width(box->shaped) * (1 + cut->fit.space) / box->measure->em;
    g_array_append_val(placer->lines, line);
}

/* A line that had to be narrowed: a little is a warning, but nobody's name shall come out
 * as a streak. */
static void overfull_report(Placer *placer, const TextBox *box, const LineCut *cut)
{
    const StyledText *text = box->shaped->source;
    size_t start = box->shaped->breaks[cut->from].start;
    size_t end = box->shaped->breaks[cut->to].end;
    g_autofree char *line = text_quote(text->text + start, end - start);
    g_autofree char *percent = g_strdup_printf("%.0f", 100 * cut->fit.stretch);
    Place place = place_find(text->points, text->n_points, text->text, start);
    if (cut->fit.stretch >= LEAST_STRETCH) {
        report(placer->diagnostics, LINE_OVERFULL, place, line, percent);
    } else {
        report(placer->diagnostics, LINE_TOO_WIDE, place, line, percent);
        placer->failed = true;
    }
}

static void line_place(Placer *placer, const TextBox *box, size_t index,
                       double baseline)
{
    const LineCut *cut = &box->setting->lines[index];
    GlyphLine line =
        shaped_line(box->shaped, placer->arena, cut->from, cut->to, cut->fit);
    double x = line_x(box, index, line.width);
    size_t first = placer->items->len;
    for (size_t i = 0; i < line.n_runs; i++) {
        const GlyphRun *run = &line.runs[i];
        PageItem item = {.kind = ITEM_RUN,
                         .element = run_element(box, run),
                         .x = x + run->x,
                         .y = baseline,
                         .as.run = run};
        if (run->n_glyphs > 0)
            run_place(placer, item, first);
    }
    if (box->element == ARTIFACTS)
        return;
    double outside = box->shaped->breaks[cut->from].start_protrusion +
                     box->shaped->breaks[cut->to].end_protrusion;
    line_record(placer, box, index,
                (PlacedLine){.x = x,
                             .baseline = baseline,
                             .set = line.width - outside,
                             .first_item = first,
                             .n_items = placer->items->len - first});
    if (cut->overfull)
        overfull_report(placer, box, cut);
}

/* The text of a heading on one line, without marks of footnotes and soft hyphens. */
static const char *bookmark_text(Arena *arena, const StyledText *text)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    for (size_t i = 0; i < text->n_spans; i++) {
        const TextSpan *span = &text->spans[i];
        if (span->note == 0)
            g_string_append_len(plain, text->text + span->start,
                                (gssize)(span->end - span->start));
    }
    g_string_replace(plain, "\u2028", " ", 0);
    g_string_replace(plain, "\u00ad", "", 0);
    return arena_text(arena, plain->str, plain->len);
}

static void bookmark_add(Placer *placer, const TextBox *box, double baseline)
{
    const Element *element = &placer->structure.elements[box->element];
    Bookmark bookmark = {
        .level = element->level, .page = placer->page, .y = baseline - box->leading};
    if (element->role != ELEMENT_HEADING || box->side->index > 0)
        return;
    bookmark.text = bookmark_text(placer->arena, box->shaped->source);
    g_array_append_val(placer->bookmarks, bookmark);
}

void text_place(Placer *placer, const TextBox *box, size_t from, size_t to,
                double baseline)
{
    if (from == 0)
        bookmark_add(placer, box, baseline);
    for (size_t i = from; i < to; i++)
        line_place(placer, box, i, baseline + (double)(i - from) * box->leading);
}

/* ---- parts of the plan -------------------------------------------------------------- */

/* The label ends at a fixed distance from the text, so that numbers stand in line. */
static void label_place(Placer *placer, const Slab *slab, size_t element,
                        double baseline)
{
    double width = slab->label_setting.lines[0].width;
    double inset = slab->left - LABEL_GAP * slab->measure.em - width;
    Measure measure = {.align = ALIGN_LEFT, .width = width, .em = slab->measure.em};
    TextBox box = {.shaped = slab->label,
                   .setting = &slab->label_setting,
                   .measure = &measure,
                   .side = slab->side,
                   .left = side_left(slab->side, inset, width),
                   .leading = slab->leading,
                   .element = element};
    text_place(placer, &box, 0, slab->label_setting.n_lines, baseline);
}

static void aside_place(Placer *placer, const Slab *slab, size_t element,
                        double baseline)
{
    const Measure *measure = &slab->aside_measure;
    TextBox box = {.shaped = slab->aside,
                   .setting = &slab->aside_setting,
                   .measure = measure,
                   .side = slab->side,
                   .left =
                       side_left(slab->side, slab->block->aside_left, measure->width),
                   .leading = slab->block->aside.style->leading,
                   .element = element};
    text_place(placer, &box, 0, slab->aside_setting.n_lines, baseline);
}

void beside_place(Placer *placer, const Slab *slab, size_t block, double baseline)
{
    const Structure *structure = &placer->structure;
    if (slab->label)
        label_place(placer, slab, structure->labels[slab->side->index][block],
                    baseline);
    if (slab->aside)
        aside_place(placer, slab, structure->asides[block], baseline);
    if (slab->block->role != STORY_BLANK)
        return;
    double left = slab->block->aside_left, width = slab->side->width - left;
    rule_place(placer, side_left(slab->side, left, width), baseline, width,
               RULE_THICKNESS);
}

/* Keeps the footnotes of a part for the page's foot. */
static void notes_collect(Placer *placer, const Slab *slab, const PagePart *part)
{
    const Galley *galley = placer->galley;
    const StyledText *text = slab->shaped->source;
    for (size_t i = 0; i < text->n_spans; i++) {
        const GalleyNote *note = slab_note(galley, slab, part->setting, part->from,
                                           part->to, &text->spans[i]);
        if (note)
            g_array_append_val(placer->notes, note);
    }
}

static double part_baseline(const Galley *galley, const Slab *slab,
                            const PagePart *part)
{
    size_t n = part->to - part->from;
    if (slab->leading <= galley->grid)
        return grid_baseline(galley, part->line);
    double last = part->line + text_lines(galley, slab, n) - 1.0;
    return grid_baseline(galley, last) - (double)(n - 1) * slab->leading;
}

/* Places a part of a slab's text in one language; `index` is its block's. */
static void side_part(Placer *placer, const Slab *slab, size_t index,
                      const PagePart *part, double baseline)
{
    const Structure *structure = &placer->structure;
    const StoryBlock *block = slab->block;
    const Setting *setting = &slab->settings[part->setting];
    TextBox box = {.shaped = slab->shaped,
                   .setting = setting,
                   .measure = &slab->measure,
                   .side = slab->side,
                   .left = side_left(slab->side, slab->left, slab->measure.width),
                   .leading = slab->leading,
                   .element = structure->blocks[slab->side->index][index]};
    if (block->role == STORY_ROSTER) {
        box.element = structure->groups[slab->group];
        box.group = &block->groups[slab->group];
        box.first_name = structure_name(structure, block->groups, slab->group, 0);
    }
    placer->named = placer->named || block->role == STORY_ROW;
    if (part->from == 0)
        beside_place(placer, slab, index, baseline);
    text_place(placer, &box, part->from, MIN(part->to, setting->n_lines), baseline);
    notes_collect(placer, slab, part);
}

/* Two languages have their first lines on one baseline. */
static void text_part(Placer *placer, const Slab *slab, const PagePart *part)
{
    const Galley *galley = placer->galley;
    size_t index = (size_t)(slab->block - galley->story->blocks);
    double baseline = part_baseline(galley, slab, part);
    for (; slab; slab = slab->second)
        side_part(placer, slab, index, part, baseline);
}

/* A rule that stands for a pause, in the middle of the measure. */
static void break_place(Placer *placer, const Slab *slab, const PagePart *part)
{
    const Galley *galley = placer->galley;
    double width = slab->measure.width * BREAK_RULE;
    double left = side_left(slab->side, slab->left, slab->measure.width);
    rule_place(placer, left + (slab->measure.width - width) / 2,
               grid_baseline(galley, part->line - BREAK_RAISE), width, RULE_THICKNESS);
}

/* Places each part of the texts of a slab in the column that it is in. */
static void columns_place(Placer *placer, const TextColumns *columns,
                          const PagePart *part)
{
    for (size_t i = 0; i < columns->n_parts; i++) {
        const TextPart *of = &columns->parts[i];
        Slab slab = columns->slabs[of->slab];
        PagePart placed = {.from = of->from,
                           .to = of->to,
                           .page = part->page,
                           .line = part->line + of->line};
        slab.side = &columns->sides[of->column];
        if (slab.shaped)
            text_part(placer, &slab, &placed);
        else
            break_place(placer, &slab, &placed);
    }
}

static void part_place(Placer *placer, const PagePart *part)
{
    const Slab *slab = &placer->galley->slabs[part->slab];
    page_reach(placer, part->page);
    if (slab->columns)
        columns_place(placer, slab->columns, part);
    else if (slab->shaped)
        text_part(placer, slab, part);
    else if (slab->block->role == STORY_RULE)
        break_place(placer, slab, part);
    else if (slab->block->role == STORY_LEADS)
        leads_place(placer, part);
    else
        roster_place(placer, part);
}

/* ---- pages -------------------------------------------------------------------------- */

static double note_place(Placer *placer, const GalleyNote *note, double baseline)
{
    const Galley *galley = placer->galley;
    double leading = galley->story->layout->styles[STYLE_FOOTNOTE].leading;
    size_t element = placer->structure.notes[note->side->index][note->number - 1];
    for (size_t i = 0; i < note->n_paragraphs; i++) {
        TextBox box = {.shaped = note->paragraphs[i],
                       .setting = &note->settings[i],
                       .measure = &note->measure,
                       .side = note->side,
                       .left = side_left(note->side, 0, note->measure.width),
                       .leading = leading,
                       .element = element + i};
        text_place(placer, &box, 0, note->settings[i].n_lines, baseline);
        baseline += leading * (double)note->settings[i].n_lines;
    }
    return baseline;
}

static const GalleyNote *note_at(const Placer *placer, size_t index)
{
    return g_array_index(placer->notes, const GalleyNote *, index);
}

/* The height of the page's notes in one language. */
static double notes_height(const Placer *placer, size_t side)
{
    double height = 0;
    for (size_t i = 0; i < placer->notes->len; i++)
        if (note_at(placer, i)->side->index == side)
            height += note_at(placer, i)->height;
    return height;
}

/* Places the page's notes in one language below a rule. */
static void side_notes(Placer *placer, size_t side, double baseline)
{
    const Galley *galley = placer->galley;
    double leading = galley->story->layout->styles[STYLE_FOOTNOTE].leading;
    double width = NOTE_RULE * galley->grid;
    bool ruled = false;
    for (size_t i = 0; i < placer->notes->len; i++) {
        const GalleyNote *note = note_at(placer, i);
        if (note->side->index != side)
            continue;
        if (!ruled)
            rule_place(placer, side_left(note->side, 0, width),
                       baseline - NOTE_ABOVE * leading, width, RULE_THICKNESS);
        ruled = true;
        baseline = note_place(placer, note, baseline);
    }
}

/* The notes of two languages begin on one line. */
static void notes_place(Placer *placer)
{
    const Galley *galley = placer->galley;
    double leading = galley->story->layout->styles[STYLE_FOOTNOTE].leading;
    double height = fmax(notes_height(placer, 0), notes_height(placer, 1));
    double baseline = grid_baseline(galley, galley->lines - 1) - height + leading;
    for (size_t side = 0; side < N_SIDES; side++)
        side_notes(placer, side, baseline);
}

bool page_mirrored(const Placer *placer)
{
    bool left_hand = (placer->page % 2 == 1) != placer->galley->whole.rtl;
    return placer->galley->story->layout->page.mirrored && left_hand;
}

/* Gives a left-hand page the margins of one. */
static void page_mirror(Placer *placer)
{
    const PageStyle *style = &placer->galley->story->layout->page;
    double shift = style->right - style->left;
    if (!page_mirrored(placer))
        return;
    for (guint i = 0; i < placer->items->len; i++)
        g_array_index(placer->items, PageItem, i).x += shift;
    for (guint i = placer->lines->len; i > 0; i--) {
        PlacedLine *line = &g_array_index(placer->lines, PlacedLine, i - 1);
        if (line->page != placer->page)
            break;
        line->x += shift;
    }
}

static void page_finish(Placer *placer)
{
    notes_place(placer);
    running_place(placer);
    page_mirror(placer);
    placer->pages[placer->page] =
        (Page){.items = arena_copy(placer->arena, placer->items->data,
                                   placer->items->len * sizeof(PageItem)),
               .n_items = placer->items->len,
               .label = arena_print(placer->arena, "%zu", placer->page + 1)};
    g_array_set_size(placer->items, 0);
    g_array_set_size(placer->notes, 0);
    placer->named = false;
    placer->page++;
}

void page_reach(Placer *placer, size_t page)
{
    while (placer->page < page)
        page_finish(placer);
}

void plan_place(Placer *placer)
{
    for (size_t i = 0; i < placer->plan->n_parts; i++)
        part_place(placer, &placer->plan->parts[i]);
    page_reach(placer, placer->plan->n_pages);
}
