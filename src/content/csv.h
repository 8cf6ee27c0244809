/* Rows of CSV as they are written (RFC 4180). */
#ifndef CONTENT_CSV_H
#define CONTENT_CSV_H

#include <glib.h>

/* Adds a cell to a line, quoted where it must be. */
void csv_add(GString *line, const char *text, char delimiter);

#endif
