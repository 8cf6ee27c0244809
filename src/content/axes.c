/*
 * The languages and layouts of an entry with for-each: lists of which each item is an
 * edition, `auto` being the official languages of the edition's country, and the layout
 * for its paper. What comes twice, such as English that is official too, is made once.
 */
#include "content/each.h"

#include <string.h>

/* How many items a value is as a list; one that is too long is refused. */
static size_t items_count(const Each *each, const YamlNode *node, const char *key)
{
    enum { MOST_ITEMS = 200 };
    if (!node || node->kind != YAML_SEQUENCE)
        return node != NULL;
    if (node->as.sequence.n_items <= MOST_ITEMS)
        return node->as.sequence.n_items;
    yaml_bad_value(each->reader->diagnostics, node, key, "a list of at most 200");
    each->reader->edition->broken = true;
    return 0;
}

/* An item of a value that may be one alone. */
static const YamlNode *item_at(const YamlNode *node, size_t index)
{
    return node->kind == YAML_SEQUENCE ? node->as.sequence.items[index] : node;
}

/* ---- languages ------------------------------------------------------------------------------ */

static void tongues_add(GArray *list, Tongues tongues)
{
    for (guint i = 0; i < list->len; i++) {
        const Tongues *other = &g_array_index(list, Tongues, i);
        if (strcmp(other->language, tongues.language) == 0 &&
            g_strcmp0(other->second, tongues.second) == 0)
            return;
    }
    g_array_append_val(list, tongues);
}

/* Whether the letter is written in, or has a catalogue of, exactly this language. */
static bool is_served(const Each *each, const char *tag)
{
    return strcmp(each->reader->letter->language, tag) == 0 ||
           g_strv_contains(each->catalogs, tag);
}

/* Adds the official languages of the edition's country that there are; where there is
 * none, the letter's. An edition that is for no country has all that there are, unless
 * it is for another value of the roster. */
static void tongues_auto(const Each *each, GArray *list)
{
    const EditionsReader *reader = each->reader;
    const char *country = reader->edition->country;
    guint before = list->len;
    bool added = false;
    const char *const *tags = country ? country_languages(reader->arena, country)
                              : each->n_columns == 0 ? each->catalogs
                                                     : NULL;
    if (!country && each->n_columns == 0)
        tongues_add(list, (Tongues){reader->letter->language, NULL});
    for (; tags && *tags; tags++) {
        const char *local =
            country ? arena_print(reader->arena, "%s-%s", *tags, country) : *tags;
        const char *tag = is_served(each, local) ? local : *tags;
        if (!is_served(each, tag) && !letter_serves(reader->letter, tag))
            continue;
        tongues_add(list, (Tongues){tag, NULL});
        added = true;
    }
    if (!added && list->len == before)
        tongues_add(list, (Tongues){reader->letter->language, NULL});
}

static void tongues_item(const Each *each, const YamlNode *node, GArray *list)
{
    Tongues tongues;
    if (node->kind == YAML_SCALAR && strcmp(node->as.scalar.text, "auto") == 0)
        tongues_auto(each, list);
    else if (tongues_read(each->reader, node, &tongues))
        tongues_add(list, tongues);
}

GArray *tongues_list(const Each *each)
{
    const EditionsReader *reader = each->reader;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Tongues));
    const YamlNode *node = layer_value(reader, "language");
    size_t n_items = items_count(each, node, "language");
    for (size_t i = 0; i < n_items; i++)
        tongues_item(each, item_at(node, i), list);
    if (!node && dimension_find(&each->dimensions, "language"))
        tongues_auto(each, list);
    if (list->len == 0)
        tongues_add(list, (Tongues){reader->letter->language, NULL});
    return list;
}

/* ---- layouts -------------------------------------------------------------------------------- */

static void layouts_item(const Each *each, const YamlNode *node, GArray *list)
{
    LayoutChoice choice;
    if (!layout_choose(each->reader, node, &choice))
        return;
    for (guint i = 0; i < list->len; i++)
        if (strcmp(g_array_index(list, LayoutChoice, i).name, choice.name) == 0)
            return;
    g_array_append_val(list, choice);
}

GArray *layouts_list(const Each *each)
{
    const Edition *edition = each->reader->edition;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(LayoutChoice));
    const YamlNode usual = {
        .kind = YAML_SCALAR, .place = edition->place, .as.scalar.text = "auto"};
    const YamlNode *node = layer_value(each->reader, "layout");
    if (!node && dimension_find(&each->dimensions, "layout"))
        node = &usual;
    size_t n_items = items_count(each, node, "layout");
    for (size_t i = 0; i < n_items; i++)
        layouts_item(each, item_at(node, i), list);
    LayoutChoice letter = {"letter", edition->place};
    if (list->len == 0)
        g_array_append_val(list, letter);
    return list;
}
