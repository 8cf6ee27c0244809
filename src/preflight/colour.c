/*
 * Colours (ISO 32000-1, 8.6): which spaces the output intent allows, what ink a colour
 * lays on, and the graphics states that change how it is laid on. A device's space that
 * the resources replace (DefaultCMYK …) is the space that replaces it.
 */
#include "preflight/content.h"

#include <math.h>
#include <string.h>

#include "preflight/intent.h"

enum { DEEPEST = 8 };

static Space space_of(Content *content, const Value *value, unsigned depth);

static bool name_is(const Value *value, const char *long_name, const char *short_name)
{
    return value_is_name(value, long_name) || value_is_name(value, short_name);
}

/* Whether an object is met for the first time; what has no number always is. */
static bool first_time(Check *check, const Value *value)
{
    return g_hash_table_add(check->seen, (gpointer)value);
}

static Space icc_read(Content *content, const Value *space)
{
    Check *check = content->check;
    const Value *stream = document_item(check->document, space, 1);
    double n = document_number(check->document, dictionary_find(stream, "N"), 0);
    if (first_time(check, stream)) {
        Profile profile = profile_read(check, stream);
        if (profile.problem)
            content_found(content, RULE_ICC_BASED, "an ICCBased profile: %s",
                          profile.problem);
    }
    return (Space){FAMILY_ICC, n >= 1 && n <= 4 ? (unsigned)n : 0};
}

/* A spot colour is the same wherever it is defined. */
static void spot_check(Content *content, const Value *space)
{
    Check *check = content->check;
    const Value *name = document_item(check->document, space, 1);
    if (array_length(space) < 4 || value_is_name(name, "All") ||
        value_is_name(name, "None"))
        return;
    const char *key = value_name(check->arena, name);
    const Value *other = g_hash_table_lookup(check->colorants, key);
    if (!other) {
        g_hash_table_insert(check->colorants, (gpointer)key, (gpointer)space);
        return;
    }
    for (size_t i = 2; i < 4; i++) {
        const Value *a = &space->as.array.items[i], *b = &other->as.array.items[i];
        bool same = a->kind == b->kind && document_item(check->document, space, i) ==
                                              document_item(check->document, other, i);
        bool named = a->kind == VALUE_NAME && b->kind == VALUE_NAME &&
                     bytes_equal(a->as.bytes, b->as.bytes);
        bool direct = a->kind != VALUE_REFERENCE && b->kind != VALUE_REFERENCE &&
                      a->kind == b->kind && !named && a->kind != VALUE_NAME;
        if (!same && !named && !direct)
            content_found(content, RULE_SEPARATION,
                          "the spot colour '%s' is defined in two ways", key);
    }
}

static Space device_n_read(Content *content, const Value *space)
{
    Document *document = content->check->document;
    const Value *names = document_item(document, space, 1);
    Space read = {FAMILY_DEVICE_N, (unsigned)MIN(array_length(names), 32)};
    if (!first_time(content->check, space))
        return read;
    const Value *colorants =
        document_find(document, document_item(document, space, 4), "Colorants");
    static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black", "None"};
    if (array_length(names) > 32)
        content_found(content, RULE_LIMITS, "a DeviceN space has %zu colorants",
                      array_length(names));
    for (size_t i = 0; i < MIN(array_length(names), 32); i++) {
        const Value *name = document_item(document, names, i);
        bool known = name->kind != VALUE_NAME;
        for (size_t k = 0; k < G_N_ELEMENTS(process); k++)
            known = known || value_is_name(name, process[k]);
        const char *text = value_name(content->check->arena, name);
        if (!known && !dictionary_find(colorants, text)->kind)
            content_found(content, RULE_DEVICE_N,
                          "Colorants lacks the spot colour '%s'", text);
    }
    return read;
}

static void device_check(Content *content, Family family)
{
    static const char *const defaults[] = {"DefaultGray", "DefaultRGB", "DefaultCMYK"};
    Check *check = content->check;
    const Value *spaces =
        document_find(check->document, content->resources, "ColorSpace");
    if (dictionary_find(spaces, defaults[family - FAMILY_GRAY])->kind)
        return;
    if (check->intent != INTENT_NONE && !check->archive_intent)
        content_found(content, RULE_INTENT_ARCHIVE,
                      "no output intent is of the kind GTS_PDFA1");
    if (family == FAMILY_CMYK && check->intent != INTENT_CMYK)
        content_found(content, RULE_COLOUR_CMYK,
                      "DeviceCMYK is used, and the output intent is not for CMYK");
    if (family == FAMILY_RGB && check->intent != INTENT_RGB)
        content_found(content, RULE_COLOUR_RGB,
                      "DeviceRGB is used, and the output intent is not for RGB");
    if (family == FAMILY_GRAY && check->intent == INTENT_NONE)
        content_found(content, RULE_COLOUR_GRAY,
                      "DeviceGray is used without an output intent");
}

static Space space_named(const Value *name)
{
    if (name_is(name, "DeviceGray", "G"))
        return (Space){FAMILY_GRAY, 1};
    if (name_is(name, "DeviceRGB", "RGB"))
        return (Space){FAMILY_RGB, 3};
    if (name_is(name, "DeviceCMYK", "CMYK"))
        return (Space){FAMILY_CMYK, 4};
    if (value_is_name(name, "Pattern"))
        return (Space){FAMILY_PATTERN, 0};
    return (Space){FAMILY_UNKNOWN, 0};
}

/* The space under another one: used whenever that is. */
static Space base_check(Content *content, const Value *space, size_t index,
                        unsigned depth)
{
    if (index >= array_length(space) || depth >= DEEPEST)
        return (Space){FAMILY_UNKNOWN, 0};
    Space base = space_of(content, &space->as.array.items[index], depth + 1);
    if (base.family >= FAMILY_GRAY && base.family <= FAMILY_CMYK)
        device_check(content, base.family);
    return base;
}

static Space space_of(Content *content, const Value *value, unsigned depth)
{
    Document *document = content->check->document;
    value = document_resolve(document, value);
    if (value->kind == VALUE_NAME)
        return space_named(value);
    const Value *kind = document_item(document, value, 0);
    if (value_is_name(kind, "ICCBased"))
        return icc_read(content, value);
    if (name_is(kind, "Indexed", "I")) {
        base_check(content, value, 1, depth);
        return (Space){FAMILY_INDEXED, 1};
    }
    if (value_is_name(kind, "Separation")) {
        if (first_time(content->check, value))
            spot_check(content, value);
        base_check(content, value, 2, depth);
        return (Space){FAMILY_SEPARATION, 1};
    }
    if (value_is_name(kind, "DeviceN")) {
        base_check(content, value, 2, depth);
        return device_n_read(content, value);
    }
    if (value_is_name(kind, "Pattern")) {
        base_check(content, value, 1, depth);
        return (Space){FAMILY_PATTERN, 0};
    }
    if (value_is_name(kind, "CalGray"))
        return (Space){FAMILY_CALIBRATED, 1};
    if (value_is_name(kind, "CalRGB") || value_is_name(kind, "Lab"))
        return (Space){FAMILY_CALIBRATED, 3};
    return kind->kind == VALUE_NAME ? space_named(kind) : (Space){FAMILY_UNKNOWN, 0};
}

Space space_read(Content *content, const Value *value)
{
    return space_of(content, value, 0);
}

double paint_ink(const Paint *paint)
{
    const double *v = paint->values;
    if (paint->space.family == FAMILY_CMYK ||
        (paint->space.family == FAMILY_ICC && paint->space.n == 4))
        return (v[0] + v[1] + v[2] + v[3]) * 100;
    if (paint->space.family == FAMILY_GRAY)
        return (1 - v[0]) * 100;
    return -1;
}

void paint_check(Content *content, const Paint *paint, bool text)
{
    const Preflight *ask = content->check->ask;
    const Graphics *graphics = &content->graphics;
    Family family = paint->space.family;
    if (family >= FAMILY_GRAY && family <= FAMILY_CMYK)
        device_check(content, family);
    bool over = paint == &graphics->stroke ? graphics->overprint_stroke
                                           : graphics->overprint_fill;
    if (family == FAMILY_ICC && paint->space.n == 4 && over &&
        graphics->overprint_mode == 1)
        content_found(content, RULE_ICC_OVERPRINT,
                      "ICCBased CMYK overprints with OPM 1");
    double limit = ask->ink_limit > 0 ? ask->ink_limit : 300;
    double ink = paint_ink(paint);
    if (ink > limit + 0.5)
        content_found(content, RULE_INK, "the inks sum up to %.0f %%, over %.0f %%",
                      ink, limit);
    if (text && family == FAMILY_CMYK && paint->values[3] >= 0.9 && ink > 100.5)
        content_found(content, RULE_RICH_BLACK, "black text has %.0f %% of ink", ink);
}

/* ---- groups and graphics states ------------------------------------------------------ */

void group_check(Content *content, const Value *owner)
{
    Check *check = content->check;
    const Value *group = document_find(check->document, owner, "Group");
    const Value *value = dictionary_find(group, "CS");
    if (!value->kind || !value_is_name(dictionary_find(group, "S"), "Transparency"))
        return;
    Space space = space_read(content, value);
    bool device = space.family == FAMILY_RGB || space.family == FAMILY_CMYK ||
                  (space.family == FAMILY_GRAY && check->intent == INTENT_NONE);
    bool fits = (space.family == FAMILY_RGB && check->intent == INTENT_RGB) ||
                (space.family == FAMILY_CMYK && check->intent == INTENT_CMYK);
    if (device && !fits)
        content_found(content, RULE_GROUP,
                      "a group blends in a colour space that the output intent is not "
                      "for");
}

void intent_name_check(Content *content, const Value *name)
{
    static const char *const known[] = {"RelativeColorimetric", "AbsoluteColorimetric",
                                        "Perceptual", "Saturation"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (value_is_name(name, known[i]))
            return;
    if (!content->told[RULE_INTENT_NAME])
        content_found(content, RULE_INTENT_NAME, "the rendering intent is '%s'",
                      value_name(content->check->arena, name));
}

static bool blend_is_known(const Value *mode)
{
    static const char *const known[] = {
        "Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",   "Darken",
        "Lighten",   "ColorDodge", "ColorBurn",  "HardLight", "SoftLight", "Difference",
        "Exclusion", "Hue",        "Saturation", "Color",     "Luminosity"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (value_is_name(mode, known[i]))
            return true;
    return false;
}

static void halftone_check(Content *content, const Value *halftone)
{
    Document *document = content->check->document;
    if (halftone->kind != VALUE_DICTIONARY && halftone->kind != VALUE_STREAM)
        return;
    double type =
        document_number(document, dictionary_find(halftone, "HalftoneType"), 0);
    if ((type != 1 && type != 5) || dictionary_find(halftone, "HalftoneName")->kind)
        content_found(content, RULE_HALFTONE, "a halftone of type %.0f, or with a name",
                      type);
}

static void state_check(Content *content, const Value *state)
{
    Document *document = content->check->document;
    const Value *second = document_find(document, state, "TR2");
    if (dictionary_find(state, "TR")->kind)
        content_found(content, RULE_TRANSFER, "a graphics state has TR");
    else if (second->kind && !value_is_name(second, "Default"))
        content_found(content, RULE_TRANSFER, "a graphics state has a TR2");
    if (dictionary_find(state, "HTP")->kind)
        content_found(content, RULE_HALFTONE, "a graphics state has HTP");
    halftone_check(content, document_find(document, state, "HT"));
    const Value *intent = document_find(document, state, "RI");
    if (intent->kind)
        intent_name_check(content, intent);
    const Value *blend = document_find(document, state, "BM");
    const Value *mode =
        blend->kind == VALUE_ARRAY ? document_item(document, blend, 0) : blend;
    if (blend->kind && !blend_is_known(mode))
        content_found(content, RULE_BLEND, "the blend mode '%s' is not known",
                      value_name(content->check->arena, mode));
}

static void mask_enter(Content *content, const Value *state)
{
    Document *document = content->check->document;
    const Value *mask = document_find(document, state, "SMask");
    const Value *value = dictionary_find(mask, "G");
    const Value *group = document_resolve(document, value);
    if (group->kind == VALUE_STREAM && first_time(content->check, group)) {
        group_check(content, group);
        content_enter(content, group, value_object(value, 0), true);
    }
}

static void flag_set(Content *content, const Value *state, const char *key, bool *flag)
{
    const Value *value = document_find(content->check->document, state, key);
    if (value->kind == VALUE_BOOLEAN)
        *flag = value->as.truth;
}

void state_apply(Content *content, const Value *state, unsigned object)
{
    (void)object;
    Graphics *graphics = &content->graphics;
    Document *document = content->check->document;
    if (first_time(content->check, state))
        state_check(content, state);
    flag_set(content, state, "OP", &graphics->overprint_stroke);
    if (!dictionary_find(state, "op")->kind)
        flag_set(content, state, "OP", &graphics->overprint_fill);
    flag_set(content, state, "op", &graphics->overprint_fill);
    graphics->overprint_mode = document_number(document, dictionary_find(state, "OPM"),
                                               graphics->overprint_mode);
    graphics->line_width =
        document_number(document, dictionary_find(state, "LW"), graphics->line_width);
    const Value *font = document_find(document, state, "Font");
    if (array_length(font) == 2) {
        graphics->font = typeface_find(content->check, &font->as.array.items[0],
                                       content->page_number);
        graphics->size =
            document_number(document, &font->as.array.items[1], graphics->size);
    }
    mask_enter(content, state);
}

/* ---- operators ----------------------------------------------------------------------- */

static void values_set(Content *content, Paint *paint)
{
    for (size_t i = 0; i < G_N_ELEMENTS(paint->values); i++)
        paint->values[i] = operand(content, i);
}

static void space_set(Content *content, Paint *paint)
{
    const Value *name = &content->operands[0];
    Space space =
        name->kind == VALUE_NAME ? space_named(name) : (Space){FAMILY_UNKNOWN, 0};
    if (space.family == FAMILY_UNKNOWN)
        space = space_read(content, content_resource(content, "ColorSpace", name));
    *paint = (Paint){.space = space};
    if (space.family == FAMILY_CMYK)
        paint->values[3] = 1;
}

static void pattern_set(Content *content, const Value *name)
{
    Check *check = content->check;
    const Value *value = content_resource(content, "Pattern", name);
    const Value *pattern = document_resolve(check->document, value);
    if (!pattern->kind || !first_time(check, pattern))
        return;
    if (pattern->kind == VALUE_STREAM)
        content_enter(content, pattern, value_object(value, 0), true);
    const Value *shading = document_find(check->document, pattern, "Shading");
    Paint paint = {.space =
                       space_read(content, dictionary_find(shading, "ColorSpace"))};
    if (shading->kind)
        paint_check(content, &paint, false);
}

static void colour_set(Content *content, Paint *paint)
{
    const Value *last =
        content->n_operands ? &content->operands[content->n_operands - 1] : &value_null;
    if (last->kind == VALUE_NAME)
        pattern_set(content, last);
    else
        values_set(content, paint);
}

bool operator_colour(Content *content, const char *name)
{
    static const struct {
        char name[4];
        bool stroke;
        Space space;
    } device[] = {{"g", false, {FAMILY_GRAY, 1}}, {"G", true, {FAMILY_GRAY, 1}},
                  {"rg", false, {FAMILY_RGB, 3}}, {"RG", true, {FAMILY_RGB, 3}},
                  {"k", false, {FAMILY_CMYK, 4}}, {"K", true, {FAMILY_CMYK, 4}}};
    Graphics *graphics = &content->graphics;
    for (size_t i = 0; i < G_N_ELEMENTS(device); i++) {
        if (strcmp(device[i].name, name) != 0)
            continue;
        Paint *paint = device[i].stroke ? &graphics->stroke : &graphics->fill;
        paint->space = device[i].space;
        values_set(content, paint);
        return true;
    }
    if (strcmp(name, "cs") == 0)
        space_set(content, &graphics->fill);
    else if (strcmp(name, "CS") == 0)
        space_set(content, &graphics->stroke);
    else if (strcmp(name, "sc") == 0 || strcmp(name, "scn") == 0)
        colour_set(content, &graphics->fill);
    else if (strcmp(name, "SC") == 0 || strcmp(name, "SCN") == 0)
        colour_set(content, &graphics->stroke);
    else
        return false;
    return true;
}
