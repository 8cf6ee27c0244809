/* report: the reports of many shards, or of several runs, made one. */
#include "cli/command.h"

/* What is done with a report that is ready: written where the command line says. */
void report_let_out(Diagnostics *diagnostics, const Arguments *arguments,
                    const Report *report)
{
    if (arguments->report)
        report_write(diagnostics, arguments->report, report);
    if (arguments->index)
        report_write_index(diagnostics, arguments->index, report);
}

/* An edition that failed, or a shard that nobody has made, is as bad here as it was
 * there. */
static void report_judge(Diagnostics *diagnostics, const Report *merged)
{
    size_t n_failed =
        report_count(merged, EDITION_FAILED) + report_count(merged, EDITION_STOPPED);
    size_t n_missing = 0;
    for (unsigned i = 0; i < merged->n_shards; i++)
        n_missing += !merged->present[i];
    g_autofree char *failed = g_strdup_printf("%zu", n_failed);
    g_autofree char *missing = g_strdup_printf("%zu", n_missing);
    if (n_failed > 0)
        report(diagnostics, REPORT_FAILED, PLACE_NONE, failed);
    if (n_missing > 0)
        report(diagnostics, REPORT_MISSING, PLACE_NONE, missing);
}

void report_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GPtrArray) reports = g_ptr_array_new();
    bool good = true;
    for (guint i = 0; i < arguments->positionals->len; i++) {
        Report *read =
            report_read(diagnostics, arena, arguments->positionals->pdata[i]);
        g_ptr_array_add(reports, read);
        good = good && read;
    }
    const Report *merged =
        good ? report_merge(diagnostics, arena, (const Report *const *)reports->pdata,
                            reports->len)
             : NULL;
    if (!merged)
        return;
    if (!arguments->quiet)
        summary_print(merged, stdout);
    report_let_out(diagnostics, arguments, merged);
    report_judge(diagnostics, merged);
}
