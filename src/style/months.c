/* The months' names, for the rule that a day keeps with its month: CLDR's, by ICU. */
#include "style/properties.h"

#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { MONTHS = 12 };

/* A name of ICU's in lower case, in the arena; NULL: it has none. */
static const char *month_read(Arena *arena, const UDateFormat *format,
                              UDateFormatSymbolType type, int32_t month)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    char text[3 * G_N_ELEMENTS(wide)];
    udat_getSymbols(format, type, month, wide, G_N_ELEMENTS(wide), &status);
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    if (U_FAILURE(status))
        return NULL;
    g_autofree char *lower = g_utf8_strdown(text, -1);
    return arena_string(arena, lower);
}

void months_read(Arena *arena, const char *tag, Language *language)
{
    static const UDateFormatSymbolType TYPES[] = {UDAT_MONTHS, UDAT_STANDALONE_MONTHS};
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
    UDateFormat *format =
        udat_open(UDAT_NONE, UDAT_LONG, locale, u"GMT", -1, NULL, 0, &status);
    if (U_FAILURE(status))
        return;
    const char **months = arena_array(arena, const char *, 2 * MONTHS);
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++)
        for (int32_t month = 0; month < MONTHS; month++) {
            months[language->n_months] = month_read(arena, format, TYPES[i], month);
            language->n_months += months[language->n_months] != NULL;
        }
    language->months = months;
    udat_close(format);
}
