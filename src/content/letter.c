/*
 * Reads letter.md: the front matter by libfyaml, the body by cmark. Both are looked at
 * whatever the other holds, so that one run reports every mistake of the file.
 */
#include "content/reader.h"

#include <stddef.h>
#include <string.h>

/* The longest file: some 80,000 words, or a third of that in scripts of three bytes. */
#define LARGEST_LETTER ((size_t)512 << 10)
#define LARGEST_LETTER_NAME "512 KiB"

/* The file's two parts; lines count from 1. */
typedef struct LetterFile {
    const char *front, *body;
    size_t front_length, body_length;
    unsigned body_line;
} LetterFile;

typedef struct LetterReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const YamlNode *front;
    Letter *letter;
} LetterReader;

static const char *const known_keys[] = {
    "title",   "language", "roster", "opening",     "opening-by",   "date",
    "revised", "names",    "place",  "addressee",   "closing",      "contact",
    "source",  "status",   "count",  "short-title", "title-breaks", "author",
    "closed",  "prevails", NULL};

/* The keys whose values are texts with marks, and where they go. */
static const struct {
    const char *key;
    size_t offset;
} rich_keys[] = {
    {"title", offsetof(Letter, title)},
    {"opening", offsetof(Letter, opening)},
    {"opening-by", offsetof(Letter, opening_by)},
    {"place", offsetof(Letter, place)},
    {"addressee", offsetof(Letter, addressee)},
    {"closing", offsetof(Letter, closing)},
    {"contact", offsetof(Letter, contact)},
    {"source", offsetof(Letter, source)},
};

static const char *line_after(const char *line)
{
    line += strcspn(line, "\r\n");
    line += *line == '\r';
    return line + (*line == '\n');
}

/* Whether a line is '---' and nothing but blanks. */
static bool is_fence(const char *line)
{
    if (strncmp(line, "---", 3) != 0)
        return false;
    line += 3 + strspn(line + 3, " \t");
    return *line == '\0' || *line == '\r' || *line == '\n';
}

/* Reads the file; false: reported. */
static bool letter_text(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                        const char **text, size_t *length)
{
    if (!file_read_inside(diagnostics, arena, letter->folder, "letter.md", text,
                          length))
        return false;
    if (*length <= LARGEST_LETTER)
        return true;
    report(diagnostics, FILE_TOO_LARGE, place_file(letter->path), letter->path,
           LARGEST_LETTER_NAME);
    return false;
}

/* Splits the file at its two fences; false: reported. */
static bool letter_split(Diagnostics *diagnostics, const char *path, const char *text,
                         size_t length, LetterFile *file)
{
    if (!is_fence(text)) {
        report(diagnostics, FRONT_MATTER_MISSING, place_at(path, 1, 1), path);
        return false;
    }
    const char *line = line_after(text);
    file->front = line;
    for (file->body_line = 2; *line != '\0' && !is_fence(line); file->body_line++)
        line = line_after(line);
    if (*line == '\0') {
        report(diagnostics, FRONT_MATTER_OPEN, place_at(path, 1, 1), path);
        return false;
    }
    file->front_length = (size_t)(line - file->front);
    file->body = line_after(line);
    file->body_line++;
    file->body_length = (size_t)(text + length - file->body);
    return true;
}

/* Where the text of a scalar starts: behind its quote. Of more lines than one, written
 * or escaped, the columns are not known. */
static Place scalar_place(const YamlNode *node)
{
    Place place = node->place;
    if (strchr(node->as.scalar.text, '\n'))
        place.column = 0;
    else if (!node->as.scalar.plain && place.column > 0)
        place.column++;
    return place;
}

static const char *clean(const LetterReader *reader, const char *text, Place place)
{
    return text_copy(reader->diagnostics, reader->arena, text, strlen(text), place,
                     TEXT_PROSE);
}

/* The scalar at `key`, or NULL when there is none or it is empty. */
static const YamlNode *find_scalar(const LetterReader *reader, const char *key)
{
    const YamlNode *node = yaml_find(reader->front, key);
    const char *text = node ? yaml_text(reader->diagnostics, node, key) : NULL;
    return text && *text ? node : NULL;
}

/* The scalar at `key`, whose text is prose: a '#' in it is more likely its own. */
static const YamlNode *find_prose(const LetterReader *reader, const char *key)
{
    const YamlNode *node = find_scalar(reader, key);
    if (node && node->as.scalar.commented)
        report(reader->diagnostics, YAML_COMMENT, node->place, key);
    return node;
}

static const char *read_text(const LetterReader *reader, const char *key)
{
    const YamlNode *node = find_prose(reader, key);
    return node ? clean(reader, node->as.scalar.text, scalar_place(node)) : NULL;
}

static void read_rich_texts(LetterReader *reader)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rich_keys); i++) {
        const YamlNode *node = find_prose(reader, rich_keys[i].key);
        RichText *text = (RichText *)((char *)reader->letter + rich_keys[i].offset);
        if (node)
            *text = rich_value(reader->diagnostics, reader->arena, node->as.scalar.text,
                               scalar_place(node));
    }
}

static const char *read_date(const LetterReader *reader, const char *key)
{
    const YamlNode *node = find_scalar(reader, key);
    if (!node || date_valid(node->as.scalar.text))
        return node ? node->as.scalar.text : NULL;
    yaml_bad_value(reader->diagnostics, node, key, "a day of the calendar: 2020-09-24");
    return NULL;
}

static const char *read_moment(const LetterReader *reader, const char *key)
{
    const YamlNode *node = find_scalar(reader, key);
    if (!node || moment_valid(node->as.scalar.text))
        return node ? node->as.scalar.text : NULL;
    yaml_bad_value(reader->diagnostics, node, key,
                   "a day, or a moment with its offset: 2020-09-24, "
                   "2020-09-24T18:00+02:00");
    return NULL;
}

/* The language at `key`; NULL: it is left out, or is none, which was reported. */
static const char *read_language(const LetterReader *reader, const char *key)
{
    const YamlNode *node = find_scalar(reader, key);
    if (!node)
        return NULL;
    const char *tag = language_canonical(reader->arena, node->as.scalar.text);
    if (!tag)
        yaml_bad_value(reader->diagnostics, node, key,
                       "a language's tag such as en, be or sr-Latn");
    return tag;
}

/* The index of the word at `key`, 0 when it is left out. */
static int read_choice(const LetterReader *reader, const char *key,
                       const char *const *words)
{
    int index = 0;
    const YamlNode *node = find_scalar(reader, key);
    if (node)
        yaml_choice(reader->diagnostics, node, key, words, &index);
    return index;
}

static const char *const *read_list(const LetterReader *reader, const char *key,
                                    const Place **places, size_t *n_texts)
{
    const char *const *texts = NULL;
    const YamlNode *node = yaml_find(reader->front, key);
    if (!node ||
        !yaml_texts(reader->diagnostics, reader->arena, node, key, &texts, n_texts))
        return NULL;
    const char **copies = arena_array(reader->arena, const char *, *n_texts + 1);
    Place *copied_places = arena_array(reader->arena, Place, *n_texts);
    for (size_t i = 0; i < *n_texts; i++) {
        bool listed = node->kind == YAML_SEQUENCE;
        copied_places[i] = (listed ? node->as.sequence.items[i] : node)->place;
        copies[i] = clean(reader, texts[i], node->place);
    }
    *places = copied_places;
    return copies;
}

/* Where the value of `key` stands; that of nothing where there is none. */
static Place value_place(const LetterReader *reader, const char *key)
{
    const YamlNode *node = yaml_find(reader->front, key);
    return node ? node->place : PLACE_NONE;
}

static void read_count(LetterReader *reader)
{
    const YamlNode *node = find_scalar(reader, "count");
    if (!node)
        return;
    reader->letter->count = read_text(reader, "count");
    reader->letter->count_place = scalar_place(node);
}

const char *title_line(Arena *arena, const RichText *title)
{
    g_autoptr(GString) line = g_string_new(title->text);
    g_string_replace(line, "\u2028", " ", 0);
    return arena_text(arena, line->str, line->len);
}

static void check_needed(LetterReader *reader, const char *key, const char *example)
{
    const YamlNode *node = yaml_find(reader->front, key);
    if (!node)
        report(reader->diagnostics, KEY_MISSING, place_at(reader->letter->path, 1, 1),
               key, example);
    else if (node->kind == YAML_SCALAR && !text_is_visible(node->as.scalar.text))
        report(reader->diagnostics, KEY_MISSING, node->place, key, example);
}

static void read_front(LetterReader *reader)
{
    static const char *const natures[] = {"specimen", "real", NULL};
    static const char *const statuses[] = {"final", "draft", NULL};
    Letter *letter = reader->letter;
    if (!yaml_check_keys(reader->diagnostics, reader->front, known_keys) &&
        reader->front->kind != YAML_MAPPING)
        return;
    check_needed(reader, "title", "An Open Letter to …");
    check_needed(reader, "language", "en");
    check_needed(reader, "roster", "specimen");
    read_rich_texts(reader);
    letter->language = read_language(reader, "language");
    letter->prevails = read_language(reader, "prevails");
    read_count(reader);
    letter->nature = (RosterNature)read_choice(reader, "roster", natures);
    letter->draft = read_choice(reader, "status", statuses) == 1;
    letter->date = read_date(reader, "date");
    letter->closed = read_moment(reader, "closed");
    letter->revised = read_date(reader, "revised");
    letter->names = read_list(reader, "names", &letter->name_places, &letter->n_names);
    letter->title_breaks = read_list(
        reader, "title-breaks", &letter->title_break_places, &letter->n_title_breaks);
    letter->author = read_text(reader, "author");
    letter->author_place = value_place(reader, "author");
    letter->short_title = read_text(reader, "short-title");
    letter->short_title_place = value_place(reader, "short-title");
    if (!letter->short_title && letter->title.text)
        letter->short_title = title_line(reader->arena, &letter->title);
}

static void read_body(LetterReader *reader, const LetterFile *file)
{
    Letter *letter = reader->letter;
    Body body =
        body_read(reader->diagnostics, reader->arena, file->body, file->body_length,
                  place_at(letter->path, file->body_line, 1));
    letter->body = body.blocks;
    letter->n_body = body.n_blocks;
    letter->notes = body.notes;
    letter->n_notes = body.n_notes;
    if (!body.visible)
        report(reader->diagnostics, LETTER_EMPTY, place_file(letter->path),
               letter->path);
}

/* The last part of the folder's path, "." and a slash at the end looked through. */
static const char *folder_name(Arena *arena, const char *folder)
{
    g_autofree char *full = g_canonicalize_filename(folder, NULL);
    g_autofree char *name = g_path_get_basename(full);
    return arena_string(arena, name);
}

static Letter *letter_new(Arena *arena, const char *folder)
{
    Letter *letter = arena_one(arena, Letter);
    g_autofree char *path = g_build_filename(folder, "letter.md", NULL);
    letter->folder = arena_string(arena, folder);
    letter->name = folder_name(arena, folder);
    letter->path = arena_string(arena, path);
    return letter;
}

const Letter *letter_read(Diagnostics *diagnostics, Arena *arena, const char *folder)
{
    Letter *letter = letter_new(arena, folder);
    size_t errors = diagnostics_errors(diagnostics), length = 0;
    const char *text = NULL;
    LetterFile file;
    if (!letter_text(diagnostics, arena, letter, &text, &length) ||
        !letter_split(diagnostics, letter->path, text, length, &file))
        return NULL;
    LetterReader reader = {diagnostics, arena, NULL, letter};
    reader.front =
        yaml_read(diagnostics, arena, letter->path, file.front, file.front_length, 2);
    if (reader.front)
        read_front(&reader);
    read_body(&reader, &file);
    return diagnostics_errors(diagnostics) == errors ? letter : NULL;
}
