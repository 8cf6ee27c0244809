/* Packed bytes: what gzip made is taken over where it is of the same bytes. */
#include "press/writer.h"

#include <string.h>

#include <glib/gstdio.h>
#include <zlib.h>

#include "desk.h"

static const char text[] = "one and the same, one and the same, one and the same";

/* What gzip makes of the text, in a file without its name. */
static GByteArray *gzip_make(void)
{
    g_autofree char *folder = g_dir_make_tmp("openletter-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "text", NULL);
    g_autofree char *command = g_strdup_printf("gzip -9nc %s >%s.gz", path, path);
    g_autofree char *packed = g_strconcat(path, ".gz", NULL);
    char *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_set_contents(path, text, sizeof text, NULL));
    assert_int_equal(system(command), 0);
    assert_true(g_file_get_contents(packed, &bytes, &length, NULL));
    g_remove(path);
    g_remove(packed);
    g_rmdir(folder);
    return g_byte_array_new_take((guint8 *)bytes, length);
}

static void what_gzip_packed_is_taken(void **state)
{
    (void)state;
    GByteArray *gzip = gzip_make();
    GByteArray *taken = gzip_take(gzip->data, gzip->len, text, sizeof text);
    char out[sizeof text];
    uLongf n = sizeof out;
    assert_non_null(taken);
    assert_int_equal(uncompress((Bytef *)out, &n, taken->data, taken->len), Z_OK);
    assert_int_equal(n, sizeof text);
    assert_memory_equal(out, text, sizeof text);
    g_byte_array_unref(taken);
    g_byte_array_unref(gzip);
}

static void what_is_of_other_bytes_is_not(void **state)
{
    (void)state;
    GByteArray *gzip = gzip_make();
    assert_null(gzip_take(gzip->data, gzip->len, text, sizeof text - 1));
    assert_null(gzip_take(gzip->data, gzip->len - 1, text, sizeof text));
    assert_null(gzip_take(gzip->data, 17, text, sizeof text));
    assert_null(gzip_take(text, sizeof text, text, sizeof text));
    gzip->data[3] = 8; /* a name follows the head */
    assert_null(gzip_take(gzip->data, gzip->len, text, sizeof text));
    g_byte_array_unref(gzip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_gzip_packed_is_taken),
        cmocka_unit_test(what_is_of_other_bytes_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
