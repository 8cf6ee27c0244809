/* What goes into something, summed up by SHA-256 (FIPS 180-4), so that a change of it is
 * seen. */
#ifndef BASE_SUM_H
#define BASE_SUM_H

#include <stddef.h>

#include <nettle/sha2.h>

typedef struct sha256_ctx Sum;

/* A sum in hexadecimal digits. */
typedef struct Digits {
    char text[2 * SHA256_DIGEST_SIZE + 1];
} Digits;

/* A sum of nothing yet. */
Sum sum_begin(void);

/* Adds bytes as they are. */
void sum_add(Sum *sum, const void *bytes, size_t length);

/* Ends the sum. */
Digits sum_end(Sum *sum);

/* The sum of bytes as they are. */
Digits sum_of(const void *bytes, size_t length);

/* Each of these adds one value in a form of its own length, so that no two rows of values
 * have the same form. */

/* Bytes behind their number. */
void sum_bytes(Sum *sum, const void *bytes, size_t length);

/* A text; NULL is not the empty one. */
void sum_text(Sum *sum, const char *text);

/* A number that is whole, or a truth. */
void sum_count(Sum *sum, size_t count);

/* A length or another number, to its last bit. */
void sum_number(Sum *sum, double number);

/* A file by its path, size and time of change, without reading it: fonts and
 * dictionaries are many and large, and whoever changes one changes its time. */
void sum_file(Sum *sum, const char *path);

#endif
