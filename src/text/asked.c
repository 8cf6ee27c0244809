/*
 * What a font lacks of what is asked. Tables of features say what a font's maker meant to
 * give, and for which letters they do not say; so each character that the edition has is
 * shaped with the feature and without. A small capital or a letter form that is the same
 * glyph both times is not there. Figures are measured: of one width, of one height.
 *
 * A font whose letters have a language's forms by themselves, made for that language
 * alone, cannot be told from one that lacks them.
 */
#include "text/asked.h"

#include <string.h>

#include "text/fonts.h"

typedef struct Ask {
    const char *name, *feature;
} Ask;

static const Ask ASKS[N_ASKS] = {
    [ASK_SMALL_CAPITALS] = {"small capitals", "smcp"},
    [ASK_LINING_FIGURES] = {"lining figures", "lnum"},
    [ASK_OLD_STYLE_FIGURES] = {"old-style figures", "onum"},
    [ASK_TABULAR_FIGURES] = {"tabular figures", "tnum"},
    [ASK_LETTER_FORMS] = {"letter forms", "locl"},
};

const char *ask_name(FontAsk ask)
{
    return ASKS[ask].name;
}

const char *ask_feature(FontAsk ask)
{
    return ASKS[ask].feature;
}

bool ask_figures(FontAsk ask)
{
    return ask == ASK_LINING_FIGURES || ask == ASK_OLD_STYLE_FIGURES ||
           ask == ASK_TABULAR_FIGURES;
}

void use_ask(FontUse *use, const Style *style)
{
    use->asked[ASK_SMALL_CAPITALS] = style->small_caps;
    use->asked[ASK_LINING_FIGURES] = style->figures == FIGURES_LINING;
    use->asked[ASK_OLD_STYLE_FIGURES] = style->figures == FIGURES_OLD_STYLE;
    use->asked[ASK_TABULAR_FIGURES] = style->tabular;
    use->asked[ASK_LETTER_FORMS] = true;
}

/* ---- glyphs -------------------------------------------------------------------------- */

/* The character as the font sets it with the features; to be destroyed. */
static hb_buffer_t *character_shape(const FontUse *use, gunichar character,
                                    const hb_feature_t *features, unsigned n_features)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add(buffer, character, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_script(buffer, hb_script_from_iso15924_tag(use->script));
    hb_buffer_set_language(buffer, hb_language_from_string(use->language, -1));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(use->font->shaper, buffer, features, n_features);
    return buffer;
}

static hb_feature_t feature_of(FontAsk ask, bool on)
{
    return (hb_feature_t){.tag = hb_tag_from_string(ASKS[ask].feature, 4),
                          .value = on,
                          .start = HB_FEATURE_GLOBAL_START,
                          .end = HB_FEATURE_GLOBAL_END};
}

/* Whether the feature gives the character another glyph. */
static bool character_changes(const FontUse *use, gunichar character, FontAsk ask)
{
    hb_feature_t on = feature_of(ask, true), off = feature_of(ask, false);
    hb_buffer_t *with = character_shape(use, character, &on, 1);
    hb_buffer_t *without = character_shape(use, character, &off, 1);
    hb_buffer_diff_flags_t diff = hb_buffer_diff(with, without, (hb_codepoint_t)-1, 0);
    hb_buffer_destroy(with);
    hb_buffer_destroy(without);
    return diff & (HB_BUFFER_DIFF_FLAG_LENGTH_MISMATCH |
                   HB_BUFFER_DIFF_FLAG_CODEPOINT_MISMATCH);
}

/* ---- letters ------------------------------------------------------------------------- */

/* Whether a character wants to look otherwise where `ask` is asked. */
static bool letter_wants(gunichar letter, FontAsk ask, const char *forms)
{
    if (ask == ASK_SMALL_CAPITALS)
        return g_unichar_islower(letter);
    return forms && g_utf8_strchr(forms, -1, letter);
}

static bool font_italic(const SizedFont *font)
{
    return hb_style_get_value(font->shaper, HB_STYLE_TAG_ITALIC) > 0;
}

/* Appends a letter, or after some only that there are more. */
static void letter_list(GString *list, gunichar letter, size_t n_before)
{
    enum { SHOWN = 12 };
    if (n_before < SHOWN)
        g_string_append(list, n_before > 0 ? ", " : "");
    if (n_before < SHOWN)
        g_string_append_unichar(list, letter);
    else if (n_before == SHOWN)
        g_string_append(list, " …");
}

/* The letters that the feature leaves as they are, "а, б"; NULL: none. */
static const char *letters_lacking(Arena *arena, const FontUse *use,
                                   const Language *language, FontAsk ask)
{
    const char *forms = !language                ? NULL
                        : font_italic(use->font) ? language->italic_forms
                                                 : language->upright_forms;
    g_autoptr(GString) list = g_string_new(NULL);
    size_t n = 0;
    for (size_t i = 0; i < use->n_characters; i++) {
        gunichar letter = use->characters[i].character;
        if (letter_wants(letter, ask, forms) && !character_changes(use, letter, ask))
            letter_list(list, letter, n++);
    }
    return n > 0 ? arena_string(arena, list->str) : NULL;
}

/* ---- figures ------------------------------------------------------------------------- */

/* The least and the greatest of the ten figures, in fractions of the greatest. */
typedef struct Figures10 {
    double least_width, least_height;
} Figures10;

/* Puts the figure's advance and its ink's height above the baseline into *width and
 * *top. */
static void figure_measure(const FontUse *use, gunichar figure, double *width,
                           double *top)
{
    hb_feature_t features[N_ASKS];
    unsigned n_features = 0;
    for (FontAsk ask = 0; ask < N_ASKS; ask++)
        if (use->asked[ask] && ask_figures(ask))
            features[n_features++] = feature_of(ask, true);
    hb_buffer_t *buffer = character_shape(use, figure, features, n_features);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, NULL);
    hb_glyph_extents_t extents = {0};
    g_assert(n > 0);
    hb_font_get_glyph_extents(use->font->shaper, info->codepoint, &extents);
    *width = position->x_advance;
    *top = extents.y_bearing;
    hb_buffer_destroy(buffer);
}

static Figures10 figures_measure(const FontUse *use)
{
    double widest = 0, narrowest = G_MAXDOUBLE, highest = 0, lowest = G_MAXDOUBLE;
    for (gunichar figure = '0'; figure <= '9'; figure++) {
        double width, top;
        figure_measure(use, figure, &width, &top);
        widest = MAX(widest, width);
        narrowest = MIN(narrowest, width);
        highest = MAX(highest, top);
        lowest = MIN(lowest, top);
    }
    return (Figures10){narrowest / widest, lowest / highest};
}

static bool use_has_figures(const FontUse *use)
{
    for (size_t i = 0; i < use->n_characters; i++)
        if (use->characters[i].character < 128 &&
            g_ascii_isdigit((char)use->characters[i].character))
            return true;
    return false;
}

/* Old-style figures have the height of x and of k, lining ones nearly the same. */
static const char *figures_lacking(const FontUse *use, FontAsk ask)
{
    if (!use_has_figures(use))
        return NULL;
    Figures10 figures = figures_measure(use);
    bool lining = figures.least_height > 0.85;
    if (ask == ASK_LINING_FIGURES && !lining)
        return "its figures are of several heights";
    if (ask == ASK_OLD_STYLE_FIGURES && lining)
        return "its figures are all of one height";
    if (ask == ASK_TABULAR_FIGURES && figures.least_width < 0.99)
        return "its figures are of several widths";
    return NULL;
}

/* ---- all together -------------------------------------------------------------------- */

const char *font_lacks(Arena *arena, const FontUse *use, const Language *language,
                       FontAsk ask)
{
    if (!use->asked[ask])
        return NULL;
    if (ask_figures(ask))
        return figures_lacking(use, ask);
    const char *letters = letters_lacking(arena, use, language, ask);
    if (!letters)
        return NULL;
    return arena_print(arena, "%s for %s",
                       ask == ASK_SMALL_CAPITALS ? "none" : "no form of its own",
                       letters);
}
