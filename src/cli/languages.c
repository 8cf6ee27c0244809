/* What check tells of a letter's catalogues: a row a language, or JSON. */
#include "cli/command.h"

#include <json-glib/json-glib.h>
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

static void row_build(JsonBuilder *builder, const LanguageRow *row)
{
    const struct {
        const char *name;
        size_t value;
    } numbers[] = {{"messages", row->n_messages},
                   {"translated", row->n_translated},
                   {"fuzzy", row->n_fuzzy},
                   {"missing", row->n_missing}};
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "letter");
    json_builder_add_string_value(builder, row->letter);
    json_builder_set_member_name(builder, "language");
    json_builder_add_string_value(builder, row->language);
    json_builder_set_member_name(builder, "readable");
    json_builder_add_boolean_value(builder, row->readable);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        json_builder_set_member_name(builder, numbers[i].name);
        json_builder_add_int_value(builder, (gint64)numbers[i].value);
    }
    json_builder_set_member_name(builder, "reviewed-by");
    if (row->reviewer)
        json_builder_add_string_value(builder, row->reviewer);
    else
        json_builder_add_null_value(builder);
    json_builder_end_object(builder);
}

char *languages_json(const GArray *rows)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_array(builder);
    for (guint i = 0; i < rows->len; i++)
        row_build(builder, &g_array_index(rows, LanguageRow, i));
    json_builder_end_array(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    return json_to_string(root, FALSE);
}
