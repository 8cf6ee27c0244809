/* explain: the catalogue of diagnostics and the rules of verify, one of them or all. */
#include "cli/command.h"

#include <string.h>

#include "preflight/preflight.h"

static const char *fault_words(const DiagnosticKind *kind)
{
    if (kind->severity != SEVERITY_ERROR)
        return "does not stop an edition";
    switch (kind->fault) {
    case FAULT_CONTENT:
        return "the content is at fault; exit status 1";
    case FAULT_COMMAND:
        return "the command line is at fault; exit status 2";
    case FAULT_MACHINE:
        return "the machine is at fault; exit status 3";
    }
    g_assert_not_reached();
}

/* The pattern with … for each argument; to be freed. */
static char *pattern_show(const char *pattern)
{
    GString *out = g_string_new(NULL);
    while (*pattern) {
        bool argument =
            pattern[0] == '{' && g_ascii_isdigit(pattern[1]) && pattern[2] == '}';
        if (argument)
            g_string_append(out, "…");
        else
            g_string_append_c(out, *pattern);
        pattern += argument ? 3 : 1;
    }
    return g_string_free(out, FALSE);
}

static void kind_print(const DiagnosticKind *kind)
{
    g_autofree char *text = pattern_show(kind->text);
    g_autofree char *help = pattern_show(kind->help);
    printf("%s (%s: %s)\n\n  %s\n", kind->code, severity_name(kind->severity),
           fault_words(kind), text);
    if (strcmp(help, "…") != 0)
        printf("\nTo mend it: %s.\n", help);
}

static void kinds_list(void)
{
    for (DiagnosticCode i = 0; i < N_DIAGNOSTICS; i++) {
        const DiagnosticKind *kind = diagnostic_kind(i);
        g_autofree char *text = pattern_show(kind->text);
        printf("%-24s %-7s  %s\n", kind->code, severity_name(kind->severity), text);
    }
    puts("\nRules of verify:");
    preflight_list(stdout);
}

static void code_unknown(Diagnostics *diagnostics, const char *code)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    for (DiagnosticCode i = 0; i < N_DIAGNOSTICS; i++)
        g_ptr_array_add(codes, (gpointer)diagnostic_kind(i)->code);
    for (size_t i = 0; preflight_rule(i); i++)
        g_ptr_array_add(codes, (gpointer)preflight_rule(i));
    g_ptr_array_add(codes, NULL);
    const char *nearest = nearest_find(code, (const char *const *)codes->pdata);
    g_autofree char *help = nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                                    : g_strdup("'openletter explain' lists all");
    report(diagnostics, NO_SUCH_CODE, PLACE_NONE, code, help);
}

void explain_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    if (!arguments->positional) {
        kinds_list();
        return;
    }
    const DiagnosticKind *kind = diagnostic_find(arguments->positional);
    if (kind)
        kind_print(kind);
    else if (!preflight_explain(arguments->positional, stdout))
        code_unknown(diagnostics, arguments->positional);
}
