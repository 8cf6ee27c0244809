/* Private to batch: the files of one edition, staged until all of them are good. */
#ifndef BATCH_OUTPUT_H
#define BATCH_OUTPUT_H

#include "batch/batch.h"
#include "press/press.h"

/* The folder in the folder of outputs where all is that is no finished file. */
#define STAGING ".openletter"

/* Takes away what killed builds left of their files in the batch's output folder. */
void output_sweep(const Batch *batch);

/* Draws the pages in every format of the batch, and `screen` (NULL: none) as a PDF beside
 * theirs; finishes the PDFs (`profiles` NULL: does not), reads them back, and lets all
 * files out together, the last of them `also` (NULL: none), which it takes over. The files
 * of the outcome are these, in `results`. False: reported, or interrupted, and the old
 * files are as they were. */
bool output_make(Diagnostics *diagnostics, Arena *results, const Batch *batch,
                 const Edition *edition, const Pages *pages, const Pages *screen,
                 Profiles *profiles, FileWriter *also, Outcome *outcome);

/* Whether all files of an outcome are as they were let out. */
bool output_stands(const Outcome *outcome);

/* The outcome's files with their SHA-256, in `results`. */
void output_sum(Arena *results, Outcome *outcome);

#endif
