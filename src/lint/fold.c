/*
 * Names folded, so that two ways to write one name become the same text.
 *
 * Three foldings, each coarser than the one before. `bare` has no capitals and no
 * punctuation. `plain` has no marks either: Müller is "muller"; `wide` beside it writes
 * them out, "mueller". Two names are compared by the one and by the other, so that Sue is
 * not taken for Su. `loose` is in Latin letters whatever the script was, takes "ue" for
 * "u", and forgets what transliterations do not agree on: Юлия, Yuliya, Julija and Iuliia
 * are all "ula". It would make many different names alike: names of one script only meet
 * by it, and are then compared by the others.
 *
 * Latin letters come from ICU's transliterators; Greek goes by the United Nations'
 * system, which is how names are written in passports, rather than letter by letter. A
 * script that writes no vowels (Hebrew, Arabic) meets its Latin form only by chance.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

struct Folder {
    UTransliterator *ascii; /* of Latin letters alone */
    UTransliterator *latin; /* of any script */
};

typedef struct Spelling {
    const char *from, *to;
} Spelling;

/* Letters that have a mark, written without. */
static const Spelling marked[] = {
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ø", "oe"}, {"å", "aa"}};

/* What may be such a letter. */
static const Spelling written_out[] = {
    {"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"aa", "a"}};

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
    return g_steal_pointer(&ascii);
}

static char *name_wide(const Folder *folder, const char *bare)
{
    g_autofree char *whole = g_utf8_normalize(bare, -1, G_NORMALIZE_NFC);
    g_autofree char *wide = spell(whole, marked, G_N_ELEMENTS(marked));
    return name_plain(folder, wide);
}

static char *name_latin(const Folder *folder, const char *plain)
{
    return g_str_is_ascii(plain) ? g_strdup(plain)
                                 : transliterate(folder->latin, plain);
}

static char *name_loose(const Folder *folder, const char *plain)
{
    g_autofree char *latin = name_latin(folder, plain);
    g_autofree char *narrow = spell(latin, written_out, G_N_ELEMENTS(written_out));
    g_autofree char *sounded = spell(narrow, sounds, G_N_ELEMENTS(sounds));
    doubles_drop(sounded);
    char *loose = spell(sounded, glides, G_N_ELEMENTS(glides));
    doubles_drop(loose);
    return loose;
}

static int word_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef enum WordKind { WORD_LARGE, WORD_SMALL, WORD_TITLE } WordKind;

/* A small word is an initial, or a mark of the generation. */
static WordKind word_kind(const char *word)
{
    bool letter = g_utf8_strlen(word, -1) == 1 && !g_ascii_isdigit(*word);
    if (letter || word_is_generation(word))
        return WORD_SMALL;
    return word_is_title(word) ? WORD_TITLE : WORD_LARGE;
}

/* The words of the kind, a blank behind each; to be freed. */
static char *words_pick(char *const *words, WordKind kind)
{
    GString *picked = g_string_new(NULL);
    for (; *words; words++)
        if (**words != '\0' && word_kind(*words) == kind)
            g_string_append_printf(picked, "%s ", *words);
    return g_string_free(picked, FALSE);
}

static char *words_sort(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    qsort(words, g_strv_length(words), sizeof *words, word_compare);
    return g_strjoinv(" ", words);
}

/* A name's words by what they are. */
typedef struct WordsByKind {
    char *large, *small, *titles;
} WordsByKind;

static void words_by_kind_clear(WordsByKind *words)
{
    g_free(words->large);
    g_free(words->small);
    g_free(words->titles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WordsByKind, words_by_kind_clear)

/* Sorts the words of `text` and parts them. Where hardly a name would be left, all are
 * large: a person may be called Ing. */
static WordsByKind words_part(const char *text)
{
    g_autofree char *sorted = words_sort(text);
    g_auto(GStrv) words = g_strsplit(sorted, " ", -1);
    size_t n_large = 0, n_titles = 0;
    for (char **word = words; *word; word++) {
        n_large += word_kind(*word) == WORD_LARGE;
        n_titles += word_kind(*word) == WORD_TITLE;
    }
    if (n_large == 0 || (n_titles > 0 && g_strv_length(words) - n_titles < 2))
        return (WordsByKind){g_steal_pointer(&sorted), g_strdup(""), g_strdup("")};
    return (WordsByKind){words_pick(words, WORD_LARGE), words_pick(words, WORD_SMALL),
                         words_pick(words, WORD_TITLE)};
}

/* Whether the word, `length` bytes, is two or three initials in one, as in "JD Larch". A
 * vowel makes it a name in capitals. */
static bool is_initials(const char *word, size_t length)
{
    if (length < 2 || length > 3 || strncmp(word, "NG", length) == 0)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isupper(word[i]) || strchr("AEIOUY", word[i]))
            return false;
    return true;
}

/* The name with a blank between initials that are written in one, unless they end it; to
 * be freed. */
static char *initials_part(const char *name)
{
    GString *parted = g_string_new(NULL);
    while (*name != '\0') {
        size_t length = strcspn(name, " ");
        bool joined = name[length] == ' ' && is_initials(name, length);
        for (size_t i = 0; joined && i < length; i++)
            g_string_append_printf(parted, "%c ", name[i]);
        if (!joined)
            g_string_append_len(parted, name, (gssize)length);
        name += length;
        if (*name == ' ')
            g_string_append_c(parted, *name++);
    }
    return g_string_free(parted, FALSE);
}

FoldedName name_fold(Folder *folder, Arena *arena, const char *name)
{
    g_autofree char *parted = initials_part(name);
    g_autofree char *bare = name_bare(parted);
    g_autofree char *plain = name_plain(folder, bare);
    g_autofree char *wide = name_wide(folder, bare);
    g_auto(WordsByKind) words = words_part(plain), words_wide = words_part(wide);
    g_autofree char *loose = name_loose(folder, words.large);
    g_autofree char *small_latin = name_latin(folder, words.small);
    g_autofree char *key = words_sort(loose);
    return (FoldedName){.bare = arena_string(arena, bare),
                        .plain = arena_string(arena, plain),
                        .wide = arena_string(arena, wide),
                        .inner = arena_string(arena, words.large),
                        .inner_wide = arena_string(arena, words_wide.large),
                        .small = arena_string(arena, words.small),
                        .titles = arena_string(arena, words.titles),
                        .small_latin = arena_string(arena, small_latin),
                        .loose = arena_string(arena, key),
                        .script = text_script(name)};
}
