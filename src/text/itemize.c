/*
 * Items: ranges of a text that HarfBuzz can shape at one go, of one face, one span, one
 * script and one direction.
 *
 * Pango divides by script and direction (UAX 24, UAX 9). Nearly all names need less: every
 * character is of scripts that run from left to right, or of those that all scripts share,
 * in a text that runs from left to right. All levels are 0 then, and what scripts share
 * goes with the letter before it (at the start, with the one after it), which is found in
 * a twentieth of Pango's time. Where there are several scripts and marks that come in
 * pairs, Pango is asked, since it lets the second mark of a pair follow the first.
 */
#include "text/shape.h"

#include <unicode/uchar.h>

#define SUPERIOR_SIZE 0.63
#define SUPERIOR_RISE 0.33
#define PLAIN_END 0x2190 /* signs from here on may be pictures, which Pango parts */

/* Where itemising has come to. */
typedef struct Itemizer {
    const StyledText *text;
    Characters characters;
    Face *const *faces;
    GArray *items;
    size_t at; /* character */
    size_t span;
} Itemizer;

/* ---- texts of one script ------------------------------------------------------------- */

static bool script_plain(GUnicodeScript script)
{
    return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_CYRILLIC ||
           script == G_UNICODE_SCRIPT_GREEK || script == G_UNICODE_SCRIPT_GEORGIAN ||
           script == G_UNICODE_SCRIPT_ARMENIAN;
}

/* Whether a character that scripts share leaves all levels at 0. */
static bool shared_plain(gunichar character)
{
    switch (u_charDirection((UChar32)character)) {
    case U_EUROPEAN_NUMBER:
    case U_EUROPEAN_NUMBER_SEPARATOR:
    case U_EUROPEAN_NUMBER_TERMINATOR:
    case U_COMMON_NUMBER_SEPARATOR:
    case U_LEFT_TO_RIGHT:
    case U_OTHER_NEUTRAL:
    case U_WHITE_SPACE_NEUTRAL:
    case U_DIR_NON_SPACING_MARK:
        return character < PLAIN_END && character >= 0x20 &&
               !character_forces(character);
    default:
        return character == 0x00ad;
    }
}

/* A character's script; COMMON when it is shared. */
static GUnicodeScript character_script(gunichar character)
{
    if (character >= 0x20 && character < 0x7f && !g_ascii_isalpha((char)character))
        return G_UNICODE_SCRIPT_COMMON;
    GUnicodeScript script = g_unichar_get_script(character);
    return script == G_UNICODE_SCRIPT_INHERITED ? G_UNICODE_SCRIPT_COMMON : script;
}

static bool character_paired(gunichar character)
{
    switch (g_unichar_type(character)) {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
        return true;
    default:
        return character == '<' || character == '>';
    }
}

/* Whether the text can be divided without Pango. */
static bool text_plain(Characters characters)
{
    GUnicodeScript only = G_UNICODE_SCRIPT_COMMON;
    bool several = false, paired = false;
    for (size_t i = 0; i < characters.n; i++) {
        gunichar character = characters.at[i];
        GUnicodeScript own = character_script(character);
        bool ascii = character >= 0x20 && character < 0x7f;
        if (own == G_UNICODE_SCRIPT_COMMON) {
            if (!ascii && !shared_plain(character))
                return false;
            paired = paired || character_paired(character);
        } else if (own != only) {
            if (!script_plain(own))
                return false;
            several = several || only != G_UNICODE_SCRIPT_COMMON;
            only = own;
        }
    }
    return !several || !paired;
}

/* ---- items --------------------------------------------------------------------------- */

static hb_script_t item_script(GUnicodeScript script)
{
    if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        return HB_SCRIPT_LATIN;
    return hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(script));
}

static ShapedItem item_make(const Itemizer *itemizer, GUnicodeScript script,
                            uint8_t level)
{
    const TextSpan *span = &itemizer->text->spans[itemizer->span];
    const char *language = span->language ? span->language : itemizer->text->language;
    double size = span->style->size * (span->superior ? SUPERIOR_SIZE : 1);
    return (ShapedItem){.start = itemizer->characters.offsets[itemizer->at],
                        .span = span,
                        .font = face_sized(itemizer->faces[itemizer->at], size),
                        .rise = span->superior ? span->style->size * SUPERIOR_RISE : 0,
                        .tracking = span->style->tracking,
                        .level = level,
                        .script = item_script(script),
                        .language = hb_language_from_string(language, -1)};
}

/* Adds the items of `n` characters of one script and level, divided where face or span
 * change. */
static void items_add(Itemizer *itemizer, size_t n, GUnicodeScript script,
                      uint8_t level)
{
    size_t to = itemizer->at + n;
    const uint32_t *offsets = itemizer->characters.offsets;
    while (itemizer->at < to) {
        while (itemizer->text->spans[itemizer->span].end <= offsets[itemizer->at])
            itemizer->span++;
        ShapedItem made = item_make(itemizer, script, level);
        const Face *face = itemizer->faces[itemizer->at];
        do
            itemizer->at++;
        while (itemizer->at < to && itemizer->faces[itemizer->at] == face &&
               offsets[itemizer->at] < made.span->end);
        made.end = offsets[itemizer->at];
        g_array_append_val(itemizer->items, made);
    }
}

/* Divides a plain text: an item a stretch of one script. */
static void plain_divide(Itemizer *itemizer)
{
    Characters characters = itemizer->characters;
    GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;
    for (size_t i = 0; i < characters.n; i++) {
        GUnicodeScript own = character_script(characters.at[i]);
        if (own == G_UNICODE_SCRIPT_COMMON || own == script)
            continue;
        if (script != G_UNICODE_SCRIPT_COMMON)
            items_add(itemizer, i - itemizer->at, script, 0);
        script = own;
    }
    items_add(itemizer, characters.n - itemizer->at, script, 0);
}

static void involved_divide(Itemizer *itemizer, Divider *divider, bool rtl)
{
    size_t n;
    const Stretch *stretches = divider_divide(divider, itemizer->text, rtl, &n);
    for (size_t i = 0; i < n; i++)
        items_add(itemizer, stretches[i].n_characters, stretches[i].script,
                  stretches[i].level);
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
    if (!rtl && text_plain(itemizer.characters)) {
        plain_divide(&itemizer);
        return true;
    }
    Divider *divider = fontbook_divider(book, diagnostics);
    if (divider)
        involved_divide(&itemizer, divider, rtl);
    return divider != NULL;
}
