/* The messages of a letter: what extract.c writes and translate.c replaces. No other room
 * includes it. */
#ifndef CONTENT_MESSAGES_H
#define CONTENT_MESSAGES_H

#include "content/catalog.h"
#include "content/reader.h"

/* A text of the letter, and where its translation goes: one of `rich` and `words`. */
typedef struct LetterMessage {
    const char *context, *source; /* as in catalogues */
    Place place;
    RichText *rich;
    const char **words;
} LetterMessage;

/* What is said of a context to translators, and asked of their texts. */
typedef struct MessageContext {
    const char *context, *hint; /* hint NULL: none */
    bool may_be_same;           /* as its source: names often are */
    unsigned longest;           /* characters; 0: as long as it must be */
} MessageContext;

/* The row of a context, which must be one of LetterMessage's. */
const MessageContext *message_context(const char *context);

/* A letter and a roster that can be written to. */
typedef struct LetterCopy {
    Letter letter;
    Roster roster;
} LetterCopy;

LetterCopy *letter_copy(Arena *arena, const Letter *letter, const Roster *roster);

/* The messages of a copy (of LetterMessage) in the order of the files, each as often as
 * it stands there; the array is the caller's. */
GArray *letter_messages(Arena *arena, LetterCopy *copy);

/* What a message is known by in a hash table: context and source; to be freed. */
char *message_key(const char *context, const char *source);

/* terms.c: a text with every blank a plain space, so that words are found across a no-break
 * one; to be freed. */
char *text_spaced(const char *text);

/* Whether `term` stands in the text as whole words. */
bool term_stands(const char *text, const char *term);

/* Whether any of the forms stands in the text, alone or as a part of a word. */
bool any_stands(const char *text, const char *const *forms, size_t n_forms);

/* A text with its marks as Markdown on one line, but for hard breaks, which are "\n".
 * `notes` are those its marks refer to. */
const char *rich_markdown(Arena *arena, const RichText *rich, const Footnote *notes,
                          size_t n_notes);

#endif
