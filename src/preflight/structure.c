/*
 * The structure tree (ISO 32000-1, 14.7 and 14.8): walked once from its root, which makes
 * a node of each element and notes at each marked content which element claims it. What
 * the contents showed (content.c) and what the tree claims must then be the same set.
 */
#include "preflight/structure.h"

#include <string.h>

enum { DEEPEST = 250, MOST_NODES = 4000000, MOST_STEPS = 32, LONGEST_TAG = 80 };

/* Where the walk is. */
typedef struct Branch {
    int parent;
    unsigned object, page; /* of the parent; the object number of the page in force */
    bool language;         /* whether it is known */
    unsigned depth;
} Branch;

static void kid_walk(Structure *structure, const Value *value, Branch branch);

static const char *const standard[] = {
    "Document", "Part",    "Art",   "Sect",      "Div",     "BlockQuote", "Caption",
    "TOC",      "TOCI",    "Index", "NonStruct", "Private", "P",          "H",
    "H1",       "H2",      "H3",    "H4",        "H5",      "H6",         "L",
    "LI",       "Lbl",     "LBody", "Table",     "TR",      "TH",         "TD",
    "THead",    "TBody",   "TFoot", "Span",      "Quote",   "Note",       "Reference",
    "BibEntry", "Code",    "Link",  "Annot",     "Ruby",    "RB",         "RT",
    "RP",       "Warichu", "WT",    "WP",        "Figure",  "Formula",    "Form"};

static const char *role_standard(const Value *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(standard); i++)
        if (value_is_name(type, standard[i]))
            return standard[i];
    return NULL;
}

static const char *role_follow(Structure *structure, const Value *type, Where where)
{
    Check *check = structure->check;
    const Value *map = document_find(check->document, structure->root, "RoleMap");
    const char *name = value_name(check->arena, type);
    const char *role = role_standard(type);
    const Value *at = document_find(check->document, map, name);
    if (role && at->kind)
        found(check, RULE_ROLE_REMAPPED, where, "the standard type '%s' is mapped",
              name);
    for (int i = 0; !role && at->kind == VALUE_NAME && i < MOST_STEPS; i++) {
        role = role_standard(at);
        at = document_find(check->document, map, value_name(check->arena, at));
    }
    if (role)
        return role;
    if (at->kind == VALUE_NAME)
        found(check, RULE_ROLE_CIRCULAR, where, "the type '%s' is mapped in a circle",
              name);
    else
        found(check, RULE_ROLE_UNKNOWN, where, "the type '%s' is not a standard one",
              name);
    return "";
}

const char *role_find(Structure *structure, const Value *type, Where where)
{
    if (type->kind != VALUE_NAME) {
        found(structure->check, RULE_STRUCTURE, where, "the element has no type");
        return "";
    }
    const char *plain = role_standard(type);
    g_autofree char *key = g_strndup(type->as.bytes.start, type->as.bytes.length);
    const char *known = g_hash_table_lookup(structure->roles, key);
    if (known)
        return known;
    const char *role = role_follow(structure, type, where);
    g_hash_table_insert(structure->roles, g_steal_pointer(&key),
                        (gpointer)(role ? role : plain));
    return role;
}

bool language_is_tag(const char *text)
{
    size_t length = strcspn(text, "-");
    bool alone = length == 1 && (*text == 'x' || *text == 'i') && text[length];
    if (!alone && (length < 2 || length > 8))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isalpha(text[i]))
            return false;
    for (text += length; *text; text += length) {
        length = strcspn(++text, "-");
        if (length < 1 || length > 8)
            return false;
        for (size_t i = 0; i < length; i++)
            if (!g_ascii_isalnum(text[i]))
                return false;
    }
    return true;
}

/* The letters of a Lang, cut off where no tag is so long; UTF-16 as ASCII. */
static void tag_copy(const Value *language, char text[LONGEST_TAG])
{
    Bytes bytes = language->as.bytes;
    size_t n = 0, step = 1, at = 0;
    if (bytes.length >= 2 && memcmp(bytes.start, "\xFE\xFF", 2) == 0)
        step = 2, at = 3;
    for (; at < bytes.length && n + 1 < LONGEST_TAG; at += step)
        text[n++] = g_ascii_isprint(bytes.start[at]) ? bytes.start[at] : '?';
    text[n] = '\0';
}

/* The object that a Pg, Stm or Obj refers to; `other` when there is none. */
static unsigned object_at(const Value *dictionary, const char *key, unsigned other)
{
    return value_object(dictionary_find(dictionary, key), other);
}

static unsigned page_number(Check *check, unsigned object)
{
    const Container *container = container_find(check, object);
    return container ? container->page : 0;
}

/* An element holds the marked content `mcid` of a page or form. */
static void content_claim(Structure *structure, unsigned object, double mcid,
                          Branch branch)
{
    Check *check = structure->check;
    Node *node = &g_array_index(structure->nodes, Node, branch.parent);
    Container *container = container_find(check, object);
    Where where = {node->object, container ? container->page : 0};
    MarkState *state = container ? container_mark(check, container, mcid) : NULL;
    node->content = true;
    if (!node->page)
        node->page = where.page;
    if (!state || !state->seen) {
        found(check, RULE_MARK_MISSING, where,
              "the content %.0f that it holds is not there", mcid);
        return;
    }
    if (state->claims++ > 0)
        found(check, RULE_STRUCTURE, where, "the content %.0f is held by two elements",
              mcid);
    state->element = node->object;
    if (!branch.language && !check->told[RULE_LANGUAGE])
        found(check, RULE_LANGUAGE, where, "the language of its text is not known");
}

static void object_claim(Structure *structure, const Value *kid, Branch branch)
{
    Check *check = structure->check;
    const Node *node = &g_array_index(structure->nodes, Node, branch.parent);
    const Value *reference = dictionary_find(kid, "Obj");
    const Value *object = document_resolve(check->document, reference);
    Where where = {node->object, page_number(check, object_at(kid, "Pg", branch.page))};
    if (object->kind != VALUE_DICTIONARY && object->kind != VALUE_STREAM) {
        found(check, RULE_MARK_MISSING, where, "the object that it holds is not there");
        return;
    }
    g_hash_table_insert(check->annotations,
                        GUINT_TO_POINTER(value_object(reference, 0)),
                        (gpointer)node->role);
    parents_check_object(structure, object, where, node->object);
}

static void language_check(Structure *structure, const Node *node, Branch *branch)
{
    Check *check = structure->check;
    const Value *language = document_find(check->document, node->dictionary, "Lang");
    if (language->kind != VALUE_STRING)
        return;
    char text[LONGEST_TAG];
    tag_copy(language, text);
    branch->language = branch->language || *text;
    if (*text && !language_is_tag(text))
        found(check, RULE_LANGUAGE_TAG, (Where){node->object, node->page},
              "Lang is '%s'", text);
}

static int node_add(Structure *structure, const Value *dictionary, unsigned object,
                    const Branch *branch)
{
    GArray *nodes = structure->nodes;
    int index = (int)nodes->len;
    Node node = {.dictionary = dictionary,
                 .object = object,
                 .page = page_number(structure->check, branch->page),
                 .parent = branch->parent,
                 .first = NO_NODE,
                 .last = NO_NODE,
                 .next = NO_NODE};
    node.role =
        role_find(structure, document_find(structure->check->document, dictionary, "S"),
                  (Where){object, node.page});
    g_array_append_val(nodes, node);
    if (branch->parent == NO_NODE)
        return index;
    Node *parent = &g_array_index(nodes, Node, branch->parent);
    if (parent->last != NO_NODE)
        g_array_index(nodes, Node, parent->last).next = index;
    else
        parent->first = index;
    parent->last = index;
    return index;
}

static void kids_walk(Structure *structure, const Value *kids, Branch branch)
{
    const Value *list = document_resolve(structure->check->document, kids);
    if (list->kind != VALUE_ARRAY) {
        kid_walk(structure, kids, branch);
        return;
    }
    if (!steps_take(structure->check, list->as.array.n))
        return;
    for (size_t i = 0; i < list->as.array.n; i++)
        kid_walk(structure, &list->as.array.items[i], branch);
}

static void element_walk(Structure *structure, const Value *value,
                         const Value *dictionary, Branch branch)
{
    Check *check = structure->check;
    unsigned object = value_object(value, 0);
    Where where = {object, 0};
    if (branch.depth > DEEPEST || structure->nodes->len > MOST_NODES ||
        !g_hash_table_add(structure->met, (gpointer)dictionary)) {
        found(check, RULE_STRUCTURE, where, "the element comes twice, or too deep");
        return;
    }
    unsigned parent = object_at(dictionary, "P", 0);
    if (parent != branch.object)
        found(check, RULE_STRUCTURE, where, "the element names another parent");
    branch.page = object_at(dictionary, "Pg", branch.page);
    branch.parent = node_add(structure, dictionary, object, &branch);
    branch.object = object;
    branch.depth++;
    language_check(structure, &g_array_index(structure->nodes, Node, branch.parent),
                   &branch);
    const Value *kids = dictionary_find(dictionary, "K");
    if (kids->kind)
        kids_walk(structure, kids, branch);
}

static void kid_walk(Structure *structure, const Value *value, Branch branch)
{
    Document *document = structure->check->document;
    const Value *kid = document_resolve(document, value);
    const Value *type = document_find(document, kid, "Type");
    bool held = branch.parent != NO_NODE;
    if (held && kid->kind == VALUE_INTEGER)
        content_claim(structure, branch.page, kid->as.number, branch);
    else if (held && value_is_name(type, "MCR")) {
        unsigned page = object_at(kid, "Pg", branch.page);
        double mcid = document_number(document, dictionary_find(kid, "MCID"), -1);
        content_claim(structure, object_at(kid, "Stm", page), mcid, branch);
    } else if (held && value_is_name(type, "OBJR"))
        object_claim(structure, kid, branch);
    else if (kid->kind == VALUE_DICTIONARY)
        element_walk(structure, value, kid, branch);
    else
        found(structure->check, RULE_STRUCTURE, (Where){branch.object, 0},
              "a kid of the element is none");
}

static const Value *attribute_in(Document *document, const Value *set,
                                 const char *owner, const char *key)
{
    if (value_is_name(document_find(document, set, "O"), owner))
        return document_find(document, set, key);
    return &value_null;
}

/* In one dictionary of attributes, or in an array of them. */
static const Value *attribute_of(Document *document, const Value *sets,
                                 const char *owner, const char *key)
{
    if (sets->kind == VALUE_DICTIONARY)
        return attribute_in(document, sets, owner, key);
    for (size_t i = 0; i < MIN(array_length(sets), 64); i++) {
        const Value *value =
            attribute_in(document, document_item(document, sets, i), owner, key);
        if (value->kind)
            return value;
    }
    return &value_null;
}

const Value *attribute_find(Structure *structure, const Node *node, const char *owner,
                            const char *key)
{
    Document *document = structure->check->document;
    const Value *value = attribute_of(
        document, document_find(document, node->dictionary, "A"), owner, key);
    const Value *map = document_find(document, structure->root, "ClassMap");
    const Value *classes = document_find(document, node->dictionary, "C");
    size_t n = classes->kind == VALUE_NAME ? 1 : MIN(array_length(classes), 64);
    for (size_t i = 0; i < n && !value->kind; i++) {
        const Value *name =
            classes->kind == VALUE_NAME ? classes : document_item(document, classes, i);
        g_autofree char *text =
            name->kind == VALUE_NAME
                ? g_strndup(name->as.bytes.start, name->as.bytes.length)
                : g_strdup("");
        value = attribute_of(document, document_find(document, map, text), owner, key);
    }
    return value;
}

/* The marked contents that no element holds. */
static void container_check(Check *check, const Container *container)
{
    for (guint i = 0; i < container->marks->len; i++) {
        const MarkState *state = &g_array_index(container->marks, MarkState, i);
        if (state->seen && state->claims == 0)
            found(check, RULE_MARK_UNCLAIMED,
                  (Where){container->object, container->page},
                  "no element holds the content %u", i);
    }
}

static void containers_check(Check *check)
{
    GHashTableIter iter;
    gpointer container;
    g_hash_table_iter_init(&iter, check->containers);
    while (g_hash_table_iter_next(&iter, NULL, &container))
        container_check(check, container);
}

static void catalog_language_check(Check *check)
{
    const Value *language = document_find(check->document, check->catalog, "Lang");
    char text[LONGEST_TAG] = "";
    if (language->kind == VALUE_STRING)
        tag_copy(language, text);
    Where where = {value_object(dictionary_find(&check->document->trailer, "Root"), 0),
                   0};
    if (language->kind == VALUE_STRING && !language_is_tag(text))
        found(check, RULE_LANGUAGE_TAG, where, "the catalog's Lang is '%s'", text);
    if (!check->tagged && language->kind != VALUE_STRING)
        found(check, RULE_LANGUAGE, where, "the catalog has no Lang");
}

static void tree_check(Structure *structure)
{
    Check *check = structure->check;
    const Value *reference = dictionary_find(check->catalog, "StructTreeRoot");
    const Branch root = {.parent = NO_NODE,
                         .object = value_object(reference, 0),
                         .language = check->language};
    const Value *kids = dictionary_find(structure->root, "K");
    parents_read(structure);
    if (kids->kind)
        kids_walk(structure, kids, root);
    parents_check(structure);
    tags_check(structure);
}

void structure_check(Check *check)
{
    Structure structure = {
        .check = check,
        .root = document_find(check->document, check->catalog, "StructTreeRoot"),
        .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
        .met = g_hash_table_new(NULL, NULL),
        .roles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .parents = g_hash_table_new(NULL, NULL)};
    check->tagged = structure.root->kind == VALUE_DICTIONARY;
    catalog_language_check(check);
    if (check->tagged)
        tree_check(&structure);
    else
        found(check, RULE_STRUCTURE, (Where){0, 0}, "there is no structure tree");
    containers_check(check);
    g_array_unref(structure.nodes);
    g_hash_table_unref(structure.met);
    g_hash_table_unref(structure.roles);
    g_hash_table_unref(structure.parents);
}
