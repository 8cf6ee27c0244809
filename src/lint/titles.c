/*
 * What a name's cell holds beside the name: a title, a second person.
 *
 * Titles are told where they stand in front, since a page on which some have theirs in
 * `prefix` and others in `name` sorts and sets them differently; letters behind the name
 * (OBE) are left, for many sign so. Peers sign as "Lord Oak" and have no other name.
 *
 * Of the words for "and" those are not asked that stand in one person's name: "y", "i"
 * and "e" in Spain, Catalonia and Portugal; "von und zu" has small letters around it.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uchar.h>

/* In small letters, without full stops. */
static const char *const titles[] = {
    "dr",   "prof", "professor", "mr",  "mrs",  "ms",     "mgr",  "judr",    "mudr",
    "phdr", "rndr", "mvdr",      "sir", "dame", "paeddr", "herr", "frau",    "др",
    "проф", "δρ",   "mag",       "ing", "doc",  "dipl",   "hon",  "dipling", NULL};

/* Of these the ones that may be names where no full stop ends them. */
static const char *const dotted[] = {"mag", "ing", "doc",  "dipl",
                                     "hon", "sir", "dame", NULL};

static const char *const honours[] = {
    "phd", "msc", "csc", "drsc", "kcmg", "gcmg", "dcmg", "cmg", "cbe",  "obe",
    "mbe", "kbe", "dbe", "gbe",  "kcvo", "cvo",  "lvo",  "mvo", "oam",  "kcb",
    "gcb", "frs", "fba", "frsa", "mep",  "mdb",  "msp",  "mla", "mdep", NULL};

/* The word in small letters without full stops and hyphens; to be freed. */
static char *word_strip(const char *word)
{
    g_autofree char *small = g_utf8_strdown(word, -1);
    g_autoptr(GString) stripped = g_string_new(small);
    g_string_replace(stripped, ".", "", 0);
    g_string_replace(stripped, "-", "", 0);
    return g_string_free(g_steal_pointer(&stripped), FALSE);
}

bool word_is_honour(const char *word)
{
    g_autofree char *stripped = word_strip(word);
    return g_strv_contains(honours, stripped);
}

bool word_is_title(const char *word)
{
    g_autofree char *stripped = word_strip(word);
    return g_strv_contains(titles, stripped) || g_strv_contains(honours, stripped);
}

/* Whether the word in front of a name is a title beyond doubt. */
static bool is_title_before(const char *word)
{
    g_autofree char *stripped = word_strip(word);
    if (!g_strv_contains(titles, stripped))
        return false;
    return strchr(word, '.') || !g_strv_contains(dotted, stripped) ||
           strcmp(word, "Sir") == 0;
}

static void check_title(Linter *linter, const LintCell *cell, char *const *words)
{
    size_t n_titles = 0;
    while (words[n_titles] && is_title_before(words[n_titles]))
        n_titles++;
    if (n_titles == 0 || !words[n_titles])
        return;
    g_autoptr(GString) told = g_string_new(words[0]);
    for (size_t i = 1; i < n_titles; i++)
        g_string_append_printf(told, " %s", words[i]);
    finding(linter, NAME_TITLE, cell->signatory, cell->column, cell->text, told->str);
}

static bool is_and(const char *word)
{
    static const char *const ands[] = {"&",  "+",  "/",   "and",  "und",
                                       "et", "og", "och", "oraz", "ir",
                                       "и",  "і",  "та",  "και",  NULL};
    return g_strv_contains(ands, word);
}

static bool begins_large(const char *word)
{
    return word && u_isupper((UChar32)g_utf8_get_char(word));
}

static void check_people(Linter *linter, const LintCell *cell, char *const *words)
{
    for (size_t i = 1; words[0] && words[i]; i++) {
        if (is_and(words[i]) && begins_large(words[i - 1]) &&
            begins_large(words[i + 1])) {
            finding(linter, NAME_PEOPLE, cell->signatory, cell->column, cell->text,
                    words[i]);
            return;
        }
    }
}

void lint_titles(Linter *linter, const LintCell *cell)
{
    g_auto(GStrv) words = g_strsplit(cell->text, " ", -1);
    check_title(linter, cell, words);
    check_people(linter, cell, words);
}
