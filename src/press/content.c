/*
 * A page's stream as cairo writes it and as it must be:
 *
 *     .00002 0 .00005 rg BT … Tf             0 0 0 1 k BT … Tf
 *     [(a short)]TJ                          /P<</MCID 2>>BDC [(a short)]TJ EMC
 *     /Span<</ActualText<…>>>BDC             /Span<</MCID 3/ActualText<…>>>BDC
 *     (wo-)Tj EMC … ET                       (wo-)Tj EMC … ET
 *     .00002 0 .00006 rg 70 90 .01 .01 re f  0 0 0 1 k
 *     q … /x7 Do Q                           q … /Figure<</MCID 4>>BDC /x7 Do Q EMC
 *
 * Each colour is a chunk's (draw/chunk.h). A chunk is one mark or, where cairo says that
 * glyphs stand for other characters, several: marks within marks would be valid, but
 * readers lose the text after the inner one (poppler does). Marks open with what is first
 * painted, within a text object or outside of it, and end with the object or the chunk,
 * since both must nest.
 *
 * Cairo may give a colour again after it has restored an older state; the colour in force
 * is followed through q and Q, and what is painted in one that is not the chunk's in hand
 * is an error: nothing goes out untagged or in a wrong ink.
 *
 * A drawing (SVG) is a form of its own, painted between the marks of its chunk. Its
 * colours are converted one by one.
 */
#include "press/content.h"

#include <string.h>

#include "press/scan.h"

enum { DEPTH = 64 };

typedef struct Rewriter {
    const Pages *pages;
    const GArray *chunks;
    GArray *marks;
    const Colours *colours;
    size_t page;
    GString *out;
    const char *copied; /* what is before it is in `out` */
    size_t chunk;       /* in hand; SIZE_MAX: none */
    size_t
        colour[DEPTH]; /* chunk whose colour is in force, at each q; SIZE_MAX: none */
    size_t depth;
    size_t n_marks;
    bool open; /* whether marked content of the chunk in hand is */
    bool
        replaced; /* whether it is cairo's, of glyphs that stand for other characters */
    bool square;  /* whether the square before an image is still to come */
    bool in_text;
    const char *problem;
} Rewriter;

const char *chunk_tag(const Pages *pages, const Chunk *chunk)
{
    static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    const Element *element = &pages->elements[chunk->element];
    if (chunk->artifact != ARTIFACT_NONE)
        return "Artifact";
    if (chunk->link || chunk->jumps)
        return "Link";
    if (chunk->note)
        return chunk->numbers ? "Lbl" : "Reference";
    if (chunk->language)
        return "Span";
    switch (element->role) {
    case ELEMENT_HEADING:
        return headings[CLAMP(element->level, 1, 6) - 1];
    case ELEMENT_LABEL:
        return "Lbl";
    case ELEMENT_NAME:
        return "LBody";
    case ELEMENT_FIGURE:
        return "Figure";
    case ELEMENT_DOCUMENT:
    case ELEMENT_PARAGRAPH:
    case ELEMENT_LIST:
    case ELEMENT_LIST_ITEM:
    case ELEMENT_QUOTE:
    case ELEMENT_NOTE:
    case ELEMENT_GROUP:
    case ELEMENT_ARTIFACT:
        return "P";
    }
    g_assert_not_reached();
}

/* Copies what was passed over up to `to`, and goes on behind `from`. */
static void rewriter_skip(Rewriter *rewriter, const char *to, const char *from)
{
    g_string_append_len(rewriter->out, rewriter->copied, to - rewriter->copied);
    rewriter->copied = from;
}

static void artifact_open(Rewriter *rewriter, Artifact artifact)
{
    const char *kind = "";
    switch (artifact) {
    case ARTIFACT_LAYOUT:
        kind = "/Type/Layout";
        break;
    case ARTIFACT_HEAD:
        kind = "/Type/Pagination/Subtype/Header";
        break;
    case ARTIFACT_FOOT:
        kind = "/Type/Pagination/Subtype/Footer";
        break;
    case ARTIFACT_AGAIN:
        kind = "/Type/Pagination";
        break;
    case ARTIFACT_NONE:
        g_assert_not_reached();
    }
    g_string_append_printf(rewriter->out, "/Artifact<<%s>>BDC\n", kind);
}

/* Ends the marked content that is open, before `at`. */
static void mark_close(Rewriter *rewriter, const char *at)
{
    if (!rewriter->open)
        return;
    rewriter_skip(rewriter, at, at);
    g_string_append(rewriter->out, "EMC\n");
    rewriter->open = false;
}

static const Chunk *rewriter_chunk(const Rewriter *rewriter)
{
    return &g_array_index(rewriter->chunks, Chunk, rewriter->chunk);
}

static size_t mark_add(Rewriter *rewriter)
{
    Mark mark = {rewriter->chunk, rewriter->n_marks++};
    g_array_append_val(rewriter->marks, mark);
    return mark.mcid;
}

static void mark_write(Rewriter *rewriter, const Chunk *chunk)
{
    g_string_append_c(rewriter->out, '/');
    g_string_append(rewriter->out, chunk_tag(rewriter->pages, chunk));
    g_string_append(rewriter->out, "<</MCID ");
    whole_write(mark_add(rewriter), rewriter->out);
    g_string_append(rewriter->out, ">>BDC\n");
}

/* Begins marked content before `at`, if none is open. */
static void mark_open(Rewriter *rewriter, const char *at)
{
    if (rewriter->open || rewriter->chunk == SIZE_MAX)
        return;
    const Chunk *chunk = rewriter_chunk(rewriter);
    rewriter->open = true;
    rewriter_skip(rewriter, at, at);
    if (chunk->artifact != ARTIFACT_NONE)
        artifact_open(rewriter, chunk->artifact);
    else
        mark_write(rewriter, chunk);
}

/* Cairo's own marked content, around glyphs that stand for other characters, becomes a
 * mark of the chunk; that of an artifact stays within it. */
static void replaced_open(Rewriter *rewriter, const Scan *scan)
{
    bool known = scan->n_operands == 2 && scan_operand_is(scan, 0, "/Span") &&
                 scan_operand_begins(scan, 1, "<<") && rewriter->in_text;
    if (!known || rewriter->replaced || rewriter->chunk == SIZE_MAX) {
        rewriter->problem = "a page has marked content that is not ours";
        return;
    }
    rewriter->replaced = true;
    if (rewriter_chunk(rewriter)->artifact != ARTIFACT_NONE) {
        mark_open(rewriter, scan->start);
        return;
    }
    mark_close(rewriter, scan->start);
    rewriter_skip(rewriter, scan->start, scan->operands[1] + strlen("<<"));
    g_string_append_printf(rewriter->out, "/Span<</MCID %zu", mark_add(rewriter));
    rewriter->open = true;
}

static void replaced_close(Rewriter *rewriter)
{
    if (!rewriter->replaced)
        rewriter->problem = "marked content ends that has not begun";
    rewriter->replaced = false;
    if (rewriter->chunk != SIZE_MAX &&
        rewriter_chunk(rewriter)->artifact == ARTIFACT_NONE)
        rewriter->open = false;
}

/* The chunk whose colour the operation in hand sets; SIZE_MAX: it is no chunk's. */
static size_t colour_chunk(const Rewriter *rewriter, const Scan *scan, unsigned *ink)
{
    double numbers[3];
    ChunkColour colour;
    if (!scan_numbers(scan, numbers, 3))
        return SIZE_MAX;
    for (size_t i = 0; i < 3; i++)
        colour.channels[i] = (unsigned)(CLAMP(numbers[i], 0, 1) * CHUNK_FULL + 0.5);
    size_t number = chunk_number(colour);
    if (number >= rewriter->chunks->len)
        return SIZE_MAX;
    *ink = colour.channels[0] - 1;
    const Chunk *chunk = &g_array_index(rewriter->chunks, Chunk, number);
    return chunk->page == rewriter->page && chunk->ink == *ink ? number : SIZE_MAX;
}

static void chunk_begin(Rewriter *rewriter, size_t number)
{
    if (rewriter->chunk != SIZE_MAX && number < rewriter->chunk)
        rewriter->problem = "the parts of a page are out of order";
    rewriter->chunk = number;
    rewriter->square = rewriter_chunk(rewriter)->image;
}

static void colour_take(Rewriter *rewriter, const Scan *scan, bool stroke)
{
    unsigned ink = 0;
    size_t number = colour_chunk(rewriter, scan, &ink);
    if (number == SIZE_MAX || rewriter->in_text) {
        rewriter->problem = rewriter->in_text ? "a colour changes within a text"
                                              : "a colour of a page is not one of ours";
        return;
    }
    if (number != rewriter->chunk) {
        mark_close(rewriter, scan->start);
        chunk_begin(rewriter, number);
    }
    rewriter_skip(rewriter, scan->start, scan->at);
    rewriter->colour[rewriter->depth] = number;
    colours_write(rewriter->colours, ink, stroke, rewriter->out);
}

/* Takes the square before an image out. */
static bool square_take(Rewriter *rewriter, Scan *scan)
{
    double numbers[4];
    const char *start = scan->start;
    bool tiny = scan_numbers(scan, numbers, 4) && numbers[2] <= 2 * CHUNK_SQUARE &&
                numbers[3] <= 2 * CHUNK_SQUARE;
    if (!rewriter->square || !tiny || !scan_next(scan) || !scan_is(scan, "f"))
        return false;
    rewriter_skip(rewriter, start, scan->at);
    rewriter->square = false;
    return true;
}

/* Takes out the cover with which a page begins, from `m` far left of the page to `f*`. */
static bool cover_take(Rewriter *rewriter, Scan *scan)
{
    double numbers[2];
    Scan ahead = *scan;
    if (!scan_numbers(scan, numbers, 2) || numbers[0] > -rewriter->pages->width / 2)
        return false;
    while (scan_next(&ahead) && !scan_is(&ahead, "f*")) {
    }
    rewriter_skip(rewriter, scan->start, ahead.at);
    *scan = ahead;
    return true;
}

/* What an operator does, as far as marks go. */
typedef enum Effect { EFFECT_NONE, EFFECT_BEGIN, EFFECT_PAINT, EFFECT_STRANGE } Effect;

typedef struct OperatorRow {
    const char *name;
    Effect effect;
} OperatorRow;

/* Paths begin before they are painted, and nothing may stand in between. What comes most
 * often is first. */
static const OperatorRow operators[] = {
    {"Tm", EFFECT_NONE},     {"Tf", EFFECT_NONE},     {"Td", EFFECT_NONE},
    {"re", EFFECT_BEGIN},    {"m", EFFECT_BEGIN},     {"Tj", EFFECT_PAINT},
    {"TJ", EFFECT_PAINT},    {"f", EFFECT_PAINT},     {"Do", EFFECT_PAINT},
    {"'", EFFECT_PAINT},     {"\"", EFFECT_PAINT},    {"F", EFFECT_PAINT},
    {"f*", EFFECT_PAINT},    {"S", EFFECT_PAINT},     {"s", EFFECT_PAINT},
    {"B", EFFECT_PAINT},     {"B*", EFFECT_PAINT},    {"b", EFFECT_PAINT},
    {"b*", EFFECT_PAINT},    {"sh", EFFECT_PAINT},    {"BI", EFFECT_STRANGE},
    {"g", EFFECT_STRANGE},   {"G", EFFECT_STRANGE},   {"k", EFFECT_STRANGE},
    {"K", EFFECT_STRANGE},   {"cs", EFFECT_STRANGE},  {"CS", EFFECT_STRANGE},
    {"sc", EFFECT_STRANGE},  {"SC", EFFECT_STRANGE},  {"scn", EFFECT_STRANGE},
    {"SCN", EFFECT_STRANGE}, {"BMC", EFFECT_STRANGE}, {"MP", EFFECT_STRANGE},
    {"DP", EFFECT_STRANGE},
};

static Effect operator_effect(const Scan *scan)
{
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++)
        if (scan_is(scan, operators[i].name))
            return operators[i].effect;
    return EFFECT_NONE;
}

/* Marks what is painted, which must be in the colour of the chunk in hand. */
static void paint_mark(Rewriter *rewriter, const Scan *scan)
{
    size_t colour = rewriter->colour[rewriter->depth];
    switch (operator_effect(scan)) {
    case EFFECT_NONE:
        break;
    case EFFECT_PAINT:
        if (colour == SIZE_MAX || colour != rewriter->chunk || rewriter->square)
            rewriter->problem = "a part of a page is painted in an unknown colour";
        mark_open(rewriter, scan->start);
        break;
    case EFFECT_BEGIN:
        mark_open(rewriter, scan->start);
        break;
    case EFFECT_STRANGE:
        rewriter->problem = "a page is painted in an unknown way";
        break;
    }
}

static void depth_change(Rewriter *rewriter, const Scan *scan)
{
    size_t depth = rewriter->depth;
    if (scan_is(scan, "q")) {
        if (depth + 1 >= DEPTH)
            rewriter->problem = "states of a page are nested too deeply";
        else
            rewriter->colour[++rewriter->depth] = rewriter->colour[depth];
    } else if (scan_is(scan, "Q")) {
        if (depth == 0)
            rewriter->problem = "states of a page do not come in pairs";
        else
            rewriter->depth--;
    }
}

static void operation_rewrite(Rewriter *rewriter, Scan *scan)
{
    if (scan_is(scan, "rg") || scan_is(scan, "RG")) {
        colour_take(rewriter, scan, *scan->word == 'R');
    } else if (scan_is(scan, "BDC")) {
        replaced_open(rewriter, scan);
    } else if (scan_is(scan, "EMC")) {
        replaced_close(rewriter);
    } else if (scan_is(scan, "BT") || scan_is(scan, "ET")) {
        mark_close(rewriter, scan->start);
        rewriter->in_text = *scan->word == 'B';
    } else if (!(scan_is(scan, "re") && square_take(rewriter, scan)) &&
               !(scan_is(scan, "m") && cover_take(rewriter, scan))) {
        depth_change(rewriter, scan);
        paint_mark(rewriter, scan);
    }
}

const char *content_finish(const Pages *pages, const GArray *chunks, GArray *marks,
                           const Colours *colours, size_t page, const char *bytes,
                           size_t length, GString *out)
{
    Rewriter rewriter = {.pages = pages,
                         .chunks = chunks,
                         .marks = marks,
                         .colours = colours,
                         .page = page,
                         .out = out,
                         .copied = bytes,
                         .chunk = SIZE_MAX,
                         .colour = {SIZE_MAX}};
    Scan scan = {.at = bytes, .end = bytes + length};
    while (!rewriter.problem && scan_next(&scan))
        operation_rewrite(&rewriter, &scan);
    if (!rewriter.problem && scan.at < scan.end)
        return "a page's stream cannot be read";
    rewriter_skip(&rewriter, scan.end, scan.end);
    g_string_append_c(out, '\n');
    mark_close(&rewriter, scan.end);
    return rewriter.problem;
}

/* ---- drawings ----------------------------------------------------------------------- */

const char *content_convert(const Colours *colours, const char *bytes, size_t length,
                            GString *out)
{
    Scan scan = {.at = bytes, .end = bytes + length};
    const char *copied = bytes;
    while (scan_next(&scan)) {
        double rgb[3];
        if (scan_is(&scan, "BI"))
            return "a drawing has an inline picture";
        if (!scan_is(&scan, "rg") && !scan_is(&scan, "RG"))
            continue;
        if (!scan_numbers(&scan, rgb, 3))
            return "a drawing has a colour that is none";
        g_string_append_len(out, copied, scan.start - copied);
        colours_write_rgb(colours, rgb, *scan.word == 'R', out);
        copied = scan.at;
    }
    if (scan.at < scan.end)
        return "a drawing's stream cannot be read";
    g_string_append_len(out, copied, scan.end - copied);
    return NULL;
}
