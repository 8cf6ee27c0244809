/*
 * The tree as PDF's objects (ISO 32000-1, 14.7). Each node that is full is one object; its
 * kids are other nodes, numbers of marks on the node's own page, or, for a node that goes
 * on on another page, dictionaries that name page and mark. The parent tree is the way
 * back, from a page's key and a mark's number, or a link's key, to the node:
 *
 *     0 … pages-1    an array for each page: mark 0's node, mark 1's …
 *     pages …        for each link its node
 */
#include "press/tags.h"

#include <string.h>

#include "press/links.h"

typedef struct Writer {
    Pdf *pdf;
    const Pages *pages;
    const GArray *chunks;
    const GArray *marks;
    TagTree tree;
    PdfObject *objects; /* of each node; 0: it is not full */
    PdfObject *page_objects;
    GArray *links; /* size_t: nodes of links, in the order of their keys */
} Writer;

static const TagNode *writer_node(const Writer *writer, size_t index)
{
    return &g_array_index(writer->tree.nodes, TagNode, index);
}

/* The chunk of a mark. */
static const Chunk *writer_chunk(const Writer *writer, size_t mark)
{
    size_t chunk = g_array_index(writer->marks, Mark, mark).chunk;
    return &g_array_index(writer->chunks, Chunk, chunk);
}

/* ---- attributes --------------------------------------------------------------------- */

static void text_set(Writer *writer, PdfObject object, const char *key,
                     const char *text)
{
    pdf_set(writer->pdf, object, key, pdf_text(writer->pdf, text));
}

/* The first chunk of a node, or NULL. */
static const Chunk *node_chunk(const Writer *writer, const TagNode *node)
{
    for (size_t i = node->first; i != SIZE_MAX;) {
        const TagKid *kid = &g_array_index(writer->tree.kids, TagKid, i);
        if (!kid->is_node)
            return writer_chunk(writer, kid->index);
        i = kid->next;
    }
    return NULL;
}

/* A picture says what it shows, and where it stands. */
static void figure_describe(Writer *writer, PdfObject object, const TagNode *node)
{
    const Chunk *chunk = node_chunk(writer, node);
    const PageItem *item = &writer->pages->pages[chunk->page].items[chunk->first_item];
    double bottom = writer->pages->height - item->y - item->as.image.height;
    GString *text = g_string_new("<</O/Layout/Placement/Block/BBox[");
    const double box[] = {item->x, bottom, item->x + item->as.image.width,
                          bottom + item->as.image.height};
    for (size_t i = 0; i < G_N_ELEMENTS(box); i++) {
        number_write(box[i], text);
        g_string_append_c(text, ' ');
    }
    g_string_append(text, "]>>");
    pdf_set(writer->pdf, object, "/A", pdf_parse(writer->pdf, text->str));
    text_set(writer, object, "/Alt", node->element->text);
    g_string_free(text, TRUE);
}

/* Whether the items of a list have labels, and whether these are numbers. */
static const char *list_numbering(const Writer *writer, const TagNode *list)
{
    if (list->element->role != ELEMENT_LIST || list->first == SIZE_MAX)
        return "<</O/List/ListNumbering/None>>";
    const TagKid *item = &g_array_index(writer->tree.kids, TagKid, list->first);
    const TagNode *node = writer_node(writer, item->index);
    const TagKid *first = &g_array_index(writer->tree.kids, TagKid, node->first);
    const Element *label = writer_node(writer, first->index)->element;
    bool number = label && label->text && g_ascii_isdigit(*label->text);
    return number ? "<</O/List/ListNumbering/Decimal>>"
                  : "<</O/List/ListNumbering/Disc>>";
}

static char *note_id(size_t index)
{
    return g_strdup_printf("note-%06zu", index);
}

static void node_describe(Writer *writer, size_t index)
{
    const TagNode *node = writer_node(writer, index);
    PdfObject object = writer->objects[index];
    if (node->language)
        text_set(writer, object, "/Lang", node->language);
    if (strcmp(node->role, "Figure") == 0)
        figure_describe(writer, object, node);
    if (strcmp(node->role, "L") == 0)
        pdf_set(writer->pdf, object, "/A",
                pdf_parse(writer->pdf, list_numbering(writer, node)));
    if (strcmp(node->role, "Note") == 0) {
        g_autofree char *id = note_id(index);
        text_set(writer, object, "/ID", id);
    }
}

/* ---- kids --------------------------------------------------------------------------- */

static PdfObject page_again(Writer *writer, size_t page)
{
    return pdf_again(writer->pdf, writer->page_objects[page]);
}

/* Marked content as a kid of a node whose page is `page`. */
static PdfObject content_kid(Writer *writer, size_t mark, size_t page)
{
    size_t own = writer_chunk(writer, mark)->page;
    PdfObject number = pdf_whole(
        writer->pdf, (long long)g_array_index(writer->marks, Mark, mark).mcid);
    if (own == page)
        return number;
    PdfObject kid = pdf_dictionary(writer->pdf);
    pdf_set(writer->pdf, kid, "/Type", pdf_name(writer->pdf, "/MCR"));
    pdf_set(writer->pdf, kid, "/Pg", page_again(writer, own));
    pdf_set(writer->pdf, kid, "/MCID", number);
    return kid;
}

static void node_kids(Writer *writer, size_t index)
{
    const TagNode *node = writer_node(writer, index);
    const Chunk *chunk = node_chunk(writer, node);
    PdfObject object = writer->objects[index];
    PdfObject kids = pdf_array(writer->pdf);
    if (chunk)
        pdf_set(writer->pdf, object, "/Pg", page_again(writer, chunk->page));
    for (size_t i = node->first; i != SIZE_MAX;) {
        const TagKid *kid = &g_array_index(writer->tree.kids, TagKid, i);
        if (!kid->is_node)
            pdf_push(writer->pdf, kids, content_kid(writer, kid->index, chunk->page));
        else if (writer->objects[kid->index])
            pdf_push(writer->pdf, kids,
                     pdf_again(writer->pdf, writer->objects[kid->index]));
        i = kid->next;
    }
    pdf_set(writer->pdf, object, "/K", kids);
}

/* ---- nodes -------------------------------------------------------------------------- */

static void nodes_make(Writer *writer)
{
    Pdf *pdf = writer->pdf;
    for (size_t i = 0; i < writer->tree.nodes->len; i++)
        writer->objects[i] =
            writer_node(writer, i)->full ? pdf_indirect(pdf, pdf_dictionary(pdf)) : 0;
}

static void node_write(Writer *writer, size_t index, PdfObject root)
{
    const TagNode *node = writer_node(writer, index);
    PdfObject object = writer->objects[index];
    PdfObject parent = index == 0 ? root : writer->objects[node->parent];
    char role[16] = "/";
    g_strlcat(role, node->role, sizeof role);
    pdf_set(writer->pdf, object, "/S", pdf_name(writer->pdf, role));
    pdf_set(writer->pdf, object, "/P", pdf_again(writer->pdf, parent));
    node_describe(writer, index);
    node_kids(writer, index);
}

/* ---- the way back ------------------------------------------------------------------- */

/* The nodes of each page's marks. */
static PdfObject *page_parents(Writer *writer)
{
    PdfObject *arrays = g_new0(PdfObject, writer->pages->n_pages);
    for (size_t i = 0; i < writer->pages->n_pages; i++)
        arrays[i] = pdf_array(writer->pdf);
    for (size_t i = 0; i < writer->marks->len; i++)
        pdf_push(writer->pdf, arrays[writer_chunk(writer, i)->page],
                 pdf_again(writer->pdf, writer->objects[writer->tree.owners[i]]));
    return arrays;
}

static void parent_add(Writer *writer, PdfObject numbers, size_t key, PdfObject value)
{
    pdf_push(writer->pdf, numbers, pdf_whole(writer->pdf, (long long)key));
    pdf_push(writer->pdf, numbers, value);
}

static PdfObject parents_make(Writer *writer)
{
    PdfObject numbers = pdf_array(writer->pdf);
    g_autofree PdfObject *arrays = page_parents(writer);
    size_t n = writer->pages->n_pages;
    for (size_t i = 0; i < n; i++)
        parent_add(writer, numbers, i, pdf_indirect(writer->pdf, arrays[i]));
    for (size_t i = 0; i < writer->links->len; i++) {
        size_t node = g_array_index(writer->links, size_t, i);
        parent_add(writer, numbers, n + i,
                   pdf_again(writer->pdf, writer->objects[node]));
    }
    PdfObject tree = pdf_dictionary(writer->pdf);
    pdf_set(writer->pdf, tree, "/Nums", numbers);
    return pdf_indirect(writer->pdf, tree);
}

/* Notes by their names, which are in order. */
static void notes_name(Writer *writer, PdfObject root)
{
    PdfObject names = pdf_array(writer->pdf);
    for (size_t i = 0; i < writer->tree.nodes->len; i++) {
        if (!writer->objects[i] || strcmp(writer_node(writer, i)->role, "Note") != 0)
            continue;
        g_autofree char *id = note_id(i);
        pdf_push(writer->pdf, names, pdf_text(writer->pdf, id));
        pdf_push(writer->pdf, names, pdf_again(writer->pdf, writer->objects[i]));
    }
    size_t n = pdf_count(writer->pdf, names);
    if (n > 0) {
        PdfObject tree = pdf_dictionary(writer->pdf), limits = pdf_array(writer->pdf);
        pdf_push(writer->pdf, limits, pdf_item(writer->pdf, names, 0));
        pdf_push(writer->pdf, limits, pdf_item(writer->pdf, names, n - 2));
        pdf_drop(writer->pdf, limits);
        pdf_set(writer->pdf, tree, "/Names", names);
        pdf_set(writer->pdf, root, "/IDTree", tree);
    } else {
        pdf_drop(writer->pdf, names);
    }
}

/* ---- links -------------------------------------------------------------------------- */

/* Adds the annotation of a chunk to its page and to the kids of its Link. */
static void link_add(Writer *writer, size_t index, const Chunk *chunk, PdfObject kids)
{
    Pdf *pdf = writer->pdf;
    size_t key = writer->pages->n_pages + writer->links->len;
    PdfObject page = writer->page_objects[chunk->page];
    PdfObject link = link_make(pdf, writer->pages, chunk, key);
    PdfObject reference = pdf_dictionary(pdf);
    pdf_set(pdf, reference, "/Type", pdf_name(pdf, "/OBJR"));
    pdf_set(pdf, reference, "/Pg", pdf_again(pdf, page));
    pdf_set(pdf, reference, "/Obj", pdf_again(pdf, link));
    pdf_push(pdf, kids, reference);
    link_attach(pdf, page, link);
    g_array_append_val(writer->links, index);
}

/* Makes the annotations of a Link's chunks, of which several marks may be. */
static void link_write(Writer *writer, size_t index)
{
    const Chunk *last = NULL;
    PdfObject kids = pdf_key(writer->pdf, writer->objects[index], "/K");
    for (size_t i = writer_node(writer, index)->first; i != SIZE_MAX;) {
        const TagKid *kid = &g_array_index(writer->tree.kids, TagKid, i);
        const Chunk *chunk = writer_chunk(writer, kid->index);
        if (chunk != last)
            link_add(writer, index, chunk, kids);
        last = chunk;
        i = kid->next;
    }
    pdf_drop(writer->pdf, kids);
}

static void links_write(Writer *writer)
{
    for (size_t i = 0; i < writer->tree.nodes->len; i++)
        if (writer->objects[i] && writer_node(writer, i)->link)
            link_write(writer, i);
}

/* ---- the whole ---------------------------------------------------------------------- */

static bool figures_check(Diagnostics *diagnostics, const Pages *pages)
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

static void writer_open(Writer *writer)
{
    writer->objects = g_new0(PdfObject, writer->tree.nodes->len);
    writer->page_objects = g_new0(PdfObject, writer->pages->n_pages);
    writer->links = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = 0; i < writer->pages->n_pages; i++) {
        writer->page_objects[i] = pdf_page(writer->pdf, i);
        pdf_set(writer->pdf, writer->page_objects[i], "/StructParents",
                pdf_whole(writer->pdf, (long long)i));
    }
}

static void writer_close(Writer *writer)
{
    for (size_t i = 0; i < writer->tree.nodes->len; i++)
        pdf_drop(writer->pdf, writer->objects[i]);
    for (size_t i = 0; i < writer->pages->n_pages; i++)
        pdf_drop(writer->pdf, writer->page_objects[i]);
    g_free(writer->objects);
    g_free(writer->page_objects);
    g_array_free(writer->links, TRUE);
    tags_clear(&writer->tree);
}

/* The root of the tree, which is put into the catalogue. */
static void root_write(Writer *writer, PdfObject root)
{
    Pdf *pdf = writer->pdf;
    pdf_set(pdf, root, "/Type", pdf_name(pdf, "/StructTreeRoot"));
    pdf_set(pdf, root, "/K", pdf_again(pdf, writer->objects[0]));
    pdf_set(pdf, root, "/ParentTree", parents_make(writer));
    pdf_set(pdf, root, "/ParentTreeNextKey",
            pdf_whole(pdf, (long long)(writer->pages->n_pages + writer->links->len)));
    pdf_set(pdf, root, "/RoleMap", pdf_dictionary(pdf));
    notes_name(writer, root);
    PdfObject catalogue = pdf_root(pdf);
    pdf_set(pdf, catalogue, "/StructTreeRoot", pdf_again(pdf, root));
    pdf_drop(pdf, catalogue);
}

bool tags_write(Pdf *pdf, Diagnostics *diagnostics, const Pages *pages,
                const GArray *chunks, const GArray *marks, bool links)
{
    if (!figures_check(diagnostics, pages))
        return false;
    Writer writer = {.pdf = pdf,
                     .pages = pages,
                     .chunks = chunks,
                     .marks = marks,
                     .tree = tags_make(pages, chunks, marks)};
    writer_open(&writer);
    nodes_make(&writer);
    if (writer.objects[0]) {
        PdfObject root = pdf_indirect(pdf, pdf_dictionary(pdf));
        for (size_t i = 0; i < writer.tree.nodes->len; i++)
            if (writer.objects[i])
                node_write(&writer, i, root);
        if (links)
            links_write(&writer);
        root_write(&writer, root);
        pdf_drop(pdf, root);
    }
    writer_close(&writer);
    return true;
}
