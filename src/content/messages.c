/*
 * One walk over the texts of a letter, in the order of its files, gives every message
 * with the place in a copy where its translation goes. Extracting reads them, checking
 * looks them up, translating writes through them: no text can be in one and not in the
 * others.
 */
#include "content/messages.h"

#include <stddef.h>
#include <string.h>

static const MessageContext contexts[] = {
    {"title", NULL, false, 0},
    {"short-title", "Stands in the foot of each page: at most some 50 letters.", false,
     60},
    {"title-break",
     "A word of the translated title before which its line breaks best; leave it out "
     "with a single hyphen \"-\".",
     true, 0},
    {"author", NULL, false, 0},
    {"opening", NULL, false, 0},
    {"opening-by", NULL, true, 0},
    {"place", NULL, true, 0},
    {"addressee", NULL, false, 0},
    {"closing", NULL, false, 0},
    {"contact", NULL, true, 0},
    {"person",
     "A person in the text, never hyphenated: all forms that the translation uses, the "
     "first in the nominative, parted by \" | \".",
     true, 0},
    {"count", "ICU MessageFormat; give every plural category of the language.", false,
     0},
    {"paragraph", NULL, false, 0},
    {"heading", NULL, false, 80},
    {"item", NULL, false, 0},
    {"quote", NULL, false, 0},
    {"note", NULL, false, 0},
    {"office", "The office of a signatory.", false, 0},
};

const MessageContext *message_context(const char *context)
{
    size_t i = 0;
    while (strcmp(contexts[i].context, context) != 0)
        i++;
    return &contexts[i];
}

/* ---- the copy ------------------------------------------------------------------------- */

static const Block *blocks_copy(Arena *arena, const Block *blocks, size_t n_blocks)
{
    Block *copy = arena_copy(arena, blocks, n_blocks * sizeof(Block));
    for (size_t i = 0; i < n_blocks; i++)
        copy[i].children = blocks_copy(arena, copy[i].children, copy[i].n_children);
    return copy;
}

LetterCopy *letter_copy(Arena *arena, const Letter *letter, const Roster *roster)
{
    LetterCopy *copy = arena_one(arena, LetterCopy);
    *copy = (LetterCopy){*letter, *roster};
    Footnote *notes =
        arena_copy(arena, letter->notes, letter->n_notes * sizeof(Footnote));
    for (size_t i = 0; i < letter->n_notes; i++)
        notes[i].blocks = blocks_copy(arena, notes[i].blocks, notes[i].n_blocks);
    copy->letter.notes = notes;
    copy->letter.body = blocks_copy(arena, letter->body, letter->n_body);
    copy->letter.names =
        arena_copy(arena, letter->names, letter->n_names * sizeof(char *));
    copy->letter.title_breaks = arena_copy(arena, letter->title_breaks,
                                           letter->n_title_breaks * sizeof(char *));
    copy->roster.signatories = arena_copy(arena, roster->signatories,
                                          roster->n_signatories * sizeof(Signatory));
    return copy;
}

/* ---- the walk ------------------------------------------------------------------------- */

typedef struct MessageWalk {
    Arena *arena;
    LetterCopy *copy;
    GArray *messages; /* of LetterMessage */
} MessageWalk;

static void walk_words(MessageWalk *walk, const char *context, const char **words,
                       Place place)
{
    LetterMessage message = {context, *words, place, NULL, words};
    if (*words && **words)
        g_array_append_val(walk->messages, message);
}

static void walk_rich(MessageWalk *walk, const char *context, RichText *rich,
                      Place place)
{
    const Letter *letter = &walk->copy->letter;
    if (!rich->text || rich->length == 0)
        return;
    LetterMessage message = {
        context, rich_markdown(walk->arena, rich, letter->notes, letter->n_notes),
        place, rich, NULL};
    g_array_append_val(walk->messages, message);
}

/* A value of the front matter, whose text knows its place. */
static void walk_value(MessageWalk *walk, const char *context, RichText *rich)
{
    walk_rich(walk, context, rich,
              rich->n_points > 0 ? rich->points[0].place : PLACE_NONE);
}

static void walk_blocks(MessageWalk *walk, const Block *blocks, size_t n_blocks,
                        const char *context)
{
    for (size_t i = 0; i < n_blocks; i++) {
        Block *block = (Block *)&blocks[i];
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            walk_rich(walk, context, &block->text, block->place);
            break;
        case BLOCK_HEADING:
            walk_rich(walk, "heading", &block->text, block->place);
            break;
        case BLOCK_LIST:
        case BLOCK_LIST_ITEM:
            walk_blocks(walk, block->children, block->n_children, "item");
            break;
        case BLOCK_QUOTE:
            walk_blocks(walk, block->children, block->n_children, "quote");
            break;
        case BLOCK_RULE:
            break;
        }
    }
}

static void walk_front(MessageWalk *walk)
{
    Letter *letter = &walk->copy->letter;
    const char *line = title_line(walk->arena, &letter->title);
    walk_value(walk, "title", &letter->title);
    if (strcmp(letter->short_title, line) != 0)
        walk_words(walk, "short-title", &letter->short_title,
                   letter->short_title_place);
    for (size_t i = 0; i < letter->n_title_breaks; i++)
        walk_words(walk, "title-break", (const char **)&letter->title_breaks[i],
                   letter->title_break_places[i]);
    walk_words(walk, "author", &letter->author, letter->author_place);
    walk_value(walk, "opening", &letter->opening);
    walk_value(walk, "opening-by", &letter->opening_by);
    walk_value(walk, "place", &letter->place);
    walk_value(walk, "addressee", &letter->addressee);
    walk_value(walk, "closing", &letter->closing);
    walk_value(walk, "contact", &letter->contact);
    for (size_t i = 0; i < letter->n_names; i++)
        walk_words(walk, "person", (const char **)&letter->names[i],
                   letter->name_places[i]);
    walk_words(walk, "count", &letter->count, letter->count_place);
}

static int message_compare(gconstpointer a, gconstpointer b)
{
    const LetterMessage *one = a, *other = b;
    return strcmp(one->source, other->source);
}

/* The offices by alphabet: the order of rows changes from day to day. */
static void walk_offices(MessageWalk *walk)
{
    Roster *roster = &walk->copy->roster;
    guint first = walk->messages->len;
    for (size_t i = 0; i < roster->n_signatories; i++) {
        Signatory *row = (Signatory *)&roster->signatories[i];
        LetterMessage message = {"office", row->office, place_file(roster->path), NULL,
                                 &row->office_translated};
        if (row->office && row->status != WITHDRAWN)
            g_array_append_val(walk->messages, message);
    }
    if (walk->messages->len > first)
        qsort(&g_array_index(walk->messages, LetterMessage, first),
              walk->messages->len - first, sizeof(LetterMessage), message_compare);
}

GArray *letter_messages(Arena *arena, LetterCopy *copy)
{
    const Letter *letter = &copy->letter;
    MessageWalk walk = {arena, copy, g_array_new(FALSE, FALSE, sizeof(LetterMessage))};
    walk_front(&walk);
    walk_blocks(&walk, letter->body, letter->n_body, "paragraph");
    for (size_t i = 0; i < letter->n_notes; i++)
        walk_blocks(&walk, letter->notes[i].blocks, letter->notes[i].n_blocks, "note");
    walk_offices(&walk);
    return walk.messages;
}

char *message_key(const char *context, const char *source)
{
    return g_strconcat(context, "\004", source, NULL);
}
