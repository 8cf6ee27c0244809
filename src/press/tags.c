/*
 * The tree as PDF's objects (ISO 32000-1, 14.7). Each node that is full is one object; its
 * kids are other nodes, numbers of marks on the node's own page, or, for a node that goes
 * on on another page, dictionaries that name page and mark. The parent tree is the way
 * back, from a page's key and a mark's number, or a link's key, to the node:
 *
 *     0 … pages-1    an array for each page: mark 0's node, mark 1's …
 *     pages …        for each link its node
 *
 * Objects are numbered in the order of the nodes, so that a node's number is known before
 * it is written.
 */
#include "press/tags.h"

#include <string.h>

#include "press/links.h"

typedef struct Tagger {
    Writer *writer;
    const Pages *pages;
    const GArray *chunks, *marks;
    const TagTree *tree;
    const TagPlaces *places;
    size_t *numbers; /* of each node; 0: it is not full */
    size_t *links;   /* of each node the first of its links, from 1; 0: none */
    GString *text;   /* of the object in hand */
} Tagger;

static const TagNode *tree_node(const TagTree *tree, size_t index)
{
    return &g_array_index(tree->nodes, TagNode, index);
}

static const TagKid *tree_kid(const TagTree *tree, size_t index)
{
    return &g_array_index(tree->kids, TagKid, index);
}

static const Mark *tagger_mark(const Tagger *tagger, size_t mark)
{
    return &g_array_index(tagger->marks, Mark, mark);
}

static const Chunk *mark_chunk(const GArray *chunks, const GArray *marks, size_t mark)
{
    size_t chunk = g_array_index(marks, Mark, mark).chunk;
    return &g_array_index(chunks, Chunk, chunk);
}

static void reference_put(GString *text, const char *key, size_t number)
{
    g_string_append(text, key);
    g_string_append_c(text, ' ');
    whole_write(number, text);
    g_string_append(text, " 0 R");
}

/* ---- attributes --------------------------------------------------------------------- */

static void string_put(GString *text, const char *key, const char *utf8)
{
    g_string_append(text, key);
    string_write(utf8, text);
}

/* The first chunk of a node, or NULL. */
static const Chunk *node_chunk(const Tagger *tagger, const TagNode *node)
{
    for (size_t i = node->first; i != SIZE_MAX; i = tree_kid(tagger->tree, i)->next) {
        const TagKid *kid = tree_kid(tagger->tree, i);
        if (!kid->is_node)
            return mark_chunk(tagger->chunks, tagger->marks, kid->index);
    }
    return NULL;
}

/* A picture says what it shows, and where it stands. */
static void figure_describe(const Tagger *tagger, const TagNode *node)
{
    const Chunk *chunk = node_chunk(tagger, node);
    const PageItem *item = &tagger->pages->pages[chunk->page].items[chunk->first_item];
    double scale = 1 - tagger->pages->reduction, top = tagger->pages->height;
    const double box[] = {
        scale * item->x, top - scale * (item->y + item->as.image.height),
        scale * (item->x + item->as.image.width), top - scale * item->y};
    g_string_append(tagger->text, "/A<</O/Layout/Placement/Block/BBox[");
    for (size_t i = 0; i < G_N_ELEMENTS(box); i++) {
        number_write(box[i], tagger->text);
        g_string_append_c(tagger->text, ' ');
    }
    g_string_append(tagger->text, "]>>");
    string_put(tagger->text, "/Alt", node->element->text);
}

/* Whether the items of a list have labels, and whether these are numbers. */
static const char *list_numbering(const Tagger *tagger, const TagNode *list)
{
    const TagTree *tree = tagger->tree;
    if (list->element->role != ELEMENT_LIST || list->first == SIZE_MAX)
        return "None";
    const TagNode *item = tree_node(tree, tree_kid(tree, list->first)->index);
    if (item->first == SIZE_MAX)
        return "None";
    const Element *label = tree_node(tree, tree_kid(tree, item->first)->index)->element;
    bool number =
        label && label->text && g_unichar_isdigit(g_utf8_get_char(label->text));
    return number ? "Decimal" : "Disc";
}

static void note_name(size_t index, GString *text)
{
    g_string_append_printf(text, "(note-%06zu)", index);
}

static void node_describe(const Tagger *tagger, size_t index)
{
    const TagNode *node = tree_node(tagger->tree, index);
    if (node->language)
        string_put(tagger->text, "/Lang", node->language);
    if (strcmp(node->role, "Figure") == 0)
        figure_describe(tagger, node);
    if (strcmp(node->role, "L") == 0)
        g_string_append_printf(tagger->text, "/A<</O/List/ListNumbering/%s>>",
                               list_numbering(tagger, node));
    if (strcmp(node->role, "Note") == 0) {
        g_string_append(tagger->text, "/ID");
        note_name(index, tagger->text);
    }
}

/* ---- kids --------------------------------------------------------------------------- */

/* Marked content as a kid of a node whose page is `page`. */
static void content_put(const Tagger *tagger, size_t mark, size_t page)
{
    size_t own = mark_chunk(tagger->chunks, tagger->marks, mark)->page;
    GString *text = tagger->text;
    if (own != page) {
        reference_put(text, "<</Type/MCR/Pg", tagger->places->pages[own]);
        g_string_append(text, "/MCID");
    }
    g_string_append_c(text, ' ');
    whole_write(tagger_mark(tagger, mark)->mcid, text);
    g_string_append(text, own != page ? ">>" : "");
}

/* The annotations of a Link, after its words. */
static void links_put(const Tagger *tagger, size_t node)
{
    const GArray *links = tagger->places->links;
    for (size_t i = tagger->links[node]; i > 0 && i <= links->len; i++) {
        const TagLink *link = &g_array_index(links, TagLink, i - 1);
        if (link->node != node)
            break;
        reference_put(tagger->text, "<</Type/OBJR/Pg",
                      tagger->places->pages[link->page]);
        reference_put(tagger->text, "/Obj", link->number);
        g_string_append(tagger->text, ">>");
    }
}

static void kids_put(const Tagger *tagger, size_t index)
{
    const TagNode *node = tree_node(tagger->tree, index);
    const Chunk *chunk = node_chunk(tagger, node);
    if (chunk)
        reference_put(tagger->text, "/Pg", tagger->places->pages[chunk->page]);
    g_string_append(tagger->text, "/K[");
    for (size_t i = node->first; i != SIZE_MAX; i = tree_kid(tagger->tree, i)->next) {
        const TagKid *kid = tree_kid(tagger->tree, i);
        if (!kid->is_node)
            content_put(tagger, kid->index, chunk->page);
        else if (tagger->numbers[kid->index])
            reference_put(tagger->text, "", tagger->numbers[kid->index]);
    }
    links_put(tagger, index);
    g_string_append_c(tagger->text, ']');
}

/* ---- nodes -------------------------------------------------------------------------- */

static void text_flush(const Tagger *tagger, size_t number)
{
    writer_object(tagger->writer, number, tagger->text->str, tagger->text->len);
    g_string_truncate(tagger->text, 0);
}

static void node_write(const Tagger *tagger, size_t index)
{
    const TagNode *node = tree_node(tagger->tree, index);
    size_t parent = index == 0 ? tagger->places->root : tagger->numbers[node->parent];
    g_string_append(tagger->text, "<</Type/StructElem/S/");
    g_string_append(tagger->text, node->role);
    reference_put(tagger->text, "/P", parent);
    node_describe(tagger, index);
    kids_put(tagger, index);
    g_string_append(tagger->text, ">>");
    text_flush(tagger, tagger->numbers[index]);
}

/* ---- the way back ------------------------------------------------------------------- */

/* Writes the nodes of each page's marks, an array a page from `number` on. */
static void page_parents(const Tagger *tagger, size_t number)
{
    size_t mark = 0;
    for (size_t page = 0; page < tagger->pages->n_pages; page++) {
        g_string_append_c(tagger->text, '[');
        for (; mark < tagger->marks->len; mark++) {
            if (mark_chunk(tagger->chunks, tagger->marks, mark)->page != page)
                break;
            reference_put(tagger->text, "",
                          tagger->numbers[tagger->tree->owners[mark]]);
        }
        g_string_append_c(tagger->text, ']');
        text_flush(tagger, number + page);
    }
}

/* Writes the parent tree as `number`; the pages' arrays are after it. */
static void parents_write(const Tagger *tagger, size_t number)
{
    size_t n = tagger->pages->n_pages;
    const GArray *links = tagger->places->links;
    g_string_append(tagger->text, "<</Nums[");
    for (size_t i = 0; i < n; i++) {
        whole_write(i, tagger->text);
        reference_put(tagger->text, "", number + 1 + i);
        g_string_append_c(tagger->text, '\n');
    }
    for (guint i = 0; i < links->len; i++) {
        whole_write(n + i, tagger->text);
        reference_put(tagger->text, "",
                      tagger->numbers[g_array_index(links, TagLink, i).node]);
        g_string_append_c(tagger->text, '\n');
    }
    g_string_append(tagger->text, "]>>");
    text_flush(tagger, number);
    page_parents(tagger, number + 1);
}

/* Notes by their names, which are in order. */
static void notes_put(const Tagger *tagger)
{
    bool any = false;
    for (size_t i = 0; i < tagger->tree->nodes->len; i++) {
        if (!tagger->numbers[i] ||
            strcmp(tree_node(tagger->tree, i)->role, "Note") != 0)
            continue;
        if (!any)
            g_string_append(tagger->text, "/IDTree<</Names[");
        any = true;
        note_name(i, tagger->text);
        reference_put(tagger->text, "", tagger->numbers[i]);
    }
    if (any)
        g_string_append(tagger->text, "]>>");
}

static void root_write(const Tagger *tagger, size_t parents)
{
    size_t next = tagger->pages->n_pages + tagger->places->links->len;
    g_string_append(tagger->text, "<</Type/StructTreeRoot/RoleMap<<>>");
    if (tagger->numbers[0])
        reference_put(tagger->text, "/K", tagger->numbers[0]);
    reference_put(tagger->text, "/ParentTree", parents);
    g_string_append_printf(tagger->text, "/ParentTreeNextKey %zu", next);
    notes_put(tagger);
    g_string_append(tagger->text, ">>");
    text_flush(tagger, tagger->places->root);
}

/* ---- the whole ---------------------------------------------------------------------- */

/* Gives numbers to the nodes that are full; the next that is free. */
static size_t nodes_number(Tagger *tagger)
{
    size_t n = tagger->tree->nodes->len, next = tagger->places->first;
    tagger->numbers = g_new0(size_t, n);
    tagger->links = g_new0(size_t, n);
    for (size_t i = 0; i < n; i++)
        tagger->numbers[i] = tree_node(tagger->tree, i)->full ? next++ : 0;
    for (guint i = tagger->places->links->len; i > 0; i--)
        tagger->links[g_array_index(tagger->places->links, TagLink, i - 1).node] = i;
    return next;
}

size_t tags_write(Writer *writer, const Pages *pages, const GArray *chunks,
                  const GArray *marks, const TagTree *tree, const TagPlaces *places)
{
    Tagger tagger = {.writer = writer,
                     .pages = pages,
                     .chunks = chunks,
                     .marks = marks,
                     .tree = tree,
                     .places = places,
                     .text = g_string_new(NULL)};
    size_t parents = nodes_number(&tagger);
    for (size_t i = 0; i < tree->nodes->len; i++)
        if (tagger.numbers[i])
            node_write(&tagger, i);
    parents_write(&tagger, parents);
    root_write(&tagger, parents);
    g_free(tagger.numbers);
    g_free(tagger.links);
    g_string_free(tagger.text, TRUE);
    return parents + pages->n_pages;
}

/* Links of a tree that are being made. */
typedef struct Linker {
    Pdf *pdf;
    const Pages *pages;
    const GArray *chunks, *marks;
    const TagTree *tree;
    GArray *jumps; /* const Chunk * */
    GArray *links; /* TagLink */
} Linker;

static void link_add(const Linker *linker, size_t node, const Chunk *chunk)
{
    Pdf *pdf = linker->pdf;
    const Chunk *to =
        chunk->jumps ? jump_find(linker->pages, linker->jumps, chunk) : NULL;
    if (!to && !chunk->link)
        return;
    PdfObject page = pdf_page(pdf, chunk->page);
    PdfObject link = link_make(pdf, linker->pages, chunk, to,
                               linker->pages->n_pages + linker->links->len);
    TagLink made = {node, chunk->page, pdf_number_of(pdf, link)};
    g_array_append_val(linker->links, made);
    link_attach(pdf, page, link);
    pdf_drop(pdf, page);
}

/* Makes the annotations of one Link, one a chunk; a chunk can have several marks. */
static void link_make_all(const Linker *linker, size_t node)
{
    const TagTree *tree = linker->tree;
    const Chunk *last = NULL;
    for (size_t i = tree_node(tree, node)->first; i != SIZE_MAX;
         i = tree_kid(tree, i)->next) {
        const Chunk *chunk =
            mark_chunk(linker->chunks, linker->marks, tree_kid(tree, i)->index);
        if (chunk != last)
            link_add(linker, node, chunk);
        last = chunk;
    }
}

GArray *tags_links(Pdf *pdf, const Pages *pages, const GArray *chunks,
                   const GArray *marks, const TagTree *tree)
{
    Linker linker = {.pdf = pdf,
                     .pages = pages,
                     .chunks = chunks,
                     .marks = marks,
                     .tree = tree,
                     .jumps = jumps_list(chunks),
                     .links = g_array_new(FALSE, FALSE, sizeof(TagLink))};
    for (size_t i = 0; i < tree->nodes->len; i++) {
        const TagNode *node = tree_node(tree, i);
        if (node->full && (node->link || node->jumps))
            link_make_all(&linker, i);
    }
    g_array_free(linker.jumps, TRUE);
    return linker.links;
}

bool figures_check(Diagnostics *diagnostics, const Pages *pages)
{
    bool good = true;
    for (size_t i = 0; i < pages->n_elements; i++) {
        const Element *element = &pages->elements[i];
        if (element->role != ELEMENT_FIGURE || (element->text && *element->text))
            continue;
        report(diagnostics, IMAGE_WITHOUT_TEXT, element->place);
        good = false;
    }
    return good;
}
