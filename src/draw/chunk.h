/* Chunks: what press has to tell apart on a page. */
#ifndef DRAW_CHUNK_H
#define DRAW_CHUNK_H

#include "flow/flow.h"

/* What an artifact is there for. */
typedef enum Artifact {
    ARTIFACT_NONE, /* it is none */
    ARTIFACT_LAYOUT,
    ARTIFACT_HEAD,
    ARTIFACT_FOOT,
    ARTIFACT_AGAIN /* a heading that is repeated */
} Artifact;

/* Neighbouring items of a page that are the same part of the same element. */
typedef struct Chunk {
    size_t page, first_item, n_items;
    size_t turn; /* on a sheet: which page it is of, from 0 */
    size_t element;
    Artifact artifact;
    bool image;
    unsigned ink;         /* 0 is black; else one of the layout's palette, from 1 */
    const char *language; /* where it is not its element's, else NULL */
    const char *link;     /* address or NULL */
    unsigned note;        /* footnote whose mark or number it is; 0: none */
    bool numbers;         /* whether it is the number before the footnote itself */
    bool jumps;           /* whether one gets from the mark to the footnote, and back */
} Chunk;

/* The chunks of all pages, in the order of drawing: of Chunk, to be freed. Without `links`,
 * as in print, what is a link is text like any other, and nothing jumps. */
GArray *chunks_make(const Pages *pages, bool links);

#define CHUNK_FULL 65535.0    /* of a channel */
#define CHUNK_SQUARE 0.015625 /* the side of the square before an image, points */
#define CHUNK_COVER 3         /* the width of a page's cover, pages: see paint.c */

/* A chunk's number and its ink, in 16 bits a channel. */
typedef struct ChunkColour {
    unsigned channels[3];
} ChunkColour;

ChunkColour chunk_colour(size_t number, unsigned ink);

/* The number that a colour carries; SIZE_MAX: it is no chunk's. */
size_t chunk_number(ChunkColour colour);

#endif
