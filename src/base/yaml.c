/*
 * YAML into a tree. libfyaml gives events with marks; each becomes a node in the arena.
 * An alias is the anchor's own node once more, not a copy; the nodes that a tree would
 * have without that sharing are counted, so that a small file that stands for a giant
 * one ("billion laughs") is refused before anybody walks it. Reading events rather than
 * libfyaml's document keeps its depth, its doubled keys and its places in our hands.
 */
#include "base/yaml.h"

#include <string.h>

#include <glib.h>
#include <libfyaml.h>

#define DEEPEST 32
#define MOST_NODES 100000
#define LARGEST ((size_t)512 << 10) /* libfyaml may want hundreds of bytes for each */
#define LARGEST_NAME "512 KiB"

typedef struct YamlReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *file;
    unsigned first_line;
    const char *text;
    size_t length;
    struct fy_parser *parser;
    GHashTable *anchors; /* name to Counted */
    size_t n_nodes;      /* aliases' nodes counted again */
    Place latest;        /* of the last mark: an empty value has none of its own */
    bool failed;         /* reported */
} YamlReader;

/* An anchor's node and how many nodes stand in it. */
typedef struct Counted {
    const YamlNode *node;
    size_t n_nodes;
} Counted;

static const YamlNode *node_read(YamlReader *reader, struct fy_event *event,
                                 unsigned depth);

static Place event_place(YamlReader *reader, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    if (mark)
        reader->latest =
            place_at(reader->file, (unsigned)mark->line + reader->first_line,
                     (unsigned)mark->column + 1);
    return reader->latest;
}

static void reader_fail(YamlReader *reader, Place place, const char *problem)
{
    if (!reader->failed)
        report(reader->diagnostics, YAML_SYNTAX, place, problem);
    reader->failed = true;
}

/* The next event, or NULL at the stream's end and at an error. */
static struct fy_event *event_next(YamlReader *reader)
{
    return reader->failed ? NULL : fy_parser_parse(reader->parser);
}

static YamlNode *node_new(YamlReader *reader, YamlKind kind, Place place)
{
    YamlNode *node = arena_one(reader->arena, YamlNode);
    node->kind = kind;
    node->place = place;
    return node;
}

static void anchor_keep(YamlReader *reader, struct fy_token *anchor,
                        const YamlNode *node, size_t n_nodes)
{
    size_t length = 0;
    const char *name = anchor ? fy_token_get_text(anchor, &length) : NULL;
    if (!name)
        return;
    Counted *counted = arena_one(reader->arena, Counted);
    *counted = (Counted){node, n_nodes};
    g_hash_table_insert(reader->anchors, g_strndup(name, length), counted);
}

/* Where a value is written, its quote included, which libfyaml passes over; one over
 * several lines has no column, since its text does not run along its file. */
static Place scalar_place(YamlReader *reader, struct fy_event *event)
{
    Place place = event_place(reader, event);
    struct fy_token *value = event->scalar.value;
    if (!value)
        return place;
    enum fy_scalar_style style = fy_token_scalar_style(value);
    if (fy_token_end_mark(value)->line != fy_token_start_mark(value)->line)
        place.column = 0;
    else if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED)
        place.column--;
    return place;
}

/* Whether a comment follows the token on its line. */
static bool is_commented(const YamlReader *reader, struct fy_token *token)
{
    size_t at = fy_token_end_mark(token)->input_pos;
    while (at < reader->length && (reader->text[at] == ' ' || reader->text[at] == '\t'))
        at++;
    return at < reader->length && reader->text[at] == '#';
}

static const YamlNode *scalar_read(YamlReader *reader, struct fy_event *event)
{
    struct fy_token *value = event->scalar.value;
    Place place = scalar_place(reader, event);
    YamlNode *node = node_new(reader, YAML_SCALAR, place);
    size_t length = 0;
    const char *text = value ? fy_token_get_text(value, &length) : NULL;
    node->as.scalar.text = arena_text(reader->arena, text ? text : "", length);
    node->as.scalar.plain = !value || fy_token_scalar_style(value) == FYSS_PLAIN;
    node->as.scalar.commented =
        value && node->as.scalar.plain && is_commented(reader, value);
    if (strlen(node->as.scalar.text) != length) {
        report(reader->diagnostics, NUL_CHARACTER, place);
        reader->failed = true;
    }
    anchor_keep(reader, event->scalar.anchor, node, 1);
    return node;
}

static const YamlNode *alias_read(YamlReader *reader, struct fy_event *event)
{
    size_t length = 0;
    const char *name = fy_token_get_text(event->alias.anchor, &length);
    g_autofree char *key = g_strndup(name ? name : "", length);
    Counted *counted = g_hash_table_lookup(reader->anchors, key);
    if (!counted) {
        g_autofree char *problem =
            g_strdup_printf("the alias '*%s' has no anchor before it", key);
        reader_fail(reader, event_place(reader, event), problem);
        return NULL;
    }
    reader->n_nodes += counted->n_nodes;
    return counted->node;
}

static const YamlNode *sequence_read(YamlReader *reader, struct fy_event *start,
                                     unsigned depth)
{
    size_t before = reader->n_nodes;
    YamlNode *node = node_new(reader, YAML_SEQUENCE, event_place(reader, start));
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    struct fy_event *event = NULL;
    while ((event = event_next(reader)) && event->type != FYET_SEQUENCE_END) {
        const YamlNode *item = node_read(reader, event, depth + 1);
        if (item)
            g_ptr_array_add(items, (gpointer)item);
        fy_parser_event_free(reader->parser, event);
    }
    fy_parser_event_free(reader->parser, event);
    node->as.sequence.n_items = items->len;
    node->as.sequence.items =
        arena_copy(reader->arena, items->pdata, items->len * sizeof(gpointer));
    anchor_keep(reader, start->sequence_start.anchor, node,
                reader->n_nodes - before + 1);
    return node;
}

/* The pairs of a mapping that is being read, and their keys. */
typedef struct PairList {
    GArray *pairs;    /* YamlPair */
    GHashTable *keys; /* texts, a set */
} PairList;

/* A value that is not there stands where its key does: libfyaml's releases differ. */
static const YamlNode *value_place(YamlReader *reader, const YamlNode *value, Place key)
{
    if (value->kind != YAML_SCALAR || !value->as.scalar.plain ||
        value->as.scalar.text[0] != '\0')
        return value;
    YamlNode *placed = arena_copy(reader->arena, value, sizeof *value);
    placed->place = key;
    return placed;
}

static void pair_add(YamlReader *reader, PairList *list, const YamlNode *key,
                     const YamlNode *value)
{
    if (key->kind != YAML_SCALAR) {
        reader_fail(reader, key->place, "a key must be a text");
        return;
    }
    YamlPair pair = {key->as.scalar.text, key->place,
                     value_place(reader, value, key->place)};
    if (!g_hash_table_add(list->keys, (gpointer)pair.key)) {
        report(reader->diagnostics, YAML_DOUBLE_KEY, pair.key_place, pair.key);
        reader->failed = true;
    }
    g_array_append_val(list->pairs, pair);
}

/* Reads the value after `key` and adds the pair; false when there was none. */
static bool pair_read(YamlReader *reader, PairList *list, const YamlNode *key,
                      unsigned depth)
{
    struct fy_event *event = event_next(reader);
    if (!event)
        return false;
    const YamlNode *value = node_read(reader, event, depth);
    fy_parser_event_free(reader->parser, event);
    if (value)
        pair_add(reader, list, key, value);
    return value != NULL;
}

static const YamlNode *mapping_read(YamlReader *reader, struct fy_event *start,
                                    unsigned depth)
{
    size_t before = reader->n_nodes;
    YamlNode *node = node_new(reader, YAML_MAPPING, event_place(reader, start));
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(YamlPair));
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    PairList list = {pairs, keys};
    struct fy_event *event = NULL;
    while ((event = event_next(reader)) && event->type != FYET_MAPPING_END) {
        const YamlNode *key = node_read(reader, event, depth + 1);
        if (key)
            pair_read(reader, &list, key, depth + 1);
        fy_parser_event_free(reader->parser, event);
    }
    fy_parser_event_free(reader->parser, event);
    node->as.mapping.n_pairs = pairs->len;
    node->as.mapping.pairs =
        arena_copy(reader->arena, pairs->data, pairs->len * sizeof(YamlPair));
    anchor_keep(reader, start->mapping_start.anchor, node,
                reader->n_nodes - before + 1);
    return node;
}

/* The node that starts with `event` (which the caller frees); NULL: failed. */
static const YamlNode *node_read(YamlReader *reader, struct fy_event *event,
                                 unsigned depth)
{
    Place place = event_place(reader, event);
    if (depth > DEEPEST)
        reader_fail(reader, place, "values are nested deeper than 32 levels");
    else if (reader->n_nodes++ > MOST_NODES)
        reader_fail(reader, place, "there are more than 100,000 values");
    if (reader->failed && depth > DEEPEST)
        return NULL;
    switch (event->type) {
    case FYET_SCALAR:
        return scalar_read(reader, event);
    case FYET_ALIAS:
        return alias_read(reader, event);
    case FYET_SEQUENCE_START:
        return sequence_read(reader, event, depth);
    case FYET_MAPPING_START:
        return mapping_read(reader, event, depth);
    default:
        reader_fail(reader, place, "a value is missing");
        return NULL;
    }
}

/* The root of the stream's one document; NULL when there is none. */
static const YamlNode *stream_read(YamlReader *reader)
{
    const YamlNode *root = NULL;
    struct fy_event *event = NULL;
    while ((event = event_next(reader))) {
        switch (event->type) {
        case FYET_STREAM_START:
        case FYET_STREAM_END:
        case FYET_DOCUMENT_START:
        case FYET_DOCUMENT_END:
            break;
        default:
            if (root)
                reader_fail(reader, event_place(reader, event),
                            "a second document starts here");
            else
                root = node_read(reader, event, 1);
        }
        fy_parser_event_free(reader->parser, event);
    }
    return root;
}

static void errors_report(YamlReader *reader, struct fy_diag *diag)
{
    void *state = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(diag, &state);
    if (!error)
        return;
    Place place = place_at(reader->file, (unsigned)error->line + reader->first_line - 1,
                           (unsigned)error->column);
    reader_fail(reader, place, error->msg);
}

static struct fy_diag *diag_new(void)
{
    struct fy_diag_cfg config;
    fy_diag_cfg_default(&config);
    config.level = FYET_MAX;
    struct fy_diag *diag = fy_diag_create(&config);
    g_assert(diag);
    fy_diag_set_collect_errors(diag, true);
    return diag;
}

const YamlNode *yaml_read(Diagnostics *diagnostics, Arena *arena, const char *file,
                          const char *text, size_t length, unsigned first_line)
{
    if (length > LARGEST) {
        report(diagnostics, FILE_TOO_LARGE, place_file(file), file, LARGEST_NAME);
        return NULL;
    }
    struct fy_diag *diag = diag_new();
    struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG,
                                  .diag = diag};
    YamlReader reader = {.diagnostics = diagnostics,
                         .arena = arena,
                         .file = file,
                         .first_line = first_line,
                         .text = text,
                         .length = length,
                         .latest = place_at(file, first_line, 1)};
    reader.parser = fy_parser_create(&config);
    g_assert(reader.parser);
    reader.anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const YamlNode *root = NULL;
    if (length && fy_parser_set_string(reader.parser, text, length) == 0) {
        root = stream_read(&reader);
        errors_report(&reader, diag);
    }
    fy_parser_destroy(reader.parser);
    fy_diag_destroy(diag);
    g_hash_table_destroy(reader.anchors);
    if (reader.failed)
        return NULL;
    return root ? root : node_new(&reader, YAML_MAPPING, reader.latest);
}

const YamlNode *yaml_find(const YamlNode *mapping, const char *key)
{
    if (mapping->kind != YAML_MAPPING)
        return NULL;
    for (size_t i = 0; i < mapping->as.mapping.n_pairs; i++)
        if (strcmp(mapping->as.mapping.pairs[i].key, key) == 0)
            return mapping->as.mapping.pairs[i].value;
    return NULL;
}
