/*
 * signatories.csv written anew. Rows that do not change are copied byte by byte, with
 * their quotes and blanks; where there are new columns, empty cells are put at their ends.
 * A row that changes is made of its cells as they stand in the file, but for those that
 * are new. Order of rows and columns, delimiter, ends of lines and a byte-order mark are
 * the file's.
 */
#include "import/merge.h"

#include <string.h>

typedef struct Writing {
    Arena *arena;
    Diagnostics *diagnostics;
    const Merge *merge;
    GString *out;
    char delimiter;
    const char *line_end;
} Writing;

static void delimiters_add(Writing *writing, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_string_append_c(writing->out, writing->delimiter);
}

static size_t line_end_length(const char *start, const char *end)
{
    size_t n = 0;
    while (end - n > start &&
           (end[-1 - (gssize)n] == '\n' || end[-1 - (gssize)n] == '\r'))
        n++;
    return n;
}

/* Where the first row at or after `at` that has text ends, its line's end included. */
static const char *row_end(const Writing *writing, const char *at)
{
    const Roster *roster = writing->merge->roster;
    CsvReader reader = {.diagnostics = writing->diagnostics,
                        .arena = writing->arena,
                        .at = at,
                        .end = roster->end,
                        .place = {NULL, 1, 1},
                        .delimiter = roster->delimiter};
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(CsvCell));
    csv_row(&reader, cells);
    return reader.at;
}

/* Ends the row that was written, as it ended in the file. */
static void end_add(Writing *writing, const char *start, const char *end)
{
    size_t n = line_end_length(start, end);
    if (n == 0)
        g_string_append(writing->out, writing->line_end);
    else
        g_string_append_len(writing->out, end - n, (gssize)n);
}

/* Copies a row with empty cells at its end. */
static void row_copy(Writing *writing, const char *start, const char *end)
{
    size_t n = line_end_length(start, end);
    g_string_append_len(writing->out, start, end - start - (gssize)n);
    delimiters_add(writing, writing->merge->n_columns - writing->merge->n_old_columns);
    end_add(writing, start, end);
}

static void header_write(Writing *writing)
{
    const Merge *merge = writing->merge;
    const char *start = merge->roster->start;
    const char *end = start ? row_end(writing, start) : NULL;
    size_t n = start ? line_end_length(start, end) : 0;
    if (start)
        g_string_append_len(writing->out, start, end - start - (gssize)n);
    for (size_t i = merge->n_old_columns; i < merge->n_columns; i++) {
        delimiters_add(writing, i > 0);
        csv_add(writing->out, merge->columns[i], writing->delimiter);
    }
    if (start)
        end_add(writing, start, end);
    else
        g_string_append(writing->out, writing->line_end);
}

static bool row_is_as_it_was(const Merge *merge, const MergeRow *row)
{
    for (size_t i = 0; i < merge->n_columns; i++) {
        const char *before = i < merge->n_old_columns ? row->before[i] : "";
        if (strcmp(before, row->cells[i]) != 0)
            return false;
    }
    return true;
}

static void cells_write(Writing *writing, const MergeRow *row)
{
    const Merge *merge = writing->merge;
    const CsvCell *raw =
        row->was ? roster_raw(writing->arena, merge->roster, row->was) : NULL;
    for (size_t i = 0; i < merge->n_columns; i++) {
        bool same = raw && i < merge->n_old_columns &&
                    strcmp(row->before[i], row->cells[i]) == 0;
        g_autofree char *text =
            same ? g_strndup(raw[i].text, raw[i].length) : g_strdup(row->cells[i]);
        delimiters_add(writing, i > 0);
        csv_add(writing->out, text, writing->delimiter);
    }
}

static void row_write(Writing *writing, const MergeRow *row, const char *next)
{
    if (!row->was) {
        cells_write(writing, row);
        g_string_append(writing->out, writing->line_end);
        return;
    }
    const char *start = row->was->source, *end = row_end(writing, start);
    if (row_is_as_it_was(writing->merge, row)) {
        row_copy(writing, start, end);
    } else {
        g_string_append_len(writing->out, start, (gssize)strspn(start, "\r\n"));
        cells_write(writing, row);
        end_add(writing, start, end);
    }
    g_string_append_len(writing->out, end, next - end);
}

static void rows_write(Writing *writing)
{
    const Merge *merge = writing->merge;
    for (size_t i = 0; i < merge->n_rows; i++) {
        bool more = i + 1 < merge->n_rows && merge->rows[i + 1].was;
        row_write(writing, &merge->rows[i],
                  more ? merge->rows[i + 1].was->source : merge->roster->end);
    }
}

/* Whether the file begins with a byte-order mark, which its text has no more. */
static bool has_mark(const char *path)
{
    char head[3] = {0};
    FILE *file = fopen(path, "rbe");
    size_t n = file ? fread(head, 1, sizeof head, file) : 0;
    if (file)
        fclose(file);
    return n == sizeof head && memcmp(head, "\xef\xbb\xbf", sizeof head) == 0;
}

bool merge_write(Diagnostics *diagnostics, Arena *arena, const Merge *merge,
                 const char *folder)
{
    const Roster *roster = merge->roster;
    g_autoptr(GString) out = g_string_new(has_mark(merge->path) ? "\xef\xbb\xbf" : "");
    Writing writing = {.arena = arena,
                       .diagnostics = diagnostics,
                       .merge = merge,
                       .out = out,
                       .delimiter = roster->start ? roster->delimiter : ',',
                       .line_end = "\n"};
    if (roster->start && strstr(roster->start, "\r\n"))
        writing.line_end = "\r\n";
    header_write(&writing);
    rows_write(&writing);
    staging_sweep(folder);
    FileWriter *writer = file_open(diagnostics, merge->path, folder);
    if (!writer)
        return false;
    file_write(writer, out->str, out->len);
    return file_commit(writer);
}
