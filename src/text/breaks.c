/*
 * Where a line may end, and what ending it there does to widths.
 *
 * ICU says between which characters lines may end (UAX 14); ties.c closes some of these
 * boundaries or makes them dear, hyphenate.c opens others within words. Each boundary
 * that stays open becomes a Break, with the sums of all advances before it, so that the
 * width of any line is a difference of two breaks, whatever lies between.
 *
 *     of‧fice       clusters   [o][ffi][c][e]      a cut within a cluster
 *                   before     [o][f][‐]           shaped anew from `head`, hyphen and all
 *                   after      [fi][c][e]          shaped anew up to `tail`
 *
 * A cut that HarfBuzz calls unsafe, that falls within a cluster, or that takes a hyphen
 * is shaped anew between the nearest safe places on either side. The difference is the
 * break's change; line.c shapes the same bytes again when the break is taken.
 */
#include "text/breaks.h"

#include <math.h>

/* What a stretch of clusters adds up to. */
typedef struct Sums {
    int64_t width; /* HarfBuzz units */
    int64_t glue;
    double letters; /* sizes, points */
} Sums;

/* Walks along the clusters while breaks are made in order. */
typedef struct Cutter {
    FontBook *book;
    Arena *arena;
    const Shaped *shaped;
    Characters characters;
    const ShapedCluster *clusters;
    size_t n_clusters;
    size_t cluster; /* the first that is not in `before` */
    size_t item;    /* of that cluster */
    size_t start;   /* the character with which the newest line starts */
    Sums before;
} Cutter;

/* A cut before a byte: between two clusters, or within the one before `cluster`. */
typedef struct CutPlace {
    size_t cluster; /* the first that starts at or after the byte */
    bool within;
    Sums before;
    double size; /* of the cluster before, when letterspacing may follow it */
} CutPlace;

bool character_joins(gunichar character)
{
    return character == '-' || character == '/' || character == 0x058a ||
           character == 0x05be || character == 0x2010 || character == 0x2012 ||
           character == 0x2013 || character == 0x2014;
}

Characters scratch_characters(const Scratch *scratch)
{
    return (Characters){.at = (const gunichar *)scratch->characters->data,
                        .offsets = (const uint32_t *)scratch->offsets->data,
                        .n = scratch->characters->len};
}

/* ---- boundaries ---------------------------------------------------------------------- */

bool character_forces(gunichar character)
{
    return character == 0x2028 || character == 0x2029;
}

static BreakKind boundary_kind(gunichar before)
{
    if (character_forces(before))
        return BREAK_FORCED;
    if (before == 0x00ad)
        return BREAK_HYPHEN;
    return character_joins(before) ? BREAK_MARK : BREAK_SPACE;
}

/* The iterator over a text's lines, by the rules of its language. */
static UBreakIterator *ends_begin(Scratch *scratch, const StyledText *text)
{
    UErrorCode status = U_ZERO_ERROR;
    if (g_strcmp0(scratch->language, text->language) != 0) {
        g_clear_pointer(&scratch->ends, ubrk_close);
        g_free(scratch->language);
        scratch->language = g_strdup(text->language);
        scratch->ends = ubrk_open(UBRK_LINE, text->language, NULL, 0, &status);
    }
    UText *bytes = utext_openUTF8(NULL, text->text, (int64_t)text->length, &status);
    ubrk_setUText(scratch->ends, bytes, &status);
    utext_close(bytes);
    if (U_FAILURE(status))
        g_error("ICU cannot break lines: %s", u_errorName(status));
    return scratch->ends;
}

/* What ICU says, before any rule of a language. */
static Boundary *boundaries_find(Scratch *scratch, const StyledText *text)
{
    Characters characters = scratch_characters(scratch);
    g_array_set_size(scratch->boundaries, 0);
    g_array_set_size(scratch->boundaries, (guint)characters.n + 1);
    Boundary *boundaries = (Boundary *)scratch->boundaries->data;
    UBreakIterator *ends = ends_begin(scratch, text);
    int32_t end = ubrk_next(ends);
    for (size_t i = 1; i < characters.n; i++) {
        bool open = end >= 0 && (uint32_t)end == characters.offsets[i];
        boundaries[i] =
            (Boundary){.open = open, .kind = boundary_kind(characters.at[i - 1])};
        if (open)
            end = ubrk_next(ends);
    }
    return boundaries;
}

/* ---- sums ---------------------------------------------------------------------------- */

static void sums_add(Sums *sums, const ShapedCluster *cluster, double size)
{
    sums->width += cluster->advance;
    sums->glue += cluster->glue ? cluster->advance : 0;
    sums->letters += cluster->letter ? size : 0;
}

static Sums sums_minus(Sums a, Sums b)
{
    return (Sums){a.width - b.width, a.glue - b.glue, a.letters - b.letters};
}

static Sums clusters_sum(const ShapedCluster *clusters, size_t n, double size)
{
    Sums sums = {0};
    for (size_t i = 0; i < n; i++)
        sums_add(&sums, &clusters[i], size);
    return sums;
}

/* Goes on to the first cluster that starts at or after `byte`. */
static void cutter_move(Cutter *cutter, size_t byte)
{
    const struct ShapedItems *items = cutter->shaped->items;
    while (cutter->cluster < cutter->n_clusters &&
           cutter->clusters[cutter->cluster].start < byte) {
        while (items->items[cutter->item].last <= cutter->cluster)
            cutter->item++;
        sums_add(&cutter->before, &cutter->clusters[cutter->cluster++],
                 items->items[cutter->item].font->size);
    }
}

/* Whether a character with a glyph, or a part of one, stands between character `from`
 * and byte `to`. */
static bool characters_shown(Characters characters, size_t from, size_t to)
{
    for (size_t i = from; i < characters.n && characters.offsets[i] < to; i++)
        if (!character_dropped(characters.at[i]))
            return true;
    return false;
}

/* The cut before a character; characters must be asked for in order. */
static CutPlace cutter_place(Cutter *cutter, size_t character)
{
    const Characters *characters = &cutter->characters;
    cutter_move(cutter, characters->offsets[character]);
    size_t next = cutter->cluster < cutter->n_clusters
                      ? cutter->clusters[cutter->cluster].start
                      : characters->offsets[characters->n];
    CutPlace place = {.cluster = cutter->cluster, .before = cutter->before};
    if (cutter->cluster == 0)
        return place;
    const ShapedCluster *last = &cutter->clusters[cutter->cluster - 1];
    place.within = characters_shown(*characters, character, next);
    place.size =
        last->letter ? cutter->shaped->items->items[cutter->item].font->size : 0;
    return place;
}

/* ---- the two sides of a break -------------------------------------------------------- */

static double advance_protruding(const ShapedCluster *cluster, double part)
{
    return part * FROM_SHAPER(cluster->advance);
}

/* The last character before `character` that has a glyph, or 0. */
static gunichar character_before(Characters characters, size_t character)
{
    while (character > 0 && character_dropped(characters.at[character - 1]))
        character--;
    return character > 0 ? characters.at[character - 1] : 0;
}

static gunichar character_after(Characters characters, size_t character)
{
    while (character < characters.n && character_dropped(characters.at[character]))
        character++;
    return character < characters.n ? characters.at[character] : 0;
}

static bool cluster_unsafe(const Cutter *cutter, size_t cluster)
{
    return cluster < cutter->n_clusters && cutter->clusters[cluster].unsafe;
}

/* Shapes the line's end anew from the nearest safe cluster on. */
static void end_anew(const Cutter *cutter, const CutPlace *place, size_t byte,
                     const char *hyphen, Break *at, Cut *cut)
{
    size_t head = place->cluster - 1;
    const ShapedItem *item = item_of(cutter->shaped->items, head);
    while (head > item->first && cutter->clusters[head].unsafe)
        head--;
    Strip strip = item_shape(cutter->book, cutter->arena, cutter->shaped->source->text,
                             item, cutter->clusters[head].start, byte, hyphen);
    Sums was =
        clusters_sum(&cutter->clusters[head], place->cluster - head, item->font->size);
    Sums is = clusters_sum(strip.clusters, strip.n_clusters, item->font->size);
    Sums change = sums_minus(is, was);
    cut->head = (uint32_t)head;
    at->end_change = FROM_SHAPER(change.width);
    at->end_glue += FROM_SHAPER(change.glue);
    at->end_letters += change.letters;
    if (hyphen && strip.n_clusters > 0)
        at->end_protrusion =
            advance_protruding(&strip.clusters[strip.n_clusters - 1],
                               protrusion_end(g_utf8_get_char(hyphen)));
}

/* The line before the break: letterspacing never follows its last letter. */
static void break_end(Cutter *cutter, size_t character, const char *hyphen, Break *at,
                      Cut *cut)
{
    CutPlace place = cutter_place(cutter, character);
    at->end = cutter->characters.offsets[character];
    at->end_width = FROM_SHAPER(place.before.width);
    at->end_glue = FROM_SHAPER(place.before.glue);
    at->end_letters = place.before.letters - place.size;
    cut->end = cut->head = (uint32_t)place.cluster;
    if (place.cluster == 0)
        return;
    if (!hyphen)
        at->end_protrusion = advance_protruding(
            &cutter->clusters[place.cluster - 1],
            protrusion_end(character_before(cutter->characters, character)));
    if (hyphen || place.within || cluster_unsafe(cutter, place.cluster))
        end_anew(cutter, &place, at->end, hyphen, at, cut);
}

/* Shapes the line's start anew up to the nearest safe cluster. */
static void start_anew(const Cutter *cutter, Break *at, Cut *cut)
{
    const ShapedItem *item = item_of(cutter->shaped->items, cut->start);
    size_t tail = cut->start + 1;
    while (tail < item->last && cutter->clusters[tail].unsafe)
        tail++;
    size_t end = tail < item->last ? cutter->clusters[tail].start : item->end;
    Strip strip = item_shape(cutter->book, cutter->arena, cutter->shaped->source->text,
                             item, at->start, end, NULL);
    Sums was = clusters_sum(&cutter->clusters[cut->start], tail - cut->start,
                            item->font->size);
    Sums is = clusters_sum(strip.clusters, strip.n_clusters, item->font->size);
    Sums change = sums_minus(is, was);
    cut->tail = (uint32_t)tail;
    at->start_change = FROM_SHAPER(change.width);
    at->start_glue -= FROM_SHAPER(change.glue);
    at->start_letters -= change.letters;
}

static void break_start(Cutter *cutter, size_t character, Break *at, Cut *cut)
{
    CutPlace place = cutter_place(cutter, character);
    Sums before = place.before;
    at->start = cutter->characters.offsets[character];
    cut->start = (uint32_t)place.cluster;
    if (place.within) {
        const ShapedCluster *partial = &cutter->clusters[--cut->start];
        const ShapedItem *item = item_of(cutter->shaped->items, cut->start);
        before = sums_minus(before, clusters_sum(partial, 1, item->font->size));
    }
    at->start_width = FROM_SHAPER(before.width);
    at->start_glue = FROM_SHAPER(before.glue);
    at->start_letters = before.letters;
    cut->tail = cut->start;
    if (cut->start >= cutter->n_clusters)
        return;
    if (!place.within)
        at->start_protrusion = advance_protruding(
            &cutter->clusters[cut->start],
            protrusion_start(character_after(cutter->characters, character)));
    if (place.within || cluster_unsafe(cutter, cut->start))
        start_anew(cutter, at, cut);
}

/* ---- breaks -------------------------------------------------------------------------- */

/* Whether a space vanishes at a line's end. */
static bool character_vanishes(gunichar character)
{
    return character_dropped(character) ||
           (character_space(character) && character != 0x00a0 && character != 0x202f);
}

/* The character at which the line before the break ends: spaces there vanish. */
static size_t end_character(const Cutter *cutter, size_t character)
{
    const gunichar *at = cutter->characters.at;
    while (character > cutter->start && character_vanishes(at[character - 1]))
        character--;
    return character;
}

static bool is_preferred(const StyledText *text, const Break *at)
{
    for (size_t i = 0; i < text->n_preferred; i++)
        if (text->preferred[i] > at->end && text->preferred[i] <= at->start)
            return true;
    return false;
}

/* Adds the break before a character. */
static void break_add(Cutter *cutter, GArray *breaks, Cut *cuts, size_t character,
                      BreakKind kind, double penalty)
{
    const struct ShapedItems *items = cutter->shaped->items;
    const char *hyphen = kind == BREAK_HYPHEN ? items->language->hyphen : NULL;
    Break at = {.kind = kind, .penalty = penalty};
    Cut *cut = &cuts[breaks->len];
    if (kind == BREAK_START)
        cut->end = cut->head = 0;
    else
        break_end(cutter, end_character(cutter, character), hyphen, &at, cut);
    cutter->start = character;
    break_start(cutter, character, &at, cut);
    at.preferred = is_preferred(cutter->shaped->source, &at);
    g_array_append_val(breaks, at);
}

static size_t boundaries_count(const Boundary *boundaries, size_t n)
{
    size_t count = 0;
    for (size_t i = 1; i < n; i++)
        count += boundaries[i].open;
    return count;
}

/* Makes the breaks at the text's ends and at the open ones of `boundaries`, which may be
 * NULL. */
static void breaks_make(FontBook *book, Arena *arena, Shaped *shaped,
                        const Boundary *boundaries)
{
    Scratch *scratch = fontbook_scratch(book);
    Cutter cutter = {.book = book,
                     .arena = arena,
                     .shaped = shaped,
                     .characters = scratch_characters(scratch),
                     .clusters = shaped->items->clusters,
                     .n_clusters = shaped->items->n_clusters};
    size_t n = cutter.characters.n;
    size_t n_open = boundaries ? boundaries_count(boundaries, n) : 0;
    Cut *cuts = arena_array(arena, Cut, n_open + 2);
    GArray *breaks = scratch->breaks;
    g_array_set_size(breaks, 0);
    break_add(&cutter, breaks, cuts, 0, BREAK_START, 0);
    for (size_t i = 1; n_open > 0 && i < n; i++)
        if (boundaries[i].open)
            break_add(&cutter, breaks, cuts, i, boundaries[i].kind,
                      (double)boundaries[i].penalty);
    break_add(&cutter, breaks, cuts, n, BREAK_END, 0);
    shaped->breaks = arena_copy(arena, breaks->data, breaks->len * sizeof(Break));
    shaped->n_breaks = breaks->len;
    shaped->items->cuts = cuts;
}

void ends_find(FontBook *book, Arena *arena, Shaped *shaped)
{
    breaks_make(book, arena, shaped, NULL);
}

void breaks_find(FontBook *book, Diagnostics *diagnostics, Arena *arena, Shaped *shaped,
                 bool hyphenate)
{
    Scratch *scratch = fontbook_scratch(book);
    const Language *language = shaped->items->language;
    const StyledText *text = shaped->source;
    Characters characters = scratch_characters(scratch);
    Boundary *boundaries = boundaries_find(scratch, text);
    ties_apply(language, text, characters, boundaries);
    if (hyphenate)
        shaped->hyphenated =
            hyphens_open(book, diagnostics, language, text, characters, boundaries);
    addresses_open(characters, boundaries);
    breaks_make(book, arena, shaped, boundaries);
}
