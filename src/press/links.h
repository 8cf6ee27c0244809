/* Links that can be followed, for screens. */
#ifndef PRESS_LINKS_H
#define PRESS_LINKS_H

#include "draw/chunk.h"
#include "press/pdf.h"

/* The annotation of a chunk that is a link, with a box a line; `key` is what it is looked
 * up by in the structure tree. */
PdfObject link_make(Pdf *pdf, const Pages *pages, const Chunk *chunk, size_t key);

/* Adds an annotation, which is dropped, to a page. */
void link_attach(Pdf *pdf, PdfObject page, PdfObject link);

#endif
