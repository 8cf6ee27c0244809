/* Where openletter's own data is: layouts/ and fonts/ under each of some folders. */
#ifndef BASE_FOLDERS_H
#define BASE_FOLDERS_H

#include <stddef.h>

#include "base/arena.h"

/* Folders in the order in which they are searched: the letter's own, that of the
 * project that the program is run in, the program's own (clone or installed). */
typedef struct Folders {
    const char *const *paths; /* ends with NULL */
} Folders;

/* The first existing `relative` (such as "layouts/letter.yaml") below the folders, in
 * the arena; NULL when none has it. */
const char *folders_find(const Folders *folders, Arena *arena, const char *relative);

/* The next one, in the folders after that of `path`, which folders_find gave; NULL when
 * there is none. */
const char *folders_find_next(const Folders *folders, Arena *arena,
                              const char *relative, const char *path);

#endif
