/*
 * The files of one edition. All are drawn into the staging folder first; only when every
 * one is written and the PDF shows every name do they take their places, one rename
 * after the other. Pages that an older, longer version left behind go last.
 */
#include "batch/output.h"

#include <string.h>
#include <sys/stat.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "batch/job.h"
#include "draw/draw.h"
#include "preflight/preflight.h"
#include "press/press.h"

#define PNG_DPI 150.0

typedef struct Output {
    Diagnostics *diagnostics;
    const Versions *versions;
    const char *base;    /* path of the edition's files, without their endings */
    const char *staging; /* folder */
    GPtrArray *writers;  /* FileWriter, finished */
    GPtrArray *paths;    /* of each writer of the edition, owned */
    Profiles *profiles;  /* NULL: the PDF is left as cairo writes it */
    Arena *results;      /* of the outcome */
    GArray *printed;     /* JobFile, of the PDFs for print */
} Output;

/* Opens a file of the edition, which takes the path. */
static FileWriter *output_open(Output *output, char *path)
{
    FileWriter *writer = file_open(output->diagnostics, path, output->staging);
    if (!writer) {
        g_free(path);
        return NULL;
    }
    g_ptr_array_add(output->writers, writer);
    g_ptr_array_add(output->paths, path);
    return writer;
}

static char *page_path(const Output *output, size_t number, const char *ending)
{
    return g_strdup_printf("%s-%02zu.%s", output->base, number, ending);
}

const char *sheets_suffix(const Layout *layout)
{
    return layout->press.imposition == IMPOSE_BOOKLET ? "-booklet" : "-2-up";
}

static bool pdf_draw(Output *output, const Pages *pages, FileWriter *file)
{
    if (!output->profiles)
        return pages_draw_pdf(output->diagnostics, pages, file);
    bool screen = pages->layout->press.colour == PRESS_RGB;
    JobFile made = {.writer = output->writers->len - 1, .pages = pages};
    bool good = pages_finish(output->profiles, output->diagnostics, pages, screen, file,
                             &made.pressed);
    if (good && !screen)
        g_array_append_val(output->printed, made);
    return good;
}

/* Whether a finished PDF keeps to the standards that it claims; false: reported. What a
 * press would mind is told by `verify`, and counted on the job sheet. */
static bool pdf_preflight(const Output *output, const Pages *pages, const char *path,
                          const char *shown)
{
    Preflighted verdict = {0};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) found = diagnostics_new(DIAGNOSTICS_PLAIN, stderr);
    bool screen = pages->layout->press.colour == PRESS_RGB;
    const Preflight ask = {.standards =
                               screen ? STANDARD_A2A | STANDARD_UA1 : STANDARDS_ALL,
                           .ink_limit = pages->layout->press.ink_limit};
    diagnostics_hold(found);
    bool good = preflight_run(found, arena, path, shown, &ask, &verdict);
    g_autoptr(GVariant) reports = g_variant_ref_sink(diagnostics_pack(found));
    if (!good)
        diagnostics_unpack(output->diagnostics, reports);
    if (!screen && output->printed->len > 0)
        g_array_index(output->printed, JobFile, output->printed->len - 1).n_warnings =
            verdict.warnings;
    return good;
}

static bool pdf_make(Output *output, const Pages *pages, const char *suffix,
                     bool verify)
{
    FileWriter *file =
        output_open(output, g_strconcat(output->base, suffix, ".pdf", NULL));
    if (!file || !pdf_draw(output, pages, file))
        return false;
    if (!file_finish(file) || !verify)
        return true;
    const char *shown = g_ptr_array_index(output->paths, output->paths->len - 1);
    const char *path = file_staged_path(file);
    return pdf_read_back(output->diagnostics, pages, path, shown) &&
           (!output->profiles || pdf_preflight(output, pages, path, shown));
}

static bool pdfs_make(Output *output, bool verify)
{
    const Versions *versions = output->versions;
    return pdf_make(output, versions->pages, "", verify) &&
           (!versions->screen ||
            pdf_make(output, versions->screen, SCREEN_SUFFIX, verify)) &&
           (!versions->sheets ||
            pdf_make(output, versions->sheets, sheets_suffix(versions->sheets->layout),
                     verify));
}

/* Adds name, size and sum of a file that is written. */
static void printed_sum(const Output *output, JobFile *file)
{
    const FileWriter *writer = g_ptr_array_index(output->writers, file->writer);
    const char *path = g_ptr_array_index(output->paths, file->writer);
    g_autoptr(GMappedFile) mapped =
        g_mapped_file_new(file_staged_path(writer), FALSE, NULL);
    g_autofree char *name = g_path_get_basename(path);
    file->name = arena_string(output->results, name);
    file->size_bytes = mapped ? g_mapped_file_get_length(mapped) : 0;
    Digits sum =
        sum_of(mapped ? g_mapped_file_get_contents(mapped) : "", file->size_bytes);
    file->sha256 = arena_string(output->results, sum.text);
}

/* A write that fails is told when the file is finished. */
static bool job_write(Output *output, const char *ending, const char *text)
{
    FileWriter *file =
        output_open(output, g_strconcat(output->base, JOB_SUFFIX, ending, NULL));
    if (file)
        file_write(file, text, strlen(text));
    return file != NULL;
}

/* The job sheets of the PDFs for print. */
static bool jobs_make(Output *output, const Batch *batch, const Edition *edition)
{
    const Story *story = output->versions->story;
    g_autoptr(Arena) arena = arena_new();
    JobFile *files = (JobFile *)(void *)output->printed->data;
    JobSheet sheet = {.letter = batch->letter->name,
                      .edition = edition->name,
                      .specimen = story->specimen && story->n_names > 0,
                      .draft = story->draft,
                      .unreviewed = story->unreviewed,
                      .checked = batch->verify,
                      .files = files,
                      .n_files = output->printed->len};
    for (size_t i = 0; i < sheet.n_files; i++)
        printed_sum(output, &files[i]);
    g_autofree char *text = job_text(arena, &sheet), *json = job_json(arena, &sheet);
    return job_write(output, ".txt", text) && job_write(output, ".json", json);
}

static bool text_make(Output *output)
{
    FileWriter *file = output_open(output, g_strconcat(output->base, ".txt", NULL));
    return file && pages_write_text(output->diagnostics, output->versions->pages, file);
}

static bool images_make(Output *output, BatchFormat format)
{
    for (size_t i = 0; i < output->versions->pages->n_pages; i++) {
        bool png = format == FORMAT_PNG;
        FileWriter *file =
            output_open(output, page_path(output, i + 1, png ? "png" : "svg"));
        if (!file)
            return false;
        bool drawn =
            png ? pages_draw_png(output->diagnostics, output->versions->pages, i,
                                 PNG_DPI, file)
                : pages_draw_svg(output->diagnostics, output->versions->pages, i, file);
        file_finish(file);
        if (!drawn || interrupt_signal())
            return false;
    }
    return true;
}

static bool formats_make(Output *output, const Batch *batch, const Edition *edition)
{
    unsigned formats = batch->formats;
    return (!(formats & FORMAT_PDF) || pdfs_make(output, batch->verify)) &&
           (!output->versions->job || jobs_make(output, batch, edition)) &&
           (!(formats & FORMAT_PNG) || images_make(output, FORMAT_PNG)) &&
           (!(formats & FORMAT_SVG) || images_make(output, FORMAT_SVG)) &&
           (!(formats & FORMAT_TXT) || text_make(output));
}

/* The first file that cannot be written whole; the number of files: there is none. */
static guint writers_finish(const Output *output)
{
    guint i = 0;
    while (i < output->writers->len &&
           file_finish(g_ptr_array_index(output->writers, i)))
        i++;
    return i;
}

/* Lets the files out once all are on the disk, or throws all of them away. A signal is
 * heeded before the first is let out, not between them. */
static bool writers_close(Output *output, bool good)
{
    guint n = output->writers->len, bad = good ? writers_finish(output) : n;
    good = good && !interrupt_signal();
    for (guint i = 0; i < n; i++) {
        FileWriter *writer = g_ptr_array_index(output->writers, i);
        if (good && (bad == n || bad == i)) /* one that is bad reports itself */
            good = file_commit(writer);
        else
            file_discard(writer);
    }
    return good && bad == n;
}

static gint64 time_ns(const struct stat *status)
{
    return (gint64)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
}

/* Removes the pages after the last one that an older version had. */
static void stale_remove(const Output *output, const char *ending)
{
    for (size_t number = output->versions->pages->n_pages + 1;; number++) {
        g_autofree char *path = page_path(output, number, ending);
        if (g_unlink(path) != 0)
            return;
    }
}

void output_sweep(const Batch *batch)
{
    g_autofree char *staging = g_build_filename(batch->output, STAGING, NULL);
    staging_sweep(staging);
}

/* Notes what the staged files are, before they take their places. */
static void files_note(const Output *output, Arena *results, Outcome *outcome)
{
    OutputFile *files = arena_array(results, OutputFile, output->paths->len);
    for (guint i = 0; i < output->paths->len; i++) {
        struct stat status = {0};
        const FileWriter *writer = g_ptr_array_index(output->writers, i);
        files[i].path = arena_string(results, g_ptr_array_index(output->paths, i));
        if (stat(file_staged_path(writer), &status) == 0)
            files[i].modified_ns = time_ns(&status);
        files[i].size_bytes = (guint64)status.st_size;
    }
    for (guint i = 0; i < output->printed->len; i++) {
        const JobFile *file = &g_array_index(output->printed, JobFile, i);
        files[file->writer].sha256 = file->sha256;
    }
    outcome->files = files;
    outcome->n_files = output->paths->len;
}

static bool file_stands(const OutputFile *file)
{
    struct stat status;
    return stat(file->path, &status) == 0 && S_ISREG(status.st_mode) &&
           (guint64)status.st_size == file->size_bytes &&
           time_ns(&status) == file->modified_ns;
}

bool output_stands(const Outcome *outcome)
{
    for (size_t i = 0; i < outcome->n_files; i++)
        if (!file_stands(&outcome->files[i]))
            return false;
    return outcome->n_files > 0;
}

/* Whether `file`, which was let out before, stands and is none of the outcome's. */
static bool file_left(const OutputFile *file, const Outcome *outcome)
{
    for (size_t i = 0; i < outcome->n_files; i++)
        if (strcmp(file->path, outcome->files[i].path) == 0)
            return false;
    return file_stands(file);
}

static bool path_is_job(const char *path)
{
    return g_str_has_suffix(path, JOB_SUFFIX ".txt") ||
           g_str_has_suffix(path, JOB_SUFFIX ".json");
}

/* Whether a file is of no use beside the edition's PDF of another build: another version
 * of it, or its job sheet. */
static bool path_accompanies(const char *path, const Outcome *outcome)
{
    const char *pdf = outcome->n_files > 0 ? outcome->files[0].path : "";
    if (!g_str_has_suffix(pdf, ".pdf"))
        return false;
    size_t n = strlen(pdf) - strlen(".pdf");
    return strncmp(path, pdf, n) == 0 &&
           (g_str_has_suffix(path, ".pdf") || path_is_job(path));
}

void output_drop(Diagnostics *diagnostics, Place place, const Outcome *made,
                 const Outcome *outcome, bool all)
{
    for (size_t i = 0; i < made->n_files; i++) {
        const OutputFile *file = &made->files[i];
        bool drop = all || path_accompanies(file->path, outcome);
        if (!drop || !file_left(file, outcome) || g_unlink(file->path) != 0)
            continue;
        if (!path_is_job(file->path))
            report(diagnostics, OUTPUT_REMOVED, place, file->path);
    }
}

void output_join(Arena *results, const Outcome *made, Outcome *outcome)
{
    size_t n = outcome->n_files;
    OutputFile *files = arena_array(results, OutputFile, n + made->n_files);
    for (size_t i = 0; i < n; i++)
        files[i] = outcome->files[i];
    for (size_t i = 0; i < made->n_files; i++)
        if (file_left(&made->files[i], outcome))
            files[n++] = made->files[i];
    outcome->files = files;
    outcome->n_files = n;
}

void output_sum(Arena *results, Outcome *outcome)
{
    OutputFile *files =
        arena_copy(results, outcome->files, outcome->n_files * sizeof *outcome->files);
    for (size_t i = 0; i < outcome->n_files; i++) {
        g_autoptr(GMappedFile) mapped = g_mapped_file_new(files[i].path, FALSE, NULL);
        if (files[i].sha256 || !mapped)
            continue;
        Digits sum = sum_of(g_mapped_file_get_contents(mapped),
                            g_mapped_file_get_length(mapped));
        files[i].sha256 = arena_string(results, sum.text);
    }
    outcome->files = files;
}

bool output_make(Diagnostics *diagnostics, Arena *results, const Batch *batch,
                 const Edition *edition, const Versions *versions, Profiles *profiles,
                 FileWriter *also, Outcome *outcome)
{
    g_autofree char *base =
        g_build_filename(batch->output, batch->letter->name, edition->file, NULL);
    g_autofree char *staging = g_build_filename(batch->output, STAGING, NULL);
    g_autoptr(GPtrArray) writers = g_ptr_array_new();
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) printed = g_array_new(FALSE, FALSE, sizeof(JobFile));
    Output output = {.diagnostics = diagnostics,
                     .versions = versions,
                     .base = base,
                     .staging = staging,
                     .writers = writers,
                     .paths = paths,
                     .profiles = profiles,
                     .results = results,
                     .printed = printed};
    bool made = formats_make(&output, batch, edition);
    if (also)
        g_ptr_array_add(writers, also);
    if (made && writers_finish(&output) == writers->len)
        files_note(&output, results, outcome);
    if (!writers_close(&output, made))
        return false;
    if (batch->formats & FORMAT_PNG)
        stale_remove(&output, "png");
    if (batch->formats & FORMAT_SVG)
        stale_remove(&output, "svg");
    return true;
}
