/*
 * How many processes, what each may take, and which part of the editions is this
 * machine's. A part is said on the command line, or by what starts the program on many
 * machines: an array of Slurm says where in it a task stands and how long it is, an
 * indexed job of Kubernetes where alone, so that its length is said besides.
 */
#define _GNU_SOURCE /* sched_getaffinity */
#include "cli/command.h"

#include <sched.h>
#include <string.h>

#define SHARDS "OPENLETTER_SHARDS"
#define SLURM_ID "SLURM_ARRAY_TASK_ID"
#define SLURM_COUNT "SLURM_ARRAY_TASK_COUNT"
#define SLURM_MIN "SLURM_ARRAY_TASK_MIN"
#define SLURM_STEP "SLURM_ARRAY_TASK_STEP"
#define KUBERNETES_INDEX "JOB_COMPLETION_INDEX"

enum {
    MOST_WORKERS = 1024,
    MOST_SECONDS = 86400,
    USUAL_SECONDS = 300,
    LEAST_MEBIBYTES = 16,
    MOST_MEBIBYTES = 1 << 20,
    USUAL_MEBIBYTES = 4096,
    MOST_SHARDS = 100000
};

static bool number_read(const char *text, guint64 least, guint64 most, unsigned *value)
{
    guint64 wide = 0;
    bool good = text && g_ascii_string_to_unsigned(text, 10, least, most, &wide, NULL);
    if (good)
        *value = (unsigned)wide;
    return good;
}

/* Reads an option's number; NULL leaves the value as it is. False: reported. */
static bool option_read(Diagnostics *diagnostics, const char *name, const char *text,
                        guint64 least, guint64 most, unsigned *value)
{
    if (!text || number_read(text, least, most, value))
        return true;
    g_autofree char *wanted = g_strdup_printf(
        "a number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, least, most);
    report(diagnostics, COMMAND_VALUE, PLACE_NONE, name, text, wanted);
    return false;
}

/* The cores that the process may use: of a machine's, those that it was given. */
static unsigned cores_count(void)
{
    cpu_set_t set;
    bool known = sched_getaffinity(0, sizeof set, &set) == 0;
    return known ? MAX((unsigned)CPU_COUNT(&set), 1) : g_get_num_processors();
}

bool limits_parse(Diagnostics *diagnostics, const Arguments *arguments, Limits *limits)
{
    *limits = (Limits){.n_workers = cores_count(),
                       .most_seconds = USUAL_SECONDS,
                       .most_mebibytes = USUAL_MEBIBYTES};
    bool good = option_read(diagnostics, "--jobs", arguments->jobs, 1, MOST_WORKERS,
                            &limits->n_workers);
    good = option_read(diagnostics, "--time-limit", arguments->time_limit, 1,
                       MOST_SECONDS, &limits->most_seconds) &&
           good;
    return option_read(diagnostics, "--memory-limit", arguments->memory_limit,
                       LEAST_MEBIBYTES, MOST_MEBIBYTES, &limits->most_mebibytes) &&
           good;
}

/* ---- shards -------------------------------------------------------------------------- */

/* "2/8". */
static bool shard_read(const char *text, Shard *shard)
{
    g_auto(GStrv) parts = g_strsplit(text, "/", -1);
    return g_strv_length(parts) == 2 &&
           number_read(parts[1], 1, MOST_SHARDS, &shard->count) &&
           number_read(parts[0], 1, shard->count, &shard->index);
}

/* Reports variables of the environment that do not say which part is meant. */
static bool shard_refuse(Diagnostics *diagnostics, const char *name, const char *value)
{
    report(diagnostics, SHARD_UNKNOWN, PLACE_NONE, name, value);
    return false;
}

/* The place in an array of Slurm. With OPENLETTER_SHARDS its numbers are the shards', so
 * that one of them can be run again alone. */
static bool shard_slurm(Diagnostics *diagnostics, const char *id, Shard *shard)
{
    unsigned number = 0, least = 0, step = 1;
    if (g_getenv(SHARDS))
        return (number_read(g_getenv(SHARDS), 1, MOST_SHARDS, &shard->count) &&
                number_read(id, 1, shard->count, &shard->index)) ||
               shard_refuse(diagnostics, SLURM_ID " and " SHARDS, id);
    number_read(g_getenv(SLURM_STEP), 1, G_MAXUINT, &step);
    bool good = number_read(id, 0, G_MAXUINT, &number) &&
                number_read(g_getenv(SLURM_MIN), 0, number, &least) &&
                number_read(g_getenv(SLURM_COUNT), 1, MOST_SHARDS, &shard->count) &&
                (number - least) % step == 0 && (number - least) / step < shard->count;
    if (!good)
        return shard_refuse(diagnostics, SLURM_ID, id);
    shard->index = (number - least) / step + 1;
    return true;
}

static bool shard_kubernetes(Diagnostics *diagnostics, const char *index, Shard *shard)
{
    const char *count = g_getenv(SHARDS);
    unsigned number = 0;
    if (!number_read(count, 1, MOST_SHARDS, &shard->count) ||
        !number_read(index, 0, shard->count - 1, &number))
        return shard_refuse(diagnostics, KUBERNETES_INDEX " and " SHARDS,
                            count ? count : index);
    shard->index = number + 1;
    return true;
}

bool shard_parse(Diagnostics *diagnostics, const Arguments *arguments, Shard *shard)
{
    const char *id = g_getenv(SLURM_ID), *index = g_getenv(KUBERNETES_INDEX);
    *shard = (Shard){0, 0};
    if (arguments->shard && shard_read(arguments->shard, shard))
        return true;
    if (arguments->shard) {
        report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--shard", arguments->shard,
               "which part of how many, such as 2/8");
        return false;
    }
    if (id)
        return shard_slurm(diagnostics, id, shard);
    return !index || shard_kubernetes(diagnostics, index, shard);
}
