/* Our own data: the first folder that has a file gives it. A file of the folder that
 * the program is run in is named as a person there would: without "./". */
#include "base/folders.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

const char *folders_find(const Folders *folders, Arena *arena, const char *relative)
{
    for (const char *const *folder = folders->paths; *folder; folder++) {
        bool here = strcmp(*folder, ".") == 0;
        g_autofree char *path =
            here ? g_strdup(relative) : g_build_filename(*folder, relative, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return arena_string(arena, path);
    }
    return NULL;
}
