/*
 * A list of names and its hash.
 *
 * A row becomes its cells that are covered and not empty, sorted by column; in canonical
 * form each column and text stands behind its length, so that no text can be taken for
 * two:
 *
 *     7:country2:LT4:name12:Specimen Oak
 *
 * The rows, sorted by their forms and each behind its own length, are what is hashed. So
 * a spreadsheet may be sorted anew, get a column of notes, or lose an empty one, and the
 * hash stays; a doubled row counts twice.
 */
#include "content/lister.h"

#include <string.h>

/* The first line of what is hashed: another form would be another list. */
#define FORM "openletter names 1\n"

/* Covered as they are, and in the languages of the first `N_SPOKEN`. Chamber and party
 * may be headings; a layout says whether they are, but a list is the same in each. */
static const char *const covered[] = {
    "name",    "office", "sort_as", "family",      "chamber", "party",    "alt",
    "country", "prefix", "suffix",  "name_native", "lead",    "signature"};
enum { N_SPOKEN = 7 };

bool namelist_covers(const char *column)
{
    for (size_t i = 0; i < G_N_ELEMENTS(covered); i++) {
        size_t length = strlen(covered[i]);
        if (strcmp(column, covered[i]) == 0)
            return true;
        if (i < N_SPOKEN && strncmp(column, covered[i], length) == 0 &&
            column[length] == '@')
            return true;
    }
    return false;
}

/* What a covered cell says, in one way where the file has several: a lead "01", a
 * country in small letters, a signature with its folder. */
static const char *cell_settle(Arena *arena, const Signatory *signatory,
                               const char *column, const char *text)
{
    if (strcmp(column, "country") == 0)
        return signatory->country;
    if (strcmp(column, "lead") == 0)
        return signatory->lead > 0 ? arena_print(arena, "%u", signatory->lead) : "";
    if (strcmp(column, "signature") == 0 && g_str_has_prefix(text, "assets/"))
        return text + strlen("assets/");
    return text;
}

static int cell_compare(const void *a, const void *b)
{
    const ListCell *first = a, *second = b;
    return strcmp(first->column, second->column);
}

void cells_sort(ListCell *cells, size_t n_cells)
{
    if (n_cells > 0)
        qsort(cells, n_cells, sizeof *cells, cell_compare);
}

/* Which columns of a roster are covered, in the order of their names. */
typedef struct Covered {
    const Roster *roster;
    size_t *columns;
    size_t n_columns;
} Covered;

static gint column_compare(gconstpointer a, gconstpointer b, gpointer roster)
{
    const char *const *columns = ((const Roster *)roster)->columns;
    return strcmp(columns[*(const size_t *)a], columns[*(const size_t *)b]);
}

static Covered columns_cover(Arena *arena, const Roster *roster)
{
    Covered found = {roster, arena_array(arena, size_t, roster->n_columns), 0};
    for (size_t i = 0; i < roster->n_columns; i++)
        if (namelist_covers(roster->columns[i]))
            found.columns[found.n_columns++] = i;
    g_qsort_with_data(found.columns, (gint)found.n_columns, sizeof(size_t),
                      column_compare, (gpointer)roster);
    return found;
}

/* False: reported. */
static bool row_read(Diagnostics *diagnostics, Arena *arena, const Covered *found,
                     const Signatory *signatory, ListRow *row)
{
    ListCell *cells = arena_array(arena, ListCell, found->n_columns + 1);
    *row = (ListRow){signatory, cells, 0};
    for (size_t i = 0; i < found->n_columns; i++) {
        const char *raw = signatory->cells[found->columns[i]];
        if (*raw == '\0')
            continue;
        const char *column = found->roster->columns[found->columns[i]];
        const char *text = cell_settle(arena, signatory, column, raw);
        if (*text)
            cells[row->n_cells++] = (ListCell){column, text};
    }
    if (!signatory->signature)
        return true;
    const char *sum =
        file_sum(diagnostics, arena, signatory->signature, signatory->place);
    if (!sum)
        return false;
    cells[row->n_cells++] = (ListCell){COLUMN_SIGNATURE_SUM, sum};
    cells_sort(cells, row->n_cells);
    return true;
}

/* ---- the hash ----------------------------------------------------------------------- */

/* A row and its canonical form. */
typedef struct Form {
    const ListRow *row;
    const char *text;
    size_t length;
} Form;

static void form_add(GString *out, const char *text, size_t length)
{
    char digits[24], *at = &digits[sizeof digits - 1];
    *at = ':';
    for (size_t left = length; left > 0 || *at == ':'; left /= 10)
        *--at = (char)('0' + left % 10);
    g_string_append_len(out, at, &digits[sizeof digits] - at);
    g_string_append_len(out, text, (gssize)length);
}

static Form form_make(Arena *arena, const ListRow *row, GString *out)
{
    g_string_truncate(out, 0);
    for (size_t i = 0; i < row->n_cells; i++) {
        form_add(out, row->cells[i].column, strlen(row->cells[i].column));
        form_add(out, row->cells[i].text, strlen(row->cells[i].text));
    }
    return (Form){row, arena_text(arena, out->str, out->len), out->len};
}

/* By form; rows that are alike by their place in the file, for reports. */
static int form_compare(const void *a, const void *b)
{
    const Form *first = a, *second = b;
    int order = strcmp(first->text, second->text);
    if (order != 0 || !first->row->signatory || !second->row->signatory)
        return order;
    size_t one = first->row->signatory->row, other = second->row->signatory->row;
    return (one > other) - (one < other);
}

static Digits forms_hash(const Form *forms, size_t n_forms)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Sum sum = sum_begin();
    sum_add(&sum, FORM, strlen(FORM));
    for (size_t i = 0; i < n_forms; i++) {
        g_string_truncate(out, 0);
        form_add(out, forms[i].text, forms[i].length);
        sum_add(&sum, out->str, out->len);
    }
    return sum_end(&sum);
}

static int text_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void countries_list(Arena *arena, NameList *list)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const char *last = NULL;
    for (size_t i = 0; i < list->n_rows; i++) {
        const char *country = listrow_text(&list->rows[i], "country");
        if (country != last)
            g_hash_table_add(known, (gpointer)country);
        last = country;
    }
    guint n = 0;
    g_autofree gpointer *codes = g_hash_table_get_keys_as_array(known, &n);
    if (n > 0)
        qsort(codes, n, sizeof *codes, text_compare);
    const char **copy = arena_array(arena, const char *, n + 1);
    for (guint i = 0; i < n; i++)
        copy[i] = codes[i];
    list->countries = copy;
    list->n_countries = n;
}

NameList *namelist_finish(Arena *arena, ListRow *rows, size_t n_rows)
{
    g_autoptr(Arena) scratch = arena_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Form *forms = arena_array(scratch, Form, n_rows);
    for (size_t i = 0; i < n_rows; i++)
        forms[i] = form_make(scratch, &rows[i], out);
    if (n_rows > 0)
        qsort(forms, n_rows, sizeof *forms, form_compare);
    ListRow *sorted = arena_array(arena, ListRow, n_rows);
    for (size_t i = 0; i < n_rows; i++)
        sorted[i] = *forms[i].row;
    Digits hash = forms_hash(forms, n_rows);
    NameList *list = arena_one(arena, NameList);
    *list = (NameList){.rows = sorted,
                       .n_rows = n_rows,
                       .hash = arena_string(arena, hash.text),
                       .short_hash = arena_text(arena, hash.text, SHORT_HASH)};
    countries_list(arena, list);
    return list;
}

/* ---- the list ----------------------------------------------------------------------- */

const char *listrow_text(const ListRow *row, const char *column)
{
    for (size_t i = 0; i < row->n_cells; i++) {
        if (strcmp(row->cells[i].column, column) == 0)
            return row->cells[i].text;
    }
    return "";
}

/* The latest day on which one of the rows was signed; NULL: none says. */
static const char *signed_last(const Signatory *const *members, size_t n_members)
{
    const char *last = NULL;
    for (size_t i = 0; i < n_members; i++) {
        const char *day = members[i]->signed_on;
        if (day && (!last || strcmp(day, last) > 0))
            last = day;
    }
    return last;
}

const NameList *namelist_make(Diagnostics *diagnostics, Arena *arena,
                              const Letter *letter, const Roster *roster,
                              const Signatory *const *members, size_t n_members)
{
    bool whole = true;
    Covered found = columns_cover(arena, roster);
    ListRow *rows = arena_array(arena, ListRow, n_members);
    for (size_t i = 0; i < n_members; i++)
        whole = row_read(diagnostics, arena, &found, members[i], &rows[i]) && whole;
    if (!whole)
        return NULL;
    NameList *list = namelist_finish(arena, rows, n_members);
    list->closed = letter->closed ? letter->closed : signed_last(members, n_members);
    return list;
}

const NameList *namelist_country(Diagnostics *diagnostics, Arena *arena,
                                 const Letter *letter, const Roster *roster,
                                 const char *country)
{
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        if (signatory->status == CONFIRMED && strcmp(signatory->country, country) == 0)
            g_ptr_array_add(members, (gpointer)signatory);
    }
    return namelist_make(diagnostics, arena, letter, roster,
                         (const Signatory *const *)members->pdata, members->len);
}
