/*
 * What the files of flow hand to each other once texts are set (paragraph.h) and before
 * there are pages: slabs of lines in a galley. plan.h goes on from here.
 */
#ifndef FLOW_GALLEY_H
#define FLOW_GALLEY_H

#include "flow/slab.h"

/* ---- galley.c: a story's blocks, shaped and broken ---------------------------------- */

/* A footnote, shaped and broken. */
typedef struct GalleyNote {
    const Side *side;
    size_t number; /* from 1 */
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
    Side whole;          /* the frame */
    Side sides[N_SIDES]; /* of two languages */
    Side text;    /* a column of text; as wide as the frame where there are none */
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
    GalleyNote *notes[N_SIDES]; /* of each language by number, from 1 at index 0 */
    size_t n_notes;
    double note_gap; /* between the text and the notes of a page, points */
} Galley;

/* Shapes and breaks all of a story. NULL: reported. */
const Galley *galley_make(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                          const Story *story);

/* The style of an entry: a heading's or a name's. */
const Style *entry_style(const Galley *galley, const Entry *entry);

/* The width of the cells of a block's leads: the frame's, shared by those of a row; of a
 * single row by as many as the layout has columns. */
double lead_width(const Galley *galley, const StoryBlock *block);

/* The height of the images of a row of `n` leads; 0 when none of them has one. */
double lead_image_height(const Galley *galley, const StoryBlock *block, size_t first,
                         size_t n);

/* What a text of a style is to fill, whose first line is set in by `indent`. */
Measure measure_make(const Side *side, const Style *style, double width, double indent);

/* ---- textcolumns.c ------------------------------------------------------------------- */

/* The slabs with those that stand in a column of text joined; takes `slabs` over. */
GArray *slabs_column(Arena *arena, const Galley *galley, GArray *slabs);

/* ---- sides.c: two languages side by side -------------------------------------------- */

#define NARROW_CHARACTERS 50.0 /* too few on a line to be justified */

/* Fills in the galley's two sides. */
void sides_make(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                Galley *galley);

/* The left edge, on the page, of what is `width` wide and set in by `inset` from where
 * the lines of a side begin. */
double side_left(const Side *side, double inset, double width);

/* Puts `second` beside `first`; the settings of both become those of the pair. */
void slabs_pair(Slab *first, Slab *second);

/* How many lines a slab has in one of its settings; of two languages the longer one's. */
size_t slab_length(const Slab *slab, size_t setting);

/* How many lines of the grid `n` lines of a slab's text take, and with what stands
 * beside it. */
unsigned text_lines(const Galley *galley, const Slab *slab, size_t n);
unsigned slab_lines(const Galley *galley, const Slab *slab, size_t n);

/* How many lines of the grid the notes of a slab's texts take at a page's foot. */
unsigned slab_notes(const Galley *galley, const Slab *slab);

#endif
