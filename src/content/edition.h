/* The editions that are to be made of a letter. */
#ifndef CONTENT_EDITION_H
#define CONTENT_EDITION_H

#include "content/letter.h"

typedef enum RosterSelection {
    ROSTER_ALL,
    ROSTER_OWN_FIRST,
    ROSTER_OWN_ONLY,
    ROSTER_NONE
} RosterSelection;

/* A value of a column of the roster; of `country`, the code. */
typedef struct ColumnValue {
    const char *column, *value;
} ColumnValue;

/* Lets through the names whose value in a column is among `values`, or is not. */
typedef struct NameFilter {
    const char *column;
    const char *const *values; /* ends with NULL */
    bool exclude;
} NameFilter;

typedef struct Edition {
    const char *name;  /* the key in editions.yaml; of an entry for each value, that,
                             a slash, and the values: countries/BE-nl */
    const char *title; /* the same for people, the values as they stand in the roster */
    const char *file;  /* path below output/<letter>/, without ".pdf" */
    const char *language; /* BCP 47 */
    const char *second;   /* of the text in the other column; NULL: there is none */
    const char *layout;
    const char *country;    /* alpha-2 or NULL */
    const ColumnValue *own; /* names with all of these are the edition's own */
    size_t n_own;           /* 0: those of `country` are */
    RosterSelection selection;
    const NameFilter *filters; /* a name that is shown passes each of them */
    size_t n_filters;
    unsigned pages; /* at most so many, by copyfitting; 0: as they come */
    bool opening;   /* whether the opening note is set */
    bool broken;    /* reported: this edition cannot be made, the others can */
    bool whole;     /* broken, and stands for all editions of its entry */
    Place place, layout_place; /* of its key; of who named its layout */
} Edition;

typedef struct Editions {
    const Edition *editions;
    size_t n_editions;
} Editions;

struct Roster;

/* Reads editions.yaml in the letter's folder; a missing file gives one edition named by
 * the letter's language with the layout "letter". An entry with `for-each` becomes an
 * edition for each value in the roster, in the order of the values; `roster` is NULL when
 * it cannot be read, and such entries are broken then. There is at least one edition.
 * NULL: reported. */
const Editions *editions_read(Diagnostics *diagnostics, Arena *arena,
                              const Letter *letter, const struct Roster *roster);

/* Whether a name or a pattern such as 'en-*' means the edition: by its name or its
 * file. One that stands for all of its entry is meant by what could mean any of them. */
bool edition_matches(const Edition *edition, const char *pattern);

#endif
