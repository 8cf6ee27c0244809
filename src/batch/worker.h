/* Private to batch: a process that makes editions one after the other. */
#ifndef BATCH_WORKER_H
#define BATCH_WORKER_H

#include <sys/types.h>

#include "batch/run.h"

typedef struct Worker {
    pid_t pid;            /* 0: there is none */
    int socket;           /* to it */
    size_t edition;       /* in its hands, its number in the batch; NO_EDITION: none */
    size_t last;          /* that was in its hands before, or NO_EDITION */
    gint64 start;         /* of that, microseconds */
    bool late;            /* it was killed, since it took too long */
    GByteArray *received; /* of its next message */
} Worker;

#define NO_EDITION SIZE_MAX

/* Starts a worker of the run, which knows all that was read so far. `others` are those
 * there are, whose sockets it must not hold open. False: the system has no process
 * left. */
bool worker_start(Worker *worker, BatchRun *run, const Worker *others, size_t n_others);

/* Waits for a worker that has ended, or was told to; the text of how it ended, to be
 * freed. */
char *worker_end(Worker *worker, const Limits *limits);

#endif
