/*
 * Reading a layout. Its file and those that it extends are merged into one tree, the
 * nearest on top; the tree is read by the table of properties over the defaults; what
 * follows from other values is filled in; then the page is checked. A file that cannot
 * be read ends it, everything else is reported in one go.
 */
#include "style/properties.h"

#include <string.h>

/* How many layouts may extend one another. */
#define LAYOUT_DEPTH 16

typedef struct Chain {
    Diagnostics *diagnostics;
    Arena *arena;
    const Folders *folders;
    const char *names[LAYOUT_DEPTH];     /* from the one that was asked for */
    const char *paths[LAYOUT_DEPTH + 1]; /* ends with NULL */
    size_t length;
} Chain;

/* Adds the names of the layouts in `folder`, without ".yaml". */
static void names_gather(GPtrArray *names, Arena *arena, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "layouts", NULL);
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    const char *entry;
    while (entries != NULL && (entry = g_dir_read_name(entries)) != NULL)
        if (g_str_has_suffix(entry, ".yaml"))
            g_ptr_array_add(names, arena_text(arena, entry, strlen(entry) - 5));
}

static int names_compare(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The names of all layouts there are, sorted, each once; ends with NULL. */
static const char *const *layout_names(Arena *arena, const Folders *folders)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (size_t i = 0; folders->paths[i] != NULL; i++)
        names_gather(all, arena, folders->paths[i]);
    g_ptr_array_sort(all, names_compare);
    const char **names = arena_array(arena, const char *, all->len + 1);
    size_t n_names = 0;
    for (guint i = 0; i < all->len; i++)
        if (n_names == 0 || strcmp(names[n_names - 1], all->pdata[i]) != 0)
            names[n_names++] = all->pdata[i];
    return names;
}

/* The file of a name. One that extends its own name means that of a later folder: a
 * letter's "letter" may change the house's. */
static const char *layout_find_named(const Chain *chain, const char *name)
{
    const char *relative = arena_print(chain->arena, "layouts/%s.yaml", name);
    const char *path = folders_find(chain->folders, chain->arena, relative);
    const char *last = chain->length > 0 ? chain->paths[chain->length - 1] : NULL;
    if (!path || !last || strcmp(path, last) != 0)
        return path;
    const char *next = folders_find_next(chain->folders, chain->arena, relative, path);
    return next ? next : path;
}

/* The path of a layout: of a file that `name` gives itself, or of a name. */
static const char *layout_find(const Chain *chain, const char *name)
{
    if (*name == '\0')
        return NULL;
    if (!g_str_has_suffix(name, ".yaml"))
        return layout_find_named(chain, name);
    if (g_path_is_absolute(name))
        return g_file_test(name, G_FILE_TEST_EXISTS) ? name : NULL;
    const char *path = folders_find(chain->folders, chain->arena, name);
    return path != NULL || !g_file_test(name, G_FILE_TEST_EXISTS) ? path : name;
}

/* Reports that `name` closes the chain: "a → b → a". */
static void cycle_report(const Chain *chain, const char *name, Place asked)
{
    g_autoptr(GString) way = g_string_new(NULL);
    for (size_t i = 0; i < chain->length; i++)
        g_string_append_printf(way, "%s → ", chain->names[i]);
    g_string_append(way, name);
    report(chain->diagnostics, LAYOUT_CYCLE, asked, name, way->str);
}

/* Puts a layout at the chain's end; false: reported. */
static bool chain_extend(Chain *chain, const char *name, Place asked)
{
    const char *path = layout_find(chain, name);
    if (path == NULL) {
        report(
            chain->diagnostics, LAYOUT_NOT_FOUND, asked, name,
            words_help(chain->arena, name, layout_names(chain->arena, chain->folders)));
        return false;
    }
    for (size_t i = 0; i < chain->length; i++) {
        if (strcmp(chain->paths[i], path) == 0) {
            cycle_report(chain, name, asked);
            return false;
        }
    }
    if (chain->length == LAYOUT_DEPTH) {
        report(chain->diagnostics, LAYOUT_TOO_DEEP, asked, name,
               arena_print(chain->arena, "%d", LAYOUT_DEPTH));
        return false;
    }
    chain->names[chain->length] = arena_string(chain->arena, name);
    chain->paths[chain->length++] = path;
    return true;
}

/* The tree of the chain's last file. NULL: reported. */
static const YamlNode *chain_read(const Chain *chain, Place asked)
{
    const char *path = chain->paths[chain->length - 1];
    const char *text;
    size_t length;
    if (!file_read_text(chain->diagnostics, chain->arena, path, asked, &text, &length))
        return NULL;
    const YamlNode *tree =
        yaml_read(chain->diagnostics, chain->arena, path, text, length, 1);
    if (tree == NULL || tree->kind == YAML_MAPPING)
        return tree;
    report(chain->diagnostics, YAML_KIND, tree->place, "layout",
           "a mapping of keys and values");
    return NULL;
}

/* The layout `name` over all that it extends, as one tree. NULL: reported. */
static const YamlNode *layout_tree(Chain *chain, const char *name, Place asked)
{
    if (!chain_extend(chain, name, asked))
        return NULL;
    const YamlNode *tree = chain_read(chain, asked);
    const YamlNode *extends = tree != NULL ? yaml_find(tree, "extends") : NULL;
    if (extends == NULL)
        return tree;
    const char *base_name = yaml_text(chain->diagnostics, extends, "extends");
    if (base_name == NULL)
        return NULL;
    const YamlNode *base = layout_tree(chain, base_name, extends->place);
    return base != NULL ? yaml_merge(chain->arena, base, tree) : NULL;
}

/* Reads the tree over the defaults. False: reported. */
static bool layout_fill(Diagnostics *diagnostics, Arena *arena, const YamlNode *tree,
                        Layout *layout)
{
    bool good =
        stacks_read(diagnostics, arena, yaml_find(tree, "fonts"),
                    place_file(layout->path), &layout->stacks, &layout->n_stacks);
    for (size_t i = 0; i < N_STYLES; i++)
        layout->styles[i].stack =
            stack_find(layout->stacks, layout->n_stacks, style_stack_name(i));
    good &= palette_read(diagnostics, arena, yaml_find(tree, "palette"), &layout->inks,
                         &layout->n_inks);
    const PropertyReader reader = {diagnostics,
                                   arena,
                                   layout->stacks,
                                   layout->n_stacks,
                                   layout->inks,
                                   layout->n_inks,
                                   &layout->styles[STYLE_BODY].size};
    return properties_read(&reader, &layout_properties, tree, layout) && good;
}

const Layout *layout_read(Diagnostics *diagnostics, Arena *arena,
                          const Folders *folders, const char *name, Place asked)
{
    Chain chain = {.diagnostics = diagnostics, .arena = arena, .folders = folders};
    const YamlNode *tree = layout_tree(&chain, name, asked);
    if (tree == NULL)
        return NULL;
    Layout *layout = arena_copy(arena, &layout_defaults, sizeof layout_defaults);
    layout->name = chain.names[0];
    layout->path = chain.paths[0];
    if (!layout_fill(diagnostics, arena, tree, layout))
        return NULL;
    layout_settle(layout);
    return layout_check(diagnostics, arena, tree, chain.paths, layout) ? layout : NULL;
}
