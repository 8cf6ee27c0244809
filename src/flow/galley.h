/*
 * What the files of flow hand to each other, in the order in which it is made:
 * paragraphs broken into lines, slabs of lines in a galley, the plan of the pages.
 */
#ifndef FLOW_GALLEY_H
#define FLOW_GALLEY_H

#include "flow/flow.h"

/* ---- paragraph.c: which breaks of a shaped text end its lines ----------------------- */

/* What the lines of a paragraph are to fill. */
typedef struct Measure {
    Align align;
    Spread spread;
    bool balance;
    double width;
    double first, rest; /* what the first line, and the others, are set in by */
    double em;          /* size of the type */
    double least_last;  /* the last line is to be at least so wide */
} Measure;

/* One line: the text from break `from` to break `to`. */
typedef struct LineCut {
    size_t from, to;
    double width;  /* natural, without what protrudes */
    double target; /* what it was to fill */
    double ratio;  /* of its stretch, or negative of its shrink; 0 in ragged setting */
    LineFit fit;
    bool overfull; /* wider than its target at its tightest: it was compressed */
} LineCut;

/* One way to break a paragraph. */
typedef struct Setting {
    const LineCut *lines;
    size_t n_lines;
    double demerits;
} Setting;

enum { MAX_SETTINGS = 3 };

/* Breaks `shaped` over `measure`. settings[0] is the best way; with `variants`, ways of a
 * line less and a line more follow where there are any that keep to the same limits.
 * Returns how many there are, at least 1; the lines are in `arena`. */
size_t paragraph_break(Arena *arena, const Shaped *shaped, const Measure *measure,
                       bool variants, Setting settings[MAX_SETTINGS]);

/* How far from its margin a line that is not justified starts. */
double line_offset(const LineCut *line, const Measure *measure);

/* ---- galley.c: a story's blocks, shaped and broken ---------------------------------- */

/* A piece of the galley that starts on a line of the grid: a text, a rule, a row of
 * leads, or the roster's columns. */
typedef struct Slab {
    const StoryBlock *block;
    const Shaped *shaped; /* NULL: no text */
    const Shaped *label;  /* hung before the first line; NULL: none */
    Measure measure;
    double left; /* from the frame's left edge */
    Setting settings[MAX_SETTINGS];
    size_t n_settings;
    double leading;
    unsigned before, after;     /* space in lines of the grid; none at a page's head */
    unsigned height;            /* in lines of the grid, when it has no text */
    bool divisible;             /* whether a page may end within it */
    bool keep;                  /* never parted from the next slab */
    size_t group;               /* of a run-in roster: which of the block's groups */
    size_t first_lead, n_leads; /* of a row of leads */
} Slab;

/* A footnote, shaped and broken. */
typedef struct GalleyNote {
    const Shaped *const *paragraphs;
    const Setting *settings; /* one a paragraph */
    Measure measure;
    double height; /* points */
} GalleyNote;

/* A lead: the name and the office below its image and rule. */
typedef struct GalleyLead {
    const Shaped *name, *office; /* office NULL: none */
    Setting name_setting, office_setting;
    double height; /* of both */
} GalleyLead;

/* An entry of the roster's columns: a heading or a name. */
typedef struct Entry {
    const Shaped *shaped;
    Setting setting;
    double before; /* space above it, but for a column's head */
    double height; /* of its lines */
    size_t group;
    size_t name; /* index in its group; SIZE_MAX: the group's heading */
} Entry;

typedef struct Galley {
    const Story *story;
    double frame; /* width */
    double grid;
    unsigned lines; /* of the grid on a page */
    const Slab *slabs;
    size_t n_slabs;
    size_t roster_at; /* the slab of the roster's columns; SIZE_MAX: there is none */
    const GalleyLead *leads; /* as in the story's block of leads */
    const Entry *entries;
    size_t n_entries;
    const Entry *continued; /* one a group: its heading at the top of a later page */
    size_t n_columns;
    double column, gutter; /* widths */
    double roster_leading;
    const GalleyNote *notes; /* by number, from 1 at index 0 */
    size_t n_notes;
    double note_gap; /* between the text and the notes of a page, points */
} Galley;

/* Shapes and breaks all of a story. NULL: reported. */
const Galley *galley_make(FontBook *book, Diagnostics *diagnostics, Arena *arena,
                          const Story *story);

/* The width of a lead's cell. */
double lead_width(const Galley *galley);

/* How many lines of the grid `n` lines of a slab take. */
unsigned slab_lines(const Galley *galley, const Slab *slab, size_t n);

/* The height in points of the notes whose marks stand in lines `from` to `to` (not
 * itself) of a slab. */
double slab_notes(const Galley *galley, const Slab *slab, const Setting *setting,
                  size_t from, size_t to);

/* ---- columns.c: the roster over columns and pages ----------------------------------- */

enum { MAX_COLUMNS = 12 };

/* The entries of one page: those of column c are starts[c] to starts[c + 1]. */
typedef struct ColumnPage {
    size_t starts[MAX_COLUMNS + 1];
    double height; /* of the tallest column */
} ColumnPage;

typedef struct ColumnPlan {
    const ColumnPage *pages;
    size_t n_pages;
    double cost;
} ColumnPlan;

/* Sets the entries from a page on which `room` points are left; later pages have `full`,
 * and the last one must leave `reserve` for what follows the roster. The first page
 * may stay empty. */
ColumnPlan columns_plan(Arena *arena, const Galley *galley, double room, double full,
                        double reserve);

/* ---- page.c: where pages end -------------------------------------------------------- */

/* Lines `from` to `to` (not itself) of a slab in one of its settings, or a slab without
 * text, its top `line` lines of the grid below the page's top. */
typedef struct PagePart {
    size_t slab, setting, from, to;
    size_t page;
    unsigned line;
} PagePart;

typedef struct PagePlan {
    const PagePart *parts; /* in reading order; the roster's is where it starts */
    size_t n_parts;
    ColumnPlan columns;
    size_t n_pages;
    const Slab
        *forced; /* a slab that fits on no page and was set all the same, or NULL */
} PagePlan;

/* Chooses where pages end. `looseness` lines may be taken from a paragraph at no cost. */
PagePlan pages_plan(Arena *arena, const Galley *galley, unsigned looseness);

#endif
