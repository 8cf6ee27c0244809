/*
 * Black is black ink alone. A text in all four inks needs each to meet the others to a
 * twentieth of a millimetre, which no press does, and what is thin gets fringes of
 * colour; so grey, which is how a black or grey drawing comes, never goes through the
 * profile, which would mix it of all inks. Other colours do.
 */
#include "press/colour.h"

#include <math.h>
#include <string.h>

/* Nearer to each other than a reader can see, three components are a grey. */
static const double grey_slack = 1.5 / 255;

/* How light a colour of sRGB seems, from 0 to 1 (luma, ITU-R BT.709). */
static double lightness(const double *rgb)
{
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static bool is_grey(const double *rgb)
{
    double most = fmax(rgb[0], fmax(rgb[1], rgb[2]));
    double least = fmin(rgb[0], fmin(rgb[1], rgb[2]));
    return most - least <= grey_slack;
}

static void total_note(InkUse *use, double total)
{
    if (total > use->most)
        use->heaviest = use->now;
    use->most = fmax(use->most, total);
}

/* Notes inks from 0 to 1, and keeps the heaviest of all. */
static void ink_note(const Colours *colours, const double *cmyk)
{
    double total = 0;
    for (size_t i = 0; i < 4; i++) {
        colours->use->used[i] |= cmyk[i] > 0;
        total += 100 * cmyk[i];
    }
    total_note(colours->use, total);
}

bool colours_grey(const Colours *colours)
{
    return colours->profile->cmyk && colours->layout->press.inks == INKS_BLACK;
}

void colours_black(const Colours *colours)
{
    ink_note(colours, (const double[4]){0, 0, 0, 1});
}

static void pixel_note(const Colours *colours, const unsigned char *cmyk)
{
    InkUse *use = colours->use;
    for (size_t i = 0; i < 4; i++)
        use->used[i] |= cmyk[i] > 0;
    total_note(use, (cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3]) / 2.55);
}

void colours_pixels(const Colours *colours, const unsigned char *rgb,
                    unsigned char *cmyk, size_t n)
{
    profile_convert(colours->profiles, colours->profile, colours->intent, rgb, cmyk, n);
    for (size_t i = 0; i < n; i++, rgb += 3, cmyk += 4) {
        const unsigned char grey[4] = {0, 0, 0, (unsigned char)(255 - rgb[0])};
        if (rgb[0] == rgb[1] && rgb[1] == rgb[2])
            memcpy(cmyk, grey, sizeof grey);
        pixel_note(colours, cmyk);
    }
}

Paint colour_convert(const Colours *colours, const double *rgb)
{
    unsigned char in[3], out[4];
    if (!colours->profile->cmyk)
        return (Paint){3, {rgb[0], rgb[1], rgb[2]}};
    if (colours_grey(colours) || is_grey(rgb)) {
        double light = is_grey(rgb) ? (rgb[0] + rgb[1] + rgb[2]) / 3 : lightness(rgb);
        Paint grey = {4, {0, 0, 0, 1 - light}};
        ink_note(colours, grey.components);
        return grey;
    }
    for (size_t i = 0; i < 3; i++)
        in[i] = (unsigned char)(CLAMP(rgb[i], 0, 1) * 255 + 0.5);
    colours_pixels(colours, in, out, 1);
    return (Paint){4, {out[0] / 255.0, out[1] / 255.0, out[2] / 255.0, out[3] / 255.0}};
}

void whole_write(size_t number, GString *out)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    g_string_append_len(out, digits + at, (gssize)(sizeof digits - at));
}

void number_write(double number, GString *out)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(text, sizeof text, "%.5f", number);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    if (text[length - 1] == '.')
        length--;
    g_string_append_len(out, text, (gssize)length);
}

void paint_write(const Paint *paint, bool stroke, GString *out)
{
    const char *word = paint->n == 4 ? (stroke ? "K" : "k") : (stroke ? "RG" : "rg");
    for (size_t i = 0; i < paint->n; i++) {
        number_write(paint->components[i], out);
        g_string_append_c(out, ' ');
    }
    g_string_append(out, word);
}

void colours_write_rgb(const Colours *colours, const double *rgb, bool stroke,
                       GString *out)
{
    Paint paint = colour_convert(colours, rgb);
    paint_write(&paint, stroke, out);
}

void colours_write(const Colours *colours, unsigned ink, bool stroke, GString *out)
{
    if (ink == 0) {
        const char *black = colours->profile->cmyk ? "0 0 0 1 " : "0 0 0 ";
        colours_black(colours);
        g_string_append(out, black);
        g_string_append(out, colours->profile->cmyk ? (stroke ? "K" : "k")
                                                    : (stroke ? "RG" : "rg"));
        return;
    }
    g_assert(ink <= colours->layout->n_inks);
    colours->use->now = (InkSource){.ink = ink};
    const Ink *from = &colours->layout->inks[ink - 1];
    Paint paint = {.n = 4};
    if (from->printed && colours->profile->cmyk && !colours_grey(colours)) {
        memcpy(paint.components, from->cmyk, sizeof from->cmyk);
        ink_note(colours, from->cmyk);
    } else {
        paint = colour_convert(colours, from->rgb);
    }
    paint_write(&paint, stroke, out);
}
