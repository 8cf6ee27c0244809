/* What a run came to, as a file for programs, and those of many shards made one. */
#ifndef BATCH_REPORT_H
#define BATCH_REPORT_H

#include "batch/outcome.h"

/* What the member `form` says; another form would be another report. */
#define REPORT_FORM "openletter report 1"

typedef struct Report {
    const Outcome **outcomes;
    size_t n_outcomes;
    unsigned n_shards; /* that the editions were divided into; 0: they were not */
    bool *present;     /* of each shard: whether its outcomes are among these */
    gint64 finished;   /* seconds since 1970 */
} Report;

/* How many outcomes have a status. */
size_t report_count(const Report *report, EditionStatus status);

/* Writes the report as JSON; its form is in the manual. False: reported. */
bool report_write(Diagnostics *diagnostics, const char *path, const Report *report);

/* Prints the same. */
void report_print_json(const Report *report, FILE *out);

/* Writes the files of all editions that were made, a row a file, as CSV. False:
 * reported. */
bool report_write_index(Diagnostics *diagnostics, const char *path,
                        const Report *report);

/* Reads a report that was written by report_write. NULL: reported. */
Report *report_read(Diagnostics *diagnostics, Arena *arena, const char *path);

/* All outcomes in one report; of an edition that several have, that of the one which was
 * finished last. NULL: they are of different divisions, reported. */
Report *report_merge(Diagnostics *diagnostics, Arena *arena,
                     const Report *const *reports, size_t n_reports);

#endif
