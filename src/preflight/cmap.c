/*
 * CMaps (Adobe's Technical Note 5014; ISO 32000-1, 9.7.5 and 9.10.3): PostScript of a few
 * words, of which those count that stand between begin… and end…. They are read with the
 * reader of values: <…> is a string, what is no value is a keyword.
 */
#include "preflight/cmap.h"

#include <stdlib.h>

enum { MOST_RANGES = 1 << 17 };

typedef struct CMapReader {
    Arena *arena;
    Lexer lexer;
    GArray *spaces, *ranges;
    CMap *cmap;
} CMapReader;

static guint32 code_of(Bytes bytes)
{
    guint32 code = 0;
    for (size_t i = 0; i < MIN(bytes.length, 4); i++)
        code = code << 8 | (unsigned char)bytes.start[i];
    return code;
}

static void range_add(CMapReader *reader, guint32 low, guint32 high, const Value *to)
{
    CMapRange range = {.low = low, .high = high};
    if (to->kind == VALUE_STRING)
        range.text = to->as.bytes;
    else if (to->kind == VALUE_INTEGER)
        range.cid = to->as.number;
    if (reader->ranges->len < MOST_RANGES && low <= high)
        g_array_append_val(reader->ranges, range);
}

/* A range whose characters are listed one by one. */
static void list_add(CMapReader *reader, guint32 low, const Value *list)
{
    for (size_t i = 0; i < list->as.array.n && i < 65536; i++)
        range_add(reader, low + (guint32)i, low + (guint32)i, &list->as.array.items[i]);
}

/* The rows up to the word that ends them: of two values, or three. */
static void rows_read(CMapReader *reader, unsigned n, bool is_space)
{
    Value row[3];
    for (;;) {
        for (unsigned i = 0; i < n; i++)
            if (!lexer_read(&reader->lexer, &row[i]) || row[i].kind == VALUE_KEYWORD)
                return;
        if (row[0].kind != VALUE_STRING)
            continue;
        guint32 low = code_of(row[0].as.bytes);
        guint32 high = row[1].kind == VALUE_STRING && (n == 3 || is_space)
                           ? code_of(row[1].as.bytes)
                           : low;
        CMapSpace space = {low, high, (unsigned)MIN(row[0].as.bytes.length, 4)};
        if (is_space && reader->spaces->len < 100 && space.width > 0)
            g_array_append_val(reader->spaces, space);
        else if (!is_space && row[n - 1].kind == VALUE_ARRAY)
            list_add(reader, low, &row[n - 1]);
        else if (!is_space)
            range_add(reader, low, high, &row[n - 1]);
    }
}

static int range_compare(const void *a, const void *b)
{
    const CMapRange *one = a, *two = b;
    return one->low < two->low ? -1 : one->low > two->low;
}

static void words_read(CMapReader *reader)
{
    Value value, before = value_null, before_that = value_null;
    while (lexer_read(&reader->lexer, &value)) {
        if (value_is_keyword(&value, "begincodespacerange"))
            rows_read(reader, 2, true);
        else if (value_is_keyword(&value, "beginbfchar") ||
                 value_is_keyword(&value, "begincidchar"))
            rows_read(reader, 2, false);
        else if (value_is_keyword(&value, "beginbfrange") ||
                 value_is_keyword(&value, "begincidrange"))
            rows_read(reader, 3, false);
        else if (value_is_keyword(&value, "usecmap"))
            reader->cmap->inherits = true;
        else if (value_is_keyword(&value, "def") &&
                 value_is_name(&before_that, "WMode"))
            reader->cmap->vertical = before.as.number == 1;
        else if (value_is_name(&value, "CIDSystemInfo"))
            reader->cmap->registry = true;
        before_that = before;
        before = value;
    }
}

const CMap *cmap_read(Arena *arena, Bytes bytes)
{
    CMapReader reader = {.arena = arena,
                         .spaces = g_array_new(FALSE, FALSE, sizeof(CMapSpace)),
                         .ranges = g_array_new(FALSE, FALSE, sizeof(CMapRange)),
                         .cmap = arena_one(arena, CMap)};
    Bytes copy = {arena_text(arena, bytes.start, bytes.length), bytes.length};
    lexer_init(&reader.lexer, arena, copy, false);
    words_read(&reader);
    lexer_clear(&reader.lexer);
    CMap *cmap = reader.cmap;
    cmap->n_spaces = reader.spaces->len;
    cmap->n_ranges = reader.ranges->len;
    if (cmap->n_ranges)
        qsort(reader.ranges->data, cmap->n_ranges, sizeof(CMapRange), range_compare);
    cmap->spaces =
        arena_copy(arena, reader.spaces->data, cmap->n_spaces * sizeof(CMapSpace));
    cmap->ranges =
        arena_copy(arena, reader.ranges->data, cmap->n_ranges * sizeof(CMapRange));
    g_array_unref(reader.spaces);
    g_array_unref(reader.ranges);
    return cmap;
}

guint32 cmap_next(const CMap *cmap, Bytes string, size_t *at, unsigned *width)
{
    Bytes rest = {string.start + *at, string.length - *at};
    for (unsigned n = 1; cmap && cmap->n_spaces && n <= MIN(rest.length, 4); n++) {
        guint32 code = code_of((Bytes){rest.start, n});
        for (size_t i = 0; i < cmap->n_spaces; i++) {
            const CMapSpace *space = &cmap->spaces[i];
            if (space->width == n && code >= space->low && code <= space->high) {
                *at += *width = n;
                return code;
            }
        }
    }
    *width = (unsigned)MIN(rest.length, 2);
    *at += *width;
    return code_of((Bytes){rest.start, *width});
}

const CMapRange *cmap_find(const CMap *cmap, guint32 code)
{
    size_t low = 0, high = cmap->n_ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cmap->ranges[middle].low <= code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || cmap->ranges[low - 1].high < code)
        return NULL;
    return &cmap->ranges[low - 1];
}

bool cmap_text(const CMap *cmap, guint32 code, GString *out)
{
    const CMapRange *range = cmap_find(cmap, code);
    if (!range || range->text.length < 2)
        return false;
    Bytes text = range->text;
    for (size_t i = 0; i + 1 < text.length; i += 2) {
        guint32 unit = (guint32)((unsigned char)text.start[i] << 8 |
                                 (unsigned char)text.start[i + 1]);
        if (i + 3 < text.length && unit >= 0xD800 && unit < 0xDC00) {
            i += 2;
            unit = 0x10000 + ((unit & 0x3FF) << 10) +
                   ((guint32)((unsigned char)text.start[i] << 8 |
                              (unsigned char)text.start[i + 1]) &
                    0x3FF);
        }
        if (i + 3 >= text.length)
            unit += code - range->low;
        if (unit && g_unichar_validate(unit))
            g_string_append_unichar(out, unit);
        else
            g_string_append_unichar(out, 0xFFFE);
    }
    return true;
}
