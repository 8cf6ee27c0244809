/*
 * Reads po/LANG.po by libgettextpo. It reads a path, so the bytes are looked at first
 * (UTF-8, size, links); its handlers take no argument of ours, so what they hear goes to
 * whoever stands in `hearing`, for the length of one call. A handler must not return
 * from a fatal error and must not end the program either: it jumps back. The library is
 * opened with the first catalogue, since a letter's own edition reads none.
 */
#include "content/catalog.h"

#include <gettext-po.h>
#include <setjmp.h>
#include <string.h>

#include "content/catalogs.h"
#include "content/messages.h"

/* What is used of libgettextpo. */
#define PO_FUNCTIONS(X)                                                                \
    X(file_read)                                                                       \
    X(file_free)                                                                       \
    X(file_domain_header)                                                              \
    X(header_field)                                                                    \
    X(message_iterator)                                                                \
    X(message_iterator_free)                                                           \
    X(next_message)                                                                    \
    X(message_msgctxt)                                                                 \
    X(message_msgid)                                                                   \
    X(message_msgstr)                                                                  \
    X(message_comments)                                                                \
    X(message_is_fuzzy)                                                                \
    X(message_is_obsolete)

typedef struct GettextPo {
#define FIELD(function) __typeof__(po_##function) *function;
    PO_FUNCTIONS(FIELD)
#undef FIELD
} GettextPo;

typedef struct Hearing {
    Diagnostics *diagnostics;
    const char *path;
    bool failed;
    jmp_buf fatal;
} Hearing;

static _Thread_local Hearing *hearing;

static void error_hear(int severity, po_message_t message, const char *file,
                       size_t line, size_t column, int lines, const char *text)
{
    (void)message, (void)lines;
    if (severity == PO_SEVERITY_WARNING)
        return;
    bool placed = file && line != (size_t)-1;
    bool exact = placed && column != (size_t)-1;
    g_autofree char *words = g_strstrip(g_strdup(text));
    report(hearing->diagnostics, CATALOG_SYNTAX,
           place_at(hearing->path, placed ? (unsigned)line : 0,
                    exact ? (unsigned)column : 0),
           words);
    hearing->failed = true;
    if (severity == PO_SEVERITY_FATAL_ERROR) {
        g_clear_pointer(&words, g_free);
        longjmp(hearing->fatal, 1);
    }
}

/* What refers to two messages is a doubled one, which catalog_scan tells better. */
static void errors_hear(int severity, po_message_t message, const char *file,
                        size_t line, size_t column, int lines, const char *text,
                        po_message_t other, const char *other_file, size_t other_line,
                        size_t other_column, int other_lines, const char *other_text)
{
    (void)message, (void)file, (void)line, (void)column, (void)lines, (void)text;
    (void)other, (void)other_file, (void)other_line, (void)other_column;
    (void)other_lines, (void)other_text;
    if (severity == PO_SEVERITY_WARNING)
        return;
    hearing->failed = true;
    if (severity == PO_SEVERITY_FATAL_ERROR)
        longjmp(hearing->fatal, 1);
}

static bool library_find(Diagnostics *diagnostics, GettextPo *po)
{
    /* The header gives po_file_read the name of its newest version. */
#define SYMBOL(function) {G_STRINGIFY(po_##function), &po->function},
    const LibrarySymbol symbols[] = {PO_FUNCTIONS(SYMBOL){NULL, NULL}};
#undef SYMBOL
    return library_open(diagnostics, "libgettextpo.so.0", "libgettextpo0", symbols);
}

/* The file; NULL: reported. */
static po_file_t file_parse(const GettextPo *po, Diagnostics *diagnostics,
                            const char *path)
{
    static const struct po_xerror_handler handler = {error_hear, errors_hear};
    Hearing heard = {.diagnostics = diagnostics, .path = path};
    po_file_t volatile file = NULL;
    hearing = &heard;
    if (setjmp(heard.fatal) == 0)
        file = po->file_read(path, &handler);
    hearing = NULL;
    if (file && heard.failed) {
        po->file_free(file);
        return NULL;
    }
    return file;
}

/* ---- the header ----------------------------------------------------------------------- */

typedef struct CatalogReader {
    Diagnostics *diagnostics;
    Arena *arena;
    GettextPo po;
    const char *text, *header;
    Catalog *catalog;
    GHashTable *places;
} CatalogReader;

/* A field of the header, without blanks at its ends; NULL: it is missing or empty. */
static const char *field_read(const CatalogReader *reader, const char *field)
{
    g_autofree char *value = reader->po.header_field(reader->header, field);
    if (!value || !*g_strstrip(value))
        return NULL;
    return arena_string(reader->arena, value);
}

static void field_refuse(const CatalogReader *reader, const char *field,
                         const char *value, const char *wanted)
{
    const char *path = reader->catalog->path;
    report(reader->diagnostics, CATALOG_HEADER,
           catalog_field_place(path, reader->text, field), field,
           value ? value : "nothing", wanted);
}

static bool charset_check(const CatalogReader *reader)
{
    const char *type = field_read(reader, "Content-Type");
    const char *charset = type ? strstr(type, "charset=") : NULL;
    if (charset && g_ascii_strcasecmp(charset + strlen("charset="), "UTF-8") == 0)
        return true;
    field_refuse(reader, "Content-Type", type, "text/plain; charset=UTF-8");
    return false;
}

static bool language_check(const CatalogReader *reader)
{
    const char *value = field_read(reader, "Language");
    g_autofree char *tag = g_strdelimit(g_strdup(value ? value : ""), "_", '-');
    const char *canonical = language_canonical(reader->arena, tag);
    if (canonical && strcmp(canonical, reader->catalog->language) == 0)
        return true;
    field_refuse(reader, "Language", value, reader->catalog->language);
    return false;
}

static bool header_read(const CatalogReader *reader)
{
    if (!reader->header) {
        report(reader->diagnostics, CATALOG_HEADERLESS,
               place_file(reader->catalog->path), reader->catalog->language);
        return false;
    }
    reader->catalog->reviewer = field_read(reader, "X-Reviewed-By");
    bool good = charset_check(reader);
    return language_check(reader) && good;
}

/* ---- the messages --------------------------------------------------------------------- */

/* Whether a line of the translator's comment is the word "same". */
static bool comment_says_same(const char *comments)
{
    g_auto(GStrv) lines = g_strsplit(comments ? comments : "", "\n", -1);
    bool same = false;
    for (char **line = lines; *line; line++)
        same = same || strcmp(g_strstrip(*line), "same") == 0;
    return same;
}

static CatalogMessage message_read(const CatalogReader *reader, po_message_t message)
{
    const char *context = reader->po.message_msgctxt(message);
    const char *source = reader->po.message_msgid(message);
    g_autofree char *key = message_key(context ? context : "", source);
    const Place *place = g_hash_table_lookup(reader->places, key);
    return (CatalogMessage){
        .context = arena_string(reader->arena, context ? context : ""),
        .source = arena_string(reader->arena, source),
        .text = arena_string(reader->arena, reader->po.message_msgstr(message)),
        .place = place ? *place : place_file(reader->catalog->path),
        .fuzzy = reader->po.message_is_fuzzy(message),
        .obsolete = reader->po.message_is_obsolete(message),
        .same = comment_says_same(reader->po.message_comments(message))};
}

static void messages_read(const CatalogReader *reader, po_file_t file)
{
    g_autoptr(GArray) messages = g_array_new(FALSE, FALSE, sizeof(CatalogMessage));
    po_message_iterator_t iterator = reader->po.message_iterator(file, NULL);
    for (po_message_t message; (message = reader->po.next_message(iterator));) {
        if (!*reader->po.message_msgid(message) && !reader->po.message_msgctxt(message))
            continue;
        CatalogMessage read = message_read(reader, message);
        g_array_append_val(messages, read);
    }
    reader->po.message_iterator_free(iterator);
    reader->catalog->messages = arena_copy(reader->arena, messages->data,
                                           messages->len * sizeof(CatalogMessage));
    reader->catalog->n_messages = messages->len;
}

/* Reads what libgettextpo made of the file; false: reported. */
static bool catalog_fill(CatalogReader *reader)
{
    size_t errors = diagnostics_errors(reader->diagnostics);
    const char *path = reader->catalog->path;
    reader->places =
        catalog_scan(reader->diagnostics, reader->arena, path, reader->text);
    po_file_t file = file_parse(&reader->po, reader->diagnostics, path);
    if (file) {
        reader->header = reader->po.file_domain_header(file, NULL);
        messages_read(reader, file);
        header_read(reader);
        reader->po.file_free(file);
    }
    g_hash_table_unref(reader->places);
    return file && diagnostics_errors(reader->diagnostics) == errors;
}

const Catalog *catalog_read(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const char *tag)
{
    const char *name = arena_print(arena, "po/%s.po", tag), *text = NULL;
    size_t length = 0;
    if (!file_read_inside(diagnostics, arena, letter->folder, name, &text, &length))
        return NULL;
    Catalog *catalog = arena_one(arena, Catalog);
    g_autofree char *path = g_build_filename(letter->folder, name, NULL);
    catalog->path = arena_string(arena, path);
    catalog->language = language_canonical(arena, tag);
    CatalogReader reader = {
        .diagnostics = diagnostics, .arena = arena, .text = text, .catalog = catalog};
    return library_find(diagnostics, &reader.po) && catalog_fill(&reader) ? catalog
                                                                          : NULL;
}

/* ---- which there are ------------------------------------------------------------------ */

static int tag_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *catalog_tags(Arena *arena, const Letter *letter)
{
    g_autofree char *path = g_build_filename(letter->folder, "po", NULL);
    g_autoptr(GPtrArray) tags = g_ptr_array_new();
    GDir *folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        char *tag = arena_string(arena, name);
        if (!g_str_has_suffix(name, ".po"))
            continue;
        tag[strlen(tag) - 3] = '\0';
        if (language_canonical(arena, tag))
            g_ptr_array_add(tags, tag);
    }
    if (folder)
        g_dir_close(folder);
    g_ptr_array_sort(tags, tag_compare);
    g_ptr_array_add(tags, NULL);
    return arena_copy(arena, tags->pdata, tags->len * sizeof(char *));
}

/* Takes the region, or what else is last, off a tag; false: what is left of it is needed,
 * a language or its script. */
static bool tag_shorten(char *tag)
{
    char *last = strrchr(tag, '-');
    if (!last || strlen(last + 1) == 4)
        return false;
    *last = '\0';
    return true;
}

const char *catalog_tag(Arena *arena, const Letter *letter, const char *language)
{
    const char *const *tags = catalog_tags(arena, letter);
    char *form = arena_string(arena, language);
    do {
        for (const char *const *tag = tags; *tag; tag++)
            if (strcmp(language_canonical(arena, *tag), form) == 0)
                return *tag;
    } while (tag_shorten(form));
    return NULL;
}

bool letter_serves(const Letter *letter, const char *language)
{
    g_autofree char *form = g_strdup(language);
    do {
        if (strcmp(form, letter->language) == 0)
            return true;
    } while (tag_shorten(form));
    return false;
}
