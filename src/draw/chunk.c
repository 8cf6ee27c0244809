/*
 * Chunks carry press's bookkeeping through cairo. Cairo keeps 16 bits of each channel of
 * a colour, writes each change of colour, and keeps the order of drawing, on all of its
 * versions, which cannot be said of its tags:
 *
 *     red     1 + the ink             never 0, so that no chunk is plain black
 *     green   the chunk's number, upper 16 bits
 *     blue    the chunk's number, lower 16 bits
 */
#include "draw/chunk.h"

#include <string.h>

ChunkColour chunk_colour(size_t number, unsigned ink)
{
    return (ChunkColour){
        {ink + 1, (unsigned)(number >> 16) & 0xffff, (unsigned)number & 0xffff}};
}

size_t chunk_number(ChunkColour colour)
{
    if (colour.channels[0] == 0)
        return SIZE_MAX;
    return (size_t)colour.channels[1] << 16 | colour.channels[2];
}

static Artifact artifact_kind(const Pages *pages, const PageItem *item)
{
    if (pages->elements[item->element].role != ELEMENT_ARTIFACT)
        return ARTIFACT_NONE;
    if (item->kind != ITEM_RUN)
        return ARTIFACT_LAYOUT;
    if (item->y < pages->text_top)
        return ARTIFACT_HEAD;
    return item->y > pages->text_bottom ? ARTIFACT_FOOT : ARTIFACT_AGAIN;
}

static bool text_same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

static Chunk chunk_make(const Pages *pages, size_t page, size_t index, bool links)
{
    const Page *of = &pages->pages[page];
    const PageItem *item = &of->items[index];
    Chunk chunk = {.page = page,
                   .first_item = index,
                   .n_items = 1,
                   .turn = of->turns[index < of->n_first ? 0 : 1],
                   .element = item->element,
                   .artifact = artifact_kind(pages, item),
                   .image = item->kind == ITEM_IMAGE};
    if (item->kind == ITEM_RUN)
        chunk.ink = item->as.run->style->ink;
    if (item->kind != ITEM_RUN || chunk.artifact != ARTIFACT_NONE)
        return chunk;
    const GlyphRun *run = item->as.run;
    if (!text_same(run->language, pages->elements[item->element].language))
        chunk.language = run->language;
    chunk.link = links ? run->link : NULL;
    chunk.note = run->note;
    size_t parent = pages->elements[item->element].parent;
    chunk.numbers = run->note > 0 && pages->elements[parent].role == ELEMENT_NOTE;
    chunk.jumps = links && run->note > 0 && !run->link;
    return chunk;
}

static bool chunk_goes_on(const Chunk *last, const Chunk *next)
{
    return !last->image && !next->image && last->page == next->page &&
           last->turn == next->turn && last->element == next->element &&
           last->artifact == next->artifact && last->ink == next->ink &&
           last->note == next->note && text_same(last->language, next->language) &&
           text_same(last->link, next->link);
}

GArray *chunks_make(const Pages *pages, bool links)
{
    GArray *chunks = g_array_new(FALSE, FALSE, sizeof(Chunk));
    for (size_t page = 0; page < pages->n_pages; page++)
        for (size_t i = 0; i < pages->pages[page].n_items; i++) {
            Chunk next = chunk_make(pages, page, i, links);
            Chunk *last =
                chunks->len ? &g_array_index(chunks, Chunk, chunks->len - 1) : NULL;
            if (last && chunk_goes_on(last, &next))
                last->n_items++;
            else
                g_array_append_val(chunks, next);
        }
    return chunks;
}
