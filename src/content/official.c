/*
 * The official languages of a country, by CLDR as ICU carries it: the territory's
 * languages whose official status is "official"; where there are none, those that are
 * official in fact (English in the United States). A language that is official in fact
 * beside one that is by law, or in a region alone, is none: Ukraine's is Ukrainian, and
 * Poland's not German. `override` in editions.yaml can say otherwise.
 */
#include "content/layers.h"

#include <string.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

/* What CLDR does not say, or says of a region. */
static const struct {
    const char *country, *languages;
} amendments[] = {
    /* Regulation No 1 of 1958 as amended, article 1; CLDR has no languages of the EU */
    {"EU", "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"},
    /* Federal Constitution, article 70: official of the Confederation, too */
    {"CH", "rm"},
};

static bool status_is(const UResourceBundle *language, const char *wanted)
{
    char text[32];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    const UChar *wide =
        ures_getStringByKey(language, "officialStatus", &length, &status);
    if (U_SUCCESS(status))
        u_strToUTF8(text, sizeof text, NULL, wide, length, &status);
    return U_SUCCESS(status) && strcmp(text, wanted) == 0;
}

/* Adds the tags of a territory's languages of one status. */
static void tags_add(Arena *arena, UResourceBundle *territory, const char *wanted,
                     GPtrArray *tags)
{
    ures_resetIterator(territory);
    while (ures_hasNext(territory)) {
        UErrorCode status = U_ZERO_ERROR;
        UResourceBundle *item = ures_getNextResource(territory, NULL, &status);
        if (U_SUCCESS(status) && ures_getType(item) == URES_TABLE &&
            status_is(item, wanted))
            g_ptr_array_add(
                tags, g_strdelimit(arena_string(arena, ures_getKey(item)), "_", '-'));
        ures_close(item);
    }
}

static void territory_add(Arena *arena, const char *country, GPtrArray *tags)
{
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *data = ures_openDirect(NULL, "supplementalData", &status);
    UResourceBundle *all = ures_getByKey(data, "territoryInfo", NULL, &status);
    UResourceBundle *territory = ures_getByKey(all, country, NULL, &status);
    if (U_SUCCESS(status))
        tags_add(arena, territory, "official", tags);
    if (U_SUCCESS(status) && tags->len == 0)
        tags_add(arena, territory, "de_facto_official", tags);
    ures_close(territory);
    ures_close(all);
    ures_close(data);
}

static void amendments_add(Arena *arena, const char *country, GPtrArray *tags)
{
    for (size_t i = 0; i < G_N_ELEMENTS(amendments); i++) {
        if (strcmp(amendments[i].country, country) != 0)
            continue;
        g_auto(GStrv) words = g_strsplit(amendments[i].languages, " ", -1);
        for (char **word = words; *word; word++)
            g_ptr_array_add(tags, arena_string(arena, *word));
    }
}

const char *const *country_languages(Arena *arena, const char *country)
{
    g_autoptr(GPtrArray) tags = g_ptr_array_new();
    territory_add(arena, country, tags);
    amendments_add(arena, country, tags);
    g_ptr_array_add(tags, NULL);
    return arena_copy(arena, tags->pdata, tags->len * sizeof(char *));
}
