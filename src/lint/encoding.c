/*
 * Text of one 8-bit encoding that was read as another.
 *
 * No byte tells of it; what the letters make does. Two cases are sure enough. A text in
 * another alphabet, read as Western, becomes words of accented letters alone, four and
 * more, which no language has: Ñïåöèìåí. It is decoded by each encoding until one
 * makes words of one script, with capitals only where capitals may stand: that rules out
 * the encodings that have them elsewhere. Greek and Hebrew would pass as Cyrillic, and are
 * asked first for their countries. Central European text becomes words that have signs in
 * them which are no letters, Wa³êsa, and is decoded if all of them become some. A letter
 * that became another letter (Dvoøák) cannot be told from a right one.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

enum { LEAST_RUN = 4 }; /* letters beyond ASCII that stand in a row */

typedef struct Encoding {
    const char *name, *title;
    const char *countries; /* where it is asked first; NULL: it is asked everywhere */
    UScriptCode script;
} Encoding;

static const Encoding alphabets[] = {
    {"windows-1253", "Windows-1253", "GR CY", USCRIPT_GREEK},
    {"windows-1255", "Windows-1255", "IL", USCRIPT_HEBREW},
    {"windows-1251", "Windows-1251", NULL, USCRIPT_CYRILLIC},
    {"KOI8-U", "KOI8-U", NULL, USCRIPT_CYRILLIC},
    {"ISO-8859-5", "ISO 8859-5", NULL, USCRIPT_CYRILLIC},
    {"windows-1253", "Windows-1253", NULL, USCRIPT_GREEK},
};

static const Encoding centrals[] = {
    {"windows-1250", "Windows-1250", NULL, USCRIPT_LATIN},
    {"ISO-8859-2", "ISO 8859-2", NULL, USCRIPT_LATIN},
};

static const Encoding westerns[] = {
    {"windows-1252", "Windows-1252", NULL, USCRIPT_LATIN},
    {"ISO-8859-1", "ISO 8859-1", NULL, USCRIPT_LATIN},
};

/* The text in another encoding, to be freed; NULL: it has no such characters there. */
static char *convert(const char *text, const char *from, const char *to)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t capacity = 4 * strlen(text) + 1;
    char *made = g_malloc0(capacity);
    ucnv_convert(to, from, made, (int32_t)capacity, text, -1, &status);
    if (U_SUCCESS(status) && !strchr(made, '\x1A') && !strstr(made, "\uFFFD"))
        return made;
    g_free(made);
    return NULL;
}

/* Whether a word's capitals stand at its start, or everywhere. */
static bool capitals_stand_well(const char *word)
{
    bool lower = false;
    for (; *word != '\0'; word = g_utf8_next_char(word)) {
        gunichar c = g_utf8_get_char(word);
        if (lower && g_unichar_isupper(c))
            return false;
        lower = g_unichar_islower(c);
    }
    return true;
}

/* Whether every character is an ASCII one, a letter of `script`, or a mark of it. */
static bool is_of_script(const char *text, UScriptCode script)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        UErrorCode status = U_ZERO_ERROR;
        if (c >= 0x80 &&
            (!g_unichar_isalpha(c) || uscript_getScript((UChar32)c, &status) != script))
            return false;
    }
    return true;
}

static bool words_stand_well(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " -'", -1);
    for (char **word = words; *word; word++)
        if (!capitals_stand_well(*word))
            return false;
    return true;
}

/* What the text says where its bytes are of `encoding`, to be freed; NULL: nothing. */
static char *text_reread(const LintCell *cell, const char *bytes,
                         const Encoding *encoding)
{
    g_autofree char *meant = convert(bytes, encoding->name, "UTF-8");
    if (!meant || !is_of_script(meant, encoding->script) || !words_stand_well(meant))
        return NULL;
    bool small = g_unichar_islower(g_utf8_get_char(meant));
    if (cell->kind == CELL_NAME && small) /* the capitals are elsewhere */
        return NULL;
    return g_steal_pointer(&meant);
}

/* The most letters beyond ASCII in a row, whose words have no others. */
static size_t longest_run(const char *text)
{
    size_t longest = 0, run = 0;
    bool mixed = false;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (!g_unichar_isalnum(c) && c < 0x80) {
            run = 0;
            mixed = false;
            continue;
        }
        mixed |= c < 0x80;
        run = mixed ? 0 : run + g_unichar_isalpha(c);
        longest = MAX(longest, run);
    }
    return longest;
}

/* A sign that is a letter in Central Europe's encodings, beside a letter: on either side
 * in a name, on both elsewhere (km², 1½). */
static bool has_sign_in_word(const LintCell *cell)
{
    static const char signs[] = "£¥¯³¹¼¾¿¡¦¬±¶®©";
    gunichar before = ' ';
    for (const char *at = cell->text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at), after = g_utf8_get_char(g_utf8_next_char(at));
        bool left = g_unichar_isalpha(before), right = g_unichar_isalpha(after);
        bool beside = cell->kind == CELL_NAME ? left || right : left && right;
        if (beside && g_utf8_strchr(signs, -1, c))
            return true;
        before = c;
    }
    return false;
}

static bool is_asked(const Encoding *encoding, const char *country)
{
    return !encoding->countries || strstr(encoding->countries, country);
}

/* The text decoded by the first of the encodings that makes sense of it. */
static char *bytes_decode(const LintCell *cell, const char *bytes,
                          const Encoding *encodings, size_t n_encodings,
                          const char **was)
{
    for (size_t i = 0; bytes && i < n_encodings; i++) {
        if (!is_asked(&encodings[i], cell->signatory->country))
            continue;
        char *meant = text_reread(cell, bytes, &encodings[i]);
        *was = encodings[i].title;
        if (meant)
            return meant;
    }
    return NULL;
}

char *encoding_mend(const LintCell *cell, const char **was, const char **read_as)
{
    bool alphabet = longest_run(cell->text) >= LEAST_RUN;
    if (!alphabet && !has_sign_in_word(cell))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(westerns); i++) {
        g_autofree char *bytes = convert(cell->text, "UTF-8", westerns[i].name);
        char *meant =
            alphabet
                ? bytes_decode(cell, bytes, alphabets, G_N_ELEMENTS(alphabets), was)
                : bytes_decode(cell, bytes, centrals, G_N_ELEMENTS(centrals), was);
        *read_as = westerns[i].title;
        if (meant)
            return meant;
    }
    return NULL;
}
