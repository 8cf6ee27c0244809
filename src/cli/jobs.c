/*
 * The letters that a command line names, read, and their editions chosen. All letters
 * are read before the first is made, so that a slip in the command line stops everything
 * and a mistake in one letter stops that one alone.
 */
#include "cli/command.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#define CONTENT "content"

static int name_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the letters below content/, sorted; to be freed. */
static GPtrArray *letters_list(void)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    GDir *folder = g_dir_open(CONTENT, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        g_autofree char *path = g_build_filename(CONTENT, name, "letter.md", NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            g_ptr_array_add(names, g_strdup(name));
    }
    if (folder)
        g_dir_close(folder);
    g_ptr_array_sort(names, name_compare);
    return names;
}

/* Whether the folder certainly has no letter.md; one that may not be looked into might. */
static bool letter_lacks(const char *folder)
{
    GStatBuf status;
    g_autofree char *path = g_build_filename(folder, "letter.md", NULL);
    return g_stat(path, &status) != 0 && errno == ENOENT;
}

static void letter_unknown(Diagnostics *diagnostics, const char *word)
{
    g_autoptr(GPtrArray) names = letters_list();
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(word, (const char *const *)names->pdata);
    g_autofree char *help =
        nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                : g_strdup("name a letter's folder, or a letter below 'content'");
    report(diagnostics, NO_SUCH_LETTER, PLACE_NONE, word, help);
}

/* The folder called `word`: a path, or a name below content/. */
static const char *letter_folder(Arena *arena, const char *word)
{
    if (g_file_test(word, G_FILE_TEST_IS_DIR)) {
        char *folder = arena_string(arena, word);
        for (size_t n = strlen(folder); n > 1 && folder[n - 1] == '/'; n--)
            folder[n - 1] = '\0';
        return folder;
    }
    g_autofree char *below = g_build_filename(CONTENT, word, NULL);
    bool found = *word && !strchr(word, '/') && g_file_test(below, G_FILE_TEST_IS_DIR);
    return found ? arena_string(arena, below) : NULL;
}

const char *letter_find(Diagnostics *diagnostics, Arena *arena, const char *word)
{
    const char *folder = letter_folder(arena, word);
    if (folder && !letter_lacks(folder))
        return folder;
    if (folder)
        report(diagnostics, NO_SUCH_LETTER, PLACE_NONE, folder,
               "the folder has no letter.md; 'openletter init' starts one in a new "
               "folder");
    else
        letter_unknown(diagnostics, word);
    return NULL;
}

/* The folders of the letters that are wanted; false: reported. */
static bool folders_list(Diagnostics *diagnostics, Arena *arena, const char *word,
                         GPtrArray *folders)
{
    if (word) {
        const char *folder = letter_find(diagnostics, arena, word);
        if (folder)
            g_ptr_array_add(folders, (gpointer)folder);
        return folder != NULL;
    }
    g_autoptr(GPtrArray) names = letters_list();
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(folders,
                        arena_print(arena, CONTENT "/%s",
                                    (const char *)g_ptr_array_index(names, i)));
    if (names->len == 0)
        report(diagnostics, NO_LETTERS, PLACE_NONE);
    return names->len > 0;
}

static Job job_read(Diagnostics *diagnostics, Arena *arena, const char *folder)
{
    Job job = {.folder = folder, .folders = folders_for(arena, folder)};
    job.letter = letter_read(diagnostics, arena, folder);
    job.roster = roster_read(diagnostics, arena, folder);
    if (job.letter)
        job.all = editions_read(diagnostics, arena, job.letter, job.roster);
    return job;
}

static bool edition_wanted(const Edition *edition, const GPtrArray *patterns)
{
    for (guint i = 0; i < patterns->len; i++) {
        if (edition_matches(edition, g_ptr_array_index(patterns, i)))
            return true;
    }
    return patterns->len == 0;
}

static void job_choose(Job *job, Arena *arena, const GPtrArray *patterns)
{
    if (!job->all)
        return;
    job->editions = arena_array(arena, const Edition *, job->all->n_editions);
    for (size_t i = 0; i < job->all->n_editions; i++)
        if (edition_wanted(&job->all->editions[i], patterns))
            job->editions[job->n_editions++] = &job->all->editions[i];
}

/* Whether the pattern names an edition of any letter; a letter whose editions could not
 * be read might have it. */
static bool pattern_matches(const char *pattern, const Jobs *jobs)
{
    for (size_t i = 0; i < jobs->n_jobs; i++) {
        const Editions *all = jobs->jobs[i].all;
        if (!all)
            return true;
        for (size_t k = 0; k < all->n_editions; k++)
            if (edition_matches(&all->editions[k], pattern))
                return true;
    }
    return false;
}

static void edition_unknown(Diagnostics *diagnostics, const char *pattern,
                            const Jobs *jobs)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < jobs->n_jobs; i++)
        for (size_t k = 0; k < jobs->jobs[i].all->n_editions; k++)
            g_ptr_array_add(names, (gpointer)jobs->jobs[i].all->editions[k].name);
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(pattern, (const char *const *)names->pdata);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    g_autofree char *help = nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                                    : g_strdup_printf("the editions are %s", all);
    report(diagnostics, NO_SUCH_EDITION, PLACE_NONE, pattern, help);
}

static bool patterns_check(Diagnostics *diagnostics, const GPtrArray *patterns,
                           const Jobs *jobs)
{
    bool all_match = true;
    for (guint i = 0; i < patterns->len; i++) {
        const char *pattern = g_ptr_array_index(patterns, i);
        if (pattern_matches(pattern, jobs))
            continue;
        edition_unknown(diagnostics, pattern, jobs);
        all_match = false;
    }
    return all_match;
}

/* The names of the layouts in the folders; to be freed, with what is in it. */
static GPtrArray *layouts_list(const Folders *folders)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *const *path = folders->paths; *path; path++) {
        g_autofree char *layouts = g_build_filename(*path, "layouts", NULL);
        GDir *folder = g_dir_open(layouts, 0, NULL);
        for (const char *file; folder && (file = g_dir_read_name(folder));)
            if (g_str_has_suffix(file, ".yaml"))
                g_ptr_array_add(names, g_strndup(file, strlen(file) - 5));
        if (folder)
            g_dir_close(folder);
    }
    g_ptr_array_add(names, NULL);
    return names;
}

/* Whether a layout is called so: a file's path, or a name in a folder of layouts. */
static bool layout_exists(Arena *arena, const char *name, const Folders *folders)
{
    if (!g_str_has_suffix(name, ".yaml"))
        return folders_find(folders, arena,
                            arena_print(arena, "layouts/%s.yaml", name));
    return g_file_test(name, G_FILE_TEST_EXISTS) ||
           (!g_path_is_absolute(name) && folders_find(folders, arena, name));
}

/* Whether the layout named on the command line exists; false: reported. */
static bool layout_check(Diagnostics *diagnostics, Arena *arena, const char *name,
                         const Folders *folders)
{
    if (layout_exists(arena, name, folders))
        return true;
    g_autoptr(GPtrArray) names = layouts_list(folders);
    const char *nearest = nearest_find(name, (const char *const *)names->pdata);
    g_autofree char *help =
        nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                : g_strdup("give the name of a file in 'layouts', or a path");
    report(diagnostics, NO_SUCH_LAYOUT, PLACE_NONE, name, help);
    return false;
}

/* Whether our own data is anywhere; false: reported. */
static bool data_check(Diagnostics *diagnostics, Arena *arena, const Folders *folders)
{
    if (folders_find(folders, arena, "layouts"))
        return true;
    report(diagnostics, DATA_MISSING, PLACE_NONE);
    return false;
}

bool jobs_read(Diagnostics *diagnostics, Arena *arena, const Arguments *arguments,
               Jobs *jobs)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    if (!folders_list(diagnostics, arena, arguments->positional, folders))
        return false;
    Folders first = folders_for(arena, g_ptr_array_index(folders, 0));
    if (!data_check(diagnostics, arena, &first))
        return false;
    if (arguments->layout &&
        !layout_check(diagnostics, arena, arguments->layout, &first))
        return false;
    jobs->n_jobs = folders->len;
    jobs->jobs = arena_array(arena, Job, folders->len);
    for (size_t i = 0; i < jobs->n_jobs; i++) {
        jobs->jobs[i] = job_read(diagnostics, arena, g_ptr_array_index(folders, i));
        job_choose(&jobs->jobs[i], arena, arguments->editions);
    }
    return patterns_check(diagnostics, arguments->editions, jobs);
}
