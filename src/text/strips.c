/*
 * Words that were shaped lately.
 *
 * "Anna" and "Member" stand in thousands of names. What HarfBuzz made of such a word, or
 * of a whole item where words cannot be shaped apart, is kept by its letters, font,
 * features, script, language and direction, which are all that shaping depends on, and
 * copied when the same comes again. There is a slot for each value of a hash cut short,
 * and the newest text has it: the table never grows, and what comes often is soon back.
 */
#include "text/strips.h"

#include <string.h>

enum { N_STRIPS = 4096, LONGEST = 32 };

/* All that the glyphs of a piece depend on, but its text. */
typedef struct StripKind {
    const SizedFont *font;
    double tracking;
    hb_language_t language;
    hb_script_t script;
    Figures figures;
    bool tabular, small_caps, backward;
} StripKind;

struct KeptStrip {
    StripKind kind;
    uint32_t length, n_glyphs, n_clusters;
    char text[LONGEST];
    ShapedCluster clusters[]; /* that start from 0; behind them the glyphs */
};

KeptStrip **strips_new(void)
{
    return g_new0(KeptStrip *, N_STRIPS);
}

static void *strip_glyphs(const KeptStrip *strip)
{
    return (void *)&strip->clusters[strip->n_clusters];
}

void strips_free(KeptStrip **strips)
{
    for (size_t i = 0; i < N_STRIPS; i++)
        g_free(strips[i]);
    g_free(strips);
}

static StripKind kind_of(const ShapedItem *item)
{
    const Style *style = item->span->style;
    return (StripKind){.font = item->font,
                       .tracking = item->tracking,
                       .language = item->language,
                       .script = item->script,
                       .figures = style->figures,
                       .tabular = style->tabular,
                       .small_caps = style->small_caps,
                       .backward = item->level & 1};
}

static bool kinds_equal(const StripKind *a, const StripKind *b)
{
    return a->font == b->font && a->tracking == b->tracking &&
           a->language == b->language && a->script == b->script &&
           a->figures == b->figures && a->tabular == b->tabular &&
           a->small_caps == b->small_caps && a->backward == b->backward;
}

/* The slot of a piece: FNV-1a over its text and font. */
static KeptStrip **strip_slot(const Scratch *scratch, const Piece *piece)
{
    uint32_t hash = 2166136261u ^ (uint32_t)(GPOINTER_TO_SIZE(piece->item->font) >> 4);
    for (size_t i = piece->start; i < piece->end; i++)
        hash = (hash ^ (uint8_t)piece->text[i]) * 16777619u;
    return &scratch->strips[(hash ^ hash >> 16) % N_STRIPS];
}

bool strip_recall(const Scratch *scratch, const Piece *piece, ShapedCluster *clusters,
                  size_t *n_clusters)
{
    size_t length = piece->end - piece->start;
    if (length > LONGEST)
        return false;
    const KeptStrip *strip = *strip_slot(scratch, piece);
    StripKind kind = kind_of(piece->item);
    if (!strip || strip->length != length || !kinds_equal(&strip->kind, &kind) ||
        memcmp(strip->text, piece->text + piece->start, length) != 0)
        return false;
    for (size_t i = 0; i < strip->n_clusters; i++) {
        clusters[i] = strip->clusters[i];
        clusters[i].start += (uint32_t)piece->start;
        clusters[i].glyph += scratch->glyphs->len;
    }
    g_array_append_vals(scratch->glyphs, strip_glyphs(strip), strip->n_glyphs);
    *n_clusters = strip->n_clusters;
    return true;
}

void strip_keep(const Scratch *scratch, const Piece *piece,
                const ShapedCluster *clusters, size_t n_clusters, size_t from)
{
    size_t length = piece->end - piece->start;
    if (length > LONGEST)
        return;
    size_t n_glyphs = scratch->glyphs->len - from;
    KeptStrip *strip = g_malloc(sizeof(KeptStrip) + n_clusters * sizeof(ShapedCluster) +
                                n_glyphs * sizeof(ShapedGlyph));
    strip->kind = kind_of(piece->item);
    strip->length = (uint32_t)length;
    strip->n_glyphs = (uint32_t)n_glyphs;
    strip->n_clusters = (uint32_t)n_clusters;
    memcpy(strip->text, piece->text + piece->start, length);
    for (size_t i = 0; i < n_clusters; i++) {
        strip->clusters[i] = clusters[i];
        strip->clusters[i].start -= (uint32_t)piece->start;
    }
    memcpy(strip_glyphs(strip), &g_array_index(scratch->glyphs, ShapedGlyph, from),
           n_glyphs * sizeof(ShapedGlyph));
    KeptStrip **slot = strip_slot(scratch, piece);
    g_free(*slot);
    *slot = strip;
}
