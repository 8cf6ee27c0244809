/* Private to base: a diagnostic made ready to print, and its three forms. */
#ifndef BASE_FORM_H
#define BASE_FORM_H

#include "base/diagnostic.h"

typedef struct ReportText {
    const DiagnosticKind *kind;
    Place place;
    Spot spot;
    char *text; /* arguments put in, controls escaped */
    char *help; /* "" when there is none */
} ReportText;

/* The text with control characters, bidi controls and bytes that are not UTF-8
 * written as \u001b or \xff; cut after some 300 characters. */
void text_escape(GString *out, const char *text);

/* The report in `form`, with its last newline. */
void report_print(GString *out, const ReportText *report, DiagnosticsForm form);

#endif
