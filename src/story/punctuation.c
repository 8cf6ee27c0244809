/*
 * A text's marks as its language writes them.
 *
 *     source    "She said 'no' - twice!"         in whatever marks it was typed
 *     be        «Яна сказала „не“ — двойчы!»
 *     fr        « Elle a dit “non” – deux fois ! »
 *
 * Quotation marks open or close by what stands beside them, and are set by how deep they
 * lie; the glyph that was typed counts for nothing, since one language opens with what
 * another closes with. A single one is most often an apostrophe: between letters always,
 * before a word when nothing closes later, after one when nothing is open. What cannot
 * be told, such as the inches of 5", stays as it was typed.
 *
 * The marks are found first, as edits of the source in order, and made at once; offsets
 * into the text are then mapped over them. Names and offices of a roster do not come
 * here: they are printed as their owners write them.
 */
#include "story/parts.h"

#include <string.h>

/* Longer ones are no quotation, and looking farther would cost the square of a text. */
enum { LONGEST_SINGLE = 600, DEEPEST = 8, MOST_MARKS = 4 };

/* Bytes of the source that are replaced. */
typedef struct Edit {
    size_t start, end;
    const char *text;
    gssize grown; /* bytes that the text grows by with this edit and all before it */
} Edit;

typedef struct Mender {
    const Language *language;
    Arena *arena;
    const char *text;
    GArray *edits;
    GArray
        *open; /* bool: of each quotation that is open, whether a single mark did it */
} Mender;

typedef enum Side { SIDE_NONE, SIDE_OPENS, SIDE_CLOSES, SIDE_APOSTROPHE } Side;

/* A quotation mark and what stands beside it, other marks passed over; 0: nothing. */
typedef struct Mark {
    const char *at;
    gunichar character, before, after;
    bool opens, closes; /* where something may begin, and may end; both when in doubt */
} Mark;

/* ---- characters ---------------------------------------------------------------------- */

static bool character_double(gunichar character)
{
    return character == '"' || character == 0x00ab || character == 0x00bb ||
           (character >= 0x201c && character <= 0x201f);
}

static bool character_angle(gunichar character)
{
    return character == 0x2039 || character == 0x203a;
}

static bool character_single(gunichar character)
{
    return character == '\'' || (character >= 0x2018 && character <= 0x201b) ||
           character_angle(character);
}

static bool character_parts(gunichar character)
{
    return character == 0 || g_unichar_isspace(character) || character == '/' ||
           g_unichar_type(character) == G_UNICODE_DASH_PUNCTUATION;
}

static bool character_begins_after(gunichar character)
{
    return character_parts(character) ||
           g_unichar_type(character) == G_UNICODE_OPEN_PUNCTUATION;
}

static bool character_ends_before(gunichar character)
{
    return character_parts(character) || character == 0x2026 ||
           (character < 128 && strchr(".,;:!?", (int)character)) ||
           g_unichar_type(character) == G_UNICODE_CLOSE_PUNCTUATION;
}

static gunichar character_at(const char *at)
{
    return g_utf8_get_char(at);
}

/* The character before `at`; 0 at the text's start. */
static gunichar character_before(const Mender *mender, const char *at)
{
    return at > mender->text ? character_at(g_utf8_prev_char(at)) : 0;
}

/* ---- edits --------------------------------------------------------------------------- */

static void mender_edit(Mender *mender, const char *from, const char *to,
                        const char *text)
{
    const Edit *last = mender->edits->len > 0
                           ? &g_array_index(mender->edits, Edit, mender->edits->len - 1)
                           : NULL;
    Edit edit = {.start = (size_t)(from - mender->text),
                 .end = (size_t)(to - mender->text),
                 .text = text};
    if (last && edit.start < last->end)
        edit.start = last->end;
    if (edit.end - edit.start == strlen(text) &&
        strncmp(mender->text + edit.start, text, strlen(text)) == 0)
        return;
    edit.grown = (last ? last->grown : 0) + (gssize)strlen(text) -
                 (gssize)(edit.end - edit.start);
    g_array_append_val(mender->edits, edit);
}

/* ---- quotation marks ----------------------------------------------------------------- */

static bool character_quotes(gunichar character)
{
    return character_double(character) || character_single(character);
}

/* Whether an article or a preposition was cut short before `at`, as in l'"homme". */
static bool elided_before(const Mender *mender, const char *at)
{
    gunichar before = character_before(mender, at);
    return (before == '\'' || before == 0x2019) &&
           g_unichar_isalpha(character_before(mender, g_utf8_prev_char(at)));
}

static Mark mark_read(const Mender *mender, const char *at)
{
    const char *from = at, *to = g_utf8_next_char(at);
    for (int i = 0; i < MOST_MARKS && character_quotes(character_before(mender, from));
         i++)
        from = g_utf8_prev_char(from);
    for (int i = 0; i < MOST_MARKS && character_quotes(character_at(to)); i++)
        to = g_utf8_next_char(to);
    Mark mark = {.at = at,
                 .character = character_at(at),
                 .before = character_before(mender, from),
                 .after = character_at(to)};
    mark.opens = character_begins_after(mark.before);
    mark.closes = character_ends_before(mark.after);
    bool begins = character_double(mark.character) && !mark.closes;
    if ((begins || mark.character == 0x00ab) && elided_before(mender, at))
        mark.opens = true;
    return mark;
}

static bool mark_between_letters(const Mark *mark)
{
    return g_unichar_isalpha(mark->before) && g_unichar_isalpha(mark->after);
}

/* "the '90s" */
static bool mark_year(const Mark *mark)
{
    return g_unichar_isdigit(mark->after) && mark->character != 0x2018;
}

/* Whether a single mark after `at` closes what one at `at` would open, before another
 * opens. */
static bool closes_later(const Mender *mender, const char *at)
{
    int depth = 0;
    const char *from = at;
    for (at = g_utf8_next_char(at); *at && at - from < LONGEST_SINGLE && depth >= 0;
         at = g_utf8_next_char(at)) {
        if (!character_quotes(character_at(at)))
            continue;
        Mark mark = mark_read(mender, at);
        bool opens = mark.opens && !mark.closes, closes = mark.closes && !mark.opens;
        if (character_double(mark.character))
            depth += opens - closes;
        else if (closes)
            return true;
        else if (opens && !mark_year(&mark))
            return false;
    }
    return false;
}

/* Where the innermost open quotation of a kind lies, from 1; 0: there is none. */
static guint open_find(const Mender *mender, bool single)
{
    guint i = mender->open->len;
    while (i > 0 && g_array_index(mender->open, gboolean, i - 1) != single)
        i--;
    return i;
}

static Side double_side(const Mender *mender, const Mark *mark)
{
    bool open = open_find(mender, false) > 0;
    if (mark->opens != mark->closes) {
        bool inches = mark->character == '"' && g_unichar_isdigit(mark->before);
        if (mark->closes && !open && inches)
            return SIDE_NONE;
        return mark->opens ? SIDE_OPENS : SIDE_CLOSES;
    }
    if (open && (mark->character != 0x00ab || !mark->opens))
        return SIDE_CLOSES;
    bool low = mark->character == 0x201e || mark->character == 0x201c ||
               mark->character == 0x00ab;
    return mark->opens || low ? SIDE_OPENS : SIDE_NONE;
}

/* "the workers' rights" within a quotation that a later mark closes. */
static bool mark_possessive(const Mender *mender, const Mark *mark)
{
    return (mark->before == 's' || mark->before == 'S') && mark->after == ' ' &&
           closes_later(mender, mark->at);
}

static Side single_side(const Mender *mender, const Mark *mark)
{
    bool open = open_find(mender, true) > 0;
    if (mark_between_letters(mark))
        return SIDE_APOSTROPHE;
    if (mark->opens && !mark->closes) {
        bool quotes = !mark_year(mark) && closes_later(mender, mark->at);
        return quotes ? SIDE_OPENS : SIDE_APOSTROPHE;
    }
    if (open && mark->closes && !mark_possessive(mender, mark))
        return SIDE_CLOSES;
    bool minutes = mark->character == '\'' && g_unichar_isdigit(mark->before);
    return mark->opens || minutes ? SIDE_NONE : SIDE_APOSTROPHE;
}

static bool text_spaced(const char *text)
{
    return strstr(text, "\u00a0") || strstr(text, "\u202f");
}

/* Sets a mark; a space that was typed within the quotation goes where marks are angular
 * or the language has a space of its own there. */
static void mark_set(Mender *mender, const Mark *mark, size_t quote)
{
    const char *text = mender->language->quotes[quote];
    const char *from = mark->at, *to = g_utf8_next_char(mark->at);
    bool takes =
        mark->character == 0x00ab || mark->character == 0x00bb || text_spaced(text);
    bool closes = quote % 2;
    if (takes && !closes && *to && g_unichar_isspace(character_at(to)))
        to = g_utf8_next_char(to);
    if (takes && closes && g_unichar_isspace(character_before(mender, from)))
        from = g_utf8_prev_char(from);
    mender_edit(mender, from, to, text);
}

static void mark_mend(Mender *mender, const Mark *mark)
{
    gboolean single = character_single(mark->character);
    bool plain = !single || character_angle(mark->character);
    Side side = plain ? double_side(mender, mark) : single_side(mender, mark);
    guint found = open_find(mender, single);
    switch (side) {
    case SIDE_NONE:
        break;
    case SIDE_OPENS:
        mark_set(mender, mark, 2 * (mender->open->len % 2));
        if (mender->open->len < DEEPEST)
            g_array_append_val(mender->open, single);
        break;
    case SIDE_CLOSES:
        mark_set(mender, mark, found > 0 ? 2 * ((found - 1) % 2) + 1 : 1);
        if (found > 0)
            g_array_set_size(mender->open, found - 1);
        break;
    case SIDE_APOSTROPHE:
        mender_edit(mender, mark->at, g_utf8_next_char(mark->at), "\u2019");
        break;
    }
}

/* ---- spaces and dashes --------------------------------------------------------------- */

/* What the language puts before a mark, with the mark: "\u202f!". NULL: nothing. */
static const char *spaced_mark(const Language *language, const char *at)
{
    for (size_t i = 0; i < language->n_space_before; i++)
        if (character_at(g_utf8_next_char(language->space_before[i])) ==
            character_at(at))
            return language->space_before[i];
    return NULL;
}

/* A mark that ends a part of a sentence: not the colon of 18:30 or of an address. */
static void space_mend(Mender *mender, const char *at, const char *spaced)
{
    const char *from = at, *to = g_utf8_next_char(at);
    gunichar after = character_at(to), before = character_before(mender, at);
    if (!character_ends_before(after) && !character_quotes(after))
        return;
    if (after == '/' || before == 0)
        return;
    if (g_unichar_isspace(before) && before != 0x2028)
        from = g_utf8_prev_char(at);
    else if (character_begins_after(before) ||
             spaced_mark(mender->language, g_utf8_prev_char(at)))
        return;
    if (from > mender->text)
        mender_edit(mender, from, to, spaced);
}

/* Hyphens between spaces are a dash that somebody's keyboard lacked. */
static const char *dash_mend(Mender *mender, const char *at)
{
    const char *to = at + strspn(at, "-");
    if (character_before(mender, at) == ' ' && to <= at + 3 && *to == ' ')
        mender_edit(mender, at, to, mender->language->dash);
    return to;
}

/* ---- a text -------------------------------------------------------------------------- */

static void text_mend(Mender *mender)
{
    const Language *language = mender->language;
    for (const char *at = mender->text; *at;) {
        gunichar character = character_at(at);
        const char *spaced = spaced_mark(language, at);
        if (language->n_quotes > 0 && character_quotes(character)) {
            Mark mark = mark_read(mender, at);
            mark_mend(mender, &mark);
        } else if (spaced) {
            space_mend(mender, at, spaced);
        } else if (language->dash && character == '-') {
            at = dash_mend(mender, at);
            continue;
        }
        at = g_utf8_next_char(at);
    }
}

static void mender_init(Mender *mender, Arena *arena, const Language *language,
                        const char *text)
{
    *mender = (Mender){language, arena, text, g_array_new(FALSE, FALSE, sizeof(Edit)),
                       g_array_new(FALSE, FALSE, sizeof(gboolean))};
    text_mend(mender);
}

static void mender_clear(Mender *mender)
{
    g_array_free(mender->edits, TRUE);
    g_array_free(mender->open, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mender, mender_clear)

static const Edit *mender_find(const Mender *mender, size_t index)
{
    return &g_array_index(mender->edits, Edit, index);
}

/* The text with its edits made. */
static const char *mender_text(const Mender *mender, size_t *length)
{
    g_autoptr(GString) text = g_string_new(NULL);
    size_t done = 0;
    for (guint i = 0; i < mender->edits->len; i++) {
        const Edit *edit = mender_find(mender, i);
        g_string_append_len(text, mender->text + done, (gssize)(edit->start - done));
        g_string_append(text, edit->text);
        done = edit->end;
    }
    g_string_append(text, mender->text + done);
    *length = text->len;
    return arena_text(mender->arena, text->str, text->len);
}

/* Where byte `at` of the source is now. */
static size_t mender_offset(const Mender *mender, size_t at)
{
    size_t low = 0, high = mender->edits->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mender_find(mender, middle)->end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < mender->edits->len && mender_find(mender, low)->start < at)
        at = mender_find(mender, low)->start;
    return (size_t)((gssize)at + (low > 0 ? mender_find(mender, low - 1)->grown : 0));
}

static const Span *mender_spans(const Mender *mender, const RichText *rich)
{
    Span *spans = arena_array(mender->arena, Span, rich->n_spans);
    for (size_t i = 0; i < rich->n_spans; i++) {
        spans[i] = rich->spans[i];
        spans[i].start = mender_offset(mender, spans[i].start);
        spans[i].end = mender_offset(mender, spans[i].end);
    }
    return spans;
}

/* The source's points where they are now, and one behind each edit: from there a
 * character is a column again. */
static void mender_points(const Mender *mender, RichText *rich)
{
    const RichText source = *rich;
    PlacePoint *points =
        arena_array(mender->arena, PlacePoint, source.n_points + mender->edits->len);
    size_t n = 0, next = 0;
    for (size_t i = 0; i <= mender->edits->len; i++) {
        size_t end = i < mender->edits->len ? mender_find(mender, i)->end : SIZE_MAX;
        for (; next < source.n_points && source.points[next].offset < end; next++)
            points[n++] =
                (PlacePoint){mender_offset(mender, source.points[next].offset),
                             source.points[next].place};
        if (end != SIZE_MAX && source.n_points > 0)
            points[n++] = (PlacePoint){
                mender_offset(mender, end),
                place_find(source.points, source.n_points, source.text, end)};
    }
    rich->points = points;
    rich->n_points = n;
}

/* Whether the text is in the language: an edition may have a letter that nobody has
 * translated. */
static bool language_speaks(const Language *language, const char *text)
{
    size_t length = strcspn(language->tag, "-");
    return length == strcspn(text, "-") &&
           g_ascii_strncasecmp(language->tag, text, length) == 0;
}

RichText rich_punctuated(const Teller *teller, const RichText *rich)
{
    RichText mended = *rich;
    if (!rich->text || !language_speaks(teller->language, teller->letter->language))
        return mended;
    g_auto(Mender) mender;
    mender_init(&mender, teller->arena, teller->language, rich->text);
    if (mender.edits->len == 0)
        return mended;
    mended.spans = mender_spans(&mender, rich);
    mender_points(&mender, &mended);
    mended.text = mender_text(&mender, &mended.length);
    return mended;
}

const char *text_punctuated(const Teller *teller, const char *text)
{
    return rich_punctuated(teller, &(RichText){.text = text}).text;
}
