/* A place in a source file. */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stddef.h>

typedef struct Place {
    const char *file; /* interned (g_intern_string), or NULL: no file */
    unsigned line;    /* from 1; 0: the file as a whole */
    unsigned column;  /* from 1, in characters; 0: the line as a whole */
} Place;

/* No place at all. */
#define PLACE_NONE ((Place){NULL, 0, 0})

/* `file` at `line` and `column`; interns the name. */
Place place_at(const char *file, unsigned line, unsigned column);

/* The file as a whole. */
Place place_file(const char *file);

/* Where a text came from: the byte at `offset` and those after it, up to the next
 * point's, were read at `place` and on, a character a column. */
typedef struct PlacePoint {
    size_t offset;
    Place place;
} PlacePoint;

/* The place of the byte at `offset` of `text`, by `points` in order of offset;
 * PLACE_NONE where there is none at or before it. */
Place place_find(const PlacePoint *points, size_t n_points, const char *text,
                 size_t offset);

#endif
