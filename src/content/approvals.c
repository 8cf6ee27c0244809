/*
 * approvals.csv: who looked at a country's names on a proof and found them right, and
 * which list it was that they saw. An approval holds for the list of its hash and for no
 * other, so that a row that was changed later is not taken for one that was seen.
 */
#include "content/lister.h"

#include <string.h>

#define FILE_NAME "approvals.csv"

enum { COUNTRY, HASH, WHO, WHEN, N_COLUMNS };

static const char *const columns[] = {"country", "hash", "who", "when", NULL};

typedef struct ApprovalsReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *path;
    CsvReader csv;
    GArray *cells; /* of CsvCell: the row in hand */
    size_t n_columns;
    guint at[N_COLUMNS]; /* where each column is */
    GArray *approvals;   /* of Approval */
} ApprovalsReader;

static const char *approvals_path(Arena *arena, const Letter *letter)
{
    g_autofree char *path = g_build_filename(letter->folder, FILE_NAME, NULL);
    return arena_string(arena, path);
}

/* A link that leads nowhere is there: its approvals are lost, which must be told. */
static bool file_present(const char *path)
{
    return g_file_test(path, G_FILE_TEST_EXISTS) ||
           g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}

static const CsvCell *cell_at(const ApprovalsReader *reader, size_t column)
{
    return &g_array_index(reader->cells, CsvCell, reader->at[column]);
}

static const char *cell_text(const ApprovalsReader *reader, const CsvCell *cell)
{
    return text_copy(reader->diagnostics, reader->arena, cell->text, cell->length,
                     cell->place, TEXT_CELL);
}

/* ---- the header --------------------------------------------------------------------- */

/* Other columns may stand there, for remarks. */
static bool column_find(ApprovalsReader *reader, size_t column,
                        const char *const *names)
{
    size_t found = 0;
    for (guint i = 0; names[i]; i++) {
        if (strcmp(names[i], columns[column]) != 0)
            continue;
        reader->at[column] = i;
        if (found++ > 0)
            report(reader->diagnostics, COLUMN_DOUBLE, cell_at(reader, column)->place,
                   columns[column]);
    }
    if (found > 0)
        return found == 1;
    const char *nearest = nearest_find(columns[column], names);
    const char *help =
        arena_print(reader->arena, "add '%s' to the first line", columns[column]);
    if (nearest && !g_strv_contains(columns, nearest))
        help =
            arena_print(reader->arena, "rename '%s' to '%s'", nearest, columns[column]);
    report(reader->diagnostics, COLUMN_MISSING, place_at(reader->path, 1, 1),
           columns[column], help);
    return false;
}

static bool header_read(ApprovalsReader *reader)
{
    bool good = true;
    reader->n_columns = csv_row(&reader->csv, reader->cells) ? reader->cells->len : 0;
    const char **names =
        arena_array(reader->arena, const char *, reader->n_columns + 1);
    for (size_t i = 0; i < reader->n_columns; i++)
        names[i] = cell_text(reader, &g_array_index(reader->cells, CsvCell, i));
    for (size_t i = 0; i < N_COLUMNS; i++)
        good = column_find(reader, i, names) && good;
    return good;
}

/* ---- rows --------------------------------------------------------------------------- */

/* A hash in small letters, without the blanks that it may have been copied with; NULL:
 * it is none. */
static const char *hash_settle(Arena *arena, const char *text)
{
    g_autoptr(GString) hash = g_string_new(NULL);
    for (; *text; text++) {
        if (*text == ' ')
            continue;
        if (!g_ascii_isxdigit(*text))
            return NULL;
        g_string_append_c(hash, g_ascii_tolower(*text));
    }
    bool fits = hash->len >= SHORT_HASH && hash->len <= 64;
    return fits ? arena_text(arena, hash->str, hash->len) : NULL;
}

static void row_take(ApprovalsReader *reader)
{
    Diagnostics *diagnostics = reader->diagnostics;
    const char *country = cell_text(reader, cell_at(reader, COUNTRY));
    const char *hash = cell_text(reader, cell_at(reader, HASH));
    Approval approval = {.place = cell_at(reader, HASH)->place};
    approval.country = country_read(diagnostics, reader->arena, country,
                                    cell_at(reader, COUNTRY)->place);
    approval.hash = hash_settle(reader->arena, hash);
    approval.who = cell_text(reader, cell_at(reader, WHO));
    approval.when = cell_text(reader, cell_at(reader, WHEN));
    if (!approval.hash)
        report(diagnostics, APPROVAL_HASH, approval.place, hash);
    if (*approval.who == '\0')
        report(diagnostics, APPROVAL_WHO, cell_at(reader, WHO)->place, country);
    if (!moment_valid(approval.when))
        report(diagnostics, DATE_WRONG, cell_at(reader, WHEN)->place, approval.when);
    g_array_append_val(reader->approvals, approval);
}

static void row_read(ApprovalsReader *reader)
{
    if (reader->csv.failed)
        return;
    if (reader->cells->len == reader->n_columns) {
        row_take(reader);
        return;
    }
    const CsvCell *first = &g_array_index(reader->cells, CsvCell, 0);
    report(reader->diagnostics, ROW_CELLS, first->place, cell_text(reader, first),
           arena_print(reader->arena, "%u", reader->cells->len),
           arena_print(reader->arena, "%zu", reader->n_columns));
}

static void rows_read(ApprovalsReader *reader, Approvals *approvals)
{
    reader->cells = g_array_new(false, false, sizeof(CsvCell));
    reader->approvals = g_array_new(false, true, sizeof(Approval));
    bool readable = header_read(reader);
    while (readable && csv_row(&reader->csv, reader->cells))
        row_read(reader);
    approvals->n_approvals = reader->approvals->len;
    approvals->approvals = arena_copy(reader->arena, reader->approvals->data,
                                      reader->approvals->len * sizeof(Approval));
    g_array_unref(reader->cells);
    g_array_unref(reader->approvals);
}

const Approvals *approvals_read(Diagnostics *diagnostics, Arena *arena,
                                const Letter *letter)
{
    Approvals *approvals = arena_one(arena, Approvals);
    const char *path = approvals_path(arena, letter), *text = NULL;
    size_t errors = diagnostics_errors(diagnostics), length = 0;
    approvals->path = path;
    if (!file_present(path))
        return approvals;
    if (!file_read_inside(diagnostics, arena, letter->folder, FILE_NAME, &text,
                          &length))
        return NULL;
    ApprovalsReader reader = {.diagnostics = diagnostics, .arena = arena, .path = path};
    csv_init(&reader.csv, diagnostics, arena, path, text, length);
    rows_read(&reader, approvals);
    return diagnostics_errors(diagnostics) == errors ? approvals : NULL;
}

/* ---- adding ------------------------------------------------------------------------- */

/* The file's first line says which column is where, and what parts them. */
static void approval_line(Diagnostics *diagnostics, Arena *arena, const char *path,
                          const char *text, const Approval *approval, GString *out)
{
    const char *values[] = {approval->country, approval->hash, approval->who,
                            approval->when};
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(CsvCell));
    CsvReader csv;
    csv_init(&csv, diagnostics, arena, path, text, strlen(text));
    csv_row(&csv, cells);
    for (guint i = 0; i < cells->len; i++) {
        const CsvCell *cell = &g_array_index(cells, CsvCell, i);
        const char *name = text_copy(diagnostics, arena, cell->text, cell->length,
                                     cell->place, TEXT_CELL);
        if (i > 0)
            g_string_append_c(out, csv.delimiter);
        for (size_t k = 0; k < N_COLUMNS; k++) {
            if (strcmp(name, columns[k]) == 0)
                csv_add(out, values[k], csv.delimiter);
        }
    }
}

/* Reads the file, adds the row and writes it; the folder is locked. */
static bool approval_append(Diagnostics *diagnostics, Arena *arena,
                            const Letter *letter, const Approval *approval)
{
    const char *path = approvals_path(arena, letter), *text = "country,hash,who,when\n";
    size_t length = strlen(text);
    if (file_present(path) && !file_read_inside(diagnostics, arena, letter->folder,
                                                FILE_NAME, &text, &length))
        return false;
    const char *end = strstr(text, "\r\n") ? "\r\n" : "\n";
    g_autoptr(GString) out = g_string_new(text);
    if (!g_str_has_suffix(text, "\n"))
        g_string_append(out, end);
    approval_line(diagnostics, arena, path, text, approval, out);
    g_string_append(out, end);
    staging_sweep(letter->folder);
    FileWriter *writer = file_open(diagnostics, path, letter->folder);
    if (!writer)
        return false;
    file_write(writer, out->str, out->len);
    return file_commit(writer);
}

bool approvals_add(Diagnostics *diagnostics, Arena *arena, const Letter *letter,
                   const Approval *approval)
{
    int lock = folder_lock(letter->folder);
    bool added = approval_append(diagnostics, arena, letter, approval);
    folder_unlock(lock);
    return added;
}

/* ---- checking ----------------------------------------------------------------------- */

/* The newest approval of a country, and of two of one moment the lower row; NULL: there
 * is none. */
static const Approval *approval_newest(const Approvals *approvals, const char *country)
{
    const Approval *newest = NULL;
    for (size_t i = 0; i < approvals->n_approvals; i++) {
        const Approval *approval = &approvals->approvals[i];
        if (strcmp(approval->country, country) == 0 &&
            (!newest || moment_seconds(approval->when) >= moment_seconds(newest->when)))
            newest = approval;
    }
    return newest;
}

static bool approval_holds(const Approvals *approvals, const char *country,
                           const char *hash)
{
    for (size_t i = 0; i < approvals->n_approvals; i++) {
        const Approval *approval = &approvals->approvals[i];
        if (strcmp(approval->country, country) == 0 &&
            g_str_has_prefix(hash, approval->hash))
            return true;
    }
    return false;
}

bool approvals_check(Diagnostics *diagnostics, Arena *arena, const Approvals *approvals,
                     const Letter *letter, const Roster *roster, const char *country)
{
    const NameList *now = namelist_country(diagnostics, arena, letter, roster, country);
    if (!now || approval_holds(approvals, country, now->hash))
        return now != NULL;
    const Approval *newest = approval_newest(approvals, country);
    if (!newest) {
        report(diagnostics, APPROVAL_MISSING, place_file(approvals->path), country,
               letter->folder);
        return false;
    }
    report(diagnostics, APPROVAL_STALE, newest->place, country, newest->who,
           newest->when, letter->folder);
    const NameList *before =
        record_read(diagnostics, arena, letter, country, newest->hash);
    if (before)
        namelist_compare(diagnostics, arena, roster, before, now);
    return false;
}
