/*
 * Inside style: the one table of properties, which the readers of layouts and of
 * languages go by, and the pieces that they share.
 */
#ifndef STYLE_PROPERTIES_H
#define STYLE_PROPERTIES_H

#include "style/style.h"

/* What a property's value is, and what it is stored as. */
typedef enum PropertyKind {
    PROPERTY_SIZE,   /* double: a length without em */
    PROPERTY_LENGTH, /* double: a length, and its Place at `second`, unless that is 0 */
    PROPERTY_WHOLE,  /* unsigned */
    PROPERTY_BOOL,   /* bool: yes or no */
    PROPERTY_SWITCH, /* bool: whether it is the second of two words */
    PROPERTY_CHOICE, /* an enum whose values are `words` in their order */
    PROPERTY_TEXT,   /* const char *: NULL when empty or "none" */
    PROPERTY_PATTERN, /* const char *: of a head or foot, with `words` in braces */
    PROPERTY_TEXTS,   /* const char *const *, and a size_t at `second` */
    PROPERTY_FILE,    /* const char *, and its Place at `second`; as PROPERTY_TEXT */
    PROPERTY_PERCENT, /* unsigned: "300%"; second: the Place, if there is one */
    PROPERTY_BOX,     /* double: "40mm × 14mm", the height at `second` */
    PROPERTY_PAPER,   /* as PROPERTY_BOX, or a paper's name */
    PROPERTY_INK,     /* unsigned: black, or one of the palette by its name, from 1 */
    PROPERTY_STACK,   /* const FontStack *: by its name */
    PROPERTY_GROUP,   /* a mapping of the properties of `group`, at `offset` */
    PROPERTY_STYLE,   /* a group whose em is the size of the Style at `offset` */
    PROPERTY_APART    /* known here, read elsewhere */
} PropertyKind;

typedef struct PropertyTable PropertyTable;

typedef struct Property {
    const char *key;
    PropertyKind kind;
    size_t offset, second; /* from the start of the struct that the group fills */
    double least, most;    /* of lengths and whole numbers */
    const char *const *words;
    const PropertyTable *group;
} Property;

struct PropertyTable {
    const Property *properties; /* in the order of reading: a style's size first */
    size_t n_properties;
};

/* Of a Layout, and of a Language. */
extern const PropertyTable layout_properties;
extern const PropertyTable language_properties;

/* What holds where a layout without `extends` says nothing; no font stacks yet. */
extern const Layout layout_defaults;

/* The stack of a role where no layout names one. */
const char *style_stack_name(StyleRole role);

/* What a property may refer to. */
typedef struct PropertyReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const FontStack *stacks;
    size_t n_stacks;
    const Ink *inks;
    size_t n_inks;
    const double *em; /* what an em stands for; 0: it is not allowed */
} PropertyReader;

/* Reads what `mapping` (it must be one) says of the table's properties into `target`,
 * and leaves the rest as it is. False: reported, all its mistakes in one go. */
bool properties_read(const PropertyReader *reader, const PropertyTable *table,
                     const YamlNode *mapping, void *target);

/* The help of a word that is not known: the nearest known one, or all there are. */
const char *words_help(Arena *arena, const char *word, const char *const *words);

/* The layout's `fonts` (NULL: none), with the two stacks that every layout has. Places
 * of families that no file names are `otherwise`. False: reported. */
bool stacks_read(Diagnostics *diagnostics, Arena *arena, const YamlNode *fonts,
                 Place otherwise, const FontStack **stacks, size_t *n_stacks);

/* The stack of this name, or NULL. */
const FontStack *stack_find(const FontStack *stacks, size_t n_stacks, const char *name);

/* The layout's `palette` (NULL: none). False: reported. */
bool palette_read(Diagnostics *diagnostics, Arena *arena, const YamlNode *palette,
                  const Ink **inks, size_t *n_inks);

/* "black" and the names of the palette; ends with NULL. */
const char *const *palette_names(Arena *arena, const Ink *inks, size_t n_inks);

/* `base` with what `over` says differently, key by key and deep: mappings are merged,
 * all else is replaced. */
const YamlNode *yaml_merge(Arena *arena, const YamlNode *base, const YamlNode *over);

/* months.c: fills in the language's months by its tag; none where ICU has no dates. */
void months_read(Arena *arena, const char *tag, Language *language);

/* Fills in what follows from other values: a measure as wide as the frame is none, an
 * image is no wider than its column, heads and feet without a baseline get one. */
void layout_settle(Layout *layout);

/* Whether the page can be set at all. For places, `tree` is what was read and `paths` the
 * files that it was read from, the nearest first, then NULL. False: reported. */
bool layout_check(Diagnostics *diagnostics, Arena *arena, const YamlNode *tree,
                  const char *const *paths, const Layout *layout);

#endif
