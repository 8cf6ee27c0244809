/*
 * A letter in another language: every message of a copy looked up in the catalogue and
 * written over. What may not be printed (missing, fuzzy, with other marks than the
 * source's, …) is reported where the translator will mend it, with the source's line in
 * the text, and the copy keeps the source's words between brackets, which only drafts
 * show. Brackets, not another style: scripts without italics need them too, and they
 * survive in plain text.
 */
#include "content/messages.h"

#include <string.h>

typedef enum Verdict { GOOD, MISSING, FUZZY, OTHERWISE } Verdict;

typedef struct Translator {
    Diagnostics *diagnostics;
    Arena *arena;
    LetterCopy *copy;
    Translation *translation;
    GHashTable *messages; /* message_key to const CatalogMessage * */
    GHashTable *verdicts; /* message_key to Verdict of those that were judged */
    GHashTable *texts;    /* to RichText *, read once */
} Translator;

/* "the paragraph 'As transatlantic …' of letter.md:30", in the arena. */
static const char *message_name(const Translator *translator,
                                const LetterMessage *message)
{
    g_autofree char *text = text_quote(message->source, strlen(message->source));
    g_autofree char *file =
        g_path_get_basename(message->place.file ? message->place.file : "letter.md");
    const char *line = message->place.line
                           ? arena_print(translator->arena, ":%u", message->place.line)
                           : "";
    return arena_print(translator->arena, "the %s '%s' of %s%s", message->context, text,
                       file, line);
}

/* ---- what a translation must have of its source ---------------------------------------- */

static int text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The marks of a text in words, the same for texts whose marks agree: "2 emphasised,
 * [^1], https://…"; in the arena. */
static const char *marks_tell(Arena *arena, const RichText *rich)
{
    g_autoptr(GPtrArray) marks = g_ptr_array_new();
    unsigned n_emphases = 0, n_strongs = 0;
    for (size_t i = 0; i < rich->n_spans; i++) {
        const Span *span = &rich->spans[i];
        n_emphases += span->kind == SPAN_EMPHASIS;
        n_strongs += span->kind == SPAN_STRONG;
        if (span->kind == SPAN_LINK)
            g_ptr_array_add(marks, arena_print(arena, "a link to %s", span->target));
        if (span->kind == SPAN_NOTE)
            g_ptr_array_add(marks,
                            arena_print(arena, "the mark of note %u", span->number));
    }
    if (n_emphases > 0)
        g_ptr_array_add(marks, arena_print(arena, "%u × emphasis", n_emphases));
    if (n_strongs > 0)
        g_ptr_array_add(marks, arena_print(arena, "%u × strong emphasis", n_strongs));
    if (marks->len == 0)
        return "none";
    g_ptr_array_sort(marks, text_compare);
    g_ptr_array_add(marks, NULL);
    g_autofree char *all = g_strjoinv(", ", (char **)marks->pdata);
    return arena_string(arena, all);
}

/* Whether the translation has the marks of its source; false: reported. */
static bool marks_check(const Translator *translator, const LetterMessage *message,
                        const CatalogMessage *found, const RichText *rich)
{
    const char *wanted = marks_tell(translator->arena, message->rich);
    const char *has = marks_tell(translator->arena, rich);
    if (strcmp(wanted, has) == 0 && !strstr(rich->text, "[^"))
        return true;
    report(translator->diagnostics, TRANSLATION_MARKS, found->place,
           message_name(translator, message), has, wanted);
    return false;
}

/* Whether a message with arguments can be told in the language and leaves none of them
 * out; false: reported. */
static bool arguments_check(const Translator *translator, const LetterMessage *message,
                            const CatalogMessage *found)
{
    static const MessageArgument arguments[] = {{.name = "names", .number = 2},
                                                {.name = "countries", .number = 2}};
    bool good = message_format(translator->diagnostics, translator->arena, found->text,
                               found->place, translator->translation->catalog->language,
                               arguments, G_N_ELEMENTS(arguments)) != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(arguments); i++) {
        g_autofree char *pattern =
            g_strdup_printf("\\{\\s*%s\\s*[,}]", arguments[i].name);
        bool asked = g_regex_match_simple(pattern, message->source, 0, 0);
        if (!asked || g_regex_match_simple(pattern, found->text, 0, 0))
            continue;
        report(translator->diagnostics, TRANSLATION_ARGUMENT, found->place,
               message_name(translator, message), arguments[i].name);
        good = false;
    }
    return good;
}

static void length_check(const Translator *translator, const LetterMessage *message,
                         const CatalogMessage *found)
{
    unsigned longest = message_context(message->context)->longest;
    glong length = g_utf8_strlen(found->text, -1);
    if (longest > 0 && length > (glong)longest &&
        length > g_utf8_strlen(message->source, -1))
        report(translator->diagnostics, TRANSLATION_LONG, found->place,
               message_name(translator, message),
               arena_print(translator->arena, "%ld", length),
               arena_print(translator->arena, "%u", longest));
}

/* Whether it is the source's words though nobody says that they are meant to be. */
static bool is_untranslated(const LetterMessage *message, const CatalogMessage *found)
{
    return !found->same && !message_context(message->context)->may_be_same &&
           strcmp(found->text, message->source) == 0;
}

/* ---- one message ---------------------------------------------------------------------- */

/* The translation's text with its marks; its errors are reported. */
static RichText *rich_read(const Translator *translator, const CatalogMessage *found)
{
    const Letter *letter = &translator->copy->letter;
    RichText *rich = arena_one(translator->arena, RichText);
    *rich = rich_message(translator->diagnostics, translator->arena, found->text,
                         found->place, letter->notes, letter->n_notes);
    return rich;
}

static Verdict text_judge(Translator *translator, const LetterMessage *message,
                          const CatalogMessage *found, const char *key)
{
    size_t errors = diagnostics_errors(translator->diagnostics);
    bool good = true;
    if (message->rich) {
        RichText *rich = rich_read(translator, found);
        g_hash_table_insert(translator->texts, g_strdup(key), rich);
        good = rich->length > 0 && marks_check(translator, message, found, rich);
    }
    if (strcmp(message->context, "count") == 0)
        good = arguments_check(translator, message, found) && good;
    length_check(translator, message, found);
    good = good && diagnostics_errors(translator->diagnostics) == errors;
    return good ? GOOD : OTHERWISE;
}

static Verdict message_judge(Translator *translator, const LetterMessage *message,
                             const CatalogMessage *found, const char *key)
{
    const char *name = message_name(translator, message);
    const char *path = translator->translation->catalog->path;
    if (!found || !text_is_visible(found->text)) {
        Place place = found ? found->place : place_file(path);
        report(translator->diagnostics, TRANSLATION_MISSING, place, name);
        return MISSING;
    }
    if (found->fuzzy) {
        report(translator->diagnostics, TRANSLATION_FUZZY, found->place, name);
        return FUZZY;
    }
    if (is_untranslated(message, found)) {
        report(translator->diagnostics, TRANSLATION_SAME, found->place, name);
        return OTHERWISE;
    }
    return text_judge(translator, message, found, key);
}

/* Judges each message once, however often the letter has it. */
static Verdict message_verdict(Translator *translator, const LetterMessage *message,
                               const CatalogMessage *found, const char *key)
{
    gpointer known;
    if (g_hash_table_lookup_extended(translator->verdicts, key, NULL, &known))
        return (Verdict)GPOINTER_TO_INT(known);
    Verdict verdict = message_judge(translator, message, found, key);
    Translation *translation = translator->translation;
    g_hash_table_insert(translator->verdicts, g_strdup(key), GINT_TO_POINTER(verdict));
    translation->n_messages++;
    translation->n_translated += verdict == GOOD;
    translation->n_fuzzy += verdict == FUZZY;
    translation->n_missing += verdict == MISSING;
    translation->n_refused += verdict != GOOD;
    return verdict;
}

/* The source's words between brackets. */
static RichText rich_bracket(Arena *arena, const RichText *rich)
{
    RichText set = *rich;
    Span *spans = arena_copy(arena, rich->spans, rich->n_spans * sizeof(Span));
    PlacePoint *points =
        arena_copy(arena, rich->points, rich->n_points * sizeof(PlacePoint));
    set.text = arena_print(arena, "[%s]", rich->text);
    set.length = rich->length + 2;
    for (size_t i = 0; i < rich->n_spans; i++) {
        spans[i].start++;
        spans[i].end++;
    }
    for (size_t i = 0; i < rich->n_points; i++)
        points[i].offset++;
    set.spans = spans;
    set.points = points;
    return set;
}

/* What stands in a draft for a message without a good translation: of the count the
 * language's own, whose plurals are right; of a person the name. */
static void message_stand_in(const Translator *translator, const LetterMessage *message)
{
    if (message->rich)
        *message->rich = rich_bracket(translator->arena, message->rich);
    else if (strcmp(message->context, "count") == 0)
        *message->words = NULL;
    else if (strcmp(message->context, "title-break") == 0)
        *message->words = "-";
    else if (strcmp(message->context, "person") != 0)
        *message->words = arena_print(translator->arena, "[%s]", message->source);
}

/* What the catalogue has of a message; NULL: nothing, or set aside. */
static const CatalogMessage *message_find(const Translator *translator,
                                          const LetterMessage *message)
{
    g_autofree char *key = message_key(message->context, message->source);
    const CatalogMessage *found = g_hash_table_lookup(translator->messages, key);
    return found && !found->obsolete ? found : NULL;
}

static void message_translate(Translator *translator, const LetterMessage *message)
{
    g_autofree char *key = message_key(message->context, message->source);
    const CatalogMessage *found = message_find(translator, message);
    if (message_verdict(translator, message, found, key) != GOOD) {
        message_stand_in(translator, message);
        return;
    }
    if (message->rich)
        *message->rich = *(RichText *)g_hash_table_lookup(translator->texts, key);
    else
        *message->words =
            text_copy(translator->diagnostics, translator->arena, found->text,
                      strlen(found->text), found->place, TEXT_PROSE);
    if (message->words == &translator->copy->letter.count)
        translator->copy->letter.count_place = found->place;
}

/* ---- the letter ----------------------------------------------------------------------- */

/* The forms of all names, each by itself. */
static void names_part(Arena *arena, Letter *letter)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < letter->n_names; i++) {
        g_auto(GStrv) forms = g_strsplit(letter->names[i], "|", -1);
        for (char **form = forms; *form; form++)
            if (*g_strstrip(*form))
                g_ptr_array_add(names, arena_string(arena, *form));
    }
    letter->n_names = names->len;
    letter->names = arena_copy(arena, names->pdata, names->len * sizeof(char *));
}

/* Leaves out the breaks whose translation is a hyphen. */
static void breaks_keep(Arena *arena, Letter *letter)
{
    const char **kept = arena_array(arena, const char *, letter->n_title_breaks + 1);
    size_t n_kept = 0;
    for (size_t i = 0; i < letter->n_title_breaks; i++)
        if (strcmp(letter->title_breaks[i], "-") != 0)
            kept[n_kept++] = letter->title_breaks[i];
    letter->title_breaks = kept;
    letter->n_title_breaks = n_kept;
}

static GHashTable *catalog_index(const Catalog *catalog)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < catalog->n_messages; i++) {
        const CatalogMessage *message = &catalog->messages[i];
        char *key = message_key(message->context, message->source);
        if (message->obsolete && g_hash_table_contains(index, key))
            g_free(key);
        else
            g_hash_table_insert(index, key, (gpointer)message);
    }
    return index;
}

/* Notes what the catalogue has and the letter has not: it may be what a changed text was
 * before. */
static void leftovers_report(const Translator *translator)
{
    const Catalog *catalog = translator->translation->catalog;
    for (size_t i = 0; i < catalog->n_messages; i++) {
        const CatalogMessage *message = &catalog->messages[i];
        g_autofree char *key = message_key(message->context, message->source);
        if (g_hash_table_contains(translator->verdicts, key))
            continue;
        g_autofree char *text = text_quote(message->source, strlen(message->source));
        report(translator->diagnostics, TRANSLATION_OBSOLETE, message->place,
               *message->context ? message->context : "text", text);
    }
}

/* A message's source without the names that hold `name` and more: "Saley" stands in "Mr.
 * Saley", and not in "Illya Saley" when that is a person's name as well; to be freed. */
static char *source_without(const GArray *messages, const char *source,
                            const char *name)
{
    g_autoptr(GString) left = g_string_new(source);
    for (guint i = 0; i < messages->len; i++) {
        const LetterMessage *other = &g_array_index(messages, LetterMessage, i);
        if (strcmp(other->context, "person") == 0 &&
            strlen(other->source) > strlen(name) && term_stands(other->source, name))
            g_string_replace(left, other->source, "|", 0);
    }
    return g_string_free(g_steal_pointer(&left), FALSE);
}

/* Holds the translations of all messages with a person's name to the forms of `person`:
 * a name that is misspelt in one of them is none. */
static void name_check(const Translator *translator, const GArray *messages,
                       const LetterMessage *person, const char *translated)
{
    g_autofree char *plain = text_spaced(translated);
    g_auto(GStrv) forms = g_strsplit(plain, "|", -1);
    for (char **form = forms; *form; form++)
        g_strstrip(*form);
    g_autofree char *all = g_strjoinv("', '", forms);
    for (guint i = 0; i < messages->len; i++) {
        const LetterMessage *message = &g_array_index(messages, LetterMessage, i);
        const CatalogMessage *found = message_find(translator, message);
        g_autofree char *source =
            source_without(messages, message->source, person->source);
        if (!found || found->fuzzy || !*found->text ||
            !term_stands(source, person->source))
            continue;
        g_autofree char *text = text_spaced(found->text);
        if (!any_stands(text, (const char *const *)forms, g_strv_length(forms)))
            report(translator->diagnostics, TRANSLATION_NAME, found->place,
                   message_name(translator, message), person->source, all);
    }
}

static void names_check(const Translator *translator, const GArray *messages)
{
    for (guint i = 0; i < messages->len; i++) {
        const LetterMessage *message = &g_array_index(messages, LetterMessage, i);
        if (strcmp(message->context, "person") != 0)
            continue;
        const CatalogMessage *found = message_find(translator, message);
        if (found && !found->fuzzy && text_is_visible(found->text))
            name_check(translator, messages, message, found->text);
    }
}

static void messages_translate(Translator *translator)
{
    g_autoptr(GArray) messages = letter_messages(translator->arena, translator->copy);
    names_check(translator, messages);
    for (guint i = 0; i < messages->len; i++)
        message_translate(translator, &g_array_index(messages, LetterMessage, i));
    leftovers_report(translator);
}

/* Sets what follows from the messages. */
static void letter_settle(Translator *translator, bool derived)
{
    Letter *letter = &translator->copy->letter;
    letter->language = translator->translation->catalog->language;
    letter->translated = true;
    letter->unreviewed = !translator->translation->catalog->reviewer;
    names_part(translator->arena, letter);
    breaks_keep(translator->arena, letter);
    if (derived)
        letter->short_title = title_line(translator->arena, &letter->title);
}

const Translation *letter_translate(Diagnostics *diagnostics, Arena *arena,
                                    const Letter *letter, const Roster *roster,
                                    const Catalog *catalog)
{
    Translation *translation = arena_one(arena, Translation);
    Translator translator = {
        .diagnostics = diagnostics,
        .arena = arena,
        .copy = letter_copy(arena, letter, roster),
        .translation = translation,
        .messages = catalog_index(catalog),
        .verdicts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    const char *line = title_line(arena, &letter->title);
    translation->letter = &translator.copy->letter;
    translation->roster = &translator.copy->roster;
    translation->catalog = catalog;
    messages_translate(&translator);
    letter_settle(&translator, strcmp(line, letter->short_title) == 0);
    g_hash_table_unref(translator.messages);
    g_hash_table_unref(translator.verdicts);
    g_hash_table_unref(translator.texts);
    return translation;
}
