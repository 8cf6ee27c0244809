/*
 * Images (ISO 32000-1, 8.9): their colours, how many of their dots fall on an inch of
 * paper, and how much ink a dot of CMYK lays on. Dots are looked at where no codec hides
 * them, every one up to a bound, in steps beyond it.
 */
#include "preflight/content.h"

#include <math.h>
#include <string.h>

/* Dots an inch, less what rounding takes; dots that are looked at one by one. */
static const double coarsest = 299, coarsest_bilevel = 598;
#define MOST_DOTS ((size_t)4 << 20)

static const Value *either(Content *content, const Value *image, const char *long_key,
                           const char *short_key)
{
    Document *document = content->check->document;
    const Value *value = document_find(document, image, long_key);
    return value->kind ? value : document_find(document, image, short_key);
}

static bool is_mask(Content *content, const Value *image)
{
    const Value *mask = either(content, image, "ImageMask", "IM");
    return mask->kind == VALUE_BOOLEAN && mask->as.truth;
}

static void resolution_check(Content *content, const Value *image, bool bilevel)
{
    Document *document = content->check->document;
    double width = document_number(document, either(content, image, "Width", "W"), 0);
    double height = document_number(document, either(content, image, "Height", "H"), 0);
    Matrix m = content->graphics.matrix;
    double across = sqrt(m.a * m.a + m.b * m.b), down = sqrt(m.c * m.c + m.d * m.d);
    if (width < 2 || height < 2 || across <= 0 || down <= 0)
        return;
    double dots = fmin(width * 72 / across, height * 72 / down);
    if (dots < (bilevel ? coarsest_bilevel : coarsest))
        content_found(content, RULE_RESOLUTION,
                      "an image of %.0f × %.0f dots has %.0f of them on an inch", width,
                      height, dots);
}

/* The most ink that a dot of an undone CMYK image lays on, in per cent. */
static double bytes_ink(const GByteArray *bytes)
{
    size_t n = bytes->len / 4, step = MAX(1, n / MOST_DOTS);
    unsigned most = 0;
    for (size_t i = 0; i < n; i += step) {
        const guint8 *dot = bytes->data + i * 4;
        most = MAX(most, (unsigned)(dot[0] + dot[1] + dot[2] + dot[3]));
    }
    return most * 100.0 / 255;
}

static void ink_check(Content *content, const Value *image)
{
    Check *check = content->check;
    double bits =
        document_number(check->document, dictionary_find(image, "BitsPerComponent"), 0);
    const char *why;
    if (bits != 8 || dictionary_find(image, "Decode")->kind)
        return;
    g_autoptr(GByteArray) bytes =
        stream_decode(check->document, image->as.stream, &why);
    if (!bytes)
        return;
    double limit = check->ask->ink_limit > 0 ? check->ask->ink_limit : 300;
    double ink = bytes_ink(bytes);
    if (ink > limit + 0.5)
        content_found(content, RULE_INK, "the inks of an image sum up to %.0f %%", ink);
}

void image_draw(Content *content, const Value *image, unsigned object)
{
    Check *check = content->check;
    bool mask = is_mask(content, image);
    double bits = document_number(
        check->document, dictionary_find(image, "BitsPerComponent"), mask ? 1 : 8);
    content_painted(content);
    const Value *soft = document_find(check->document, image, "SMask");
    double soft_bits =
        document_number(check->document, dictionary_find(soft, "BitsPerComponent"), 1);
    resolution_check(content, image, (mask || bits == 1) && soft_bits == 1);
    const Value *intent = document_find(check->document, image, "Intent");
    if (intent->kind)
        intent_name_check(content, intent);
    Paint paint = content->graphics.fill;
    const Value *space = dictionary_find(image, "ColorSpace");
    if (!mask && space->kind) {
        paint = (Paint){.space = space_read(content, space), .values = {1}};
        unsigned outer = content->object;
        content->object = object ? object : outer;
        paint_check(content, &paint, false);
        bool four = paint.space.n == 4 && (paint.space.family == FAMILY_CMYK ||
                                           paint.space.family == FAMILY_ICC);
        if (four && g_hash_table_add(check->seen, (gpointer)image->as.stream))
            ink_check(content, image);
        content->object = outer;
    } else
        paint_check(content, &paint, false);
}

/* The dictionary between BI and ID. */
static Value inline_read(Lexer *lexer)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    Value key, value;
    while (lexer_read(lexer, &key) && key.kind == VALUE_NAME &&
           lexer_read(lexer, &value)) {
        Entry entry = {key.as.bytes, value};
        if (entries->len < 64)
            g_array_append_val(entries, entry);
    }
    Value image = {.kind = VALUE_DICTIONARY};
    image.as.dictionary.n = entries->len;
    image.as.dictionary.entries =
        arena_copy(lexer->arena, entries->data, entries->len * sizeof(Entry));
    g_array_unref(entries);
    return image;
}

/* Passes over the data: to an EI that stands alone. */
static void data_pass(Lexer *lexer)
{
    Bytes bytes = {lexer->bytes, lexer->length};
    for (size_t at = lexer->at + 1; at < lexer->length;) {
        at = bytes_search(bytes, at, "EI");
        if (at == SIZE_MAX)
            break;
        bool before = byte_is_blank(lexer->bytes[at - 1]);
        bool after = at + 2 >= lexer->length || byte_is_blank(lexer->bytes[at + 2]);
        at += 2;
        if (before && after) {
            lexer->at = at;
            return;
        }
    }
    lexer->at = lexer->length;
}

void inline_draw(Content *content, Lexer *lexer)
{
    Check *check = content->check;
    Value image = inline_read(lexer);
    data_pass(lexer);
    const Value *filters = either(content, &image, "Filter", "F");
    size_t n = filters->kind == VALUE_NAME ? 1 : array_length(filters);
    for (size_t i = 0; i < MIN(n, 8); i++) {
        const Value *filter = filters->kind == VALUE_NAME
                                  ? filters
                                  : document_item(check->document, filters, i);
        if (value_is_name(filter, "LZW") || value_is_name(filter, "LZWDecode") ||
            value_is_name(filter, "Crypt"))
            content_found(content, RULE_INLINE_FILTER,
                          "an inline image is compressed with %s",
                          value_name(check->arena, filter));
    }
    const Value *smooth = either(content, &image, "Interpolate", "I");
    if (smooth->kind == VALUE_BOOLEAN && smooth->as.truth)
        content_found(content, RULE_INTERPOLATE, "an inline image is interpolated");
    content_painted(content);
    bool mask = is_mask(content, &image);
    double bits = document_number(
        check->document, either(content, &image, "BitsPerComponent", "BPC"), 1);
    resolution_check(content, &image, mask || bits == 1);
    const Value *space = either(content, &image, "ColorSpace", "CS");
    if (mask || !space->kind)
        return;
    if (space->kind == VALUE_ARRAY)
        space = document_item(check->document, space, 1);
    Space known = {FAMILY_UNKNOWN, 0};
    if (space->kind == VALUE_NAME)
        known = space_read(content, space);
    if (known.family == FAMILY_UNKNOWN && space->kind == VALUE_NAME)
        known = space_read(content, content_resource(content, "ColorSpace", space));
    Paint paint = {.space = known, .values = {1}};
    paint_check(content, &paint, false);
}
