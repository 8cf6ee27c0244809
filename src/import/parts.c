/*
 * A workbook is a ZIP archive. Its parts are unpacked by libarchive, which is opened when
 * the first workbook is, and only those that tables are read from; together they may have
 * LARGEST_WORKBOOK bytes, whatever the archive says of their sizes, so that a small file
 * cannot fill the memory.
 */
#include "import/reading.h"

#include <string.h>

struct Parts {
    GHashTable *parts; /* name to GBytes */
    size_t n_bytes;
};

enum { ARCHIVE_DONE = 1, ARCHIVE_WORST = -20, MOST_ENTRIES = 10000, BLOCK = 64 << 10 };

typedef struct Archive {
    void *(*new)(void);
    int (*support_zip)(void *archive);
    int (*open)(void *archive, const char *path, size_t block_size);
    int (*next)(void *archive, void **entry);
    const char *(*entry_path)(void *entry);
    int (*entry_encrypted)(void *entry);
    ssize_t (*read)(void *archive, void *buffer, size_t size);
    const char *(*problem)(void *archive);
    int (*free)(void *archive);
} Archive;

typedef struct Unpacking {
    Diagnostics *diagnostics;
    const char *path;
    Archive library;
    void *archive;
    Parts *parts;
} Unpacking;

static bool archive_open(Diagnostics *diagnostics, Archive *archive)
{
    const LibrarySymbol symbols[] = {
        {"archive_read_new", &archive->new},
        {"archive_read_support_format_zip", &archive->support_zip},
        {"archive_read_open_filename", &archive->open},
        {"archive_read_next_header", &archive->next},
        {"archive_entry_pathname", &archive->entry_path},
        {"archive_entry_is_encrypted", &archive->entry_encrypted},
        {"archive_read_data", &archive->read},
        {"archive_error_string", &archive->problem},
        {"archive_read_free", &archive->free},
        {NULL, NULL},
    };
    return library_open(diagnostics, "libarchive.so.13", "libarchive13", symbols);
}

/* Whether tables, their styles or what is said of them are in a part. */
static bool part_wanted(const char *name)
{
    static const char *const others[] = {"content.xml", "META-INF/manifest.xml",
                                         "encrypted-package", NULL};
    bool in_excel = g_str_has_prefix(name, "xl/") &&
                    (g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".rels"));
    bool drawn = strstr(name, "/drawings/") || strstr(name, "/charts/") ||
                 strstr(name, "/theme/");
    return (in_excel && !drawn) || g_strv_contains(others, name);
}

static void broken_report(const Unpacking *unpacking)
{
    const char *problem = unpacking->library.problem(unpacking->archive);
    report(unpacking->diagnostics, IMPORT_BROKEN, place_file(unpacking->path),
           problem ? problem : "it is damaged");
}

/* The bytes of the part in hand; false: reported. */
static bool part_unpack(Unpacking *unpacking, const char *name)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autofree guint8 *block = g_malloc(BLOCK);
    ssize_t n;
    while ((n = unpacking->library.read(unpacking->archive, block, BLOCK)) > 0) {
        unpacking->parts->n_bytes += (size_t)n;
        if (unpacking->parts->n_bytes > LARGEST_WORKBOOK) {
            report(unpacking->diagnostics, FILE_TOO_LARGE, place_file(unpacking->path),
                   unpacking->path, LARGEST_WORKBOOK_NAME ", unpacked");
            return false;
        }
        g_byte_array_append(bytes, block, (guint)n);
    }
    if (n < 0) {
        broken_report(unpacking);
        return false;
    }
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    g_hash_table_replace(unpacking->parts->parts, g_strdup(name),
                         g_byte_array_free_to_bytes(g_steal_pointer(&bytes)));
    return true;
}

static bool encrypted_report(const Unpacking *unpacking)
{
    report(unpacking->diagnostics, IMPORT_KIND, place_file(unpacking->path),
           "a workbook with a password",
           "open it in a spreadsheet program and save it without one");
    return false;
}

static bool entry_take(Unpacking *unpacking, void *entry)
{
    const char *name = unpacking->library.entry_path(entry);
    if (!name || !part_wanted(name))
        return true;
    if (unpacking->library.entry_encrypted(entry) ||
        strcmp(name, "encrypted-package") == 0)
        return encrypted_report(unpacking);
    return part_unpack(unpacking, name);
}

static bool entries_take(Unpacking *unpacking)
{
    void *entry = NULL;
    for (int n = 0; n < MOST_ENTRIES; n++) {
        int status = unpacking->library.next(unpacking->archive, &entry);
        if (status == ARCHIVE_DONE)
            return true;
        if (status < ARCHIVE_WORST) {
            broken_report(unpacking);
            return false;
        }
        if (!entry_take(unpacking, entry))
            return false;
    }
    report(unpacking->diagnostics, IMPORT_BROKEN, place_file(unpacking->path),
           "it has too many parts");
    return false;
}

/* LibreOffice encrypts each part for itself, and the list of parts says so. */
static bool parts_readable(const Unpacking *unpacking)
{
    size_t length = 0;
    const char *manifest =
        part_find(unpacking->parts, "META-INF/manifest.xml", &length);
    return !manifest || !strstr(manifest, "encryption-data") ||
           encrypted_report(unpacking);
}

static bool archive_take(Unpacking *unpacking)
{
    if (unpacking->library.support_zip(unpacking->archive) >= ARCHIVE_WORST &&
        unpacking->library.open(unpacking->archive, unpacking->path, BLOCK) >=
            ARCHIVE_WORST)
        return entries_take(unpacking) && parts_readable(unpacking);
    broken_report(unpacking);
    return false;
}

Parts *parts_read(Diagnostics *diagnostics, const char *path)
{
    Unpacking unpacking = {.diagnostics = diagnostics, .path = path};
    if (!archive_open(diagnostics, &unpacking.library))
        return NULL;
    g_autoptr(Parts) parts = g_new0(Parts, 1);
    parts->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)g_bytes_unref);
    unpacking.parts = parts;
    unpacking.archive = unpacking.library.new();
    g_assert(unpacking.archive);
    bool taken = archive_take(&unpacking);
    unpacking.library.free(unpacking.archive);
    return taken ? g_steal_pointer(&parts) : NULL;
}

void parts_free(Parts *parts)
{
    if (!parts)
        return;
    g_hash_table_unref(parts->parts);
    g_free(parts);
}

const char *part_find(const Parts *parts, const char *name, size_t *length)
{
    GBytes *bytes = g_hash_table_lookup(parts->parts, name);
    gsize size = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    *length = size > 0 ? size - 1 : 0;
    return text;
}
