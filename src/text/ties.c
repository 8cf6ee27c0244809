/*
 * What keeps together, by language: boundaries that ICU opens between words are closed
 * here, or made dear.
 *
 * A rule looks at the word before a space and the one after it. "Ms." and its like never
 * end a line, nor does a unit or a month after its number begin one, nor a dash; a reader
 * would stumble. Particles of surnames, words of one letter and, in a roster, initials
 * better keep with what follows, but a line that cannot be set otherwise may end with
 * them: what is closed in a narrow column would stand out of it.
 *
 * A hyphen ends no line where it parts a letter alone, or the ending of a number.
 *
 * Addresses of the web are opened at their punctuation, after a stroke and before other
 * marks, so that no reader takes a full stop for the end of a sentence or types a hyphen
 * (The Chicago Manual of Style, 17th edition, 14.18).
 */
#include "text/breaks.h"

#include <string.h>

#define ONE_LETTER_PENALTY 250
#define SHORT_PENALTY 60
#define INITIAL_PENALTY 500
#define PARTICLE_PENALTY 5000
#define NUMBER_PENALTY 80
#define NAME_PENALTY 30
#define ADDRESS_PENALTY 50

/* A word between spaces, opening marks taken off. */
typedef struct Word {
    const char *text;
    size_t length; /* bytes */
    size_t from, to;
} Word;

typedef struct Tier {
    const Language *language;
    const StyledText *text;
    Characters characters;
    Boundary *boundaries;
    size_t span;
} Tier;

static bool character_opens(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    return type == G_UNICODE_OPEN_PUNCTUATION ||
           type == G_UNICODE_INITIAL_PUNCTUATION || character == '"' ||
           character == '\'' || character == 0x201e || character == 0x201c ||
           character == 0x2018;
}

static gunichar character_at(const Tier *tier, size_t index)
{
    return index < tier->characters.n ? tier->characters.at[index] : 0;
}

/* ---- words --------------------------------------------------------------------------- */

static Word word_make(const Tier *tier, size_t from, size_t to)
{
    while (from < to && (character_opens(tier->characters.at[from]) ||
                         character_dropped(tier->characters.at[from])))
        from++;
    const uint32_t *offsets = tier->characters.offsets;
    return (Word){.text = tier->text->text + offsets[from],
                  .length = offsets[to] - offsets[from],
                  .from = from,
                  .to = to};
}

/* The word that ends before the spaces before character `at`. */
static Word word_before(const Tier *tier, size_t at)
{
    size_t to = at;
    while (to > 0 && character_space(tier->characters.at[to - 1]))
        to--;
    size_t from = to;
    while (from > 0 && !character_space(tier->characters.at[from - 1]))
        from--;
    return word_make(tier, from, to);
}

static Word word_after(const Tier *tier, size_t at)
{
    size_t to = at;
    while (to < tier->characters.n && !character_space(tier->characters.at[to]))
        to++;
    return word_make(tier, at, to);
}

/* A word's first letter in lower case, and what follows it. */
typedef struct LowerWord {
    char first[6];
    size_t n_first; /* bytes */
    const char *rest;
    size_t n_rest;
} LowerWord;

static LowerWord word_lower(const Word *word)
{
    LowerWord lower = {.rest = g_utf8_next_char(word->text)};
    lower.n_first = (size_t)g_unichar_to_utf8(
        g_unichar_tolower(g_utf8_get_char(word->text)), lower.first);
    lower.n_rest = word->length - (size_t)(lower.rest - word->text);
    return lower;
}

/* Whether a text is the word, or it in lower case: a sentence may begin with it. */
static bool word_is(const Word *word, const LowerWord *lower, const char *text)
{
    if (strncmp(text, word->text, word->length) == 0 && text[word->length] == '\0')
        return true;
    return strncmp(text, lower->first, lower->n_first) == 0 &&
           strncmp(text + lower->n_first, lower->rest, lower->n_rest) == 0 &&
           text[lower->n_first + lower->n_rest] == '\0';
}

static bool word_among(const Word *word, const char *const *words, size_t n_words)
{
    if (word->length == 0)
        return false;
    LowerWord lower = word_lower(word);
    for (size_t i = 0; i < n_words; i++) {
        char first = words[i][0];
        if ((first == word->text[0] || first == lower.first[0]) &&
            word_is(word, &lower, words[i]))
            return true;
    }
    return false;
}

/* The word without the marks that follow it. */
static Word word_bare(const Tier *tier, Word word)
{
    while (word.to > word.from && !g_unichar_isalnum(tier->characters.at[word.to - 1]))
        word.to--;
    return word_make(tier, word.from, word.to);
}

/* Whether the word, without some or all of the marks after it, is among them: a full stop
 * may be its own. */
static bool word_begins_among(const Tier *tier, Word word, const char *const *words,
                              size_t n_words)
{
    size_t bare = word_bare(tier, word).to;
    for (; !word_among(&word, words, n_words);
         word = word_make(tier, word.from, word.to))
        if (word.to-- <= bare)
            return false;
    return true;
}

static bool word_one_letter(const Tier *tier, const Word *word)
{
    return word->to == word->from + 1 &&
           g_unichar_isalpha(tier->characters.at[word->from]);
}

/* "J." or "J.-P.": a capital and a full stop, and no more than that again and again. */
static bool word_initial(const Tier *tier, const Word *word)
{
    const gunichar *at = tier->characters.at;
    if (word->to < word->from + 2 || at[word->to - 1] != '.')
        return false;
    for (size_t i = word->from; i < word->to; i++) {
        bool letter = g_unichar_isupper(at[i]);
        if (!letter && at[i] != '.' && at[i] != '-')
            return false;
        if (letter && at[i + 1] != '.')
            return false;
    }
    return true;
}

static bool word_number(const Tier *tier, const Word *word)
{
    for (size_t i = word->from; i < word->to; i++)
        if (g_unichar_isdigit(tier->characters.at[i]))
            return true;
    return false;
}

/* What only means something after a number: a sign, or a word of the language. */
static bool word_unit(const Tier *tier, const Word *word)
{
    const Language *language = tier->language;
    gunichar first = character_at(tier, word->from);
    if (word->from == word->to)
        return false;
    if (g_unichar_type(first) == G_UNICODE_CURRENCY_SYMBOL || first == '%' ||
        first == 0x2030 || first == 0x00b0)
        return true;
    return word_begins_among(tier, *word, language->units, language->n_units);
}

/* What only means something before a number: №, §, §§, #. */
static bool word_sign(const Tier *tier, const Word *word)
{
    for (size_t i = word->from; i < word->to; i++) {
        gunichar character = tier->characters.at[i];
        if (character != 0x2116 && character != 0x00a7 && character != 0x00b6 &&
            character != '#')
            return false;
    }
    return word->to > word->from;
}

static bool word_month(const Tier *tier, const Word *word)
{
    return word_begins_among(tier, *word, tier->language->months,
                             tier->language->n_months);
}

/* Whether a word is a day's number, "24" or "24.", with other marks after it. */
static bool word_day(const Tier *tier, const Word *word)
{
    Word bare = word_bare(tier, *word);
    size_t n = bare.to - bare.from;
    for (size_t i = bare.from; i < bare.to; i++)
        if (!g_unichar_isdigit(tier->characters.at[i]))
            return false;
    return n > 0 && n <= 2;
}

static bool word_dash(const Tier *tier, const Word *word)
{
    gunichar first = character_at(tier, word->from);
    return word->to == word->from + 1 &&
           (first == 0x2013 || first == 0x2014 || first == '-');
}

/* ---- rules --------------------------------------------------------------------------- */

/* Whether a word ends as a number does, "24", or as an ordinal, "24.". */
static bool word_ends_number(const Tier *tier, const Word *word)
{
    const gunichar *at = tier->characters.at;
    size_t to = word->to;
    to -= to > word->from + 1 && at[to - 1] == '.';
    return to > word->from && g_unichar_isdigit(at[to - 1]);
}

/* Whether a number keeps with what stands before or after it. */
static bool number_tied(const Tier *tier, const Word *before, const Word *after)
{
    const gunichar *at = tier->characters.at;
    if (!character_space(at[after->from - 1]))
        return false;
    if (word_sign(tier, before))
        return g_unichar_isalnum(character_at(tier, after->from));
    if (word_month(tier, before) && word_day(tier, after))
        return g_unichar_isalpha(at[before->to - 1]);
    if (!word_ends_number(tier, before))
        return false;
    if (word_unit(tier, after) || (word_day(tier, before) && word_month(tier, after)))
        return true;
    return at[before->to - 1] != '.' &&
           g_unichar_isdigit(character_at(tier, after->from));
}

/* Whether the boundary between two words is closed. */
static bool words_tied(const Tier *tier, const Word *before, const Word *after)
{
    const Language *language = tier->language;
    if (word_dash(tier, after))
        return true;
    if (word_among(before, language->tie_after, language->n_tie_after))
        return true;
    if (word_begins_among(tier, *after, language->tie_before, language->n_tie_before))
        return true;
    if (language->one_letter == TIE_NEVER && word_one_letter(tier, before))
        return true;
    if (!tier->text->isolate && word_initial(tier, before))
        return true;
    return number_tied(tier, before, after);
}

/* What it costs to end a line between two words; `name`: both belong to a person's. */
static float words_penalty(const Tier *tier, const Word *before, const Word *after,
                           bool name)
{
    const Language *language = tier->language;
    if (name && word_among(before, language->particles, language->n_particles))
        return PARTICLE_PENALTY;
    if (word_initial(tier, before))
        return INITIAL_PENALTY;
    if (language->one_letter == TIE_COST && word_one_letter(tier, before))
        return ONE_LETTER_PENALTY;
    if (!name && word_among(before, language->short_words, language->n_short_words))
        return SHORT_PENALTY;
    if (word_number(tier, before) != word_number(tier, after) && !name)
        return NUMBER_PENALTY;
    return name ? NAME_PENALTY : 0;
}

/* Whether both sides of a byte are set as one name. */
static bool within_name(Tier *tier, size_t byte)
{
    const StyledText *text = tier->text;
    while (tier->span < text->n_spans && text->spans[tier->span].end <= byte)
        tier->span++;
    const TextSpan *span = &text->spans[tier->span];
    return tier->span < text->n_spans && span->whole && span->start < byte;
}

/* How many letters and digits run from character `at` on, forwards or backwards; of more
 * than two, 2. */
static size_t run_length(const Tier *tier, size_t at, bool forwards)
{
    size_t n = 0;
    for (;
         n < 2 && at < tier->characters.n && g_unichar_isalnum(tier->characters.at[at]);
         at += forwards ? 1 : (size_t)-1)
        n++;
    return n;
}

/* Whether a hyphen holds what is too short to stand alone, "д-р", "e-mail", or an ending
 * of a number, "2-го". */
static bool hyphen_holds(const Tier *tier, size_t at)
{
    const gunichar *characters = tier->characters.at;
    if (at < 2 || (characters[at - 1] != '-' && characters[at - 1] != 0x2010))
        return false;
    bool ending = g_unichar_isdigit(characters[at - 2]) &&
                  g_unichar_isalpha(character_at(tier, at));
    return ending || run_length(tier, at - 2, false) == 1 ||
           run_length(tier, at, true) == 1;
}

static void boundary_tie(Tier *tier, size_t at)
{
    Boundary *boundary = &tier->boundaries[at];
    if (boundary->open && boundary->kind == BREAK_MARK)
        boundary->open = !hyphen_holds(tier, at);
    if (!boundary->open || boundary->kind != BREAK_SPACE ||
        !character_space(tier->characters.at[at - 1]))
        return;
    Word before = word_before(tier, at), after = word_after(tier, at);
    boundary->open = !words_tied(tier, &before, &after);
    boundary->penalty = words_penalty(tier, &before, &after,
                                      within_name(tier, tier->characters.offsets[at]));
}

/* A footnote's mark stays with what it follows. */
static void marks_tie(const StyledText *text, Characters characters,
                      Boundary *boundaries)
{
    size_t span = 0;
    for (size_t i = 1; i < characters.n; i++) {
        while (span + 1 < text->n_spans &&
               text->spans[span].end <= characters.offsets[i])
            span++;
        bool inside = text->spans[span].superior && text->spans[span].note > 0;
        if (inside && !character_space(characters.at[i - 1]))
            boundaries[i].open = false;
    }
}

void ties_apply(const Language *language, const StyledText *text, Characters characters,
                Boundary *boundaries)
{
    Tier tier = {language, text, characters, boundaries, 0};
    for (size_t i = 1; i < characters.n; i++)
        boundary_tie(&tier, i);
    marks_tie(text, characters, boundaries);
}

/* ---- addresses ----------------------------------------------------------------------- */

static bool characters_are(Characters characters, size_t at, const char *ascii)
{
    for (; *ascii; ascii++, at++)
        if (at >= characters.n || characters.at[at] != (gunichar)*ascii)
            return false;
    return true;
}

/* Whether a word is an address: it has "://" in it, begins with "www.", or has an "@"
 * with a full stop after it. */
static bool is_address(Characters characters, size_t from, size_t to)
{
    bool sign = false;
    if (characters_are(characters, from, "www."))
        return true;
    for (size_t i = from; i < to; i++) {
        if (characters_are(characters, i, "://") && i > from)
            return true;
        sign = sign || (characters.at[i] == '@' && i > from);
        if (sign && characters.at[i] == '.' && i + 1 < to)
            return true;
    }
    return false;
}

/* Whether an address may be broken before character `at`. */
static bool address_breaks(Characters characters, size_t at)
{
    gunichar before = characters.at[at - 1], after = characters.at[at];
    if (before == '/')
        return after != '/';
    return strchr(".?&=#%_~@", (int)(after < 128 ? after : 1)) != NULL &&
           g_unichar_isalnum(before);
}

static void address_open(Characters characters, size_t from, size_t to,
                         Boundary *boundaries)
{
    while (to > from && g_unichar_ispunct(characters.at[to - 1]) &&
           characters.at[to - 1] != '/')
        to--;
    for (size_t i = from + 1; i < to; i++)
        boundaries[i] = (Boundary){.open = address_breaks(characters, i) &&
                                           i > from + 3 && i + 2 < to,
                                   .kind = BREAK_MARK,
                                   .penalty = ADDRESS_PENALTY};
}

void addresses_open(Characters characters, Boundary *boundaries)
{
    for (size_t from = 0, to; from < characters.n; from = to + 1) {
        to = from;
        while (to < characters.n && !character_space(characters.at[to]))
            to++;
        if (to > from + 4 && is_address(characters, from, to))
            address_open(characters, from, to, boundaries);
    }
}
