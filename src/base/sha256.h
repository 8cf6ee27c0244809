/* SHA-256 of what is in memory. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>

/* The SHA-256 (FIPS 180-4) of bytes in 64 digits, to be freed. */
char *sha256_digits(const void *bytes, size_t length);

#endif
