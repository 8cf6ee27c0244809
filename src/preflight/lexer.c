/*
 * Tokens into values (ISO 32000-1, 7.2 and 7.3), by one reader for files, content streams
 * and CMaps. What is odd in the bytes is noted while they are read, since PDF/A forbids
 * oddities that a reader of values never sees: odd hexadecimal digits, long names.
 *
 * Arrays and dictionaries are collected on one stack and copied to the arena when they
 * close, so that a value costs its own size and no more.
 */
#include "preflight/value.h"

#include <math.h>
#include <string.h>

enum { DEEPEST = 100, MOST_NAME = 127, MOST_STRING = 32767, MOST_VALUES = 1 << 21 };

bool byte_is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool byte_is_delimiter(char c)
{
    return c && strchr("()<>[]{}/%", c) != NULL;
}

bool byte_is_regular(char c)
{
    return !byte_is_blank(c) && !byte_is_delimiter(c);
}

void lexer_init(Lexer *lexer, Arena *arena, Bytes bytes, bool references)
{
    *lexer = (Lexer){.arena = arena,
                     .bytes = bytes.start,
                     .length = bytes.length,
                     .references = references,
                     .stack = g_array_new(FALSE, FALSE, sizeof(Value))};
}

void lexer_clear(Lexer *lexer)
{
    g_clear_pointer(&lexer->stack, g_array_unref);
}

void lexer_blank(Lexer *lexer)
{
    while (lexer->at < lexer->length) {
        char c = lexer->bytes[lexer->at];
        if (c == '%')
            while (lexer->at < lexer->length && lexer->bytes[lexer->at] != '\n' &&
                   lexer->bytes[lexer->at] != '\r')
                lexer->at++;
        else if (byte_is_blank(c))
            lexer->at++;
        else
            return;
    }
}

static int hex_value(char c)
{
    return g_ascii_isxdigit(c) ? g_ascii_xdigit_value(c) : -1;
}

/* The regular characters from here on. */
static Bytes word_read(Lexer *lexer)
{
    size_t start = lexer->at;
    while (lexer->at < lexer->length && byte_is_regular(lexer->bytes[lexer->at]))
        lexer->at++;
    return (Bytes){lexer->bytes + start, lexer->at - start};
}

/* A name whose '#xx' are undone; without any it is lent from the file. */
static void name_read(Lexer *lexer, Value *value)
{
    lexer->at++;
    Bytes word = word_read(lexer);
    if (word.length > 0 && memchr(word.start, '#', word.length)) {
        char *bytes = arena_alloc(lexer->arena, word.length + 1);
        size_t n = 0;
        for (size_t i = 0; i < word.length; i++) {
            bool coded = word.start[i] == '#' && i + 2 < word.length &&
                         hex_value(word.start[i + 1]) >= 0 &&
                         hex_value(word.start[i + 2]) >= 0;
            bytes[n++] = coded ? (char)(hex_value(word.start[i + 1]) * 16 +
                                        hex_value(word.start[i + 2]))
                               : word.start[i];
            i += coded ? 2 : 0;
        }
        word = (Bytes){bytes, n};
        if (!g_utf8_validate(bytes, (gssize)n, NULL))
            lexer->oddities |= ODD_NAME_TEXT;
    }
    if (word.length > MOST_NAME)
        lexer->oddities |= ODD_NAME_LENGTH;
    *value = (Value){.kind = VALUE_NAME, .as.bytes = word};
}

static void string_keep(Lexer *lexer, Value *value, const char *bytes, size_t length)
{
    if (length > MOST_STRING)
        lexer->oddities |= ODD_STRING_LENGTH;
    *value = (Value){.kind = VALUE_STRING, .as.bytes = {bytes, length}};
}

static void hex_read(Lexer *lexer, Value *value)
{
    size_t start = ++lexer->at;
    const char *end = memchr(lexer->bytes + start, '>', lexer->length - start);
    size_t stop = end ? (size_t)(end - lexer->bytes) : lexer->length;
    char *bytes = arena_alloc(lexer->arena, (stop - start) / 2 + 1);
    size_t n_digits = 0;
    for (size_t i = start; i < stop; i++) {
        int digit = hex_value(lexer->bytes[i]);
        if (digit < 0) {
            if (!byte_is_blank(lexer->bytes[i]))
                lexer->oddities |= ODD_HEX_CHARACTER;
            continue;
        }
        bytes[n_digits / 2] =
            (char)(bytes[n_digits / 2] | digit << (n_digits % 2 ? 0 : 4));
        n_digits++;
    }
    if (n_digits % 2)
        lexer->oddities |= ODD_HEX_DIGITS;
    if (!end)
        lexer->oddities |= ODD_SYNTAX;
    lexer->at = end ? stop + 1 : stop;
    string_keep(lexer, value, bytes, (n_digits + 1) / 2);
}

/* The character after a backslash, or -1 where a line goes on. */
static int escape_read(Lexer *lexer)
{
    char c = lexer->bytes[lexer->at++];
    static const char letters[] = "nrtbf", values[] = "\n\r\t\b\f";
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter)
        return (unsigned char)values[letter - letters];
    if (c >= '0' && c <= '7') {
        int code = c - '0';
        for (int i = 0; i < 2 && lexer->at < lexer->length; i++) {
            char next = lexer->bytes[lexer->at];
            if (next < '0' || next > '7')
                break;
            code = code * 8 + (next - '0');
            lexer->at++;
        }
        return code & 0xFF;
    }
    if (c == '\r' && lexer->at < lexer->length && lexer->bytes[lexer->at] == '\n')
        lexer->at++;
    return c == '\r' || c == '\n' ? -1 : (unsigned char)c;
}

/* Where the string that opens before `at` closes: its length there at most. */
static size_t string_extent(const Lexer *lexer)
{
    size_t depth = 1, i = lexer->at;
    for (; i < lexer->length; i++) {
        char c = lexer->bytes[i];
        if (c == '\\')
            i++;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            break;
    }
    return MIN(i, lexer->length);
}

static void string_read(Lexer *lexer, Value *value)
{
    lexer->at++;
    size_t stop = string_extent(lexer);
    Bytes plain = {lexer->bytes + lexer->at, stop - lexer->at};
    bool closed = stop < lexer->length;
    if (!closed)
        lexer->oddities |= ODD_SYNTAX;
    if (plain.length == 0 || (!memchr(plain.start, '\\', plain.length) &&
                              !memchr(plain.start, '\r', plain.length))) {
        lexer->at = stop + closed;
        string_keep(lexer, value, plain.start, plain.length);
        return;
    }
    char *bytes = arena_alloc(lexer->arena, plain.length + 1);
    size_t n = 0;
    while (lexer->at < stop) {
        char c = lexer->bytes[lexer->at++];
        int code = (unsigned char)c;
        if (c == '\\' && lexer->at < stop)
            code = escape_read(lexer);
        else if (c == '\r') {
            code = '\n';
            lexer->at += lexer->at < stop && lexer->bytes[lexer->at] == '\n';
        }
        if (code >= 0)
            bytes[n++] = (char)code;
    }
    lexer->at = stop + closed;
    string_keep(lexer, value, bytes, n);
}

/* The number that a word is; false: it is none. */
static bool number_read(Bytes word, double *number, bool *real)
{
    size_t i = word.length > 0 && (word.start[0] == '-' || word.start[0] == '+');
    double whole = 0, part = 0, scale = 1;
    bool point = false, digits = false;
    for (; i < word.length; i++) {
        char c = word.start[i];
        if (c == '.' && !point)
            point = true;
        else if (c >= '0' && c <= '9') {
            digits = true;
            if (point)
                part = part * 10 + (c - '0'), scale *= 10;
            else
                whole = whole * 10 + (c - '0');
        } else
            return false;
    }
    if (scale > 1e300 || whole > 1e300)
        part = 0, scale = 1, whole = fmin(whole, 1e300);
    *number = (whole + part / scale) * (word.start[0] == '-' ? -1 : 1);
    *real = point;
    return digits;
}

/* Whether " g R" follows an object's number; passes over it. */
static bool reference_follows(Lexer *lexer)
{
    size_t at = lexer->at, digits = 0;
    while (at < lexer->length && byte_is_blank(lexer->bytes[at]))
        at++;
    while (at < lexer->length && g_ascii_isdigit(lexer->bytes[at]))
        at++, digits++;
    if (digits == 0 || digits > 5)
        return false;
    size_t gap = at;
    while (at < lexer->length && byte_is_blank(lexer->bytes[at]))
        at++;
    if (at == gap || at >= lexer->length || lexer->bytes[at] != 'R' ||
        (at + 1 < lexer->length && byte_is_regular(lexer->bytes[at + 1])))
        return false;
    lexer->at = at + 1;
    return true;
}

static void word_value(Lexer *lexer, Value *value)
{
    Bytes word = word_read(lexer);
    double number;
    bool real;
    if (number_read(word, &number, &real)) {
        if (lexer->references && !real && number >= 0 && number < 8388608 * 2.0 &&
            reference_follows(lexer)) {
            *value = (Value){.kind = VALUE_REFERENCE, .as.object = (unsigned)number};
            return;
        }
        if (!real && fabs(number) > 2147483647)
            lexer->oddities |= ODD_INTEGER;
        if (real &&
            (fabs(number) > 3.403e38 || (number != 0 && fabs(number) < 1.175e-38)))
            lexer->oddities |= ODD_REAL;
        *value =
            (Value){.kind = real ? VALUE_REAL : VALUE_INTEGER, .as.number = number};
    } else if (bytes_are(word, "true") || bytes_are(word, "false"))
        *value = (Value){.kind = VALUE_BOOLEAN, .as.truth = word.start[0] == 't'};
    else if (bytes_are(word, "null"))
        *value = value_null;
    else
        *value = (Value){.kind = VALUE_KEYWORD, .as.bytes = word};
}

static void array_close(Lexer *lexer, Value *value, guint base)
{
    size_t n = lexer->stack->len - base;
    const Value *items = n ? &g_array_index(lexer->stack, Value, base) : NULL;
    *value = (Value){
        .kind = VALUE_ARRAY,
        .as.array = {n ? arena_copy(lexer->arena, items, n * sizeof *items) : NULL, n}};
    g_array_set_size(lexer->stack, base);
}

static bool key_doubled(const Entry *entries, size_t n, Bytes key)
{
    for (size_t i = 0; i < n && i < 64; i++)
        if (bytes_equal(entries[i].key, key))
            return true;
    return false;
}

static void dictionary_close(Lexer *lexer, Value *value, guint base)
{
    size_t most = (lexer->stack->len - base) / 2, n = 0;
    Entry *entries = most ? arena_array(lexer->arena, Entry, most) : NULL;
    for (guint i = base; i < lexer->stack->len; i += 2) {
        const Value *key = &g_array_index(lexer->stack, Value, i);
        if (key->kind != VALUE_NAME || i + 1 >= lexer->stack->len) {
            lexer->oddities |= ODD_SYNTAX;
            break;
        }
        if (key_doubled(entries, n, key->as.bytes))
            lexer->oddities |= ODD_DOUBLE_KEY;
        entries[n++] = (Entry){key->as.bytes, key[1]};
    }
    *value = (Value){.kind = VALUE_DICTIONARY, .as.dictionary = {entries, n}};
    g_array_set_size(lexer->stack, base);
}

static bool closes(const Lexer *lexer, char bracket)
{
    return lexer->at < lexer->length && lexer->bytes[lexer->at] == bracket &&
           (bracket == ']' ||
            (lexer->at + 1 < lexer->length && lexer->bytes[lexer->at + 1] == '>'));
}

/* A word that ends an object or a stream: the bracket before it was left open. */
static bool word_ends(const Lexer *lexer, const Value *value)
{
    return lexer->references && value->kind == VALUE_KEYWORD &&
           (value_is_keyword(value, "endobj") || value_is_keyword(value, "stream"));
}

static void bracket_read(Lexer *lexer, Value *value, char close)
{
    guint base = lexer->stack->len;
    lexer->at += close == ']' ? 1 : 2;
    lexer->depth++;
    for (;;) {
        Value item;
        lexer_blank(lexer);
        if (closes(lexer, close)) {
            lexer->at += close == ']' ? 1 : 2;
            break;
        }
        size_t before = lexer->at;
        if (!lexer_read(lexer, &item) || word_ends(lexer, &item)) {
            lexer->oddities |= ODD_SYNTAX;
            lexer->at = MIN(before, lexer->length);
            break;
        }
        g_array_append_val(lexer->stack, item);
    }
    lexer->depth--;
    if (close == ']')
        array_close(lexer, value, base);
    else
        dictionary_close(lexer, value, base);
}

bool lexer_read(Lexer *lexer, Value *value)
{
    lexer_blank(lexer);
    if (lexer->at >= lexer->length)
        return false;
    if (++lexer->n_values > MOST_VALUES) {
        lexer->oddities |= ODD_SYNTAX;
        lexer->at = lexer->length;
        return false;
    }
    char c = lexer->bytes[lexer->at];
    char next = lexer->at + 1 < lexer->length ? lexer->bytes[lexer->at + 1] : '\0';
    if (c == '/')
        name_read(lexer, value);
    else if (c == '(')
        string_read(lexer, value);
    else if ((c == '[' || (c == '<' && next == '<')) && lexer->depth < DEEPEST)
        bracket_read(lexer, value, c == '[' ? ']' : '>');
    else if (c == '<' && next != '<')
        hex_read(lexer, value);
    else if (byte_is_regular(c))
        word_value(lexer, value);
    else {
        bool brace = c == '{' || c == '}';
        lexer->oddities |= brace ? 0 : ODD_SYNTAX;
        *value =
            (Value){.kind = VALUE_KEYWORD, .as.bytes = {lexer->bytes + lexer->at, 1}};
        lexer->at++;
    }
    return true;
}
