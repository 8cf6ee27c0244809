/*
 * Blanks that should not be there. The reader takes out plain ones at a cell's ends and
 * doubled ones inside it; that is told as a note, since they are often the trace of
 * something that was cut off. What it leaves, and what a reader of the page can see or a
 * search in the PDF stumbles over, is a warning: a no-break space, a blank before a comma.
 */
#include "lint/linter.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static bool is_plain_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_alphabetic_script(gunichar c)
{
    UErrorCode status = U_ZERO_ERROR;
    switch ((int)uscript_getScript((UChar32)c, &status)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARMENIAN:
    case USCRIPT_GEORGIAN:
        return true;
    default:
        return false;
    }
}

/* Whether the character is a blank, or nothing to be seen, that a name or title should
 * not hold. `before` is the character in front of it. */
static bool is_odd(gunichar c, gunichar before, CellKind kind)
{
    if (c == 0x3000) /* between names in Han it is as usual as a space */
        return is_alphabetic_script(before);
    if (c == 0x200C || c == 0x200D) /* Persian and Indian words need them */
        return is_alphabetic_script(before);
    if (c == 0xA0 || c == 0x202F) /* French offices have them before a colon */
        return kind != CELL_OFFICE;
    return c == 0x200B || c == 0x2060 || c == 0x180E ||
           (c != ' ' && u_charType((UChar32)c) == U_SPACE_SEPARATOR);
}

const char *character_title(Arena *arena, gunichar c)
{
    char name[128] = "";
    UErrorCode status = U_ZERO_ERROR;
    u_charName((UChar32)c, U_UNICODE_CHAR_NAME, name, sizeof name, &status);
    return arena_print(arena, "U+%04X %s", c, U_SUCCESS(status) ? name : "");
}

static void check_odd(Linter *linter, const LintCell *cell)
{
    gunichar before = 0;
    for (const char *at = cell->text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_odd(c, before, cell->kind)) {
            finding(linter, BLANK_PRINTED, cell->signatory, cell->column, cell->text,
                    character_title(linter->arena, c),
                    u_isspace((UChar32)c) ? "write a plain space" : "take it out");
            return;
        }
        before = c;
    }
}

static void check_comma(Linter *linter, const LintCell *cell)
{
    const char *comma = strstr(cell->text, " ,");
    if (!comma)
        comma = strstr(cell->text, "\u00a0,");
    if (comma)
        finding(linter, BLANK_PRINTED, cell->signatory, cell->column, cell->text,
                "a blank before a comma", "take the blank out");
}

/* What plain blanks the cell has that are not printed; NULL: none, or a line break,
 * which becomes a space. */
static const char *blanks_dropped(const CsvCell *raw)
{
    const char *end = raw->text + raw->length;
    if (is_plain_blank(raw->text[0]))
        return "a blank before it";
    if (is_plain_blank(end[-1]))
        return "a blank behind it";
    for (const char *at = raw->text + 1; at < end; at++) {
        if (*at == '\t')
            return "a tab in it";
        if (is_plain_blank(at[0]) && is_plain_blank(at[-1]))
            return "a doubled blank in it";
    }
    return NULL;
}

/* Whether a line ends inside the cell's text. */
static bool has_line_break(const CsvCell *raw)
{
    g_autofree char *text = g_strndup(raw->text, raw->length);
    g_strstrip(text);
    return strpbrk(text, "\n\r") != NULL;
}

static void check_raw(Linter *linter, const LintCell *cell)
{
    if (has_line_break(cell->raw)) {
        finding(linter, BLANK_PRINTED, cell->signatory, cell->column, cell->text,
                "a line break, printed as a space",
                "write one line, or put what is on the second where it belongs");
        return;
    }
    const char *dropped = blanks_dropped(cell->raw);
    if (dropped)
        finding(linter, BLANK_DROPPED, cell->signatory, cell->column, cell->text,
                dropped);
}

void lint_blanks(Linter *linter, const LintCell *cell)
{
    check_odd(linter, cell);
    check_comma(linter, cell);
    check_raw(linter, cell);
}
