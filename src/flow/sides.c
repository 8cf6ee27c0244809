/*
 * Two languages side by side: the columns of the frame that they stand in, and slabs in
 * pairs.
 *
 *     ├──── first ────┤ gutter ├──── second ───┤     mirrored where the first language
 *     We met Marya             Мы сустрэлі            runs from right to left
 *     there.                   Марыю там.
 *
 * A pair is as high as the longer of its texts, and a page ends at the same line of both.
 * So the ways to set it are counted by that height: the best of both texts, and, where
 * the text that rules can lose or gain a line, such a way; the other keeps its best one
 * if that is short enough.
 */
#include "flow/galley.h"

#include <math.h>

double side_left(const Side *side, double inset, double width)
{
    return side->rtl ? side->left + side->width - inset - width : side->left + inset;
}

static Side side_make(const Galley *galley, size_t index, const Letter *letter,
                      const Language *language)
{
    const Side *whole = &galley->whole;
    const Layout *layout = galley->story->layout;
    double width = layout_parallel_column(layout);
    double inset = (double)index * (width + layout->parallel_gutter);
    return (Side){.index = index,
                  .rtl = language_rtl(letter->language),
                  .left = side_left(whole, inset, width),
                  .width = width,
                  .narrow = whole->narrow,
                  .language = language};
}

/* The mean width of a letter of a side's paragraphs, in em; 0: it has none. */
static double side_character(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                             const Galley *galley, const Side *side)
{
    double width = 0, characters = 0;
    const Story *story = galley->story;
    for (size_t i = 0; i < story->n_blocks; i++) {
        const StoryBlock *block = &story->blocks[i];
        if (block->role != STORY_PARAGRAPH || !block->second)
            continue;
        const StyledText *text = side->index == 0 ? &block->text : &block->second->text;
        Take take = {.text = text,
                     .language = side->language,
                     .measure = {.width = INFINITY, .em = block->style->size}};
        const Composed *composed = take_compose(standing, diagnostics, arena, &take);
        if (!composed)
            continue;
        for (size_t k = 0; k < composed->settings[0].n_lines; k++)
            width += composed->settings[0].lines[k].width / block->style->size;
        characters += (double)g_utf8_strlen(text->text, (gssize)text->length);
    }
    return characters > 0 ? width / characters : 0;
}

void sides_make(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                Galley *galley)
{
    const Story *story = galley->story;
    galley->sides[0] = side_make(galley, 0, story->letter, story->language);
    galley->sides[1] =
        side_make(galley, 1, story->second_letter, story->second_language);
    for (size_t i = 0; i < N_SIDES; i++) {
        double character =
            side_character(standing, diagnostics, arena, galley, &galley->sides[i]);
        if (character > 0)
            galley->sides[i].narrow = NARROW_CHARACTERS * character;
    }
}

/* ---- pairs -------------------------------------------------------------------------- */

size_t slab_length(const Slab *slab, size_t setting)
{
    size_t n_lines = slab->settings[setting].n_lines;
    if (!slab->second)
        return n_lines;
    return MAX(n_lines, slab->second->settings[setting].n_lines);
}

/* A slab's best setting, if it has at most `most` lines, or one of just so many; NULL:
 * there is none. */
static const Setting *slab_within(const Slab *slab, size_t most)
{
    if (slab->settings[0].n_lines <= most)
        return &slab->settings[0];
    for (size_t i = 1; i < slab->n_settings; i++)
        if (slab->settings[i].n_lines == most)
            return &slab->settings[i];
    return NULL;
}

/* A slab's setting of `n_lines`, else the best. */
static const Setting *slab_of(const Slab *slab, size_t n_lines)
{
    for (size_t i = 1; i < slab->n_settings; i++)
        if (slab->settings[i].n_lines == n_lines)
            return &slab->settings[i];
    return &slab->settings[0];
}

void slabs_pair(Slab *first, Slab *second)
{
    Slab a = *first, b = *second;
    size_t best = MAX(a.settings[0].n_lines, b.settings[0].n_lines), n = 1;
    const Setting *less_a = slab_within(&a, best - 1);
    const Setting *less_b = slab_within(&b, best - 1);
    if (less_a && less_b) {
        first->settings[n] = *less_a;
        second->settings[n++] = *less_b;
    }
    const Setting *more_a = slab_of(&a, best + 1), *more_b = slab_of(&b, best + 1);
    if (MAX(more_a->n_lines, more_b->n_lines) > best) {
        first->settings[n] = *more_a;
        second->settings[n++] = *more_b;
    }
    first->n_settings = second->n_settings = n;
    first->second = second;
}
