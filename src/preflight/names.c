/*
 * The names that a file should show, looked for in what it reads as. Blanks do not count,
 * since a name may turn at the end of a line; but a name begins and ends where a word
 * does, so that "Oak 1" is not found in "Oak 11":
 *
 *     drawn     Specimen Oak 1⏎member⏎Specimen Oak 11⏎
 *     squeezed  SpecimenOak1memberSpecimenOak11       a bit for each: a gap stood before
 *
 * The text is gone through once: at each gap, the letters from there to another gap are
 * looked up among the names, for each length that a name has. So the order of names does
 * not matter, a name of two people must stand there twice, and 20,000 names take a tenth
 * of a second. Scripts from right to left are drawn from left to right by some programs,
 * and so are looked for in that order too.
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
        guint8 bit = gap || !(g_unichar_isalnum(c) || g_unichar_ismark(c));
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

/* A name that is looked for, and how often it was met. */
typedef struct Sought {
    size_t n_met;
} Sought;

typedef struct Search {
    GHashTable *names;   /* Bytes to Sought, reversed ones too */
    GHashTable *lengths; /* that any has */
} Search;

static guint bytes_hash(gconstpointer key)
{
    const Bytes *bytes = key;
    guint hash = 5381;
    for (size_t i = 0; i < bytes->length; i++)
        hash = hash * 33 + (unsigned char)bytes->start[i];
    return hash;
}

static gboolean bytes_same(gconstpointer a, gconstpointer b)
{
    return bytes_equal(*(const Bytes *)a, *(const Bytes *)b);
}

static bool runs_backward(const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(text));
        if (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW)
            return true;
    }
    return false;
}

static void sought_put(Check *check, Search *search, const char *text, Sought *sought)
{
    Bytes *key = arena_one(check->arena, Bytes);
    *key = (Bytes){arena_string(check->arena, text), strlen(text)};
    g_hash_table_insert(search->names, key, sought);
    g_hash_table_add(search->lengths, GSIZE_TO_POINTER(key->length));
}

/* The entry of a name, made when it is new. */
static Sought *sought_find(Check *check, Search *search, const char *name)
{
    g_autofree char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
    Squeezed squeezed = squeeze(composed ? composed : name);
    const Bytes key = {squeezed.text->str, squeezed.text->len};
    Sought *sought = g_hash_table_lookup(search->names, &key);
    if (!sought) {
        sought = arena_one(check->arena, Sought);
        sought_put(check, search, squeezed.text->str, sought);
        g_autofree char *reversed = g_utf8_strreverse(squeezed.text->str, -1);
        if (runs_backward(reversed))
            sought_put(check, search, reversed, sought);
    }
    squeezed_clear(&squeezed);
    return sought;
}

/* Looks up what begins at the gap before the byte `at`. */
static void place_search(const Search *search, const Squeezed *text, size_t at)
{
    GHashTableIter iter;
    gpointer length;
    g_hash_table_iter_init(&iter, search->lengths);
    while (g_hash_table_iter_next(&iter, &length, NULL)) {
        size_t n = GPOINTER_TO_SIZE(length);
        if (n == 0 || n > text->text->len - at || !text->gaps->data[at + n])
            continue;
        const Bytes key = {text->text->str + at, n};
        Sought *sought = g_hash_table_lookup(search->names, &key);
        if (sought)
            sought->n_met++;
    }
}

static void text_search(const Search *search, const char *drawn, size_t length)
{
    g_autofree char *valid = g_utf8_make_valid(drawn, (gssize)length);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    Squeezed text = squeeze(composed ? composed : valid);
    for (size_t at = 0; at < text.text->len; at++)
        if (text.gaps->data[at])
            place_search(search, &text, at);
    squeezed_clear(&text);
}

size_t names_check(Check *check)
{
    const Preflight *ask = check->ask;
    if (!ask->names)
        return 0;
    Search search = {g_hash_table_new(bytes_hash, bytes_same),
                     g_hash_table_new(NULL, NULL)};
    Sought **sought = arena_array(check->arena, Sought *, ask->n_names + 1);
    for (size_t i = 0; i < ask->n_names; i++)
        sought[i] = sought_find(check, &search, ask->names[i]);
    text_search(&search, check->text->str, check->text->len);
    size_t n_missing = 0;
    for (size_t i = 0; i < ask->n_names; i++) {
        if (sought[i]->n_met > 0) {
            sought[i]->n_met--;
            continue;
        }
        n_missing++;
        report(check->diagnostics, PREFLIGHT_NAME, ask->places[i], ask->names[i],
               check->shown);
    }
    g_hash_table_unref(search.names);
    g_hash_table_unref(search.lengths);
    return n_missing;
}
