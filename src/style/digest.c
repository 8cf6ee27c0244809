/*
 * What a layout or a language says, summed up by the table of properties: a new property
 * is part of it by its row. Files and places are not: they change nothing on a page.
 */
#include "style/properties.h"

static const char *field_text(const void *field)
{
    return *(const char *const *)field;
}

static void texts_sum(Sum *sum, const char *const *texts, size_t n_texts)
{
    sum_count(sum, n_texts);
    for (size_t i = 0; i < n_texts; i++)
        sum_text(sum, texts[i]);
}

static void stack_sum(Sum *sum, const FontStack *stack)
{
    sum_text(sum, stack->name);
    texts_sum(sum, stack->families, stack->n_families);
}

static void properties_sum(Sum *sum, const PropertyTable *table, const void *target);

static void property_sum(Sum *sum, const Property *property, const void *target)
{
    const char *field = (const char *)target + property->offset;
    const char *second = (const char *)target + property->second;
    switch (property->kind) {
    case PROPERTY_SIZE:
    case PROPERTY_LENGTH:
        sum_number(sum, *(const double *)(const void *)field);
        return;
    case PROPERTY_WHOLE:
    case PROPERTY_PERCENT:
    case PROPERTY_INK:
    case PROPERTY_CHOICE:
        sum_count(sum, *(const unsigned *)(const void *)field);
        return;
    case PROPERTY_BOOL:
    case PROPERTY_SWITCH:
        sum_count(sum, *(const bool *)(const void *)field);
        return;
    case PROPERTY_TEXT:
    case PROPERTY_FILE:
    case PROPERTY_PATTERN:
        sum_text(sum, field_text(field));
        return;
    case PROPERTY_TEXTS:
        texts_sum(sum, *(const char *const *const *)(const void *)field,
                  *(const size_t *)(const void *)second);
        return;
    case PROPERTY_BOX:
    case PROPERTY_PAPER:
        sum_number(sum, *(const double *)(const void *)field);
        sum_number(sum, *(const double *)(const void *)second);
        return;
    case PROPERTY_STACK:
        stack_sum(sum, *(const FontStack *const *)(const void *)field);
        return;
    case PROPERTY_GROUP:
    case PROPERTY_STYLE:
        properties_sum(sum, property->group, field);
        return;
    case PROPERTY_APART:
        return;
    }
    g_assert_not_reached();
}

static void properties_sum(Sum *sum, const PropertyTable *table, const void *target)
{
    for (size_t i = 0; i < table->n_properties; i++)
        property_sum(sum, &table->properties[i], target);
}

static void node_sum(Sum *sum, const YamlNode *node)
{
    sum_count(sum, node->kind);
    switch (node->kind) {
    case YAML_SCALAR:
        sum_text(sum, node->as.scalar.text);
        return;
    case YAML_SEQUENCE:
        for (size_t i = 0; i < node->as.sequence.n_items; i++)
            node_sum(sum, node->as.sequence.items[i]);
        return;
    case YAML_MAPPING:
        for (size_t i = 0; i < node->as.mapping.n_pairs; i++) {
            sum_text(sum, node->as.mapping.pairs[i].key);
            node_sum(sum, node->as.mapping.pairs[i].value);
        }
        return;
    }
}

static void ink_sum(Sum *sum, const Ink *ink)
{
    sum_text(sum, ink->name);
    sum_count(sum, ink->printed);
    for (size_t i = 0; i < G_N_ELEMENTS(ink->rgb); i++)
        sum_number(sum, ink->rgb[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(ink->cmyk); i++)
        sum_number(sum, ink->cmyk[i]);
}

void layout_sum(const Layout *layout, Sum *sum)
{
    sum_count(sum, layout->n_inks);
    for (size_t i = 0; i < layout->n_inks; i++)
        ink_sum(sum, &layout->inks[i]);
    sum_count(sum, layout->n_stacks);
    for (size_t i = 0; i < layout->n_stacks; i++)
        stack_sum(sum, &layout->stacks[i]);
    properties_sum(sum, &layout_properties, layout);
}

void language_sum(const Language *language, Sum *sum)
{
    sum_text(sum, language->tag);
    properties_sum(sum, &language_properties, language);
    node_sum(sum, language->labels);
}
