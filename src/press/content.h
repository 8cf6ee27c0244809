/* Content streams: numbers in colours become inks and marked content. */
#ifndef PRESS_CONTENT_H
#define PRESS_CONTENT_H

#include "draw/chunk.h"
#include "press/colour.h"

/* A piece of marked content: a chunk, or a part of one. */
typedef struct Mark {
    size_t chunk;
    size_t mcid; /* its number among the marks of its page */
} Mark;

/* How marked content is tagged: "P", "H1", "Artifact". */
const char *chunk_tag(const Pages *pages, const Chunk *chunk);

/* Rewrites the stream of page `page` into `out`, and adds its marks to `marks` (Mark), in
 * the order of drawing. NULL: done; else what is wrong with it. */
const char *content_finish(const Pages *pages, const GArray *chunks, GArray *marks,
                           const Colours *colours, size_t page, const char *bytes,
                           size_t length, GString *out);

/* Rewrites the stream of a drawing, in which colours are real ones. NULL: done. */
const char *content_convert(const Colours *colours, const char *bytes, size_t length,
                            GString *out);

#endif
