/*
 * The names that a file should show, looked for in what it reads as. Blanks do not count,
 * since a name may turn at the end of a line; but a name begins and ends where a word
 * does, so that "Oak 1" is not found in "Oak 11":
 *
 *     drawn     Specimen Oak 1⏎member⏎Specimen Oak 11⏎
 *     squeezed  SpecimenOak1memberSpecimenOak11       a bit for each: a gap stood before
 *
 * Names are looked for one behind the other, as an edition sets them; one that is not
 * there is looked for in all of the text. Scripts from right to left are drawn from left
 * to right by some programs, and so are looked for in that order too.
 */
#include "preflight/check.h"

#include <string.h>

/* Text without blanks, and where a gap stood before a byte. */
typedef struct Squeezed {
    GString *text;
    GByteArray *gaps;
} Squeezed;

/* What is not seen: blanks, soft hyphens, marks of direction. */
static bool unseen(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xAD || c == 0x200B || c == 0x200E ||
           c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || g_unichar_iscntrl(c);
}

static Squeezed squeeze(const char *text)
{
    Squeezed squeezed = {g_string_new(NULL), g_byte_array_new()};
    bool gap = true;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (unseen(c)) {
            gap = gap || g_unichar_isspace(c) || c == '\n';
            continue;
        }
        gsize before = squeezed.text->len;
        g_string_append_unichar(squeezed.text, c);
        guint8 bit = gap || !g_unichar_isalnum(c);
        for (gsize i = before; i < squeezed.text->len; i++)
            g_byte_array_append(squeezed.gaps, &bit, 1);
        gap = !g_unichar_isalnum(c) && !g_unichar_ismark(c);
    }
    const guint8 end = 1;
    g_byte_array_append(squeezed.gaps, &end, 1);
    return squeezed;
}

static void squeezed_clear(Squeezed *squeezed)
{
    g_string_free(squeezed->text, TRUE);
    g_byte_array_unref(squeezed->gaps);
}

/* Where the name stands at `from` or behind it, as words of their own; SIZE_MAX. */
static size_t name_search(const Squeezed *text, const char *name, size_t from)
{
    size_t length = strlen(name);
    Bytes bytes = {text->text->str, text->text->len};
    while ((from = bytes_search(bytes, from, name)) != SIZE_MAX) {
        if (text->gaps->data[from] && text->gaps->data[from + length])
            return from;
        from++;
    }
    return SIZE_MAX;
}

static size_t either_search(const Squeezed *text, const char *name, size_t from)
{
    size_t at = name_search(text, name, from);
    if (at != SIZE_MAX)
        return at;
    for (const char *c = name; *c; c = g_utf8_next_char(c)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(c));
        if (script != G_UNICODE_SCRIPT_ARABIC && script != G_UNICODE_SCRIPT_HEBREW)
            continue;
        g_autofree char *reversed = g_utf8_strreverse(name, -1);
        return name_search(text, reversed, from);
    }
    return SIZE_MAX;
}

static bool name_find(const Squeezed *text, const char *name, size_t *cursor)
{
    g_autofree char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
    Squeezed squeezed = squeeze(composed ? composed : name);
    size_t at = either_search(text, squeezed.text->str, *cursor);
    bool ahead = at != SIZE_MAX;
    if (!ahead)
        at = either_search(text, squeezed.text->str, 0);
    else
        *cursor = at + squeezed.text->len;
    squeezed_clear(&squeezed);
    return at != SIZE_MAX;
}

size_t names_check(Check *check)
{
    const Preflight *ask = check->ask;
    if (!ask->names)
        return 0;
    g_autofree char *valid =
        g_utf8_make_valid(check->text->str, (gssize)check->text->len);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    Squeezed text = squeeze(composed ? composed : valid);
    size_t cursor = 0, n_missing = 0;
    for (size_t i = 0; i < ask->n_names; i++) {
        if (name_find(&text, ask->names[i], &cursor))
            continue;
        n_missing++;
        report(check->diagnostics, PREFLIGHT_NAME, ask->places[i], ask->names[i],
               check->shown);
    }
    squeezed_clear(&text);
    return n_missing;
}
