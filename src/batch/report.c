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

static void inputs_build(JsonBuilder *json, const Outcome *outcome)
{
    json_add_text(json, "inputs", outcome->sum);
    json_builder_set_member_name(json, "differs");
    json_builder_begin_array(json);
    for (InputPart i = 0; i < N_INPUTS; i++)
        if (outcome->differs & (1u << i))
            json_builder_add_string_value(json, input_name(i));
    json_builder_end_array(json);
}

static void files_build(JsonBuilder *json, const Outcome *outcome)
{
    const OutputFile *first = outcome->n_files > 0 ? outcome->files : NULL;
    json_add_count(json, "bytes", outcome_bytes(outcome));
    json_add_text(json, "sha256", first ? first->sha256 : NULL);
    json_builder_set_member_name(json, "files");
    json_builder_begin_array(json);
    for (size_t i = 0; i < outcome->n_files; i++) {
        json_builder_begin_object(json);
        json_add_text(json, "path", outcome->files[i].path);
        json_add_count(json, "bytes", outcome->files[i].size_bytes);
        json_add_text(json, "sha256", outcome->files[i].sha256);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void changes_build(JsonBuilder *json, const Outcome *outcome)
{
    json_builder_set_member_name(json, "changes");
    json_builder_begin_array(json);
    for (size_t i = 0; i < outcome->n_changes; i++) {
        const NameChange *change = &outcome->changes[i];
        json_builder_begin_object(json);
        json_add_text(json, "kind", name_change_name(change->kind));
        json_add_text(json, "name", change->name);
        json_add_text(json, "country", change->country);
        json_add_text(json, "column", change->column);
        json_add_text(json, "was", change->was);
        json_add_text(json, "is", change->is);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void reasons_build(JsonBuilder *json, const Outcome *outcome)
{
    json_builder_set_member_name(json, "reasons");
    json_builder_begin_array(json);
    for (size_t i = 0; i < outcome->n_reasons; i++)
        json_builder_add_string_value(json, outcome->reasons[i]);
    json_builder_end_array(json);
}

/* What an edition is called in reports; to be freed. */
static char *outcome_id(const Outcome *outcome)
{
    return g_strdup_printf("%s/%s", outcome->letter, outcome->edition);
}

static void outcome_build(JsonBuilder *json, const Outcome *outcome)
{
    g_autofree char *id = outcome_id(outcome);
    json_builder_begin_object(json);
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
    json_builder_set_member_name(json, "seconds");
    json_builder_add_double_value(json, outcome->seconds);
    json_add_text(json, "fitted", outcome->fitted);
    files_build(json, outcome);
    reasons_build(json, outcome);
    changes_build(json, outcome);
    json_builder_end_object(json);
}

static void shards_list(JsonBuilder *json, const Report *report, const char *key,
                        bool present)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_array(json);
    for (unsigned i = 0; i < report->n_shards; i++)
        if (report->present[i] == present)
            json_builder_add_int_value(json, (gint64)i + 1);
    json_builder_end_array(json);
}

static void shards_build(JsonBuilder *json, const Report *report)
{
    json_builder_set_member_name(json, "shards");
    if (report->n_shards == 0) {
        json_builder_add_null_value(json);
        return;
    }
    json_builder_begin_object(json);
    json_add_count(json, "count", report->n_shards);
    shards_list(json, report, "present", true);
    shards_list(json, report, "missing", false);
    json_builder_end_object(json);
}

static void summary_build(JsonBuilder *json, const Report *report)
{
    static const EditionStatus shown[] = {EDITION_BUILT, EDITION_UNCHANGED,
                                          EDITION_FAILED, EDITION_STOPPED};
    json_builder_set_member_name(json, "summary");
    json_builder_begin_object(json);
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
        json_add_count(json, edition_status_name(shown[i]),
                       report_count(report, shown[i]));
    json_builder_end_object(json);
}

static JsonNode *report_build(const Report *report)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    json_add_text(json, "form", REPORT_FORM);
    json_add_count(json, "finished", (guint64)report->finished);
    shards_build(json, report);
    summary_build(json, report);
    json_builder_set_member_name(json, "editions");
    json_builder_begin_array(json);
    for (size_t i = 0; i < report->n_outcomes; i++)
        outcome_build(json, report->outcomes[i]);
    json_builder_end_array(json);
    json_builder_end_object(json);
    return json_builder_get_root(json);
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
    g_autoptr(JsonNode) root = report_build(report);
    g_autofree char *text = json_to_string(root, TRUE);
    g_autofree char *whole = g_strconcat(text, "\n", NULL);
    return text_write(diagnostics, path, whole, strlen(whole));
}

void report_print_json(const Report *report, FILE *out)
{
    g_autoptr(JsonNode) root = report_build(report);
    g_autofree char *text = json_to_string(root, TRUE);
    fprintf(out, "%s\n", text);
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
