/*
 * An entry with for-each becomes an edition for each value. What it lists are dimensions:
 * columns of the roster, whose values are taken together as they occur in its rows (a
 * chamber goes with its country alone), then language and layout, whose values multiply.
 * In such an entry a list of languages or layouts is one edition each, whether for-each
 * names them or not; two languages side by side are a list in the list, [[en, be]].
 *
 *     columns ─► country ─► languages ─► layouts ─► an edition
 *
 * `override` adds a layer of values where a dimension has gone into the edition, so that
 * what it says of a country can change the country's languages, and what it says of a
 * language that language's layouts. Names and files are made of the values; nothing of an
 * edition depends on which others there are.
 */
#include "content/each.h"

#include <string.h>

/* ---- dimensions --------------------------------------------------------------------------- */

static bool is_column(const Roster *roster, const char *name)
{
    return roster->n_columns > 0 && g_strv_contains(roster->columns, name);
}

static void column_refuse(EditionsReader *reader, const YamlNode *node,
                          const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < reader->roster->n_columns; i++)
        g_ptr_array_add(names, (gpointer)reader->roster->columns[i]);
    g_ptr_array_add(names, "language");
    g_ptr_array_add(names, "layout");
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(name, (const char *const *)names->pdata);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    g_autofree char *help = nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                                    : g_strdup_printf("there are %s", all);
    report(reader->diagnostics, COLUMN_NONE, node->place, name, help);
    reader->edition->broken = true;
}

/* Adds the layouts that a value of `layout` names. */
static void layouts_add(const YamlNode *node, GPtrArray *values)
{
    if (node->kind == YAML_SCALAR && strcmp(node->as.scalar.text, "auto") == 0) {
        g_ptr_array_add(values, "letter");
        g_ptr_array_add(values, "letter-us");
    } else if (node->kind == YAML_SCALAR) {
        g_ptr_array_add(values, (gpointer)node->as.scalar.text);
    }
    for (size_t i = 0; node->kind == YAML_SEQUENCE && i < node->as.sequence.n_items;
         i++)
        layouts_add(node->as.sequence.items[i], values);
    for (size_t i = 0; node->kind == YAML_MAPPING && i < node->as.mapping.n_pairs; i++)
        layouts_add(node->as.mapping.pairs[i].value, values);
}

/* The values of `key` in the layers and in each override, the former first. */
static GPtrArray *nodes_list(const EditionsReader *reader, const char *key)
{
    GPtrArray *nodes = g_ptr_array_new();
    const YamlNode *usual = layer_value(reader, key);
    const YamlNode *override = layer_value(reader, "override");
    if (usual)
        g_ptr_array_add(nodes, (gpointer)usual);
    bool mapping = override && override->kind == YAML_MAPPING;
    for (size_t i = 0; mapping && i < override->as.mapping.n_pairs; i++) {
        const YamlNode *layer = override->as.mapping.pairs[i].value;
        const YamlNode *node =
            layer->kind == YAML_MAPPING ? yaml_find(layer, key) : NULL;
        if (node)
            g_ptr_array_add(nodes, (gpointer)node);
    }
    return nodes;
}

/* The values of a dimension, for who mistypes one. */
static GPtrArray *values_list(const Each *each, const char *name)
{
    const EditionsReader *reader = each->reader;
    GPtrArray *values = g_ptr_array_new();
    if (strcmp(name, "layout") == 0) {
        g_autoptr(GPtrArray) nodes = nodes_list(reader, name);
        for (guint i = 0; i < nodes->len; i++)
            layouts_add(nodes->pdata[i], values);
        if (!layer_value(reader, name))
            layouts_add(&(YamlNode){.kind = YAML_SCALAR, .as.scalar.text = "auto"},
                        values);
    } else if (strcmp(name, "language") == 0) {
        g_ptr_array_add(values, (gpointer)reader->letter->language);
        for (const char *const *tag = each->catalogs; *tag; tag++)
            g_ptr_array_add(values, (gpointer)*tag);
    } else {
        g_ptr_array_unref(values);
        return column_values(reader->roster, name);
    }
    g_ptr_array_add(values, NULL);
    return values;
}

/* Takes one more dimension, of which there must not be too many. */
static void dimension_add(Each *each, const char *name)
{
    Dimensions *dimensions = &each->dimensions;
    Dimension *dimension = &dimensions->each[dimensions->n_each++];
    *dimension = (Dimension){name, values_list(each, name)};
    if (strcmp(name, "language") != 0 && strcmp(name, "layout") != 0)
        each->columns[each->n_columns++] = dimension;
}

/* Whether a value of `key` is more than one edition. */
static bool key_multiplies(const EditionsReader *reader, const char *key)
{
    bool several = false;
    g_autoptr(GPtrArray) nodes = nodes_list(reader, key);
    for (guint i = 0; i < nodes->len; i++) {
        const YamlNode *node = nodes->pdata[i];
        several |= node->kind == YAML_SEQUENCE;
        if (node->kind == YAML_SCALAR && strcmp(key, "language") == 0)
            several |= strcmp(node->as.scalar.text, "auto") == 0;
    }
    return several;
}

/* Reads one name of for-each. */
static void dimension_read(Each *each, const YamlNode *node)
{
    EditionsReader *reader = each->reader;
    const char *name = yaml_text(reader->diagnostics, node, "for-each");
    bool usual = name && (strcmp(name, "language") == 0 || strcmp(name, "layout") == 0);
    reader->edition->broken |= !name;
    if (!name)
        return;
    if (!usual && !is_column(reader->roster, name)) {
        column_refuse(reader, node, name);
    } else if (dimension_find(&each->dimensions, name)) {
        yaml_bad_value(reader->diagnostics, node, "for-each", "each name once");
        reader->edition->broken = true;
    } else {
        dimension_add(each, name);
    }
}

/* Reads what for-each lists, and what is a dimension by its list of values. */
static void dimensions_read(Each *each, const YamlNode *node)
{
    static const char *const implied[] = {"language", "layout"};
    EditionsReader *reader = each->reader;
    bool list = node->kind == YAML_SEQUENCE;
    size_t n_items = list ? node->as.sequence.n_items : 1;
    if (n_items == 0 || n_items > MOST_EACH - G_N_ELEMENTS(implied)) {
        yaml_bad_value(reader->diagnostics, node, "for-each",
                       "from one to six names, such as [country, language]");
        reader->edition->broken = true;
        return;
    }
    for (size_t i = 0; i < n_items; i++)
        dimension_read(each, list ? node->as.sequence.items[i] : node);
    for (size_t i = 0; i < G_N_ELEMENTS(implied); i++)
        if (!dimension_find(&each->dimensions, implied[i]) &&
            key_multiplies(reader, implied[i]))
            dimension_add(each, implied[i]);
}

/* ---- override ----------------------------------------------------------------------------- */

/* Finds which value an override is for: as it is written, else as it can be read ("be" is
 * Belarusian before it is Belgium). False: none. */
static bool override_find(const Each *each, const char *text, Override *override)
{
    const Dimensions *dimensions = &each->dimensions;
    for (int loosely = 0; loosely < 2; loosely++) {
        for (size_t i = 0; i < dimensions->n_each; i++) {
            const Dimension *dimension = &dimensions->each[i];
            const char *value = value_find(each->reader->arena, dimension->name,
                                           dimension->values, text);
            if (value && (loosely || strcmp(value, text) == 0)) {
                override->dimension = dimension;
                override->value = value;
                return true;
            }
        }
    }
    return false;
}

/* Checks the keys of an override: what its value has settled it cannot change. */
static void override_check(const Each *each, const Override *override)
{
    static const char *const keys[] = {"roster", "pages", "file", "opening"};
    EditionsReader *reader = each->reader;
    const char *name = override->dimension->name;
    const char *known[G_N_ELEMENTS(keys) + 4] = {NULL};
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        known[n++] = keys[i];
    bool of_layout = strcmp(name, "layout") == 0;
    if (!of_layout)
        known[n++] = "layout";
    if (!of_layout && strcmp(name, "language") != 0)
        known[n++] = "language";
    if (n == G_N_ELEMENTS(keys) + 2 && !dimension_find(&each->dimensions, "country"))
        known[n++] = "country";
    if (!yaml_check_keys(reader->diagnostics, override->node, known))
        reader->edition->broken = true;
}

static void override_refuse(const Each *each, const YamlPair *pair)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < each->dimensions.n_each; i++) {
        const Dimension *dimension = &each->dimensions.each[i];
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", dimension->name);
        for (guint k = 0; k + 1 < dimension->values->len; k++)
            g_ptr_array_add(values, dimension->values->pdata[k]);
    }
    g_ptr_array_add(values, NULL);
    value_refuse(each->reader, pair->key_place, pair->key, names->str, values);
}

static void overrides_read(Each *each)
{
    EditionsReader *reader = each->reader;
    const YamlNode *node = layer_value(reader, "override");
    if (node && node->kind != YAML_MAPPING) {
        report(reader->diagnostics, YAML_KIND, node->place, "override",
               "values with what differs, such as { BE: { pages: 4 } }");
        reader->edition->broken = true;
        return;
    }
    for (size_t i = 0; node && i < node->as.mapping.n_pairs; i++) {
        const YamlPair *pair = &node->as.mapping.pairs[i];
        Override override = {.node = pair->value};
        if (!override_find(each, pair->key, &override)) {
            override_refuse(each, pair);
            continue;
        }
        override_check(each, &override);
        g_array_append_val(each->overrides, override);
    }
}

/* Settles a dimension, and adds the layer of its value. */
static void dimension_settle(Each *each, const Dimension *dimension, const char *value,
                             const char *shown)
{
    EditionsReader *reader = each->reader;
    each->values[dimension - each->dimensions.each] = shown;
    for (guint i = 0; i < each->overrides->len; i++) {
        const Override *override = &g_array_index(each->overrides, Override, i);
        if (override->dimension == dimension && strcmp(override->value, value) == 0 &&
            reader->n_layers < MOST_LAYERS)
            reader->layers[reader->n_layers++] = override->node;
    }
}

/* ---- editions -------------------------------------------------------------------------------- */

/* Names the edition by its values. */
static void edition_name(const Each *each, Edition *edition)
{
    EditionsReader *reader = each->reader;
    g_autoptr(GString) name = g_string_new(reader->entry);
    g_autoptr(GString) title = g_string_new(reader->entry);
    for (size_t i = 0; i < each->dimensions.n_each; i++) {
        g_string_append_printf(name, "%s%s", i > 0 ? "-" : "/",
                               text_safe(reader, each->values[i]));
        g_string_append_printf(title, "%s%s", i > 0 ? ", " : ": ", each->values[i]);
    }
    edition->name = arena_string(reader->arena, name->str);
    edition->title = arena_string(reader->arena, title->str);
}

/* Whether an edition of own names has any to show; false: said. */
static bool is_peopled(const Each *each, const Tuple *tuple, const Edition *edition)
{
    EditionsReader *reader = each->reader;
    const YamlNode *roster = layer_value(reader, "roster");
    bool only = roster && roster->kind == YAML_SCALAR &&
                strcmp(roster->as.scalar.text, "own-only") == 0;
    if (only ? tuple->confirmed : tuple->asked)
        return true;
    g_autofree char *values = g_strjoinv(", ", (char **)tuple->values);
    report(reader->diagnostics, EACH_UNCONFIRMED, edition->place, reader->entry,
           values);
    return false;
}

static void edition_make(Each *each, const Tuple *tuple, const Edition *model,
                         const LayoutChoice *layout)
{
    EditionsReader *reader = each->reader;
    Edition *edition = arena_one(reader->arena, Edition);
    *edition = *model;
    edition->layout = layout->name;
    edition->layout_place = layout->place;
    edition_name(each, edition);
    if (!is_peopled(each, tuple, edition))
        return;
    reader->edition = edition;
    edition_finish(reader);
}

/* Makes the editions of a tuple in one language: one a layout. */
static void layouts_make(Each *each, const Tuple *tuple, const Tongues *tongues)
{
    EditionsReader *reader = each->reader;
    const Dimension *language = dimension_find(&each->dimensions, "language");
    const Dimension *layout = dimension_find(&each->dimensions, "layout");
    size_t n_layers = reader->n_layers;
    Edition model = *reader->edition, *outer = reader->edition;
    reader->edition = &model;
    model.language = tongues->language;
    model.second = tongues->second;
    if (language)
        dimension_settle(each, language, tongues->language,
                         tongues_name(reader->arena, tongues));
    g_autoptr(GArray) list = layouts_list(each);
    for (guint i = 0; i < list->len && !reader->full; i++) {
        const LayoutChoice *choice = &g_array_index(list, LayoutChoice, i);
        size_t n_before = reader->n_layers;
        if (layout && !choices_pass(each->choices, "layout", choice->name))
            continue;
        if (layout)
            dimension_settle(each, layout, choice->name, choice->name);
        edition_make(each, tuple, &model, choice);
        reader->n_layers = n_before;
    }
    reader->n_layers = n_layers;
    reader->edition = outer;
}

/* Puts a tuple's values into the edition; false: it is not wanted. */
static bool columns_settle(Each *each, const Tuple *tuple, Edition *model)
{
    ColumnValue *own = arena_array(each->reader->arena, ColumnValue, each->n_columns);
    for (size_t i = 0; i < each->n_columns; i++) {
        const Dimension *column = each->columns[i];
        own[i] = (ColumnValue){column->name, tuple->values[i]};
        if (!choices_pass(each->choices, column->name, tuple->values[i]))
            return false;
        dimension_settle(each, column, tuple->values[i], tuple->values[i]);
    }
    model->own = own;
    model->n_own = each->n_columns;
    if (dimension_find(&each->dimensions, "country") ||
        !layer_value(each->reader, "country"))
        model->country = tuple->country;
    return true;
}

/* Makes the editions of a tuple: one a language and layout. */
static void tuple_make(Each *each, const Tuple *tuple)
{
    EditionsReader *reader = each->reader;
    size_t n_layers = reader->n_layers;
    Edition model = *reader->edition, *outer = reader->edition;
    reader->edition = &model;
    if (columns_settle(each, tuple, &model)) {
        edition_read_country(reader);
        g_autoptr(GArray) list = tongues_list(each);
        bool chosen = dimension_find(&each->dimensions, "language");
        for (guint i = 0; i < list->len && !reader->full; i++) {
            const Tongues *tongues = &g_array_index(list, Tongues, i);
            if (!chosen || choices_pass(each->choices, "language", tongues->language))
                layouts_make(each, tuple, tongues);
            reader->edition = &model;
        }
    }
    reader->n_layers = n_layers;
    reader->edition = outer;
}

/* Whether a row that could be shown has a value in the column of this index. */
static bool value_occurs(const Each *each, size_t column, const char *value)
{
    for (guint i = 0; i < each->tuples->len; i++)
        if (strcmp(g_array_index(each->tuples, Tuple, i).values[column], value) == 0)
            return true;
    return false;
}

/* Says which values of a column that `include` asks for nobody has. */
static void column_absent(const Each *each, const NameFilter *choice, size_t column)
{
    EditionsReader *reader = each->reader;
    for (const char *const *value = choice->values; *value; value++)
        if (!value_occurs(each, column, *value))
            report(reader->diagnostics, EACH_UNCONFIRMED, reader->place, reader->entry,
                   *value);
}

static void absent_report(const Each *each)
{
    for (guint i = 0; i < each->choices->len; i++) {
        const NameFilter *choice = &g_array_index(each->choices, NameFilter, i);
        for (size_t k = 0; k < each->n_columns; k++)
            if (!choice->exclude && strcmp(each->columns[k]->name, choice->column) == 0)
                column_absent(each, choice, k);
    }
}

/* The edition that stands for all of an entry that cannot be made. */
static void stand_in(EditionsReader *reader)
{
    reader->edition->broken = true;
    reader->edition->whole = true;
    reader->edition->file = reader->edition->name;
    g_ptr_array_add(reader->made, reader->edition);
}

static void editions_make(Each *each)
{
    EditionsReader *reader = each->reader;
    guint before = reader->made->len;
    tuples_gather(each);
    absent_report(each);
    for (guint i = 0; i < each->tuples->len && !reader->full; i++)
        tuple_make(each, &g_array_index(each->tuples, Tuple, i));
    if (reader->made->len > before && !reader->full)
        return;
    if (!reader->full)
        report(reader->diagnostics, EACH_NOTHING, reader->place, reader->entry);
    g_ptr_array_set_size(reader->made, (gint)before);
    reader->full = false;
    stand_in(reader);
}

void each_read(EditionsReader *reader, const YamlNode *node)
{
    g_autoptr(GArray) overrides = g_array_new(FALSE, FALSE, sizeof(Override));
    g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(NameFilter));
    g_autoptr(GArray) tuples = g_array_new(FALSE, FALSE, sizeof(Tuple));
    Each each = {.reader = reader,
                 .overrides = overrides,
                 .choices = choices,
                 .tuples = tuples,
                 .catalogs = catalog_tags(reader->arena, reader->letter)};
    if (reader->roster)
        dimensions_read(&each, node);
    if (reader->roster && !reader->edition->broken) {
        overrides_read(&each);
        edition_read_choices(reader, &each.dimensions, choices);
    }
    if (reader->roster && !reader->edition->broken)
        editions_make(&each);
    else
        stand_in(reader);
    for (size_t i = 0; i < each.dimensions.n_each; i++)
        g_ptr_array_unref(each.dimensions.each[i].values);
}
