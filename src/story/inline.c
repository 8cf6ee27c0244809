/*
 * From a text with marks to a text in styles.
 *
 *     source   We met Marya *Kalesnikava*[^1] there.
 *     grown    We met Marya Kalesnikava1 there.
 *     events          (whole                      ( begins
 *                           (italic  )italic      ) ends
 *                                    )whole (superior )superior
 *     spans    |------|-----|----------|-|-------|
 *
 * Marks nest, names of people lie across them, and a footnote's number makes the text
 * grow; so does, in print, the address of a link, in brackets behind its words. So these
 * are put in first, then everything becomes events at bytes of the grown text; sorted, one
 * sweep over them cuts the spans. Cutting a list of spans anew
 * for each mark was the alternative: it costs the square of the number of marks.
 */
#include "story/parts.h"

#include <string.h>

typedef enum Attribute {
    ATTRIBUTE_ITALIC,
    ATTRIBUTE_BOLD,
    ATTRIBUTE_WHOLE,
    ATTRIBUTE_SUPERIOR,
    ATTRIBUTE_LINK,
    ATTRIBUTE_NOTE,
    N_ATTRIBUTES
} Attribute;

/* An attribute that begins or ends at byte `at`. */
typedef struct Event {
    size_t at;
    Attribute attribute;
    int change; /* 1: begins, -1: ends */
    const char *link;
    unsigned note;
} Event;

/* A footnote's number or a link's address, put in before byte `at` of the source. */
typedef struct Mark {
    size_t at;
    size_t grown; /* bytes put in by this mark and all before it */
    size_t comma; /* bytes of the comma that parts it from a mark just before */
    unsigned number;
    const char *address; /* NULL: it is a number */
} Mark;

/* A text that is being woven. */
typedef struct Weave {
    RichText rich; /* with the marks of its language */
    size_t prefix; /* bytes that stand before the source's first */
    GArray *marks;
    GArray *events;
    Setting setting;
} Weave;

static void weave_init(Weave *weave, const Teller *teller, const RichText *rich)
{
    weave->rich = rich_punctuated(teller, rich);
    weave->prefix = 0;
    weave->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    weave->events = g_array_new(FALSE, FALSE, sizeof(Event));
    setting_init(&weave->setting);
}

static void weave_clear(Weave *weave)
{
    g_array_free(weave->marks, TRUE);
    g_array_free(weave->events, TRUE);
    setting_clear(&weave->setting);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Weave, weave_clear)

static const Mark *weave_mark(const Weave *weave, size_t index)
{
    return &g_array_index(weave->marks, Mark, index);
}

/* How many marks stand before byte `at` of the source, `with` those at it too. */
static size_t marks_before(const Weave *weave, size_t at, bool with)
{
    size_t low = 0, high = weave->marks->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t place = weave_mark(weave, middle)->at;
        if (place < at || (with && place == at))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The grown text's byte for byte `at` of the source. What begins there begins after the
 * marks that stand there (`after`), what ends there ends before them. */
static size_t weave_offset(const Weave *weave, size_t at, bool after)
{
    size_t n = marks_before(weave, at, after);
    return weave->prefix + at + (n > 0 ? weave_mark(weave, n - 1)->grown : 0);
}

static void weave_event(Weave *weave, Event begin, size_t end)
{
    if (begin.at >= end)
        return;
    begin.change = 1;
    g_array_append_val(weave->events, begin);
    begin.at = end;
    begin.change = -1;
    g_array_append_val(weave->events, begin);
}

/* An address as it is printed: nobody types the scheme. */
static const char *address_shorten(Arena *arena, const char *address)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_str_has_prefix(address, schemes[i]))
            address += strlen(schemes[i]);
    size_t length = strlen(address);
    while (length > 1 && address[length - 1] == '/')
        length--;
    return arena_text(arena, address, length);
}

/* The address to print behind a link; NULL: on a screen, or when its words are it. */
static const char *span_address(const Weave *weave, const Teller *teller,
                                const Span *span)
{
    if (span->kind != SPAN_LINK || span->end == span->start ||
        teller->layout->press.colour == PRESS_RGB)
        return NULL;
    const char *address = address_shorten(teller->arena, span->target);
    g_autofree char *words =
        g_strndup(weave->rich.text + span->start, span->end - span->start);
    return strcmp(address_shorten(teller->arena, words), address) == 0 ? NULL : address;
}

/* By place; an address stands before a number. */
static int mark_compare(gconstpointer left, gconstpointer right)
{
    const Mark *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (!a->address != !b->address)
        return a->address ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Finds what is to be put in. */
static void weave_gather(Weave *weave, const Teller *teller)
{
    for (size_t i = 0; i < weave->rich.n_spans; i++) {
        const Span *span = &weave->rich.spans[i];
        const char *address = span_address(weave, teller, span);
        Mark mark = {.at = address ? span->end : span->start,
                     .number = span->number,
                     .address = address};
        if (address || span->kind == SPAN_NOTE)
            g_array_append_val(weave->marks, mark);
    }
}

/* Appends the source with all that is put in. */
static void weave_text(Weave *weave)
{
    const RichText *rich = &weave->rich;
    GString *text = weave->setting.text;
    size_t done = 0;
    weave->prefix = text->len;
    for (guint i = 0; i < weave->marks->len; i++) {
        Mark *mark = &g_array_index(weave->marks, Mark, i);
        const Mark *before = i > 0 ? mark - 1 : NULL;
        mark->comma =
            !mark->address && before && !before->address && before->at == mark->at;
        g_string_append_len(text, rich->text + done, (gssize)(mark->at - done));
        if (mark->address)
            g_string_append_printf(text, " (%s)", mark->address);
        else
            g_string_append_printf(text, "%s%u", mark->comma ? "," : "", mark->number);
        done = mark->at;
        mark->grown = text->len - weave->prefix - done;
    }
    g_string_append_len(text, rich->text + done, (gssize)(rich->length - done));
}

/* An address is never hyphenated: a reader would type the hyphen. */
static void weave_marks(Weave *weave)
{
    size_t grown = 0;
    for (size_t i = 0; i < weave->marks->len; i++) {
        const Mark *mark = weave_mark(weave, i);
        size_t start = weave->prefix + mark->at + grown;
        size_t end = weave->prefix + mark->at + mark->grown;
        grown = mark->grown;
        Attribute whole = mark->address ? ATTRIBUTE_WHOLE : ATTRIBUTE_SUPERIOR;
        weave_event(weave, (Event){.at = start, .attribute = whole}, end);
        if (mark->address)
            continue;
        weave_event(weave,
                    (Event){.at = start + mark->comma,
                            .attribute = ATTRIBUTE_NOTE,
                            .note = mark->number},
                    end);
    }
}

static void weave_spans(Weave *weave)
{
    static const Attribute attributes[] = {
        [SPAN_EMPHASIS] = ATTRIBUTE_ITALIC,
        [SPAN_STRONG] = ATTRIBUTE_BOLD,
        [SPAN_LINK] = ATTRIBUTE_LINK,
    };
    for (size_t i = 0; i < weave->rich.n_spans; i++) {
        const Span *span = &weave->rich.spans[i];
        if (span->kind == SPAN_NOTE)
            continue;
        Event begin = {.at = weave_offset(weave, span->start, true),
                       .attribute = attributes[span->kind],
                       .link = span->target};
        weave_event(weave, begin, weave_offset(weave, span->end, false));
    }
}

static void weave_people(Weave *weave, const Teller *teller)
{
    const Letter *letter = teller->letter;
    g_autoptr(GArray) ranges =
        letter_words_find(teller, weave->rich.text, letter->names, letter->n_names);
    for (guint i = 0; i < ranges->len; i++) {
        const Range *range = &g_array_index(ranges, Range, i);
        Event begin = {.at = weave_offset(weave, range->start, true),
                       .attribute = ATTRIBUTE_WHOLE};
        weave_event(weave, begin, weave_offset(weave, range->end, false));
    }
}

static void weave_point(Weave *weave, size_t at, Place place)
{
    PlacePoint point = {weave_offset(weave, at, true), place};
    g_array_append_val(weave->setting.points, point);
}

/* A point after each mark from the `next` on that stands before byte `before` of the
 * source: from there a character is a column again. The next mark's index. */
static size_t weave_mark_points(Weave *weave, size_t next, size_t before)
{
    const RichText *rich = &weave->rich;
    for (; next < weave->marks->len && weave_mark(weave, next)->at < before; next++) {
        size_t at = weave_mark(weave, next)->at;
        weave_point(weave, at,
                    place_find(rich->points, rich->n_points, rich->text, at));
    }
    return next;
}

/* The source's points where they are now, and those after marks. */
static void weave_points(Weave *weave)
{
    size_t next = 0;
    for (size_t i = 0; i < weave->rich.n_points; i++) {
        size_t at = weave->rich.points[i].offset;
        next = weave_mark_points(weave, next, at);
        weave_point(weave, at, weave->rich.points[i].place);
    }
    weave_mark_points(weave, next, SIZE_MAX);
}

/* By place; what ends there before what begins. */
static int event_compare(gconstpointer left, gconstpointer right)
{
    const Event *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->change - b->change;
}

/* What is on at a place of the sweep. */
typedef struct State {
    int on[N_ATTRIBUTES];
    const char *link;
    unsigned note;
} State;

static void state_apply(State *state, const Event *event)
{
    state->on[event->attribute] += event->change;
    if (event->attribute == ATTRIBUTE_LINK)
        state->link = event->change > 0 ? event->link : NULL;
    if (event->attribute == ATTRIBUTE_NOTE)
        state->note = event->change > 0 ? event->note : 0;
}

static TextSpan state_span(const State *state, size_t start, size_t end,
                           const Style *style)
{
    return (TextSpan){
        .start = start,
        .end = end,
        .style = style,
        .italic = state->on[ATTRIBUTE_ITALIC] > 0,
        .bold = state->on[ATTRIBUTE_BOLD] > 0,
        .superior = state->on[ATTRIBUTE_SUPERIOR] > 0,
        .whole = state->on[ATTRIBUTE_WHOLE] > 0,
        .link = state->link,
        .note = state->note,
    };
}

static void weave_cut(Weave *weave, const State *state, size_t start, size_t end,
                      const Style *style)
{
    TextSpan span = state_span(state, start, end, style);
    if (end > start)
        g_array_append_val(weave->setting.spans, span);
}

/* Sorts the events and cuts the text into spans. */
static void weave_sweep(Weave *weave, const Style *style)
{
    State state = {.note = 0};
    size_t start = 0;
    g_array_sort(weave->events, event_compare);
    for (guint i = 0; i < weave->events->len; i++) {
        const Event *event = &g_array_index(weave->events, Event, i);
        weave_cut(weave, &state, start, event->at, style);
        start = event->at;
        state_apply(&state, event);
    }
    weave_cut(weave, &state, start, weave->setting.text->len, style);
}

/* Sets `rich`, after what stands in the weave's text already. */
static StyledText weave_finish(Weave *weave, const Teller *teller, StyleRole role)
{
    const Style *style = &teller->layout->styles[role];
    weave_gather(weave, teller);
    g_array_sort(weave->marks, mark_compare);
    weave_text(weave);
    weave_marks(weave);
    weave_spans(weave);
    weave_people(weave, teller);
    weave_points(weave);
    weave_sweep(weave, style);
    return setting_finish(&weave->setting, teller->arena, style,
                          teller->letter->language);
}

StyledText rich_styled(const Teller *teller, const RichText *rich, StyleRole role)
{
    g_auto(Weave) weave;
    weave_init(&weave, teller, rich);
    return weave_finish(&weave, teller, role);
}

StyledText rich_note(const Teller *teller, const RichText *rich, unsigned number)
{
    static const RichText empty = {.text = ""};
    g_auto(Weave) weave;
    weave_init(&weave, teller, rich->text ? rich : &empty);
    if (number > 0) {
        setting_point(&weave.setting, rich_place(rich));
        g_string_append_printf(weave.setting.text, "%u", number);
        size_t end = weave.setting.text->len;
        weave_event(&weave, (Event){.at = 0, .attribute = ATTRIBUTE_SUPERIOR}, end);
        weave_event(&weave,
                    (Event){.at = 0, .attribute = ATTRIBUTE_NOTE, .note = number}, end);
        g_string_append_c(weave.setting.text, ' ');
    }
    return weave_finish(&weave, teller, STYLE_FOOTNOTE);
}

const char *rich_plain(const Teller *teller, const RichText *rich)
{
    if (!rich->text)
        return NULL;
    g_autoptr(GString) plain = g_string_new(rich_punctuated(teller, rich).text);
    g_string_replace(plain, "\u2028", " ", 0);
    g_string_replace(plain, "\u00ad", "", 0);
    return arena_text(teller->arena, plain->str, plain->len);
}

Place rich_place(const RichText *rich)
{
    return rich->n_points > 0 ? rich->points[0].place : PLACE_NONE;
}
