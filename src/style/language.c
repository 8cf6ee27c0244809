/*
 * Reading what a language asks. Files are laid over one another, the more particular on
 * top: root, then the tag's forms from the shortest ("sr", "sr-Latn", "sr-Latn-RS"),
 * then the letter's own in languages/ of its folder in the same order. What root's
 * labels do not have is no label.
 */
#include "style/properties.h"

#include <string.h>

typedef struct LanguageReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const Folders *folders;
    Place asked;
    const char *const *labels; /* known keys; NULL while root is read */
    const YamlNode *tree;      /* merged so far */
    const char *path;          /* of the most particular file */
    bool good;
} LanguageReader;

/* The keys of root's labels. */
static const char *const *label_keys(Arena *arena, const YamlNode *labels)
{
    size_t n_keys =
        labels != NULL && labels->kind == YAML_MAPPING ? labels->as.mapping.n_pairs : 0;
    const char **keys = arena_array(arena, const char *, n_keys + 1);
    for (size_t i = 0; i < n_keys; i++)
        keys[i] = labels->as.mapping.pairs[i].key;
    return keys;
}

/* A label is a text, and never empty: a letter cannot wipe SPECIMEN off its pages. */
static bool label_check(const LanguageReader *reader, const YamlPair *pair)
{
    const char *text = yaml_text(reader->diagnostics, pair->value, pair->key);
    bool filled = text != NULL && text[strspn(text, " \t\n")] != '\0';
    if (text != NULL && !filled)
        yaml_bad_value(reader->diagnostics, pair->value, pair->key,
                       "a text, or leave the key out for the usual one");
    return filled;
}

static bool labels_check(const LanguageReader *reader, const YamlNode *labels)
{
    const char *const *known =
        reader->labels != NULL ? reader->labels : label_keys(reader->arena, labels);
    if (labels->kind != YAML_MAPPING) {
        report(reader->diagnostics, YAML_KIND, labels->place, "labels",
               "a mapping of keys and texts");
        return false;
    }
    bool good = yaml_check_keys(reader->diagnostics, labels, known);
    for (size_t i = 0; i < labels->as.mapping.n_pairs; i++)
        good &= label_check(reader, &labels->as.mapping.pairs[i]);
    return good;
}

/* Lays the file at `path` over what was read. */
static void file_lay(LanguageReader *reader, const char *path)
{
    const char *text;
    size_t length;
    const YamlNode *tree = NULL;
    if (file_read_text(reader->diagnostics, reader->arena, path, reader->asked, &text,
                       &length))
        tree = yaml_read(reader->diagnostics, reader->arena, path, text, length, 1);
    if (tree == NULL || tree->kind != YAML_MAPPING) {
        if (tree != NULL)
            report(reader->diagnostics, YAML_KIND, tree->place, "language",
                   "a mapping of keys and values");
        reader->good = false;
        return;
    }
    const YamlNode *labels = yaml_find(tree, "labels");
    if (labels != NULL)
        reader->good &= labels_check(reader, labels);
    reader->tree = yaml_merge(reader->arena, reader->tree, tree);
    reader->path = path;
}

/* The tag in its usual case: "EN-us" is "en-US", "sr-latn" "sr-Latn"; NULL when it
 * holds anything but letters, digits and hyphens, and can be no file's name. */
static const char *tag_settle(Arena *arena, const char *tag)
{
    char *settled = arena_text(arena, tag, strlen(tag));
    g_auto(GStrv) parts = g_strsplit(tag, "-", -1);
    char *at = settled;
    for (size_t i = 0; parts[i] != NULL; i++) {
        size_t length = strlen(parts[i]);
        for (size_t k = 0; k < length; k++, at++) {
            if (!g_ascii_isalnum(*at))
                return NULL;
            bool capital = i > 0 && (length == 2 || (length == 4 && k == 0));
            *at = capital ? g_ascii_toupper(*at) : g_ascii_tolower(*at);
        }
        at++;
    }
    return settled;
}

/* Lays the files of a tag's forms, from the shortest, in `folder` over what was read. */
static void forms_lay(LanguageReader *reader, const char *folder, const char *tag)
{
    for (const char *end = tag; *end != '\0';) {
        end += strcspn(end, "-");
        const char *form = arena_text(reader->arena, tag, (size_t)(end - tag));
        const char *path =
            folders_find(reader->folders, reader->arena,
                         arena_print(reader->arena, "%s/%s.yaml", folder, form));
        if (path != NULL && strcmp(form, "root") != 0)
            file_lay(reader, path);
        end += *end == '-';
    }
}

static bool root_lay(LanguageReader *reader)
{
    const char *root =
        folders_find(reader->folders, reader->arena, "layouts/languages/root.yaml");
    if (root == NULL) {
        report(reader->diagnostics, LANGUAGE_ROOT_MISSING, PLACE_NONE);
        return false;
    }
    file_lay(reader, root);
    if (!reader->good)
        return false;
    reader->labels = label_keys(reader->arena, yaml_find(reader->tree, "labels"));
    reader->path = NULL;
    return true;
}

/* A broken word always shows that it is: a language that would have no hyphen has no
 * hyphenation. */
static bool hyphen_check(const LanguageReader *reader, const Language *language)
{
    if (language->hyphen != NULL)
        return true;
    yaml_bad_value(reader->diagnostics, yaml_find(reader->tree, "hyphen"), "hyphen",
                   "a hyphen; 'hyphenation: none' keeps words whole");
    return false;
}

/* Four marks or none. */
static bool quotes_check(const LanguageReader *reader, const Language *language)
{
    bool good = language->n_quotes == 0 || language->n_quotes == 4;
    for (size_t i = 0; i < language->n_quotes; i++)
        good = good && language->quotes[i][0] != '\0';
    if (!good)
        yaml_bad_value(reader->diagnostics, yaml_find(reader->tree, "quotes"), "quotes",
                       "four marks: what opens and closes a quotation, and one in it; "
                       "or [] to leave them as they are typed");
    return good;
}

/* A space and a mark each. */
static bool spaces_check(const LanguageReader *reader, const Language *language)
{
    bool good = true;
    for (size_t i = 0; i < language->n_space_before; i++) {
        const char *text = language->space_before[i];
        good = good && g_utf8_strlen(text, -1) == 2 &&
               g_unichar_isspace(g_utf8_get_char(text)) &&
               g_unichar_ispunct(g_utf8_get_char(g_utf8_next_char(text)));
    }
    if (!good)
        yaml_bad_value(reader->diagnostics, yaml_find(reader->tree, "space-before"),
                       "space-before", "a space and a mark each, such as \"\\u202f!\"");
    return good;
}

const Language *language_read(Diagnostics *diagnostics, Arena *arena,
                              const Folders *folders, const char *tag, Place asked)
{
    LanguageReader reader = {diagnostics, arena, folders, asked,
                             NULL,        NULL,  NULL,    true};
    const char *settled = tag_settle(arena, tag);
    if (!root_lay(&reader))
        return NULL;
    if (settled != NULL) {
        forms_lay(&reader, "layouts/languages", settled);
        forms_lay(&reader, "languages", settled);
    }
    const double no_em = 0;
    const PropertyReader properties = {
        .diagnostics = diagnostics, .arena = arena, .em = &no_em};
    Language *language = arena_one(arena, Language);
    *language = (Language){.tag = arena_string(arena, tag),
                           .path = reader.path,
                           .least_before = 2,
                           .least_after = 3,
                           .hyphen = "\u2010",
                           .one_letter = TIE_FREE,
                           .labels = yaml_find(reader.tree, "labels")};
    reader.good &=
        properties_read(&properties, &language_properties, reader.tree, language);
    reader.good &= hyphen_check(&reader, language);
    reader.good &= quotes_check(&reader, language);
    reader.good &= spaces_check(&reader, language);
    if (settled != NULL)
        months_read(arena, settled, language);
    return reader.good ? language : NULL;
}

const char *language_label(const Language *language, const char *key, Place *place)
{
    if (language->labels == NULL)
        return NULL;
    const YamlNode *node = yaml_find(language->labels, key);
    if (node == NULL)
        return NULL;
    *place = node->place;
    return node->as.scalar.text;
}
