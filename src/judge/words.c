/*
 * The same word at the starts, or at the ends, of lines that follow each other: the eye
 * that goes back to find the next line takes the wrong one. Two are worth a look when the
 * word is long, three are too many whatever the word. A line that is set in, and a last
 * line that ends early, do not stand below what they follow; and who breaks a line where
 * the same words begin anew, in verse, means it.
 */
#include "judge/proof.h"

#include <math.h>
#include <string.h>

#define STACK 3
#define LONG_WORD 5  /* letters */
#define APART_EM 1.0 /* edges that are further apart do not stand in line */

static bool is_letter(gunichar character)
{
    return g_unichar_isalnum(character) || g_unichar_ismark(character);
}

/* A word of a line, without the marks round it. */
typedef struct Word {
    const char *start;
    size_t length; /* bytes; 0: there is none */
} Word;

static Word word_trim(const char *start, const char *end)
{
    while (start < end && !is_letter(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    while (end > start && !is_letter(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return (Word){start, (size_t)(end - start)};
}

static bool words_same(Word a, Word b)
{
    if (a.length == 0 || b.length == 0)
        return false;
    g_autofree char *one = g_utf8_casefold(a.start, (gssize)a.length);
    g_autofree char *other = g_utf8_casefold(b.start, (gssize)b.length);
    return strcmp(one, other) == 0;
}

/* The first or last word of line `index`; none when a hyphen parts it, or at the end of a
 * line of one word, which was its first. */
static Word line_word(const Proof *proof, size_t index, Side side)
{
    const PlacedLine *line = proof_line(proof, index);
    const PlacedLine *above = proof_line(proof, proof->before[index]);
    const char *start = line->text, *end = line->text + line->length;
    bool parted = side == SIDE_START ? above && above->end == BREAK_HYPHEN
                                     : line->end == BREAK_HYPHEN;
    if (parted || (side == SIDE_END && !line_has_words(line)))
        return (Word){NULL, 0};
    const char *at = side == SIDE_START ? start : end;
    if (side == SIDE_START) {
        while (at < end && !g_unichar_isspace(g_utf8_get_char(at)))
            at = g_utf8_next_char(at);
        return word_trim(start, at);
    }
    while (at > start && !g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(at))))
        at = g_utf8_prev_char(at);
    return word_trim(at, end);
}

/* Whether line `index` and the one below it begin, or end, with the same word. */
static bool word_goes_on(const Proof *proof, size_t index, Side side)
{
    const PlacedLine *line = proof_line(proof, index);
    const PlacedLine *below = line_below(proof, index);
    if (!below || line->end == BREAK_FORCED ||
        fabs(line_edge(proof, line, side) - line_edge(proof, below, side)) >
            APART_EM * line->size)
        return false;
    return words_same(line_word(proof, index, side),
                      line_word(proof, proof->after[index], side));
}

static void word_report(const Proof *proof, const PlacedLine *line, Side side,
                        Word word, size_t n)
{
    Spot spot = line_spot(proof, line, line_edge(proof, line, side));
    Place place = line_place(proof, line);
    const char *where = side == SIDE_START ? "start" : "end";
    g_autofree char *text = text_quote(word.start, word.length);
    g_autofree char *count = g_strdup_printf("%zu", n);
    if (n >= STACK)
        report_at(proof->diagnostics, WORD_STACK, place, spot, text, where, count);
    else
        report_at(proof->diagnostics, WORD_TWICE, place, spot, text, where);
}

/* Judges the lines in a row of which line `first` is the first with its word. */
static void word_judge(const Proof *proof, size_t first, Side side)
{
    size_t before = proof->before[first], n = 1;
    if (before != NO_LINE && word_goes_on(proof, before, side))
        return;
    for (size_t i = first; word_goes_on(proof, i, side); i = proof->after[i])
        n++;
    Word word = line_word(proof, first, side);
    bool is_long = g_utf8_strlen(word.start, (gssize)word.length) >= LONG_WORD;
    if (n >= STACK || (n == 2 && is_long))
        word_report(proof, proof_line(proof, first), side, word, n);
}

void words_judge(const Proof *proof)
{
    for (size_t i = 0; i < proof->pages->n_lines; i++) {
        if (!line_is_prose(proof, proof_line(proof, i)))
            continue;
        word_judge(proof, i, SIDE_START);
        word_judge(proof, i, SIDE_END);
    }
}
