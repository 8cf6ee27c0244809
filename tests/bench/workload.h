/* What the programs are measured on: letters with made-up names, the same every time. */
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include <stdbool.h>
#include <stddef.h>

/* How much there is of what; each letter has the words of the real one. */
typedef struct Workload {
    const char *name;
    size_t names;    /* in all */
    size_t editions; /* each shows the names of one country alone; 1: it shows all */
    int runs;        /* that are measured */
    double bar;      /* what openletter may take, times the floor */
} Workload;

/* The workloads; the last has no name. */
extern const Workload workloads[];

/* The workload called `name`, or NULL. */
const Workload *workload_find(const char *name);

/* Writes letter.md, with the words of the letter in `source`, signatories.csv and
 * editions.yaml into `folder`, which is made. False: said on standard error. */
bool workload_make(const Workload *workload, const char *source, const char *folder);

#endif
