/* Lengths with units. */
#ifndef BASE_UNIT_H
#define BASE_UNIT_H

#include <stdbool.h>

#define POINTS_PER_MM (72.0 / 25.4)

/* Reads a length such as "35mm", "82 pt", "-0.5in", "1.5em" into points; `em` is the
 * size that an em stands for, in points, or 0 where em is not allowed. Units: pt, mm,
 * cm, in, pc, em. False when it is not a finite length with a unit. */
bool length_parse(const char *text, double em, double *points);

#endif
