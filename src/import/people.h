/* The rows of a table as signatories.csv would have them. */
#ifndef IMPORT_PEOPLE_H
#define IMPORT_PEOPLE_H

#include "import/table.h"

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

#endif
