/* Lengths: a decimal number, then, after blanks or none, one unit of the table. */
#include "base/unit.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include <glib.h>

typedef struct Unit {
    const char *name;
    double points; /* 0: an em */
} Unit;

static const Unit units[] = {
    {"pt", 1},
    {"mm", POINTS_PER_MM},
    {"cm", 10 * POINTS_PER_MM},
    {"in", 72},
    {"pc", 12},
    {"em", 0},
};

static const Unit *unit_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (strcmp(units[i].name, name) == 0)
            return &units[i];
    return NULL;
}

/* The end of the decimal number that `text` starts with, or NULL: g_ascii_strtod alone
 * would take "0x1p3", "inf" and "1e3" too. */
static const char *decimal_end(const char *text)
{
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, "0123456789");
    text += whole;
    size_t fraction = 0;
    if (*text == '.') {
        fraction = strspn(text + 1, "0123456789");
        text += 1 + fraction;
    }
    return whole + fraction > 0 ? text : NULL;
}

bool length_parse(const char *text, double em, double *points)
{
    const char *end = decimal_end(text);
    if (!end)
        return false;
    const Unit *unit = unit_find(end + strspn(end, " "));
    if (!unit || (unit->points == 0 && em == 0))
        return false;
    g_autofree char *number = g_strndup(text, (gsize)(end - text));
    *points = g_ascii_strtod(number, NULL) * (unit->points == 0 ? em : unit->points);
    return isfinite(*points);
}
