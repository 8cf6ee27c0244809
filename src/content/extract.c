/*
 * The messages of a letter as gettext's template. A message that stands more than once is
 * written once, with the place of each. Strings are on one line each, as `msgmerge
 * --no-wrap` writes them, but for hard breaks; there is no date, so that the same letter
 * gives the same bytes.
 */
#include "content/messages.h"

#include <string.h>

/* A quoted string after a keyword. */
static void string_write(GString *out, const char *keyword, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_string_append(out, keyword);
    if (lines[0] && lines[1])
        g_string_append(out, " \"\"\n");
    else
        g_string_append_c(out, ' ');
    for (char **line = lines; *line; line++) {
        if (!line[1] && !**line && line != lines)
            break;
        g_string_append_c(out, '"');
        for (const char *at = *line; *at; at++) {
            if (*at == '"' || *at == '\\')
                g_string_append_c(out, '\\');
            if (*at == '\t')
                g_string_append(out, "\\t");
            else
                g_string_append_c(out, *at);
        }
        g_string_append(out, line[1] ? "\\n\"\n" : "\"\n");
    }
}

static void header_write(Arena *arena, GString *out, const Letter *letter,
                         const char *language)
{
    g_string_append_printf(out,
                           "# %s.\n"
                           "msgid \"\"\n"
                           "msgstr \"\"\n"
                           "\"Project-Id-Version: %s\\n\"\n"
                           "\"Language: %s\\n\"\n"
                           "\"MIME-Version: 1.0\\n\"\n"
                           "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                           "\"Content-Transfer-Encoding: 8bit\\n\"\n"
                           "\"X-Reviewed-By: \\n\"\n",
                           title_line(arena, &letter->title), letter->name,
                           language ? language : "");
}

static void message_write(GString *out, const LetterMessage *message,
                          const char *places)
{
    const char *hint = message_context(message->context)->hint;
    g_string_append_c(out, '\n');
    if (hint)
        g_string_append_printf(out, "#. %s\n", hint);
    g_string_append_printf(out, "#:%s\n", places);
    string_write(out, "msgctxt", message->context);
    string_write(out, "msgid", message->source);
    g_string_append(out, "msgstr \"\"\n");
}

/* Where a message stands: " letter.md:30". */
static void place_add(GString *places, const LetterMessage *message)
{
    g_autofree char *file =
        g_path_get_basename(message->place.file ? message->place.file : "letter.md");
    g_autofree char *place = message->place.line
                                 ? g_strdup_printf(" %s:%u", file, message->place.line)
                                 : g_strdup_printf(" %s", file);
    g_autofree char *all = g_strconcat(places->str, " ", NULL);
    g_autofree char *whole = g_strconcat(place, " ", NULL);
    if (!strstr(all, whole))
        g_string_append(places, place);
}

static void places_free(gpointer places)
{
    g_string_free(places, TRUE);
}

/* The places of each message, by message_key; to be freed. */
static GHashTable *places_gather(const GArray *messages)
{
    GHashTable *places =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, places_free);
    for (guint i = 0; i < messages->len; i++) {
        const LetterMessage *message = &g_array_index(messages, LetterMessage, i);
        char *key = message_key(message->context, message->source);
        GString *known = g_hash_table_lookup(places, key);
        if (!known) {
            known = g_string_new(NULL);
            g_hash_table_insert(places, g_strdup(key), known);
        }
        place_add(known, message);
        g_free(key);
    }
    return places;
}

const char *letter_extract(Arena *arena, const Letter *letter, const Roster *roster,
                           const char *language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    LetterCopy *copy = letter_copy(arena, letter, roster);
    g_autoptr(GArray) messages = letter_messages(arena, copy);
    g_autoptr(GHashTable) places = places_gather(messages);
    header_write(arena, out, letter, language);
    for (guint i = 0; i < messages->len; i++) {
        const LetterMessage *message = &g_array_index(messages, LetterMessage, i);
        g_autofree char *key = message_key(message->context, message->source);
        const GString *known = g_hash_table_lookup(places, key);
        if (!known)
            continue;
        message_write(out, message, known->str);
        g_hash_table_remove(places, key);
    }
    return arena_text(arena, out->str, out->len);
}

/* A message's text with its marks; of words alone, the words. */
static RichText message_text(Arena *arena, const LetterMessage *message)
{
    if (message->rich)
        return *message->rich;
    PlacePoint *point = arena_one(arena, PlacePoint);
    *point = (PlacePoint){0, message->place};
    return (RichText){.text = message->source,
                      .length = strlen(message->source),
                      .points = point,
                      .n_points = 1};
}

const SourceMessage *letter_sources(Arena *arena, const Letter *letter,
                                    const Roster *roster, size_t *n_messages)
{
    LetterCopy *copy = letter_copy(arena, letter, roster);
    g_autoptr(GArray) messages = letter_messages(arena, copy);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SourceMessage *sources = arena_array(arena, SourceMessage, messages->len);
    for (guint i = 0; i < messages->len; i++) {
        const LetterMessage *message = &g_array_index(messages, LetterMessage, i);
        if (g_hash_table_add(seen, message_key(message->context, message->source)))
            sources[(*n_messages)++] = (SourceMessage){
                message->context, message_text(arena, message), message->place};
    }
    return sources;
}
