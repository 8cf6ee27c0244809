/* Papers by their names, in points. */
#ifndef STYLE_PAPER_H
#define STYLE_PAPER_H

#include <stdbool.h>

/* The size of a paper such as "A4", upright; false: it is not known. */
bool paper_find(const char *name, double *width, double *height);

/* What paper has that size, upright or lying. NULL: none that is known. */
const char *paper_name(double width, double height);

/* The paper that something of that size is printed on, which may be a millimetre larger: two
 * pages of A5 lie on an A4. NULL: none that is known. */
const char *paper_around(double width, double height);

/* Whether a size is measured in inches: both sides are whole eighths of one. */
bool paper_inches(double width, double height);

#endif
