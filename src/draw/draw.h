/*
 * draw: pages onto paper, screen or terminal.
 *
 * Makes    PDF, SVG and PNG files, one file or one a page; plain text.
 * From     Pages.
 * Calls    pages_draw_pdf, pages_draw_svg, pages_draw_png, pages_write_text; for press
 *          chunks_make and pages_draw_chunks.
 * Owns     nothing that outlives a call.
 * Always   the same pages give the same bytes; nothing is measured or moved.
 * Not      where the files end up: the caller opens and commits them.
 *
 * An image keeps its proportions and stands at the lower left of its box.
 */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "draw/chunk.h"

/* Draws all pages as PDF with title, author, which names it shows (as its subject),
 * bookmarks and page labels. False: reported.
 * `date` of the file: SOURCE_DATE_EPOCH, else pages->date, else a fixed one. */
bool pages_draw_pdf(Diagnostics *diagnostics, const Pages *pages, FileWriter *file);

/* The date of the file in ISO 8601, and which names it shows ("270 names from 29
 * countries; …"; NULL: none), for metadata; to be freed. */
char *pages_date(const Pages *pages);
char *pages_subject(const Pages *pages);

/* The same PDF for press, into `pdf`: the colour of each chunk (chunks_make) carries its
 * number. `coarsest` is the least resolution of a picture, dots an inch; 0: there is none.
 * False: reported. */
bool pages_draw_chunks(Diagnostics *diagnostics, const Pages *pages,
                       const GArray *chunks, GByteArray *pdf, double *coarsest);

/* Draws page `index`. */
bool pages_draw_svg(Diagnostics *diagnostics, const Pages *pages, size_t index,
                    FileWriter *file);

/* Draws page `index` at `dpi` dots an inch, on white. */
bool pages_draw_png(Diagnostics *diagnostics, const Pages *pages, size_t index,
                    double dpi, FileWriter *file);

/* Draws every image, to nowhere, and so finds those that cannot be drawn. False:
 * reported, all of them. */
bool pages_check_images(Diagnostics *diagnostics, const Pages *pages);

/* Writes the text of the elements in reading order, UTF-8, wrapped at 72 columns. */
bool pages_write_text(Diagnostics *diagnostics, const Pages *pages, FileWriter *file);

#endif
