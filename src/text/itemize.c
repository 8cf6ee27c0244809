/*
 * Items: ranges of a text that HarfBuzz can shape at one go, of one face, one span, one
 * script and one direction.
 *
 * Where script and direction change is found by scripts.c in nearly all texts, and by
 * Pango (divider.c) in those that are too involved for it.
 */
#include "text/shape.h"

#define SUPERIOR_SIZE 0.63
#define SUPERIOR_RISE 0.33

/* Where itemising has come to. */
typedef struct Itemizer {
    const StyledText *text;
    Characters characters;
    Face *const *faces;
    GArray *items;
    size_t at; /* character */
    size_t span;
} Itemizer;

/* ---- items --------------------------------------------------------------------------- */

static hb_script_t item_script(GUnicodeScript script)
{
    if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        return HB_SCRIPT_LATIN;
    return hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(script));
}

static ShapedItem item_make(const Itemizer *itemizer, const Stretch *stretch)
{
    const TextSpan *span = &itemizer->text->spans[itemizer->span];
    const char *language = span->language ? span->language : itemizer->text->language;
    double size = span->style->size * (span->superior ? SUPERIOR_SIZE : 1);
    return (ShapedItem){.start = itemizer->characters.offsets[itemizer->at],
                        .span = span,
                        .font = face_sized(itemizer->faces[itemizer->at], size),
                        .rise = span->superior ? span->style->size * SUPERIOR_RISE : 0,
                        .tracking = span->style->tracking,
                        .level = stretch->level,
                        .script = item_script(stretch->script),
                        .language = hb_language_from_string(language, -1)};
}

/* Adds the items of a stretch, divided where face or span change. */
static void items_add(Itemizer *itemizer, const Stretch *stretch)
{
    size_t to = itemizer->at + stretch->n_characters;
    const uint32_t *offsets = itemizer->characters.offsets;
    while (itemizer->at < to) {
        while (itemizer->text->spans[itemizer->span].end <= offsets[itemizer->at])
            itemizer->span++;
        ShapedItem made = item_make(itemizer, stretch);
        const Face *face = itemizer->faces[itemizer->at];
        do
            itemizer->at++;
        while (itemizer->at < to && itemizer->faces[itemizer->at] == face &&
               offsets[itemizer->at] < made.span->end);
        made.end = offsets[itemizer->at];
        g_array_append_val(itemizer->items, made);
    }
}

/* The text's stretches of one script and level, or NULL: reported. */
static const Stretch *stretches_find(FontBook *book, Diagnostics *diagnostics,
                                     const StyledText *text, bool rtl, size_t *n)
{
    Scratch *scratch = fontbook_scratch(book);
    if (!rtl && scripts_divide(scratch->stretches, scratch_characters(scratch))) {
        *n = scratch->stretches->len;
        return (const Stretch *)scratch->stretches->data;
    }
    Divider *divider = fontbook_divider(book, diagnostics);
    return divider ? divider_divide(divider, text, rtl, n) : NULL;
}

bool text_itemize(FontBook *book, Diagnostics *diagnostics, const StyledText *text,
                  bool rtl)
{
    Scratch *scratch = fontbook_scratch(book);
    Itemizer itemizer = {.text = text,
                         .characters = scratch_characters(scratch),
                         .faces = (Face *const *)scratch->faces->data,
                         .items = scratch->items};
    g_array_set_size(scratch->items, 0);
    size_t n = 0;
    const Stretch *stretches = stretches_find(book, diagnostics, text, rtl, &n);
    for (size_t i = 0; i < n; i++)
        items_add(&itemizer, &stretches[i]);
    return stretches != NULL;
}
