/* The structure tree, written; and links, which are part of it. */
#ifndef PRESS_TAGS_H
#define PRESS_TAGS_H

#include "press/pdf.h"
#include "press/structure.h"

/* Writes the tree with its parents, and on a screen's version the links of its Link
 * nodes. Each page gets the key that its marks are looked up by. False: reported. */
bool tags_write(Pdf *pdf, Diagnostics *diagnostics, const Pages *pages,
                const GArray *chunks, const GArray *marks, bool links);

#endif
