/* Files of other programs that come under the name of a text. */
#ifndef BASE_GUISE_H
#define BASE_GUISE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Guise {
    const char *name; /* "an Excel workbook" */
    const char *help; /* how to make text of it */
} Guise;

/* What the bytes are when they are certainly no text of ours; NULL: they may be one. */
const Guise *guise_find(const char *bytes, size_t length);

#endif
