/* Private to flow: one text, shaped and broken into lines. galley.h goes on from here. */
#ifndef FLOW_PARAGRAPH_H
#define FLOW_PARAGRAPH_H

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

/* The natural width of the text's word space, or 0 when it has none. */
double space_width(const Shaped *shaped);

/* ---- standing.c: what is set once for many editions --------------------------------- */

/* A text, and what it is to be set to. */
typedef struct Take {
    const StyledText *text;
    const Language *language; /* one that outlives the Standing */
    Measure measure;
    bool hyphenate;
    bool variants; /* in ways of a line less and more, too */
} Take;

/* A take that is set. */
typedef struct Composed {
    const Shaped *shaped;
    Setting settings[MAX_SETTINGS];
    size_t n_settings;
} Composed;

/* Tells of a text that is going to be set: see text_expect. */
void take_expect(Standing *standing, const Language *language, const StyledText *text);

/* Sets a take, or finds it standing. What is returned lives as long as `standing` and
 * `arena` both do. NULL: reported. */
const Composed *take_compose(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                             const Take *take);

#endif
