/*
 * Names folded, so that two ways to write one name become the same text.
 *
 * Three foldings, each coarser than the one before. `bare` has no capitals and no
 * punctuation. `plain` has no marks either, and takes "ae" for "ä" and "ø". `loose` is in
 * Latin letters whatever the script was, and forgets what transliterations do not agree
 * on: Юлия, Yuliya, Julija and Iuliia are all "ula". It would make many different names
 * alike, and is asked only for names in different scripts.
 *
 * Latin letters come from ICU's transliterators; Greek goes by the United Nations'
 * system, which is how names are written in passports, rather than letter by letter. A
 * script that writes no vowels (Hebrew, Arabic) meets its Latin form only by chance.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

struct Folder {
    UTransliterator *ascii; /* of Latin letters alone */
    UTransliterator *latin; /* of any script */
};

typedef struct Spelling {
    const char *from, *to;
} Spelling;

/* Ways to write a letter that has a mark. */
static const Spelling marked[] = {{"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"aa", "a"}};

/* What transliterations write differently; the longer before the shorter. */
static const Spelling sounds[] = {
    {"shch", "s"}, {"sch", "s"}, {"tch", "c"}, {"sh", "s"}, {"ch", "c"}, {"zh", "z"},
    {"kh", "g"},   {"gh", "g"},  {"ph", "f"},  {"th", "t"}, {"ts", "c"}, {"tz", "c"},
    {"cz", "c"},   {"sz", "s"},  {"ck", "k"},  {"lj", "l"}, {"nj", "n"}, {"dj", "d"},
    {"dz", "d"},   {"ou", "u"},  {"x", "ks"},  {"q", "k"},  {"w", "v"},  {"h", "g"},
    {"y", "i"},    {"j", "i"},   {"'", ""},
};

/* The vowels that begin with a sound between i and j. */
static const Spelling glides[] = {{"ia", "a"}, {"ie", "e"}, {"iu", "u"}, {"io", "e"}};

static UTransliterator *transliterator_open(const char *name)
{
    UChar id[128];
    UParseError place;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(id, G_N_ELEMENTS(id), NULL, name, -1, &status);
    UTransliterator *opened =
        utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, &place, &status);
    g_assert(U_SUCCESS(status));
    return opened;
}

Folder *folder_new(void)
{
    Folder *folder = g_new0(Folder, 1);
    folder->ascii = transliterator_open("Latin-ASCII");
    folder->latin =
        transliterator_open("Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower");
    return folder;
}

void folder_free(Folder *folder)
{
    if (!folder)
        return;
    utrans_close(folder->ascii);
    utrans_close(folder->latin);
    g_free(folder);
}

/* The text after the transliterator, to be freed; the text itself where that fails. */
static char *transliterate(const UTransliterator *transliterator, const char *text)
{
    glong length = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &length, NULL);
    int32_t capacity = (int32_t)length * 4 + 64, used = (int32_t)length, limit = used;
    g_autofree UChar *buffer = g_new0(UChar, capacity);
    memcpy(buffer, wide, (size_t)length * sizeof(UChar));
    UErrorCode status = U_ZERO_ERROR;
    utrans_transUChars(transliterator, buffer, &used, capacity, 0, &limit, &status);
    char *made = g_utf16_to_utf8(buffer, used, NULL, NULL, NULL);
    return U_SUCCESS(status) && made ? made : g_strdup(text);
}

static bool is_apostrophe(gunichar c)
{
    return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2B9 && c <= 0x2BD) ||
           c == 0x2018 || c == 0x2019 || c == 0x200C || c == 0x200D;
}

/* Small letters, words parted by single blanks. */
static char *name_bare(const char *name)
{
    g_autofree char *small = g_utf8_casefold(name, -1);
    GString *bare = g_string_new(NULL);
    for (const char *at = small; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_apostrophe(c))
            continue;
        if (g_unichar_isalnum(c) || g_unichar_ismark(c))
            g_string_append_unichar(bare, c);
        else if (bare->len > 0 && bare->str[bare->len - 1] != ' ')
            g_string_append_c(bare, ' ');
    }
    if (g_str_has_suffix(bare->str, " "))
        g_string_truncate(bare, bare->len - 1);
    return g_string_free(bare, FALSE);
}

/* A mark that leaves a letter what it is, unlike the vowel signs of Indian scripts. */
static bool is_diacritic(gunichar c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) ||
           (c >= 0x64B && c <= 0x652);
}

static char *marks_drop(const char *text)
{
    g_autofree char *parts = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
    GString *kept = g_string_new(NULL);
    for (const char *at = parts; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!is_diacritic(c))
            g_string_append_unichar(kept, c);
    }
    char *whole = g_utf8_normalize(kept->str, -1, G_NORMALIZE_NFC);
    g_string_free(kept, TRUE);
    return whole;
}

static bool begins_with(const char *text, const char *word)
{
    while (*word != '\0' && *text == *word) {
        text++;
        word++;
    }
    return *word == '\0';
}

/* Writes each spelling that the text has in its other way, once, from its start. */
static char *spell(const char *text, const Spelling *spellings, size_t n_spellings)
{
    GString *out = g_string_new(NULL);
    while (*text != '\0') {
        size_t i = 0;
        while (i < n_spellings && !begins_with(text, spellings[i].from))
            i++;
        if (i < n_spellings) {
            g_string_append(out, spellings[i].to);
            text += strlen(spellings[i].from);
        } else {
            g_string_append_c(out, *text++);
        }
    }
    return g_string_free(out, FALSE);
}

/* Letters that stand twice, once. */
static void doubles_drop(char *text)
{
    char *out = text;
    for (const char *at = text; *at != '\0'; at++) {
        if (out == text || *at != out[-1] || !g_ascii_isalpha(*at))
            *out++ = *at;
    }
    *out = '\0';
}

static char *name_plain(const Folder *folder, const char *bare)
{
    g_autofree char *unmarked = marks_drop(bare);
    g_autofree char *ascii = g_str_is_ascii(unmarked)
                                 ? g_strdup(unmarked)
                                 : transliterate(folder->ascii, unmarked);
    return spell(ascii, marked, G_N_ELEMENTS(marked));
}

static char *name_latin(const Folder *folder, const char *plain)
{
    return g_str_is_ascii(plain) ? g_strdup(plain)
                                 : transliterate(folder->latin, plain);
}

static char *name_loose(const Folder *folder, const char *plain)
{
    g_autofree char *latin = name_latin(folder, plain);
    g_autofree char *sounded = spell(latin, sounds, G_N_ELEMENTS(sounds));
    doubles_drop(sounded);
    char *loose = spell(sounded, glides, G_N_ELEMENTS(glides));
    doubles_drop(loose);
    return loose;
}

static int word_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* An initial, or a mark of the generation. */
static bool is_small(const char *word)
{
    bool letter = g_utf8_strlen(word, -1) == 1 && !g_ascii_isdigit(*word);
    return letter || word_is_generation(word);
}

/* The words of `plain` that are small, or that are not, sorted; to be freed. */
static char *words_pick(char *const *words, bool small)
{
    GString *picked = g_string_new(NULL);
    for (; *words; words++)
        if (**words != '\0' && is_small(*words) == small)
            g_string_append_printf(picked, "%s ", *words);
    return g_string_free(picked, FALSE);
}

static char *words_sort(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    qsort(words, g_strv_length(words), sizeof *words, word_compare);
    return g_strjoinv(" ", words);
}

static int text_script(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        UErrorCode status = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript((UChar32)g_utf8_get_char(text), &status);
        if (U_SUCCESS(status) && script > USCRIPT_INHERITED)
            return script;
    }
    return USCRIPT_COMMON;
}

FoldedName name_fold(Folder *folder, Arena *arena, const char *name)
{
    g_autofree char *bare = name_bare(name);
    g_autofree char *plain = name_plain(folder, bare);
    g_autofree char *sorted = words_sort(plain);
    g_auto(GStrv) words = g_strsplit(sorted, " ", -1);
    g_autofree char *large = words_pick(words, false);
    g_autofree char *small = words_pick(words, true);
    bool all_small = *large == '\0';
    const char *inner = all_small ? sorted : large, *rest = all_small ? "" : small;
    g_autofree char *loose = name_loose(folder, inner);
    g_autofree char *rest_latin = name_latin(folder, rest);
    g_autofree char *key = words_sort(loose);
    return (FoldedName){.bare = arena_string(arena, bare),
                        .plain = arena_string(arena, plain),
                        .inner = arena_string(arena, inner),
                        .small = arena_string(arena, rest),
                        .small_latin = arena_string(arena, rest_latin),
                        .loose = arena_string(arena, key),
                        .script = text_script(name)};
}
