/*
 * Which words an edition is set from: the letter's own where they serve its language,
 * else the catalogue's. A catalogue is translated once, also when several editions are
 * in its language: what is wrong with it is then told once, and counts for all of them.
 */
#include "batch/languages.h"

#include <string.h>

struct Translations {
    Diagnostics *diagnostics;
    Arena *arena;
    const Letter *letter;
    const Roster *roster;
    GHashTable *read; /* a catalogue's tag to its Translation; NULL: reported */
};

Translations *translations_new(Diagnostics *diagnostics, Arena *arena,
                               const Letter *letter, const Roster *roster)
{
    Translations *translations = g_new0(Translations, 1);
    *translations = (Translations){diagnostics, arena, letter, roster,
                                   g_hash_table_new(g_str_hash, g_str_equal)};
    return translations;
}

void translations_free(Translations *translations)
{
    g_hash_table_unref(translations->read);
    g_free(translations);
}

/* The translation by a catalogue that there is; NULL: reported. */
static const Translation *translation_find(Translations *translations, const char *tag)
{
    gpointer known;
    if (g_hash_table_lookup_extended(translations->read, tag, NULL, &known))
        return known;
    const Catalog *catalog = catalog_read(
        translations->diagnostics, translations->arena, translations->letter, tag);
    const Translation *translation =
        catalog ? letter_translate(translations->diagnostics, translations->arena,
                                   translations->letter, translations->roster, catalog)
                : NULL;
    g_hash_table_insert(translations->read, arena_string(translations->arena, tag),
                        (gpointer)translation);
    return translation;
}

/* The catalogue for an edition; NULL with *own set: the letter's own words serve it; NULL
 * without: reported. */
static const Translation *edition_translation(Translations *translations,
                                              const Edition *edition,
                                              const char *language, bool *own)
{
    const Letter *letter = translations->letter;
    bool same = strcmp(letter->language, language) == 0;
    const char *tag = same ? NULL : catalog_tag(translations->arena, letter, language);
    *own = !tag && letter_serves(letter, language);
    if (tag)
        return translation_find(translations, tag);
    if (!*own)
        report(translations->diagnostics, CATALOG_MISSING, edition->place, language);
    return NULL;
}

/* Whether all of a translation may be printed; false: reported. */
static bool translation_whole(const Translations *translations,
                              const Translation *translation, const Edition *edition)
{
    size_t n = translation->n_refused;
    if (n == 0)
        return true;
    g_autofree char *count =
        g_strdup_printf("%zu %s", n, plural(n, "message", "messages"));
    report(translations->diagnostics, EDITION_UNTRANSLATED, edition->place,
           edition->name, count, translation->catalog->path);
    return false;
}

const Source *source_find(Translations *translations, Arena *arena,
                          const Edition *edition, const char *language, bool draft)
{
    bool own = false;
    Source *source = arena_one(arena, Source);
    const Translation *translation =
        edition_translation(translations, edition, language, &own);
    if (!translation && !own)
        return NULL;
    if (translation && !draft && !translation_whole(translations, translation, edition))
        return NULL;
    Letter *letter = arena_one(arena, Letter);
    *letter = translation ? *translation->letter : *translations->letter;
    letter->draft = letter->draft || draft;
    if (translation)
        letter->language = language;
    *source =
        (Source){letter, translation ? translation->roster : translations->roster};
    return source;
}

/* ---- check ---------------------------------------------------------------------------- */

static LanguageRow row_make(const Translations *translations, const char *tag,
                            const Translation *translation)
{
    LanguageRow row = {.letter = g_intern_string(translations->letter->name),
                       .language = g_intern_string(tag)};
    if (!translation)
        return row;
    row.readable = true;
    row.reviewer = g_intern_string(translation->catalog->reviewer);
    row.n_messages = translation->n_messages;
    row.n_translated = translation->n_translated;
    row.n_fuzzy = translation->n_fuzzy;
    row.n_missing = translation->n_missing;
    return row;
}

bool languages_check(Translations *translations, GArray *rows)
{
    bool good = true;
    const char *const *tags = catalog_tags(translations->arena, translations->letter);
    for (; *tags; tags++) {
        const Translation *translation = translation_find(translations, *tags);
        LanguageRow row = row_make(translations, *tags, translation);
        g_array_append_val(rows, row);
        good = translation &&
               glossary_check(translations->diagnostics, translations->arena,
                              translations->letter, translation->catalog) &&
               good;
    }
    return good;
}
