/*
 * plan: what each edition would be, without making any: a table a letter, or one JSON
 * document. It is a run of a batch that stops where a build would begin to set. A row is
 * told once, as texts by column; the table's widths and its head come from the list of
 * columns.
 */
#include "cli/command.h"

#include <string.h>

#include "base/json.h"

typedef enum PlanColumn {
    PLAN_EDITION,
    PLAN_LANGUAGES,
    PLAN_LAYOUT,
    PLAN_NAMES,
    PLAN_PAGES, /* of last time */
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
    [PLAN_PAGES] = {"pages", true},      [PLAN_STATE] = {"state", false},
    [PLAN_FILE] = {"file", false},
};

/* What one edition would be. */
typedef struct PlanRow {
    const Outcome *outcome;
    bool refused; /* reported: build would not make it */
    const char *cells[N_PLAN_COLUMNS];
} PlanRow;

/* "changed: names, text". */
static const char *state_text(Arena *arena, const Outcome *outcome)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    for (InputPart i = 0; i < N_INPUTS; i++)
        if (outcome->differs & (1u << i))
            g_string_append_printf(parts, "%s%s", parts->len > 0 ? ", " : "",
                                   input_name(i));
    switch (outcome->status) {
    case EDITION_NEW:
        return "new";
    case EDITION_CHANGED:
        return arena_print(arena, "changed: %s", parts->len ? parts->str : "its file");
    case EDITION_UNCHANGED:
        return "up to date";
    case EDITION_FAILED:
        return outcome->sum ? "failed last time" : "refused";
    case EDITION_BUILT:
    case EDITION_STOPPED:
    case N_STATUSES:
        break;
    }
    g_assert_not_reached();
}

static PlanRow row_tell(Arena *arena, const Outcome *outcome)
{
    PlanRow row = {.outcome = outcome,
                   .refused = outcome->status == EDITION_FAILED && !outcome->sum};
    row.cells[PLAN_EDITION] = outcome->edition;
    row.cells[PLAN_LANGUAGES] =
        outcome->second
            ? arena_print(arena, "%s, %s", outcome->language, outcome->second)
            : outcome->language;
    row.cells[PLAN_LAYOUT] = outcome->layout;
    row.cells[PLAN_NAMES] =
        row.refused ? "-" : arena_print(arena, "%zu", outcome->n_names);
    row.cells[PLAN_PAGES] =
        outcome->n_pages > 0 ? arena_print(arena, "%zu", outcome->n_pages) : "-";
    row.cells[PLAN_STATE] = state_text(arena, outcome);
    row.cells[PLAN_FILE] = arena_print(arena, "%s.pdf", outcome->file);
    if (outcome->whole)
        row.cells[PLAN_LANGUAGES] = row.cells[PLAN_LAYOUT] = row.cells[PLAN_FILE] = "-";
    return row;
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
        if (g_strcmp0(row->outcome->letter, letter) != 0) {
            fprintf(out, "%s%s\n", letter ? "\n" : "", row->outcome->letter);
            cells_print(titles, widths, out);
        }
        cells_print(row->cells, widths, out);
        letter = row->outcome->letter;
    }
}

/* ---- JSON ------------------------------------------------------------------------------ */

/* A member that is a number, or null where it is not known. */
static void count_build(json_t *json, const char *key, bool known, size_t count)
{
    if (known)
        json_add_count(json, key, count);
    else
        json_add_text(json, key, NULL);
}

static void languages_build(json_t *json, const Outcome *outcome)
{
    json_t *languages = json_add_array(json, "languages");
    if (!outcome->whole)
        json_array_append_new(languages, json_value_text(outcome->language));
    if (outcome->second)
        json_array_append_new(languages, json_value_text(outcome->second));
}

static void row_build(json_t *editions, const PlanRow *row)
{
    const Outcome *outcome = row->outcome;
    bool whole = outcome->whole;
    json_t *json = json_append_object(editions);
    json_add_text(json, "letter", outcome->letter);
    json_add_text(json, "name", outcome->edition);
    languages_build(json, outcome);
    json_add_text(json, "layout", whole ? NULL : outcome->layout);
    json_add_text(json, "country", outcome->country);
    count_build(json, "names", !row->refused, outcome->n_names);
    count_build(json, "pages", outcome->n_pages > 0, outcome->n_pages);
    json_add_truth(json, "refused", row->refused);
    json_add_text(json, "state", row->cells[PLAN_STATE]);
    json_add_text(json, "file", whole ? NULL : row->cells[PLAN_FILE]);
}

static void rows_print_json(const GArray *rows, FILE *out)
{
    json_t *json = json_object();
    json_t *editions = json_add_array(json, "editions");
    for (guint i = 0; i < rows->len; i++)
        row_build(editions, &g_array_index(rows, PlanRow, i));
    g_autofree char *text = json_take_text(json, true);
    fprintf(out, "%s\n", text);
}

void plan_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(PlanRow));
    Screen screen;
    Batch model = {.task = BATCH_PLAN,
                   .layout = arguments->layout,
                   .draft = arguments->draft,
                   .output = arguments->output};
    if (!build_options(diagnostics, arena, arguments, &model))
        return;
    screen_begin(&screen, true);
    Watcher watcher = screen_watcher(&screen);
    jobs_run(diagnostics, arguments, &model, arena, &watcher);
    for (guint i = 0; i < screen.outcomes->len; i++) {
        PlanRow row = row_tell(arena, screen.outcomes->pdata[i]);
        g_array_append_val(rows, row);
    }
    if (arguments->json)
        rows_print_json(rows, stdout);
    else
        rows_print(rows, stdout);
    screen_end(&screen);
}
