/* Texts as files of the letter's folder hold them, for all who read such files. */
#ifndef CONTENT_WORDS_H
#define CONTENT_WORDS_H

#include <unicode/uscript.h>

#include "base/base.h"

/* Prose keeps soft hyphens and U+2028; a cell of the roster has neither. */
typedef enum TextUse { TEXT_PROSE, TEXT_CELL } TextUse;

/* A text in NFC, without controls (each is warned of at its place), blanks at its ends
 * and runs of them; in the arena. `place` is that of the first character. */
const char *text_copy(Diagnostics *diagnostics, Arena *arena, const char *text,
                      size_t length, Place place, TextUse use);

/* The script of the first letter that has one; USCRIPT_COMMON: there is none. */
UScriptCode text_script(const char *text);

/* Whether a word tells the generation: "Jr.", "III". */
bool word_is_generation(const char *word);

#endif
