/*
 * judge: pages looked at as a good printer's reader would.
 *
 * Makes    reports of what would be set better, each with its place in the source and
 *          its spot on the page.
 * From     the Pages of an edition.
 * Calls    pages_judge.
 * Owns     nothing that outlives the call.
 * Always   warnings for what a good printer would not let pass, notes for what is worth
 *          a look; never an error, and one trouble under one code.
 * Not      how the pages came about, nor what flow tells itself: a line that was narrowed.
 */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "flow/flow.h"

/* Reports what a reader of the proofs would mark. `edition` is its name. */
void pages_judge(Diagnostics *diagnostics, const Pages *pages, const char *edition);

#endif
