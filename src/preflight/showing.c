/*
 * Text (ISO 32000-1, 9.3 and 9.4): where each string begins and ends on the page, which
 * codes of which font it shows, and what it reads as.
 */
#include "preflight/content.h"

#include <math.h>
#include <string.h>

/* As much text as names are looked for in. */
#define MOST_TEXT ((gsize)64 << 20)

/* Type that is smaller is told, and a move in thousandths that is a gap between words. */
static const double smallest = 4.995, gap = 180, slack = 0.5;

static void gap_note(Content *content)
{
    GString *text = content->check->text;
    if (text && text->len && text->str[text->len - 1] != '\n')
        g_string_append_c(text, '\n');
}

static void line_move(Content *content, double x, double y)
{
    content->line = matrix_multiply((Matrix){1, 0, 0, 1, x, y}, content->line);
    content->text = content->line;
    gap_note(content);
}

static bool private_use(const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
            return true;
    }
    return false;
}

/* What a code reads as, unless an ActualText says it already. */
static void code_read(Content *content, const Font *font, guint32 code)
{
    Check *check = content->check;
    if (content->n_actual > 0 ||
        (!check->text && font->shown[code % MOST_CODES / 8] & 1 << code % 8))
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    if (!font_text(font, code, text))
        return;
    if (private_use(text->str))
        content_found(content, RULE_FONT_PRIVATE,
                      "the font '%s' shows a character of the private use area",
                      font->name);
    if (check->text && content->n_artifacts == 0 && check->text->len < MOST_TEXT)
        g_string_append(check->text, text->str);
}

/* The matrix from text space to the page. */
static Matrix text_matrix(const Content *content)
{
    const Graphics *graphics = &content->graphics;
    Matrix size = {
        graphics->size * graphics->scale, 0, 0, graphics->size, 0, graphics->rise};
    return matrix_multiply(matrix_multiply(size, content->text), graphics->matrix);
}

static bool point_is_inside(const Content *content, Matrix at)
{
    const Rectangle *trim = &content->page->trim;
    return at.e >= trim->left - slack && at.e <= trim->right + slack &&
           at.f >= trim->bottom - slack && at.f <= trim->top + slack;
}

static void place_check(Content *content, Matrix start, Matrix end)
{
    double size = sqrt(start.c * start.c + start.d * start.d);
    if (size < smallest && content->graphics.render != 3)
        content_found(content, RULE_SMALL_TYPE, "type of %.2f pt", size);
    if (content->page->has_trim && content->n_artifacts == 0 && !content->masked &&
        (!point_is_inside(content, start) || !point_is_inside(content, end)))
        content_found(content, RULE_OUTSIDE_TRIM, "text at %.0f, %.0f", start.e,
                      start.f);
}

static void string_show(Content *content, Bytes string)
{
    Graphics *graphics = &content->graphics;
    Font *font = graphics->font;
    if (!font || string.length == 0)
        return;
    Matrix start = text_matrix(content);
    for (size_t at = 0; at < string.length;) {
        unsigned width;
        guint32 code = font_next(font, string, &at, &width);
        code_read(content, font, code);
        if (code < MOST_CODES)
            font->shown[code / 8] = (guint8)(font->shown[code / 8] | 1 << code % 8);
        double advance = fmax(font_width(font, code), 0) / 1000 * graphics->size +
                         graphics->char_space +
                         (width == 1 && code == 32 ? graphics->word_space : 0);
        content->text = matrix_multiply(
            (Matrix){1, 0, 0, 1, advance * graphics->scale, 0}, content->text);
    }
    font->visible = font->visible || graphics->render != 3;
    place_check(content, start, text_matrix(content));
}

static void text_painted(Content *content)
{
    const Graphics *graphics = &content->graphics;
    if (!graphics->font)
        content_found(content, RULE_OPERATOR, "text is shown without a font");
    content_painted(content);
    if (graphics->render == 3 || graphics->render == 7)
        return;
    if (graphics->render != 1)
        paint_check(content, &graphics->fill, true);
    else
        paint_check(content, &graphics->stroke, true);
}

static void list_show(Content *content, const Value *list)
{
    Graphics *graphics = &content->graphics;
    for (size_t i = 0; i < array_length(list); i++) {
        const Value *item = &list->as.array.items[i];
        if (item->kind == VALUE_STRING)
            string_show(content, item->as.bytes);
        else if (value_is_number(item)) {
            double move = -item->as.number / 1000 * graphics->size * graphics->scale;
            content->text =
                matrix_multiply((Matrix){1, 0, 0, 1, move, 0}, content->text);
            if (fabs(item->as.number) > gap)
                gap_note(content);
        }
    }
}

static void font_select(Content *content)
{
    const Value *value = content_resource(content, "Font", &content->operands[0]);
    content->graphics.font = typeface_find(content->check, value, content->page_number);
    content->graphics.size = operand(content, 1);
}

static bool operator_show(Content *content, const char *name)
{
    const Value *last =
        content->n_operands ? &content->operands[content->n_operands - 1] : &value_null;
    if (strcmp(name, "\"") == 0) {
        content->graphics.word_space = operand(content, 0);
        content->graphics.char_space = operand(content, 1);
    }
    if (name[0] == '\'' || name[0] == '"')
        line_move(content, 0, -content->graphics.leading);
    text_painted(content);
    if (last->kind == VALUE_STRING)
        string_show(content, last->as.bytes);
    else
        list_show(content, last);
    return true;
}

static bool operator_move(Content *content, const char *name)
{
    if (strcmp(name, "BT") == 0) {
        content->text = content->line = (Matrix){1, 0, 0, 1, 0, 0};
        gap_note(content);
    } else if (strcmp(name, "Tm") == 0) {
        content->text = content->line =
            (Matrix){operand(content, 0), operand(content, 1), operand(content, 2),
                     operand(content, 3), operand(content, 4), operand(content, 5)};
        gap_note(content);
    } else if (strcmp(name, "Td") == 0)
        line_move(content, operand(content, 0), operand(content, 1));
    else if (strcmp(name, "TD") == 0) {
        content->graphics.leading = -operand(content, 1);
        line_move(content, operand(content, 0), operand(content, 1));
    } else if (strcmp(name, "T*") == 0)
        line_move(content, 0, -content->graphics.leading);
    else
        return strcmp(name, "ET") == 0;
    return true;
}

bool operator_text(Content *content, const char *name)
{
    Graphics *graphics = &content->graphics;
    if (strcmp(name, "Tj") == 0 || strcmp(name, "TJ") == 0 || strcmp(name, "'") == 0 ||
        strcmp(name, "\"") == 0)
        return operator_show(content, name);
    if (strcmp(name, "Tf") == 0)
        font_select(content);
    else if (strcmp(name, "Tc") == 0)
        graphics->char_space = operand(content, 0);
    else if (strcmp(name, "Tw") == 0)
        graphics->word_space = operand(content, 0);
    else if (strcmp(name, "Tz") == 0)
        graphics->scale = operand(content, 0) / 100;
    else if (strcmp(name, "TL") == 0)
        graphics->leading = operand(content, 0);
    else if (strcmp(name, "Ts") == 0)
        graphics->rise = operand(content, 0);
    else if (strcmp(name, "Tr") == 0)
        graphics->render = operand(content, 0);
    else
        return operator_move(content, name);
    return true;
}
