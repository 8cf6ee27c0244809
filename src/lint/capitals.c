/*
 * Names in capitals, and names without any: what a form or another list was typed in.
 *
 * Only letters that have a capital count, and Georgian's, which have one but do not
 * begin a name with it, do not. A short word in capitals may be initials (JD), a longer
 * one that stands alone among others a surname by a house's custom, which the page does
 * not follow: both forms on one page look like a mistake.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uchar.h>

enum { LONG_WORD = 4 }; /* letters; a word of fewer may be initials */

typedef struct WordCase {
    size_t n_upper, n_lower; /* letters that have another case */
} WordCase;

static WordCase word_case(const char *word)
{
    WordCase counted = {0, 0};
    for (; *word != '\0'; word = g_utf8_next_char(word)) {
        UChar32 c = (UChar32)g_utf8_get_char(word);
        counted.n_upper += u_isupper(c) && u_tolower(c) != c;
        counted.n_lower += u_islower(c) && u_totitle(c) != c;
    }
    return counted;
}

static bool is_capitals(const char *word, size_t least)
{
    WordCase counted = word_case(word);
    bool dotted = g_str_has_suffix(word, ".");
    return counted.n_lower == 0 && counted.n_upper >= least && !dotted &&
           !word_is_generation(word);
}

/* The words of a name, without punctuation at their ends; to be freed. */
static char **name_words(const char *name)
{
    g_autoptr(GString) spaced = g_string_new(name);
    g_string_replace(spaced, "\u00a0", " ", 0);
    char **words = g_strsplit(spaced->str, " ", -1);
    for (char **word = words; *word; word++)
        g_strstrip(g_strdelimit(*word, ",;", ' '));
    return words;
}

/* Whether no word but initials and marks of the generation has small letters. */
static bool all_capitals(char *const *words)
{
    size_t n_long = 0;
    for (; *words; words++) {
        n_long += is_capitals(*words, 2);
        if (word_case(*words).n_lower > 0)
            return false;
    }
    return n_long > 0;
}

static void check_capitals(Linter *linter, const LintCell *cell, char *const *words)
{
    size_t least = all_capitals(words) ? 2 : LONG_WORD;
    g_autoptr(GString) shouted = g_string_new(NULL);
    for (; *words; words++)
        if (is_capitals(*words, least))
            g_string_append_printf(shouted, "%s%s", shouted->len ? " " : "", *words);
    if (shouted->len > 0)
        finding(linter, NAME_CAPITALS, cell->signatory, cell->column, cell->text,
                shouted->str);
}

/* A word behind the surname that is written small. */
static bool is_after_surname(const char *word)
{
    static const char *const words[] = {"fils", "père",   "hijo", "padre", "filho",
                                        "neto", "jun.",   "sen.", "ml.",   "st.",
                                        "mł.",  "júnior", NULL};
    return word_is_generation(word) || g_strv_contains(words, word);
}

/* The last word that is a name, which no particle can be; NULL: none has letters. */
static const char *last_name(char *const *words)
{
    for (size_t i = g_strv_length((char **)words); i > 0; i--) {
        WordCase counted = word_case(words[i - 1]);
        if (counted.n_upper + counted.n_lower > 0 && !is_after_surname(words[i - 1]))
            return words[i - 1];
    }
    return NULL;
}

static void check_lower(Linter *linter, const LintCell *cell, char *const *words)
{
    const char *last = last_name(words);
    if (last && word_case(last).n_upper == 0 && word_case(last).n_lower > 1)
        finding(linter, NAME_LOWER, cell->signatory, cell->column, cell->text, last);
}

void lint_capitals(Linter *linter, const LintCell *cell)
{
    g_auto(GStrv) words = name_words(cell->text);
    check_capitals(linter, cell, words);
    check_lower(linter, cell, words);
}
