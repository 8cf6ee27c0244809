/* Any bytes as a table that is imported, a workbook or CSV: what is written can be read
 * again, and importing it once more changes nothing. */
#include "bench.h"

#include "import/import.h"

/* Imports the file at `path`; whether signatories.csv was written anew. */
static bool import_once(Bench bench, const char *path)
{
    static const char *const none[] = {NULL};
    const ImportOptions options = {.columns = none};
    const Sheet *sheet = sheet_read(bench.diagnostics, bench.arena, path, NULL, NULL);
    const Columns *columns =
        sheet ? columns_guess(bench.diagnostics, bench.arena, sheet, &options) : NULL;
    const Roster *roster = roster_read(bench.diagnostics, bench.arena, bench_folder());
    if (!columns || !roster)
        return false;
    const People *people =
        people_take(bench.diagnostics, bench.arena, sheet, columns, &options);
    const Merge *merge = merge_make(bench.diagnostics, bench.arena, roster,
                                    bench_folder(), people, path, false);
    if (!merge_changes(merge))
        return false;
    g_assert(merge_write(bench.diagnostics, bench.arena, merge, bench_folder()));
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bench bench = bench_new();
    bench_put(bench, "signatories.csv", "name,country\nSpecimen Oak,LT\n", 29);
    const char *path = bench_put(bench, "import", data, size);
    if (import_once(bench, path))
        g_assert(!import_once(bench, path));
    bench_free(bench);
    return 0;
}
