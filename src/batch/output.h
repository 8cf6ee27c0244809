/* Private to batch: the files of one edition, staged until all of them are good. */
#ifndef BATCH_OUTPUT_H
#define BATCH_OUTPUT_H

#include "batch/batch.h"
#include "press/press.h"
#include "story/story.h"

/* The folder in the folder of outputs where all is that is no finished file. */
#define STAGING ".openletter"

/* What follows the edition's name in that of its version for a screen. */
#define SCREEN_SUFFIX "-screen"

/* The pages of an edition, and what is made of them beside the edition's own files. */
typedef struct Versions {
    const Pages *pages;
    const Pages *screen; /* set for a screen, beside those for print; NULL: none */
    const Pages *sheets; /* laid on sheets; NULL: none */
    bool job;            /* whether there is a job sheet for those for print */
    const Story *story;  /* that the pages are of */
} Versions;

/* What follows the edition's name in that of the file of its sheets: "-booklet". */
const char *sheets_suffix(const Layout *layout);

/* Takes away what killed builds left of their files in the batch's output folder. */
void output_sweep(const Batch *batch);

/* Draws the pages in every format of the batch, and the other versions as PDFs beside
 * theirs; finishes the PDFs (`profiles` NULL: does not), reads them back, and lets all
 * files out together, the last of them `also` (NULL: none), which it takes over. The files
 * of the outcome are these, in `results`. False: reported, or interrupted, and the old
 * files are as they were. */
bool output_make(Diagnostics *diagnostics, Arena *results, const Batch *batch,
                 const Edition *edition, const Versions *versions, Profiles *profiles,
                 FileWriter *also, Outcome *outcome);

/* Takes away what an edition let out before, by `made`, and now, by `outcome`, does not
 * any more, unless somebody has changed it since; a note at `place` says so, but of a job
 * sheet, which goes with its PDF. With `all`
 * false that is only what belongs to a PDF that is now another one. */
void output_drop(Diagnostics *diagnostics, Place place, const Outcome *made,
                 const Outcome *outcome, bool all);

/* Adds to the outcome's files, in `results`, those of `made` that it does not make and
 * that stand. */
void output_join(Arena *results, const Outcome *made, Outcome *outcome);

/* Whether all files of an outcome are as they were let out. */
bool output_stands(const Outcome *outcome);

/* The outcome's files with their SHA-256, in `results`. */
void output_sum(Arena *results, Outcome *outcome);

#endif
