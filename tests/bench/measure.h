/* Whole processes, measured from outside. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>

/* What one process took. */
typedef struct Sample {
    double wall_ms, cpu_ms; /* from fork to wait; on the processor, kernel included */
    double mib;             /* the most memory that it held at once */
} Sample;

/* Runs a program to its end, on one core if asked, its output thrown away; `argv` ends
 * with NULL. False: it failed, said on standard error. */
bool process_measure(const char *const *argv, bool one_core, Sample *sample);

#endif
