/* Colours, and how a PDF is finished. */
#ifndef STYLE_PRINT_H
#define STYLE_PRINT_H

#include "base/base.h"

/* A colour of the palette. */
typedef struct Ink {
    const char *name;
    double rgb[3];  /* on screens, sRGB from 0 to 1 */
    bool printed;   /* whether the layout says which inks it is printed in */
    double cmyk[4]; /* if so, from 0 to 1 */
} Ink;

/* Which versions of an edition are made. */
typedef enum PressColour {
    PRESS_CMYK, /* for the printer, named as the edition */
    PRESS_RGB,  /* for the screen, named as the edition */
    PRESS_BOTH  /* both; the one for the screen is EDITION-screen */
} PressColour;

/* What of a colour is kept that the printer's inks do not have; as ICC profiles count. */
typedef enum PressIntent {
    RENDER_PERCEPTUAL,
    RENDER_RELATIVE,
    RENDER_SATURATION,
    RENDER_ABSOLUTE
} PressIntent;

/* What a layout's pages are printed in. */
typedef enum PressInks { INKS_ALL, INKS_BLACK } PressInks;

/* How pages are laid on sheets, in a file of their own beside the one of pages. */
typedef enum Imposition {
    IMPOSE_NONE,
    IMPOSE_BOOKLET, /* two a side, to be folded within each other and stitched */
    IMPOSE_TWO_UP   /* two a side, in the order of reading */
} Imposition;

/* How a PDF is finished. */
typedef struct PressStyle {
    PressColour colour;
    const char *profile; /* file of the printer's ICC profile; NULL: the default one */
    Place profile_place; /* where the layout names it */
    const char *condition;     /* of printing, as registered, such as FOGRA39 */
    const char *registry_name; /* of the registry: its address */
    PressIntent intent;
    PressInks inks;        /* INKS_BLACK: colours become greys of black ink */
    unsigned ink_limit;    /* all inks together, per cent */
    Place ink_limit_place; /* where the layout says it; without a file: nowhere */
    double bleed;          /* beyond the page's edge */
    bool crop_marks, registration_marks, colour_bars;
    bool job_sheet; /* whether the printer gets one beside each file */
    Imposition imposition;
    double sheet_width, sheet_height; /* 0: two pages, side by side */
    double creep; /* of a booklet's sheet towards the fold, against the one around it */
    Place creep_place; /* where the layout names that */
} PressStyle;

#endif
