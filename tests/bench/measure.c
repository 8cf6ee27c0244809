/*
 * A process that is to have one core gets always the same: the last that we may use, which
 * has less of the machine's own work than the first. Linux counts the memory of the process
 * that forks to that of the one it starts: who calls this must stay small.
 */
#define _GNU_SOURCE /* for affinity */
#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void core_pin(void)
{
    cpu_set_t allowed, one;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return;
    for (int core = CPU_SETSIZE - 1; core >= 0; core--)
        if (CPU_ISSET(core, &allowed)) {
            CPU_ZERO(&one);
            CPU_SET(core, &one);
            sched_setaffinity(0, sizeof one, &one);
            return;
        }
}

static void process_become(const char *const *argv, bool one_core)
{
    if (one_core)
        core_pin();
    int nothing = open("/dev/null", O_WRONLY);
    if (nothing >= 0)
        dup2(nothing, STDOUT_FILENO);
    execv(argv[0], (char *const *)argv);
    fprintf(stderr, "bench: '%s': %s\n", argv[0], strerror(errno));
    _exit(127);
}

static double ms_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double ms_of(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

bool process_measure(const char *const *argv, bool one_core, Sample *sample)
{
    double start = ms_now();
    pid_t child = fork();
    if (child == 0)
        process_become(argv, one_core);
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("bench");
        return false;
    }
    sample->wall_ms = ms_now() - start;
    sample->cpu_ms = ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
    sample->mib = (double)usage.ru_maxrss / 1024;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    fprintf(stderr, "bench: '%s' failed\n", argv[0]);
    return false;
}
