/*
 * Names looked for in a PDF of which nothing is known but its text. Poppler gives the
 * text of a page in an order that it guesses; a name may be turned over two lines there,
 * so that blanks are not compared, but it must begin and end where words do.
 */
#include "press/press.h"

#include <string.h>

#include "press/poppler.h"

/* A text without its blanks, and where words begin in it. */
typedef struct Solid {
    GString *text;
    GByteArray *starts; /* of each byte of text: whether a word begins there */
} Solid;

/* Adds a text in NFC; between two additions words end. */
static void solid_add(Solid *solid, const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    bool letter_before = false;
    for (const char *at = composed ? composed : ""; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        bool letter = g_unichar_isalnum(character) || g_unichar_ismark(character);
        guint8 start = !letter || !letter_before;
        letter_before = letter;
        if (g_unichar_isspace(character))
            continue;
        gsize before = solid->text->len;
        g_string_append_unichar(solid->text, character);
        for (gsize i = before; i < solid->text->len; i++)
            g_byte_array_append(solid->starts, i == before ? &start : (guint8[]){0}, 1);
    }
}

static bool solid_starts(const Solid *solid, size_t at)
{
    return at >= solid->text->len || solid->starts->data[at];
}

static bool solid_has(const Solid *solid, const char *name)
{
    Solid wanted = {g_string_new(NULL), g_byte_array_new()};
    solid_add(&wanted, name);
    size_t n = wanted.text->len;
    bool found = false;
    for (const char *at = solid->text->str; n > 0 && !found; at++) {
        at = strstr(at, wanted.text->str);
        if (!at)
            break;
        size_t offset = (size_t)(at - solid->text->str);
        found = solid_starts(solid, offset) && solid_starts(solid, offset + n);
    }
    g_string_free(wanted.text, TRUE);
    g_byte_array_unref(wanted.starts);
    return found;
}

static void document_read(const Poppler *poppler, void *document, Solid *solid)
{
    int n_pages = poppler->count_pages(document);
    for (int i = 0; i < n_pages; i++) {
        void *page = poppler->page(document, i);
        g_autofree char *text = page ? poppler->text(page) : NULL;
        if (text)
            solid_add(solid, text);
        object_release(page);
    }
}

bool pdf_find_names(Diagnostics *diagnostics, const char *path,
                    const char *const *names, size_t n_names, bool *found)
{
    Poppler poppler;
    if (!poppler_open(diagnostics, &poppler))
        return false;
    void *document = poppler_read(&poppler, path, NULL);
    if (!document)
        return false;
    Solid solid = {g_string_new(NULL), g_byte_array_new()};
    document_read(&poppler, document, &solid);
    object_release(document);
    for (size_t i = 0; i < n_names; i++)
        found[i] = solid_has(&solid, names[i]);
    g_string_free(solid.text, TRUE);
    g_byte_array_unref(solid.starts);
    return true;
}
