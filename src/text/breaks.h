/* Private to text: where lines of a shaped text may end. */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include "text/shape.h"

/* What may happen before a character (or after the last). */
typedef struct Boundary {
    bool open;
    BreakKind kind;
    float penalty;
} Boundary;

/* Fills in breaks, cuts and sums of a shaped text. */
void breaks_find(FontBook *book, Diagnostics *diagnostics, Arena *arena, Shaped *shaped,
                 bool hyphenate);

/* The same for a text that is one line: its two ends alone. */
void ends_find(FontBook *book, Arena *arena, Shaped *shaped);

/* Closes or penalises boundaries by the language's rules. */
void ties_apply(const Language *language, const StyledText *text, Characters characters,
                Boundary *boundaries);

/* Opens boundaries within addresses of the web. */
void addresses_open(Characters characters, Boundary *boundaries);

/* Opens boundaries within words where the dictionary hyphenates. True if any. */
bool hyphens_open(FontBook *book, Diagnostics *diagnostics, const Language *language,
                  const StyledText *text, Characters characters, Boundary *boundaries);

/* ---- dictionary.c -------------------------------------------------------------------- */

/* The dictionary of a name such as "en_US", opened if it is new; lent by the book, up to
 * when the next one is opened. */
Dictionary *language_dictionary(FontBook *book, const char *name);

/* Adds a character in the dictionary's charset to `word`; false: it has none such. */
bool dictionary_encode(const Dictionary *dictionary, gunichar character, GString *word);

/* Tells of a word, encoded, that is going to be asked about. */
void dictionary_expect(Dictionary *dictionary, const char *word);

/* Patterns that are good for an encoded word; lent, up to the next call. NULL: the file
 * is none of libhyphen's. */
HyphenDict *dictionary_patterns(Dictionary *dictionary, const char *word);

void dictionary_clear(Dictionary *dictionary);

/* Whether a character ends a part of a word that may be broken after it, and that a
 * reader of the text would join again: hyphens, dashes, slashes. */
bool character_joins(gunichar character);

/* What of a character's advance hangs in the margin at a line's start or end, 0 to 1. */
double protrusion_start(gunichar character);
double protrusion_end(gunichar character);

#endif
