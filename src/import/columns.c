/*
 * What the columns of a table are. The header is the first of the uppermost rows that has
 * a word for a name and one for a country; what stands above it is a title. A header is
 * looked up in the table of words; a column of the house's own (office@be, lead) is taken
 * by its name. What --column says goes before all.
 *
 * Whether "Name" beside "Surname" is the whole name or the first one, no header says: the
 * cells do, for a whole name has the surname in it.
 */
#include "import/reading.h"

#include <string.h>

#include "lint/lint.h"

enum { MOST_TITLES = 10 };

typedef struct Guess {
    Diagnostics *diagnostics;
    Arena *arena;
    const Sheet *sheet;
    const ImportOptions *options;
    Columns *columns;
    SourceColumn *made; /* of `columns` */
    bool failed;        /* reported */
} Guess;

const SheetCell *row_cell(const SheetRow *row, size_t column)
{
    static const SheetCell empty = {"", {NULL, 0, 0}};
    return column < row->n_cells ? &row->cells[column] : &empty;
}

/* Blanks of other kinds, and marks that nobody sees. */
static bool is_other_blank(gunichar c)
{
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

const char *cell_tidy(Diagnostics *diagnostics, Arena *arena, const SheetCell *cell)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (const char *at = cell->text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_other_blank(c))
            g_string_append_c(text, ' ');
        else if (c != 0x200B && c != 0xFEFF)
            g_string_append_unichar(text, c);
    }
    return text_copy(diagnostics, arena, text->str, text->len, cell->place, TEXT_CELL);
}

/* ---- one header ---------------------------------------------------------------------- */

/* Columns that come from no form and are taken by their own names. */
static bool is_own(const char *header)
{
    static const char *const own[] = {"name_native", "sort_as", "lead",
                                      "signature",   "alt",     NULL};
    const char *at = strchr(header, '@');
    g_autofree char *base = at ? g_strndup(header, (gsize)(at - header)) : NULL;
    return g_strv_contains(own, header) || (base && field_column(field_named(base)));
}

bool column_tellable(const char *name)
{
    return is_own(name) || field_named(name) != N_FIELDS;
}

static const char *const spoken[] = {"en", "be", "uk", "ru", "bg", "pl", "cs", "sk",
                                     "lt", "lv", "et", "de", "fr", "el", "ka", "es",
                                     "it", "nl", "sv", "da", "nb", "fi", "ro", "hr",
                                     "sl", "sr", "mk", "hu", "hy", "pt", NULL};

/* The language that a text is the name of, in English or itself, or its tag; NULL. */
static const char *language_find(Arena *arena, const char *text)
{
    g_autofree char *wanted = words_fold(text);
    for (size_t i = 0; spoken[i]; i++) {
        g_autofree char *english = words_fold(language_title(arena, spoken[i], "en"));
        g_autofree char *own = words_fold(language_title(arena, spoken[i], spoken[i]));
        if (strcmp(wanted, spoken[i]) == 0 || strcmp(wanted, english) == 0 ||
            strcmp(wanted, own) == 0)
            return spoken[i];
    }
    return NULL;
}

/* The target of a header such as "Name (Belarusian)" or "Office in Polish": "name@be";
 * NULL: it is none such. */
static const char *spoken_target(Arena *arena, const char *header)
{
    const char *open = strrchr(header, '('), *in = strstr(header, " in ");
    const char *rest = open ? open + 1 : in ? in + 4 : NULL;
    if (!rest)
        return NULL;
    g_autofree char *base = g_strndup(header, (gsize)((open ? open : in) - header));
    g_autofree char *folded = words_fold(base);
    bool whole = false;
    const char *column = field_column(field_find(folded, &whole));
    const char *language = language_find(arena, rest);
    return column && whole && language ? arena_print(arena, "%s@%s", column, language)
                                       : NULL;
}

static SourceColumn column_guess(Guess *guess, const SheetCell *cell, size_t index)
{
    SourceColumn column = {.place = cell->place};
    column.header = cell_tidy(guess->diagnostics, guess->arena, cell);
    g_autofree char *folded = words_fold(column.header);
    if (*folded == '\0')
        column.header = arena_print(guess->arena, "column %zu", index + 1);
    else if (is_own(column.header))
        column.target = column.header;
    else if (!(column.target = spoken_target(guess->arena, column.header)))
        column.field = field_find(folded, &column.whole);
    Field own = field_named(column.header);
    if (own != N_FIELDS && field_column(own)) {
        column.field = own;
        column.whole = true;
    }
    return column;
}

/* ---- the header's row ---------------------------------------------------------------- */

static bool row_has(Guess *guess, const SheetRow *row, Field wanted)
{
    for (size_t i = 0; i < row->n_cells; i++) {
        SourceColumn column = column_guess(guess, &row->cells[i], i);
        bool part = wanted == FIELD_NAME &&
                    (column.field == FIELD_FIRST || column.field == FIELD_FAMILY);
        if (column.field == wanted || part)
            return true;
    }
    return false;
}

/* Whether the row has a cell that --column speaks of. */
static bool row_is_told(const SheetRow *row, const char *header)
{
    g_autofree char *wanted = words_fold(header);
    for (size_t i = 0; i < row->n_cells; i++) {
        g_autofree char *folded = words_fold(row->cells[i].text);
        if (strcmp(folded, wanted) == 0)
            return true;
    }
    return false;
}

static bool row_is_header(Guess *guess, const SheetRow *row)
{
    bool name = false, country = false;
    for (const char *const *told = guess->options->columns; *told; told++) {
        const char *header = strchr(*told, '=') + 1;
        if (!row_is_told(row, header))
            continue;
        name |= g_str_has_prefix(*told, "name=");
        country |= g_str_has_prefix(*told, "country=");
    }
    return row->n_cells >= 2 && (name || row_has(guess, row, FIELD_NAME)) &&
           (country || row_has(guess, row, FIELD_COUNTRY));
}

static size_t header_find(Guess *guess)
{
    size_t n = MIN(guess->sheet->n_rows, MOST_TITLES);
    for (size_t i = 0; i < n; i++)
        if (row_is_header(guess, &guess->sheet->rows[i]))
            return i;
    return 0;
}

static void titles_report(Guess *guess)
{
    for (size_t i = 0; i < guess->columns->header; i++) {
        const SheetRow *row = &guess->sheet->rows[i];
        size_t first = 0;
        while (first + 1 < row->n_cells && row->cells[first].text[0] == '\0')
            first++;
        report(guess->diagnostics, IMPORT_TITLE, row->cells[first].place,
               row->cells[first].text);
    }
}

/* ---- what is told -------------------------------------------------------------------- */

static char *headers_join(const Guess *guess)
{
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < guess->columns->n_columns; i++)
        g_string_append_printf(all, "%s'%s'", i > 0 ? ", " : "", guess->made[i].header);
    return g_string_free(all, FALSE);
}

/* Applies one "name=HEADER". */
static void column_tell(Guess *guess, const char *told)
{
    const char *header = strchr(told, '=') + 1;
    const char *name = arena_text(guess->arena, told, (size_t)(header - 1 - told));
    g_autofree char *wanted = words_fold(header);
    bool found = false;
    for (size_t i = 0; i < guess->columns->n_columns; i++) {
        g_autofree char *folded = words_fold(guess->made[i].header);
        if (strcmp(folded, wanted) != 0)
            continue;
        Field field = field_named(name);
        guess->made[i].field = field == N_FIELDS ? FIELD_NONE : field;
        guess->made[i].target = field == N_FIELDS ? name : NULL;
        guess->made[i].whole = true;
        found = true;
    }
    if (found)
        return;
    g_autofree char *all = headers_join(guess);
    report(guess->diagnostics, IMPORT_HEADER, place_file(guess->sheet->path), header,
           all);
    guess->failed = true;
}

/* Of columns that fit a field, those whose header only has a word for it in it give way
 * to the one whose header is such a word. */
static void weaker_release(Guess *guess, size_t index)
{
    SourceColumn *strong = &guess->made[index];
    for (size_t i = 0; strong->whole && i < guess->columns->n_columns; i++) {
        SourceColumn *other = &guess->made[i];
        if (other->field == strong->field && !other->whole &&
            !field_contact(other->field))
            other->field = FIELD_NONE;
    }
}

static int column_of(const Guess *guess, Field field)
{
    for (size_t i = 0; i < guess->columns->n_columns; i++)
        if (guess->made[i].field == field)
            return (int)i;
    return -1;
}

/* The first column with the same target of its own; `index` itself where there is none. */
static size_t target_first(const Guess *guess, size_t index)
{
    const char *target = guess->made[index].target;
    for (size_t i = 0; target && i < index; i++)
        if (guess->made[i].target && strcmp(guess->made[i].target, target) == 0)
            return i;
    return index;
}

/* Reports columns that are the same thing. */
static void doubles_report(Guess *guess)
{
    for (size_t i = 0; i < guess->columns->n_columns; i++)
        weaker_release(guess, i);
    for (size_t i = 0; i < guess->columns->n_columns; i++) {
        const SourceColumn *column = &guess->made[i];
        int first = column_of(guess, column->field);
        size_t same = target_first(guess, i);
        if (same != i) {
            report(guess->diagnostics, IMPORT_COLUMNS_ALIKE, column->place,
                   guess->made[same].header, column->header, column->target);
            guess->failed = true;
        }
        if (column->field == FIELD_NONE || column->field == FIELD_OMITTED ||
            field_contact(column->field) || first == (int)i)
            continue;
        report(guess->diagnostics, IMPORT_COLUMNS_ALIKE, column->place,
               guess->made[first].header, column->header, field_name(column->field));
        guess->failed = true;
    }
}

/* ---- names in parts ------------------------------------------------------------------ */

/* Whether the cells of one column have, in most rows, those of another in them. */
static bool column_within(const Guess *guess, int whole, int part)
{
    size_t n_within = 0, n_both = 0;
    for (size_t i = guess->columns->header + 1; i < guess->sheet->n_rows; i++) {
        const SheetRow *row = &guess->sheet->rows[i];
        g_autofree char *text = words_fold(row_cell(row, (size_t)whole)->text);
        g_autofree char *inner = words_fold(row_cell(row, (size_t)part)->text);
        bool both = *text && *inner;
        n_both += both;
        n_within += both && strstr(text, inner);
    }
    return 2 * n_within >= n_both && n_both > 0;
}

/* Settles whether "Name" is the whole name, where there is a column for a part of it. */
static void parts_settle(Guess *guess)
{
    int name = column_of(guess, FIELD_NAME), first = column_of(guess, FIELD_FIRST),
        family = column_of(guess, FIELD_FAMILY);
    if (name < 0 && family < 0 && first >= 0)
        guess->made[first].field = FIELD_NAME;
    if (name < 0 || (first < 0) == (family < 0))
        return;
    if (!column_within(guess, name, first < 0 ? family : first))
        guess->made[name].field = first < 0 ? FIELD_FIRST : FIELD_FAMILY;
}

static void needed_check(Guess *guess)
{
    bool name =
        column_of(guess, FIELD_NAME) >= 0 ||
        (column_of(guess, FIELD_FIRST) >= 0 && column_of(guess, FIELD_FAMILY) >= 0);
    bool country = column_of(guess, FIELD_COUNTRY) >= 0;
    g_autofree char *all = headers_join(guess);
    Place place = guess->sheet->rows[guess->columns->header].place;
    if (!name)
        report(guess->diagnostics, IMPORT_NO_COLUMN, place, "name", all);
    if (!country)
        report(guess->diagnostics, IMPORT_NO_COLUMN, place, "country", all);
    guess->failed |= !name || !country;
}

/* ---- where columns go ---------------------------------------------------------------- */

/* What most cells of a column hold by which people are reached; NULL: something else. */
static const char *contacts_in(const Guess *guess, size_t column)
{
    size_t n_filled = 0, n_contacts = 0;
    ContactKind last = CONTACT_NONE;
    for (size_t i = guess->columns->header + 1; i < guess->sheet->n_rows; i++) {
        const SheetCell *cell = row_cell(&guess->sheet->rows[i], column);
        ContactKind kind = contact_find(cell->text);
        bool contact = contact_is_private(kind);
        n_filled += *cell->text != '\0';
        n_contacts += contact;
        last = contact ? kind : last;
    }
    return 2 * n_contacts > n_filled ? contact_title(last) : NULL;
}

static const char *left_out_find(const Guess *guess, size_t index)
{
    const SourceColumn *column = &guess->made[index];
    if (column->field == FIELD_OMITTED)
        return "what --column omits";
    if (guess->options->keep_contacts)
        return NULL;
    if (field_contact(column->field))
        return field_contact(column->field);
    return column->field == FIELD_NONE ? contacts_in(guess, index) : NULL;
}

/* A name for a column that is kept, which no other one has, nor a column of
 * signatories.csv that means something. */
static const char *kept_name(const Guess *guess, size_t index)
{
    const char *header = guess->made[index].header;
    size_t n_before = 0;
    g_autofree char *folded = g_utf8_casefold(header, -1);
    for (size_t i = 0; i < index; i++) {
        g_autofree char *other = g_utf8_casefold(guess->made[i].header, -1);
        n_before += strcmp(other, folded) == 0;
    }
    if (column_tellable(folded))
        header = arena_print(guess->arena, "%s (import)", header);
    return n_before > 0 ? arena_print(guess->arena, "%s %zu", header, n_before + 1)
                        : header;
}

static void target_set(Guess *guess, size_t index)
{
    SourceColumn *column = &guess->made[index];
    column->left_out = left_out_find(guess, index);
    bool nowhere = column->field == FIELD_FIRST || column->field == FIELD_MIDDLE ||
                   column->field == FIELD_STATUS || column->field == FIELD_CONSENT ||
                   column->field == FIELD_WITHDRAWN;
    if (column->left_out) {
        column->target = NULL;
        if (column->field != FIELD_OMITTED)
            report(guess->diagnostics, IMPORT_LEFT_OUT, column->place, column->header,
                   column->left_out);
        return;
    }
    if (column->target || nowhere)
        return;
    column->target = field_column(column->field);
    if (!column->target)
        column->target = kept_name(guess, index);
}

const Columns *columns_guess(Diagnostics *diagnostics, Arena *arena, const Sheet *sheet,
                             const ImportOptions *options)
{
    Columns *columns = arena_one(arena, Columns);
    Guess guess = {diagnostics, arena, sheet, options, columns, NULL, false};
    columns->header = header_find(&guess);
    const SheetRow *row = &sheet->rows[columns->header];
    columns->n_columns = row->n_cells;
    columns->columns = guess.made = arena_array(arena, SourceColumn, row->n_cells);
    for (size_t i = 0; i < row->n_cells; i++)
        guess.made[i] = column_guess(&guess, &row->cells[i], i);
    for (const char *const *told = options->columns; *told; told++)
        column_tell(&guess, *told);
    doubles_report(&guess);
    if (guess.failed)
        return NULL;
    parts_settle(&guess);
    needed_check(&guess);
    if (guess.failed)
        return NULL;
    titles_report(&guess);
    for (size_t i = 0; i < columns->n_columns; i++)
        target_set(&guess, i);
    return columns;
}
