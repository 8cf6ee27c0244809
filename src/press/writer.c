/*
 * Writing a PDF (ISO 32000-1, 7.5). Streams stand by themselves; all other objects are
 * gathered by hundreds into object streams, which are packed; where each is stands in a
 * cross-reference stream at the end:
 *
 *     %PDF-1.6
 *     12 0 obj <</Length …>> stream … endstream endobj       pages, fonts, the profile
 *     90 0 obj <</Type/ObjStm …>> stream … endstream endobj  what is no stream
 *     91 0 obj <</Type/XRef …>> stream … endstream endobj
 *
 * libqpdf has a writer, and it was used first. But it holds every object as a tree of maps
 * and looks at each several times: with a structure of 40,000 elements that took four
 * times as long as drawing, and twice its memory. Elements are written as text here as
 * they are made; libqpdf keeps the hundred objects that come from cairo.
 *
 * PDF/A (ISO 19005-2, 6.1.7) wants a line's end before `endstream`, and identifiers in
 * the trailer, which are a sum of all that is written.
 */
#include "press/writer.h"

#include <stdlib.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "press/colour.h"
#include "press/scan.h"

/* LEVEL packs nearly as well as 9 does, in a fraction of the time. */
enum { PER_STREAM = 400, LEVEL = 3 };

/* Where an object is: at an offset of the file, or as which one of an object stream. */
typedef struct Where {
    size_t number, holder, at; /* holder 0: none, `at` is the offset */
} Where;

struct Writer {
    FileWriter *file;
    size_t offset;
    GChecksum *sum;
    GArray *where;          /* Where */
    GArray *gathered;       /* size_t: numbers of the objects in `texts` */
    GString *index, *texts; /* the object stream in hand */
    GPtrArray *packed;      /* GByteArray: object streams whose numbers come last */
    GArray *packed_first;   /* size_t: of each, where its objects begin */
    GArray *packed_count;   /* size_t: of each, how many */
};

/* ---- packing ------------------------------------------------------------------------ */

struct Packer {
    z_stream zlib;
    GByteArray *out;
};

Packer *packer_new(void)
{
    Packer *packer = g_new0(Packer, 1);
    int result = deflateInit(&packer->zlib, LEVEL);
    g_assert(result == Z_OK);
    packer->out = g_byte_array_new();
    return packer;
}

/* Packs bytes, and with Z_FINISH what is held back. */
static void packer_run(Packer *packer, const void *bytes, size_t length, int flush)
{
    z_stream *zlib = &packer->zlib;
    zlib->next_in = bytes;
    zlib->avail_in = (uInt)length;
    do {
        unsigned char room[16384];
        zlib->next_out = room;
        zlib->avail_out = sizeof room;
        int result = deflate(zlib, flush);
        g_assert(result != Z_STREAM_ERROR);
        g_byte_array_append(packer->out, room, (guint)(sizeof room - zlib->avail_out));
    } while (zlib->avail_out == 0);
}

void packer_add(Packer *packer, const void *bytes, size_t length)
{
    packer_run(packer, bytes, length, Z_NO_FLUSH);
}

GByteArray *packer_end(Packer *packer)
{
    GByteArray *out = packer->out;
    packer_run(packer, NULL, 0, Z_FINISH);
    deflateEnd(&packer->zlib);
    g_free(packer);
    return out;
}

GByteArray *bytes_pack(const void *bytes, size_t length)
{
    Packer *packer = packer_new();
    packer_add(packer, bytes, length);
    return packer_end(packer);
}

/* A whole number of four bytes, the lowest first, as gzip has it. */
static guint32 little_read(const unsigned char *at)
{
    return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/* The same packing has two wrappings: gzip's (RFC 1952), a head of ten bytes, if it names
 * no file, a sum and a size; and zlib's (RFC 1950), which PDF wants, two bytes and another
 * sum. */
GByteArray *gzip_take(const void *gzip, size_t gzip_length, const void *bytes,
                      size_t length)
{
    static const unsigned char nameless[] = {0x1f, 0x8b, 8, 0}, head[] = {0x78, 0xda};
    enum { HEAD = 10, TAIL = 8 };
    const unsigned char *from = gzip;
    if (gzip_length < HEAD + TAIL || memcmp(from, nameless, sizeof nameless) != 0)
        return NULL;
    const unsigned char *tail = from + gzip_length - TAIL;
    if (little_read(tail) != crc32_z(0, bytes, length) ||
        little_read(tail + 4) != (guint32)length)
        return NULL;
    GByteArray *out = g_byte_array_new();
    guint32 sum = GUINT32_TO_BE((guint32)adler32_z(1, bytes, length));
    g_byte_array_append(out, head, sizeof head);
    g_byte_array_append(out, from + HEAD, (guint)(gzip_length - HEAD - TAIL));
    g_byte_array_append(out, (const guint8 *)&sum, sizeof sum);
    return out;
}

/* ---- bytes -------------------------------------------------------------------------- */

static void bytes_out(Writer *writer, const void *bytes, size_t length)
{
    file_write(writer->file, bytes, length);
    g_checksum_update(writer->sum, bytes, (gssize)length);
    writer->offset += length;
}

static void text_out(Writer *writer, const char *text)
{
    bytes_out(writer, text, strlen(text));
}

G_GNUC_PRINTF(2, 3)
static void print_out(Writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    text_out(writer, text);
}

Writer *writer_new(FileWriter *file, const char *version)
{
    Writer *writer = g_new0(Writer, 1);
    writer->file = file;
    writer->sum = g_checksum_new(G_CHECKSUM_MD5);
    writer->where = g_array_new(FALSE, FALSE, sizeof(Where));
    writer->gathered = g_array_new(FALSE, FALSE, sizeof(size_t));
    writer->index = g_string_new(NULL);
    writer->texts = g_string_new(NULL);
    writer->packed = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    writer->packed_first = g_array_new(FALSE, FALSE, sizeof(size_t));
    writer->packed_count = g_array_new(FALSE, FALSE, sizeof(size_t));
    print_out(writer, "%%PDF-%s\n%%\xc2\xb5\xc2\xb6\n", version);
    return writer;
}

void writer_free(Writer *writer)
{
    g_checksum_free(writer->sum);
    g_array_free(writer->where, TRUE);
    g_array_free(writer->gathered, TRUE);
    g_string_free(writer->index, TRUE);
    g_string_free(writer->texts, TRUE);
    g_ptr_array_free(writer->packed, TRUE);
    g_array_free(writer->packed_first, TRUE);
    g_array_free(writer->packed_count, TRUE);
    g_free(writer);
}

/* ---- objects ------------------------------------------------------------------------ */

/* Packs the objects that were gathered. Their stream gets a number in the end, when all
 * others are given; till then `holder` counts object streams from 1. */
static void gathered_pack(Writer *writer)
{
    size_t n = writer->gathered->len, first = writer->index->len;
    if (n == 0)
        return;
    g_string_append_len(writer->index, writer->texts->str, (gssize)writer->texts->len);
    g_ptr_array_add(writer->packed, bytes_pack(writer->index->str, writer->index->len));
    g_array_append_val(writer->packed_first, first);
    g_array_append_val(writer->packed_count, n);
    for (size_t i = 0; i < n; i++) {
        Where where = {g_array_index(writer->gathered, size_t, i), writer->packed->len,
                       i};
        g_array_append_val(writer->where, where);
    }
    g_array_set_size(writer->gathered, 0);
    g_string_truncate(writer->index, 0);
    g_string_truncate(writer->texts, 0);
}

void writer_object(Writer *writer, size_t number, const char *text, size_t length)
{
    whole_write(number, writer->index);
    g_string_append_c(writer->index, ' ');
    whole_write(writer->texts->len, writer->index);
    g_string_append_c(writer->index, ' ');
    g_string_append_len(writer->texts, text, (gssize)length);
    g_string_append_c(writer->texts, '\n');
    g_array_append_val(writer->gathered, number);
    if (writer->gathered->len == PER_STREAM)
        gathered_pack(writer);
}

static void stream_out(Writer *writer, size_t number, const char *keys,
                       const void *bytes, size_t length)
{
    print_out(writer, "%zu 0 obj\n<<%s/Length %zu>>\nstream\n", number, keys, length);
    bytes_out(writer, bytes, length);
    text_out(writer, "\nendstream\nendobj\n");
}

void writer_stream(Writer *writer, size_t number, const char *dictionary,
                   const void *bytes, size_t length)
{
    g_assert(g_str_has_prefix(dictionary, "<<") && g_str_has_suffix(dictionary, ">>"));
    Where where = {number, 0, writer->offset};
    g_array_append_val(writer->where, where);
    g_autofree char *keys =
        g_strndup(dictionary + 2, strlen(dictionary) - strlen("<<>>"));
    stream_out(writer, number, keys, bytes, length);
}

/* ---- what libqpdf holds ------------------------------------------------------------- */

void references_find(const char *text, GArray *found)
{
    Scan scan = {.at = text, .end = text + strlen(text)};
    size_t last[2] = {0};
    for (const char *token; (token = scan_any(&scan)) != NULL;) {
        if (g_ascii_isdigit(*token)) {
            last[0] = last[1];
            last[1] = strtoul(token, NULL, 10);
        } else if (*token == 'R' && scan.at == token + 1) {
            g_array_append_val(found, last[0]);
        }
    }
}

/* Adds a stream of `pdf`, packed: as it is, or by us. */
static bool stream_copy(Writer *writer, Pdf *pdf, PdfObject stream, size_t number)
{
    bool metadata = pdf_key_is(pdf, stream, "/Type", "/Metadata");
    bool pack = !metadata && !pdf_has(pdf, stream, "/Filter");
    size_t length = 0;
    unsigned char *bytes = pdf_stream_raw(pdf, stream, &length);
    if (!bytes)
        return false;
    GByteArray *packed = pack ? bytes_pack(bytes, length) : NULL;
    if (pack)
        pdf_stream_set(pdf, stream, "/Filter", pdf_name(pdf, "/FlateDecode"));
    pdf_remove(pdf, stream, "/Length");
    g_autofree char *dictionary = pdf_unparse(pdf, stream);
    g_strstrip(dictionary);
    writer_stream(writer, number, dictionary, packed ? packed->data : bytes,
                  packed ? packed->len : length);
    if (packed)
        g_byte_array_unref(packed);
    free(bytes);
    return true;
}

/* Adds an object, and to `queue` what it refers to. */
static bool object_copy(Writer *writer, Pdf *pdf, size_t number, GArray *queue)
{
    PdfObject object = pdf_numbered(pdf, number);
    g_autofree char *text = pdf_unparse(pdf, object);
    references_find(text, queue);
    bool stream = pdf_is_stream(pdf, object);
    bool good = !stream || stream_copy(writer, pdf, object, number);
    if (!stream)
        writer_object(writer, number, text, strlen(text));
    pdf_drop(pdf, object);
    return good;
}

bool writer_reachable(Writer *writer, Pdf *pdf, const bool *skip, size_t root,
                      size_t info)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    bool good = true;
    g_array_append_val(queue, root);
    g_array_append_val(queue, info);
    for (guint i = 0; i < queue->len && good; i++) {
        size_t number = g_array_index(queue, size_t, i);
        if (number > 0 && !skip[number] &&
            g_hash_table_add(seen, GSIZE_TO_POINTER(number)))
            good = object_copy(writer, pdf, number, queue);
    }
    return good;
}

/* ---- the end ------------------------------------------------------------------------ */

static void holders_out(Writer *writer, size_t top)
{
    for (guint i = 0; i < writer->packed->len; i++) {
        const GByteArray *bytes = g_ptr_array_index(writer->packed, i);
        Where where = {top + 1 + i, 0, writer->offset};
        g_array_append_val(writer->where, where);
        g_autofree char *keys =
            g_strdup_printf("/Type/ObjStm/Filter/FlateDecode/N %zu/First %zu",
                            g_array_index(writer->packed_count, size_t, i),
                            g_array_index(writer->packed_first, size_t, i));
        stream_out(writer, where.number, keys, bytes->data, bytes->len);
    }
}

/* An entry of the cross-reference stream: a kind, four bytes, two bytes. */
enum { ENTRY = 7 };

static void entry_put(unsigned char *entry, unsigned kind, size_t at, size_t which)
{
    entry[0] = (unsigned char)kind;
    for (size_t i = 0; i < 4; i++)
        entry[1 + i] = (unsigned char)(at >> (8 * (3 - i)));
    entry[5] = (unsigned char)(which >> 8);
    entry[6] = (unsigned char)which;
}

/* The entries of objects 0 to `last`; numbers that nobody uses are free. */
static unsigned char *entries_make(const Writer *writer, size_t top, size_t last)
{
    unsigned char *entries = g_malloc0(ENTRY * (last + 1));
    entry_put(entries, 0, 0, 65535);
    for (guint i = 0; i < writer->where->len; i++) {
        const Where *where = &g_array_index(writer->where, Where, i);
        unsigned char *entry = entries + ENTRY * where->number;
        if (where->holder > 0)
            entry_put(entry, 2, top + where->holder, where->at);
        else
            entry_put(entry, 1, where->at, 0);
    }
    return entries;
}

bool writer_end(Writer *writer, size_t top, size_t root, size_t info)
{
    gathered_pack(writer);
    holders_out(writer, top);
    size_t last = top + writer->packed->len + 1, start = writer->offset;
    Where own = {last, 0, start};
    g_array_append_val(writer->where, own);
    g_autofree unsigned char *entries = entries_make(writer, top, last);
    g_autoptr(GByteArray) packed = bytes_pack(entries, ENTRY * (last + 1));
    g_autofree char *sum = g_strdup(g_checksum_get_string(writer->sum));
    g_autofree char *keys = g_strdup_printf(
        "/Type/XRef/Filter/FlateDecode/W[1 4 2]/Size %zu/Root %zu 0 R/Info %zu 0 R"
        "/ID[<%s><%s>]",
        last + 1, root, info, sum, sum);
    g_checksum_reset(writer->sum);
    stream_out(writer, last, keys, packed->data, packed->len);
    print_out(writer, "startxref\n%zu\n%%%%EOF\n", start);
    return file_problem(writer->file) == NULL;
}

/* ---- strings ------------------------------------------------------------------------ */

static bool is_plain(const char *text)
{
    for (; *text; text++)
        if (*text < 0x20 || *text > 0x7e)
            return false;
    return true;
}

void string_write(const char *utf8, GString *out)
{
    if (!is_plain(utf8)) {
        glong n = 0;
        g_autofree gunichar2 *units = g_utf8_to_utf16(utf8, -1, NULL, &n, NULL);
        g_string_append(out, "<FEFF");
        for (glong i = 0; i < n; i++)
            g_string_append_printf(out, "%04X", units[i]);
        g_string_append_c(out, '>');
        return;
    }
    g_string_append_c(out, '(');
    for (; *utf8; utf8++) {
        if (strchr("()\\", *utf8))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *utf8);
    }
    g_string_append_c(out, ')');
}
