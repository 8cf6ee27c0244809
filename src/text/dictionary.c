/*
 * Hyphenation dictionaries, of which only what is asked about is read.
 *
 * A dictionary has thousands of patterns (German seventy thousand), and libhyphen takes
 * longer to put them in order than it takes to set a letter. A pattern says something of
 * a word only where its letters are part of that word. So the words that are going to be
 * asked about are told first, and libhyphen is then given those patterns alone whose
 * letters are part of one of them. A table of bits, one for the hash of each part of each
 * word, tells; that two parts may share a bit leaves a few patterns in that nobody needs.
 *
 * libhyphen walks through a tree of the patterns' beginnings, and of all that end at a
 * letter hears only the one at which it is, so that a beginning that leads nowhere may
 * hide the end of another pattern (dictionaries are prepared against that; not all are).
 * What is left of a pattern is therefore its beginning, as far as it is part of a word,
 * with a NOWHERE behind it: then the answers are the same as those of the whole.
 *
 * A word that nobody told has the whole dictionary read, and so has one with patterns that
 * change letters, since parts of words are then looked up that are part of no word as it
 * was told.
 */
#include "text/breaks.h"

#include <stdio.h>
#include <string.h>

#define DICTIONARY_FOLDER "/usr/share/hyphen"
#define LONGEST_CHARSET 20 /* bytes of the name */
#define NOWHERE "="        /* in no word */

enum {
    LONGEST_PART = 12,
    PART_BITS = 1 << 18,
    LONGEST_LINE = 99, /* bytes that libhyphen reads at once */
    N_SAID = 4096,
    LONGEST_SAID = 16
};

/* Which parts words have, up to LONGEST_PART bytes of them: a bit a hash. */
typedef struct Parts {
    uint8_t bits[PART_BITS / 8];
} Parts;

void dictionary_clear(Dictionary *dictionary)
{
    g_free(dictionary->name);
    g_free(dictionary->lines);
    g_clear_pointer(&dictionary->words, g_hash_table_unref);
    if (dictionary->patterns)
        hnj_hyphen_free(dictionary->patterns);
    if (dictionary->encode != (GIConv)-1)
        g_iconv_close(dictionary->encode);
}

/* The dictionary's charset is its first line. */
static void charset_read(Dictionary *dictionary)
{
    char charset[LONGEST_CHARSET] = "";
    size_t length = strcspn(dictionary->lines, "\r\n");
    if (length < sizeof charset)
        memcpy(charset, dictionary->lines, length);
    dictionary->utf8 = strcmp(charset, "UTF-8") == 0;
    if (!dictionary->utf8)
        dictionary->encode = g_iconv_open(charset, "UTF-8");
}

static char *dictionary_path(const char *name)
{
    return g_strdup_printf(DICTIONARY_FOLDER "/hyph_%s.dic", name);
}

void hyphenation_sum(const Language *language, Sum *sum)
{
    const char *name = language->hyphenation;
    g_autofree char *path = name ? dictionary_path(name) : NULL;
    sum_count(sum, path != NULL);
    if (path)
        sum_file(sum, path);
}

static Dictionary dictionary_open(const char *name)
{
    Dictionary dictionary = {.name = g_strdup(name), .encode = (GIConv)-1};
    g_autofree char *path = dictionary_path(name);
    if (!g_file_get_contents(path, &dictionary.lines, &dictionary.size, NULL))
        return dictionary;
    if (dictionary.size == 0) {
        g_clear_pointer(&dictionary.lines, g_free);
        return dictionary;
    }
    charset_read(&dictionary);
    dictionary.words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return dictionary;
}

Dictionary *language_dictionary(FontBook *book, const char *name)
{
    GArray *known = fontbook_dictionaries(book);
    for (size_t i = 0; i < known->len; i++) {
        Dictionary *dictionary = &g_array_index(known, Dictionary, i);
        if (strcmp(dictionary->name, name) == 0)
            return dictionary;
    }
    Dictionary opened = dictionary_open(name);
    g_array_append_val(known, opened);
    return &g_array_index(known, Dictionary, known->len - 1);
}

bool dictionary_encode(const Dictionary *dictionary, gunichar character, GString *word)
{
    char utf8[6];
    gsize length = (gsize)g_unichar_to_utf8(character, utf8);
    if (dictionary->utf8) {
        g_string_append_len(word, utf8, (gssize)length);
        return true;
    }
    char byte, *from = utf8, *to = &byte;
    gsize room = 1;
    if (dictionary->encode == (GIConv)-1 ||
        g_iconv(dictionary->encode, &from, &length, &to, &room) == (gsize)-1 ||
        room != 0)
        return false;
    g_string_append_c(word, byte);
    return true;
}

void dictionary_expect(Dictionary *dictionary, const char *word)
{
    if (!dictionary->patterns && dictionary->words)
        g_hash_table_add(dictionary->words, g_strdup(word));
}

/* ---- reading ------------------------------------------------------------------------- */

static uint32_t part_extend(uint32_t hash, char byte)
{
    return (hash ^ (uint8_t)byte) * 16777619u;
}

static uint32_t part_bit(uint32_t hash)
{
    return (hash ^ hash >> 15) % PART_BITS;
}

static void parts_add(Parts *parts, const char *word)
{
    for (const char *start = word; *start; start++) {
        uint32_t hash = 0;
        for (size_t i = 0; i < LONGEST_PART && start[i]; i++) {
            hash = part_extend(hash, start[i]);
            uint32_t bit = part_bit(hash);
            parts->bits[bit / 8] |= (uint8_t)(1u << bit % 8);
        }
    }
}

/* A pattern's letters, as far as they may be part of a word: ".in1ter" has ".inter". */
typedef struct Letters {
    char text[LONGEST_LINE + 1];
    size_t length;
    uint32_t hash;
    bool whole;
} Letters;

/* Reads a pattern. The points that stand for a word's ends are not looked for in words,
 * since libhyphen has parts of words end there as well. */
static void letters_read(Letters *letters, const Parts *parts, const char *pattern,
                         size_t length)
{
    size_t looked = 0;
    *letters = (Letters){.whole = true};
    for (size_t i = 0; i < length && letters->whole; i++) {
        if (g_ascii_isdigit(pattern[i]))
            continue;
        if (pattern[i] != '.' && looked < LONGEST_PART) {
            uint32_t hash = part_extend(letters->hash, pattern[i]);
            uint32_t bit = part_bit(hash);
            if (!(parts->bits[bit / 8] & 1u << bit % 8)) {
                letters->whole = false;
                break;
            }
            letters->hash = hash;
            looked++;
        }
        letters->text[letters->length++] = pattern[i];
    }
    letters->text[letters->length] = '\0';
}

/* Beginnings of patterns that were said, of each hash the last. */
typedef struct Said {
    char beginnings[N_SAID][LONGEST_SAID];
} Said;

/* Whether a beginning was said; it is from now on, if it is not too long to be kept. */
static bool said_before(Said *said, const Letters *letters)
{
    char *kept = said->beginnings[part_bit(letters->hash) % N_SAID];
    if (letters->length >= LONGEST_SAID)
        return false;
    bool before = strcmp(kept, letters->text) == 0;
    memcpy(kept, letters->text, letters->length + 1);
    return before;
}

/* Up to where a line is a pattern. */
static size_t pattern_length(const char *line, const char *end)
{
    size_t length = 0;
    while (line + length < end && (uint8_t)line[length] > ' ')
        length++;
    return length;
}

/* Adds what the words need of a line that is a pattern. */
static void pattern_add(const Parts *parts, const char *line, const char *end,
                        GString *chosen, Said *said)
{
    Letters letters;
    size_t length = pattern_length(line, end);
    letters_read(&letters, parts, line, length);
    if (letters.whole) {
        g_string_append_len(chosen, line, (gssize)length);
        g_string_append_c(chosen, '\n');
    } else if (letters.length > 0 && !said_before(said, &letters)) {
        g_string_append_len(chosen, letters.text, (gssize)letters.length);
        g_string_append(chosen, NOWHERE "\n");
    }
}

static Parts *words_parts(GHashTable *words)
{
    Parts *parts = g_new0(Parts, 1);
    GHashTableIter each;
    gpointer word;
    g_hash_table_iter_init(&each, words);
    while (g_hash_table_iter_next(&each, &word, NULL))
        parts_add(parts, word);
    return parts;
}

/* Where the line ends that libhyphen reads from `line` on: a long one is several to it. */
static const char *line_end(const char *line, const char *end)
{
    size_t most = MIN((size_t)(end - line), LONGEST_LINE);
    const char *stop = memchr(line, '\n', most);
    return stop ? stop + 1 : line + most;
}

/* Whether a pattern changes letters: "ck1/k=k,1,2". */
static bool line_changes(const char *line, const char *end)
{
    size_t length = (size_t)(end - line);
    return memchr(line, '/', length) && memchr(line, '=', length);
}

/* Adds the lines that are needed: the charset, settings such as LEFTHYPHENMIN, patterns.
 * False: a pattern changes letters. */
static bool lines_choose(const Dictionary *dictionary, GString *chosen)
{
    g_autofree Parts *parts = words_parts(dictionary->words);
    g_autofree Said *said = g_new0(Said, 1);
    const char *line = dictionary->lines, *end = line + dictionary->size;
    for (const char *next; line < end; line = next) {
        next = line_end(line, end);
        if (line > dictionary->lines && *line == '%')
            continue;
        if (line_changes(line, next))
            return false;
        if (line == dictionary->lines || g_ascii_isupper(*line)) {
            g_string_append_len(chosen, line, next - line);
            *said = (Said){0}; /* NEXTLEVEL begins another tree */
        } else {
            pattern_add(parts, line, next, chosen, said);
        }
    }
    return true;
}

static HyphenDict *patterns_read(const char *lines, size_t size)
{
    FILE *file = size > 0 ? fmemopen((char *)lines, size, "r") : NULL;
    HyphenDict *patterns = file ? hnj_hyphen_load_file(file) : NULL;
    if (file)
        fclose(file);
    return patterns;
}

static void patterns_read_all(Dictionary *dictionary)
{
    if (dictionary->patterns)
        hnj_hyphen_free(dictionary->patterns);
    dictionary->patterns = patterns_read(dictionary->lines, dictionary->size);
    g_clear_pointer(&dictionary->words, g_hash_table_unref);
}

static void patterns_read_chosen(Dictionary *dictionary)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    if (lines_choose(dictionary, lines))
        dictionary->patterns = patterns_read(lines->str, lines->len);
    else
        patterns_read_all(dictionary);
}

HyphenDict *dictionary_patterns(Dictionary *dictionary, const char *word)
{
    if (dictionary->words && !g_hash_table_contains(dictionary->words, word))
        patterns_read_all(dictionary);
    else if (!dictionary->patterns && dictionary->words)
        patterns_read_chosen(dictionary);
    return dictionary->patterns;
}
