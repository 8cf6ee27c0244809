/*
 * Values from YAML into structs, as the table of properties says. A row names a kind; a
 * kind has one small reader here, which puts its value at the row's offset in the
 * target. Nothing stops at the first mistake: each reader says whether its value was
 * good, and the answers are gathered.
 */
#include "style/properties.h"

#include <string.h>

/* One value to be read: the row that describes it, its node, and where it goes. */
typedef struct Slot {
    const PropertyReader *reader;
    const Property *property;
    const YamlNode *node;
    char *target; /* of the struct; the row's offset is added to it */
} Slot;

static void slot_store(const Slot *slot, const void *value, size_t size)
{
    memcpy(slot->target + slot->property->offset, value, size);
}

static bool slot_bad(const Slot *slot, const char *wanted)
{
    yaml_bad_value(slot->reader->diagnostics, slot->node, slot->property->key, wanted);
    return false;
}

static const char *slot_text(const Slot *slot)
{
    return yaml_text(slot->reader->diagnostics, slot->node, slot->property->key);
}

const char *words_help(Arena *arena, const char *word, const char *const *words)
{
    const char *nearest = nearest_find(word, words);
    if (nearest != NULL)
        return arena_print(arena, "did you mean '%s'?", nearest);
    if (words[0] == NULL)
        return "take it out";
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    return arena_print(arena, "known here: %s", all);
}

static void place_store(const Slot *slot)
{
    memcpy(slot->target + slot->property->second, &slot->node->place, sizeof(Place));
}

static bool length_store(const Slot *slot, double em)
{
    const Property *row = slot->property;
    double points;
    if (!yaml_length(slot->reader->diagnostics, slot->node, row->key, em, &points))
        return false;
    if (points < row->least || points > row->most)
        return slot_bad(slot,
                        arena_print(slot->reader->arena, "a length from %gpt to %gpt",
                                    row->least, row->most));
    slot_store(slot, &points, sizeof points);
    if (row->second != 0)
        place_store(slot);
    return true;
}

static bool whole_store(const Slot *slot)
{
    const Property *row = slot->property;
    long value;
    if (!yaml_whole(slot->reader->diagnostics, slot->node, row->key, (long)row->least,
                    (long)row->most, &value))
        return false;
    unsigned whole = (unsigned)value;
    slot_store(slot, &whole, sizeof whole);
    return true;
}

static bool bool_store(const Slot *slot)
{
    bool value;
    if (!yaml_bool(slot->reader->diagnostics, slot->node, slot->property->key, &value))
        return false;
    slot_store(slot, &value, sizeof value);
    return true;
}

static bool choice_store(const Slot *slot)
{
    int index;
    if (!yaml_choice(slot->reader->diagnostics, slot->node, slot->property->key,
                     slot->property->words, &index))
        return false;
    bool second = index == 1;
    if (slot->property->kind == PROPERTY_SWITCH)
        slot_store(slot, &second, sizeof second);
    else
        slot_store(slot, &index, sizeof index);
    return true;
}

static bool text_store(const Slot *slot)
{
    const char *text = slot_text(slot);
    if (text == NULL)
        return false;
    const char *value = *text == '\0' || strcmp(text, "none") == 0 ? NULL : text;
    slot_store(slot, &value, sizeof value);
    return true;
}

static bool file_store(const Slot *slot)
{
    if (!text_store(slot))
        return false;
    place_store(slot);
    return true;
}

static bool percent_store(const Slot *slot)
{
    const Property *row = slot->property;
    const char *text = slot_text(slot);
    if (text == NULL)
        return false;
    char *end;
    guint64 value = g_ascii_strtoull(text, &end, 10);
    bool good = g_ascii_isdigit(*text) && strcmp(end, "%") == 0;
    if (!good || value < row->least || value > row->most)
        return slot_bad(slot, arena_print(slot->reader->arena, "%g%% to %g%%",
                                          row->least, row->most));
    unsigned percent = (unsigned)value;
    slot_store(slot, &percent, sizeof percent);
    if (row->second > 0)
        memcpy(slot->target + row->second, &slot->node->place, sizeof(Place));
    return true;
}

/* Whether the braces of a head or foot hold only what is known; `text` is at '{'. */
static bool placeholder_check(const Slot *slot, const char *text)
{
    const PropertyReader *reader = slot->reader;
    const char *end = strchr(text, '}');
    if (end == NULL)
        return slot_bad(slot, "a text whose braces are closed");
    const char *word = arena_text(reader->arena, text + 1, (size_t)(end - text - 1));
    if (g_strv_contains(slot->property->words, word))
        return true;
    report(reader->diagnostics, PLACEHOLDER_UNKNOWN, slot->node->place,
           arena_print(reader->arena, "{%s}", word),
           words_help(reader->arena, word, slot->property->words));
    return false;
}

static bool pattern_store(const Slot *slot)
{
    const char *text = slot_text(slot);
    bool good = text != NULL;
    while (good && (text = strchr(text, '{')) != NULL)
        good = placeholder_check(slot, text++);
    return good && text_store(slot);
}

static bool texts_store(const Slot *slot)
{
    const PropertyReader *reader = slot->reader;
    const char *const *texts;
    size_t n_texts;
    if (!yaml_texts(reader->diagnostics, reader->arena, slot->node, slot->property->key,
                    &texts, &n_texts))
        return false;
    slot_store(slot, &texts, sizeof texts);
    memcpy(slot->target + slot->property->second, &n_texts, sizeof n_texts);
    return true;
}

/* Reads "40mm × 14mm", or with an x, into two lengths above 0. */
static bool box_parse(const char *text, double *width, double *height)
{
    const char *sign = strstr(text, "×");
    const char *after = sign != NULL ? sign + strlen("×") : NULL;
    if (sign == NULL && (sign = strchr(text, 'x')) != NULL)
        after = sign + 1;
    if (sign == NULL)
        return false;
    g_autofree char *before = g_strndup(text, (gsize)(sign - text));
    g_autofree char *behind = g_strdup(after);
    return length_parse(g_strstrip(before), 0, width) &&
           length_parse(g_strstrip(behind), 0, height) && *width > 0 && *height > 0;
}

static bool box_store(const Slot *slot)
{
    const char *text = slot_text(slot);
    double width, height;
    if (text == NULL)
        return false;
    if (!box_parse(text, &width, &height))
        return slot_bad(slot, "a width and a height such as 40mm × 14mm");
    slot_store(slot, &width, sizeof width);
    memcpy(slot->target + slot->property->second, &height, sizeof height);
    return true;
}

/* Shorter than an inch is no page, longer than 14400 points no PDF. */
static bool paper_is_page(double width, double height)
{
    return MIN(width, height) >= 72 && MAX(width, height) <= 14400;
}

static bool paper_store(const Slot *slot)
{
    const char *text = slot_text(slot);
    double width = 0, height = 0;
    if (text == NULL)
        return false;
    if (!paper_find(text, &width, &height) && !box_parse(text, &width, &height))
        return slot_bad(slot, "A3, A4, A5, Letter, Legal, Tabloid, or a width and a "
                              "height such as 210mm × 297mm");
    if (!paper_is_page(width, height))
        return slot_bad(slot, "a page of at least 1in and at most 200in a side");
    slot_store(slot, &width, sizeof width);
    memcpy(slot->target + slot->property->second, &height, sizeof height);
    return true;
}

static bool stack_store(const Slot *slot)
{
    const PropertyReader *reader = slot->reader;
    const char *name = slot_text(slot);
    if (name == NULL)
        return false;
    const FontStack *stack = stack_find(reader->stacks, reader->n_stacks, name);
    if (stack != NULL) {
        slot_store(slot, &stack, sizeof stack);
        return true;
    }
    const char **names = arena_array(reader->arena, const char *, reader->n_stacks + 1);
    for (size_t i = 0; i < reader->n_stacks; i++)
        names[i] = reader->stacks[i].name;
    report(reader->diagnostics, FONT_STACK_UNKNOWN, slot->node->place, name,
           words_help(reader->arena, name, names));
    return false;
}

static bool ink_store(const Slot *slot)
{
    const PropertyReader *reader = slot->reader;
    const char *name = slot_text(slot);
    if (name == NULL)
        return false;
    const char *const *names =
        palette_names(reader->arena, reader->inks, reader->n_inks);
    for (unsigned i = 0; names[i] != NULL; i++)
        if (strcmp(names[i], name) == 0) {
            slot_store(slot, &i, sizeof i);
            return true;
        }
    report(reader->diagnostics, COLOUR_UNKNOWN, slot->node->place, name,
           words_help(reader->arena, name, names));
    return false;
}

static bool group_store(const Slot *slot, const PropertyReader *reader)
{
    const Property *row = slot->property;
    if (slot->node->kind == YAML_MAPPING)
        return properties_read(reader, row->group, slot->node,
                               slot->target + row->offset);
    report(reader->diagnostics, YAML_KIND, slot->node->place, row->key,
           "a mapping of keys and values");
    return false;
}

static bool style_store(const Slot *slot)
{
    const Style *style = (const Style *)(slot->target + slot->property->offset);
    PropertyReader reader = *slot->reader;
    reader.em = &style->size;
    return group_store(slot, &reader);
}

static bool slot_read(const Slot *slot)
{
    const Property *row = slot->property;
    switch (row->kind) {
    case PROPERTY_SIZE:
        return length_store(slot, 0);
    case PROPERTY_LENGTH:
        return length_store(slot, *slot->reader->em);
    case PROPERTY_WHOLE:
        return whole_store(slot);
    case PROPERTY_BOOL:
        return bool_store(slot);
    case PROPERTY_SWITCH:
    case PROPERTY_CHOICE:
        return choice_store(slot);
    case PROPERTY_TEXT:
        return text_store(slot);
    case PROPERTY_PATTERN:
        return pattern_store(slot);
    case PROPERTY_TEXTS:
        return texts_store(slot);
    case PROPERTY_FILE:
        return file_store(slot);
    case PROPERTY_PERCENT:
        return percent_store(slot);
    case PROPERTY_BOX:
        return box_store(slot);
    case PROPERTY_PAPER:
        return paper_store(slot);
    case PROPERTY_INK:
        return ink_store(slot);
    case PROPERTY_STACK:
        return stack_store(slot);
    case PROPERTY_GROUP:
        return group_store(slot, slot->reader);
    case PROPERTY_STYLE:
        return style_store(slot);
    case PROPERTY_APART:
        return true;
    }
    g_assert_not_reached();
}

static const char *const *table_keys(Arena *arena, const PropertyTable *table)
{
    const char **keys = arena_array(arena, const char *, table->n_properties + 1);
    for (size_t i = 0; i < table->n_properties; i++)
        keys[i] = table->properties[i].key;
    return keys;
}

bool properties_read(const PropertyReader *reader, const PropertyTable *table,
                     const YamlNode *mapping, void *target)
{
    bool good =
        yaml_check_keys(reader->diagnostics, mapping, table_keys(reader->arena, table));
    for (size_t i = 0; i < table->n_properties; i++) {
        const Property *row = &table->properties[i];
        const Slot slot = {reader, row, yaml_find(mapping, row->key), target};
        if (slot.node != NULL)
            good &= slot_read(&slot);
    }
    return good;
}
