/* The letter in the languages of its editions, each catalogue read once a batch. */
#ifndef BATCH_LANGUAGES_H
#define BATCH_LANGUAGES_H

#include "content/content.h"

/* What is told of a catalogue; texts are interned. */
typedef struct LanguageRow {
    const char *letter, *language;
    const char *reviewer; /* NULL: nobody */
    bool readable;        /* else the numbers are 0 */
    size_t n_messages, n_translated, n_fuzzy, n_missing;
} LanguageRow;

/* What an edition is told from. */
typedef struct Source {
    const Letter *letter;
    const Roster *roster;
} Source;

typedef struct Translations Translations;

/* The arguments are lent for as long as it lives. */
Translations *translations_new(Diagnostics *diagnostics, Arena *arena,
                               const Letter *letter, const Roster *roster);
void translations_free(Translations *translations);

/* The letter in a language of the edition; in a draft with the source's words where the
 * catalogue has none. NULL: reported. */
const Source *source_find(Translations *translations, Arena *arena,
                          const Edition *edition, const char *language, bool draft);

/* Reads and checks every catalogue of the letter, with the glossary, and appends a row of
 * each. False: one of them cannot be read, reported. */
bool languages_check(Translations *translations, GArray *rows);

#endif
