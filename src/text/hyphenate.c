/*
 * Hyphenation by libhyphen and the patterns of the language.
 *
 * A word is a run of letters, marks and apostrophes within them. It is lower-cased and
 * put into the dictionary's own charset, a byte or a character at a time, so that the
 * answer for the n-th unit is about the n-th character. A word that the charset cannot
 * hold, that has soft hyphens already (the author knows better), that is part of a
 * person's name, or that is all capitals, as abbreviations are, stays whole. Breaks that
 * would change letters (German "ck" of old) are left out. Where two places are a letter
 * apart, the patterns list every legal one: the last is best, since a syllable better
 * ends open.
 *
 * Texts are gone over twice: once to tell the dictionary which words will be asked about
 * (dictionary.c says why), and once when they are broken.
 */
#include "text/breaks.h"

#include <string.h>

#define COMPOUND_PENALTY 300 /* a second hyphen in a word that has one */
#define EARLY_PENALTY 150    /* a break with a better one right after it */
#define LONGEST_WORD 200     /* characters; longer ones are no words */

typedef struct Hyphenator {
    const Language *language;
    const StyledText *text;
    Characters characters;
    Boundary *boundaries;
    Dictionary *dictionary;
    GString *word; /* in the dictionary's charset */
    GArray *marks; /* char: what libhyphen says, one a unit */
    bool found;
} Hyphenator;

/* ---- dictionaries -------------------------------------------------------------------- */

/* Debian's package of a dictionary: "hyphen-de" has de_DE, "hyphen-en-us" en_US. */
static char *dictionary_package(const char *name)
{
    static const struct {
        const char *name, *package;
    } NAMED_APART[] = {
        {"et_EE", "myspell-et"}, {"nb_NO", "hyphen-no"}, {"sr-Latn_RS", "hyphen-sr"}};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMED_APART); i++)
        if (strcmp(name, NAMED_APART[i].name) == 0)
            return g_strdup(NAMED_APART[i].package);
    static const char *const WITH_COUNTRY[] = {"en_US", "en_GB", "pt_BR", "pt_PT"};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    bool whole = false;
    for (size_t i = 0; i < G_N_ELEMENTS(WITH_COUNTRY); i++)
        whole = whole || strcmp(name, WITH_COUNTRY[i]) == 0;
    lower[whole ? strlen(lower) : strcspn(lower, "_")] = '\0';
    return g_strdup_printf("hyphen-%s", g_strdelimit(lower, "_", '-'));
}

static bool layout_hyphenates(const Layout *layout)
{
    bool any = false;
    for (size_t i = 0; i < N_STYLES; i++)
        any = any || layout->styles[i].hyphenate;
    return any;
}

void hyphenation_check(Diagnostics *diagnostics, const Layout *layout,
                       const Language *language)
{
    Place place = language->path ? place_file(language->path) : PLACE_NONE;
    if (!language->hyphenation && layout_hyphenates(layout))
        report(diagnostics, HYPHENATION_NONE, place, language->tag);
}

/* The language's dictionary; NULL when it is not there: warned of once. */
static Dictionary *dictionary_of(FontBook *book, Diagnostics *diagnostics,
                                 const Language *language)
{
    Dictionary *dictionary = language_dictionary(book, language->hyphenation);
    if (!dictionary->lines && !dictionary->missed) {
        g_autofree char *package = dictionary_package(dictionary->name);
        Place place = language->path ? place_file(language->path) : PLACE_NONE;
        report(diagnostics, HYPHENATION_MISSING, place, dictionary->name, package);
        dictionary->missed = true;
    }
    return dictionary->lines ? dictionary : NULL;
}

/* ---- words --------------------------------------------------------------------------- */

static bool character_apostrophe(gunichar character)
{
    return character == '\'' || character == 0x2019 || character == 0x02bc;
}

static bool character_in_word(const Hyphenator *hyphenator, size_t at)
{
    gunichar character = hyphenator->characters.at[at];
    if (g_unichar_isalpha(character) || g_unichar_ismark(character) ||
        character == 0x00ad)
        return true;
    return character_apostrophe(character) && at > 0 &&
           g_unichar_isalpha(hyphenator->characters.at[at - 1]) &&
           at + 1 < hyphenator->characters.n &&
           g_unichar_isalpha(hyphenator->characters.at[at + 1]);
}

/* Encodes a word; false when the dictionary cannot know it. */
static bool word_encode(Hyphenator *hyphenator, size_t from, size_t to)
{
    g_string_truncate(hyphenator->word, 0);
    for (size_t i = from; i < to; i++) {
        gunichar character = hyphenator->characters.at[i];
        if (character == 0x00ad)
            return false;
        if (character_apostrophe(character))
            character = '\'';
        if (!dictionary_encode(hyphenator->dictionary, g_unichar_tolower(character),
                               hyphenator->word))
            return false;
    }
    return true;
}

/* Asks libhyphen about the encoded word: marks[i] is odd when a break may follow unit i
 * (a byte; in UTF-8 libhyphen counts characters). False: it would not say. */
static bool word_ask(Hyphenator *hyphenator)
{
    HyphenDict *patterns =
        dictionary_patterns(hyphenator->dictionary, hyphenator->word->str);
    if (!patterns)
        return false;
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    int length = (int)hyphenator->word->len;
    g_array_set_size(hyphenator->marks, (guint)length + 5);
    int failed = hnj_hyphen_hyphenate2(patterns, hyphenator->word->str, length,
                                       hyphenator->marks->data, NULL, &replacements,
                                       &positions, &cuts);
    for (int i = 0; replacements && i < length; i++) {
        if (replacements[i])
            hyphenator->marks->data[i] = '0';
        free(replacements[i]);
    }
    free(replacements);
    free(positions);
    free(cuts);
    return !failed;
}

/* How many letters stand from `from` to `to`: marks and apostrophes do not count. */
static unsigned letters_count(const Hyphenator *hyphenator, size_t from, size_t to)
{
    unsigned n = 0;
    for (size_t i = from; i < to; i++)
        n += g_unichar_isalpha(hyphenator->characters.at[i]) != 0;
    return n;
}

/* Whether the word may be broken before character `at` of the text. */
static bool word_breaks(const Hyphenator *hyphenator, size_t from, size_t at, size_t to)
{
    const Language *language = hyphenator->language;
    gunichar next = hyphenator->characters.at[at];
    if (at >= to || !(hyphenator->marks->data[at - from - 1] & 1))
        return false;
    if (g_unichar_ismark(next) || character_apostrophe(next))
        return false;
    return letters_count(hyphenator, from, at) >= language->least_before &&
           letters_count(hyphenator, at, to) >= language->least_after;
}

/* Whether a hyphen in the text parts the word from another one. */
static bool word_compound(const Hyphenator *hyphenator, size_t from, size_t to)
{
    const Characters *characters = &hyphenator->characters;
    return (from > 0 && character_joins(characters->at[from - 1])) ||
           (to < characters->n && character_joins(characters->at[to]));
}

static void word_open(Hyphenator *hyphenator, size_t from, size_t to)
{
    float compound = word_compound(hyphenator, from, to) ? COMPOUND_PENALTY : 0;
    for (size_t at = from + 1; at < to; at++) {
        if (!word_breaks(hyphenator, from, at, to))
            continue;
        bool early = at + 1 < to && word_breaks(hyphenator, from, at + 1, to);
        hyphenator->boundaries[at] =
            (Boundary){.open = true,
                       .kind = BREAK_HYPHEN,
                       .penalty = compound + (early ? EARLY_PENALTY : 0)};
        hyphenator->found = true;
    }
}

/* ---- the text ------------------------------------------------------------------------ */

static bool span_hyphenates(const StyledText *text, const TextSpan *span)
{
    bool foreign = span->language && strcmp(span->language, text->language) != 0;
    return span->style->hyphenate && !span->whole && !span->superior && !foreign;
}

/* Whether the word lies in spans that are hyphenated; *span is the one it begins in. */
static bool word_hyphenates(const Hyphenator *hyphenator, size_t from, size_t to,
                            size_t *span)
{
    const StyledText *text = hyphenator->text;
    const uint32_t *offsets = hyphenator->characters.offsets;
    while (*span + 1 < text->n_spans && text->spans[*span].end <= offsets[from])
        (*span)++;
    for (size_t i = *span; i < text->n_spans && text->spans[i].start < offsets[to]; i++)
        if (!span_hyphenates(text, &text->spans[i]))
            return false;
    return true;
}

static bool word_capitals(const Hyphenator *hyphenator, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (g_unichar_islower(hyphenator->characters.at[i]))
            return false;
    return g_unichar_isupper(hyphenator->characters.at[from]);
}

/* Goes on to the next word that is hyphenated, from *to on, and encodes it. False: there
 * is none. */
static bool word_next(Hyphenator *hyphenator, size_t *from, size_t *to, size_t *span)
{
    size_t n = hyphenator->characters.n;
    unsigned least =
        hyphenator->language->least_before + hyphenator->language->least_after;
    while (*to < n) {
        *from = (*to)++;
        if (!character_in_word(hyphenator, *from))
            continue;
        while (*to < n && character_in_word(hyphenator, *to))
            (*to)++;
        if (*to - *from >= least && *to - *from <= LONGEST_WORD &&
            !word_capitals(hyphenator, *from, *to) &&
            word_hyphenates(hyphenator, *from, *to, span) &&
            word_encode(hyphenator, *from, *to))
            return true;
    }
    return false;
}

static void hyphenator_clear(Hyphenator *hyphenator)
{
    g_string_free(hyphenator->word, TRUE);
    g_array_free(hyphenator->marks, TRUE);
}

void text_expect(FontBook *book, const Language *language, const StyledText *text)
{
    if (!text->style->hyphenate || !language->hyphenation)
        return;
    Dictionary *dictionary = language_dictionary(book, language->hyphenation);
    if (!dictionary->words || dictionary->patterns)
        return;
    Scratch *scratch = fontbook_scratch(book);
    text_decode(scratch, text);
    Hyphenator hyphenator = {
        .language = language,
        .text = text,
        .characters = scratch_characters(scratch),
        .dictionary = dictionary,
        .word = g_string_new(NULL),
        .marks = g_array_new(FALSE, FALSE, 1),
    };
    for (size_t from, to = 0, span = 0; word_next(&hyphenator, &from, &to, &span);)
        dictionary_expect(dictionary, hyphenator.word->str);
    hyphenator_clear(&hyphenator);
}

bool hyphens_open(FontBook *book, Diagnostics *diagnostics, const Language *language,
                  const StyledText *text, Characters characters, Boundary *boundaries)
{
    if (!text->style->hyphenate || !language->hyphenation)
        return false;
    Dictionary *dictionary = dictionary_of(book, diagnostics, language);
    if (!dictionary)
        return false;
    Hyphenator hyphenator = {
        .language = language,
        .text = text,
        .characters = characters,
        .boundaries = boundaries,
        .dictionary = dictionary,
        .word = g_string_new(NULL),
        .marks = g_array_new(FALSE, FALSE, 1),
    };
    for (size_t from, to = 0, span = 0; word_next(&hyphenator, &from, &to, &span);)
        if (word_ask(&hyphenator))
            word_open(&hyphenator, from, to);
    hyphenator_clear(&hyphenator);
    return hyphenator.found;
}
