/*
 * One YAML tree laid over another. A layout is merged with what it extends before
 * anything is read from it, rather than read one after the other into the same struct:
 * so a length in em is that of the size that holds in the end, and a value that is
 * overridden is never a mistake.
 */
#include "style/properties.h"

/* The indices of a mapping's keys, from 1. */
static GHashTable *keys_index(const YamlNode *mapping)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < mapping->as.mapping.n_pairs; i++)
        g_hash_table_insert(index, (gpointer)mapping->as.mapping.pairs[i].key,
                            GSIZE_TO_POINTER(i + 1));
    return index;
}

/* Puts `pair` in the place of its key among the first `n_base` pairs, or behind all. */
static void pair_lay(Arena *arena, YamlPair *pairs, size_t *n_pairs, GHashTable *index,
                     const YamlPair *pair)
{
    size_t found = GPOINTER_TO_SIZE(g_hash_table_lookup(index, pair->key));
    if (found == 0) {
        pairs[(*n_pairs)++] = *pair;
        return;
    }
    const YamlNode *below = pairs[found - 1].value;
    pairs[found - 1] = *pair;
    pairs[found - 1].value = yaml_merge(arena, below, pair->value);
}

const YamlNode *yaml_merge(Arena *arena, const YamlNode *base, const YamlNode *over)
{
    if (base == NULL || base->kind != YAML_MAPPING || over->kind != YAML_MAPPING)
        return over;
    size_t n_base = base->as.mapping.n_pairs, n_pairs = n_base;
    YamlPair *pairs = arena_array(arena, YamlPair, n_base + over->as.mapping.n_pairs);
    g_autoptr(GHashTable) index = keys_index(base);
    for (size_t i = 0; i < n_base; i++)
        pairs[i] = base->as.mapping.pairs[i];
    for (size_t i = 0; i < over->as.mapping.n_pairs; i++)
        pair_lay(arena, pairs, &n_pairs, index, &over->as.mapping.pairs[i]);
    YamlNode *merged = arena_one(arena, YamlNode);
    *merged = *over;
    merged->as.mapping.pairs = pairs;
    merged->as.mapping.n_pairs = n_pairs;
    return merged;
}
