/*
 * What the cells of a row say against each other. The worst that a spreadsheet does is
 * to sort one column without the others; a name that is to be sorted by another name
 * tells of it.
 */
#include "lint/linter.h"

#include <string.h>

/* Whether two foldings have a word with the same first letter: "St" and "Saint",
 * "McOak" and "MacOak" are the same name still. */
static bool words_meet(const char *a, const char *b)
{
    g_auto(GStrv) left = g_strsplit(a, " ", -1), right = g_strsplit(b, " ", -1);
    for (char **word = left; *word; word++)
        for (char **other = right; *other; other++)
            if (**word != '\0' && g_utf8_get_char(*word) == g_utf8_get_char(*other))
                return true;
    return false;
}

static void check_sort(Linter *linter, Folder *folder, const Signatory *signatory,
                       const char *column, const char *sorted)
{
    if (!sorted || strstr(signatory->name, sorted))
        return;
    FoldedName name = name_fold(folder, linter->arena, signatory->name);
    FoldedName key = name_fold(folder, linter->arena, sorted);
    if (name.script == key.script && !words_meet(name.plain, key.plain))
        finding(linter, SORT_OTHER, signatory, column, signatory->name, sorted, column);
}

static void check_lead(Linter *linter, const Signatory *signatory)
{
    if (signatory->lead == 0 || signatory->status == CONFIRMED)
        return;
    finding(linter, LEAD_UNSET, signatory, "lead", signatory->name,
            arena_print(linter->arena, "%u", signatory->lead),
            status_name(signatory->status));
}

void lint_rows(Linter *linter)
{
    g_autoptr(Folder) folder = folder_new();
    for (size_t i = 0; i < linter->roster->n_signatories; i++) {
        const Signatory *signatory = &linter->roster->signatories[i];
        if (!signatory_readable(signatory))
            continue;
        check_lead(linter, signatory);
        check_sort(linter, folder, signatory, "sort_as", signatory->sort_as);
        check_sort(linter, folder, signatory, "family", signatory->family);
    }
}
