/*
 * Font files, opened.
 *
 * HarfBuzz reads the file's tables, mapped, and shapes in 1024 units a point, unhinted:
 * advances are then the same at every size and resolution, which those of FreeType's
 * functions are not. Cairo draws the same file through FreeType. Neither asks fontconfig,
 * which reads every glyph of a file before it gives it out and starts a thread for each
 * size that it is asked for.
 */
#include "text/fonts.h"

#include <math.h>

#include <cairo-ft.h>
#include <hb-aat.h>
#include <hb-ot.h>

#define SHAPER_UNITS 1024 /* a point */
#define MUCH 100          /* items, from which on a look at all rules pays */

static bool face_fail(Face *face, Diagnostics *diagnostics, const char *reason)
{
    face->broken = true;
    report(diagnostics, FONT_BROKEN, place_file(face->file.path), face->file.path,
           reason);
    return false;
}

static bool font_is(FT_Face font, const FontFile *file)
{
    return g_strcmp0(font->family_name, file->family) == 0 &&
           g_strcmp0(font->style_name, file->style) == 0;
}

/* The file's font of these names, the first one where no other of a collection has them;
 * NULL: it is none. */
static FT_Face font_find_in(FT_Library library, const FontFile *file)
{
    FT_Face first, other;
    if (FT_New_Face(library, file->path, 0, &first))
        return NULL;
    for (FT_Long i = 1; i < first->num_faces && !font_is(first, file); i++) {
        if (FT_New_Face(library, file->path, i, &other))
            continue;
        if (font_is(other, file)) {
            FT_Done_Face(first);
            return other;
        }
        FT_Done_Face(other);
    }
    return first;
}

/* The font has a library of its own, since cairo may hold it for longer than the book
 * is open. */
static FT_Face font_open(const FontFile *file)
{
    FT_Library library;
    if (FT_Init_FreeType(&library))
        return NULL;
    FT_Face font = font_find_in(library, file);
    if (!font)
        FT_Done_FreeType(library);
    return font;
}

static void font_close(void *data)
{
    FT_Face font = data;
    FT_Library library = font->glyph->library;
    FT_Done_Face(font);
    FT_Done_FreeType(library);
}

/* Gives the font to cairo, which closes it when nothing is drawn with it any more. */
static cairo_font_face_t *font_give(FT_Face font)
{
    static const cairo_user_data_key_t key;
    cairo_font_face_t *drawn =
        cairo_ft_font_face_create_for_ft_face(font, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(drawn, &key, font, font_close) !=
        CAIRO_STATUS_SUCCESS)
        font_close(font);
    return drawn;
}

static hb_face_t *shaped_open(const char *path, FT_Long index)
{
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *shaped = hb_face_create(blob, (unsigned)index & 0xffff);
    hb_blob_destroy(blob);
    return shaped;
}

bool face_open(Face *face, Diagnostics *diagnostics)
{
    if (face->drawn || face->broken)
        return !face->broken;
    FT_Face font = font_open(&face->file);
    if (!font)
        return face_fail(face, diagnostics, "it cannot be read as a font");
    face->shaped = shaped_open(face->file.path, font->face_index);
    face->drawn = font_give(font);
    face->sizes = g_ptr_array_new();
    face->characters = hb_set_create();
    hb_face_collect_unicodes(face->shaped, face->characters);
    if (hb_set_is_empty(face->characters))
        return face_fail(face, diagnostics, "it has no characters");
    return true;
}

const SizedFont *face_sized(Face *face, double size)
{
    for (size_t i = 0; i < face->sizes->len; i++) {
        const SizedFont *sized = face->sizes->pdata[i];
        if (sized->size == size)
            return sized;
    }
    SizedFont *sized = g_new(SizedFont, 1);
    *sized = (SizedFont){size, face, hb_font_create(face->shaped)};
    int scale = (int)round(size * SHAPER_UNITS);
    hb_font_set_scale(sized->shaper, scale, scale);
    hb_ot_font_set_funcs(sized->shaper);
    g_ptr_array_add(face->sizes, sized);
    return sized;
}

void face_clear(Face *face)
{
    for (size_t i = 0; face->sizes && i < face->sizes->len; i++) {
        SizedFont *sized = face->sizes->pdata[i];
        hb_font_destroy(sized->shaper);
        g_free(sized);
    }
    g_clear_pointer(&face->sizes, g_ptr_array_unref);
    g_clear_pointer(&face->characters, hb_set_destroy);
    g_clear_pointer(&face->shaped, hb_face_destroy);
    g_clear_pointer(&face->drawn, cairo_font_face_destroy);
}

/* Whether any lookup of a table has to do with a glyph, on either side of what it
 * changes. */
static bool table_touches(hb_face_t *face, hb_tag_t table, hb_codepoint_t glyph)
{
    unsigned n_lookups = hb_ot_layout_table_get_lookup_count(face, table);
    bool touches = false;
    hb_set_t *glyphs = hb_set_create();
    for (unsigned i = 0; i < n_lookups && !touches; i++) {
        hb_ot_layout_lookup_collect_glyphs(face, table, i, glyphs, glyphs, glyphs,
                                           NULL);
        touches = hb_set_has(glyphs, glyph);
    }
    hb_set_destroy(glyphs);
    return touches;
}

static bool table_present(hb_face_t *face, hb_tag_t table)
{
    hb_blob_t *blob = hb_face_reference_table(face, table);
    bool present = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return present;
}

/* Fonts with kerning of the old kind, or with Apple's tables, are not looked into. */
static bool face_parts(hb_face_t *face, hb_font_t *font)
{
    hb_codepoint_t space;
    return !table_present(face, HB_TAG('k', 'e', 'r', 'n')) &&
           !hb_aat_layout_has_substitution(face) &&
           !hb_aat_layout_has_positioning(face) &&
           hb_font_get_nominal_glyph(font, ' ', &space) &&
           !table_touches(face, HB_OT_TAG_GSUB, space) &&
           !table_touches(face, HB_OT_TAG_GPOS, space);
}

bool font_parts(const SizedFont *font)
{
    Face *face = font->face;
    if (face->n_asked > MUCH)
        return face->parts;
    if (++face->n_asked > MUCH)
        face->parts = face_parts(face->shaped, font->shaper);
    return face->parts;
}

cairo_font_face_t *font_face(const SizedFont *font)
{
    return font->face->drawn;
}

double font_size(const SizedFont *font)
{
    return font->size;
}
