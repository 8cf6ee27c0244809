/*
 * Texts shaped with the house's fonts, for tests of the text room and of what follows it.
 * Tests run in the clone's top folder, where layouts/ and fonts/ are.
 */
#ifndef TESTS_TYPE_H
#define TESTS_TYPE_H

#include <string.h>

#include "text/text.h"

typedef struct Type {
    Arena *arena;
    Diagnostics *diagnostics;
    FILE *reports;
    const Layout *layout;
    const Language *language;
    FontBook *book;
} Type;

static inline Type *type_new(const char *language)
{
    static const char *const paths[] = {".", NULL};
    const Folders folders = {paths};
    Type *type = g_new0(Type, 1);
    type->arena = arena_new();
    type->reports = tmpfile();
    type->diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, type->reports);
    type->layout =
        layout_read(type->diagnostics, type->arena, &folders, "letter", PLACE_NONE);
    type->language =
        language_read(type->diagnostics, type->arena, &folders, language, PLACE_NONE);
    g_assert(type->layout && type->language);
    type->book = fontbook_open(type->diagnostics, &folders, type->layout);
    g_assert(type->book);
    return type;
}

static inline void type_free(Type *type)
{
    fontbook_free(type->book);
    diagnostics_free(type->diagnostics);
    fclose(type->reports);
    arena_free(type->arena);
    g_free(type);
}

static inline const Style *type_style(const Type *type, StyleRole role)
{
    return &type->layout->styles[role];
}

/* The whole text in one span like `like`, in the type's language. */
static inline const StyledText *type_text(Type *type, const char *text, TextSpan like)
{
    StyledText *styled = arena_one(type->arena, StyledText);
    TextSpan *span = arena_one(type->arena, TextSpan);
    PlacePoint *point = arena_one(type->arena, PlacePoint);
    *span = like;
    span->end = strlen(text);
    point->place = place_at("letter.md", 1, 1);
    *styled = (StyledText){.text = text,
                           .length = strlen(text),
                           .style = like.style,
                           .language = type->language->tag,
                           .isolate = like.whole,
                           .spans = span,
                           .n_spans = span->end > 0,
                           .points = point,
                           .n_points = 1};
    return styled;
}

static inline const Shaped *type_shape(Type *type, const StyledText *text)
{
    return text_shape(type->book, type->diagnostics, type->arena, text, type->language,
                      true, 0);
}

/* The text of the letter's body, shaped. */
static inline const Shaped *type_body(Type *type, const char *text)
{
    TextSpan like = {.style = type_style(type, STYLE_BODY)};
    return type_shape(type, type_text(type, text, like));
}

/* What a person's name is set in. */
static inline const Shaped *type_name(Type *type, const char *text)
{
    TextSpan like = {.style = type_style(type, STYLE_NAME), .whole = true};
    return type_shape(type, type_text(type, text, like));
}

/* The text with its breaks: | at a space or mark, ~ where a hyphen would be put in, / at
 * a line's end that is asked for, and ! where the penalty is 100 or more. */
static inline const char *type_breaks(Type *type, const Shaped *shaped)
{
    static const char signs[] = {
        [BREAK_START] = ' ',  [BREAK_SPACE] = '|',  [BREAK_MARK] = '|',
        [BREAK_HYPHEN] = '~', [BREAK_FORCED] = '/', [BREAK_END] = ' '};
    g_autoptr(GString) out = g_string_new(NULL);
    size_t done = 0;
    for (size_t i = 1; i + 1 < shaped->n_breaks; i++) {
        const Break *at = &shaped->breaks[i];
        g_string_append_len(out, shaped->source->text + done,
                            (gssize)(at->start - done));
        if (at->penalty < 100 && at->kind == BREAK_SPACE &&
            out->str[out->len - 1] == ' ')
            g_string_truncate(out, out->len - 1);
        g_string_append_c(out, signs[at->kind]);
        if (at->penalty >= 100)
            g_string_append_c(out, '!');
        done = at->start;
    }
    g_string_append(out, shaped->source->text + done);
    return arena_string(type->arena, out->str);
}

/* The texts of a line's runs, as a reader gets them, end to end. */
static inline const char *type_reading(Type *type, const GlyphLine *line)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < line->n_runs; i++)
        g_string_append_len(out, line->runs[i].text, (gssize)line->runs[i].text_length);
    return arena_string(type->arena, out->str);
}

/* The natural width of the line between two breaks, without protrusion. */
static inline double type_width(const Shaped *shaped, size_t from, size_t to)
{
    const Break *a = &shaped->breaks[from], *b = &shaped->breaks[to];
    return b->end_width + b->end_change - (a->start_width - a->start_change);
}

#endif
