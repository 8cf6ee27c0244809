/* Filters of streams undone, CMaps read, a cross-reference in each of its forms. */
#include "preflight/document.h"

#include <zlib.h>

#include "desk.h"
#include "preflight/cmap.h"

/* A dictionary from its text. */
static Value dictionary(Arena *arena, const char *text)
{
    Lexer lexer;
    Value value;
    lexer_init(&lexer, arena, (Bytes){text, strlen(text)}, true);
    assert_true(lexer_read(&lexer, &value));
    lexer_clear(&lexer);
    return value;
}

static void assert_undone(const char *text, const char *raw, size_t length,
                          const char *wanted)
{
    g_autoptr(Arena) arena = arena_new();
    Document document = {.arena = arena, .bytes = {raw, length}};
    Value set = dictionary(arena, text);
    const char *why;
    g_autoptr(GByteArray) bytes =
        bytes_decode(&document, &set, (Bytes){raw, length}, &why);
    if (!bytes)
        fail_msg("'%s' is not undone: %s", text, why);
    assert_int_equal(bytes->len, strlen(wanted));
    assert_memory_equal(bytes->data, wanted, bytes->len);
}

/* Bytes as Flate has them. */
static GByteArray *deflate_bytes(const char *bytes, size_t length)
{
    guint8 buffer[4096];
    uLongf written = sizeof buffer;
    assert_int_equal(compress(buffer, &written, (const Bytef *)bytes, length), Z_OK);
    GByteArray *out = g_byte_array_new();
    return g_byte_array_append(out, buffer, (guint)written);
}

static void filters_are_undone(void **state)
{
    (void)state;
    assert_undone("<<>>", "as it is", 8, "as it is");
    assert_undone("<</Filter/ASCIIHexDecode>>", "41 4\n2 5>x", 10, "ABP");
    assert_undone("<</Filter/ASCII85Decode>>", "87cURD]i,\"Ebo80~>", 17,
                  "Hello World!");
    assert_undone("<</Filter[/AHx/AHx]>>", "34313432>", 9, "AB");
    assert_undone("<</F/RL>>",
                  "\x02"
                  "abc\xFE"
                  "x\x80tail",
                  11, "abcxxx");
    g_autoptr(GByteArray) flat = deflate_bytes("some words, some words", 22);
    assert_undone("<</Filter/FlateDecode>>", (char *)flat->data, flat->len,
                  "some words, some words");
}

/* The rows of PNG's prediction: none, left, up, average, Paeth. */
static void prediction_is_undone(void **state)
{
    (void)state;
    static const char rows[] = "\0abc"
                               "\1a\1\1"
                               "\2\1\1\1"
                               "\3\061\1\1"
                               "\4\1\0\0";
    g_autoptr(GByteArray) flat = deflate_bytes(rows, 20);
    g_autoptr(Arena) arena = arena_new();
    Document document = {.arena = arena, .bytes = {rows, 20}};
    Value set = dictionary(
        arena, "<</Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 3>>>>");
    const char *why;
    g_autoptr(GByteArray) bytes =
        bytes_decode(&document, &set, (Bytes){(char *)flat->data, flat->len}, &why);
    assert_non_null(bytes);
    assert_int_equal(bytes->len, 15);
    assert_memory_equal(bytes->data, "abcabcbcd", 9);
    assert_int_equal(bytes->data[9], 'b' / 2 + '1');
    assert_int_equal(bytes->data[12], bytes->data[9] + 1);
}

static void what_cannot_be_undone_is_told(void **state)
{
    (void)state;
    g_autoptr(Arena) arena = arena_new();
    Document document = {.arena = arena};
    const char *why;
    Value image = dictionary(arena, "<</Filter/DCTDecode>>");
    assert_null(bytes_decode(&document, &image, (Bytes){"x", 1}, &why));
    assert_string_equal(why, "DCTDecode");
    Value damaged = dictionary(arena, "<</Filter/FlateDecode>>");
    assert_null(bytes_decode(&document, &damaged, (Bytes){"x", 1}, &why));
    assert_string_equal(why, "its Flate data is damaged");
}

static const char cmap_text_source[] =
    "begincmap /WMode 1 def 2 begincodespacerange <00> <7F> <8000> <FFFF> "
    "endcodespacerange 1 beginbfchar <41> <0410> endbfchar "
    "2 beginbfrange <8000> <8002> <0061> <8010> <8011> [<00660066> <D83DDE00>] "
    "endbfrange 1 begincidrange <9000> <9005> 77 endcidrange";

static void cmaps_are_read(void **state)
{
    (void)state;
    g_autoptr(Arena) arena = arena_new();
    const CMap *cmap =
        cmap_read(arena, (Bytes){cmap_text_source, strlen(cmap_text_source)});
    assert_true(cmap->vertical);
    static const struct {
        guint32 code;
        const char *text;
    } cases[] = {
        {0x41, "А"}, {0x8000, "a"}, {0x8002, "c"}, {0x8010, "ff"}, {0x8011, "😀"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        assert_true(cmap_text(cmap, cases[i].code, out));
        assert_string_equal(out->str, cases[i].text);
    }
    g_autoptr(GString) none = g_string_new(NULL);
    assert_false(cmap_text(cmap, 0x42, none));
    assert_int_equal(cmap_find(cmap, 0x9003)->cid, 77);
    const Bytes shown = {"\x41\x80\x02", 3};
    size_t at = 0;
    unsigned width;
    assert_int_equal(cmap_next(cmap, shown, &at, &width), 0x41);
    assert_int_equal(cmap_next(cmap, shown, &at, &width), 0x8002);
    assert_int_equal(at, 3);
}

#define OBJECTS                                                                        \
    "%PDF-1.5\n"                                                                       \
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"                                 \
    "2 0 obj\n<</Kids[]/Count 0>>\nendobj\n"

/* Opens the file and looks for object 2. */
static void assert_opened(const char *text, bool lost)
{
    g_autoptr(Arena) arena = arena_new();
    Document *document = document_open(arena, (Bytes){text, strlen(text)});
    assert_non_null(document);
    assert_int_equal(document->frame.xref_lost, lost);
    assert_int_equal(document_object(document, 2)->kind, VALUE_DICTIONARY);
    assert_int_equal(document_object(document, 99)->kind, VALUE_NULL);
    document_close(document);
}

static void cross_references_are_read(void **state)
{
    (void)state;
    assert_opened(OBJECTS
                  "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n"
                  "0000000054 00000 n \ntrailer\n<</Root 1 0 R>>\nstartxref\n89\n"
                  "%%EOF",
                  false);
    /* A later section with object 2, the earlier one behind /Prev. */
    assert_opened(OBJECTS "xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
                          "trailer\n<</Root 1 0 R>>\n"
                          "xref\n2 1\n0000000054 00000 n \n"
                          "trailer\n<</Root 1 0 R/Prev 89>>\nstartxref\n162\n%%EOF",
                  false);
    /* A stream, in hexadecimal. */
    assert_opened(OBJECTS "3 0 obj\n<</Type/XRef/Root 1 0 R/W[1 1 1]/Size 3/Length 19"
                          "/Filter/ASCIIHexDecode>>\nstream\n000000010900013600>\n"
                          "endstream\nendobj\nstartxref\n89\n%%EOF",
                  false);
    /* None that can be read: objects are searched. */
    assert_opened(OBJECTS "trailer\n<</Root 1 0 R>>\nstartxref\n7\n%%EOF", true);
    assert_opened(OBJECTS "startxref", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_are_undone),
        cmocka_unit_test(prediction_is_undone),
        cmocka_unit_test(what_cannot_be_undone_is_told),
        cmocka_unit_test(cmaps_are_read),
        cmocka_unit_test(cross_references_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
