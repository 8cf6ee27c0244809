/*
 * An address or a telephone number in a cell that is printed: a column that slipped, or a
 * person's mailbox on a page for the world.
 *
 * Offices are full of numbers that are none to be called: terms (2014/15 and 2018/2019),
 * resolutions (2020/2605), dates. A telephone number is therefore one that begins as such
 * do, with a plus, a nought or a word for it, or that is parted as nothing else is. Of
 * postal addresses two forms are known: a house's number followed by a postal code and a
 * town, and a British postcode.
 */
#include "lint/linter.h"

#include <string.h>

/* Taken out before telephone numbers are looked for. */
static const char dates[] = "(?<![0-9])[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}"
                            "(?![0-9])"
                            "|(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])"
                            "|(?<![0-9./])[0-9]{2}[./][0-9]{2}[./][0-9]{2}"
                            "(?![./ ]?[0-9])";

/* Years and spans of years: "2016-20 2020/2024". */
static const char years[] = "^(?:(?:19|20)[0-9]{2}(?:[/-][0-9]{2})?(?:[ /-]+|$))+$";

/* A plus and seven digits; a nought and seven; a word and five; three by three by four, as
 * in America; groups parted by blanks or hyphens; nine digits and more in one. */
static const char *const telephones[] = {
    "\\+ ?\\(?[0-9](?:[() ./-]*[0-9]){6,}",
    "(?<![0-9.,/-])\\(?0(?:[() ./-]*[0-9]){6,}",
    ("(?:\\b(?:tel|telephone|phone|fax|mob|mobile|gsm|telefon|тел|τηλ)\\b\\.?|☎)[: ]*"
     "[0-9(](?:[() ./-]*[0-9]){4,}"),
    "(?<![0-9.,/-])\\(?[0-9]{3}[).-] ?[0-9]{3}[ .-][0-9]{4}(?![0-9])",
    "(?<![0-9.,/-])[0-9]{1,4}(?:[ -][0-9]{2,4}){2,}(?![0-9.,/-])",
    "(?<![0-9])[0-9]{9,}",
};

static const struct {
    const char *pattern;
    ContactKind kind;
    GRegexCompileFlags flags;
    const char *needs; /* one of these characters, to be asked before the pattern */
} addresses[] = {
    {"\\S@\\S+\\.\\S|\\S *[([] *at *[])] *\\S", CONTACT_MAIL, G_REGEX_CASELESS, "@(["},
    {"https?://|\\bwww\\.[a-z0-9]", CONTACT_WEB, G_REGEX_CASELESS, ":."},
    {"(?<![\\w.@-])[a-z0-9][a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:[a-z]{2,}/\\w|"
     "(?:com|org|net|info|eu)\\b)",
     CONTACT_WEB, 0, "."},
    {"(?:^|[\\s(,;:/])@\\w[\\w.]", CONTACT_ACCOUNT, 0, "@"},
    {"[0-9][^,;]*[,;] *(?:[A-Z]{1,3}[- ])?(?!(?:19|20)[0-9]{2}\\b)"
     "(?:[0-9]{4,6}|[0-9]{2}-[0-9]{3}|[0-9]{3} [0-9]{2}) +\\p{Lu}\\p{L}",
     CONTACT_POSTAL, 0, ",;"},
    {"\\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\\b", CONTACT_POSTAL, 0, "0123456789"},
};

static bool matches(const char *text, const char *pattern, GRegexCompileFlags flags)
{
    return g_regex_match_simple(pattern, text, flags, 0);
}

static size_t count_digits(const char *text)
{
    size_t n_digits = 0;
    for (; *text != '\0'; text++)
        n_digits += g_ascii_isdigit(*text);
    return n_digits;
}

/* Whether the pattern finds a number of seven digits and more that is not of years; of
 * fewer where a word stands in front. */
static bool finds_telephone(const char *text, const char *pattern)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(regex, text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *found = g_match_info_fetch(match, 0);
        bool named = !strchr("+(", *found) && !g_ascii_isdigit(*found);
        if ((named || count_digits(found) >= 7) && !matches(found, years, 0))
            return true;
    }
    return false;
}

static bool has_telephone(const char *text)
{
    g_autoptr(GRegex) regex = g_regex_new(dates, 0, 0, NULL);
    g_autofree char *dateless =
        g_regex_replace_literal(regex, text, -1, 0, "…", 0, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(telephones); i++)
        if (finds_telephone(dateless, telephones[i]))
            return true;
    return false;
}

const char *contact_title(ContactKind kind)
{
    static const char *const titles[] = {
        [CONTACT_NONE] = "no contact",
        [CONTACT_MAIL] = "an e-mail address",
        [CONTACT_WEB] = "an address of the web",
        [CONTACT_ACCOUNT] = "an account's name",
        [CONTACT_POSTAL] = "a postal address",
        [CONTACT_TELEPHONE] = "a telephone number",
    };
    return titles[kind];
}

bool contact_is_private(ContactKind kind)
{
    return kind == CONTACT_MAIL || kind == CONTACT_TELEPHONE || kind == CONTACT_POSTAL;
}

ContactKind contact_find(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++)
        if (strpbrk(text, addresses[i].needs) &&
            matches(text, addresses[i].pattern, addresses[i].flags))
            return addresses[i].kind;
    return count_digits(text) > 4 && has_telephone(text) ? CONTACT_TELEPHONE
                                                         : CONTACT_NONE;
}

void lint_contacts(Linter *linter, const LintCell *cell)
{
    ContactKind contact = contact_find(cell->text);
    if (contact != CONTACT_NONE)
        finding(linter, CONTACT_PRINTED, cell->signatory, cell->column, cell->text,
                contact_title(contact), cell->column);
}
