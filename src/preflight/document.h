/* Private to preflight: a PDF file as objects by number, read when first asked for. */
#ifndef PREFLIGHT_DOCUMENT_H
#define PREFLIGHT_DOCUMENT_H

#include "preflight/value.h"

typedef enum XrefKind { XREF_NONE, XREF_FREE, XREF_OFFSET, XREF_PACKED } XrefKind;

typedef struct Xref {
    XrefKind kind;
    unsigned index;    /* generation; of a packed object: its place in the stream */
    size_t at;         /* where it is in the file; or the stream's object number */
    unsigned oddities; /* Oddity joined, once it was read */
    bool loaded, loading;
    bool opened; /* of an object stream: its objects were read */
    Value value;
} Xref;

/* What the file's frame is like (ISO 32000-1, 7.5). */
typedef struct Frame {
    size_t header_at;    /* of "%PDF-" */
    char version[4];     /* "1.6"; "" when there is none */
    bool header_line;    /* nothing else on the header's line */
    bool binary_comment; /* four bytes over 127 in a comment after it */
    size_t after_eof;    /* bytes behind the last %%EOF but for one end of line */
    bool xref_odd;       /* a cross-reference table not of the form that 7.5.4 gives */
    bool xref_lost;      /* the cross-reference cannot be read: objects were searched */
    bool xref_stream;    /* any of it is a stream */
} Frame;

typedef struct Document {
    Arena *arena;
    Bytes bytes;
    Frame frame;
    Value trailer; /* the newest; a dictionary */
    Xref *objects;
    unsigned n_objects;
    bool searched;   /* whether `found` was filled */
    GArray *found;   /* of Found: what a search of the whole file met */
    size_t unpacked; /* bytes of streams so far */
    size_t kept;     /* bytes of object streams and CMaps that are kept */
    size_t work;     /* bytes looked at so far to read objects */
    bool given_up;   /* objects overlap so much that reading stopped */
} Document;

/* Reads the frame of a file's `bytes` (lent). NULL: it is no PDF at all. */
Document *document_open(Arena *arena, Bytes bytes);
void document_close(Document *document);

/* The object with this number; the null value when there is none, never NULL. */
const Value *document_object(Document *document, unsigned number);

/* What a reference leads to; another value is itself. */
const Value *document_resolve(Document *document, const Value *value);

/* The value at `key` of a dictionary or stream, references followed. */
const Value *document_find(Document *document, const Value *dictionary,
                           const char *key);

/* The item of an array, references followed; the null value beyond its end. */
const Value *document_item(Document *document, const Value *array, size_t index);

/* How many items an array has; 0 for anything else. */
size_t array_length(const Value *array);

/* The number that a value is, or `other`. */
double document_number(Document *document, const Value *value, double other);

/* Undoes a stream's filters. NULL: it cannot be, *why says it; a filter of images alone
 * is "DCTDecode" and the like. To be freed with g_byte_array_unref. */
GByteArray *stream_decode(Document *document, const Stream *stream, const char **why);

/* The same for bytes whose dictionary stands elsewhere (an inline image's). */
GByteArray *bytes_decode(Document *document, const Value *dictionary, Bytes raw,
                         const char **why);

/* Reads the object at `offset` of the file; false when no object "number" is there.
 * Anything odd is added to *oddities. */
bool object_read(Document *document, size_t offset, unsigned number, Value *value,
                 unsigned *oddities);

/* Whether so many more bytes may be kept, in proportion to the file. */
bool document_keep(Document *document, size_t length);

/* xref.c: the cross-reference from the file's end, or by a search. False: no catalog. */
bool xref_load(Document *document);

/* Where a search of the file finds the object; 0: nowhere. */
size_t xref_search(Document *document, unsigned number);

#endif
