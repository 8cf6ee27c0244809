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

typedef struct Edition {
    const char *name;     /* the key in editions.yaml */
    const char *file;     /* path below output/<letter>/, without ".pdf" */
    const char *language; /* BCP 47 */
    const char *second;   /* of the text in the other column; NULL: there is none */
    const char *layout;
    const char *country; /* alpha-2 or NULL */
    RosterSelection selection;
    unsigned pages; /* at most so many, by copyfitting; 0: as they come */
    bool opening;   /* whether the opening note is set */
    bool broken;    /* reported: this edition cannot be made, the others can */
    Place place, layout_place; /* of its key; of who named its layout */
} Edition;

typedef struct Editions {
    const Edition *editions;
    size_t n_editions;
} Editions;

/* Reads editions.yaml in the letter's folder; a missing file gives one edition named by
 * the letter's language with the layout "letter". NULL: reported. */
const Editions *editions_read(Diagnostics *diagnostics, Arena *arena,
                              const Letter *letter);

#endif
