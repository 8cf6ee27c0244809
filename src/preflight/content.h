/* Private to preflight: contents of pages and forms, operator by operator. */
#ifndef PREFLIGHT_CONTENT_H
#define PREFLIGHT_CONTENT_H

#include "preflight/font.h"

typedef struct Matrix {
    double a, b, c, d, e, f;
} Matrix;

typedef enum Family {
    FAMILY_UNKNOWN,
    FAMILY_GRAY,
    FAMILY_RGB,
    FAMILY_CMYK,
    FAMILY_CALIBRATED, /* CalGray, CalRGB, Lab */
    FAMILY_ICC,
    FAMILY_INDEXED,
    FAMILY_SEPARATION,
    FAMILY_DEVICE_N,
    FAMILY_PATTERN
} Family;

typedef struct Space {
    Family family;
    unsigned n; /* components */
} Space;

/* What is painted with. */
typedef struct Paint {
    Space space;
    double values[4];
} Paint;

typedef struct Graphics {
    Matrix matrix;
    Paint fill, stroke;
    double line_width;
    Font *font;
    double size, char_space, word_space, scale, leading, rise;
    double render;
    bool overprint_fill, overprint_stroke;
    double overprint_mode;
} Graphics;

/* Marked content that is open. */
typedef struct Mark {
    bool artifact, tagged, actual; /* actual: it has an ActualText */
} Mark;

typedef struct Content {
    Check *check;
    CheckedPage *page;
    unsigned page_number;
    const Value *resources;
    unsigned object;      /* of the stream: the page's, or the form's */
    Container *container; /* whose MCIDs are met */
    Graphics graphics;
    GArray *saved;                            /* of Graphics */
    GArray *marks;                            /* of Mark */
    unsigned n_artifacts, n_tagged, n_actual; /* among the marks */
    Matrix text, line;
    double box[4];      /* of the path so far: left, bottom, right, top; in the page */
    size_t n_points;    /* in it */
    unsigned depth;     /* of forms in forms */
    bool borrowed;      /* the resources are those of who draws the form */
    bool masked;        /* in a soft mask or a pattern: nothing to be tagged */
    size_t *work;       /* operators and bytes that the page may still cost */
    guint8 *told;       /* rules that were told of this page */
    Value operands[40]; /* the last ones */
    size_t n_operands;
} Content;

/* Runs the contents of a page. */
void content_run(Check *check, CheckedPage *page, unsigned number);

/* Runs a stream inside of what is being run: a form, a pattern, a soft mask. `outer` is
 * its matrix before the current one. */
void content_enter(Content *outer, const Value *stream, unsigned object, bool masked);

/* As found(), at the page and its contents; a rule is told once a page. */
void content_found(Content *content, Rule rule, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* The resource of a category, references not followed; told when there is none. */
const Value *content_resource(Content *content, const char *category,
                              const Value *name);

/* The number at `index` of the operands, 0 when there is none. */
double operand(const Content *content, size_t index);

Matrix matrix_multiply(Matrix inner, Matrix outer);
Matrix matrix_read(Check *check, const Value *value);

/* Something is painted now: it must be tagged or an artifact. */
void content_painted(Content *content);

/* colour.c */
Space space_read(Content *content, const Value *value);
/* What is painted must be allowed by the output intent; of "fill" or stroke. */
void paint_check(Content *content, const Paint *paint, bool text);
/* The inks of a colour, summed up, in per cent; -1: unknown. */
double paint_ink(const Paint *paint);
void group_check(Content *content, const Value *owner);
void state_apply(Content *content, const Value *state, unsigned object);
void intent_name_check(Content *content, const Value *name);
bool operator_colour(Content *content, const char *name);

/* showing.c */
bool operator_text(Content *content, const char *name);

/* image.c */
void image_draw(Content *content, const Value *image, unsigned object);
void inline_draw(Content *content, Lexer *lexer);

#endif
