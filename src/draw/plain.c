/*
 * The letter as plain text, in reading order: wrapped at 72 columns, a blank line between
 * paragraphs, names one a line under their country. Heads and feet are no elements with
 * text, so they stay out; lists and quotations are indented by their depth in the tree.
 *
 * A list's number or bullet is an element of its own before its text: it is kept back
 * and put before the next text, whose further lines hang by its width.
 */
#include "draw/draw.h"
#include "draw/paint.h"

#include <string.h>

enum { COLUMNS = 72, STEP = 4, HANG = 2, DEPTH = 8 };

typedef struct PlainText {
    const Pages *pages;
    GString *out;
    const char *label; /* waiting for its text, or NULL */
    bool in_names;     /* the last text was a name, or the heading of names */
} PlainText;

static int character_width(gunichar character)
{
    if (character == 0xAD || g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

static int text_width(const char *text, const char *end)
{
    int width = 0;
    for (; text < end; text = g_utf8_next_char(text))
        width += character_width(g_utf8_get_char(text));
    return width;
}

/* Adds characters but for soft hyphens, which no terminal hides. */
static void characters_add(GString *out, const char *text, const char *end)
{
    for (; text < end; text = g_utf8_next_char(text))
        if (g_utf8_get_char(text) != 0xAD)
            g_string_append_unichar(out, g_utf8_get_char(text));
}

static void spaces_add(GString *out, int count)
{
    g_string_append_printf(out, "%*s", count, "");
}

/* Adds one line's worth of text after another; words longer than a line stand alone.
 * `at` is the column that has been reached; the new one is returned. */
static int words_add(GString *out, const char *text, const char *end, int at, int hang)
{
    bool first = true;
    while (text < end) {
        const char *word_end = memchr(text, ' ', (size_t)(end - text));
        word_end = word_end ? word_end : end;
        int width = text_width(text, word_end);
        if (!first && at + 1 + width > COLUMNS) {
            g_string_append_c(out, '\n');
            spaces_add(out, hang);
            at = hang;
        } else if (!first) {
            g_string_append_c(out, ' ');
            at++;
        }
        characters_add(out, text, word_end);
        at += width;
        first = false;
        text = word_end < end ? word_end + 1 : end;
    }
    return at;
}

/* Adds a text that starts at column `at`; U+2028 ends a line. */
static void text_add(GString *out, const char *text, int at, int hang)
{
    static const char separator[] = "\xE2\x80\xA8";
    for (;;) {
        const char *end = strstr(text, separator);
        words_add(out, text, end ? end : text + strlen(text), at, hang);
        g_string_append_c(out, '\n');
        if (!end)
            return;
        text = end + strlen(separator);
        spaces_add(out, hang);
        at = hang;
    }
}

/* How far the element stands in: a step for each quotation or list round it, but for
 * the outermost list, whose labels stand at the margin. */
static int element_indent(const Pages *pages, size_t index)
{
    int depth = 0, lists = 0;
    for (size_t i = index; i != 0; i = pages->elements[i].parent) {
        depth += pages->elements[i].role == ELEMENT_QUOTE;
        lists += pages->elements[i].role == ELEMENT_LIST;
    }
    return MIN(depth + MAX(lists - 1, 0), DEPTH) * STEP;
}

static bool element_names(const Pages *pages, size_t index)
{
    const Element *element = &pages->elements[index];
    return element->role == ELEMENT_NAME ||
           pages->elements[element->parent].role == ELEMENT_GROUP;
}

static void element_add(PlainText *plain, size_t index)
{
    const Element *element = &plain->pages->elements[index];
    GString *out = plain->out;
    bool name = element->role == ELEMENT_NAME;
    int indent = element_indent(plain->pages, index), hang = indent;
    if (out->len > 0 && !(name && plain->in_names))
        g_string_append_c(out, '\n');
    spaces_add(out, indent);
    int at = indent;
    if (plain->label) {
        g_string_append_printf(out, "%s ", plain->label);
        at += text_width(plain->label, plain->label + strlen(plain->label)) + 1;
        hang = at;
    } else if (name) {
        hang += HANG;
    }
    text_add(out, element->text, at, hang);
    plain->label = NULL;
    plain->in_names = element_names(plain->pages, index);
}

bool pages_write_text(Diagnostics *diagnostics, const Pages *pages, FileWriter *file)
{
    PlainText plain = {.pages = pages, .out = g_string_new(NULL)};
    for (size_t i = 0; i < pages->n_elements; i++) {
        const Element *element = &pages->elements[i];
        if (!element->text || element->role == ELEMENT_ARTIFACT ||
            element->role == ELEMENT_FIGURE)
            continue;
        if (element->role == ELEMENT_LABEL)
            plain.label = element->text;
        else
            element_add(&plain, i);
    }
    bool written =
        drawn_write(diagnostics, "the text", plain.out->str, plain.out->len, file);
    g_string_free(plain.out, TRUE);
    return written;
}
