/*
 * Private to batch: a run over editions of a letter, what they share, and how one of them
 * is made, in whatever process.
 */
#ifndef BATCH_RUN_H
#define BATCH_RUN_H

#include "batch/batch.h"
#include "press/press.h"

/* A layout, the fonts opened for it, and what was set in them. */
typedef struct Setting {
    const Layout *layout; /* NULL: reported */
    FontBook *book;       /* NULL: not needed yet, or reported */
    Standing *standing;   /* NULL as the book is */
    bool book_tried;
    const char *layout_sum, *fonts_sum; /* NULL: not summed yet */
} Setting;

typedef struct BatchRun {
    const Batch *batch;
    Diagnostics *diagnostics;
    Arena *shared;         /* as long as the run */
    GHashTable *settings;  /* a layout's name to its Setting */
    GHashTable *languages; /* a tag to its Language, NULL: reported */
    Translations *translations;
    GHashTable *approved;    /* a country's code to whether its names are (Verdict) */
    Profiles *profiles;      /* NULL: PDFs are not finished */
    bool pressed;            /* whether what finishing takes is being read */
    const char *options_sum; /* NULL: not summed yet */
} BatchRun;

/* ---- share.c: what editions share ---------------------------------------------------- */

void run_begin(BatchRun *run, Diagnostics *diagnostics, Arena *shared,
               const Batch *batch);
void run_end(BatchRun *run);

/* Reads what the edition shares with others, so that it is there before workers are. */
void edition_share(BatchRun *run, const Edition *edition);

/* The layout's name that the edition is set in. */
const char *edition_layout(const Batch *batch, const Edition *edition);

/* The setting of an edition; its layout is NULL: reported. */
Setting *setting_find(BatchRun *run, const Edition *edition);

/* The standing type of a setting; NULL: reported. */
Standing *setting_standing(BatchRun *run, Setting *setting);

/* NULL: reported. */
const Language *language_find(BatchRun *run, const char *tag, Place asked);

/* ---- edition.c: one edition ---------------------------------------------------------- */

/* Whether the task writes files. */
bool task_writes(BatchTask task);

/* Makes one edition, and says what became of it; the outcome is in `results`. */
Outcome *edition_run(BatchRun *run, Arena *results, const Edition *edition);

/* ---- crew.c: many editions by many processes ----------------------------------------- */

/* Makes the editions in worker processes. A worker that dies costs the edition in its
 * hands, which is reported, and another takes its place. */
void crew_run(BatchRun *run, Arena *results, const Watcher *watcher);

#endif
