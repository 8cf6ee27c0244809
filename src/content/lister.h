/* What the files about lists of names share; no other room includes it. */
#ifndef CONTENT_LISTER_H
#define CONTENT_LISTER_H

#include "content/namelist.h"
#include "content/reader.h"

/* A row's own signature file, by its SHA-256, beside the path in the column
 * "signature". */
#define COLUMN_SIGNATURE_SUM "signature-sha256"

/* Makes the list of `rows`, whose cells are sorted, and takes them over. */
NameList *namelist_finish(Arena *arena, ListRow *rows, size_t n_rows);

/* Sorts the cells of a row by column. */
void cells_sort(ListCell *cells, size_t n_cells);

/* Reports each row of `now` that `before` has not, or has otherwise, and each that is
 * there no more. */
void namelist_compare(Diagnostics *diagnostics, Arena *arena, const Roster *roster,
                      const NameList *before, const NameList *now);

#endif
