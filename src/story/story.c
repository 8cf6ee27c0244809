/*
 * A story: what an edition says, in the order in which it is read.
 *
 * Title, opening note and whose voice it is, place and date, addressee, body, closing,
 * then how many signed, the leads, the roster, and where to turn to. What the letter
 * does not state stays out, and with nobody's name to set there is no count either.
 * Everything is told before failure is decided, so that all mistakes show in one run.
 */
#include "story/parts.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

const char *label_tell(const Teller *teller, const char *key,
                       const MessageArgument *arguments, size_t n_arguments)
{
    const Language *language = teller->language;
    Place place = PLACE_NONE;
    const char *pattern = language_label(language, key, &place);
    if (!pattern)
        report(teller->diagnostics, LABEL_MISSING, place_file(language->path), key,
               language->tag);
    const char *text =
        pattern ? message_format(teller->diagnostics, teller->arena, pattern, place,
                                 language->tag, arguments, n_arguments)
                : NULL;
    *teller->failed |= !text;
    return text;
}

/* Adds a text of the front matter, if the letter has it; the block, or NULL. */
static StoryBlock *rich_tell(const Teller *teller, GArray *blocks, const RichText *rich,
                             StoryRole role, StyleRole style)
{
    if (!rich->text || rich->length == 0)
        return NULL;
    StoryBlock block = block_begin(teller, role, style, rich_place(rich));
    block.text = rich_styled(teller, rich, style);
    g_array_append_val(blocks, block);
    return &g_array_index(blocks, StoryBlock, blocks->len - 1);
}

/* The bytes of the title at which a line ends best: before the words of the letter's
 * choice. */
static void title_prefer(const Teller *teller, StyledText *title)
{
    const Letter *letter = teller->letter;
    g_autoptr(GArray) ranges = letter_words_find(
        teller, title->text, letter->title_breaks, letter->n_title_breaks);
    size_t *preferred = arena_array(teller->arena, size_t, ranges->len);
    title->preferred = preferred;
    for (guint i = 0; i < ranges->len; i++) {
        size_t start = g_array_index(ranges, Range, i).start;
        if (start > 0)
            preferred[title->n_preferred++] = start;
    }
}

static void title_tell(const Teller *teller, GArray *blocks)
{
    StoryBlock *title =
        rich_tell(teller, blocks, &teller->letter->title, STORY_TITLE, STYLE_TITLE);
    if (!title)
        return;
    title->keep_with_next = true;
    title->level = 1;
    title_prefer(teller, &title->text);
}

static void opening_tell(const Teller *teller, GArray *blocks)
{
    const Letter *letter = teller->letter;
    if (!teller->edition->opening || !teller->layout->opening)
        return;
    StoryBlock *opening =
        rich_tell(teller, blocks, &letter->opening, STORY_OPENING, STYLE_NOTE);
    if (opening && letter->opening_by.text)
        opening->space_after = 0;
    rich_tell(teller, blocks, &letter->opening_by, STORY_OPENING_BY, STYLE_NOTE_BY);
}

/* A moment in a language's long form of the day, in Greenwich; NULL: ICU cannot. */
static const char *day_format(Arena *arena, UDate day, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[128];
    char text[3 * G_N_ELEMENTS(wide)];
    UDateFormat *format =
        udat_open(UDAT_NONE, UDAT_LONG, language, u"GMT", -1, NULL, 0, &status);
    if (U_FAILURE(status))
        return NULL;
    udat_format(format, day, wide, G_N_ELEMENTS(wide), NULL, &status);
    udat_close(format);
    if (U_FAILURE(status))
        return NULL;
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    return U_SUCCESS(status) ? arena_string(arena, text) : NULL;
}

const char *date_format(Arena *arena, const char *date, const char *language)
{
    if (!date)
        return NULL;
    g_autofree char *noon = g_strconcat(date, "T12:00:00Z", NULL);
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(noon, NULL);
    if (!time)
        return NULL;
    return day_format(arena, (UDate)g_date_time_to_unix(time) * 1000.0, language);
}

/* Place and date as one line: "Minsk, 24 September 2020". */
static void dateline_tell(const Teller *teller, GArray *blocks)
{
    const Letter *letter = teller->letter;
    const char *date = date_format(teller->arena, letter->date, teller->language->tag);
    RichText line = letter->place;
    if (date && line.length > 0)
        line.text = arena_print(teller->arena, "%s, %s", line.text, date);
    else if (date)
        line.text = date;
    line.length = line.text ? strlen(line.text) : 0;
    rich_tell(teller, blocks, &line, STORY_DATELINE, STYLE_DATELINE);
}

/* The text as a link to itself when it is an address and no link yet. */
static RichText address_link(Arena *arena, const RichText *rich)
{
    RichText linked = *rich;
    if (!rich->text || rich->n_spans > 0 || !g_str_has_prefix(rich->text, "https://"))
        return linked;
    Span *span = arena_one(arena, Span);
    *span = (Span){SPAN_LINK, 0, rich->length, rich->text, 0};
    linked.spans = span;
    linked.n_spans = 1;
    return linked;
}

/* Contact and source stand together. */
static void contact_tell(const Teller *teller, G_GNUC_UNUSED const NameOrder *order,
                         GArray *blocks)
{
    const Letter *letter = teller->letter;
    RichText contact = address_link(teller->arena, &letter->contact);
    RichText source = address_link(teller->arena, &letter->source);
    bool first =
        rich_tell(teller, blocks, &contact, STORY_CONTACT, STYLE_CONTACT) != NULL;
    StoryBlock *second =
        rich_tell(teller, blocks, &source, STORY_CONTACT, STYLE_CONTACT);
    if (first && second)
        second->space_before = 0;
}

/* The count line's words: the letter's own, or the language's. NULL: reported. */
static const char *count_format(const Teller *teller, const NameOrder *order)
{
    const Letter *letter = teller->letter;
    const MessageArgument arguments[] = {
        {.name = "names", .number = (long)order->n_names},
        {.name = "countries", .number = (long)order->n_countries},
    };
    if (!letter->count)
        return label_tell(teller, "count", arguments, G_N_ELEMENTS(arguments));
    const char *text = message_format(teller->diagnostics, teller->arena, letter->count,
                                      letter->count_place, letter->language, arguments,
                                      G_N_ELEMENTS(arguments));
    *teller->failed |= !text;
    return text;
}

static void count_tell(const Teller *teller, const NameOrder *order, GArray *blocks)
{
    const Letter *letter = teller->letter;
    const char *count = count_format(teller, order);
    if (!count)
        return;
    StoryBlock block =
        block_begin(teller, STORY_COUNT, STYLE_COUNT, letter->count_place);
    block.text = plain_text(teller->arena, count, block.style,
                            letter->count ? letter->language : teller->language->tag,
                            letter->count_place);
    block.keep_with_next = true;
    g_array_append_val(blocks, block);
}

/* Where two texts say the same, the letter may say which of them prevails. */
static void prevails_tell(const Teller *teller, GArray *blocks)
{
    const char *tag = teller->letter->prevails, *language = teller->language->tag;
    if (!tag || !teller->edition->second)
        return;
    const MessageArgument name = {.name = "name",
                                  .text = language_title(teller->arena, tag, language)};
    const char *text = label_tell(teller, "prevails", &name, 1);
    if (!text)
        return;
    Place place = place_file(teller->letter->path);
    StoryBlock block = block_begin(teller, STORY_PREVAILS, STYLE_DATELINE, place);
    block.text = plain_text(teller->arena, text, block.style, language, place);
    block.space_before = teller->layout->page.grid;
    g_array_append_val(blocks, block);
}

/* All that stands before the names. */
static void text_tell(const Teller *teller, const NameOrder *order, GArray *blocks)
{
    const Letter *letter = teller->letter;
    title_tell(teller, blocks);
    opening_tell(teller, blocks);
    dateline_tell(teller, blocks);
    rich_tell(teller, blocks, &letter->addressee, STORY_ADDRESSEE, STYLE_ADDRESSEE);
    body_tell(teller, blocks);
    rich_tell(teller, blocks, &letter->closing, STORY_CLOSING, STYLE_CLOSING);
    prevails_tell(teller, blocks);
    if (order && order->n_names > 0)
        count_tell(teller, order, blocks);
}

/* All blocks in reading order. `order` NULL: it failed, and the names stay out. */
static void blocks_tell(const Teller *teller, const Teller *second,
                        const NameOrder *order, GArray *blocks)
{
    part_tell(teller, second, order, text_tell, blocks);
    if (order && order->n_names > 0)
        names_tell(teller, order, blocks);
    part_tell(teller, second, order, contact_tell, blocks);
}

const NameOrder *order_tell(const Teller *teller)
{
    const char *column = teller->layout->roster.group_by;
    const NameOrder *order = roster_order(teller->diagnostics, teller->arena,
                                          teller->roster, teller->edition, column);
    *teller->failed |= !order;
    return order;
}

const NameList *namelist_tell(const Teller *teller, const NameOrder *order)
{
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    for (size_t i = 0; i < order->n_leads; i++)
        g_ptr_array_add(members, (gpointer)order->leads[i]);
    for (size_t g = 0; g < order->n_groups; g++)
        for (size_t i = 0; i < order->groups[g].n_members; i++)
            g_ptr_array_add(members, (gpointer)order->groups[g].members[i]);
    const NameList *list = namelist_make(
        teller->diagnostics, teller->arena, teller->letter, teller->roster,
        (const Signatory *const *)members->pdata, members->len);
    *teller->failed |= !list;
    return list;
}

void story_begin(const Teller *teller, const Teller *second, Story *story)
{
    *story =
        (Story){.letter = teller->letter,
                .roster = teller->roster,
                .edition = teller->edition,
                .layout = teller->layout,
                .language = teller->language,
                .second_letter = second ? second->letter : NULL,
                .second_language = second ? second->language : NULL,
                .short_title = text_punctuated(teller, teller->letter->short_title)};
    if (teller->letter->nature == ROSTER_SPECIMEN)
        story->specimen = mark_tell(teller, second, "specimen");
    if (teller->letter->draft)
        story->draft = mark_tell(teller, second, "draft");
    story->unreviewed =
        mark_tell(teller->letter->unreviewed ? teller : NULL,
                  second && second->letter->unreviewed ? second : NULL, "unreviewed");
}

void story_end(const Teller *teller, Story *story, const GArray *blocks,
               const NameOrder *order, const NameList *list)
{
    story->blocks =
        arena_copy(teller->arena, blocks->data, blocks->len * sizeof(StoryBlock));
    story->n_blocks = blocks->len;
    story->n_names = order ? order->n_names : 0;
    story->n_countries = order ? order->n_countries : 0;
    story->list = list;
}

/* Fills the story of the teller. */
static void story_fill(const Teller *teller, const Teller *second, Story *story)
{
    const Letter *letter = teller->letter;
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(StoryBlock));
    const NameOrder *order = order_tell(teller);
    blocks_tell(teller, second, order, blocks);
    story_begin(teller, second, story);
    story->title = rich_plain(teller, &letter->title);
    story->author =
        letter->author ? letter->author : rich_plain(teller, &letter->opening_by);
    story->notes = notes_tell(teller);
    story->second_notes = second_notes_tell(teller, second);
    story->n_notes = letter->n_notes;
    story_end(teller, story, blocks, order,
              order ? namelist_tell(teller, order) : NULL);
}

const Story *story_tell(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const Roster *roster, const Edition *edition,
                        const Layout *layout, const Language *language,
                        const Letter *second, const Language *second_language)
{
    bool failed = false;
    Teller teller = {diagnostics, arena,  letter,   roster,
                     edition,     layout, language, &failed};
    Teller other = teller;
    other.letter = second;
    other.language = second_language;
    Story *story = arena_one(arena, Story);
    story_fill(&teller, second ? &other : NULL, story);
    return failed ? NULL : story;
}
