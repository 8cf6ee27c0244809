/* Private to batch: the making of one edition. */
#ifndef BATCH_MAKING_H
#define BATCH_MAKING_H

#include "batch/memo.h"
#include "batch/output.h"
#include "batch/run.h"
#include "story/story.h"

typedef struct Making {
    BatchRun *run;
    Arena *arena;   /* as long as the edition is made */
    Arena *results; /* of the outcome */
    const Edition *edition;
    Setting *setting;
    const Language *language, *second; /* second NULL: it has one language */
    Memo memo;                         /* of the edition, where the task asks for it */
    Outcome *outcome;
    Versions versions;  /* once they are set */
    const Watch *watch; /* what is reported while it is made */
    gint64 start;       /* microseconds, of the clock that never goes backwards */
} Making;

/* ---- versions.c ---------------------------------------------------------------------- */

/* The story of the edition; for `screen` as its version beside that for print. NULL:
 * reported. */
const Story *edition_tell(const Making *making, bool screen);

/* Flows a story into the versions that the task and the layout ask for. False:
 * reported. */
bool versions_set(Making *making, const Story *story);

/* ---- tasks.c ------------------------------------------------------------------------- */

/* Does what the task does with the versions of a story. False: reported. */
bool versions_use(const Making *making, const Story *story);

/* The dump of a story. */
void story_print(const Batch *batch, const Story *story);

/* ---- past.c: what was made before ----------------------------------------------------- */

/* Whether the task goes by what is remembered of an edition. */
bool task_remembers(BatchTask task);

/* Sums up what goes into the edition, holds it against what is remembered, and fills in
 * the outcome with that. Whether the edition is as it would be made. */
bool past_compare(const Making *making, const Story *story);

/* Notes in the outcome which names have changed since the edition was made. */
void past_names(const Making *making, const Story *story);

/* Remembers the edition, unless it failed or all of it is remembered. */
void past_keep(const Making *making, const Story *story);

#endif
