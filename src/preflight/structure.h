/* Private to preflight: the elements of a tagged document. */
#ifndef PREFLIGHT_STRUCTURE_H
#define PREFLIGHT_STRUCTURE_H

#include "preflight/check.h"

enum { NO_NODE = -1 };

/* An element; nodes stand in the order of reading. */
typedef struct Node {
    const Value *dictionary;
    unsigned object, page; /* page: of its content or its parents', 0: unknown */
    const char *role;      /* its standard type; "": none */
    int parent, first, last, next; /* other nodes, or NO_NODE */
    bool content;                  /* it holds marked content itself */
} Node;

typedef struct Structure {
    Check *check;
    const Value *root;
    GArray *nodes;       /* of Node */
    GHashTable *met;     /* dictionaries of elements */
    GHashTable *roles;   /* of a type to its standard type, see role_find */
    GHashTable *parents; /* the parent tree: number plus one to its value */
} Structure;

/* The standard type of an element's type, by the role map; "": none, told. */
const char *role_find(Structure *structure, const Value *type, Where where);

/* An attribute of the element with this owner, references followed; the null value. */
const Value *attribute_find(Structure *structure, const Node *node, const char *owner,
                            const char *key);

/* Whether the text is a well-formed tag of BCP 47. */
bool language_is_tag(const char *text);

/* tags.c: what each type of element asks for. */
void tags_check(Structure *structure);

/* parents.c: the parent tree, both ways. */
void parents_read(Structure *structure);
void parents_check(Structure *structure);

/* That an object such as an annotation is held by the element with number `element`. */
void parents_check_object(Structure *structure, const Value *object, Where where,
                          unsigned element);

#endif
