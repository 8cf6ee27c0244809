/*
 * Countries by their names in the languages of letters. CLDR's names come from ICU; what
 * people write besides (short names, official ones, parts of the United Kingdom) is in
 * one table. A name that two countries have in different languages names neither, unless
 * it is one of them in English.
 */
#include "import/reading.h"

#include <string.h>
#include <unicode/uloc.h>

#include "content/locale.h"

struct Nations {
    Arena *arena;
    GHashTable *codes; /* folded name to code; "" when it is that of two */
    GPtrArray *names;  /* folded, ends with NULL */
};

static const char *const languages[] = {
    "en", "be", "uk", "ru", "bg",      "pl", "cs", "sk", "lt", "lv",   "et",
    "de", "fr", "el", "ka", "es",      "it", "nl", "sv", "da", "nb",   "fi",
    "ro", "hr", "sl", "sr", "sr-Latn", "mk", "hu", "hy", "pt", "pt-BR"};

static const struct {
    const char *code, *names; /* parted by bars */
} others[] = {
    {"GB", "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|"
           "United Kingdom of Great Britain and Northern Ireland|Großbritannien|"
           "England und Wales|Royaume Uni de Grande Bretagne|Grande Bretagne|"
           "Великобритания|Велика Британія|Вялікабрытанія|Великобритания и Северная "
           "Ирландия|Wielka Brytania|Velká Británie|Veľká Británia|Didžioji Britanija|"
           "Lielbritānija|Suurbritannia|Μεγάλη Βρετανία|დიდი ბრიტანეთი|Storbritannia|"
           "Iso-Britannia|Anglia"},
    {"US",
     "USA|U.S.A.|U.S.|United States|United States of America|America|США|ЗША|САЩ|"
     "Stany Zjednoczone Ameryki|Spojené státy americké|Spojené štáty americké|JAV|"
     "ASV|Vereinigte Staaten von Amerika|États-Unis d'Amérique|ΗΠΑ|აშშ|"
     "Jungtinės Amerikos Valstijos"},
    {"CZ",
     "Czech Republic|Czechia|Czech Rep.|Česká republika|Česko|ČR|Čekija|Tschechien|"
     "Tschechische Republik|République tchèque|Чехия|Чешская Республика|Чэхія"},
    {"SK", "Slovak Republic|Slovak Rep.|Slovenská republika|Slowakische Republik|"
           "République slovaque"},
    {"NL", "Holland|The Netherlands|Голландия|Галандыя"},
    {"BY", "Belarus|Republic of Belarus|Byelorussia|Белоруссия|Беларусь|Weißrussland|"
           "Belarus'|Biélorussie|Bělorusko"},
    {"DE", "Federal Republic of Germany|Bundesrepublik Deutschland|BRD|FRG|ФРГ"},
    {"RU", "Russian Federation|Российская Федерация|РФ|Russland"},
    {"MK", "Macedonia|North Macedonia|FYROM|Republic of North Macedonia"},
    {"MD", "Moldova|Republic of Moldova|Moldavia|Молдавия"},
    {"IE", "Ireland|Republic of Ireland|Éire|Eire"},
    {"GR", "EL|Hellas|Hellenic Republic"},
    {"XK", "Kosovo|Kosova|Republic of Kosovo|Косово|Косава|Косів"},
    {"EU", "European Union|European Parliament|EU|Europäische Union|Union européenne|"
           "Европейский союз|Еврапейскі саюз|Європейський Союз|Европейски съюз|Unia "
           "Europejska|Evropská unie|Európska únia|Europos Sąjunga|Eiropas Savienība|"
           "Euroopa Liit|Ευρωπαϊκή Ένωση|ევროკავშირი"},
    {"KR", "South Korea|Republic of Korea"},
    {"TR", "Turkey|Türkiye"},
    {"TW", "Taiwan"},
    {"IT", "Italian Republic"},
    {"FR", "French Republic|République française"},
    {"LT", "Lietuvos Respublika|Літва|Letuva"},
    {"LV", "Latvijas Republika|Латвія"},
    {"EE", "Eesti Vabariik"},
    {"PL", "Rzeczpospolita Polska|RP"},
};

/* Words that states put before their names. */
static const char *const ranks[] = {
    "the republic of ", "republic of ",   "the ",       "kingdom of ", "state of ",
    "рэспубліка ",      "республика ",    "република ", "республіка ", "republik ",
    "republika ",       "republique de ", NULL};

static void name_add(Nations *nations, const char *name, const char *code,
                     bool prevails)
{
    g_autofree char *folded = words_fold(name);
    const char *known = g_hash_table_lookup(nations->codes, folded);
    if (*folded == '\0' || (known && !prevails && strcmp(known, code) == 0))
        return;
    char *key = arena_string(nations->arena, folded);
    if (!known)
        g_ptr_array_add(nations->names, key);
    g_hash_table_replace(nations->codes, key,
                         (gpointer)(known && !prevails ? "" : code));
}

static void country_add(Nations *nations, const char *code)
{
    for (size_t i = 1; i < G_N_ELEMENTS(languages); i++) {
        const char *title = country_title(nations->arena, code, languages[i]);
        if (strcmp(title, code) != 0)
            name_add(nations, title, code, false);
    }
}

static void others_add(Nations *nations)
{
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_auto(GStrv) names = g_strsplit(others[i].names, "|", -1);
        for (char **name = names; *name; name++)
            name_add(nations, *name, country_canonical(others[i].code), true);
    }
}

Nations *nations_new(void)
{
    Nations *nations = g_new0(Nations, 1);
    nations->arena = arena_new();
    nations->codes = g_hash_table_new(g_str_hash, g_str_equal);
    nations->names = g_ptr_array_new();
    for (const char *const *code = uloc_getISOCountries(); *code; code++)
        country_add(nations, *code);
    for (const char *const *code = uloc_getISOCountries(); *code; code++)
        name_add(nations, country_title(nations->arena, *code, "en"), *code, true);
    others_add(nations);
    g_ptr_array_add(nations->names, NULL);
    return nations;
}

void nations_free(Nations *nations)
{
    if (!nations)
        return;
    g_hash_table_unref(nations->codes);
    g_ptr_array_unref(nations->names);
    arena_free(nations->arena);
    g_free(nations);
}

/* The code of three letters, as passports have it. */
static const char *three_find(const char *text)
{
    char locale[16];
    for (const char *const *code = uloc_getISOCountries(); *code; code++) {
        g_snprintf(locale, sizeof locale, "und_%s", *code);
        if (g_ascii_strcasecmp(uloc_getISO3Country(locale), text) == 0)
            return *code;
    }
    return NULL;
}

static const char *folded_find(const Nations *nations, const char *folded)
{
    const char *code = g_hash_table_lookup(nations->codes, folded);
    for (size_t i = 0; !code && ranks[i]; i++)
        if (g_str_has_prefix(folded, ranks[i]))
            code = g_hash_table_lookup(nations->codes, folded + strlen(ranks[i]));
    return code && *code ? code : NULL;
}

const char *nation_find(Nations *nations, const char *text)
{
    g_autofree char *stripped = g_strstrip(g_strdup(text));
    const char *code = country_canonical(stripped);
    if (code)
        return code;
    g_autofree char *folded = words_fold(stripped);
    code = folded_find(nations, folded);
    if (code || strlen(stripped) != 3)
        return code;
    return three_find(stripped);
}

const char *nation_near(Nations *nations, const char *text)
{
    g_autofree char *folded = words_fold(text);
    const char *near = nearest_find(folded, (const char *const *)nations->names->pdata);
    const char *code = near ? folded_find(nations, near) : NULL;
    return code ? country_title(nations->arena, code, "en") : NULL;
}
