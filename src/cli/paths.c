/*
 * Where data comes from: the letter's folder, the one that the program is run in, the
 * program's own. The last is found from the program's path: a clone's root when it
 * stands in build/<mode>/, else the data folder beside bin/.
 */
#include "cli/command.h"

#include <stdlib.h>

#include <glib/gstdio.h>

/* The clone's root when the program at `bin` (its folder) was built in one; to be
 * freed; NULL otherwise. */
static char *clone_root(const char *bin)
{
    g_autofree char *build = g_path_get_dirname(bin);
    g_autofree char *name = g_path_get_basename(build);
    char *root = g_path_get_dirname(build);
    g_autofree char *layouts = g_build_filename(root, "layouts", NULL);
    if (g_str_equal(name, "build") && g_file_test(layouts, G_FILE_TEST_IS_DIR))
        return root;
    g_free(root);
    return NULL;
}

/* The program's own data folder; to be freed; NULL: its path is not known. */
static char *program_folder(void)
{
    char *program = realpath("/proc/self/exe", NULL);
    if (!program)
        return NULL;
    g_autofree char *bin = g_path_get_dirname(program);
    free(program);
    char *root = clone_root(bin);
    if (root)
        return root;
    g_autofree char *prefix = g_path_get_dirname(bin);
    return g_build_filename(prefix, "share", "openletter", NULL);
}

/* Whether a folder is the one that the program is run in. */
static bool folder_here(const char *folder)
{
    GStatBuf here, there;
    return g_stat(".", &here) == 0 && g_stat(folder, &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

Folders folders_for(Arena *arena, const char *folder)
{
    g_autofree char *program = program_folder();
    const char **paths = arena_array(arena, const char *, 4);
    size_t n = 0;
    if (folder)
        paths[n++] = arena_string(arena, folder);
    paths[n++] = ".";
    if (program && !folder_here(program))
        paths[n++] = arena_string(arena, program);
    return (Folders){paths};
}
