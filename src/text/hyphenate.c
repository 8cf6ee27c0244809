/*
 * Hyphenation by libhyphen and the patterns of the language.
 *
 * Reading a dictionary takes longer than breaking a letter into lines, so that a thread
 * of its own does it, from the moment at which the language is known.
 *
 * A word is a run of letters, marks and apostrophes within them. It is lower-cased and
 * put into the dictionary's own charset, a byte or a character at a time, so that the
 * answer for the n-th unit is about the n-th character. A word that the charset cannot
 * hold, that has soft hyphens already (the author knows better), that is part of a
 * person's name, or that is all capitals, as abbreviations are, stays whole. Breaks that would change letters (German "ck" of old) are
 * left out. Where two places are a letter apart, the patterns list every legal one: the
 * last is best, since a syllable better ends open.
 */
#include "text/breaks.h"

#include <string.h>

#define DICTIONARY_FOLDER "/usr/share/hyphen"
#define COMPOUND_PENALTY 300 /* a second hyphen in a word that has one */
#define EARLY_PENALTY 150    /* a break with a better one right after it */
#define LONGEST_WORD 200     /* characters; longer ones are no words */

typedef struct Hyphenator {
    const Language *language;
    const StyledText *text;
    Characters characters;
    Boundary *boundaries;
    const Dictionary *dictionary;
    GString *word; /* in the dictionary's charset */
    GArray *marks; /* char: what libhyphen says, one a unit */
    bool found;
} Hyphenator;

/* ---- dictionaries -------------------------------------------------------------------- */

void dictionary_clear(Dictionary *dictionary)
{
    if (dictionary->reader)
        dictionary->patterns = g_thread_join(dictionary->reader);
    g_free((char *)dictionary->name);
    if (dictionary->patterns)
        hnj_hyphen_free(dictionary->patterns);
    if (dictionary->encode != (GIConv)-1)
        g_iconv_close(dictionary->encode);
}

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

static char *dictionary_path(const char *name)
{
    return g_strdup_printf(DICTIONARY_FOLDER "/hyph_%s.dic", name);
}

static gpointer patterns_read(gpointer name)
{
    g_autofree char *path = dictionary_path(name);
    return hnj_hyphen_load(path);
}

void hyphenation_sum(const Language *language, GChecksum *sum)
{
    const char *name = language->hyphenation;
    g_autofree char *path = name ? dictionary_path(name) : NULL;
    sum_count(sum, path != NULL);
    if (path)
        sum_file(sum, path);
}

static Dictionary *dictionary_known(FontBook *book, const char *name)
{
    GArray *known = fontbook_dictionaries(book);
    for (size_t i = 0; i < known->len; i++) {
        Dictionary *dictionary = &g_array_index(known, Dictionary, i);
        if (strcmp(dictionary->name, name) == 0)
            return dictionary;
    }
    return NULL;
}

/* Takes the patterns over from the thread that reads them. */
static void dictionary_receive(Dictionary *dictionary, Diagnostics *diagnostics,
                               const Language *language)
{
    const char *name = dictionary->name;
    dictionary->patterns = g_thread_join(dictionary->reader);
    dictionary->reader = NULL;
    if (!dictionary->patterns) {
        g_autofree char *package = dictionary_package(name);
        Place place = language->path ? place_file(language->path) : PLACE_NONE;
        report(diagnostics, HYPHENATION_MISSING, place, name, package);
    } else if (!dictionary->patterns->utf8) {
        dictionary->encode = g_iconv_open(dictionary->patterns->cset, "UTF-8");
    }
}

static void dictionary_begin(FontBook *book, const char *name)
{
    Dictionary dictionary = {.name = g_strdup(name), .encode = (GIConv)-1};
    dictionary.reader =
        g_thread_new("hyphenation", patterns_read, (gpointer)dictionary.name);
    g_array_append_val(fontbook_dictionaries(book), dictionary);
}

static bool layout_hyphenates(const Layout *layout)
{
    bool any = false;
    for (size_t i = 0; i < N_STYLES; i++)
        any = any || layout->styles[i].hyphenate;
    return any;
}

void fontbook_prepare(FontBook *book, const Layout *layout, const Language *language)
{
    const char *name = language->hyphenation;
    if (name && layout_hyphenates(layout) && !dictionary_known(book, name))
        dictionary_begin(book, name);
}

void hyphenation_check(Diagnostics *diagnostics, const Layout *layout,
                       const Language *language)
{
    Place place = language->path ? place_file(language->path) : PLACE_NONE;
    if (!language->hyphenation && layout_hyphenates(layout))
        report(diagnostics, HYPHENATION_NONE, place, language->tag);
}

/* The language's dictionary; NULL when it is not there. */
static const Dictionary *dictionary_find(FontBook *book, Diagnostics *diagnostics,
                                         const Language *language)
{
    const char *name = language->hyphenation;
    if (!dictionary_known(book, name))
        dictionary_begin(book, name);
    Dictionary *dictionary = dictionary_known(book, name);
    if (dictionary->reader)
        dictionary_receive(dictionary, diagnostics, language);
    return dictionary->patterns ? dictionary : NULL;
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

/* Adds a character in the dictionary's charset; false when it cannot be in a word. */
static bool word_add(Hyphenator *hyphenator, gunichar character)
{
    char utf8[6];
    if (character_apostrophe(character))
        character = '\'';
    gsize length = (gsize)g_unichar_to_utf8(g_unichar_tolower(character), utf8);
    if (hyphenator->dictionary->patterns->utf8) {
        g_string_append_len(hyphenator->word, utf8, (gssize)length);
        return character != 0x00ad;
    }
    char byte, *from = utf8, *to = &byte;
    gsize room = 1;
    if (hyphenator->dictionary->encode == (GIConv)-1 ||
        g_iconv(hyphenator->dictionary->encode, &from, &length, &to, &room) ==
            (gsize)-1 ||
        room != 0)
        return false;
    g_string_append_c(hyphenator->word, byte);
    return character != 0x00ad;
}

static bool word_encode(Hyphenator *hyphenator, size_t from, size_t to)
{
    g_string_truncate(hyphenator->word, 0);
    for (size_t i = from; i < to; i++)
        if (!word_add(hyphenator, hyphenator->characters.at[i]))
            return false;
    return true;
}

/* Asks libhyphen about the encoded word: marks[i] is odd when a break may follow unit i
 * (a byte; in UTF-8 libhyphen counts characters). False: it would not say. */
static bool word_ask(Hyphenator *hyphenator)
{
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    int length = (int)hyphenator->word->len;
    g_array_set_size(hyphenator->marks, (guint)length + 5);
    int failed = hnj_hyphen_hyphenate2(
        hyphenator->dictionary->patterns, hyphenator->word->str, length,
        hyphenator->marks->data, NULL, &replacements, &positions, &cuts);
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

static void words_open(Hyphenator *hyphenator)
{
    size_t n = hyphenator->characters.n, span = 0;
    unsigned least =
        hyphenator->language->least_before + hyphenator->language->least_after;
    for (size_t from = 0, to; from < n; from = to) {
        to = from + 1;
        if (!character_in_word(hyphenator, from))
            continue;
        while (to < n && character_in_word(hyphenator, to))
            to++;
        if (to - from >= least && to - from <= LONGEST_WORD &&
            !word_capitals(hyphenator, from, to) &&
            word_hyphenates(hyphenator, from, to, &span) &&
            word_encode(hyphenator, from, to) && word_ask(hyphenator))
            word_open(hyphenator, from, to);
    }
}

bool hyphens_open(FontBook *book, Diagnostics *diagnostics, const Language *language,
                  const StyledText *text, Characters characters, Boundary *boundaries)
{
    if (!text->style->hyphenate || !language->hyphenation)
        return false;
    const Dictionary *dictionary = dictionary_find(book, diagnostics, language);
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
    words_open(&hyphenator);
    g_string_free(hyphenator.word, TRUE);
    g_array_free(hyphenator.marks, TRUE);
    return hyphenator.found;
}
