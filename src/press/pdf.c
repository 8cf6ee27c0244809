/*
 * The door to libqpdf. Its C interface hands out numbers for objects and keeps each until
 * it is released, so whoever makes one drops it; pdf_set and pdf_push do that for what
 * they are given, which makes nested calls come out even. Errors are kept by the library
 * and asked for in the end, with warnings among them: what cairo and we write has none.
 *
 * The library is opened when the first file is finished: it brings the C++ library and
 * others that a dump or a check has no use for. The name of its file goes with its ABI;
 * the functions used here are the same in all of them.
 */
#include "press/pdf.h"

#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "base/base.h"

/* What is used of libqpdf. */
#define QPDF_FUNCTIONS(X)                                                              \
    X(init)                                                                            \
    X(cleanup)                                                                         \
    X(silence_errors)                                                                  \
    X(set_suppress_warnings)                                                           \
    X(read_memory)                                                                     \
    X(has_error)                                                                       \
    X(get_error)                                                                       \
    X(more_warnings)                                                                   \
    X(next_warning)                                                                    \
    X(get_error_message_detail)                                                        \
    X(get_root)                                                                        \
    X(get_trailer)                                                                     \
    X(get_num_pages)                                                                   \
    X(get_page_n)                                                                      \
    X(get_object_by_id)                                                                \
    X(make_indirect_object)                                                            \
    X(oh_release)                                                                      \
    X(oh_new_object)                                                                   \
    X(oh_get_object_id)                                                                \
    X(oh_new_dictionary)                                                               \
    X(oh_new_array)                                                                    \
    X(oh_new_name)                                                                     \
    X(oh_new_unicode_string)                                                           \
    X(oh_new_binary_string)                                                            \
    X(oh_new_integer)                                                                  \
    X(oh_new_real_from_double)                                                         \
    X(oh_new_bool)                                                                     \
    X(oh_new_null)                                                                     \
    X(oh_new_stream)                                                                   \
    X(oh_unparse_resolved)                                                             \
    X(oh_parse)                                                                        \
    X(oh_replace_stream_data)                                                          \
    X(oh_get_stream_data)                                                              \
    X(oh_get_page_content_data)                                                        \
    X(oh_get_dict)                                                                     \
    X(oh_get_key)                                                                      \
    X(oh_has_key)                                                                      \
    X(oh_remove_key)                                                                   \
    X(oh_replace_key)                                                                  \
    X(oh_begin_dict_key_iter)                                                          \
    X(oh_dict_more_keys)                                                               \
    X(oh_dict_next_key)                                                                \
    X(oh_get_array_n_items)                                                            \
    X(oh_get_array_item)                                                               \
    X(oh_append_item)                                                                  \
    X(oh_is_name_and_equals)                                                           \
    X(oh_is_dictionary)                                                                \
    X(oh_is_stream)                                                                    \
    X(oh_is_array)                                                                     \
    X(oh_get_int_value)                                                                \
    X(oh_get_numeric_value)

typedef struct Qpdf {
#define FIELD(function) __typeof__(qpdf_##function) *function;
    QPDF_FUNCTIONS(FIELD)
#undef FIELD
} Qpdf;

struct Pdf {
    Qpdf qpdf;
    qpdf_data data;
};

static const char *qpdf_file(void)
{
    return library_first("libqpdf.so.29", "libqpdf.so.30", NULL);
}

void pdf_prepare(void)
{
    qpdf_file();
}

static bool qpdf_open(Diagnostics *diagnostics, Qpdf *qpdf)
{
    const LibrarySymbol symbols[] = {
#define SYMBOL(function) {"qpdf_" #function, &qpdf->function},
        QPDF_FUNCTIONS(SYMBOL)
#undef SYMBOL
            {NULL, NULL}};
    return library_open(diagnostics, qpdf_file(), "libqpdf29 or libqpdf30", symbols);
}

Pdf *pdf_open(Diagnostics *diagnostics, const void *bytes, size_t length)
{
    Pdf *pdf = g_new0(Pdf, 1);
    if (!qpdf_open(diagnostics, &pdf->qpdf)) {
        g_free(pdf);
        return NULL;
    }
    pdf->data = pdf->qpdf.init();
    pdf->qpdf.silence_errors(pdf->data);
    pdf->qpdf.set_suppress_warnings(pdf->data, QPDF_TRUE);
    pdf->qpdf.read_memory(pdf->data, "cairo's PDF", bytes, length, NULL);
    return pdf;
}

void pdf_close(Pdf *pdf)
{
    pdf->qpdf.cleanup(&pdf->data);
    g_free(pdf);
}

char *pdf_problem(Pdf *pdf)
{
    qpdf_error error = NULL;
    if (pdf->qpdf.has_error(pdf->data))
        error = pdf->qpdf.get_error(pdf->data);
    else if (pdf->qpdf.more_warnings(pdf->data))
        error = pdf->qpdf.next_warning(pdf->data);
    return error ? g_strdup(pdf->qpdf.get_error_message_detail(pdf->data, error))
                 : NULL;
}

/* ---- finding objects ---------------------------------------------------------------- */

/* The dictionary of a stream, or the object again. */
static PdfObject keys_of(Pdf *pdf, PdfObject object)
{
    return pdf_is_stream(pdf, object) ? pdf->qpdf.oh_get_dict(pdf->data, object)
                                      : pdf_again(pdf, object);
}

PdfObject pdf_root(Pdf *pdf)
{
    return pdf->qpdf.get_root(pdf->data);
}

PdfObject pdf_trailer(Pdf *pdf)
{
    return pdf->qpdf.get_trailer(pdf->data);
}

PdfObject pdf_page(Pdf *pdf, size_t index)
{
    return pdf->qpdf.get_page_n(pdf->data, index);
}

size_t pdf_count_pages(Pdf *pdf)
{
    int n = pdf->qpdf.get_num_pages(pdf->data);
    return n > 0 ? (size_t)n : 0;
}

PdfObject pdf_numbered(Pdf *pdf, size_t number)
{
    return pdf->qpdf.get_object_by_id(pdf->data, (int)number, 0);
}

size_t pdf_count_objects(Pdf *pdf)
{
    PdfObject trailer = pdf_trailer(pdf), size = pdf_key(pdf, trailer, "/Size");
    long long n = size ? pdf->qpdf.oh_get_int_value(pdf->data, size) : 0;
    pdf_drop(pdf, size);
    pdf_drop(pdf, trailer);
    return n > 0 ? (size_t)n - 1 : 0;
}

size_t pdf_number_of(Pdf *pdf, PdfObject object)
{
    return (size_t)pdf->qpdf.oh_get_object_id(pdf->data, object);
}

char *pdf_unparse(Pdf *pdf, PdfObject object)
{
    PdfObject keys = keys_of(pdf, object);
    char *text = g_strdup(pdf->qpdf.oh_unparse_resolved(pdf->data, keys));
    pdf_drop(pdf, keys);
    return text;
}

PdfObject pdf_again(Pdf *pdf, PdfObject object)
{
    return pdf->qpdf.oh_new_object(pdf->data, object);
}

void pdf_drop(Pdf *pdf, PdfObject object)
{
    if (object)
        pdf->qpdf.oh_release(pdf->data, object);
}

/* ---- making objects ----------------------------------------------------------------- */

PdfObject pdf_indirect(Pdf *pdf, PdfObject object)
{
    PdfObject made = pdf->qpdf.make_indirect_object(pdf->data, object);
    pdf_drop(pdf, object);
    return made;
}

PdfObject pdf_dictionary(Pdf *pdf)
{
    return pdf->qpdf.oh_new_dictionary(pdf->data);
}

PdfObject pdf_array(Pdf *pdf)
{
    return pdf->qpdf.oh_new_array(pdf->data);
}

PdfObject pdf_name(Pdf *pdf, const char *name)
{
    return pdf->qpdf.oh_new_name(pdf->data, name);
}

PdfObject pdf_text(Pdf *pdf, const char *utf8)
{
    return pdf->qpdf.oh_new_unicode_string(pdf->data, utf8);
}

PdfObject pdf_bytes(Pdf *pdf, const char *bytes, size_t length)
{
    return pdf->qpdf.oh_new_binary_string(pdf->data, bytes, length);
}

PdfObject pdf_whole(Pdf *pdf, long long value)
{
    return pdf->qpdf.oh_new_integer(pdf->data, value);
}

PdfObject pdf_real(Pdf *pdf, double value)
{
    return pdf->qpdf.oh_new_real_from_double(pdf->data, value, 6);
}

PdfObject pdf_boolean(Pdf *pdf, bool value)
{
    return pdf->qpdf.oh_new_bool(pdf->data, value);
}

PdfObject pdf_parse(Pdf *pdf, const char *text)
{
    return pdf->qpdf.oh_parse(pdf->data, text);
}

/* ---- streams ------------------------------------------------------------------------ */

static void stream_fill(Pdf *pdf, PdfObject stream, const void *bytes, size_t length,
                        const char *filter)
{
    const Qpdf *qpdf = &pdf->qpdf;
    PdfObject none = qpdf->oh_new_null(pdf->data);
    PdfObject packing = filter ? pdf_name(pdf, filter) : pdf_again(pdf, none);
    qpdf->oh_replace_stream_data(pdf->data, stream, bytes, length, packing, none);
    pdf_drop(pdf, packing);
    pdf_drop(pdf, none);
}

PdfObject pdf_stream(Pdf *pdf, const void *bytes, size_t length, const char *filter)
{
    PdfObject stream = pdf->qpdf.oh_new_stream(pdf->data);
    stream_fill(pdf, stream, bytes, length, filter);
    return stream;
}

unsigned char *pdf_stream_raw(Pdf *pdf, PdfObject stream, size_t *length)
{
    unsigned char *bytes = NULL;
    pdf->qpdf.oh_get_stream_data(pdf->data, stream, qpdf_dl_none, NULL, &bytes, length);
    return bytes;
}

void pdf_stream_replace(Pdf *pdf, PdfObject stream, const void *bytes, size_t length,
                        const char *filter)
{
    stream_fill(pdf, stream, bytes, length, filter);
}

unsigned char *pdf_stream_read(Pdf *pdf, PdfObject stream, size_t *length)
{
    unsigned char *bytes = NULL;
    QPDF_BOOL unpacked = QPDF_FALSE;
    pdf->qpdf.oh_get_stream_data(pdf->data, stream, qpdf_dl_generalized, &unpacked,
                                 &bytes, length);
    if (unpacked)
        return bytes;
    free(bytes);
    return NULL;
}

unsigned char *pdf_page_read(Pdf *pdf, PdfObject page, size_t *length)
{
    unsigned char *bytes = NULL;
    pdf->qpdf.oh_get_page_content_data(pdf->data, page, &bytes, length);
    return bytes;
}

/* ---- dictionaries and arrays -------------------------------------------------------- */

bool pdf_has(Pdf *pdf, PdfObject dictionary, const char *key)
{
    PdfObject keys = keys_of(pdf, dictionary);
    bool has = pdf->qpdf.oh_is_dictionary(pdf->data, keys) &&
               pdf->qpdf.oh_has_key(pdf->data, keys, key);
    pdf_drop(pdf, keys);
    return has;
}

PdfObject pdf_key(Pdf *pdf, PdfObject dictionary, const char *key)
{
    if (!pdf_has(pdf, dictionary, key))
        return 0;
    PdfObject keys = keys_of(pdf, dictionary);
    PdfObject value = pdf->qpdf.oh_get_key(pdf->data, keys, key);
    pdf_drop(pdf, keys);
    return value;
}

bool pdf_key_is(Pdf *pdf, PdfObject dictionary, const char *key, const char *name)
{
    PdfObject value = pdf_key(pdf, dictionary, key);
    bool is = value && pdf->qpdf.oh_is_name_and_equals(pdf->data, value, name);
    pdf_drop(pdf, value);
    return is;
}

void pdf_remove(Pdf *pdf, PdfObject dictionary, const char *key)
{
    PdfObject keys = keys_of(pdf, dictionary);
    pdf->qpdf.oh_remove_key(pdf->data, keys, key);
    pdf_drop(pdf, keys);
}

void pdf_set(Pdf *pdf, PdfObject dictionary, const char *key, PdfObject value)
{
    pdf->qpdf.oh_replace_key(pdf->data, dictionary, key, value);
    pdf_drop(pdf, value);
}

void pdf_stream_set(Pdf *pdf, PdfObject stream, const char *key, PdfObject value)
{
    PdfObject keys = keys_of(pdf, stream);
    pdf_set(pdf, keys, key, value);
    pdf_drop(pdf, keys);
}

size_t pdf_count(Pdf *pdf, PdfObject array)
{
    int n = pdf->qpdf.oh_get_array_n_items(pdf->data, array);
    return n > 0 ? (size_t)n : 0;
}

PdfObject pdf_item(Pdf *pdf, PdfObject array, size_t index)
{
    return pdf->qpdf.oh_get_array_item(pdf->data, array, (int)index);
}

void pdf_push(Pdf *pdf, PdfObject array, PdfObject value)
{
    pdf->qpdf.oh_append_item(pdf->data, array, value);
    pdf_drop(pdf, value);
}

bool pdf_is_dictionary(Pdf *pdf, PdfObject object)
{
    return pdf->qpdf.oh_is_dictionary(pdf->data, object);
}

bool pdf_is_stream(Pdf *pdf, PdfObject object)
{
    return pdf->qpdf.oh_is_stream(pdf->data, object);
}

bool pdf_is_array(Pdf *pdf, PdfObject object)
{
    return pdf->qpdf.oh_is_array(pdf->data, object);
}

double pdf_double(Pdf *pdf, PdfObject number)
{
    return pdf->qpdf.oh_get_numeric_value(pdf->data, number);
}

/* The library has one walk over keys at a time, so they are gathered first. */
void pdf_each(Pdf *pdf, PdfObject dictionary, PdfVisit *visit, void *closure)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    PdfObject keys = keys_of(pdf, dictionary);
    pdf->qpdf.oh_begin_dict_key_iter(pdf->data, keys);
    while (pdf->qpdf.oh_dict_more_keys(pdf->data))
        g_ptr_array_add(names, g_strdup(pdf->qpdf.oh_dict_next_key(pdf->data)));
    for (guint i = 0; i < names->len; i++) {
        PdfObject value = pdf->qpdf.oh_get_key(pdf->data, keys, names->pdata[i]);
        visit(pdf, names->pdata[i], value, closure);
        pdf_drop(pdf, value);
    }
    pdf_drop(pdf, keys);
}
