/*
 * include and exclude. Of what a for-each makes editions for, they choose among the
 * editions; of any other column of the roster, among the names that an edition shows. So
 * `exclude: { country: [XK] }` in an entry for each country makes none for Kosovo, whose
 * names stand in all others; `include: { chamber: [Senate] }` leaves the senators.
 *
 * A value that no row has is a slip, but for countries: that Kosovo gets no edition can be
 * said before anybody there has signed.
 */
#include "content/layers.h"

#include <string.h>

const Dimension *dimension_find(const Dimensions *dimensions, const char *name)
{
    for (size_t i = 0; i < dimensions->n_each; i++)
        if (strcmp(dimensions->each[i].name, name) == 0)
            return &dimensions->each[i];
    return NULL;
}

static gint text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *column_values(const Roster *roster, const char *column)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *values = g_ptr_array_new();
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        const char *value = roster_value(roster, signatory, column);
        if (*value && signatory->source && g_hash_table_add(known, (gpointer)value))
            g_ptr_array_add(values, (gpointer)value);
    }
    g_ptr_array_sort(values, text_compare);
    g_ptr_array_add(values, NULL);
    return values;
}

const char *value_find(Arena *arena, const char *name, const GPtrArray *values,
                       const char *text)
{
    if (strcmp(name, "country") == 0)
        return country_canonical(text);
    if (strcmp(name, "language") == 0)
        return language_canonical(arena, text);
    bool known = g_strv_contains((const char *const *)values->pdata, text);
    return known ? text : NULL;
}

void value_refuse(EditionsReader *reader, Place place, const char *text,
                  const char *name, const GPtrArray *values)
{
    const char *const *words = (const char *const *)values->pdata;
    const char *nearest = nearest_find(text, words);
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    g_autofree char *help = nearest  ? g_strdup_printf("did you mean '%s'?", nearest)
                            : *words ? g_strdup_printf("there are %s", all)
                                     : g_strdup("there is no value yet");
    report(reader->diagnostics, VALUE_UNKNOWN, place, text, name, help);
    reader->edition->broken = true;
}

/* The values at a key of include or exclude; NULL: reported. */
static const char *const *values_read(EditionsReader *reader, const YamlPair *pair,
                                      const GPtrArray *known)
{
    const YamlNode *node = pair->value;
    bool one = node->kind == YAML_SCALAR, good = true;
    size_t n_items = one ? 1 : node->as.sequence.n_items;
    const char **values = arena_array(reader->arena, const char *, n_items + 1);
    for (size_t i = 0; i < n_items; i++) {
        const YamlNode *item = one ? node : node->as.sequence.items[i];
        const char *text = yaml_text(reader->diagnostics, item, pair->key);
        values[i] = text ? value_find(reader->arena, pair->key, known, text) : NULL;
        good = good && values[i];
        if (text && !values[i])
            value_refuse(reader, item->place, text, pair->key, known);
    }
    reader->edition->broken |= !good;
    return good ? values : NULL;
}

static void column_refuse(EditionsReader *reader, const YamlPair *pair,
                          const Dimensions *dimensions)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < dimensions->n_each; i++)
        g_ptr_array_add(names, (gpointer)dimensions->each[i].name);
    for (size_t i = 0; i < reader->roster->n_columns; i++)
        if (!dimension_find(dimensions, reader->roster->columns[i]))
            g_ptr_array_add(names, (gpointer)reader->roster->columns[i]);
    g_ptr_array_add(names, NULL);
    const char *const *words = (const char *const *)names->pdata;
    const char *nearest = nearest_find(pair->key, words);
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    g_autofree char *help = nearest  ? g_strdup_printf("did you mean '%s'?", nearest)
                            : *words ? g_strdup_printf("there are %s", all)
                                     : g_strdup("the letter has no signatories.csv");
    report(reader->diagnostics, COLUMN_NONE, pair->key_place, pair->key, help);
    reader->edition->broken = true;
}

/* Reads what include or exclude says of one column. */
static void choice_read(EditionsReader *reader, const YamlPair *pair, bool exclude,
                        const Dimensions *dimensions, GArray *choices, GArray *filters)
{
    const Dimension *dimension = dimension_find(dimensions, pair->key);
    const Roster *roster = reader->roster;
    bool known = dimension != NULL;
    for (size_t i = 0; i < roster->n_columns && !known; i++)
        known = strcmp(roster->columns[i], pair->key) == 0;
    if (!known) {
        column_refuse(reader, pair, dimensions);
        return;
    }
    if (pair->value->kind == YAML_MAPPING) {
        report(reader->diagnostics, YAML_KIND, pair->value->place, pair->key,
               "a list of texts");
        reader->edition->broken = true;
        return;
    }
    g_autoptr(GPtrArray) values = dimension ? g_ptr_array_ref(dimension->values)
                                            : column_values(roster, pair->key);
    NameFilter filter = {pair->key, values_read(reader, pair, values), exclude};
    if (filter.values)
        g_array_append_val(dimension ? choices : filters, filter);
}

static void choices_read(EditionsReader *reader, const char *key, bool exclude,
                         const Dimensions *dimensions, GArray *choices, GArray *filters)
{
    const YamlNode *node = layer_value(reader, key);
    if (!node)
        return;
    if (node->kind != YAML_MAPPING) {
        report(reader->diagnostics, YAML_KIND, node->place, key,
               "columns with their values, such as { country: [BE, NL] }");
        reader->edition->broken = true;
        return;
    }
    for (size_t i = 0; i < node->as.mapping.n_pairs; i++)
        choice_read(reader, &node->as.mapping.pairs[i], exclude, dimensions, choices,
                    filters);
}

void edition_read_choices(EditionsReader *reader, const Dimensions *dimensions,
                          GArray *choices)
{
    g_autoptr(GArray) filters = g_array_new(FALSE, FALSE, sizeof(NameFilter));
    if (!reader->roster)
        return;
    choices_read(reader, "include", false, dimensions, choices, filters);
    choices_read(reader, "exclude", true, dimensions, choices, filters);
    reader->edition->n_filters = filters->len;
    reader->edition->filters =
        arena_copy(reader->arena, filters->data, filters->len * sizeof(NameFilter));
}

bool choices_pass(const GArray *choices, const char *name, const char *value)
{
    for (guint i = 0; i < choices->len; i++) {
        const NameFilter *choice = &g_array_index(choices, NameFilter, i);
        if (strcmp(choice->column, name) == 0 &&
            g_strv_contains(choice->values, value) == choice->exclude)
            return false;
    }
    return true;
}
