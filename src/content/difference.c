/*
 * What has changed between two lists, told row by row.
 *
 * Rows that are alike cancel out. Of the rest, those of one name are taken for the same
 * person, then those whose names are nearly alike, for a name that was misspelt is what
 * a proof is made to find. What is left was added or taken out. Names are looked for by
 * likeness only while few are left: it costs the product of their numbers.
 */
#include "content/lister.h"

#include <string.h>

enum { MOST_COMPARED = 250000 };

typedef struct Difference {
    Diagnostics *diagnostics;
    Arena *arena;
    const Roster *roster;
    GPtrArray *before, *now; /* ListRow, those that have no like yet; now by row */
} Difference;

static bool rows_alike(const ListRow *one, const ListRow *other)
{
    if (one->n_cells != other->n_cells)
        return false;
    for (size_t i = 0; i < one->n_cells; i++) {
        if (strcmp(one->cells[i].column, other->cells[i].column) != 0 ||
            strcmp(one->cells[i].text, other->cells[i].text) != 0)
            return false;
    }
    return true;
}

static guint row_hash(gconstpointer data)
{
    const ListRow *row = data;
    guint hash = 5381;
    for (size_t i = 0; i < row->n_cells; i++)
        hash = hash * 33 + g_str_hash(row->cells[i].text);
    return hash;
}

static gboolean row_equal(gconstpointer one, gconstpointer other)
{
    return rows_alike(one, other);
}

/* Counts rows that are alike: the table holds how many of each. */
static void count_change(GHashTable *counts, const ListRow *row, int change)
{
    int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, row));
    g_hash_table_insert(counts, (gpointer)row, GINT_TO_POINTER(n + change));
}

/* Those of `rows` that `others` have no like of; of a row that stands twice here and
 * once there, one. */
static GPtrArray *rows_without(const NameList *rows, const NameList *others)
{
    GPtrArray *rest = g_ptr_array_new();
    g_autoptr(GHashTable) counts = g_hash_table_new(row_hash, row_equal);
    for (size_t i = 0; i < others->n_rows; i++)
        count_change(counts, &others->rows[i], 1);
    for (size_t i = 0; i < rows->n_rows; i++) {
        const ListRow *row = &rows->rows[i];
        if (GPOINTER_TO_INT(g_hash_table_lookup(counts, row)) > 0)
            count_change(counts, row, -1);
        else
            g_ptr_array_add(rest, (gpointer)row);
    }
    return rest;
}

/* ---- reports ------------------------------------------------------------------------ */

static const char *row_name(const ListRow *row)
{
    return listrow_text(row, "name");
}

static const char *row_number(const Difference *difference, const ListRow *row)
{
    return arena_print(difference->arena, "%zu", row->signatory->sheet_row);
}

/* The place of a row's cell in the file. */
static Place changed_place(const Difference *difference, const ListRow *row,
                           const char *column)
{
    if (strcmp(column, COLUMN_SIGNATURE_SUM) == 0)
        column = "signature";
    return cell_place(difference->roster, row->signatory, column);
}

/* Of a file's sum the first digits say enough. */
static const char *text_shown(const Difference *difference, const char *column,
                              const char *text)
{
    bool sum = strcmp(column, COLUMN_SIGNATURE_SUM) == 0;
    return sum ? arena_print(difference->arena, "%.*s", SHORT_HASH, text) : text;
}

static void cell_report(const Difference *difference, const ListRow *before,
                        const ListRow *now, const char *column)
{
    report(difference->diagnostics, ROW_CHANGED, changed_place(difference, now, column),
           row_number(difference, now), row_name(now), column,
           text_shown(difference, column, listrow_text(before, column)),
           text_shown(difference, column, listrow_text(now, column)));
}

/* Reports each cell in which a row differs from what it was. */
static void pair_report(const Difference *difference, const ListRow *before,
                        const ListRow *now)
{
    for (size_t i = 0; i < before->n_cells; i++) {
        const ListCell *cell = &before->cells[i];
        if (strcmp(listrow_text(now, cell->column), cell->text) != 0)
            cell_report(difference, before, now, cell->column);
    }
    for (size_t i = 0; i < now->n_cells; i++) {
        if (*listrow_text(before, now->cells[i].column) == '\0')
            cell_report(difference, before, now, now->cells[i].column);
    }
}

static void rest_report(const Difference *difference)
{
    for (guint i = 0; i < difference->now->len; i++) {
        const ListRow *row = difference->now->pdata[i];
        report(difference->diagnostics, ROW_ADDED, row->signatory->place,
               row_number(difference, row), row_name(row));
    }
    for (guint i = 0; i < difference->before->len; i++)
        report(difference->diagnostics, ROW_REMOVED,
               place_file(difference->roster->path),
               row_name(difference->before->pdata[i]));
}

/* ---- pairs -------------------------------------------------------------------------- */

static void rows_drop(GPtrArray *rows)
{
    guint kept = 0;
    for (guint i = 0; i < rows->len; i++) {
        if (rows->pdata[i])
            rows->pdata[kept++] = rows->pdata[i];
    }
    g_ptr_array_set_size(rows, (gint)kept);
}

/* Reports the rows that have a row of the same name before. */
static void named_report(Difference *difference)
{
    GPtrArray *now = difference->now, *before = difference->before;
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = before->len; i > 0; i--)
        g_hash_table_insert(names, (gpointer)row_name(before->pdata[i - 1]),
                            GUINT_TO_POINTER(i));
    for (guint i = 0; i < now->len; i++) {
        guint at =
            GPOINTER_TO_UINT(g_hash_table_lookup(names, row_name(now->pdata[i])));
        if (at == 0)
            continue;
        g_hash_table_remove(names, row_name(now->pdata[i]));
        pair_report(difference, before->pdata[at - 1], now->pdata[i]);
        before->pdata[at - 1] = now->pdata[i] = NULL;
    }
    rows_drop(before);
    rows_drop(now);
}

/* The row before whose name is nearest to that of `row`, which it was likely meant to
 * be; NULL: none is near. */
static gpointer *nearest_row(const Difference *difference, const ListRow *row)
{
    GPtrArray *before = difference->before;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < before->len; i++) {
        if (before->pdata[i])
            g_ptr_array_add(names, (gpointer)row_name(before->pdata[i]));
    }
    g_ptr_array_add(names, NULL);
    const char *nearest =
        nearest_find(row_name(row), (const char *const *)names->pdata);
    for (guint i = 0; nearest && i < before->len; i++) {
        if (before->pdata[i] && strcmp(row_name(before->pdata[i]), nearest) == 0)
            return &before->pdata[i];
    }
    return NULL;
}

static void renamed_report(Difference *difference)
{
    GPtrArray *now = difference->now;
    if ((guint64)now->len * difference->before->len > MOST_COMPARED)
        return;
    for (guint i = 0; i < now->len; i++) {
        gpointer *before = nearest_row(difference, now->pdata[i]);
        if (!before)
            continue;
        pair_report(difference, *before, now->pdata[i]);
        *before = now->pdata[i] = NULL;
    }
    rows_drop(difference->before);
    rows_drop(now);
}

static int row_compare(const void *a, const void *b)
{
    const ListRow *const *one = a, *const *other = b;
    size_t first = (*one)->signatory->row, second = (*other)->signatory->row;
    return (first > second) - (first < second);
}

void namelist_compare(Diagnostics *diagnostics, Arena *arena, const Roster *roster,
                      const NameList *before, const NameList *now)
{
    g_autoptr(GPtrArray) gone = rows_without(before, now);
    g_autoptr(GPtrArray) come = rows_without(now, before);
    Difference difference = {diagnostics, arena, roster, gone, come};
    g_ptr_array_sort(come, row_compare);
    named_report(&difference);
    renamed_report(&difference);
    rest_report(&difference);
}
