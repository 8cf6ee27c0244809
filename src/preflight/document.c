/*
 * A PDF file as objects. libqpdf would give them too, but it mends what it reads and
 * hides how: PDF/A's clauses on the bytes themselves (6.1) could not be checked; it takes
 * 1.4 s for the 60,000 objects that 20,000 tagged names are; and the file was written
 * with it, so that what it is blind to would be missed twice. Objects are read when first
 * asked for and kept; a stream's bytes stay where they are in the file.
 */
#include "preflight/document.h"

#include <string.h>

/* An object is looked at once; where broken ones run into each other, reading stops after
 * as many bytes as the file has, eight times, and these. */
#define LEAST_WORK ((size_t)64 << 20)
#define LEAST_KEPT ((size_t)32 << 20)
enum { MOST_STEPS = 32 };

static bool text_at(const Document *document, size_t at, const char *text)
{
    size_t length = strlen(text);
    return at <= document->bytes.length && document->bytes.length - at >= length &&
           memcmp(document->bytes.start + at, text, length) == 0;
}

static char byte_at(const Document *document, size_t at)
{
    return at < document->bytes.length ? document->bytes.start[at] : '\0';
}

/* The bytes of one end of line at `at`: 0, 1 or 2. */
static size_t line_end(const Document *document, size_t at)
{
    char c = byte_at(document, at);
    if (c == '\r')
        return byte_at(document, at + 1) == '\n' ? 2 : 1;
    return c == '\n';
}

static void header_read(Document *document)
{
    Frame *frame = &document->frame;
    size_t at = frame->header_at + 5;
    if (g_ascii_isdigit(byte_at(document, at)) && byte_at(document, at + 1) == '.' &&
        g_ascii_isdigit(byte_at(document, at + 2)))
        memcpy(frame->version, document->bytes.start + at, 3);
    at += 3;
    size_t end = line_end(document, at);
    frame->header_line = frame->version[0] && end > 0;
    at += end;
    frame->binary_comment = byte_at(document, at) == '%';
    for (size_t i = 1; i <= 4; i++)
        if ((unsigned char)byte_at(document, at + i) < 128)
            frame->binary_comment = false;
}

static void tail_read(Document *document)
{
    size_t at = document->bytes.length;
    document->frame.after_eof = SIZE_MAX;
    for (size_t back = 0; at > 0 && back < 4096; at--, back++) {
        if (!text_at(document, at - 1, "%%EOF"))
            continue;
        size_t end = at + 4;
        document->frame.after_eof =
            document->bytes.length - end - line_end(document, end);
        return;
    }
}

Document *document_open(Arena *arena, Bytes bytes)
{
    Document *document = arena_one(arena, Document);
    *document = (Document){.arena = arena, .bytes = bytes};
    size_t most = MIN(bytes.length, 1024);
    size_t at = 0;
    while (at < most && !text_at(document, at, "%PDF-"))
        at++;
    if (at >= most)
        return NULL;
    document->frame.header_at = at;
    document->found = NULL;
    header_read(document);
    tail_read(document);
    if (xref_load(document))
        return document;
    document_close(document);
    return NULL;
}

void document_close(Document *document)
{
    if (document)
        g_clear_pointer(&document->found, g_array_unref);
}

/* The end of a stream whose length is wrong: where its "endstream" begins. */
static size_t stream_search(const Document *document, size_t start)
{
    return MIN(bytes_search(document->bytes, start, "endstream"),
               document->bytes.length);
}

/* The bytes before "endstream" without the end of line that belongs to it. */
static size_t stream_trim(const Document *document, size_t start, size_t end)
{
    if (end > start && document->bytes.start[end - 1] == '\n')
        end--;
    if (end > start && document->bytes.start[end - 1] == '\r')
        end--;
    return end;
}

/* Reads the stream whose keyword ends before lexer->at. */
static void stream_read(Document *document, Lexer *lexer, Value *value)
{
    size_t start = lexer->at, end_of_line = line_end(document, start);
    if (end_of_line == 0 || (end_of_line == 1 && byte_at(document, start) == '\r'))
        lexer->oddities |= ODD_STREAM_START;
    start = MIN(start + end_of_line, document->bytes.length);
    double wanted =
        document_number(document, document_find(document, value, "Length"), -1);
    size_t end = SIZE_MAX;
    if (wanted >= 0 && wanted <= (double)(document->bytes.length - start))
        end = start + (size_t)wanted;
    size_t keyword = end == SIZE_MAX ? end : end + line_end(document, end);
    if (end == SIZE_MAX || !text_at(document, keyword, "endstream")) {
        keyword = stream_search(document, start);
        end = stream_trim(document, start, keyword);
        lexer->oddities |= ODD_STREAM_LENGTH;
    } else if (keyword == end)
        lexer->oddities |= ODD_STREAM_END;
    lexer->at = MIN(keyword + 9, document->bytes.length);
    Stream *stream = arena_one(document->arena, Stream);
    *stream = (Stream){*value, {document->bytes.start + start, end - start}};
    *value = (Value){.kind = VALUE_STREAM, .as.stream = stream};
}

/* Whether "n g obj" at `offset` has the form that PDF/A asks for: single spaces, on a
 * line of its own. */
static bool header_is_plain(const Document *document, size_t offset, size_t after)
{
    char before = offset > 0 ? byte_at(document, offset - 1) : '\n';
    if (before != '\n' && before != '\r')
        return false;
    size_t at = offset;
    for (int i = 0; i < 2; i++) {
        while (g_ascii_isdigit(byte_at(document, at)))
            at++;
        if (byte_at(document, at++) != ' ')
            return false;
    }
    return text_at(document, at, "obj") && at + 3 == after &&
           line_end(document, after) > 0;
}

/* Passes over "n g obj"; false when it is not there, or of another object. */
static bool header_pass(Lexer *lexer, unsigned number)
{
    Value words[3];
    lexer->references = false;
    for (int i = 0; i < 3; i++)
        if (!lexer_read(lexer, &words[i]))
            return false;
    lexer->references = true;
    return words[0].kind == VALUE_INTEGER && words[0].as.number == number &&
           words[1].kind == VALUE_INTEGER && value_is_keyword(&words[2], "obj");
}

/* "endobj" on a line of its own. */
static void end_check(const Document *document, Lexer *lexer)
{
    Value word;
    size_t before = lexer->at;
    bool broken = before < document->bytes.length && line_end(document, before) > 0;
    lexer_blank(lexer);
    size_t at = lexer->at;
    if (at > 0 &&
        (byte_at(document, at - 1) == '\n' || byte_at(document, at - 1) == '\r'))
        broken = true;
    if (!lexer_read(lexer, &word) || !value_is_keyword(&word, "endobj"))
        lexer->oddities |= ODD_SYNTAX;
    else if (!broken || line_end(document, lexer->at) == 0)
        lexer->oddities |= ODD_HEADER;
}

bool object_read(Document *document, size_t offset, unsigned number, Value *value,
                 unsigned *oddities)
{
    size_t most = document->bytes.length * 8 + LEAST_WORK;
    if (offset >= document->bytes.length || document->work > most) {
        document->given_up = document->given_up || document->work > most;
        return false;
    }
    Lexer lexer;
    lexer_init(&lexer, document->arena, document->bytes, true);
    lexer.at = offset;
    lexer_blank(&lexer);
    size_t start = lexer.at;
    bool good = header_pass(&lexer, number);
    if (good) {
        if (start != offset || !header_is_plain(document, start, lexer.at))
            lexer.oddities |= ODD_HEADER;
        good = lexer_read(&lexer, value);
        size_t after = lexer.at;
        lexer_blank(&lexer);
        if (good && value->kind == VALUE_DICTIONARY &&
            text_at(document, lexer.at, "stream")) {
            lexer.at += 6;
            stream_read(document, &lexer, value);
        } else
            lexer.at = after;
        end_check(document, &lexer);
        *oddities |= lexer.oddities;
    }
    document->work += lexer.at - MIN(offset, lexer.at);
    lexer_clear(&lexer);
    return good;
}

bool document_keep(Document *document, size_t length)
{
    document->kept += length;
    return document->kept <= LEAST_KEPT + document->bytes.length * 16;
}

/* Objects number `first` and on of an object stream, each its place in it. */
static void packed_read(Document *document, unsigned stream_number)
{
    const Value *value = document_object(document, stream_number);
    if (value->kind != VALUE_STREAM)
        return;
    const char *why;
    Xref *stream = &document->objects[stream_number];
    if (stream->opened)
        return;
    stream->opened = true;
    g_autoptr(GByteArray) bytes = stream_decode(document, value->as.stream, &why);
    if (!bytes || !document_keep(document, bytes->len))
        return;
    double n = document_number(document, document_find(document, value, "N"), 0);
    double first =
        document_number(document, document_find(document, value, "First"), 0);
    char *kept = arena_copy(document->arena, bytes->data, bytes->len);
    Bytes all = {kept, bytes->len};
    Lexer heads, bodies;
    lexer_init(&heads, document->arena, all, false);
    lexer_init(&bodies, document->arena, all, true);
    for (unsigned i = 0; i < n; i++) {
        Value number, offset;
        if (!lexer_read(&heads, &number) || !lexer_read(&heads, &offset) ||
            number.kind != VALUE_INTEGER || offset.kind != VALUE_INTEGER ||
            number.as.number < 0 || number.as.number >= document->n_objects ||
            offset.as.number < 0 || first + offset.as.number >= all.length)
            break;
        Xref *xref = &document->objects[(unsigned)number.as.number];
        if (xref->kind != XREF_PACKED || xref->at != stream_number || xref->loaded)
            continue;
        bodies.at = (size_t)(first + offset.as.number);
        bodies.oddities = 0;
        xref->loaded = lexer_read(&bodies, &xref->value);
        xref->oddities = bodies.oddities;
    }
    lexer_clear(&heads);
    lexer_clear(&bodies);
}

const Value *document_object(Document *document, unsigned number)
{
    if (number >= document->n_objects)
        return &value_null;
    Xref *xref = &document->objects[number];
    if (xref->loaded)
        return &xref->value;
    if (xref->loading)
        return &value_null;
    xref->loading = true;
    if (xref->kind == XREF_PACKED && xref->at < document->n_objects &&
        document->objects[xref->at].kind == XREF_OFFSET)
        packed_read(document, (unsigned)xref->at);
    else if (xref->kind == XREF_OFFSET &&
             !object_read(document, xref->at, number, &xref->value, &xref->oddities)) {
        xref->oddities |= ODD_MISSING;
        size_t found = xref_search(document, number);
        if (!found ||
            !object_read(document, found - 1, number, &xref->value, &xref->oddities))
            xref->value = value_null;
    }
    xref->loading = false;
    xref->loaded = true;
    return &xref->value;
}

const Value *document_resolve(Document *document, const Value *value)
{
    for (int i = 0; i < MOST_STEPS && value->kind == VALUE_REFERENCE; i++)
        value = document_object(document, value->as.object);
    return value->kind == VALUE_REFERENCE ? &value_null : value;
}

const Value *document_find(Document *document, const Value *dictionary, const char *key)
{
    return document_resolve(document, dictionary_find(dictionary, key));
}

size_t array_length(const Value *array)
{
    return array->kind == VALUE_ARRAY ? array->as.array.n : 0;
}

const Value *document_item(Document *document, const Value *array, size_t index)
{
    if (index >= array_length(array))
        return &value_null;
    return document_resolve(document, &array->as.array.items[index]);
}

double document_number(Document *document, const Value *value, double other)
{
    value = document_resolve(document, value);
    return value_is_number(value) ? value->as.number : other;
}
