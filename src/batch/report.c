/*
 * Reports. One form serves a run, a shard and all shards together: which shards are in
 * it is said in each, so that merging is adding up. Editions stand in the order in which
 * the run had them, those of several shards by letter and edition.
 */
#include "batch/report.h"

#include <string.h>

#include "base/json.h"

size_t report_count(const Report *report, EditionStatus status)
{
    size_t n = 0;
    for (size_t i = 0; i < report->n_outcomes; i++)
        n += report->outcomes[i]->status == status;
    return n;
}

static guint64 outcome_bytes(const Outcome *outcome)
{
    guint64 bytes = 0;
    for (size_t i = 0; i < outcome->n_files; i++)
        bytes += outcome->files[i].size_bytes;
    return bytes;
}

/* ---- writing ------------------------------------------------------------------------- */

static void inputs_build(json_t *json, const Outcome *outcome)
{
    json_add_text(json, "inputs", outcome->sum);
    json_t *differs = json_add_array(json, "differs");
    for (InputPart i = 0; i < N_INPUTS; i++)
        if (outcome->differs & (1u << i))
            json_array_append_new(differs, json_value_text(input_name(i)));
}

static void files_build(json_t *json, const Outcome *outcome)
{
    const OutputFile *first = outcome->n_files > 0 ? outcome->files : NULL;
    json_add_count(json, "bytes", outcome_bytes(outcome));
    json_add_text(json, "sha256", first ? first->sha256 : NULL);
    json_t *files = json_add_array(json, "files");
    for (size_t i = 0; i < outcome->n_files; i++) {
        json_t *file = json_append_object(files);
        json_add_text(file, "path", outcome->files[i].path);
        json_add_count(file, "bytes", outcome->files[i].size_bytes);
        json_add_text(file, "sha256", outcome->files[i].sha256);
    }
}

static void reasons_build(json_t *json, const Outcome *outcome)
{
    json_t *reasons = json_add_array(json, "reasons");
    for (size_t i = 0; i < outcome->n_reasons; i++)
        json_array_append_new(reasons, json_value_text(outcome->reasons[i]));
}

static void changes_build(json_t *json, const Outcome *outcome)
{
    json_t *changes = json_add_array(json, "changes");
    for (size_t i = 0; i < outcome->n_changes; i++) {
        const NameChange *change = &outcome->changes[i];
        json_t *item = json_append_object(changes);
        json_add_text(item, "kind", name_change_name(change->kind));
        json_add_text(item, "name", change->name);
        json_add_text(item, "country", change->country);
        json_add_text(item, "column", change->column);
        json_add_text(item, "was", change->was);
        json_add_text(item, "is", change->is);
    }
}

/* What an edition is called in reports; to be freed. */
static char *outcome_id(const Outcome *outcome)
{
    return g_strdup_printf("%s/%s", outcome->letter, outcome->edition);
}

static void outcome_build(json_t *editions, const Outcome *outcome)
{
    g_autofree char *id = outcome_id(outcome);
    json_t *json = json_append_object(editions);
    json_add_text(json, "id", id);
    json_add_text(json, "letter", outcome->letter);
    json_add_text(json, "edition", outcome->edition);
    json_add_text(json, "file", outcome->file);
    json_add_text(json, "language", outcome->language);
    json_add_text(json, "second", outcome->second);
    json_add_text(json, "country", outcome->country);
    json_add_text(json, "layout", outcome->layout);
    json_add_text(json, "status", edition_status_name(outcome->status));
    inputs_build(json, outcome);
    json_add_count(json, "pages", outcome->n_pages);
    json_add_count(json, "names", outcome->n_names);
    json_add_count(json, "warnings", outcome->n_warnings);
    json_object_set_new(json, "seconds", json_real(outcome->seconds));
    json_add_text(json, "fitted", outcome->fitted);
    files_build(json, outcome);
    reasons_build(json, outcome);
    changes_build(json, outcome);
}

static void shards_list(json_t *shards, const Report *report, const char *key,
                        bool present)
{
    json_t *list = json_add_array(shards, key);
    for (unsigned i = 0; i < report->n_shards; i++)
        if (report->present[i] == present)
            json_array_append_new(list, json_integer((json_int_t)i + 1));
}

static void shards_build(json_t *json, const Report *report)
{
    if (report->n_shards == 0) {
        json_add_text(json, "shards", NULL);
        return;
    }
    json_t *shards = json_add_object(json, "shards");
    json_add_count(shards, "count", report->n_shards);
    shards_list(shards, report, "present", true);
    shards_list(shards, report, "missing", false);
}

static void summary_build(json_t *json, const Report *report)
{
    static const EditionStatus shown[] = {EDITION_BUILT, EDITION_UNCHANGED,
                                          EDITION_FAILED, EDITION_STOPPED};
    json_t *summary = json_add_object(json, "summary");
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
        json_add_count(summary, edition_status_name(shown[i]),
                       report_count(report, shown[i]));
}

/* The text of a report, with a line's end; to be freed. */
static char *report_text(const Report *report)
{
    json_t *json = json_object();
    json_add_text(json, "form", REPORT_FORM);
    json_add_count(json, "finished", (guint64)report->finished);
    shards_build(json, report);
    summary_build(json, report);
    json_t *editions = json_add_array(json, "editions");
    for (size_t i = 0; i < report->n_outcomes; i++)
        outcome_build(editions, report->outcomes[i]);
    g_autofree char *text = json_take_text(json, true);
    return g_strconcat(text, "\n", NULL);
}

static bool text_write(Diagnostics *diagnostics, const char *path, const char *text,
                       size_t length)
{
    g_autofree char *folder = g_path_get_dirname(path);
    FileWriter *writer = file_open(diagnostics, path, folder);
    if (!writer)
        return false;
    file_write(writer, text, length);
    return file_commit(writer);
}

bool report_write(Diagnostics *diagnostics, const char *path, const Report *report)
{
    g_autofree char *text = report_text(report);
    return text_write(diagnostics, path, text, strlen(text));
}

void report_print_json(const Report *report, FILE *out)
{
    g_autofree char *text = report_text(report);
    fputs(text, out);
}

/* ---- the index ----------------------------------------------------------------------- */

static void index_add(GString *out, const Outcome *outcome, const OutputFile *file)
{
    g_autofree char *pages = g_strdup_printf("%zu", outcome->n_pages);
    g_autofree char *names = g_strdup_printf("%zu", outcome->n_names);
    g_autofree char *bytes = g_strdup_printf("%" G_GUINT64_FORMAT, file->size_bytes);
    const char *cells[] = {outcome->letter,
                           outcome->edition,
                           outcome->language,
                           outcome->second,
                           outcome->country,
                           outcome->layout,
                           file->path,
                           pages,
                           names,
                           bytes,
                           file->sha256,
                           edition_status_name(outcome->status)};
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_string_append(out, i > 0 ? "," : "");
        csv_add(out, cells[i] ? cells[i] : "", ',');
    }
    g_string_append_c(out, '\n');
}

bool report_write_index(Diagnostics *diagnostics, const char *path,
                        const Report *report)
{
    g_autoptr(GString) out =
        g_string_new("letter,edition,language,second,country,layout,file,pages,names,"
                     "bytes,sha256,status\n");
    for (size_t i = 0; i < report->n_outcomes; i++)
        for (size_t k = 0; k < report->outcomes[i]->n_files; k++)
            index_add(out, report->outcomes[i], &report->outcomes[i]->files[k]);
    return text_write(diagnostics, path, out->str, out->len);
}
