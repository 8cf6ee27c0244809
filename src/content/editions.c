/*
 * Reads editions.yaml: each edition's own keys over those of `defaults`.
 *
 * A value is looked up in the edition, then in the defaults, so that each keeps the place
 * where it was written; merging the two first would have to carry that along. A mistake
 * in an edition breaks that edition alone, one in the defaults all of them; one outside
 * of both leaves nobody knowing what was meant, and nothing is made.
 */
#include "content/reader.h"

#include <string.h>

enum { MOST_PAGES = 9999 };

static const char *const file_keys[] = {"defaults", "editions", NULL};

static const char *const edition_keys[] = {
    "language", "layout",   "country", "roster",  "pages",    "file",
    "opening",  "for-each", "include", "exclude", "override", NULL};

static const char *const selections[] = {"all", "own-first", "own-only", "none", NULL};

/* The keys of `edition_keys` that nothing heeds yet, and what does instead. */
static const struct {
    const char *key, *instead;
} later_keys[] = {
    {"for-each", "write an edition for each value"},
    {"include", "'roster' says whose names an edition shows"},
    {"exclude", "'roster' says whose names an edition shows"},
    {"override", "write an edition of its own for what differs"},
};

typedef struct EditionsReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const Letter *letter;
    const YamlNode *defaults, *own; /* NULL: there are none; own of `edition` */
    bool defaults_broken;           /* reported */
    Edition *edition;               /* that is being read */
    GHashTable *files;              /* of each that is not broken: file to Edition */
} EditionsReader;

static bool is_empty(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->as.scalar.text[0] == '\0';
}

/* The value at `key`; NULL when it is left out, or empty. */
static const YamlNode *find_value(const EditionsReader *reader, const char *key)
{
    const YamlNode *node = reader->own ? yaml_find(reader->own, key) : NULL;
    if (!node && reader->defaults)
        node = yaml_find(reader->defaults, key);
    return node && !is_empty(node) ? node : NULL;
}

/* The text at `key` and its place; NULL when it is left out, or is none. */
static const char *find_text(EditionsReader *reader, const char *key,
                             const YamlNode **node)
{
    *node = find_value(reader, key);
    const char *text = *node ? yaml_text(reader->diagnostics, *node, key) : NULL;
    reader->edition->broken |= *node && !text;
    return text;
}

static void refuse_later(EditionsReader *reader, Place place, const char *what,
                         const char *instead)
{
    report(reader->diagnostics, NOT_SUPPORTED, place, what, instead);
    reader->edition->broken = true;
}

static void check_later(EditionsReader *reader)
{
    for (size_t i = 0; i < G_N_ELEMENTS(later_keys); i++) {
        const YamlNode *node = find_value(reader, later_keys[i].key);
        if (node)
            refuse_later(reader, node->place, later_keys[i].key, later_keys[i].instead);
    }
}

/* The tag that a text is; NULL: reported, and the edition is broken. */
static const char *read_tag(EditionsReader *reader, const YamlNode *node)
{
    const char *text = yaml_text(reader->diagnostics, node, "language");
    const char *tag = text ? language_canonical(reader->arena, text) : NULL;
    if (text && strcmp(text, "auto") == 0)
        refuse_later(reader, node->place, "language: auto",
                     "name one language in each edition");
    else if (text && !tag)
        yaml_bad_value(reader->diagnostics, node, "language",
                       "a language's tag such as en, be or sr-Latn");
    reader->edition->broken |= !tag;
    return tag;
}

/* Reads the languages of an edition in two, whose texts stand side by side. */
static void read_languages(EditionsReader *reader, const YamlNode *node)
{
    Edition *edition = reader->edition;
    const char *tags[2] = {NULL};
    size_t n_tags = node->as.sequence.n_items;
    for (size_t i = 0; i < n_tags && n_tags <= G_N_ELEMENTS(tags); i++)
        tags[i] = read_tag(reader, node->as.sequence.items[i]);
    if (edition->broken)
        return;
    if (n_tags != 2 || strcmp(tags[0], tags[1]) == 0) {
        yaml_bad_value(reader->diagnostics, node, "language",
                       "one language, or a list of two that differ: [en, be]");
        edition->broken = true;
        return;
    }
    edition->language = tags[0];
    edition->second = tags[1];
}

static void read_language(EditionsReader *reader)
{
    const YamlNode *node = find_value(reader, "language");
    Edition *edition = reader->edition;
    edition->language = reader->letter->language;
    if (node && node->kind == YAML_SEQUENCE) {
        read_languages(reader, node);
        return;
    }
    const char *tag = node ? read_tag(reader, node) : NULL;
    if (tag)
        edition->language = tag;
}

/* Reads the layout; `auto` is the one for the paper where the edition is read. */
static void read_layout(EditionsReader *reader)
{
    const YamlNode *node = NULL;
    Edition *edition = reader->edition;
    const char *text = find_text(reader, "layout", &node);
    edition->layout = text ? text : "letter";
    edition->layout_place = text ? node->place : edition->place;
    if (text && strcmp(text, "auto") == 0)
        edition->layout = paper_is_letter(edition->country, edition->language)
                              ? "letter-us"
                              : "letter";
}

static void read_country(EditionsReader *reader)
{
    const YamlNode *node = NULL;
    const char *text = find_text(reader, "country", &node);
    if (!text)
        return;
    reader->edition->country =
        country_read(reader->diagnostics, reader->arena, text, node->place);
    reader->edition->broken |= !reader->edition->country;
}

/* Reads whose names are shown; what is the edition's own, its country must say. */
static void read_selection(EditionsReader *reader)
{
    int index = ROSTER_ALL;
    Edition *edition = reader->edition;
    const YamlNode *node = find_value(reader, "roster");
    if (node && !yaml_choice(reader->diagnostics, node, "roster", selections, &index))
        edition->broken = true;
    edition->selection = (RosterSelection)index;
    bool own = index == ROSTER_OWN_FIRST || index == ROSTER_OWN_ONLY;
    if (!own || find_value(reader, "country"))
        return;
    report(reader->diagnostics, EDITION_COUNTRY, edition->place, edition->name,
           selections[index]);
    edition->broken = true;
}

static void read_pages(EditionsReader *reader)
{
    long pages = 0;
    const YamlNode *node = find_value(reader, "pages");
    if (node && !yaml_whole(reader->diagnostics, node, "pages", 1, MOST_PAGES, &pages))
        reader->edition->broken = true;
    reader->edition->pages = (unsigned)pages;
}

static void read_opening(EditionsReader *reader)
{
    const YamlNode *node = find_value(reader, "opening");
    reader->edition->opening = true;
    if (node &&
        !yaml_bool(reader->diagnostics, node, "opening", &reader->edition->opening))
        reader->edition->broken = true;
}

/* Whether `text` can be a file's name everywhere, and none that is hidden. */
static bool is_file_name(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    return length > 0 && text[length] == '\0' && text[0] != '.';
}

/* Whether `text` is a path that stays below output/, and out of the proofs there. */
static bool is_file_path(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "/", -1);
    bool proofs = parts[0] && parts[1] && strcmp(parts[0], "proofs") == 0;
    bool good = parts[0] && !proofs && !g_str_has_suffix(text, ".pdf");
    for (char **part = parts; *part; part++)
        good = good && is_file_name(*part);
    return good;
}

static void check_name(EditionsReader *reader)
{
    Edition *edition = reader->edition;
    if (is_file_name(edition->name))
        return;
    report(reader->diagnostics, EDITION_NAME, edition->place, edition->name);
    edition->broken = true;
}

/* The file of one edition for each value has that value in it, and is not read. */
static void read_file(EditionsReader *reader)
{
    const YamlNode *node = NULL;
    const char *text = find_text(reader, "file", &node);
    Edition *edition = reader->edition;
    edition->file = text ? text : edition->name;
    if (!text || is_file_path(text) || find_value(reader, "for-each"))
        return;
    report(reader->diagnostics, EDITION_FILE, node->place, text);
    edition->broken = true;
}

/* Of two editions with one file neither is made: the file could be either. */
static void check_double(EditionsReader *reader)
{
    Edition *edition = reader->edition;
    if (edition->broken)
        return;
    Edition *other = g_hash_table_lookup(reader->files, edition->file);
    if (!other) {
        g_hash_table_insert(reader->files, (gpointer)edition->file, edition);
        return;
    }
    report(reader->diagnostics, EDITION_FILE_DOUBLE, edition->place, other->name,
           edition->name, edition->file);
    edition->broken = other->broken = true;
}

/* Takes the edition's own keys; one with nothing behind its name has none. */
static void read_own(EditionsReader *reader, const YamlNode *node)
{
    reader->own = node->kind == YAML_MAPPING ? node : NULL;
    if (reader->own) {
        reader->edition->broken |=
            !yaml_check_keys(reader->diagnostics, node, edition_keys);
    } else if (!is_empty(node)) {
        report(reader->diagnostics, YAML_KIND, node->place, reader->edition->name,
               "a mapping of keys and values");
        reader->edition->broken = true;
    }
}

static void read_edition(EditionsReader *reader, const YamlPair *pair, Edition *edition)
{
    *edition = (Edition){
        .name = pair->key, .place = pair->key_place, .broken = reader->defaults_broken};
    reader->edition = edition;
    check_name(reader);
    read_own(reader, pair->value);
    check_later(reader);
    read_language(reader);
    read_country(reader);
    read_layout(reader);
    read_selection(reader);
    read_pages(reader);
    read_opening(reader);
    read_file(reader);
    check_double(reader);
}

static const Editions *read_editions(EditionsReader *reader, const YamlNode *node)
{
    size_t n_editions = node->as.mapping.n_pairs;
    Editions *editions = arena_one(reader->arena, Editions);
    Edition *array = arena_array(reader->arena, Edition, n_editions);
    reader->files = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < n_editions; i++)
        read_edition(reader, &node->as.mapping.pairs[i], &array[i]);
    g_hash_table_unref(reader->files);
    *editions = (Editions){array, n_editions};
    return editions;
}

/* The editions' mapping; NULL: reported. */
static const YamlNode *find_editions(Diagnostics *diagnostics, const YamlNode *file,
                                     const char *path)
{
    const YamlNode *node = yaml_find(file, "editions");
    bool empty = !node || is_empty(node) ||
                 (node->kind == YAML_MAPPING && node->as.mapping.n_pairs == 0);
    if (empty)
        report(diagnostics, EDITIONS_EMPTY, node ? node->place : place_file(path),
               path);
    else if (node->kind != YAML_MAPPING)
        report(diagnostics, YAML_KIND, node->place, "editions",
               "a mapping of names and editions");
    return !empty && node->kind == YAML_MAPPING ? node : NULL;
}

static void read_defaults(EditionsReader *reader, const YamlNode *file)
{
    const YamlNode *node = yaml_find(file, "defaults");
    if (!node || is_empty(node))
        return;
    reader->defaults = node;
    reader->defaults_broken = !yaml_check_keys(reader->diagnostics, node, edition_keys);
}

/* The one edition of a letter that says nothing of editions. */
static const Editions *editions_usual(Arena *arena, const Letter *letter)
{
    Edition *edition = arena_one(arena, Edition);
    *edition = (Edition){.name = letter->language,
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
                              const Letter *letter)
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
        .diagnostics = diagnostics, .arena = arena, .letter = letter};
    read_defaults(&reader, file);
    const YamlNode *node = find_editions(diagnostics, file, path);
    const Editions *editions = node ? read_editions(&reader, node) : NULL;
    return known ? editions : NULL;
}
