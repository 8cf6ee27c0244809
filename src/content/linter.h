/* What the rules of lint share; no other room includes it. */
#ifndef CONTENT_LINTER_H
#define CONTENT_LINTER_H

#include "content/lint.h"
#include "content/reader.h"

typedef struct Linter {
    Diagnostics *diagnostics;
    Arena *arena;
    const Letter *letter;
    const Roster *roster;
    GArray *findings; /* of Finding */
} Linter;

/* Notes a finding about the cell of `signatory` in `column`; the name's, where the
 * roster has no such column. Arguments are copied. */
void finding_add(Linter *linter, DiagnosticCode code, const Signatory *signatory,
                 const char *column, const char *const *arguments);

/* The same about the signatory's country as a whole. */
void finding_add_country(Linter *linter, DiagnosticCode code,
                         const Signatory *signatory, const char *column,
                         const char *const *arguments);

#define ARGUMENTS(...) ((const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

/* finding_add by the catalogue's name: finding(linter, NAME_TWICE, row, "name", …). */
#define finding(linter, name, signatory, column, ...)                                  \
    finding_add((linter), DIAGNOSTIC_##name, (signatory), (column),                    \
                ARGUMENTS(__VA_ARGS__))

/* Whether the row could be read: it has a name, a country, and a cell a column. */
bool signatory_readable(const Signatory *signatory);

/* "confirmed", "pending", "withdrawn". */
const char *status_name(SignatoryStatus status);

/* The rules. */
void lint_countries(Linter *linter);

#endif
