/*
 * extract: the letter's texts as po/letter.pot, merged by gettext's own msgmerge into the
 * catalogues that there are; a language that an edition asks for and that has none gets
 * one to start with. A file changes only when its text does, and is replaced whole.
 */
#include "cli/command.h"

#include <string.h>

typedef struct Extraction {
    Diagnostics *diagnostics;
    Arena *arena;
    const Job *job;
    const char *folder;   /* po/ in the letter's folder */
    const char *template; /* path of letter.pot */
    bool quiet;
} Extraction;

/* Writes a file unless it has the text already; false: reported. */
static bool text_write(const Extraction *extraction, const char *path, const char *text)
{
    g_autofree char *old = NULL;
    bool same = g_file_get_contents(path, &old, NULL, NULL) && strcmp(old, text) == 0;
    if (!extraction->quiet)
        printf("%s: %s\n", path, same ? "as it was" : old ? "merged" : "new");
    if (same)
        return true;
    FileWriter *writer = file_open(extraction->diagnostics, path, extraction->folder);
    if (!writer)
        return false;
    file_write(writer, text, strlen(text));
    return file_commit(writer);
}

/* What msgmerge makes of a catalogue and the template, to be freed; NULL: reported. */
static char *merge_run(const Extraction *extraction, const char *path)
{
    const char *const words[] = {
        "msgmerge", "--quiet", "--previous",         "--no-wrap", "-o",
        "-",        path,      extraction->template, NULL};
    g_autoptr(GError) error = NULL;
    g_autofree char *out = NULL, *said = NULL;
    g_auto(GStrv) environment =
        g_environ_setenv(g_get_environ(), "LC_ALL", "C.UTF-8", TRUE);
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)words, environment, G_SPAWN_SEARCH_PATH, NULL,
                      NULL, &out, &said, &status, &error)) {
        report(extraction->diagnostics, MERGE_FAILED, PLACE_NONE, error->message);
        return NULL;
    }
    if (g_spawn_check_wait_status(status, NULL) && g_utf8_validate(out, -1, NULL))
        return g_steal_pointer(&out);
    said[strcspn(said, "\n")] = '\0';
    report(extraction->diagnostics, MERGE_REFUSED, place_file(path), said);
    return NULL;
}

static void catalog_merge(const Extraction *extraction, const char *tag)
{
    g_autofree char *name = g_strconcat(tag, ".po", NULL);
    g_autofree char *path = g_build_filename(extraction->folder, name, NULL);
    if (!catalog_read(extraction->diagnostics, extraction->arena,
                      extraction->job->letter, tag))
        return;
    g_autofree char *merged = merge_run(extraction, path);
    if (merged)
        text_write(extraction, path, merged);
}

/* Starts the catalogue of a language, unless the letter or another one serves it. */
static void catalog_start(const Extraction *extraction, const char *language)
{
    const Job *job = extraction->job;
    if (letter_serves(job->letter, language) ||
        catalog_tag(extraction->arena, job->letter, language))
        return;
    g_autofree char *name = g_strconcat(language, ".po", NULL);
    g_autofree char *path = g_build_filename(extraction->folder, name, NULL);
    text_write(extraction, path,
               letter_extract(extraction->arena, job->letter, job->roster, language));
}

/* Starts a catalogue for each language of an edition that has none. */
static void catalogs_start(const Extraction *extraction)
{
    const Job *job = extraction->job;
    for (size_t i = 0; job->all && i < job->all->n_editions; i++) {
        const Edition *edition = &job->all->editions[i];
        if (edition->broken)
            continue;
        catalog_start(extraction, edition->language);
        if (edition->second)
            catalog_start(extraction, edition->second);
    }
}

static void job_extract(Diagnostics *diagnostics, Arena *arena,
                        const Arguments *arguments, const Job *job)
{
    g_autofree char *folder = g_build_filename(job->folder, "po", NULL);
    g_autofree char *template = g_build_filename(folder, "letter.pot", NULL);
    const Extraction extraction = {diagnostics, arena,    job,
                                   folder,      template, arguments->quiet};
    const char *const *tags = catalog_tags(arena, job->letter);
    if (!text_write(&extraction, template,
                    letter_extract(arena, job->letter, job->roster, NULL)))
        return;
    for (; *tags; tags++)
        catalog_merge(&extraction, *tags);
    catalogs_start(&extraction);
}

/* Makes the sheet of all messages, on the layout of the letter's first edition. */
static void sheet_make(Diagnostics *diagnostics, const Arguments *arguments,
                       const Job *job)
{
    const Edition *first = &job->all->editions[0];
    const Edition edition = {.name = "messages",
                             .file = "messages",
                             .language = job->letter->language,
                             .layout = first->layout,
                             .selection = ROSTER_NONE,
                             .place = place_file(job->letter->path),
                             .layout_place = first->layout_place};
    const Edition *editions[] = {&edition};
    Batch batch = {.task = BATCH_SHEET,
                   .letter = job->letter,
                   .roster = job->roster,
                   .editions = editions,
                   .n_editions = 1,
                   .folders = &job->folders,
                   .layout = arguments->layout,
                   .formats = FORMAT_PDF,
                   .press = !arguments->no_press,
                   .verify = !arguments->no_verify,
                   .output = arguments->output};
    g_autoptr(Arena) results = arena_new();
    Screen screen;
    screen_begin(&screen, arguments->quiet);
    Watcher watcher = screen_watcher(&screen);
    batch_run(diagnostics, &batch, results, &watcher);
    screen_end(&screen);
}

void extract_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    Jobs jobs = {0};
    if (!jobs_read(diagnostics, arena, arguments, &jobs))
        return;
    for (size_t i = 0; i < jobs.n_jobs; i++) {
        const Job *job = &jobs.jobs[i];
        if (!job->letter || !job->roster)
            continue;
        if (!arguments->pdf)
            job_extract(diagnostics, arena, arguments, job);
        else if (job->all)
            sheet_make(diagnostics, arguments, job);
    }
}
