/* What the files of text hand to each other, in the order in which it is made. */
#ifndef TEXT_SHAPE_H
#define TEXT_SHAPE_H

#include <unicode/ubrk.h>

#include "text/fonts.h"

typedef struct KeptStrip KeptStrip;

/* Room for the work on one text, kept from one to the next. */
struct Scratch {
    hb_buffer_t *buffer;
    GArray *characters;   /* gunichar */
    GArray *offsets;      /* uint32_t, one more than characters */
    GArray *faces;        /* Face *, one a character */
    GArray *boundaries;   /* Boundary, one more than characters */
    UBreakIterator *ends; /* of the lines of `language`; NULL: none yet */
    char *language;
    GArray *stretches;  /* Stretch */
    GArray *items;      /* ShapedItem */
    GArray *breaks;     /* Break */
    GArray *glyphs;     /* ShapedGlyph, of the item in hand */
    KeptStrip **strips; /* N_STRIPS of them, NULL where there is none yet */
};

/* ---- characters ----------------------------------------------------------------------- */

/* A text as characters; character i starts at byte offsets[i], offsets[n] is the end. */
typedef struct Characters {
    const gunichar *at;
    const uint32_t *offsets;
    size_t n;
} Characters;

/* Puts the characters of a text into the scratch. */
void text_decode(Scratch *scratch, const StyledText *text);

/* The characters that the scratch holds. */
Characters scratch_characters(const Scratch *scratch);

/* Whether a line ends after a character whatever comes. */
bool character_forces(gunichar character);

/* Whether a character ends a word: a space of any width, or a line's end. */
bool character_space(gunichar character);

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
    uint32_t n_glyphs : 29;
    bool unsafe : 1; /* cutting before it changes glyphs */
    bool glue : 1;   /* a space that stretches */
    bool letter : 1; /* letterspacing may follow */
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

/* scripts.c: divides a text that runs from left to right into stretches as Pango does.
 * False: it is too involved, and Pango has to be asked. */
bool scripts_divide(GArray *stretches, Characters characters);

/* itemize.c: divides the text in the scratch, whose faces are chosen, into its items, not
 * yet shaped: ranges of one face, span, script and direction. False: reported. */
bool text_itemize(FontBook *book, Diagnostics *diagnostics, const StyledText *text,
                  bool rtl);

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

/* Shapes bytes `start` to `end` of an item by themselves, with `hyphen` behind them. */
Strip item_shape(FontBook *book, Arena *arena, const char *text, const ShapedItem *item,
                 size_t start, size_t end, const char *hyphen);

/* The item that a cluster belongs to. */
const ShapedItem *item_of(const struct ShapedItems *items, size_t cluster);

#endif
