/*
 * Font programs, opened with FreeType: whether each glyph that was shown is there, and as
 * wide as the font's dictionary says (ISO 19005-2, 6.2.11.5: a difference of a thousandth
 * of the size is none). Which glyph a code selects follows ISO 32000-1, 9.6.6 and 9.7.4;
 * where a simple font's choice is not certain it is not judged.
 */
#include "preflight/font.h"

#include <math.h>
#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_CID_H
#include FT_TRUETYPE_TABLES_H

enum { NO_GLYPH = -1, UNCERTAIN = -2 };

typedef struct Program {
    Check *check;
    Font *font;
    FT_Face face;
    GByteArray *bytes;
    GByteArray *cid_map; /* a stream for CIDToGIDMap; NULL: identity */
    GHashTable *glyphs;  /* of a CID-keyed CFF: CID to glyph, plus one */
    FT_CharMap unicode, symbol, roman;
} Program;

static Where program_place(const Program *program)
{
    return (Where){program->font->object, program->font->page};
}

static void charmaps_find(Program *program)
{
    FT_Face face = program->face;
    for (int i = 0; i < face->num_charmaps; i++) {
        FT_CharMap map = face->charmaps[i];
        if (map->platform_id == 3 && map->encoding_id == 0)
            program->symbol = map;
        else if (map->platform_id == 1 && map->encoding_id == 0)
            program->roman = map;
        else if (map->encoding == FT_ENCODING_UNICODE)
            program->unicode = map;
    }
}

static void cids_list(Program *program)
{
    if (!FT_IS_CID_KEYED(program->face))
        return;
    program->glyphs = g_hash_table_new(NULL, NULL);
    for (FT_Long i = 0; i < program->face->num_glyphs; i++) {
        FT_UInt cid;
        if (FT_Get_CID_From_Glyph_Index(program->face, (FT_UInt)i, &cid) == 0)
            g_hash_table_insert(program->glyphs, GUINT_TO_POINTER(cid),
                                GSIZE_TO_POINTER((gsize)i + 1));
    }
}

static long glyph_of_cid(const Program *program, unsigned cid)
{
    if (program->glyphs) {
        gpointer glyph = g_hash_table_lookup(program->glyphs, GUINT_TO_POINTER(cid));
        return glyph ? (long)GPOINTER_TO_SIZE(glyph) - 1 : NO_GLYPH;
    }
    if (program->cid_map) {
        if (cid * 2 + 1 >= program->cid_map->len)
            return NO_GLYPH;
        return program->cid_map->data[cid * 2] << 8 |
               program->cid_map->data[cid * 2 + 1];
    }
    return cid;
}

static long glyph_in(const Program *program, FT_CharMap map, gunichar c)
{
    if (!map || FT_Set_Charmap(program->face, map) != 0)
        return 0;
    return (long)FT_Get_Char_Index(program->face, c);
}

/* A symbolic TrueType font: by the code itself. */
static long glyph_symbolic(const Program *program, unsigned code)
{
    static const gunichar pages[] = {0xF000, 0, 0xF100, 0xF200};
    if (program->symbol)
        for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
            long glyph = glyph_in(program, program->symbol, pages[i] + code);
            if (glyph > 0)
                return glyph;
        }
    if (program->roman)
        return glyph_in(program, program->roman, code);
    return program->symbol ? 0 : UNCERTAIN;
}

static long glyph_of_name(const Program *program, const char *name)
{
    if (!FT_HAS_GLYPH_NAMES(program->face))
        return UNCERTAIN;
    long glyph = (long)FT_Get_Name_Index(program->face, (FT_String *)name);
    return glyph > 0 ? glyph : strcmp(name, ".notdef") == 0 ? 0 : UNCERTAIN;
}

static long glyph_simple(const Program *program, unsigned code)
{
    const Font *font = program->font;
    if (font->names[code])
        return glyph_of_name(program, font->names[code]);
    if (font->kind == FONT_TRUETYPE && (font->symbolic || !*font->base))
        return glyph_symbolic(program, code);
    gunichar c = encoding_character(font->base, code);
    if (c && program->unicode) {
        long glyph = glyph_in(program, program->unicode, c);
        return glyph > 0 ? glyph : UNCERTAIN;
    }
    if (c && program->roman && c < 0x7F)
        return glyph_in(program, program->roman, code);
    if (font->kind == FONT_TYPE1 && program->face->num_charmaps > 0 && !*font->base)
        for (int i = 0; i < program->face->num_charmaps; i++)
            if (program->face->charmaps[i]->encoding == FT_ENCODING_ADOBE_CUSTOM ||
                program->face->charmaps[i]->encoding == FT_ENCODING_ADOBE_STANDARD)
                return glyph_in(program, program->face->charmaps[i], code);
    return UNCERTAIN;
}

/* Whether the dictionary's width is the program's; a code of .notdef is told. */
static void code_check(Program *program, guint32 code)
{
    Font *font = program->font;
    Check *check = program->check;
    Where where = program_place(program);
    unsigned cid = font_cid(font, code);
    long glyph = font_is_composite(font) ? glyph_of_cid(program, cid)
                                         : glyph_simple(program, code & 255);
    if (glyph == UNCERTAIN)
        return;
    if (glyph == NO_GLYPH || glyph >= program->face->num_glyphs) {
        found(check, RULE_FONT_GLYPH, where,
              "the font '%s' has no glyph for its code %u", font->name, code);
        return;
    }
    if (glyph == 0) {
        found(check, RULE_FONT_NOTDEF, where, "the code %u of the font '%s' is .notdef",
              code, font->name);
        return;
    }
    FT_Fixed advance = 0;
    if (FT_Get_Advance(program->face, (FT_UInt)glyph, FT_LOAD_NO_SCALE, &advance) !=
        0) {
        found(check, RULE_FONT_PROGRAM, where, "the glyph %ld of '%s' cannot be read",
              glyph, font->name);
        return;
    }
    double units = program->face->units_per_EM ? program->face->units_per_EM : 1000;
    double own = (double)advance * 1000 / units, said = font_width(font, code);
    if (said < 0)
        found(check, RULE_FONT_FORM, where,
              "the font '%s' has no width for its code %u", font->name, code);
    else if (fabs(own - said) > 1.01)
        found(check, RULE_FONT_WIDTH, where,
              "the code %u of the font '%s' is %.1f wide, and %.1f in its program",
              code, font->name, said, own);
}

/* A TrueType font's own tables from codes to glyphs (ISO 19005-2, 6.2.11.6). */
static void charmaps_check(Program *program)
{
    const Font *font = program->font;
    int n = program->face->num_charmaps;
    if (font->kind != FONT_TRUETYPE)
        return;
    if (font->symbolic && n != 1 && !program->symbol)
        found(program->check, RULE_FONT_ENCODING, program_place(program),
              "the symbolic font '%s' has %d cmaps, and none for symbols", font->name,
              n);
    else if (!font->symbolic && !program->unicode && !program->roman)
        found(program->check, RULE_FONT_ENCODING, program_place(program),
              "the font '%s' has no cmap for Unicode or Roman", font->name);
}

/* Every glyph that was shown must be in a CIDSet, if there is one. */
static void set_check(Program *program)
{
    Check *check = program->check;
    Font *font = program->font;
    const Value *set = document_find(check->document, font->descriptor, "CIDSet");
    if (set->kind != VALUE_STREAM)
        return;
    const char *why;
    g_autoptr(GByteArray) bits = stream_decode(check->document, set->as.stream, &why);
    for (guint32 code = 0; bits && code < MOST_CODES; code++) {
        unsigned cid = font_cid(font, code);
        if (!(font->shown[code / 8] & 1 << code % 8))
            continue;
        if (cid / 8 >= bits->len || !(bits->data[cid / 8] & 0x80 >> cid % 8)) {
            found(check, RULE_FONT_SET, program_place(program),
                  "the CIDSet of '%s' lacks the character %u", font->name, cid);
            return;
        }
    }
}

/* The stream of the program, by the key that fits the font; NULL: none. */
static const Value *file_find(Check *check, const Font *font, const char **key)
{
    static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const Value *file = document_find(check->document, font->descriptor, keys[i]);
        *key = keys[i];
        if (file->kind == VALUE_STREAM)
            return file;
    }
    return NULL;
}

/* Whether the key and Subtype of the program fit the font (ISO 32000-1, table 126). */
static bool file_fits(Check *check, const Font *font, const Value *file,
                      const char *key)
{
    const Value *subtype = document_find(check->document, file, "Subtype");
    bool open = value_is_name(subtype, "OpenType");
    if (strcmp(key, "FontFile2") == 0)
        return font->kind == FONT_TRUETYPE || font->kind == FONT_CID_TRUETYPE;
    if (strcmp(key, "FontFile") == 0)
        return font->kind == FONT_TYPE1;
    if (font->kind == FONT_CID_CFF)
        return open || value_is_name(subtype, "CIDFontType0C");
    if (font->kind == FONT_TYPE1)
        return open || value_is_name(subtype, "Type1C");
    return open;
}

static bool program_open(Program *program, const Value *file)
{
    Check *check = program->check;
    const char *why = NULL;
    program->bytes = stream_decode(check->document, file->as.stream, &why);
    FT_Library library = check->typeface;
    if (!library && FT_Init_FreeType(&library) != 0)
        return false;
    check->typeface = library;
    if (!program->bytes || why ||
        FT_New_Memory_Face(check->typeface, program->bytes->data,
                           (FT_Long)program->bytes->len, 0, &program->face) != 0) {
        found(check, RULE_FONT_PROGRAM, program_place(program),
              "the program of the font '%s' cannot be read", program->font->name);
        return false;
    }
    charmaps_find(program);
    cids_list(program);
    const Value *map =
        document_find(check->document, program->font->descendant, "CIDToGIDMap");
    if (program->font->kind == FONT_CID_TRUETYPE && map->kind == VALUE_STREAM)
        program->cid_map = stream_decode(check->document, map->as.stream, &why);
    return true;
}

static void program_clear(Program *program)
{
    if (program->face)
        FT_Done_Face(program->face);
    g_clear_pointer(&program->bytes, g_byte_array_unref);
    g_clear_pointer(&program->cid_map, g_byte_array_unref);
    g_clear_pointer(&program->glyphs, g_hash_table_unref);
}

void program_check(Check *check, Font *font)
{
    const char *key;
    const Value *file = file_find(check, font, &key);
    Program program = {.check = check, .font = font};
    if (!file) {
        found(check, RULE_FONT_EMBEDDED, program_place(&program),
              "the font '%s' is not embedded", font->name);
        return;
    }
    if (!file_fits(check, font, file, key))
        found(check, RULE_FONT_PROGRAM, program_place(&program),
              "the program of the font '%s' is of another kind", font->name);
    bool certain = !font_is_composite(font) || font->identity || font->encoding;
    if (program_open(&program, file) && certain) {
        for (guint32 code = 0; code < MOST_CODES; code++)
            if (font->shown[code / 8] & 1 << code % 8)
                code_check(&program, code);
        charmaps_check(&program);
        set_check(&program);
    }
    program_clear(&program);
}

void program_close(Check *check)
{
    if (check->typeface)
        FT_Done_FreeType(check->typeface);
    check->typeface = NULL;
}
