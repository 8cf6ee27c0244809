/* The pencil that PDF, SVG and PNG share; private to the room. */
#ifndef DRAW_PAINT_H
#define DRAW_PAINT_H

#include <cairo.h>

#include "draw/draw.h"

/* What the drawing of one file needs: painter_init, painter_page for each page,
 * painter_clear. It owns the context and the surface. */
typedef struct Painter {
    Diagnostics *diagnostics;
    const Pages *pages;
    cairo_surface_t *surface;
    const FileWriter *file; /* that the surface writes to; NULL: none */
    cairo_t *cairo;
    const SizedFont *font;     /* that the context has; NULL: none yet */
    double stretch;            /* of that font */
    unsigned ink;              /* that it has */
    GArray *glyphs, *clusters; /* of the run in hand */
    const GArray *chunks; /* whose numbers colours carry; NULL: all is in plain black */
    bool covers;          /* whether each page begins with a cover: see paint.c */
    bool weighs;          /* whether images are told of that are too coarse for print */
    double coarsest;      /* least resolution so far, dots an inch; 0: no picture */
    size_t chunk;         /* the next one */
    size_t line;          /* the first of the next page in hand */
} Painter;

/* Takes the surface over; `file` is what it writes to, or NULL. */
void painter_init(Painter *painter, Diagnostics *diagnostics, const Pages *pages,
                  cairo_surface_t *surface, const FileWriter *file);
void painter_clear(Painter *painter);

/* Paints the items of page `index` in black; does not show the page. False: reported. */
bool painter_page(Painter *painter, size_t index);

/* Whether all went well so far in cairo; false: reported. */
bool painter_check(Painter *painter);

/* Ends the surface, which writes its last bytes. False: reported. */
bool painter_finish(Painter *painter);

/* Writes the surface, which is pixels, as PNG. False: reported. */
bool painter_png(Painter *painter, FileWriter *file);

/* Paints an ITEM_IMAGE, fitted into its box, lower left. False: reported. */
bool image_paint(Painter *painter, const PageItem *item);

/* Writes the bytes of `what`. False: reported, with the reason of the disk. */
bool drawn_write(Diagnostics *diagnostics, const char *what, const char *bytes,
                 size_t length, FileWriter *file);

/* A cairo_write_func_t whose closure is a FileWriter. */
cairo_status_t painter_write(void *file, const unsigned char *bytes,
                             unsigned int length);

#endif
