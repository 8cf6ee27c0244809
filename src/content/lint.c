/*
 * The roster looked over. Each rule is a function that adds findings; here they are
 * called, put into the order of the file, and thinned by known.yaml.
 */
#include "content/linter.h"

static const Place *cell_place(const Roster *roster, const Signatory *signatory,
                               const char *column)
{
    for (size_t i = 0; i < roster->n_columns; i++)
        if (g_strcmp0(roster->columns[i], column) == 0)
            return &signatory->raw[i].place;
    return &signatory->place;
}

static const char *const *arguments_copy(Arena *arena, const char *const *arguments)
{
    size_t n_arguments = g_strv_length((char **)arguments);
    const char **copy = arena_array(arena, const char *, n_arguments + 1);
    for (size_t i = 0; i < n_arguments; i++)
        copy[i] = arena_string(arena, arguments[i]);
    return copy;
}

static Finding finding_make(Linter *linter, DiagnosticCode code,
                            const Signatory *signatory, const char *column,
                            const char *const *arguments)
{
    return (Finding){.code = code,
                     .place = *cell_place(linter->roster, signatory, column),
                     .signatory = signatory,
                     .country = signatory->country,
                     .arguments = arguments_copy(linter->arena, arguments)};
}

void finding_add(Linter *linter, DiagnosticCode code, const Signatory *signatory,
                 const char *column, const char *const *arguments)
{
    Finding finding = finding_make(linter, code, signatory, column, arguments);
    g_array_append_val(linter->findings, finding);
}

void finding_add_country(Linter *linter, DiagnosticCode code,
                         const Signatory *signatory, const char *column,
                         const char *const *arguments)
{
    Finding finding = finding_make(linter, code, signatory, column, arguments);
    finding.signatory = NULL;
    g_array_append_val(linter->findings, finding);
}

bool signatory_readable(const Signatory *signatory)
{
    return signatory->raw && signatory->name[0] && signatory->country[0];
}

const char *status_name(SignatoryStatus status)
{
    static const char *const names[] = {"confirmed", "pending", "withdrawn"};
    return names[status];
}

static int finding_compare(gconstpointer a, gconstpointer b)
{
    const Finding *left = a, *right = b;
    if (left->place.line != right->place.line)
        return left->place.line < right->place.line ? -1 : 1;
    if (left->place.column != right->place.column)
        return left->place.column < right->place.column ? -1 : 1;
    return (int)left->code - (int)right->code;
}

const Findings *roster_lint(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const Roster *roster)
{
    g_autoptr(GArray) list = g_array_new(false, false, sizeof(Finding));
    Linter linter = {diagnostics, arena, letter, roster, list};
    lint_countries(&linter);
    g_array_sort(list, finding_compare);
    Findings *findings = arena_one(arena, Findings);
    findings->findings = arena_copy(arena, list->data, list->len * sizeof(Finding));
    findings->n_findings = list->len;
    return findings;
}

void findings_report(Diagnostics *diagnostics, const Findings *findings)
{
    for (size_t i = 0; i < findings->n_findings; i++) {
        const Finding *finding = &findings->findings[i];
        diagnostics_add(diagnostics, finding->code, finding->place, finding->arguments);
    }
}
