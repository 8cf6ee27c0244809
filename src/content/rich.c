/*
 * Texts with marks, gathered from cmark's inline nodes: the characters go into one
 * string, each mark becomes a span over it, and each node leaves a point that says where
 * its text stood in the file. What cannot be set (code, HTML, images) is reported.
 */
#include "content/reader.h"

#include <string.h>

enum { DEEPEST_SPAN = 16 };

SourceMap source_map(Arena *arena, const char *text, size_t length, Place start)
{
    g_autoptr(GArray) lines = g_array_new(false, false, sizeof(size_t));
    size_t line = 0;
    g_array_append_val(lines, line);
    for (size_t i = 0; i < length; i++) {
        bool returned = text[i] == '\r' && text[i + 1] != '\n';
        line = i + 1;
        if (text[i] == '\n' || returned)
            g_array_append_val(lines, line);
    }
    const size_t *copy = arena_copy(arena, lines->data, lines->len * sizeof(size_t));
    return (SourceMap){text, copy, lines->len, start};
}

Place source_place(const SourceMap *map, int line, int column_bytes)
{
    Place place = map->start;
    if (line < 1 || (size_t)line > map->n_lines)
        return place;
    place.line += (unsigned)line - 1;
    if (column_bytes < 1)
        place.column = 0;
    else if (line > 1 && place.column > 0)
        place.column = 1;
    const char *at = map->text + map->lines[line - 1];
    for (int i = 1; i < column_bytes && *at != '\0' && *at != '\n'; i++, at++) {
        if (place.column > 0 && ((unsigned char)at[1] & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

/* Where the node stands in its `line`, from 1; 0: not known. cmark loses count of the
 * blanks at the start of a continued line, and of lines that end with a backslash; the
 * text itself, looked for in its line, tells better. */
static int node_column(const SourceMap *map, cmark_node *node, int line)
{
    int counted = cmark_node_get_start_line(node);
    if (line < 1 || counted < 1 || (size_t)MAX(line, counted) > map->n_lines)
        return 0;
    const char *start = map->text + map->lines[line - 1];
    const char *end = start + strcspn(start, "\r\n");
    const char *at = map->text + map->lines[counted - 1] - 1;
    at += cmark_node_get_start_column(node);
    bool inside = at >= start && at <= end;
    bool text = cmark_node_get_type(node) == CMARK_NODE_TEXT;
    const char *literal = text ? cmark_node_get_literal(node) : "";
    size_t probe = MIN(strlen(literal), 8);
    if (inside && strncmp(at, literal, probe) == 0)
        return (int)(at - start) + 1;
    const char *found = text ? g_strstr_len(start, end - start, literal) : NULL;
    return found ? (int)(found - start) + 1 : inside ? (int)(at - start) + 1 : 0;
}

Place source_node_place(const SourceMap *map, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    return source_place(map, line, node_column(map, node, line));
}

/* The line of an inline node, from 1: none stands before the breaks that were passed. */
static int inline_line(RichBuilder *rich, cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
        rich->line = MAX(rich->line, cmark_node_get_start_line(node));
    return rich->line;
}

static Place inline_place(RichBuilder *rich, cmark_node *node)
{
    int line = inline_line(rich, node);
    return source_place(rich->map, line, node_column(rich->map, node, line));
}

/* What an inline node was read from; NULL: not known. */
static const char *inline_source(RichBuilder *rich, cmark_node *node)
{
    int line = inline_line(rich, node), column = node_column(rich->map, node, line);
    if (column == 0)
        return NULL;
    return rich->map->text + rich->map->lines[line - 1] + column - 1;
}

void rich_init(RichBuilder *rich, Diagnostics *diagnostics, Arena *arena,
               const SourceMap *map)
{
    *rich = (RichBuilder){diagnostics,
                          arena,
                          map,
                          g_string_new(NULL),
                          g_array_new(false, false, sizeof(Span)),
                          g_array_new(false, false, sizeof(PlacePoint)),
                          g_array_new(false, false, sizeof(size_t)),
                          0,
                          false,
                          false};
}

void rich_clear(RichBuilder *rich)
{
    g_string_free(rich->text, true);
    g_array_unref(rich->spans);
    g_array_unref(rich->points);
    g_array_unref(rich->open);
}

/* How many bytes of `source` stand for the character at `text`: more than it has when it
 * is escaped or an entity; 0: they do not go together. */
static size_t source_length(const char *source, const char *text)
{
    size_t length = (size_t)(g_utf8_next_char(text) - text);
    if (source[0] == '\\' && source[1] == *text && g_ascii_ispunct(*text))
        return 2;
    size_t entity = 1 + (source[1] == '#');
    while (source[0] == '&' && g_ascii_isalnum(source[entity]))
        entity++;
    if (source[0] == '&' && source[entity] == ';' &&
        strncmp(source, text, entity + 1) != 0)
        return entity + 1;
    return strncmp(source, text, length) == 0 ? length : 0;
}

/* The end of the part of `text` that runs along the source, the character after an
 * escape or entity the last. *source goes behind it; NULL: it is lost. */
static const char *source_run(const char *text, const char **source)
{
    while (*text != '\0' && *source) {
        const char *next = g_utf8_next_char(text);
        size_t length = source_length(*source, text);
        *source = length > 0 ? *source + length : NULL;
        if (length != (size_t)(next - text))
            return *source ? next : text + strlen(text);
        text = next;
    }
    return text + strlen(text);
}

/* Adds the text of a node in parts, since after an escape or an entity it stands
 * further on in its line than its own length says. */
static void add_node_text(RichBuilder *rich, cmark_node *node)
{
    Place place = inline_place(rich, node);
    const char *source = inline_source(rich, node);
    for (const char *at = cmark_node_get_literal(node); *at != '\0';) {
        const char *start = source, *end = source_run(at, &source);
        text_clean(rich->diagnostics, at, (size_t)(end - at), place, TEXT_PROSE,
                   rich->text, rich->points);
        if (source && place.column > 0)
            place.column += (unsigned)g_utf8_strlen(start, source - start);
        at = end;
    }
}

/* A hard break; a blank before it would be invisible. */
static void add_hard_break(RichBuilder *rich)
{
    if (rich->text->len > 0 && rich->text->str[rich->text->len - 1] == ' ')
        g_string_truncate(rich->text, rich->text->len - 1);
    g_string_append(rich->text, "\u2028");
}

/* The end of a line of the source. */
static void add_break(RichBuilder *rich, bool hard)
{
    rich->line++;
    if (hard)
        add_hard_break(rich);
    else
        text_clean(rich->diagnostics, " ", 1, PLACE_NONE, TEXT_PROSE, rich->text,
                   rich->points);
}

static bool is_safe_address(const char *address)
{
    static const char *const schemes[] = {"https:", "http:", "mailto:", "tel:", NULL};
    for (const char *const *scheme = schemes; *scheme; scheme++) {
        if (g_ascii_strncasecmp(address, *scheme, strlen(*scheme)) == 0)
            return true;
    }
    return false;
}

static const char *link_target(RichBuilder *rich, cmark_node *node, Place place)
{
    const char *address = cmark_node_get_url(node);
    if (!is_safe_address(address))
        report(rich->diagnostics, LETTER_LINK, place, address);
    return text_copy(rich->diagnostics, rich->arena, address, strlen(address), place,
                     TEXT_CELL);
}

static void open_span(RichBuilder *rich, cmark_node *node, SpanKind kind)
{
    Place place = inline_place(rich, node);
    Span span = {kind, rich->text->len, rich->text->len, NULL, 0};
    size_t index = rich->spans->len;
    if (kind == SPAN_LINK)
        span.target = link_target(rich, node, place);
    if (rich->open->len == DEEPEST_SPAN && !rich->too_deep) {
        report(rich->diagnostics, LETTER_NESTING, place, G_STRINGIFY(16));
        rich->too_deep = true;
    }
    g_array_append_val(rich->spans, span);
    g_array_append_val(rich->open, index);
}

static void close_span(RichBuilder *rich)
{
    size_t index = g_array_index(rich->open, size_t, rich->open->len - 1);
    g_array_set_size(rich->open, rich->open->len - 1);
    g_array_index(rich->spans, Span, index).end = rich->text->len;
}

/* cmark keeps a mark's number alone; its label is in the source, "[^label]". */
static void refuse_note(RichBuilder *rich, cmark_node *node)
{
    const char *source = inline_source(rich, node);
    g_autofree char *label = source && g_str_has_prefix(source, "[^")
                                 ? g_strndup(source + 2, strcspn(source + 2, "]\r\n"))
                                 : g_strdup(cmark_node_get_literal(node));
    report(rich->diagnostics, NOTE_NESTED, inline_place(rich, node), label);
}

/* cmark has numbered the notes in the order of their first marks. */
static void add_note(RichBuilder *rich, cmark_node *node)
{
    unsigned number =
        (unsigned)g_ascii_strtoull(cmark_node_get_literal(node), NULL, 10);
    Span span = {SPAN_NOTE, rich->text->len, rich->text->len, NULL, number};
    if (rich->in_note)
        refuse_note(rich, node);
    else
        g_array_append_val(rich->spans, span);
}

static void refuse(RichBuilder *rich, cmark_node *node)
{
    Place place = inline_place(rich, node);
    const char *literal = cmark_node_get_literal(node);
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE)
        report(rich->diagnostics, LETTER_HTML, place, literal);
    else if (cmark_node_get_type(node) == CMARK_NODE_CODE)
        report(rich->diagnostics, LETTER_CODE, place, literal);
    else
        report(rich->diagnostics, LETTER_IMAGE, place, cmark_node_get_url(node));
}

void rich_enter(RichBuilder *rich, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        add_node_text(rich, node);
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        add_break(rich, type == CMARK_NODE_LINEBREAK);
    else if (type == CMARK_NODE_EMPH)
        open_span(rich, node, SPAN_EMPHASIS);
    else if (type == CMARK_NODE_STRONG)
        open_span(rich, node, SPAN_STRONG);
    else if (type == CMARK_NODE_LINK)
        open_span(rich, node, SPAN_LINK);
    else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
        add_note(rich, node);
    else
        refuse(rich, node);
}

void rich_leave(RichBuilder *rich, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK)
        close_span(rich);
}

static bool ends_with(const GString *text, const char *end)
{
    size_t n = strlen(end);
    return text->len >= n && memcmp(text->str + text->len - n, end, n) == 0;
}

/* Takes off blanks and breaks at the end, and what the spans have of them. */
static void trim_end(RichBuilder *rich)
{
    GString *text = rich->text;
    while (ends_with(text, " ") || ends_with(text, "\u2028"))
        g_string_truncate(text,
                          (gsize)(g_utf8_prev_char(text->str + text->len) - text->str));
    for (guint i = 0; i < rich->spans->len; i++) {
        Span *span = &g_array_index(rich->spans, Span, i);
        span->start = MIN(span->start, text->len);
        span->end = MIN(span->end, text->len);
    }
}

/* Marks over nothing are not kept, but for the notes'. */
static void drop_empty_spans(GArray *spans)
{
    guint kept = 0;
    for (guint i = 0; i < spans->len; i++) {
        Span span = g_array_index(spans, Span, i);
        if (span.kind == SPAN_NOTE || span.start < span.end)
            g_array_index(spans, Span, kept++) = span;
    }
    g_array_set_size(spans, kept);
}

RichText rich_take(RichBuilder *rich)
{
    trim_end(rich);
    drop_empty_spans(rich->spans);
    RichText taken = {
        .text = arena_text(rich->arena, rich->text->str, rich->text->len),
        .length = rich->text->len,
        .spans =
            arena_copy(rich->arena, rich->spans->data, rich->spans->len * sizeof(Span)),
        .n_spans = rich->spans->len,
        .points = arena_copy(rich->arena, rich->points->data,
                             rich->points->len * sizeof(PlacePoint)),
        .n_points = rich->points->len,
    };
    g_string_truncate(rich->text, 0);
    g_array_set_size(rich->spans, 0);
    g_array_set_size(rich->points, 0);
    g_array_set_size(rich->open, 0);
    rich->too_deep = false;
    return taken;
}
