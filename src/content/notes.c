/*
 * Footnotes that lead nowhere. cmark sets a mark without a footnote as plain text and
 * drops a footnote without a mark, and says nothing of either; so the source is scanned
 * once more, for '[^label]' alone. Code is passed over by nobody here: a letter with
 * code in it is refused anyhow.
 */
#include "content/reader.h"

#include <string.h>

typedef struct NoteMark {
    char *label; /* as written; owned */
    char *key;   /* case folded, as cmark compares; owned */
    Place place;
} NoteMark;

typedef struct NoteScan {
    const SourceMap *map;
    GArray *marks, *notes; /* of NoteMark: in the text, and where a footnote starts */
} NoteScan;

static void mark_clear(gpointer mark)
{
    g_free(((NoteMark *)mark)->label);
    g_free(((NoteMark *)mark)->key);
}

static GArray *marks_new(void)
{
    GArray *marks = g_array_new(false, false, sizeof(NoteMark));
    g_array_set_clear_func(marks, mark_clear);
    return marks;
}

/* The length of a label that starts at `text` and ends with ']'; 0: there is none. */
static size_t label_length(const char *text)
{
    size_t length = strcspn(text, "] \t\r\n[");
    return text[length] == ']' ? length : 0;
}

/* Whether nothing but blanks and marks of quotation stands before `at` in its line. */
static bool at_line_start(const char *line, const char *at)
{
    return line + strspn(line, " \t>") == at;
}

/* Takes the '[^…]' at `at`, if it is one, and goes behind it. */
static const char *scan_mark(NoteScan *scan, size_t line, const char *at)
{
    const char *start = scan->map->text + scan->map->lines[line];
    size_t length = strncmp(at, "[^", 2) == 0 ? label_length(at + 2) : 0;
    char after = length > 0 ? at[length + 3] : '\0';
    if (length == 0 || after == '(')
        return at + 1;
    NoteMark mark = {
        .label = g_strndup(at + 2, length),
        .key = g_utf8_casefold(at + 2, (gssize)length),
        .place = source_place(scan->map, (int)line + 1, (int)(at - start) + 1),
    };
    bool starts = after == ':' && at_line_start(start, at);
    g_array_append_val(starts ? scan->notes : scan->marks, mark);
    return at + length + 3;
}

static void scan_line(NoteScan *scan, size_t line)
{
    const char *at = scan->map->text + scan->map->lines[line];
    while (*at != '\0' && *at != '\n' && *at != '\r') {
        if (*at == '\\' && g_ascii_ispunct(at[1]))
            at += 2;
        else
            at = scan_mark(scan, line, at);
    }
}

static GHashTable *mark_keys(const GArray *marks)
{
    GHashTable *keys = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < marks->len; i++)
        g_hash_table_add(keys, g_array_index(marks, NoteMark, i).key);
    return keys;
}

static void check_marks(Diagnostics *diagnostics, const NoteScan *scan)
{
    g_autoptr(GHashTable) known = mark_keys(scan->notes);
    for (guint i = 0; i < scan->marks->len; i++) {
        const NoteMark *mark = &g_array_index(scan->marks, NoteMark, i);
        if (!g_hash_table_contains(known, mark->key))
            report(diagnostics, NOTE_UNDEFINED, mark->place, mark->label);
    }
}

static void check_notes(Diagnostics *diagnostics, const NoteScan *scan)
{
    g_autoptr(GHashTable) used = mark_keys(scan->marks);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < scan->notes->len; i++) {
        const NoteMark *note = &g_array_index(scan->notes, NoteMark, i);
        if (!g_hash_table_add(seen, note->key))
            report(diagnostics, NOTE_DOUBLE, note->place, note->label);
        else if (!g_hash_table_contains(used, note->key))
            report(diagnostics, NOTE_UNUSED, note->place, note->label);
    }
}

void notes_check(Diagnostics *diagnostics, const SourceMap *map)
{
    NoteScan scan = {map, marks_new(), marks_new()};
    for (size_t line = 0; line < map->n_lines; line++)
        scan_line(&scan, line);
    check_marks(diagnostics, &scan);
    check_notes(diagnostics, &scan);
    g_array_unref(scan.marks);
    g_array_unref(scan.notes);
}
