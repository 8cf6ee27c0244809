/* What was measured, as rows; the plot of them. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "workload.h"

enum { PROGRAMS = 7, WORKLOADS = 4 };

/* One program on one workload: medians. */
typedef struct Row {
    const Workload *workload;
    const char *program;
    double ms, times_floor, mib;
} Row;

typedef struct Table {
    Row rows[PROGRAMS * WORKLOADS];
    size_t n_rows;
    const char *machine; /* a line: processor, cores, libraries */
    const char *clock;   /* what the milliseconds are of */
} Table;

/* The row, or NULL. */
const Row *table_find(const Table *table, const char *workload, const char *program);

/* Writes the times as a bar chart. False: said on standard error. */
bool table_plot(const Table *table, const char *path);

#endif
