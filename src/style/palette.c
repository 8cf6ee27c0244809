/*
 * The palette: the colours that a layout's styles may be set in, each with a name. What is
 * written as inks of print stays those inks; what is written for screens is converted by
 * the printer's profile, later, in press. Black needs no entry: it is ink 0.
 */
#include "style/properties.h"

#include <stdlib.h>
#include <string.h>

/* "#8c1d18". */
static bool screen_parse(const char *text, Ink *ink)
{
    if (strlen(text) != 7 || *text != '#' ||
        strspn(text + 1, "0123456789abcdefABCDEF") != 6)
        return false;
    unsigned long value = strtoul(text + 1, NULL, 16);
    for (size_t i = 0; i < 3; i++)
        ink->rgb[i] = (double)(value >> (8 * (2 - i)) & 0xff) / 255;
    return true;
}

/* "0% 90% 80% 20%", with or without commas. */
static bool print_parse(const char *text, Ink *ink)
{
    char *end = (char *)text;
    for (size_t i = 0; i < 4; i++) {
        double part = g_ascii_strtod(text, &end);
        if (end == text || *end != '%' || !(part >= 0 && part <= 100))
            return false;
        ink->cmyk[i] = part / 100;
        text = end + 1 + strspn(end + 1, i < 3 ? ", " : "");
    }
    ink->printed = true;
    for (size_t i = 0; i < 3; i++)
        ink->rgb[i] = (1 - ink->cmyk[i]) * (1 - ink->cmyk[3]);
    return *text == '\0';
}

static bool ink_read(Diagnostics *diagnostics, const YamlPair *pair, Ink *ink)
{
    const char *text = yaml_text(diagnostics, pair->value, pair->key);
    if (text == NULL)
        return false;
    ink->name = pair->key;
    if (screen_parse(text, ink) || print_parse(text, ink))
        return true;
    yaml_bad_value(diagnostics, pair->value, pair->key,
                   "a colour in quotes, as \"#8c1d18\" or, in inks, "
                   "\"0% 90% 80% 20%\"");
    return false;
}

bool palette_read(Diagnostics *diagnostics, Arena *arena, const YamlNode *palette,
                  const Ink **inks, size_t *n_inks)
{
    *n_inks = 0;
    if (palette == NULL)
        return true;
    if (palette->kind != YAML_MAPPING) {
        report(diagnostics, YAML_KIND, palette->place, "palette",
               "a mapping of names to colours");
        return false;
    }
    size_t n = palette->as.mapping.n_pairs;
    Ink *found = arena_array(arena, Ink, n);
    bool good = true;
    for (size_t i = 0; i < n; i++)
        good &= ink_read(diagnostics, &palette->as.mapping.pairs[i], &found[i]);
    *inks = found;
    *n_inks = n;
    return good;
}

const char *const *palette_names(Arena *arena, const Ink *inks, size_t n_inks)
{
    const char **names = arena_array(arena, const char *, n_inks + 2);
    names[0] = "black";
    for (size_t i = 0; i < n_inks; i++)
        names[i + 1] = inks[i].name;
    return names;
}
