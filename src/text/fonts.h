/*
 * Private to text: the fonts and dictionaries of a book, as its files share them. What is
 * made with them is in shape.h.
 */
#ifndef TEXT_FONTS_H
#define TEXT_FONTS_H

#include <hb.h>
#include <hyphen.h>

#include "text/text.h"

/* ---- fontlock.c: where the file of a face is ---------------------------------------- */

enum { N_SLOTS = 4 }; /* regular, bold, italic, bold italic */

/* The slot of a face: bold 1, italic 2. */
#define FACE_SLOT(bold, italic) (((bold) ? 1u : 0u) | ((italic) ? 2u : 0u))

/* The files that may be used: dropped in, locked, and of the folders of fonts.conf. */
typedef struct FontSources FontSources;

/* Reads fonts/ of `folders`; NULL: reported. */
FontSources *font_sources_open(Diagnostics *diagnostics, const Folders *folders);
void font_sources_free(FontSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FontSources, font_sources_free)

/* The file of a family in a slot, in `arena`; false when nothing has it. */
bool font_find(FontSources *sources, Arena *arena, const char *family, unsigned slot,
               FontFile *file);

/* The known family that `family` is likely to be a slip of the pen for, or NULL: none is
 * near, or the lock names it, so that it is right. Lent by the sources. */
const char *font_nearest(FontSources *sources, const char *family);

/* The Debian package that a family is likely to come from, or NULL. */
const char *font_package(const FontSources *sources, const char *family);

/* ---- face.c: a file that is open ----------------------------------------------------- */

/* A font file; opened when a character is first looked for in it. */
typedef struct Face {
    FontFile file;
    cairo_font_face_t *drawn; /* NULL until opened */
    hb_face_t *shaped;
    hb_set_t *characters;
    GPtrArray *sizes; /* SizedFont */
    bool broken;      /* reported */
    unsigned n_asked; /* how often font_parts was asked, up to when it looked */
    bool parts;       /* what it found */
} Face;

struct SizedFont {
    double size;
    Face *face;
    hb_font_t *shaper; /* 1024 units a point */
};

/* Opens a face if it is not open yet. False: reported. */
bool face_open(Face *face, Diagnostics *diagnostics);

/* An open face at a size. */
const SizedFont *face_sized(Face *face, double size);

/* Whether words can be shaped apart, since no rule of the font has to do with spaces. It
 * takes a millisecond to find out, so that it is done for fonts that set much: the answer
 * is no until then. */
bool font_parts(const SizedFont *font);

void face_clear(Face *face);

/* ---- divider.c: Pango ---------------------------------------------------------------- */

/* Characters of one script and direction. */
typedef struct Stretch {
    size_t n_characters;
    GUnicodeScript script;
    uint8_t level; /* of embedding, odd: right to left */
} Stretch;

typedef struct Divider Divider;

/* Opens Pango over the font file at `path`; NULL: reported. */
Divider *divider_open(Diagnostics *diagnostics, const char *path);
void divider_free(Divider *divider); /* may be NULL */

/* Divides a text by script (UAX 24) and direction (UAX 9); lent until the next one. */
const Stretch *divider_divide(Divider *divider, const StyledText *text, bool rtl,
                              size_t *n_stretches);

/* ---- fontbook.c ---------------------------------------------------------------------- */

/* A family of the layout. */
typedef struct Family {
    const char *name;
    Face *faces[N_SLOTS]; /* the nearest one stands in for a missing one */
    bool lacks[N_SLOTS];  /* whether another stands in */
} Family;

/* A hyphenation dictionary: see dictionary.c. */
typedef struct Dictionary {
    char *name;
    char *lines; /* the whole file; NULL: there is none, or nothing in it */
    size_t size; /* of lines, bytes */
    bool missed; /* that it is not there was told */
    bool utf8;
    GIConv encode;        /* from UTF-8; (GIConv)-1: it is in UTF-8, or nobody knows */
    GHashTable *words;    /* those that the patterns are good for; NULL: any */
    HyphenDict *patterns; /* NULL: not read yet, or they could not be */
} Dictionary;

/* The families of a stack in its order, in an array that ends with NULL. */
Family *const *fontbook_stack(FontBook *book, const FontStack *stack);

/* Pango for the book's texts, opened when it is first asked for; lent. NULL: reported. */
Divider *fontbook_divider(FontBook *book, Diagnostics *diagnostics);

/* The room for the work on one text: see shape.h. */
typedef struct Scratch Scratch;
Scratch *fontbook_scratch(FontBook *book);

GArray *fontbook_dictionaries(FontBook *book); /* Dictionary */

#endif
