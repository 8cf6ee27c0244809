/* Shaped text, its breaks, and the glyphs of one line. */
#ifndef TEXT_SHAPED_H
#define TEXT_SHAPED_H

#include <stdint.h>

#include "text/fontbook.h"
#include "text/styled.h"

typedef struct Shaped Shaped;

typedef enum BreakKind {
    BREAK_START,  /* before the text; the first of a Shaped's breaks */
    BREAK_SPACE,  /* at a space, which vanishes */
    BREAK_MARK,   /* after a hyphen, dash or slash that stands in the text */
    BREAK_HYPHEN, /* a hyphen is put in: dictionary, or soft hyphen */
    BREAK_FORCED, /* U+2028 */
    BREAK_END     /* after the text; the last of the breaks */
} BreakKind;

/* A place where a line may end and the next begin, with prefix sums, so that the line
 * from break a to break b has the natural width
 *   (b.end_width + b.end_change) - (a.start_width - a.start_change)
 * and lacks a.start_protrusion and b.end_protrusion of it in the margins. */
typedef struct Break {
    BreakKind kind;
    size_t end;     /* the line before ends with the byte before this */
    size_t start;   /* the line after begins with this byte */
    double penalty; /* by language and word, 0: none; INFINITY is left out */
    bool preferred; /* by sense */
    double end_width, start_width;     /* all advances before `end`, before `start` */
    double end_glue, start_glue;       /* of that, spaces that stretch */
    double end_letters, start_letters; /* sum of font sizes over clusters that
                                            letterspacing may follow */
    double end_change, start_change;   /* what cutting here adds: shaping, hyphen */
    double end_protrusion, start_protrusion;
} Break;

struct Shaped {
    const StyledText *source;
    const Break *breaks; /* in order; first BREAK_START, last BREAK_END */
    size_t n_breaks;
    bool hyphenated; /* whether BREAK_HYPHEN from the dictionary is among them */
    bool rtl;        /* base direction */
    struct ShapedItems *items; /* private to the room */
};

/* Tells of a text that is going to be hyphenated. Of a dictionary no more is read than
 * those texts need that were told of before the first was shaped; one that was not told
 * of has the whole read. */
void text_expect(FontBook *book, const Language *language, const StyledText *text);

/* Shapes a text. With `hyphenate` false, or a style, span or language that does not
 * hyphenate, no dictionary break is made; soft hyphens always are breaks. A text that is
 * at most `room` wide and has no forced break is one line whatever is asked of it, and
 * only its two ends are breaks: most names are such, and breaks cost as much as glyphs.
 * NULL: reported (a character that no font of its stack has). */
const Shaped *text_shape(FontBook *book, Diagnostics *diagnostics, Arena *arena,
                         const StyledText *text, const Language *language,
                         bool hyphenate, double room);

/* Whether a language (BCP 47) is written from right to left. */
bool language_rtl(const char *language);

/* Whether the first letter of a text that has a direction runs from right to left;
 * `otherwise` when none has. */
bool text_leans_left(const char *text, bool otherwise);

typedef struct RunGlyph {
    uint32_t id;
    double x, y; /* of its origin, from the line's start and baseline, y down */
} RunGlyph;

typedef struct RunCluster {
    int n_bytes, n_glyphs;
} RunCluster;

/* Glyphs of one font in one direction, ready for cairo_show_text_glyphs: clusters cover
 * `text` and glyphs; glyphs are in visual order, clusters in the text's (`backward` says
 * that they run against each other). A word broken over lines is one cluster with the
 * whole word as its text, and one with none on the next line. */
typedef struct GlyphRun {
    const SizedFont *font;
    double stretch; /* horizontal scale of the glyphs, 1: none */
    const RunGlyph *glyphs;
    size_t n_glyphs;
    const char *text;
    size_t text_length;
    const RunCluster *clusters;
    size_t n_clusters;
    bool backward;
    size_t start, end; /* bytes of the source that it sets */
    double x, width;   /* its extent in the line */
    const Style *style;
    const char *language; /* BCP 47 */
    uint32_t script;      /* that it was shaped as, ISO 15924: "Latn" is 0x4c61746e */
    const char *link;
    unsigned note;
} GlyphRun;

typedef struct GlyphLine {
    const GlyphRun *runs; /* from left to right */
    size_t n_runs;
    double width;      /* advance from the first glyph's origin to the last's end */
    size_t start, end; /* bytes of the source */
} GlyphLine;

/* How a line is fitted: what each part of it grows by. */
typedef struct LineFit {
    double space;   /* times the natural width of each stretching space, 0: none */
    double letters; /* em added after each letter, 0: none */
    double stretch; /* horizontal scale of the glyphs, 1: none */
} LineFit;

/* The line from break `from` to break `to` (indices), in visual order. */
GlyphLine shaped_line(const Shaped *shaped, Arena *arena, size_t from, size_t to,
                      LineFit fit);

#endif
