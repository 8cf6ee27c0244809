/* The structure tree, written; and links, which are part of it. */
#ifndef PRESS_TAGS_H
#define PRESS_TAGS_H

#include "press/structure.h"
#include "press/writer.h"

/* What the tree refers to, and is referred to by. */
typedef struct TagPlaces {
    size_t root;         /* number of the tree's root */
    size_t first;        /* the first number that is free for its nodes */
    const size_t *pages; /* of each page its number */
    GArray *links;       /* TagLink, in the order of their keys */
} TagPlaces;

/* A link's annotation. */
typedef struct TagLink {
    size_t node, page, number;
} TagLink;

/* Makes the annotations of the tree's links, for a screen, and adds them to their pages;
 * to be freed. Links have the keys from the number of pages on. */
GArray *tags_links(Pdf *pdf, const Pages *pages, const GArray *chunks,
                   const GArray *marks, const TagTree *tree);

/* Writes the tree and the way back to it; the highest number that it took. */
size_t tags_write(Writer *writer, const Pages *pages, const GArray *chunks,
                  const GArray *marks, const TagTree *tree, const TagPlaces *places);

/* Whether each image has words; false: reported. */
bool figures_check(Diagnostics *diagnostics, const Pages *pages);

#endif
