/* What goes into something, summed up, so that a change of it is seen. */
#ifndef BASE_SUM_H
#define BASE_SUM_H

#include <glib.h>
#include <stddef.h>

/* Each adds one value to `sum` in a form of its own length, so that no two rows of values
 * have the same form. */

/* Bytes behind their number. */
void sum_bytes(GChecksum *sum, const void *bytes, size_t length);

/* A text; NULL is not the empty one. */
void sum_text(GChecksum *sum, const char *text);

/* A number that is whole, or a truth. */
void sum_count(GChecksum *sum, size_t count);

/* A length or another number, to its last bit. */
void sum_number(GChecksum *sum, double number);

/* A file by its path, size and time of change, without reading it: fonts and
 * dictionaries are many and large, and whoever changes one changes its time. */
void sum_file(GChecksum *sum, const char *path);

/* The sum in 64 digits; `sum` takes no more after it. */
const char *sum_digits(GChecksum *sum);

#endif
