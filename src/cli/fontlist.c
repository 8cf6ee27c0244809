/*
 * The report of fonts, as a table that a person reads and as one JSON document. In the
 * table a file's row goes on below for each further script that it sets.
 */
#include "cli/command.h"

#include <string.h>

#include "base/json.h"

#define SUM_SHOWN 12 /* digits of a SHA-256 that tell two files apart for a person */

typedef struct StateName {
    const char *table, *json;
} StateName;

static const StateName STATES[] = {
    [FONT_SAME] = {"as locked", "same"},
    [FONT_DIFFERS] = {"differs", "differs"},
    [FONT_UNLOCKED] = {"not locked", "not-locked"},
    [FONT_DROPPED] = {"dropped in", "dropped-in"},
};

static const char *script_shown(const char *script)
{
    return strcmp(script, "Zyyy") == 0 ? "common" : script;
}

/* ---- table ----------------------------------------------------------------------------- */

static void row_print(const FontRow *row, FILE *out)
{
    const FontFile *file = &row->file;
    FontState state = font_state(file);
    for (size_t i = 0; i < row->n_scripts; i++) {
        const ScriptCount *count = &row->scripts[i];
        fprintf(out, "  %-24s %-12s %-6s %8zu", i ? "" : file->family,
                i ? "" : file->style, script_shown(count->script), count->n_characters);
        if (i == 0)
            fprintf(out, "  %-8s %-20s %-10s  %s", file->version,
                    file->package ? file->package : "-", STATES[state].table,
                    file->path);
        fputc('\n', out);
    }
    if (state == FONT_DIFFERS)
        fprintf(out, "    locked is %s, SHA-256 %.*s…; this is %s, %.*s…\n",
                file->locked_version, SUM_SHOWN, file->locked_sha256, file->version,
                SUM_SHOWN, file->sha256);
}

static void lack_print(const FontLack *lack, FILE *out)
{
    fprintf(out, "  %s %s lacks %s (%s) for the language %s in %s: %s\n",
            lack->file->family, lack->file->style, ask_name(lack->ask),
            ask_feature(lack->ask), lack->language, script_shown(lack->script),
            lack->why);
}

void fonts_print(const FontsReport *found, FILE *out)
{
    for (guint i = 0; i < found->editions->len; i++) {
        const EditionFonts *fonts = g_ptr_array_index(found->editions, i);
        fprintf(out, "%s%s: %s\n", i ? "\n" : "", fonts->letter, fonts->edition);
        for (size_t k = 0; k < fonts->n_rows; k++)
            row_print(&fonts->rows[k], out);
        for (size_t k = 0; k < fonts->n_lacks; k++)
            lack_print(&fonts->lacks[k], out);
    }
}

/* ---- JSON ------------------------------------------------------------------------------ */

static void row_build(json_t *fonts, const FontRow *row)
{
    const FontFile *file = &row->file;
    json_t *json = json_append_object(fonts);
    json_add_text(json, "family", file->family);
    json_add_text(json, "style", file->style);
    json_add_text(json, "path", file->path);
    json_add_text(json, "version", file->version);
    json_add_text(json, "package", file->package);
    json_add_text(json, "sha256", file->sha256);
    json_add_text(json, "locked", file->locked_sha256);
    json_add_text(json, "state", STATES[font_state(file)].json);
    json_t *scripts = json_add_object(json, "scripts");
    for (size_t i = 0; i < row->n_scripts; i++)
        json_add_count(scripts, row->scripts[i].script, row->scripts[i].n_characters);
}

static void lack_build(json_t *lacks, const FontLack *lack)
{
    json_t *json = json_append_object(lacks);
    json_add_text(json, "feature", ask_feature(lack->ask));
    json_add_text(json, "language", lack->language);
    json_add_text(json, "script", lack->script);
    json_add_text(json, "family", lack->file->family);
    json_add_text(json, "style", lack->file->style);
    json_add_text(json, "why", lack->why);
}

static void edition_build(json_t *editions, const EditionFonts *found)
{
    json_t *json = json_append_object(editions);
    json_add_text(json, "letter", found->letter);
    json_add_text(json, "name", found->edition);
    json_t *fonts = json_add_array(json, "fonts");
    for (size_t i = 0; i < found->n_rows; i++)
        row_build(fonts, &found->rows[i]);
    json_t *lacks = json_add_array(json, "lacks");
    for (size_t i = 0; i < found->n_lacks; i++)
        lack_build(lacks, &found->lacks[i]);
}

void fonts_print_json(const FontsReport *found, FILE *out)
{
    json_t *json = json_object();
    json_t *editions = json_add_array(json, "editions");
    for (guint i = 0; i < found->editions->len; i++)
        edition_build(editions, g_ptr_array_index(found->editions, i));
    g_autofree char *text = json_take_text(json, true);
    fprintf(out, "%s\n", text);
}
