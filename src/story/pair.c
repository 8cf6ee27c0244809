/*
 * Two languages side by side: the same part of the letter is told in each, and the blocks
 * are put together by their order, the second beside the first. The pairs go down the
 * page as blocks of one language do, so that paragraph stands against paragraph.
 *
 * A rule, and a line that says the same in both (an address), stand once.
 */
#include "story/parts.h"

#include <string.h>

/* Whether a block stands for both languages. */
static bool block_serves_both(const StoryBlock *first, const StoryBlock *second)
{
    return first->role == STORY_RULE ||
           (first->role == STORY_CONTACT &&
            strcmp(first->text.text, second->text.text) == 0);
}

static bool blocks_match(const StoryBlock *first, const StoryBlock *second)
{
    return first->role == second->role && first->style == second->style &&
           first->inset == second->inset && !first->label.text == !second->label.text;
}

static void differ_report(const Teller *teller, const Teller *second, const char *what,
                          Place place)
{
    report(teller->diagnostics, TEXTS_DIFFER, place, teller->language->tag,
           second->language->tag, what);
    *teller->failed = true;
}

/* Puts `others` beside the blocks from `first` on. */
static void blocks_pair(const Teller *teller, const Teller *second, GArray *blocks,
                        guint first, const GArray *others)
{
    guint n = blocks->len - first;
    StoryBlock *kept =
        arena_copy(teller->arena, others->data, others->len * sizeof *kept);
    for (guint i = 0; i < n; i++) {
        StoryBlock *block = &g_array_index(blocks, StoryBlock, first + i);
        if (i >= others->len || !blocks_match(block, &kept[i])) {
            differ_report(teller, second, "blocks", block->place);
            return;
        }
        if (!block_serves_both(block, &kept[i]))
            block->second = &kept[i];
    }
    if (others->len > n)
        differ_report(teller, second, "blocks", kept[n].place);
}

void part_tell(const Teller *teller, const Teller *second, const NameOrder *order,
               PartTell *tell, GArray *blocks)
{
    guint first = blocks->len;
    tell(teller, order, blocks);
    if (!second)
        return;
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(StoryBlock));
    tell(second, order, others);
    blocks_pair(teller, second, blocks, first, others);
}

const StoryNote *second_notes_tell(const Teller *teller, const Teller *second)
{
    if (!second)
        return NULL;
    if (second->letter->n_notes == teller->letter->n_notes)
        return notes_tell(second);
    differ_report(teller, second, "footnotes", place_file(second->letter->path));
    return NULL;
}

const char *mark_tell(const Teller *teller, const Teller *second, const char *key)
{
    const char *mark = teller ? label_tell(teller, key, NULL, 0) : NULL;
    const char *other = second ? label_tell(second, key, NULL, 0) : NULL;
    if (!mark || !other || strcmp(mark, other) == 0)
        return mark ? mark : other;
    return arena_print(teller->arena, "%s · %s", mark, other);
}
