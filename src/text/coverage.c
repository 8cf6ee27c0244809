/*
 * Which face sets which character.
 *
 * Pango chooses a font for each character; a word then gets its one rare letter from
 * another font. Here a font is chosen for a word: the first of the style's stack that has
 * all of its letters and marks. Characters that all scripts share (quotes, digits, full
 * stops) come from the first font that has them, since Noto's sister families for single
 * scripts lack them. A word in two scripts is divided between them; only when no font has
 * all of a script's letters in it does each character look for itself.
 *
 * Nearly every word is in the first font, which is tried before anything else is asked.
 */
#include "text/shape.h"

#include <unicode/uchar.h>

typedef struct Chooser {
    FontBook *book;
    Diagnostics *diagnostics;
    const StyledText *text;
    Characters characters;
    Face **chosen;        /* one a character */
    const TextSpan *span; /* that is being worked on */
    Family *const *stack; /* ends with NULL */
    unsigned slot;
    GHashTable *missing; /* characters of the text that were reported */
    bool fine;
} Chooser;

/* ---- what covers what ---------------------------------------------------------------- */

bool character_dropped(gunichar character)
{
    return character == 0x00ad || character == 0x061c || character == 0x200b ||
           character == 0x200e || character == 0x200f ||
           (character >= 0x2028 && character <= 0x202e) ||
           (character >= 0x2060 && character <= 0x206f) || character == 0xfeff ||
           character < 0x20 || (character >= 0x7f && character <= 0x9f);
}

bool character_space(gunichar character)
{
    return character == ' ' || character == 0x00a0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200a) || character == 0x2028 ||
           character == 0x202f || character == 0x205f || character == 0x3000 ||
           character == '\t' || character == '\n';
}

/* Joiners and variation selectors: they change glyphs and have none. */
static bool character_invisible(gunichar character)
{
    return character == 0x200c || character == 0x200d || character == 0x034f ||
           (character >= 0xfe00 && character <= 0xfe0f);
}

bool face_covers(const Face *face, gunichar character)
{
    if (hb_set_has(face->characters, character))
        return true;
    if (character_dropped(character) || character_invisible(character))
        return true;
    if (character_space(character))
        return hb_set_has(face->characters, ' ');
    if (character == 0x2011)
        return hb_set_has(face->characters, 0x2010) ||
               hb_set_has(face->characters, '-');
    return false;
}

/* Whether all scripts share a character, so that any font may set it. */
static bool character_shared(gunichar character)
{
    return g_unichar_get_script(character) == G_UNICODE_SCRIPT_COMMON;
}

/* ---- missing characters -------------------------------------------------------------- */

typedef struct ScriptFont {
    GUnicodeScript script;
    const char *family, *package;
} ScriptFont;

static const ScriptFont SCRIPT_FONTS[] = {
    {G_UNICODE_SCRIPT_HAN, "Noto Serif CJK SC", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_HANGUL, "Noto Serif CJK KR", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_HIRAGANA, "Noto Serif CJK JP", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_KATAKANA, "Noto Serif CJK JP", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_BOPOMOFO, "Noto Serif CJK TC", "fonts-noto-cjk"},
    {G_UNICODE_SCRIPT_ARABIC, "Noto Naskh Arabic", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_ARMENIAN, "Noto Serif Armenian", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_BENGALI, "Noto Serif Bengali", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_CYRILLIC, "Noto Serif", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_DEVANAGARI, "Noto Serif Devanagari", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_ETHIOPIC, "Noto Serif Ethiopic", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_GEORGIAN, "Noto Serif Georgian", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_GREEK, "Noto Serif", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_GUJARATI, "Noto Serif Gujarati", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_GURMUKHI, "Noto Serif Gurmukhi", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_HEBREW, "Noto Serif Hebrew", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_KANNADA, "Noto Serif Kannada", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_KHMER, "Noto Serif Khmer", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_LAO, "Noto Serif Lao", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_LATIN, "Noto Serif", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_MALAYALAM, "Noto Serif Malayalam", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_MYANMAR, "Noto Serif Myanmar", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_SINHALA, "Noto Serif Sinhala", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_SYRIAC, "Noto Sans Syriac", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_TAMIL, "Noto Serif Tamil", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_TELUGU, "Noto Serif Telugu", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_THAI, "Noto Serif Thai", "fonts-noto-core"},
    {G_UNICODE_SCRIPT_TIBETAN, "Noto Serif Tibetan", "fonts-noto-core"},
};

/* A font that is likely to have a character. */
static ScriptFont script_font(gunichar character)
{
    GUnicodeScript script = g_unichar_get_script(character);
    for (size_t i = 0; i < G_N_ELEMENTS(SCRIPT_FONTS); i++)
        if (SCRIPT_FONTS[i].script == script)
            return SCRIPT_FONTS[i];
    if (u_hasBinaryProperty((UChar32)character, UCHAR_EXTENDED_PICTOGRAPHIC))
        return (ScriptFont){script, "Noto Color Emoji", "fonts-noto-color-emoji"};
    if (script == G_UNICODE_SCRIPT_COMMON)
        return (ScriptFont){script, "Noto Sans Symbols2", "fonts-noto-core"};
    return (ScriptFont){script, "Noto Sans", "fonts-noto-core"};
}

static Place character_place(const Chooser *chooser, size_t index)
{
    const StyledText *text = chooser->text;
    return place_find(text->points, text->n_points, text->text,
                      chooser->characters.offsets[index]);
}

/* Reports a character that no face has, once a text. */
static void missing_report(Chooser *chooser, size_t index)
{
    gunichar character = chooser->characters.at[index];
    chooser->fine = false;
    if (!g_hash_table_add(chooser->missing, GUINT_TO_POINTER(character)))
        return;
    char utf8[7] = {0}, code[16], name[128];
    g_unichar_to_utf8(character, utf8);
    g_snprintf(code, sizeof code, "U+%04X", character);
    UErrorCode status = U_ZERO_ERROR;
    u_charName((UChar32)character, U_EXTENDED_CHAR_NAME, name, sizeof name, &status);
    Place place = character_place(chooser, index);
    ScriptFont font = script_font(character);
    report(chooser->diagnostics, MISSING_CHARACTER, place,
           chooser->span->style->stack->name, utf8, code, U_SUCCESS(status) ? name : "",
           font.family, font.package);
}

/* ---- choosing ------------------------------------------------------------------------ */

/* The face of a family of the stack, open; NULL: it is broken, which was reported. */
static Face *chooser_face(Chooser *chooser, size_t family)
{
    Face *face = chooser->stack[family]->faces[chooser->slot];
    if (face_open(face, chooser->diagnostics))
        return face;
    chooser->fine = false;
    return NULL;
}

/* Whether a face has the characters from `from` to `to`, shared ones only if asked. */
static bool chooser_covers(const Chooser *chooser, const Face *face, size_t from,
                           size_t to, bool shared)
{
    for (size_t i = from; i < to; i++) {
        gunichar character = chooser->characters.at[i];
        if (!face_covers(face, character) && (shared || !character_shared(character)))
            return false;
    }
    return true;
}

/* The first face of the stack with the characters, or NULL. */
static Face *chooser_find(Chooser *chooser, size_t from, size_t to, bool shared)
{
    for (size_t k = 0; chooser->stack[k]; k++) {
        Face *face = chooser_face(chooser, k);
        if (face && chooser_covers(chooser, face, from, to, shared))
            return face;
    }
    return NULL;
}

/* A character for itself; a mark stays with the letter before it where it can. */
static void choose_one(Chooser *chooser, size_t index)
{
    gunichar character = chooser->characters.at[index];
    Face *before = index > 0 ? chooser->chosen[index - 1] : NULL;
    bool follows = g_unichar_ismark(character) || character_invisible(character) ||
                   character_dropped(character);
    if (follows && before && face_covers(before, character))
        chooser->chosen[index] = before;
    else
        chooser->chosen[index] = chooser_find(chooser, index, index + 1, true);
    if (!chooser->chosen[index])
        missing_report(chooser, index);
}

/* Gives letters the face, shared characters what the stack has first. */
static void choose_with(Chooser *chooser, Face *face, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (face && !character_shared(chooser->characters.at[i]))
            chooser->chosen[i] = face;
        else
            choose_one(chooser, i);
    }
}

/* The end of the characters of one script from `from` on. */
static size_t script_end(const Chooser *chooser, size_t from, size_t to)
{
    GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;
    for (size_t i = from; i < to; i++) {
        GUnicodeScript here = g_unichar_get_script(chooser->characters.at[i]);
        if (here == G_UNICODE_SCRIPT_COMMON || here == G_UNICODE_SCRIPT_INHERITED)
            continue;
        if (script != G_UNICODE_SCRIPT_COMMON && here != script)
            return i;
        script = here;
    }
    return to;
}

static void choose_word(Chooser *chooser, size_t from, size_t to)
{
    Face *first = chooser_face(chooser, 0);
    if (first && chooser_covers(chooser, first, from, to, true)) {
        for (size_t i = from; i < to; i++)
            chooser->chosen[i] = first;
        return;
    }
    Face *whole = chooser_find(chooser, from, to, false);
    if (whole) {
        choose_with(chooser, whole, from, to);
        return;
    }
    for (size_t start = from, end; start < to; start = end) {
        end = script_end(chooser, start, to);
        choose_with(chooser, chooser_find(chooser, start, end, false), start, end);
    }
}

/* The end of the word, or of the spaces, that `from` stands in. */
static size_t stretch_end(const Chooser *chooser, size_t from, size_t to)
{
    bool space = character_space(chooser->characters.at[from]);
    size_t end = from + 1;
    while (end < to && character_space(chooser->characters.at[end]) == space)
        end++;
    return end;
}

/* Warns when the stack's main family lacks the face that the span asks for: its emphasis
 * would not be seen. Families of single scripts often have none, and need none. */
static void face_check(const Chooser *chooser)
{
    static const char *const words[N_SLOTS] = {"regular", "bold", "italic",
                                               "bold italic"};
    const Family *family = chooser->stack[0];
    if (!family->lacks[chooser->slot])
        return;
    const StyledText *text = chooser->text;
    report(chooser->diagnostics, FONT_STYLE_MISSING,
           place_find(text->points, text->n_points, text->text, chooser->span->start),
           family->name, words[chooser->slot]);
}

/* Chooses for the characters of a span from `from` on; returns the first after it. */
static size_t choose_span(Chooser *chooser, const TextSpan *span, size_t from)
{
    size_t to = from;
    while (to < chooser->characters.n && chooser->characters.offsets[to] < span->end)
        to++;
    chooser->span = span;
    chooser->stack = fontbook_stack(chooser->book, span->style->stack);
    chooser->slot =
        FACE_SLOT(span->style->bold || span->bold, span->style->italic || span->italic);
    face_check(chooser);
    for (size_t start = from, end; start < to; start = end) {
        end = stretch_end(chooser, start, to);
        choose_word(chooser, start, end);
    }
    return to;
}

/* ---- marks --------------------------------------------------------------------------- */

/* More than these on one letter are no writing (UAX 15 has the same bound); HarfBuzz ends
 * the process over some 32,000. */
enum { MOST_MARKS = 30 };

/* Reports each letter with more marks than can be set. */
static void marks_check(Chooser *chooser)
{
    size_t letter = 0, n_marks = 0;
    for (size_t i = 0; i < chooser->characters.n; i++) {
        gunichar character = chooser->characters.at[i];
        if (g_unichar_ismark(character)) {
            n_marks++;
        } else if (!character_dropped(character)) {
            letter = i;
            n_marks = 0;
        }
        if (n_marks != MOST_MARKS + 1)
            continue;
        report(chooser->diagnostics, MARKS_TOO_MANY, character_place(chooser, letter));
        chooser->fine = false;
        n_marks++;
    }
}

bool faces_choose(FontBook *book, Diagnostics *diagnostics, const StyledText *text)
{
    Scratch *scratch = fontbook_scratch(book);
    g_autoptr(GHashTable) missing = g_hash_table_new(NULL, NULL);
    Chooser chooser = {.book = book,
                       .diagnostics = diagnostics,
                       .text = text,
                       .characters = scratch_characters(scratch),
                       .missing = missing,
                       .fine = true};
    g_array_set_size(scratch->faces, 0);
    g_array_set_size(scratch->faces, (guint)chooser.characters.n);
    chooser.chosen = (Face **)scratch->faces->data;
    marks_check(&chooser);
    size_t from = 0;
    for (size_t i = 0; i < text->n_spans; i++)
        from = choose_span(&chooser, &text->spans[i], from);
    return chooser.fine;
}
