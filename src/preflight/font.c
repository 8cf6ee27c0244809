/*
 * Fonts as contents name them (ISO 32000-1, 9.5 to 9.10). A font is read when it is first
 * selected, and remembers each code that is shown; when all pages are done, what was
 * shown is held against its widths, its Unicode and its program. So a font that is there
 * and not used, or a glyph of it, is nobody's mistake.
 */
#include "preflight/font.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WIDTHS = 1 << 17, MOST_FONTS = 4096 };

bool font_is_composite(const Font *font)
{
    return font->kind == FONT_CID_CFF || font->kind == FONT_CID_TRUETYPE;
}

static Where font_place(const Font *font)
{
    return (Where){font->object, font->page};
}

/* The CMap of a stream, read once however many fonts share it; NULL: none. */
static const CMap *cmap_load(Check *check, const Value *stream)
{
    if (stream->kind != VALUE_STREAM)
        return NULL;
    const CMap *known = g_hash_table_lookup(check->cmaps, stream->as.stream);
    if (known)
        return known;
    const char *why;
    g_autoptr(GByteArray) bytes =
        stream_decode(check->document, stream->as.stream, &why);
    if (!bytes || !document_keep(check->document, (size_t)bytes->len * 8))
        return NULL;
    known = cmap_read(check->arena, (Bytes){(char *)bytes->data, bytes->len});
    g_hash_table_insert(check->cmaps, (gpointer)stream->as.stream, (gpointer)known);
    return known;
}

static void width_add(GArray *widths, double low, double high, double width)
{
    if (!(low >= 0 && high < MOST_CODES && low <= high) || widths->len >= MOST_WIDTHS)
        return;
    WidthRange range = {(unsigned)low, (unsigned)high, width};
    g_array_append_val(widths, range);
}

static int width_compare(const void *a, const void *b)
{
    const WidthRange *one = a, *two = b;
    return one->low < two->low ? -1 : one->low > two->low;
}

static void widths_keep(Check *check, Font *font, GArray *widths)
{
    if (!document_keep(check->document, widths->len * sizeof(WidthRange)))
        g_array_set_size(widths, 0);
    if (widths->len)
        qsort(widths->data, widths->len, sizeof(WidthRange), width_compare);
    font->n_widths = widths->len;
    font->widths =
        arena_copy(check->arena, widths->data, widths->len * sizeof(WidthRange));
    g_array_unref(widths);
}

/* /Widths of a simple font. */
static void widths_read(Check *check, Font *font)
{
    Document *document = check->document;
    const Value *list = document_find(document, font->dictionary, "Widths");
    double first =
        document_number(document, dictionary_find(font->dictionary, "FirstChar"), 0);
    GArray *widths = g_array_new(FALSE, FALSE, sizeof(WidthRange));
    for (size_t i = 0; i < MIN(array_length(list), 256); i++) {
        const Value *width = document_item(document, list, i);
        if (value_is_number(width))
            width_add(widths, first + (double)i, first + (double)i, width->as.number);
    }
    font->default_width = document_number(
        document, dictionary_find(font->descriptor, "MissingWidth"), -1);
    widths_keep(check, font, widths);
}

/* /W of a CIDFont: "c [w w w]" and "c c w". */
static void cid_widths_read(Check *check, Font *font)
{
    Document *document = check->document;
    const Value *list = document_find(document, font->descendant, "W");
    GArray *widths = g_array_new(FALSE, FALSE, sizeof(WidthRange));
    for (size_t i = 0; i + 1 < array_length(list);) {
        double low = document_number(document, document_item(document, list, i), -1);
        const Value *next = document_item(document, list, i + 1);
        if (next->kind == VALUE_ARRAY) {
            for (size_t k = 0; k < next->as.array.n; k++)
                width_add(
                    widths, low + (double)k, low + (double)k,
                    document_number(document, document_item(document, next, k), 0));
            i += 2;
        } else {
            width_add(
                widths, low, document_number(document, next, -1),
                document_number(document, document_item(document, list, i + 2), 0));
            i += 3;
        }
    }
    font->default_width =
        document_number(document, dictionary_find(font->descendant, "DW"), 1000);
    widths_keep(check, font, widths);
}

static void differences_read(Check *check, Font *font, const Value *list)
{
    unsigned code = 0;
    for (size_t i = 0; i < array_length(list); i++) {
        const Value *item = document_item(check->document, list, i);
        if (value_is_number(item))
            code = item->as.number >= 0 && item->as.number < 256
                       ? (unsigned)item->as.number
                       : 256;
        else if (item->kind == VALUE_NAME && code < 256)
            font->names[code++] = value_name(check->arena, item);
    }
}

static void encoding_read(Check *check, Font *font)
{
    Document *document = check->document;
    const Value *encoding = document_find(document, font->dictionary, "Encoding");
    const Value *base = encoding->kind == VALUE_NAME
                            ? encoding
                            : document_find(document, encoding, "BaseEncoding");
    font->base = value_name(check->arena, base);
    double flags =
        document_number(document, dictionary_find(font->descriptor, "Flags"), 0);
    font->symbolic = flags >= 0 && flags < 4e9 && ((unsigned)flags & 4);
    differences_read(check, font, document_find(document, encoding, "Differences"));
    if (font->kind != FONT_TRUETYPE)
        return;
    bool plain = strcmp(font->base, "WinAnsiEncoding") == 0 ||
                 strcmp(font->base, "MacRomanEncoding") == 0;
    if (font->symbolic && encoding->kind)
        found(check, RULE_FONT_ENCODING, font_place(font),
              "the font '%s' is symbolic and has an Encoding", font->name);
    else if (!font->symbolic && !plain)
        found(check, RULE_FONT_ENCODING, font_place(font),
              "the font '%s' is not symbolic and has no MacRoman or WinAnsi encoding",
              font->name);
}

static void simple_read(Check *check, Font *font)
{
    Document *document = check->document;
    font->descriptor = document_find(document, font->dictionary, "FontDescriptor");
    static const char *const keys[] = {"FirstChar", "LastChar", "Widths"};
    bool bare = font->descriptor->kind != VALUE_DICTIONARY && font->kind != FONT_TYPE3;
    for (size_t i = 0; i < G_N_ELEMENTS(keys) && !bare; i++)
        if (!document_find(document, font->dictionary, keys[i])->kind)
            found(check, RULE_FONT_FORM, font_place(font), "the font '%s' has no %s",
                  font->name, keys[i]);
    encoding_read(check, font);
    widths_read(check, font);
}

static void cmap_check(Check *check, Font *font, const Value *encoding)
{
    Document *document = check->document;
    static const char *const predefined[] = {"GB",  "CNS",  "B5", "ETen", "HK",
                                             "Uni", "83pv", "90", "Add",  "EUC",
                                             "Ext", "KSC",  "H",  "V",    "ETH"};
    Where where = font_place(font);
    if (encoding->kind == VALUE_STREAM) {
        font->encoding = cmap_load(check, encoding);
        double mode = document_number(document, dictionary_find(encoding, "WMode"), 0);
        if (font->encoding && font->encoding->vertical != (mode == 1))
            found(check, RULE_FONT_CMAP, where,
                  "the CMap's WMode is another one inside");
        return;
    }
    const char *name = value_name(check->arena, encoding);
    font->identity = strcmp(name, "Identity-H") == 0 || strcmp(name, "Identity-V") == 0;
    bool known = font->identity;
    for (size_t i = 0; i < G_N_ELEMENTS(predefined); i++)
        known = known || g_str_has_prefix(name, predefined[i]);
    if (!known)
        found(check, RULE_FONT_CMAP, where,
              "the CMap '%s' is neither known nor embedded", name);
}

static void system_check(Check *check, Font *font, const Value *encoding)
{
    Document *document = check->document;
    const Value *info = document_find(document, font->descendant, "CIDSystemInfo");
    const Value *registry = document_find(document, info, "Registry");
    const Value *ordering = document_find(document, info, "Ordering");
    Where where = font_place(font);
    if (registry->kind != VALUE_STRING || ordering->kind != VALUE_STRING ||
        !value_is_number(document_find(document, info, "Supplement"))) {
        found(check, RULE_FONT_SYSTEM, where,
              "the font '%s' has no whole CIDSystemInfo", font->name);
        return;
    }
    const Value *other = document_find(document, encoding, "CIDSystemInfo");
    if (encoding->kind != VALUE_STREAM || other->kind != VALUE_DICTIONARY)
        return;
    const Value *of_map = document_find(document, other, "Ordering");
    if (of_map->kind != VALUE_STRING ||
        !bytes_equal(of_map->as.bytes, ordering->as.bytes))
        found(check, RULE_FONT_SYSTEM, where,
              "the Ordering of '%s' is not that of its CMap", font->name);
}

static void composite_read(Check *check, Font *font)
{
    Document *document = check->document;
    const Value *list = document_find(document, font->dictionary, "DescendantFonts");
    font->descendant = document_item(document, list, 0);
    font->descriptor = document_find(document, font->descendant, "FontDescriptor");
    const Value *kind = document_find(document, font->descendant, "Subtype");
    font->kind = value_is_name(kind, "CIDFontType2") ? FONT_CID_TRUETYPE : FONT_CID_CFF;
    if (!value_is_name(kind, "CIDFontType2") && !value_is_name(kind, "CIDFontType0"))
        found(check, RULE_FONT_FORM, font_place(font), "the font '%s' has no CIDFont",
              font->name);
    const Value *encoding = document_find(document, font->dictionary, "Encoding");
    cmap_check(check, font, encoding);
    system_check(check, font, encoding);
    const Value *map = document_find(document, font->descendant, "CIDToGIDMap");
    bool embedded = document_find(document, font->descriptor, "FontFile2")->kind != 0;
    if (font->kind == FONT_CID_TRUETYPE && embedded && map->kind != VALUE_STREAM &&
        !value_is_name(map, "Identity"))
        found(check, RULE_FONT_CID_MAP, font_place(font),
              "the font '%s' has no CIDToGIDMap", font->name);
    cid_widths_read(check, font);
}

static Font *font_read(Check *check, const Value *dictionary, Where where)
{
    static const struct {
        const char *name;
        FontKind kind;
    } kinds[] = {{"Type0", FONT_CID_CFF},
                 {"Type1", FONT_TYPE1},
                 {"MMType1", FONT_TYPE1},
                 {"TrueType", FONT_TRUETYPE},
                 {"Type3", FONT_TYPE3}};
    Document *document = check->document;
    Font *font = arena_one(check->arena, Font);
    *font = (Font){.object = where.object,
                   .page = where.page,
                   .kind = FONT_UNKNOWN,
                   .dictionary = dictionary,
                   .descendant = &value_null,
                   .descriptor = &value_null,
                   .base = "",
                   .default_width = -1};
    font->name =
        value_name(check->arena, document_find(document, dictionary, "BaseFont"));
    const Value *subtype = document_find(document, dictionary, "Subtype");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (value_is_name(subtype, kinds[i].name))
            font->kind = kinds[i].kind;
    if (font->kind == FONT_UNKNOWN || (font->kind != FONT_TYPE3 && !*font->name))
        found(check, RULE_FONT_FORM, where, "the font has no Subtype or BaseFont");
    if (font->kind == FONT_CID_CFF)
        composite_read(check, font);
    else
        simple_read(check, font);
    font->to_unicode =
        cmap_load(check, document_find(document, dictionary, "ToUnicode"));
    return font;
}

Font *typeface_find(Check *check, const Value *value, unsigned page)
{
    const Value *dictionary = document_resolve(check->document, value);
    if (dictionary->kind != VALUE_DICTIONARY)
        return NULL;
    if (g_hash_table_size(check->fonts) >= MOST_FONTS) {
        check->partly = true;
        return NULL;
    }
    Font *font = g_hash_table_lookup(check->fonts, dictionary);
    if (!font) {
        font = font_read(check, dictionary, (Where){value_object(value, 0), page});
        g_hash_table_insert(check->fonts, (gpointer)dictionary, font);
    }
    return font;
}

guint32 font_next(const Font *font, Bytes string, size_t *at, unsigned *width)
{
    if (font_is_composite(font))
        return cmap_next(font->encoding, string, at, width);
    *width = 1;
    return (unsigned char)string.start[(*at)++];
}

unsigned font_cid(const Font *font, guint32 code)
{
    const CMapRange *range = font->encoding ? cmap_find(font->encoding, code) : NULL;
    if (range)
        return (unsigned)range->cid + (code - range->low);
    return font->encoding ? 0 : code;
}

double font_width(const Font *font, guint32 code)
{
    unsigned cid = font_cid(font, code);
    size_t low = 0, high = font->n_widths;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (font->widths[middle].low <= cid)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && font->widths[low - 1].high >= cid)
        return font->widths[low - 1].width;
    return font->default_width;
}

/* The character that a glyph's name stands for by itself: "uni20AC", "A". */
static gunichar name_character(const char *name)
{
    gunichar c = 0;
    if (g_str_has_prefix(name, "uni") && strlen(name) >= 7)
        c = (gunichar)strtoul(name + 3, NULL, 16);
    else if (name[0] == 'u' && strlen(name) >= 5)
        c = (gunichar)strtoul(name + 1, NULL, 16);
    else if (name[0] && !name[1])
        c = (unsigned char)name[0];
    return g_unichar_validate(c) ? c : 0;
}

bool font_text(const Font *font, guint32 code, GString *out)
{
    if (font->to_unicode && cmap_text(font->to_unicode, code, out))
        return true;
    if (font_is_composite(font) || code > 255)
        return false;
    gunichar c = font->names[code] ? name_character(font->names[code])
                                   : encoding_character(font->base, code);
    if (c)
        g_string_append_unichar(out, c);
    return c != 0 || font->names[code];
}

static bool character_is_bad(const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (c == 0xFFFE || c == 0xFEFF)
            return true;
    }
    return false;
}

/* A simple font needs no ToUnicode when its own encoding or names say it all. */
static bool unicode_is_implied(const Font *font)
{
    return !font_is_composite(font) && font->kind != FONT_TYPE3 &&
           (*font->base || font->descriptor->kind != VALUE_DICTIONARY ||
            font->kind == FONT_TYPE1);
}

static void unicode_check(Check *check, const Font *font)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Where where = font_place(font);
    for (guint32 code = 0; code < MOST_CODES; code++) {
        if (!(font->shown[code / 8] & 1 << code % 8))
            continue;
        g_string_truncate(text, 0);
        if (!font_text(font, code, text)) {
            if (unicode_is_implied(font))
                continue;
            found(check, RULE_FONT_UNICODE, where,
                  "the font '%s' does not say what its code %u means", font->name,
                  code);
            return;
        }
        if (character_is_bad(text->str)) {
            found(check, RULE_FONT_UNICODE_BAD, where,
                  "the font '%s' maps its code %u to U+0000, U+FEFF or U+FFFE",
                  font->name, code);
            return;
        }
    }
}

static int font_compare(const void *a, const void *b)
{
    const Font *const *one = a, *const *two = b;
    if ((*one)->page != (*two)->page)
        return (*one)->page < (*two)->page ? -1 : 1;
    return (*one)->object<(*two)->object ? -1 : (*one)->object>(*two)->object;
}

void typefaces_check(Check *check)
{
    guint n;
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(check->fonts, &n);
    g_autofree Font **fonts = g_new(Font *, n + 1);
    for (guint i = 0; i < n; i++)
        fonts[i] = g_hash_table_lookup(check->fonts, keys[i]);
    qsort(fonts, n, sizeof *fonts, font_compare);
    for (guint i = 0; i < n; i++) {
        unicode_check(check, fonts[i]);
        if (fonts[i]->kind != FONT_TYPE3 && fonts[i]->visible)
            program_check(check, fonts[i]);
    }
    program_close(check);
}
