/*
 * One edition: layout, language, story, pages, files. A build first sums up what goes
 * into it, and looks whether it was made of just that before: then nothing is set, and
 * its files stay as they are.
 */
#include "batch/making.h"

#include <string.h>

typedef enum Verdict { UNKNOWN, REFUSED, APPROVED } Verdict;

/* Whether a country's names are approved; looked into once a run. */
static bool country_approved(BatchRun *run, Arena *arena, const char *country)
{
    const Batch *batch = run->batch;
    Verdict verdict = GPOINTER_TO_INT(g_hash_table_lookup(run->approved, country));
    if (verdict != UNKNOWN)
        return verdict == APPROVED;
    bool good = approvals_check(run->diagnostics, arena, batch->approvals,
                                batch->letter, batch->roster, country);
    g_hash_table_insert(run->approved, g_strdup(country),
                        GINT_TO_POINTER(good ? APPROVED : REFUSED));
    return good;
}

/* Whether all names of a story are approved where they must be; false: reported. */
static bool story_approved(BatchRun *run, Arena *arena, const Story *story)
{
    bool good = true;
    const char *column = story->layout->roster.group_by;
    if (run->batch->approvals && column && !namelist_covers(column))
        report(run->diagnostics, APPROVAL_HEADINGS, story->edition->layout_place,
               column);
    for (size_t i = 0; run->batch->approvals && i < story->list->n_countries; i++)
        good = country_approved(run, arena, story->list->countries[i]) && good;
    return good;
}

/* Reads what the edition shares with others; false: reported. */
static bool making_begin(Making *making)
{
    BatchRun *run = making->run;
    const Edition *edition = making->edition;
    if (edition->broken)
        return false;
    making->setting = setting_find(run, edition);
    making->language = language_find(run, edition->language, edition->place);
    if (edition->second)
        making->second = language_find(run, edition->second, edition->place);
    return making->language && (making->second || !edition->second) &&
           making->setting->layout;
}

/* Begins to read what finishing PDFs takes, in the process that makes the first. */
static void press_prepare(BatchRun *run)
{
    const Batch *batch = run->batch;
    if (run->pressed || !run->profiles || !task_writes(batch->task) ||
        !(batch->formats & FORMAT_PDF))
        return;
    run->pressed = true;
    profiles_prepare(run->profiles);
}

/* Flows a story, and does with its versions what the task does. */
static bool story_set(Making *making, const Story *story)
{
    press_prepare(making->run);
    return versions_set(making, story) && versions_use(making, story);
}

/* What it took. Warnings of an edition that stands are those of its making. */
static void outcome_settle(const Making *making)
{
    Outcome *outcome = making->outcome;
    outcome->seconds = (double)(g_get_monotonic_time() - making->start) / 1e6;
    if (outcome->status != EDITION_UNCHANGED)
        outcome->n_warnings = making->watch->n_warnings;
}

/* Makes the files of a story unless they stand, and remembers them. */
static EditionStatus story_build(Making *making, const Story *story)
{
    Outcome *outcome = making->outcome;
    bool stands = past_compare(making, story);
    if (making->run->batch->task == BATCH_PLAN)
        return stands                ? EDITION_UNCHANGED
               : making->memo.failed ? EDITION_FAILED
               : making->memo.made   ? EDITION_CHANGED
                                     : EDITION_NEW;
    past_names(making, story);
    outcome->status = stands                     ? EDITION_UNCHANGED
                      : story_set(making, story) ? EDITION_BUILT
                                                 : EDITION_FAILED;
    outcome_settle(making);
    past_keep(making, story);
    return outcome->status;
}

/* Layout, language, fonts and story are all read, so that the mistakes of all are
 * told. */
static EditionStatus edition_make(Making *making)
{
    const Batch *batch = making->run->batch;
    bool known = making_begin(making);
    if (known && batch->task == BATCH_DUMP_STORY) {
        const Story *story = edition_tell(making, false);
        if (story)
            story_print(batch, story);
        return story ? EDITION_BUILT : EDITION_FAILED;
    }
    bool opened = making->setting && setting_standing(making->run, making->setting);
    if (task_remembers(batch->task))
        making->memo = memo_read(making->results, batch, making->edition->file);
    const Story *story = known ? edition_tell(making, false) : NULL;
    if (!story || !story_approved(making->run, making->arena, story) || !opened)
        return EDITION_FAILED;
    making->outcome->n_names = story->n_names;
    if (task_remembers(batch->task))
        return story_build(making, story);
    return story_set(making, story) ? EDITION_BUILT : EDITION_FAILED;
}

bool task_writes(BatchTask task)
{
    return task == BATCH_BUILD || task == BATCH_PROOF || task == BATCH_SHEET;
}

/* Takes over what was reported while the edition was made. */
static void outcome_take(Arena *results, Outcome *outcome, const Watch *watch)
{
    const char **reasons = arena_array(results, const char *, watch->errors->len);
    for (guint i = 0; i < watch->errors->len; i++)
        reasons[i] = arena_string(results, watch->errors->pdata[i]);
    outcome->reasons = reasons;
    outcome->n_reasons = watch->errors->len;
}

/* Says that the edition failed, once what is wrong was said. */
static void failure_tell(const Making *making)
{
    const Edition *edition = making->edition;
    Diagnostics *diagnostics = making->run->diagnostics;
    if (task_writes(making->run->batch->task))
        report(diagnostics, EDITION_FAILED, edition->place, edition->name);
    if (task_remembers(making->run->batch->task))
        memo_fail(making->run->batch, edition->file);
}

Outcome *edition_run(BatchRun *run, Arena *results, const Edition *edition)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    const Batch *batch = run->batch;
    Watch watch = {0, errors};
    Making making = {.run = run,
                     .arena = arena,
                     .results = results,
                     .edition = edition,
                     .watch = &watch,
                     .start = g_get_monotonic_time()};
    making.outcome =
        outcome_begin(results, batch->letter, edition, edition_layout(batch, edition));
    diagnostics_watch(run->diagnostics, &watch);
    EditionStatus status = interrupt_signal() ? EDITION_STOPPED : edition_make(&making);
    if (status == EDITION_FAILED && interrupt_signal())
        status = EDITION_STOPPED;
    if (status == EDITION_FAILED && batch->task != BATCH_PLAN)
        failure_tell(&making);
    diagnostics_watch(run->diagnostics, NULL);
    making.outcome->status = status;
    outcome_settle(&making);
    outcome_take(results, making.outcome, &watch);
    return making.outcome;
}
