/*
 * People on the page: leads in cells, the roster in columns.
 *
 *     ┌──────────┐           A lead's name stands on the grid; its rule a leading above,
 *     │  image   │           the image's box on the rule, the office in lines of its own
 *     └──────────┘           below. All names of a row stand on one line.
 *     ────────────  rule
 *     Name
 *     Office
 *
 * The roster has a leading of its own. The first line of each of its columns stands on
 * the grid of the page, and the columns side by side. A heading that is repeated at the
 * top of a page is an artifact: the group was announced already.
 */
#include "flow/plan.h"

#include <math.h>

/* ---- leads -------------------------------------------------------------------------- */

/* A row of leads on the page. */
typedef struct Row {
    const StoryBlock *block;
    const Slab *slab;
    double width;    /* of a cell */
    double image;    /* the height of the images' boxes */
    double baseline; /* of the names */
} Row;

static const Style *role_style(const Placer *placer, StyleRole role)
{
    return &placer->galley->story->layout->styles[role];
}

static Row row_make(const Placer *placer, const PagePart *part)
{
    const Galley *galley = placer->galley;
    const Slab *slab = &galley->slabs[part->slab];
    Row row = {
        .block = slab->block, .slab = slab, .width = lead_width(galley, slab->block)};
    row.image = lead_image_height(galley, row.block, slab->first_lead, slab->n_leads);
    double height = row.image + galley->story->layout->lead.rule +
                    role_style(placer, STYLE_LEAD_NAME)->leading;
    row.baseline =
        grid_baseline(galley, part->line + ceil(height / galley->grid - 1e-6) - 1);
    return row;
}

/* Where the cell of a row's lead `column` begins. */
static double cell_left(const Galley *galley, const Row *row, size_t column)
{
    double inset = (double)column * (row->width + galley->story->layout->lead.gutter);
    return side_left(&galley->whole, inset, row->width);
}

static size_t lead_element(const Placer *placer, const Row *row, size_t lead)
{
    size_t block = (size_t)(row->block - placer->galley->story->blocks);
    return placer->structure.leads[block][lead];
}

static void image_place(Placer *placer, const Row *row, size_t lead, double left,
                        double bottom)
{
    const LeadStyle *style = &placer->galley->story->layout->lead;
    double width = fmin(style->image_width, row->width);
    PageItem item = {.kind = ITEM_IMAGE,
                     .element = lead_element(placer, row, lead) - 1,
                     .x = left,
                     .y = bottom - row->image};
    if (placer->galley->whole.rtl)
        item.x += row->width - width;
    item.as.image.path = row->block->leads[lead].image;
    item.as.image.width = width;
    item.as.image.height = row->image;
    if (item.as.image.path)
        g_array_append_val(placer->items, item);
}

/* Places the name and the office of a lead below its rule. */
static void lead_text(Placer *placer, const Row *row, size_t lead, double left)
{
    const Galley *galley = placer->galley;
    const GalleyLead *set = &row->slab->leads[lead];
    const Style *name = role_style(placer, STYLE_LEAD_NAME);
    const Style *office = role_style(placer, STYLE_LEAD_OFFICE);
    Measure measure = measure_make(&galley->whole, name, row->width, 0);
    TextBox box = {.shaped = set->name,
                   .setting = &set->name_setting,
                   .measure = &measure,
                   .side = &galley->whole,
                   .left = left,
                   .leading = name->leading,
                   .element = lead_element(placer, row, lead)};
    text_place(placer, &box, 0, box.setting->n_lines, row->baseline);
    if (!set->office)
        return;
    double below = (double)(box.setting->n_lines - 1) * name->leading;
    measure = measure_make(&galley->whole, office, row->width, 0);
    box.shaped = set->office;
    box.setting = &set->office_setting;
    box.leading = office->leading;
    text_place(placer, &box, 0, box.setting->n_lines,
               row->baseline + below + office->leading);
}

void leads_place(Placer *placer, const PagePart *part)
{
    const Galley *galley = placer->galley;
    Row row = row_make(placer, part);
    double thickness = galley->story->layout->lead.rule;
    double rule = row.baseline - role_style(placer, STYLE_LEAD_NAME)->leading;
    size_t block = (size_t)(row.block - galley->story->blocks);
    beside_place(placer, row.slab, block, row.baseline);
    for (size_t i = 0; i < row.slab->n_leads; i++) {
        double left = cell_left(galley, &row, i);
        size_t lead = row.slab->first_lead + i;
        image_place(placer, &row, lead, left, rule - thickness);
        if (thickness > 0)
            rule_place(placer, left, rule - thickness, row.width, thickness);
        lead_text(placer, &row, lead, left);
    }
}

/* ---- the roster --------------------------------------------------------------------- */

/* An entry that is taller than a page can only have been put there by force. */
static void entry_check(Placer *placer, const Entry *entry, double bottom)
{
    const Galley *galley = placer->galley;
    const StyledText *text = entry->shaped->source;
    if (bottom - galley->roster_leading <=
        grid_baseline(galley, galley->lines - 1) + 1e-6)
        return;
    report(placer->diagnostics, BLOCK_TOO_TALL,
           text->n_points > 0 ? text->points[0].place : PLACE_NONE);
    placer->failed = true;
}

/* Places an entry whose top is at `top`: that is where the baseline of a line of the
 * roster's leading would be. What is set wider stands lower. */
static void entry_place(Placer *placer, const Entry *entry, size_t element, double left,
                        double top)
{
    const Galley *galley = placer->galley;
    const Style *style = entry_style(galley, entry);
    Measure measure = measure_make(&galley->whole, style, galley->column, 0);
    TextBox box = {.shaped = entry->shaped,
                   .setting = &entry->setting,
                   .measure = &measure,
                   .side = &galley->whole,
                   .left = left,
                   .leading = style->leading,
                   .element = element};
    text_place(placer, &box, 0, entry->setting.n_lines,
               top + style->leading - galley->roster_leading);
    entry_check(placer, entry, top + entry->height);
}

static size_t entry_element(const Placer *placer, const StoryBlock *block,
                            const Entry *entry)
{
    if (entry->name == SIZE_MAX)
        return placer->structure.groups[entry->group] + 1;
    return structure_name(&placer->structure, block->groups, entry->group, entry->name);
}

/* Places entries `from` to `to` (not itself) as column `index`, from `top` on. */
static void column_place(Placer *placer, const StoryBlock *block, size_t from,
                         size_t to, size_t index, double top)
{
    const Galley *galley = placer->galley;
    double inset = (double)index * (galley->column + galley->gutter);
    double left = side_left(&galley->whole, inset, galley->column);
    const Entry *first = &galley->entries[from];
    if (index == 0 && from > 0 && from < to && first->name != SIZE_MAX &&
        galley->continued[first->group].shaped) {
        const Entry *again = &galley->continued[first->group];
        entry_place(placer, again, ARTIFACTS, left, top);
        top += again->height;
    }
    for (size_t i = from; i < to; i++) {
        const Entry *entry = &galley->entries[i];
        top += i > from ? entry->before : 0;
        entry_place(placer, entry, entry_element(placer, block, entry), left, top);
        top += entry->height;
    }
}

void roster_place(Placer *placer, const PagePart *part)
{
    const Galley *galley = placer->galley;
    const ColumnPlan *plan = &placer->plan->columns;
    const StoryBlock *block = galley->slabs[part->slab].block;
    for (size_t i = 0; i < plan->n_pages; i++) {
        const ColumnPage *page = &plan->pages[i];
        page_reach(placer, part->page + i);
        double top = grid_baseline(galley, i == 0 ? part->line : 0);
        for (size_t c = 0; c < galley->n_columns; c++)
            column_place(placer, block, page->starts[c], page->starts[c + 1], c, top);
    }
}
