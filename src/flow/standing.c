/*
 * Standing type: what was set for one edition and is kept for the next.
 *
 * Printers call type standing that is kept after the run, since the same will be wanted
 * again. Two hundred countries' editions of a letter share its paragraphs, and most
 * share most of the names. A take (a text, and the measure it is set to) is looked up by
 * all that its lines depend on; only one that is new is shaped and broken. What is kept
 * is a copy, of the styles too, since an edition's own are thrown away with it. A table
 * with a great many takes stops growing: more are set for the edition alone.
 */
#include "flow/paragraph.h"

#include <string.h>

#define MOST_KEPT 60000

/* A take that was set; the key of the table and its value. */
typedef struct Kept {
    Take take;
    guint hash;
    Composed composed;
} Kept;

struct Standing {
    FontBook *book;
    bool keeps;
    Arena *arena;
    GHashTable *kept;  /* of Kept, each its own key */
    GPtrArray *styles; /* Style: copies, each once */
};

/* ---- comparing ----------------------------------------------------------------------- */

static bool styles_equal(const Style *a, const Style *b)
{
    return a == b || memcmp(a, b, sizeof *a) == 0;
}

static bool spans_equal(const TextSpan *a, const TextSpan *b)
{
    return a->start == b->start && a->end == b->end &&
           styles_equal(a->style, b->style) && a->italic == b->italic &&
           a->bold == b->bold && a->superior == b->superior && a->whole == b->whole &&
           a->note == b->note && g_strcmp0(a->language, b->language) == 0 &&
           g_strcmp0(a->link, b->link) == 0;
}

/* Places are part of it: they are told when a line cannot be set well. */
static bool points_equal(const PlacePoint *a, const PlacePoint *b)
{
    return a->offset == b->offset && a->place.file == b->place.file &&
           a->place.line == b->place.line && a->place.column == b->place.column;
}

static bool texts_equal(const StyledText *a, const StyledText *b)
{
    if (a->length != b->length || a->n_spans != b->n_spans ||
        a->n_points != b->n_points || a->n_preferred != b->n_preferred ||
        a->isolate != b->isolate || strcmp(a->language, b->language) != 0 ||
        memcmp(a->text, b->text, a->length) != 0 || !styles_equal(a->style, b->style))
        return false;
    for (size_t i = 0; i < a->n_spans; i++)
        if (!spans_equal(&a->spans[i], &b->spans[i]))
            return false;
    for (size_t i = 0; i < a->n_points; i++)
        if (!points_equal(&a->points[i], &b->points[i]))
            return false;
    for (size_t i = 0; i < a->n_preferred; i++)
        if (a->preferred[i] != b->preferred[i])
            return false;
    return true;
}

static bool measures_equal(const Measure *a, const Measure *b)
{
    return a->align == b->align && a->spread == b->spread && a->balance == b->balance &&
           a->width == b->width && a->first == b->first && a->rest == b->rest &&
           a->em == b->em && a->least_last == b->least_last;
}

static gboolean kept_equal(gconstpointer left, gconstpointer right)
{
    const Kept *a = left, *b = right;
    return a->hash == b->hash && a->take.language == b->take.language &&
           a->take.hyphenate == b->take.hyphenate &&
           a->take.variants == b->take.variants &&
           measures_equal(&a->take.measure, &b->take.measure) &&
           texts_equal(a->take.text, b->take.text);
}

static guint kept_hash(gconstpointer key)
{
    return ((const Kept *)key)->hash;
}

/* ---- keeping ------------------------------------------------------------------------- */

static const Style *style_keep(Standing *standing, const Style *style)
{
    for (guint i = 0; i < standing->styles->len; i++)
        if (styles_equal(standing->styles->pdata[i], style))
            return standing->styles->pdata[i];
    Style *kept = arena_copy(standing->arena, style, sizeof *style);
    g_ptr_array_add(standing->styles, kept);
    return kept;
}

static const StyledText *text_keep(Standing *standing, const StyledText *text)
{
    Arena *arena = standing->arena;
    StyledText *kept = arena_copy(arena, text, sizeof *text);
    TextSpan *spans = arena_copy(arena, text->spans, text->n_spans * sizeof *spans);
    for (size_t i = 0; i < text->n_spans; i++) {
        spans[i].style = style_keep(standing, spans[i].style);
        spans[i].language = arena_string(arena, spans[i].language);
        spans[i].link = arena_string(arena, spans[i].link);
    }
    kept->spans = spans;
    kept->text = arena_text(arena, text->text, text->length);
    kept->style = style_keep(standing, text->style);
    kept->language = arena_string(arena, text->language);
    kept->points =
        arena_copy(arena, text->points, text->n_points * sizeof *text->points);
    kept->preferred =
        arena_copy(arena, text->preferred, text->n_preferred * sizeof *text->preferred);
    return kept;
}

Standing *standing_new(FontBook *book, bool keeps)
{
    Standing *standing = g_new0(Standing, 1);
    standing->book = book;
    standing->keeps = keeps;
    standing->arena = arena_new();
    standing->kept = g_hash_table_new(kept_hash, kept_equal);
    standing->styles = g_ptr_array_new();
    return standing;
}

void standing_free(Standing *standing)
{
    if (!standing)
        return;
    g_ptr_array_unref(standing->styles);
    g_hash_table_unref(standing->kept);
    arena_free(standing->arena);
    g_free(standing);
}

/* ---- setting ------------------------------------------------------------------------- */

void take_expect(Standing *standing, const Language *language, const StyledText *text)
{
    text_expect(standing->book, language, text);
}

/* Shapes and breaks a take; false: reported. */
static bool take_set(FontBook *book, Diagnostics *diagnostics, Arena *arena,
                     const Take *take, Composed *composed)
{
    const Measure *measure = &take->measure;
    composed->shaped = text_shape(book, diagnostics, arena, take->text, take->language,
                                  take->hyphenate, measure->width - measure->first);
    if (!composed->shaped)
        return false;
    composed->n_settings = paragraph_break(arena, composed->shaped, measure,
                                           take->variants, composed->settings);
    return true;
}

static const Composed *take_set_once(const Standing *standing, Diagnostics *diagnostics,
                                     Arena *arena, const Take *take)
{
    Composed *composed = arena_one(arena, Composed);
    return take_set(standing->book, diagnostics, arena, take, composed) ? composed
                                                                        : NULL;
}

const Composed *take_compose(Standing *standing, Diagnostics *diagnostics, Arena *arena,
                             const Take *take)
{
    if (!standing->keeps)
        return take_set_once(standing, diagnostics, arena, take);
    Kept key = {.take = *take, .hash = g_str_hash(take->text->text)};
    const Kept *known = g_hash_table_lookup(standing->kept, &key);
    if (known)
        return &known->composed;
    if (g_hash_table_size(standing->kept) >= MOST_KEPT)
        return take_set_once(standing, diagnostics, arena, take);
    key.take.text = text_keep(standing, take->text);
    if (!take_set(standing->book, diagnostics, standing->arena, &key.take,
                  &key.composed))
        return NULL;
    Kept *kept = arena_copy(standing->arena, &key, sizeof key);
    g_hash_table_add(standing->kept, kept);
    return &kept->composed;
}
