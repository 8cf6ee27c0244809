/*
 * Text that was decoded wrongly on its way into the roster.
 *
 * UTF-8 that was read as an 8-bit encoding is found by doing it backwards: a run of
 * characters beyond ASCII is written in the encoding, and if its bytes are UTF-8, and
 * what they say is plausible, that is what was meant. Chance is kept out: a sequence of
 * two bytes must be a letter of Europe's Latin or a common sign, any other script must
 * come twice, and what is a word of letters already three times. One 8-bit encoding read
 * as another is a matter of its own (encoding.c).
 *
 * HTML's references are resolved by cmark, which knows all of them.
 */
#include "lint/linter.h"

#include <string.h>

#include <cmark-gfm.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

static const struct {
    const char *name, *title;
} encodings[] = {
    {"ISO-8859-1", "ISO 8859-1"},
    {"windows-1252", "Windows-1252"},
    {"windows-1250", "Windows-1250"},
    {"windows-1251", "Windows-1251"},
    {"KOI8-R", "KOI8-R"},
    {"KOI8-U", "KOI8-U"},
    {"windows-1253", "Windows-1253"},
    {"windows-1254", "Windows-1254"},
    {"windows-1257", "Windows-1257"},
    {"macintosh", "Mac OS Roman"},
};

/* The run as bytes of the encoding; NULL: it cannot be written so. */
static char *run_encode(const char *run, size_t length, const char *encoding)
{
    UErrorCode status = U_ZERO_ERROR;
    glong wide_length = 0;
    g_autofree gunichar2 *wide =
        g_utf8_to_utf16(run, (glong)length, NULL, &wide_length, NULL);
    UConverter *converter = ucnv_open(encoding, &status);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL,
                          &status);
    char *bytes = g_malloc0(length + 1);
    ucnv_fromUChars(converter, bytes, (int32_t)length + 1, (const UChar *)wide,
                    (int32_t)wide_length, &status);
    ucnv_close(converter);
    if (U_SUCCESS(status))
        return bytes;
    g_free(bytes);
    return NULL;
}

/* A letter or sign that is likely even when it stands alone. */
static bool is_common(gunichar c)
{
    return (c >= 0xA0 && c <= 0x17F) || (c >= 0x218 && c <= 0x21B) ||
           (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2026);
}

/* What a decoded run is made of. */
typedef struct Decoded {
    size_t n_common, n_other; /* characters; others are letters of `script` */
    UScriptCode script;
    bool odd; /* there is something that nobody writes in a name */
} Decoded;

static Decoded decoded_count(const char *text)
{
    Decoded decoded = {.script = USCRIPT_COMMON};
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        UErrorCode status = U_ZERO_ERROR;
        UScriptCode script = uscript_getScript((UChar32)c, &status);
        if (is_common(c)) {
            decoded.n_common++;
            continue;
        }
        bool first = decoded.n_other++ == 0;
        decoded.odd |= !g_unichar_isalpha(c) || script == USCRIPT_LATIN ||
                       (!first && script != decoded.script);
        decoded.script = script;
    }
    return decoded;
}

/* Whether the run is a word of its own, of letters alone, and so may be right. */
static bool is_word(const char *text, const char *run, const char *end)
{
    if (run > text && g_ascii_isalpha(run[-1]))
        return false;
    for (; run < end; run = g_utf8_next_char(run))
        if (!g_unichar_isalpha(g_utf8_get_char(run)))
            return false;
    return !g_ascii_isalpha(*end);
}

/* Whether that is what was meant by a run that `word` says may be right as it is. */
static bool is_plausible(const char *text, bool word)
{
    Decoded decoded = decoded_count(text);
    if (decoded.odd)
        return false;
    if (word)
        return decoded.n_other > 2;
    return decoded.n_other == 0 ? decoded.n_common > 0 : decoded.n_other > 1;
}

/* Whether a word in capitals goes on in the run: "PĂŞUNE" is what it says. */
static bool in_capitals(const char *text, const char *run)
{
    gunichar before = run > text ? g_utf8_get_char(g_utf8_prev_char(run)) : 0;
    gunichar second = g_utf8_get_char(g_utf8_next_char(run));
    return g_unichar_isupper(before) && g_unichar_isalpha(second);
}

/* What the run says when it is decoded rightly, to be freed; NULL: what it says now. */
static char *run_decode(const char *run, size_t length, bool word, const char **title)
{
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        char *bytes = run_encode(run, length, encodings[i].name);
        if (bytes && g_utf8_validate(bytes, -1, NULL) && is_plausible(bytes, word)) {
            *title = encodings[i].title;
            return bytes;
        }
        g_free(bytes);
    }
    return NULL;
}

/* The end of the run of characters beyond ASCII at `at`. */
static const char *run_end(const char *at)
{
    while ((unsigned char)*at >= 0x80)
        at++;
    return at;
}

/* The text with its wrong runs decoded rightly, to be freed; NULL: there are none. */
static char *text_decode(const char *text, const char **title)
{
    bool changed = false;
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0';) {
        const char *end = run_end(at);
        size_t length = (size_t)(end - at);
        bool pair = length > strlen("Ã") && !in_capitals(text, at);
        g_autofree char *decoded =
            pair ? run_decode(at, length, is_word(text, at, end), title) : NULL;
        changed |= decoded != NULL;
        if (end == at)
            g_string_append_c(out, *at++);
        else if (decoded)
            g_string_append(out, decoded);
        else
            g_string_append_len(out, at, (gssize)length);
        at = end > at ? end : at;
    }
    return g_string_free(out, !changed);
}

/* Text that was decoded wrongly more than once is decoded as often. */
static bool check_decoded(Linter *linter, const LintCell *cell)
{
    const char *title = NULL;
    g_autofree char *raw = g_strndup(cell->raw->text, cell->raw->length);
    char *meant = text_decode(raw, &title);
    for (char *further; meant && (further = text_decode(meant, &title));) {
        g_free(meant);
        meant = further;
    }
    if (meant)
        finding(linter, TEXT_DECODED, cell->signatory, cell->column, cell->text, title,
                g_strstrip(meant), "UTF-8");
    g_free(meant);
    return meant != NULL;
}

static bool check_encoding(Linter *linter, const LintCell *cell)
{
    const char *was = NULL, *read_as = NULL;
    g_autofree char *meant = encoding_mend(cell, &was, &read_as);
    if (meant)
        finding(linter, TEXT_DECODED, cell->signatory, cell->column, cell->text,
                read_as, meant, was);
    return meant != NULL;
}

/* The text with its references to characters resolved; NULL: it has none. */
static const char *text_resolve(Arena *arena, const char *text)
{
    const char *resolved = NULL;
    cmark_node *root = cmark_parse_document(text, strlen(text), CMARK_OPT_DEFAULT);
    cmark_node *block = cmark_node_first_child(root);
    cmark_node *inner = block ? cmark_node_first_child(block) : NULL;
    const char *literal = inner ? cmark_node_get_literal(inner) : NULL;
    if (literal && strcmp(literal, text) != 0)
        resolved = arena_string(arena, literal);
    cmark_node_free(root);
    return resolved;
}

static bool check_entity(Linter *linter, const LintCell *cell)
{
    if (!strchr(cell->text, '&'))
        return false;
    g_autoptr(GRegex) form = g_regex_new(
        "&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(form, cell->text, 0, &match))
        return false;
    g_autofree char *entity = g_match_info_fetch(match, 0);
    const char *meant = text_resolve(linter->arena, entity);
    if (meant)
        finding(linter, TEXT_ENTITY, cell->signatory, cell->column, cell->text, entity,
                meant);
    return meant != NULL;
}

/* A question mark where there should be a letter: anywhere in a name, inside a word
 * elsewhere. */
static bool has_question_mark(const LintCell *cell)
{
    if (cell->kind == CELL_NAME)
        return strchr(cell->text, '?');
    return g_regex_match_simple("\\w\\?\\w", cell->text, 0, 0);
}

static bool check_lost(Linter *linter, const LintCell *cell)
{
    bool replaced = strstr(cell->text, "\ufffd");
    if (!replaced && !(strchr(cell->text, '?') && has_question_mark(cell)))
        return false;
    finding(linter, TEXT_LOST, cell->signatory, cell->column, cell->text,
            replaced ? "\ufffd" : "?");
    return true;
}

bool lint_decoding(Linter *linter, const LintCell *cell)
{
    bool ascii = g_str_is_ascii(cell->text);
    bool decoded =
        !ascii && (check_decoded(linter, cell) || check_encoding(linter, cell));
    bool entity = check_entity(linter, cell);
    bool lost = check_lost(linter, cell);
    return decoded || entity || lost;
}
