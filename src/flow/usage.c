/*
 * Which font sets which characters: the placed runs, gathered by what is the same for
 * all characters of one: file, language, script, and what the style asks of the font.
 * There are a few dozen such uses even where there are thousands of runs, and the next
 * run mostly is of one of the last ones; so they are looked for in a list from its end.
 */
#include "flow/usage.h"

#include <string.h>

typedef struct Tally {
    FontUse use;
    GHashTable *counts; /* gunichar to how many */
} Tally;

typedef struct Counter {
    const FontBook *book;
    GArray *tallies;
} Counter;

static void tally_clear(gpointer tally)
{
    g_hash_table_unref(((Tally *)tally)->counts);
}

static bool use_same(const FontUse *a, const FontUse *b)
{
    return a->file == b->file && a->script == b->script &&
           memcmp(a->asked, b->asked, sizeof a->asked) == 0 &&
           strcmp(a->language, b->language) == 0;
}

static Tally *tally_of(Counter *counter, const GlyphRun *run)
{
    Tally made = {.use = {.file = fontbook_file(counter->book, run->font),
                          .font = run->font,
                          .language = run->language,
                          .script = run->script}};
    use_ask(&made.use, run->style);
    for (guint i = counter->tallies->len; i-- > 0;) {
        Tally *tally = &g_array_index(counter->tallies, Tally, i);
        if (use_same(&tally->use, &made.use))
            return tally;
    }
    made.counts = g_hash_table_new(NULL, NULL);
    g_array_append_val(counter->tallies, made);
    return &g_array_index(counter->tallies, Tally, counter->tallies->len - 1);
}

static void run_count(Counter *counter, const GlyphRun *run)
{
    GHashTable *counts = tally_of(counter, run)->counts;
    const char *end = run->text + run->text_length;
    for (const char *at = run->text; at < end; at = g_utf8_next_char(at)) {
        gpointer character = GUINT_TO_POINTER(g_utf8_get_char(at));
        size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, character));
        g_hash_table_insert(counts, character, GSIZE_TO_POINTER(count + 1));
    }
}

static int character_compare(gconstpointer a, gconstpointer b)
{
    gunichar left = ((const CharacterCount *)a)->character;
    gunichar right = ((const CharacterCount *)b)->character;
    return (left > right) - (left < right);
}

static FontUse tally_finish(const Tally *tally, Arena *arena)
{
    FontUse use = tally->use;
    CharacterCount *characters =
        arena_array(arena, CharacterCount, g_hash_table_size(tally->counts));
    GHashTableIter iter;
    gpointer character, count;
    g_hash_table_iter_init(&iter, tally->counts);
    while (g_hash_table_iter_next(&iter, &character, &count))
        characters[use.n_characters++] =
            (CharacterCount){GPOINTER_TO_UINT(character), GPOINTER_TO_SIZE(count)};
    qsort(characters, use.n_characters, sizeof *characters, character_compare);
    use.characters = characters;
    return use;
}

static int use_compare(gconstpointer a, gconstpointer b)
{
    const FontUse *left = a, *right = b;
    int order = strcmp(left->file->family, right->file->family);
    order = order ? order : strcmp(left->file->path, right->file->path);
    order = order ? order : strcmp(left->language, right->language);
    return order ? order
                 : (left->script > right->script) - (left->script < right->script);
}

FontUsage pages_usage(const FontBook *book, Arena *arena, const Pages *pages)
{
    Counter counter = {book, g_array_new(FALSE, FALSE, sizeof(Tally))};
    g_array_set_clear_func(counter.tallies, tally_clear);
    for (size_t i = 0; i < pages->n_pages; i++)
        for (size_t k = 0; k < pages->pages[i].n_items; k++) {
            const PageItem *item = &pages->pages[i].items[k];
            if (item->kind == ITEM_RUN && item->as.run->text_length > 0)
                run_count(&counter, item->as.run);
        }
    size_t n = counter.tallies->len;
    FontUse *uses = arena_array(arena, FontUse, n);
    for (size_t i = 0; i < n; i++)
        uses[i] = tally_finish(&g_array_index(counter.tallies, Tally, i), arena);
    qsort(uses, n, sizeof *uses, use_compare);
    g_array_free(counter.tallies, TRUE);
    return (FontUsage){uses, n};
}

uint32_t use_script(const FontUse *use, gunichar character)
{
    GUnicodeScript script = g_unichar_get_script(character);
    return script == G_UNICODE_SCRIPT_INHERITED ? use->script
                                                : g_unicode_script_to_iso15924(script);
}
