/* Reports read back, and those of many shards made one. */
#include "batch/report.h"

#include <string.h>

#include <json-glib/json-glib.h>

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

/* The member as a node of a type; NULL: refused. */
static JsonNode *member_find(ReportReader *reader, JsonObject *object, const char *key,
                             JsonNodeType type)
{
    JsonNode *node = object ? json_object_get_member(object, key) : NULL;
    if (node && json_node_get_node_type(node) == type)
        return node;
    g_autofree char *why = g_strdup_printf("it has no good '%s'", key);
    reader_refuse(reader, why);
    return NULL;
}

/* The text of a member, in the arena; NULL where it is null. */
static const char *member_text(ReportReader *reader, JsonObject *object,
                               const char *key)
{
    if (object && json_object_has_member(object, key) &&
        json_object_get_null_member(object, key))
        return NULL;
    JsonNode *node = member_find(reader, object, key, JSON_NODE_VALUE);
    const char *text = node ? json_node_get_string(node) : NULL;
    return arena_string(reader->arena, text);
}

static guint64 member_count(ReportReader *reader, JsonObject *object, const char *key)
{
    JsonNode *node = member_find(reader, object, key, JSON_NODE_VALUE);
    gint64 value = node ? json_node_get_int(node) : 0;
    return value > 0 ? (guint64)value : 0;
}

static JsonArray *member_array(ReportReader *reader, JsonObject *object,
                               const char *key)
{
    JsonNode *node = member_find(reader, object, key, JSON_NODE_ARRAY);
    return node ? json_node_get_array(node) : NULL;
}

static size_t array_length(JsonArray *array)
{
    return array ? json_array_get_length(array) : 0;
}

/* An object of an array; NULL: refused. */
static JsonObject *item_object(ReportReader *reader, JsonArray *array, size_t index)
{
    JsonNode *node = json_array_get_element(array, (guint)index);
    if (JSON_NODE_HOLDS_OBJECT(node))
        return json_node_get_object(node);
    reader_refuse(reader, "a list in it holds something else than objects");
    return NULL;
}

/* ---- outcomes ------------------------------------------------------------------------ */

static EditionStatus status_read(ReportReader *reader, JsonObject *object)
{
    const char *text = member_text(reader, object, "status");
    for (EditionStatus i = 0; text && i < N_STATUSES; i++)
        if (strcmp(text, edition_status_name(i)) == 0)
            return i;
    reader_refuse(reader, "it has no good 'status'");
    return EDITION_FAILED;
}

static void files_read(ReportReader *reader, JsonObject *object, Outcome *outcome)
{
    JsonArray *array = member_array(reader, object, "files");
    OutputFile *files = arena_array(reader->arena, OutputFile, array_length(array));
    for (size_t i = 0; i < array_length(array); i++) {
        JsonObject *item = item_object(reader, array, i);
        files[i] = (OutputFile){.path = member_text(reader, item, "path"),
                                .size_bytes = member_count(reader, item, "bytes"),
                                .sha256 = member_text(reader, item, "sha256")};
    }
    outcome->files = files;
    outcome->n_files = array_length(array);
}

static NameChangeKind kind_read(ReportReader *reader, JsonObject *object)
{
    const char *text = member_text(reader, object, "kind");
    for (NameChangeKind i = 0; text && i < N_NAME_CHANGES; i++)
        if (strcmp(text, name_change_name(i)) == 0)
            return i;
    reader_refuse(reader, "it has no good 'kind'");
    return NAME_CHANGED;
}

static void changes_read(ReportReader *reader, JsonObject *object, Outcome *outcome)
{
    JsonArray *array = member_array(reader, object, "changes");
    NameChange *changes = arena_array(reader->arena, NameChange, array_length(array));
    for (size_t i = 0; i < array_length(array); i++) {
        JsonObject *item = item_object(reader, array, i);
        changes[i] = (NameChange){.kind = kind_read(reader, item),
                                  .name = member_text(reader, item, "name"),
                                  .country = member_text(reader, item, "country"),
                                  .column = member_text(reader, item, "column"),
                                  .was = member_text(reader, item, "was"),
                                  .is = member_text(reader, item, "is")};
    }
    outcome->changes = changes;
    outcome->n_changes = array_length(array);
}

/* The text at a place of an array; NULL: there is something else. */
static const char *item_text(JsonArray *array, size_t index)
{
    JsonNode *node = json_array_get_element(array, (guint)index);
    return JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}

static void reasons_read(ReportReader *reader, JsonObject *object, Outcome *outcome)
{
    JsonArray *array = member_array(reader, object, "reasons");
    const char **reasons =
        arena_array(reader->arena, const char *, array_length(array));
    for (size_t i = 0; i < array_length(array); i++) {
        const char *text = item_text(array, i);
        if (text)
            reasons[outcome->n_reasons++] = arena_string(reader->arena, text);
    }
    outcome->reasons = reasons;
}

static void differs_read(ReportReader *reader, JsonObject *object, Outcome *outcome)
{
    JsonArray *array = member_array(reader, object, "differs");
    for (size_t i = 0; i < array_length(array); i++) {
        const char *text = item_text(array, i);
        for (InputPart k = 0; text && k < N_INPUTS; k++)
            if (strcmp(text, input_name(k)) == 0)
                outcome->differs |= 1u << k;
    }
}

static const Outcome *outcome_read(ReportReader *reader, JsonObject *object)
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
    JsonNode *seconds = member_find(reader, object, "seconds", JSON_NODE_VALUE);
    outcome->seconds = seconds ? json_node_get_double(seconds) : 0;
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

static void shards_read(ReportReader *reader, JsonObject *root, Report *read)
{
    JsonNode *node = json_object_get_member(root, "shards");
    if (node && JSON_NODE_HOLDS_NULL(node))
        return;
    JsonNode *found = member_find(reader, root, "shards", JSON_NODE_OBJECT);
    JsonObject *shards = found ? json_node_get_object(found) : NULL;
    guint64 count = member_count(reader, shards, "count");
    JsonArray *present = member_array(reader, shards, "present");
    if (count == 0 || count > MOST_SHARDS) {
        reader_refuse(reader, "it has no good number of shards");
        return;
    }
    read->n_shards = (unsigned)count;
    read->present = arena_array(reader->arena, bool, count);
    for (size_t i = 0; i < array_length(present); i++) {
        JsonNode *item = json_array_get_element(present, (guint)i);
        gint64 index = JSON_NODE_HOLDS_VALUE(item) ? json_node_get_int(item) : 0;
        if (index >= 1 && (guint64)index <= count)
            read->present[index - 1] = true;
    }
}

static void root_read(ReportReader *reader, JsonNode *node, Report *read)
{
    if (!node || !JSON_NODE_HOLDS_OBJECT(node)) {
        reader_refuse(reader, "it holds no object");
        return;
    }
    JsonObject *root = json_node_get_object(node);
    if (g_strcmp0(member_text(reader, root, "form"), REPORT_FORM) != 0)
        reader_refuse(reader, "it is of another form than '" REPORT_FORM "'");
    JsonArray *editions = member_array(reader, root, "editions");
    read->finished = (gint64)member_count(reader, root, "finished");
    shards_read(reader, root, read);
    read->n_outcomes = array_length(editions);
    read->outcomes = arena_array(reader->arena, const Outcome *, read->n_outcomes);
    for (size_t i = 0; i < read->n_outcomes && reader->good; i++) {
        JsonObject *item = item_object(reader, editions, i);
        if (item)
            read->outcomes[i] = outcome_read(reader, item);
    }
}

Report *report_read(Diagnostics *diagnostics, Arena *arena, const char *path)
{
    ReportReader reader = {diagnostics, arena, path, true};
    g_autoptr(JsonParser) parser = json_parser_new_immutable();
    g_autoptr(GError) error = NULL;
    Report *read = arena_one(arena, Report);
    if (json_parser_load_from_file(parser, path, &error))
        root_read(&reader, json_parser_get_root(parser), read);
    else
        reader_refuse(&reader, error->message);
    return reader.good ? read : NULL;
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
