/* Layouts: page, font stacks, styles, signature blocks, heads and feet. */
#ifndef STYLE_LAYOUT_H
#define STYLE_LAYOUT_H

#include "style/print.h"

typedef enum Align { ALIGN_LEFT, ALIGN_JUSTIFY, ALIGN_CENTER, ALIGN_RIGHT } Align;
typedef enum Figures { FIGURES_DEFAULT, FIGURES_LINING, FIGURES_OLD_STYLE } Figures;
typedef enum Spread { SPREAD_NONE, SPREAD_LETTERS, SPREAD_GLYPHS } Spread;

/* An ordered list of font families: the first that has a word's characters sets it. */
typedef struct FontStack {
    const char *name; /* "text", "sans" */
    const char *const *families;
    const Place *places; /* of each family's name in the layout */
    size_t n_families;
} FontStack;

typedef struct Style {
    const FontStack *stack;
    bool bold, italic, small_caps;
    Figures figures;
    bool tabular; /* figures of one width */
    double size, leading;
    double measure; /* width; 0: as wide as there is room */
    double indent;  /* of a paragraph's first line, but for the first of a run */
    double hang;    /* of all lines but the first */
    double space_before, space_after;
    Align align;
    bool hyphenate, balance;
    Spread spread;   /* what stretches beside word spaces when justified */
    double tracking; /* added between letters, points */
    unsigned ink;    /* 0: black; else of the layout's inks, from 1 */
} Style;

typedef enum StyleRole {
    STYLE_BODY,
    STYLE_TITLE,
    STYLE_NOTE,     /* opening note */
    STYLE_NOTE_BY,  /* whose voice it is */
    STYLE_DATELINE, /* place and date */
    STYLE_ADDRESSEE,
    STYLE_HEADING_1, /* of the body */
    STYLE_HEADING_2,
    STYLE_HEADING_3,
    STYLE_LIST,
    STYLE_QUOTE,
    STYLE_CLOSING,
    STYLE_COUNT,
    STYLE_LEAD_NAME,
    STYLE_LEAD_OFFICE,
    STYLE_COUNTRY,
    STYLE_NAME,
    STYLE_OFFICE,
    STYLE_FOOTNOTE,
    STYLE_CONTACT, /* contact and source, after the names */
    STYLE_FEET,    /* heads and feet */
    STYLE_MARK,    /* SPECIMEN and DRAFT in the foot */
    STYLE_IMPRINT, /* which names these are, under the last foot */
    N_STYLES
} StyleRole;

/* The key of a role in a layout's `styles:`, such as "heading-1". */
const char *style_name(StyleRole role);

typedef struct PageStyle {
    double width, height;
    double left, right; /* margins */
    bool mirrored;      /* whether they change places on left-hand pages */
    double first_baseline, grid;
    unsigned lines;   /* of the grid on a page */
    unsigned columns; /* of the letter's text */
    double gutter;    /* between them */
} PageStyle;

typedef struct LeadStyle {
    unsigned columns;
    double image_width, image_height; /* at most */
    double rule;                      /* thickness; 0: none */
    double gutter;
} LeadStyle;

typedef enum RosterForm { ROSTER_COLUMNS, ROSTER_RUN_IN } RosterForm;

/* Where a name in its owner's own script stands, if the roster has it. */
typedef enum NativePlace { NATIVE_NONE, NATIVE_BESIDE, NATIVE_BELOW } NativePlace;

typedef struct RosterStyle {
    RosterForm form;
    unsigned columns;
    double gutter;
    const char *group_by; /* a column of the roster; NULL: none */
    bool offices;         /* whether offices are set */
    NativePlace native;   /* of the leads, too */
} RosterStyle;

/* A head or foot: patterns with {short-title}, {page}, {pages}, {page-of-pages},
 * {edition}, {names} (how many), {closed} (when the list was), {list} (its short hash);
 * NULL where nothing stands. Of the parts of a pattern between " · ", those whose
 * placeholders have nothing to say stay out. `from` is the first page that has left and
 * centre; page numbers on the right stand on every page. */
typedef struct Running {
    const char *left, *center, *right;
    unsigned from;
    double baseline;  /* from the page's top edge */
    const char *last; /* of a foot: the imprint, on the last page, if it has names */
    double last_baseline; /* of the imprint */
} Running;

/* How far copyfitting may go. */
typedef struct FitRange {
    double size, leading; /* points off or on the body size, and the grid */
    unsigned looseness;   /* lines a paragraph may lose */
    unsigned pages;       /* at most so many, unless the edition says; 0: any */
} FitRange;

typedef struct Layout {
    const char *name;
    const char *path; /* of its file */
    PageStyle page;
    const FontStack *stacks;
    const Ink *inks; /* the palette */
    size_t n_stacks, n_inks;
    Style styles[N_STYLES];
    LeadStyle lead;
    RosterStyle roster;
    double least_name;      /* no name and no office is set smaller */
    double parallel_gutter; /* between the columns of two languages */
    Running head, foot;
    FitRange fit;
    PressStyle press;
    bool opening; /* whether the opening note is set */
} Layout;

/* Reads the layout `name` (a name below layouts/, looked for in `folders`, or a path)
 * and what it extends. `asked` is who named it. NULL: reported. */
const Layout *layout_read(Diagnostics *diagnostics, Arena *arena,
                          const Folders *folders, const char *name, Place asked);

void layout_sum(const Layout *layout, Sum *sum); /* adds all that it says */

/* A copy of the layout with `size` and `leading` points added to the body's size and the
 * grid; all other leadings, and the lines a page holds, follow the grid in proportion;
 * sizes of body, list, quote and closing change alike, headings and names stay. */
const Layout *layout_fit(Arena *arena, const Layout *layout, double size,
                         double leading);

#endif
