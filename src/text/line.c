/*
 * The glyphs of one line: slices of the shaped items between two breaks, in the order in
 * which they stand on the page.
 *
 * Of each item that the line crosses, its clusters are laid end to end (the line's start
 * shaped anew, what lies between as it is, the line's end shaped anew), and then placed
 * from left to right: backwards where the item runs from right to left. Items themselves
 * are put into visual order by their levels (UAX 9, rule L2).
 *
 *     text     said תל אביב and          visual    said ביבא לת and
 *     items    [0    ][1       ][0  ]
 *
 * A word that is broken over lines reads whole: its part before the break is one cluster
 * whose text is the whole word, its parts after it are clusters with no text, so that
 * who copies or searches the text finds the word as it was typed.
 */
#include "text/breaks.h"

/* A cluster to be placed. */
typedef struct Bit {
    const ShapedCluster *cluster;
    const ShapedGlyph *glyphs; /* that its index counts from */
    size_t end;                /* byte after its text */
} Bit;

/* Bytes of the text that read as one or as nothing, for they are parts of a word that is
 * broken before or after this line. */
typedef struct Seam {
    size_t from, to; /* of the part on this line; empty: none */
    size_t end;      /* of the whole word; `from` when it began on a line before */
} Seam;

typedef struct LineMaker {
    const Shaped *shaped;
    Arena *arena;
    LineFit fit;
    const Break *a, *b;
    const Cut *head, *tail; /* at break a and at break b */
    Seam first, last;
    const ShapedCluster *final; /* after which no letterspacing follows */
    double x;
} LineMaker;

/* ---- words that are broken ----------------------------------------------------------- */

static bool is_joined(const Break *at)
{
    return at->kind == BREAK_HYPHEN || at->kind == BREAK_MARK;
}

/* Where the word around byte `at` begins, not before `least`: with what is seen of it. */
static size_t word_start(const char *text, size_t at, size_t least)
{
    size_t most = at;
    while (at > least) {
        const char *before = g_utf8_find_prev_char(text, text + at);
        if (character_space(g_utf8_get_char(before)))
            break;
        at = (size_t)(before - text);
    }
    while (at < most && character_dropped(g_utf8_get_char(text + at)))
        at = (size_t)(g_utf8_next_char(text + at) - text);
    return at;
}

static size_t word_end(const char *text, size_t at, size_t most)
{
    while (at < most && !character_space(g_utf8_get_char(text + at)))
        at = (size_t)(g_utf8_next_char(text + at) - text);
    return at;
}

static void seams_find(LineMaker *maker)
{
    const char *text = maker->shaped->source->text;
    size_t length = maker->shaped->source->length;
    size_t start = maker->a->start, end = maker->b->end;
    if (is_joined(maker->a))
        maker->first = (Seam){start, word_end(text, start, end), start};
    if (!is_joined(maker->b))
        return;
    size_t from = word_start(text, end, start);
    if (from >= maker->first.to)
        maker->last = (Seam){from, end, word_end(text, end, length)};
}

/* ---- the clusters of an item --------------------------------------------------------- */

/* Adds clusters whose text goes on to byte `end`. */
static void bits_add(GArray *bits, const ShapedCluster *clusters, size_t n,
                     const ShapedGlyph *glyphs, size_t end)
{
    guint from = bits->len;
    g_array_set_size(bits, from + (guint)n);
    for (size_t i = 0; i < n; i++)
        g_array_index(bits, Bit, from + i) =
            (Bit){&clusters[i], glyphs, i + 1 < n ? clusters[i + 1].start : end};
}

static void strip_add(const LineMaker *maker, GArray *bits, const ShapedItem *item,
                      size_t start, size_t end, bool hyphen)
{
    const struct ShapedItems *items = maker->shaped->items;
    Strip strip = item_shape(items->book, maker->arena, maker->shaped->source->text,
                             item, start, end, hyphen ? items->language->hyphen : NULL);
    bits_add(bits, strip.clusters, strip.n_clusters, strip.glyphs, end);
}

/* The byte at which cluster `index` starts; the item's end after its last. */
static size_t cluster_byte(const LineMaker *maker, const ShapedItem *item, size_t index)
{
    return index < item->last ? maker->shaped->items->clusters[index].start : item->end;
}

/* Adds the clusters of an item that stand on the line. */
static void item_bits(const LineMaker *maker, const ShapedItem *item, GArray *bits)
{
    const Cut *head = maker->head, *tail = maker->tail;
    size_t first = MAX(item->first, head->start), last = MIN(item->last, tail->end);
    bool starts = head->tail > head->start && head->start >= item->first &&
                  head->start < item->last;
    bool ends =
        tail->head < tail->end && tail->end > item->first && tail->end <= item->last;
    bool hyphen = ends && maker->b->kind == BREAK_HYPHEN;
    size_t from = starts ? maker->a->start : cluster_byte(maker, item, first);
    if (starts && ends && tail->head < head->tail) {
        strip_add(maker, bits, item, from, maker->b->end, hyphen);
        return;
    }
    size_t middle = starts ? head->tail : first, close = ends ? tail->head : last;
    if (starts)
        strip_add(maker, bits, item, from, cluster_byte(maker, item, middle), false);
    size_t end = cluster_byte(maker, item, close);
    if (close > middle)
        bits_add(bits, &maker->shaped->items->clusters[middle], close - middle,
                 item->glyphs, MIN(end, maker->b->end));
    if (ends)
        strip_add(maker, bits, item, end, maker->b->end, hyphen);
}

/* ---- placing ------------------------------------------------------------------------- */

/* The width that a cluster takes on the line. */
static double bit_advance(const LineMaker *maker, const ShapedItem *item,
                          const Bit *bit)
{
    double advance = FROM_SHAPER(bit->cluster->advance);
    if (bit->cluster->glue)
        advance *= 1 + maker->fit.space;
    else
        advance *= maker->fit.stretch;
    if (bit->cluster->letter && bit->cluster != maker->final)
        advance += maker->fit.letters * item->font->size;
    return advance;
}

/* Places a cluster's glyphs at the maker's x, and moves that on. */
static void bit_place(LineMaker *maker, const ShapedItem *item, const Bit *bit,
                      RunGlyph *glyphs)
{
    double x = maker->x, stretch = maker->fit.stretch;
    for (size_t i = 0; i < bit->cluster->n_glyphs; i++) {
        const ShapedGlyph *glyph = &bit->glyphs[bit->cluster->glyph + i];
        glyphs[i] = (RunGlyph){.id = glyph->id,
                               .x = x + FROM_SHAPER(glyph->dx) * stretch,
                               .y = -item->rise - FROM_SHAPER(glyph->dy)};
        x += FROM_SHAPER(glyph->advance) * stretch;
    }
    maker->x += bit_advance(maker, item, bit);
}

static void run_place(LineMaker *maker, const ShapedItem *item, const GArray *bits,
                      GlyphRun *run)
{
    for (size_t i = 0; i < bits->len; i++)
        run->n_glyphs += g_array_index(bits, Bit, i).cluster->n_glyphs;
    RunGlyph *glyphs = arena_array(maker->arena, RunGlyph, run->n_glyphs);
    run->x = maker->x;
    size_t done = 0;
    for (size_t i = 0; i < bits->len; i++) {
        size_t index = run->backward ? bits->len - 1 - i : i;
        const Bit *bit = &g_array_index(bits, Bit, index);
        bit_place(maker, item, bit, glyphs + done);
        done += bit->cluster->n_glyphs;
    }
    run->glyphs = glyphs;
    run->width = maker->x - run->x;
}

/* ---- the text of a run --------------------------------------------------------------- */

/* Appends the characters that a reader gets; returns how many bytes. */
static int text_add(GString *out, const char *text, size_t from, size_t to)
{
    gsize before = out->len;
    while (from < to) {
        gunichar character = g_utf8_get_char(text + from);
        if (!character_dropped(character))
            g_string_append_unichar(out, character);
        from = (size_t)(g_utf8_next_char(text + from) - text);
    }
    return (int)(out->len - before);
}

static bool seam_has(const Seam *seam, const Bit *bit)
{
    return bit->cluster->start >= seam->from && bit->cluster->start <= seam->to &&
           seam->to > seam->from && bit->end <= seam->to;
}

static const Seam *seam_of(const LineMaker *maker, const Bit *bit)
{
    if (seam_has(&maker->first, bit))
        return &maker->first;
    return seam_has(&maker->last, bit) ? &maker->last : NULL;
}

/* The text that a seam's cluster, whose first byte is `start`, stands for: the word's if
 * the word begins with it, else none. */
static int seam_text(const LineMaker *maker, const Seam *seam, size_t start,
                     GString *text)
{
    if (start > seam->from)
        return 0;
    return text_add(text, maker->shaped->source->text, seam->from, seam->end);
}

/* Whether a stretch of text reads as it stands: nothing in it is for the typesetter
 * alone. */
static bool text_reads(const char *text, size_t length)
{
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        bool letter = *at >= 0x20 && *at < 0x7f;
        if (!letter && character_dropped(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

/* The usual run: of no broken word, its text that of the source. False: it is not. */
static bool run_read_plain(LineMaker *maker, const GArray *bits, GlyphRun *run)
{
    const Bit *bit = (const Bit *)bits->data, *end = bit + bits->len;
    size_t start = bit->cluster->start;
    const char *text = maker->shaped->source->text + start;
    size_t length = end[-1].end - start;
    if (maker->first.to > maker->first.from || maker->last.to > maker->last.from ||
        !text_reads(text, length))
        return false;
    RunCluster *clusters = arena_array(maker->arena, RunCluster, bits->len);
    for (size_t i = 0; i < bits->len; i++)
        clusters[i] = (RunCluster){.n_bytes = (int)(bit[i].end - bit[i].cluster->start),
                                   .n_glyphs = (int)bit[i].cluster->n_glyphs};
    run->clusters = clusters;
    run->n_clusters = bits->len;
    run->text = text;
    run->text_length = length;
    return true;
}

/* Clusters of the run, those of a broken word joined to one. Glyphs that stand for no
 * character at all go with the cluster before them. */
static void run_read(LineMaker *maker, const GArray *bits, GlyphRun *run)
{
    GString *text = g_string_new(NULL);
    RunCluster *clusters = arena_array(maker->arena, RunCluster, bits->len);
    const Seam *open = NULL;
    for (size_t i = 0; i < bits->len; i++) {
        const Bit *bit = &g_array_index(bits, Bit, i);
        const Seam *seam = seam_of(maker, bit);
        size_t start = bit->cluster->start;
        if (seam && seam == open) {
            clusters[run->n_clusters - 1].n_glyphs += bit->cluster->n_glyphs;
            continue;
        }
        int n_bytes =
            seam ? seam_text(maker, seam, start, text)
                 : text_add(text, maker->shaped->source->text, start, bit->end);
        open = seam;
        clusters[run->n_clusters++] =
            (RunCluster){.n_bytes = n_bytes, .n_glyphs = bit->cluster->n_glyphs};
    }
    run->clusters = clusters;
    run->text = arena_text(maker->arena, text->str, text->len);
    run->text_length = text->len;
    g_string_free(text, TRUE);
}

/* ---- the line ------------------------------------------------------------------------ */

static GlyphRun run_make(LineMaker *maker, const ShapedItem *item, const GArray *bits)
{
    const Bit *first = &g_array_index(bits, Bit, 0);
    const Bit *last = &g_array_index(bits, Bit, bits->len - 1);
    const TextSpan *span = item->span;
    const char *language = maker->shaped->source->language;
    GlyphRun run = {.font = item->font,
                    .stretch = maker->fit.stretch,
                    .backward = item->level & 1,
                    .start = first->cluster->start,
                    .end = last->end,
                    .style = span->style,
                    .language = span->language ? span->language : language,
                    .script = (uint32_t)item->script,
                    .link = span->link,
                    .note = span->note};
    run_place(maker, item, bits, &run);
    if (!run_read_plain(maker, bits, &run))
        run_read(maker, bits, &run);
    return run;
}

/* Puts items `order` into visual order: from the highest level down to the lowest odd
 * one, every stretch of at least that level is turned round (UAX 9, L2). */
static void order_visually(const ShapedItem **order, size_t n)
{
    uint8_t highest = 0;
    for (size_t i = 0; i < n; i++)
        highest = MAX(highest, order[i]->level);
    for (uint8_t level = highest; level > 0; level--)
        for (size_t from = 0, to; from < n; from = to) {
            to = from + 1;
            if (order[from]->level < level)
                continue;
            while (to < n && order[to]->level >= level)
                to++;
            for (size_t i = from, j = to - 1; i < j; i++, j--) {
                const ShapedItem *item = order[i];
                order[i] = order[j];
                order[j] = item;
            }
        }
}

/* The items that have clusters on the line, in visual order. */
static const ShapedItem **line_items(const LineMaker *maker, size_t *n)
{
    const struct ShapedItems *items = maker->shaped->items;
    size_t first = maker->head->start, last = maker->tail->end;
    *n = 0;
    if (first >= last)
        return NULL;
    size_t from = (size_t)(item_of(items, first) - items->items);
    size_t to = (size_t)(item_of(items, last - 1) - items->items) + 1;
    const ShapedItem **order = arena_array(maker->arena, const ShapedItem *, to - from);
    for (size_t i = from; i < to; i++)
        if (items->items[i].last > items->items[i].first)
            order[(*n)++] = &items->items[i];
    order_visually(order, *n);
    return order;
}

static size_t line_place(LineMaker *maker, const ShapedItem *const *order, size_t n,
                         GlyphRun *runs)
{
    size_t likely = maker->tail->end - MIN(maker->head->start, maker->tail->end);
    GArray *bits = g_array_sized_new(FALSE, FALSE, sizeof(Bit), (guint)likely);
    size_t n_runs = 0;
    for (size_t i = 0; i < n; i++) {
        g_array_set_size(bits, 0);
        item_bits(maker, order[i], bits);
        if (bits->len == 0)
            continue;
        maker->final = NULL;
        if (i + 1 == n)
            maker->final =
                g_array_index(bits, Bit, order[i]->level & 1 ? 0 : bits->len - 1)
                    .cluster;
        runs[n_runs++] = run_make(maker, order[i], bits);
    }
    g_array_free(bits, TRUE);
    return n_runs;
}

GlyphLine shaped_line(const Shaped *shaped, Arena *arena, size_t from, size_t to,
                      LineFit fit)
{
    LineMaker maker = {.shaped = shaped,
                       .arena = arena,
                       .fit = fit,
                       .a = &shaped->breaks[from],
                       .b = &shaped->breaks[to],
                       .head = &shaped->items->cuts[from],
                       .tail = &shaped->items->cuts[to]};
    seams_find(&maker);
    size_t n;
    const ShapedItem **order = line_items(&maker, &n);
    GlyphRun *runs = arena_array(arena, GlyphRun, n);
    size_t n_runs = line_place(&maker, order, n, runs);
    return (GlyphLine){.runs = runs,
                       .n_runs = n_runs,
                       .width = maker.x,
                       .start = maker.a->start,
                       .end = maker.b->end};
}
