/* Our own data: the first folder that has a file gives it. A file of the folder that
 * the program is run in is named as a person there would: without "./". */
#include "base/folders.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

/* The first existing `relative` at or below `folder`; *folder is then the next one. */
static const char *find_from(const char *const **folder, Arena *arena,
                             const char *relative)
{
    while (**folder) {
        const char *path = *(*folder)++;
        bool here = strcmp(path, ".") == 0;
        g_autofree char *full =
            here ? g_strdup(relative) : g_build_filename(path, relative, NULL);
        if (g_file_test(full, G_FILE_TEST_EXISTS))
            return arena_string(arena, full);
    }
    return NULL;
}

const char *folders_find(const Folders *folders, Arena *arena, const char *relative)
{
    const char *const *folder = folders->paths;
    return find_from(&folder, arena, relative);
}

const char *folders_find_next(const Folders *folders, Arena *arena,
                              const char *relative, const char *path)
{
    const char *const *folder = folders->paths;
    const char *found;
    do
        found = find_from(&folder, arena, relative);
    while (found && strcmp(found, path) != 0);
    return found ? find_from(&folder, arena, relative) : NULL;
}
