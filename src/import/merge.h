/* signatories.csv with people in it: what differs, writing it, forgetting names. */
#ifndef IMPORT_MERGE_H
#define IMPORT_MERGE_H

#include "import/people.h"

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
