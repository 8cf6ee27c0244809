/*
 * The body: the letter's tree of blocks as a row of blocks to set.
 *
 * Lists and quotations are boxes in the tree; in the row each paragraph in them carries
 * the inset that all boxes round it add up to, and the first of a list's item carries
 * its number or bullet, hung in that inset. A paragraph takes the style's indent when
 * it follows a paragraph in the same box; after a heading, a list or the letter's
 * opening it begins flush, because there nothing else needs to mark its beginning.
 */
#include "story/parts.h"

#include <string.h>

/* Insets are in em of the style: a bullet's or one digit's room, and each digit more. */
static const double INSET_BASE = 1.4, INSET_DIGIT = 0.6;

/* The box that blocks stand in. */
typedef struct Box {
    StoryRole role; /* of its paragraphs */
    StyleRole style;
    double inset;
    unsigned depth;
    const char *label; /* for the next block that is told; NULL: none */
} Box;

static void blocks_tell(const Teller *teller, GArray *row, const Block *blocks,
                        size_t n_blocks, Box box);

StoryBlock block_begin(const Teller *teller, StoryRole role, StyleRole style,
                       Place place)
{
    const Style *of = &teller->layout->styles[style];
    return (StoryBlock){
        .role = role,
        .place = place,
        .style = of,
        .space_before = of->space_before,
        .space_after = of->space_after,
    };
}

static StyleRole heading_style(unsigned level)
{
    if (level <= 1)
        return STYLE_HEADING_1;
    return level == 2 ? STYLE_HEADING_2 : STYLE_HEADING_3;
}

/* Adds a block in its box, with the label that waits there. */
static void row_add(const Teller *teller, GArray *row, StoryBlock block, Box *box)
{
    block.inset = box->inset;
    if (box->label)
        block.label = plain_text(teller->arena, box->label, block.style,
                                 teller->letter->language, block.place);
    box->label = NULL;
    g_array_append_val(row, block);
}

static void paragraph_tell(const Teller *teller, GArray *row, const Block *block,
                           bool follows, Box *box)
{
    StoryBlock told = block_begin(teller, box->role, box->style, block->place);
    told.text = rich_styled(teller, &block->text, box->style);
    told.indented = follows && !box->label;
    told.level = box->depth;
    row_add(teller, row, told, box);
}

static void heading_tell(const Teller *teller, GArray *row, const Block *block,
                         Box *box)
{
    StyleRole style = heading_style(block->level);
    StoryBlock told = block_begin(teller, STORY_HEADING, style, block->place);
    told.text = rich_styled(teller, &block->text, style);
    told.keep_with_next = true;
    told.level = block->level;
    row_add(teller, row, told, box);
}

static void rule_tell(const Teller *teller, GArray *row, const Block *block, Box *box)
{
    row_add(teller, row, block_begin(teller, STORY_RULE, STYLE_BODY, block->place),
            box);
}

static void quote_tell(const Teller *teller, GArray *row, const Block *block, Box *box)
{
    Box inner = *box;
    box->label = NULL;
    inner.role = STORY_QUOTE;
    inner.style = STYLE_QUOTE;
    inner.depth = box->role == STORY_QUOTE ? box->depth + 1 : 1;
    inner.inset += INSET_BASE * teller->layout->styles[STYLE_QUOTE].size;
    blocks_tell(teller, row, block->children, block->n_children, inner);
}

/* The room for a list's labels: as wide as its largest number needs. */
static double list_inset(const Teller *teller, const Block *list)
{
    size_t more = 0;
    size_t last = list->ordered ? list->first + list->n_children : 0;
    for (last -= last > 0; last >= 10; last /= 10)
        more++;
    double size = teller->layout->styles[STYLE_LIST].size;
    return size * (INSET_BASE + INSET_DIGIT * (double)more);
}

/* Takes the space out between the blocks of a tight list of this depth; looser lists
 * inside it keep theirs. */
static void list_tighten(GArray *row, guint first, unsigned depth)
{
    for (guint i = first; i + 1 < row->len; i++) {
        StoryBlock *above = &g_array_index(row, StoryBlock, i);
        StoryBlock *below = &g_array_index(row, StoryBlock, i + 1);
        if (above->level > depth && below->level > depth)
            continue;
        above->space_after = 0;
        below->space_before = 0;
    }
}

/* The label of an item; one that begins with a list of its own has both on one line. */
static const char *list_label(Arena *arena, const Block *list, size_t index,
                              const char *outer)
{
    const char *label = "•";
    if (list->ordered)
        label = arena_print(arena, "%zu.", list->first + index);
    return outer ? arena_print(arena, "%s %s", outer, label) : label;
}

/* An item that says nothing still shows its label. */
static void item_tell(const Teller *teller, GArray *row, const Block *item, Box box)
{
    Block empty = {.kind = BLOCK_PARAGRAPH, .place = item->place, .text = {.text = ""}};
    if (item->n_children > 0)
        blocks_tell(teller, row, item->children, item->n_children, box);
    else
        blocks_tell(teller, row, &empty, 1, box);
}

static void list_tell(const Teller *teller, GArray *row, const Block *list, Box *box)
{
    Box inner = *box;
    inner.role = STORY_LIST_ITEM;
    inner.style = STYLE_LIST;
    inner.depth = box->role == STORY_LIST_ITEM ? box->depth + 1 : 1;
    inner.inset += list_inset(teller, list);
    guint first = row->len;
    for (size_t i = 0; i < list->n_children; i++) {
        inner.label = list_label(teller->arena, list, i, box->label);
        box->label = NULL;
        item_tell(teller, row, &list->children[i], inner);
    }
    if (list->tight)
        list_tighten(row, first, inner.depth);
}

/* Tells one block; `before` is the one before it in the box, or NULL. */
static void block_tell(const Teller *teller, GArray *row, const Block *block,
                       const Block *before, Box *box)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        paragraph_tell(teller, row, block, before && before->kind == BLOCK_PARAGRAPH,
                       box);
        break;
    case BLOCK_HEADING:
        heading_tell(teller, row, block, box);
        break;
    case BLOCK_LIST:
        list_tell(teller, row, block, box);
        break;
    case BLOCK_LIST_ITEM:
        item_tell(teller, row, block, *box);
        break;
    case BLOCK_QUOTE:
        quote_tell(teller, row, block, box);
        break;
    case BLOCK_RULE:
        rule_tell(teller, row, block, box);
        break;
    }
}

static void blocks_tell(const Teller *teller, GArray *row, const Block *blocks,
                        size_t n_blocks, Box box)
{
    for (size_t i = 0; i < n_blocks; i++)
        block_tell(teller, row, &blocks[i], i > 0 ? &blocks[i - 1] : NULL, &box);
}

void body_tell(const Teller *teller, GArray *blocks)
{
    Box box = {.role = STORY_PARAGRAPH, .style = STYLE_BODY};
    blocks_tell(teller, blocks, teller->letter->body, teller->letter->n_body, box);
}

/* Adds the paragraphs of a note, whatever boxes they stand in; the first takes the
 * number. */
static void note_paragraphs(const Teller *teller, GArray *paragraphs,
                            const Block *blocks, size_t n_blocks, unsigned number)
{
    for (size_t i = 0; i < n_blocks; i++) {
        if (blocks[i].text.text) {
            StyledText text =
                rich_note(teller, &blocks[i].text, paragraphs->len == 0 ? number : 0);
            g_array_append_val(paragraphs, text);
        }
        note_paragraphs(teller, paragraphs, blocks[i].children, blocks[i].n_children,
                        number);
    }
}

static StoryNote note_tell(const Teller *teller, const Footnote *note)
{
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(StyledText));
    note_paragraphs(teller, paragraphs, note->blocks, note->n_blocks, note->number);
    if (paragraphs->len == 0) {
        StyledText alone = rich_note(teller, &(RichText){.text = NULL}, note->number);
        g_array_append_val(paragraphs, alone);
    }
    return (StoryNote){
        .number = note->number,
        .paragraphs = arena_copy(teller->arena, paragraphs->data,
                                 paragraphs->len * sizeof(StyledText)),
        .n_paragraphs = paragraphs->len,
    };
}

const StoryNote *notes_tell(const Teller *teller)
{
    const Letter *letter = teller->letter;
    StoryNote *notes = arena_array(teller->arena, StoryNote, letter->n_notes);
    for (size_t i = 0; i < letter->n_notes; i++)
        notes[i] = note_tell(teller, &letter->notes[i]);
    return notes;
}
