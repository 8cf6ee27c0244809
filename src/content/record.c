/*
 * A list as a proof showed it, kept beside the letter as proofs/LT-1a2b3c4d5e6f.csv, so
 * that what has changed since can be named. It is read back with its hash computed anew:
 * a record that somebody edited is no record.
 */
#include "content/lister.h"

#include <string.h>

#define FOLDER "proofs"

const char *record_path(Arena *arena, const Letter *letter, const char *country,
                        const char *hash)
{
    g_autofree char *file = g_strdup_printf("%s-%.*s.csv", country, SHORT_HASH, hash);
    g_autofree char *path = g_build_filename(letter->folder, FOLDER, file, NULL);
    return arena_string(arena, path);
}

/* The path where links in the letter's folder do not lead out of it; NULL: reported. */
static const char *record_place(Diagnostics *diagnostics, Arena *arena,
                                const Letter *letter, const char *country,
                                const char *hash)
{
    const char *path = record_path(arena, letter, country, hash), *inside = NULL;
    g_autofree char *file = g_path_get_basename(path);
    g_autofree char *relative = g_build_filename(FOLDER, file, NULL);
    if (!path_within(arena, letter->folder, relative, &inside))
        report(diagnostics, PATH_OUTSIDE, place_file(path), path);
    return inside;
}

/* ---- writing ------------------------------------------------------------------------ */

void csv_add(GString *line, const char *text, char delimiter)
{
    const char special[] = {delimiter, '"', '\n', '\r', '\t', '\0'};
    if (!strpbrk(text, special)) {
        g_string_append(line, text);
        return;
    }
    g_string_append_c(line, '"');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(line, '"');
        g_string_append_c(line, *text);
    }
    g_string_append_c(line, '"');
}

/* Name and country first, for who looks into the file. */
static int column_compare(const void *a, const void *b)
{
    static const char *const first[] = {"name", "country"};
    const char *one = *(const char *const *)a, *other = *(const char *const *)b;
    for (size_t i = 0; i < G_N_ELEMENTS(first); i++) {
        bool is_one = strcmp(one, first[i]) == 0,
             is_other = strcmp(other, first[i]) == 0;
        if (is_one != is_other)
            return is_one ? -1 : 1;
    }
    return strcmp(one, other);
}

/* The columns of which any row has a cell; to be freed. */
static GPtrArray *columns_list(const NameList *list)
{
    GPtrArray *columns = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < list->n_rows; i++) {
        for (size_t k = 0; k < list->rows[i].n_cells; k++) {
            gpointer column = (gpointer)list->rows[i].cells[k].column;
            if (g_hash_table_add(known, column))
                g_ptr_array_add(columns, column);
        }
    }
    g_ptr_array_sort(columns, column_compare);
    return columns;
}

static GString *record_text(const NameList *list)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GPtrArray) columns = columns_list(list);
    for (guint c = 0; c < columns->len; c++) {
        g_string_append(out, c > 0 ? "," : "");
        csv_add(out, columns->pdata[c], ',');
    }
    g_string_append_c(out, '\n');
    for (size_t i = 0; i < list->n_rows; i++) {
        for (guint c = 0; c < columns->len; c++) {
            g_string_append(out, c > 0 ? "," : "");
            csv_add(out, listrow_text(&list->rows[i], columns->pdata[c]), ',');
        }
        g_string_append_c(out, '\n');
    }
    return out;
}

bool record_open(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                 const char *country, const NameList *list, FileWriter **writer)
{
    const char *path = record_place(diagnostics, arena, letter, country, list->hash);
    g_autoptr(GString) text = record_text(list);
    *writer = NULL;
    if (!path)
        return false;
    g_autofree char *folder = g_path_get_dirname(path);
    staging_sweep(folder);
    if (file_holds(path, text->str, text->len))
        return true;
    *writer = file_open(diagnostics, path, folder);
    if (*writer)
        file_write(*writer, text->str, text->len);
    return *writer != NULL;
}

/* ---- reading ------------------------------------------------------------------------ */

/* The cells of one row of the file, cleaned; those without text stay out. */
static ListRow row_read(CsvReader *csv, const GArray *cells, const char *const *columns,
                        size_t n_columns)
{
    size_t n = MIN(cells->len, n_columns);
    ListCell *read = arena_array(csv->arena, ListCell, n);
    ListRow row = {NULL, read, 0};
    for (size_t i = 0; i < n; i++) {
        const CsvCell *cell = &g_array_index(cells, CsvCell, i);
        const char *text = text_copy(csv->diagnostics, csv->arena, cell->text,
                                     cell->length, cell->place, TEXT_CELL);
        if (*text)
            read[row.n_cells++] = (ListCell){columns[i], text};
    }
    cells_sort(read, row.n_cells);
    return row;
}

static const NameList *rows_read(CsvReader *csv)
{
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(CsvCell));
    g_autoptr(GArray) rows = g_array_new(false, false, sizeof(ListRow));
    size_t n_columns = csv_row(csv, cells) ? cells->len : 0;
    const char **columns = arena_array(csv->arena, const char *, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        const CsvCell *cell = &g_array_index(cells, CsvCell, i);
        columns[i] = arena_text(csv->arena, cell->text, cell->length);
    }
    while (csv_row(csv, cells)) {
        ListRow row = row_read(csv, cells, columns, n_columns);
        g_array_append_val(rows, row);
    }
    return namelist_finish(csv->arena, (ListRow *)(void *)rows->data, rows->len);
}

const NameList *record_read(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const char *country, const char *hash)
{
    const char *path = record_place(diagnostics, arena, letter, country, hash);
    const char *text = NULL;
    size_t length = 0;
    CsvReader csv;
    if (!path)
        return NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        report(diagnostics, RECORD_MISSING, PLACE_NONE, path, country);
        return NULL;
    }
    if (!file_read_text(diagnostics, arena, path, place_file(path), &text, &length))
        return NULL;
    csv_init(&csv, diagnostics, arena, path, text, length);
    const NameList *list = rows_read(&csv);
    if (g_str_has_prefix(list->hash, hash))
        return list;
    report(diagnostics, RECORD_CHANGED, place_file(path), path, list->short_hash);
    return NULL;
}
