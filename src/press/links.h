/* Links that can be followed, for screens. */
#ifndef PRESS_LINKS_H
#define PRESS_LINKS_H

#include "draw/chunk.h"
#include "press/pdf.h"

/* The chunks that are marks or numbers of footnotes: of const Chunk *, to be freed. */
GArray *jumps_list(const GArray *chunks);

/* Where a jump from a footnote's mark or number ends: at its number, at its first mark.
 * NULL: it has none. */
const Chunk *jump_find(const Pages *pages, const GArray *jumps, const Chunk *from);

/* The annotation of a chunk that is a link, with a box a line; `to` is the chunk that it
 * leads to, NULL: to the chunk's address. `key` is what it is looked up by in the
 * structure tree. */
PdfObject link_make(Pdf *pdf, const Pages *pages, const Chunk *chunk, const Chunk *to,
                    size_t key);

/* Adds an annotation, which is dropped, to a page. */
void link_attach(Pdf *pdf, PdfObject page, PdfObject link);

#endif
