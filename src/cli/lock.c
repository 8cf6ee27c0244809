/*
 * fonts/fonts.lock, written anew: the font files that the layouts of the chosen editions
 * name, whether they set anything or not. A file that a house dropped into fonts/ travels
 * with the letter and is not locked.
 */
#include "cli/command.h"

#include <string.h>

#include "text/fontbook.h"

#define LOCK_FOLDER "fonts"
#define LOCK_PATH LOCK_FOLDER "/fonts.lock"

/* The files in use, each once; ordered, so that a lock always comes out the same. */
typedef struct FontTable {
    Arena *arena;      /* owns the texts: the books are closed before the end */
    GPtrArray *files;  /* FontFile, in the arena */
    GHashTable *paths; /* of the files */
    GHashTable *layouts;
} FontTable;

static void table_add_file(FontTable *table, const FontFile *file)
{
    if (g_hash_table_contains(table->paths, file->path))
        return;
    FontFile *copy = arena_one(table->arena, FontFile);
    *copy = (FontFile){
        .family = arena_string(table->arena, file->family),
        .style = arena_string(table->arena, file->style),
        .path = arena_string(table->arena, file->path),
        .version = arena_string(table->arena, file->version),
        .sha256 = arena_string(table->arena, file->sha256),
        .package = arena_string(table->arena, file->package),
    };
    g_hash_table_add(table->paths, (gpointer)copy->path);
    g_ptr_array_add(table->files, copy);
}

static void table_add_layout(FontTable *table, Diagnostics *diagnostics, const Job *job,
                             const char *name, Place place)
{
    if (!g_hash_table_add(table->layouts, arena_string(table->arena, name)))
        return;
    const Layout *layout =
        layout_read(diagnostics, table->arena, &job->folders, name, place);
    g_autoptr(FontBook) book =
        layout ? fontbook_open(diagnostics, &job->folders, layout) : NULL;
    if (!book)
        return;
    size_t n_files;
    const FontFile *files = fontbook_files(book, &n_files);
    for (size_t i = 0; i < n_files; i++)
        table_add_file(table, &files[i]);
}

/* The layouts of one letter's folder are not those of another's. */
static void table_add_job(FontTable *table, Diagnostics *diagnostics, const Job *job,
                          const char *layout)
{
    g_hash_table_remove_all(table->layouts);
    for (size_t i = 0; i < job->n_editions; i++) {
        const Edition *edition = job->editions[i];
        table_add_layout(table, diagnostics, job, layout ? layout : edition->layout,
                         edition->place);
    }
}

static int file_compare(gconstpointer a, gconstpointer b)
{
    const FontFile *left = *(const FontFile *const *)a;
    const FontFile *right = *(const FontFile *const *)b;
    int order = strcmp(left->family, right->family);
    return order ? order : strcmp(left->path, right->path);
}

/* A quoted YAML scalar: names of fonts and files can hold anything. */
static void lock_add_key(GString *lock, const char *key, const char *value)
{
    g_string_append_printf(lock, "    %s: \"", key);
    for (; *value; value++) {
        if (*value == '"' || *value == '\\')
            g_string_append_c(lock, '\\');
        g_string_append_c(lock, *value);
    }
    g_string_append(lock, "\"\n");
}

/* False: the file cannot be read, which is reported. */
static bool lock_add_file(Diagnostics *diagnostics, GString *lock, const FontFile *file)
{
    if (!*file->sha256) {
        report(diagnostics, FILE_UNREADABLE, PLACE_NONE, file->path,
               "it has no SHA-256");
        return false;
    }
    g_string_append(lock, "  -\n");
    lock_add_key(lock, "family", file->family);
    lock_add_key(lock, "style", file->style);
    lock_add_key(lock, "file", file->path);
    lock_add_key(lock, "package", file->package);
    lock_add_key(lock, "version", file->version);
    lock_add_key(lock, "sha256", file->sha256);
    return true;
}

static bool text_write(Diagnostics *diagnostics, const GString *text)
{
    FileWriter *writer = file_open(diagnostics, LOCK_PATH, LOCK_FOLDER);
    if (!writer)
        return false;
    file_write(writer, text->str, text->len);
    return file_commit(writer);
}

static void table_lock(Diagnostics *diagnostics, const FontTable *table)
{
    g_autoptr(GString) lock = g_string_new(
        "# The font files that the layouts use, written by 'openletter fonts --lock'.\n"
        "# 'openletter check' warns when a machine's files differ from these.\n"
        "fonts:\n");
    size_t n_locked = 0;
    for (guint i = 0; i < table->files->len; i++) {
        const FontFile *file = g_ptr_array_index(table->files, i);
        if (!file->package)
            continue;
        if (!lock_add_file(diagnostics, lock, file))
            return;
        n_locked++;
    }
    if (n_locked == 0)
        g_string_assign(lock, "fonts: []\n");
    if (text_write(diagnostics, lock))
        printf(LOCK_PATH ": %zu %s\n", n_locked, plural(n_locked, "file", "files"));
}

void lock_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    Jobs jobs = {0};
    if (!jobs_read(diagnostics, arena, arguments, &jobs))
        return;
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) layouts = g_hash_table_new(g_str_hash, g_str_equal);
    FontTable table = {arena, files, paths, layouts};
    for (size_t i = 0; i < jobs.n_jobs; i++)
        table_add_job(&table, diagnostics, &jobs.jobs[i], arguments->layout);
    g_ptr_array_sort(files, file_compare);
    if (diagnostics_errors(diagnostics) == 0)
        table_lock(diagnostics, &table);
}
