/*
 * What flow calls elements becomes what PDF (ISO 32000-1, 14.8.4) and PDF/UA know:
 *
 *     element                          nodes
 *     list, item: label, paragraph     L, LI: Lbl, LBody (P)
 *     group: heading, names            H3, then L: LI (LBody), LI (LBody) …
 *     figure, name (of a lead)         L: LI (LBody (Figure, the name's text))
 *     note: paragraphs                 Note: Lbl, P, P
 *
 * Within a text, what stands in another language is a Span, a footnote's mark a Reference,
 * a link a Link. A footnote's number is its Lbl; in the version for a screen there are
 * Links in this and in the Reference, each to the other. Elements come in reading order,
 * chunks in the order of drawing, page by page; a paragraph that goes on on the next page
 * is one node with the content of both. Nodes in which nothing is shown are left out by
 * `full`.
 */
#include "press/structure.h"

#include <stdlib.h>
#include <string.h>

#define NONE SIZE_MAX

typedef struct TagBuilder {
    const Pages *pages;
    TagTree tree;
    size_t *nodes;  /* of each element the node for its text or its kids; NONE: none */
    size_t *bodies; /* of each list's item the LBody; of each group its list; of each
                       note its label */
    size_t
        figure; /* LBody of a lead whose figure came before the name; NONE: no such */
} TagBuilder;

static TagNode *node_at(const TagBuilder *builder, size_t index)
{
    return &g_array_index(builder->tree.nodes, TagNode, index);
}

static void kid_add(TagBuilder *builder, size_t node, bool is_node, size_t index)
{
    TagKid kid = {is_node, index, NONE};
    size_t at = builder->tree.kids->len;
    g_array_append_val(builder->tree.kids, kid);
    TagNode *parent = node_at(builder, node);
    if (parent->last == NONE)
        parent->first = at;
    else
        g_array_index(builder->tree.kids, TagKid, parent->last).next = at;
    parent->last = at;
}

static size_t node_add(TagBuilder *builder, const char *role, size_t parent,
                       const Element *element)
{
    TagNode node = {.role = role,
                    .parent = parent,
                    .element = element,
                    .first = NONE,
                    .last = NONE};
    size_t index = builder->tree.nodes->len;
    g_array_append_val(builder->tree.nodes, node);
    if (index != parent)
        kid_add(builder, parent, true, index);
    return index;
}

/* ---- elements ----------------------------------------------------------------------- */

/* The node that kids of an element belong to. */
static size_t container_find(TagBuilder *builder, size_t element)
{
    if (builder->pages->elements[element].role == ELEMENT_LIST_ITEM) {
        if (builder->bodies[element] == NONE)
            builder->bodies[element] =
                node_add(builder, "LBody", builder->nodes[element], NULL);
        return builder->bodies[element];
    }
    return builder->nodes[element];
}

/* The list of a group's names, after its heading. */
static size_t group_list(TagBuilder *builder, size_t group)
{
    const Element *element = &builder->pages->elements[group];
    if (builder->bodies[group] == NONE)
        builder->bodies[group] =
            node_add(builder, "L", container_find(builder, element->parent), element);
    return builder->bodies[group];
}

/* A new item in a group's list; its LBody. */
static size_t group_item(TagBuilder *builder, size_t group)
{
    size_t item = node_add(builder, "LI", group_list(builder, group), NULL);
    return node_add(builder, "LBody", item, NULL);
}

static bool in_group(const TagBuilder *builder, const Element *element)
{
    return builder->pages->elements[element->parent].role == ELEMENT_GROUP;
}

static size_t heading_node(TagBuilder *builder, const Element *element)
{
    static const char *const roles[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    size_t parent = element->parent;
    if (in_group(builder, element))
        parent = builder->pages->elements[parent].parent;
    return node_add(builder, roles[CLAMP(element->level, 1, 6) - 1],
                    container_find(builder, parent), element);
}

static size_t name_node(TagBuilder *builder, const Element *element)
{
    size_t body = builder->figure;
    builder->figure = NONE;
    if (body == NONE)
        body = group_item(builder, element->parent);
    node_at(builder, body)->element = element;
    return body;
}

static size_t figure_node(TagBuilder *builder, const Element *element)
{
    if (in_group(builder, element))
        builder->figure = group_item(builder, element->parent);
    size_t parent = builder->figure == NONE ? container_find(builder, element->parent)
                                            : builder->figure;
    return node_add(builder, "Figure", parent, element);
}

static size_t note_node(TagBuilder *builder, size_t index, const Element *element)
{
    size_t parent = container_find(builder, element->parent);
    size_t node = node_add(builder, "Note", parent, element);
    builder->bodies[index] = node_add(builder, "Lbl", node, NULL);
    return node;
}

static size_t element_node(TagBuilder *builder, size_t index)
{
    const Element *element = &builder->pages->elements[index];
    size_t parent = element->parent;
    switch (element->role) {
    case ELEMENT_DOCUMENT:
        return node_add(builder, "Document", 0, element);
    case ELEMENT_HEADING:
        return heading_node(builder, element);
    case ELEMENT_PARAGRAPH:
        return node_add(builder, "P", container_find(builder, parent), element);
    case ELEMENT_LIST:
        return node_add(builder, "L", container_find(builder, parent), element);
    case ELEMENT_LIST_ITEM:
        return node_add(builder, "LI", builder->nodes[parent], element);
    case ELEMENT_LABEL:
        return node_add(builder, "Lbl", builder->nodes[parent], element);
    case ELEMENT_QUOTE:
        return node_add(builder, "BlockQuote", container_find(builder, parent),
                        element);
    case ELEMENT_NOTE:
        return note_node(builder, index, element);
    case ELEMENT_NAME:
        return name_node(builder, element);
    case ELEMENT_FIGURE:
        return figure_node(builder, element);
    case ELEMENT_GROUP:
    case ELEMENT_ARTIFACT:
        return NONE;
    }
    g_assert_not_reached();
}

/* ---- content ------------------------------------------------------------------------ */

/* The last kid of a node, if it is for the same link, mark or language; else NONE. */
static size_t inline_last(const TagBuilder *builder, size_t node, const char *role,
                          const Chunk *chunk)
{
    size_t last = node_at(builder, node)->last;
    if (last == NONE || !g_array_index(builder->tree.kids, TagKid, last).is_node)
        return NONE;
    size_t index = g_array_index(builder->tree.kids, TagKid, last).index;
    const TagNode *kid = node_at(builder, index);
    bool same = !kid->element && strcmp(kid->role, role) == 0 &&
                kid->note == chunk->note && g_strcmp0(kid->link, chunk->link) == 0 &&
                g_strcmp0(kid->language, chunk->language) == 0;
    return same ? index : NONE;
}

/* A node within another one's text: that of the text before, or a new one. */
static size_t inline_make(TagBuilder *builder, size_t node, const char *role,
                          const Chunk *chunk)
{
    size_t index = inline_last(builder, node, role, chunk);
    if (index != NONE)
        return index;
    index = node_add(builder, role, node, NULL);
    TagNode *made = node_at(builder, index);
    made->link = chunk->link;
    made->note = chunk->note;
    made->language = chunk->language;
    return index;
}

/* The node for a footnote's mark, or for the number before the footnote. */
static size_t mark_node(TagBuilder *builder, size_t node, const Chunk *chunk)
{
    size_t note = builder->pages->elements[chunk->element].parent;
    node = chunk->numbers ? builder->bodies[note]
                          : inline_make(builder, node, "Reference", chunk);
    if (!chunk->jumps)
        return node;
    node = inline_make(builder, node, "Link", chunk);
    node_at(builder, node)->jumps = true;
    return node;
}

/* The node for the text of a chunk within its element's. */
static size_t inline_node(TagBuilder *builder, size_t node, const Chunk *chunk)
{
    if (chunk->note && !chunk->link)
        return mark_node(builder, node, chunk);
    if (!chunk->link && !chunk->language)
        return node;
    return inline_make(builder, node, chunk_tag(builder->pages, chunk), chunk);
}

static void content_add(TagBuilder *builder, size_t mark, const Chunk *chunk)
{
    size_t node = builder->nodes[chunk->element];
    g_assert(node != NONE);
    node = inline_node(builder, node, chunk);
    builder->tree.owners[mark] = node;
    kid_add(builder, node, false, mark);
    while (!node_at(builder, node)->full) {
        node_at(builder, node)->full = true;
        node = node_at(builder, node)->parent;
    }
}

/* ---- the whole ---------------------------------------------------------------------- */

/* Gives each node the language of its element where it is not the one around it. */
static void languages_mark(TagBuilder *builder, const char **around)
{
    for (size_t i = 0; i < builder->tree.nodes->len; i++) {
        TagNode *node = node_at(builder, i);
        const char *outer = i > 0 ? around[node->parent] : NULL;
        const char *own = node->element ? node->element->language : node->language;
        around[i] = own ? own : outer;
        node->language = own && g_strcmp0(own, outer) != 0 ? own : NULL;
    }
}

/* A mark, and which page of the letter it is of. */
typedef struct Turn {
    size_t page, mark;
} Turn;

static int turn_compare(const void *a, const void *b)
{
    const Turn *one = a, *other = b;
    if (one->page != other->page)
        return one->page < other->page ? -1 : 1;
    return one->mark < other->mark ? -1 : one->mark > other->mark;
}

/* The marks in the order of reading, which on sheets is not that of drawing; to be
 * freed. */
static Turn *turns_sort(const GArray *chunks, const GArray *marks)
{
    Turn *turns = g_new(Turn, marks->len);
    for (size_t i = 0; i < marks->len; i++) {
        size_t chunk = g_array_index(marks, Mark, i).chunk;
        turns[i] = (Turn){g_array_index(chunks, Chunk, chunk).turn, i};
    }
    qsort(turns, marks->len, sizeof *turns, turn_compare);
    return turns;
}

static void contents_add(TagBuilder *builder, const GArray *chunks, const GArray *marks)
{
    bool sheets = builder->pages->fold > 0;
    g_autofree Turn *turns = sheets ? turns_sort(chunks, marks) : NULL;
    for (size_t i = 0; i < marks->len; i++) {
        size_t mark = sheets ? turns[i].mark : i;
        size_t chunk = g_array_index(marks, Mark, mark).chunk;
        content_add(builder, mark, &g_array_index(chunks, Chunk, chunk));
    }
}

TagTree tags_make(const Pages *pages, const GArray *chunks, const GArray *marks)
{
    TagBuilder builder = {
        .pages = pages,
        .tree = {.nodes = g_array_new(FALSE, FALSE, sizeof(TagNode)),
                 .kids = g_array_new(FALSE, FALSE, sizeof(TagKid)),
                 .owners = g_new(size_t, marks->len)},
        .nodes = g_new(size_t, pages->n_elements),
        .bodies = g_new(size_t, pages->n_elements),
        .figure = NONE,
    };
    memset(builder.bodies, 0xff, pages->n_elements * sizeof(size_t));
    for (size_t i = 0; i < pages->n_elements; i++)
        builder.nodes[i] = element_node(&builder, i);
    contents_add(&builder, chunks, marks);
    g_autofree const char **around = g_new(const char *, builder.tree.nodes->len);
    languages_mark(&builder, around);
    g_free(builder.nodes);
    g_free(builder.bodies);
    return builder.tree;
}

void tags_clear(TagTree *tree)
{
    g_array_free(tree->nodes, TRUE);
    g_array_free(tree->kids, TRUE);
    g_free(tree->owners);
}
