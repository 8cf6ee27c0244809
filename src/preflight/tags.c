/*
 * What each type of element asks for (ISO 32000-1, 14.8.4; ISO 14289-1, 7.2 to 7.9): who
 * may stand in whom, headings in order, texts for what cannot be read.
 */
#include "preflight/structure.h"

#include <string.h>

/* What may stand in an element, and in what it may stand; " A B "; NULL: anything. */
static const struct {
    const char *role, *kids, *parents;
    Rule rule;
} forms[] = {
    {"L", " LI L Caption ", NULL, RULE_LIST_FORM},
    {"LI", " Lbl LBody ", " L ", RULE_LIST_FORM},
    {"LBody", NULL, " LI ", RULE_LIST_FORM},
    {"Table", " TR THead TBody TFoot Caption ", NULL, RULE_TABLE_FORM},
    {"THead", " TR ", " Table ", RULE_TABLE_FORM},
    {"TBody", " TR ", " Table ", RULE_TABLE_FORM},
    {"TFoot", " TR ", " Table ", RULE_TABLE_FORM},
    {"TR", " TH TD ", " Table THead TBody TFoot ", RULE_TABLE_FORM},
    {"TH", NULL, " TR ", RULE_TABLE_FORM},
    {"TD", NULL, " TR ", RULE_TABLE_FORM},
    {"TOC", " TOC TOCI Caption ", NULL, RULE_CONTENTS_FORM},
    {"TOCI", NULL, " TOC ", RULE_CONTENTS_FORM},
};

/* What is met on the way through the nodes. */
typedef struct Tags {
    Structure *structure;
    GHashTable *ids;      /* of notes */
    int level;            /* of the last numbered heading; 0: none yet */
    bool plain, numbered; /* whether there was an H, an Hn */
    bool mixed;
} Tags;

static Node *node_at(const Structure *structure, int index)
{
    return index == NO_NODE ? NULL : &g_array_index(structure->nodes, Node, index);
}

static Where node_place(const Node *node)
{
    return (Where){node->object, node->page};
}

static bool role_is(const Node *node, const char *role)
{
    return node && strcmp(node->role, role) == 0;
}

/* Whether the words hold the role; one that is not known may stand anywhere. */
static bool words_hold(const char *words, const char *role)
{
    g_autofree char *word = g_strdup_printf(" %s ", role);
    return !words || !*role || strstr(words, word);
}

static void form_check(Tags *tags, const Node *node)
{
    const Structure *structure = tags->structure;
    size_t i = 0;
    while (i < G_N_ELEMENTS(forms) && !role_is(node, forms[i].role))
        i++;
    if (i == G_N_ELEMENTS(forms))
        return;
    const Node *parent = node_at(structure, node->parent);
    if (!words_hold(forms[i].parents, parent ? parent->role : "the root"))
        found(structure->check, forms[i].rule, node_place(node),
              "the %s stands in '%s'", node->role, parent ? parent->role : "the root");
    for (int k = node->first; forms[i].kids && k != NO_NODE;) {
        const Node *kid = node_at(structure, k);
        if (!words_hold(forms[i].kids, kid->role))
            found(structure->check, forms[i].rule, node_place(kid),
                  "the %s stands in '%s'", kid->role, node->role);
        k = kid->next;
    }
}

static bool kid_is(const Structure *structure, const Node *node, const char *role)
{
    for (int i = node->first; i != NO_NODE; i = node_at(structure, i)->next)
        if (role_is(node_at(structure, i), role))
            return true;
    return false;
}

/* A list whose items have labels says how they are numbered. */
static void numbering_check(Tags *tags, const Node *node)
{
    Structure *structure = tags->structure;
    if (!role_is(node, "L") ||
        attribute_find(structure, node, "List", "ListNumbering")->kind)
        return;
    for (int i = node->first; i != NO_NODE; i = node_at(structure, i)->next) {
        if (!kid_is(structure, node_at(structure, i), "Lbl"))
            continue;
        found(structure->check, RULE_LIST_NUMBERING, node_place(node),
              "the L has labels and no ListNumbering");
        return;
    }
}

static void heading_check(Tags *tags, const Node *node)
{
    Check *check = tags->structure->check;
    Where where = node_place(node);
    bool plain = role_is(node, "H");
    int level = node->role[0] == 'H' && node->role[1] ? node->role[1] - '0' : 0;
    if (!plain && (level < 1 || level > 6 || node->role[2]))
        return;
    tags->plain = tags->plain || plain;
    tags->numbered = tags->numbered || !plain;
    if (tags->plain && tags->numbered && !tags->mixed) {
        found(check, RULE_HEADING_MIXED, where, "there are H and numbered headings");
        tags->mixed = true;
    }
    const Node *parent = node_at(tags->structure, node->parent);
    for (int i = parent ? parent->first : NO_NODE; plain && i != NO_NODE;) {
        const Node *other = node_at(tags->structure, i);
        if (other == node)
            break;
        if (role_is(other, "H"))
            found(check, RULE_HEADING_DOUBLE, where, "the element has two H");
        i = other->next;
    }
    if (plain)
        return;
    if (tags->level == 0 && level != 1)
        found(check, RULE_HEADING_FIRST, where, "the first heading is %s", node->role);
    else if (level > tags->level + 1)
        found(check, RULE_HEADING_SKIP, where, "%s follows H%d", node->role,
              tags->level);
    tags->level = level;
}

static bool text_is_given(Tags *tags, const Node *node)
{
    Document *document = tags->structure->check->document;
    const Value *alternate = document_find(document, node->dictionary, "Alt");
    const Value *actual = document_find(document, node->dictionary, "ActualText");
    return (alternate->kind == VALUE_STRING && alternate->as.bytes.length > 0) ||
           actual->kind == VALUE_STRING;
}

static void figure_check(Tags *tags, const Node *node)
{
    Check *check = tags->structure->check;
    if (role_is(node, "Figure") && !text_is_given(tags, node))
        found(check, RULE_FIGURE_TEXT, node_place(node), "the Figure has no Alt");
    if (role_is(node, "Formula") && !text_is_given(tags, node))
        found(check, RULE_FORMULA_TEXT, node_place(node), "the Formula has no Alt");
    Rectangle box;
    if (role_is(node, "Figure") && node->content &&
        !rectangle_read(check, attribute_find(tags->structure, node, "Layout", "BBox"),
                        &box))
        found(check, RULE_FIGURE_BOX, node_place(node), "the Figure has no BBox");
}

static void header_check(Tags *tags, const Node *node)
{
    Structure *structure = tags->structure;
    if (!role_is(node, "TH") || dictionary_find(node->dictionary, "ID")->kind ||
        attribute_find(structure, node, "Table", "Headers")->kind)
        return;
    const Value *scope = attribute_find(structure, node, "Table", "Scope");
    if (!value_is_name(scope, "Row") && !value_is_name(scope, "Column") &&
        !value_is_name(scope, "Both"))
        found(structure->check, RULE_TABLE_HEADER, node_place(node),
              "the TH has no Scope");
}

static void note_check(Tags *tags, const Node *node)
{
    Check *check = tags->structure->check;
    if (!role_is(node, "Note"))
        return;
    const Value *id = document_find(check->document, node->dictionary, "ID");
    if (id->kind != VALUE_STRING || id->as.bytes.length == 0) {
        found(check, RULE_NOTE_ID, node_place(node), "the Note has no ID");
        return;
    }
    g_autoptr(GBytes) bytes =
        g_bytes_new_static(id->as.bytes.start, id->as.bytes.length);
    if (g_hash_table_contains(tags->ids, bytes))
        found(check, RULE_NOTE_DOUBLE, node_place(node), "another Note has its ID");
    else
        g_hash_table_add(tags->ids, g_steal_pointer(&bytes));
}

void tags_check(Structure *structure)
{
    Tags tags = {.structure = structure,
                 .ids = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
                                              (GDestroyNotify)g_bytes_unref, NULL)};
    for (guint i = 0; i < structure->nodes->len; i++) {
        const Node *node = &g_array_index(structure->nodes, Node, i);
        form_check(&tags, node);
        numbering_check(&tags, node);
        heading_check(&tags, node);
        figure_check(&tags, node);
        header_check(&tags, node);
        note_check(&tags, node);
    }
    g_hash_table_unref(tags.ids);
}
