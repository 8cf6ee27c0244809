/* Text that is ready to be shaped: what is set in which style. */
#ifndef TEXT_STYLED_H
#define TEXT_STYLED_H

#include "style/style.h"

/* A range of a text that is set alike. Spans lie end to end and cover the text. */
typedef struct TextSpan {
    size_t start, end; /* bytes */
    const Style *style;
    bool italic, bold;    /* turned on over the style's own */
    bool superior;        /* a footnote's mark: smaller and raised */
    bool whole;           /* never hyphenated: a person's name */
    const char *language; /* BCP 47, for letter forms; NULL: the text's */
    const char *link;     /* address or NULL */
    unsigned note; /* footnote whose mark, or number before it, this is; 0: none */
} TextSpan;

typedef struct StyledText {
    const char *text; /* NFC; U+2028 is a line break that is asked for */
    size_t length;
    const Style *style;
    const char *language; /* BCP 47 */
    bool isolate;         /* a name: its base direction is its own first letter's */
    const TextSpan *spans;
    size_t n_spans;
    const PlacePoint *points;
    size_t n_points;
    const size_t *preferred; /* offsets at which a line ends best, by sense */
    size_t n_preferred;
} StyledText;

#endif
