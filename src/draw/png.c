/*
 * A page as PNG, on white, at a resolution of the caller's choice.
 */
#include "draw/draw.h"

#include <math.h>

#include "draw/paint.h"

bool pages_draw_png(Diagnostics *diagnostics, const Pages *pages, size_t index,
                    double dpi, FileWriter *file)
{
    double scale = dpi / 72;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)round(pages->width * scale),
                                   (int)round(pages->height * scale));
    Painter painter;
    painter_init(&painter, diagnostics, pages, surface, file);
    cairo_set_source_rgb(painter.cairo, 1, 1, 1);
    cairo_paint(painter.cairo);
    cairo_scale(painter.cairo, scale, scale);
    bool whole = painter_page(&painter, index);
    whole = whole && painter_png(&painter, file);
    painter_clear(&painter);
    return whole;
}
