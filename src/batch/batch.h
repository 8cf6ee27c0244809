/*
 * batch: many editions of one letter, made one after the other.
 *
 * Makes    files below an output folder; or a check; or a dump on a stream; or a report
 *          of fonts.
 * From     a Letter, its Roster, and the Editions that are wanted.
 * Calls    batch_run.
 * Owns     nothing that outlives the call: an arena an edition, and the layouts, fonts
 *          and languages that editions share until the last of them is done.
 * Always   an edition's files are replaced whole and together, after the PDF was read
 *          back; an edition that fails keeps its old files and stops no other.
 * Not      which letters and editions are wanted: the caller chose.
 */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include <stdio.h>

#include "batch/fonts.h"
#include "batch/languages.h"
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
    BATCH_PROOF, /* the proof of each edition's country, and its record */
    BATCH_SHEET, /* the letter's messages, numbered, for translators */
    BATCH_CHECK, /* all that would stop a build, how it is set; writes nothing */
    BATCH_FONTS, /* which font sets what, and what it lacks; writes nothing */
    BATCH_DUMP_STORY,
    BATCH_DUMP_LINES,
    BATCH_DUMP_PAGES
} BatchTask;

typedef struct Batch {
    BatchTask task;
    const Letter *letter;
    const Roster *roster;
    const Edition *const *editions;
    size_t n_editions;
    const Folders *folders;
    const Approvals
        *approvals; /* that an edition must have of each country that it shows;
                                   NULL: none */
    const Findings *findings; /* shown in proofs */
    const char *layout;       /* set in place of every edition's own; NULL: their own */
    unsigned formats;         /* BatchFormat joined */
    bool draft;  /* untranslated messages are let through, and each page says DRAFT */
    bool press;  /* whether a PDF is finished for the press */
    bool verify; /* whether a PDF is read back before it is let out */
    const char *output; /* the folder; files go to OUTPUT/LETTER/FILE.pdf */
    FILE *out; /* a line an edition that was built, or the dump; NULL: silent */
    GArray *
        languages; /* of LanguageRow: where BATCH_CHECK puts what it found of catalogues;
                          NULL for other tasks */
    FontsReport *fonts; /* where BATCH_FONTS puts what it found; NULL for other tasks */
} Batch;

/* Runs the batch. False when any of its editions failed: reported. */
bool batch_run(Diagnostics *diagnostics, const Batch *batch);

#endif
