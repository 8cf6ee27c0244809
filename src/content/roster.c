/*
 * Reads signatories.csv: the header says which column is where, then each row becomes a
 * Signatory. A row's mistakes are reported and leave it broken, so that only editions
 * that would show it fail; a country that cannot be read fails all, since the count of
 * countries and the groups are then wrong everywhere.
 */
#include "content/reader.h"

#include <stddef.h>
#include <string.h>

enum { MOST_LEADS = 9999, MOST_ROWS = 50000 };

typedef enum Column {
    COLUMN_NAME,
    COLUMN_COUNTRY,
    COLUMN_LEAD,
    COLUMN_SIGNATURE,
    COLUMN_STATUS,
    COLUMN_SIGNED_ON,
    COLUMN_OFFICE,
    COLUMN_CHAMBER,
    COLUMN_PARTY,
    COLUMN_PREFIX,
    COLUMN_SUFFIX,
    COLUMN_NAME_NATIVE,
    COLUMN_SORT_AS,
    COLUMN_FAMILY,
    COLUMN_ALT,
    N_COLUMNS
} Column;

static const char *const known_columns[] = {
    "name",    "country", "lead",  "signature", "status", "signed_on",
    "office",  "chamber", "party", "prefix",    "suffix", "name_native",
    "sort_as", "family",  "alt",   NULL};

/* The columns that are taken as they are, and where they go. */
static const struct {
    Column column;
    size_t offset;
} text_columns[] = {
    {COLUMN_OFFICE, offsetof(Signatory, office)},
    {COLUMN_CHAMBER, offsetof(Signatory, chamber)},
    {COLUMN_PARTY, offsetof(Signatory, party)},
    {COLUMN_PREFIX, offsetof(Signatory, prefix)},
    {COLUMN_SUFFIX, offsetof(Signatory, suffix)},
    {COLUMN_NAME_NATIVE, offsetof(Signatory, name_native)},
    {COLUMN_SORT_AS, offsetof(Signatory, sort_as)},
    {COLUMN_FAMILY, offsetof(Signatory, family)},
    {COLUMN_ALT, offsetof(Signatory, alt)},
    {COLUMN_SIGNED_ON, offsetof(Signatory, signed_on)},
};

typedef struct RosterReader {
    Diagnostics *diagnostics;
    Arena *arena;
    const char *assets;
    bool assets_inside; /* the folder is no link that leads out of the letter's */
    CsvReader csv;
    GArray *cells; /* of CsvCell: the row that is being read */
    Roster *roster;
    int at[N_COLUMNS];   /* where each known column is, or -1 */
    GArray *signatories; /* of Signatory */
    GHashTable *leads;   /* number to name, of confirmed leads */
    bool failed;         /* reported: nothing can be set from this roster */
} RosterReader;

/* Whether a column is a known one's form in a language, such as "name@be". */
static bool is_translation(Arena *arena, const char *column)
{
    const char *at = strchr(column, '@');
    if (!at)
        return false;
    const char *base = arena_text(arena, column, (size_t)(at - column));
    return g_strv_contains(known_columns, base) && language_canonical(arena, at + 1);
}

static void note_unknown(RosterReader *reader, const char *column, Place place)
{
    const char *nearest = nearest_find(column, known_columns);
    const char *help = "leave it so, if that is what it is for";
    if (nearest)
        help = arena_print(reader->arena, "if '%s' is meant, rename it", nearest);
    report(reader->diagnostics, COLUMN_UNKNOWN, place, column, help);
}

static int find_column(const char *const *columns, size_t n_columns, const char *name)
{
    for (size_t i = 0; i < n_columns; i++) {
        if (strcmp(columns[i], name) == 0)
            return (int)i;
    }
    return -1;
}

static void check_column(RosterReader *reader, size_t index, Place place)
{
    const char *column = reader->roster->columns[index];
    if (*column == '\0')
        return;
    reader->roster->translated |= strchr(column, '@') != NULL;
    if (find_column(reader->roster->columns, index, column) >= 0) {
        report(reader->diagnostics, COLUMN_DOUBLE, place, column);
        reader->failed = true;
    } else if (!g_strv_contains(known_columns, column) &&
               !is_translation(reader->arena, column)) {
        note_unknown(reader, column, place);
    }
}

static void check_needed(RosterReader *reader, Column column)
{
    if (reader->at[column] >= 0)
        return;
    const char *name = known_columns[column];
    const char *nearest =
        nearest_find(name, (const char *const *)reader->roster->columns);
    const char *help = arena_print(reader->arena, "add '%s' to the first line", name);
    if (nearest && !g_strv_contains(known_columns, nearest))
        help = arena_print(reader->arena, "rename '%s' to '%s'", nearest, name);
    report(reader->diagnostics, COLUMN_MISSING, place_at(reader->roster->path, 1, 1),
           name, help);
    reader->failed = true;
}

static const char *clean_cell(RosterReader *reader, const CsvCell *cell)
{
    return text_copy(reader->diagnostics, reader->arena, cell->text, cell->length,
                     cell->place, TEXT_CELL);
}

static const char *const *clean_cells(RosterReader *reader, size_t n_columns)
{
    const char **texts = arena_array(reader->arena, const char *, n_columns + 1);
    for (size_t i = 0; i < n_columns; i++) {
        bool given = i < reader->cells->len;
        const CsvCell *cell = &g_array_index(reader->cells, CsvCell, i);
        texts[i] = given ? clean_cell(reader, cell) : "";
    }
    return texts;
}

/* False: rows cannot be understood without a better header. */
static bool read_header(RosterReader *reader)
{
    Roster *roster = reader->roster;
    roster->n_columns = csv_row(&reader->csv, reader->cells) ? reader->cells->len : 0;
    roster->columns = clean_cells(reader, roster->n_columns);
    for (size_t i = 0; i < roster->n_columns; i++)
        check_column(reader, i, g_array_index(reader->cells, CsvCell, i).place);
    for (size_t i = 0; i < N_COLUMNS; i++)
        reader->at[i] =
            find_column(roster->columns, roster->n_columns, known_columns[i]);
    check_needed(reader, COLUMN_NAME);
    check_needed(reader, COLUMN_COUNTRY);
    return !reader->failed;
}

/* The cell's text, NULL when it is empty or there is no such column. */
static const char *row_text(const RosterReader *reader, const Signatory *signatory,
                            Column column)
{
    int at = reader->at[column];
    return at >= 0 && *signatory->cells[at] ? signatory->cells[at] : NULL;
}

static Place row_place(const RosterReader *reader, Column column)
{
    int at = reader->at[column];
    bool given = at >= 0 && (guint)at < reader->cells->len;
    return g_array_index(reader->cells, CsvCell, given ? at : 0).place;
}

static void read_name(RosterReader *reader, Signatory *signatory)
{
    const char *name = row_text(reader, signatory, COLUMN_NAME);
    signatory->name = name ? name : "";
    if (name && text_is_visible(name))
        return;
    report(reader->diagnostics, NAME_MISSING, signatory->place,
           arena_print(reader->arena, "%zu", signatory->row));
    signatory->broken = true;
}

static void read_country(RosterReader *reader, Signatory *signatory)
{
    const char *text = row_text(reader, signatory, COLUMN_COUNTRY);
    signatory->country =
        country_read(reader->diagnostics, reader->arena, text ? text : "",
                     row_place(reader, COLUMN_COUNTRY));
    if (signatory->country)
        return;
    signatory->country = "";
    signatory->broken = true;
    reader->failed = true;
}

/* A status that cannot be read counts as confirmed, so that the mistake is not lost. */
static void read_status(RosterReader *reader, Signatory *signatory)
{
    static const char *const words[] = {"confirmed", "pending", "withdrawn", NULL};
    const char *text = row_text(reader, signatory, COLUMN_STATUS);
    signatory->status = CONFIRMED;
    for (int i = 0; text && words[i]; i++) {
        if (strcmp(text, words[i]) == 0) {
            signatory->status = (SignatoryStatus)i;
            return;
        }
    }
    if (!text)
        return;
    const char *nearest = nearest_find(text, words);
    const char *help = "write confirmed, pending or withdrawn";
    if (nearest)
        help = arena_print(reader->arena, "write '%s'", nearest);
    report(reader->diagnostics, STATUS_UNKNOWN, row_place(reader, COLUMN_STATUS), text,
           help);
    signatory->broken = true;
}

static void check_lead(RosterReader *reader, Signatory *signatory)
{
    gpointer number = GUINT_TO_POINTER(signatory->lead);
    const char *other = g_hash_table_lookup(reader->leads, number);
    if (signatory->status != CONFIRMED)
        return;
    if (!other) {
        g_hash_table_insert(reader->leads, number, (gpointer)signatory->name);
        return;
    }
    report(reader->diagnostics, LEAD_DOUBLE, row_place(reader, COLUMN_LEAD), other,
           signatory->name, row_text(reader, signatory, COLUMN_LEAD));
    signatory->broken = true;
}

static void read_lead(RosterReader *reader, Signatory *signatory)
{
    guint64 number = 0;
    const char *text = row_text(reader, signatory, COLUMN_LEAD);
    if (!text)
        return;
    if (g_ascii_string_to_unsigned(text, 10, 1, MOST_LEADS, &number, NULL)) {
        signatory->lead = (unsigned)number;
        check_lead(reader, signatory);
        return;
    }
    report(reader->diagnostics, LEAD_WRONG, row_place(reader, COLUMN_LEAD), text);
    signatory->broken = true;
}

static bool is_image(const char *path)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    return g_str_has_suffix(lower, ".png") || g_str_has_suffix(lower, ".svg");
}

/* A file in assets/, named with that folder or without it. */
static void read_signature(RosterReader *reader, Signatory *signatory)
{
    Place place = row_place(reader, COLUMN_SIGNATURE);
    const char *text = row_text(reader, signatory, COLUMN_SIGNATURE), *path = NULL;
    if (!text)
        return;
    const char *below = g_str_has_prefix(text, "assets/") ? text + 7 : text;
    bool within = reader->assets_inside &&
                  path_within(reader->arena, reader->assets, below, &path);
    if (!within && g_file_test(reader->assets, G_FILE_TEST_IS_DIR))
        report(reader->diagnostics, PATH_OUTSIDE, place, text);
    else if (!within || !g_file_test(path, G_FILE_TEST_IS_REGULAR))
        report(reader->diagnostics, SIGNATURE_MISSING, place, text);
    else if (!is_image(text))
        report(reader->diagnostics, SIGNATURE_KIND, place, text);
    else
        signatory->signature = path;
    signatory->broken |= !signatory->signature;
}

static void check_date(RosterReader *reader, Signatory *signatory)
{
    if (!signatory->signed_on || date_valid(signatory->signed_on))
        return;
    report(reader->diagnostics, DATE_WRONG, row_place(reader, COLUMN_SIGNED_ON),
           signatory->signed_on);
    signatory->broken = true;
}

static void read_texts(const RosterReader *reader, Signatory *signatory)
{
    for (size_t i = 0; i < G_N_ELEMENTS(text_columns); i++) {
        const char **field =
            (const char **)((char *)signatory + text_columns[i].offset);
        *field = row_text(reader, signatory, text_columns[i].column);
    }
}

/* A row whose cells do not meet the header's columns: none but the name is believed. */
static void refuse_row(RosterReader *reader, Signatory *signatory)
{
    const char *name = row_text(reader, signatory, COLUMN_NAME);
    const char *given = arena_print(reader->arena, "%u", reader->cells->len);
    const char *wanted = arena_print(reader->arena, "%zu", reader->roster->n_columns);
    signatory->name = name ? name : "";
    signatory->country = "";
    signatory->broken = true;
    report(reader->diagnostics, ROW_CELLS,
           g_array_index(reader->cells, CsvCell, 0).place, signatory->name, given,
           wanted);
}

/* Reads the row whose cells are in hand, and which begins at `source`. */
static void read_row(RosterReader *reader, const char *source, Place place)
{
    Signatory signatory = {.row = reader->signatories->len + 1};
    signatory.place = row_place(reader, COLUMN_NAME);
    signatory.sheet_row = reader->csv.row;
    signatory.cells = clean_cells(reader, reader->roster->n_columns);
    if (reader->csv.failed) {
        signatory = (Signatory){.name = "", .country = "", .broken = true};
    } else if (reader->cells->len != reader->roster->n_columns) {
        refuse_row(reader, &signatory);
    } else {
        signatory.source = source;
        signatory.source_place = place;
        read_name(reader, &signatory);
        read_country(reader, &signatory);
        read_status(reader, &signatory);
        read_lead(reader, &signatory);
        read_signature(reader, &signatory);
        read_texts(reader, &signatory);
        check_date(reader, &signatory);
    }
    g_array_append_val(reader->signatories, signatory);
}

/* Whether the row in hand may stand in the file; false: reported. */
static bool rows_are_few(RosterReader *reader)
{
    if (reader->signatories->len < MOST_ROWS)
        return true;
    report(reader->diagnostics, ROWS_TOO_MANY,
           g_array_index(reader->cells, CsvCell, 0).place, G_STRINGIFY(50000));
    reader->failed = true;
    return false;
}

static void read_rows(RosterReader *reader)
{
    Roster *roster = reader->roster;
    reader->cells = g_array_new(false, false, sizeof(CsvCell));
    reader->signatories = g_array_new(false, true, sizeof(Signatory));
    reader->leads = g_hash_table_new(NULL, NULL);
    bool readable = read_header(reader);
    CsvReader before = reader->csv;
    for (; readable && csv_row(&reader->csv, reader->cells); before = reader->csv) {
        readable = rows_are_few(reader);
        read_row(reader, before.at, before.place);
    }
    roster->end = reader->csv.end;
    roster->delimiter = reader->csv.delimiter;
    roster->n_signatories = reader->signatories->len;
    roster->signatories = arena_copy(reader->arena, reader->signatories->data,
                                     roster->n_signatories * sizeof(Signatory));
    g_array_unref(reader->cells);
    g_array_unref(reader->signatories);
    g_hash_table_unref(reader->leads);
}

const CsvCell *roster_raw(Arena *arena, const Roster *roster,
                          const Signatory *signatory)
{
    CsvReader reader = {.arena = arena,
                        .at = signatory->source,
                        .end = roster->end,
                        .place = signatory->source_place,
                        .delimiter = roster->delimiter};
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(CsvCell));
    bool read = csv_row(&reader, cells);
    g_assert(read && cells->len == roster->n_columns);
    return arena_copy(arena, cells->data, cells->len * sizeof(CsvCell));
}

Place cell_place(const Roster *roster, const Signatory *signatory, const char *column)
{
    g_autoptr(Arena) scratch = arena_new();
    int at = find_column(roster->columns, roster->n_columns, column);
    if (at < 0 || !signatory->source)
        return signatory->place;
    return roster_raw(scratch, roster, signatory)[at].place;
}

const Roster *roster_read(Diagnostics *diagnostics, Arena *arena, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "signatories.csv", NULL);
    g_autofree char *assets = g_build_filename(folder, "assets", NULL);
    Roster *roster = arena_one(arena, Roster);
    const char *text = NULL;
    size_t length = 0;
    if (!g_file_test(path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return roster;
    roster->path = arena_string(arena, path);
    if (!file_read_inside(diagnostics, arena, folder, "signatories.csv", &text,
                          &length))
        return NULL;
    const char *inside = NULL;
    RosterReader reader = {.diagnostics = diagnostics,
                           .arena = arena,
                           .assets = assets,
                           .assets_inside =
                               path_within(arena, folder, "assets", &inside),
                           .roster = roster};
    csv_init(&reader.csv, diagnostics, arena, path, text, length);
    roster->start = text;
    read_rows(&reader);
    return reader.failed || reader.csv.failed ? NULL : roster;
}
