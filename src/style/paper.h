/* Papers by their names, in points. */
#ifndef STYLE_PAPER_H
#define STYLE_PAPER_H

#include <stdbool.h>

/* The size of a paper such as "A4", upright; false: it is not known. */
bool paper_find(const char *name, double *width, double *height);

/* What paper has that size, upright or lying, to a millimetre or two: a sheet of two pages
 * of A5 is an A4. NULL: none that is known. */
const char *paper_name(double width, double height);

#endif
