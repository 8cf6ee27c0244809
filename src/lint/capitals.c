/*
 * Names in capitals, and names without any: what a form or another list was typed in.
 *
 * Only letters that have a capital count, and Georgian's, which have one but do not
 * begin a name with it, do not. A word in capitals that stands alone among others may be
 * a surname by a house's custom, which the page does not follow: both forms on one page
 * look like a mistake. A short one may be initials: of three letters it is a name if it
 * has a vowel (LEE, not JFK), of two only beside another name in capitals (JOHN LI).
 * Parts of a word are looked at one by one (Oak-ASH), and so is what follows small
 * letters in it (McDONALD).
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uchar.h>

enum { LONG_PART = 4, SHORT_PART = 3 }; /* letters */

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

static bool has_vowel(const char *word)
{
    static const char vowels[] = "AEIOUYАЕИІОУЫЭЮЯЄΑΕΗΙΟΥΩ";
    g_autofree char *letters = g_utf8_normalize(word, -1, G_NORMALIZE_NFD);
    for (const char *at = letters; *at != '\0'; at = g_utf8_next_char(at))
        if (g_utf8_strchr(vowels, -1, g_utf8_get_char(at)))
            return true;
    return strstr(word, "Ø") || strstr(word, "Æ");
}

/* Whether a part of a word, between hyphens, is a name of `least` letters in capitals. */
static bool part_is_capitals(const char *part, size_t least)
{
    WordCase counted = word_case(part);
    if (counted.n_lower > 0 || counted.n_upper < least)
        return false;
    return counted.n_upper >= LONG_PART || has_vowel(part);
}

/* Whether capitals, three and more, end a part that begins otherwise: "McDONALD". */
static bool ends_in_capitals(const char *part)
{
    size_t n_last = 0;
    bool lower = false;
    for (; *part != '\0'; part = g_utf8_next_char(part)) {
        UChar32 c = (UChar32)g_utf8_get_char(part);
        lower |= u_islower(c);
        n_last = u_islower(c) ? 0 : n_last + u_isupper(c);
    }
    return lower && n_last >= SHORT_PART;
}

/* Whether it is a Roman number, which tells the generation: "VIII". */
static bool is_roman(const char *word)
{
    return word[strspn(word, "IVX")] == '\0';
}

static bool is_capitals(const char *word, size_t least)
{
    if (g_str_has_suffix(word, ".") || word_is_generation(word) || is_roman(word) ||
        word_is_honour(word))
        return false;
    g_auto(GStrv) parts = g_strsplit_set(word, "-", -1);
    for (char **part = parts; *part; part++)
        if (part_is_capitals(*part, least) || ends_in_capitals(*part))
            return true;
    return false;
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

static bool any_capitals(char *const *words, size_t least)
{
    for (; *words; words++)
        if (is_capitals(*words, least))
            return true;
    return false;
}

/* Whether no word has small letters. */
static bool all_capitals(char *const *words)
{
    for (; *words; words++)
        if (word_case(*words).n_lower > 0)
            return false;
    return true;
}

static void check_capitals(Linter *linter, const LintCell *cell, char *const *words)
{
    g_autoptr(GString) shouted = g_string_new(NULL);
    if (!any_capitals(words, all_capitals(words) ? 2 : SHORT_PART))
        return;
    for (; *words; words++)
        if (is_capitals(*words, 2))
            g_string_append_printf(shouted, "%s%s", shouted->len ? " " : "", *words);
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
