/*
 * Shards. Each machine divides the same editions by the same rule and takes its part, so
 * that nobody has to ask another: what an edition will cost is guessed from the editions
 * and the roster alone, never from what a cache says, for that changes while others run.
 * The dearest edition first, each to the shard that has least so far (Graham, "Bounds on
 * multiprocessing timing anomalies", 1969: at most a third above the best).
 */
#include "batch/choose.h"

#include <string.h>

#include "batch/memo.h"

/* What a letter's text costs, in names that cost as much to set. */
enum { TEXT_COST = 300 };

typedef struct Load {
    size_t edition; /* its number */
    guint64 cost;
} Load;

static guint64 edition_cost(const Batch *batch, const Edition *edition)
{
    size_t n_broken;
    return TEXT_COST + roster_count(batch->roster, edition, &n_broken);
}

/* The dearest first; of those that cost the same, in their order. */
static int load_compare(const void *a, const void *b)
{
    const Load *one = a, *other = b;
    if (one->cost != other->cost)
        return one->cost > other->cost ? -1 : 1;
    return (one->edition > other->edition) - (one->edition < other->edition);
}

static unsigned shard_lightest(const guint64 *weights, unsigned count)
{
    unsigned lightest = 0;
    for (unsigned i = 1; i < count; i++)
        if (weights[i] < weights[lightest])
            lightest = i;
    return lightest;
}

/* Marks the editions of a shard. */
static void shard_mark(const Batch *batch, bool *marked)
{
    size_t n = batch->n_editions;
    Shard shard = batch->shard;
    g_autofree Load *loads = g_new(Load, n);
    g_autofree guint64 *weights = g_new0(guint64, shard.count);
    for (size_t i = 0; i < n; i++)
        loads[i] = (Load){i, edition_cost(batch, batch->editions[i])};
    if (n > 0)
        qsort(loads, n, sizeof *loads, load_compare);
    for (size_t i = 0; i < n; i++) {
        unsigned to = shard_lightest(weights, shard.count);
        weights[to] += loads[i].cost;
        marked[loads[i].edition] = to == shard.index - 1;
    }
}

static bool edition_failed(const Batch *batch, const Edition *edition)
{
    g_autoptr(Arena) arena = arena_new();
    return memo_read(arena, batch, edition->file).failed;
}

Batch batch_choose(Arena *arena, const Batch *batch)
{
    Batch chosen = *batch;
    bool *marked = arena_array(arena, bool, batch->n_editions);
    const Edition **editions = arena_array(arena, const Edition *, batch->n_editions);
    memset(marked, 1, batch->n_editions);
    if (batch->shard.count > 0)
        shard_mark(batch, marked);
    chosen.n_editions = 0;
    for (size_t i = 0; i < batch->n_editions; i++)
        if (marked[i] &&
            (!batch->only_failed || edition_failed(batch, batch->editions[i])))
            editions[chosen.n_editions++] = batch->editions[i];
    chosen.editions = editions;
    return chosen;
}
