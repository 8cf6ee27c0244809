/*
 * Values and what is asked of them. A dictionary is searched from its front: those of
 * real files have a dozen keys, and the array is smaller than any table of them.
 */
#include "preflight/value.h"

#include <string.h>

const Value value_null = {.kind = VALUE_NULL};

bool bytes_are(Bytes bytes, const char *text)
{
    size_t length = strlen(text);
    return bytes.length == length && memcmp(bytes.start, text, length) == 0;
}

bool bytes_equal(Bytes a, Bytes b)
{
    return a.length == b.length &&
           (a.length == 0 || memcmp(a.start, b.start, a.length) == 0);
}

size_t bytes_search(Bytes bytes, size_t from, const char *text)
{
    size_t length = strlen(text);
    while (from < bytes.length && bytes.length - from >= length) {
        size_t room = bytes.length - from - length + 1;
        const char *first = memchr(bytes.start + from, text[0], room);
        if (!first)
            break;
        if (memcmp(first, text, length) == 0)
            return (size_t)(first - bytes.start);
        from = (size_t)(first - bytes.start) + 1;
    }
    return SIZE_MAX;
}

bool value_is_name(const Value *value, const char *text)
{
    return value->kind == VALUE_NAME && bytes_are(value->as.bytes, text);
}

bool value_is_keyword(const Value *value, const char *text)
{
    return value->kind == VALUE_KEYWORD && bytes_are(value->as.bytes, text);
}

bool value_is_number(const Value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_REAL;
}

const Value *dictionary_find(const Value *dictionary, const char *key)
{
    if (dictionary->kind == VALUE_STREAM)
        dictionary = &dictionary->as.stream->dictionary;
    if (dictionary->kind != VALUE_DICTIONARY)
        return &value_null;
    for (size_t i = 0; i < dictionary->as.dictionary.n; i++)
        if (bytes_are(dictionary->as.dictionary.entries[i].key, key))
            return &dictionary->as.dictionary.entries[i].value;
    return &value_null;
}

/* What PDFDocEncoding has from 0x18 to 0x1F and from 0x80 to 0xA0, otherwise than
 * Latin-1. */
static const gunichar doc_low[] = {0x2D8, 0x2C7, 0x2C6, 0x2D9,
                                   0x2DD, 0x2DB, 0x2DA, 0x2DC};
static const gunichar doc_high[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039,
    0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
    0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160, 0x0178, 0x017D, 0x0131,
    0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC};

static gunichar doc_character(unsigned char byte)
{
    if (byte >= 0x18 && byte < 0x20)
        return doc_low[byte - 0x18];
    if (byte >= 0x80 && byte <= 0xA0)
        return doc_high[byte - 0x80];
    return byte ? byte : 0xFFFD;
}

static const char *text_from_utf16(Arena *arena, Bytes bytes, bool big)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 2; i + 1 < bytes.length; i += 2) {
        unsigned char a = (unsigned char)bytes.start[i + !big];
        unsigned char b = (unsigned char)bytes.start[i + big];
        gunichar c = (gunichar)(a << 8 | b);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.length) {
            i += 2;
            a = (unsigned char)bytes.start[i + !big];
            b = (unsigned char)bytes.start[i + big];
            c = 0x10000 + ((c & 0x3FF) << 10) + ((gunichar)(a << 8 | b) & 0x3FF);
        }
        g_string_append_unichar(text, g_unichar_validate(c) && c ? c : 0xFFFD);
    }
    return arena_text(arena, text->str, text->len);
}

const char *value_text(Arena *arena, const Value *value)
{
    if (value->kind != VALUE_STRING)
        return "";
    Bytes bytes = value->as.bytes;
    if (bytes.length >= 2 && memcmp(bytes.start, "\xFE\xFF", 2) == 0)
        return text_from_utf16(arena, bytes, true);
    if (bytes.length >= 2 && memcmp(bytes.start, "\xFF\xFE", 2) == 0)
        return text_from_utf16(arena, bytes, false);
    if (bytes.length >= 3 && memcmp(bytes.start, "\xEF\xBB\xBF", 3) == 0 &&
        g_utf8_validate(bytes.start, (gssize)bytes.length, NULL))
        return arena_text(arena, bytes.start + 3, bytes.length - 3);
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < bytes.length; i++)
        g_string_append_unichar(text, doc_character((unsigned char)bytes.start[i]));
    return arena_text(arena, text->str, text->len);
}

const char *value_name(Arena *arena, const Value *value)
{
    if (value->kind != VALUE_NAME)
        return "";
    g_autofree char *valid = g_utf8_make_valid(
        value->as.bytes.start, (gssize)MIN(value->as.bytes.length, 127));
    return arena_string(arena, valid);
}
