/* Colours: what an ink is in the finished file. */
#ifndef PRESS_COLOUR_H
#define PRESS_COLOUR_H

#include "flow/flow.h"
#include "press/profile.h"

/* What has a colour: an ink of the layout's, or an object of the PDF. */
typedef struct InkSource {
    unsigned ink;  /* 0: black, or it is no ink */
    size_t object; /* its number; 0: it is no object */
} InkSource;

/* What inks a file is painted in: cyan, magenta, yellow, black. */
typedef struct InkUse {
    bool used[4];
    double most;        /* of a colour, all inks together, per cent */
    InkSource heaviest; /* what has that colour */
    InkSource now;      /* what is being converted */
} InkUse;

/* How colours are written for one file. */
typedef struct Colours {
    Profiles *profiles;
    const Profile *profile; /* of the output: CMYK, or sRGB for a screen */
    const Layout *layout;   /* whose palette inks are of */
    PressIntent intent;
    InkUse *use; /* so far; not kept for a screen */
} Colours;

/* A colour in the components of the output, from 0 to 1. */
typedef struct Paint {
    size_t n; /* 1 grey, 3 RGB, 4 CMYK */
    double components[4];
} Paint;

/* A colour of sRGB, from 0 to 1. For print grey is black ink alone. */
Paint colour_convert(const Colours *colours, const double *rgb);

/* Converts `n` pixels of sRGB, three bytes each, to CMYK's four. */
void colours_pixels(const Colours *colours, const unsigned char *rgb,
                    unsigned char *cmyk, size_t n);

/* Whether all colours become greys of black ink. */
bool colours_grey(const Colours *colours);

/* Notes that something is painted in black ink. */
void colours_black(const Colours *colours);

/* Writes the operator that takes a colour, with its operands. */
void paint_write(const Paint *paint, bool stroke, GString *out);

/* The operator of an ink of the layout's. */
void colours_write(const Colours *colours, unsigned ink, bool stroke, GString *out);

/* The operator of a drawing's colour. */
void colours_write_rgb(const Colours *colours, const double *rgb, bool stroke,
                       GString *out);

/* A whole number, without the cost of a format. */
void whole_write(size_t number, GString *out);

/* A number as PDF has it, at most five digits behind the point, in every locale. */
void number_write(double number, GString *out);

#endif
