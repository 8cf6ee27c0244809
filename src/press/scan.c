/*
 * The tokens of a content stream (ISO 32000-1, 7.8.2): operands, then an operator. What is
 * told apart is what has to be passed over whole, strings and dictionaries, since they may
 * hold anything; names and numbers end at a delimiter. Inline images are data without an
 * end that could be told: cairo writes none on pages, and they are refused.
 */
#include "press/scan.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

/* Behind the string whose parenthesis is at `at`; NULL: it has no end. */
static const char *string_end(const char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '\\')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return NULL;
}

static const char *scan_token(const char *at, const char *end);

/* Behind what opens at `at` with `open` characters and closes with as many of `close`. */
static const char *nest_end(const char *at, const char *end, size_t open, char close)
{
    at += open;
    while (at && at < end) {
        while (at < end && is_blank(*at))
            at++;
        if ((size_t)(end - at) >= open && at[0] == close &&
            (open == 1 || at[1] == close))
            return at + open;
        at = scan_token(at, end);
    }
    return NULL;
}

/* Behind the token at `at`; NULL: it has no end. */
static const char *scan_token(const char *at, const char *end)
{
    if (at >= end)
        return NULL;
    if (*at == '(')
        return string_end(at, end);
    if (*at == '[')
        return nest_end(at, end, 1, ']');
    if (*at == '<' && at + 1 < end && at[1] == '<')
        return nest_end(at, end, 2, '>');
    if (*at == '<') {
        const char *close = memchr(at, '>', (size_t)(end - at));
        return close ? close + 1 : NULL;
    }
    const char *start = at;
    at += *at == '/';
    while (at < end && !is_blank(*at) && !is_delimiter(*at))
        at++;
    return at > start ? at : NULL;
}

static bool is_operand(const char *token)
{
    return g_ascii_isdigit(*token) || strchr("+-.(</[", *token) != NULL;
}

/* Whether a word is one of the values that look like an operator. */
static bool is_word_value(const char *word, size_t length)
{
    return (length == 4 &&
            (strncmp(word, "true", 4) == 0 || strncmp(word, "null", 4) == 0)) ||
           (length == 5 && strncmp(word, "false", 5) == 0);
}

static void operand_add(Scan *scan, const char *token)
{
    if (scan->n_operands >= SCAN_OPERANDS)
        memmove(scan->operands, scan->operands + 1,
                (SCAN_OPERANDS - 1) * sizeof *scan->operands);
    scan->operands[MIN(scan->n_operands, SCAN_OPERANDS - 1)] = token;
    scan->n_operands++;
}

bool scan_next(Scan *scan)
{
    scan->n_operands = 0;
    scan->start = NULL;
    for (;;) {
        while (scan->at < scan->end && is_blank(*scan->at))
            scan->at++;
        const char *token = scan->at, *after = scan_token(token, scan->end);
        if (!after)
            return false;
        if (!scan->start)
            scan->start = token;
        scan->at = after;
        size_t length = (size_t)(after - token);
        if (is_operand(token) || is_word_value(token, length)) {
            operand_add(scan, token);
            continue;
        }
        scan->word = token;
        scan->length = length;
        return true;
    }
}

const char *scan_any(Scan *scan)
{
    while (scan->at < scan->end &&
           (is_blank(*scan->at) || strchr("[]", *scan->at) ||
            strncmp(scan->at, "<<", 2) == 0 || strncmp(scan->at, ">>", 2) == 0))
        scan->at += *scan->at == '<' || *scan->at == '>' ? 2 : 1;
    const char *token = scan->at, *after = scan_token(token, scan->end);
    if (after)
        scan->at = after;
    return after ? token : NULL;
}

bool scan_is(const Scan *scan, const char *name)
{
    return *scan->word == *name && scan->length == strlen(name) &&
           memcmp(scan->word, name, scan->length) == 0;
}

bool scan_operand_begins(const Scan *scan, size_t index, const char *text)
{
    size_t length = strlen(text);
    const char *operand = scan->operands[index];
    return (size_t)(scan->end - operand) > length && memcmp(operand, text, length) == 0;
}

bool scan_operand_is(const Scan *scan, size_t index, const char *text)
{
    const char *after = scan->operands[index] + strlen(text);
    return scan_operand_begins(scan, index, text) &&
           (is_blank(*after) || is_delimiter(*after));
}

bool scan_numbers(const Scan *scan, double *numbers, size_t n)
{
    if (scan->n_operands != n || n > SCAN_OPERANDS)
        return false;
    for (size_t i = 0; i < n; i++) {
        char *after;
        numbers[i] = g_ascii_strtod(scan->operands[i], &after);
        if (after == scan->operands[i])
            return false;
    }
    return true;
}
