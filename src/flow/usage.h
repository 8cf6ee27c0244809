/* Which font sets which characters of the pages. */
#ifndef FLOW_USAGE_H
#define FLOW_USAGE_H

#include "flow/flow.h"

typedef struct FontUsage {
    const FontUse *uses; /* by family and path */
    size_t n_uses;
} FontUsage;

/* Counts the characters that a reader gets, heads and feet among them; not the hyphens of
 * broken lines. In the arena; files and fonts are the book's. */
FontUsage pages_usage(const FontBook *book, Arena *arena, const Pages *pages);

/* The script that a character of the use counts to, ISO 15924 as in GlyphRun: "Zyyy" for
 * those that all scripts share (spaces, figures, marks), the use's own for accents that
 * are characters by themselves. */
uint32_t use_script(const FontUse *use, gunichar character);

#endif
