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

static void row_build(JsonBuilder *builder, const FontRow *row)
{
    const FontFile *file = &row->file;
    json_builder_begin_object(builder);
    json_add_text(builder, "family", file->family);
    json_add_text(builder, "style", file->style);
    json_add_text(builder, "path", file->path);
    json_add_text(builder, "version", file->version);
    json_add_text(builder, "package", file->package);
    json_add_text(builder, "sha256", file->sha256);
    json_add_text(builder, "locked", file->locked_sha256);
    json_add_text(builder, "state", STATES[font_state(file)].json);
    json_builder_set_member_name(builder, "scripts");
    json_builder_begin_object(builder);
    for (size_t i = 0; i < row->n_scripts; i++) {
        json_add_count(builder, row->scripts[i].script, row->scripts[i].n_characters);
    }
    json_builder_end_object(builder);
    json_builder_end_object(builder);
}

static void lack_build(JsonBuilder *builder, const FontLack *lack)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "feature", ask_feature(lack->ask));
    json_add_text(builder, "language", lack->language);
    json_add_text(builder, "script", lack->script);
    json_add_text(builder, "family", lack->file->family);
    json_add_text(builder, "style", lack->file->style);
    json_add_text(builder, "why", lack->why);
    json_builder_end_object(builder);
}

static void edition_build(JsonBuilder *builder, const EditionFonts *fonts)
{
    json_builder_begin_object(builder);
    json_add_text(builder, "letter", fonts->letter);
    json_add_text(builder, "name", fonts->edition);
    json_builder_set_member_name(builder, "fonts");
    json_builder_begin_array(builder);
    for (size_t i = 0; i < fonts->n_rows; i++)
        row_build(builder, &fonts->rows[i]);
    json_builder_end_array(builder);
    json_builder_set_member_name(builder, "lacks");
    json_builder_begin_array(builder);
    for (size_t i = 0; i < fonts->n_lacks; i++)
        lack_build(builder, &fonts->lacks[i]);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
}

void fonts_print_json(const FontsReport *found, FILE *out)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    json_builder_set_member_name(builder, "editions");
    json_builder_begin_array(builder);
    for (guint i = 0; i < found->editions->len; i++)
        edition_build(builder, g_ptr_array_index(found->editions, i));
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    g_autoptr(JsonNode) root = json_builder_get_root(builder);
    g_autofree char *text = json_to_string(root, TRUE);
    fprintf(out, "%s\n", text);
}
