/*
 * The letter's body: one walk over cmark's tree, entering and leaving its nodes.
 *
 * Open blocks stand on a stack of frames; on leaving, a frame becomes a block among its
 * parent's children. Paragraphs and headings hand their inline nodes to rich.c. The walk
 * keeps no call stack, so that depth costs memory only; still it is limited, since what
 * comes after this room may recurse.
 */
#include "content/reader.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

enum { DEEPEST_BLOCK = 16, MOST_BLOCKS = 5000 };

typedef struct Frame {
    Block block;
    GArray *children; /* of Block */
} Frame;

typedef struct Walk {
    Diagnostics *diagnostics;
    Arena *arena;
    const SourceMap *map;
    cmark_iter *iter;
    GArray *frames; /* of Frame: the document's first, the innermost last */
    GArray *notes;  /* of Footnote */
    RichBuilder rich;
    size_t n_blocks;
    bool visible;
    unsigned level; /* of the last heading; 0: none yet */
} Walk;

static void walk_push(Walk *walk, Block block)
{
    Frame frame = {block, g_array_new(false, true, sizeof(Block))};
    g_array_append_val(walk->frames, frame);
}

/* Takes the innermost frame off; its children move to the arena. */
static Block walk_pop(Walk *walk)
{
    Frame frame = g_array_index(walk->frames, Frame, walk->frames->len - 1);
    g_array_set_size(walk->frames, walk->frames->len - 1);
    frame.block.n_children = frame.children->len;
    frame.block.children = arena_copy(walk->arena, frame.children->data,
                                      frame.children->len * sizeof(Block));
    g_array_unref(frame.children);
    return frame.block;
}

/* Counts a block, or a line that was broken by hand; the first too many is reported. */
static void walk_count(Walk *walk, Place place)
{
    if (++walk->n_blocks == MOST_BLOCKS + 1)
        report(walk->diagnostics, LETTER_BLOCKS, place, G_STRINGIFY(5000));
}

static void walk_add(Walk *walk, Block block)
{
    walk_count(walk, block.place);
    Frame *top = &g_array_index(walk->frames, Frame, walk->frames->len - 1);
    g_array_append_val(top->children, block);
}

static Block block_of(const Walk *walk, cmark_node *node, BlockKind kind)
{
    return (Block){.kind = kind, .place = source_node_place(walk->map, node)};
}

static Block list_of(const Walk *walk, cmark_node *node)
{
    Block list = block_of(walk, node, BLOCK_LIST);
    list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list.first = list.ordered ? (unsigned)cmark_node_get_list_start(node) : 0;
    list.tight = cmark_node_get_list_tight(node);
    return list;
}

/* What the letter cannot hold, named by its first line. */
static void refuse_block(Walk *walk, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    g_autofree char *line = g_strndup(literal, strcspn(literal, "\r\n"));
    Place place = source_node_place(walk->map, node);
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK)
        report(walk->diagnostics, LETTER_HTML, place, line);
    else
        report(walk->diagnostics, LETTER_CODE, place, line);
}

/* Reports a block that is nested too deeply, and passes over what is in it. */
static bool walk_is_too_deep(Walk *walk, cmark_node *node)
{
    if (walk->frames->len <= DEEPEST_BLOCK)
        return false;
    report(walk->diagnostics, LETTER_NESTING, source_node_place(walk->map, node),
           G_STRINGIFY(16));
    cmark_iter_reset(walk->iter, node, CMARK_EVENT_EXIT);
    return true;
}

/* What GitHub's Markdown has and a letter has not: it would be set as it is typed. */
static const struct {
    const char *type, *name, *help;
} extensions[] = {
    {"table", "a table",
     "make a list of it; a '|' that stands for itself is written '\\|'"},
    {"strikethrough", "text struck out",
     "take it out; a '~' that stands for itself is written '\\~'"},
    {"tasklist", "a list of tasks",
     "take the brackets off; a '[' that stands for itself is written '\\['"},
};

/* Whether a node is of an extension, which is then reported. What is in a table is passed
 * over: its cells have no lines of their own. */
static bool refuse_extension(Walk *walk, cmark_node *node)
{
    const char *type = cmark_node_get_type_string(node);
    size_t i = 0;
    while (i < G_N_ELEMENTS(extensions) && strcmp(extensions[i].type, type) != 0)
        i++;
    if (i == G_N_ELEMENTS(extensions))
        return false;
    report(walk->diagnostics, LETTER_MARKUP, source_node_place(walk->map, node),
           extensions[i].name, extensions[i].help);
    if (g_str_equal(type, "table"))
        cmark_iter_reset(walk->iter, node, CMARK_EVENT_EXIT);
    return true;
}

static void enter_container(Walk *walk, cmark_node *node)
{
    if (walk_is_too_deep(walk, node))
        return;
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST)
        walk_push(walk, list_of(walk, node));
    else if (type == CMARK_NODE_ITEM)
        walk_push(walk, block_of(walk, node, BLOCK_LIST_ITEM));
    else
        walk_push(walk, block_of(walk, node, BLOCK_QUOTE));
    if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
        walk->rich.in_note = true;
}

/* cmark keeps no label; it stands at the definition's start, "[^label]:". */
static const char *note_label(const Walk *walk, cmark_node *node)
{
    size_t line = (size_t)cmark_node_get_start_line(node);
    g_assert(line >= 1 && line <= walk->map->n_lines);
    const char *start = strstr(walk->map->text + walk->map->lines[line - 1], "[^");
    g_assert(start);
    return arena_text(walk->arena, start + 2, strcspn(start + 2, "]\r\n"));
}

static void leave_note(Walk *walk, cmark_node *node)
{
    Block block = walk_pop(walk);
    const char *label = note_label(walk, node);
    Footnote note = {walk->notes->len + 1, label, block.place, block.children,
                     block.n_children};
    g_array_append_val(walk->notes, note);
    walk->rich.in_note = false;
}

/* Tells of a heading that leaves a level out on the way down: who reads by ear goes from
 * heading to heading. The title is above all of them; the first may be of level 1 or 2. */
static void heading_check(Walk *walk, const Block *heading)
{
    unsigned most = walk->level > 0 ? walk->level + 1 : 2;
    walk->level = heading->level;
    if (heading->level <= most)
        return;
    g_autofree char *text = text_quote(heading->text.text, heading->text.length);
    g_autofree char *level = g_strdup_printf("%u", heading->level);
    g_autofree char *wanted = g_strnfill(most, '#');
    report(walk->diagnostics, HEADING_SKIPS, heading->place, text, level, wanted);
}

/* A paragraph or heading is done; one without text is none. */
static void leave_text(Walk *walk, cmark_node *node)
{
    bool heading = cmark_node_get_type(node) == CMARK_NODE_HEADING;
    Block block = block_of(walk, node, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH);
    block.level = heading ? (unsigned)cmark_node_get_heading_level(node) : 0;
    block.text = rich_take(&walk->rich);
    if (block.text.length == 0)
        return;
    if (heading)
        heading_check(walk, &block);
    walk->visible |= text_is_visible(block.text.text);
    walk_add(walk, block);
}

static void walk_enter(Walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    bool refused = refuse_extension(walk, node);
    if (type == CMARK_NODE_LINEBREAK)
        walk_count(walk, source_node_place(walk->map, cmark_node_parent(node)));
    if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM ||
        type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_FOOTNOTE_DEFINITION)
        enter_container(walk, node);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        walk_add(walk, block_of(walk, node, BLOCK_RULE));
    else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_CODE_BLOCK)
        refuse_block(walk, node);
    else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        walk->rich.line = cmark_node_get_start_line(node);
    else if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE && !refused)
        rich_enter(&walk->rich, node);
}

static void walk_leave(Walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM ||
        type == CMARK_NODE_BLOCK_QUOTE) {
        Block block = walk_pop(walk);
        if (block.n_children > 0)
            walk_add(walk, block);
    } else if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
        leave_note(walk, node);
    } else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
        leave_text(walk, node);
    } else if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE) {
        rich_leave(&walk->rich, node);
    }
}

static void walk_run(Walk *walk, cmark_node *document)
{
    cmark_event_type event;
    walk->iter = cmark_iter_new(document);
    while ((event = cmark_iter_next(walk->iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(walk->iter);
        if (event == CMARK_EVENT_ENTER)
            walk_enter(walk, node);
        else
            walk_leave(walk, node);
    }
    cmark_iter_free(walk->iter);
}

/* Walks a parsed text; its blocks are the children of what is returned. */
static Block walk_document(Walk *walk, cmark_node *document)
{
    rich_init(&walk->rich, walk->diagnostics, walk->arena, walk->map);
    walk->frames = g_array_new(false, true, sizeof(Frame));
    walk->notes = g_array_new(false, true, sizeof(Footnote));
    walk_push(walk, (Block){.place = walk->map->start});
    walk_run(walk, document);
    Block root = walk_pop(walk);
    g_array_unref(walk->frames);
    rich_clear(&walk->rich);
    return root;
}

static cmark_node *parse(const char *text, size_t length)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser =
        cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 |
                         CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++)
        cmark_parser_attach_syntax_extension(
            parser, cmark_find_syntax_extension(extensions[i].type));
    cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

Body body_read(Diagnostics *diagnostics, Arena *arena, const char *text, size_t length,
               Place start)
{
    SourceMap map = source_map(arena, text, length, start);
    Walk walk = {.diagnostics = diagnostics, .arena = arena, .map = &map};
    cmark_node *document = parse(text, length);
    Block root = walk_document(&walk, document);
    Body body = {
        .blocks = root.children,
        .n_blocks = root.n_children,
        .notes =
            arena_copy(arena, walk.notes->data, walk.notes->len * sizeof(Footnote)),
        .n_notes = walk.notes->len,
        .visible = walk.visible,
    };
    g_array_unref(walk.notes);
    cmark_node_free(document);
    notes_check(diagnostics, &map);
    return body;
}

/* A value is read as a paragraph behind an escaped full stop: no block starts with one,
 * and as punctuation it lets every mark open or close after it. */
static const char value_guard[] = "\\.";

static char *value_guarded(const char *value)
{
    g_autoptr(GString) text = g_string_new(value);
    while (text->len > 0 && g_ascii_isspace(text->str[text->len - 1]))
        g_string_truncate(text, text->len - 1);
    g_string_replace(text, "\n", "\u2028", 0);
    return g_strconcat(value_guard, text->str, NULL);
}

/* Takes the guard's full stop off the front. */
static RichText value_unguard(RichText text)
{
    Span *spans = (Span *)text.spans;
    PlacePoint *points = (PlacePoint *)text.points;
    g_assert(text.length > 0 && text.text[0] == '.');
    size_t offset = 1 + (text.text[1] == ' ');
    for (size_t i = 0; i < text.n_spans; i++) {
        spans[i].start -= MIN(spans[i].start, offset);
        spans[i].end -= MIN(spans[i].end, offset);
    }
    for (size_t i = 0; i < text.n_points; i++) {
        bool guard = points[i].offset < offset && points[i].place.column > 0;
        points[i].place.column += guard ? (unsigned)(offset - points[i].offset) : 0;
        points[i].offset -= MIN(points[i].offset, offset);
    }
    text.text += offset;
    text.length -= offset;
    return text;
}

/* Gives the marks of a text with `read` footnotes the numbers of the letter's `notes`. */
static void marks_renumber(const RichText *text, const GArray *read,
                           const Footnote *notes, size_t n_notes)
{
    for (size_t i = 0; i < text->n_spans; i++) {
        Span *span = (Span *)&text->spans[i];
        if (span->kind != SPAN_NOTE)
            continue;
        const char *label = g_array_index(read, Footnote, span->number - 1).label;
        for (size_t k = 0; k < n_notes; k++)
            if (strcmp(notes[k].label, label) == 0)
                span->number = notes[k].number;
    }
}

RichText rich_message(Diagnostics *diagnostics, Arena *arena, const char *value,
                      Place place, const Footnote *notes, size_t n_notes)
{
    g_autofree char *guarded = value_guarded(value);
    g_autoptr(GString) text = g_string_new(guarded);
    for (size_t i = 0; i < n_notes; i++)
        g_string_append_printf(text, "\n\n[^%s]: .", notes[i].label);
    Place start = place_at(place.file, place.line, 0);
    SourceMap map = source_map(arena, text->str, text->len, start);
    Walk walk = {.diagnostics = diagnostics, .arena = arena, .map = &map};
    cmark_node *document = parse(text->str, text->len);
    Block root = walk_document(&walk, document);
    cmark_node_free(document);
    g_assert(root.n_children == 1 && root.children[0].kind == BLOCK_PARAGRAPH);
    RichText read = value_unguard(root.children[0].text);
    marks_renumber(&read, walk.notes, notes, n_notes);
    g_array_unref(walk.notes);
    return read;
}

RichText rich_value(Diagnostics *diagnostics, Arena *arena, const char *value,
                    Place place)
{
    g_autofree char *text = value_guarded(value);
    unsigned guard = (unsigned)strlen(value_guard);
    Place start = place;
    start.column = place.column > guard ? place.column - guard : 0;
    SourceMap map = source_map(arena, text, strlen(text), start);
    Walk walk = {.diagnostics = diagnostics, .arena = arena, .map = &map};
    cmark_node *document = parse(text, strlen(text));
    Block root = walk_document(&walk, document);
    g_array_unref(walk.notes);
    cmark_node_free(document);
    g_assert(root.n_children == 1 && root.children[0].kind == BLOCK_PARAGRAPH);
    notes_check(diagnostics, &map);
    return value_unguard(root.children[0].text);
}
