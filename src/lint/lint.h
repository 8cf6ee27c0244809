/*
 * lint: what in a roster is well-formed and yet likely wrong: a name that stands twice, a
 * Latin letter in a Cyrillic name.
 *
 * Makes    Findings, row by row, less what known.yaml silences.
 * From     a Letter, its Roster, and known.yaml in the letter's folder.
 * Calls    roster_lint, then findings_report.
 * Owns     the arena that is passed in owns everything.
 * Always   a rule looks at rows alone and changes nothing; time grows with the rows.
 * Not      editions, languages, pages.
 */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "content/content.h"

typedef struct Finding {
    DiagnosticCode code;
    Place place;                /* the cell it is about */
    const Signatory *signatory; /* the row it is about; NULL: a country as a whole */
    const char *country;        /* alpha-2, that of the row */
    const char *const
        *arguments;         /* as the code's text and help ask for; ends with NULL */
    const Signatory *other; /* the row that may be the same person's; NULL: it is about
                               one row; and how they are alike, seen from each: */
    const char *likeness, *likeness_other;
} Finding;

typedef struct Findings {
    const Finding *findings; /* by row, then column */
    size_t n_findings;
} Findings;

/* Looks over the whole roster, rows of every status. What known.yaml in the letter's
 * folder silences is left out; an entry of it that silences nothing is warned of. NULL:
 * known.yaml is at fault, reported. */
const Findings *roster_lint(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const Roster *roster);

/* The arguments of a finding as a sheet tells it beside `row`, which is either of the two
 * that it is about: it counts rows as a spreadsheet does, and names the other one. */
const char *const *finding_side(Arena *arena, const Finding *finding,
                                const Signatory *row);

typedef enum ContactKind {
    CONTACT_NONE,
    CONTACT_MAIL,
    CONTACT_WEB,
    CONTACT_ACCOUNT,
    CONTACT_POSTAL,
    CONTACT_TELEPHONE
} ContactKind;

/* What a text holds by which somebody can be reached. */
ContactKind contact_find(const char *text);

/* Whether it is one by which a person is reached at home: mail, telephone, address. */
bool contact_is_private(ContactKind kind);

/* "an e-mail address". */
const char *contact_title(ContactKind kind);

/* Reports each finding. */
void findings_report(Diagnostics *diagnostics, const Findings *findings);

#endif
