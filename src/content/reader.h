/* What the readers of this room share among themselves; no other room includes it. */
#ifndef CONTENT_READER_H
#define CONTENT_READER_H

#include <cmark-gfm.h>

#include "content/content.h"
#include "content/locale.h"

/* Appends `text` to `out` in NFC, without controls (each is warned of at its place) and
 * with runs of blanks as one space; none is put at the start of `out`. `place` is that
 * of the first character. `points` (of PlacePoint, or NULL) gets those of the new part. */
void text_clean(Diagnostics *diagnostics, const char *text, size_t length, Place place,
                TextUse use, GString *out, GArray *points);

/* Whether any character of a text has ink of its own: blanks, marks and signs of
 * direction alone are nobody's name and nothing to read. */
bool text_is_visible(const char *text);

/* A text that cmark reads, and where it came from. cmark counts lines and columns of it
 * from 1, columns in bytes. */
typedef struct SourceMap {
    const char *text;
    const size_t *lines; /* where each line starts */
    size_t n_lines;
    Place start; /* of the first character; column 0: columns are not known */
} SourceMap;

SourceMap source_map(Arena *arena, const char *text, size_t length, Place start);
Place source_place(const SourceMap *map, int line, int column_bytes);
Place source_node_place(const SourceMap *map, cmark_node *node);

/* A RichText in the making. */
typedef struct RichBuilder {
    Diagnostics *diagnostics;
    Arena *arena;
    const SourceMap *map;
    GString *text;
    GArray *spans;  /* of Span */
    GArray *points; /* of PlacePoint */
    GArray *open;   /* of size_t: the spans that are not ended yet, outermost first */
    int line;       /* of the source, from 1, that the walk is in */
    bool in_note;
    bool too_deep; /* reported */
} RichBuilder;

void rich_init(RichBuilder *rich, Diagnostics *diagnostics, Arena *arena,
               const SourceMap *map);
void rich_clear(RichBuilder *rich);

/* Takes one inline node of the walk, on entering and on leaving it. */
void rich_enter(RichBuilder *rich, cmark_node *node);
void rich_leave(RichBuilder *rich, cmark_node *node);

/* What was gathered, in the arena; the builder is empty again. */
RichText rich_take(RichBuilder *rich);

/* A value of the front matter: marks as in CommonMark, but no blocks; each of its lines
 * but the last ends with a hard break. */
RichText rich_value(Diagnostics *diagnostics, Arena *arena, const char *value,
                    Place place);

/* The same of a message whose marks refer to `notes` of the letter by their labels; of
 * its place the line alone is looked at. */
RichText rich_message(Diagnostics *diagnostics, Arena *arena, const char *value,
                      Place place, const Footnote *notes, size_t n_notes);

/* The title on one line, for heads and feet. */
const char *title_line(Arena *arena, const RichText *title);

typedef struct Body {
    const Block *blocks;
    size_t n_blocks;
    const Footnote *notes;
    size_t n_notes;
    bool visible; /* whether any of its text can be seen */
} Body;

/* The letter's body; `start` is the place of its first character. */
Body body_read(Diagnostics *diagnostics, Arena *arena, const char *text, size_t length,
               Place start);

/* Reports footnotes without a mark, marks without a footnote, and doubled footnotes. */
void notes_check(Diagnostics *diagnostics, const SourceMap *map);

/* The key by which a name sorts: the surname, U+FFFE, the rest. `family` and `sort_as`
 * may be NULL. */
const char *surname_key(Arena *arena, const char *name, const char *family,
                        const char *sort_as);

#endif
