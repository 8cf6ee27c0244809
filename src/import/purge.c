/*
 * Names of those who withdrew, taken out of what is kept beside the letter. A cache, a
 * list or a report in output/.openletter can be made again, and goes as a whole when a
 * withdrawn name is in it, as it stands or as JSON escapes it; files that are being
 * written (their names begin with ".openletter-") are left to their writer. The records
 * in proofs/ are what somebody put a hand to: those are told.
 */
#include "import/merge.h"

#include <string.h>

#include <glib/gstdio.h>

enum { LARGEST_SEARCHED = 256 << 20 };

typedef struct Search {
    Diagnostics *diagnostics;
    const char *const *names;
    bool removes; /* files that hold a name; else they are told */
} Search;

static bool bytes_within(const char *bytes, size_t size, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = bytes; length > 0 && size - (size_t)(at - bytes) >= length;
         at++) {
        at = memchr(at, text[0], size - (size_t)(at - bytes) - length + 1);
        if (!at)
            return false;
        if (memcmp(at, text, length) == 0)
            return true;
    }
    return false;
}

/* A text as JSON writes it, without the quotes round it; to be freed. */
static char *json_escape(const char *text)
{
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    return g_string_free(out, FALSE);
}

/* The first of the names that a file holds; NULL: it holds none. */
static const char *name_held(const Search *search, const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    size_t size = file ? g_mapped_file_get_length(file) : 0;
    if (size == 0 || size > LARGEST_SEARCHED)
        return NULL;
    for (const char *const *name = search->names; *name; name++) {
        g_autofree char *escaped = json_escape(*name);
        const char *bytes = g_mapped_file_get_contents(file);
        if (bytes_within(bytes, size, *name) || bytes_within(bytes, size, escaped))
            return *name;
    }
    return NULL;
}

static void file_search(const Search *search, const char *path)
{
    const char *name = name_held(search, path);
    if (!name)
        return;
    if (!search->removes)
        report(search->diagnostics, IMPORT_NAME_HELD, PLACE_NONE, path, name);
    else if (g_unlink(path) == 0)
        report(search->diagnostics, IMPORT_PURGED, PLACE_NONE, path);
    else
        report(search->diagnostics, IMPORT_NAME_HELD, PLACE_NONE, path, name);
}

/* Looks through the files of a folder and of those in it; links are not followed. */
static void folder_search(const Search *search, const char *folder, int depth)
{
    enum { DEEPEST = 8 };
    GDir *entries = depth < DEEPEST ? g_dir_open(folder, 0, NULL) : NULL;
    for (const char *name; entries && (name = g_dir_read_name(entries));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_SYMLINK) ||
            g_str_has_prefix(name, ".openletter-"))
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            folder_search(search, path, depth + 1);
        else if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            file_search(search, path);
    }
    if (entries)
        g_dir_close(entries);
}

void withdrawn_purge(Diagnostics *diagnostics, const char *const *names,
                     const char *output, const char *folder)
{
    const Search kept = {diagnostics, names, true};
    const Search records = {diagnostics, names, false};
    g_autofree char *hidden = g_build_filename(output, ".openletter", NULL);
    g_autofree char *proofs = g_build_filename(folder, "proofs", NULL);
    if (!*names)
        return;
    folder_search(&kept, hidden, 0);
    folder_search(&records, proofs, 0);
}
