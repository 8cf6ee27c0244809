/*
 * An OpenDocument spreadsheet: content.xml has its tables, each with rows, each with
 * cells. What stands more than once side by side is written once with a count: blank
 * cells up to the sheet's edge, blank rows up to its end, and rows that are alike. A
 * cell's value is an attribute where it is a number or a day, else its paragraphs;
 * remarks and pictures in a cell have paragraphs too, which are not its text.
 */
#include "import/reading.h"

#include <string.h>

typedef struct OdsReader {
    SheetBuilder *builder;
    XmlReader *xml;
    size_t column; /* of the next cell */
    guint64 row;   /* of the row in hand, from 1 */
    GString *text;
    int aside; /* how deep in a remark or picture */
} OdsReader;

/* A count of a repeated cell or row: 1 where there is none. */
static guint64 repeat_read(XmlReader *xml, const char *name)
{
    guint64 count = 1;
    const char *text = xml_attribute(xml, name);
    if (!g_ascii_string_to_unsigned(text, 10, 1, G_MAXUINT32, &count, NULL))
        count = 1;
    return count;
}

/* The value of a cell that has one beside its text; "": its text is the value. */
static const char *value_read(XmlReader *xml)
{
    static const struct {
        const char *type, *attribute;
    } values[] = {{"date", "date-value"},       {"float", "value"},
                  {"percentage", "value"},      {"currency", "value"},
                  {"boolean", "boolean-value"}, {"time", "time-value"}};
    g_autofree char *type = g_strdup(xml_attribute(xml, "value-type"));
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        if (strcmp(type, values[i].type) == 0)
            return xml_attribute(xml, values[i].attribute);
    return "";
}

static bool is_aside(const XmlReader *xml)
{
    return xml_is(xml, "annotation") || xml_is(xml, "frame") || xml_is(xml, "shapes") ||
           xml_is(xml, "custom-shape");
}

/* Blanks and breaks that are written as elements. */
static void text_element(OdsReader *reader)
{
    guint64 blanks = xml_is(reader->xml, "s") ? repeat_read(reader->xml, "c") : 0;
    if (xml_is(reader->xml, "tab") || xml_is(reader->xml, "line-break"))
        blanks = 1;
    if (xml_is(reader->xml, "p") && reader->text->len > 0)
        blanks = 1;
    for (guint64 i = 0; i < MIN(blanks, 64); i++)
        g_string_append_c(reader->text, ' ');
}

/* Reads up to the cell's end; false: reported. */
static bool text_read(OdsReader *reader)
{
    g_string_truncate(reader->text, 0);
    for (;;) {
        XmlEvent event = xml_next(reader->xml);
        if (event == XML_BROKEN || event == XML_DONE)
            return false;
        if (event == XML_END && reader->aside == 0 &&
            (xml_is(reader->xml, "table-cell") ||
             xml_is(reader->xml, "covered-table-cell")))
            return true;
        if (event != XML_TEXT && is_aside(reader->xml))
            reader->aside += event == XML_START ? 1 : -1;
        else if (event == XML_START && reader->aside == 0)
            text_element(reader);
        else if (event == XML_TEXT && reader->aside == 0)
            g_string_append(reader->text, xml_text(reader->xml));
    }
}

/* Reads the cell that starts; false: reported. */
static bool cell_read(OdsReader *reader)
{
    SheetBuilder *builder = reader->builder;
    guint64 count = repeat_read(reader->xml, "number-columns-repeated");
    g_autofree char *value = g_strdup(value_read(reader->xml));
    if (!text_read(reader))
        return false;
    const char *text = *value ? value : reader->text->str;
    for (guint64 i = 0; *text && i < count; i++) {
        Place place = place_at(builder->path, (unsigned)reader->row,
                               (unsigned)(reader->column + i + 1));
        if (!sheet_builder_cell(builder, reader->column + i,
                                arena_string(builder->arena, text), place))
            return false;
    }
    reader->column += count;
    return true;
}

/* Ends a row that stands `count` times; a blank one is counted alone. */
static bool row_end(OdsReader *reader, guint64 count)
{
    SheetBuilder *builder = reader->builder;
    g_autoptr(GArray) cells = g_array_copy(builder->cells);
    for (guint64 i = 0; i < count; i++) {
        if (i > 0 && cells->len > 0)
            g_array_append_vals(builder->cells, cells->data, cells->len);
        for (guint k = 0; k < builder->cells->len; k++)
            g_array_index(builder->cells, SheetCell, k).place.line =
                (unsigned)(reader->row + i);
        if (!sheet_builder_row(builder,
                               place_at(builder->path, (unsigned)(reader->row + i), 1)))
            return false;
        if (cells->len == 0)
            break;
    }
    reader->row += count;
    return true;
}

static bool row_read(OdsReader *reader)
{
    guint64 count = repeat_read(reader->xml, "number-rows-repeated");
    reader->column = 0;
    for (;;) {
        XmlEvent event = xml_next(reader->xml);
        if (event == XML_BROKEN || event == XML_DONE)
            return false;
        bool cell = event == XML_START && (xml_is(reader->xml, "table-cell") ||
                                           xml_is(reader->xml, "covered-table-cell"));
        if (cell && !cell_read(reader))
            return false;
        if (event == XML_END && xml_is(reader->xml, "table-row"))
            return row_end(reader, count);
    }
}

/* Reads the rows of the table in hand; false: reported. */
static bool table_read(OdsReader *reader)
{
    for (;;) {
        XmlEvent event = xml_next(reader->xml);
        if (event == XML_BROKEN || event == XML_DONE)
            return false;
        if (event == XML_END && xml_is(reader->xml, "table"))
            return true;
        if (event == XML_START && xml_is(reader->xml, "table-row") && !row_read(reader))
            return false;
    }
}

/* The names of the tables; NULL: reported. */
static GPtrArray *tables_list(SheetBuilder *builder, const Parts *parts)
{
    g_autoptr(XmlReader) xml =
        xml_open(builder->diagnostics, builder->path, parts, "content.xml");
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    XmlEvent event = XML_START;
    while (xml && (event = xml_next(xml)) != XML_DONE && event != XML_BROKEN)
        if (event == XML_START && xml_is(xml, "table"))
            g_ptr_array_add(names, g_strdup(xml_attribute(xml, "name")));
    return xml && event == XML_DONE ? g_steal_pointer(&names) : NULL;
}

bool ods_read(SheetBuilder *builder, const Parts *parts, const char *sheet)
{
    g_autoptr(GPtrArray) names = tables_list(builder, parts);
    int chosen = names ? sheet_choose(builder, names, NULL, sheet) : -1;
    if (chosen < 0)
        return false;
    g_autoptr(XmlReader) xml =
        xml_open(builder->diagnostics, builder->path, parts, "content.xml");
    OdsReader reader = {
        .builder = builder, .xml = xml, .row = 1, .text = g_string_new(NULL)};
    bool read = false;
    for (int at = -1; at < chosen;) {
        XmlEvent event = xml_next(xml);
        if (event == XML_BROKEN || event == XML_DONE)
            break;
        at += event == XML_START && xml_is(xml, "table");
        if (at == chosen)
            read = table_read(&reader);
    }
    g_string_free(reader.text, TRUE);
    return read;
}
