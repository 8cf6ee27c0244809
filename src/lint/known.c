/*
 * known.yaml: findings that were looked at and are well so. An entry names the code, the
 * row's name (or the country's code) and why; it silences one finding with that code and
 * name, the first in the file that no other entry silences. A row that is pasted in later
 * and is alike to those that were looked at is told therefore. An entry that silences
 * nothing is told, so that the file does not rot: a name that was mended since, or a rule
 * that no longer finds anything, must not hide what comes later.
 */
#include "lint/linter.h"

#include <string.h>

static const char *const file_keys[] = {"known", NULL};
static const char *const entry_keys[] = {"code", "name", "reason", NULL};

typedef struct Entry {
    const char *code, *name;
    Place place; /* of the name */
    bool used;
} Entry;

struct Known {
    Diagnostics *diagnostics;
    Arena *arena;
    GArray *entries; /* of Entry, as they stand in the file */
    GHashTable
        *unused; /* code and name to a GQueue of those that silence nothing yet */
};

static bool is_empty(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->as.scalar.text[0] == '\0';
}

/* The text at `key` of an entry, cleaned; NULL: reported. */
static const char *entry_text(Known *known, const YamlNode *entry, const char *key,
                              const char *example)
{
    const YamlNode *node = yaml_find(entry, key);
    if (!node) {
        report(known->diagnostics, KEY_MISSING, entry->place, key, example);
        return NULL;
    }
    const char *text = yaml_text(known->diagnostics, node, key);
    if (!text)
        return NULL;
    text = text_copy(known->diagnostics, known->arena, text, strlen(text), node->place,
                     TEXT_CELL);
    if (*text == '\0') {
        yaml_bad_value(known->diagnostics, node, key, example);
        return NULL;
    }
    return text;
}

/* Whether `code` is that of a finding; false: reported. */
static bool check_code(Known *known, const YamlNode *entry, const char *code)
{
    const char *const *codes = finding_codes(known->arena);
    if (g_strv_contains(codes, code))
        return true;
    const char *nearest = nearest_find(code, codes);
    g_autofree char *all = g_strjoinv(", ", (char **)codes);
    yaml_bad_value(known->diagnostics, yaml_find(entry, "code"), "code",
                   nearest ? nearest : all);
    return false;
}

/* Reads an entry; false: reported. */
static bool read_entry(Known *known, const YamlNode *node, Entry *entry)
{
    if (!yaml_check_keys(known->diagnostics, node, entry_keys))
        return false;
    const char *reason =
        entry_text(known, node, "reason", "why what is found is well so");
    entry->name = entry_text(known, node, "name", "the name as the finding has it");
    entry->code = entry_text(known, node, "code", "the code of the finding");
    if (!entry->code || !check_code(known, node, entry->code))
        return false;
    if (!entry->name || !reason)
        return false;
    entry->place = yaml_find(node, "name")->place;
    return true;
}

/* The entries, NULL: there are none, or reported (`failed`). */
static const YamlNode *find_entries(Known *known, const YamlNode *file, bool *failed)
{
    *failed = !yaml_check_keys(known->diagnostics, file, file_keys);
    const YamlNode *node = *failed ? NULL : yaml_find(file, "known");
    if (!node || is_empty(node))
        return NULL;
    if (node->kind == YAML_SEQUENCE)
        return node;
    report(known->diagnostics, YAML_KIND, node->place, "known",
           "a list of entries, each with 'code', 'name' and 'reason'");
    *failed = true;
    return NULL;
}

/* Reads the entries of the letter's file; false: reported. */
static bool read_file(Known *known, const Letter *letter, const char *path)
{
    const char *text = NULL;
    size_t length = 0;
    bool failed = false;
    if (!file_read_inside(known->diagnostics, known->arena, letter->folder,
                          "known.yaml", &text, &length))
        return false;
    const YamlNode *file =
        yaml_read(known->diagnostics, known->arena, path, text, length, 1);
    const YamlNode *list = file ? find_entries(known, file, &failed) : NULL;
    for (size_t i = 0; list && i < list->as.sequence.n_items; i++) {
        Entry entry = {0};
        failed |= !read_entry(known, list->as.sequence.items[i], &entry);
        g_array_append_val(known->entries, entry);
    }
    return file && !failed;
}

/* The text under which entries are looked up: a name has no line break. */
static char *known_key(const char *code, const char *name)
{
    return g_strdup_printf("%s\n%s", code, name);
}

static void index_entries(Known *known)
{
    for (guint i = 0; i < known->entries->len; i++) {
        Entry *entry = &g_array_index(known->entries, Entry, i);
        char *key = known_key(entry->code, entry->name);
        GQueue *alike = g_hash_table_lookup(known->unused, key);
        if (alike) {
            g_free(key);
        } else {
            alike = g_queue_new();
            g_hash_table_insert(known->unused, key, alike);
        }
        g_queue_push_tail(alike, entry);
    }
}

static void queue_free(gpointer queue)
{
    g_queue_free(queue);
}

void known_free(Known *known)
{
    if (!known)
        return;
    g_array_unref(known->entries);
    g_hash_table_unref(known->unused);
    g_free(known);
}

Known *known_read(Diagnostics *diagnostics, Arena *arena, const Letter *letter)
{
    g_autofree char *file = g_build_filename(letter->folder, "known.yaml", NULL);
    const char *path = arena_string(arena, file);
    g_autoptr(Known) known = g_new0(Known, 1);
    *known =
        (Known){diagnostics, arena, g_array_new(false, false, sizeof(Entry)),
                g_hash_table_new_full(g_str_hash, g_str_equal, g_free, queue_free)};
    bool exists = g_file_test(path, G_FILE_TEST_EXISTS) ||
                  g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    if (exists && !read_file(known, letter, path))
        return NULL;
    index_entries(known);
    return g_steal_pointer(&known);
}

bool known_take(Known *known, const char *code, const char *name)
{
    g_autofree char *key = known_key(code, name);
    GQueue *alike = g_hash_table_lookup(known->unused, key);
    Entry *entry = alike ? g_queue_pop_head(alike) : NULL;
    if (entry)
        entry->used = true;
    return entry;
}

/* The name of the roster, or the country, that an entry may mean; NULL: none is near. */
static const char *nearest_name(const Roster *roster, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < roster->n_signatories; i++)
        g_ptr_array_add(names, (gpointer)roster->signatories[i].name);
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(name, (const char *const *)names->pdata);
    return g_strcmp0(nearest, name) == 0 ? NULL : nearest;
}

static void report_unused(const Linter *linter, const Entry *entry)
{
    const char *help = "take the entry out; what it named is not found any more";
    const char *nearest = nearest_name(linter->roster, entry->name);
    if (nearest)
        help = arena_print(linter->arena,
                           "if '%s' is meant, write that; else take it out", nearest);
    report(linter->diagnostics, KNOWN_UNUSED, entry->place, entry->code, entry->name,
           help);
}

void known_report_unused(const Linter *linter)
{
    const Known *known = linter->known;
    for (guint i = 0; i < known->entries->len; i++) {
        const Entry *entry = &g_array_index(known->entries, Entry, i);
        if (!entry->used)
            report_unused(linter, entry);
    }
}
