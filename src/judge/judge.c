/*
 * The proof: lines with their neighbours. Lines of a text are numbered, so that the next
 * of them is found by its number, whatever stands in between: footnotes at a page's foot,
 * the cells of leads.
 */
#include "judge/proof.h"

#include <string.h>

const PlacedLine *proof_line(const Proof *proof, size_t index)
{
    return index == NO_LINE ? NULL : &proof->pages->lines[index];
}

const PlacedLine *line_below(const Proof *proof, size_t index)
{
    const PlacedLine *line = proof_line(proof, index);
    const PlacedLine *below = proof_line(proof, proof->after[index]);
    bool is = below && below->page == line->page && below->baseline > line->baseline;
    return is ? below : NULL;
}

const Element *line_element(const Proof *proof, const PlacedLine *line)
{
    return &proof->pages->elements[line->element];
}

bool line_is_prose(const Proof *proof, const PlacedLine *line)
{
    return line_element(proof, line)->role == ELEMENT_PARAGRAPH;
}

bool line_is_note(const Proof *proof, const PlacedLine *line)
{
    size_t parent = line_element(proof, line)->parent;
    return proof->pages->elements[parent].role == ELEMENT_NOTE;
}

bool line_ends_hyphened(const PlacedLine *line)
{
    if (line->end == BREAK_HYPHEN)
        return true;
    if (line->end != BREAK_MARK || line->length == 0)
        return false;
    const char *last = g_utf8_prev_char(line->text + line->length);
    gunichar character = g_utf8_get_char(last);
    return character == '-' || character == 0x2010;
}

bool line_has_words(const PlacedLine *line)
{
    for (const char *at = line->text; at < line->text + line->length;
         at = g_utf8_next_char(at))
        if (g_unichar_isspace(g_utf8_get_char(at)))
            return true;
    return false;
}

double line_edge(const Proof *proof, const PlacedLine *line, Side side)
{
    const Page *page = &proof->pages->pages[line->page];
    double left = line->x, right = line->x;
    bool leftward = language_rtl(line_element(proof, line)->language);
    for (size_t i = 0; i < line->n_items; i++) {
        const PageItem *item = &page->items[line->first_item + i];
        left = i == 0 ? item->x : MIN(left, item->x);
        right = MAX(right, item->x + item->as.run->width);
    }
    return leftward == (side == SIDE_START) ? right : left;
}

Place line_place(const Proof *proof, const PlacedLine *line)
{
    const StyledText *source = line->source;
    Place place = place_find(source->points, source->n_points, source->text,
                             (size_t)(line->text - source->text));
    return place.file ? place : line_element(proof, line)->place;
}

Spot line_spot(const Proof *proof, const PlacedLine *line, double x)
{
    return (Spot){proof->edition, line->page + 1, x, line->baseline};
}

Spot line_start_spot(const Proof *proof, const PlacedLine *line)
{
    return line_spot(proof, line, line_edge(proof, line, SIDE_START));
}

/* Links the lines of each text. A lead's name and office are texts of one element that
 * come one after the other. */
static void proof_link(const Pages *pages, size_t *before, size_t *after)
{
    size_t *last = g_new(size_t, pages->n_elements);
    for (size_t i = 0; i < pages->n_elements; i++)
        last[i] = NO_LINE;
    for (size_t i = 0; i < pages->n_lines; i++) {
        const PlacedLine *line = &pages->lines[i];
        size_t other = last[line->element];
        before[i] = after[i] = NO_LINE;
        if (other != NO_LINE && pages->lines[other].number + 1 == line->number) {
            before[i] = other;
            after[other] = i;
        }
        last[line->element] = i;
    }
    g_free(last);
}

void pages_judge(Diagnostics *diagnostics, const Pages *pages, const char *edition)
{
    g_autofree size_t *before = g_new(size_t, pages->n_lines);
    g_autofree size_t *after = g_new(size_t, pages->n_lines);
    Proof proof = {diagnostics, pages, edition, before, after};
    proof_link(pages, before, after);
    lines_judge(&proof);
    words_judge(&proof);
    rivers_judge(&proof);
    ends_judge(&proof);
    columns_judge(&proof);
}
