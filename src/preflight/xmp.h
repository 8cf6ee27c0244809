/* Private to preflight: an XMP packet as a tree of properties. */
#ifndef PREFLIGHT_XMP_H
#define PREFLIGHT_XMP_H

#include "preflight/value.h"

#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_XMP "http://ns.adobe.com/xap/1.0/"
#define NS_XMP_MM "http://ns.adobe.com/xap/1.0/mm/"
#define NS_XMP_RIGHTS "http://ns.adobe.com/xap/1.0/rights/"
#define NS_PDF "http://ns.adobe.com/pdf/1.3/"
#define NS_PDFA "http://www.aiim.org/pdfa/ns/id/"
#define NS_PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define NS_PDFX "http://www.npes.org/pdfx/ns/id/"
#define NS_EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define NS_SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define NS_PROPERTY "http://www.aiim.org/pdfa/ns/property#"

/* An element, or an attribute, which is as good as one. */
typedef struct XmpNode XmpNode;

struct XmpNode {
    const char *space, *name; /* namespace, "" when it has none */
    const char *text;         /* that stands right in it, blanks cut off */
    const char *language;     /* xml:lang; NULL: none */
    XmpNode *parent, *first, *last, *next;
};

typedef struct Xmp {
    const char *problem; /* why it is no good packet; NULL: it is one */
    XmpNode *root;       /* NULL: nothing could be read */
} Xmp;

/* Reads a packet; what is read goes to the arena. */
Xmp xmp_read(Arena *arena, Bytes bytes);

/* The next property of any rdf:Description behind `after` (NULL: from the first one). */
const XmpNode *xmp_next(const Xmp *xmp, const XmpNode *after);

/* The property, or NULL. */
const XmpNode *xmp_find(const Xmp *xmp, const char *space, const char *name);

/* Its text; of an array the item for x-default, else the first one. "" for NULL. */
const char *xmp_text(const XmpNode *property);

/* The first item of an array; those behind it are ->next. NULL: there are none. */
const XmpNode *xmp_items(const XmpNode *property);

/* A field of a structure, or NULL. */
const XmpNode *xmp_field(const XmpNode *node, const char *space, const char *name);

#endif
