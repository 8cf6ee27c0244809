/*
 * known.yaml: findings that were looked at and are well so. An entry names the code, the
 * row's name (or the country's code) and why; it silences every finding with that code
 * and name. One that silences nothing is told, so that the file does not rot: a name
 * that was mended since, or a rule that no longer finds anything, must not hide what
 * comes later.
 */
#include "lint/linter.h"

#include <string.h>

static const char *const file_keys[] = {"known", NULL};
static const char *const entry_keys[] = {"code", "name", "reason", NULL};

typedef struct Known {
    const char *code, *name;
    Place place; /* of the name */
    bool used;
} Known;

static bool is_empty(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->as.scalar.text[0] == '\0';
}

/* The text at `key` of an entry, cleaned; NULL: reported. */
static const char *entry_text(Linter *linter, const YamlNode *entry, const char *key,
                              const char *example)
{
    const YamlNode *node = yaml_find(entry, key);
    if (!node) {
        report(linter->diagnostics, KEY_MISSING, entry->place, key, example);
        return NULL;
    }
    const char *text = yaml_text(linter->diagnostics, node, key);
    if (!text)
        return NULL;
    text = text_copy(linter->diagnostics, linter->arena, text, strlen(text),
                     node->place, TEXT_CELL);
    if (*text == '\0') {
        yaml_bad_value(linter->diagnostics, node, key, example);
        return NULL;
    }
    return text;
}

/* Whether `code` is that of a finding; false: reported. */
static bool check_code(Linter *linter, const YamlNode *entry, const char *code)
{
    const char *const *codes = finding_codes(linter->arena);
    if (g_strv_contains(codes, code))
        return true;
    const char *nearest = nearest_find(code, codes);
    g_autofree char *all = g_strjoinv(", ", (char **)codes);
    yaml_bad_value(linter->diagnostics, yaml_find(entry, "code"), "code",
                   nearest ? nearest : all);
    return false;
}

/* Reads an entry; false: reported. */
static bool read_entry(Linter *linter, const YamlNode *entry, Known *known)
{
    if (!yaml_check_keys(linter->diagnostics, entry, entry_keys))
        return false;
    const char *reason =
        entry_text(linter, entry, "reason", "why what is found is well so");
    known->name = entry_text(linter, entry, "name", "the name as the finding has it");
    known->code = entry_text(linter, entry, "code", "the code of the finding");
    if (!known->code || !check_code(linter, entry, known->code))
        return false;
    if (!known->name || !reason)
        return false;
    known->place = yaml_find(entry, "name")->place;
    return true;
}

/* The entries, NULL: there are none, or reported (`failed`). */
static const YamlNode *find_entries(Linter *linter, const YamlNode *file, bool *failed)
{
    *failed = !yaml_check_keys(linter->diagnostics, file, file_keys);
    const YamlNode *node = *failed ? NULL : yaml_find(file, "known");
    if (!node || is_empty(node))
        return NULL;
    if (node->kind == YAML_SEQUENCE)
        return node;
    report(linter->diagnostics, YAML_KIND, node->place, "known",
           "a list of entries, each with 'code', 'name' and 'reason'");
    *failed = true;
    return NULL;
}

/* Reads the entries of the file at `path` into `entries`; false: reported. */
static bool read_file(Linter *linter, const char *path, GArray *entries)
{
    const char *text = NULL;
    size_t length = 0;
    bool failed = false;
    if (!file_read_text(linter->diagnostics, linter->arena, path, place_file(path),
                        &text, &length))
        return false;
    const YamlNode *file =
        yaml_read(linter->diagnostics, linter->arena, path, text, length, 1);
    const YamlNode *list = file ? find_entries(linter, file, &failed) : NULL;
    for (size_t i = 0; list && i < list->as.sequence.n_items; i++) {
        Known known = {0};
        failed |= !read_entry(linter, list->as.sequence.items[i], &known);
        g_array_append_val(entries, known);
    }
    return file && !failed;
}

static const char *finding_name(const Finding *finding)
{
    return finding->signatory ? finding->signatory->name : finding->country;
}

/* The entry's text under which it is looked up: a name has no line break. */
static char *known_key(const char *code, const char *name)
{
    return g_strdup_printf("%s\n%s", code, name);
}

/* Entries by code and name; of two that are alike the first. */
static GHashTable *known_index(GArray *entries)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < entries->len; i++) {
        Known *known = &g_array_index(entries, Known, i);
        char *key = known_key(known->code, known->name);
        if (g_hash_table_contains(index, key))
            g_free(key);
        else
            g_hash_table_insert(index, key, known);
    }
    return index;
}

/* Takes out the findings that an entry names. */
static void silence(GArray *findings, GArray *entries)
{
    g_autoptr(GHashTable) index = known_index(entries);
    guint kept = 0;
    for (guint i = 0; i < findings->len; i++) {
        Finding finding = g_array_index(findings, Finding, i);
        g_autofree char *key =
            known_key(diagnostic_kind(finding.code)->code, finding_name(&finding));
        Known *known = g_hash_table_lookup(index, key);
        if (known)
            known->used = true;
        else
            g_array_index(findings, Finding, kept++) = finding;
    }
    g_array_set_size(findings, kept);
}

/* The name of the roster, or the country, that an entry may mean; NULL: none is near. */
static const char *nearest_name(const Linter *linter, const char *name)
{
    const Roster *roster = linter->roster;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < roster->n_signatories; i++)
        g_ptr_array_add(names, (gpointer)roster->signatories[i].name);
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(name, (const char *const *)names->pdata);
    return g_strcmp0(nearest, name) == 0 ? NULL : nearest;
}

static void report_unused(const Linter *linter, const GArray *entries)
{
    for (guint i = 0; i < entries->len; i++) {
        const Known *known = &g_array_index(entries, Known, i);
        if (known->used)
            continue;
        const char *help = "take the entry out; what it named is not found any more";
        const char *nearest = nearest_name(linter, known->name);
        if (nearest)
            help =
                arena_print(linter->arena,
                            "if '%s' is meant, write that; else take it out", nearest);
        report(linter->diagnostics, KNOWN_UNUSED, known->place, known->code,
               known->name, help);
    }
}

bool known_silence(Linter *linter)
{
    g_autofree char *path =
        g_build_filename(linter->letter->folder, "known.yaml", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_autoptr(GArray) entries = g_array_new(false, false, sizeof(Known));
    if (!read_file(linter, path, entries))
        return false;
    silence(linter->findings, entries);
    report_unused(linter, entries);
    return true;
}
