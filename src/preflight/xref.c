/*
 * The cross-reference (ISO 32000-1, 7.5.4 and 7.5.8): tables and streams from the newest
 * to the oldest, the first word on an object being the last one written. Where it leads
 * nowhere, the file is searched once for "n g obj", as every reader of broken files does.
 */
#include "preflight/document.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SECTIONS = 512, MOST_ROWS = 1 << 18 };

/* An object met by a search. */
typedef struct Found {
    unsigned number;
    size_t at;
} Found;

/* Whether there can be an object of this number in the file; makes room for it. */
static bool number_reserve(Document *document, double number)
{
    double most = MAX(MOST_ROWS, document->bytes.length / 4);
    if (!(number >= 0 && number < most))
        return false;
    if (number < document->n_objects)
        return true;
    unsigned n = MAX((unsigned)number + 1, document->n_objects * 2);
    n = MIN(MAX(n, 64), (unsigned)most);
    Xref *objects = arena_array(document->arena, Xref, n);
    if (document->n_objects)
        memcpy(objects, document->objects, document->n_objects * sizeof *objects);
    document->objects = objects;
    document->n_objects = n;
    return true;
}

static void row_put(Document *document, double number, XrefKind kind, double at,
                    double index)
{
    if (!number_reserve(document, number) || !(at >= 0 && at < 1e15) ||
        !(index >= 0 && index < 4e9))
        return;
    Xref *xref = &document->objects[(unsigned)number];
    if (xref->kind == XREF_NONE)
        *xref = (Xref){.kind = kind, .at = (size_t)at, .index = (unsigned)index};
}

/* Whether the row of a table is "nnnnnnnnnn ggggg n" and two bytes of line end. */
static bool row_is_plain(const char *row)
{
    for (int i = 0; i < 16; i++)
        if (i == 10 ? row[i] != ' ' : !g_ascii_isdigit(row[i]))
            return false;
    bool end = (row[18] == ' ' && (row[19] == '\r' || row[19] == '\n')) ||
               (row[18] == '\r' && row[19] == '\n');
    return row[16] == ' ' && (row[17] == 'n' || row[17] == 'f') && end;
}

/* A row read word by word; false: it is none. */
static bool row_read(Document *document, Lexer *lexer, double number)
{
    Value at, generation, word;
    if (!lexer_read(lexer, &at) || at.kind != VALUE_INTEGER ||
        !lexer_read(lexer, &generation) || generation.kind != VALUE_INTEGER ||
        !lexer_read(lexer, &word) || word.kind != VALUE_KEYWORD)
        return false;
    bool used = value_is_keyword(&word, "n");
    row_put(document, number, used ? XREF_OFFSET : XREF_FREE, at.as.number,
            generation.as.number);
    return true;
}

/* "first count" on a line by itself, with one space. */
static bool section_is_plain(const Lexer *lexer, size_t start)
{
    size_t at = start, n_spaces = 0;
    for (; at < lexer->at; at++)
        n_spaces += lexer->bytes[at] == ' ';
    char next = at < lexer->length ? lexer->bytes[at] : '\0';
    return n_spaces == 1 && (next == '\n' || next == '\r');
}

static bool section_read(Document *document, Lexer *lexer, const Value *first)
{
    Value count;
    size_t start = lexer->at - 1;
    while (start > 0 && g_ascii_isdigit(lexer->bytes[start - 1]))
        start--;
    if (!lexer_read(lexer, &count) || count.kind != VALUE_INTEGER)
        return false;
    if (!section_is_plain(lexer, start))
        document->frame.xref_odd = true;
    lexer_blank(lexer);
    for (double i = 0; i < count.as.number; i++) {
        bool plain =
            lexer->length - lexer->at >= 20 && row_is_plain(lexer->bytes + lexer->at);
        size_t row = lexer->at;
        if (!row_read(document, lexer, first->as.number + i))
            return false;
        if (!plain)
            document->frame.xref_odd = true;
        lexer->at = plain ? row + 20 : lexer->at;
        if (!plain)
            lexer_blank(lexer);
    }
    return true;
}

/* A table, the lexer behind "xref"; its trailer goes to *trailer. */
static bool table_read(Document *document, Lexer *lexer, Value *trailer)
{
    char next = lexer->at < lexer->length ? lexer->bytes[lexer->at] : '\0';
    size_t after = lexer->at;
    lexer_blank(lexer);
    if ((next != '\n' && next != '\r') || lexer->at - after > 2 ||
        (lexer->at - after == 2 && next == '\n'))
        document->frame.xref_odd = true;
    Value word;
    while (lexer_read(lexer, &word)) {
        if (value_is_keyword(&word, "trailer")) {
            lexer->references = true;
            return lexer_read(lexer, trailer) && trailer->kind == VALUE_DICTIONARY;
        }
        if (word.kind != VALUE_INTEGER || !section_read(document, lexer, &word))
            return false;
    }
    return false;
}

static double field_read(const guint8 *bytes, unsigned width)
{
    double value = 0;
    for (unsigned i = 0; i < width; i++)
        value = value * 256 + bytes[i];
    return value;
}

static void stream_rows(Document *document, const Value *dictionary,
                        const GByteArray *bytes, const unsigned *widths)
{
    unsigned width = widths[0] + widths[1] + widths[2];
    const Value *index = dictionary_find(dictionary, "Index");
    size_t at = 0;
    for (size_t i = 0; i < MAX(array_length(index), 2) && width; i += 2) {
        bool whole = array_length(index) < 2;
        double first =
            whole ? 0 : document_number(document, &index->as.array.items[i], 0);
        double count =
            whole || i + 1 >= array_length(index)
                ? 1e9
                : document_number(document, &index->as.array.items[i + 1], 0);
        for (double k = 0; k < count && at + width <= bytes->len; k++, at += width) {
            const guint8 *row = bytes->data + at;
            double kind = widths[0] ? field_read(row, widths[0]) : 1;
            row_put(document, first + k,
                    kind == 1   ? XREF_OFFSET
                    : kind == 2 ? XREF_PACKED
                                : XREF_FREE,
                    field_read(row + widths[0], widths[1]),
                    field_read(row + widths[0] + widths[1], widths[2]));
        }
    }
}

/* A cross-reference stream at `offset`; its dictionary goes to *trailer. */
static bool xref_stream_read(Document *document, size_t offset, Value *trailer)
{
    Value value;
    unsigned oddities = 0, widths[3];
    Lexer lexer;
    lexer_init(&lexer, document->arena, document->bytes, false);
    lexer.at = offset;
    bool good = lexer_read(&lexer, &value) && value.kind == VALUE_INTEGER &&
                value.as.number >= 0 && value.as.number < 4e9;
    lexer_clear(&lexer);
    if (!good ||
        !object_read(document, offset, (unsigned)value.as.number, &value, &oddities) ||
        value.kind != VALUE_STREAM)
        return false;
    const Value *width = dictionary_find(&value, "W");
    for (size_t i = 0; i < 3; i++) {
        double w = document_number(document, document_item(document, width, i), 0);
        widths[i] = w >= 0 && w <= 8 ? (unsigned)w : 0;
    }
    const char *why;
    GByteArray *bytes = stream_decode(document, value.as.stream, &why);
    if (!bytes)
        return false;
    *trailer = value.as.stream->dictionary;
    stream_rows(document, trailer, bytes, widths);
    g_byte_array_unref(bytes);
    document->frame.xref_stream = true;
    return true;
}

/* The section at `offset`, a table or a stream. */
static bool xref_read(Document *document, size_t offset, Value *trailer)
{
    Lexer lexer;
    lexer_init(&lexer, document->arena, document->bytes, false);
    lexer.at = offset;
    lexer_blank(&lexer);
    Value word;
    size_t start = lexer.at;
    bool good = false;
    if (start < document->bytes.length && lexer_read(&lexer, &word)) {
        if (value_is_keyword(&word, "xref"))
            good = table_read(document, &lexer, trailer);
        else
            good = xref_stream_read(document, start, trailer);
    }
    lexer_clear(&lexer);
    return good;
}

/* The offset that the last "startxref" names; false: there is none. */
static bool start_find(const Document *document, size_t *offset)
{
    Bytes bytes = document->bytes;
    size_t most = MIN(bytes.length, 4096);
    for (size_t i = 9; i <= most; i++) {
        const char *at = bytes.start + bytes.length - i;
        if (memcmp(at, "startxref", 9) != 0)
            continue;
        g_autofree char *number = g_strndup(at + 9, MIN(i - 9, 32));
        *offset = strtoull(number, NULL, 10) + document->frame.header_at;
        return *offset < bytes.length;
    }
    return false;
}

/* Follows /Prev from the newest section to the oldest. */
static bool chain_read(Document *document)
{
    size_t offset;
    if (!start_find(document, &offset))
        return false;
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    for (unsigned i = 0; i < MOST_SECTIONS; i++) {
        Value trailer, ignored;
        if (!g_hash_table_add(met, GSIZE_TO_POINTER(offset)) ||
            !xref_read(document, offset, &trailer))
            return false;
        if (i == 0)
            document->trailer = trailer;
        const Value *hybrid = dictionary_find(&trailer, "XRefStm");
        if (value_is_number(hybrid) && hybrid->as.number >= 0 &&
            hybrid->as.number < (double)document->bytes.length &&
            g_hash_table_add(met, GSIZE_TO_POINTER((gsize)hybrid->as.number)))
            xref_stream_read(document, (size_t)hybrid->as.number, &ignored);
        const Value *previous = dictionary_find(&trailer, "Prev");
        if (!value_is_number(previous))
            return true;
        if (!(previous->as.number >= 0 &&
              previous->as.number < (double)document->bytes.length))
            return false;
        offset = (size_t)previous->as.number + document->frame.header_at;
    }
    return false;
}

/* The start and number of "n g obj" that ends with "obj" at `at`; false: it is none. */
static bool header_back(Bytes bytes, size_t at, Found *found)
{
    size_t i = at, digits = 0;
    for (int part = 0; part < 2; part++) {
        size_t blank = i;
        while (i > 0 && byte_is_blank(bytes.start[i - 1]))
            i--;
        if (i == blank)
            return false;
        size_t end = i;
        while (i > 0 && g_ascii_isdigit(bytes.start[i - 1]))
            i--;
        digits = end - i;
        if (digits == 0 || digits > 10)
            return false;
    }
    double number = 0;
    for (size_t k = 0; k < digits; k++)
        number = number * 10 + (bytes.start[i + k] - '0');
    *found = (Found){number < 4e9 ? (unsigned)number : 0, i};
    return number < 4e9;
}

static int found_compare(const void *a, const void *b)
{
    const Found *one = a, *two = b;
    if (one->number != two->number)
        return one->number < two->number ? -1 : 1;
    return one->at < two->at ? -1 : one->at > two->at;
}

static void file_search(Document *document)
{
    document->searched = true;
    document->found = g_array_new(FALSE, FALSE, sizeof(Found));
    Bytes bytes = document->bytes;
    for (size_t at = 0; at < bytes.length;) {
        at = bytes_search(bytes, at, "obj");
        Found found;
        if (at != SIZE_MAX && header_back(bytes, at, &found))
            g_array_append_val(document->found, found);
        at = MIN(at, bytes.length) + 3;
    }
    if (document->found->len)
        qsort(document->found->data, document->found->len, sizeof(Found),
              found_compare);
}

size_t xref_search(Document *document, unsigned number)
{
    if (!document->searched)
        file_search(document);
    guint low = 0, high = document->found->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(document->found, Found, middle).number <= number)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || g_array_index(document->found, Found, low - 1).number != number)
        return 0;
    return g_array_index(document->found, Found, low - 1).at + 1;
}

/* The packed objects of the file's object streams, when there is no table of them. */
static void packed_list(Document *document, unsigned number, const Value *stream)
{
    const char *why;
    GByteArray *bytes = stream_decode(document, stream->as.stream, &why);
    if (!bytes)
        return;
    double n = document_number(document, document_find(document, stream, "N"), 0);
    Lexer lexer;
    lexer_init(&lexer, document->arena, (Bytes){(char *)bytes->data, bytes->len},
               false);
    Value value, offset;
    for (double i = 0; i < n && lexer_read(&lexer, &value) &&
                       value.kind == VALUE_INTEGER && lexer_read(&lexer, &offset);
         i++)
        row_put(document, value.as.number, XREF_PACKED, number, i);
    lexer_clear(&lexer);
    g_byte_array_unref(bytes);
}

/* The last trailer that names a catalog; else a catalog is made out among the objects. */
static void trailer_search(Document *document)
{
    Bytes bytes = document->bytes;
    for (size_t at = 0; at < bytes.length;) {
        at = bytes_search(bytes, at, "trailer");
        if (at == SIZE_MAX)
            break;
        at += 7;
        Lexer lexer;
        Value trailer;
        lexer_init(&lexer, document->arena, bytes, true);
        lexer.at = at;
        if (lexer_read(&lexer, &trailer) &&
            dictionary_find(&trailer, "Root")->kind == VALUE_REFERENCE)
            document->trailer = trailer;
        at = MAX(at, MIN(lexer.at, bytes.length));
        lexer_clear(&lexer);
    }
}

static void root_make(Document *document, unsigned number)
{
    Entry *entry = arena_one(document->arena, Entry);
    *entry = (Entry){{"Root", 4}, {.kind = VALUE_REFERENCE, .as.object = number}};
    document->trailer = (Value){.kind = VALUE_DICTIONARY, .as.dictionary = {entry, 1}};
}

static bool root_is_good(Document *document)
{
    const Value *root = document_find(document, &document->trailer, "Root");
    return document_find(document, root, "Pages")->kind == VALUE_DICTIONARY;
}

static void table_make(Document *document)
{
    document->frame.xref_lost = true;
    if (!document->searched)
        file_search(document);
    document->n_objects = 0;
    for (guint i = document->found->len; i-- > 0;) {
        const Found *found = &g_array_index(document->found, Found, i);
        row_put(document, found->number, XREF_OFFSET, (double)found->at, 0);
    }
    for (unsigned i = 0; i < document->n_objects; i++) {
        if (document->objects[i].kind != XREF_OFFSET)
            continue;
        const Value *value = document_object(document, i);
        if (value_is_name(dictionary_find(value, "Type"), "ObjStm") &&
            value->kind == VALUE_STREAM)
            packed_list(document, i, value);
    }
}

bool xref_load(Document *document)
{
    document->trailer = (Value){.kind = VALUE_DICTIONARY};
    if (chain_read(document) && root_is_good(document))
        return true;
    table_make(document);
    trailer_search(document);
    for (unsigned i = 0; i < document->n_objects && !root_is_good(document); i++) {
        const Value *value = document_object(document, i);
        if (value_is_name(dictionary_find(value, "Type"), "Catalog"))
            root_make(document, i);
        else if (value->kind == VALUE_STREAM &&
                 value_is_name(dictionary_find(value, "Type"), "XRef"))
            document->trailer = value->as.stream->dictionary;
    }
    return root_is_good(document);
}
