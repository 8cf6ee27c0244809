/* What in a roster is well-formed and yet likely wrong: a name that stands twice, a
 * Latin letter in a Cyrillic name. */
#ifndef CONTENT_LINT_H
#define CONTENT_LINT_H

#include "content/roster.h"

typedef struct Finding {
    DiagnosticCode code;
    Place place;                /* the cell it is about */
    const Signatory *signatory; /* the row it is about; NULL: a country as a whole */
    const char *country;        /* alpha-2, that of the row */
    const char *const
        *arguments; /* as the code's text and help ask for; ends with NULL */
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

/* Reports each finding. */
void findings_report(Diagnostics *diagnostics, const Findings *findings);

#endif
