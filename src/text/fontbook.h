/* The fonts of a layout, the same on every machine. */
#ifndef TEXT_FONTBOOK_H
#define TEXT_FONTBOOK_H

#include <cairo.h>

#include "style/style.h"

typedef struct FontBook FontBook;

/* A font file that is in use, and what fonts.lock says of it. */
typedef struct FontFile {
    const char *family, *style; /* "Noto Serif", "Bold Italic" */
    const char *path;
    const char *package;        /* Debian package; NULL: dropped in */
    const char *version;        /* as the file's name table says; "": it says none */
    const char *sha256;         /* of the file as it is; "": it cannot be read */
    const char *locked_version; /* NULL: not in the lock */
    const char *locked_sha256;
} FontFile;

typedef enum FontState {
    FONT_SAME,     /* the file that the lock names */
    FONT_DIFFERS,  /* the lock names another version of it */
    FONT_UNLOCKED, /* the lock does not name it */
    FONT_DROPPED   /* it came with the letter, and is not locked */
} FontState;

/* How a file of fontbook_files stands to fonts.lock. */
FontState font_state(const FontFile *file);

/* Opens the fonts of the layout's stacks with a private fontconfig configuration:
 * files in fonts/ of `folders` first, then those that fonts/fonts.lock names, then the
 * folders of fonts/fonts.conf. A family that is nowhere is an error of the machine, with
 * the command that installs it. NULL: reported. */
FontBook *fontbook_open(Diagnostics *diagnostics, const Folders *folders,
                        const Layout *layout);
void fontbook_free(FontBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FontBook, fontbook_free)

/* Notes that a layout which hyphenates cannot do so in a language that names no
 * dictionary. */
void hyphenation_check(Diagnostics *diagnostics, const Layout *layout,
                       const Language *language);

/* The files of the book, in an array that lives as long as the book; each is read once,
 * for its version and SHA-256. */
const FontFile *fontbook_files(const FontBook *book, size_t *n_files);

/* Adds to `sum` which files the fonts are, as they are now. */
void fontbook_sum(const FontBook *book, Sum *sum);

/* Adds to `sum` which hyphenation dictionary a language has, as it is now. */
void hyphenation_sum(const Language *language, Sum *sum);

/* A font at one size: what glyphs are shaped with. It belongs to the book. */
typedef struct SizedFont SizedFont;

/* What cairo draws it with; lent. */
cairo_font_face_t *font_face(const SizedFont *font);

/* Its size in points. */
double font_size(const SizedFont *font);

/* The file of a font, which is not read for it: version and SHA-256 are NULL. */
const FontFile *font_file(const SizedFont *font);

/* The version that the font says it is of, in the arena; "": it says none. */
const char *font_version(Arena *arena, const SizedFont *font);

/* The file of a font that the book gave. */
const FontFile *fontbook_file(const FontBook *book, const SizedFont *font);

/* Warns of each file whose SHA-256 differs from fonts.lock's, or that is not in it and
 * not dropped in. */
void fontbook_check(FontBook *book, Diagnostics *diagnostics);

#endif
