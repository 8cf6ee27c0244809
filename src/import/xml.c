/*
 * A part of a workbook as a row of events, by libxml2's reader, which is opened when the
 * first workbook is. Names are compared without their prefixes: programs choose those as
 * they like. A part with a document type is refused, for no spreadsheet program writes
 * one, and entities are how a small text becomes a giant.
 */
#include "import/reading.h"

#include <string.h>

enum { NO_ERRORS = 1 << 5, NO_WARNINGS = 1 << 6, NO_NET = 1 << 11 };

/* The types of nodes that libxml2's reader tells. */
enum {
    NODE_ELEMENT = 1,
    NODE_TEXT = 3,
    NODE_CDATA = 4,
    NODE_ENTITY = 5,
    NODE_DOCTYPE = 10,
    NODE_SPACE = 14,
    NODE_END = 15
};

struct XmlReader {
    Diagnostics *diagnostics;
    const char *path, *part;
    void *reader;
    const char *name, *text;
    GPtrArray *attributes; /* values that were asked for, of the element in hand */
    bool empty;            /* the element in hand has its end still to come */
    int (*read)(void *reader);
    int (*type)(void *reader);
    const char *(*local_name)(void *reader);
    const char *(*value)(void *reader);
    int (*is_empty)(void *reader);
    int (*next_attribute)(void *reader);
    int (*first_attribute)(void *reader);
    int (*to_element)(void *reader);
    int (*line)(void *reader);
    void *(*open)(const char *bytes, int size, const char *address,
                  const char *encoding, int options);
    void (*free)(void *reader);
};

static bool functions_find(XmlReader *reader)
{
    const LibrarySymbol symbols[] = {
        {"xmlTextReaderRead", &reader->read},
        {"xmlTextReaderNodeType", &reader->type},
        {"xmlTextReaderConstLocalName", &reader->local_name},
        {"xmlTextReaderConstValue", &reader->value},
        {"xmlTextReaderIsEmptyElement", &reader->is_empty},
        {"xmlTextReaderMoveToNextAttribute", &reader->next_attribute},
        {"xmlTextReaderMoveToFirstAttribute", &reader->first_attribute},
        {"xmlTextReaderMoveToElement", &reader->to_element},
        {"xmlTextReaderGetParserLineNumber", &reader->line},
        {"xmlReaderForMemory", &reader->open},
        {"xmlFreeTextReader", &reader->free},
        {NULL, NULL},
    };
    return library_open(reader->diagnostics, "libxml2.so.2", "libxml2", symbols);
}

XmlReader *xml_open(Diagnostics *diagnostics, const char *path, const Parts *parts,
                    const char *part)
{
    size_t length = 0;
    const char *bytes = part_find(parts, part, &length);
    if (!bytes || length == 0) {
        g_autofree char *problem = g_strdup_printf("it has no part '%s'", part);
        report(diagnostics, IMPORT_BROKEN, place_file(path), problem);
        return NULL;
    }
    g_autoptr(XmlReader) reader = g_new0(XmlReader, 1);
    reader->attributes = g_ptr_array_new_with_free_func(g_free);
    reader->diagnostics = diagnostics;
    reader->path = path;
    reader->part = g_intern_string(part);
    if (!functions_find(reader))
        return NULL;
    reader->reader =
        reader->open(bytes, (int)length, NULL, NULL, NO_ERRORS | NO_WARNINGS | NO_NET);
    g_assert(reader->reader);
    return g_steal_pointer(&reader);
}

void xml_close(XmlReader *reader)
{
    if (!reader)
        return;
    if (reader->reader)
        reader->free(reader->reader);
    g_ptr_array_unref(reader->attributes);
    g_free(reader);
}

static XmlEvent xml_broken(const XmlReader *reader, const char *problem)
{
    g_autofree char *text = g_strdup_printf("'%s' %s in line %d", reader->part, problem,
                                            reader->line(reader->reader));
    report(reader->diagnostics, IMPORT_BROKEN, place_file(reader->path), text);
    return XML_BROKEN;
}

/* The event of the node in hand; XML_DONE: it is of no matter. */
static XmlEvent node_event(XmlReader *reader)
{
    switch (reader->type(reader->reader)) {
    case NODE_ELEMENT:
        reader->name = reader->local_name(reader->reader);
        reader->empty = reader->is_empty(reader->reader) == 1;
        return XML_START;
    case NODE_END:
        reader->name = reader->local_name(reader->reader);
        return XML_END;
    case NODE_TEXT:
    case NODE_CDATA:
    case NODE_SPACE:
        reader->text = reader->value(reader->reader);
        return XML_TEXT;
    case NODE_DOCTYPE:
    case NODE_ENTITY:
        return xml_broken(reader, "has a document type or entity");
    default:
        return XML_DONE;
    }
}

XmlEvent xml_next(XmlReader *reader)
{
    g_ptr_array_set_size(reader->attributes, 0);
    if (reader->empty) {
        reader->empty = false;
        return XML_END;
    }
    for (;;) {
        int status = reader->read(reader->reader);
        if (status < 0)
            return xml_broken(reader, "is not well-formed");
        if (status == 0)
            return XML_DONE;
        XmlEvent event = node_event(reader);
        if (event != XML_DONE)
            return event;
    }
}

bool xml_is(const XmlReader *reader, const char *name)
{
    return strcmp(reader->name, name) == 0;
}

const char *xml_text(const XmlReader *reader)
{
    return reader->text ? reader->text : "";
}

const char *xml_attribute(XmlReader *reader, const char *name)
{
    char *found = NULL;
    bool more = reader->first_attribute(reader->reader) == 1;
    for (; more && !found; more = reader->next_attribute(reader->reader) == 1)
        if (strcmp(reader->local_name(reader->reader), name) == 0)
            found = g_strdup(reader->value(reader->reader));
    reader->to_element(reader->reader);
    if (found)
        g_ptr_array_add(reader->attributes, found);
    return found ? found : "";
}
