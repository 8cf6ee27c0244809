/*
 * batch: many editions of one letter, made by several processes.
 *
 * Makes    files below an output folder; or a check; or a dump on a stream; or a report
 *          of fonts.
 * From     a Letter, its Roster, and the Editions that are wanted.
 * Calls    program_sum, then batch_run for each letter; outcomes are what became of its
 *          editions.
 * Owns     nothing that outlives the call but the outcomes, in the caller's arena: an
 *          arena an edition, and the layouts, fonts and languages that editions share
 *          until the last of them is done.
 * Always   an edition's files are replaced whole and together, after the PDF was read
 *          back; an edition that fails, or takes its process along, keeps its old files
 *          and stops no other; one of which nothing has changed is not made again.
 * Not      which letters and editions are wanted: the caller chose.
 */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include <stdio.h>

#include "batch/fonts.h"
#include "batch/languages.h"
#include "batch/outcome.h"
#include "lint/lint.h"
#include "style/style.h"

/* What is made of an edition; formats can be joined. */
typedef enum BatchFormat {
    FORMAT_PDF = 1,
    FORMAT_PNG = 2,
    FORMAT_SVG = 4,
    FORMAT_TXT = 8
} BatchFormat;

typedef enum BatchTask {
    BATCH_BUILD,
    BATCH_PLAN,  /* what a build would do; writes nothing */
    BATCH_PROOF, /* the proof of each edition's country, and its record */
    BATCH_SHEET, /* the letter's messages, numbered, for translators */
    BATCH_CHECK, /* all that would stop a build, how it is set; writes nothing */
    BATCH_FONTS, /* which font sets what, and what it lacks; writes nothing */
    BATCH_DUMP_STORY,
    BATCH_DUMP_LINES,
    BATCH_DUMP_PAGES
} BatchTask;

/* How a run is spread over processes, and what each may take. */
typedef struct Limits {
    unsigned n_workers;      /* 0: the caller's process does all */
    unsigned most_seconds;   /* for an edition; 0: as long as it takes */
    unsigned most_mebibytes; /* beside what editions share; 0: as much as there is */
} Limits;

/* A part of the editions: the `index`th, from 1, of `count`; count 0: all of them. */
typedef struct Shard {
    unsigned index, count;
} Shard;

typedef struct Batch {
    BatchTask task;
    const Letter *letter;
    const Roster *roster;
    const Edition *const *editions;
    size_t n_editions;
    const Editions
        *all; /* of the letter, those too that are not made; where one is built */
    const Folders *folders;
    const Approvals
        *approvals; /* that an edition must have of each country that it shows;
                                   NULL: none */
    const Findings *findings; /* shown in proofs */
    const char *layout;       /* set in place of every edition's own; NULL: their own */
    unsigned formats;         /* BatchFormat joined */
    bool draft;   /* untranslated messages are let through, and each page says DRAFT */
    bool press;   /* whether a PDF is finished for the press */
    bool verify;  /* whether a PDF is read back before it is let out */
    bool rebuild; /* whether editions are made of which nothing has changed */
    bool sums;    /* whether the outcomes have their files' SHA-256 */
    const char *program; /* program_sum; NULL: none, for tasks that write nothing */
    bool
        only_failed; /* whether editions are made that failed last time, and no others */
    Shard shard;     /* of the editions, and of no others */
    Limits limits;
    const char *output; /* the folder; files go to OUTPUT/LETTER/FILE.pdf */
    FILE *out; /* a line an edition that was built, or the dump; NULL: silent */
    GArray *
        languages; /* of LanguageRow: where BATCH_CHECK puts what it found of catalogues;
                          NULL for other tasks */
    FontsReport *fonts; /* where BATCH_FONTS puts what it found; NULL for other tasks */
} Batch;

/* The SHA-256 of what the program is, with the libraries that it was started with, in the
 * arena. It is the same through the life of a process only before batch_run. */
const char *program_sum(Arena *arena);

/* What the caller wants to know while a batch runs. */
typedef struct Watcher {
    /* So many editions will be made. */
    void (*begin)(gpointer data, size_t n_all);
    /* Something is about to be reported. */
    void (*before)(gpointer data);
    /* `n_done` editions of the batch are done, `n_failed` of them failed. */
    void (*progress)(gpointer data, size_t n_done, size_t n_failed);
    /* One is done; told in the order of the editions. */
    void (*told)(gpointer data, const Outcome *outcome);
    gpointer data;
} Watcher;

/* Runs the batch. The outcomes of its editions are told to the watcher, and live in
 * `results`; `watcher` NULL: nobody watches. False when any failed: reported. */
bool batch_run(Diagnostics *diagnostics, const Batch *batch, Arena *results,
               const Watcher *watcher);

#endif
