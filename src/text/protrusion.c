/*
 * How far characters hang in the margin.
 *
 * A line that ends with a hyphen or a full stop looks indented there, for the ink is
 * small and low. Letting such characters protrude makes the margin look straight. The
 * idea is Gutenberg's; the parts of the advance follow the practice of H. T. Thành,
 * "Micro-typographic extensions to the TeX typesetting system" (2000), chapter 4, and
 * are moderate: a reader should see a straight margin, not hanging marks.
 *
 * The alternative, measuring each glyph's ink, would need outlines and still not know
 * that a T looks emptier below its arm than an H.
 */
#include "text/breaks.h"

#include <stdlib.h>

typedef struct Protrusion {
    gunichar character;
    float start, end; /* parts of the advance */
} Protrusion;

/* In order of character. */
static const Protrusion PROTRUSIONS[] = {
    {0x0021, 0, 0.15f},     /* ! */
    {0x0022, 0.5f, 0.5f},   /* " */
    {0x0027, 0.6f, 0.6f},   /* ' */
    {0x0028, 0.15f, 0},     /* ( */
    {0x0029, 0, 0.15f},     /* ) */
    {0x002a, 0.2f, 0.4f},   /* * */
    {0x002c, 0, 0.7f},      /* , */
    {0x002d, 0.7f, 0.7f},   /* - */
    {0x002e, 0, 0.7f},      /* . */
    {0x002f, 0.1f, 0.2f},   /* / */
    {0x003a, 0, 0.5f},      /* : */
    {0x003b, 0, 0.5f},      /* ; */
    {0x003f, 0, 0.15f},     /* ? */
    {0x0041, 0.05f, 0.05f}, /* A */
    {0x004a, 0.05f, 0},     /* J */
    {0x0054, 0.05f, 0.05f}, /* T */
    {0x0056, 0.05f, 0.05f}, /* V */
    {0x0057, 0.05f, 0.05f}, /* W */
    {0x0058, 0.05f, 0.05f}, /* X */
    {0x0059, 0.05f, 0.05f}, /* Y */
    {0x005b, 0.1f, 0},      /* [ */
    {0x005d, 0, 0.1f},      /* ] */
    {0x0072, 0, 0.05f},     /* r */
    {0x0076, 0.05f, 0.05f}, /* v */
    {0x0077, 0.05f, 0.05f}, /* w */
    {0x0079, 0.05f, 0.05f}, /* y */
    {0x00ab, 0.4f, 0.4f},   /* « */
    {0x00ad, 0, 0.7f},      /* soft hyphen */
    {0x00bb, 0.4f, 0.4f},   /* » */
    {0x0410, 0.05f, 0.05f}, /* А */
    {0x0413, 0, 0.05f},     /* Г */
    {0x0422, 0.05f, 0.05f}, /* Т */
    {0x0423, 0.05f, 0.05f}, /* У */
    {0x0425, 0.05f, 0.05f}, /* Х */
    {0x0433, 0, 0.05f},     /* г */
    {0x0443, 0.05f, 0.05f}, /* у */
    {0x0589, 0, 0.5f},      /* Armenian full stop */
    {0x058a, 0, 0.7f},      /* Armenian hyphen */
    {0x05be, 0, 0.5f},      /* maqaf */
    {0x060c, 0, 0.6f},      /* Arabic comma */
    {0x061b, 0, 0.4f},      /* Arabic semicolon */
    {0x06d4, 0, 0.5f},      /* Urdu full stop */
    {0x2010, 0.7f, 0.7f},   /* hyphen */
    {0x2011, 0, 0.7f},      /* no-break hyphen */
    {0x2013, 0.3f, 0.3f},   /* en dash */
    {0x2014, 0.2f, 0.2f},   /* em dash */
    {0x2018, 0.6f, 0.6f},   /* ‘ */
    {0x2019, 0.6f, 0.6f},   /* ’ */
    {0x201a, 0.6f, 0.6f},   /* ‚ */
    {0x201c, 0.5f, 0.5f},   /* “ */
    {0x201d, 0.5f, 0.5f},   /* ” */
    {0x201e, 0.5f, 0.5f},   /* „ */
    {0x2022, 0.3f, 0.3f},   /* bullet */
    {0x2026, 0, 0.2f},      /* … */
    {0x2039, 0.5f, 0.5f},   /* ‹ */
    {0x203a, 0.5f, 0.5f},   /* › */
};

static int protrusion_compare(const void *key, const void *element)
{
    gunichar character = *(const gunichar *)key;
    gunichar other = ((const Protrusion *)element)->character;
    return character < other ? -1 : character > other;
}

static const Protrusion *protrusion_find(gunichar character)
{
    return bsearch(&character, PROTRUSIONS, G_N_ELEMENTS(PROTRUSIONS),
                   sizeof *PROTRUSIONS, protrusion_compare);
}

double protrusion_start(gunichar character)
{
    const Protrusion *found = protrusion_find(character);
    return found ? (double)found->start : 0;
}

double protrusion_end(gunichar character)
{
    const Protrusion *found = protrusion_find(character);
    return found ? (double)found->end : 0;
}
