/*
 * Which program this is: the identities that the linker gave it and each library that is
 * loaded with it, and the files, by size and time, of the libraries that are opened when
 * they are first needed. A file made by another one may differ, and is made again. Reading
 * the files themselves was the alternative; it takes longer than setting a letter.
 */
#define _GNU_SOURCE /* dl_iterate_phdr */
#include "batch/batch.h"

#include <link.h>
#include <string.h>

#define NOTE_ALIGN(length) (((size_t)(length) + 3) & ~(size_t)3)

/* Adds the identity among the notes of a segment. */
static void notes_sum(Sum *sum, const char *at, const char *end)
{
    while (end - at >= (ptrdiff_t)sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *note = (const void *)at;
        const char *name = at + sizeof *note;
        const char *text = name + NOTE_ALIGN(note->n_namesz);
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof "GNU" &&
            memcmp(name, "GNU", sizeof "GNU") == 0)
            sum_bytes(sum, text, note->n_descsz);
        at = text + NOTE_ALIGN(note->n_descsz);
    }
}

/* One object; the kernel's own, which has no file, is none of the program's. */
static int object_sum(struct dl_phdr_info *object, size_t size, void *sum)
{
    (void)size;
    if (g_str_has_prefix(object->dlpi_name, "linux-"))
        return 0;
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        const char *at = (const char *)object->dlpi_addr + segment->p_vaddr;
        if (segment->p_type == PT_NOTE)
            notes_sum(sum, at, at + segment->p_memsz);
    }
    return 0;
}

/* The libraries that are opened later and have a say in what a file holds. */
static const char *const later[] = {"libpango-1.0.so.0", "libgettextpo.so.0",
                                    "librsvg-2.so.2",    "libqpdf.so.29",
                                    "libqpdf.so.30",     "liblcms2.so.2"};

/* Finds the folder of the libraries: that of one which is always loaded. */
static int folder_find(struct dl_phdr_info *object, size_t size, void *folder)
{
    (void)size;
    if (strstr(object->dlpi_name, "/libglib-2.0.so") == NULL)
        return 0;
    *(char **)folder = g_path_get_dirname(object->dlpi_name);
    return 1;
}

static void later_sum(Sum *sum)
{
    g_autofree char *folder = NULL;
    dl_iterate_phdr(folder_find, &folder);
    for (size_t i = 0; folder && i < G_N_ELEMENTS(later); i++) {
        g_autofree char *path = g_build_filename(folder, later[i], NULL);
        sum_file(sum, path);
    }
}

const char *program_sum(Arena *arena)
{
    Sum sum = sum_begin();
    dl_iterate_phdr(object_sum, &sum);
    later_sum(&sum);
    return arena_string(arena, sum_end(&sum).text);
}
