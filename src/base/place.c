/*
 * Places in source files. A text that was cleaned or unescaped no longer runs along its
 * file; points say where it still does, and between two of them a character is a column.
 */
#include "base/place.h"

#include <glib.h>

Place place_at(const char *file, unsigned line, unsigned column)
{
    return (Place){file ? g_intern_string(file) : NULL, line, column};
}

Place place_file(const char *file)
{
    return place_at(file, 0, 0);
}

/* The number of points at or before the offset. */
static size_t points_before(const PlacePoint *points, size_t n_points, size_t offset)
{
    size_t low = 0, high = n_points;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (points[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static unsigned characters_between(const char *text, size_t start, size_t end)
{
    unsigned count = 0;
    for (size_t i = start; i < end; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

Place place_find(const PlacePoint *points, size_t n_points, const char *text,
                 size_t offset)
{
    size_t n = points_before(points, n_points, offset);
    if (n == 0)
        return PLACE_NONE;
    Place place = points[n - 1].place;
    if (place.column)
        place.column += characters_between(text, points[n - 1].offset, offset);
    return place;
}
