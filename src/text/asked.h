/* What styles and languages ask of a font beyond its letters, and what it lacks of it. */
#ifndef TEXT_ASKED_H
#define TEXT_ASKED_H

#include <stdint.h>

#include "text/fontbook.h"

typedef enum FontAsk {
    ASK_SMALL_CAPITALS,
    ASK_LINING_FIGURES,
    ASK_OLD_STYLE_FIGURES,
    ASK_TABULAR_FIGURES,
    ASK_LETTER_FORMS, /* of the language */
    N_ASKS
} FontAsk;

/* "small capitals" … */
const char *ask_name(FontAsk ask);

/* The OpenType feature that gives it: "smcp" … */
const char *ask_feature(FontAsk ask);

/* Whether it is a matter of figures, which all scripts share. */
bool ask_figures(FontAsk ask);

typedef struct CharacterCount {
    gunichar character;
    size_t count;
} CharacterCount;

/* What one font file sets alike: in one language and script, with the same asked of it. */
typedef struct FontUse {
    const FontFile *file;
    const SizedFont *font; /* the file at one of its sizes */
    bool asked[N_ASKS];    /* by the style; letter forms always */
    const char *language;  /* BCP 47 */
    uint32_t script;       /* that it was shaped as, ISO 15924 as in GlyphRun */
    const CharacterCount *characters; /* each once, in Unicode's order */
    size_t n_characters;
} FontUse;

/* Fills in `asked` of a use in this style. */
void use_ask(FontUse *use, const Style *style);

/* Why the font does not give what is asked ("no form of its own for в, г"), in the arena;
 * NULL: it does, or none of its characters want it. It is shaped and looked at, so that
 * figures that are of one width anyhow lack nothing. `language` is the use's; NULL: it is
 * not known, and has no letter forms. */
const char *font_lacks(Arena *arena, const FontUse *use, const Language *language,
                       FontAsk ask);

#endif
