/*
 * A table, whatever the file is: the first bytes tell, not the name, since exports are
 * renamed. A CSV file that begins with the mark of UTF-16, as Excel's "Unicode text", is
 * converted; one in an encoding of old is, if somebody says which, for a wrong guess
 * would spoil names and look like any other name.
 */
#include "import/reading.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "base/guise.h"

/* ---- building ------------------------------------------------------------------------ */

void sheet_builder_init(SheetBuilder *builder, Diagnostics *diagnostics, Arena *arena,
                        const char *path)
{
    *builder = (SheetBuilder){diagnostics,
                              arena,
                              path,
                              g_array_new(false, true, sizeof(SheetRow)),
                              g_array_new(false, true, sizeof(SheetCell)),
                              false};
}

void sheet_builder_clear(SheetBuilder *builder)
{
    g_array_unref(builder->rows);
    g_array_unref(builder->cells);
}

static bool is_blank(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            return false;
    return true;
}

bool sheet_builder_cell(SheetBuilder *builder, size_t column, const char *text,
                        Place place)
{
    if (is_blank(text))
        return true;
    if (column >= MOST_SHEET_COLUMNS) {
        report(builder->diagnostics, IMPORT_COLUMNS, place, G_STRINGIFY(512));
        return false;
    }
    for (guint i = builder->cells->len; i <= column; i++) {
        SheetCell empty = {"", place_at(builder->path, place.line, i + 1)};
        g_array_append_val(builder->cells, empty);
    }
    g_array_index(builder->cells, SheetCell, column) = (SheetCell){text, place};
    return true;
}

bool sheet_builder_row(SheetBuilder *builder, Place place)
{
    size_t n = builder->cells->len;
    if (n > 0 && builder->rows->len == MOST_SHEET_ROWS) {
        report(builder->diagnostics, ROWS_TOO_MANY, place, G_STRINGIFY(50000));
        return false;
    }
    SheetRow row = {
        arena_copy(builder->arena, builder->cells->data, n * sizeof(SheetCell)), n,
        place};
    if (n > 0)
        g_array_append_val(builder->rows, row);
    g_array_set_size(builder->cells, 0);
    return true;
}

const Sheet *sheet_builder_take(SheetBuilder *builder)
{
    Sheet *sheet = arena_one(builder->arena, Sheet);
    sheet->path = builder->path;
    sheet->n_rows = builder->rows->len;
    sheet->rows = arena_copy(builder->arena, builder->rows->data,
                             builder->rows->len * sizeof(SheetRow));
    return sheet;
}

int sheet_choose(SheetBuilder *builder, const GPtrArray *names, const bool *hidden,
                 const char *asked)
{
    int chosen = -1, n_shown = 0;
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        bool shown = !hidden || !hidden[i];
        n_shown += shown;
        if (chosen < 0 && (asked ? strcmp(name, asked) == 0 : shown))
            chosen = (int)i;
        g_string_append_printf(all, "%s'%s'", all->len > 0 ? ", " : "", name);
    }
    Place place = place_file(builder->path);
    if (chosen < 0)
        report(builder->diagnostics, IMPORT_SHEET, place, asked ? asked : "that shows",
               all->str);
    else if (!asked && n_shown > 1)
        report(builder->diagnostics, IMPORT_SHEETS, place, names->pdata[chosen],
               all->str);
    return chosen;
}

enum { LARGEST_TABLE = 32 << 20 }; /* bytes, before any are converted */

/* ---- CSV ----------------------------------------------------------------------------- */

static bool csv_read(SheetBuilder *builder, const char *text, size_t length)
{
    g_autoptr(GArray) cells = g_array_new(false, false, sizeof(CsvCell));
    CsvReader csv;
    csv_init(&csv, builder->diagnostics, builder->arena, builder->path, text, length);
    while (csv_row(&csv, cells)) {
        for (guint i = 0; i < cells->len; i++) {
            const CsvCell *cell = &g_array_index(cells, CsvCell, i);
            if (!sheet_builder_cell(
                    builder, i, arena_text(builder->arena, cell->text, cell->length),
                    cell->place))
                return false;
        }
        if (!sheet_builder_row(builder, g_array_index(cells, CsvCell, 0).place))
            return false;
    }
    return !csv.failed;
}

/* Converts the bytes to UTF-8 in the arena; false: reported. */
static bool text_convert(SheetBuilder *builder, const char *encoding, const char *bytes,
                         size_t size, const char **text, size_t *length)
{
    g_autoptr(GError) error = NULL;
    gsize written = 0;
    g_autofree char *converted =
        g_convert(bytes, (gssize)size, "UTF-8", encoding, NULL, &written, &error);
    if (!converted || strlen(converted) != written) {
        report(builder->diagnostics, IMPORT_ENCODING, place_file(builder->path),
               encoding, error ? error->message : "it holds the character U+0000");
        return false;
    }
    bool mark = g_str_has_prefix(converted, "\xef\xbb\xbf");
    *text = arena_string(builder->arena, converted + (mark ? 3 : 0));
    *length = strlen(*text);
    return true;
}

/* The kind of UTF-16 that a file begins with the mark of; NULL: none. */
static const char *utf16_kind(const char *bytes, size_t size)
{
    if (size >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
        return "UTF-16LE";
    return size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0 ? "UTF-16BE" : NULL;
}

static bool text_read(SheetBuilder *builder, const char *encoding)
{
    const char *text = NULL;
    size_t length = 0, size = 0;
    g_autofree char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    GStatBuf status;
    if (g_stat(builder->path, &status) == 0 && status.st_size > LARGEST_TABLE) {
        report(builder->diagnostics, FILE_TOO_LARGE, PLACE_NONE, builder->path,
               "32 MiB");
        return false;
    }
    if (!g_file_get_contents(builder->path, &bytes, &size, &error)) {
        report(builder->diagnostics, FILE_UNREADABLE, PLACE_NONE, builder->path,
               error->message);
        return false;
    }
    const char *utf16 = utf16_kind(bytes, size);
    if (!utf16 && (!encoding || g_utf8_validate(bytes, (gssize)size, NULL)))
        return file_read_text(builder->diagnostics, builder->arena, builder->path,
                              PLACE_NONE, &text, &length) &&
               csv_read(builder, text, length);
    return text_convert(builder, utf16 ? utf16 : encoding, bytes, size, &text,
                        &length) &&
           csv_read(builder, text, length);
}

/* ---- kinds of files ------------------------------------------------------------------ */

/* The first bytes of a file; false: reported. */
static bool head_read(Diagnostics *diagnostics, const char *path, char *head,
                      size_t size, size_t *length)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS) &&
        !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        report(diagnostics, FILE_UNREADABLE, PLACE_NONE, path,
               "it is not a regular file");
        return false;
    }
    FILE *file = fopen(path, "rbe");
    *length = file ? fread(head, 1, size, file) : 0;
    if (file)
        fclose(file);
    else
        report(diagnostics, FILE_UNREADABLE, PLACE_NONE, path, g_strerror(errno));
    return file != NULL;
}

static bool workbook_read(SheetBuilder *builder, const char *sheet)
{
    size_t length = 0;
    g_autoptr(Parts) parts = parts_read(builder->diagnostics, builder->path);
    if (!parts)
        return false;
    if (part_find(parts, "xl/workbook.xml", &length))
        return xlsx_read(builder, parts, sheet);
    if (part_find(parts, "content.xml", &length))
        return ods_read(builder, parts, sheet);
    report(builder->diagnostics, IMPORT_BROKEN, place_file(builder->path),
           "it is an archive without sheets");
    return false;
}

const Sheet *sheet_read(Diagnostics *diagnostics, Arena *arena, const char *path,
                        const char *sheet, const char *encoding)
{
    enum { HEAD = 64 << 10 };
    g_autofree char *head = g_malloc(HEAD);
    size_t length = 0;
    bool read = false;
    if (!head_read(diagnostics, path, head, HEAD, &length))
        return NULL;
    g_auto(SheetBuilder) builder;
    sheet_builder_init(&builder, diagnostics, arena, g_intern_string(path));
    bool zip = length > 4 && memcmp(head, "PK\003\004", 4) == 0;
    const Guise *guise = zip ? NULL : guise_find(head, length);
    if (zip)
        read = workbook_read(&builder, sheet);
    else if (length > 4 && memcmp(head, "\xd0\xcf\x11\xe0", 4) == 0)
        report(diagnostics, IMPORT_KIND, place_file(path),
               "a workbook of the old kind (.xls), or one with a password",
               "open it in a spreadsheet program and save it as .xlsx without a "
               "password, or as CSV");
    else if (guise)
        report(diagnostics, IMPORT_KIND, place_file(path), guise->name, guise->help);
    else if (sheet)
        report(diagnostics, IMPORT_SHEET, place_file(path), sheet,
               "none, for it is no workbook");
    else
        read = text_read(&builder, encoding);
    if (read && builder.rows->len == 0) {
        report(diagnostics, IMPORT_EMPTY, place_file(path));
        read = false;
    }
    return read ? sheet_builder_take(&builder) : NULL;
}
