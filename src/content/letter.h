/* The letter: its text with marks, blocks, footnotes and front matter. */
#ifndef CONTENT_LETTER_H
#define CONTENT_LETTER_H

#include "base/base.h"

typedef enum SpanKind {
    SPAN_EMPHASIS,
    SPAN_STRONG,
    SPAN_LINK, /* target is the address */
    SPAN_NOTE  /* an empty range: the mark of footnote `number` stands here */
} SpanKind;

typedef struct Span {
    SpanKind kind;
    size_t start, end; /* bytes of the text */
    const char *target;
    unsigned number;
} Span;

/* A text with its marks. A hard line break is U+2028 in the text. */
typedef struct RichText {
    const char *text; /* NUL-terminated; NULL: there is none */
    size_t length;
    const Span *spans; /* by start, outer before inner */
    size_t n_spans;
    const PlacePoint *points;
    size_t n_points;
} RichText;

typedef enum BlockKind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_LIST,
    BLOCK_LIST_ITEM,
    BLOCK_QUOTE,
    BLOCK_RULE
} BlockKind;

typedef struct Block Block;

struct Block {
    BlockKind kind;
    Place place;
    RichText text;         /* of paragraphs and headings */
    const Block *children; /* of lists, items, quotations */
    size_t n_children;
    unsigned level; /* of a heading: 1 to 6 */
    bool ordered;   /* of a list */
    unsigned first; /* of an ordered list: its first number */
    bool tight;     /* of a list: no space between its items */
};

typedef struct Footnote {
    unsigned number;   /* from 1, in the order of the first marks */
    const char *label; /* as marks name it: [^label] */
    Place place;
    const Block *blocks;
    size_t n_blocks;
} Footnote;

typedef enum RosterNature { ROSTER_SPECIMEN, ROSTER_REAL } RosterNature;

typedef struct Letter {
    const char *folder;   /* its path, as given */
    const char *name;     /* the folder's own name */
    const char *path;     /* of letter.md */
    const char *language; /* BCP 47 */
    RosterNature nature;
    bool draft;
    bool unreviewed; /* a translation that nobody has read again */
    bool translated; /* the language is not the one that it was written in */
    RichText title, opening, opening_by, place, addressee, closing, contact, source;
    const char *author;      /* of the document, for its metadata; NULL: not given */
    const char *short_title; /* for heads and feet; the title's text when not given */
    const char *date, *revised; /* ISO 8601, or NULL */
    const char *closed; /* ISO 8601, a day or a moment: when the names were; or NULL */
    const char *prevails; /* BCP 47: the language whose text does; NULL: not stated */
    const char *count;    /* ICU MessageFormat, or NULL: the language's own */
    Place count_place, author_place, short_title_place;
    const char *const *names; /* of people in the text: never hyphenated */
    const Place *name_places;
    size_t n_names;
    const char *const *title_breaks; /* words before which the title breaks best */
    const Place *title_break_places;
    size_t n_title_breaks;
    const Block *body;
    size_t n_body;
    const Footnote *notes;
    size_t n_notes;
} Letter;

/* Reads letter.md in `folder`. NULL: reported; all mistakes of the file in one go. */
const Letter *letter_read(Diagnostics *diagnostics, Arena *arena, const char *folder);

#endif
