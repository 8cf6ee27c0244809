/*
 * Each row below the header as signatories.csv would have it. What a cell says otherwise
 * than it will stand (blanks, forms of letters) is told, line by line; what cannot be
 * understood leaves the cell empty, or, where it is the name or the country, the row out,
 * and is told as well. Whoever does not clearly consent is pending.
 */
#include "import/reading.h"

#include <string.h>

#include "lint/lint.h"

typedef struct Taker {
    Diagnostics *diagnostics;
    Arena *arena;
    const Sheet *sheet;
    const Columns *columns;
    const ImportOptions *options;
    Nations *nations;
    GHashTable *answers; /* text to Answer */
    DayOrder days;
    GArray *cells;    /* of PersonCell: the row in hand */
    GPtrArray *texts; /* the row's cells, tidied */
    const SheetRow *row;
    Person person;
    bool refused; /* reported */
} Taker;

static Place place_of(const Taker *taker, size_t column)
{
    return column < taker->row->n_cells ? taker->row->cells[column].place
                                        : taker->row->place;
}

static const char *text_of(const Taker *taker, Field field, Place *place)
{
    for (size_t i = 0; i < taker->columns->n_columns; i++) {
        const SourceColumn *column = &taker->columns->columns[i];
        if (column->field != field || column->left_out)
            continue;
        *place = place_of(taker, i);
        return taker->texts->pdata[i];
    }
    return "";
}

static bool has_field(const Taker *taker, Field field)
{
    for (size_t i = 0; i < taker->columns->n_columns; i++)
        if (taker->columns->columns[i].field == field)
            return true;
    return false;
}

/* ---- cells --------------------------------------------------------------------------- */

static const char *cell_take(const Taker *taker, size_t index)
{
    static const char *const errors[] = {"#N/A",   "#REF!",  "#VALUE!", "#DIV/0!",
                                         "#NAME?", "#NULL!", "#NUM!",   NULL};
    const SheetCell *cell = row_cell(taker->row, index);
    const char *header = taker->columns->columns[index].header;
    if (*cell->text == '\0' || taker->columns->columns[index].left_out)
        return "";
    const char *text = cell_tidy(taker->diagnostics, taker->arena, cell);
    if (g_strv_contains(errors, text)) {
        report(taker->diagnostics, IMPORT_DOUBT, cell->place, header, text,
               "is what a formula says that failed, and is left out");
        return "";
    }
    if (strcmp(text, cell->text) != 0)
        report(taker->diagnostics, IMPORT_TIDIED, cell->place, header, cell->text,
               text);
    return text;
}

/* Cells beyond the header, which nothing is known of. */
static void extra_report(const Taker *taker)
{
    for (size_t i = taker->columns->n_columns; i < taker->row->n_cells; i++)
        if (taker->row->cells[i].text[0] != '\0')
            report(taker->diagnostics, IMPORT_DOUBT, taker->row->cells[i].place,
                   "no column", taker->row->cells[i].text,
                   "stands right of the header's last cell, and is left out");
}

static void cell_add(Taker *taker, const char *column, const char *text, Place place)
{
    PersonCell cell = {column, text, place};
    if (*text)
        g_array_append_val(taker->cells, cell);
}

/* ---- what must be there -------------------------------------------------------------- */

static void row_refuse(Taker *taker, Place place, const char *why, const char *help)
{
    const char *name = taker->person.name ? taker->person.name : "";
    report(taker->diagnostics, IMPORT_REFUSED, place, name, why, help);
    taker->refused = true;
}

static const char *name_join(const Taker *taker, Place *place)
{
    g_autoptr(GString) name = g_string_new(NULL);
    static const Field parts[] = {FIELD_FIRST, FIELD_MIDDLE, FIELD_FAMILY};
    Place at = taker->row->place;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *part = text_of(taker, parts[i], &at);
        if (*part)
            g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", part);
        if (i == 0)
            *place = at;
    }
    return arena_text(taker->arena, name->str, name->len);
}

static bool name_is_visible(const char *name)
{
    for (; *name; name = g_utf8_next_char(name))
        if (g_unichar_isalpha(g_utf8_get_char(name)))
            return true;
    return false;
}

static void name_take(Taker *taker)
{
    Place place = taker->row->place;
    const char *name = text_of(taker, FIELD_NAME, &place);
    if (*name == '\0')
        name = name_join(taker, &place);
    taker->person.name = name;
    taker->person.place = place;
    if (!name_is_visible(name))
        row_refuse(taker, place, "it has no name", "write one, and import again");
    else if (contact_is_private(contact_find(name)))
        row_refuse(taker, place, "its name holds an address or telephone number",
                   "write the name alone, and import again");
    cell_add(taker, "name", name, place);
}

static void country_take(Taker *taker)
{
    Place place = taker->row->place;
    const char *text = text_of(taker, FIELD_COUNTRY, &place);
    taker->person.country = *text ? nation_find(taker->nations, text) : NULL;
    if (taker->person.country) {
        cell_add(taker, "country", taker->person.country, place);
        return;
    }
    const char *near = *text ? nation_near(taker->nations, text) : NULL;
    const char *why = *text
                          ? arena_print(taker->arena, "'%s' is no country's name", text)
                          : "it has no country";
    const char *help = "write its code, such as LT, and import again";
    if (near)
        help = arena_print(taker->arena, "did you mean '%s'? %s", near, help);
    row_refuse(taker, place, why, help);
}

/* ---- status -------------------------------------------------------------------------- */

static Answer answer_take(const Taker *taker, const char *text)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(taker->answers, text, NULL, &known))
        return (Answer)GPOINTER_TO_INT(known);
    g_autofree char *folded = words_fold(text);
    Answer answer = answer_find(folded);
    g_hash_table_insert(taker->answers, (gpointer)text, GINT_TO_POINTER(answer));
    return answer;
}

/* The worse of two statuses holds: whoever withdrew has withdrawn. */
static void status_set(Taker *taker, SignatoryStatus status, bool told)
{
    if (status > taker->person.status) {
        taker->person.status = status;
        taker->person.status_told = told;
    } else if (status == taker->person.status) {
        taker->person.status_told |= told;
    }
}

static void status_doubt(Taker *taker, const char *text, Place place)
{
    report(taker->diagnostics, IMPORT_DOUBT, place, "status", text,
           "is neither yes nor no; the row is taken as pending");
    status_set(taker, PENDING, false);
}

static void answer_apply(Taker *taker, Field field, const char *text, Place place)
{
    Answer answer = answer_take(taker, text);
    bool withdrawal = field == FIELD_WITHDRAWN;
    switch (answer) {
    case ANSWER_NONE:
        status_doubt(taker, text, place);
        break;
    case ANSWER_CONFIRMED:
        status_set(taker, CONFIRMED, true);
        break;
    case ANSWER_PENDING:
        status_set(taker, PENDING, true);
        break;
    case ANSWER_WITHDRAWN:
        status_set(taker, WITHDRAWN, true);
        break;
    case ANSWER_YES:
        status_set(taker, withdrawal ? WITHDRAWN : CONFIRMED, true);
        break;
    case ANSWER_NO:
        status_set(taker, withdrawal ? CONFIRMED : PENDING, !withdrawal);
        break;
    }
}

static void status_take(Taker *taker)
{
    static const Field each[] = {FIELD_STATUS, FIELD_CONSENT, FIELD_WITHDRAWN};
    for (size_t i = 0; i < G_N_ELEMENTS(each); i++) {
        Place place = taker->row->place;
        if (!has_field(taker, each[i]))
            continue;
        const char *text = text_of(taker, each[i], &place);
        if (*text)
            answer_apply(taker, each[i], text, place);
        else if (each[i] == FIELD_CONSENT)
            status_doubt(taker, text, place);
    }
}

/* ---- the rest ------------------------------------------------------------------------ */

static const char *day_take(const Taker *taker, const char *text, Place place)
{
    g_autofree char *day = day_settle(text, taker->days);
    if (day)
        return arena_string(taker->arena, day);
    report(taker->diagnostics, IMPORT_DOUBT, place, "signed_on", text,
           "is no day that can be told (--days says whether the day or the month comes "
           "first), and is left out");
    return "";
}

static bool lead_is_wrong(const char *target, const char *text)
{
    guint64 number = 0;
    return strcmp(target, "lead") == 0 &&
           !g_ascii_string_to_unsigned(text, 10, 1, 9999, &number, NULL);
}

static void other_take(Taker *taker, size_t index)
{
    const SourceColumn *column = &taker->columns->columns[index];
    const char *text = taker->texts->pdata[index];
    Place place = place_of(taker, index);
    if (!column->target || *text == '\0' || column->field == FIELD_NAME ||
        column->field == FIELD_COUNTRY)
        return;
    if (column->field == FIELD_SIGNED_ON) {
        cell_add(taker, column->target, day_take(taker, text, place), place);
        return;
    }
    ContactKind contact = contact_find(text);
    if (!taker->options->keep_contacts && contact_is_private(contact))
        report(taker->diagnostics, IMPORT_CELL_LEFT_OUT, place, column->header,
               contact_title(contact));
    else if (lead_is_wrong(column->target, text))
        report(taker->diagnostics, IMPORT_DOUBT, place, column->header, text,
               "is no number of a lead, and is left out");
    else
        cell_add(taker, column->target, text, place);
}

static void row_take(Taker *taker, GArray *people)
{
    g_array_set_size(taker->cells, 0);
    g_ptr_array_set_size(taker->texts, 0);
    taker->person = (Person){.status = CONFIRMED};
    taker->refused = false;
    for (size_t i = 0; i < taker->columns->n_columns; i++)
        g_ptr_array_add(taker->texts, (gpointer)cell_take(taker, i));
    extra_report(taker);
    name_take(taker);
    country_take(taker);
    status_take(taker);
    if (taker->refused)
        return;
    for (size_t i = 0; i < taker->columns->n_columns; i++)
        other_take(taker, i);
    taker->person.n_cells = taker->cells->len;
    taker->person.cells = arena_copy(taker->arena, taker->cells->data,
                                     taker->cells->len * sizeof(PersonCell));
    g_array_append_val(people, taker->person);
}

/* The order in which the days of the table stand: what is told, or what they tell. */
static DayOrder order_find(const Taker *taker)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    for (size_t i = taker->columns->header + 1; i < taker->sheet->n_rows; i++)
        for (size_t k = 0; k < taker->columns->n_columns; k++)
            if (taker->columns->columns[k].field == FIELD_SIGNED_ON)
                g_ptr_array_add(texts,
                                (gpointer)row_cell(&taker->sheet->rows[i], k)->text);
    g_ptr_array_add(texts, NULL);
    return taker->options->days ? taker->options->days
                                : day_order((const char *const *)texts->pdata);
}

const People *people_take(Diagnostics *diagnostics, Arena *arena, const Sheet *sheet,
                          const Columns *columns, const ImportOptions *options)
{
    g_autoptr(Nations) nations = nations_new();
    g_autoptr(GHashTable) answers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(PersonCell));
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GArray) people = g_array_new(false, false, sizeof(Person));
    Taker taker = {.diagnostics = diagnostics,
                   .arena = arena,
                   .sheet = sheet,
                   .columns = columns,
                   .options = options,
                   .nations = nations,
                   .answers = answers,
                   .cells = cells,
                   .texts = texts};
    taker.days = order_find(&taker);
    People *taken = arena_one(arena, People);
    for (size_t i = columns->header + 1; i < sheet->n_rows; i++) {
        taker.row = &sheet->rows[i];
        row_take(&taker, people);
        taken->n_refused += taker.refused;
    }
    taken->n_people = people->len;
    taken->people = arena_copy(arena, people->data, people->len * sizeof(Person));
    return taken;
}
