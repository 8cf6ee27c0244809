/*
 * Who has withdrawn must be in no PDF that somebody might still send out: those of this
 * run, those of editions that were not asked for or failed, those of editions that are
 * no more. Those of other shards are left to them, which are about to make them without
 * the name. What is remembered of a file says whom it shows; one of which nothing is
 * remembered is read.
 */
#include "batch/withdrawn.h"

#include <string.h>

#include "batch/choose.h"
#include "batch/memo.h"
#include "batch/output.h"
#include "press/press.h"

#define ENDING ".pdf"
#define PROOFS "proofs" /* which show who has withdrawn, apart */

typedef struct Search {
    Diagnostics *diagnostics;
    const Batch *batch;
    GPtrArray *gone;   /* Signatory: those that no edition may show */
    const char *root;  /* the letter's folder of outputs */
    GHashTable *lists; /* hashes of the lists that files have */
    GHashTable *apart; /* files of the editions of other shards, lent */
    bool clean;
} Search;

static bool same_person(const Signatory *one, const Signatory *other)
{
    return strcmp(one->name, other->name) == 0 &&
           g_strcmp0(one->country, other->country) == 0;
}

/* Whether a row that is withdrawn has no like that is confirmed, or signed again. */
static bool signatory_gone(const Roster *roster, const Signatory *signatory)
{
    if (signatory->status != WITHDRAWN || signatory->broken)
        return false;
    for (size_t i = 0; i < roster->n_signatories; i++)
        if (roster->signatories[i].status == CONFIRMED &&
            same_person(&roster->signatories[i], signatory))
            return false;
    return true;
}

static GPtrArray *gone_list(const Roster *roster)
{
    GPtrArray *gone = g_ptr_array_new();
    for (size_t i = 0; i < roster->n_signatories; i++)
        if (signatory_gone(roster, &roster->signatories[i]))
            g_ptr_array_add(gone, (gpointer)&roster->signatories[i]);
    return gone;
}

static void shown_report(Search *search, const Signatory *signatory, const char *path)
{
    report(search->diagnostics, WITHDRAWN_SHOWN,
           cell_place(search->batch->roster, signatory, "status"), signatory->name,
           path);
    search->clean = false;
}

static bool list_has(const ListRow *rows, size_t n_rows, const Signatory *signatory)
{
    for (size_t i = 0; i < n_rows; i++)
        if (strcmp(listrow_text(&rows[i], "name"), signatory->name) == 0 &&
            g_strcmp0(listrow_text(&rows[i], "country"), signatory->country) == 0)
            return true;
    return false;
}

/* Looks into a PDF of which nothing is remembered. */
static void pdf_search(Search *search, const char *path)
{
    guint n = search->gone->len;
    g_autofree const char **names = g_new0(const char *, n);
    g_autofree bool *found = g_new0(bool, n);
    for (guint i = 0; i < n; i++)
        names[i] = ((const Signatory *)search->gone->pdata[i])->name;
    if (!pdf_find_names(search->diagnostics, path, names, n, found)) {
        report(search->diagnostics, WITHDRAWN_UNKNOWN, PLACE_NONE, path);
        return;
    }
    for (guint i = 0; i < n; i++)
        if (found[i])
            shown_report(search, search->gone->pdata[i], path);
}

/* Looks at a PDF by the name of its edition's file. */
static void file_search(Search *search, const char *file, const char *path)
{
    g_autoptr(Arena) arena = arena_new();
    Memo memo = memo_read(arena, search->batch, file);
    const ListRow *rows = NULL;
    size_t n_rows = 0;
    if (memo.made && memo.made->list)
        g_hash_table_add(search->lists, g_strdup(memo.made->list));
    if (search->gone->len == 0 || g_hash_table_contains(search->apart, file))
        return;
    bool known = memo.made && memo.made->list && output_stands(memo.made) &&
                 memo_read_list(arena, search->batch, memo.made->list, &rows, &n_rows);
    if (!known) {
        pdf_search(search, path);
        return;
    }
    for (guint i = 0; i < search->gone->len; i++)
        if (list_has(rows, n_rows, search->gone->pdata[i]))
            shown_report(search, search->gone->pdata[i], path);
}

/* Looks at all PDFs of a folder below the letter's; `below` is "" or ends with a
 * slash. */
static void folder_search(Search *search, const char *below)
{
    g_autofree char *folder = g_build_filename(search->root, below, NULL);
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    for (const char *name; names && (name = g_dir_read_name(names));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *inside = g_strconcat(below, name, NULL);
        bool link = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        if (!link && g_file_test(path, G_FILE_TEST_IS_DIR)) {
            g_autofree char *deeper = g_strconcat(inside, "/", NULL);
            if (strcmp(inside, PROOFS) != 0)
                folder_search(search, deeper);
        } else if (g_str_has_suffix(name, ENDING)) {
            inside[strlen(inside) - strlen(ENDING)] = '\0';
            file_search(search, inside, path);
        }
    }
}

/* The files of the wanted editions that other shards make, made now or not. */
static GHashTable *apart_list(const Batch *batch)
{
    GHashTable *apart = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(Arena) arena = arena_new();
    Batch all = *batch;
    all.only_failed = false;
    const Batch own = batch_choose(arena, &all);
    for (size_t i = 0; i < batch->n_editions; i++)
        g_hash_table_add(apart, (gpointer)batch->editions[i]->file);
    for (size_t i = 0; i < own.n_editions; i++)
        g_hash_table_remove(apart, own.editions[i]->file);
    return apart;
}

bool withdrawn_check(Diagnostics *diagnostics, const Batch *batch, bool changed)
{
    g_autofree char *root = g_build_filename(batch->output, batch->letter->name, NULL);
    g_autoptr(GPtrArray) gone = gone_list(batch->roster);
    g_autoptr(GHashTable) lists =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (gone->len == 0 && !changed)
        return true;
    g_autoptr(GHashTable) apart = apart_list(batch);
    Search search = {diagnostics, batch, gone, root, lists, apart, true};
    folder_search(&search, "");
    memo_sweep_lists(batch, lists);
    return search.clean;
}
