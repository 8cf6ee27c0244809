/* The nearest known word, for "did you mean". */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/* The word of `words` (ends with NULL) nearest to `word` by edit distance
 * (Damerau's, with transpositions), or NULL when none is near enough to be meant. */
const char *nearest_find(const char *word, const char *const *words);

#endif
