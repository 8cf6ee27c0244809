/* CSV with the place of every cell, for all who read and write such files. */
#ifndef CONTENT_CSV_H
#define CONTENT_CSV_H

#include "base/base.h"

/* One cell, quotes taken off, not yet cleaned; `text` does not end with NUL. */
typedef struct CsvCell {
    const char *text;
    size_t length;
    Place place; /* of the text's first character */
} CsvCell;

typedef struct CsvReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *at, *end;
    Place place; /* of `at` */
    char delimiter;
    bool failed; /* a quoting mistake was reported */
    size_t row;  /* of the row that was read last, as a spreadsheet counts, from 1 */
} CsvReader;

/* Starts reading `text`; the first line says what the delimiter is. */
void csv_init(CsvReader *reader, Diagnostics *diagnostics, Arena *arena,
              const char *file, const char *text, size_t length);

/* Puts the next row's cells (CsvCell) into `cells`; rows without any text are passed
 * over. False at the end. */
bool csv_row(CsvReader *reader, GArray *cells);

/* Adds a cell to a line of CSV, quoted where it must be. */
void csv_add(GString *line, const char *text, char delimiter);

#endif
