/*
 * What is shown while editions are made. A file that was made is a line. On a terminal
 * one more line says how far the run is; where editions are many, that line is all, and
 * what is reported pushes it down. Elsewhere nothing ever changes that was written.
 */
#include "cli/screen.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_LINES = 20,      /* editions of which each has its line on a terminal */
    REDRAW_USEC = 100000, /* between two states of the changing line */
    FIRST_USEC = 300000   /* before it is worth its while */
};

static bool terminal_can(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

void screen_begin(Screen *screen, bool quiet)
{
    gint64 now = g_get_monotonic_time();
    *screen = (Screen){.out = quiet ? NULL : stdout,
                       .live = !quiet && terminal_can(),
                       .start = now,
                       .drawn = now + FIRST_USEC - REDRAW_USEC,
                       .outcomes = g_ptr_array_new()};
}

void screen_end(Screen *screen)
{
    g_ptr_array_unref(screen->outcomes);
}

static void line_hide(Screen *screen)
{
    if (!screen->line)
        return;
    fputs("\r\033[K", screen->out);
    fflush(screen->out);
    screen->line = false;
}

static void outcome_print(const Outcome *outcome, FILE *out)
{
    const char *path = outcome->n_files > 0 ? outcome->files[0].path : outcome->edition;
    if (outcome->status == EDITION_UNCHANGED)
        fprintf(out, "%s: unchanged\n", path);
    if (outcome->status == EDITION_BUILT)
        fprintf(out, "%s: %zu %s, %zu %s%s%s\n", path, outcome->n_pages,
                plural(outcome->n_pages, "page", "pages"), outcome->n_names,
                plural(outcome->n_names, "name", "names"),
                outcome->fitted ? "; fitted: " : "",
                outcome->fitted ? outcome->fitted : "");
}

/* Whether the outcome has a line of its own. */
static bool line_due(const Screen *screen, const Outcome *outcome)
{
    bool many = screen->n_all > MOST_LINES;
    if (!screen->out || outcome->n_files == 0)
        return false;
    return outcome->status == EDITION_UNCHANGED ? !many : !(many && screen->live);
}

static void screen_count(gpointer data, size_t n_all)
{
    ((Screen *)data)->n_all = n_all;
}

static void screen_clear(gpointer data)
{
    line_hide(data);
}

static void screen_told(gpointer data, const Outcome *outcome)
{
    Screen *screen = data;
    g_ptr_array_add(screen->outcomes, (gpointer)outcome);
    if (!line_due(screen, outcome))
        return;
    line_hide(screen);
    outcome_print(outcome, screen->out);
}

/* "37 of 140, 12 a second, 9 s left, 1 failed". */
static void screen_progress(gpointer data, size_t n_done, size_t n_failed)
{
    Screen *screen = data;
    gint64 now = g_get_monotonic_time();
    if (!screen->live || screen->n_all < 2 || now - screen->drawn < REDRAW_USEC)
        return;
    double seconds = (double)(now - screen->start) / 1e6;
    double rate = (double)n_done / seconds;
    screen->drawn = now;
    fprintf(screen->out, "\r\033[K%zu of %zu, %.1f a second, %.0f s left", n_done,
            screen->n_all, rate, (double)(screen->n_all - n_done) / rate);
    if (n_failed > 0)
        fprintf(screen->out, ", %zu failed", n_failed);
    fflush(screen->out);
    screen->line = true;
    if (n_done == screen->n_all)
        line_hide(screen);
}

Watcher screen_watcher(Screen *screen)
{
    return (Watcher){.begin = screen_count,
                     .before = screen_clear,
                     .progress = screen_progress,
                     .told = screen_told,
                     .data = screen};
}

/* ---- the summary --------------------------------------------------------------------- */

static void failures_print(const Report *report, FILE *out)
{
    for (size_t i = 0; i < report->n_outcomes; i++) {
        const Outcome *outcome = report->outcomes[i];
        if (outcome->status != EDITION_FAILED)
            continue;
        fprintf(out, "failed: %s/%s", outcome->letter, outcome->edition);
        fprintf(out, ": %s",
                outcome->n_reasons > 0 ? outcome->reasons[0]
                                       : "see what was reported before");
        if (outcome->n_reasons > 1)
            fprintf(out, " (and %zu more)", outcome->n_reasons - 1);
        fputc('\n', out);
    }
}

static void shards_print(const Report *report, FILE *out)
{
    for (unsigned i = 0; i < report->n_shards; i++)
        if (!report->present[i])
            fprintf(out, "missing: shard %u of %u\n", i + 1, report->n_shards);
}

/* How many names of any edition changed in which way, each name once. */
static void names_print(const Report *report, FILE *out)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t counts[N_NAME_CHANGES] = {0}, n = 0;
    for (size_t i = 0; i < report->n_outcomes; i++)
        for (size_t k = 0; k < report->outcomes[i]->n_changes; k++) {
            const NameChange *change = &report->outcomes[i]->changes[k];
            char *key = g_strdup_printf("%d %s %s", change->kind, change->country,
                                        change->name);
            counts[change->kind] += g_hash_table_add(seen, key);
        }
    for (NameChangeKind kind = 0; kind < N_NAME_CHANGES; kind++)
        if (counts[kind] > 0)
            fprintf(out, "%s%zu %s", n++ > 0 ? ", " : "names: ", counts[kind],
                    name_change_name(kind));
    if (n > 0)
        fputc('\n', out);
}

void summary_print(const Report *report, FILE *out)
{
    fprintf(out, "%zu built, %zu unchanged, %zu failed",
            report_count(report, EDITION_BUILT),
            report_count(report, EDITION_UNCHANGED),
            report_count(report, EDITION_FAILED));
    if (report_count(report, EDITION_STOPPED) > 0)
        fprintf(out, ", %zu not begun", report_count(report, EDITION_STOPPED));
    fputc('\n', out);
    names_print(report, out);
    failures_print(report, out);
    shards_print(report, out);
}
