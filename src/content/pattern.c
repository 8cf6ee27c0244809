/*
 * Names and files of editions. A file's pattern has fields such as {country}; what goes in
 * is made fit for a file's name on any system: romanized, without accents, a hyphen for
 * what is left of blanks and signs. Nothing but letters, digits, '-', '_' and '.' remains,
 * so that no value leads out of the output folder; a value of which nothing would remain
 * is written by its code points.
 */
#include "content/layers.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { SAFE_LENGTH = 80 }; /* of one value in a file's name, which may have 255 bytes */

#define SAFE_CHARACTERS                                                                \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

bool is_file_name(const char *text)
{
    size_t length = strspn(text, SAFE_CHARACTERS);
    return length > 0 && text[length] == '\0' && text[0] != '.';
}

/* Whether `text` is a path that stays below output/, and out of the proofs there. */
static bool is_file_path(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "/", -1);
    bool proofs = parts[0] && parts[1] && strcmp(parts[0], "proofs") == 0;
    bool good = parts[0] && !proofs && !g_str_has_suffix(text, ".pdf");
    for (char **part = parts; *part; part++)
        good = good && is_file_name(*part);
    return good;
}

/* ---- values ------------------------------------------------------------------------------ */

static UTransliterator *romanizer_open(EditionsReader *reader)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar id[32];
    u_uastrcpy(id, "Any-Latin; Latin-ASCII");
    if (!reader->romanizer)
        reader->romanizer =
            utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    g_assert(U_SUCCESS(status));
    return reader->romanizer;
}

/* The text in ASCII as far as ICU can; to be freed. */
static char *text_romanize(EditionsReader *reader, const char *text)
{
    enum { GROWTH = 8 }; /* a Chinese character becomes a syllable */
    size_t capacity = GROWTH * (strlen(text) + 1);
    int32_t length = 0, limit;
    UErrorCode status = U_ZERO_ERROR;
    g_autofree UChar *wide = g_new(UChar, capacity);
    char *out = g_malloc(4 * capacity);
    u_strFromUTF8(wide, (int32_t)capacity, &length, text, -1, &status);
    limit = length;
    utrans_transUChars(romanizer_open(reader), wide, &length, (int32_t)capacity, 0,
                       &limit, &status);
    u_strToUTF8(out, (int32_t)(4 * capacity), NULL, wide, length, &status);
    if (U_FAILURE(status))
        out[0] = '\0';
    return out;
}

/* Appends what of `text` may stand in a file's name, hyphens for the rest. */
static void safe_append(GString *out, const char *text)
{
    for (; *text && out->len < SAFE_LENGTH; text++) {
        bool safe = strchr(SAFE_CHARACTERS, *text) && (*text != '.' || out->len > 0);
        bool gap = out->len > 0 && out->str[out->len - 1] != '-';
        if (safe && *text != '-')
            g_string_append_c(out, *text);
        else if (gap && *text != '\'')
            g_string_append_c(out, '-');
    }
    while (out->len > 0 && strchr("-.", out->str[out->len - 1]))
        g_string_truncate(out, out->len - 1);
}

/* The code points of `text`: "u1f54a-ufe0f". */
static void points_append(GString *out, const char *text)
{
    for (; *text && out->len < SAFE_LENGTH; text = g_utf8_next_char(text))
        g_string_append_printf(out, "%su%x", out->len > 0 ? "-" : "",
                               g_utf8_get_char(text));
}

const char *text_safe(EditionsReader *reader, const char *text)
{
    const char *known = g_hash_table_lookup(reader->safe, text);
    if (known)
        return known;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *roman =
        g_str_is_ascii(text) ? g_strdup(text) : text_romanize(reader, text);
    safe_append(out, roman);
    if (out->len == 0)
        points_append(out, text);
    if (out->len == 0)
        g_string_append_c(out, '-');
    const char *safe = arena_string(reader->arena, out->str);
    g_hash_table_insert(reader->safe, arena_string(reader->arena, text),
                        (gpointer)safe);
    return safe;
}

const char *tongues_name(Arena *arena, const Tongues *tongues)
{
    return tongues->second
               ? arena_print(arena, "%s-%s", tongues->language, tongues->second)
               : tongues->language;
}

/* ---- patterns ----------------------------------------------------------------------------- */

/* The fields that a pattern of this edition can have, and what each becomes. */
static GArray *fields_list(EditionsReader *reader)
{
    const Edition *edition = reader->edition;
    Tongues tongues = {edition->language, edition->second};
    const ColumnValue usual[] = {
        {"edition", reader->entry},
        {"language", tongues_name(reader->arena, &tongues)},
        {"layout", edition->layout},
        {"country", edition->country},
    };
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(ColumnValue));
    for (size_t i = 0; i < G_N_ELEMENTS(usual); i++)
        if (usual[i].value)
            g_array_append_val(fields, usual[i]);
    for (size_t i = 0; i < edition->n_own; i++)
        if (strcmp(edition->own[i].column, "country") != 0)
            g_array_append_val(fields, edition->own[i]);
    return fields;
}

static void field_refuse(EditionsReader *reader, const YamlNode *node,
                         const char *field, const GArray *fields)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < fields->len; i++)
        g_ptr_array_add(names,
                        arena_print(reader->arena, "{%s}",
                                    g_array_index(fields, ColumnValue, i).column));
    g_ptr_array_add(names, NULL);
    const char *nearest = nearest_find(field, (const char *const *)names->pdata);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    g_autofree char *help = nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                                    : g_strdup_printf("it can have %s", all);
    report(reader->diagnostics, EDITION_FIELD, node->place, field, help);
    reader->edition->broken = true;
}

/* Appends the value of the field that begins at `at`; returns what stands behind it, NULL
 * when it does not end. */
static const char *field_append(EditionsReader *reader, const YamlNode *node,
                                const char *at, const GArray *fields, GString *out)
{
    const char *end = strchr(at, '}');
    if (!end)
        return NULL;
    g_autofree char *field = g_strndup(at, (size_t)(end + 1 - at));
    for (guint i = 0; i < fields->len; i++) {
        const ColumnValue *known = &g_array_index(fields, ColumnValue, i);
        if (strlen(known->column) == (size_t)(end - at - 1) &&
            g_str_has_prefix(at + 1, known->column)) {
            g_string_append(out, text_safe(reader, known->value));
            return end + 1;
        }
    }
    field_refuse(reader, node, field, fields);
    return end + 1;
}

/* What a pattern becomes; a brace that does not close stays, and is refused as a path. */
static const char *pattern_fill(EditionsReader *reader, const YamlNode *node,
                                const char *pattern)
{
    if (!strchr(pattern, '{'))
        return pattern;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) fields = fields_list(reader);
    for (const char *at = pattern; at && *at;) {
        const char *next =
            *at == '{' ? field_append(reader, node, at, fields, out) : NULL;
        if (!next)
            g_string_append_c(out, *at);
        at = next ? next : at + 1;
    }
    return arena_string(reader->arena, out->str);
}

void edition_read_file(EditionsReader *reader)
{
    Edition *edition = reader->edition;
    const YamlNode *node = layer_value(reader, "file");
    const char *text = node ? yaml_text(reader->diagnostics, node, "file") : NULL;
    bool broken = edition->broken;
    edition->broken |= node && !text;
    edition->file = text ? pattern_fill(reader, node, text) : edition->name;
    if (is_file_path(edition->file) || edition->broken != broken ||
        (!text && !strchr(edition->name, '/')))
        return;
    bool proofs = !text && strcmp(reader->entry, "proofs") == 0;
    report(reader->diagnostics, EDITION_FILE, node ? node->place : edition->place,
           proofs ? "proofs/" : edition->file);
    edition->broken = true;
}
