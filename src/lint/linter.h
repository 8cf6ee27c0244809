/* What the rules of lint share; no other room includes it. */
#ifndef LINT_LINTER_H
#define LINT_LINTER_H

#include "lint/fold.h"
#include "lint/lint.h"

typedef struct Scripts Scripts; /* what looks like what (scripts.c) */
typedef struct Known Known;     /* what is well so (known.c) */

typedef struct Linter {
    Diagnostics *diagnostics;
    Arena *arena;
    const Letter *letter;
    const Roster *roster;
    Scripts *scripts;
    Known *known;
    GArray *findings; /* of Finding */
} Linter;

/* Notes a finding about the cell of `signatory` in `column`; the name's, where the
 * roster has no such column. Arguments are copied. False: known.yaml silences it. */
bool finding_add(Linter *linter, DiagnosticCode code, const Signatory *signatory,
                 const char *column, const char *const *arguments);

/* The same about the signatory's country as a whole. */
bool finding_add_country(Linter *linter, DiagnosticCode code,
                         const Signatory *signatory, const char *column,
                         const char *const *arguments);

#define ARGUMENTS(...) ((const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

/* finding_add by the catalogue's name: finding(linter, NAME_TWICE, row, "name", …). */
#define finding(linter, name, signatory, column, ...)                                  \
    finding_add((linter), DIAGNOSTIC_##name, (signatory), (column),                    \
                ARGUMENTS(__VA_ARGS__))

/* The codes that findings have, as known.yaml names them; ends with NULL. */
const char *const *finding_codes(Arena *arena);

/* Reads known.yaml of the letter's folder, if there is one; NULL: it is at fault,
 * reported. */
Known *known_read(Diagnostics *diagnostics, Arena *arena, const Letter *letter);
void known_free(Known *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Known, known_free)

/* Whether an entry silences the finding `code` of `name`; it silences no other then. */
bool known_take(Known *known, const char *code, const char *name);

/* Warns of the entries that silenced nothing. */
void known_report_unused(const Linter *linter);

/* Whether the row could be read: it has a name, a country, and a cell a column. */
bool signatory_readable(const Signatory *signatory);

/* "confirmed", "pending", "withdrawn". */
const char *status_name(SignatoryStatus status);

typedef enum CellKind { CELL_OTHER, CELL_NAME, CELL_TITLE, CELL_OFFICE } CellKind;

/* What a column's cells are: names (name, name_native, name@be), titles beside the name
 * (prefix, suffix), offices (office, office@be), or nothing that is printed. */
CellKind column_kind(const char *column);

/* A cell that rules look at: of a row that is not withdrawn, and not empty. */
typedef struct LintCell {
    const Signatory *signatory;
    const char *column;
    CellKind kind;      /* not CELL_OTHER */
    const char *text;   /* cleaned */
    const CsvCell *raw; /* as it stands in the file */
} LintCell;

/* What a cell says whose text is of the 8-bit encoding `was` and was read as another, to be
 * freed; NULL: it seems to be right. */
char *encoding_mend(const LintCell *cell, const char **was, const char **read_as);

/* A character as findings name it: "U+0065 LATIN SMALL LETTER E". */
const char *character_title(Arena *arena, gunichar c);

Scripts *scripts_open(void);
void scripts_close(Scripts *scripts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scripts, scripts_close)

/* The rules for a cell. lint_decoding tells whether the text is so broken that no other
 * rule should look at it. */
bool lint_decoding(Linter *linter, const LintCell *cell);
void lint_blanks(Linter *linter, const LintCell *cell);
void lint_scripts(Linter *linter, const LintCell *cell);
void lint_capitals(Linter *linter, const LintCell *cell);
void lint_shape(Linter *linter, const LintCell *cell);
void lint_titles(Linter *linter, const LintCell *cell);
void lint_contacts(Linter *linter, const LintCell *cell);

/* The rules for the whole roster. */
void lint_pairs(Linter *linter);
void lint_rows(Linter *linter);
void lint_countries(Linter *linter);

/* Whether a word is a title ("Dr.") or stands for one behind a name ("OBE"). */
bool word_is_title(const char *word);
bool word_is_honour(const char *word);

#endif
