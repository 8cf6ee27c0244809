/*
 * What is remembered, each thing a file of its own below output/.openletter/:
 *
 *     cache/LETTER/FILE.memo    an edition: what went into it, its files, its names' hash
 *     names/LETTER/HASH.list    the names, once for all editions that show the same
 *
 * So neither two runs nor two machines wait for each other. A file begins with its form
 * and the sum of what follows; one that is cut off, or of another form, is as good as
 * none. Nothing is synced, and what cannot be written is not: it is made again at the price
 * of an edition.
 */
#include "batch/memo.h"

#include <string.h>

#include <glib/gstdio.h>

#include "batch/output.h"

#define FORM "openletter memo 1 "
#define MEMO_PACKED "(bm" OUTCOME_PACKED ")"
#define LIST_PACKED "aa(ss)"
#define LIST_ENDING ".list"

enum { SUM_DIGITS = 64 };

/* ---- sealed files -------------------------------------------------------------------- */

static char *memo_path(const Batch *batch, const char *kind, const char *name,
                       const char *ending)
{
    g_autofree char *file = g_strconcat(name, ending, NULL);
    return g_build_filename(batch->output, STAGING, kind, batch->letter->name, file,
                            NULL);
}

/* The value of a file that is whole; NULL: it is not. */
static GVariant *sealed_read(const char *path, const char *type)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    const size_t head = strlen(FORM) + SUM_DIGITS + 1;
    if (!g_file_get_contents(path, &bytes, &length, NULL) || length < head ||
        strncmp(bytes, FORM, strlen(FORM)) != 0)
        return NULL;
    g_autofree char *sum = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)bytes + head, length - head);
    if (strncmp(bytes + strlen(FORM), sum, SUM_DIGITS) != 0)
        return NULL;
    g_autoptr(GBytes) value = g_bytes_new(bytes + head, length - head);
    GVariant *packed = g_variant_new_from_bytes(G_VARIANT_TYPE(type), value, FALSE);
    return g_variant_ref_sink(packed);
}

/* Takes the floating value over. */
static void sealed_write(const Batch *batch, const char *path, GVariant *value)
{
    g_autoptr(GVariant) packed = g_variant_ref_sink(value);
    g_autofree char *staging = g_build_filename(batch->output, STAGING, NULL);
    FileWriter *writer = file_open(NULL, path, staging);
    if (!writer)
        return;
    const void *bytes = g_variant_get_data(packed);
    gsize length = g_variant_get_size(packed);
    g_autofree char *sum = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, length ? bytes : (const void *)"", length);
    file_hasten(writer);
    file_write(writer, FORM, strlen(FORM));
    file_write(writer, sum, SUM_DIGITS);
    file_write(writer, "\n", 1);
    file_write(writer, bytes, length);
    file_commit(writer);
}

/* ---- editions ------------------------------------------------------------------------ */

Memo memo_read(Arena *arena, const Batch *batch, const char *file)
{
    g_autofree char *path = memo_path(batch, "cache", file, ".memo");
    g_autoptr(GVariant) packed = sealed_read(path, MEMO_PACKED);
    Memo memo = {0};
    if (!packed)
        return memo;
    g_autoptr(GVariant) made = NULL;
    gboolean failed = FALSE;
    g_variant_get(packed, "(bm@" OUTCOME_PACKED ")", &failed, &made);
    memo.failed = failed;
    memo.made = made ? outcome_unpack(arena, made) : NULL;
    return memo;
}

void memo_write(const Batch *batch, const char *file, const Memo *memo)
{
    g_autofree char *path = memo_path(batch, "cache", file, ".memo");
    GVariant *made = memo->made ? outcome_pack(memo->made) : NULL;
    sealed_write(
        batch, path,
        g_variant_new("(bm@" OUTCOME_PACKED ")", (gboolean)memo->failed, made));
}

void memo_fail(const Batch *batch, const char *file)
{
    g_autoptr(Arena) arena = arena_new();
    Memo memo = memo_read(arena, batch, file);
    if (memo.failed)
        return;
    memo.failed = true;
    memo_write(batch, file, &memo);
}

/* ---- lists --------------------------------------------------------------------------- */

static ListRow row_unpack(Arena *arena, GVariant *packed)
{
    size_t n_cells = g_variant_n_children(packed);
    ListCell *cells = arena_array(arena, ListCell, n_cells);
    for (size_t i = 0; i < n_cells; i++) {
        const char *column, *text;
        g_variant_get_child(packed, i, "(&s&s)", &column, &text);
        cells[i] = (ListCell){g_intern_string(column), arena_string(arena, text)};
    }
    return (ListRow){NULL, cells, n_cells};
}

bool memo_read_list(Arena *arena, const Batch *batch, const char *hash,
                    const ListRow **rows, size_t *n_rows)
{
    g_autofree char *path = memo_path(batch, "names", hash, LIST_ENDING);
    g_autoptr(GVariant) packed = sealed_read(path, LIST_PACKED);
    if (!packed)
        return false;
    *n_rows = g_variant_n_children(packed);
    ListRow *read = arena_array(arena, ListRow, *n_rows);
    for (size_t i = 0; i < *n_rows; i++) {
        g_autoptr(GVariant) row = g_variant_get_child_value(packed, i);
        read[i] = row_unpack(arena, row);
    }
    *rows = read;
    return true;
}

static void row_pack(GVariantBuilder *packed, const ListRow *row)
{
    g_variant_builder_open(packed, G_VARIANT_TYPE("a(ss)"));
    for (size_t i = 0; i < row->n_cells; i++)
        g_variant_builder_add(packed, "(ss)", row->cells[i].column, row->cells[i].text);
    g_variant_builder_close(packed);
}

void memo_write_list(const Batch *batch, const NameList *list)
{
    g_autofree char *path = memo_path(batch, "names", list->hash, LIST_ENDING);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return;
    GVariantBuilder packed;
    g_variant_builder_init(&packed, G_VARIANT_TYPE(LIST_PACKED));
    for (size_t i = 0; i < list->n_rows; i++)
        row_pack(&packed, &list->rows[i]);
    sealed_write(batch, path, g_variant_builder_end(&packed));
}

void memo_sweep_lists(const Batch *batch, GHashTable *known)
{
    g_autofree char *folder =
        g_build_filename(batch->output, STAGING, "names", batch->letter->name, NULL);
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    for (const char *name; names && (name = g_dir_read_name(names));) {
        g_autofree char *hash = g_strndup(name, strcspn(name, "."));
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!g_hash_table_contains(known, hash))
            g_unlink(path);
    }
}
