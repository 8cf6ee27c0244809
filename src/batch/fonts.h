/* Which font files set the editions, and what is asked of them that they lack. */
#ifndef BATCH_FONTS_H
#define BATCH_FONTS_H

#include "content/content.h"
#include "flow/usage.h"

typedef struct ScriptCount {
    char script[5]; /* ISO 15924; "Zyyy": characters that all scripts share */
    size_t n_characters;
} ScriptCount;

/* A file that sets something of an edition. */
typedef struct FontRow {
    FontFile file;
    const ScriptCount *scripts; /* most characters first */
    size_t n_scripts;
} FontRow;

/* What a file lacks; each once an edition for its file, language and script. */
typedef struct FontLack {
    FontAsk ask;
    const FontFile *file;
    const char *language;
    char script[5]; /* of figures: "Zyyy" */
    const char *why;
} FontLack;

typedef struct EditionFonts {
    const char *letter, *edition; /* their names */
    const FontRow *rows;          /* by family and path */
    size_t n_rows;
    const FontLack *lacks; /* in the order of the rows */
    size_t n_lacks;
} EditionFonts;

/* What a batch found, or several of them. */
typedef struct FontsReport {
    Arena *arena;        /* lent; owns all that is in it */
    GPtrArray *editions; /* const EditionFonts *, lent */
} FontsReport;

/* Adds an edition's fonts to what was found. Languages of names are read from `folders`. */
void fonts_report(Diagnostics *diagnostics, FontsReport *found, const Folders *folders,
                  const char *letter, const Edition *edition, const FontBook *book,
                  const Pages *pages);

/* Reports what the fonts lack in notes, once an edition for a family, language and
 * script; letter forms of the edition's own language alone. */
void fonts_check(Diagnostics *diagnostics, Arena *arena, const Folders *folders,
                 const Edition *edition, const FontBook *book, const Pages *pages);

#endif
