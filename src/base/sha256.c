/*
 * Nettle takes an eighth of GLib's time where the processor knows the algorithm. libqpdf
 * brings it along; where it is not there, GLib's gives the same sum.
 */
#include "base/sha256.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>
#include <gmodule.h>
#include <nettle/sha2.h>

/* The name that nettle's header gives a function. */
#define NAME(function) G_STRINGIFY(function)

typedef struct Nettle {
    __typeof__(sha256_init) *init;
    __typeof__(sha256_update) *update;
    __typeof__(sha256_digest) *digest;
} Nettle;

static bool symbol_find(GModule *module, const char *name, void *pointer)
{
    gpointer address;
    if (!g_module_symbol(module, name, &address))
        return false;
    memcpy(pointer, &address, sizeof address);
    return true;
}

static bool nettle_open(Nettle *nettle)
{
    GModule *module = g_module_open("libnettle.so.8", G_MODULE_BIND_LAZY);
    if (!module)
        return false;
    g_module_make_resident(module);
    return symbol_find(module, NAME(sha256_init), &nettle->init) &&
           symbol_find(module, NAME(sha256_update), &nettle->update) &&
           symbol_find(module, NAME(sha256_digest), &nettle->digest);
}

static char *digits_of(const unsigned char *digest)
{
    GString *digits = g_string_sized_new(2 * SHA256_DIGEST_SIZE);
    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++)
        g_string_append_printf(digits, "%02x", digest[i]);
    return g_string_free(digits, FALSE);
}

char *sha256_digits(const void *bytes, size_t length)
{
    Nettle nettle;
    if (!nettle_open(&nettle))
        return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, length);
    struct sha256_ctx context;
    unsigned char digest[SHA256_DIGEST_SIZE];
    nettle.init(&context);
    nettle.update(&context, length, bytes);
    nettle.digest(&context, sizeof digest, digest);
    return digits_of(digest);
}
