/*
 * The parent tree (ISO 32000-1, 14.7.4.4): from a page's StructParents and an MCID back to
 * the element that holds it. It must say what the structure tree says, for each content
 * of each page, and lead nowhere else.
 */
#include "preflight/structure.h"

#include <math.h>

enum { DEEPEST = 32, MOST_NUMBERS = 1 << 20 };

static void numbers_add(Structure *structure, const Value *numbers)
{
    if (!steps_take(structure->check, array_length(numbers)))
        return;
    for (size_t i = 0; i + 1 < array_length(numbers); i += 2) {
        const Value *number = &numbers->as.array.items[i];
        if (number->kind != VALUE_INTEGER || number->as.number < 0 ||
            number->as.number > 1e9 ||
            g_hash_table_size(structure->parents) > MOST_NUMBERS)
            continue;
        g_hash_table_insert(structure->parents,
                            GUINT_TO_POINTER((guint)number->as.number + 1),
                            (gpointer)&numbers->as.array.items[i + 1]);
    }
}

static void node_read(Structure *structure, const Value *value, GHashTable *met,
                      unsigned depth)
{
    Document *document = structure->check->document;
    const Value *node = document_resolve(document, value);
    if (node->kind != VALUE_DICTIONARY || depth > DEEPEST ||
        !g_hash_table_add(met, (gpointer)node))
        return;
    numbers_add(structure, document_find(document, node, "Nums"));
    const Value *kids = document_find(document, node, "Kids");
    if (!steps_take(structure->check, array_length(kids)))
        return;
    for (size_t i = 0; i < array_length(kids); i++)
        node_read(structure, &kids->as.array.items[i], met, depth + 1);
}

void parents_read(Structure *structure)
{
    const Value *tree = dictionary_find(structure->root, "ParentTree");
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    node_read(structure, tree, met, 0);
}

/* The value of a number in the tree; NULL: none. */
static const Value *parent_find(const Structure *structure, double number)
{
    if (!(number >= 0 && number <= 1e9) || number != floor(number))
        return NULL;
    return g_hash_table_lookup(structure->parents, GUINT_TO_POINTER((guint)number + 1));
}

static void mark_check(Structure *structure, const Container *container,
                       const Value *list, guint mcid)
{
    const MarkState *state = &g_array_index(container->marks, MarkState, mcid);
    Where where = {container->object, container->page};
    unsigned parent =
        mcid < array_length(list) ? value_object(&list->as.array.items[mcid], 0) : 0;
    if (state->seen && state->claims > 0 && parent != state->element)
        found(structure->check, RULE_PARENT_TREE, where,
              "the parent tree leads from the content %u to object %u, not %u", mcid,
              parent, state->element);
}

static void container_check(Structure *structure, const Container *container)
{
    Check *check = structure->check;
    Where where = {container->object, container->page};
    bool any = false;
    for (guint i = 0; i < container->marks->len && !any; i++)
        any = g_array_index(container->marks, MarkState, i).seen;
    if (!any)
        return;
    const Value *value = parent_find(structure, container->struct_parents);
    const Value *list = value ? document_resolve(check->document, value) : &value_null;
    if (list->kind != VALUE_ARRAY) {
        found(check, RULE_PARENT_TREE, where,
              "there is tagged content, and no StructParents that the parent tree has");
        return;
    }
    if (!steps_take(check, list->as.array.n))
        return;
    for (guint i = 0; i < container->marks->len; i++)
        mark_check(structure, container, list, i);
    for (size_t i = 0; i < list->as.array.n; i++) {
        bool seen = i < container->marks->len &&
                    g_array_index(container->marks, MarkState, i).seen;
        if (!seen && list->as.array.items[i].kind == VALUE_REFERENCE)
            found(check, RULE_PARENT_TREE, where,
                  "the parent tree names the content %zu, which is not there", i);
    }
}

void parents_check(Structure *structure)
{
    GHashTableIter iter;
    gpointer container;
    g_hash_table_iter_init(&iter, structure->check->containers);
    while (g_hash_table_iter_next(&iter, NULL, &container))
        container_check(structure, container);
}

void parents_check_object(Structure *structure, const Value *object, Where where,
                          unsigned element)
{
    Check *check = structure->check;
    double number =
        document_number(check->document, dictionary_find(object, "StructParent"), -1);
    const Value *parent = parent_find(structure, number);
    if (!parent || value_object(parent, 0) != element)
        found(check, RULE_PARENT_TREE, where,
              "the parent tree does not lead from the object that it holds to it");
}
