/* What preflight tells of a file of bytes, for the tests of it. */
#ifndef TESTS_VERDICT_H
#define TESTS_VERDICT_H

#include "desk.h"
#include "preflight/preflight.h"
#include "specimen.h"

/* The rules that were told, each once, in their order: "font-width, limits". */
static inline const char *rules_told(Desk *desk)
{
    g_autoptr(GString) rules = g_string_new(NULL);
    g_autoptr(GRegex) form =
        g_regex_new("\\(([a-z0-9-]+)(?:: [^()]*)?\\) \\[preflight-", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(form, desk->told ? desk->told : "", 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        g_autofree char *rule = g_match_info_fetch(match, 1);
        g_autofree char *word = g_strdup_printf(", %s,", rule);
        g_autofree char *sofar = g_strdup_printf(", %s,", rules->str);
        if (!strstr(sofar, word))
            g_string_append_printf(rules, "%s%s", rules->len ? ", " : "", rule);
    }
    return arena_text(desk->arena, rules->str, rules->len);
}

/* Holds the bytes against all standards. */
static inline bool bytes_run(Desk *desk, const char *bytes, size_t length,
                             const Preflight *ask)
{
    const char *path = desk_put(desk, "specimen.pdf", bytes, length);
    return preflight_run(desk->diagnostics, desk->arena, path, "specimen.pdf", ask,
                         NULL);
}

#endif
