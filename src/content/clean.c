/*
 * Makes text clean: NFC, no controls, single blanks, and each character's place kept.
 *
 * The text goes by in segments. A segment is a character and those after it that could
 * combine with it (their combining class is not 0, or NFC's quick check does not say
 * yes), so that segments can be normalised one by one and no place is lost in between.
 * Normalising the whole and comparing afterwards was the alternative; it finds no
 * places. Characters below U+0300 are never changed by NFC and cost one comparison.
 * A segment longer than any letter is normalised in pieces, since the time that takes
 * grows with its square; what has so many marks is refused when it is to be set.
 */
#include "content/reader.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { LONGEST_SEGMENT = 64 }; /* characters */

typedef struct Cleaner {
    Diagnostics *diagnostics;
    GString *out;
    GArray *points;
    Place place;
    TextUse use;
    bool shifted; /* the next character does not follow on the last one's place */
    bool dropped;
} Cleaner;

static bool is_blank(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Controls that stand for a break between words. */
static bool is_break_control(gunichar c)
{
    return c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2029;
}

static bool is_unwanted(gunichar c)
{
    static const struct {
        gunichar first, last;
    } ranges[] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x2029, 0x202E}, {0x2066, 0x206F},
        {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return !is_blank(c);
    }
    return (c & 0xFFFE) == 0xFFFE;
}

static void report_control(const Cleaner *cleaner, gunichar c)
{
    char text[128];
    UErrorCode status = U_ZERO_ERROR;
    int length = g_snprintf(text, sizeof text, "U+%04X ", c);
    int32_t name_length = u_charName((UChar32)c, U_UNICODE_CHAR_NAME, text + length,
                                     (int32_t)sizeof text - length, &status);
    if (U_FAILURE(status) || name_length == 0)
        text[length - 1] = '\0';
    report(cleaner->diagnostics, CONTROL_CHARACTER, cleaner->place, text);
}

/* Whether no normalisation joins the character at `at` to one before it. */
static bool is_boundary(const char *at)
{
    if ((unsigned char)*at < 0xCC)
        return true;
    UChar32 c = (UChar32)g_utf8_get_char(at);
    return u_getCombiningClass(c) == 0 &&
           u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES;
}

/* Whether the character is taken out; soft hyphens and hard breaks of cells are so
 * without a word. */
static bool is_dropped(gunichar c, TextUse use)
{
    return is_unwanted(c) || (use == TEXT_CELL && (c == 0xAD || c == 0x2028));
}

static const char *segment_end(const char *at, const char *end, TextUse use)
{
    gunichar first = g_utf8_get_char(at);
    const char *next = g_utf8_next_char(at);
    if (is_blank(first) || is_dropped(first, use))
        return next;
    for (int n = 1; next < end && n < LONGEST_SEGMENT && !is_boundary(next); n++)
        next = g_utf8_next_char(next);
    return next;
}

static void cleaner_point(Cleaner *cleaner)
{
    if (cleaner->points && cleaner->shifted) {
        PlacePoint point = {cleaner->out->len, cleaner->place};
        g_array_append_val(cleaner->points, point);
    }
    cleaner->shifted = false;
}

/* By the length that is known: asking the text for its end each time is too slow. */
static bool ends_blank(const GString *text)
{
    static const char hard[] = "\u2028";
    const size_t n = sizeof hard - 1;
    return text->len == 0 || text->str[text->len - 1] == ' ' ||
           (text->len >= n && memcmp(text->str + text->len - n, hard, n) == 0);
}

static void cleaner_blank(Cleaner *cleaner)
{
    if (ends_blank(cleaner->out)) {
        cleaner->shifted = true;
        return;
    }
    cleaner_point(cleaner);
    g_string_append_c(cleaner->out, ' ');
}

static void cleaner_add(Cleaner *cleaner, const char *at, size_t length)
{
    cleaner_point(cleaner);
    const char *next = g_utf8_next_char(at);
    if (next == at + length && is_boundary(at)) {
        g_string_append_len(cleaner->out, at, (gssize)length);
        return;
    }
    g_autofree char *composed = g_utf8_normalize(at, (gssize)length, G_NORMALIZE_NFC);
    size_t composed_length = strlen(composed);
    cleaner->shifted = g_utf8_strlen(composed, -1) != g_utf8_strlen(at, (gssize)length);
    g_string_append_len(cleaner->out, composed, (gssize)composed_length);
}

static void cleaner_drop(Cleaner *cleaner, gunichar c)
{
    if (is_unwanted(c))
        report_control(cleaner, c);
    if (is_break_control(c) || c == 0x2028)
        cleaner_blank(cleaner);
    cleaner->shifted = true;
    cleaner->dropped = true;
}

/* Moves the place over a segment; the carriage return of CRLF has no line of its own. */
static void cleaner_step(Cleaner *cleaner, const char *at, const char *next)
{
    if (*at == '\n' || (*at == '\r' && *next != '\n')) {
        cleaner->place.line += cleaner->place.line > 0;
        cleaner->place.column = cleaner->place.column > 0;
        cleaner->shifted = true;
    } else if (cleaner->place.column > 0) {
        cleaner->place.column += (unsigned)g_utf8_strlen(at, next - at);
    }
}

static void cleaner_segment(Cleaner *cleaner, const char *at, const char *next)
{
    gunichar c = g_utf8_get_char(at);
    if (is_blank(c))
        cleaner_blank(cleaner);
    else if (is_dropped(c, cleaner->use))
        cleaner_drop(cleaner, c);
    else
        cleaner_add(cleaner, at, (size_t)(next - at));
    cleaner_step(cleaner, at, next);
}

/* What stood on both sides of a dropped character may combine now. */
static void tail_compose(GString *out, size_t start, TextUse use)
{
    g_autofree char *tail = g_strdup(out->str + start);
    const char *end = tail + out->len - start;
    g_string_truncate(out, start);
    for (const char *at = tail, *next; at < end; at = next) {
        next = segment_end(at, end, use);
        g_autofree char *composed = g_utf8_normalize(at, next - at, G_NORMALIZE_NFC);
        g_string_append(out, composed);
    }
}

void text_clean(Diagnostics *diagnostics, const char *text, size_t length, Place place,
                TextUse use, GString *out, GArray *points)
{
    Cleaner cleaner = {diagnostics, out, points, place, use, true, false};
    size_t start = out->len;
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        const char *next = segment_end(at, end, use);
        cleaner_segment(&cleaner, at, next);
        at = next;
    }
    if (cleaner.dropped)
        tail_compose(out, start, use);
}

/* Whether cleaning would change nothing, told by bytes alone: ASCII, Latin below U+0300
 * and most Cyrillic, without controls and doubled or outer blanks. */
static bool is_plain(const char *text, size_t length)
{
    unsigned char before = ' ';
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool lead = (byte >= 0xC3 && byte <= 0xCB) || byte == 0xD0 || byte == 0xD1;
        bool inner = byte >= 0x80 && byte <= 0xBF;
        bool ascii = byte >= 0x20 && byte <= 0x7E;
        if (!(ascii || inner || lead) || (byte == ' ' && before == ' '))
            return false;
        before = byte;
    }
    return before != ' ';
}

const char *text_copy(Diagnostics *diagnostics, Arena *arena, const char *text,
                      size_t length, Place place, TextUse use)
{
    if (length == 0)
        return "";
    if (is_plain(text, length))
        return arena_text(arena, text, length);
    g_autoptr(GString) out = g_string_new(NULL);
    text_clean(diagnostics, text, length, place, use, out, NULL);
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return arena_text(arena, out->str, out->len);
}

bool text_is_visible(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar character = g_utf8_get_char(text);
        if (g_unichar_isgraph(character) && !g_unichar_ismark(character))
            return true;
    }
    return false;
}

UScriptCode text_script(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        UErrorCode status = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript((UChar32)g_utf8_get_char(text), &status);
        if (U_SUCCESS(status) && script > USCRIPT_INHERITED &&
            script != USCRIPT_UNKNOWN)
            return script;
    }
    return USCRIPT_COMMON;
}
