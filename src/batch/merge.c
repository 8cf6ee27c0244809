/* Reports read back, and those of many shards made one. */
#include "batch/report.h"

#include <string.h>

#include "base/json.h"

typedef struct ReportReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *path;
    bool good;
} ReportReader;

static void reader_refuse(ReportReader *reader, const char *why)
{
    if (reader->good)
        report(reader->diagnostics, REPORT_UNREADABLE, place_file(reader->path),
               reader->path, why);
    reader->good = false;
}

/* ---- members ------------------------------------------------------------------------- */

/* The member that `is_good` takes; NULL: refused. */
static json_t *member_take(ReportReader *reader, const json_t *object, const char *key,
                           bool is_good(const json_t *))
{
    json_t *member = json_object_get(object, key);
    if (member && is_good(member))
        return member;
    g_autofree char *why = g_strdup_printf("it has no good '%s'", key);
    reader_refuse(reader, why);
    return NULL;
}

static bool is_text(const json_t *json)
{
    return json_is_string(json) || json_is_null(json);
}

static bool is_number(const json_t *json)
{
    return json_is_number(json);
}

static bool is_array(const json_t *json)
{
    return json_is_array(json);
}

static bool is_object(const json_t *json)
{
    return json_is_object(json);
}

/* The text of a member, in the arena; NULL where it is null. */
static const char *member_text(ReportReader *reader, const json_t *object,
                               const char *key)
{
    const json_t *member = member_take(reader, object, key, is_text);
    return arena_string(reader->arena, json_string_value(member));
}

static guint64 member_count(ReportReader *reader, const json_t *object, const char *key)
{
    json_int_t value = json_integer_value(member_take(reader, object, key, is_number));
    return value > 0 ? (guint64)value : 0;
}

static const json_t *member_array(ReportReader *reader, const json_t *object,
                                  const char *key)
{
    return member_take(reader, object, key, is_array);
}

/* An object of an array; NULL: refused. */
static const json_t *item_object(ReportReader *reader, const json_t *array,
                                 size_t index)
{
    const json_t *item = json_array_get(array, index);
    if (json_is_object(item))
        return item;
    reader_refuse(reader, "a list in it holds something else than objects");
    return NULL;
}

/* ---- outcomes ------------------------------------------------------------------------ */

static EditionStatus status_read(ReportReader *reader, const json_t *object)
{
    const char *text = member_text(reader, object, "status");
    for (EditionStatus i = 0; text && i < N_STATUSES; i++)
        if (strcmp(text, edition_status_name(i)) == 0)
            return i;
    reader_refuse(reader, "it has no good 'status'");
    return EDITION_FAILED;
}

static void files_read(ReportReader *reader, const json_t *object, Outcome *outcome)
{
    const json_t *array = member_array(reader, object, "files");
    OutputFile *files = arena_array(reader->arena, OutputFile, json_array_size(array));
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *item = item_object(reader, array, i);
        files[i] = (OutputFile){.path = member_text(reader, item, "path"),
                                .size_bytes = member_count(reader, item, "bytes"),
                                .sha256 = member_text(reader, item, "sha256")};
    }
    outcome->files = files;
    outcome->n_files = json_array_size(array);
}

static NameChangeKind kind_read(ReportReader *reader, const json_t *object)
{
    const char *text = member_text(reader, object, "kind");
    for (NameChangeKind i = 0; text && i < N_NAME_CHANGES; i++)
        if (strcmp(text, name_change_name(i)) == 0)
            return i;
    reader_refuse(reader, "it has no good 'kind'");
    return NAME_CHANGED;
}

static void changes_read(ReportReader *reader, const json_t *object, Outcome *outcome)
{
    const json_t *array = member_array(reader, object, "changes");
    NameChange *changes =
        arena_array(reader->arena, NameChange, json_array_size(array));
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *item = item_object(reader, array, i);
        changes[i] = (NameChange){.kind = kind_read(reader, item),
                                  .name = member_text(reader, item, "name"),
                                  .country = member_text(reader, item, "country"),
                                  .column = member_text(reader, item, "column"),
                                  .was = member_text(reader, item, "was"),
                                  .is = member_text(reader, item, "is")};
    }
    outcome->changes = changes;
    outcome->n_changes = json_array_size(array);
}

static void reasons_read(ReportReader *reader, const json_t *object, Outcome *outcome)
{
    const json_t *array = member_array(reader, object, "reasons");
    const char **reasons =
        arena_array(reader->arena, const char *, json_array_size(array));
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *text = json_string_value(json_array_get(array, i));
        if (text)
            reasons[outcome->n_reasons++] = arena_string(reader->arena, text);
    }
    outcome->reasons = reasons;
}

static void differs_read(ReportReader *reader, const json_t *object, Outcome *outcome)
{
    const json_t *array = member_array(reader, object, "differs");
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *text = json_string_value(json_array_get(array, i));
        for (InputPart k = 0; text && k < N_INPUTS; k++)
            if (strcmp(text, input_name(k)) == 0)
                outcome->differs |= 1u << k;
    }
}

static const Outcome *outcome_read(ReportReader *reader, const json_t *object)
{
    Outcome *outcome = arena_one(reader->arena, Outcome);
    outcome->letter = member_text(reader, object, "letter");
    outcome->edition = member_text(reader, object, "edition");
    outcome->file = member_text(reader, object, "file");
    outcome->language = member_text(reader, object, "language");
    outcome->second = member_text(reader, object, "second");
    outcome->country = member_text(reader, object, "country");
    outcome->layout = member_text(reader, object, "layout");
    outcome->status = status_read(reader, object);
    outcome->sum = member_text(reader, object, "inputs");
    differs_read(reader, object, outcome);
    outcome->n_pages = member_count(reader, object, "pages");
    outcome->n_names = member_count(reader, object, "names");
    outcome->n_warnings = member_count(reader, object, "warnings");
    outcome->seconds =
        json_number_value(member_take(reader, object, "seconds", is_number));
    outcome->fitted = member_text(reader, object, "fitted");
    files_read(reader, object, outcome);
    reasons_read(reader, object, outcome);
    changes_read(reader, object, outcome);
    if (!outcome->letter || !outcome->edition)
        reader_refuse(reader, "an edition in it has no name");
    return outcome;
}

/* ---- reports ------------------------------------------------------------------------- */

enum { MOST_SHARDS = 100000 };

static void shards_read(ReportReader *reader, const json_t *root, Report *read)
{
    if (json_is_null(json_object_get(root, "shards")))
        return;
    const json_t *shards = member_take(reader, root, "shards", is_object);
    guint64 count = member_count(reader, shards, "count");
    const json_t *present = member_array(reader, shards, "present");
    if (count == 0 || count > MOST_SHARDS) {
        reader_refuse(reader, "it has no good number of shards");
        return;
    }
    read->n_shards = (unsigned)count;
    read->present = arena_array(reader->arena, bool, count);
    for (size_t i = 0; i < json_array_size(present); i++) {
        json_int_t index = json_integer_value(json_array_get(present, i));
        if (index >= 1 && (guint64)index <= count)
            read->present[index - 1] = true;
    }
}

static void root_read(ReportReader *reader, const json_t *root, Report *read)
{
    if (!json_is_object(root)) {
        reader_refuse(reader, "it holds no object");
        return;
    }
    if (g_strcmp0(member_text(reader, root, "form"), REPORT_FORM) != 0)
        reader_refuse(reader, "it is of another form than '" REPORT_FORM "'");
    const json_t *editions = member_array(reader, root, "editions");
    read->finished = (gint64)member_count(reader, root, "finished");
    shards_read(reader, root, read);
    read->n_outcomes = json_array_size(editions);
    read->outcomes = arena_array(reader->arena, const Outcome *, read->n_outcomes);
    for (size_t i = 0; i < read->n_outcomes && reader->good; i++) {
        const json_t *item = item_object(reader, editions, i);
        if (item)
            read->outcomes[i] = outcome_read(reader, item);
    }
}

Report *report_read(Diagnostics *diagnostics, Arena *arena, const char *path)
{
    ReportReader reader = {diagnostics, arena, path, true};
    json_error_t error;
    Report *read = arena_one(arena, Report);
    json_t *root = json_load_file(path, 0, &error);
    if (root)
        root_read(&reader, root, read);
    else
        report(diagnostics, REPORT_UNREADABLE,
               place_at(path, (unsigned)MAX(error.line, 0),
                        (unsigned)MAX(error.column, 0)),
               path, error.text);
    json_decref(root);
    return root && reader.good ? read : NULL;
}

/* ---- merging ------------------------------------------------------------------------- */

static int outcome_compare(const void *a, const void *b)
{
    const Outcome *one = *(const Outcome *const *)a,
                  *other = *(const Outcome *const *)b;
    int order = strcmp(one->letter, other->letter);
    return order ? order : strcmp(one->edition, other->edition);
}

/* Whether all are of one division; false: reported. */
static bool shards_agree(Diagnostics *diagnostics, const Report *const *reports,
                         size_t n_reports)
{
    for (size_t i = 1; i < n_reports; i++) {
        if (reports[i]->n_shards == reports[0]->n_shards)
            continue;
        g_autofree char *one = g_strdup_printf("%u", reports[0]->n_shards);
        g_autofree char *other = g_strdup_printf("%u", reports[i]->n_shards);
        report(diagnostics, REPORT_SHARDS, PLACE_NONE, one, other);
        return false;
    }
    return true;
}

/* Puts the outcomes of a report into the table, by what their edition is called, in
 * place of older ones. */
static void outcomes_enter(GHashTable *known, GHashTable *times, const Report *read)
{
    for (size_t i = 0; i < read->n_outcomes; i++) {
        const Outcome *outcome = read->outcomes[i];
        g_autofree char *id =
            g_strdup_printf("%s/%s", outcome->letter, outcome->edition);
        const gint64 *time = g_hash_table_lookup(times, id);
        if (time && *time > read->finished)
            continue;
        g_hash_table_insert(known, g_strdup(id), (gpointer)outcome);
        g_hash_table_insert(times, g_strdup(id), (gpointer)&read->finished);
    }
}

Report *report_merge(Diagnostics *diagnostics, Arena *arena,
                     const Report *const *reports, size_t n_reports)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) times =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!shards_agree(diagnostics, reports, n_reports))
        return NULL;
    Report *merged = arena_one(arena, Report);
    merged->n_shards = reports[0]->n_shards;
    merged->present = arena_array(arena, bool, merged->n_shards);
    for (size_t i = 0; i < n_reports; i++) {
        outcomes_enter(known, times, reports[i]);
        merged->finished = MAX(merged->finished, reports[i]->finished);
        for (unsigned k = 0; k < merged->n_shards; k++)
            merged->present[k] = merged->present[k] || reports[i]->present[k];
    }
    merged->outcomes = arena_array(arena, const Outcome *, g_hash_table_size(known));
    GHashTableIter each;
    gpointer outcome;
    g_hash_table_iter_init(&each, known);
    while (g_hash_table_iter_next(&each, NULL, &outcome))
        merged->outcomes[merged->n_outcomes++] = outcome;
    if (merged->n_outcomes > 0)
        qsort(merged->outcomes, merged->n_outcomes, sizeof *merged->outcomes,
              outcome_compare);
    return merged;
}
