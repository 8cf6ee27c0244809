/* Libraries that are heavy to load: opened when first needed, and kept. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>

#include "base/diagnostic.h"

/* A function of a library, and the pointer that is to hold it. */
typedef struct LibrarySymbol {
    const char *name;
    void *pointer; /* to a function pointer */
} LibrarySymbol;

/* Opens the library `file` ("libx.so.2") and fills the pointers of `symbols`, which end
 * with a NULL name. False: reported, with the Debian package that has it. */
bool library_open(Diagnostics *diagnostics, const char *file, const char *package,
                  const LibrarySymbol *symbols);

/* Loads the first of the files that is installed and is its name; the last of them when
 * none is. The names end with NULL. From any thread. */
const char *library_first(const char *file, ...) G_GNUC_NULL_TERMINATED;

/* Gives back an object of a library that is built on GObject; may be NULL. */
void object_release(void *object);

#endif
