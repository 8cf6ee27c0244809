/*
 * Font stacks. A stack is a name and an ordered list of families, each with its place,
 * so that a font that is not installed can be reported where the layout asks for it.
 * "text" and "sans" always exist: every role's default is one of the two.
 */
#include "style/properties.h"

#include <string.h>

static const char *const text_families[] = {
    "Noto Serif",        "Noto Serif Georgian", "Noto Serif Armenian",
    "Noto Serif Hebrew", "Noto Naskh Arabic",
};
static const char *const sans_families[] = {
    "Noto Sans",        "Noto Sans Georgian", "Noto Sans Armenian",
    "Noto Sans Hebrew", "Noto Naskh Arabic",
};

static const FontStack default_stacks[] = {
    {"text", text_families, NULL, G_N_ELEMENTS(text_families)},
    {"sans", sans_families, NULL, G_N_ELEMENTS(sans_families)},
};

const FontStack *stack_find(const FontStack *stacks, size_t n_stacks, const char *name)
{
    for (size_t i = 0; i < n_stacks; i++)
        if (strcmp(stacks[i].name, name) == 0)
            return &stacks[i];
    return NULL;
}

/* The places of a stack's families, whose node is one text or a sequence of them. */
static const Place *family_places(Arena *arena, const YamlNode *node, size_t n_families)
{
    Place *places = arena_array(arena, Place, n_families);
    for (size_t i = 0; i < n_families; i++)
        places[i] = node->kind == YAML_SEQUENCE ? node->as.sequence.items[i]->place
                                                : node->place;
    return places;
}

static bool families_check(Diagnostics *diagnostics, const YamlNode *node,
                           const FontStack *stack)
{
    bool good = stack->n_families > 0;
    for (size_t i = 0; i < stack->n_families; i++)
        good &= stack->families[i][0] != '\0';
    if (!good)
        yaml_bad_value(diagnostics, node, stack->name,
                       "one or more font families, such as [Noto Serif]");
    return good;
}

static bool stack_read(Diagnostics *diagnostics, Arena *arena, const YamlPair *pair,
                       FontStack *stack)
{
    stack->name = pair->key;
    if (!yaml_texts(diagnostics, arena, pair->value, pair->key, &stack->families,
                    &stack->n_families))
        return false;
    stack->places = family_places(arena, pair->value, stack->n_families);
    return families_check(diagnostics, pair->value, stack);
}

static FontStack stack_default(Arena *arena, const FontStack *known, Place place)
{
    FontStack stack = *known;
    Place *places = arena_array(arena, Place, stack.n_families);
    for (size_t i = 0; i < stack.n_families; i++)
        places[i] = place;
    stack.places = places;
    return stack;
}

bool stacks_read(Diagnostics *diagnostics, Arena *arena, const YamlNode *fonts,
                 Place otherwise, const FontStack **stacks, size_t *n_stacks)
{
    bool good = fonts == NULL || fonts->kind == YAML_MAPPING;
    size_t n_pairs = fonts != NULL && good ? fonts->as.mapping.n_pairs : 0;
    size_t n_found = 0;
    FontStack *found =
        arena_array(arena, FontStack, n_pairs + G_N_ELEMENTS(default_stacks));
    if (!good)
        report(diagnostics, YAML_KIND, fonts->place, "fonts",
               "a mapping of names to font families");
    for (size_t i = 0; i < n_pairs; i++)
        good &= stack_read(diagnostics, arena, &fonts->as.mapping.pairs[i],
                           &found[n_found++]);
    for (size_t i = 0; i < G_N_ELEMENTS(default_stacks); i++)
        if (stack_find(found, n_found, default_stacks[i].name) == NULL)
            found[n_found++] = stack_default(arena, &default_stacks[i], otherwise);
    *stacks = found;
    *n_stacks = n_found;
    return good;
}
