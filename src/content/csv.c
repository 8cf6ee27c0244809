/*
 * CSV by RFC 4180, with the place of every cell, and going on after a mistake.
 *
 * Taken as well: semicolons or tabs for commas, any line ending, blanks round quotes,
 * and quotes inside a cell that does not begin with one.
 */
#include "content/reader.h"

#include <string.h>

static bool at_line_end(const CsvReader *reader)
{
    return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

/* Goes on by a character; CRLF is one line's end. */
static void csv_step(CsvReader *reader)
{
    unsigned char byte = (unsigned char)*reader->at++;
    bool next_feeds = reader->at < reader->end && *reader->at == '\n';
    if (byte == '\n' || (byte == '\r' && !next_feeds)) {
        reader->place.line++;
        reader->place.column = 1;
    } else if (byte != '\r' && (byte & 0xC0) != 0x80) {
        reader->place.column++;
    }
}

static void skip_line_end(CsvReader *reader)
{
    bool returned = reader->at < reader->end && *reader->at == '\r';
    if (reader->at < reader->end)
        csv_step(reader);
    if (returned && reader->at < reader->end && *reader->at == '\n')
        csv_step(reader);
}

static void skip_blanks(CsvReader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t') &&
           *reader->at != reader->delimiter)
        csv_step(reader);
}

static bool at_cell_end(const CsvReader *reader)
{
    return at_line_end(reader) || *reader->at == reader->delimiter;
}

/* What is left up to the cell's end. */
static CsvCell read_bare(CsvReader *reader)
{
    Place place = reader->place;
    const char *start = reader->at;
    while (!at_cell_end(reader))
        csv_step(reader);
    return (CsvCell){start, (size_t)(reader->at - start), place};
}

/* Takes the text up to the closing quote; a doubled quote stands for itself. */
static bool read_quoted_text(CsvReader *reader, GString *text)
{
    while (reader->at < reader->end) {
        if (*reader->at == '"') {
            csv_step(reader);
            if (reader->at == reader->end || *reader->at != '"')
                return true;
        }
        g_string_append_c(text, *reader->at);
        csv_step(reader);
    }
    return false;
}

static CsvCell read_quoted(CsvReader *reader)
{
    Place quote = reader->place;
    csv_step(reader);
    Place place = reader->place;
    g_autoptr(GString) text = g_string_new(NULL);
    bool closed = read_quoted_text(reader, text);
    skip_blanks(reader);
    if (!closed)
        report(reader->diagnostics, CSV_QUOTE_OPEN, quote);
    else if (!at_cell_end(reader))
        report(reader->diagnostics, CSV_QUOTE_TEXT, reader->place,
               arena_print(reader->arena, "%u:%u", quote.line, quote.column));
    reader->failed |= !closed || !at_cell_end(reader);
    read_bare(reader);
    return (CsvCell){arena_text(reader->arena, text->str, text->len), text->len, place};
}

static CsvCell read_cell(CsvReader *reader)
{
    skip_blanks(reader);
    bool quoted = reader->at < reader->end && *reader->at == '"';
    return quoted ? read_quoted(reader) : read_bare(reader);
}

static bool is_empty(CsvCell cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        if (!g_ascii_isspace(cell.text[i]))
            return false;
    }
    return true;
}

/* Reads one row of the file; false when none of its cells has text. */
static bool read_row(CsvReader *reader, GArray *cells)
{
    bool filled = false;
    g_array_set_size(cells, 0);
    for (;;) {
        CsvCell cell = read_cell(reader);
        filled |= !is_empty(cell);
        g_array_append_val(cells, cell);
        if (at_line_end(reader))
            break;
        csv_step(reader);
    }
    skip_line_end(reader);
    reader->row++;
    return filled;
}

/* The one of the three that the first line has most of, quoted cells passed over. */
static char find_delimiter(const char *text)
{
    bool quoted = false;
    size_t counts[3] = {0};
    static const char delimiters[] = ",;\t";
    for (const char *at = text; *at != '\0' && *at != '\n' && *at != '\r'; at++) {
        const char *found = strchr(delimiters, *at);
        quoted ^= *at == '"';
        if (found && !quoted)
            counts[found - delimiters]++;
    }
    size_t best = 0;
    for (size_t i = 1; i < G_N_ELEMENTS(counts); i++)
        best = counts[i] > counts[best] ? i : best;
    return delimiters[best];
}

void csv_init(CsvReader *reader, Diagnostics *diagnostics, Arena *arena,
              const char *file, const char *text, size_t length)
{
    *reader = (CsvReader){diagnostics,          arena, text,  text + length,
                          place_at(file, 1, 1), ',',   false, 0};
    reader->delimiter = find_delimiter(text);
}

bool csv_row(CsvReader *reader, GArray *cells)
{
    while (reader->at < reader->end) {
        if (read_row(reader, cells))
            return true;
    }
    return false;
}
