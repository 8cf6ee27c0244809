/*
 * Languages, countries and days, as the letter's files name them: ICU's tables, and the
 * two codes that are no countries of ISO 3166 and yet sign letters, XK and EU.
 */
#include "content/reader.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

const char *language_canonical(Arena *arena, const char *tag)
{
    char locale[ULOC_FULLNAME_CAPACITY], canonical[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;
    uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
        (size_t)parsed != strlen(tag) || uloc_getISO3Language(locale)[0] == '\0')
        return NULL;
    uloc_toLanguageTag(locale, canonical, sizeof canonical, true, &status);
    if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
        return NULL;
    return arena_string(arena, canonical);
}

/* The code among `codes`, which end with NULL; NULL: it is not there. */
static const char *code_find(const char *const *codes, char first, char second)
{
    for (; *codes; codes++)
        if ((*codes)[0] == first && (*codes)[1] == second)
            return *codes;
    return NULL;
}

const char *country_canonical(const char *code)
{
    static const char *const added[] = {"XK", "EU", NULL};
    if (strlen(code) != 2)
        return NULL;
    char first = g_ascii_toupper(code[0]), second = g_ascii_toupper(code[1]);
    const char *found = code_find(uloc_getISOCountries(), first, second);
    return found ? found : code_find(added, first, second);
}

const char *country_title(Arena *arena, const char *code, const char *language)
{
    char locale[16], displayed[ULOC_FULLNAME_CAPACITY];
    UChar wide[256];
    char title[4 * G_N_ELEMENTS(wide)];
    UErrorCode status = U_ZERO_ERROR;
    g_snprintf(locale, sizeof locale, "und_%s", code);
    uloc_forLanguageTag(language, displayed, sizeof displayed, NULL, &status);
    uloc_getDisplayCountry(locale, displayed, wide, G_N_ELEMENTS(wide), &status);
    u_strToUTF8(title, sizeof title, NULL, wide, -1, &status);
    if (U_FAILURE(status) || title[0] == '\0')
        return code;
    return arena_string(arena, title);
}

const char *language_title(Arena *arena, const char *tag, const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY], displayed[ULOC_FULLNAME_CAPACITY];
    UChar wide[256];
    char title[4 * G_N_ELEMENTS(wide)];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
    uloc_forLanguageTag(language, displayed, sizeof displayed, NULL, &status);
    uloc_getDisplayName(locale, displayed, wide, G_N_ELEMENTS(wide), &status);
    u_strToUTF8(title, sizeof title, NULL, wide, -1, &status);
    return U_SUCCESS(status) ? arena_string(arena, title) : tag;
}

static bool country_is_called(const char *code, const char *text)
{
    char locale[16];
    UChar wide[256];
    char title[4 * G_N_ELEMENTS(wide)];
    UErrorCode status = U_ZERO_ERROR;
    g_snprintf(locale, sizeof locale, "und_%s", code);
    if (g_ascii_strcasecmp(uloc_getISO3Country(locale), text) == 0)
        return true;
    uloc_getDisplayCountry(locale, "en", wide, G_N_ELEMENTS(wide), &status);
    u_strToUTF8(title, sizeof title, NULL, wide, -1, &status);
    return U_SUCCESS(status) && g_ascii_strcasecmp(title, text) == 0;
}

/* What may have been meant by a wrong code: one of three letters, an English name, a
 * code that is used by mistake. NULL: nothing known. */
static const char *country_guess(const char *text)
{
    static const struct {
        const char *wrong, *right;
    } mistaken[] = {{"UK", "GB"}, {"EL", "GR"}, {"USA", "US"}, {"Kosovo", "XK"}};
    for (size_t i = 0; i < G_N_ELEMENTS(mistaken); i++) {
        if (g_ascii_strcasecmp(mistaken[i].wrong, text) == 0)
            return mistaken[i].right;
    }
    for (const char *const *at = uloc_getISOCountries(); *at; at++) {
        if (text[0] != '\0' && country_is_called(*at, text))
            return *at;
    }
    return NULL;
}

const char *country_read(Diagnostics *diagnostics, Arena *arena, const char *code,
                         Place place)
{
    const char *canonical = country_canonical(code);
    if (canonical)
        return canonical;
    const char *guess = country_guess(code);
    const char *help = "write the two letters of ISO 3166, such as LT, or XK or EU";
    if (guess)
        help = arena_print(arena, "write %s", guess);
    report(diagnostics, COUNTRY_UNKNOWN, place, code, help);
    return NULL;
}

/* A language without a region says nothing of paper: English is read the world over,
 * though CLDR would have it on the paper of the United States. */
bool paper_is_letter(const char *country, const char *language)
{
    enum { LETTER_HEIGHT = 279, LETTER_WIDTH = 216 }; /* mm */
    char locale[ULOC_FULLNAME_CAPACITY], region[ULOC_COUNTRY_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    int32_t height = 0, width = 0;
    uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
    uloc_getCountry(locale, region, sizeof region, &status);
    if (!country && region[0] == '\0')
        return false;
    g_snprintf(locale, sizeof locale, "und_%s", country ? country : region);
    ulocdata_getPaperSize(locale, &height, &width, &status);
    return U_SUCCESS(status) && height == LETTER_HEIGHT && width == LETTER_WIDTH;
}

bool date_valid(const char *text)
{
    unsigned parts[3] = {0};
    if (strlen(text) != strlen("2020-09-24"))
        return false;
    for (size_t i = 0, part = 0; text[i] != '\0'; i++) {
        if (i == 4 || i == 7) {
            part++;
            if (text[i] != '-')
                return false;
        } else if (!g_ascii_isdigit(text[i])) {
            return false;
        } else {
            parts[part] = parts[part] * 10 + (unsigned)(text[i] - '0');
        }
    }
    return g_date_valid_dmy((GDateDay)parts[2], (GDateMonth)parts[1],
                            (GDateYear)parts[0]);
}

/* Two digits of at most `most`; *text moves behind them. */
static bool pair_take(const char **text, int most, int *value)
{
    const char *at = *text;
    if (!g_ascii_isdigit(at[0]) || !g_ascii_isdigit(at[1]))
        return false;
    *value = 10 * g_ascii_digit_value(at[0]) + g_ascii_digit_value(at[1]);
    *text += 2;
    return *value <= most;
}

/* Hours and minutes, "18:00", and seconds where they are allowed and stand. */
static bool clock_take(const char **text, bool seconds, int *in_seconds)
{
    int hours = 0, minutes = 0, rest = 0;
    if (!pair_take(text, 23, &hours) || *(*text)++ != ':' ||
        !pair_take(text, 59, &minutes))
        return false;
    if (seconds && **text == ':') {
        (*text)++;
        if (!pair_take(text, 59, &rest))
            return false;
    }
    *in_seconds = 3600 * hours + 60 * minutes + rest;
    return true;
}

/* Reads the part of a moment behind its day; *seconds from the day's first in
 * Greenwich. */
static bool moment_tail(const char *text, int *seconds)
{
    int clock = 0, offset = 0;
    *seconds = 0;
    if (*text == '\0')
        return true;
    if (*text++ != 'T' || !clock_take(&text, true, &clock))
        return false;
    char sign = *text++;
    if (sign != 'Z' &&
        ((sign != '+' && sign != '-') || !clock_take(&text, false, &offset)))
        return false;
    *seconds = clock - (sign == '-' ? -offset : offset);
    return *text == '\0';
}

enum { DAY_LENGTH = 10 };

bool moment_valid(const char *text)
{
    int seconds = 0;
    g_autofree char *day = g_strndup(text, DAY_LENGTH);
    return date_valid(day) && moment_tail(text + DAY_LENGTH, &seconds);
}

gint64 moment_seconds(const char *text)
{
    int seconds = 0;
    g_autofree char *day = g_strndup(text, DAY_LENGTH);
    g_autofree char *midnight = g_strconcat(day, "T00:00:00Z", NULL);
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(midnight, NULL);
    g_assert(time && moment_tail(text + DAY_LENGTH, &seconds));
    return g_date_time_to_unix(time) + seconds;
}
