/*
 * A story as text that a person can read: a row a block, names under their group.
 *
 *     role        place  lang  style     marks       text
 *     paragraph   12:1   en    body      indent      We met *Marya* ‹Kalesnikava›[^1].
 *
 * Spans show as what they are: *italic*, **bold**, [link](address), ‹whole›, [^note],
 * ^superior^, and {style: …} where a span's style is not its text's. A line's end that is asked for is \n, a break by
 * sense |, and a character that would not be seen is its code point.
 */
#include "story/parts.h"

#include <string.h>

static const char *const ROLE_NAMES[] = {
    [STORY_TITLE] = "title",
    [STORY_OPENING] = "opening",
    [STORY_OPENING_BY] = "opening-by",
    [STORY_DATELINE] = "dateline",
    [STORY_ADDRESSEE] = "addressee",
    [STORY_HEADING] = "heading",
    [STORY_PARAGRAPH] = "paragraph",
    [STORY_LIST_ITEM] = "list-item",
    [STORY_QUOTE] = "quote",
    [STORY_RULE] = "rule",
    [STORY_CLOSING] = "closing",
    [STORY_PREVAILS] = "prevails",
    [STORY_COUNT] = "count",
    [STORY_LEADS] = "leads",
    [STORY_ROSTER] = "roster",
    [STORY_CONTACT] = "contact",
    [STORY_NAME] = "name",
    [STORY_ROW] = "row",
    [STORY_BLANK] = "blank",
};

/* The name of a style of the layout. */
static const char *style_known(const Layout *layout, const Style *style)
{
    return style_name((StyleRole)(style - layout->styles));
}

static void dump_character(GString *out, gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    bool hidden = type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL ||
                  (type == G_UNICODE_SPACE_SEPARATOR && character != ' ');
    if (character == 0x2028)
        g_string_append(out, "\\n");
    else if (hidden)
        g_string_append_printf(out, "\\u%04x", character);
    else
        g_string_append_unichar(out, character);
}

/* The characters from `start` to `end`, with a stroke where a line ends best. */
static void dump_characters(GString *out, const StyledText *text, size_t start,
                            size_t end)
{
    size_t next = 0;
    while (next < text->n_preferred && text->preferred[next] < start)
        next++;
    for (size_t at = start; at < end;) {
        if (next < text->n_preferred && text->preferred[next] == at) {
            g_string_append_c(out, '|');
            next++;
        }
        dump_character(out, g_utf8_get_char(text->text + at));
        at = (size_t)(g_utf8_next_char(text->text + at) - text->text);
    }
}

static void dump_span_begin(GString *out, const TextSpan *span)
{
    g_string_append(out, span->link ? "[" : "");
    g_string_append(out, span->bold ? "**" : "");
    g_string_append(out, span->italic ? "*" : "");
    g_string_append(out, span->whole ? "‹" : "");
    g_string_append(out, span->note > 0 ? "[^" : span->superior ? "^" : "");
}

static void dump_span_end(GString *out, const TextSpan *span)
{
    g_string_append(out, span->note > 0 ? "]" : span->superior ? "^" : "");
    g_string_append(out, span->whole ? "›" : "");
    g_string_append(out, span->italic ? "*" : "");
    g_string_append(out, span->bold ? "**" : "");
    if (span->link)
        g_string_append_printf(out, "](%s)", span->link);
}

static void dump_span(GString *out, const Layout *layout, const StyledText *text,
                      const TextSpan *span)
{
    bool other = span->style != text->style;
    if (other)
        g_string_append_printf(out, "{%s: ", style_known(layout, span->style));
    dump_span_begin(out, span);
    dump_characters(out, text, span->start, span->end);
    dump_span_end(out, span);
    if (other)
        g_string_append_c(out, '}');
}

static void dump_text(GString *out, const Layout *layout, const StyledText *text)
{
    for (size_t i = 0; i < text->n_spans; i++)
        dump_span(out, layout, text, &text->spans[i]);
}

/* "12:5", "12" where the column is not known, "-" where nothing is. */
static char *place_text(Place place)
{
    if (place.line == 0)
        return g_strdup("-");
    if (place.column == 0)
        return g_strdup_printf("%u", place.line);
    return g_strdup_printf("%u:%u", place.line, place.column);
}

/* The start of a row: what it is, where it was read, its language, style and marks. */
static void dump_row(GString *out, const char *role, Place place, const char *language,
                     const char *style, const char *marks)
{
    g_autofree char *at = place_text(place);
    g_string_append_printf(out, "%-12s %-6s %-7s %-11s %-12s ", role, at,
                           language ? language : "-", style, marks);
}

/* Ends a row, without blanks at its end. */
static void dump_end(GString *out)
{
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
}

static void dump_name(GString *out, const Layout *layout, const StoryName *name)
{
    const TextSpan *first = name->text.n_spans > 0 ? &name->text.spans[0] : NULL;
    dump_row(out, "    name", name->signatory->place, first ? first->language : NULL,
             style_known(layout, name->text.style),
             name->text.isolate ? "isolate" : "-");
    dump_text(out, layout, &name->text);
    dump_end(out);
}

static void dump_lead(GString *out, const Layout *layout, const StoryLead *lead)
{
    const TextSpan *first = lead->name.n_spans > 0 ? &lead->name.spans[0] : NULL;
    g_autofree char *image = lead->image ? g_path_get_basename(lead->image) : NULL;
    dump_row(out, "  lead", lead->signatory->place, first ? first->language : NULL,
             style_known(layout, lead->name.style), image ? image : "-");
    dump_text(out, layout, &lead->name);
    g_string_append(out, lead->office.text ? " / " : "");
    dump_text(out, layout, &lead->office);
    dump_end(out);
}

static void dump_group(GString *out, const Layout *layout, const StoryGroup *group)
{
    const Style *style = &layout->styles[STYLE_COUNTRY];
    const char *form = group->run_in.text ? "run-in" : "-";
    dump_row(out, "  group", PLACE_NONE, group->heading.language,
             style_known(layout, style), form);
    dump_text(out, layout, &group->heading);
    g_string_append(out, group->continued.text ? " / " : "");
    dump_text(out, layout, &group->continued);
    dump_end(out);
    for (size_t i = 0; i < group->n_names; i++)
        dump_name(out, layout, &group->names[i]);
    if (!group->run_in.text)
        return;
    g_string_append(out, "    ");
    dump_text(out, layout, &group->run_in);
    dump_end(out);
}

/* A block's marks, such as "indent,keep,+14"; "-": none. */
static char *block_marks(const StoryBlock *block)
{
    g_autoptr(GString) marks = g_string_new("");
    if (block->level > 0)
        g_string_append_printf(marks, ",%u", block->level);
    if (block->indented)
        g_string_append(marks, ",indent");
    if (block->keep_with_next)
        g_string_append(marks, ",keep");
    if (block->inset > 0)
        g_string_append_printf(marks, ",+%.4g", block->inset);
    if (block->space_before > 0 || block->space_after > 0)
        g_string_append_printf(marks, ",%.4g/%.4g", block->space_before,
                               block->space_after);
    return g_strdup(marks->len > 0 ? marks->str + 1 : "-");
}

static void dump_block(GString *out, const Layout *layout, const StoryBlock *block)
{
    g_autofree char *marks = block_marks(block);
    dump_row(out, ROLE_NAMES[block->role], block->place, block->text.language,
             style_known(layout, block->style), marks);
    if (block->label.text) {
        g_string_append_c(out, '[');
        dump_text(out, layout, &block->label);
        g_string_append(out, "] ");
    }
    dump_text(out, layout, &block->text);
    g_string_append(out, block->aside.text ? " || " : "");
    dump_text(out, layout, &block->aside);
    dump_end(out);
    if (block->second) {
        g_string_append(out, "| ");
        dump_block(out, layout, block->second);
    }
    for (size_t i = 0; i < block->n_leads; i++)
        dump_lead(out, layout, &block->leads[i]);
    for (size_t i = 0; i < block->n_groups; i++)
        dump_group(out, layout, &block->groups[i]);
}

static void dump_note(GString *out, const Layout *layout, const StoryNote *note)
{
    for (size_t i = 0; i < note->n_paragraphs; i++) {
        const StyledText *text = &note->paragraphs[i];
        Place place = place_find(text->points, text->n_points, text->text, 0);
        g_autofree char *marks = g_strdup_printf("%u", note->number);
        dump_row(out, "note", place, text->language, style_known(layout, text->style),
                 i == 0 ? marks : "-");
        dump_text(out, layout, text);
        dump_end(out);
    }
}

/* A fact of the story as a row of its own, where there is one. */
static void dump_fact(GString *out, const char *key, const char *value)
{
    if (value)
        g_string_append_printf(out, "# %-8s %s\n", key, value);
}

void story_dump(const Story *story, GString *out)
{
    g_string_append_printf(out, "# edition  %s, %zu names, %zu countries\n",
                           story->edition->name, story->n_names, story->n_countries);
    dump_fact(out, "title", story->title);
    dump_fact(out, "short", story->short_title);
    dump_fact(out, "author", story->author);
    dump_fact(out, "mark", story->specimen);
    dump_fact(out, "mark", story->draft);
    dump_fact(out, "mark", story->unreviewed);
    for (size_t i = 0; i < story->n_blocks; i++)
        dump_block(out, story->layout, &story->blocks[i]);
    for (size_t i = 0; i < story->n_notes; i++)
        dump_note(out, story->layout, &story->notes[i]);
    for (size_t i = 0; story->second_notes && i < story->n_notes; i++)
        dump_note(out, story->layout, &story->second_notes[i]);
}
