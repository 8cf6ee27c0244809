/*
 * The forms of a report: GNU's line for scripts and editors, the same with the source
 * line, a caret and colours for people, and JSON. The source line is read again from its
 * file when it is wanted: reports are rare, and nobody has to carry the text along.
 */
#include "base/form.h"

#include <string.h>

#include "base/unit.h"

#define LONGEST_ARGUMENT 300 /* characters */
#define WIDEST_EXCERPT 100   /* columns */

static bool character_is_safe(gunichar c)
{
    bool bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                c == 0x200e || c == 0x200f || c == 0x061c;
    return !g_unichar_iscntrl(c) && !bidi && c != 0x2028 && c != 0x2029 && c != 0xfeff;
}

void text_escape(GString *out, const char *text)
{
    for (int n = 0; *text; n++) {
        gunichar c = g_utf8_get_char_validated(text, -1);
        bool valid = c != (gunichar)-1 && c != (gunichar)-2;
        if (n == LONGEST_ARGUMENT) {
            g_string_append(out, "…");
            return;
        }
        if (!valid)
            g_string_append_printf(out, "\\x%02x", (unsigned char)*text);
        else if (!character_is_safe(c))
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
        text = valid ? g_utf8_next_char(text) : text + 1;
    }
}

static const char *severity_colour(Severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE:
        return "\033[1;36m";
    case SEVERITY_WARNING:
        return "\033[1;35m";
    case SEVERITY_ERROR:
        return "\033[1;31m";
    }
    g_assert_not_reached();
}

static void place_print(GString *out, Place place)
{
    text_escape(out, place.file ? place.file : "openletter");
    if (place.file && place.line)
        g_string_append_printf(out, ":%u", place.line);
    if (place.file && place.line && place.column)
        g_string_append_printf(out, ":%u", place.column);
    g_string_append(out, ": ");
}

/* " (en, page 2, 35 mm across, 120 mm down)"; nothing without a spot. A ruler is what
 * people have at hand. */
static void spot_print(GString *out, Spot spot)
{
    if (spot.page == 0)
        return;
    g_string_append(out, " (");
    text_escape(out, spot.edition);
    g_string_append_printf(out, ", page %zu, %.0f mm across, %.0f mm down)", spot.page,
                           spot.x / POINTS_PER_MM, spot.y / POINTS_PER_MM);
}

static void print_plain(GString *out, const ReportText *report)
{
    place_print(out, report->place);
    g_string_append_printf(out, "%s: %s", severity_name(report->kind->severity),
                           report->text);
    spot_print(out, report->spot);
    g_string_append_printf(out, " [%s]\n", report->kind->code);
    if (*report->help)
        g_string_append_printf(out, "  help: %s\n", report->help);
}

/* The line of the file that a place is in; NULL when it cannot be read any more. */
static char *source_line(Place place)
{
    g_autofree char *text = NULL;
    if (!place.file || !place.line || !g_file_test(place.file, G_FILE_TEST_IS_REGULAR))
        return NULL;
    if (!g_file_get_contents(place.file, &text, NULL, NULL))
        return NULL;
    const char *start = text;
    for (unsigned line = 1; line < place.line && start; line++) {
        start = strchr(start, '\n');
        start = start ? start + 1 : NULL;
    }
    return start ? g_strndup(start, strcspn(start, "\r\n")) : NULL;
}

static int character_columns(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* Prints the characters of the line about the place's column, and puts blanks into
 * `under` up to it. What would steer a terminal shows as U+FFFD. */
static void excerpt_fill(GString *out, GString *under, const char *line,
                         unsigned column)
{
    unsigned first = column > WIDEST_EXCERPT * 3 / 4 ? column - WIDEST_EXCERPT / 2 : 1;
    unsigned at = 1;
    for (; *line && at < first + WIDEST_EXCERPT; line = g_utf8_next_char(line), at++) {
        if (at < first)
            continue;
        gunichar c = g_utf8_get_char(line);
        c = c == '\t' ? ' ' : character_is_safe(c) ? c : 0xfffd;
        g_string_append_unichar(out, c);
        for (int i = 0; at < column && i < character_columns(c); i++)
            g_string_append_c(under, ' ');
    }
}

static void excerpt_print(GString *out, const ReportText *report)
{
    g_autofree char *bytes = source_line(report->place);
    if (!bytes)
        return;
    g_autofree char *line = g_utf8_make_valid(bytes, -1);
    GString *under = g_string_new(NULL);
    g_string_append_printf(out, " %5u | ", report->place.line);
    excerpt_fill(out, under, line, report->place.column);
    if (report->place.column)
        g_string_append_printf(out, "\n       | %s%s^\033[0m", under->str,
                               severity_colour(report->kind->severity));
    g_string_append_c(out, '\n');
    g_string_free(under, TRUE);
}

static void print_terminal(GString *out, const ReportText *report)
{
    g_string_append(out, "\033[1m");
    place_print(out, report->place);
    g_string_append_printf(out, "\033[0m%s%s:\033[0m %s",
                           severity_colour(report->kind->severity),
                           severity_name(report->kind->severity), report->text);
    spot_print(out, report->spot);
    g_string_append_printf(out, " [%s]\n", report->kind->code);
    excerpt_print(out, report);
    if (*report->help)
        g_string_append_printf(out, "  help: %s\n", report->help);
}

/* A JSON string; controls are escaped already. */
static void json_string(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

static void json_member(GString *out, const char *key, const char *text)
{
    json_string(out, key);
    g_string_append_c(out, ':');
    json_string(out, text);
}

static void json_count(GString *out, const char *key, unsigned number)
{
    json_string(out, key);
    if (number)
        g_string_append_printf(out, ":%u,", number);
    else
        g_string_append(out, ":null,");
}

/* A comma, a key and a number to 0.01. */
static void json_number(GString *out, const char *key, double number)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_c(out, ',');
    json_string(out, key);
    g_string_append_c(out, ':');
    g_string_append(out, g_ascii_formatd(digits, sizeof digits, "%.2f", number));
}

static void json_spot(GString *out, Spot spot)
{
    if (spot.page == 0)
        return;
    g_autoptr(GString) edition = g_string_new(NULL);
    text_escape(edition, spot.edition);
    g_string_append_c(out, ',');
    json_member(out, "edition", edition->str);
    g_string_append_printf(out, ",\"page\":%zu", spot.page);
    json_number(out, "x", spot.x);
    json_number(out, "y", spot.y);
}

static void print_json(GString *out, const ReportText *report)
{
    GString *file = g_string_new(NULL);
    text_escape(file, report->place.file ? report->place.file : "");
    g_string_append_c(out, '{');
    if (report->place.file)
        json_member(out, "file", file->str);
    else
        g_string_append(out, "\"file\":null");
    g_string_append_c(out, ',');
    json_count(out, "line", report->place.line);
    json_count(out, "column", report->place.column);
    json_member(out, "severity", severity_name(report->kind->severity));
    g_string_append_c(out, ',');
    json_member(out, "code", report->kind->code);
    g_string_append_c(out, ',');
    json_member(out, "text", report->text);
    g_string_append_c(out, ',');
    json_member(out, "help", report->help);
    json_spot(out, report->spot);
    g_string_append(out, "}\n");
    g_string_free(file, TRUE);
}

void report_print(GString *out, const ReportText *report, DiagnosticsForm form)
{
    switch (form) {
    case DIAGNOSTICS_PLAIN:
        print_plain(out, report);
        return;
    case DIAGNOSTICS_TERMINAL:
        print_terminal(out, report);
        return;
    case DIAGNOSTICS_JSON:
        print_json(out, report);
        return;
    }
}
