/* What the readers of tables share; no other room includes it. */
#ifndef IMPORT_READING_H
#define IMPORT_READING_H

#include "import/import.h"

/* The most rows and columns of a table. */
enum { MOST_SHEET_ROWS = 50000, MOST_SHEET_COLUMNS = 512 };

/* The most bytes of a workbook's parts together, unpacked. */
#define LARGEST_WORKBOOK ((size_t)64 << 20)
#define LARGEST_WORKBOOK_NAME "64 MiB"

/* A table in the making: cells come in order, row by row. */
typedef struct SheetBuilder {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *path;
    GArray *rows;  /* of SheetRow */
    GArray *cells; /* of SheetCell: the row in hand */
    bool failed;   /* reported */
} SheetBuilder;

void sheet_builder_init(SheetBuilder *builder, Diagnostics *diagnostics, Arena *arena,
                        const char *path);
void sheet_builder_clear(SheetBuilder *builder);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SheetBuilder, sheet_builder_clear)

/* Puts a text at a column (from 0) of the row in hand. False: reported, too many. */
bool sheet_builder_cell(SheetBuilder *builder, size_t column, const char *text,
                        Place place);

/* Ends the row in hand, which stands at `place`; one without text is passed over. */
bool sheet_builder_row(SheetBuilder *builder, Place place);

const Sheet *sheet_builder_take(SheetBuilder *builder);

/* ---- parts.c: a workbook's files ----------------------------------------------------- */

typedef struct Parts Parts; /* names to GBytes */

/* Unpacks the parts that tables are read from. NULL: reported. */
Parts *parts_read(Diagnostics *diagnostics, const char *path);
void parts_free(Parts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parts, parts_free)

/* The bytes of a part, NUL-terminated; NULL: there is none. */
const char *part_find(const Parts *parts, const char *name, size_t *length);

/* ---- xml.c: events of an XML part ---------------------------------------------------- */

typedef struct XmlReader XmlReader;

typedef enum XmlEvent { XML_START, XML_END, XML_TEXT, XML_DONE, XML_BROKEN } XmlEvent;

/* Starts reading a part. No entity is expanded and nothing else is read. NULL: reported,
 * as is a part that is missing. */
XmlReader *xml_open(Diagnostics *diagnostics, const char *path, const Parts *parts,
                    const char *part);
void xml_close(XmlReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlReader, xml_close)

/* The next event; an empty element has a start and an end. XML_BROKEN is reported. */
XmlEvent xml_next(XmlReader *reader);

/* The local name of the element in hand, and whether it is that. */
bool xml_is(const XmlReader *reader, const char *name);

/* The text in hand. */
const char *xml_text(const XmlReader *reader);

/* An attribute of the element that starts, whatever its prefix; "" where it has none. Lent
 * until the next event. */
const char *xml_attribute(XmlReader *reader, const char *name);

/* ---- xlsx.c, ods.c ------------------------------------------------------------------- */

/* Both fill the builder; false: reported. */
bool xlsx_read(SheetBuilder *builder, const Parts *parts, const char *sheet);
bool ods_read(SheetBuilder *builder, const Parts *parts, const char *sheet);

/* Chooses a sheet of `names`: the one that is asked for, else the first that is not
 * hidden, of which is told when there are others. -1: reported. */
int sheet_choose(SheetBuilder *builder, const GPtrArray *names, const bool *hidden,
                 const char *asked);

/* ---- words.c, days.c ----------------------------------------------------------------- */

/* Small letters without marks, words parted by single blanks; to be freed. */
char *words_fold(const char *text);

/* What a header is in one of the languages of letters; FIELD_NONE: nothing known. `whole`:
 * it is a word for that as it stands, and not only has one in it. */
Field field_find(const char *folded, bool *whole);

/* What --column calls a field; the field that is called so, N_FIELDS: none. */
const char *field_name(Field field);
Field field_named(const char *name);

/* What a column of contacts holds; NULL: the field is none. */
const char *field_contact(Field field);

/* The column of signatories.csv that a field fills; NULL: none of its own. */
const char *field_column(Field field);

typedef enum Answer {
    ANSWER_NONE,
    ANSWER_CONFIRMED,
    ANSWER_PENDING,
    ANSWER_WITHDRAWN,
    ANSWER_YES,
    ANSWER_NO
} Answer;

/* What a cell about consent or status says; ANSWER_NONE: not known. */
Answer answer_find(const char *folded);

/* A day in ISO 8601 of a text such as 24.09.2020 18:03 or 9/24/2020, to be freed; NULL: it
 * is none, or only the order would tell. */
char *day_settle(const char *text, DayOrder order);

/* Which order the days of a column have; DAY_ORDER_NONE: none tells, or they do not
 * agree. `texts` ends with NULL. */
DayOrder day_order(const char *const *texts);

#endif
