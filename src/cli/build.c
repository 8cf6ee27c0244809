/* build and check: the chosen editions of each letter, as one batch a letter. */
#include "cli/command.h"

#include <string.h>

static const char *const format_names[] = {"pdf", "png", "svg", "txt", NULL};

/* The formats of a list such as "pdf,png"; 0: reported. */
static unsigned formats_parse(Diagnostics *diagnostics, const char *list)
{
    if (!list)
        return FORMAT_PDF;
    g_auto(GStrv) words = g_strsplit(list, ",", -1);
    unsigned formats = 0;
    for (char **word = words; *word; word++) {
        size_t i = 0;
        while (format_names[i] && strcmp(format_names[i], *word) != 0)
            i++;
        if (!format_names[i]) {
            report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--format", *word,
                   "pdf, png, svg or txt, joined by commas");
            return 0;
        }
        formats |= 1u << i;
    }
    return formats;
}

static bool task_parse(Diagnostics *diagnostics, const char *dump, BatchTask *task)
{
    static const char *const stages[] = {"story", "lines", "pages"};
    *task = BATCH_BUILD;
    if (!dump)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
        if (strcmp(dump, stages[i]) == 0) {
            *task = BATCH_DUMP_STORY + (BatchTask)i;
            return true;
        }
    report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--dump", dump,
           "story, lines or pages");
    return false;
}

/* Reports what in the letter's roster is likely wrong. */
static void job_lint(Diagnostics *diagnostics, Arena *arena, const Job *job)
{
    const Findings *findings =
        roster_lint(diagnostics, arena, job->letter, job->roster);
    if (findings)
        findings_report(diagnostics, findings);
}

/* Reads the letter's approvals where they are asked for, or checked with all else. False:
 * reported, and nothing can be built by them. */
static bool job_approve(Diagnostics *diagnostics, Arena *arena,
                        const Arguments *arguments, Batch *batch)
{
    if (!arguments->approved && batch->task != BATCH_CHECK)
        return true;
    const Approvals *approvals = approvals_read(diagnostics, arena, batch->letter);
    if (arguments->approved)
        batch->approvals = approvals;
    return approvals || batch->task == BATCH_CHECK;
}

void jobs_run(Diagnostics *diagnostics, const Arguments *arguments, const Batch *model,
              Arena *results, const Watcher *watcher)
{
    g_autoptr(Arena) arena = arena_new();
    Jobs jobs = {0};
    if (!jobs_read(diagnostics, arena, arguments, &jobs))
        return;
    for (size_t i = 0; i < jobs.n_jobs; i++) {
        const Job *job = &jobs.jobs[i];
        if (!job->letter || !job->roster)
            continue;
        if (model->task == BATCH_CHECK)
            job_lint(diagnostics, arena, job);
        Batch batch = *model;
        batch.letter = job->letter;
        batch.roster = job->roster;
        batch.editions = job->editions;
        batch.n_editions = job->n_editions;
        batch.all = job->all;
        batch.folders = &job->folders;
        if (job_approve(diagnostics, arena, arguments, &batch))
            batch_run(diagnostics, &batch, results, watcher);
    }
}

bool build_options(Diagnostics *diagnostics, Arena *arena, const Arguments *arguments,
                   Batch *model)
{
    model->formats = formats_parse(diagnostics, arguments->formats);
    model->press = !arguments->no_press;
    model->verify = !arguments->no_verify;
    model->rebuild = arguments->rebuild;
    model->only_failed = arguments->only_failed;
    model->sums = arguments->report || arguments->index;
    model->program = program_sum(arena);
    bool good = limits_parse(diagnostics, arguments, &model->limits);
    return shard_parse(diagnostics, arguments, &model->shard) && good && model->formats;
}

/* What the run came to; it is lent from the screen. */
static Report report_make(const Screen *screen, const Batch *model, Arena *arena)
{
    Report made = {.outcomes = (const Outcome **)screen->outcomes->pdata,
                   .n_outcomes = screen->outcomes->len,
                   .n_shards = model->shard.count,
                   .finished = g_get_real_time() / G_USEC_PER_SEC};
    made.present = arena_array(arena, bool, made.n_shards);
    if (made.n_shards > 0)
        made.present[model->shard.index - 1] = true;
    return made;
}

void build_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    Screen screen;
    Batch model = {.layout = arguments->layout,
                   .draft = arguments->draft,
                   .output = arguments->output,
                   .out = stdout};
    if (!task_parse(diagnostics, arguments->dump, &model.task) ||
        !build_options(diagnostics, arena, arguments, &model))
        return;
    interrupt_catch();
    screen_begin(&screen, arguments->quiet);
    Watcher watcher = screen_watcher(&screen);
    jobs_run(diagnostics, arguments, &model, arena, &watcher);
    Report made = report_make(&screen, &model, arena);
    if (screen.out && model.task == BATCH_BUILD && made.n_outcomes > 1)
        summary_print(&made, screen.out);
    if (model.task == BATCH_BUILD)
        report_let_out(diagnostics, arguments, &made);
    screen_end(&screen);
}

/* "2 warnings"; to be freed. */
static char *count_words(size_t count, const char *noun)
{
    g_autofree char *number = count ? g_strdup_printf("%zu", count) : g_strdup("no");
    return g_strdup_printf("%s %s%s", number, noun, plural(count, "", "s"));
}

static void findings_print(const Diagnostics *diagnostics)
{
    size_t n_errors = diagnostics_errors(diagnostics);
    size_t n_warnings = diagnostics_warnings(diagnostics);
    size_t n_notes = diagnostics_notes(diagnostics);
    if (n_errors + n_warnings + n_notes == 0) {
        puts("nothing to report");
        return;
    }
    g_autofree char *errors = count_words(n_errors, "error");
    g_autofree char *warnings = count_words(n_warnings, "warning");
    g_autofree char *notes = count_words(n_notes, "note");
    printf("%s, %s, %s\n", errors, warnings, notes);
}

/* Where reports are objects for a program, a line for people would be in its way. */
void check_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) languages = g_array_new(FALSE, FALSE, sizeof(LanguageRow));
    Batch model = {.task = BATCH_CHECK,
                   .press = true,
                   .layout = arguments->layout,
                   .languages = languages};
    if (!limits_parse(diagnostics, arguments, &model.limits))
        return;
    bool objects = g_strcmp0(arguments->diagnostics, "json") == 0;
    diagnostics_hold(diagnostics);
    jobs_run(diagnostics, arguments, &model, arena, NULL);
    if (arguments->json) {
        g_autofree char *rows = languages_json(languages);
        g_autofree char *members = g_strdup_printf("\"languages\":%s,\n", rows);
        diagnostics_release_json(diagnostics, members, stdout);
        return;
    }
    diagnostics_release(diagnostics);
    if (objects)
        return;
    languages_print(languages, stdout);
    findings_print(diagnostics);
}
