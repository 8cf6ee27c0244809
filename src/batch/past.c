/*
 * What was made before: whether an edition has to be made at all, which names are others
 * than last time, and what the next run should know.
 *
 * An edition stands when all that goes into it has the same sums, and its files are there
 * as they were let out. Times are only held to be the same or not: a clock that goes
 * backwards makes nothing look new or old.
 */
#include "batch/making.h"

#include <string.h>

#include "batch/inputs.h"
#include "batch/output.h"

bool task_remembers(BatchTask task)
{
    return task == BATCH_BUILD || task == BATCH_PLAN;
}

/* Bits of the inputs that differ. */
static unsigned inputs_compare(const Inputs *one, const Inputs *other)
{
    unsigned differs = 0;
    for (size_t i = 0; i < N_INPUTS; i++)
        if (g_strcmp0(one->sums[i], other->sums[i]) != 0)
            differs |= 1u << i;
    return differs;
}

bool past_compare(const Making *making, const Story *story)
{
    const Batch *batch = making->run->batch;
    Outcome *outcome = making->outcome;
    const Outcome *made = making->memo.made;
    outcome->inputs = inputs_make(making->run, making->results, making->setting, story);
    outcome->sum = inputs_sum(making->results, &outcome->inputs);
    outcome->list = arena_string(making->results, story->list->hash);
    if (!made)
        return false;
    outcome->differs = inputs_compare(&outcome->inputs, &made->inputs);
    outcome->n_pages = made->n_pages;
    bool stands = outcome->differs == 0 && !batch->rebuild && output_stands(made);
    if (!stands)
        return false;
    outcome->n_warnings = made->n_warnings;
    outcome->fitted = made->fitted;
    outcome->files = made->files;
    outcome->n_files = made->n_files;
    return true;
}

/* ---- names --------------------------------------------------------------------------- */

/* Whether the roster has a row of this name and country that is withdrawn. */
static bool row_withdrawn(const Roster *roster, const ListRow *row)
{
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        if (signatory->status == WITHDRAWN &&
            g_strcmp0(signatory->name, listrow_text(row, "name")) == 0 &&
            g_strcmp0(signatory->country, listrow_text(row, "country")) == 0)
            return true;
    }
    return false;
}

static NameChange change_make(const Making *making, const RowChange *change)
{
    const ListRow *row = change->now ? change->now : change->before;
    Arena *results = making->results;
    NameChange made = {NAME_ADDED,
                       arena_string(results, listrow_text(row, "name")),
                       arena_string(results, listrow_text(row, "country")),
                       NULL,
                       NULL,
                       NULL};
    if (!change->now)
        made.kind = row_withdrawn(making->run->batch->roster, row) ? NAME_WITHDRAWN
                                                                   : NAME_REMOVED;
    if (!change->now || !change->before)
        return made;
    made.kind = NAME_CHANGED;
    made.column = arena_string(results, change->column);
    made.was = arena_string(results, listrow_text(change->before, change->column));
    made.is = arena_string(results, listrow_text(change->now, change->column));
    return made;
}

void past_names(const Making *making, const Story *story)
{
    const NameList *list = story->list;
    const Outcome *made = making->memo.made;
    const ListRow *rows = NULL;
    size_t n_rows = 0;
    if (!made || !made->list || strcmp(made->list, list->hash) == 0 ||
        !memo_read_list(making->arena, making->run->batch, made->list, &rows, &n_rows))
        return;
    g_autoptr(GArray) found = rows_compare(rows, n_rows, list->rows, list->n_rows);
    NameChange *changes = arena_array(making->results, NameChange, found->len);
    for (guint i = 0; i < found->len; i++)
        changes[i] = change_make(making, &g_array_index(found, RowChange, i));
    making->outcome->changes = changes;
    making->outcome->n_changes = found->len;
}

/* ---- keeping ------------------------------------------------------------------------- */

static bool files_summed(const Outcome *outcome)
{
    for (size_t i = 0; i < outcome->n_files; i++)
        if (!outcome->files[i].sha256)
            return false;
    return true;
}

/* Files that the edition makes no more go. Who asks for one format after the other wants
 * both, as long as they show the same: then the others, but for those that go with its PDF,
 * are remembered beside its own. */
static void past_drop(const Making *making, Outcome *kept)
{
    const Outcome *made = making->memo.made;
    bool others = kept->differs == 1u << INPUT_OPTIONS;
    if (!made || kept->status != EDITION_BUILT)
        return;
    output_drop(making->run->diagnostics, making->edition->place, made, kept, !others);
    if (others)
        output_join(making->results, made, kept);
}

void past_keep(const Making *making, const Story *story)
{
    const BatchRun *run = making->run;
    Outcome *outcome = making->outcome;
    bool sums = run->batch->sums && !files_summed(outcome);
    if (sums)
        output_sum(making->results, outcome);
    if (outcome->status == EDITION_FAILED ||
        (outcome->status == EDITION_UNCHANGED && !making->memo.failed && !sums))
        return;
    Outcome kept = *outcome; /* whose names changed is of this run alone */
    kept.n_changes = 0;
    past_drop(making, &kept);
    Memo memo = {.made = &kept};
    memo_write_list(run->batch, story->list);
    memo_write(run->batch, making->edition->file, &memo);
}
