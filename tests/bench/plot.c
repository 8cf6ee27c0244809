/*
 * The times as bars on a logarithmic scale, a group a workload, in plain SVG: no script,
 * no font but the reader's own, colours that differ in lightness too. A mark in
 * openletter's own bar shows what it may take at most.
 *
 *     group   program  |=========|  value, times the floor
 */
#include "table.h"

#include <math.h>
#include <string.h>

#include <glib.h>

enum { WIDTH = 760, AXIS_X = 190, AXIS_WIDTH = 430 };
enum { TOP = 64, BAR = 16, STEP = 20, FIRST_GAP = 20, GAP = 34 };

static const double LEAST = 1; /* ms, at the axis */

typedef struct Plot {
    const Table *table;
    GString *svg;
    double most; /* ms, a power of ten */
    int y;
} Plot;

static double x_of(const Plot *plot, double ms)
{
    double share = log10(MAX(ms, LEAST) / LEAST) / log10(plot->most / LEAST);
    return AXIS_X + share * AXIS_WIDTH;
}

static const char *program_colour(const char *program)
{
    static const char *const colours[][2] = {{"openletter", "#0b4f8a"},
                                             {"openletter+verify", "#5b93c4"},
                                             {"openletter+press", "#8fb8dc"},
                                             {"openletter+cores", "#2f7f5f"},
                                             {"openletter+unchanged", "#7fbf9f"},
                                             {"plain", "#c9812f"},
                                             {"floor", "#8a8a8a"}};
    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++)
        if (strcmp(colours[i][0], program) == 0)
            return colours[i][1];
    return "#000";
}

static const char *workload_title(const char *workload)
{
    static const char *const titles[][2] = {
        {"letter", "The letter alone"},
        {"names-500", "With 500 names"},
        {"names-20000", "With 20,000 names"},
        {"editions-200", "200 editions of 60 names each, in one run"}};
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        if (strcmp(titles[i][0], workload) == 0)
            return titles[i][1];
    return workload;
}

static void text_add(Plot *plot, double x, double y, const char *style,
                     const char *text)
{
    g_autofree char *safe = g_markup_escape_text(text, -1);
    g_string_append_printf(plot->svg, "<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>\n", x,
                           y, style, safe);
}

static void line_add(Plot *plot, double x, double from, double to, const char *style)
{
    g_string_append_printf(plot->svg,
                           "<path d=\"M%.1f %.1fV%.1f\" %s fill=\"none\"/>\n", x, from,
                           to, style);
}

static void axis_add(Plot *plot, int bottom)
{
    for (double ms = LEAST; ms <= plot->most * 1.01; ms *= 10) {
        g_autofree char *label = ms < 1000 ? g_strdup_printf("%.0f ms", ms)
                                           : g_strdup_printf("%.0f s", ms / 1000);
        line_add(plot, x_of(plot, ms), TOP - 6, bottom, "stroke=\"#ddd\"");
        text_add(plot, x_of(plot, ms), TOP - 12, "text-anchor=\"middle\" fill=\"#666\"",
                 label);
    }
}

/* "7.4 ms", "218 ms, 3.0 ×", "2.22 s, 2.6 ×"; the floor is not compared with itself. */
static char *value_print(const Row *row)
{
    g_autofree char *time =
        row->ms >= 1000 ? g_strdup_printf("%.2f s", row->ms / 1000)
                        : g_strdup_printf("%.*f ms", row->ms < 100 ? 1 : 0, row->ms);
    if (strcmp(row->program, "floor") == 0)
        return g_steal_pointer(&time);
    return g_strdup_printf("%s, %.1f ×", time, row->times_floor);
}

/* Marks what openletter may take; gives the mark's place. */
static double mark_add(Plot *plot, const Row *row)
{
    const Row *floor = table_find(plot->table, row->workload->name, "floor");
    double x = x_of(plot, floor->ms * row->workload->bar);
    line_add(plot, x, plot->y - 2, plot->y + BAR + 2,
             "stroke=\"#d0021b\" stroke-width=\"2\"");
    return x;
}

static void bar_add(Plot *plot, const Row *row)
{
    double end = x_of(plot, row->ms), middle = plot->y + BAR * 0.75;
    bool ours = strcmp(row->program, "openletter") == 0;
    g_string_append_printf(
        plot->svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n", AXIS_X,
        plot->y, end - AXIS_X, BAR, program_colour(row->program));
    if (ours)
        end = MAX(end, mark_add(plot, row));
    g_autofree char *value = value_print(row);
    text_add(plot, AXIS_X - 8, middle, "text-anchor=\"end\"", row->program);
    text_add(plot, end + 6, middle, ours ? "font-weight=\"bold\"" : "", value);
    plot->y += STEP;
}

static void bars_add(Plot *plot)
{
    const Workload *last = NULL;
    plot->y = TOP;
    for (size_t i = 0; i < plot->table->n_rows; i++) {
        const Row *row = &plot->table->rows[i];
        if (row->workload != last) {
            plot->y += last ? GAP : FIRST_GAP;
            text_add(plot, 16, plot->y - 6, "font-weight=\"bold\" font-size=\"13\"",
                     workload_title(row->workload->name));
        }
        last = row->workload;
        bar_add(plot, row);
    }
}

/* The first power of ten that no row is over. */
static double most_find(const Table *table)
{
    double most = 10;
    for (size_t i = 0; i < table->n_rows; i++)
        while (most < table->rows[i].ms)
            most *= 10;
    return most;
}

bool table_plot(const Table *table, const char *path)
{
    g_autoptr(GString) bars = g_string_new(NULL);
    Plot plot = {table, bars, most_find(table), 0};
    bars_add(&plot);
    int bottom = plot.y + 4, height = bottom + 52;
    g_autoptr(GString) svg = g_string_new(NULL);
    plot.svg = svg;
    g_string_append_printf(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
        "height=\"%d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222\">\n"
        "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
        WIDTH, height, WIDTH, height, WIDTH, height);
    g_autofree char *title = g_strdup_printf(
        "%s on a logarithmic scale, medians of whole runs", table->clock);
    text_add(&plot, 16, 26, "font-weight=\"bold\" font-size=\"15\"", title);
    axis_add(&plot, bottom);
    g_string_append_len(svg, bars->str, (gssize)bars->len);
    text_add(&plot, 16, bottom + 22, "fill=\"#666\" font-size=\"11\"",
             "Red mark: the most that openletter may take. ×: times the floor, which "
             "shows the same glyphs without layout.");
    text_add(&plot, 16, bottom + 38, "fill=\"#666\" font-size=\"11\"", table->machine);
    g_string_append(svg, "</svg>\n");
    g_autoptr(GError) error = NULL;
    bool put = g_file_set_contents(path, svg->str, (gssize)svg->len, &error);
    if (!put)
        g_printerr("bench: %s\n", error->message);
    return put;
}
