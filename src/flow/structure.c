/*
 * The elements of a story: what a reader who does not see the page gets to hear, in that
 * order, whatever pages and columns it ends up on.
 *
 * The story is a row of blocks; lists, items and quotations are put back round them by
 * what they are set in by. What is open is a stack of containers, each with its inset;
 * a block closes those that are set in deeper than itself:
 *
 *     inset  0  We ask:
 *           14  1. release          list (item (label paragraph)
 *           28     • of all               list (item (label paragraph)))
 *           14  2. elections             item (label paragraph))
 *
 * Of two languages the block of the second follows that of the first, in the same
 * container, each with its language. A footnote's element follows the block in which its first mark stands. Levels of
 * headings never leave one out on the way down, as readers of a PDF expect.
 */
#include "flow/plan.h"

#define EPSILON 0.01

/* A container that is open. */
typedef struct Opening {
    ElementRole role;
    size_t element;
    double inset;
} Opening;

typedef struct Builder {
    Arena *arena;
    const Story *story;
    GArray *elements; /* Element */
    GArray *open;     /* Opening */
    unsigned level;   /* of the last heading */
    size_t *blocks[N_SIDES], *labels[N_SIDES], *notes[N_SIDES];
    size_t *asides, **leads, *groups;
} Builder;

static size_t element_add(Builder *builder, Element element)
{
    g_array_append_val(builder->elements, element);
    return builder->elements->len - 1;
}

static size_t text_add(Builder *builder, ElementRole role, size_t parent,
                       const StyledText *text, Place place)
{
    return element_add(builder, (Element){.role = role,
                                          .parent = parent,
                                          .language = text->language,
                                          .text = text->text,
                                          .place = place});
}

static size_t heading_add(Builder *builder, unsigned level, size_t parent,
                          const StyledText *text, Place place)
{
    builder->level = MIN(level, builder->level + 1);
    size_t index = text_add(builder, ELEMENT_HEADING, parent, text, place);
    g_array_index(builder->elements, Element, index).level = builder->level;
    return index;
}

/* ---- lists and quotations ----------------------------------------------------------- */

static const Opening *open_last(const Builder *builder)
{
    guint n = builder->open->len;
    return n > 0 ? &g_array_index(builder->open, Opening, n - 1) : NULL;
}

static size_t open_element(const Builder *builder)
{
    const Opening *last = open_last(builder);
    return last ? last->element : DOCUMENT;
}

static void open_push(Builder *builder, ElementRole role, const StoryBlock *block)
{
    Element element = {.role = role,
                       .parent = open_element(builder),
                       .language = block->text.language,
                       .place = block->place};
    Opening opening = {role, element_add(builder, element), block->inset};
    g_array_append_val(builder->open, opening);
}

/* Whether a container ends before a block. Boxes of another kind that are set in alike
 * stand beside each other; an item ends where the next label stands. */
static bool open_ends(const Opening *last, const StoryBlock *block)
{
    if (last->inset > block->inset + EPSILON)
        return true;
    if (last->inset < block->inset - EPSILON)
        return false;
    if (block->role == STORY_QUOTE)
        return last->role != ELEMENT_QUOTE;
    if (block->role != STORY_LIST_ITEM)
        return false;
    return last->role == ELEMENT_QUOTE ||
           (last->role == ELEMENT_LIST_ITEM && block->label.text);
}

/* Closes and opens containers so that the block can be added to the last of them. */
static void open_prepare(Builder *builder, const StoryBlock *block)
{
    while (open_last(builder) && open_ends(open_last(builder), block))
        g_array_set_size(builder->open, builder->open->len - 1);
    const Opening *last = open_last(builder);
    bool beside = last && last->inset >= block->inset - EPSILON;
    if (block->role == STORY_QUOTE && !beside)
        open_push(builder, ELEMENT_QUOTE, block);
    if (block->role != STORY_LIST_ITEM || (beside && !block->label.text))
        return;
    if (!beside)
        open_push(builder, ELEMENT_LIST, block);
    open_push(builder, ELEMENT_LIST_ITEM, block);
}

/* ---- blocks ------------------------------------------------------------------------- */

static void note_add(Builder *builder, const StoryNote *note, size_t side)
{
    Place place = PLACE_NONE;
    if (note->paragraphs[0].n_points > 0)
        place = note->paragraphs[0].points[0].place;
    Element element = {
        .role = ELEMENT_NOTE, .language = note->paragraphs[0].language, .place = place};
    size_t index = element_add(builder, element);
    for (size_t i = 0; i < note->n_paragraphs; i++)
        text_add(builder, ELEMENT_PARAGRAPH, index, &note->paragraphs[i], place);
    builder->notes[side][note->number - 1] = index + 1;
}

/* Adds the footnotes whose first marks stand in a text of a language. */
static void notes_add(Builder *builder, const StyledText *text, size_t side)
{
    const Story *story = builder->story;
    const StoryNote *notes = side == 0 ? story->notes : story->second_notes;
    for (size_t i = 0; i < text->n_spans; i++) {
        unsigned number = text->spans[i].note;
        if (number > 0 && number <= story->n_notes &&
            builder->notes[side][number - 1] == 0)
            note_add(builder, &notes[number - 1], side);
    }
}

/* A label outside of a list is a text of its own. */
static void label_add(Builder *builder, const StoryBlock *block, size_t index,
                      size_t side)
{
    bool item = block->role == STORY_LIST_ITEM;
    if (block->label.text)
        builder->labels[side][index] =
            text_add(builder, item ? ELEMENT_LABEL : ELEMENT_PARAGRAPH,
                     open_element(builder), &block->label, block->place);
}

static void paragraph_add(Builder *builder, const StoryBlock *block, size_t index)
{
    open_prepare(builder, block);
    size_t parent = open_element(builder);
    label_add(builder, block, index, 0);
    builder->blocks[0][index] =
        text_add(builder, ELEMENT_PARAGRAPH, parent, &block->text, block->place);
}

/* ---- people ------------------------------------------------------------------------- */

/* A name is of the language of its first letters. */
static size_t name_add(Builder *builder, size_t group, const StyledText *name,
                       const char *text, size_t name_length, Place place)
{
    const char *language = name->n_spans > 0 ? name->spans[0].language : NULL;
    return element_add(builder,
                       (Element){.role = ELEMENT_NAME,
                                 .parent = group,
                                 .language = language ? language : name->language,
                                 .text = text,
                                 .name_length = name_length,
                                 .place = place});
}

static size_t group_open(Builder *builder, Place place)
{
    return element_add(builder, (Element){.role = ELEMENT_GROUP,
                                          .language = builder->story->edition->language,
                                          .place = place});
}

/* A lead's office stands on a line of its own. */
static void lead_add(Builder *builder, size_t group, const StoryLead *lead,
                     size_t *element)
{
    const char *text = lead->name.text;
    Place place = lead->signatory->place;
    if (lead->office.text)
        text = arena_print(builder->arena, "%s\u2028%s", text, lead->office.text);
    if (lead->image)
        element_add(builder, (Element){.role = ELEMENT_FIGURE,
                                       .parent = group,
                                       .language = builder->story->edition->language,
                                       .text = lead->image_text,
                                       .place = place});
    *element = name_add(builder, group, &lead->name, text, lead->name.length, place);
}

static void leads_add(Builder *builder, const StoryBlock *block, size_t index)
{
    label_add(builder, block, index, 0);
    size_t group = group_open(builder, block->place);
    size_t *leads = arena_array(builder->arena, size_t, block->n_leads);
    builder->leads[index] = leads;
    for (size_t i = 0; i < block->n_leads; i++)
        lead_add(builder, group, &block->leads[i], &leads[i]);
}

/* A name by itself. */
static void single_add(Builder *builder, const StoryBlock *block, size_t index)
{
    label_add(builder, block, index, 0);
    size_t group = group_open(builder, block->place);
    builder->blocks[0][index] = name_add(builder, group, &block->text, block->text.text,
                                         block->name_length, block->place);
}

/* A name as it stands in the group's run-in text, with the comma that follows it: the
 * two may end up in one glyph run, as parts of a word that is broken over lines. */
static const char *run_in_text(Arena *arena, const StoryGroup *group, size_t index)
{
    size_t start = group->name_starts[index], end = group->run_in.length;
    if (index + 1 < group->n_names)
        end = group->name_starts[index + 1] - 1;
    return arena_text(arena, group->run_in.text + start, end - start);
}

static void group_add(Builder *builder, const StoryGroup *group, unsigned level)
{
    Place place = group->n_names > 0 ? group->names[0].signatory->place : PLACE_NONE;
    size_t index = group_open(builder, place);
    if (group->heading.text)
        heading_add(builder, level, index, &group->heading, place);
    for (size_t i = 0; i < group->n_names; i++) {
        const StoryName *name = &group->names[i];
        const char *text = group->run_in.text ? run_in_text(builder->arena, group, i)
                                              : name->text.text;
        name_add(builder, index, &name->text, text, name->name_length,
                 name->signatory->place);
    }
}

static void roster_add(Builder *builder, const StoryBlock *block)
{
    builder->groups = arena_array(builder->arena, size_t, block->n_groups);
    unsigned level = builder->level + 1;
    for (size_t i = 0; i < block->n_groups; i++) {
        builder->groups[i] = builder->elements->len;
        group_add(builder, &block->groups[i], level);
    }
}

size_t structure_name(const Structure *structure, const StoryGroup *groups,
                      size_t group, size_t name)
{
    return structure->groups[group] + 1 + (groups[group].heading.text != NULL) + name;
}

/* ---- the whole ---------------------------------------------------------------------- */

static unsigned heading_level(const StoryBlock *block)
{
    return block->role == STORY_TITLE ? 1 : MAX(block->level, 1) + 1;
}

/* Adds a block's counterpart in the second language beside it. */
static void second_add(Builder *builder, const StoryBlock *block, size_t index)
{
    bool heading = block->role == STORY_TITLE || block->role == STORY_HEADING ||
                   block->role == STORY_COUNT;
    size_t parent = open_element(builder);
    label_add(builder, block, index, 1);
    builder->blocks[1][index] =
        heading
            ? heading_add(builder, heading_level(block), parent, &block->text,
                          block->place)
            : text_add(builder, ELEMENT_PARAGRAPH, parent, &block->text, block->place);
    notes_add(builder, &block->text, 1);
}

static void block_add(Builder *builder, size_t index)
{
    const StoryBlock *block = &builder->story->blocks[index];
    switch (block->role) {
    case STORY_TITLE:
    case STORY_COUNT:
    case STORY_HEADING:
        open_prepare(builder, block);
        builder->blocks[0][index] =
            heading_add(builder, heading_level(block), open_element(builder),
                        &block->text, block->place);
        break;
    case STORY_LEADS:
        leads_add(builder, block, index);
        break;
    case STORY_ROSTER:
        roster_add(builder, block);
        break;
    case STORY_RULE:
        break;
    case STORY_OPENING:
    case STORY_OPENING_BY:
    case STORY_DATELINE:
    case STORY_ADDRESSEE:
    case STORY_PARAGRAPH:
    case STORY_LIST_ITEM:
    case STORY_QUOTE:
    case STORY_CLOSING:
    case STORY_PREVAILS:
    case STORY_CONTACT:
    case STORY_ROW:
    case STORY_BLANK:
        paragraph_add(builder, block, index);
        break;
    case STORY_NAME:
        single_add(builder, block, index);
        break;
    }
    if (block->aside.text)
        builder->asides[index] =
            text_add(builder, ELEMENT_PARAGRAPH, open_element(builder), &block->aside,
                     block->place);
    notes_add(builder, &block->text, 0);
    if (block->second)
        second_add(builder, block->second, index);
}

static void builder_begin(Builder *builder)
{
    const Story *story = builder->story;
    for (size_t side = 0; side < N_SIDES; side++) {
        builder->blocks[side] = arena_array(builder->arena, size_t, story->n_blocks);
        builder->labels[side] = arena_array(builder->arena, size_t, story->n_blocks);
        builder->notes[side] = arena_array(builder->arena, size_t, story->n_notes);
    }
    builder->asides = arena_array(builder->arena, size_t, story->n_blocks);
    builder->leads = arena_array(builder->arena, size_t *, story->n_blocks);
    const char *language = story->edition->language;
    element_add(builder, (Element){.role = ELEMENT_DOCUMENT, .language = language});
    element_add(builder, (Element){.role = ELEMENT_ARTIFACT, .language = language});
}

Structure structure_make(Arena *arena, const Story *story)
{
    Builder builder = {
        .arena = arena,
        .story = story,
        .elements = g_array_new(FALSE, FALSE, sizeof(Element)),
        .open = g_array_new(FALSE, FALSE, sizeof(Opening)),
    };
    builder_begin(&builder);
    for (size_t i = 0; i < story->n_blocks; i++)
        block_add(&builder, i);
    size_t n = builder.elements->len;
    Structure structure = {
        .elements = arena_copy(arena, builder.elements->data, n * sizeof(Element)),
        .n_elements = n,
        .blocks = {builder.blocks[0], builder.blocks[1]},
        .labels = {builder.labels[0], builder.labels[1]},
        .asides = builder.asides,
        .leads = builder.leads,
        .groups = builder.groups,
        .notes = {builder.notes[0], builder.notes[1]},
    };
    g_array_free(builder.elements, TRUE);
    g_array_free(builder.open, TRUE);
    return structure;
}
