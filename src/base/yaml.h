/* YAML as a tree of nodes with places (libfyaml reads it; anchors are resolved). */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"

typedef enum YamlKind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING } YamlKind;

typedef struct YamlNode YamlNode;

typedef struct YamlPair {
    const char *key;
    Place key_place;
    const YamlNode *value;
} YamlPair;

struct YamlNode {
    YamlKind kind;
    Place place; /* of a quoted text: of its quote; column 0: it goes over lines */
    union {
        struct {
            const char *text; /* NUL-terminated; "" for an empty value */
            bool plain;       /* written without quotes */
            bool commented;   /* plain, with a comment behind it on its line */
        } scalar;
        struct {
            const YamlNode *const *items;
            size_t n_items;
        } sequence;
        struct {
            const YamlPair *pairs; /* in the order of the file */
            size_t n_pairs;
        } mapping;
    } as;
};

/* Reads a YAML document. `first_line` is the line of `file` at which `text` starts
 * (front matter: 2). An empty document gives an empty mapping. All in the arena.
 * NULL: reported (syntax, doubled keys, nesting deeper than 32, more than 512 KiB). */
const YamlNode *yaml_read(Diagnostics *diagnostics, Arena *arena, const char *file,
                          const char *text, size_t length, unsigned first_line);

/* The value of `key` in a mapping, or NULL. */
const YamlNode *yaml_find(const YamlNode *mapping, const char *key);

/* The text of a scalar; anything else is reported as `key` being of the wrong kind and
 * gives NULL. */
const char *yaml_text(Diagnostics *diagnostics, const YamlNode *node, const char *key);

/* Reports that `key` at `node` has a value that it cannot have; `wanted` says what it
 * could be ("yes or no", "a length such as 10pt"). */
void yaml_bad_value(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                    const char *wanted);

/* Readers of one scalar; false: reported. */
bool yaml_bool(Diagnostics *diagnostics, const YamlNode *node, const char *key,
               bool *value);
bool yaml_whole(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                long least, long most, long *value);
bool yaml_number(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                 double *value);
/* A length in points; `em` as in length_parse. */
bool yaml_length(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                 double em, double *points);
/* One of `words` (ends with NULL): its index. */
bool yaml_choice(Diagnostics *diagnostics, const YamlNode *node, const char *key,
                 const char *const *words, int *index);
/* A sequence of texts, or one text alone: an array in the arena. */
bool yaml_texts(Diagnostics *diagnostics, Arena *arena, const YamlNode *node,
                const char *key, const char *const **texts, size_t *n_texts);

/* Reports each key of the mapping that is not in `known` (ends with NULL), with the
 * nearest known one; reports a node that is not a mapping too. False if any. */
bool yaml_check_keys(Diagnostics *diagnostics, const YamlNode *mapping,
                     const char *const *known);

#endif
