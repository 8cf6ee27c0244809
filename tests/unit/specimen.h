/*
 * A PDF written by hand, so that it owes nothing to the code that it tests: two pages that
 * meet PDF/X-4, PDF/A-2a and PDF/UA-1 at once, and edits that break one clause of them.
 */
#ifndef TESTS_SPECIMEN_H
#define TESTS_SPECIMEN_H

#include <stdbool.h>

#include <glib.h>

#include <ft2build.h>
#include FT_FREETYPE_H

/* A change of an object's text or stream, before its glyphs and tables are put in, else
 * after; number 0: of the finished bytes, and of the same length. */
typedef struct SpecimenEdit {
    unsigned number;
    const char *find, *replace;
} SpecimenEdit;

typedef struct Specimen {
    FT_Library library;
    FT_Face face;
    char *file; /* of the font */
    gsize length;
    bool small; /* the font is cut off and the image too: for fuzzing */
} Specimen;

/* Opens the font that the file embeds. False: it is not installed. */
bool specimen_open(Specimen *specimen);
void specimen_close(Specimen *specimen);

/* The file with the edits made, at most eight; NULL: one of them found nothing to
 * change. */
GString *specimen_write(Specimen *specimen, const SpecimenEdit *edits, size_t n_edits);

#endif
