/*
 * Private to preflight: a PDF's values, and the reader of them. Numbers, names and
 * strings stand as the file has them; a dictionary keeps its order and its doubles.
 */
#ifndef PREFLIGHT_VALUE_H
#define PREFLIGHT_VALUE_H

#include <stdint.h>

#include "base/base.h"

typedef enum ValueKind {
    VALUE_NULL,
    VALUE_BOOLEAN,
    VALUE_INTEGER,
    VALUE_REAL,
    VALUE_NAME,
    VALUE_STRING,
    VALUE_ARRAY,
    VALUE_DICTIONARY,
    VALUE_STREAM,
    VALUE_REFERENCE,
    VALUE_KEYWORD /* of a content stream or a CMap: an operator */
} ValueKind;

/* Bytes lent from the file or the arena; not ended by NUL. */
typedef struct Bytes {
    const char *start;
    size_t length;
} Bytes;

typedef struct Value Value;
typedef struct Entry Entry;
typedef struct Stream Stream;

struct Value {
    ValueKind kind;
    union {
        bool truth;
        double number;   /* of integers too */
        Bytes bytes;     /* of names (without '/', '#' undone), strings, keywords */
        unsigned object; /* that a reference names */
        struct {
            const Value *items;
            size_t n;
        } array;
        struct {
            const Entry *entries;
            size_t n;
        } dictionary;
        const Stream *stream;
    } as;
};

struct Entry {
    Bytes key;
    Value value;
};

struct Stream {
    Value dictionary;
    Bytes raw; /* as the file has it, filters not undone */
};

/* What is odd in the bytes of a value, although it can be read. */
typedef enum Oddity {
    ODD_HEX_DIGITS = 1 << 0,     /* an odd number of digits in <…> */
    ODD_HEX_CHARACTER = 1 << 1,  /* something else than digits there */
    ODD_INTEGER = 1 << 2,        /* an integer beyond 32 bits */
    ODD_REAL = 1 << 3,           /* a real beyond single precision */
    ODD_STRING_LENGTH = 1 << 4,  /* over 32767 bytes */
    ODD_NAME_LENGTH = 1 << 5,    /* over 127 bytes */
    ODD_NAME_TEXT = 1 << 6,      /* not UTF-8 */
    ODD_SYNTAX = 1 << 7,         /* what is not PDF at all, passed over */
    ODD_HEADER = 1 << 8,         /* "n g obj" or "endobj" set apart otherwise than so */
    ODD_STREAM_START = 1 << 9,   /* "stream" without its end of line */
    ODD_STREAM_LENGTH = 1 << 10, /* /Length is not what stands before "endstream" */
    ODD_STREAM_END = 1 << 11,    /* "endstream" not on a line of its own */
    ODD_DOUBLE_KEY = 1 << 12,    /* a key twice in a dictionary */
    ODD_MISSING = 1 << 13        /* not where the cross-reference says */
} Oddity;

/* A reader of tokens. Start it with lexer_init. */
typedef struct Lexer {
    Arena *arena;
    const char *bytes;
    size_t length, at;
    bool references;   /* whether "1 0 R" is one value: in files, not in contents */
    unsigned oddities; /* Oddity joined, of all that was read so far */
    GArray *stack;     /* of Value: what is not yet closed */
    unsigned depth;
    size_t n_values; /* read so far; a caller that keeps none may set it back */
} Lexer;

/* Starts reading `bytes` (lent); values go to `arena`. */
void lexer_init(Lexer *lexer, Arena *arena, Bytes bytes, bool references);
void lexer_clear(Lexer *lexer);

/* The next value, or keyword. False: the bytes are at their end. What is no PDF is passed
 * over and is an oddity; so is what is nested deeper than 100 times. */
bool lexer_read(Lexer *lexer, Value *value);

/* Passes over blanks and comments. */
void lexer_blank(Lexer *lexer);

/* Whether `c` is a blank, or one that ends a word. */
bool byte_is_blank(char c);
bool byte_is_regular(char c);

/* Whether the bytes are `text`. */
bool bytes_are(Bytes bytes, const char *text);
bool bytes_equal(Bytes a, Bytes b);

/* Where `text` stands first in the bytes at `from` and on; SIZE_MAX: nowhere. */
size_t bytes_search(Bytes bytes, size_t from, const char *text);

/* Whether it is the name, or the keyword, `text`. */
bool value_is_name(const Value *value, const char *text);
bool value_is_keyword(const Value *value, const char *text);
bool value_is_number(const Value *value);

/* The value at `key` of a dictionary, as it stands; the null value when there is none,
 * never NULL. */
const Value *dictionary_find(const Value *dictionary, const char *key);

/* A text string (PDFDocEncoding, UTF-16 or UTF-8) as UTF-8 in the arena; "" when it is
 * none. */
const char *value_text(Arena *arena, const Value *value);

/* A name for a report, in the arena; "" when it is none. */
const char *value_name(Arena *arena, const Value *value);

extern const Value value_null;

#endif
