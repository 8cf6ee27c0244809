/*
 * import: a table of a form or spreadsheet brought into a letter's signatories.csv. What
 * would change is printed; it is written with --yes alone. The letter's folder is locked
 * from the reading to the writing, so that two imports do not undo each other.
 */
#include "import/import.h"

#include <string.h>

#include "cli/command.h"

/* Whether each --column is of the form NAME=HEADER with a name that there is; false:
 * reported. */
static bool columns_check(Diagnostics *diagnostics, const GPtrArray *columns)
{
    bool good = true;
    for (guint i = 0; i < columns->len; i++) {
        const char *word = columns->pdata[i];
        const char *equals = strchr(word, '=');
        g_autofree char *name = equals ? g_strndup(word, (gsize)(equals - word)) : NULL;
        if (name && equals[1] && column_tellable(name))
            continue;
        report(
            diagnostics, COMMAND_VALUE, PLACE_NONE, "--column", word,
            "NAME=HEADER, where NAME is name, first, middle, family, country, office, "
            "chamber, party, prefix, suffix, signed_on, status, consent, withdrawn, "
            "name@LANG, office@LANG, keep or omit");
        good = false;
    }
    return good;
}

/* False: reported. */
static bool days_read(Diagnostics *diagnostics, const char *word, DayOrder *order)
{
    *order = DAY_ORDER_NONE;
    if (!word)
        return true;
    if (strcmp(word, "dmy") == 0)
        *order = DAY_ORDER_DMY;
    else if (strcmp(word, "mdy") == 0)
        *order = DAY_ORDER_MDY;
    else
        report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--days", word,
               "dmy, where the day comes first, or mdy");
    return *order != DAY_ORDER_NONE;
}

static void import_print(const Merge *merge, const People *people, bool written)
{
    printf("%zu added, %zu changed, %zu as they were; %zu of the import left out\n",
           merge->n_added, merge->n_changed, merge->n_kept, people->n_refused);
    if (!merge_changes(merge))
        puts("nothing to change");
    else if (!written)
        puts("nothing was written; '--yes' writes it");
}

/* Merges and, if it is asked for, writes; the folder is locked. */
static void people_merge(Diagnostics *diagnostics, Arena *arena,
                         const Arguments *arguments, const char *folder,
                         const People *people)
{
    size_t errors = diagnostics_errors(diagnostics);
    const Roster *roster = roster_read(diagnostics, arena, folder);
    if (!roster || diagnostics_errors(diagnostics) != errors)
        return;
    const Merge *merge = merge_make(diagnostics, arena, roster, folder, people,
                                    arguments->positional, arguments->overwrite);
    if (!arguments->quiet)
        merge_print(merge, stdout);
    bool written = arguments->yes && merge_changes(merge) &&
                   merge_write(diagnostics, arena, merge, folder);
    if (arguments->yes && (written || !merge_changes(merge)))
        withdrawn_purge(diagnostics, merge_withdrawn(arena, merge), arguments->output,
                        folder);
    if (!arguments->quiet)
        import_print(merge, people, written);
}

void import_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    ImportOptions options = {.keep_contacts = arguments->keep_contacts,
                             .overwrite = arguments->overwrite};
    bool told = columns_check(diagnostics, arguments->columns);
    bool ordered = days_read(diagnostics, arguments->days, &options.days);
    const char *folder =
        told && ordered ? letter_find(diagnostics, arena, arguments->second) : NULL;
    if (!folder)
        return;
    const Sheet *sheet = sheet_read(diagnostics, arena, arguments->positional,
                                    arguments->sheet, arguments->encoding);
    g_ptr_array_add(arguments->columns, NULL);
    options.columns = (const char *const *)arguments->columns->pdata;
    const Columns *columns =
        sheet ? columns_guess(diagnostics, arena, sheet, &options) : NULL;
    if (!columns)
        return;
    if (!arguments->quiet)
        columns_print(columns, stdout);
    const People *people = people_take(diagnostics, arena, sheet, columns, &options);
    int lock = folder_lock(folder);
    people_merge(diagnostics, arena, arguments, folder, people);
    folder_unlock(lock);
}
