/*
 * bench [WORKLOAD]…             measures; all workloads unless some are named
 * bench --make WORKLOAD FOLDER  only writes a workload's letter
 *
 * Runs from the clone's top folder, beside the programs that it measures. Letters are
 * made, and glyphs placed for floor, before anything is measured. Then the programs take
 * turns, so that a slow minute of the machine is slow for all of them; the first round
 * warms caches and is thrown away. Rows are medians. Lines that begin with # explain.
 *
 * BENCH_RUNS=N    so many rounds of every workload
 * BENCH_CLOCK=cpu time on the processor instead of the wall, for a machine that others
 *                 use as well
 * TMPDIR=FOLDER   where files go; else to memory, so that no disk is measured
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cairo.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <pango/pango.h>

#include "measure.h"
#include "table.h"

#define SOURCE "content/lukashenko-2020"
#define PLOT "tests/bench/bench.svg"
#define MEMORY "/dev/shm"
#define ROOM ((guint64)512 << 20)

enum { ARGUMENTS = 12, MOST_RUNS = 101 };

typedef struct Program {
    const char *name;
    const char *argv[ARGUMENTS];
    bool all_cores; /* even where the others have one */
    Sample samples[MOST_RUNS];
} Program;

typedef struct Bench {
    const char *bin;  /* folder of openletter; the others are in bench/ below it */
    const char *work; /* folder that is empty at first and removed at the end */
    bool cpu;         /* which clock counts */
    bool presses;     /* whether openletter has a finishing pass that can be left out */
    Table table;
} Bench;

/* ---- what runs ----------------------------------------------------------------------- */

/* A process of our own does this, so that we stay small: see measure.c. */
static bool workload_write(const Workload *workload, const char *folder)
{
    pid_t child = fork();
    if (child == 0)
        _exit(workload_make(workload, SOURCE, folder) ? 0 : 1);
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* Adds a program with its arguments, which end with NULL; its output goes to a folder of
 * its own, which is made. */
static Program *program_add(Bench *bench, GPtrArray *programs, const char *name,
                            const char *const *arguments)
{
    Program *program = g_new0(Program, 1);
    program->name = name;
    for (size_t i = 0; arguments[i]; i++)
        program->argv[i] = arguments[i];
    g_autofree char *out = g_build_filename(bench->work, name, NULL);
    g_mkdir_with_parents(out, 0777);
    g_ptr_array_add(programs, program);
    return program;
}

static char *path_in(const char *folder, const char *name, const char *ending)
{
    return g_strdup_printf("%s/%s%s", folder, name, ending);
}

/* A batch as openletter makes it on all cores, and one of which nothing has changed since
 * it was measured before. */
static void batch_add(Bench *bench, GPtrArray *programs, const char *letter)
{
    const char *bin = path_in(bench->bin, "openletter", "");
    const char *all = path_in(bench->work, "openletter+cores", "");
    const char *again = path_in(bench->work, "openletter+unchanged", "");
    program_add(bench, programs, "openletter+cores",
                (const char *[]){bin, "build", letter, "-q", "--rebuild", "-o", all,
                                 "--no-verify", "--no-press", NULL})
        ->all_cores = true;
    program_add(bench, programs, "openletter+unchanged",
                (const char *[]){bin, "build", letter, "-q", "-o", again, "--no-verify",
                                 "--no-press", NULL});
}

/* openletter as it is compared, with what it does besides, and as users run it; each time
 * all is made anew. */
static void openletter_add(Bench *bench, GPtrArray *programs, const char *letter)
{
    const char *bin = path_in(bench->bin, "openletter", "");
    const char *own = path_in(bench->work, "openletter", "");
    const char *press = path_in(bench->work, "openletter+press", "");
    const char *whole = path_in(bench->work, "openletter+verify", "");
    const char *last = bench->presses ? "--no-press" : NULL;
    program_add(bench, programs, "openletter",
                (const char *[]){bin, "build", letter, "-q", "--rebuild", "-o", own,
                                 "--no-verify", last, NULL});
    if (bench->presses)
        program_add(bench, programs, "openletter+press",
                    (const char *[]){bin, "build", letter, "-q", "--rebuild", "-o",
                                     press, "--no-verify", NULL});
    program_add(
        bench, programs, "openletter+verify",
        (const char *[]){bin, "build", letter, "-q", "--rebuild", "-o", whole, NULL});
}

static GPtrArray *programs_make(Bench *bench, const Workload *workload,
                                const char *letter, const char *placed)
{
    GPtrArray *programs = g_ptr_array_new_with_free_func(g_free);
    openletter_add(bench, programs, letter);
    if (workload->editions > 1)
        batch_add(bench, programs, letter);
    program_add(bench, programs, "plain",
                (const char *[]){path_in(bench->bin, "bench/plain", ""), letter,
                                 path_in(bench->work, "plain", ""), NULL});
    program_add(bench, programs, "floor",
                (const char *[]){path_in(bench->bin, "bench/floor", ""), placed,
                                 path_in(bench->work, "floor", ""), NULL});
    return programs;
}

static bool programs_run(GPtrArray *programs, bool one_core, int runs)
{
    for (int run = -1; run < runs; run++)
        for (guint i = 0; i < programs->len; i++) {
            Program *program = g_ptr_array_index(programs, i);
            Sample sample;
            if (!process_measure(program->argv, one_core && !program->all_cores,
                                 &sample))
                return false;
            if (run >= 0)
                program->samples[run] = sample;
        }
    return true;
}

/* ---- what it gives ------------------------------------------------------------------- */

static int number_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *numbers, int n)
{
    qsort(numbers, (size_t)n, sizeof *numbers, number_compare);
    return (numbers[(n - 1) / 2] + numbers[n / 2]) / 2;
}

static Row row_make(const Bench *bench, const Workload *workload,
                    const Program *program, int runs)
{
    double ms[MOST_RUNS], mib[MOST_RUNS];
    for (int i = 0; i < runs; i++) {
        ms[i] = bench->cpu ? program->samples[i].cpu_ms : program->samples[i].wall_ms;
        mib[i] = program->samples[i].mib;
    }
    return (Row){workload, program->name, median(ms, runs), 0, median(mib, runs)};
}

/* Adds the rows of a workload and prints them; floor is the last program. */
static void rows_add(Bench *bench, const Workload *workload, GPtrArray *programs,
                     int runs)
{
    Row *rows = &bench->table.rows[bench->table.n_rows];
    guint n = programs->len;
    for (guint i = 0; i < n; i++)
        rows[i] = row_make(bench, workload, g_ptr_array_index(programs, i), runs);
    for (guint i = 0; i < n; i++) {
        rows[i].times_floor = rows[i].ms / rows[n - 1].ms;
        printf("%-12s  %-17s  %8.1f  %5.2f  %6.1f\n", workload->name, rows[i].program,
               rows[i].ms, rows[i].times_floor, rows[i].mib);
    }
    bench->table.n_rows += n;
    fflush(stdout);
}

/* How much of the time the programs did not have the processor. */
static void waiting_print(const Workload *workload, GPtrArray *programs, int runs)
{
    double wall = 0, cpu = 0;
    for (guint i = 0; i < programs->len; i++) {
        const Program *program = g_ptr_array_index(programs, i);
        for (int run = 0; run < runs; run++) {
            wall += program->samples[run].wall_ms;
            cpu += program->samples[run].cpu_ms;
        }
    }
    if (cpu < 0.9 * wall)
        printf("# %s: %.0f %% of the time was spent waiting; is the machine busy?\n",
               workload->name, 100 * (1 - cpu / wall));
}

const Row *table_find(const Table *table, const char *workload, const char *program)
{
    for (size_t i = 0; i < table->n_rows; i++)
        if (strcmp(table->rows[i].workload->name, workload) == 0 &&
            strcmp(table->rows[i].program, program) == 0)
            return &table->rows[i];
    return NULL;
}

static void bars_print(const Table *table)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        const Row *row = &table->rows[i];
        if (strcmp(row->program, "openletter") != 0)
            continue;
        const Row *plain = table_find(table, row->workload->name, "plain");
        printf(
            "# bar  %-12s  %.2f times the floor, at most %.1f: %s; %.2f times plain, "
            "under 1: %s\n",
            row->workload->name, row->times_floor, row->workload->bar,
            row->times_floor <= row->workload->bar ? "met" : "missed",
            row->ms / plain->ms, row->ms < plain->ms ? "met" : "missed");
    }
}

/* What finishing costs, beside what drawing costs: the floor does nothing else. */
static void press_print(const Table *table)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        const Row *row = &table->rows[i];
        if (strcmp(row->program, "openletter+press") != 0)
            continue;
        const Row *drawn = table_find(table, row->workload->name, "openletter");
        const Row *floor = table_find(table, row->workload->name, "floor");
        double ms = row->ms - drawn->ms;
        printf("# press  %-12s  %.1f ms, %.2f times drawing, at most 1: %s\n",
               row->workload->name, ms, ms / floor->ms,
               ms <= floor->ms ? "met" : "missed");
    }
}

/* What a batch gains by more cores, and by having nothing to do. */
static void batch_print(const Table *table)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        const Row *row = &table->rows[i];
        const Row *cores = table_find(table, row->workload->name, "openletter+cores");
        const Row *none =
            table_find(table, row->workload->name, "openletter+unchanged");
        const Row *floor = table_find(table, row->workload->name, "floor");
        if (strcmp(row->program, "openletter") != 0 || !cores || !none)
            continue;
        double most = row->workload->bar * floor->ms / 10;
        printf("# batch  %-12s  on %u cores %.2f times as fast as on one; with nothing "
               "changed %.0f ms, at most %.0f: %s\n",
               row->workload->name, g_get_num_processors(), row->ms / cores->ms,
               none->ms, most, none->ms <= most ? "met" : "missed");
    }
}

/* What a name costs among 500 and among 20,000, the letter's own cost taken off. */
static void growth_print(const Table *table, const char *program)
{
    const Row *none = table_find(table, "letter", program);
    const Row *few = table_find(table, "names-500", program);
    const Row *many = table_find(table, "names-20000", program);
    if (!none || !few || !many)
        return;
    printf(
        "# growth  %-17s  a name of 500 takes %.1f us and %.2f KiB, of 20000 %.1f us "
        "and %.2f KiB\n",
        program, (few->ms - none->ms) * 1e3 / 500, (few->mib - none->mib) * 1024 / 500,
        (many->ms - none->ms) * 1e3 / 20000, (many->mib - none->mib) * 1024 / 20000);
}

/* ---- a run --------------------------------------------------------------------------- */

static int runs_wanted(const Workload *workload)
{
    const char *runs = g_getenv("BENCH_RUNS");
    return runs ? CLAMP(atoi(runs), 1, MOST_RUNS) : workload->runs;
}

static bool workload_run(Bench *bench, const Workload *workload)
{
    g_autofree char *letter = path_in(bench->work, workload->name, "");
    g_autofree char *placed = path_in(bench->work, workload->name, ".placed");
    g_autofree char *placer = path_in(bench->bin, "bench/placed", "");
    const char *place[] = {placer, letter, placed, NULL};
    Sample unused;
    if (!workload_write(workload, letter) || !process_measure(place, false, &unused))
        return false;
    g_autoptr(GPtrArray) programs = programs_make(bench, workload, letter, placed);
    int runs = runs_wanted(workload);
    if (!programs_run(programs, workload->editions > 1, runs))
        return false;
    rows_add(bench, workload, programs, runs);
    waiting_print(workload, programs, runs);
    return true;
}

static char *machine_describe(void)
{
    g_autofree char *cpus = NULL;
    g_file_get_contents("/proc/cpuinfo", &cpus, NULL, NULL);
    const char *model = cpus ? strstr(cpus, "model name") : NULL;
    model = model ? strchr(model, ':') : NULL;
    g_autofree char *name = model ? g_strndup(model + 2, strcspn(model + 2, "\n"))
                                  : g_strdup("a processor");
    return g_strdup_printf("%s, %ld cores; cairo %s, Pango %s", name,
                           sysconf(_SC_NPROCESSORS_ONLN), cairo_version_string(),
                           pango_version_string());
}

/* A folder to work in: in memory where there is room, unless TMPDIR says where. */
static char *work_make(void)
{
    struct statvfs space;
    bool roomy = !g_getenv("TMPDIR") && statvfs(MEMORY, &space) == 0 &&
                 (guint64)space.f_bavail * space.f_frsize >= ROOM;
    const char *parent = roomy ? MEMORY : g_get_tmp_dir();
    char *folder = g_build_filename(parent, "openletter-bench-XXXXXX", NULL);
    if (g_mkdtemp(folder))
        return folder;
    fprintf(stderr, "bench: no folder can be made in '%s'\n", parent);
    exit(3);
}

static void tree_remove(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        tree_remove(inner);
    }
    if (folder)
        g_dir_close(folder);
    g_remove(path);
}

static bool openletter_presses(const char *bin)
{
    g_autofree char *command = g_strdup_printf("%s/openletter build --help", bin);
    FILE *help = popen(command, "r");
    char line[256];
    bool found = false;
    while (help && fgets(line, sizeof line, help))
        found = found || strstr(line, "--no-press");
    return help && pclose(help) == 0 && found;
}

static bool workloads_run(Bench *bench, char **names)
{
    printf("# %s, medians of whole runs\n# %s\n", bench->table.clock,
           bench->table.machine);
    printf("# workload    program            median-ms  times-the-floor  peak-MiB\n");
    bool whole = true;
    for (const Workload *workload = workloads; whole && workload->name; workload++)
        if (!*names || g_strv_contains((const char *const *)names, workload->name))
            whole = workload_run(bench, workload);
    return whole;
}

static bool bench_run(Bench *bench, char **names)
{
    for (char **name = names; *name; name++)
        if (!workload_find(*name)) {
            fprintf(stderr, "bench: there is no workload '%s'\n", *name);
            return false;
        }
    if (!workloads_run(bench, names))
        return false;
    bars_print(&bench->table);
    press_print(&bench->table);
    batch_print(&bench->table);
    growth_print(&bench->table, "openletter");
    growth_print(&bench->table, "openletter+press");
    growth_print(&bench->table, "openletter+verify");
    growth_print(&bench->table, "plain");
    growth_print(&bench->table, "floor");
    return *names || table_plot(&bench->table, PLOT);
}

static int make_run(char **names)
{
    const Workload *workload = *names ? workload_find(*names) : NULL;
    if (!workload || !names[1] || names[2]) {
        fprintf(stderr, "usage: bench --make WORKLOAD FOLDER\n");
        return 2;
    }
    return workload_make(workload, SOURCE, names[1]) ? 0 : 1;
}

/* Ctrl-C ends the program that is measured, and with it the run: the folder goes. */
static void interrupt_take(int signal)
{
    (void)signal;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--make") == 0)
        return make_run(argv + 2);
    signal(SIGINT, interrupt_take);
    g_autofree char *self = realpath("/proc/self/exe", NULL);
    g_autofree char *here = g_path_get_dirname(self);
    g_autofree char *bin = g_path_get_dirname(here);
    g_autofree char *work = work_make();
    g_autofree char *machine = machine_describe();
    bool cpu = g_strcmp0(g_getenv("BENCH_CLOCK"), "cpu") == 0;
    Bench bench = {.bin = bin,
                   .work = work,
                   .cpu = cpu,
                   .presses = openletter_presses(bin),
                   .table.machine = machine,
                   .table.clock = cpu ? "Time on the processor" : "Time"};
    bool whole = bench_run(&bench, argv + 1);
    tree_remove(work);
    return whole ? 0 : 1;
}
