/*
 * flow: from a story to pages.
 *
 * Makes    Pages: glyph runs, rules and images, each placed and tied to an element.
 * From     a Story, and the Standing type of a FontBook.
 * Calls    standing_new; story_flow for each edition; pages_dump, lines_dump.
 * Owns     the arena that is passed in and the Standing; glyphs point to fonts.
 * Always   points from the page's top left corner, y down; drawing needs no measuring.
 * Not      PDF, colours' inks, files.
 */
#ifndef FLOW_FLOW_H
#define FLOW_FLOW_H

#include "story/story.h"

/* What a placed thing is part of: the structure tree, in reading order. */
typedef enum ElementRole {
    ELEMENT_DOCUMENT,
    ELEMENT_HEADING, /* level 1 is the title */
    ELEMENT_PARAGRAPH,
    ELEMENT_LIST,
    ELEMENT_LIST_ITEM,
    ELEMENT_LABEL,
    ELEMENT_QUOTE,
    ELEMENT_NOTE,
    ELEMENT_GROUP,   /* the names of one country: a list */
    ELEMENT_NAME,    /* one signatory: name and office */
    ELEMENT_FIGURE,  /* a signature's image */
    ELEMENT_ARTIFACT /* heads, feet, rules, repeated headings */
} ElementRole;

typedef struct Element {
    ElementRole role;
    size_t parent;        /* index; the document is 0 and its own parent */
    unsigned level;       /* of headings */
    const char *language; /* BCP 47 */
    const char *text;   /* whole, as typed after NFC; NULL for containers, artifacts */
    size_t name_length; /* of ELEMENT_NAME: so many bytes of the text are the name */
    Place place;
} Element;

typedef enum ItemKind { ITEM_RUN, ITEM_RULE, ITEM_IMAGE } ItemKind;

typedef struct PageItem {
    ItemKind kind;
    size_t element;
    double x, y; /* of a run: origin on the baseline; else the top left corner */
    union {
        const GlyphRun *run; /* run->x is in x already */
        struct {
            double width, height;
        } rule;
        struct {
            const char *path;
            double width, height; /* the box that it is fitted into */
        } image;
    } as;
} PageItem;

typedef struct Page {
    const PageItem *items; /* in the order of drawing, which is reading order */
    size_t n_items;
    const char *label; /* its number as printed */
    size_t n_first;    /* of a sheet's side: so many items are its first page's */
    size_t turns[2];   /* and these the pages that it holds, from 0 */
} Page;

typedef struct Bookmark {
    const char *text;
    unsigned level; /* from 1 */
    size_t page;    /* index */
    double y;
} Bookmark;

/* A line of a paragraph or name, for those who judge the setting. */
typedef struct PlacedLine {
    size_t page, element;
    size_t side; /* of two languages, side by side: 1 for the second's, else 0 */
    double x, baseline;
    double width;  /* natural, without what protrudes */
    double target; /* what it was to fill */
    double set;    /* what it does fill */
    double size;   /* of its type */
    bool justified;
    double ratio; /* of its stretch, or negative of its shrink; 0 when not justified */
    double space; /* its word space in em; 0: not justified, or it has none */
    BreakKind end;
    bool overfull;              /* narrowed to fit */
    size_t number, count;       /* which line of how many, from 1 */
    const StyledText *source;   /* that it is a line of */
    const char *text;           /* a part of that */
    size_t length;              /* of the text, bytes */
    size_t first_item, n_items; /* its runs among the items of its page */
} PlacedLine;

/* What copyfitting took. */
typedef struct Fit {
    double size, leading; /* points off the body's size and the grid */
    size_t lines;         /* that paragraphs lost */
} Fit;

typedef struct Pages {
    double width, height;
    double reduction; /* of what is placed, on a sheet; 0: none, 0.29: to 71 % */
    double fold;      /* x of the fold of a sheet; 0: these are no sheets */
    const Page *pages;
    size_t n_pages;
    const Element *elements;
    size_t n_elements;
    const Bookmark *bookmarks;
    size_t n_bookmarks;
    const PlacedLine *lines; /* page by page, but for heads, feet, repeated headings */
    size_t n_lines;
    const char *title, *author, *language, *date; /* date: ISO 8601 or NULL */
    size_t n_names, n_countries;
    Fit fit;            /* all 0: nothing had to be taken */
    const char *closed; /* when the names were: ISO 8601, or NULL */
    const char *list;   /* short hash of the names */
    double text_top,
        text_bottom;      /* between them the letter's lines have their baselines;
                                     heads and feet are outside */
    bool rtl;             /* whether the letter runs from right to left */
    const Layout *layout; /* NULL: set by hand, in a test */
} Pages;

/* Texts that were set for one edition and are kept for the next ones in the same fonts. */
typedef struct Standing Standing;

/* `book` is lent, and must outlive it; so must every Language that is set with it. With
 * `keeps` false nothing is kept: for one edition that is set once. */
Standing *standing_new(FontBook *book, bool keeps);
void standing_free(Standing *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Standing, standing_free)

/* Flows a story into pages, which live as long as `standing` and `arena` both do. NULL:
 * reported. */
const Pages *story_flow(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                        const Story *story);

/* The lines of all paragraphs as text: breaks, ratio, hyphens, for golden tests. */
void lines_dump(const Pages *pages, GString *out);

/* The pages as text, a row an item with its place to 0.01 pt, for golden tests. */
void pages_dump(const Pages *pages, GString *out);

#endif
