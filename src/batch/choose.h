/* Private to batch: which of the editions that are wanted this run makes. */
#ifndef BATCH_CHOOSE_H
#define BATCH_CHOOSE_H

#include "batch/batch.h"

/* The batch with those of its editions that are of its shard, and failed last time where
 * it wants only these; their order stays. */
Batch batch_choose(Arena *arena, const Batch *batch);

#endif
