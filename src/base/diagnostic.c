/*
 * The catalogue and the reporter. Arguments are put into the kind's text here, once, and
 * escaped on the way; how a report looks is form.c's matter. A set of all that was
 * printed keeps the same mistake, met by several editions, from being told twice.
 *
 * Reports are printed as they come, so that a crash takes none along, but for a command
 * that wants them in order: it holds them back, and they are kept as made, with nothing
 * lent from an edition that may be gone when they are let out.
 */
#include "base/diagnostic.h"

#include <string.h>

#include "base/form.h"

#define MOST_QUOTED 60 /* characters of a text that a report quotes */

static const DiagnosticKind kinds[N_DIAGNOSTICS] = {
#define DIAGNOSTIC(name, code, severity, fault, text, help)                            \
    [DIAGNOSTIC_##name] = {code, severity, fault, text, help},
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

/* An error that was printed. */
typedef struct Told {
    Place place;
    char *text;
} Told;

struct Diagnostics {
    DiagnosticsForm form;
    FILE *out;
    GHashTable *seen; /* printed reports in plain form */
    GArray *told;     /* Told, the errors among them */
    GArray *held;     /* ReportText, owning its texts; NULL: printed as they come */
    Watch *watch;     /* lent; NULL: nobody watches */
    size_t errors, warnings, notes;
    bool faults[FAULT_MACHINE + 1]; /* whether an error of this fault was reported */
};

const DiagnosticKind *diagnostic_kind(DiagnosticCode code)
{
    g_assert(code < N_DIAGNOSTICS);
    return &kinds[code];
}

const char *severity_name(Severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE:
        return "note";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_ERROR:
        return "error";
    }
    g_assert_not_reached();
}

const DiagnosticKind *diagnostic_find(const char *code)
{
    for (size_t i = 0; i < N_DIAGNOSTICS; i++)
        if (strcmp(kinds[i].code, code) == 0)
            return &kinds[i];
    return NULL;
}

static void told_clear(gpointer data)
{
    g_free(((Told *)data)->text);
}

Diagnostics *diagnostics_new(DiagnosticsForm form, FILE *out)
{
    Diagnostics *diagnostics = g_new0(Diagnostics, 1);
    diagnostics->form = form;
    diagnostics->out = out;
    diagnostics->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    diagnostics->told = g_array_new(FALSE, FALSE, sizeof(Told));
    g_array_set_clear_func(diagnostics->told, told_clear);
    return diagnostics;
}

void diagnostics_free(Diagnostics *diagnostics)
{
    if (!diagnostics)
        return;
    if (diagnostics->held)
        diagnostics_release(diagnostics);
    g_hash_table_destroy(diagnostics->seen);
    g_array_unref(diagnostics->told);
    g_free(diagnostics);
}

size_t diagnostics_errors(const Diagnostics *diagnostics)
{
    return diagnostics->errors;
}

size_t diagnostics_warnings(const Diagnostics *diagnostics)
{
    return diagnostics->warnings;
}

size_t diagnostics_notes(const Diagnostics *diagnostics)
{
    return diagnostics->notes;
}

int diagnostics_status(const Diagnostics *diagnostics)
{
    static const Fault gravest_first[] = {FAULT_COMMAND, FAULT_MACHINE, FAULT_CONTENT};
    for (size_t i = 0; i < G_N_ELEMENTS(gravest_first); i++)
        if (diagnostics->faults[gravest_first[i]])
            return gravest_first[i];
    return 0;
}

/* The number in "{7}" at `text`, or -1 when no argument stands there. */
static int argument_at(const char *text)
{
    bool is = text[0] == '{' && g_ascii_isdigit(text[1]) && text[2] == '}';
    return is ? text[1] - '0' : -1;
}

/* The pattern with its arguments put in; a pattern that asks for more than were given
 * is a mistake of ours. */
static char *pattern_fill(const char *pattern, const char *const *arguments)
{
    GString *out = g_string_new(NULL);
    int n_arguments = (int)g_strv_length((char **)arguments);
    while (*pattern) {
        int index = argument_at(pattern);
        if (index < 0) {
            g_string_append_c(out, *pattern++);
            continue;
        }
        g_assert(index < n_arguments);
        text_escape(out, arguments[index]);
        pattern += 3;
    }
    return g_string_free(out, FALSE);
}

char *diagnostic_text(DiagnosticCode code, const char *const *arguments)
{
    return pattern_fill(diagnostic_kind(code)->text, arguments);
}

char *diagnostic_help(DiagnosticCode code, const char *const *arguments)
{
    return pattern_fill(diagnostic_kind(code)->help, arguments);
}

GPtrArray *diagnostics_errors_at(const Diagnostics *diagnostics, const char *file,
                                 unsigned first, unsigned last)
{
    GPtrArray *texts = g_ptr_array_new();
    for (guint i = 0; i < diagnostics->told->len; i++) {
        const Told *told = &g_array_index(diagnostics->told, Told, i);
        const Place *place = &told->place;
        if (g_strcmp0(place->file, file) == 0 && place->line >= first &&
            place->line <= last)
            g_ptr_array_add(texts, told->text);
    }
    return texts;
}

char *text_quote(const char *text, size_t length)
{
    if (g_utf8_strlen(text, (gssize)length) <= MOST_QUOTED)
        return g_strndup(text, length);
    const char *end = g_utf8_offset_to_pointer(text, MOST_QUOTED);
    return g_strdup_printf("%.*s…", (int)(end - text), text);
}

static void report_count(Diagnostics *diagnostics, const DiagnosticKind *kind)
{
    switch (kind->severity) {
    case SEVERITY_NOTE:
        diagnostics->notes++;
        return;
    case SEVERITY_WARNING:
        diagnostics->warnings++;
        return;
    case SEVERITY_ERROR:
        diagnostics->errors++;
        diagnostics->faults[kind->fault] = true;
        return;
    }
}

static void report_clear(ReportText *report)
{
    g_free(report->text);
    g_free(report->help);
}

/* Whether the report is new; it is counted then. */
static bool report_enter(Diagnostics *diagnostics, const ReportText *report)
{
    GString *key = g_string_new(NULL);
    report_print(key, report, DIAGNOSTICS_PLAIN);
    if (!g_hash_table_add(diagnostics->seen, g_string_free(key, FALSE)))
        return false;
    report_count(diagnostics, report->kind);
    if (report->kind->severity == SEVERITY_ERROR)
        g_array_append_val(diagnostics->told,
                           ((Told){report->place, g_strdup(report->text)}));
    return true;
}

static void report_tell(const Diagnostics *diagnostics, const ReportText *report)
{
    GString *out = g_string_new(NULL);
    report_print(out, report, diagnostics->form);
    fwrite(out->str, 1, out->len, diagnostics->out);
    fflush(diagnostics->out);
    g_string_free(out, TRUE);
}

/* Notes a report for who watches. */
static void report_watch(Watch *watch, const ReportText *report)
{
    if (report->kind->severity == SEVERITY_WARNING)
        watch->n_warnings++;
    if (report->kind->severity != SEVERITY_ERROR)
        return;
    GString *line = g_string_new(NULL);
    report_print(line, report, DIAGNOSTICS_PLAIN);
    g_string_truncate(line, strcspn(line->str, "\n"));
    g_ptr_array_add(watch->errors, g_string_free(line, FALSE));
}

/* Tells or keeps a report that is ready, if it is new, and takes it over. */
static void report_pass(Diagnostics *diagnostics, ReportText *ready)
{
    if (diagnostics->watch)
        report_watch(diagnostics->watch, ready);
    bool fresh = report_enter(diagnostics, ready);
    if (fresh && diagnostics->held) {
        g_array_append_val(diagnostics->held, *ready);
        return;
    }
    if (fresh)
        report_tell(diagnostics, ready);
    report_clear(ready);
}

void diagnostics_watch(Diagnostics *diagnostics, Watch *watch)
{
    diagnostics->watch = watch;
}

void diagnostics_add(Diagnostics *diagnostics, DiagnosticCode code, Place place,
                     const char *const *arguments)
{
    diagnostics_add_at(diagnostics, code, place, SPOT_NONE, arguments);
}

void diagnostics_add_at(Diagnostics *diagnostics, DiagnosticCode code, Place place,
                        Spot spot, const char *const *arguments)
{
    const DiagnosticKind *kind = diagnostic_kind(code);
    ReportText ready = {.kind = kind,
                        .place = place,
                        .spot = spot,
                        .text = pattern_fill(kind->text, arguments),
                        .help = pattern_fill(kind->help, arguments)};
    ready.spot.edition = g_intern_string(spot.edition);
    report_pass(diagnostics, &ready);
}

/* ---- held reports -------------------------------------------------------------------- */

static void report_clear_held(gpointer report)
{
    report_clear(report);
}

void diagnostics_hold(Diagnostics *diagnostics)
{
    if (diagnostics->held)
        return;
    diagnostics->held = g_array_new(FALSE, FALSE, sizeof(ReportText));
    g_array_set_clear_func(diagnostics->held, report_clear_held);
}

static int number_compare(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

/* Graver ones first, then by place: what has none before what has one. */
static int report_compare(gconstpointer a, gconstpointer b)
{
    const ReportText *one = a, *other = b;
    int order = number_compare(other->kind->severity, one->kind->severity);
    if (order == 0)
        order = g_strcmp0(one->place.file, other->place.file);
    if (order == 0)
        order = number_compare(one->place.line, other->place.line);
    return order ? order : number_compare(one->place.column, other->place.column);
}

/* Takes the held reports, in order; to be freed. */
static GArray *held_take(Diagnostics *diagnostics)
{
    GArray *held = g_steal_pointer(&diagnostics->held);
    g_assert(held);
    g_array_sort(held, report_compare);
    return held;
}

void diagnostics_release(Diagnostics *diagnostics)
{
    g_autoptr(GArray) held = held_take(diagnostics);
    for (guint i = 0; i < held->len; i++)
        report_tell(diagnostics, &g_array_index(held, ReportText, i));
}

void diagnostics_release_json(Diagnostics *diagnostics, const char *members, FILE *out)
{
    g_autoptr(GArray) held = held_take(diagnostics);
    g_autoptr(GString) document = g_string_new("{\"findings\":[");
    for (guint i = 0; i < held->len; i++) {
        g_string_append(document, i > 0 ? ",\n" : "\n");
        report_print(document, &g_array_index(held, ReportText, i), DIAGNOSTICS_JSON);
        g_string_truncate(document, document->len - 1);
    }
    g_string_append_printf(
        document, "],\n%s\"errors\":%zu,\"warnings\":%zu,\"notes\":%zu}\n", members,
        diagnostics->errors, diagnostics->warnings, diagnostics->notes);
    fwrite(document->str, 1, document->len, out);
}

/* ---- reports of other processes ------------------------------------------------------ */

GVariant *diagnostics_pack(Diagnostics *diagnostics)
{
    GVariantBuilder packed;
    g_variant_builder_init(&packed, G_VARIANT_TYPE(DIAGNOSTICS_PACKED));
    for (guint i = 0; i < diagnostics->held->len; i++) {
        const ReportText *report = &g_array_index(diagnostics->held, ReportText, i);
        g_variant_builder_add(
            &packed, "(umsuumstddss)", (guint32)(report->kind - kinds),
            report->place.file, report->place.line, report->place.column,
            report->spot.edition, (guint64)report->spot.page, report->spot.x,
            report->spot.y, report->text, report->help);
    }
    g_array_set_size(diagnostics->held, 0);
    return g_variant_builder_end(&packed);
}

void diagnostics_unpack(Diagnostics *diagnostics, GVariant *packed)
{
    GVariantIter reports;
    guint32 kind;
    guint64 page;
    const char *file, *edition, *text, *help;
    ReportText ready = {0};
    g_variant_iter_init(&reports, packed);
    while (g_variant_iter_next(&reports, "(um&suum&stdd&s&s)", &kind, &file,
                               &ready.place.line, &ready.place.column, &edition, &page,
                               &ready.spot.x, &ready.spot.y, &text, &help)) {
        ready.kind = diagnostic_kind(kind);
        ready.place.file = g_intern_string(file);
        ready.spot.edition = g_intern_string(edition);
        ready.spot.page = page;
        ready.text = g_strdup(text);
        ready.help = g_strdup(help);
        report_pass(diagnostics, &ready);
    }
}
