/* What check tells of a letter's catalogues: a row a language, or JSON. */
#include "cli/command.h"

#include "base/json.h"
#include <string.h>

/* A cell of a table filled up to `width` characters. */
static void cell_print(const char *text, long width, FILE *out)
{
    fputs(text, out);
    for (long n = g_utf8_strlen(text, -1); n < width; n++)
        fputc(' ', out);
}

static void row_print(const LanguageRow *row, FILE *out)
{
    g_autofree char *translated =
        row->readable
            ? g_strdup_printf("%zu of %zu", row->n_translated, row->n_messages)
            : g_strdup("unreadable");
    g_autofree char *fuzzy = g_strdup_printf("%zu", row->n_fuzzy);
    g_autofree char *missing = g_strdup_printf("%zu", row->n_missing);
    cell_print(row->language, 10, out);
    cell_print(translated, 12, out);
    cell_print(row->readable ? fuzzy : "", 7, out);
    cell_print(row->readable ? missing : "", 9, out);
    fprintf(out, "%s\n", row->reviewer ? row->reviewer : row->readable ? "nobody" : "");
}

void languages_print(const GArray *rows, FILE *out)
{
    const char *letter = NULL;
    for (guint i = 0; i < rows->len; i++) {
        const LanguageRow *row = &g_array_index(rows, LanguageRow, i);
        if (row->letter != letter)
            fprintf(out, "%s\nlanguage  translated  fuzzy  missing  reviewed by\n",
                    row->letter);
        row_print(row, out);
        letter = row->letter;
    }
}

static void row_build(json_t *list, const LanguageRow *row)
{
    json_t *json = json_append_object(list);
    json_add_text(json, "letter", row->letter);
    json_add_text(json, "language", row->language);
    json_add_truth(json, "readable", row->readable);
    json_add_count(json, "messages", row->n_messages);
    json_add_count(json, "translated", row->n_translated);
    json_add_count(json, "fuzzy", row->n_fuzzy);
    json_add_count(json, "missing", row->n_missing);
    json_add_text(json, "reviewed-by", row->reviewer);
}

char *languages_json(const GArray *rows)
{
    json_t *list = json_array();
    for (guint i = 0; i < rows->len; i++)
        row_build(list, &g_array_index(rows, LanguageRow, i));
    return json_take_text(list, false);
}
