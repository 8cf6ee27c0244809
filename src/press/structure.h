/* The structure tree of a file, before it is one of PDF's. */
#ifndef PRESS_STRUCTURE_H
#define PRESS_STRUCTURE_H

#include "press/content.h"

/* A kid of a node: another node, or marked content. */
typedef struct TagKid {
    bool is_node;
    size_t index; /* of the node, or the mark */
    size_t next;  /* index of the next kid of the same node; SIZE_MAX: none */
} TagKid;

typedef struct TagNode {
    const char *role;       /* of PDF's: "P", "LI" */
    size_t parent;          /* index; the first node is the document, its own parent */
    const Element *element; /* whose it is; NULL: it only holds others together */
    const char *language;   /* where it is not its parent's, else NULL */
    const char *link;       /* of a Link: where to, outside of the file */
    unsigned note;          /* of a Reference: to which footnote; and what is in it */
    bool jumps;             /* of a Link: to the footnote, or back from it */
    size_t first, last;     /* kids; SIZE_MAX: none */
    bool full;              /* whether there is content in it or below it */
} TagNode;

/* Nodes in reading order, each after its parent. */
typedef struct TagTree {
    GArray *nodes;  /* TagNode */
    GArray *kids;   /* TagKid */
    size_t *owners; /* of each mark its node */
} TagTree;

/* The tree of the marks. */
TagTree tags_make(const Pages *pages, const GArray *chunks, const GArray *marks);
void tags_clear(TagTree *tree);

#endif
