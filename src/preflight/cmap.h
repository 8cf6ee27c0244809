/* Private to preflight: CMaps, from codes to characters of a font or to Unicode. */
#ifndef PREFLIGHT_CMAP_H
#define PREFLIGHT_CMAP_H

#include "preflight/value.h"

typedef struct CMapSpace {
    guint32 low, high;
    unsigned width; /* bytes of a code */
} CMapSpace;

typedef struct CMapRange {
    guint32 low, high;
    double cid; /* of low */
    Bytes text; /* of low, UTF-16BE; of the others its last byte counts on */
} CMapRange;

typedef struct CMap {
    CMapSpace *spaces;
    CMapRange *ranges; /* by low */
    size_t n_spaces, n_ranges;
    bool vertical, inherits; /* WMode 1; usecmap */
    bool registry;           /* whether it has a CIDSystemInfo */
} CMap;

/* Reads a CMap; the bytes are copied to the arena. */
const CMap *cmap_read(Arena *arena, Bytes bytes);

/* The next code at *at of a shown string, which moves on; without spaces, of two bytes. */
guint32 cmap_next(const CMap *cmap, Bytes string, size_t *at, unsigned *width);

/* The range with the code, or NULL. */
const CMapRange *cmap_find(const CMap *cmap, guint32 code);

/* What a ToUnicode maps the code to, appended as UTF-8; false: to nothing. */
bool cmap_text(const CMap *cmap, guint32 code, GString *out);

#endif
