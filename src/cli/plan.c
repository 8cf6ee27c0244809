/* plan: what a build would make, and why, as a table; nothing is made. */
#include "cli/command.h"

#include <string.h>

/* "changed (names, text)". */
static char *state_text(const Outcome *outcome)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    for (InputPart i = 0; i < N_INPUTS; i++)
        if (outcome->differs & (1u << i))
            g_string_append_printf(parts, "%s%s", parts->len > 0 ? ", " : "",
                                   input_name(i));
    if (outcome->status == EDITION_FAILED)
        return g_strdup(outcome->n_reasons > 0 ? "cannot be made" : "failed last time");
    if (outcome->status != EDITION_CHANGED)
        return g_strdup(outcome->status == EDITION_UNCHANGED ? "up to date" : "new");
    return parts->len > 0 ? g_strdup_printf("changed: %s", parts->str)
                          : g_strdup("changed: its file");
}

static char *languages_text(const Outcome *outcome)
{
    return outcome->second
               ? g_strdup_printf("%s, %s", outcome->language, outcome->second)
               : g_strdup(outcome->language);
}

typedef struct PlanRow {
    char *cells[6];
} PlanRow;

enum { N_CELLS = 6 };

static void row_clear(gpointer data)
{
    PlanRow *row = data;
    for (size_t i = 0; i < N_CELLS; i++)
        g_free(row->cells[i]);
}

static PlanRow row_make(const Outcome *outcome)
{
    bool known = outcome->n_pages > 0;
    return (PlanRow){{g_strdup(outcome->edition), languages_text(outcome),
                      g_strdup(outcome->layout),
                      g_strdup_printf("%zu", outcome->n_names),
                      known ? g_strdup_printf("%zu", outcome->n_pages) : g_strdup("–"),
                      state_text(outcome)}};
}

static int text_width(const char *text)
{
    return (int)g_utf8_strlen(text, -1);
}

/* Prints the rows in columns; numbers stand right. */
static void rows_print(const GArray *rows, FILE *out)
{
    int widths[N_CELLS] = {0};
    for (guint r = 0; r < rows->len; r++)
        for (size_t i = 0; i < N_CELLS; i++)
            widths[i] =
                MAX(widths[i], text_width(g_array_index(rows, PlanRow, r).cells[i]));
    for (guint r = 0; r < rows->len; r++) {
        for (size_t i = 0; i < N_CELLS; i++) {
            const char *cell = g_array_index(rows, PlanRow, r).cells[i];
            int blanks = i + 1 < N_CELLS ? widths[i] - text_width(cell) : 0;
            bool number = i == 3 || i == 4;
            fprintf(out, "%s%*s%s%*s", i > 0 ? "  " : "", number ? blanks : 0, "", cell,
                    number ? 0 : blanks, "");
        }
        fputc('\n', out);
    }
}

static void plan_print(const Report *planned, FILE *out)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(PlanRow));
    g_array_set_clear_func(rows, row_clear);
    PlanRow head = {{g_strdup("edition"), g_strdup("language"), g_strdup("layout"),
                     g_strdup("names"), g_strdup("pages"), g_strdup("state")}};
    g_array_append_val(rows, head);
    for (size_t i = 0; i < planned->n_outcomes; i++) {
        PlanRow row = row_make(planned->outcomes[i]);
        g_array_append_val(rows, row);
    }
    rows_print(rows, out);
    fprintf(out, "%zu new, %zu changed, %zu up to date\n",
            report_count(planned, EDITION_NEW), report_count(planned, EDITION_CHANGED),
            report_count(planned, EDITION_UNCHANGED));
}

void plan_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    Screen screen;
    Batch model = {.task = BATCH_PLAN,
                   .layout = arguments->layout,
                   .draft = arguments->draft,
                   .output = arguments->output};
    if (!build_options(diagnostics, arena, arguments, &model))
        return;
    screen_begin(&screen, &(Arguments){.quiet = true});
    Watcher watcher = screen_watcher(&screen);
    jobs_run(diagnostics, arguments, &model, arena, &watcher);
    Report planned = {.outcomes = (const Outcome **)screen.outcomes->pdata,
                      .n_outcomes = screen.outcomes->len};
    if (arguments->json)
        report_print_json(&planned, stdout);
    else
        plan_print(&planned, stdout);
    screen_end(&screen);
}
