/*
 * The glossary: words that every message translates alike. A term in the letter's text
 * asks for one of the forms that its language has, wherever in the translation; which
 * form is right where, grammar decides and no list can.
 *
 *     terms:
 *       - term: Coordination Council
 *         forms:
 *           de: [Koordinierungsrat, Koordinierungsrats]
 *         uncertain: [ka]
 */
#include "content/catalog.h"

#include <string.h>

#include "content/messages.h"

static const char *const file_keys[] = {"terms", NULL};
static const char *const term_keys[] = {"term", "forms", "uncertain", NULL};

typedef struct Glossary {
    Diagnostics *diagnostics;
    Arena *arena;
    const Catalog *catalog;
    bool good;
} Glossary;

/* Holds each message whose source has the term to its forms. */
static void term_apply(const Glossary *glossary, const char *term,
                       const char *const *forms, size_t n_forms)
{
    const Catalog *catalog = glossary->catalog;
    for (size_t i = 0; i < catalog->n_messages; i++) {
        const CatalogMessage *message = &catalog->messages[i];
        g_autofree char *source = text_spaced(message->source);
        g_autofree char *text = text_spaced(message->text);
        if (message->obsolete || !*text || !term_stands(source, term) ||
            any_stands(text, forms, n_forms))
            continue;
        g_autofree char *shown = g_strjoinv("', '", (char **)forms);
        report(glossary->diagnostics, GLOSSARY_TERM, message->place, term,
               *message->context ? message->context : "text", shown);
    }
}

/* The node at `key` of a term; NULL: there is none, or it is of another kind, reported. */
static const YamlNode *find_kind(Glossary *glossary, const YamlNode *entry,
                                 const char *key, YamlKind kind, const char *wanted)
{
    const YamlNode *node = yaml_find(entry, key);
    if (!node || node->kind == kind)
        return node;
    report(glossary->diagnostics, YAML_KIND, node->place, key, wanted);
    glossary->good = false;
    return NULL;
}

/* Whether a tag names the catalogue's language; one that is no language is reported. */
static bool tag_meant(Glossary *glossary, const char *tag, Place place)
{
    const char *canonical = language_canonical(glossary->arena, tag);
    if (canonical)
        return strcmp(canonical, glossary->catalog->language) == 0;
    report(glossary->diagnostics, GLOSSARY_LANGUAGE, place, tag);
    glossary->good = false;
    return false;
}

static void forms_read(Glossary *glossary, const YamlNode *entry, const char *term)
{
    const YamlNode *forms = find_kind(glossary, entry, "forms", YAML_MAPPING,
                                      "a mapping of languages and lists of forms");
    for (size_t i = 0; forms && i < forms->as.mapping.n_pairs; i++) {
        const YamlPair *pair = &forms->as.mapping.pairs[i];
        const char *const *texts = NULL;
        size_t n_texts = 0;
        bool meant = tag_meant(glossary, pair->key, pair->key_place);
        if (!yaml_texts(glossary->diagnostics, glossary->arena, pair->value, pair->key,
                        &texts, &n_texts)) {
            glossary->good = false;
            continue;
        }
        const char **ended = arena_array(glossary->arena, const char *, n_texts + 1);
        for (size_t k = 0; k < n_texts; k++)
            ended[k] = texts[k];
        if (meant && n_texts > 0)
            term_apply(glossary, term, ended, n_texts);
    }
}

static void uncertain_read(Glossary *glossary, const YamlNode *entry, const char *term)
{
    const YamlNode *node = yaml_find(entry, "uncertain");
    const char *const *tags = NULL;
    size_t n_tags = 0;
    if (!node)
        return;
    if (!yaml_texts(glossary->diagnostics, glossary->arena, node, "uncertain", &tags,
                    &n_tags)) {
        glossary->good = false;
        return;
    }
    for (size_t i = 0; i < n_tags; i++)
        if (tag_meant(glossary, tags[i], node->place))
            report(glossary->diagnostics, GLOSSARY_UNCERTAIN, node->place, term,
                   glossary->catalog->language);
}

static void term_read(Glossary *glossary, const YamlNode *entry)
{
    if (!yaml_check_keys(glossary->diagnostics, entry, term_keys)) {
        glossary->good = false;
        return;
    }
    const YamlNode *node = yaml_find(entry, "term");
    const char *term = node ? yaml_text(glossary->diagnostics, node, "term") : NULL;
    if (!node)
        report(glossary->diagnostics, KEY_MISSING, entry->place, "term",
               "Coordination Council");
    else if (term && !text_is_visible(term))
        yaml_bad_value(glossary->diagnostics, node, "term", "words of the letter");
    if (!term || !text_is_visible(term)) {
        glossary->good = false;
        return;
    }
    g_autofree char *plain = text_spaced(term);
    forms_read(glossary, entry, plain);
    uncertain_read(glossary, entry, plain);
}

static void terms_read(Glossary *glossary, const YamlNode *file)
{
    glossary->good = yaml_check_keys(glossary->diagnostics, file, file_keys);
    if (!glossary->good)
        return;
    const YamlNode *terms =
        find_kind(glossary, file, "terms", YAML_SEQUENCE, "a list of terms");
    for (size_t i = 0; terms && i < terms->as.sequence.n_items; i++)
        term_read(glossary, terms->as.sequence.items[i]);
}

bool glossary_check(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                    const Catalog *catalog)
{
    static const char name[] = "po/glossary.yaml";
    g_autofree char *built = g_build_filename(letter->folder, name, NULL);
    const char *path = arena_string(arena, built), *text = NULL;
    size_t length = 0;
    if (!g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return true;
    if (!file_read_inside(diagnostics, arena, letter->folder, name, &text, &length))
        return false;
    const YamlNode *file = yaml_read(diagnostics, arena, path, text, length, 1);
    Glossary glossary = {diagnostics, arena, catalog, false};
    if (file)
        terms_read(&glossary, file);
    return glossary.good;
}
