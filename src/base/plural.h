/* Number in the English that the program speaks. */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H

#include <stddef.h>

/* `one` for one thing, else `many`. */
static inline const char *plural(size_t n, const char *one, const char *many)
{
    return n == 1 ? one : many;
}

#endif
