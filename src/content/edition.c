/*
 * The values of one edition, each looked up in its layers and read where it is found, so
 * that a mistake is told at the place where it was written: once, also when a hundred
 * editions of an entry have it.
 */
#include "content/layers.h"

#include <string.h>

enum { MOST_PAGES = 9999, MOST_EDITIONS = 100000 };

static const char *const selections[] = {"all", "own-first", "own-only", "none", NULL};

static const char *const papers[] = {"A4", "Letter", NULL};

bool node_is_empty(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && node->as.scalar.text[0] == '\0';
}

const YamlNode *layer_value(const EditionsReader *reader, const char *key)
{
    const YamlNode *node = NULL;
    for (size_t i = reader->n_layers; i > 0 && !node; i--)
        node = yaml_find(reader->layers[i - 1], key);
    return node && !node_is_empty(node) ? node : NULL;
}

/* ---- language ------------------------------------------------------------------------ */

/* The tag that a text is; NULL: reported, and the edition is broken. */
static const char *read_tag(EditionsReader *reader, const YamlNode *node)
{
    const char *text = yaml_text(reader->diagnostics, node, "language");
    const char *tag = text ? language_canonical(reader->arena, text) : NULL;
    if (text && strcmp(text, "auto") == 0)
        yaml_bad_value(reader->diagnostics, node, "language",
                       "one tag such as en; 'auto' is for entries with 'for-each'");
    else if (text && !tag)
        yaml_bad_value(reader->diagnostics, node, "language",
                       "a language's tag such as en, be or sr-Latn");
    reader->edition->broken |= !tag;
    return tag;
}

bool tongues_read(EditionsReader *reader, const YamlNode *node, Tongues *tongues)
{
    *tongues = (Tongues){0};
    if (node->kind != YAML_SEQUENCE) {
        tongues->language = read_tag(reader, node);
        return tongues->language != NULL;
    }
    const char *tags[2] = {NULL};
    size_t n_tags = node->as.sequence.n_items, n_read = 0;
    for (size_t i = 0; i < n_tags && n_tags <= G_N_ELEMENTS(tags); i++) {
        tags[i] = read_tag(reader, node->as.sequence.items[i]);
        n_read += tags[i] != NULL;
    }
    if (n_tags <= G_N_ELEMENTS(tags) && n_read < n_tags)
        return false;
    if (n_tags != 2 || strcmp(tags[0], tags[1]) == 0) {
        yaml_bad_value(reader->diagnostics, node, "language",
                       "one language, or a list of two that differ: [en, be]");
        reader->edition->broken = true;
        return false;
    }
    *tongues = (Tongues){tags[0], tags[1]};
    return true;
}

/* ---- layout -------------------------------------------------------------------------- */

/* The layout's name for the paper of the edition: of `node`, or the usual ones. */
static const YamlNode *paper_find(EditionsReader *reader, const YamlNode *node,
                                  bool is_letter)
{
    const YamlNode *found = NULL;
    bool good = yaml_check_keys(reader->diagnostics, node, papers);
    for (size_t i = 0; good && papers[i]; i++) {
        const YamlNode *named = yaml_find(node, papers[i]);
        good = named && !node_is_empty(named);
        found = i == (size_t)is_letter ? named : found;
        if (!good)
            yaml_bad_value(reader->diagnostics, node, "layout",
                           "a layout for each paper: { A4: sans, Letter: sans-us }");
    }
    reader->edition->broken |= !good;
    return good ? found : NULL;
}

bool layout_choose(EditionsReader *reader, const YamlNode *node, LayoutChoice *choice)
{
    const Edition *edition = reader->edition;
    bool is_letter = paper_is_letter(edition->country, edition->language);
    if (node->kind == YAML_MAPPING)
        node = paper_find(reader, node, is_letter);
    const char *text = node ? yaml_text(reader->diagnostics, node, "layout") : NULL;
    reader->edition->broken |= !text;
    if (!text)
        return false;
    *choice = (LayoutChoice){text, node->place};
    if (strcmp(text, "auto") == 0)
        choice->name = is_letter ? "letter-us" : "letter";
    return true;
}

/* ---- the other values ------------------------------------------------------------------ */

void edition_read_country(EditionsReader *reader)
{
    Edition *edition = reader->edition;
    const YamlNode *node = layer_value(reader, "country");
    if (edition->country || !node)
        return;
    const char *text = yaml_text(reader->diagnostics, node, "country");
    if (text)
        edition->country =
            country_read(reader->diagnostics, reader->arena, text, node->place);
    edition->broken |= !edition->country;
}

void edition_read_alone(EditionsReader *reader)
{
    Edition *edition = reader->edition;
    Tongues tongues = {reader->letter->language, NULL};
    LayoutChoice layout = {"letter", edition->place};
    const YamlNode *node = layer_value(reader, "language");
    if (node && !tongues_read(reader, node, &tongues))
        tongues = (Tongues){reader->letter->language, NULL};
    edition->language = tongues.language;
    edition->second = tongues.second;
    edition_read_country(reader);
    node = layer_value(reader, "layout");
    if (node)
        layout_choose(reader, node, &layout);
    edition->layout = layout.name;
    edition->layout_place = layout.place;
}

/* Reads whose names are shown; what is the edition's own, its country must say, or the
 * value that it is made for. */
static void read_selection(EditionsReader *reader)
{
    int index = ROSTER_ALL;
    Edition *edition = reader->edition;
    const YamlNode *node = layer_value(reader, "roster");
    if (node && !yaml_choice(reader->diagnostics, node, "roster", selections, &index))
        edition->broken = true;
    edition->selection = (RosterSelection)index;
    bool own = index == ROSTER_OWN_FIRST || index == ROSTER_OWN_ONLY;
    if (!own || edition->n_own > 0 || layer_value(reader, "country"))
        return;
    report(reader->diagnostics, EDITION_COUNTRY, edition->place, edition->title,
           selections[index]);
    edition->broken = true;
}

static void read_pages(EditionsReader *reader)
{
    long pages = 0;
    const YamlNode *node = layer_value(reader, "pages");
    if (node && !yaml_whole(reader->diagnostics, node, "pages", 1, MOST_PAGES, &pages))
        reader->edition->broken = true;
    reader->edition->pages = (unsigned)pages;
}

static void read_opening(EditionsReader *reader)
{
    const YamlNode *node = layer_value(reader, "opening");
    reader->edition->opening = true;
    if (node &&
        !yaml_bool(reader->diagnostics, node, "opening", &reader->edition->opening))
        reader->edition->broken = true;
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
    report(reader->diagnostics, EDITION_FILE_DOUBLE, edition->place, other->title,
           edition->title, arena_print(reader->arena, "%s.pdf", edition->file));
    edition->broken = other->broken = true;
}

/* Whether one more edition can be made; false: reported. */
static bool editions_are_few(EditionsReader *reader)
{
    if (reader->made->len < MOST_EDITIONS)
        return true;
    reader->full = true;
    report(reader->diagnostics, EDITIONS_TOO_MANY, reader->place, reader->entry,
           G_STRINGIFY(100000));
    return false;
}

void edition_finish(EditionsReader *reader)
{
    if (!editions_are_few(reader))
        return;
    read_selection(reader);
    read_pages(reader);
    read_opening(reader);
    edition_read_file(reader);
    check_double(reader);
    g_ptr_array_add(reader->made, reader->edition);
}
