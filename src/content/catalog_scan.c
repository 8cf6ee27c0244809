/*
 * Where in a .po its messages stand. libgettextpo reads the messages and tells no lines;
 * so the file is gone through once more for nothing but places. A line is a keyword with
 * a string, a string that goes on, or nothing of ours:
 *
 *     msgctxt "title"
 *     msgid "An Open Letter"
 *     msgstr ""                   ◄─ the place of the translation
 *     "Адкрыты ліст"
 */
#include "content/catalogs.h"

#include <string.h>

#include "content/messages.h"

typedef enum Part { PART_NONE, PART_CONTEXT, PART_SOURCE, PART_TEXT } Part;

typedef struct Scan {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *path;
    GHashTable *places;
    GString *context, *source;
    Part part;       /* that the last string belonged to */
    Place place;     /* of the translation at hand */
    bool has_source; /* of the entry at hand */
    bool obsolete;
} Scan;

/* The entry at hand is whole: its place is kept. */
static void entry_end(Scan *scan)
{
    if (scan->part == PART_TEXT && scan->has_source) {
        g_autofree char *key = message_key(scan->context->str, scan->source->str);
        const Place *before = g_hash_table_lookup(scan->places, key);
        if (before && !scan->obsolete)
            report(scan->diagnostics, CATALOG_DOUBLE, scan->place,
                   scan->source->len ? scan->source->str : "the header",
                   arena_print(scan->arena, "%u", before->line));
        else
            g_hash_table_insert(scan->places, g_steal_pointer(&key),
                                arena_copy(scan->arena, &scan->place, sizeof(Place)));
    }
    g_string_truncate(scan->context, 0);
    g_string_truncate(scan->source, 0);
    scan->has_source = false;
    scan->part = PART_NONE;
}

/* Appends the string that begins with the quote at `at`. */
static void string_add(GString *out, const char *at)
{
    const char *end = at + 1;
    while (*end != '\0' && *end != '\n' && *end != '"')
        end += 1 + (*end == '\\' && end[1] != '\0' && end[1] != '\n');
    g_autofree char *raw = g_strndup(at + 1, (gsize)(end - at - 1));
    g_autofree char *plain = g_strcompress(raw);
    g_string_append(out, plain);
}

static void part_begin(Scan *scan, Part part, Place place)
{
    bool fresh =
        part == PART_CONTEXT || (part == PART_SOURCE && scan->part != PART_CONTEXT);
    if (fresh)
        entry_end(scan);
    if (part == PART_TEXT && scan->part != PART_TEXT)
        scan->place = place;
    scan->has_source = scan->has_source || part == PART_SOURCE;
    scan->part = part;
}

static void line_scan(Scan *scan, const char *line, unsigned number)
{
    static const struct {
        const char *word;
        Part part;
    } keywords[] = {
        {"msgctxt", PART_CONTEXT}, {"msgid", PART_SOURCE}, {"msgstr", PART_TEXT}};
    const char *at = line + strspn(line, " \t");
    bool obsolete = strncmp(at, "#~", 2) == 0 && at[2] != '|';
    if (obsolete)
        at += 2 + strspn(at + 2, " \t");
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
        size_t length = strlen(keywords[i].word);
        if (strncmp(at, keywords[i].word, length) != 0 || at[length] == '_')
            continue;
        part_begin(scan, keywords[i].part,
                   place_at(scan->path, number, (unsigned)(at - line) + 1));
        scan->obsolete = obsolete;
        at += strcspn(at, "\"\n");
        break;
    }
    if (*at != '"')
        return;
    if (scan->part == PART_CONTEXT)
        string_add(scan->context, at);
    else if (scan->part == PART_SOURCE)
        string_add(scan->source, at);
}

GHashTable *catalog_scan(Diagnostics *diagnostics, Arena *arena, const char *path,
                         const char *text)
{
    Scan scan = {.diagnostics = diagnostics,
                 .arena = arena,
                 .path = path,
                 .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                 .context = g_string_new(NULL),
                 .source = g_string_new(NULL)};
    unsigned number = 1;
    for (const char *line = text; *line != '\0'; number++) {
        line_scan(&scan, line, number);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    entry_end(&scan);
    g_string_free(scan.context, TRUE);
    g_string_free(scan.source, TRUE);
    return scan.places;
}

Place catalog_field_place(const char *path, const char *text, const char *field)
{
    g_autofree char *start = g_strdup_printf("\"%s:", field);
    unsigned number = 1;
    for (const char *line = text; *line != '\0'; number++) {
        if (g_str_has_prefix(line, start))
            return place_at(path, number, 1);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return place_file(path);
}
