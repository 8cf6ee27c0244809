/*
 * The sheet for translators: every message of the letter in the order of its catalogues,
 * with its number, as the source's words are set. A message is a paragraph of the body,
 * its number hung in an inset as that of a list's item is; what the message is stands
 * over the first of its kind.
 */
#include "story/parts.h"

#include <string.h>

#define NUMBER_ROOM 2.6 /* em of the body */

/* What the messages that follow are, as msgctxt has it. */
static void kind_tell(const Teller *teller, GArray *blocks, const char *kind)
{
    StoryBlock block = block_begin(teller, STORY_HEADING, STYLE_HEADING_2,
                                   place_file(teller->letter->path));
    block.text = plain_text(teller->arena, kind, block.style, "en", block.place);
    block.level = 2;
    block.keep_with_next = true;
    g_array_append_val(blocks, block);
}

static void message_tell(const Teller *teller, GArray *blocks,
                         const SourceMessage *message, size_t number)
{
    StoryBlock block = block_begin(teller, STORY_LIST_ITEM, STYLE_BODY, message->place);
    block.text = rich_styled(teller, &message->text, STYLE_BODY);
    block.label = plain_text(teller->arena, arena_print(teller->arena, "%zu", number),
                             block.style, teller->letter->language, message->place);
    block.inset = NUMBER_ROOM * block.style->size;
    g_array_append_val(blocks, block);
}

static void messages_tell(const Teller *teller, GArray *blocks)
{
    size_t n_messages = 0;
    const SourceMessage *messages =
        letter_sources(teller->arena, teller->letter, teller->roster, &n_messages);
    for (size_t i = 0; i < n_messages; i++) {
        if (i == 0 || strcmp(messages[i].context, messages[i - 1].context) != 0)
            kind_tell(teller, blocks, messages[i].context);
        message_tell(teller, blocks, &messages[i], i + 1);
    }
}

const Story *sheet_tell(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const Roster *roster, const Edition *edition,
                        const Layout *layout, const Language *language)
{
    bool failed = false;
    Teller teller = {diagnostics, arena,  letter,   roster,
                     edition,     layout, language, &failed};
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(StoryBlock));
    Story *story = arena_one(arena, Story);
    const NameOrder *order = order_tell(&teller);
    const NameList *list = order ? namelist_tell(&teller, order) : NULL;
    messages_tell(&teller, blocks);
    story_begin(&teller, NULL, story);
    story->title = rich_plain(&teller, &letter->title);
    story->author = letter->author;
    story->notes = notes_tell(&teller);
    story->n_notes = letter->n_notes;
    story_end(&teller, story, blocks, order, list);
    return failed ? NULL : story;
}
