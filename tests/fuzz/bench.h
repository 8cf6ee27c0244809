/*
 * A bench for fuzz targets: a folder that each input is written into, and an arena and
 * diagnostics that are new for each. The folder is made where TMPDIR says; whoever runs
 * the target takes it away.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/base.h"

/* What libFuzzer calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Bench {
    Arena *arena;
    Diagnostics *diagnostics;
} Bench;

static inline Bench bench_new(void)
{
    static FILE *nowhere;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    g_assert(nowhere);
    return (Bench){arena_new(), diagnostics_new(DIAGNOSTICS_PLAIN, nowhere)};
}

static inline void bench_free(Bench bench)
{
    diagnostics_free(bench.diagnostics);
    arena_free(bench.arena);
}

/* The folder of the process. */
static inline const char *bench_folder(void)
{
    static char *folder;
    if (!folder)
        folder = g_dir_make_tmp("openletter-fuzz-XXXXXX", NULL);
    g_assert(folder);
    return folder;
}

/* Writes a file into the folder; its path, in the arena. */
static inline const char *bench_put(Bench bench, const char *name, const void *bytes,
                                    size_t length)
{
    const char *path = arena_print(bench.arena, "%s/%s", bench_folder(), name);
    g_autofree char *above = g_path_get_dirname(path);
    FILE *file = g_mkdir_with_parents(above, 0777) == 0 ? fopen(path, "wb") : NULL;
    g_assert(file && fwrite(bytes, 1, length, file) == length);
    g_assert(fclose(file) == 0);
    return path;
}

/* The folders of data: the bench's own, then the clone that the target is run in. */
static inline Folders bench_folders(Bench bench)
{
    const char **paths = arena_array(bench.arena, const char *, 3);
    paths[0] = bench_folder();
    paths[1] = ".";
    return (Folders){paths};
}

/* Nothing fails without a word, and nothing that was an error passes. */
static inline void bench_judge(Bench bench, bool good)
{
    g_assert(good == (diagnostics_errors(bench.diagnostics) == 0));
}

#endif
