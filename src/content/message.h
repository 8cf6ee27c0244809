/* Messages with numbers and plurals, right in every language. */
#ifndef CONTENT_MESSAGE_H
#define CONTENT_MESSAGE_H

#include "base/base.h"

typedef struct MessageArgument {
    const char *name;
    const char *text; /* NULL: a number */
    long number;
} MessageArgument;

/* Sets an ICU MessageFormat pattern with named arguments in `language`. A syntax error,
 * an argument that is not given, a plural category that the language needs and the
 * message lacks are reported at `place`; NULL then. */
const char *message_format(Diagnostics *diagnostics, Arena *arena, const char *pattern,
                           Place place, const char *language,
                           const MessageArgument *arguments, size_t n_arguments);

#endif
