/* Words looked for in messages: the glossary's terms, and the names of people. */
#include "content/messages.h"

#include <string.h>

char *text_spaced(const char *text)
{
    g_autoptr(GString) plain = g_string_new(text);
    g_string_replace(plain, "\u00a0", " ", 0);
    g_string_replace(plain, "\u202f", " ", 0);
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

bool term_stands(const char *text, const char *term)
{
    size_t length = strlen(term);
    for (const char *at = strstr(text, term); at; at = strstr(at + 1, term)) {
        gunichar after = g_utf8_get_char(at + length);
        const char *previous = at > text ? g_utf8_prev_char(at) : NULL;
        bool begins = !previous || !g_unichar_isalnum(g_utf8_get_char(previous));
        if (begins && !g_unichar_isalnum(after))
            return true;
    }
    return false;
}

bool any_stands(const char *text, const char *const *forms, size_t n_forms)
{
    for (size_t i = 0; i < n_forms; i++)
        if (strstr(text, forms[i]))
            return true;
    return false;
}
