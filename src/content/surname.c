/*
 * The key by which a name sorts: surname, then the rest, parted by U+FFFE, which the
 * collation puts before everything, so that a shorter surname comes first.
 *
 * What `sort_as` says goes; else `family`; else the surname is the name's last word, a
 * suffix such as "Jr." passed over. Particles in lower case (van der, de la, von) belong
 * to the surname and do not sort. Whoever sorts otherwise has `sort_as` for it.
 */
#include "content/reader.h"

#include <string.h>
#include <unicode/uchar.h>

bool word_is_generation(const char *word)
{
    static const char *const generations[] = {"Jr", "Jr.", "Sr", "Sr.",
                                              "II", "III", "IV"};
    for (size_t i = 0; i < G_N_ELEMENTS(generations); i++)
        if (g_ascii_strcasecmp(word, generations[i]) == 0)
            return true;
    return false;
}

/* A word whose first letter has a capital that it is not. Georgian's letters have none
 * at a word's start. */
static bool is_particle(const char *word)
{
    UChar32 first = (UChar32)g_utf8_get_char(word);
    return u_islower(first) && u_totitle(first) != first;
}

/* The words of a name, without commas at their ends. */
static char **name_words(const char *name)
{
    g_autoptr(GString) spaced = g_string_new(name);
    g_string_replace(spaced, "\u00a0", " ", 0);
    char **words = g_strsplit(spaced->str, " ", -1);
    for (char **word = words; *word; word++) {
        if (g_str_has_suffix(*word, ","))
            (*word)[strlen(*word) - 1] = '\0';
    }
    return words;
}

/* The index of the word that sorts: the last, but for suffixes. */
static size_t surname_index(char *const *words)
{
    size_t last = g_strv_length((char **)words);
    last -= last > 0;
    while (last > 0 && (word_is_generation(words[last]) || words[last][0] == '\0'))
        last--;
    return last;
}

static const char *key_of_name(Arena *arena, const char *name)
{
    g_auto(GStrv) words = name_words(name);
    size_t surname = surname_index(words);
    g_autoptr(GString) key = g_string_new(words[0] ? words[surname] : "");
    g_string_append(key, "\uFFFE");
    for (size_t i = 0; words[i]; i++) {
        if (i == surname)
            continue;
        g_string_append(key, words[i]);
        g_string_append_c(key, ' ');
    }
    return arena_text(arena, key->str, key->len);
}

/* A surname without the particles before it. */
static const char *family_skip(const char *family)
{
    const char *space = strchr(family, ' ');
    while (space && is_particle(family)) {
        family = space + 1;
        space = strchr(family, ' ');
    }
    return family;
}

/* What sorts first, what sorts after it, and between them what sorts before all else. */
static const char *keys_join(Arena *arena, const char *first, const char *second)
{
    g_autofree char *key = g_strconcat(first, "\uFFFE", second, NULL);
    return arena_string(arena, key);
}

const char *surname_key(Arena *arena, const char *name, const char *family,
                        const char *sort_as)
{
    if (sort_as)
        return keys_join(arena, sort_as, name);
    if (family)
        return keys_join(arena, family_skip(family), name);
    return key_of_name(arena, name);
}
