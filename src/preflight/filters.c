/*
 * Undoing the filters of a stream (ISO 32000-1, 7.4), with a bound: what a stream and all
 * streams of a file together may become, so that a small file cannot stand for gigabytes.
 * Flate is zlib's; the others are a few lines each. LZW, which PDF/A and PDF/X forbid, and
 * the codecs of images are not undone.
 */
#include "preflight/document.h"

#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#define MOST_BYTES ((size_t)64 << 20)
#define LEAST_OF_ALL ((size_t)256 << 20)
enum { MOST_FILTERS = 8 };

static bool room_left(const GByteArray *out)
{
    return out->len < MOST_BYTES;
}

/* What can be inflated; the rest of damaged data is lost, as readers do. */
static GByteArray *flate_undo(Bytes raw, const char **why)
{
    z_stream zlib = {.next_in = (const Bytef *)raw.start,
                     .avail_in = (uInt)MIN(raw.length, UINT_MAX)};
    GByteArray *out = g_byte_array_new();
    guint8 buffer[32768];
    int result = inflateInit(&zlib);
    while (result == Z_OK && room_left(out)) {
        zlib.next_out = buffer;
        zlib.avail_out = sizeof buffer;
        result = inflate(&zlib, Z_NO_FLUSH);
        g_byte_array_append(out, buffer, (guint)(sizeof buffer - zlib.avail_out));
    }
    inflateEnd(&zlib);
    if (result != Z_OK && result != Z_STREAM_END)
        *why = "its Flate data is damaged";
    if (*why && out->len == 0)
        g_clear_pointer(&out, g_byte_array_unref);
    return out;
}

static int paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* A row of PNG's prediction, in place; `before` is the row above it. */
static void row_undo(guint8 *row, const guint8 *before, size_t length, size_t step,
                     int kind)
{
    for (size_t i = 0; i < length; i++) {
        int left = i >= step ? row[i - step] : 0, up = before[i];
        int corner = i >= step ? before[i - step] : 0;
        int add = kind == 1   ? left
                  : kind == 2 ? up
                  : kind == 3 ? (left + up) / 2
                  : kind == 4 ? paeth(left, up, corner)
                              : 0;
        row[i] = (guint8)(row[i] + add);
    }
}

static GByteArray *prediction_undo(Document *document, const Value *parameters,
                                   GByteArray *bytes)
{
    double predictor =
        document_number(document, dictionary_find(parameters, "Predictor"), 1);
    double colors = document_number(document, dictionary_find(parameters, "Colors"), 1);
    double bits =
        document_number(document, dictionary_find(parameters, "BitsPerComponent"), 8);
    double columns =
        document_number(document, dictionary_find(parameters, "Columns"), 1);
    if (predictor < 10 || !(colors >= 1 && colors <= 32 && bits >= 1 && bits <= 16 &&
                            columns >= 1 && columns <= 1e7))
        return bytes;
    size_t step = MAX(1, (size_t)(colors * bits / 8));
    size_t length = (size_t)((colors * bits * columns + 7) / 8);
    GByteArray *out = g_byte_array_sized_new(bytes->len);
    g_autofree guint8 *before = g_malloc0(length);
    for (size_t at = 0; at + 1 < bytes->len; at += length + 1) {
        size_t n = MIN(length, bytes->len - at - 1);
        row_undo(bytes->data + at + 1, before, n, step, bytes->data[at]);
        g_byte_array_append(out, bytes->data + at + 1, (guint)n);
        memcpy(before, bytes->data + at + 1, n);
    }
    g_byte_array_unref(bytes);
    return out;
}

static GByteArray *hex_undo(Bytes raw)
{
    GByteArray *out = g_byte_array_new();
    int high = -1;
    for (size_t i = 0; i < raw.length && raw.start[i] != '>'; i++) {
        int digit = g_ascii_xdigit_value(raw.start[i]);
        if (digit < 0)
            continue;
        guint8 byte = (guint8)(high * 16 + digit);
        if (high >= 0)
            g_byte_array_append(out, &byte, 1);
        high = high < 0 ? digit : -1;
    }
    guint8 last = (guint8)(high * 16);
    if (high >= 0)
        g_byte_array_append(out, &last, 1);
    return out;
}

static GByteArray *base85_undo(Bytes raw)
{
    GByteArray *out = g_byte_array_new();
    guint32 word = 0;
    unsigned n = 0;
    for (size_t i = 0; i < raw.length && raw.start[i] != '~'; i++) {
        char c = raw.start[i];
        if (c == 'z' && n == 0)
            g_byte_array_append(out, (const guint8 *)"\0\0\0\0", 4);
        if (c < '!' || c > 'u')
            continue;
        word = word * 85 + (guint32)(c - '!');
        if (++n < 5)
            continue;
        const guint8 four[] = {word >> 24, word >> 16 & 255, word >> 8 & 255,
                               word & 255};
        g_byte_array_append(out, four, 4);
        word = n = 0;
    }
    for (unsigned i = n; n > 1 && i < 5; i++)
        word = word * 85 + 84;
    const guint8 rest[] = {word >> 24, word >> 16 & 255, word >> 8 & 255};
    if (n > 1)
        g_byte_array_append(out, rest, n - 1);
    return out;
}

static GByteArray *runs_undo(Bytes raw)
{
    GByteArray *out = g_byte_array_new();
    for (size_t i = 0; i + 1 < raw.length && room_left(out);) {
        unsigned char n = (unsigned char)raw.start[i++];
        if (n == 128)
            break;
        if (n < 128) {
            size_t length = MIN((size_t)n + 1, raw.length - i);
            g_byte_array_append(out, (const guint8 *)raw.start + i, (guint)length);
            i += length;
        } else {
            for (unsigned k = n; k < 257; k++)
                g_byte_array_append(out, (const guint8 *)raw.start + i, 1);
            i++;
        }
    }
    return out;
}

/* One filter by its name, short or long. */
static GByteArray *filter_undo(Document *document, const Value *filter,
                               const Value *parameters, Bytes raw, const char **why)
{
    if (value_is_name(filter, "FlateDecode") || value_is_name(filter, "Fl")) {
        GByteArray *out = flate_undo(raw, why);
        return out ? prediction_undo(document, parameters, out) : NULL;
    }
    if (value_is_name(filter, "ASCIIHexDecode") || value_is_name(filter, "AHx"))
        return hex_undo(raw);
    if (value_is_name(filter, "ASCII85Decode") || value_is_name(filter, "A85"))
        return base85_undo(raw);
    if (value_is_name(filter, "RunLengthDecode") || value_is_name(filter, "RL"))
        return runs_undo(raw);
    *why = value_name(document->arena, filter);
    return NULL;
}

static const Value *either(Document *document, const Value *dictionary,
                           const char *long_key, const char *short_key)
{
    const Value *value = document_find(document, dictionary, long_key);
    return value->kind ? value : document_find(document, dictionary, short_key);
}

GByteArray *bytes_decode(Document *document, const Value *dictionary, Bytes raw,
                         const char **why)
{
    const Value *filters = either(document, dictionary, "Filter", "F");
    const Value *parameters = either(document, dictionary, "DecodeParms", "DP");
    size_t n = filters->kind == VALUE_NAME ? 1 : array_length(filters);
    GByteArray *bytes = NULL;
    *why = "it is too large";
    if (document->unpacked > LEAST_OF_ALL + document->bytes.length * 64)
        return NULL;
    *why = NULL;
    for (size_t i = 0; i < MIN(n, MOST_FILTERS); i++) {
        const Value *filter =
            filters->kind == VALUE_NAME ? filters : document_item(document, filters, i);
        const Value *set = parameters->kind == VALUE_ARRAY
                               ? document_item(document, parameters, i)
                               : parameters;
        Bytes input = bytes ? (Bytes){(char *)bytes->data, bytes->len} : raw;
        const char *problem = NULL;
        GByteArray *next = filter_undo(document, filter, set, input, &problem);
        if (problem)
            *why = problem;
        g_clear_pointer(&bytes, g_byte_array_unref);
        if (!next)
            return NULL;
        bytes = next;
    }
    if (!bytes) {
        bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)raw.start, (guint)raw.length);
    }
    document->unpacked += bytes->len;
    if (room_left(bytes))
        return bytes;
    *why = "it is too large";
    g_byte_array_unref(bytes);
    return NULL;
}

GByteArray *stream_decode(Document *document, const Stream *stream, const char **why)
{
    return bytes_decode(document, &stream->dictionary, stream->raw, why);
}
