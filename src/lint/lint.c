/*
 * The roster looked over. Each rule is a function that adds findings, row by row, unless
 * known.yaml silences them; here they are called and put into the order of the file.
 *
 * A rule asks what a person would see too late: on the printed page, where nobody can
 * mend it. It rather says nothing than something that is mostly wrong, since a check
 * that cries wolf is not read.
 */
#include "lint/linter.h"

#include <string.h>

static const DiagnosticCode codes[] = {
    DIAGNOSTIC_NAME_TWICE,    DIAGNOSTIC_NAME_ALIKE,       DIAGNOSTIC_NAME_ABROAD,
    DIAGNOSTIC_NAME_STATUS,   DIAGNOSTIC_SORT_OTHER,       DIAGNOSTIC_LEAD_UNSET,
    DIAGNOSTIC_SCRIPT_MIXED,  DIAGNOSTIC_NAME_CAPITALS,    DIAGNOSTIC_NAME_LOWER,
    DIAGNOSTIC_NAME_SHORT,    DIAGNOSTIC_NAME_DIGITS,      DIAGNOSTIC_NAME_COMMA,
    DIAGNOSTIC_BLANK_PRINTED, DIAGNOSTIC_NAME_PUNCTUATION, DIAGNOSTIC_CONTACT_PRINTED,
    DIAGNOSTIC_BLANK_DROPPED, DIAGNOSTIC_TEXT_DECODED,     DIAGNOSTIC_TEXT_ENTITY,
    DIAGNOSTIC_TEXT_LOST,     DIAGNOSTIC_ROWS_PENDING,     DIAGNOSTIC_COUNTRY_SINGLE,
    DIAGNOSTIC_NAME_TITLE,    DIAGNOSTIC_NAME_PEOPLE,
};

const char *const *finding_codes(Arena *arena)
{
    const char **names = arena_array(arena, const char *, G_N_ELEMENTS(codes) + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        names[i] = diagnostic_kind(codes[i])->code;
    return names;
}

static bool code_is_finding(DiagnosticCode code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (codes[i] == code)
            return true;
    return false;
}

static const char *const *arguments_copy(Arena *arena, const char *const *arguments)
{
    size_t n_arguments = g_strv_length((char **)arguments);
    const char **copy = arena_array(arena, const char *, n_arguments + 1);
    for (size_t i = 0; i < n_arguments; i++)
        copy[i] = arena_string(arena, arguments[i]);
    return copy;
}

/* Adds the finding, which is known by `name`; false: it is silenced. */
static bool findings_add(Linter *linter, const char *name, Finding finding)
{
    g_assert(code_is_finding(finding.code));
    if (known_take(linter->known, diagnostic_kind(finding.code)->code, name))
        return false;
    finding.arguments = arguments_copy(linter->arena, finding.arguments);
    g_array_append_val(linter->findings, finding);
    return true;
}

bool finding_add(Linter *linter, DiagnosticCode code, const Signatory *signatory,
                 const char *column, const char *const *arguments)
{
    Place place = cell_place(linter->roster, signatory, column);
    return findings_add(linter, signatory->name,
                        (Finding){.code = code,
                                  .place = place,
                                  .signatory = signatory,
                                  .country = signatory->country,
                                  .arguments = arguments});
}

bool finding_add_country(Linter *linter, DiagnosticCode code,
                         const Signatory *signatory, const char *column,
                         const char *const *arguments)
{
    Place place = cell_place(linter->roster, signatory, column);
    return findings_add(linter, signatory->country,
                        (Finding){.code = code,
                                  .place = place,
                                  .country = signatory->country,
                                  .arguments = arguments});
}

bool signatory_readable(const Signatory *signatory)
{
    return signatory->source && signatory->name[0] && signatory->country[0];
}

const char *status_name(SignatoryStatus status)
{
    static const char *const names[] = {"confirmed", "pending", "withdrawn"};
    return names[status];
}

CellKind column_kind(const char *column)
{
    static const struct {
        const char *column;
        CellKind kind;
    } kinds[] = {{"name", CELL_NAME},
                 {"name_native", CELL_NAME},
                 {"prefix", CELL_TITLE},
                 {"suffix", CELL_TITLE},
                 {"office", CELL_OFFICE}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].column);
        if (strncmp(column, kinds[i].column, length) == 0 &&
            (column[length] == '\0' || column[length] == '@'))
            return kinds[i].kind;
    }
    return CELL_OTHER;
}

static void lint_cell(Linter *linter, const LintCell *cell)
{
    if (lint_decoding(linter, cell))
        return;
    lint_blanks(linter, cell);
    lint_contacts(linter, cell);
    lint_scripts(linter, cell);
    if (cell->kind != CELL_NAME)
        return;
    lint_capitals(linter, cell);
    lint_shape(linter, cell);
    lint_titles(linter, cell);
}

/* Looks at the cells of a row that are, or may become, printed. */
static void lint_cells(Linter *linter, const Signatory *signatory,
                       const CellKind *kinds)
{
    const CsvCell *raw = roster_raw(linter->arena, linter->roster, signatory);
    for (size_t i = 0; i < linter->roster->n_columns; i++) {
        LintCell cell = {signatory, linter->roster->columns[i], kinds[i],
                         signatory->cells[i], &raw[i]};
        if (cell.kind != CELL_OTHER && *cell.text != '\0')
            lint_cell(linter, &cell);
    }
}

static void lint_all_cells(Linter *linter)
{
    const Roster *roster = linter->roster;
    CellKind *kinds = arena_array(linter->arena, CellKind, roster->n_columns);
    for (size_t i = 0; i < roster->n_columns; i++)
        kinds[i] = column_kind(roster->columns[i]);
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        if (signatory_readable(signatory) && signatory->status != WITHDRAWN)
            lint_cells(linter, signatory, kinds);
    }
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
    g_autoptr(Scripts) scripts = scripts_open();
    g_autoptr(Known) known = known_read(diagnostics, arena, letter);
    if (!known)
        return NULL;
    Linter linter = {diagnostics, arena, letter, roster, scripts, known, list};
    lint_all_cells(&linter);
    lint_pairs(&linter);
    lint_rows(&linter);
    lint_countries(&linter);
    known_report_unused(&linter);
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
