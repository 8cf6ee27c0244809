/* Private to judge: the pages as its files look at them, and what each of them judges. */
#ifndef JUDGE_PROOF_H
#define JUDGE_PROOF_H

#include "judge/judge.h"

#define NO_LINE SIZE_MAX

/* Pages with what is next to what: line `after[i]` goes on with the text of line i, and
 * line `before[i]` is what it goes on from; NO_LINE: none. */
typedef struct Proof {
    Diagnostics *diagnostics;
    const Pages *pages;
    const char *edition;
    const size_t *before, *after;
} Proof;

typedef enum Side { SIDE_START, SIDE_END } Side;

/* The line at an index, or NULL for NO_LINE. */
const PlacedLine *proof_line(const Proof *proof, size_t index);

/* The line that goes on with the text of line `index` right below it; NULL: none does,
 * or it stands on another page. */
const PlacedLine *line_below(const Proof *proof, size_t index);

const Element *line_element(const Proof *proof, const PlacedLine *line);

/* Whether the line is of running text: no name, heading or label. */
bool line_is_prose(const Proof *proof, const PlacedLine *line);

/* Whether the line is part of a footnote. */
bool line_is_note(const Proof *proof, const PlacedLine *line);

/* Whether a reader sees a hyphen at the line's end. */
bool line_ends_hyphened(const PlacedLine *line);

/* Whether the line holds more than one word. */
bool line_has_words(const PlacedLine *line);

/* Where the line's glyphs begin or end in the direction of its text, from the page's
 * left edge. */
double line_edge(const Proof *proof, const PlacedLine *line, Side side);

/* Where to look in the source: the line's first word, else its element. */
Place line_place(const Proof *proof, const PlacedLine *line);

/* Where to look on the page: the line's baseline at `x`. */
Spot line_spot(const Proof *proof, const PlacedLine *line, double x);

/* The same at the line's start. */
Spot line_start_spot(const Proof *proof, const PlacedLine *line);

/* lines.c: word spaces, short lines, hyphens, last lines. */
void lines_judge(const Proof *proof);

/* words.c: the same word at the starts or ends of lines in a row. */
void words_judge(const Proof *proof);

/* rivers.c: word spaces that stand below each other. */
void rivers_judge(const Proof *proof);

/* ends.c: where pages end, and how full they are. */
void ends_judge(const Proof *proof);

/* columns.c: the names in columns. */
void columns_judge(const Proof *proof);

#endif
