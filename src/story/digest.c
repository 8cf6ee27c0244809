/*
 * A story summed up: whoever asks whether an edition has changed since it was made asks
 * whether its story has. All that later rooms take from one is part of it, but for what
 * they report alone: a row that moves down in its file changes no page.
 */
#include "story/story.h"

typedef struct Summer {
    const Layout *layout;
    Sum *sum;
} Summer;

/* A style is the layout's, which is summed by itself: its number says which. */
static void style_add(const Summer *summer, const Style *style)
{
    sum_count(summer->sum, style ? (size_t)(style - summer->layout->styles) : N_STYLES);
}

static void span_add(const Summer *summer, const TextSpan *span)
{
    Sum *sum = summer->sum;
    sum_count(sum, span->start);
    sum_count(sum, span->end);
    style_add(summer, span->style);
    sum_count(sum, (span->italic ? 1u : 0) | (span->bold ? 2u : 0) |
                       (span->superior ? 4u : 0) | (span->whole ? 8u : 0));
    sum_text(sum, span->language);
    sum_text(sum, span->link);
    sum_count(sum, span->note);
}

static void text_add(const Summer *summer, const StyledText *text)
{
    Sum *sum = summer->sum;
    sum_count(sum, text->text != NULL);
    if (!text->text)
        return;
    sum_bytes(sum, text->text, text->length);
    style_add(summer, text->style);
    sum_text(sum, text->language);
    sum_count(sum, text->isolate);
    sum_count(sum, text->n_spans);
    for (size_t i = 0; i < text->n_spans; i++)
        span_add(summer, &text->spans[i]);
    sum_count(sum, text->n_preferred);
    for (size_t i = 0; i < text->n_preferred; i++)
        sum_count(sum, text->preferred[i]);
}

/* An image is part of the list of names by its own sum. */
static void leads_add(const Summer *summer, const StoryBlock *block)
{
    sum_count(summer->sum, block->n_leads);
    for (size_t i = 0; i < block->n_leads; i++) {
        const StoryLead *lead = &block->leads[i];
        text_add(summer, &lead->name);
        text_add(summer, &lead->office);
        sum_text(summer->sum, lead->image);
        sum_text(summer->sum, lead->image_text);
    }
}

static void group_add(const Summer *summer, const StoryGroup *group)
{
    text_add(summer, &group->heading);
    text_add(summer, &group->continued);
    text_add(summer, &group->run_in);
    sum_count(summer->sum, group->n_names);
    for (size_t i = 0; i < group->n_names; i++) {
        text_add(summer, &group->names[i].text);
        sum_count(summer->sum, group->names[i].name_length);
        if (group->run_in.text)
            sum_count(summer->sum, group->name_starts[i]);
    }
}

static void names_add(const Summer *summer, const StoryBlock *block)
{
    leads_add(summer, block);
    sum_count(summer->sum, block->n_groups);
    for (size_t i = 0; i < block->n_groups; i++)
        group_add(summer, &block->groups[i]);
}

static void block_add(const Summer *summer, const StoryBlock *block)
{
    Sum *sum = summer->sum;
    sum_count(sum, block->role);
    style_add(summer, block->style);
    text_add(summer, &block->text);
    text_add(summer, &block->label);
    text_add(summer, &block->aside);
    sum_number(sum, block->aside_left);
    sum_number(sum, block->measure);
    sum_count(sum, block->name_length);
    sum_number(sum, block->inset);
    sum_number(sum, block->space_before);
    sum_number(sum, block->space_after);
    sum_count(sum, (block->indented ? 1u : 0) | (block->keep_with_next ? 2u : 0) |
                       (block->second ? 4u : 0));
    sum_count(sum, block->level);
    if (block->second)
        block_add(summer, block->second);
}

static void notes_add(const Summer *summer, const StoryNote *notes, size_t n_notes)
{
    sum_count(summer->sum, notes ? n_notes : 0);
    for (size_t i = 0; notes && i < n_notes; i++) {
        sum_count(summer->sum, notes[i].number);
        sum_count(summer->sum, notes[i].n_paragraphs);
        for (size_t k = 0; k < notes[i].n_paragraphs; k++)
            text_add(summer, &notes[i].paragraphs[k]);
    }
}

static void letter_add(Sum *sum, const Letter *letter)
{
    sum_text(sum, letter ? letter->language : NULL);
    sum_text(sum, letter ? letter->revised : NULL);
}

static void head_add(Sum *sum, const Story *story)
{
    const Edition *edition = story->edition;
    sum_text(sum, edition->name);
    sum_text(sum, edition->language);
    sum_text(sum, edition->second);
    sum_count(sum, edition->pages);
    letter_add(sum, story->letter);
    letter_add(sum, story->second_letter);
    sum_text(sum, story->title);
    sum_text(sum, story->author);
    sum_text(sum, story->short_title);
    sum_text(sum, story->specimen);
    sum_text(sum, story->draft);
    sum_text(sum, story->unreviewed);
}

void story_sum(const Story *story, Sum *text, Sum *names)
{
    Summer texts = {story->layout, text}, lists = {story->layout, names};
    head_add(text, story);
    sum_count(text, story->n_blocks);
    for (size_t i = 0; i < story->n_blocks; i++) {
        bool of_names = story->blocks[i].role == STORY_COUNT;
        block_add(of_names ? &lists : &texts, &story->blocks[i]);
        names_add(&lists, &story->blocks[i]);
    }
    notes_add(&texts, story->notes, story->n_notes);
    notes_add(&texts, story->second_notes, story->n_notes);
    sum_count(names, story->n_names);
    sum_count(names, story->n_countries);
    sum_text(names, story->list->hash);
    sum_text(names, story->list->closed);
}
