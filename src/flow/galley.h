/*
 * What the files of flow hand to each other once texts are set (paragraph.h) and before
 * there are pages: slabs of lines in a galley. plan.h goes on from here.
 */
#ifndef FLOW_GALLEY_H
#define FLOW_GALLEY_H

#include "flow/paragraph.h"

/* ---- galley.c: a story's blocks, shaped and broken ---------------------------------- */

/* The name and the office below a lead's image and rule. */
typedef struct GalleyLead {
    const Shaped *name, *office; /* office NULL: none */
    Setting name_setting, office_setting;
    double height; /* of both */
} GalleyLead;

/* A piece of the galley that starts on the grid: a text, a rule, a row of leads, or the
 * roster's columns. */
typedef struct Slab {
    const StoryBlock *block;
    const Shaped *shaped; /* NULL: no text */
    const Shaped *label;  /* hung before the first line; NULL: none */
    const Shaped *aside;  /* beside it, from its first line on; NULL: none */
    Setting label_setting, aside_setting;
    Measure measure, aside_measure;
    double left; /* from the frame's left edge */
    Setting settings[MAX_SETTINGS];
    size_t n_settings;
    double leading;
    unsigned before, after; /* space in lines of the grid; none at a page's head */
    unsigned height; /* in lines of the grid: without a text, or of what is beside it */
    bool divisible;  /* whether a page may end within it */
    bool keep;       /* never parted from the next slab */
    size_t group;    /* of a run-in roster: which of the block's groups */
    const GalleyLead *leads;    /* as in its block */
    size_t first_lead, n_leads; /* of a row of leads */
} Slab;

/* A footnote, shaped and broken. */
typedef struct GalleyNote {
    const Shaped *const *paragraphs;
    const Setting *settings; /* one a paragraph */
    size_t n_paragraphs;
    Measure measure;
    double height;        /* points */
    const Shaped *marked; /* the text in which its first mark stands */
    size_t mark;          /* byte of that mark */
} GalleyNote;

/* An entry of the roster's columns: a heading or a name. */
typedef struct Entry {
    const Shaped *shaped;
    Setting setting;
    double before; /* space above it, but for a column's head */
    double height; /* of its lines */
    size_t group;
    size_t name; /* index in its group; SIZE_MAX: the group's heading */
} Entry;

enum { MAX_COLUMNS = 12 };

typedef struct Galley {
    const Story *story;
    bool rtl;     /* whether the letter runs from right to left */
    double frame; /* width */
    double grid;
    unsigned lines; /* of the grid on a page */
    const Slab *slabs;
    size_t n_slabs;
    size_t roster_at; /* the slab of the roster's columns; SIZE_MAX: there is none */
    const Entry *entries;
    size_t n_entries;
    const Entry *continued; /* one a group: its heading at the top of a later page */
    size_t n_columns;
    double column, gutter; /* widths */
    double roster_leading;
    GalleyNote *notes; /* by number, from 1 at index 0 */
    size_t n_notes;
    double note_gap; /* between the text and the notes of a page, points */
} Galley;

/* Shapes and breaks all of a story. NULL: reported. */
const Galley *galley_make(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                          const Story *story);

/* The style of an entry: a heading's or a name's. */
const Style *entry_style(const Galley *galley, const Entry *entry);

/* The width of a lead's cell. */
double lead_width(const Galley *galley);

/* The height of the images of a row of `n` leads; 0 when none of them has one. */
double lead_image_height(const Galley *galley, const StoryBlock *block, size_t first,
                         size_t n);

/* What a text of a style is to fill, whose first line is set in by `indent`. */
Measure measure_make(const Style *style, double width, double indent);

/* How many lines of the grid `n` lines of a slab's text take, and with what stands
 * beside it. */
unsigned text_lines(const Galley *galley, const Slab *slab, size_t n);
unsigned slab_lines(const Galley *galley, const Slab *slab, size_t n);

#endif
