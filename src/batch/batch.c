/*
 * A run: what editions share is read, then they are made, by this process where there is
 * one alone or the task hands on more than its reports, else by a crew of workers.
 */
#include "batch/batch.h"

#include "batch/choose.h"
#include "batch/output.h"
#include "batch/run.h"
#include "batch/withdrawn.h"

/* Whether all that the task gives are outcomes and reports, so that another process can
 * do it. */
static bool task_travels(BatchTask task)
{
    switch (task) {
    case BATCH_BUILD:
    case BATCH_PLAN:
    case BATCH_PROOF:
    case BATCH_CHECK:
        return true;
    case BATCH_SHEET:
    case BATCH_FONTS:
    case BATCH_DUMP_STORY:
    case BATCH_DUMP_LINES:
    case BATCH_DUMP_PAGES:
        return false;
    }
    g_assert_not_reached();
}

/* Makes the editions one after the other in this process. */
static void editions_run(BatchRun *run, Arena *results, const Watcher *watcher)
{
    size_t n_failed = 0;
    for (size_t i = 0; i < run->batch->n_editions; i++) {
        const Outcome *outcome = edition_run(run, results, run->batch->editions[i]);
        n_failed += outcome->status == EDITION_FAILED;
        watcher->told(watcher->data, outcome);
        watcher->progress(watcher->data, i + 1, n_failed);
    }
}

/* What the batch itself wants to know of its editions, between them and the caller. */
typedef struct Tally {
    const Watcher *watcher;
    bool all_made, any_built;
} Tally;

static void tally_before(gpointer data)
{
    const Watcher *watcher = ((const Tally *)data)->watcher;
    if (watcher)
        watcher->before(watcher->data);
}

static void tally_progress(gpointer data, size_t n_done, size_t n_failed)
{
    const Watcher *watcher = ((const Tally *)data)->watcher;
    if (watcher)
        watcher->progress(watcher->data, n_done, n_failed);
}

static void tally_told(gpointer data, const Outcome *outcome)
{
    Tally *tally = data;
    if (outcome->status == EDITION_FAILED || outcome->status == EDITION_STOPPED)
        tally->all_made = false;
    if (outcome->status == EDITION_BUILT)
        tally->any_built = true;
    if (tally->watcher)
        tally->watcher->told(tally->watcher->data, outcome);
}

/* Makes the editions, by whom the task and their number call for. */
static void editions_make(BatchRun *run, Arena *results, const Watcher *watcher)
{
    const Batch *batch = run->batch;
    bool crew = batch->limits.n_workers > 0 && batch->n_editions > 1;
    if (crew && task_travels(batch->task))
        crew_run(run, results, watcher);
    else
        editions_run(run, results, watcher);
}

bool batch_run(Diagnostics *diagnostics, const Batch *wanted, Arena *results,
               const Watcher *watcher)
{
    g_autoptr(Arena) shared = arena_new();
    const Batch chosen = batch_choose(shared, wanted), *batch = &chosen;
    Tally tally = {watcher, true, false};
    Watcher own = {.before = tally_before,
                   .progress = tally_progress,
                   .told = tally_told,
                   .data = &tally};
    BatchRun run;
    if (watcher)
        watcher->begin(watcher->data, batch->n_editions);
    run_begin(&run, diagnostics, shared, batch);
    if (task_writes(batch->task))
        output_sweep(batch);
    if (batch->languages)
        tally.all_made = languages_check(run.translations, batch->languages);
    editions_make(&run, results, &own);
    if (batch->task == BATCH_BUILD)
        tally.all_made =
            withdrawn_check(diagnostics, wanted, tally.any_built) && tally.all_made;
    run_end(&run);
    return tally.all_made;
}
