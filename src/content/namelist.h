/*
 * Lists of names that somebody puts a hand to: what of them is hashed, how a list is kept
 * as it was seen, who approved it, and what has changed since.
 */
#ifndef CONTENT_NAMELIST_H
#define CONTENT_NAMELIST_H

#include "content/roster.h"

/* ---- namelist.c: a list and its hash ------------------------------------------------ */

typedef struct ListCell {
    const char *column, *text;
} ListCell;

typedef struct ListRow {
    const Signatory *signatory; /* NULL: the row of a record */
    const ListCell *cells;      /* those that are not empty, by column */
    size_t n_cells;
} ListRow;

typedef struct NameList {
    const ListRow *rows; /* in an order of their own, whatever that of the file is */
    size_t n_rows;
    const char *hash;       /* SHA-256 of the rows, 64 digits */
    const char *short_hash; /* its first 12 */
    const char *closed;     /* ISO 8601: the letter's, else the latest signed_on; NULL:
                               nobody says */
    const char *const *countries; /* codes, sorted, then NULL */
    size_t n_countries;
} NameList;

enum { SHORT_HASH = 12 };

/* The list of these rows. The hash covers what is printed of a row or sorts it, in every
 * language, chamber and party, and the signature's file; not the order of rows and
 * columns, not columns of the user's own. NULL: a signature cannot be read, reported. */
const NameList *namelist_make(Diagnostics *diagnostics, Arena *arena,
                              const Letter *letter, const Roster *roster,
                              const Signatory *const *members, size_t n_members);

/* Whether the hash covers the cells of a column. */
bool namelist_covers(const char *column);

/* The list of a country's confirmed rows. */
const NameList *namelist_country(Diagnostics *diagnostics, Arena *arena,
                                 const Letter *letter, const Roster *roster,
                                 const char *country);

/* The text of a row in `column`, "" when it is empty. */
const char *listrow_text(const ListRow *row, const char *column);

/* ---- difference.c: what has changed between two lists ------------------------------- */

typedef struct RowChange {
    const ListRow *before, *now; /* one of them NULL: the other was added, or is gone */
    const char *column;          /* that differs, where there are both */
} RowChange;

/* What has become of the rows `before`: an array of RowChange, which is the caller's. Rows
 * of one name, or of names that are nearly alike, are taken for one person's. */
GArray *rows_compare(const ListRow *before, size_t n_before, const ListRow *now,
                     size_t n_now);

/* ---- record.c: a list as a proof showed it ------------------------------------------ */

/* The path of the record in the letter's folder; `hash` may be longer than is needed. */
const char *record_path(Arena *arena, const Letter *letter, const char *country,
                        const char *hash);

/* Begins the record of a country's list, all of it but the commit, so that it can take
 * its place with the sheet; *writer is NULL when it is there and whole. False:
 * reported. */
bool record_open(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                 const char *country, const NameList *list, FileWriter **writer);

/* Reads the list that had this hash. NULL: there is none, or it is another list;
 * reported. */
const NameList *record_read(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const char *country,
                            const char *hash);

/* ---- approvals.c: approvals.csv ----------------------------------------------------- */

typedef struct Approval {
    Place place; /* of the hash */
    const char *country, *hash, *who;
    const char *when; /* ISO 8601, a day or a moment */
} Approval;

typedef struct Approvals {
    const char *path;
    const Approval *approvals; /* in the order of the file */
    size_t n_approvals;
} Approvals;

/* Reads approvals.csv in the letter's folder; a missing file holds none. NULL: reported,
 * all its mistakes in one go. */
const Approvals *approvals_read(Diagnostics *diagnostics, Arena *arena,
                                const Letter *letter);

/* Adds a row to approvals.csv, which is made when it is missing. It must have been read
 * without mistakes. False: reported, and the file is as it was. */
bool approvals_add(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                   const Approval *approval);

/* Whether the country's names as they are now were approved. False: reported, with each
 * row that changed since the newest approval. */
bool approvals_check(Diagnostics *diagnostics, Arena *arena, const Approvals *approvals,
                     const Letter *letter, const Roster *roster, const char *country);

#endif
