/*
 * Heads and feet. A line of them has four places, given from the right to the left, for
 * the right ones are the shorter and the more needed:
 *
 *     left ………………            center           MARKS    right
 *     An Open Letter to …                     SPECIMEN    2 of 4
 *
 * The page's number is set whole; then the marks, which say that this is no letter to be
 * sent, whole too, though smaller where they must be; the centre, as near to the middle
 * as they let it; and the left last. What has no room left is shortened at a word with an
 * ellipsis, or left out: texts in a line never meet. Below the foot of the last page may
 * stand, in small type, which names these are; there the title alone is shortened. All of
 * it is an artifact.
 */
#include "flow/plan.h"

#include <math.h>
#include <string.h>

#include "content/message.h"

#define GAP 2.0         /* between texts of a line, em */
#define SEPARATOR " · " /* between the parts of a pattern */

/* A text on one line. */
typedef struct Piece {
    const Shaped *shaped; /* NULL: there is none */
    Setting setting;
    double width;
    const Style *style;
} Piece;

/* ---- what is said ------------------------------------------------------------------- */

static const char *page_of_pages(Placer *placer)
{
    const Language *language = placer->galley->story->language;
    const MessageArgument arguments[] = {
        {.name = "page", .number = (long)placer->page + 1},
        {.name = "pages", .number = (long)placer->plan->n_pages},
    };
    Place place = PLACE_NONE;
    const char *pattern = language_label(language, "page-of-pages", &place);
    if (!pattern) {
        report(placer->diagnostics, LABEL_MISSING, place_file(language->path),
               "page-of-pages", language->tag);
        return NULL;
    }
    return message_format(placer->diagnostics, placer->arena, pattern, place,
                          language->tag, arguments, G_N_ELEMENTS(arguments));
}

/* What stands for the placeholder `name`, `title` for the title; NULL: reported. */
static const char *placeholder_text(Placer *placer, const char *name, const char *title)
{
    const Story *story = placer->galley->story;
    if (strcmp(name, "short-title") == 0)
        return title;
    if (strcmp(name, "page") == 0)
        return arena_print(placer->arena, "%zu", placer->page + 1);
    if (strcmp(name, "pages") == 0)
        return arena_print(placer->arena, "%zu", placer->plan->n_pages);
    if (strcmp(name, "edition") == 0)
        return story->edition->name;
    if (strcmp(name, "page-of-pages") == 0)
        return page_of_pages(placer);
    if (strcmp(name, "names") == 0)
        return story->n_names > 0 ? arena_print(placer->arena, "%zu", story->n_names)
                                  : "";
    if (strcmp(name, "closed") == 0)
        return story->list->closed ? story->list->closed : "";
    if (strcmp(name, "list") == 0)
        return story->n_names > 0 ? story->list->short_hash : "";
    g_assert_not_reached();
}

/* Adds a part of a pattern with its placeholders filled in; braces come in pairs, which
 * the layout's reader made sure of. False: all of them have nothing to say. */
static bool part_fill(Placer *placer, const char *part, const char *title, GString *out)
{
    bool asked = false, said = false;
    for (;;) {
        size_t plain = strcspn(part, "{");
        g_string_append_len(out, part, (gssize)plain);
        part += plain;
        const char *end = strchr(part, '}');
        if (!end)
            return said || !asked;
        g_autofree char *name = g_strndup(part + 1, (gsize)(end - part - 1));
        const char *text = placeholder_text(placer, name, title);
        placer->failed = placer->failed || !text;
        g_string_append(out, text ? text : "");
        asked = true;
        said = said || (text && *text);
        part = end + 1;
    }
}

/* A pattern with its placeholders filled in. NULL: there is nothing to set. */
static const char *pattern_fill_titled(Placer *placer, const char *pattern,
                                       const char *title)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(pattern ? pattern : "", SEPARATOR, -1);
    for (char **part = parts; *part; part++) {
        gsize length = out->len;
        g_string_append(out, length > 0 ? SEPARATOR : "");
        if (!part_fill(placer, *part, title, out))
            g_string_truncate(out, length);
    }
    g_string_replace(out, "\u2028", " ", 0);
    return out->len > 0 ? arena_text(placer->arena, out->str, out->len) : NULL;
}

static const char *pattern_fill(Placer *placer, const char *pattern)
{
    const char *title = placer->galley->story->short_title;
    return pattern_fill_titled(placer, pattern, title ? title : "");
}

/* The marks that the page in hand has to bear; NULL: none. */
static const char *marks_text(const Placer *placer)
{
    const Story *story = placer->galley->story;
    const char *marks[] = {story->draft, placer->named ? story->specimen : NULL,
                           story->unreviewed};
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i])
            g_string_append_printf(text, "%s%s", text->len ? SEPARATOR : "", marks[i]);
    return text->len ? arena_text(placer->arena, text->str, text->len) : NULL;
}

/* ---- pieces ------------------------------------------------------------------------- */

static const StyledText *styled_make(const Placer *placer, const char *text,
                                     const Style *style)
{
    const Story *story = placer->galley->story;
    StyledText *styled = arena_one(placer->arena, StyledText);
    *styled = plain_text(placer->arena, text, style, story->language->tag,
                         place_file(story->letter->path));
    return styled;
}

/* A text as one line, however wide. */
static Piece piece_set(Placer *placer, const char *text, const Style *style)
{
    Piece piece = {.style = style};
    if (!text)
        return piece;
    Take take = {
        .text = styled_make(placer, text, style),
        .language = placer->galley->story->language,
        .measure = {.align = ALIGN_LEFT, .width = INFINITY, .em = style->size}};
    const Composed *composed =
        take_compose(placer->standing, placer->diagnostics, placer->arena, &take);
    if (!composed) {
        placer->failed = true;
        return piece;
    }
    piece.shaped = composed->shaped;
    piece.setting = composed->settings[0];
    piece.width = piece.setting.lines[0].width;
    return piece;
}

/* The first `n` characters of a text, cut back to a word's end, and an ellipsis. */
static const char *text_cut(Arena *arena, const char *text, long n)
{
    const char *end = g_utf8_offset_to_pointer(text, n);
    const char *at = end;
    while (at > text && *at != ' ')
        at = g_utf8_prev_char(at);
    end = at > text ? at : end;
    while (end > text && strchr(" ,;:.-", end[-1]))
        end--;
    return arena_print(arena, "%.*s…", (int)(end - text), text);
}

/* A text as one line of at most `room`, shortened where it must be. */
static Piece piece_fit(Placer *placer, const char *text, StyleRole role, double room)
{
    const Style *style = &placer->galley->story->layout->styles[role];
    Piece piece = piece_set(placer, text, style);
    if (!piece.shaped || piece.width <= room)
        return piece;
    long low = 0, high = g_utf8_strlen(text, -1) - 1;
    while (low < high) {
        long middle = low + (high - low + 1) / 2;
        piece = piece_set(placer, text_cut(placer->arena, text, middle), style);
        if (piece.width <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low > 0 ? piece_set(placer, text_cut(placer->arena, text, low), style)
                   : (Piece){.style = piece.style};
}

/* A text as one line of at most `room`, smaller where it must be: nothing of it is ever
 * cut. */
static Piece piece_shrink(Placer *placer, const char *text, StyleRole role, double room)
{
    const Style *style = &placer->galley->story->layout->styles[role];
    Piece piece = piece_set(placer, text, style);
    if (!piece.shaped || piece.width <= room)
        return piece;
    Style *smaller = arena_copy(placer->arena, style, sizeof *style);
    smaller->size *= room / piece.width;
    smaller->tracking *= room / piece.width;
    return piece_set(placer, text, smaller);
}

static void piece_place(Placer *placer, const Piece *piece, double left,
                        double baseline)
{
    Measure measure = {
        .align = ALIGN_LEFT, .width = piece->width, .em = piece->style->size};
    TextBox box = {.shaped = piece->shaped,
                   .setting = &piece->setting,
                   .measure = &measure,
                   .side = &placer->galley->whole,
                   .left = left,
                   .leading = piece->style->leading,
                   .element = ARTIFACTS};
    text_place(placer, &box, 0, piece->setting.n_lines, baseline);
}

/* ---- a line ------------------------------------------------------------------------- */

/* Places a piece of a head or foot. Where left-hand pages have the margins of right-hand
 * ones, turned, their heads and feet are turned as well: numbers stand outside. */
static void running_piece(Placer *placer, const Piece *piece, double left,
                          double baseline)
{
    const Galley *galley = placer->galley;
    double frame_left = galley->story->layout->page.left;
    if (page_mirrored(placer))
        left = 2 * frame_left + galley->frame - left - piece->width;
    piece_place(placer, piece, left, baseline);
}

/* Places a piece that ends at `right`; where the next one to its left may end. */
static double right_place(Placer *placer, const Piece *piece, double right,
                          double baseline)
{
    if (!piece->shaped)
        return right;
    running_piece(placer, piece, right - piece->width, baseline);
    return right - piece->width - GAP * piece->style->size;
}

/* Places a text as near to the middle of the frame as one may that is to end at `right`;
 * where the one to its left may end. */
static double center_place(Placer *placer, const char *text, double right,
                           double baseline)
{
    const Galley *galley = placer->galley;
    double left = galley->story->layout->page.left;
    Piece piece = piece_fit(placer, text, STYLE_FEET, right - left);
    if (!piece.shaped)
        return right;
    double x = fmin(left + (galley->frame - piece.width) / 2, right - piece.width);
    running_piece(placer, &piece, x, baseline);
    return x - GAP * piece.style->size;
}

static void running_line(Placer *placer, const Running *running, const char *marks)
{
    const Galley *galley = placer->galley;
    double left = galley->story->layout->page.left, right = left + galley->frame;
    double baseline = running->baseline;
    bool whole = placer->page + 1 >= running->from;
    Piece number = {.shaped = NULL};
    if (placer->plan->n_pages > 1)
        number = piece_fit(placer, pattern_fill(placer, running->right), STYLE_FEET,
                           right - left);
    right = right_place(placer, &number, right, baseline);
    Piece mark = piece_shrink(placer, marks, STYLE_MARK, right - left);
    right = right_place(placer, &mark, right, baseline);
    if (!whole)
        return;
    right =
        center_place(placer, pattern_fill(placer, running->center), right, baseline);
    Piece piece = piece_fit(placer, pattern_fill(placer, running->left), STYLE_FEET,
                            right - left);
    if (piece.shaped)
        running_piece(placer, &piece, left, baseline);
}

/* The imprint in the width of the frame. Of it the title alone is shortened, or left out;
 * what tells one list from another stays whole. */
static Piece imprint_fit(Placer *placer, const char *pattern)
{
    const Galley *galley = placer->galley;
    const Story *story = galley->story;
    const char *title = story->short_title ? story->short_title : "";
    const Style *style = &story->layout->styles[STYLE_IMPRINT];
    Piece whole = piece_set(placer, pattern_fill(placer, pattern), style);
    long low = 0, high = g_utf8_strlen(title, -1) - 1;
    if (!whole.shaped || whole.width <= galley->frame)
        return whole;
    while (low < high) {
        long middle = low + (high - low + 1) / 2;
        const char *cut = text_cut(placer->arena, title, middle);
        Piece piece =
            piece_set(placer, pattern_fill_titled(placer, pattern, cut), style);
        if (piece.width <= galley->frame)
            low = middle;
        else
            high = middle - 1;
    }
    const char *cut = low > 0 ? text_cut(placer->arena, title, low) : "";
    return piece_shrink(placer, pattern_fill_titled(placer, pattern, cut),
                        STYLE_IMPRINT, galley->frame);
}

/* Which names these are, in small type below the foot of the last page. */
static void imprint_place(Placer *placer)
{
    const Galley *galley = placer->galley;
    const Running *foot = &galley->story->layout->foot;
    if (galley->story->n_names == 0 || placer->page + 1 < placer->plan->n_pages)
        return;
    Piece piece = imprint_fit(placer, foot->last);
    if (piece.shaped)
        piece_place(placer, &piece, side_left(&galley->whole, 0, piece.width),
                    foot->last_baseline);
}

void running_place(Placer *placer)
{
    const Layout *layout = placer->galley->story->layout;
    running_line(placer, &layout->head, NULL);
    running_line(placer, &layout->foot, marks_text(placer));
    imprint_place(placer);
}
