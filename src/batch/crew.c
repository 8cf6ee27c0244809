/*
 * The crew: workers take editions one by one, and the foreman, who is the process that
 * was started, gives them out, collects what they came to, and looks after their lives.
 *
 *     foreman ── number of an edition ──► worker
 *             ◄── outcome and reports ───
 *
 * A worker keeps the texts that it has set, so that it is given editions of the layout
 * and language that it set last, as far as there are any among the next few. What comes
 * back is told in the order of the editions, whoever was first, so that a run reads the
 * same each time.
 */
#include "batch/run.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>

#include "batch/memo.h"
#include "batch/output.h"
#include "batch/wire.h"
#include "batch/worker.h"

enum {
    LOOK_AHEAD = 64,     /* editions among which one is chosen for a worker */
    LONGEST_WAIT = 1000, /* milliseconds without a look at signals */
    GRACE_SECONDS = 10   /* for workers that were asked to end */
};

typedef struct Crew {
    BatchRun *run;
    Arena *results;
    const Watcher *watcher;
    Worker *workers;
    size_t n_workers;
    bool *given;              /* of each edition: whether it is in hands or done */
    const Outcome **outcomes; /* of each edition; NULL: not yet */
    GVariant **reports;       /* of each edition that is done, until it is told */
    size_t n_given, n_done, n_failed, n_told;
} Crew;

/* ---- what came back ------------------------------------------------------------------ */

/* Tells all that is done and whose turn it is. */
static void outcomes_tell(Crew *crew)
{
    size_t n_editions = crew->run->batch->n_editions;
    for (; crew->n_told < n_editions && crew->outcomes[crew->n_told]; crew->n_told++) {
        GVariant *reports = crew->reports[crew->n_told];
        if (reports && g_variant_n_children(reports) > 0)
            crew->watcher->before(crew->watcher->data);
        if (reports) {
            diagnostics_unpack(crew->run->diagnostics, reports);
            g_variant_unref(reports);
        }
        crew->watcher->told(crew->watcher->data, crew->outcomes[crew->n_told]);
    }
}

/* Takes what an edition came to; `reports` is taken over, NULL: there are none. */
static void edition_done(Crew *crew, size_t number, const Outcome *outcome,
                         GVariant *reports)
{
    crew->outcomes[number] = outcome;
    crew->reports[number] = reports;
    crew->n_done++;
    crew->n_failed += outcome->status == EDITION_FAILED;
    outcomes_tell(crew);
    crew->watcher->progress(crew->watcher->data, crew->n_done, crew->n_failed);
}

/* The outcome of an edition that nobody has made. */
static Outcome *outcome_unmade(const Crew *crew, size_t number, EditionStatus status)
{
    const Batch *batch = crew->run->batch;
    const Edition *edition = batch->editions[number];
    Outcome *outcome = outcome_begin(crew->results, batch->letter, edition,
                                     edition_layout(batch, edition));
    outcome->status = status;
    return outcome;
}

/* Reports that the worker of an edition has died, in the edition's turn. */
static void edition_lost(Crew *crew, size_t number, const char *how)
{
    const Batch *batch = crew->run->batch;
    const Edition *edition = batch->editions[number];
    Outcome *outcome = outcome_unmade(crew, number, EDITION_FAILED);
    g_autoptr(Diagnostics) kept = diagnostics_new(DIAGNOSTICS_PLAIN, stderr);
    diagnostics_hold(kept);
    report(kept, WORKER_DIED, edition->place, edition->name, how);
    if (task_writes(batch->task))
        report(kept, EDITION_FAILED, edition->place, edition->name);
    if (batch->task == BATCH_BUILD)
        memo_fail(batch, edition->file);
    const char **reasons = arena_array(crew->results, const char *, 1);
    *reasons = arena_print(crew->results, "the process that made it %s", how);
    outcome->reasons = reasons;
    outcome->n_reasons = 1;
    edition_done(crew, number, outcome, g_variant_ref_sink(diagnostics_pack(kept)));
}

/* ---- workers ------------------------------------------------------------------------- */

static bool workers_all_gone(const Crew *crew)
{
    for (size_t i = 0; i < crew->n_workers; i++)
        if (crew->workers[i].pid != 0)
            return false;
    return true;
}

/* Takes a worker that has ended from the crew, and reports what it had in hand. */
static void worker_lose(Crew *crew, Worker *worker)
{
    size_t edition = worker->edition;
    g_autofree char *how = worker_end(worker, &crew->run->batch->limits);
    if (edition == NO_EDITION)
        return;
    if (interrupt_signal())
        edition_done(crew, edition, outcome_unmade(crew, edition, EDITION_STOPPED),
                     NULL);
    else
        edition_lost(crew, edition, how);
}

/* Reads what a worker says. */
static void worker_hear(Crew *crew, Worker *worker)
{
    Message message;
    if (!bytes_receive(worker->socket, worker->received)) {
        worker_lose(crew, worker);
        return;
    }
    if (!message_take(crew->results, worker->received, &message))
        return;
    size_t edition = worker->edition;
    worker->last = edition;
    worker->edition = NO_EDITION;
    edition_done(crew, edition, message.outcome, message.reports);
}

/* Kills a worker whose edition takes too long; its end is heard of. */
static void worker_time(const Crew *crew, Worker *worker, gint64 now)
{
    gint64 most = (gint64)crew->run->batch->limits.most_seconds * G_USEC_PER_SEC;
    if (worker->pid == 0 || worker->edition == NO_EDITION || most == 0 ||
        now - worker->start < most)
        return;
    worker->late = true;
    kill(worker->pid, SIGKILL);
}

/* ---- giving out ---------------------------------------------------------------------- */

/* Whether two editions have texts in common that one worker sets once. */
static bool editions_akin(const Batch *batch, size_t one, size_t other)
{
    const Edition *a = batch->editions[one], *b = batch->editions[other];
    return strcmp(a->language, b->language) == 0 &&
           g_strcmp0(a->second, b->second) == 0 &&
           strcmp(edition_layout(batch, a), edition_layout(batch, b)) == 0;
}

/* The edition to give to a worker, which there must be. */
static size_t edition_choose(const Crew *crew, const Worker *worker)
{
    const Batch *batch = crew->run->batch;
    size_t first = crew->n_told;
    while (crew->given[first])
        first++;
    size_t end = MIN(first + LOOK_AHEAD, batch->n_editions);
    for (size_t i = first; worker->last != NO_EDITION && i < end; i++)
        if (!crew->given[i] && editions_akin(batch, worker->last, i))
            return i;
    return first;
}

/* Gives the worker its next edition; one that is gone by now is heard of later. */
static void worker_give(Crew *crew, Worker *worker)
{
    size_t number = edition_choose(crew, worker);
    crew->given[number] = true;
    crew->n_given++;
    worker->edition = number;
    worker->start = g_get_monotonic_time();
    task_send(worker->socket, number);
}

/* Gives every idle worker an edition, and puts new ones in the places of the dead. */
static void editions_give(Crew *crew)
{
    size_t n_editions = crew->run->batch->n_editions;
    for (size_t i = 0; i < crew->n_workers && crew->n_given < n_editions; i++) {
        Worker *worker = &crew->workers[i];
        if (worker->pid == 0 &&
            !worker_start(worker, crew->run, crew->workers, crew->n_workers))
            continue;
        if (worker->edition == NO_EDITION)
            worker_give(crew, worker);
    }
}

/* Makes the next edition in this process, where there is no other. */
static void edition_make_here(Crew *crew)
{
    size_t number = edition_choose(crew, &(Worker){.last = NO_EDITION});
    crew->given[number] = true;
    crew->n_given++;
    edition_done(
        crew, number,
        edition_run(crew->run, crew->results, crew->run->batch->editions[number]),
        NULL);
}

/* ---- the run ------------------------------------------------------------------------- */

/* Waits until a worker says something, or one may be late. */
static void workers_wait(Crew *crew)
{
    g_autofree struct pollfd *polled = g_new0(struct pollfd, crew->n_workers);
    for (size_t i = 0; i < crew->n_workers; i++) {
        const Worker *worker = &crew->workers[i];
        polled[i].fd = worker->pid != 0 ? worker->socket : -1;
        polled[i].events = POLLIN;
    }
    if (poll(polled, crew->n_workers, LONGEST_WAIT) < 0)
        return;
    for (size_t i = 0; i < crew->n_workers; i++)
        if (polled[i].revents)
            worker_hear(crew, &crew->workers[i]);
    gint64 now = g_get_monotonic_time();
    for (size_t i = 0; i < crew->n_workers; i++)
        worker_time(crew, &crew->workers[i], now);
}

static void workers_signal(const Crew *crew, int number)
{
    for (size_t i = 0; i < crew->n_workers; i++)
        if (crew->workers[i].pid != 0 && crew->workers[i].edition != NO_EDITION)
            kill(crew->workers[i].pid, number);
}

static bool editions_in_hand(const Crew *crew)
{
    return crew->n_done < crew->n_given;
}

/* After a signal: lets workers give up what they have in hand, and marks the rest. */
static void crew_stop(Crew *crew)
{
    gint64 end = g_get_monotonic_time() + GRACE_SECONDS * G_USEC_PER_SEC;
    workers_signal(crew, SIGTERM);
    while (editions_in_hand(crew)) {
        workers_wait(crew);
        if (g_get_monotonic_time() > end)
            workers_signal(crew, SIGKILL);
    }
    for (size_t i = 0; i < crew->run->batch->n_editions; i++)
        if (!crew->outcomes[i])
            edition_done(crew, i, outcome_unmade(crew, i, EDITION_STOPPED), NULL);
}

static void crew_work(Crew *crew)
{
    while (crew->n_done < crew->run->batch->n_editions && !interrupt_signal()) {
        editions_give(crew);
        if (workers_all_gone(crew))
            edition_make_here(crew);
        else
            workers_wait(crew);
    }
    if (interrupt_signal())
        crew_stop(crew);
}

/* Ends the workers that are left, which have nothing in hand. */
static void workers_end(Crew *crew)
{
    for (size_t i = 0; i < crew->n_workers; i++)
        if (crew->workers[i].pid != 0)
            g_free(worker_end(&crew->workers[i], &crew->run->batch->limits));
}

void crew_run(BatchRun *run, Arena *results, const Watcher *watcher)
{
    const Batch *batch = run->batch;
    size_t n_editions = batch->n_editions;
    size_t n_workers = MIN(batch->limits.n_workers, n_editions);
    Crew crew = {.run = run,
                 .results = results,
                 .watcher = watcher,
                 .workers = arena_array(run->shared, Worker, n_workers),
                 .n_workers = n_workers,
                 .given = arena_array(run->shared, bool, n_editions),
                 .outcomes = arena_array(run->shared, const Outcome *, n_editions),
                 .reports = arena_array(run->shared, GVariant *, n_editions)};
    for (size_t i = 0; i < n_editions && !interrupt_signal(); i++)
        edition_share(run, batch->editions[i]);
    crew_work(&crew);
    workers_end(&crew);
    if (task_writes(batch->task))
        output_sweep(batch);
}
