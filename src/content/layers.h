/*
 * Private to content: an entry of editions.yaml on its way to its editions.
 *
 * A value is looked up in layers, the later before the earlier: the defaults, the entry's
 * own keys, then what `override` says of each value that an edition is made for. Each node
 * keeps the place where it was written.
 */
#ifndef CONTENT_LAYERS_H
#define CONTENT_LAYERS_H

#include "content/reader.h"

enum {
    MOST_EACH = 8, /* of what a for-each can list */
    MOST_LAYERS = 2 + MOST_EACH
};

typedef struct EditionsReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const Letter *letter;
    const Roster *roster;                /* NULL: it cannot be read */
    const YamlNode *layers[MOST_LAYERS]; /* mappings */
    size_t n_layers;
    const char *entry; /* its key in the file */
    Place place;       /* of the key */
    Edition *edition;  /* that is being read */
    GPtrArray *made;   /* of Edition * */
    GHashTable *files; /* of each that is not broken: file to Edition */
    GHashTable *safe;  /* a text to it in a file's name */
    bool full;         /* reported: there are too many editions */
    void *romanizer;   /* ICU's UTransliterator; NULL: not needed yet */
} EditionsReader;

/* ---- edition.c: the values of one edition -------------------------------------------- */

/* Whether a node is a scalar that has nothing in it. */
bool node_is_empty(const YamlNode *node);

/* The value at `key`; NULL when it is left out, or empty. */
const YamlNode *layer_value(const EditionsReader *reader, const char *key);

/* The language of an edition, or the two that stand side by side. */
typedef struct Tongues {
    const char *language, *second; /* second NULL: there is one */
} Tongues;

/* What a tag, or a list of two, says; false: reported, and the edition is broken. */
bool tongues_read(EditionsReader *reader, const YamlNode *node, Tongues *tongues);

typedef struct LayoutChoice {
    const char *name;
    Place place;
} LayoutChoice;

/* The layout that a node names: by name, by `auto`, or by paper as { A4: …, Letter: … };
 * paper goes by the edition's country and language. False: reported, and the edition is
 * broken. */
bool layout_choose(EditionsReader *reader, const YamlNode *node, LayoutChoice *choice);

/* Reads the edition's country, unless it has one. */
void edition_read_country(EditionsReader *reader);

/* Reads language and layout of an edition that is alone in its entry. */
void edition_read_alone(EditionsReader *reader);

/* Reads all but name, country, languages and layout, which are set, and adds the edition
 * to those that are made. */
void edition_finish(EditionsReader *reader);

/* ---- pattern.c: names and files ------------------------------------------------------- */

/* Whether `text` can be a file's name everywhere, and none that is hidden. */
bool is_file_name(const char *text);

/* `text` as part of a file's name: in Latin letters without accents, a hyphen for each
 * run of what else is no letter or digit. Never empty; the same on every machine. */
const char *text_safe(EditionsReader *reader, const char *text);

/* "en", or "en-be" of two. */
const char *tongues_name(Arena *arena, const Tongues *tongues);

/* Sets the edition's file: by its pattern, or its name. */
void edition_read_file(EditionsReader *reader);

/* ---- choice.c: include and exclude ----------------------------------------------------- */

/* What a for-each entry can be made for: a column of the roster, language or layout. */
typedef struct Dimension {
    const char *name;
    GPtrArray *values; /* that there are, for who mistypes one; ends with NULL */
} Dimension;

typedef struct Dimensions {
    Dimension each[MOST_EACH];
    size_t n_each;
} Dimensions;

/* The one of this name; NULL: it is not among them. */
const Dimension *dimension_find(const Dimensions *dimensions, const char *name);

/* The values of a column in the roster, sorted, then NULL; to be freed. */
GPtrArray *column_values(const Roster *roster, const char *column);

/* A text that stands for a value of a column, of languages or layouts in the form in which
 * the value is known; NULL when it is none. `values` as of a Dimension. */
const char *value_find(Arena *arena, const char *name, const GPtrArray *values,
                       const char *text);

/* Reads include and exclude: of a dimension into *choices, of another column into the
 * names that the edition shows. `dimensions` has none for an edition alone. */
void edition_read_choices(EditionsReader *reader, const Dimensions *dimensions,
                          GArray *choices);

/* Whether an edition with this value of a dimension is wanted; `choices` of NameFilter. */
bool choices_pass(const GArray *choices, const char *name, const char *value);

/* Reports that `text` is no value of what `name` is. */
void value_refuse(EditionsReader *reader, Place place, const char *text,
                  const char *name, const GPtrArray *values);

/* ---- each.c: an edition for each value -------------------------------------------------- */

/* Makes the editions of an entry with `for-each`. */
void each_read(EditionsReader *reader, const YamlNode *node);

/* ---- official.c: the languages of a country --------------------------------------------- */

/* The tags of the official languages of a country by CLDR, then NULL; of the European
 * Union by its law. */
const char *const *country_languages(Arena *arena, const char *country);

#endif
