/* The signatories, and the order in which an edition sets them. */
#ifndef CONTENT_ROSTER_H
#define CONTENT_ROSTER_H

#include "content/csv.h"
#include "content/edition.h"

typedef enum SignatoryStatus { CONFIRMED, PENDING, WITHDRAWN } SignatoryStatus;

typedef struct Signatory {
    Place place;         /* of the name's cell */
    size_t row;          /* of the file, from 1, the header not counted */
    size_t sheet_row;    /* as a spreadsheet shows it: the header is row 1, and rows
                            without any text count */
    const char *name;    /* cleaned: NFC, no soft hyphens, single spaces */
    const char *country; /* ISO 3166 alpha-2 in capitals, XK or EU */
    const char *office, *chamber, *party, *prefix, *suffix,
        *name_native; /* NULL: empty */
    const char
        *office_translated; /* by a catalogue; NULL: the office stands as it is */
    const char *sort_as, *family, *signature /* full path */, *signed_on;
    const char *alt; /* what the image shows; NULL: that it is a signature */
    unsigned lead;   /* 0: none; else the order among the leads */
    SignatoryStatus status;
    bool broken;              /* reported: an edition that shows it must fail */
    const char *const *cells; /* one a column of the roster, "" when empty */
    const char *source; /* where its row begins in the file's text; NULL: its cells
                                 do not meet the columns */
    Place source_place; /* of that */
} Signatory;

typedef struct Roster {
    const char *path;           /* NULL when the letter has no roster file */
    const char *const *columns; /* as in the header */
    size_t n_columns;
    bool translated; /* whether any column is one in a language, such as name@be */
    const Signatory *signatories; /* in the order of the file, every status */
    size_t n_signatories;
    const char *start, *end; /* of the file's text */
    char delimiter;
} Roster;

/* Reads signatories.csv in `folder`; a missing file gives an empty roster. NULL:
 * reported, and nothing can be set from it (quoting, a needed column missing). Bad rows
 * are reported, kept, and marked `broken`. */
const Roster *roster_read(Diagnostics *diagnostics, Arena *arena, const char *folder);

/* The cell of `signatory` in `column`; NULL when empty or no such column. A
 * `column` such as "name" is looked for as "name@LANGUAGE" first when `language` is
 * given. */
const char *roster_cell(const Roster *roster, const Signatory *signatory,
                        const char *column, const char *language);

/* The value of `signatory` in `column` by which names are told apart: as in the roster, ""
 * when there is none; of `country` its code. */
const char *roster_value(const Roster *roster, const Signatory *signatory,
                         const char *column);

/* Whether a row passes the edition's filters. */
bool edition_admits(const Roster *roster, const Edition *edition,
                    const Signatory *signatory);

/* How many names the edition shows, and how many of their rows are broken. */
size_t roster_count(const Roster *roster, const Edition *edition, size_t *n_broken);

/* The cells of a row, which must have a source, as they stand in the file: one a column,
 * in the arena. */
const CsvCell *roster_raw(Arena *arena, const Roster *roster,
                          const Signatory *signatory);

/* The place of a row's cell in `column`; that of the name where there is none. */
Place cell_place(const Roster *roster, const Signatory *signatory, const char *column);

/* The country's name in `language`. */
const char *country_title(Arena *arena, const char *code, const char *language);

/* What the language `tag` is called in `language`, such as "English". */
const char *language_title(Arena *arena, const char *tag, const char *language);

typedef struct NameGroup {
    const char *key;   /* the value of the grouping column; NULL: ungrouped */
    const char *title; /* the country's name in the edition's language, or the key */
    const Signatory *const *members;
    size_t n_members;
} NameGroup;

typedef struct NameOrder {
    const Signatory *const *leads; /* by number; not among the members */
    size_t n_leads;
    const NameGroup *groups;
    size_t n_groups;
    size_t n_names, n_countries; /* leads too */
} NameOrder;

/* The confirmed names of an edition in the order in which they are set: leads by their
 * number; the rest grouped by the column `group_by` (NULL: one group), groups collated
 * by title in the edition's language, those with own names first where it asks so, and
 * own names before others; names by sort_as, family or the surname found in the name (particles in lower case do
 * not sort), collated by the edition's language. A broken row is reported again as
 * the reason why this edition cannot be made; NULL then. */
const NameOrder *roster_order(Diagnostics *diagnostics, Arena *arena,
                              const Roster *roster, const Edition *edition,
                              const char *group_by);

#endif
