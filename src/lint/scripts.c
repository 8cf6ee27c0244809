/*
 * Letters of two scripts in one word, which look right and are not: a Latin "a" in a
 * Cyrillic name sorts elsewhere, is not found by who searches for it, and may come from
 * another font.
 *
 * ICU's spoof checker says whether a word is of one script (Han with kana or Hangul is
 * one), so that what Unicode knows of scripts is not repeated here. The script of most
 * of its letters is then the word's, and the first other letter is told. A whole word in
 * another script than the rest of the name is fine, unless it only seems to be: Cyrillic
 * "Сор" among Latin words. For that, and to name the letter that was meant, letters are
 * compared by their skeletons, ICU's word for what they look like.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

/* Letters that people type; those beyond are rare, and look like anything. */
static const struct {
    gunichar first, last;
} typed[] = {{'A', 0x17F}, {0x386, 0x3CE}, {0x400, 0x45F}, {0x531, 0x587}};

enum { LONGEST_MENDED = 64 }; /* letters of a word */

struct Scripts {
    USpoofChecker *checker;
    GHashTable *letters; /* script, case and skeleton to the letter */
};

static UScriptCode script_of(gunichar c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    return U_SUCCESS(status) && script > USCRIPT_INHERITED ? script : USCRIPT_COMMON;
}

/* What a letter of `script` that looks like `c` is found by; to be freed. */
static char *letter_key(const Scripts *scripts, gunichar c, UScriptCode script)
{
    char text[8] = "", skeleton[64];
    UErrorCode status = U_ZERO_ERROR;
    text[g_unichar_to_utf8(c, text)] = '\0';
    uspoof_getSkeletonUTF8(scripts->checker, 0, text, -1, skeleton, sizeof skeleton,
                           &status);
    return g_strdup_printf("%d %d %s", (int)script, g_unichar_isupper(c),
                           U_SUCCESS(status) ? skeleton : text);
}

static void letters_add(Scripts *scripts, gunichar first, gunichar last)
{
    for (gunichar c = first; c <= last; c++) {
        char *key = letter_key(scripts, c, script_of(c));
        if (!g_unichar_isalpha(c) || g_hash_table_contains(scripts->letters, key))
            g_free(key);
        else
            g_hash_table_insert(scripts->letters, key, GUINT_TO_POINTER(c));
    }
}

Scripts *scripts_open(void)
{
    UErrorCode status = U_ZERO_ERROR;
    Scripts *scripts = g_new0(Scripts, 1);
    scripts->checker = uspoof_open(&status);
    uspoof_setRestrictionLevel(scripts->checker, USPOOF_HIGHLY_RESTRICTIVE);
    uspoof_setChecks(scripts->checker, USPOOF_RESTRICTION_LEVEL, &status);
    g_assert(U_SUCCESS(status));
    scripts->letters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(typed); i++)
        letters_add(scripts, typed[i].first, typed[i].last);
    return scripts;
}

void scripts_close(Scripts *scripts)
{
    if (!scripts)
        return;
    uspoof_close(scripts->checker);
    g_hash_table_unref(scripts->letters);
    g_free(scripts);
}

/* The script of most letters of a text; the first of two that have as many. */
static UScriptCode main_script(const char *text)
{
    size_t counts[USCRIPT_CODE_LIMIT] = {0};
    UScriptCode best = USCRIPT_COMMON;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        counts[script_of(g_utf8_get_char(at))]++;
    counts[USCRIPT_COMMON] = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        UScriptCode script = script_of(g_utf8_get_char(at));
        best = counts[script] > counts[best] ? script : best;
    }
    return best;
}

/* The first letter that is of another script; 0: none. */
static gunichar other_letter(const char *text, UScriptCode script)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (script_of(c) != script && script_of(c) != USCRIPT_COMMON)
            return c;
    }
    return 0;
}

/* The letter of `script` that looks like `c`; 0: none does. */
static gunichar lookalike(const Scripts *scripts, gunichar c, UScriptCode script)
{
    g_autofree char *key = letter_key(scripts, c, script);
    return GPOINTER_TO_UINT(g_hash_table_lookup(scripts->letters, key));
}

/* The word with each letter of another script written in `script`; NULL: some letter
 * looks like none of it. To be freed. */
static char *word_mend(const Scripts *scripts, const char *word, UScriptCode script)
{
    if (g_utf8_strlen(word, -1) > LONGEST_MENDED)
        return NULL;
    GString *mended = g_string_new(NULL);
    for (; *word != '\0'; word = g_utf8_next_char(word)) {
        gunichar c = g_utf8_get_char(word);
        bool own = script_of(c) == script || script_of(c) == USCRIPT_COMMON;
        gunichar meant = own ? c : lookalike(scripts, c, script);
        if (meant == 0) {
            g_string_free(mended, TRUE);
            return NULL;
        }
        g_string_append_unichar(mended, meant);
    }
    return g_string_free(mended, FALSE);
}

/* Tells of the letters of the word that are not of `script`. */
static void tell_word(Linter *linter, const LintCell *cell, const char *word,
                      UScriptCode script)
{
    char letter[8] = "";
    gunichar c = other_letter(word, script);
    if (c == 0) /* a sign that belongs to some scripts alone, such as a kana mark */
        return;
    letter[g_unichar_to_utf8(c, letter)] = '\0';
    const char *name = uscript_getName(script);
    g_autofree char *mended = word_mend(linter->scripts, word, script);
    const char *how = arena_print(linter->arena, " in %s letters%s", name,
                                  mended ? ", which look the same" : "");
    finding(linter, SCRIPT_MIXED, cell->signatory, cell->column, cell->text, letter,
            character_title(linter->arena, c), name, mended ? mended : word, how);
}

/* Whether the word is of another script than the name, and yet looks like it. */
static bool only_seems(const Scripts *scripts, const char *word, UScriptCode script)
{
    UScriptCode own = main_script(word);
    if (own == USCRIPT_COMMON || own == script)
        return false;
    g_autofree char *mended = word_mend(scripts, word, script);
    return mended != NULL;
}

static void check_word(Linter *linter, const LintCell *cell, const char *word,
                       UScriptCode script)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t failed =
        uspoof_check2UTF8(linter->scripts->checker, word, -1, NULL, &status);
    if (U_SUCCESS(status) && failed)
        tell_word(linter, cell, word, main_script(word));
    else if (only_seems(linter->scripts, word, script))
        tell_word(linter, cell, word, script);
}

void lint_scripts(Linter *linter, const LintCell *cell)
{
    if (g_str_is_ascii(cell->text))
        return;
    g_auto(GStrv) words = g_strsplit_set(cell->text, " -,.()/", -1);
    UScriptCode script = main_script(cell->text);
    for (char **word = words; *word; word++)
        if (**word != '\0')
            check_word(linter, cell, *word, script);
}
