/* The fonts of a layout, the same on every machine. */
#ifndef TEXT_FONTBOOK_H
#define TEXT_FONTBOOK_H

#include <cairo.h>

#include "style/style.h"

typedef struct FontBook FontBook;

/* What fonts.lock, or a drop-in folder, says of a font file that is in use. */
typedef struct FontFile {
    const char *family, *style; /* "Noto Serif", "Bold Italic" */
    const char *path;
    const char *version; /* of the file, as its name table says */
    const char *sha256;  /* locked; NULL: not in the lock */
    const char *package; /* Debian package; NULL: dropped in */
} FontFile;

/* Opens the fonts of the layout's stacks with a private fontconfig configuration:
 * files in fonts/ of `folders` first, then those that fonts/fonts.lock names, then the
 * folders of fonts/fonts.conf. A family that is nowhere is an error of the machine, with
 * the command that installs it. NULL: reported. */
FontBook *fontbook_open(Diagnostics *diagnostics, const Folders *folders,
                        const Layout *layout);
void fontbook_free(FontBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FontBook, fontbook_free)

/* Starts to read the hyphenation dictionary of a language that is going to be set, if
 * the layout hyphenates at all, while the caller goes on with other work. */
void fontbook_prepare(FontBook *book, const Layout *layout, const Language *language);

/* The files of the book, in an array that lives as long as the book. */
const FontFile *fontbook_files(const FontBook *book, size_t *n_files);

/* A font at one size: what glyphs are shaped with. It belongs to the book. */
typedef struct SizedFont SizedFont;

/* What cairo draws it with; lent. */
cairo_font_face_t *font_face(const SizedFont *font);

/* Its size in points. */
double font_size(const SizedFont *font);

/* Warns of each file whose SHA-256 differs from fonts.lock's, or that is not in it and
 * not dropped in. */
void fontbook_check(FontBook *book, Diagnostics *diagnostics);

#endif
