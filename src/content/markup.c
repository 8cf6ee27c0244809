/*
 * A text with marks written as Markdown again, for translators. The marks' ends are put
 * in during one walk over the text: at each byte the spans that end there are closed,
 * the innermost first, then those that begin are opened. What would be read as a mark
 * and is none is escaped; the beginning of a block needs no care, since messages are
 * read as values, which have no blocks.
 */
#include "content/messages.h"

#include <string.h>

typedef struct Markup {
    const RichText *rich;
    const Footnote *notes;
    size_t n_notes;
    GString *out;
    GArray *open; /* of const Span * */
    size_t next;  /* span to be opened */
} Markup;

/* Whether a link is its own address, as "<https://…>" is. */
static bool is_address(const RichText *rich, const Span *span)
{
    return span->kind == SPAN_LINK && strlen(span->target) == span->end - span->start &&
           strncmp(rich->text + span->start, span->target, strlen(span->target)) == 0;
}

static const char *note_label(const Markup *markup, unsigned number)
{
    for (size_t i = 0; i < markup->n_notes; i++)
        if (markup->notes[i].number == number)
            return markup->notes[i].label;
    g_assert_not_reached();
}

static void span_open(Markup *markup, const Span *span)
{
    if (span->kind == SPAN_NOTE) {
        g_string_append_printf(markup->out, "[^%s]", note_label(markup, span->number));
        return;
    }
    static const char *const marks[] = {
        [SPAN_EMPHASIS] = "*", [SPAN_STRONG] = "**", [SPAN_LINK] = "["};
    bool address = is_address(markup->rich, span);
    g_string_append(markup->out, address ? "<" : marks[span->kind]);
    g_array_append_val(markup->open, span);
}

static void span_close(Markup *markup, const Span *span)
{
    bool plain = span->kind == SPAN_LINK && !strpbrk(span->target, " ()<>");
    if (is_address(markup->rich, span))
        g_string_append_c(markup->out, '>');
    else if (span->kind == SPAN_LINK)
        g_string_append_printf(markup->out, plain ? "](%s)" : "](<%s>)", span->target);
    else
        g_string_append(markup->out, span->kind == SPAN_STRONG ? "**" : "*");
}

/* Closes and opens what ends and begins at byte `at`. */
static void spans_turn(Markup *markup, size_t at)
{
    const RichText *rich = markup->rich;
    while (markup->open->len > 0) {
        const Span *last =
            g_array_index(markup->open, const Span *, markup->open->len - 1);
        if (last->end > at)
            break;
        span_close(markup, last);
        g_array_set_size(markup->open, markup->open->len - 1);
    }
    for (; markup->next < rich->n_spans && rich->spans[markup->next].start <= at;
         markup->next++)
        span_open(markup, &rich->spans[markup->next]);
}

/* Whether an '&' begins an entity: "&amp;", "&#38;". */
static bool is_entity(const char *text)
{
    const char *end = text + 1 + (text[1] == '#');
    const char *start = end;
    while (g_ascii_isalnum(*end))
        end++;
    return end > start && *end == ';';
}

/* Whether the character at `at` would be read as a mark. */
static bool is_mark(const RichText *rich, size_t at)
{
    const char *text = rich->text + at;
    char before = at > 0 ? text[-1] : ' ';
    bool inside = g_ascii_isalnum(before) && g_ascii_isalnum(text[1]);
    switch (*text) {
    case '*':
    case '`':
    case '[':
    case ']':
    case '<':
        return true;
    case '_':
        return !inside;
    case '\\':
        return g_ascii_ispunct(text[1]);
    case '&':
        return is_entity(text);
    case '~':
        return text[1] == '~' || before == '~';
    default:
        return false;
    }
}

static bool in_address(const Markup *markup)
{
    guint n = markup->open->len;
    return n > 0 &&
           is_address(markup->rich, g_array_index(markup->open, const Span *, n - 1));
}

const char *rich_markdown(Arena *arena, const RichText *rich, const Footnote *notes,
                          size_t n_notes)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(const Span *));
    Markup markup = {rich, notes, n_notes, out, open, 0};
    for (size_t at = 0; at < rich->length; at++) {
        spans_turn(&markup, at);
        if (!in_address(&markup) && is_mark(rich, at))
            g_string_append_c(out, '\\');
        g_string_append_c(out, rich->text[at]);
    }
    spans_turn(&markup, rich->length);
    g_string_replace(out, "\u2028", "\n", 0);
    return arena_text(arena, out->str, out->len);
}
