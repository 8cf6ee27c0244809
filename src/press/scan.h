/* A content stream, operation by operation. */
#ifndef PRESS_SCAN_H
#define PRESS_SCAN_H

#include "base/base.h"

enum { SCAN_OPERANDS = 6 };

/* Where a reader stands; start with {bytes, bytes + length}. */
typedef struct Scan {
    const char *at, *end;
    const char *start; /* of the operation in hand: its first operand, or its name */
    const char *word;  /* its name, not terminated; it ends at `at` */
    size_t length;     /* of the name */
    const char *operands[SCAN_OPERANDS]; /* where the last of them begin */
    size_t n_operands;                   /* all of them */
} Scan;

/* Goes on to the next operation. False: there is none, or, with `at` before `end`, what
 * is there is no content stream. */
bool scan_next(Scan *scan);

/* The next token of any kind, NULL: none; it ends at `at`. What nests is gone into. */
const char *scan_any(Scan *scan);

/* Whether the operation in hand is `name`. */
bool scan_is(const Scan *scan, const char *name);

/* Whether operand `index` of a short operation is `text`. */
bool scan_operand_is(const Scan *scan, size_t index, const char *text);

/* Whether operand `index` of a short operation begins with `text`. */
bool scan_operand_begins(const Scan *scan, size_t index, const char *text);

/* The operands, when they are `n` numbers. */
bool scan_numbers(const Scan *scan, double *numbers, size_t n);

#endif
