/*
 * Everything with a colour that is no page's stream: pictures, which become grey or CMYK
 * pixel by pixel; drawings (forms) and the tiles of patterns, whose streams are rewritten;
 * shadings, whose colours are the ends of functions. For a screen all stays as it is, in
 * sRGB. A picture whose pixels are all grey is grey, and prints in black ink alone; its
 * transparency is a picture of its own, or a group in grey, which is no colour.
 *
 * PDF/A allows no interpolation of pictures (ISO 19005-2, 6.2.8) and wants to be told how
 * the characters of a TrueType font find their glyphs (6.2.11.3.2).
 */
#include "press/pictures.h"

#include <stdlib.h>
#include <string.h>

#include "press/content.h"
#include "press/writer.h"

const char *colours_space(const Colours *colours)
{
    return colours->profile->cmyk ? "/DeviceCMYK" : "/DeviceRGB";
}

/* ---- pictures ----------------------------------------------------------------------- */

static bool pixels_grey(const unsigned char *rgb, size_t n)
{
    for (size_t i = 0; i < n; i++, rgb += 3)
        if (rgb[0] != rgb[1] || rgb[1] != rgb[2])
            return false;
    return true;
}

/* Takes the colour out of pixels (luma, ITU-R BT.709). */
static void pixels_blacken(unsigned char *rgb, size_t n)
{
    for (size_t i = 0; i < n; i++, rgb += 3) {
        double light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
        memset(rgb, (int)(light + 0.5), 3);
    }
}

/* Packs pixels a part at a time, so that not all of them are in memory as CMYK. */
static GByteArray *pixels_pack(const Colours *colours, const unsigned char *rgb,
                               size_t n)
{
    enum { PART = 16384 };
    unsigned char cmyk[4 * PART];
    Packer *packer = packer_new();
    for (size_t done = 0; done < n; done += PART) {
        size_t part = MIN(n - done, PART);
        colours_pixels(colours, rgb + 3 * done, cmyk, part);
        packer_add(packer, cmyk, 4 * part);
    }
    return packer_end(packer);
}

/* Converts a picture's pixels, which it overwrites. */
static void picture_convert(Pdf *pdf, const Colours *colours, PdfObject picture,
                            unsigned char *rgb, size_t n)
{
    if (colours_grey(colours))
        pixels_blacken(rgb, n);
    bool grey = pixels_grey(rgb, n);
    for (size_t i = 0; grey && i < n; i++)
        rgb[i] = rgb[3 * i];
    if (grey)
        colours_black(colours);
    GByteArray *packed = grey ? bytes_pack(rgb, n) : pixels_pack(colours, rgb, n);
    pdf_stream_replace(pdf, picture, packed->data, packed->len, "/FlateDecode");
    pdf_stream_set(pdf, picture, "/ColorSpace",
                   pdf_name(pdf, grey ? "/DeviceGray" : "/DeviceCMYK"));
    g_byte_array_unref(packed);
}

static const char *picture_finish(Pdf *pdf, const Colours *colours, PdfObject picture)
{
    pdf_remove(pdf, picture, "/Interpolate");
    if (!colours->profile->cmyk ||
        !pdf_key_is(pdf, picture, "/ColorSpace", "/DeviceRGB"))
        return NULL;
    size_t length = 0;
    unsigned char *rgb = pdf_stream_read(pdf, picture, &length);
    if (!rgb)
        return "a picture cannot be unpacked";
    picture_convert(pdf, colours, picture, rgb, length / 3);
    free(rgb);
    return NULL;
}

/* ---- drawings ----------------------------------------------------------------------- */

static const char *form_finish(Pdf *pdf, const Colours *colours, PdfObject form)
{
    PdfObject group = pdf_key(pdf, form, "/Group");
    if (group && pdf_key_is(pdf, group, "/CS", "/DeviceRGB"))
        pdf_set(pdf, group, "/CS", pdf_name(pdf, colours_space(colours)));
    pdf_drop(pdf, group);
    if (!colours->profile->cmyk)
        return NULL;
    size_t length = 0;
    unsigned char *bytes = pdf_stream_read(pdf, form, &length);
    if (!bytes)
        return "a drawing cannot be unpacked";
    GString *out = g_string_sized_new(length);
    const char *problem = content_convert(colours, (const char *)bytes, length, out);
    if (!problem)
        pdf_stream_replace(pdf, form, out->str, out->len, NULL);
    g_string_free(out, TRUE);
    free(bytes);
    return problem;
}

/* The colour at an end of a function of three components. */
static void function_end(Pdf *pdf, const Colours *colours, PdfObject function,
                         const char *key)
{
    PdfObject end = pdf_key(pdf, function, key);
    if (end && pdf_count(pdf, end) == 3) {
        double rgb[3];
        for (size_t i = 0; i < 3; i++) {
            PdfObject number = pdf_item(pdf, end, i);
            rgb[i] = pdf_double(pdf, number);
            pdf_drop(pdf, number);
        }
        Paint paint = colour_convert(colours, rgb);
        PdfObject other = pdf_array(pdf);
        for (size_t i = 0; i < paint.n; i++)
            pdf_push(pdf, other, pdf_real(pdf, paint.components[i]));
        pdf_set(pdf, function, key, other);
    }
    pdf_drop(pdf, end);
}

static void shading_finish(Pdf *pdf, const Colours *colours, PdfObject shading)
{
    if (pdf_key_is(pdf, shading, "/ColorSpace", "/DeviceRGB"))
        pdf_set(pdf, shading, "/ColorSpace", pdf_name(pdf, colours_space(colours)));
}

/* ---- all objects -------------------------------------------------------------------- */

static const char *stream_finish(Pdf *pdf, const Colours *colours, PdfObject stream)
{
    if (pdf_has(pdf, stream, "/ShadingType"))
        return "a drawing has a mesh of colours";
    if (pdf_key_is(pdf, stream, "/Subtype", "/Image"))
        return picture_finish(pdf, colours, stream);
    if (pdf_key_is(pdf, stream, "/Subtype", "/Form") ||
        pdf_has(pdf, stream, "/PatternType"))
        return form_finish(pdf, colours, stream);
    return NULL;
}

static void dictionary_finish(Pdf *pdf, const Colours *colours, PdfObject object)
{
    if (pdf_key_is(pdf, object, "/Subtype", "/CIDFontType2") &&
        !pdf_has(pdf, object, "/CIDToGIDMap"))
        pdf_set(pdf, object, "/CIDToGIDMap", pdf_name(pdf, "/Identity"));
    if (!colours->profile->cmyk)
        return;
    if (pdf_has(pdf, object, "/FunctionType")) {
        function_end(pdf, colours, object, "/C0");
        function_end(pdf, colours, object, "/C1");
    }
    if (pdf_has(pdf, object, "/Shading")) {
        PdfObject shading = pdf_key(pdf, object, "/Shading");
        shading_finish(pdf, colours, shading);
        pdf_drop(pdf, shading);
    }
    if (pdf_has(pdf, object, "/ShadingType"))
        shading_finish(pdf, colours, object);
}

const char *objects_finish(Pdf *pdf, const Colours *colours)
{
    const char *problem = NULL;
    size_t n = pdf_count_objects(pdf);
    for (size_t i = 1; i <= n && !problem; i++) {
        PdfObject object = pdf_numbered(pdf, i);
        colours->use->now = (InkSource){.object = i};
        if (pdf_is_stream(pdf, object))
            problem = stream_finish(pdf, colours, object);
        else if (pdf_is_dictionary(pdf, object))
            dictionary_finish(pdf, colours, object);
        pdf_drop(pdf, object);
    }
    return problem;
}
