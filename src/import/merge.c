/*
 * People brought into the rows of signatories.csv.
 *
 * A person is a row's when it has the same country and one of its names is the same but
 * for capitals, marks, titles or the order of words (lint/fold.h). Where only an initial
 * or the script differs, nobody knows: the person is added as pending, and told.
 *
 * Of each cell: what the import lacks stays; what the row lacks is filled; where both say
 * something, the row stays and the difference is told, unless it is asked that rows give
 * way. Nothing tells which of the two a person has corrected by hand, so neither is
 * taken for the better. A status only ever falls, from confirmed to pending to
 * withdrawn. A day of signing is the first one.
 */
#include "import/merge.h"

#include <string.h>

#include "lint/fold.h"

/* How surely two names are one person's. */
typedef enum Sureness { NOT_ALIKE, MAY_BE, ALIKE, SAME } Sureness;

/* A name by which a row is found. */
typedef struct RowForm {
    size_t row;
    const char *column;
    const char *text;
    FoldedName folded;
} RowForm;

typedef struct Found {
    size_t row;
    const char *column; /* whose text is alike */
    Sureness sureness;
    size_t n_rows; /* that are as surely that person's */
} Found;

typedef struct Merging {
    Diagnostics *diagnostics;
    Arena *arena;
    const Roster *roster;
    const People *people;
    bool overwrite;
    Folder *folder;
    GHashTable *forms;  /* country and loose folding to a GPtrArray of RowForm */
    GPtrArray *columns; /* const char * */
    GArray *rows;       /* of MergeRow */
    int status;         /* the column's index */
} Merging;

static MergeRow *row_at(const Merging *merging, size_t index)
{
    return &g_array_index(merging->rows, MergeRow, index);
}

static int column_at(const Merging *merging, const char *name)
{
    for (guint i = 0; i < merging->columns->len; i++)
        if (strcmp(merging->columns->pdata[i], name) == 0)
            return (int)i;
    return -1;
}

/* The column of a name, in capitals or not, which is added where there is none. */
static size_t column_need(Merging *merging, const char *name)
{
    int exact = column_at(merging, name);
    if (exact >= 0)
        return (size_t)exact;
    for (guint i = 0; i < merging->columns->len; i++) {
        g_autofree char *one = g_utf8_casefold(merging->columns->pdata[i], -1);
        g_autofree char *other = g_utf8_casefold(name, -1);
        if (strcmp(one, other) == 0)
            return i;
    }
    g_ptr_array_add(merging->columns, (gpointer)name);
    return merging->columns->len - 1;
}

/* All columns that the people have, so that rows can be made at their full width. */
static void columns_collect(Merging *merging)
{
    static const char *const new_file[] = {"name", "country", "office", "status"};
    for (size_t i = 0; i < merging->roster->n_columns; i++)
        g_ptr_array_add(merging->columns, (gpointer)merging->roster->columns[i]);
    for (size_t i = 0; !merging->roster->path && i < G_N_ELEMENTS(new_file); i++)
        g_ptr_array_add(merging->columns, (gpointer)new_file[i]);
    for (size_t i = 0; i < merging->people->n_people; i++) {
        const Person *person = &merging->people->people[i];
        for (size_t k = 0; k < person->n_cells; k++)
            column_need(merging, person->cells[k].column);
    }
    /* An uncertain likeness makes a row pending as well; the column stands ready, and is
     * dropped again if nothing comes into it. */
    merging->status = (int)column_need(merging, "status");
}

/* ---- finding ------------------------------------------------------------------------- */

static bool is_name_column(const char *column)
{
    return strcmp(column, "name") == 0 || strcmp(column, "name_native") == 0 ||
           g_str_has_prefix(column, "name@");
}

static char *form_key(const char *country, const FoldedName *folded)
{
    return g_strconcat(country, " ", folded->loose, NULL);
}

static void form_add(Merging *merging, size_t row, const char *country,
                     const char *column, const char *text)
{
    RowForm *form = arena_one(merging->arena, RowForm);
    *form =
        (RowForm){row, column, text, name_fold(merging->folder, merging->arena, text)};
    g_autofree char *key = form_key(country, &form->folded);
    GPtrArray *forms = g_hash_table_lookup(merging->forms, key);
    if (!forms) {
        forms = g_ptr_array_new();
        g_hash_table_insert(merging->forms, g_steal_pointer(&key), forms);
    }
    g_ptr_array_add(forms, form);
}

/* Makes a row to be found by its names. */
static void row_index(Merging *merging, size_t index, const char *country)
{
    const MergeRow *row = row_at(merging, index);
    for (guint i = 0; i < merging->columns->len; i++)
        if (is_name_column(merging->columns->pdata[i]) && *row->cells[i])
            form_add(merging, index, country, merging->columns->pdata[i],
                     row->cells[i]);
}

static Sureness names_compare(const char *text, const FoldedName *name,
                              const RowForm *form)
{
    const FoldedName *other = &form->folded;
    if (strcmp(text, form->text) == 0)
        return SAME;
    if (strcmp(name->bare, other->bare) == 0 ||
        strcmp(name->plain, other->plain) == 0 || strcmp(name->wide, other->wide) == 0)
        return ALIKE;
    bool inner = strcmp(name->inner, other->inner) == 0 ||
                 strcmp(name->inner_wide, other->inner_wide) == 0;
    if (inner && strcmp(name->small, other->small) == 0)
        return ALIKE;
    /* What is still no ASCII has letters other than Latin ones, wherever they stand. */
    bool latin = g_str_is_ascii(name->plain),
         other_latin = g_str_is_ascii(other->plain);
    bool script = (name->script != other->script || latin != other_latin) &&
                  strcmp(name->small_latin, other->small_latin) == 0;
    bool initial = inner && (*name->small == '\0' || *other->small == '\0');
    return script || initial ? MAY_BE : NOT_ALIKE;
}

/* Looks for the rows that one name of a person is alike to. */
static void form_find(const Merging *merging, const Person *person, const char *text,
                      Found *found)
{
    g_autoptr(Arena) scratch = arena_new();
    FoldedName folded = name_fold(merging->folder, scratch, text);
    g_autofree char *key = form_key(person->country, &folded);
    const GPtrArray *forms = g_hash_table_lookup(merging->forms, key);
    for (guint i = 0; forms && i < forms->len; i++) {
        const RowForm *form = forms->pdata[i];
        Sureness sureness = names_compare(text, &folded, form);
        bool other = found->n_rows > 0 && form->row != found->row;
        if (sureness > found->sureness)
            *found = (Found){form->row, form->column, sureness, 1};
        else if (sureness != NOT_ALIKE && sureness == found->sureness && other)
            found->n_rows++;
    }
}

static Found person_find(const Merging *merging, const Person *person)
{
    Found found = {0, NULL, NOT_ALIKE, 0};
    for (size_t i = 0; i < person->n_cells; i++)
        if (is_name_column(person->cells[i].column))
            form_find(merging, person, person->cells[i].text, &found);
    return found;
}

/* ---- one person ---------------------------------------------------------------------- */

static const char *const status_words[] = {"confirmed", "pending", "withdrawn"};

static SignatoryStatus status_read(const char *text)
{
    for (SignatoryStatus i = PENDING; i <= WITHDRAWN; i++)
        if (strcmp(text, status_words[i]) == 0)
            return i;
    return CONFIRMED;
}

static void conflict_report(const Merging *merging, const Person *person, Place place,
                            const char *column, const char *was, const char *is)
{
    report(merging->diagnostics, IMPORT_CONFLICT, place, column, person->name, was, is);
}

static void status_merge(Merging *merging, MergeRow *row, const Person *person)
{
    const char **cell = &row->cells[merging->status];
    SignatoryStatus now = status_read(*cell);
    bool says_better = person->status < now && person->status_told;
    bool falls = person->status > now && person->status_told;
    if (now == WITHDRAWN && person->status != WITHDRAWN)
        report(merging->diagnostics, IMPORT_WITHDRAWN, person->place, person->name);
    else if (falls || (says_better && merging->overwrite))
        *cell = status_words[person->status];
    else if (says_better)
        conflict_report(merging, person, person->place, "status", *cell,
                        status_words[person->status]);
}

/* A day that is not after the one in the row says nothing against it. */
static bool is_later_day(const char *column, const char *was, const char *is)
{
    return *was && strcmp(column, "signed_on") == 0 && strcmp(is, was) >= 0;
}

static void cell_merge(Merging *merging, MergeRow *row, const Person *person,
                       const PersonCell *cell)
{
    const char **at = &row->cells[column_need(merging, cell->column)];
    if (strcmp(*at, cell->text) == 0 || is_later_day(cell->column, *at, cell->text))
        return;
    if (**at == '\0' || merging->overwrite)
        *at = cell->text;
    else
        conflict_report(merging, person, cell->place, cell->column, *at, cell->text);
}

/* A row that was found by a name in another language keeps the name that it has. */
static void person_merge(Merging *merging, const Person *person, const Found *found)
{
    MergeRow *row = row_at(merging, found->row);
    bool by_name = strcmp(found->column, "name") == 0;
    if (row->person) {
        g_autofree char *line = g_strdup_printf("%u", row->person->place.line);
        report(merging->diagnostics, IMPORT_TWICE, person->place, person->name, line);
    }
    row->person = person;
    status_merge(merging, row, person);
    for (size_t i = 0; i < person->n_cells; i++) {
        const char *column = person->cells[i].column;
        bool of_name = strcmp(column, "name") == 0 || strcmp(column, "family") == 0;
        if (strcmp(column, "country") != 0 && (by_name || !of_name))
            cell_merge(merging, row, person, &person->cells[i]);
    }
}

static void person_add(Merging *merging, const Person *person, SignatoryStatus status)
{
    MergeRow row = {.person = person};
    row.cells = arena_array(merging->arena, const char *, merging->columns->len);
    for (guint i = 0; i < merging->columns->len; i++)
        row.cells[i] = "";
    for (size_t i = 0; i < person->n_cells; i++)
        row.cells[column_need(merging, person->cells[i].column)] =
            person->cells[i].text;
    row.cells[merging->status] = status_words[status];
    g_array_append_val(merging->rows, row);
    row_index(merging, merging->rows->len - 1, person->country);
}

static void person_take(Merging *merging, const Person *person)
{
    Found found = person_find(merging, person);
    if (found.sureness >= ALIKE && found.n_rows == 1) {
        person_merge(merging, person, &found);
    } else if (found.sureness >= ALIKE) {
        report(merging->diagnostics, IMPORT_REFUSED, person->place, person->name,
               "signatories.csv has two rows that may be theirs",
               "change the right one by hand");
    } else if (found.sureness == MAY_BE) {
        const char *other =
            row_at(merging, found.row)->cells[column_need(merging, found.column)];
        const char *why = arena_print(
            merging->arena,
            "may be the same person as '%s' of signatories.csv; the row is added as "
            "pending",
            other);
        report(merging->diagnostics, IMPORT_DOUBT, person->place, "name", person->name,
               why);
        person_add(merging, person, MAX(person->status, PENDING));
    } else {
        person_add(merging, person, person->status);
    }
}

/* ---- the whole ----------------------------------------------------------------------- */

static void rows_collect(Merging *merging)
{
    const Roster *roster = merging->roster;
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        MergeRow row = {.was = signatory, .before = signatory->cells};
        row.cells = arena_array(merging->arena, const char *, merging->columns->len);
        for (guint k = 0; k < merging->columns->len; k++)
            row.cells[k] = k < roster->n_columns ? signatory->cells[k] : "";
        g_array_append_val(merging->rows, row);
        row_index(merging, i, signatory->country);
    }
}

/* Whether a new column "status", the last, would say nothing but "confirmed". */
static bool status_is_idle(const Merging *merging)
{
    bool last = merging->status == (int)merging->columns->len - 1;
    if ((size_t)merging->status < merging->roster->n_columns || !last ||
        !merging->roster->path)
        return false;
    for (guint i = 0; i < merging->rows->len; i++)
        if (status_read(row_at(merging, i)->cells[merging->status]) != CONFIRMED)
            return false;
    return true;
}

static bool row_differs(const Merge *merge, const MergeRow *row)
{
    for (size_t i = 0; i < merge->n_columns; i++) {
        const char *before = i < merge->n_old_columns ? row->before[i] : "";
        if (strcmp(before, row->cells[i]) != 0)
            return true;
    }
    return false;
}

static void rows_count(Merge *merge)
{
    for (size_t i = 0; i < merge->n_rows; i++) {
        if (!merge->rows[i].was)
            merge->n_added++;
        else if (row_differs(merge, &merge->rows[i]))
            merge->n_changed++;
        else
            merge->n_kept++;
    }
}

static Merge *merge_take(Merging *merging, const char *folder, const char *source)
{
    Merge *merge = arena_one(merging->arena, Merge);
    g_autofree char *path = g_build_filename(folder, "signatories.csv", NULL);
    bool idle = status_is_idle(merging);
    merge->roster = merging->roster;
    merge->path = arena_string(merging->arena, path);
    merge->source = source;
    merge->n_old_columns = merging->roster->n_columns;
    merge->n_columns = merging->columns->len - idle;
    merge->columns = arena_copy(merging->arena, merging->columns->pdata,
                                merging->columns->len * sizeof(char *));
    merge->n_rows = merging->rows->len;
    merge->rows = arena_copy(merging->arena, merging->rows->data,
                             merging->rows->len * sizeof(MergeRow));
    rows_count(merge);
    return merge;
}

const Merge *merge_make(Diagnostics *diagnostics, Arena *arena, const Roster *roster,
                        const char *folder, const People *people, const char *source,
                        bool overwrite)
{
    g_autoptr(Folder) folder_of_names = folder_new();
    g_autoptr(GHashTable) forms = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) columns = g_ptr_array_new();
    g_autoptr(GArray) rows = g_array_new(false, true, sizeof(MergeRow));
    Merging merging = {diagnostics,     arena, roster,  people, overwrite,
                       folder_of_names, forms, columns, rows,   0};
    columns_collect(&merging);
    rows_collect(&merging);
    for (size_t i = 0; i < people->n_people; i++)
        person_take(&merging, &people->people[i]);
    return merge_take(&merging, folder, source);
}

bool merge_changes(const Merge *merge)
{
    return merge->n_added > 0 || merge->n_changed > 0;
}

/* ---- who is withdrawn ---------------------------------------------------------------- */

static int status_column(const Merge *merge)
{
    for (size_t i = 0; i < merge->n_columns; i++)
        if (strcmp(merge->columns[i], "status") == 0)
            return (int)i;
    return -1;
}

/* Puts the names of the rows that are withdrawn, or of those that are not, into a set. */
static void names_collect(const Merge *merge, bool withdrawn, GHashTable *names)
{
    int status = status_column(merge);
    for (size_t i = 0; i < merge->n_rows; i++) {
        const MergeRow *row = &merge->rows[i];
        bool is = status >= 0 && status_read(row->cells[status]) == WITHDRAWN;
        for (size_t k = 0; is == withdrawn && k < merge->n_columns; k++)
            if (is_name_column(merge->columns[k]) && *row->cells[k])
                g_hash_table_add(names, (gpointer)row->cells[k]);
    }
}

const char *const *merge_withdrawn(Arena *arena, const Merge *merge)
{
    g_autoptr(GHashTable) gone = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) here = g_hash_table_new(g_str_hash, g_str_equal);
    names_collect(merge, true, gone);
    names_collect(merge, false, here);
    const char **names = arena_array(arena, const char *, g_hash_table_size(gone) + 1);
    size_t n = 0;
    GHashTableIter at;
    gpointer name = NULL;
    g_hash_table_iter_init(&at, gone);
    while (g_hash_table_iter_next(&at, &name, NULL))
        if (!g_hash_table_contains(here, name))
            names[n++] = name;
    return names;
}
