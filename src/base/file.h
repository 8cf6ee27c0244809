/* Files read whole and written whole. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"

/* Reads a text file: checks that it is UTF-8 without U+0000 and at most 16 MiB, takes off
 * a byte-order mark. *text is NUL-terminated, in the arena. False: reported, with the
 * line and column of the first wrong byte, `place` naming who asked for the file. */
bool file_read_text(Diagnostics *diagnostics, Arena *arena, const char *path,
                    Place place, const char **text, size_t *length);

/* The most bytes of an image, and how that is said. */
#define LARGEST_IMAGE ((size_t)64 << 20)
#define LARGEST_IMAGE_NAME "64 MiB"

/* The SHA-256 of an image's file, in 64 digits, in the arena; read a part at a time.
 * NULL: it is unreadable or too large, reported at `place`. */
const char *file_sum(Diagnostics *diagnostics, Arena *arena, const char *path,
                     Place place);

/* Whether it is a file of just these bytes. */
bool file_holds(const char *path, const char *bytes, size_t length);

/* A file that is written beside its target and takes its place at once when done. */
typedef struct FileWriter FileWriter;

/* Starts writing `path`, whose folders are made; the bytes go to a file in the folder
 * `staging` (made too, of the same file system) until file_commit. NULL: reported; so is
 * a folder that stands at `path`. `diagnostics` NULL: it is all the same whether the file is
 * written, and nothing is told. */
FileWriter *file_open(Diagnostics *diagnostics, const char *path, const char *staging);

/* Says that the file can be made again at any time, so that its commit need not wait for
 * the disk: after a power cut it may be cut off. */
void file_hasten(FileWriter *writer);

/* Adds bytes; false once something failed (reported by file_commit). The signature
 * suits cairo_write_func_t's wrapper. */
bool file_write(FileWriter *writer, const void *bytes, size_t length);

/* Why writing failed ("No space left on device"); NULL: it did not so far. */
const char *file_problem(const FileWriter *writer);

/* The path that is being written to before it is committed, for reading it back. */
const char *file_staged_path(const FileWriter *writer);

/* Writes out what is buffered, so that file_staged_path can be read. */
bool file_flush(FileWriter *writer);

/* Says that no more bytes come: syncs and closes, so that many files can wait for their
 * commit at once. False once something failed (reported by file_commit). */
bool file_finish(FileWriter *writer);

/* Finishes and renames onto the target; frees the writer. False: reported, and the old
 * file is untouched. */
bool file_commit(FileWriter *writer);

/* Throws away what was written; the old file is untouched; frees the writer. */
void file_discard(FileWriter *writer);

/* Takes away what killed processes left in a folder that files are staged in. Files that
 * a living process stages there, on this machine or another, are locked and stay. */
void staging_sweep(const char *folder);

/* Makes the folder and those above it, where they are missing. False: reported. */
bool folder_make(Diagnostics *diagnostics, const char *folder);

/* Waits for a folder until no other process has locked it, and locks it, so that a file
 * in it can be read and written anew. -1: it cannot be opened, which reading will tell. */
int folder_lock(const char *folder);
void folder_unlock(int lock);

/* Reads the file `name` of a folder as file_read_text does; a link that leads out of the
 * folder is reported and not followed. */
bool file_read_inside(Diagnostics *diagnostics, Arena *arena, const char *folder,
                      const char *name, const char **text, size_t *length);

/* Whether `relative` stays in `folder`, symbolic links followed; if so the full path is
 * put into *path (arena). A file that does not exist is judged by its folder. */
bool path_within(Arena *arena, const char *folder, const char *relative,
                 const char **path);

#endif
