/*
 * import: a form's or spreadsheet's export brought into signatories.csv.
 *
 * Makes    a Merge: signatories.csv as it would be, and what differs.
 * From     a CSV file, an .xlsx or an .ods workbook, and a letter's folder.
 * Calls    sheet_read, columns_guess, people_take, merge_make; then merge_print,
 *          merge_write, withdrawn_purge.
 * Owns     the arena that is passed in owns everything.
 * Always   no row is dropped without a report that has its line; what is in
 *          signatories.csv stands unless it is asked to give way; nobody who is
 *          withdrawn comes back; importing the same file again changes nothing.
 * Not      letters' texts, editions, pages.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

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

/* ---- nations.c: countries by their names -------------------------------------------- */

typedef struct Nations Nations;

Nations *nations_new(void);
void nations_free(Nations *nations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Nations, nations_free)

/* The code of the country that a text names in any of the languages that letters are set
 * in, a constant; NULL: none, or two of them. */
const char *nation_find(Nations *nations, const char *text);

/* A name that is nearly the text; NULL: none is. */
const char *nation_near(Nations *nations, const char *text);

/* ---- people.c: rows as signatories.csv would have them ------------------------------- */

typedef struct PersonCell {
    const char *column; /* of signatories.csv */
    const char *text;   /* not empty */
    Place place;
} PersonCell;

typedef struct Person {
    Place place;
    const char *name, *country;
    const PersonCell *cells; /* name and country are among them, the status is not */
    size_t n_cells;
    SignatoryStatus status;
    bool status_told; /* the row says it in so many words */
} Person;

typedef struct People {
    const Person *people;
    size_t n_people;
    size_t n_refused; /* rows that were reported and cannot be taken */
} People;

/* Makes each row below the header a person. */
const People *people_take(Diagnostics *diagnostics, Arena *arena, const Sheet *sheet,
                          const Columns *columns, const ImportOptions *options);

/* ---- merge.c, diff.c, write.c -------------------------------------------------------- */

typedef struct MergeRow {
    const Signatory *was;      /* NULL: a new row */
    const char **cells;        /* one a column, as they will be, "" when empty */
    const char *const *before; /* as they were, NULL for a new row */
    const Person *person;      /* whom it came from, or who changed it last */
} MergeRow;

typedef struct Merge {
    const Roster *roster;
    const char *path;           /* signatories.csv */
    const char *source;         /* the file that is imported */
    const char *const *columns; /* those that were there, then new ones */
    size_t n_columns, n_old_columns;
    MergeRow *rows; /* in the order of the file, new ones behind */
    size_t n_rows;
    size_t n_added, n_changed, n_kept;
} Merge;

/* Brings people into a roster that was read without mistakes. */
const Merge *merge_make(Diagnostics *diagnostics, Arena *arena, const Roster *roster,
                        const char *folder, const People *people, const char *source,
                        bool overwrite);

/* Whether signatories.csv would be another. */
bool merge_changes(const Merge *merge);

/* Prints what differs, row by row and cell by cell, without characters that steer a
 * terminal. */
void merge_print(const Merge *merge, FILE *out);

/* Writes signatories.csv; rows that do not change stay as they stand. The folder must be
 * locked since the roster was read. False: reported, and the old file is untouched. */
bool merge_write(Diagnostics *diagnostics, Arena *arena, const Merge *merge,
                 const char *folder);

/* The names, in every form, of those whom the merged roster has as withdrawn and not as
 * anything else; ends with NULL. */
const char *const *merge_withdrawn(Arena *arena, const Merge *merge);

/* ---- purge.c ------------------------------------------------------------------------- */

/* Takes the names (ends with NULL) out of what is kept about the letter: a file in
 * `output`/.openletter that holds one is removed, for it can be made again; a record of
 * an approval in proofs/ of the letter's folder is told, for somebody answers for it. */
void withdrawn_purge(Diagnostics *diagnostics, const char *const *names,
                     const char *output, const char *folder);

#endif
