/* Values out of YAML nodes: each reader takes one kind and says what it wanted. */
#include "base/yaml.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/nearest.h"
#include "base/unit.h"

static const char *kind_name(YamlKind kind)
{
    switch (kind) {
    case YAML_SCALAR:
        return "a value";
    case YAML_SEQUENCE:
        return "a list";
    case YAML_MAPPING:
        return "a mapping";
    }
    g_assert_not_reached();
}

const char *yaml_text(Diagnostics *diagnostics, const YamlNode *node, const char *key)
{
    if (node->kind == YAML_SCALAR)
        return node->as.scalar.text;
    report(diagnostics, YAML_KIND, node->place, key, "a single value");
    return NULL;
}

void yaml_bad_value(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                    const char *wanted)
{
    const char *text =
        node->kind == YAML_SCALAR ? node->as.scalar.text : kind_name(node->kind);
    report(diagnostics, BAD_VALUE, node->place, key, text, wanted);
}

bool yaml_bool(Diagnostics *diagnostics, const YamlNode *node, const char *key,
               bool *value)
{
    static const char *const words[] = {"no", "false", "yes", "true", NULL};
    const char *text = yaml_text(diagnostics, node, key);
    if (!text)
        return false;
    for (int i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0) {
            *value = i >= 2;
            return true;
        }
    yaml_bad_value(diagnostics, node, key, "yes or no");
    return false;
}

bool yaml_whole(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                long least, long most, long *value)
{
    const char *text = yaml_text(diagnostics, node, key);
    if (!text)
        return false;
    size_t sign = *text == '-';
    size_t digits = strspn(text + sign, "0123456789");
    errno = 0;
    long number = strtol(text, NULL, 10);
    if (digits && !text[sign + digits] && !errno && number >= least && number <= most) {
        *value = number;
        return true;
    }
    g_autofree char *wanted =
        g_strdup_printf("a whole number from %ld to %ld", least, most);
    yaml_bad_value(diagnostics, node, key, wanted);
    return false;
}

bool yaml_number(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                 double *value)
{
    const char *text = yaml_text(diagnostics, node, key);
    if (!text)
        return false;
    char *end = NULL;
    bool decimal = *text && !text[strspn(text, "+-.0123456789")];
    double number = g_ascii_strtod(text, &end);
    if (decimal && !*end && isfinite(number)) {
        *value = number;
        return true;
    }
    yaml_bad_value(diagnostics, node, key, "a number such as 1.5");
    return false;
}

bool yaml_length(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                 double em, double *points)
{
    const char *text = yaml_text(diagnostics, node, key);
    if (!text)
        return false;
    if (length_parse(text, em, points))
        return true;
    yaml_bad_value(diagnostics, node, key,
                   em ? "a length with its unit, such as 10pt, 4mm or 1.5em"
                      : "a length with its unit, such as 10pt, 4mm or 0.5in");
    return false;
}

/* What an unknown word could be, to be freed: the nearest one, or all. */
static char *words_wanted(const char *word, const char *const *words)
{
    const char *nearest = nearest_find(word, words);
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    return nearest ? g_strdup_printf("'%s'; known are %s", nearest, all)
                   : g_strdup_printf("one of %s", all);
}

bool yaml_choice(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                 const char *const *words, int *index)
{
    const char *text = yaml_text(diagnostics, node, key);
    if (!text)
        return false;
    for (int i = 0; words[i]; i++)
        if (strcmp(text, words[i]) == 0) {
            *index = i;
            return true;
        }
    g_autofree char *wanted = words_wanted(text, words);
    yaml_bad_value(diagnostics, node, key, wanted);
    return false;
}

bool yaml_texts(Diagnostics *diagnostics, Arena *arena, const YamlNode *node,
                const char *key, const char *const **texts, size_t *n_texts)
{
    bool one = node->kind == YAML_SCALAR;
    if (!one && node->kind != YAML_SEQUENCE) {
        report(diagnostics, YAML_KIND, node->place, key, "a list of texts");
        return false;
    }
    size_t n = one ? 1 : node->as.sequence.n_items;
    const char **array = arena_array(arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const YamlNode *item = one ? node : node->as.sequence.items[i];
        array[i] = yaml_text(diagnostics, item, key);
        if (!array[i])
            return false;
    }
    *texts = array;
    *n_texts = n;
    return true;
}

static void key_report(Diagnostics *diagnostics, const YamlPair *pair,
                       const char *const *known)
{
    const char *nearest = nearest_find(pair->key, known);
    g_autofree char *all = g_strjoinv(", ", (char **)known);
    g_autofree char *help = nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                                    : g_strdup_printf("known here: %s", all);
    report(diagnostics, UNKNOWN_KEY, pair->key_place, pair->key, help);
}

bool yaml_check_keys(Diagnostics *diagnostics, const YamlNode *mapping,
                     const char *const *known)
{
    if (mapping->kind != YAML_MAPPING) {
        report(diagnostics, YAML_KIND, mapping->place, kind_name(mapping->kind),
               "a mapping of keys and values");
        return false;
    }
    bool all_known = true;
    for (size_t i = 0; i < mapping->as.mapping.n_pairs; i++) {
        const YamlPair *pair = &mapping->as.mapping.pairs[i];
        if (g_strv_contains(known, pair->key))
            continue;
        key_report(diagnostics, pair, known);
        all_known = false;
    }
    return all_known;
}
