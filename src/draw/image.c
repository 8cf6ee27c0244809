/*
 * Images: PNG through cairo, SVG through librsvg, which is opened when the first SVG is
 * met. A file is what its first bytes say, whatever its name. It is fitted into its box
 * in its own proportions and stands at the lower left, as a signature stands on its line:
 *
 *     +-----------------+  box
 *     |                 |
 *     +---------+       |
 *     |  image  |       |
 *     +---------+-------+
 *
 * An SVG gets no base address, so that it cannot draw other files in. One that holds or
 * names a picture is refused, since its size is not known before it is drawn, or it would
 * be missing; so is one of many <use>, each of which can double what is drawn.
 */
#include "draw/paint.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

enum { PNG_HEAD = 24, MOST_USES = 32 };
static const double most_pixels = 36e6; /* a page of A4 at 600 dots an inch */

typedef struct ImageBytes {
    char *bytes;
    size_t length, read;
} ImageBytes;

/* What is used of librsvg. */
typedef struct Viewport {
    double x, y, width, height;
} Viewport;
typedef struct SvgLength {
    double length;
    int unit;
} SvgLength;
typedef struct Librsvg {
    void *(*open)(const guint8 *bytes, gsize length, GError **error);
    int (*size_in_pixels)(void *handle, double *width, double *height);
    void (*dimensions)(void *handle, int *has_width, SvgLength *width, int *has_height,
                       SvgLength *height, int *has_view_box, Viewport *view_box);
    int (*render)(void *handle, cairo_t *cairo, const Viewport *viewport,
                  GError **error);
} Librsvg;

static bool librsvg_open(Diagnostics *diagnostics, Librsvg *librsvg)
{
    const LibrarySymbol symbols[] = {
        {"rsvg_handle_new_from_data", &librsvg->open},
        {"rsvg_handle_get_intrinsic_size_in_pixels", &librsvg->size_in_pixels},
        {"rsvg_handle_get_intrinsic_dimensions", &librsvg->dimensions},
        {"rsvg_handle_render_document", &librsvg->render},
        {NULL, NULL}};
    return library_open(diagnostics, "librsvg-2.so.2", "librsvg2-2", symbols);
}

static bool image_fail(Painter *painter, const PageItem *item, const char *why)
{
    Place place = painter->pages->elements[item->element].place;
    report(painter->diagnostics, IMAGE_UNREADABLE, place, item->as.image.path, why);
    return false;
}

/* Where an image of these proportions comes to stand. */
static Viewport image_fit(const PageItem *item, double width, double height)
{
    double box_width = item->as.image.width, box_height = item->as.image.height;
    double scale = MIN(box_width / width, box_height / height);
    return (Viewport){item->x, item->y + box_height - height * scale, width * scale,
                      height * scale};
}

static cairo_status_t bytes_read(void *closure, unsigned char *to, unsigned int length)
{
    ImageBytes *image = closure;
    if (length > image->length - image->read)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, image->bytes + image->read, length);
    image->read += length;
    return CAIRO_STATUS_SUCCESS;
}

static double bytes_number(const ImageBytes *image, size_t at)
{
    guint32 number;
    memcpy(&number, image->bytes + at, sizeof number);
    return GUINT32_FROM_BE(number);
}

/* ---- is it fine enough -------------------------------------------------------------- */

/* Dots an inch of what has greys, or nothing between black and white: an edge of the
 * latter shows each of its steps. */
static const double least_grey = 300, least_bilevel = 600;

/* Whether a pixel is black, white or nothing; its colours count by its opacity. */
static bool pixel_plain(guint32 pixel, bool opaque)
{
    guint32 alpha = opaque ? 0xff : pixel >> 24, colours = pixel & 0xffffff;
    return alpha == 0 || (alpha == 0xff && (colours == 0 || colours == 0xffffff));
}

static bool surface_bilevel(cairo_surface_t *surface)
{
    bool opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24;
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    const unsigned char *row = cairo_image_surface_get_data(surface);
    if (!opaque && cairo_image_surface_get_format(surface) != CAIRO_FORMAT_ARGB32)
        return false;
    for (int y = 0; y < height; y++, row += cairo_image_surface_get_stride(surface))
        for (int x = 0; x < width; x++)
            if (!pixel_plain(((const guint32 *)(const void *)row)[x], opaque))
                return false;
    return true;
}

/* Tells of an image that is too coarse at the width, in points, that it is set in. */
static void surface_weigh(Painter *painter, const PageItem *item,
                          cairo_surface_t *surface, double width)
{
    const Layout *layout = painter->pages->layout;
    double inches = width * (1 - painter->pages->reduction) / 72;
    double dots = cairo_image_surface_get_width(surface) / inches;
    if (painter->coarsest == 0 || dots < painter->coarsest)
        painter->coarsest = dots;
    if (!painter->weighs || !layout || layout->press.colour == PRESS_RGB)
        return;
    double least = least_grey;
    if (dots >= least && dots < least_bilevel && surface_bilevel(surface))
        least = least_bilevel;
    if (dots >= least)
        return;
    g_autofree char *has = g_strdup_printf("%.0f", dots);
    g_autofree char *wanted = g_strdup_printf("%.0f", least);
    g_autofree char *pixels = g_strdup_printf("%.0f", ceil(inches * least));
    report(painter->diagnostics, IMAGE_COARSE,
           painter->pages->elements[item->element].place, item->as.image.path, has,
           wanted, pixels);
}

/* ---- pixels ------------------------------------------------------------------------- */

static void surface_paint(Painter *painter, const PageItem *item,
                          cairo_surface_t *surface)
{
    double width = cairo_image_surface_get_width(surface);
    double height = cairo_image_surface_get_height(surface);
    Viewport at = image_fit(item, width, height);
    surface_weigh(painter, item, surface, at.width);
    cairo_save(painter->cairo);
    cairo_translate(painter->cairo, at.x, at.y);
    cairo_scale(painter->cairo, at.width / width, at.height / height);
    cairo_set_source_surface(painter->cairo, surface, 0, 0);
    cairo_paint(painter->cairo);
    cairo_restore(painter->cairo);
}

static bool png_paint(Painter *painter, const PageItem *item, ImageBytes *image)
{
    if (image->length < PNG_HEAD)
        return image_fail(painter, item, "the PNG file is cut short");
    double pixels = bytes_number(image, 16) * bytes_number(image, 20);
    bool deep =
        image->length > PNG_HEAD &&
        image->bytes[PNG_HEAD] == 16; /* newer cairos keep four times as much of it */
    if (pixels * (deep ? 4 : 1) > most_pixels)
        return image_fail(painter, item, "it has more than 36 million pixels");
    cairo_surface_t *surface =
        cairo_image_surface_create_from_png_stream(bytes_read, image);
    bool read = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    if (read)
        surface_paint(painter, item, surface);
    cairo_surface_destroy(surface);
    return read || image_fail(painter, item, "the PNG file is damaged");
}

/* The proportions that the SVG asks for; those of the box when it asks for none. */
static Viewport svg_fit(const Librsvg *librsvg, void *handle, const PageItem *item)
{
    double width, height;
    if (librsvg->size_in_pixels(handle, &width, &height) && width > 0 && height > 0)
        return image_fit(item, width, height);
    int has_width, has_height, has_view_box;
    SvgLength ignored;
    Viewport box;
    librsvg->dimensions(handle, &has_width, &ignored, &has_height, &ignored,
                        &has_view_box, &box);
    if (has_view_box && box.width > 0 && box.height > 0)
        return image_fit(item, box.width, box.height);
    return image_fit(item, item->as.image.width, item->as.image.height);
}

/* How many tags of the pattern `name` the file has. */
static size_t tags_count(const ImageBytes *image, const char *name)
{
    size_t n = 0;
    g_autofree char *pattern = g_strdup_printf("<(?:[\\w.-]+:)?(?:%s)[\\s/>]", name);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_RAW, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match_full(regex, image->bytes, (gssize)image->length, 0, 0, &match, NULL);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL))
        n++;
    return n;
}

/* Why the SVG is not to be drawn; NULL: it is. */
static const char *svg_refusal(const ImageBytes *image)
{
    bool packed = image->length >= 2 && memcmp(image->bytes, "\x1f\x8b", 2) == 0;
    if (packed || memchr(image->bytes, 0, image->length))
        return "it is neither a PNG nor an SVG file in UTF-8 that is not compressed";
    if (tags_count(image, "image|feImage") > 0)
        return "the SVG file holds a picture (<image>): use the picture itself, as PNG";
    if (tags_count(image, "use") > MOST_USES)
        return "the SVG file has more than 32 <use>: save its shapes as paths";
    return NULL;
}

/* For press a drawing becomes a form of its own, so that its colours, which are real ones,
 * stand apart from those of the page, which are chunks' numbers. It has a context of its
 * own, too: librsvg leaves one in disorder where it gives up. */
static bool svg_render_apart(Painter *painter, const Librsvg *librsvg, void *handle,
                             const Viewport *at)
{
    const cairo_rectangle_t extents = {at->x, at->y, at->width, at->height};
    cairo_surface_t *form =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    cairo_t *cairo = cairo_create(form);
    bool drawn = librsvg->render(handle, cairo, at, NULL);
    cairo_destroy(cairo);
    cairo_save(painter->cairo);
    cairo_set_source_surface(painter->cairo, form, 0, 0);
    cairo_paint(painter->cairo);
    cairo_restore(painter->cairo);
    cairo_surface_destroy(form);
    return drawn;
}

static bool svg_render(Painter *painter, const Librsvg *librsvg, void *handle,
                       const Viewport *at)
{
    if (painter->chunks)
        return svg_render_apart(painter, librsvg, handle, at);
    cairo_save(painter->cairo);
    bool drawn = librsvg->render(handle, painter->cairo, at, NULL);
    cairo_restore(painter->cairo);
    return drawn;
}

static bool svg_paint(Painter *painter, const PageItem *item, const ImageBytes *image)
{
    Librsvg librsvg;
    const char *refusal = svg_refusal(image);
    if (refusal)
        return image_fail(painter, item, refusal);
    if (!librsvg_open(painter->diagnostics, &librsvg))
        return false;
    void *handle = librsvg.open((const guint8 *)image->bytes, image->length, NULL);
    if (!handle)
        return image_fail(painter, item,
                          "it is neither a PNG nor a well-formed SVG file");
    Viewport at = svg_fit(&librsvg, handle, item);
    bool drawn = svg_render(painter, &librsvg, handle, &at);
    object_release(handle);
    return drawn ||
           image_fail(painter, item, "the SVG file asks for what cannot be drawn");
}

/* Reads the file; false: reported. */
static bool image_read(Painter *painter, const PageItem *item, ImageBytes *image)
{
    g_autoptr(GError) error = NULL;
    GStatBuf status;
    const char *path = item->as.image.path;
    if (g_stat(path, &status) == 0 && status.st_size > (off_t)LARGEST_IMAGE)
        return image_fail(painter, item, "the file is larger than " LARGEST_IMAGE_NAME);
    if (!g_file_get_contents(path, &image->bytes, &image->length, &error))
        return image_fail(painter, item, error->message);
    return true;
}

bool image_paint(Painter *painter, const PageItem *item)
{
    ImageBytes image = {0};
    bool drawn = false;
    if (image_read(painter, item, &image)) {
        bool png =
            image.length >= 8 && memcmp(image.bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
        drawn =
            png ? png_paint(painter, item, &image) : svg_paint(painter, item, &image);
    }
    g_free(image.bytes);
    return drawn;
}
