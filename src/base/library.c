/*
 * A library of whose functions a few are wanted. It stays loaded until the program ends:
 * those that register types with GObject cannot be taken out again. Linking against it
 * would be simpler, but costs each start some milliseconds, used or not.
 *
 * What a library needs is looked for in itself and in those that it names before it is in
 * all that the program has loaded (RTLD_DEEPBIND): a thousand symbols of C++, each asked of
 * thirty libraries that do not have it, take four times as long as the rest of opening.
 * AddressSanitizer, which must be found first, does not allow it.
 */
#include "base/library.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <string.h>

/* GCC defines a name under AddressSanitizer, clang has a question for it. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) ||               \
    !defined(RTLD_DEEPBIND)
#define FLAGS (RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE)
#else
#define FLAGS (RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE | RTLD_DEEPBIND)
#endif

bool library_open(Diagnostics *diagnostics, const char *file, const char *package,
                  const LibrarySymbol *symbols)
{
    void *library = dlopen(file, FLAGS);
    if (!library) {
        report(diagnostics, LIBRARY_MISSING, PLACE_NONE, file, package);
        return false;
    }
    for (size_t i = 0; symbols[i].name; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (!address) {
            report(diagnostics, LIBRARY_OLD, PLACE_NONE, file, symbols[i].name,
                   package);
            return false;
        }
        memcpy(symbols[i].pointer, &address, sizeof address);
    }
    return true;
}

const char *library_first(const char *file, ...)
{
    va_list others;
    va_start(others, file);
    for (const char *next = file; next; next = va_arg(others, const char *)) {
        file = next;
        if (dlopen(next, FLAGS))
            break;
    }
    va_end(others);
    return file;
}

void object_release(void *object)
{
    static void (*release)(void *);
    if (!object)
        return;
    if (!release) {
        void *library = dlopen("libgobject-2.0.so.0", FLAGS);
        void *address = library ? dlsym(library, "g_object_unref") : NULL;
        if (!address)
            g_error("GObject is gone, though a library brought it");
        memcpy(&release, &address, sizeof release);
    }
    release(object);
}
