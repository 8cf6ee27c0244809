/*
 * A library of whose functions a few are wanted. It stays loaded until the program ends:
 * those that register types with GObject cannot be taken out again. Linking against it
 * would be simpler, but costs each start some milliseconds, used or not.
 */
#include "base/library.h"

#include <gmodule.h>
#include <stdarg.h>
#include <string.h>

bool library_open(Diagnostics *diagnostics, const char *file, const char *package,
                  const LibrarySymbol *symbols)
{
    GModule *module = g_module_open(file, G_MODULE_BIND_LAZY);
    if (!module) {
        report(diagnostics, LIBRARY_MISSING, PLACE_NONE, file, package);
        return false;
    }
    g_module_make_resident(module);
    for (size_t i = 0; symbols[i].name; i++) {
        gpointer address;
        if (!g_module_symbol(module, symbols[i].name, &address)) {
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
        GModule *module = g_module_open(next, G_MODULE_BIND_LAZY);
        file = next;
        if (!module)
            continue;
        g_module_make_resident(module);
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
        GModule *module = g_module_open("libgobject-2.0.so.0", G_MODULE_BIND_LAZY);
        gpointer address = NULL;
        if (!module || !g_module_symbol(module, "g_object_unref", &address))
            g_error("GObject is gone, though a library brought it");
        g_module_make_resident(module);
        memcpy(&release, &address, sizeof release);
    }
    release(object);
}
