/*
 * What an import would change, as people read it: a block a row, a line a cell. It goes to
 * a terminal, and cells come from strangers: what is no printing character is written
 * as its number.
 */
#include "import/reading.h"

#include <string.h>

static bool is_plain(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
           type != G_UNICODE_SURROGATE && type != G_UNICODE_LINE_SEPARATOR &&
           type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

static void text_print(const char *text, FILE *out)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_plain(c))
            fwrite(at, 1, (size_t)(g_utf8_next_char(at) - at), out);
        else
            fprintf(out, "\\u%04x", c);
    }
}

static void line_print(char sign, const char *column, const char *text, FILE *out)
{
    fputc(sign, out);
    text_print(column, out);
    fputs(": ", out);
    text_print(text, out);
    fputc('\n', out);
}

static const char *cell_before(const Merge *merge, const MergeRow *row, size_t column)
{
    return row->was && column < merge->n_old_columns ? row->before[column] : "";
}

static bool row_changes(const Merge *merge, const MergeRow *row)
{
    for (size_t i = 0; i < merge->n_columns; i++)
        if (strcmp(cell_before(merge, row, i), row->cells[i]) != 0)
            return true;
    return !row->was;
}

static void row_print(const Merge *merge, const MergeRow *row, FILE *out)
{
    if (row->was)
        fprintf(out, "@@ line %u: ", row->was->place.line);
    else
        fputs("@@ new: ", out);
    text_print(row->was ? row->was->name : row->person->name, out);
    fprintf(out, ", %s", row->was ? row->was->country : row->person->country);
    if (row->person)
        fprintf(out, " (line %u of the import)", row->person->place.line);
    fputs(" @@\n", out);
    for (size_t i = 0; i < merge->n_columns; i++) {
        const char *before = cell_before(merge, row, i), *now = row->cells[i];
        if (strcmp(before, now) == 0)
            continue;
        if (*before)
            line_print('-', merge->columns[i], before, out);
        if (*now)
            line_print('+', merge->columns[i], now, out);
    }
}

void merge_print(const Merge *merge, FILE *out)
{
    if (!merge_changes(merge))
        return;
    fputs("--- ", out);
    text_print(merge->path, out);
    fputs("\n+++ ", out);
    text_print(merge->path, out);
    fputs(", with ", out);
    text_print(merge->source, out);
    fputc('\n', out);
    for (size_t i = 0; i < merge->n_rows; i++)
        if (row_changes(merge, &merge->rows[i]))
            row_print(merge, &merge->rows[i], out);
}

void columns_print(const Columns *columns, FILE *out)
{
    for (size_t i = 0; i < columns->n_columns; i++) {
        const SourceColumn *column = &columns->columns[i];
        text_print(column->header, out);
        fputs(column->left_out ? " is left out\n" : " -> ", out);
        if (column->left_out)
            continue;
        text_print(column->target ? column->target : field_name(column->field), out);
        fputc('\n', out);
    }
}
