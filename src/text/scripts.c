/*
 * Stretches of one script and direction, found without Pango.
 *
 * Pango divides by script and direction (UAX 24, UAX 9). Nearly all names need less: every
 * character is of scripts that run from left to right, or of those that all scripts share,
 * in a text that runs from left to right. All levels are 0 then, and what scripts share
 * goes with the letter before it (at the start, with the one after it), which is found in
 * a twentieth of Pango's time. Only of marks that come in pairs the second goes where the
 * first went (UAX 24, 5.1), so that both are drawn alike around a name of another script.
 */
#include "text/shape.h"

#include <unicode/uchar.h>

#define PLAIN_END 0x2190 /* signs from here on may be pictures, which Pango parts */

enum { DEEPEST = 16 }; /* first marks of pairs that may be open */

/* The first mark of a pair, whose second may follow. */
typedef struct Opened {
    gunichar second;
    GUnicodeScript script; /* of what it goes with; COMMON: not known yet */
} Opened;

typedef struct Divide {
    GArray *stretches;
    Stretch stretch; /* the one in hand */
    Opened opened[DEEPEST];
    size_t n_opened;
} Divide;

/* ---- characters ---------------------------------------------------------------------- */

static bool script_plain(GUnicodeScript script)
{
    return script == G_UNICODE_SCRIPT_LATIN || script == G_UNICODE_SCRIPT_CYRILLIC ||
           script == G_UNICODE_SCRIPT_GREEK || script == G_UNICODE_SCRIPT_GEORGIAN ||
           script == G_UNICODE_SCRIPT_ARMENIAN;
}

/* Whether a character that scripts share leaves all levels at 0. */
static bool shared_plain(gunichar character)
{
    if (character >= 0x20 && character < 0x7f)
        return true;
    switch (u_charDirection((UChar32)character)) {
    case U_EUROPEAN_NUMBER:
    case U_EUROPEAN_NUMBER_SEPARATOR:
    case U_EUROPEAN_NUMBER_TERMINATOR:
    case U_COMMON_NUMBER_SEPARATOR:
    case U_LEFT_TO_RIGHT:
    case U_OTHER_NEUTRAL:
    case U_WHITE_SPACE_NEUTRAL:
    case U_DIR_NON_SPACING_MARK:
        return character < PLAIN_END && character >= 0x20 &&
               !character_forces(character);
    default:
        return character == 0x00ad;
    }
}

/* A character's script; COMMON when it is shared. */
static GUnicodeScript character_script(gunichar character)
{
    if (character >= 0x20 && character < 0x7f && !g_ascii_isalpha((char)character))
        return G_UNICODE_SCRIPT_COMMON;
    GUnicodeScript script = g_unichar_get_script(character);
    return script == G_UNICODE_SCRIPT_INHERITED ? G_UNICODE_SCRIPT_COMMON : script;
}

/* ---- pairs --------------------------------------------------------------------------- */

/* The plain ones of those that Pango takes for pairs: first and second. */
static const gunichar pairs[][2] = {
    {'(', ')'},       {'<', '>'},       {'[', ']'},       {'{', '}'},
    {0x00ab, 0x00bb}, {0x2018, 0x2019}, {0x201c, 0x201d}, {0x2039, 0x203a},
    {0x2045, 0x2046}, {0x207d, 0x207e}, {0x208d, 0x208e},
};

/* The pair that a character belongs to, or NULL. */
static const gunichar *pair_of(gunichar character)
{
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i][0] == character || pairs[i][1] == character)
            return pairs[i];
    return NULL;
}

/* The script of the first mark to which this second one belongs; COMMON if there is none.
 * What was opened after it, and was not closed, is closed with it. */
static GUnicodeScript pair_close(Divide *divide, gunichar second)
{
    while (divide->n_opened > 0) {
        const Opened *opened = &divide->opened[--divide->n_opened];
        if (opened->second == second)
            return opened->script;
    }
    return G_UNICODE_SCRIPT_COMMON;
}

/* Takes a shared character; `script` becomes that of a first mark if it is a second. False:
 * too many are open. */
static bool shared_take(Divide *divide, gunichar character, GUnicodeScript *script)
{
    const gunichar *pair = pair_of(character);
    if (pair && character == pair[1]) {
        *script = pair_close(divide, character);
    } else if (pair) {
        if (divide->n_opened == DEEPEST)
            return false;
        divide->opened[divide->n_opened++] = (Opened){pair[1], divide->stretch.script};
    }
    return true;
}

/* ---- stretches ----------------------------------------------------------------------- */

/* The stretch in hand, all shared so far, is of this script, and so are the marks that
 * were opened in it. */
static void script_settle(Divide *divide, GUnicodeScript script)
{
    divide->stretch.script = script;
    for (size_t i = 0; i < divide->n_opened; i++)
        if (divide->opened[i].script == G_UNICODE_SCRIPT_COMMON)
            divide->opened[i].script = script;
}

static void script_enter(Divide *divide, GUnicodeScript script)
{
    if (script == G_UNICODE_SCRIPT_COMMON || script == divide->stretch.script)
        return;
    if (divide->stretch.script == G_UNICODE_SCRIPT_COMMON) {
        script_settle(divide, script);
        return;
    }
    g_array_append_val(divide->stretches, divide->stretch);
    divide->stretch = (Stretch){.script = script};
}

bool scripts_divide(GArray *stretches, Characters characters)
{
    Divide divide = {.stretches = stretches,
                     .stretch = {.script = G_UNICODE_SCRIPT_COMMON}};
    g_array_set_size(stretches, 0);
    for (size_t i = 0; i < characters.n; i++) {
        gunichar character = characters.at[i];
        GUnicodeScript script = character_script(character);
        bool plain =
            script == G_UNICODE_SCRIPT_COMMON
                ? shared_plain(character) && shared_take(&divide, character, &script)
                : script == divide.stretch.script || script_plain(script);
        if (!plain)
            return false;
        script_enter(&divide, script);
        divide.stretch.n_characters++;
    }
    g_array_append_val(stretches, divide.stretch);
    return true;
}
