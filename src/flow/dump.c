/*
 * Pages as text, for golden tests and for those who look for what is wrong with a line.
 *
 * Lines: a row each, under the page it stands on.
 *
 *     baseline  element role      line  ratio space     x   width/target  text
 *        82.00      2 paragraph   1/4    0.31  0.27  99.21 330.12/334.49  As transat-
 *
 * After its text stands what ends the line: '-' a hyphen that was put in, '=' one that
 * stands in the text, '!' when the line is narrowed. Items: a row each, in the order of
 * drawing. Numbers are rounded to 0.01 and are points unless they are ratios or em.
 */
#include "flow/flow.h"

#include <math.h>

static const char *const role_names[] = {
    [ELEMENT_DOCUMENT] = "document",   [ELEMENT_HEADING] = "heading",
    [ELEMENT_PARAGRAPH] = "paragraph", [ELEMENT_LIST] = "list",
    [ELEMENT_LIST_ITEM] = "item",      [ELEMENT_LABEL] = "label",
    [ELEMENT_QUOTE] = "quote",         [ELEMENT_NOTE] = "note",
    [ELEMENT_GROUP] = "group",         [ELEMENT_NAME] = "name",
    [ELEMENT_FIGURE] = "figure",       [ELEMENT_ARTIFACT] = "artifact",
};

static const char *role_name(const Pages *pages, size_t element)
{
    return role_names[pages->elements[element].role];
}

/* Appends a number to 0.01, never as "-0.00". */
static void number_add(GString *out, int width, double number)
{
    double rounded = round(number * 100) / 100;
    g_string_append_printf(out, " %*.2f", width, rounded == 0 ? 0 : rounded);
}

static void text_add(GString *out, const char *text, size_t length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == 0xAD || character == 0x2028)
            g_string_append(out, character == 0xAD ? "\\-" : "\\n");
        else
            g_string_append_unichar(out, character);
    }
}

/* ---- lines -------------------------------------------------------------------------- */

static const char *end_mark(BreakKind kind)
{
    switch (kind) {
    case BREAK_HYPHEN:
        return " -";
    case BREAK_MARK:
        return " =";
    case BREAK_START:
    case BREAK_SPACE:
    case BREAK_FORCED:
    case BREAK_END:
        return "";
    }
    g_assert_not_reached();
}

static void line_add(const Pages *pages, const PlacedLine *line, GString *out)
{
    number_add(out, 7, line->baseline);
    g_string_append_printf(out, " %5zu %-9s %3zu/%-3zu", line->element,
                           role_name(pages, line->element), line->number, line->count);
    if (line->justified)
        number_add(out, 5, line->ratio);
    else
        g_string_append(out, "     -");
    if (line->space > 0)
        number_add(out, 4, line->space);
    else
        g_string_append(out, "    -");
    number_add(out, 7, line->x);
    number_add(out, 6, line->width);
    g_string_append_c(out, '/');
    g_string_append_printf(out, "%-6.2f ", line->target);
    text_add(out, line->text, line->length);
    g_string_append_printf(out, "%s%s\n", end_mark(line->end),
                           line->overfull ? " !" : "");
}

void lines_dump(const Pages *pages, GString *out)
{
    size_t page = SIZE_MAX;
    for (size_t i = 0; i < pages->n_lines; i++) {
        const PlacedLine *line = &pages->lines[i];
        if (line->page != page)
            g_string_append_printf(out, "page %zu of %zu\n", line->page + 1,
                                   pages->n_pages);
        page = line->page;
        line_add(pages, line, out);
    }
}

/* ---- items -------------------------------------------------------------------------- */

/* Kind, place, width, element, role and what it shows. */
static void item_row(const Pages *pages, const PageItem *item, const char *kind,
                     double width, GString *out)
{
    g_string_append_printf(out, "  %-5s", kind);
    number_add(out, 7, item->x);
    number_add(out, 7, item->y);
    number_add(out, 7, width);
    g_string_append_printf(out, " %5zu %-9s ", item->element,
                           role_name(pages, item->element));
}

static void item_add(const Pages *pages, const PageItem *item, GString *out)
{
    switch (item->kind) {
    case ITEM_RUN:
        item_row(pages, item, "run", item->as.run->width, out);
        text_add(out, item->as.run->text, item->as.run->text_length);
        break;
    case ITEM_RULE:
        item_row(pages, item, "rule", item->as.rule.width, out);
        g_string_append_printf(out, "%.2f high", item->as.rule.height);
        break;
    case ITEM_IMAGE:
        item_row(pages, item, "image", item->as.image.width, out);
        g_string_append_printf(out, "%.2f high, ", item->as.image.height);
        g_string_append(out, item->as.image.path);
        break;
    }
    g_string_append_c(out, '\n');
}

void pages_dump(const Pages *pages, GString *out)
{
    g_string_append_printf(out, "%zu pages, %.2f by %.2f\n", pages->n_pages,
                           pages->width, pages->height);
    for (size_t i = 0; i < pages->n_pages; i++) {
        const Page *page = &pages->pages[i];
        g_string_append_printf(out, "page %s\n", page->label);
        for (size_t k = 0; k < page->n_items; k++)
            item_add(pages, &page->items[k], out);
    }
    for (size_t i = 0; i < pages->n_bookmarks; i++) {
        const Bookmark *mark = &pages->bookmarks[i];
        g_string_append_printf(out, "bookmark %u, page %zu,", mark->level,
                               mark->page + 1);
        number_add(out, 0, mark->y);
        g_string_append_printf(out, ": %s\n", mark->text);
    }
}
