/*
 * A desk for tests of what reads files: a folder that is empty at first and gone at the
 * end, an arena, and what was reported.
 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include <cmocka.h>

#include "base/base.h"

typedef struct Desk {
    Arena *arena;
    const char *folder;
    FILE *out;
    char *told; /* what was reported so far, as on a pipe */
    size_t told_length;
    Diagnostics *diagnostics;
} Desk;

static inline void desk_init(Desk *desk)
{
    *desk = (Desk){.arena = arena_new()};
    g_autofree char *folder = g_dir_make_tmp("openletter-XXXXXX", NULL);
    assert_non_null(folder);
    desk->folder = arena_string(desk->arena, folder);
    desk->out = open_memstream(&desk->told, &desk->told_length);
    desk->diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, desk->out);
}

static inline void tree_remove(const char *path)
{
    bool linked = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    GDir *folder = linked ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        tree_remove(inner);
    }
    if (folder)
        g_dir_close(folder);
    g_remove(path);
}

static inline void desk_clear(Desk *desk)
{
    tree_remove(desk->folder);
    diagnostics_free(desk->diagnostics);
    fclose(desk->out);
    free(desk->told);
    arena_free(desk->arena);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Desk, desk_clear)

/* Setup and teardown of tests whose state is a Desk. */
static inline int desk_open(void **state)
{
    *state = g_new0(Desk, 1);
    desk_init(*state);
    return 0;
}

static inline int desk_close(void **state)
{
    desk_clear(*state);
    g_free(*state);
    return 0;
}

/* The path of `name` in the desk's folder. */
static inline const char *desk_path(Desk *desk, const char *name)
{
    return arena_print(desk->arena, "%s/%s", desk->folder, name);
}

/* Puts a file into the folder, with the folders above it. */
static inline const char *desk_put(Desk *desk, const char *name, const char *bytes,
                                   size_t length)
{
    const char *path = desk_path(desk, name);
    g_autofree char *folder = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0777), 0);
    assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    return path;
}

/* The same for a text. */
static inline const char *desk_write(Desk *desk, const char *name, const char *text)
{
    return desk_put(desk, name, text, strlen(text));
}

/* What is in a file; NULL: it cannot be read. */
static inline const char *desk_read(Desk *desk, const char *path)
{
    g_autofree char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    return arena_string(desk->arena, text);
}

/* What was reported, the place and the code of each: "2:5 unknown-key, 3 bad-value". */
static inline const char *desk_reports(Desk *desk)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    g_autoptr(GRegex) form =
        g_regex_new("^[^ ].*?((?::[0-9]+){0,2}): (?:error|warning|note): .*\\[(.*)\\]$",
                    G_REGEX_MULTILINE, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(form, desk->told ? desk->told : "", 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *place = g_match_info_fetch(match, 1);
        g_autofree char *code = g_match_info_fetch(match, 2);
        g_string_append_printf(shown, "%s%s%s%s", shown->len ? ", " : "",
                               *place ? place + 1 : "", *place ? " " : "", code);
    }
    return arena_text(desk->arena, shown->str, shown->len);
}

/* Checks the reports so far, in the form of desk_reports. */
#define assert_reports(desk, want) assert_string_equal(desk_reports(desk), (want))

/* Checks that a report, or its help, has these words. */
#define assert_told(desk, words)                                                       \
    do {                                                                               \
        if (!strstr((desk)->told ? (desk)->told : "", (words)))                        \
            fail_msg("'%s' is not in:\n%s", (words), (desk)->told);                    \
    } while (0)

#endif
