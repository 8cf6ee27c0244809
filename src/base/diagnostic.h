/*
 * What goes wrong, said in one way. The catalogue is base/diagnostics.def: code,
 * severity, fault, text and help of each kind; the enum, the table, `explain` and the
 * manual come from it. Texts and helps hold {0}, {1}, … for the arguments of a report.
 */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/place.h"

typedef enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

/* "note", "warning", "error". */
const char *severity_name(Severity severity);

/* Whose fault an error is; the value is the program's exit status. */
typedef enum Fault { FAULT_CONTENT = 1, FAULT_COMMAND = 2, FAULT_MACHINE = 3 } Fault;

typedef enum DiagnosticCode {
#define DIAGNOSTIC(name, code, severity, fault, text, help) DIAGNOSTIC_##name,
#include "base/diagnostics.def"
#undef DIAGNOSTIC
    N_DIAGNOSTICS
} DiagnosticCode;

typedef struct DiagnosticKind {
    const char *code; /* as printed: lower case with hyphens */
    Severity severity;
    Fault fault;
    const char *text;
    const char *help; /* how to mend it */
} DiagnosticKind;

/* The kind with this code; the catalogue is constant. */
const DiagnosticKind *diagnostic_kind(DiagnosticCode code);

/* The kind printed as `code`, or NULL. */
const DiagnosticKind *diagnostic_find(const char *code);

/* The kind's text, or help, with `arguments` (ends with NULL) put in and escaped as in a
 * report; to be freed. */
char *diagnostic_text(DiagnosticCode code, const char *const *arguments);
char *diagnostic_help(DiagnosticCode code, const char *const *arguments);

typedef enum DiagnosticsForm {
    DIAGNOSTICS_PLAIN,    /* GNU form, one line each, help on a second */
    DIAGNOSTICS_TERMINAL, /* with excerpt, caret and colour */
    DIAGNOSTICS_JSON      /* one object a line */
} DiagnosticsForm;

/* Where on a finished page something is. */
typedef struct Spot {
    const char *edition; /* its name; copied by who keeps it */
    size_t page;         /* from 1; 0: no spot at all */
    double x, y;         /* points from the page's top left corner */
} Spot;

#define SPOT_NONE ((Spot){NULL, 0, 0, 0})

typedef struct Diagnostics Diagnostics;

/* What was reported while one piece of work was done, whether it was new or had been told
 * before. */
typedef struct Watch {
    size_t n_warnings;
    GPtrArray *errors; /* each in a line, owned */
} Watch;

/* A reporter that prints to `out` (lent) in `form`; free it with diagnostics_free. */
Diagnostics *diagnostics_new(DiagnosticsForm form, FILE *out);
void diagnostics_free(Diagnostics *diagnostics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, diagnostics_free)

/* How many errors, warnings or notes were reported so far; a caller that wants to know
 * whether a stage failed compares before and after. */
size_t diagnostics_errors(const Diagnostics *diagnostics);
size_t diagnostics_warnings(const Diagnostics *diagnostics);
size_t diagnostics_notes(const Diagnostics *diagnostics);

/* The texts of the errors that were reported so far at lines `first` to `last` of a file;
 * the array is the caller's, its texts are lent. */
GPtrArray *diagnostics_errors_at(const Diagnostics *diagnostics, const char *file,
                                 unsigned first, unsigned last);

/* The exit status that the reports so far call for: 0, or the gravest fault of an
 * error: command, then machine, then content. */
int diagnostics_status(const Diagnostics *diagnostics);

/* Reports one thing. The same report at the same place is printed and counted once.
 * Control characters in arguments are escaped, so that input never steers a terminal.
 * `arguments` ends with NULL and has as many strings as the kind's text asks for. */
void diagnostics_add(Diagnostics *diagnostics, DiagnosticCode code, Place place,
                     const char *const *arguments);

/* diagnostics_add by the catalogue's name: report(d, UNKNOWN_KEY, place, key, …). */
#define report(diagnostics, name, place, ...)                                          \
    diagnostics_add((diagnostics), DIAGNOSTIC_##name, (place),                         \
                    (const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

/* The same for what is seen on a page; the report has the place and the spot. */
void diagnostics_add_at(Diagnostics *diagnostics, DiagnosticCode code, Place place,
                        Spot spot, const char *const *arguments);

#define report_at(diagnostics, name, place, spot, ...)                                 \
    diagnostics_add_at((diagnostics), DIAGNOSTIC_##name, (place), (spot),              \
                       (const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

/* A text as an argument: whole, or its first letters when it is long; to be freed. */
char *text_quote(const char *text, size_t length);

/* From now on reports are counted and kept, to be told together. */
void diagnostics_hold(Diagnostics *diagnostics);

/* Notes all that is reported from now on in `watch` too, which the caller lends and
 * clears; NULL: no more. */
void diagnostics_watch(Diagnostics *diagnostics, Watch *watch);

/* Takes what was kept, in the order in which it came, for another process to unpack; a
 * floating value of DIAGNOSTICS_PACKED. Reports are kept on. */
#define DIAGNOSTICS_PACKED "a(umsuumstddss)"
GVariant *diagnostics_pack(Diagnostics *diagnostics);

/* Reports what another process packed, as if it had been met with here. */
void diagnostics_unpack(Diagnostics *diagnostics, GVariant *packed);

/* Prints what was kept: errors, then warnings, then notes, each by file, line, column;
 * at one place as they came. Later reports are printed at once again. */
void diagnostics_release(Diagnostics *diagnostics);

/* The same as one JSON document on `out` (lent):
 * {"findings":[…],"errors":N,"warnings":N,"notes":N}, the numbers being of all reports.
 * `members` are put in after the findings, each with a comma behind it; "": none. */
void diagnostics_release_json(Diagnostics *diagnostics, const char *members, FILE *out);

#endif
