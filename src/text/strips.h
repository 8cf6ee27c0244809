/* Pieces of texts that were shaped lately; private to the room. */
#ifndef TEXT_STRIPS_H
#define TEXT_STRIPS_H

#include "text/shape.h"

/* Bytes of an item that can be shaped by themselves. */
typedef struct Piece {
    const ShapedItem *item;
    const char *text; /* the whole */
    size_t start, end;
} Piece;

/* False: the piece is not among those; else its glyphs are added to those of the scratch,
 * and its clusters are in `clusters`. */
bool strip_recall(const Scratch *scratch, const Piece *piece, ShapedCluster *clusters,
                  size_t *n_clusters);
/* Keeps a piece whose glyphs are those of the scratch from `from` on; its clusters count
 * glyphs from there. */
void strip_keep(const Scratch *scratch, const Piece *piece,
                const ShapedCluster *clusters, size_t n_clusters, size_t from);
KeptStrip **strips_new(void);
void strips_free(KeptStrip **strips);

#endif
