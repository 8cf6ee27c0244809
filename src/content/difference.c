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
    GPtrArray *before, *now; /* ListRow, those that have no like yet */
    GArray *changes;         /* of RowChange */
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
static GPtrArray *rows_without(const ListRow *rows, size_t n_rows,
                               const ListRow *others, size_t n_others)
{
    GPtrArray *rest = g_ptr_array_new();
    g_autoptr(GHashTable) counts = g_hash_table_new(row_hash, row_equal);
    for (size_t i = 0; i < n_others; i++)
        count_change(counts, &others[i], 1);
    for (size_t i = 0; i < n_rows; i++) {
        const ListRow *row = &rows[i];
        if (GPOINTER_TO_INT(g_hash_table_lookup(counts, row)) > 0)
            count_change(counts, row, -1);
        else
            g_ptr_array_add(rest, (gpointer)row);
    }
    return rest;
}

/* ---- changes ------------------------------------------------------------------------ */

static const char *row_name(const ListRow *row)
{
    return listrow_text(row, "name");
}

static void change_add(Difference *difference, const ListRow *before,
                       const ListRow *now, const char *column)
{
    RowChange change = {before, now, column};
    g_array_append_val(difference->changes, change);
}

/* Adds each cell in which a row differs from what it was. */
static void pair_add(Difference *difference, const ListRow *before, const ListRow *now)
{
    for (size_t i = 0; i < before->n_cells; i++) {
        const ListCell *cell = &before->cells[i];
        if (strcmp(listrow_text(now, cell->column), cell->text) != 0)
            change_add(difference, before, now, cell->column);
    }
    for (size_t i = 0; i < now->n_cells; i++) {
        if (*listrow_text(before, now->cells[i].column) == '\0')
            change_add(difference, before, now, now->cells[i].column);
    }
}

static void rest_add(Difference *difference)
{
    for (guint i = 0; i < difference->now->len; i++)
        change_add(difference, NULL, difference->now->pdata[i], NULL);
    for (guint i = 0; i < difference->before->len; i++)
        change_add(difference, difference->before->pdata[i], NULL, NULL);
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

/* Adds the rows that have a row of the same name before. */
static void named_add(Difference *difference)
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
        pair_add(difference, before->pdata[at - 1], now->pdata[i]);
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

static void renamed_add(Difference *difference)
{
    GPtrArray *now = difference->now;
    if ((guint64)now->len * difference->before->len > MOST_COMPARED)
        return;
    for (guint i = 0; i < now->len; i++) {
        gpointer *before = nearest_row(difference, now->pdata[i]);
        if (!before)
            continue;
        pair_add(difference, *before, now->pdata[i]);
        *before = now->pdata[i] = NULL;
    }
    rows_drop(difference->before);
    rows_drop(now);
}

static size_t row_place(const ListRow *row)
{
    return row->signatory ? row->signatory->row : 0;
}

static int row_compare(const void *a, const void *b)
{
    size_t first = row_place(*(const ListRow *const *)a);
    size_t second = row_place(*(const ListRow *const *)b);
    return (first > second) - (first < second);
}

GArray *rows_compare(const ListRow *before, size_t n_before, const ListRow *now,
                     size_t n_now)
{
    g_autoptr(GPtrArray) gone = rows_without(before, n_before, now, n_now);
    g_autoptr(GPtrArray) come = rows_without(now, n_now, before, n_before);
    Difference difference = {gone, come, g_array_new(FALSE, FALSE, sizeof(RowChange))};
    g_ptr_array_sort(come, row_compare);
    named_add(&difference);
    renamed_add(&difference);
    rest_add(&difference);
    return difference.changes;
}

/* ---- reports ------------------------------------------------------------------------ */

typedef struct ChangeReporter {
    Diagnostics *diagnostics;
    Arena *arena;
    const Roster *roster;
} ChangeReporter;

static const char *row_number(const ChangeReporter *reporter, const ListRow *row)
{
    return arena_print(reporter->arena, "%zu", row->signatory->sheet_row);
}

/* The place of a row's cell in the file. */
static Place changed_place(const ChangeReporter *reporter, const ListRow *row,
                           const char *column)
{
    if (strcmp(column, COLUMN_SIGNATURE_SUM) == 0)
        column = "signature";
    return cell_place(reporter->roster, row->signatory, column);
}

/* Of a file's sum the first digits say enough. */
static const char *text_shown(const ChangeReporter *reporter, const char *column,
                              const char *text)
{
    bool sum = strcmp(column, COLUMN_SIGNATURE_SUM) == 0;
    return sum ? arena_print(reporter->arena, "%.*s", SHORT_HASH, text) : text;
}

static void change_report(const ChangeReporter *reporter, const RowChange *change)
{
    const ListRow *before = change->before, *now = change->now;
    const char *column = change->column;
    if (!before)
        report(reporter->diagnostics, ROW_ADDED, now->signatory->place,
               row_number(reporter, now), row_name(now));
    else if (!now)
        report(reporter->diagnostics, ROW_REMOVED, place_file(reporter->roster->path),
               row_name(before));
    else
        report(reporter->diagnostics, ROW_CHANGED, changed_place(reporter, now, column),
               row_number(reporter, now), row_name(now), column,
               text_shown(reporter, column, listrow_text(before, column)),
               text_shown(reporter, column, listrow_text(now, column)));
}

void namelist_compare(Diagnostics *diagnostics, Arena *arena, const Roster *roster,
                      const NameList *before, const NameList *now)
{
    ChangeReporter reporter = {diagnostics, arena, roster};
    g_autoptr(GArray) changes =
        rows_compare(before->rows, before->n_rows, now->rows, now->n_rows);
    for (guint i = 0; i < changes->len; i++)
        change_report(&reporter, &g_array_index(changes, RowChange, i));
}
