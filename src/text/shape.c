/*
 * From characters to glyphs.
 *
 * A text is decoded once, each character gets a face (coverage.c), the text is divided
 * by script and direction (itemize.c), and each range of one face and span is shaped once
 * by HarfBuzz: at one go, or word by word where no rule of the font looks across a space,
 * for words that were shaped before are at hand (strips.c).
 * Lines are slices of the result. HarfBuzz's flag says before which cluster a cut would
 * change glyphs; there, and where a hyphen is put in, the few clusters up to the nearest
 * safe place are shaped again (item_shape), by breaks.c for their width and by line.c
 * for their glyphs, in the same way, so that both agree to the unit.
 *
 *     itemised   |The of|fice in |תל אביב|.|
 *     shaped     [The][ ][o][ffi][c][e]...        clusters in the text's order
 *     a line     [The][ ] + of-                   shaped anew: the ligature is cut
 *
 * Characters for the typesetter alone (soft hyphens, isolates) never reach HarfBuzz, so
 * they neither show nor keep a ligature from forming.
 */
#include "text/breaks.h"
#include "text/strips.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uloc.h>

/* ---- characters ---------------------------------------------------------------------- */

void text_decode(Scratch *scratch, const StyledText *text)
{
    g_array_set_size(scratch->characters, (guint)text->length);
    g_array_set_size(scratch->offsets, (guint)text->length + 1);
    gunichar *characters = (gunichar *)(void *)scratch->characters->data;
    uint32_t *offsets = (uint32_t *)(void *)scratch->offsets->data;
    size_t n = 0;
    const char *end = text->text + text->length;
    for (const char *at = text->text; at < end; at = g_utf8_next_char(at)) {
        characters[n] = g_utf8_get_char(at);
        offsets[n++] = (uint32_t)(at - text->text);
    }
    offsets[n] = (uint32_t)text->length;
    g_array_set_size(scratch->characters, (guint)n);
    g_array_set_size(scratch->offsets, (guint)n + 1);
}

bool language_rtl(const char *language)
{
    return uloc_isRightToLeft(language);
}

bool text_leans_left(const char *text, bool otherwise)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        UCharDirection direction = u_charDirection((UChar32)g_utf8_get_char(text));
        if (direction == U_LEFT_TO_RIGHT)
            return false;
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
            return true;
    }
    return otherwise;
}

/* A name goes the way of its first letter, all else the way of its language. */
static bool text_rtl(const StyledText *text)
{
    bool rtl = language_rtl(text->language);
    return text->isolate ? text_leans_left(text->text, rtl) : rtl;
}

/* ---- shaping ------------------------------------------------------------------------- */

enum { MAX_FEATURES = 8 };

static size_t feature_add(hb_feature_t *features, size_t n, const char *tag,
                          uint32_t value)
{
    features[n] = (hb_feature_t){.tag = hb_tag_from_string(tag, 4),
                                 .value = value,
                                 .start = HB_FEATURE_GLOBAL_START,
                                 .end = HB_FEATURE_GLOBAL_END};
    return n + 1;
}

/* What the style asks of the font beyond its defaults. */
static size_t item_features(const ShapedItem *item, hb_feature_t *features)
{
    const Style *style = item->span->style;
    size_t n = 0;
    if (item->tracking != 0) {
        n = feature_add(features, n, "liga", 0);
        n = feature_add(features, n, "clig", 0);
    }
    if (style->small_caps)
        n = feature_add(features, n, "smcp", 1);
    if (style->figures == FIGURES_LINING)
        n = feature_add(features, n, "lnum", 1);
    if (style->figures == FIGURES_OLD_STYLE)
        n = feature_add(features, n, "onum", 1);
    if (style->tabular)
        n = feature_add(features, n, "tnum", 1);
    return n;
}

static bool font_has(const ShapedItem *item, gunichar character)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(item->font->shaper, character, &glyph);
}

/* What is set for a character: HarfBuzz knows other no-break characters' stand-ins. */
static gunichar character_set(const ShapedItem *item, gunichar character)
{
    bool hyphen = character == 0x2010 || character == 0x2011;
    if (!hyphen || font_has(item, character) || font_has(item, 0x2010))
        return character;
    return '-';
}

static void buffer_fill(hb_buffer_t *buffer, const char *text, const ShapedItem *item,
                        size_t start, size_t end)
{
    for (size_t at = start; at < end;) {
        gunichar character = g_utf8_get_char(text + at);
        if (!character_dropped(character))
            hb_buffer_add(buffer, character_set(item, character), (unsigned)at);
        at = (size_t)(g_utf8_next_char(text + at) - text);
    }
}

/* A hyphen at the end: the language's own if the font has it. */
static void buffer_hyphen(hb_buffer_t *buffer, const ShapedItem *item,
                          const char *hyphen, size_t end)
{
    gunichar character = g_utf8_get_char(hyphen);
    if (!font_has(item, character))
        character = font_has(item, 0x2010) ? 0x2010 : '-';
    hb_buffer_add(buffer, character, (unsigned)end);
}

static void buffer_shape(hb_buffer_t *buffer, const char *text, const ShapedItem *item,
                         size_t start, size_t end, const char *hyphen)
{
    hb_feature_t features[MAX_FEATURES];
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(buffer,
                            item->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, item->script);
    hb_buffer_set_language(buffer, item->language);
    buffer_fill(buffer, text, item, start, end);
    if (hyphen)
        buffer_hyphen(buffer, item, hyphen, end);
    hb_shape(item->font->shaper, buffer, features,
             (unsigned)item_features(item, features));
}

/* ---- glyphs and clusters out of a buffer --------------------------------------------- */

/* Fills in all glyphs of the buffer. */
static void glyphs_fill(hb_buffer_t *buffer, ShapedGlyph *glyphs)
{
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *position = hb_buffer_get_glyph_positions(buffer, NULL);
    for (unsigned i = 0; i < n; i++)
        glyphs[i] = (ShapedGlyph){.id = info[i].codepoint,
                                  .advance = position[i].x_advance,
                                  .dx = position[i].x_offset,
                                  .dy = position[i].y_offset};
}

/* Scripts whose letters join: a gap between them would break the line of the pen. */
static bool script_joins(hb_script_t script)
{
    return script == HB_SCRIPT_ARABIC || script == HB_SCRIPT_SYRIAC ||
           script == HB_SCRIPT_MONGOLIAN || script == HB_SCRIPT_NKO ||
           script == HB_SCRIPT_DEVANAGARI || script == HB_SCRIPT_BENGALI;
}

/* Fills in what follows from a cluster's glyphs and its first character. */
static void cluster_finish(ShapedCluster *cluster, const ShapedGlyph *glyphs,
                           const ShapedItem *item, const char *text, size_t end)
{
    for (size_t i = 0; i < cluster->n_glyphs; i++)
        cluster->advance += glyphs[cluster->glyph + i].advance;
    gunichar character =
        cluster->start < end ? g_utf8_get_char(text + cluster->start) : '-';
    cluster->glue = character == ' ' || character == 0x00a0;
    cluster->letter = cluster->advance > 0 && !script_joins(item->script);
    if (cluster->letter)
        cluster->advance += (int32_t)(item->tracking * 1024);
}

/* Divides the buffer's glyphs by cluster, in the text's order; returns how many. */
static size_t clusters_copy(hb_buffer_t *buffer, const ShapedItem *item,
                            const ShapedGlyph *glyphs, const char *text, size_t end,
                            ShapedCluster *clusters)
{
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    bool backward = item->level & 1;
    size_t count = 0;
    for (unsigned i = 0, width; i < n; i += width) {
        unsigned at = backward ? n - 1 - i : i;
        for (width = 1; i + width < n; width++)
            if (info[backward ? at - width : at + width].cluster != info[at].cluster)
                break;
        bool unsafe =
            hb_glyph_info_get_glyph_flags(&info[at]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK;
        clusters[count] = (ShapedCluster){.start = info[at].cluster,
                                          .glyph = backward ? at + 1 - width : at,
                                          .n_glyphs = width,
                                          .unsafe = unsafe && count > 0};
        cluster_finish(&clusters[count++], glyphs, item, text, end);
    }
    return count;
}

Strip item_shape(FontBook *book, Arena *arena, const char *text, const ShapedItem *item,
                 size_t start, size_t end, const char *hyphen)
{
    hb_buffer_t *buffer = fontbook_scratch(book)->buffer;
    buffer_shape(buffer, text, item, start, end, hyphen);
    size_t n_glyphs = hb_buffer_get_length(buffer);
    ShapedGlyph *glyphs = arena_array(arena, ShapedGlyph, n_glyphs);
    glyphs_fill(buffer, glyphs);
    ShapedCluster *clusters = arena_array(arena, ShapedCluster, n_glyphs);
    size_t n = clusters_copy(buffer, item, glyphs, text, end, clusters);
    return (Strip){.clusters = clusters, .n_clusters = n, .glyphs = glyphs};
}

/* ---- a whole text -------------------------------------------------------------------- */

/* Adds the glyphs of a piece to those of the scratch, and its clusters to `clusters`;
 * returns how many clusters. */
static size_t piece_set(const Scratch *scratch, const Piece *piece,
                        ShapedCluster *clusters)
{
    size_t n, from = scratch->glyphs->len;
    if (strip_recall(scratch, piece, clusters, &n))
        return n;
    buffer_shape(scratch->buffer, piece->text, piece->item, piece->start, piece->end,
                 NULL);
    g_array_set_size(scratch->glyphs,
                     (guint)from + hb_buffer_get_length(scratch->buffer));
    ShapedGlyph *glyphs = &g_array_index(scratch->glyphs, ShapedGlyph, from);
    glyphs_fill(scratch->buffer, glyphs);
    n = clusters_copy(scratch->buffer, piece->item, glyphs, piece->text, piece->end,
                      clusters);
    strip_keep(scratch, piece, clusters, n, from);
    for (size_t i = 0; i < n; i++)
        clusters[i].glyph += (uint32_t)from;
    return n;
}

/* Where the piece that begins at `start` ends: with the item, or where a word and the
 * spaces after it do when no rule of the font looks across a space. */
static size_t piece_end(const char *text, const ShapedItem *item, size_t start)
{
    if (item->level & 1 || !font_parts(item->font))
        return item->end;
    const char *space = memchr(text + start, ' ', item->end - start);
    size_t end = space ? (size_t)(space - text) : item->end;
    while (end < item->end && text[end] == ' ')
        end++;
    return end;
}

/* Puts the glyphs of an item into `arena` and its clusters into `clusters`; returns how
 * many clusters. */
static size_t item_set(const Scratch *scratch, Arena *arena, const char *text,
                       ShapedItem *item, ShapedCluster *clusters)
{
    size_t n = 0;
    g_array_set_size(scratch->glyphs, 0);
    for (size_t start = item->start, end; start < item->end; start = end) {
        end = piece_end(text, item, start);
        n += piece_set(scratch, &(Piece){item, text, start, end}, clusters + n);
    }
    item->glyphs = arena_copy(arena, scratch->glyphs->data,
                              scratch->glyphs->len * sizeof(ShapedGlyph));
    return n;
}

/* Shapes all items of the scratch, whose clusters follow each other in one array. */
static struct ShapedItems *items_shape(FontBook *book, Arena *arena,
                                       const StyledText *text)
{
    Scratch *scratch = fontbook_scratch(book);
    struct ShapedItems *shaped = arena_one(arena, struct ShapedItems);
    ShapedCluster *clusters =
        arena_array(arena, ShapedCluster, scratch->characters->len);
    ShapedItem *items = (ShapedItem *)scratch->items->data;
    size_t count = 0;
    for (size_t i = 0; i < scratch->items->len; i++) {
        ShapedItem *item = &items[i];
        item->first = count;
        count += item_set(scratch, arena, text->text, item, clusters + count);
        item->last = count;
    }
    shaped->items = arena_copy(arena, items, scratch->items->len * sizeof *items);
    shaped->n_items = scratch->items->len;
    shaped->clusters = clusters;
    shaped->n_clusters = count;
    return shaped;
}

const ShapedItem *item_of(const struct ShapedItems *items, size_t cluster)
{
    size_t low = 0, high = items->n_items;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (items->items[middle].first <= cluster)
            low = middle;
        else
            high = middle;
    }
    return &items->items[low];
}

/* Whether everything stands on one line of `room`. */
static bool items_fit(const struct ShapedItems *items, Characters characters,
                      double room)
{
    int64_t width = 0;
    for (size_t i = 0; i < items->n_clusters; i++)
        width += items->clusters[i].advance;
    if (FROM_SHAPER(width) > room)
        return false;
    for (size_t i = 0; i < characters.n; i++)
        if (character_forces(characters.at[i]))
            return false;
    return true;
}

const Shaped *text_shape(FontBook *book, Diagnostics *diagnostics, Arena *arena,
                         const StyledText *text, const Language *language,
                         bool hyphenate, double room)
{
    Scratch *scratch = fontbook_scratch(book);
    text_decode(scratch, text);
    if (!faces_choose(book, diagnostics, text))
        return NULL;
    Shaped *shaped = arena_one(arena, Shaped);
    shaped->source = text;
    shaped->rtl = text_rtl(text);
    if (!text_itemize(book, diagnostics, text, shaped->rtl))
        return NULL;
    shaped->items = items_shape(book, arena, text);
    shaped->items->book = book;
    shaped->items->language = language;
    if (items_fit(shaped->items, scratch_characters(scratch), room))
        ends_find(book, arena, shaped);
    else
        breaks_find(book, diagnostics, arena, shaped, hyphenate);
    return shaped;
}
