/* ICC profiles, read once and kept packed. */
#ifndef PRESS_PROFILE_H
#define PRESS_PROFILE_H

#include "style/style.h"

typedef struct Profile {
    const char *path; /* of its file; NULL: made here */
    bool cmyk;
    const unsigned char *packed; /* by deflate */
    size_t packed_length;
    const char *description; /* its own */
    const char *condition;   /* of printing, as registered; NULL: none is known */
    const char *registry;    /* its address */
    void *handle;            /* lcms2's */
} Profile;

/* All that were asked for so far, and lcms2, which is opened for the first. */
typedef struct Profiles Profiles;

/* `folders` are lent. */
Profiles *profiles_new(const Folders *folders);
void profiles_free(Profiles *profiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profiles, profiles_free)

/* Adds to `sum` which file the printer's profile of a layout is, as it is now. */
void profiles_sum(Profiles *profiles, const PressStyle *style, Sum *sum);

/* Opens the libraries of the room and packs the default profile in a thread, which the
 * first of the functions below waits for. */
void profiles_prepare(Profiles *profiles);

/* The printer's profile that a layout asks for, else the default one. NULL: it is missing,
 * broken, or not CMYK: reported. */
const Profile *profile_printer(Profiles *profiles, Diagnostics *diagnostics,
                               const PressStyle *style);

/* How the printing that a profile describes is registered, and where: as the layout says,
 * else as is known of the profile. NULL: nobody says. */
const char *profile_condition(const Profile *profile, const PressStyle *style);
const char *profile_registry(const Profile *profile, const PressStyle *style);

/* sRGB, for screens. NULL: reported. */
const Profile *profile_screen(Profiles *profiles, Diagnostics *diagnostics);

/* Converts `n` pixels of sRGB, three bytes each, to a CMYK profile's four. */
void profile_convert(Profiles *profiles, const Profile *profile, PressIntent intent,
                     const unsigned char *rgb, unsigned char *cmyk, size_t n);

#endif
