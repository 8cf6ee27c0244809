/* A table as a file has it, and what its columns are. */
#ifndef IMPORT_TABLE_H
#define IMPORT_TABLE_H

#include "content/content.h"

/* ---- sheet.c: a table as a file has it ---------------------------------------------- */

typedef struct SheetCell {
    const char *text; /* as the file has it; dates are ISO 8601 already, if it says that
                         they are dates */
    Place place;      /* of a workbook: its row and column */
} SheetCell;

typedef struct SheetRow {
    const SheetCell *cells;
    size_t n_cells; /* those behind the last filled one are left out */
    Place place;    /* of its first cell */
} SheetRow;

typedef struct Sheet {
    const char *path;
    const SheetRow *rows; /* those that have any text */
    size_t n_rows;
} Sheet;

/* Reads a table. `sheet` names one of a workbook's sheets (NULL: the first that is not
 * hidden), `encoding` is that of a CSV file that is not in Unicode (NULL: it is). NULL:
 * reported. */
const Sheet *sheet_read(Diagnostics *diagnostics, Arena *arena, const char *path,
                        const char *sheet, const char *encoding);

/* ---- columns.c: what each column is ------------------------------------------------- */

typedef enum Field {
    FIELD_NONE, /* not known: kept under its own header */
    FIELD_NAME,
    FIELD_FIRST,
    FIELD_MIDDLE,
    FIELD_FAMILY,
    FIELD_COUNTRY,
    FIELD_OFFICE,
    FIELD_CHAMBER,
    FIELD_PARTY,
    FIELD_PREFIX,
    FIELD_SUFFIX,
    FIELD_SIGNED_ON,
    FIELD_STATUS,
    FIELD_CONSENT,
    FIELD_WITHDRAWN,
    FIELD_MAIL,
    FIELD_PHONE,
    FIELD_ADDRESS,
    FIELD_OMITTED, /* somebody said so */
    N_FIELDS
} Field;

typedef struct SourceColumn {
    const char *header; /* cleaned */
    Place place;
    Field field;
    const char *target; /* the column of signatories.csv; NULL: none of its own (a first
                           name), or left out */
    const char *left_out; /* what it holds that is left out; NULL: nothing */
    bool whole;           /* its header is a word for the field as it stands */
} SourceColumn;

typedef struct Columns {
    const SourceColumn *columns;
    size_t n_columns;
    size_t header; /* the header's row in the sheet */
} Columns;

/* The order of the parts of a day such as 9/24/2020; none: the column tells. */
typedef enum DayOrder { DAY_ORDER_NONE, DAY_ORDER_DMY, DAY_ORDER_MDY } DayOrder;

typedef struct ImportOptions {
    const char *const *columns; /* "name=HEADER", ends with NULL */
    DayOrder days;
    bool keep_contacts;
    bool overwrite; /* cells of signatories.csv give way */
} ImportOptions;

/* A text without blanks of other kinds, at its ends and doubled, in NFC; in the arena. */
const char *cell_tidy(Diagnostics *diagnostics, Arena *arena, const SheetCell *cell);

/* The cell of a row in a column, an empty one where the row is too short. */
const SheetCell *row_cell(const SheetRow *row, size_t column);

/* Whether --column may call a column so. */
bool column_tellable(const char *name);

/* Prints what each column becomes, a line each. */
void columns_print(const Columns *columns, FILE *out);

/* Finds the header and what its columns are. NULL: reported, with how to say it. */
const Columns *columns_guess(Diagnostics *diagnostics, Arena *arena, const Sheet *sheet,
                             const ImportOptions *options);

#endif
