/*
 * Sums by SHA-256. A whole number is added in as few bytes as it needs, seven bits in each
 * and the eighth set in all but the last: nearly all are small, and the sum of a long list
 * of names would be one of zeroes mostly. No number is the beginning of another.
 */
#include "base/sum.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

void sum_count(GChecksum *sum, size_t count)
{
    guchar bytes[10];
    gssize n = 0;
    for (; count >= 0x80; count >>= 7)
        bytes[n++] = (guchar)(0x80 | (count & 0x7f));
    bytes[n++] = (guchar)count;
    g_checksum_update(sum, bytes, n);
}

void sum_bytes(GChecksum *sum, const void *bytes, size_t length)
{
    sum_count(sum, length);
    if (length > 0)
        g_checksum_update(sum, bytes, (gssize)length);
}

void sum_text(GChecksum *sum, const char *text)
{
    if (text)
        sum_bytes(sum, text, strlen(text));
    else
        sum_count(sum, SIZE_MAX);
}

void sum_number(GChecksum *sum, double number)
{
    g_checksum_update(sum, (const guchar *)&number, sizeof number);
}

void sum_file(GChecksum *sum, const char *path)
{
    struct stat status = {0};
    bool there = stat(path, &status) == 0;
    sum_text(sum, path);
    sum_count(sum, there);
    sum_count(sum, (size_t)status.st_size);
    sum_count(sum, (size_t)status.st_mtim.tv_sec);
    sum_count(sum, (size_t)status.st_mtim.tv_nsec);
}

const char *sum_digits(GChecksum *sum)
{
    return g_checksum_get_string(sum);
}
