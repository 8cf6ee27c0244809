/*
 * Reads editions.yaml: each entry's own keys over those of `defaults`.
 *
 * A value is looked up in the entry, then in the defaults, so that each keeps the place
 * where it was written; merging the two first would have to carry that along. A mistake
 * in an entry breaks its editions alone, one in the defaults all of them; one outside
 * of both leaves nobody knowing what was meant, and nothing is made.
 */
#include "content/layers.h"

#include <string.h>
#include <unicode/utrans.h>

static const char *const file_keys[] = {"defaults", "editions", NULL};

static const char *const entry_keys[] = {"language", "layout",  "country",  "roster",
                                         "pages",    "file",    "opening",  "for-each",
                                         "include",  "exclude", "override", NULL};

/* Takes the entry's own keys; one with nothing behind its name has none. */
static void read_own(EditionsReader *reader, const YamlNode *node)
{
    Edition *edition = reader->edition;
    if (node->kind == YAML_MAPPING) {
        reader->layers[reader->n_layers++] = node;
        edition->broken |= !yaml_check_keys(reader->diagnostics, node, entry_keys);
    } else if (!node_is_empty(node)) {
        report(reader->diagnostics, YAML_KIND, node->place, reader->entry,
               "a mapping of keys and values");
        edition->broken = true;
    }
}

static void check_name(EditionsReader *reader)
{
    if (is_file_name(reader->entry))
        return;
    report(reader->diagnostics, EDITION_NAME, reader->place, reader->entry);
    reader->edition->broken = true;
}

static void read_alone(EditionsReader *reader)
{
    static const Dimensions none;
    const YamlNode *override = layer_value(reader, "override");
    if (override) {
        report(reader->diagnostics, OVERRIDE_ALONE, override->place, reader->entry);
        reader->edition->broken = true;
    }
    edition_read_choices(reader, &none, NULL);
    edition_read_alone(reader);
    edition_finish(reader);
}

static void read_entry(EditionsReader *reader, const YamlPair *pair, bool broken)
{
    Edition *edition = arena_one(reader->arena, Edition);
    *edition = (Edition){.name = pair->key,
                         .title = pair->key,
                         .language = reader->letter->language,
                         .layout = "letter",
                         .place = pair->key_place,
                         .layout_place = pair->key_place,
                         .broken = broken};
    reader->edition = edition;
    reader->entry = pair->key;
    reader->place = pair->key_place;
    size_t n_layers = reader->n_layers;
    check_name(reader);
    read_own(reader, pair->value);
    const YamlNode *each = layer_value(reader, "for-each");
    if (each)
        each_read(reader, each);
    else
        read_alone(reader);
    reader->n_layers = n_layers;
}

/* What was made, as an array. */
static const Editions *editions_gather(const EditionsReader *reader)
{
    Editions *editions = arena_one(reader->arena, Editions);
    Edition *array = arena_array(reader->arena, Edition, reader->made->len);
    for (guint i = 0; i < reader->made->len; i++)
        array[i] = *(const Edition *)reader->made->pdata[i];
    *editions = (Editions){array, reader->made->len};
    return editions;
}

static const Editions *read_editions(EditionsReader *reader, const YamlNode *node,
                                     bool broken)
{
    g_autoptr(GPtrArray) made = g_ptr_array_new();
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) safe = g_hash_table_new(g_str_hash, g_str_equal);
    reader->made = made;
    reader->files = files;
    reader->safe = safe;
    for (size_t i = 0; i < node->as.mapping.n_pairs; i++)
        read_entry(reader, &node->as.mapping.pairs[i], broken);
    if (reader->romanizer)
        utrans_close(reader->romanizer);
    return editions_gather(reader);
}

/* The editions' mapping; NULL: reported. */
static const YamlNode *find_editions(Diagnostics *diagnostics, const YamlNode *file,
                                     const char *path)
{
    const YamlNode *node = yaml_find(file, "editions");
    bool empty = !node || node_is_empty(node) ||
                 (node->kind == YAML_MAPPING && node->as.mapping.n_pairs == 0);
    if (empty)
        report(diagnostics, EDITIONS_EMPTY, node ? node->place : place_file(path),
               path);
    else if (node->kind != YAML_MAPPING)
        report(diagnostics, YAML_KIND, node->place, "editions",
               "a mapping of names and editions");
    return !empty && node->kind == YAML_MAPPING ? node : NULL;
}

/* Takes the defaults as the first layer; false: reported. */
static bool read_defaults(EditionsReader *reader, const YamlNode *file)
{
    const YamlNode *node = yaml_find(file, "defaults");
    if (!node || node_is_empty(node))
        return true;
    if (node->kind == YAML_MAPPING)
        reader->layers[reader->n_layers++] = node;
    return yaml_check_keys(reader->diagnostics, node, entry_keys);
}

/* The one edition of a letter that says nothing of editions. */
static const Editions *editions_usual(Arena *arena, const Letter *letter)
{
    Edition *edition = arena_one(arena, Edition);
    *edition = (Edition){.name = letter->language,
                         .title = letter->language,
                         .file = letter->language,
                         .language = letter->language,
                         .layout = "letter",
                         .opening = true,
                         .place = place_file(letter->path),
                         .layout_place = place_file(letter->path)};
    Editions *editions = arena_one(arena, Editions);
    *editions = (Editions){edition, 1};
    return editions;
}

const Editions *editions_read(Diagnostics *diagnostics, Arena *arena,
                              const Letter *letter, const Roster *roster)
{
    g_autofree char *name = g_build_filename(letter->folder, "editions.yaml", NULL);
    const char *path = arena_string(arena, name), *text = NULL;
    size_t length = 0;
    if (!g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return editions_usual(arena, letter);
    if (!file_read_inside(diagnostics, arena, letter->folder, "editions.yaml", &text,
                          &length))
        return NULL;
    const YamlNode *file = yaml_read(diagnostics, arena, path, text, length, 1);
    if (!file)
        return NULL;
    bool known = yaml_check_keys(diagnostics, file, file_keys);
    EditionsReader reader = {
        .diagnostics = diagnostics, .arena = arena, .letter = letter, .roster = roster};
    bool defaults = read_defaults(&reader, file);
    const YamlNode *node = find_editions(diagnostics, file, path);
    const Editions *editions = node ? read_editions(&reader, node, !defaults) : NULL;
    return known ? editions : NULL;
}

bool edition_matches(const Edition *edition, const char *pattern)
{
    if (g_pattern_match_simple(pattern, edition->name) ||
        g_pattern_match_simple(pattern, edition->file))
        return true;
    size_t length = strlen(edition->name);
    return edition->whole && strncmp(pattern, edition->name, length) == 0 &&
           pattern[length] == '/';
}
