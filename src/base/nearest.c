/*
 * The nearest known word: optimal string alignment (edits and transpositions of
 * neighbours), letters' case ignored. Near enough is one edit for every three letters of
 * the longer word, so that short words do not turn into each other.
 */
#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#define LONGEST_WORD 64

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    return MIN(MIN(a, b), c);
}

static bool letters_same(char a, char b)
{
    return g_ascii_tolower(a) == g_ascii_tolower(b);
}

/* Both words are at most LONGEST_WORD bytes. Rows are those of the usual table: the one
 * before the last serves the transpositions. */
static unsigned words_distance(const char *a, const char *b)
{
    size_t n_a = strlen(a), n_b = strlen(b);
    unsigned rows[3][LONGEST_WORD + 1] = {0};
    for (size_t j = 0; j <= n_b; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n_a; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= n_b; j++) {
            unsigned change = last[j - 1] + !letters_same(a[i - 1], b[j - 1]);
            row[j] = least(last[j] + 1, row[j - 1] + 1, change);
            if (i > 1 && j > 1 && letters_same(a[i - 1], b[j - 2]) &&
                letters_same(a[i - 2], b[j - 1]))
                row[j] = MIN(row[j], before[j - 2] + 1);
        }
    }
    return rows[n_a % 3][n_b];
}

const char *nearest_find(const char *word, const char *const *words)
{
    const char *nearest = NULL;
    unsigned best = LONGEST_WORD;
    size_t length = strlen(word);
    if (length == 0 || length > LONGEST_WORD)
        return NULL;
    for (; *words; words++) {
        size_t n = strlen(*words);
        if (n > LONGEST_WORD)
            continue;
        unsigned distance = words_distance(word, *words);
        if (distance < best && distance <= (MAX(length, n) + 2) / 3) {
            best = distance;
            nearest = *words;
        }
    }
    return nearest;
}
