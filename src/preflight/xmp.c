/*
 * XMP is RDF in XML (ISO 16684-1). GLib's parser reads the XML and knows no namespaces:
 * the prefixes are undone here, a table a level. An attribute becomes an element, since
 * RDF allows a simple property as either; what is left is one tree in which a property
 * is looked for by its namespace and name.
 */
#include "preflight/xmp.h"

#include <string.h>

enum { DEEPEST = 60, MOST_NODES = 8000 };

/* A prefix as it is bound at a level. */
typedef struct Prefix {
    const char *prefix, *space;
    unsigned level;
} Prefix;

typedef struct XmpReader {
    Arena *arena;
    Xmp xmp;
    XmpNode *at;
    GArray *prefixes; /* of Prefix, the innermost last */
    GString *text;    /* since the last tag */
    unsigned level, n_nodes;
    bool began, ended; /* whether the packet's two instructions were met */
} XmpReader;

static const char *prefix_find(const XmpReader *reader, const char *prefix,
                               size_t length)
{
    for (guint i = reader->prefixes->len; i-- > 0;) {
        const Prefix *bound = &g_array_index(reader->prefixes, Prefix, i);
        if (strlen(bound->prefix) == length &&
            strncmp(bound->prefix, prefix, length) == 0)
            return bound->space;
    }
    return "";
}

static XmpNode *node_add(XmpReader *reader, const char *name)
{
    XmpNode *node = arena_one(reader->arena, XmpNode), *parent = reader->at;
    const char *colon = strchr(name, ':');
    size_t length = colon ? (size_t)(colon - name) : 0;
    *node = (XmpNode){.space = prefix_find(reader, name, length),
                      .name = arena_string(reader->arena, colon ? colon + 1 : name),
                      .text = "",
                      .parent = parent};
    if (parent && parent->last)
        parent->last->next = node;
    else if (parent)
        parent->first = node;
    if (parent)
        parent->last = node;
    reader->n_nodes++;
    return node;
}

static void prefixes_bind(XmpReader *reader, const char **names, const char **values)
{
    for (size_t i = 0; names[i]; i++) {
        if (!g_str_has_prefix(names[i], "xmlns"))
            continue;
        const char *prefix = names[i][5] == ':' ? names[i] + 6 : "";
        Prefix bound = {arena_string(reader->arena, prefix),
                        arena_string(reader->arena, values[i]), reader->level};
        g_array_append_val(reader->prefixes, bound);
    }
}

static void attributes_add(XmpReader *reader, XmpNode *node, const char **names,
                           const char **values)
{
    for (size_t i = 0; names[i]; i++) {
        if (strcmp(names[i], "xml:lang") == 0)
            node->language = arena_string(reader->arena, values[i]);
        else if (!g_str_has_prefix(names[i], "xmlns") && strchr(names[i], ':')) {
            XmpNode *attribute = node_add(reader, names[i]);
            attribute->text = arena_string(reader->arena, values[i]);
        }
    }
}

static void text_keep(XmpReader *reader)
{
    if (reader->at && reader->text->len && !*reader->at->text) {
        g_strstrip(reader->text->str);
        reader->at->text = arena_string(reader->arena, reader->text->str);
    }
    g_string_truncate(reader->text, 0);
}

static void element_start(GMarkupParseContext *context, const char *name,
                          const char **names, const char **values, gpointer user,
                          GError **error)
{
    (void)context;
    XmpReader *reader = user;
    text_keep(reader);
    if (++reader->level > DEEPEST || reader->n_nodes > MOST_NODES) {
        g_set_error(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "too deep");
        return;
    }
    prefixes_bind(reader, names, values);
    XmpNode *node = node_add(reader, name);
    if (!reader->xmp.root)
        reader->xmp.root = node;
    reader->at = node;
    attributes_add(reader, node, names, values);
}

static void element_end(GMarkupParseContext *context, const char *name, gpointer user,
                        GError **error)
{
    (void)context, (void)name, (void)error;
    XmpReader *reader = user;
    text_keep(reader);
    while (reader->prefixes->len > 0 &&
           g_array_index(reader->prefixes, Prefix, reader->prefixes->len - 1).level ==
               reader->level)
        g_array_set_size(reader->prefixes, reader->prefixes->len - 1);
    reader->level--;
    if (reader->at)
        reader->at = reader->at->parent;
}

static void text_add(GMarkupParseContext *context, const char *text, gsize length,
                     gpointer user, GError **error)
{
    (void)context, (void)error;
    XmpReader *reader = user;
    g_string_append_len(reader->text, text, (gssize)length);
}

/* The packet's own instructions, which must not have bytes or encoding. */
static void instruction_read(GMarkupParseContext *context, const char *text,
                             gsize length, gpointer user, GError **error)
{
    (void)context, (void)error;
    XmpReader *reader = user;
    g_autofree char *copy = g_strndup(text, length);
    if (!g_str_has_prefix(copy, "<?xpacket"))
        return;
    if (strstr(copy, " begin="))
        reader->began = true;
    if (strstr(copy, " end="))
        reader->ended = true;
    if (strstr(copy, " bytes="))
        reader->xmp.problem = "the packet has 'bytes'";
    if (strstr(copy, " encoding="))
        reader->xmp.problem = "the packet has 'encoding'";
}

/* GLib's parser may come upon a second error at once and then warn on standard error; so
 * it is given no place for them, and the first one is taken here. */
static void error_keep(GMarkupParseContext *context, GError *error, gpointer user)
{
    (void)context;
    XmpReader *reader = user;
    if (!reader->xmp.problem)
        reader->xmp.problem = arena_string(reader->arena, error->message);
}

static bool node_is(const XmpNode *node, const char *space, const char *name)
{
    return strcmp(node->name, name) == 0 && strcmp(node->space, space) == 0;
}

/* The rdf:RDF element. */
static const XmpNode *rdf_find(const Xmp *xmp)
{
    const XmpNode *root = xmp->root;
    if (!root || node_is(root, NS_RDF, "RDF"))
        return root;
    for (const XmpNode *node = root->first; node; node = node->next)
        if (node_is(node, NS_RDF, "RDF"))
            return node;
    return NULL;
}

Xmp xmp_read(Arena *arena, Bytes bytes)
{
    if (bytes.length == 0)
        return (Xmp){"it is empty", NULL};
    static const GMarkupParser parser = {element_start, element_end, text_add,
                                         instruction_read, error_keep};
    XmpReader reader = {.arena = arena,
                        .prefixes = g_array_new(FALSE, FALSE, sizeof(Prefix)),
                        .text = g_string_new(NULL)};
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(
        &parser, G_MARKUP_PREFIX_ERROR_POSITION, &reader, NULL);
    if (bytes.length >= 3 && memcmp(bytes.start, "\xEF\xBB\xBF", 3) == 0)
        bytes = (Bytes){bytes.start + 3, bytes.length - 3};
    if (!g_markup_parse_context_parse(context, bytes.start, (gssize)bytes.length,
                                      NULL) ||
        !g_markup_parse_context_end_parse(context, NULL))
        error_keep(context, &(GError){.message = "it is no XML"}, &reader);
    if (!reader.xmp.problem && (!reader.began || !reader.ended))
        reader.xmp.problem = "it is not between the two instructions of a packet";
    if (!reader.xmp.problem && !rdf_find(&reader.xmp))
        reader.xmp.problem = "it has no rdf:RDF";
    g_array_unref(reader.prefixes);
    g_string_free(reader.text, TRUE);
    return reader.xmp;
}

/* Attributes of RDF itself are no properties. */
static const XmpNode *property_from(const XmpNode *node)
{
    while (node && strcmp(node->space, NS_RDF) == 0)
        node = node->next;
    return node;
}

const XmpNode *xmp_next(const Xmp *xmp, const XmpNode *after)
{
    const XmpNode *description = NULL;
    if (after) {
        const XmpNode *next = property_from(after->next);
        if (next)
            return next;
        description = after->parent->next;
    } else {
        const XmpNode *rdf = rdf_find(xmp);
        description = rdf ? rdf->first : NULL;
    }
    for (; description; description = description->next) {
        const XmpNode *first = property_from(description->first);
        if (first && node_is(description, NS_RDF, "Description"))
            return first;
    }
    return NULL;
}

const XmpNode *xmp_find(const Xmp *xmp, const char *space, const char *name)
{
    const XmpNode *node = NULL;
    while ((node = xmp_next(xmp, node)))
        if (node_is(node, space, name))
            return node;
    return NULL;
}

const XmpNode *xmp_items(const XmpNode *property)
{
    for (const XmpNode *node = property ? property->first : NULL; node;
         node = node->next)
        if (strcmp(node->space, NS_RDF) == 0 &&
            (strcmp(node->name, "Alt") == 0 || strcmp(node->name, "Seq") == 0 ||
             strcmp(node->name, "Bag") == 0))
            return node->first;
    return NULL;
}

const char *xmp_text(const XmpNode *property)
{
    if (!property)
        return "";
    const XmpNode *items = xmp_items(property);
    for (const XmpNode *item = items; item; item = item->next)
        if (item->language && strcmp(item->language, "x-default") == 0)
            return item->text;
    return items ? items->text : property->text;
}

const XmpNode *xmp_field(const XmpNode *node, const char *space, const char *name)
{
    if (!node)
        return NULL;
    for (const XmpNode *field = node->first; field; field = field->next) {
        if (node_is(field, space, name))
            return field;
        if (node_is(field, NS_RDF, "Description")) {
            const XmpNode *inner = xmp_field(field, space, name);
            if (inner)
                return inner;
        }
    }
    return NULL;
}
