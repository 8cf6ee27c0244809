/*
 * Sums by nettle, which takes an eighth of GLib's time where the processor knows the
 * algorithm. A whole number is added in as few bytes as it needs, seven bits in each
 * and the eighth set in all but the last: nearly all are small, and the sum of a long list
 * of names would be one of zeroes mostly. No number is the beginning of another.
 */
#include "base/sum.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

Sum sum_begin(void)
{
    Sum sum;
    sha256_init(&sum);
    return sum;
}

void sum_add(Sum *sum, const void *bytes, size_t length)
{
    sha256_update(sum, length, bytes);
}

Digits sum_end(Sum *sum)
{
    static const char hexadecimal[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    Digits digits = {{0}};
    sha256_digest(sum, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        digits.text[2 * i] = hexadecimal[bytes[i] >> 4];
        digits.text[2 * i + 1] = hexadecimal[bytes[i] & 0xf];
    }
    return digits;
}

Digits sum_of(const void *bytes, size_t length)
{
    Sum sum = sum_begin();
    sum_add(&sum, bytes, length);
    return sum_end(&sum);
}

void sum_count(Sum *sum, size_t count)
{
    uint8_t bytes[10];
    size_t n = 0;
    for (; count >= 0x80; count >>= 7)
        bytes[n++] = (uint8_t)(0x80 | (count & 0x7f));
    bytes[n++] = (uint8_t)count;
    sum_add(sum, bytes, n);
}

void sum_bytes(Sum *sum, const void *bytes, size_t length)
{
    sum_count(sum, length);
    sum_add(sum, bytes, length);
}

void sum_text(Sum *sum, const char *text)
{
    if (text)
        sum_bytes(sum, text, strlen(text));
    else
        sum_count(sum, SIZE_MAX);
}

void sum_number(Sum *sum, double number)
{
    sum_add(sum, &number, sizeof number);
}

void sum_file(Sum *sum, const char *path)
{
    struct stat status = {0};
    bool there = stat(path, &status) == 0;
    sum_text(sum, path);
    sum_count(sum, there);
    sum_count(sum, (size_t)status.st_size);
    sum_count(sum, (size_t)status.st_mtim.tv_sec);
    sum_count(sum, (size_t)status.st_mtim.tv_nsec);
}
