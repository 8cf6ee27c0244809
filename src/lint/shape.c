/*
 * What a name is made of: no digits, no office behind a comma, no punctuation that ends
 * in nothing.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uchar.h>

/* The name without the number of a specimen, which ends it; in the arena. */
static const char *name_proper(const Linter *linter, const LintCell *cell)
{
    const char *last = strrchr(cell->text, ' ');
    bool numbered = linter->letter->nature == ROSTER_SPECIMEN && last &&
                    last[1 + strspn(last + 1, "0123456789")] == '\0';
    size_t length = numbered ? (size_t)(last - cell->text) : strlen(cell->text);
    return arena_text(linter->arena, cell->text, length);
}

static void check_digits(Linter *linter, const LintCell *cell, const char *name)
{
    size_t before = strcspn(name, "0123456789");
    if (name[before] == '\0')
        return;
    const char *digits =
        arena_text(linter->arena, name + before, strspn(name + before, "0123456789"));
    finding(linter, NAME_DIGITS, cell->signatory, cell->column, cell->text, digits);
}

/* Whether the letters of each word are too few to be a name. Scripts without case write
 * a name in one character. */
static bool is_short(const char *name)
{
    size_t in_word = 0, n_letters = 0;
    for (; *name != '\0'; name = g_utf8_next_char(name)) {
        UChar32 c = (UChar32)g_utf8_get_char(name);
        if (u_isalpha(c) && u_tolower(c) == u_toupper(c))
            return false;
        in_word = u_isalpha(c) ? in_word + 1 : 0;
        n_letters += u_isalpha(c);
        if (in_word > 1)
            return false;
    }
    return n_letters > 0;
}

static void check_short(Linter *linter, const LintCell *cell, const char *name)
{
    if (is_short(name))
        finding(linter, NAME_SHORT, cell->signatory, cell->column, cell->text);
}

/* What stands behind the name by a comma or in brackets, or is a member's letters; NULL:
 * nothing but marks of the generation. */
static const char *name_rest(const char *name)
{
    static const char *const letters[] = {"MP", "MEP", "MdB", "MSP", "MdEP", NULL};
    const char *comma = strpbrk(name, ",;("), *last = strrchr(name, ' ');
    if (comma && *comma == '(')
        return comma;
    const char *behind = comma ? comma + 1 + strspn(comma + 1, " ") : NULL;
    if (behind && *behind != '\0' && !word_is_generation(behind))
        return comma;
    return last && g_strv_contains(letters, last + 1) ? last + 1 : NULL;
}

static void check_rest(Linter *linter, const LintCell *cell, const char *name)
{
    const char *rest = name_rest(name);
    if (rest)
        finding(linter, NAME_COMMA, cell->signatory, cell->column, cell->text, rest);
}

/* Whether the full stop at the end belongs to a short word: "Jr.", "O.", "Ph.D.". */
static bool is_abbreviated(const char *name)
{
    const char *last = strrchr(name, ' ');
    last = last ? last + 1 : name;
    return g_utf8_strlen(last, -1) <= 5 || strchr(last, '.') != strrchr(last, '.');
}

static size_t count(const char *text, char c)
{
    size_t n = 0;
    for (; *text != '\0'; text++)
        n += *text == c;
    return n;
}

/* A quotation mark in front of a name that ends with one, or what should be paired and
 * is not; 0: none. */
static gunichar stray_pair(const char *name)
{
    static const char quotes[] = "\"“”„«»";
    const char *end = name + strlen(name);
    gunichar first = g_utf8_get_char(name);
    if (*name != '\0' && g_utf8_strchr(quotes, -1, first) &&
        g_utf8_strchr(quotes, -1, g_utf8_get_char(g_utf8_prev_char(end))))
        return first;
    size_t n_open = count(name, '('), n_close = count(name, ')');
    if (n_open != n_close)
        return n_open > n_close ? '(' : ')';
    return count(name, '"') % 2 == 1 ? '"' : 0;
}

/* Punctuation that begins or ends a name; 0: none. */
static gunichar stray_end(const char *name)
{
    static const char wrong[] = ",;:-/&*_+";
    const char *end = name + strlen(name);
    if (end == name)
        return 0;
    gunichar last = g_utf8_get_char(g_utf8_prev_char(end));
    if (last == '.' && !is_abbreviated(name))
        return last;
    if (last < 0x80 && strchr(wrong, (int)last))
        return last;
    return *name == '.' || strchr(wrong, *name) ? (gunichar)*name : 0;
}

static void check_punctuation(Linter *linter, const LintCell *cell, const char *name)
{
    char text[8] = "";
    gunichar stray = stray_end(name);
    stray = stray ? stray : stray_pair(name);
    if (stray == 0)
        return;
    text[g_unichar_to_utf8(stray, text)] = '\0';
    finding(linter, NAME_PUNCTUATION, cell->signatory, cell->column, cell->text, text);
}

void lint_shape(Linter *linter, const LintCell *cell)
{
    const char *name = name_proper(linter, cell);
    check_digits(linter, cell, name);
    check_short(linter, cell, name);
    check_rest(linter, cell, name);
    check_punctuation(linter, cell, name);
}
