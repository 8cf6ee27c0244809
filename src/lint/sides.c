/*
 * A finding about two rows, told beside each of them on paper. A report is about the later
 * row and gives the earlier one's line in the file, for an editor; who holds a sheet sees
 * a row's number, and may hold the sheet of the other row.
 */
#include "lint/linter.h"

const char *const *finding_side(Arena *arena, const Finding *finding,
                                const Signatory *row)
{
    const Signatory *other =
        row == finding->other ? finding->signatory : finding->other;
    if (!other)
        return finding->arguments;
    const char *how =
        row == finding->other ? finding->likeness_other : finding->likeness;
    const char *where = arena_print(arena, "row %zu", other->sheet_row);
    if (finding->code == DIAGNOSTIC_NAME_TWICE)
        return arena_copy(arena, ARGUMENTS(row->name, row->country, where),
                          4 * sizeof(char *));
    bool status = finding->code == DIAGNOSTIC_NAME_STATUS;
    const char *arguments[] = {row->name,
                               row->country,
                               other->name,
                               where,
                               how,
                               status ? status_name(row->status) : other->country,
                               status ? status_name(other->status) : NULL,
                               NULL};
    return arena_copy(arena, arguments, sizeof arguments);
}
