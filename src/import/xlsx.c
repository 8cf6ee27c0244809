/*
 * An Office Open XML workbook: workbook.xml lists the sheets, its .rels file says where
 * each is; texts stand once in sharedStrings.xml, and cells have their numbers. A day is
 * a number of days since 1899-12-30 (or since 1904-01-01, where the workbook says so)
 * that only the cell's style tells from other numbers: styles.xml has for each style
 * the form in which a number is shown, and a form with years, months or days in it is a
 * day's. A formula's cell has the value that was found last.
 */
#include "import/reading.h"

#include <math.h>
#include <string.h>

typedef struct XlsxReader {
    SheetBuilder *builder;
    const Parts *parts;
    bool from_1904;
    GPtrArray *strings;   /* shared texts, in the arena */
    GArray *days;         /* of bool: whether a style is that of days */
    XmlReader *xml;       /* of the sheet */
    unsigned row, column; /* of the cell in hand, from 1 */
} XlsxReader;

/* Where a workbook says that its parts are. */
typedef struct Relations {
    GHashTable *targets;    /* identifier to part */
    char *strings, *styles; /* parts; NULL: there are none */
} Relations;

static void relations_clear(Relations *relations)
{
    g_clear_pointer(&relations->targets, g_hash_table_unref);
    g_free(relations->strings);
    g_free(relations->styles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Relations, relations_clear)

static XmlReader *part_open(const XlsxReader *reader, const char *part)
{
    return xml_open(reader->builder->diagnostics, reader->builder->path, reader->parts,
                    part);
}

/* The name of a part that workbook.xml refers to; to be freed. */
static char *target_part(const char *target)
{
    return *target == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
}

static bool relations_read(const XlsxReader *reader, Relations *relations)
{
    g_autoptr(XmlReader) xml = part_open(reader, "xl/_rels/workbook.xml.rels");
    XmlEvent event = XML_BROKEN;
    relations->targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (xml && (event = xml_next(xml)) != XML_DONE && event != XML_BROKEN) {
        if (event != XML_START || !xml_is(xml, "Relationship"))
            continue;
        g_autofree char *part = target_part(xml_attribute(xml, "Target"));
        const char *type = xml_attribute(xml, "Type");
        if (g_str_has_suffix(type, "/sharedStrings") && !relations->strings)
            relations->strings = g_strdup(part);
        if (g_str_has_suffix(type, "/styles") && !relations->styles)
            relations->styles = g_strdup(part);
        g_hash_table_replace(relations->targets, g_strdup(xml_attribute(xml, "Id")),
                             g_steal_pointer(&part));
    }
    return event == XML_DONE;
}

/* ---- texts --------------------------------------------------------------------------- */

/* The text up to the end of the element `end`, that of how it is pronounced left out;
 * false: reported. */
static bool rich_read(XmlReader *xml, const char *end, GString *text)
{
    bool in_text = false, in_phonetic = false;
    g_string_truncate(text, 0);
    for (;;) {
        XmlEvent event = xml_next(xml);
        if (event == XML_BROKEN || event == XML_DONE)
            return false;
        if (event == XML_TEXT && in_text && !in_phonetic)
            g_string_append(text, xml_text(xml));
        if (event == XML_TEXT)
            continue;
        if (event == XML_END && xml_is(xml, end))
            return true;
        if (xml_is(xml, "rPh"))
            in_phonetic = event == XML_START;
        if (xml_is(xml, "t"))
            in_text = event == XML_START;
    }
}

static bool strings_read(XlsxReader *reader, const char *part)
{
    g_autoptr(XmlReader) xml = part_open(reader, part);
    g_autoptr(GString) text = g_string_new(NULL);
    XmlEvent event = XML_BROKEN;
    while (xml && (event = xml_next(xml)) != XML_DONE && event != XML_BROKEN) {
        if (event != XML_START || !xml_is(xml, "si"))
            continue;
        if (!rich_read(xml, "si", text))
            return false;
        g_ptr_array_add(reader->strings,
                        arena_text(reader->builder->arena, text->str, text->len));
    }
    return event == XML_DONE;
}

/* ---- styles -------------------------------------------------------------------------- */

/* Whether a form of numbers is that of days: years, months, days or hours outside of
 * quotes, brackets and what is escaped. */
static bool form_is_day(const char *form)
{
    bool quoted = false, bracketed = false;
    for (; *form; form++) {
        if (*form == '\\' && form[1])
            form++;
        else if (*form == '"')
            quoted = !quoted;
        else if (*form == '[' && !quoted)
            bracketed = true;
        else if (*form == ']')
            bracketed = false;
        else if (!quoted && !bracketed && strchr("yYdD", *form))
            return true;
    }
    return false;
}

/* Whether one of the forms that have numbers of their own is that of days. */
static bool form_builtin_is_day(guint64 number)
{
    return (number >= 14 && number <= 17) || number == 22 ||
           (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
}

static guint64 number_read(const char *text)
{
    guint64 number = 0;
    return g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT32, &number, NULL) ? number
                                                                              : 0;
}

static bool styles_read(XlsxReader *reader, const char *part)
{
    g_autoptr(XmlReader) xml = part_open(reader, part);
    g_autoptr(GHashTable) forms = g_hash_table_new(NULL, NULL);
    XmlEvent event = XML_BROKEN;
    bool in_cells = false;
    while (xml && (event = xml_next(xml)) != XML_DONE && event != XML_BROKEN) {
        if (event == XML_TEXT)
            continue;
        if (xml_is(xml, "cellXfs"))
            in_cells = event == XML_START;
        if (event != XML_START)
            continue;
        guint64 number = number_read(xml_attribute(xml, "numFmtId"));
        if (xml_is(xml, "numFmt") && form_is_day(xml_attribute(xml, "formatCode")))
            g_hash_table_add(forms, GUINT_TO_POINTER(number));
        if (!xml_is(xml, "xf") || !in_cells)
            continue;
        bool day = form_builtin_is_day(number) ||
                   g_hash_table_contains(forms, GUINT_TO_POINTER(number));
        g_array_append_val(reader->days, day);
    }
    return event == XML_DONE;
}

/* ---- cells --------------------------------------------------------------------------- */

/* The column of a reference such as "AB12", from 1; 0: it has none. */
static unsigned column_read(const char *reference)
{
    unsigned column = 0;
    for (; g_ascii_isalpha(*reference) && column < 100000; reference++)
        column = column * 26 + (unsigned)(g_ascii_toupper(*reference) - 'A' + 1);
    return column;
}

/* A day as ISO 8601 has it, with the time of day if it has one; NULL: it is none. */
static const char *day_print(const XlsxReader *reader, double number)
{
    enum { DAY_SECONDS = 86400, LAST = 2958466 };
    if (!(number >= 1 && number < LAST))
        return NULL;
    g_autoptr(GDateTime) start =
        g_date_time_new_utc(reader->from_1904 ? 1904 : 1899, reader->from_1904 ? 1 : 12,
                            reader->from_1904 ? 1 : 30, 0, 0, 0);
    gint64 seconds = (gint64)llround(number * DAY_SECONDS);
    g_autoptr(GDateTime) days =
        g_date_time_add_days(start, (gint)(seconds / DAY_SECONDS));
    g_autoptr(GDateTime) time =
        days ? g_date_time_add_seconds(days, (double)(seconds % DAY_SECONDS)) : NULL;
    if (!time)
        return NULL;
    g_autofree char *text = g_date_time_format(
        time, seconds % DAY_SECONDS ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%d");
    return arena_string(reader->builder->arena, text);
}

/* A number as it is shown in a cell without a form of its own. */
static const char *number_print(const XlsxReader *reader, const char *value, bool day)
{
    char *end = NULL, text[G_ASCII_DTOSTR_BUF_SIZE];
    double number = g_ascii_strtod(value, &end);
    const char *shown = NULL;
    if (end == value || *end != '\0' || !isfinite(number))
        return value;
    if (day && (shown = day_print(reader, number)))
        return shown;
    g_ascii_formatd(text, sizeof text, "%.15g", number);
    return arena_string(reader->builder->arena, text);
}

/* What a value says by its cell's type and style. */
static const char *value_print(const XlsxReader *reader, const char *type,
                               guint64 style, const char *value)
{
    if (strcmp(type, "s") == 0) {
        guint64 at = 0;
        bool known = g_ascii_string_to_unsigned(value, 10, 0, G_MAXUINT32, &at, NULL) &&
                     at < reader->strings->len;
        return known ? g_ptr_array_index(reader->strings, (guint)at) : "";
    }
    if (strcmp(type, "b") == 0)
        return strcmp(value, "1") == 0 ? "true" : "false";
    if (*type && strcmp(type, "n") != 0)
        return value;
    bool day =
        style < reader->days->len && g_array_index(reader->days, bool, (guint)style);
    return number_print(reader, value, day);
}

/* Reads the cell that starts: its value, or the text that stands in it; false:
 * reported. */
static bool cell_read(XlsxReader *reader)
{
    XmlReader *xml = reader->xml;
    SheetBuilder *builder = reader->builder;
    unsigned column = column_read(xml_attribute(xml, "r"));
    g_autofree char *type = g_strdup(xml_attribute(xml, "t"));
    guint64 style = number_read(xml_attribute(xml, "s"));
    g_autoptr(GString) value = g_string_new(NULL);
    bool in_value = false, in_text = false;
    reader->column = column > 0 ? column : reader->column + 1;
    for (XmlEvent event = XML_START;;) {
        event = xml_next(xml);
        if (event == XML_BROKEN || event == XML_DONE)
            return false;
        if (event == XML_TEXT && (in_value || in_text))
            g_string_append(value, xml_text(xml));
        if (event == XML_TEXT)
            continue;
        if (xml_is(xml, "v"))
            in_value = event == XML_START;
        if (xml_is(xml, "is") && event == XML_START && !rich_read(xml, "is", value))
            return false;
        if (event == XML_END && xml_is(xml, "c"))
            break;
    }
    const char *text = arena_text(builder->arena, value->str, value->len);
    return sheet_builder_cell(builder, reader->column - 1,
                              *text ? value_print(reader, type, style, text) : "",
                              place_at(builder->path, reader->row, reader->column));
}

static bool rows_read(XlsxReader *reader)
{
    SheetBuilder *builder = reader->builder;
    for (;;) {
        XmlEvent event = xml_next(reader->xml);
        if (event == XML_BROKEN || event == XML_DONE)
            return event == XML_DONE;
        if (event == XML_START && xml_is(reader->xml, "row")) {
            guint64 row = number_read(xml_attribute(reader->xml, "r"));
            reader->row = row > 0 ? (unsigned)row : reader->row + 1;
            reader->column = 0;
        }
        if (event == XML_START && xml_is(reader->xml, "c") && !cell_read(reader))
            return false;
        if (event == XML_END && xml_is(reader->xml, "row") &&
            !sheet_builder_row(builder, place_at(builder->path, reader->row, 1)))
            return false;
    }
}

/* ---- the workbook -------------------------------------------------------------------- */

typedef struct SheetList {
    GPtrArray *names, *identifiers;
    GArray *hidden; /* of bool */
} SheetList;

static void sheet_list_clear(SheetList *list)
{
    g_ptr_array_unref(list->names);
    g_ptr_array_unref(list->identifiers);
    g_array_unref(list->hidden);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SheetList, sheet_list_clear)

static bool workbook_read(XlsxReader *reader, SheetList *list)
{
    g_autoptr(XmlReader) xml = part_open(reader, "xl/workbook.xml");
    XmlEvent event = XML_BROKEN;
    while (xml && (event = xml_next(xml)) != XML_DONE && event != XML_BROKEN) {
        if (event != XML_START)
            continue;
        if (xml_is(xml, "workbookPr")) {
            const char *base = xml_attribute(xml, "date1904");
            reader->from_1904 = strcmp(base, "1") == 0 || strcmp(base, "true") == 0;
        } else if (xml_is(xml, "sheet")) {
            bool hidden = g_str_has_suffix(xml_attribute(xml, "state"), "idden");
            g_ptr_array_add(list->names, g_strdup(xml_attribute(xml, "name")));
            g_ptr_array_add(list->identifiers, g_strdup(xml_attribute(xml, "id")));
            g_array_append_val(list->hidden, hidden);
        }
    }
    return event == XML_DONE;
}

static bool tables_read(XlsxReader *reader, const Relations *relations,
                        const SheetList *list, const char *sheet)
{
    int chosen = sheet_choose(reader->builder, list->names,
                              (const bool *)list->hidden->data, sheet);
    if (chosen < 0)
        return false;
    const char *identifier = g_ptr_array_index(list->identifiers, (guint)chosen);
    const char *part = g_hash_table_lookup(relations->targets, identifier);
    if (relations->strings && !strings_read(reader, relations->strings))
        return false;
    if (relations->styles && !styles_read(reader, relations->styles))
        return false;
    g_autoptr(XmlReader) xml = part_open(reader, part ? part : "of the sheet");
    reader->xml = xml;
    return xml && rows_read(reader);
}

bool xlsx_read(SheetBuilder *builder, const Parts *parts, const char *sheet)
{
    XlsxReader reader = {.builder = builder,
                         .parts = parts,
                         .strings = g_ptr_array_new(),
                         .days = g_array_new(false, false, sizeof(bool))};
    g_auto(Relations) relations = {0};
    g_auto(SheetList) list = {g_ptr_array_new_with_free_func(g_free),
                              g_ptr_array_new_with_free_func(g_free),
                              g_array_new(false, false, sizeof(bool))};
    bool read = relations_read(&reader, &relations) && workbook_read(&reader, &list) &&
                tables_read(&reader, &relations, &list, sheet);
    g_ptr_array_unref(reader.strings);
    g_array_unref(reader.days);
    return read;
}
