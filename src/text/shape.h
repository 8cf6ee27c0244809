/* What the files of text hand to each other, in the order in which it is made. */
#ifndef TEXT_SHAPE_H
#define TEXT_SHAPE_H

#include "text/fonts.h"

/* Room for the work on one text, kept from one to the next. */
struct Scratch {
    hb_buffer_t *buffer;
    PangoAttrList *no_fallback; /* the attributes of every text for Pango */
    GArray *characters;         /* gunichar */
    GArray *offsets;            /* uint32_t, one more than characters */
    GArray *faces;              /* Face *, one a character */
    GArray *boundaries;         /* Boundary, one more than characters */
    GArray *log;                /* PangoLogAttr, one more than characters */
    GArray *items;              /* ShapedItem */
    GArray *breaks;             /* Break */
};

/* ---- coverage.c: which face sets which character ------------------------------------- */

/* Whether a character is for the typesetter alone and has no glyph: soft hyphen,
 * directional marks and isolates, line separator. */
bool character_dropped(gunichar character);

/* Whether a face sets a character, or HarfBuzz puts another in its place. */
bool face_covers(const Face *face, gunichar character);

/* Puts a face for each character into the scratch. False: reported. */
bool faces_choose(FontBook *book, Diagnostics *diagnostics, const StyledText *text);

/* ---- shape.c: glyphs ----------------------------------------------------------------- */

/* In HarfBuzz units, 1024 a point, y up. */
typedef struct ShapedGlyph {
    uint32_t id;
    int32_t advance, dx, dy;
} ShapedGlyph;

/* Characters and glyphs that belong together; in the order of the text. */
typedef struct ShapedCluster {
    uint32_t start;  /* byte of the text */
    uint32_t glyph;  /* the first of its glyphs, from the left */
    int32_t advance; /* of all of them, tracking included */
    uint32_t n_glyphs;
    bool unsafe; /* cutting before it changes glyphs */
    bool glue;   /* a space that stretches */
    bool letter; /* letterspacing may follow */
} ShapedCluster;

/* A range of the text of one font, style, script and direction. */
typedef struct ShapedItem {
    size_t start, end; /* bytes */
    const TextSpan *span;
    const SizedFont *font;
    double rise;     /* of the baseline, points */
    double tracking; /* points */
    uint8_t level;   /* of embedding, odd: right to left */
    hb_script_t script;
    hb_language_t language;
    const ShapedGlyph *glyphs; /* from left to right */
    size_t first, last;        /* of the clusters; last is not in it */
} ShapedItem;

/* What was shaped: clusters in the text's order with glyphs that they point into. */
typedef struct Strip {
    const ShapedCluster *clusters;
    size_t n_clusters;
    const ShapedGlyph *glyphs;
} Strip;

/* Where a break cuts the clusters. The end of the line before it is shaped anew from
 * cluster `head` when that is less than `end`; the start of the line after it up to
 * cluster `tail` when that is more than `start`. */
typedef struct Cut {
    uint32_t end, head;   /* clusters before `end` are on the line before */
    uint32_t start, tail; /* clusters from `start` on are on the line after */
} Cut;

struct ShapedItems {
    const ShapedItem *items;
    size_t n_items;
    const ShapedCluster *clusters;
    size_t n_clusters;
    const Cut *cuts; /* one a break */
    FontBook *book;
    const Language *language;
};

/* A length in points. */
#define FROM_SHAPER(units) ((double)(units) / 1024)

/* Shapes bytes `start` to `end` of an item by themselves, with the language's hyphen at
 * the end if `hyphen`. */
Strip item_shape(FontBook *book, Arena *arena, const char *text, const ShapedItem *item,
                 size_t start, size_t end, const char *hyphen);

/* ---- breaks.c, ties.c, hyphenate.c, protrusion.c ------------------------------------- */

/* What may happen before a character (or after the last). */
typedef struct Boundary {
    bool open;
    BreakKind kind;
    float penalty;
} Boundary;

/* A text as characters; character i starts at byte offsets[i], offsets[n] is the end. */
typedef struct Characters {
    const gunichar *at;
    const uint32_t *offsets;
    size_t n;
} Characters;

/* The characters that the scratch holds. */
Characters scratch_characters(const Scratch *scratch);

/* Fills in breaks, cuts and sums of a shaped text. */
void breaks_find(FontBook *book, Diagnostics *diagnostics, Arena *arena, Shaped *shaped,
                 bool hyphenate);

/* The item that a cluster belongs to. */
const ShapedItem *item_of(const struct ShapedItems *items, size_t cluster);

/* Closes or penalises boundaries by the language's rules. */
void ties_apply(const Language *language, const StyledText *text, Characters characters,
                Boundary *boundaries);

/* Opens boundaries within addresses of the web. */
void addresses_open(Characters characters, Boundary *boundaries);

/* Opens boundaries within words where the dictionary hyphenates. True if any. */
bool hyphens_open(FontBook *book, Diagnostics *diagnostics, const Language *language,
                  const StyledText *text, Characters characters, Boundary *boundaries);

void dictionary_clear(Dictionary *dictionary);

/* Whether a character ends a part of a word that may be broken after it, and that a
 * reader of the text would join again: hyphens, dashes, slashes. */
bool character_joins(gunichar character);

/* Whether a character ends a word: a space of any width, or a line's end. */
bool character_space(gunichar character);

/* What of a character's advance hangs in the margin at a line's start or end, 0 to 1. */
double protrusion_start(gunichar character);
double protrusion_end(gunichar character);

#endif
