/* What a language asks of a page: labels, ties, hyphenation. */
#ifndef STYLE_LANGUAGE_H
#define STYLE_LANGUAGE_H

#include "base/base.h"

/* A rule about where lines may end, for a word or mark. */
typedef enum TieRule { TIE_NEVER, TIE_COST, TIE_FREE } TieRule;

typedef struct Language {
    const char *tag;         /* BCP 47, as asked */
    const char *path;        /* of its file; NULL when only the common rules apply */
    const char *hyphenation; /* dictionary's name such as "en_US"; NULL: none */
    unsigned least_before, least_after; /* letters of a hyphenated word */
    const char *hyphen;                 /* U+2010 or the script's own */
    const char *const *tie_after; /* words that keep with the next: "Ms.", "Dr." */
    size_t n_tie_after;
    const char *const *tie_before; /* words that keep with the one before: "kungs" */
    size_t n_tie_before;
    TieRule one_letter;             /* one-letter words at a line's end */
    const char *const *short_words; /* that better start a line than end one */
    size_t n_short_words;
    const char *const *units; /* words that keep with the number before them */
    size_t n_units;
    const char *const *months; /* as CLDR has them in dates and alone, lower case */
    size_t n_months;
    const char *const *quotes; /* outer, inner: what opens, what closes; four or none */
    size_t n_quotes;
    const char *const *space_before; /* a space and the mark that it stands before */
    size_t n_space_before;
    const char *dash; /* for a hyphen between spaces; NULL: none */
    const char *const
        *particles; /* of surnames, lower case: "van der" as "van", "der" */
    size_t n_particles;
    const char *upright_forms; /* letters that take shapes of their own in the language,
                                * in upright type; NULL: none */
    const char *italic_forms;  /* the same in italic */
    const YamlNode *labels;    /* mapping: key to ICU message */
} Language;

/* Reads layouts/languages/<lang>.yaml for a tag: the tag itself, then its shorter
 * forms; missing labels come from languages/root.yaml, which must exist. NULL: reported.
 */
const Language *language_read(Diagnostics *diagnostics, Arena *arena,
                              const Folders *folders, const char *tag, Place asked);

/* Adds to `sum` all that a language asks. */
void language_sum(const Language *language, Sum *sum);

/* The message of a label and its place, for content's message_format; NULL: no such. */
const char *language_label(const Language *language, const char *key, Place *place);

#endif
