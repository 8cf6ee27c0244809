/*
 * Catalogues: a letter's translations, po/LANG.po in its folder, as gettext's tools and
 * Poedit and Weblate know them.
 */
#ifndef CONTENT_CATALOG_H
#define CONTENT_CATALOG_H

#include "content/roster.h"

/* ---- catalog.c: what a file holds ---------------------------------------------------- */

typedef struct CatalogMessage {
    const char *context, *source; /* what it is; the letter's text, as Markdown */
    const char *text;             /* its translation; "": there is none yet */
    Place place;                  /* of the translation */
    bool fuzzy;                   /* somebody has to look at it again */
    bool obsolete;                /* set aside: the letter had the text once */
    bool same;                    /* said to be the source's words on purpose */
} CatalogMessage;

typedef struct Catalog {
    const char *path;
    const char *language; /* BCP 47, that of the file's name */
    const char *reviewer; /* who has read it again; NULL: nobody */
    const CatalogMessage *messages;
    size_t n_messages;
} Catalog;

/* The tags of the catalogues in the letter's folder, sorted, then NULL. */
const char *const *catalog_tags(Arena *arena, const Letter *letter);

/* The tag of the catalogue that serves `language`: its own, else that of the language
 * without its region ("de" for "de-AT"), a script never given up; NULL: there is none. */
const char *catalog_tag(Arena *arena, const Letter *letter, const char *language);

/* Whether the letter's own words serve `language`. */
bool letter_serves(const Letter *letter, const char *language);

/* Reads po/TAG.po. NULL: reported. */
const Catalog *catalog_read(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const char *tag);

/* ---- glossary.c: po/glossary.yaml ---------------------------------------------------- */

/* Holds a catalogue to the letter's glossary, if there is one: reports a translation
 * that has none of a term's forms. False: the glossary is at fault, reported. */
bool glossary_check(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                    const Catalog *catalog);

/* ---- translate.c: the letter in another language -------------------------------------- */

typedef struct Translation {
    const Letter
        *letter; /* with what the catalogue has in place of the source's words */
    const Roster *roster;
    const Catalog *catalog;
    size_t n_messages;                       /* that the letter and its roster have */
    size_t n_translated, n_fuzzy, n_missing; /* of them; the rest has other faults */
    size_t
        n_refused; /* that may not be printed but in a draft: the letter has the source's
                         words there, in brackets */
} Translation;

/* Translates into the catalogue's language; reports each message that may not be printed,
 * and what of the catalogue the letter does not have. */
const Translation *letter_translate(Diagnostics *diagnostics, Arena *arena,
                                    const Letter *letter, const Roster *roster,
                                    const Catalog *catalog);

/* ---- extract.c: what there is to translate -------------------------------------------- */

typedef struct SourceMessage {
    const char *context;
    RichText text;
    Place place;
} SourceMessage;

/* The messages of a letter, each once, in the order of its catalogues. */
const SourceMessage *letter_sources(Arena *arena, const Letter *letter,
                                    const Roster *roster, size_t *n_messages);

/* The messages of a letter as the text of po/letter.pot; of a catalogue to start with,
 * where `language` is given. */
const char *letter_extract(Arena *arena, const Letter *letter, const Roster *roster,
                           const char *language);

#endif
