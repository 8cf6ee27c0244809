/* Private to batch: what goes into an edition, summed up. */
#ifndef BATCH_INPUTS_H
#define BATCH_INPUTS_H

#include "batch/outcome.h"
#include "batch/run.h"
#include "story/story.h"

/* Sums up what goes into the edition of a story that is told in a setting of the run; the
 * texts are in the arena. */
Inputs inputs_make(BatchRun *run, Arena *arena, Setting *setting, const Story *story);

#endif
