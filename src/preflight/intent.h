/* Private to preflight: what the header of an ICC profile says. */
#ifndef PREFLIGHT_INTENT_H
#define PREFLIGHT_INTENT_H

#include "preflight/check.h"

typedef struct Profile {
    const char *problem;        /* why it is no good profile; NULL: it is one */
    unsigned version, channels; /* version: 42 for 4.2 */
    char device[5], space[5];   /* "prtr", "CMYK" */
} Profile;

/* Reads the profile that a stream holds; N of its dictionary must be its channels. */
Profile profile_read(Check *check, const Value *stream);

#endif
