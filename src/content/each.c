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
#include "content/layers.h"

#include <string.h>

/* What `override` says of one value. */
typedef struct Override {
    const Dimension *dimension;
    const char *value;
    const YamlNode *node;
} Override;

/* Values of the columns that occur together in a row. */
typedef struct Tuple {
    const char *values[MOST_EACH];
    const char *country; /* of all its rows; NULL: they differ */
    bool several;        /* countries */
    bool confirmed;      /* whether any name is */
    bool asked;          /* whether any is confirmed or pending */
} Tuple;

typedef struct Each {
    EditionsReader *reader;
    Dimensions dimensions;
    size_t n_columns; /* of the dimensions, in front in `columns` */
    const Dimension *columns[MOST_EACH];
    GArray *overrides; /* of Override */
    GArray *choices;   /* of NameFilter */
    GArray *tuples;    /* of Tuple, sorted */
    const char *const *catalogs;
    const char *values[MOST_EACH]; /* of each dimension, as far as they are settled */
} Each;

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

/* ---- tuples ------------------------------------------------------------------------------- */

/* The row's values; false: one of them is empty. */
static bool tuple_read(const Each *each, const Signatory *signatory, Tuple *tuple)
{
    *tuple = (Tuple){.country = signatory->country};
    bool whole = signatory->source != NULL;
    for (size_t i = 0; i < each->n_columns; i++) {
        tuple->values[i] =
            roster_value(each->reader->roster, signatory, each->columns[i]->name);
        whole = whole && *tuple->values[i];
    }
    return whole;
}

static guint tuple_hash(gconstpointer data)
{
    const Tuple *tuple = data;
    guint hash = 0;
    for (size_t i = 0; i < MOST_EACH && tuple->values[i]; i++)
        hash = 31 * hash + g_str_hash(tuple->values[i]);
    return hash;
}

static int tuple_compare(const void *a, const void *b)
{
    const Tuple *first = a, *second = b;
    int order = 0;
    for (size_t i = 0; i < MOST_EACH && first->values[i] && order == 0; i++)
        order = strcmp(first->values[i], second->values[i]);
    return order;
}

static gboolean tuple_equal(gconstpointer a, gconstpointer b)
{
    return tuple_compare(a, b) == 0;
}

/* Takes a row into its tuple. */
static void tuple_take(Tuple *tuple, const Signatory *signatory)
{
    tuple->several |= tuple->country && strcmp(tuple->country, signatory->country) != 0;
    if (tuple->several)
        tuple->country = NULL;
    tuple->confirmed |= signatory->status == CONFIRMED;
    tuple->asked |= signatory->status != WITHDRAWN;
}

/* Says that confirmed names have no value, and so no edition that is theirs. */
static void empty_report(const Each *each, const Signatory *first, size_t n_rows)
{
    EditionsReader *reader = each->reader;
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < each->n_columns; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               each->columns[i]->name);
    g_autofree char *count =
        g_strdup_printf("%zu name%s", n_rows, n_rows == 1 ? "" : "s");
    report(reader->diagnostics, EACH_EMPTY, first->place, reader->entry, count,
           names->str);
}

/* Gathers the values that occur together in rows that the editions may show; there is one without any where no column is
 * asked for. */
static void tuples_gather(Each *each)
{
    const Roster *roster = each->reader->roster;
    g_autoptr(Arena) scratch = arena_new();
    g_autoptr(GHashTable) known = g_hash_table_new(tuple_hash, tuple_equal);
    const Signatory *empty = NULL;
    size_t n_empty = 0;
    Tuple *all = arena_array(scratch, Tuple, roster->n_signatories + 1), *next = all;
    for (size_t i = 0; each->n_columns > 0 && i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        if (!edition_admits(roster, each->reader->edition, signatory))
            continue;
        if (!tuple_read(each, signatory, next)) {
            bool lost = signatory->status == CONFIRMED && signatory->source;
            empty = lost && !empty ? signatory : empty;
            n_empty += lost;
            continue;
        }
        Tuple *tuple = g_hash_table_lookup(known, next);
        if (!tuple) {
            tuple = next++;
            g_hash_table_add(known, tuple);
        }
        tuple_take(tuple, signatory);
    }
    if (each->n_columns == 0)
        *next++ = (Tuple){.confirmed = true, .asked = true};
    if (next > all)
        qsort(all, (size_t)(next - all), sizeof(Tuple), tuple_compare);
    g_array_append_vals(each->tuples, all, (guint)(next - all));
    if (empty)
        empty_report(each, empty, n_empty);
}

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

/* The languages in which there is an edition: at least one. */
static GArray *tongues_list(const Each *each)
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

/* The layouts in which there is an edition: at least one. */
static GArray *layouts_list(const Each *each)
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
