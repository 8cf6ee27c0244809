/*
 * fonts: which font file sets what in each edition, how it stands to fonts.lock, and what
 * it lacks; or the lock, written anew. The editions are set as for a build, since only a
 * set page knows its fonts.
 */
#include "cli/command.h"

void fonts_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    if (arguments->lock && arguments->json) {
        report(diagnostics, COMMAND_BOTH, PLACE_NONE, "--lock", "--json");
        return;
    }
    if (arguments->lock) {
        lock_run(diagnostics, arguments);
        return;
    }
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GPtrArray) editions = g_ptr_array_new();
    FontsReport found = {arena, editions};
    Batch model = {.task = BATCH_FONTS, .layout = arguments->layout, .fonts = &found};
    jobs_run(diagnostics, arguments, &model, arena, NULL);
    if (arguments->json)
        fonts_print_json(&found, stdout);
    else
        fonts_print(&found, stdout);
}
