/*
 * A worker is a fork of the process that read what editions share: it starts in less than
 * a millisecond, with fonts, letter and catalogues in hand, and what it spoils is its
 * own. Threads would share the type that is standing too, but one that ran wild would
 * take all editions along.
 */
#include "batch/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/wire.h"

/* Bytes of data that the process has by now; 0: nobody says. */
static rlim_t memory_taken(void)
{
    unsigned long total, resident, shared, code, unused, data = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file)
        return 0;
    int n = fscanf(file, "%lu %lu %lu %lu %lu %lu", &total, &resident, &shared, &code,
                   &unused, &data);
    fclose(file);
    return n == 6 ? (rlim_t)data * (rlim_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Lets the process take only so much more memory. */
static void memory_limit(unsigned most_mebibytes)
{
    rlim_t most = memory_taken() + ((rlim_t)most_mebibytes << 20);
    struct rlimit limit;
    if (most_mebibytes == 0 || getrlimit(RLIMIT_DATA, &limit) != 0)
        return;
    limit.rlim_cur = MIN(most, limit.rlim_max);
    setrlimit(RLIMIT_DATA, &limit);
}

/* Ends by the signal that asked for it, now that all is tidied up. */
static void worker_yield(void)
{
    signal(interrupt_signal(), SIG_DFL);
    raise(interrupt_signal());
}

/* Makes what it is told to until nobody tells it any more. */
static void worker_run(BatchRun *run, int socket)
{
    Diagnostics *diagnostics = run->diagnostics;
    size_t number;
    memory_limit(run->batch->limits.most_mebibytes);
    diagnostics_hold(diagnostics);
    g_variant_unref(g_variant_ref_sink(diagnostics_pack(diagnostics)));
    while (task_receive(socket, &number)) {
        g_autoptr(Arena) results = arena_new();
        const Outcome *outcome =
            edition_run(run, results, run->batch->editions[number]);
        if (interrupt_signal())
            worker_yield();
        if (!message_send(socket, outcome, diagnostics_pack(diagnostics)))
            return;
    }
}

/* What the new process does first: it dies with its parent, and holds no socket but its
 * own, so that each end sees when the other is gone. */
static void worker_settle(pid_t parent, int socket, const Worker *others,
                          size_t n_others)
{
    interrupt_keep();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1);
    close(socket);
    for (size_t i = 0; i < n_others; i++)
        if (others[i].pid != 0)
            close(others[i].socket);
}

bool worker_start(Worker *worker, BatchRun *run, const Worker *others, size_t n_others)
{
    int sockets[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return false;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        worker_settle(parent, sockets[0], others, n_others);
        worker_run(run, sockets[1]);
        _exit(0);
    }
    close(sockets[1]);
    if (pid < 0) {
        close(sockets[0]);
        return false;
    }
    *worker = (Worker){.pid = pid,
                       .socket = sockets[0],
                       .edition = NO_EDITION,
                       .last = NO_EDITION,
                       .received = g_byte_array_new()};
    return true;
}

static char *end_text(int status, bool late, const Limits *limits)
{
    if (late)
        return g_strdup_printf("took longer than %u seconds and was ended",
                               limits->most_seconds);
    if (!WIFSIGNALED(status))
        return g_strdup_printf("ended with status %d", WEXITSTATUS(status));
    int number = WTERMSIG(status);
    bool own = number == SIGABRT || number == SIGTRAP;
    g_autofree char *memory =
        own && limits->most_mebibytes
            ? g_strdup_printf(", which happens when %u MiB of memory do not do",
                              limits->most_mebibytes)
            : g_strdup("");
    return g_strdup_printf("was ended by signal %d (%s)%s", number, strsignal(number),
                           memory);
}

char *worker_end(Worker *worker, const Limits *limits)
{
    int status = 0;
    close(worker->socket);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ; /* its end is near */
    g_byte_array_unref(worker->received);
    worker->pid = 0;
    return end_text(status, worker->late, limits);
}
