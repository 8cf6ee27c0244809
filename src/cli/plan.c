/*
 * plan: what each edition would be, without making any: a table a letter, or one JSON
 * document. A row is told once, as texts by column; the table's widths, its head and the
 * members of the JSON come from the list of columns.
 */
#include "cli/command.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef enum PlanColumn {
    PLAN_EDITION,
    PLAN_LANGUAGES,
    PLAN_LAYOUT,
    PLAN_NAMES,
    PLAN_STATE,
    PLAN_FILE,
    N_PLAN_COLUMNS
} PlanColumn;

static const struct {
    const char *title;
    bool number; /* set to the right */
} columns[N_PLAN_COLUMNS] = {
    [PLAN_EDITION] = {"edition", false}, [PLAN_LANGUAGES] = {"languages", false},
    [PLAN_LAYOUT] = {"layout", false},   [PLAN_NAMES] = {"names", true},
    [PLAN_STATE] = {"state", false},     [PLAN_FILE] = {"file", false},
};

/* What one edition would be. */
typedef struct PlanRow {
    const char *letter;
    const Edition *edition;
    size_t n_names;
    bool known;   /* whose names: not of an edition that is broken */
    bool refused; /* reported: build would not make it */
    const char *cells[N_PLAN_COLUMNS];
} PlanRow;

static void row_tell(Arena *arena, PlanRow *row)
{
    const Edition *edition = row->edition;
    row->cells[PLAN_EDITION] = edition->name;
    row->cells[PLAN_LANGUAGES] =
        edition->second
            ? arena_print(arena, "%s, %s", edition->language, edition->second)
            : edition->language;
    row->cells[PLAN_LAYOUT] = edition->layout;
    row->cells[PLAN_NAMES] = row->known ? arena_print(arena, "%zu", row->n_names) : "-";
    row->cells[PLAN_STATE] = row->refused ? "refused" : "";
    row->cells[PLAN_FILE] = arena_print(arena, "%s.pdf", edition->file);
    if (!edition->whole)
        return;
    row->cells[PLAN_LANGUAGES] = row->cells[PLAN_LAYOUT] = row->cells[PLAN_FILE] = "-";
}

static void job_plan(Arena *arena, const Arguments *arguments, const Job *job,
                     GArray *rows)
{
    for (size_t i = 0; i < job->n_editions; i++) {
        PlanRow row = {.letter = job->letter->name, .edition = job->editions[i]};
        size_t n_broken = 0;
        row.known = job->roster && !row.edition->broken;
        if (row.known)
            row.n_names = roster_count(job->roster, row.edition, &n_broken);
        row.refused = !row.known || n_broken > 0;
        row_tell(arena, &row);
        if (arguments->layout)
            row.cells[PLAN_LAYOUT] = arguments->layout;
        g_array_append_val(rows, row);
    }
}

/* ---- table ----------------------------------------------------------------------------- */

static long text_width(const char *text)
{
    return g_utf8_strlen(text, -1);
}

static void cell_print(const char *text, long width, bool number, bool last, FILE *out)
{
    int gap = (int)(width - text_width(text));
    if (number)
        fprintf(out, "%*s%s", gap, "", text);
    else
        fprintf(out, "%s%*s", text, last ? 0 : gap, "");
    fputs(last ? "\n" : "  ", out);
}

static void cells_print(const char *const *cells, const long *widths, FILE *out)
{
    for (size_t i = 0; i < N_PLAN_COLUMNS; i++)
        cell_print(cells[i], widths[i], columns[i].number, i + 1 == N_PLAN_COLUMNS,
                   out);
}

static void rows_print(const GArray *rows, FILE *out)
{
    const char *letter = NULL, *titles[N_PLAN_COLUMNS];
    long widths[N_PLAN_COLUMNS];
    for (size_t i = 0; i < N_PLAN_COLUMNS; i++) {
        titles[i] = columns[i].title;
        widths[i] = text_width(titles[i]);
        for (guint k = 0; k < rows->len; k++)
            widths[i] =
                MAX(widths[i], text_width(g_array_index(rows, PlanRow, k).cells[i]));
    }
    for (guint i = 0; i < rows->len; i++) {
        const PlanRow *row = &g_array_index(rows, PlanRow, i);
        if (row->letter != letter) {
            fprintf(out, "%s%s\n", letter ? "\n" : "", row->letter);
            cells_print(titles, widths, out);
        }
        cells_print(row->cells, widths, out);
        letter = row->letter;
    }
}

/* ---- JSON ------------------------------------------------------------------------------ */

/* A member that is a text, or null. */
static void text_build(JsonBuilder *builder, const char *key, const char *text)
{
    json_builder_set_member_name(builder, key);
    if (text)
        json_builder_add_string_value(builder, text);
    else
        json_builder_add_null_value(builder);
}

static void row_build(JsonBuilder *builder, const PlanRow *row)
{
    const Edition *edition = row->edition;
    bool whole = edition->whole;
    json_builder_begin_object(builder);
    text_build(builder, "letter", row->letter);
    text_build(builder, "name", edition->name);
    json_builder_set_member_name(builder, "languages");
    json_builder_begin_array(builder);
    if (!whole)
        json_builder_add_string_value(builder, edition->language);
    if (edition->second)
        json_builder_add_string_value(builder, edition->second);
    json_builder_end_array(builder);
    text_build(builder, "layout", whole ? NULL : row->cells[PLAN_LAYOUT]);
    text_build(builder, "country", edition->country);
    json_builder_set_member_name(builder, "names");
    if (row->known)
        json_builder_add_int_value(builder, (gint64)row->n_names);
    else
        json_builder_add_null_value(builder);
    json_builder_set_member_name(builder, "refused");
    json_builder_add_boolean_value(builder, row->refused);
    text_build(builder, "file", whole ? NULL : row->cells[PLAN_FILE]);
    json_builder_end_object(builder);
}

static void rows_print_json(const GArray *rows, FILE *out)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "editions");
    json_builder_begin_array(builder);
    for (guint i = 0; i < rows->len; i++)
        row_build(builder, &g_array_index(rows, PlanRow, i));
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    g_autofree char *text = json_to_string(root, TRUE);
    fprintf(out, "%s\n", text);
}

void plan_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(PlanRow));
    Jobs jobs = {0};
    if (!jobs_read(diagnostics, arena, arguments, &jobs))
        return;
    for (size_t i = 0; i < jobs.n_jobs; i++)
        if (jobs.jobs[i].letter)
            job_plan(arena, arguments, &jobs.jobs[i], rows);
    if (arguments->json)
        rows_print_json(rows, stdout);
    else
        rows_print(rows, stdout);
}
