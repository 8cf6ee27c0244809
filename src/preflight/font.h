/* Private to preflight: a font as contents use it: codes, widths, Unicode, program. */
#ifndef PREFLIGHT_FONT_H
#define PREFLIGHT_FONT_H

#include "preflight/check.h"
#include "preflight/cmap.h"

typedef enum FontKind {
    FONT_TYPE1,
    FONT_TRUETYPE,
    FONT_TYPE3,
    FONT_CID_CFF,      /* CIDFontType0 */
    FONT_CID_TRUETYPE, /* CIDFontType2 */
    FONT_UNKNOWN
} FontKind;

/* Widths of the characters from low to high. */
typedef struct WidthRange {
    unsigned low, high;
    double width;
} WidthRange;

enum { MOST_CODES = 65536 };

typedef struct Font {
    unsigned object, page; /* the first page that shows it */
    const char *name;
    FontKind kind;
    const Value *dictionary, *descendant, *descriptor;
    const CMap *encoding;   /* of a composite font; NULL: Identity or predefined */
    bool identity;          /* whether a composite font's codes are its CIDs */
    const CMap *to_unicode; /* NULL: there is none */
    const char *names[256]; /* of a simple font: glyphs that Differences name */
    const char *base;       /* its base encoding; "": the program's own */
    bool symbolic;
    double default_width; /* -1: none is known */
    WidthRange *widths;
    size_t n_widths;
    guint8 shown[MOST_CODES / 8]; /* codes that were shown */
    bool visible;                 /* whether any was in a rendering mode but 3 */
} Font;

/* The font that a value of the resources names; read and checked once. NULL: it is no
 * font. */
Font *typeface_find(Check *check, const Value *value, unsigned page);

bool font_is_composite(const Font *font);

/* The next code of a shown string. */
guint32 font_next(const Font *font, Bytes string, size_t *at, unsigned *width);

/* The character that a code selects in a composite font; the code itself in another. */
unsigned font_cid(const Font *font, guint32 code);

/* The advance in thousandths of the size. */
double font_width(const Font *font, guint32 code);

/* Appends what the code means as UTF-8; false: nobody says. */
bool font_text(const Font *font, guint32 code, GString *out);

/* The character of a code in WinAnsi, MacRoman or Standard encoding; 0: none. */
gunichar encoding_character(const char *encoding, unsigned code);

/* program.c: the font's embedded program against what was shown of it. */
void program_check(Check *check, Font *font);
void program_close(Check *check);

#endif
