/* Slabs: the pieces of a galley, and what they stand in. */
#ifndef FLOW_SLAB_H
#define FLOW_SLAB_H

#include "flow/paragraph.h"

/* The name and the office below a lead's image and rule. */
typedef struct GalleyLead {
    const Shaped *name, *office; /* office NULL: none */
    Setting name_setting, office_setting;
    double height; /* of both */
} GalleyLead;

enum { N_SIDES = 2 }; /* languages that can stand side by side */

/* What a text stands in: the frame, or one of two languages' columns of it. */
typedef struct Side {
    size_t index; /* whose text: 0 the first language's, 1 the second's */
    bool rtl;     /* whether that runs from right to left */
    double left;  /* from the page's left edge */
    double width;
    double narrow; /* em: a measure so narrow is not justified */
    const Language *language;
} Side;

/* A piece of the galley that starts on the grid: a text, a rule, a row of leads, or the
 * roster's columns. */
typedef struct Slab Slab;

/* Lines `from` to `to` (not itself) of a text that stands in columns. */
typedef struct TextPart {
    size_t slab; /* of those in the columns */
    size_t from, to, column;
    unsigned line; /* of the grid, from the head of the columns */
} TextPart;

/* Texts that stand in columns, and where in them: see textcolumns.c. */
typedef struct TextColumns {
    const Slab *slabs;
    size_t n_slabs;
    const Side *sides; /* one a column */
    const TextPart *parts;
    size_t n_parts;
} TextColumns;

struct Slab {
    const StoryBlock *block;
    const Side *side;
    const Slab *second; /* the same in the other language, beside it: as many settings,
                             each in place of the same one here; NULL: none */
    const Shaped *shaped; /* NULL: no text */
    const Shaped *label;  /* hung before the first line; NULL: none */
    const Shaped *aside;  /* beside it, from its first line on; NULL: none */
    Setting label_setting, aside_setting;
    Measure measure, aside_measure;
    double left; /* from where the side's lines begin */
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
    const TextColumns *columns; /* of a slab of texts in columns; else NULL */
};

#endif
