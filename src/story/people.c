/*
 * Words and names looked for in a text.
 *
 * A letter lists the people that it names; wherever one stands in the text, it is never
 * hyphenated. A match begins and ends where a word does, so that "Znak" is not found in
 * "Znakomy" but is in "Znak’s", of which the possessive ending is no part. At each
 * word's start every name is tried, and the longest wins: texts and lists are short, and
 * most trials end at the first byte.
 */
#include "story/parts.h"

#include <string.h>

/* Whether a character is part of a word. */
static bool character_in_word(gunichar character)
{
    if (character < 0x80)
        return g_ascii_isalnum((char)character);
    return g_unichar_isalnum(character) || g_unichar_ismark(character);
}

/* The bytes of a blank at `text`: a space, one without a break or a line's end; 0:
 * none. */
static size_t blank_length(const char *text)
{
    if (text[0] == ' ')
        return 1;
    if (strncmp(text, "\u00a0", 2) == 0)
        return 2;
    bool longer = strncmp(text, "\u2028", 3) == 0 || strncmp(text, "\u202f", 3) == 0;
    return longer ? 3 : 0;
}

/* The bytes of `text` that `word` stands for, when the text begins with it and it ends
 * there as a word; 0: it does not. */
static size_t word_match(const char *text, const char *word)
{
    const char *end = text;
    while (*word != '\0') {
        size_t blank = blank_length(word);
        if (blank == 0 && *word != *end)
            return 0;
        if (blank > 0 && blank_length(end) == 0)
            return 0;
        end += blank > 0 ? blank_length(end) : 1;
        word += blank > 0 ? blank : 1;
    }
    return character_in_word(g_utf8_get_char(end)) ? 0 : (size_t)(end - text);
}

/* The bytes of the longest of `words` that the text begins with; 0: none. */
static size_t words_match(const char *text, const char *const *words, size_t n_words)
{
    size_t longest = 0;
    for (size_t i = 0; i < n_words; i++)
        longest = MAX(longest, word_match(text, words[i]));
    return longest;
}

GArray *words_find(const char *text, const char *const *words, size_t n_words)
{
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(Range));
    bool inside = false;
    for (const char *at = text; *at != '\0' && n_words > 0;) {
        size_t length = inside ? 0 : words_match(at, words, n_words);
        if (length > 0) {
            size_t start = (size_t)(at - text);
            g_array_append_vals(ranges, &(Range){start, start + length}, 1);
            at += length;
            inside = true;
        } else {
            inside = character_in_word(g_utf8_get_char(at));
            at = g_utf8_next_char(at);
        }
    }
    return ranges;
}

GArray *letter_words_find(const Teller *teller, const char *text,
                          const char *const *words, size_t n_words)
{
    g_autofree const char **mended = g_new(const char *, n_words + 1);
    for (size_t i = 0; i < n_words; i++)
        mended[i] = text_punctuated(teller, words[i]);
    return words_find(text, mended, n_words);
}
