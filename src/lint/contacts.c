/*
 * An address or a telephone number in a cell that is printed: a column that slipped, or a
 * person's mailbox on a page for the world. Postal addresses have no form that all
 * countries share, and are not looked for.
 */
#include "lint/linter.h"

#include <string.h>

static bool matches(const char *text, const char *pattern)
{
    return g_regex_match_simple(pattern, text, G_REGEX_CASELESS, 0);
}

/* Six digits and more with what is put between them. Years of office (2016-2020) are
 * none, nor are digits without anything between them, unless they are very many. */
static bool has_telephone(const char *text)
{
    static const char years[] = "^(?:[^0-9]*(?:19|20)[0-9]{2}(?![0-9]))+[^0-9]*$";
    static const char number[] = "(?:\\+ ?|\\b)[0-9(][0-9() ./-]{4,}[0-9]\\b";
    g_autoptr(GRegex) regex = g_regex_new(number, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(regex, text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *found = g_match_info_fetch(match, 0);
        size_t n_digits = 0;
        for (const char *at = found; *at != '\0'; at++)
            n_digits += g_ascii_isdigit(*at);
        bool parted = n_digits < strlen(found);
        if (n_digits >= (parted ? 6 : 9) && !matches(found, years))
            return true;
    }
    return false;
}

static const char *contact_find(const char *text)
{
    if (strchr(text, '@') && matches(text, "\\S@\\S+\\.\\S"))
        return "an e-mail address";
    if (strchr(text, '.') && matches(text, "https?://|\\bwww\\.[a-z0-9]"))
        return "an address of the web";
    if (strpbrk(text, "0123456789") && has_telephone(text))
        return "a telephone number";
    return NULL;
}

void lint_contacts(Linter *linter, const LintCell *cell)
{
    const char *contact = contact_find(cell->text);
    if (contact)
        finding(linter, CONTACT_PRINTED, cell->signatory, cell->column, cell->text,
                contact, cell->column);
}
