/* What each task does with an edition that is told, or flowed. */
#include "batch/making.h"

#include <string.h>

#include "batch/output.h"
#include "draw/draw.h"
#include "judge/judge.h"

static void dump_print(const GString *dump, FILE *out)
{
    fwrite(dump->str, 1, dump->len, out);
}

void story_print(const Batch *batch, const Story *story)
{
    GString *dump = g_string_new(NULL);
    story_dump(story, dump);
    dump_print(dump, batch->out);
    g_string_free(dump, TRUE);
}

static void pages_print(const Batch *batch, const Pages *pages)
{
    GString *dump = g_string_new(NULL);
    if (batch->task == BATCH_DUMP_LINES)
        lines_dump(pages, dump);
    else
        pages_dump(pages, dump);
    dump_print(dump, batch->out);
    g_string_free(dump, TRUE);
}

/* "0.10 pt off the size, 2 lines": what copyfitting took; NULL: nothing. */
static const char *fit_text(Arena *arena, const Fit *fit)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (fit->size > 0)
        g_string_append_printf(text, ", %.2f pt off the size", fit->size);
    if (fit->leading > 0)
        g_string_append_printf(text, ", %.2f pt off the leading", fit->leading);
    if (fit->lines > 0)
        g_string_append_printf(text, ", %zu %s off paragraphs", fit->lines,
                               plural(fit->lines, "line", "lines"));
    return text->len > 0 ? arena_string(arena, text->str + strlen(", ")) : NULL;
}

/* The sheet and its record take their places together. */
static bool pages_proof(const Making *making, const Story *story)
{
    const BatchRun *run = making->run;
    FileWriter *record = NULL;
    return record_open(run->diagnostics, making->arena, run->batch->letter,
                       story->edition->country, story->list, &record) &&
           output_make(run->diagnostics, making->results, run->batch, story->edition,
                       &making->versions, run->profiles, record, making->outcome);
}

static bool pages_check(const Making *making, const Story *story, const Pages *pages)
{
    const BatchRun *run = making->run;
    const Edition *edition = story->edition;
    hyphenation_check(run->diagnostics, story->layout, story->language);
    const char *fit = making->outcome->fitted;
    unsigned allowed = edition->pages > 0 ? edition->pages : story->layout->fit.pages;
    if (fit)
        report(run->diagnostics, PAGES_FITTED, edition->place, edition->name,
               arena_print(making->arena, "%u", allowed), fit);
    pages_judge(run->diagnostics, pages, edition->name);
    fonts_check(run->diagnostics, making->arena, run->batch->folders, edition,
                making->setting->book, pages);
    bool inked =
        story->layout->press.colour == PRESS_RGB ||
        profile_printer(run->profiles, run->diagnostics, &story->layout->press);
    return pages_check_images(run->diagnostics, pages) && inked;
}

bool versions_use(const Making *making, const Story *story)
{
    const BatchRun *run = making->run;
    const Pages *pages = making->versions.pages;
    const Batch *batch = run->batch;
    making->outcome->n_pages = pages->n_pages;
    making->outcome->fitted = fit_text(making->results, &pages->fit);
    switch (batch->task) {
    case BATCH_BUILD:
    case BATCH_SHEET:
        return output_make(run->diagnostics, making->results, batch, story->edition,
                           &making->versions, run->profiles, NULL, making->outcome);
    case BATCH_PROOF:
        return pages_proof(making, story);
    case BATCH_CHECK:
        return pages_check(making, story, pages);
    case BATCH_FONTS:
        fonts_report(run->diagnostics, batch->fonts, batch->folders,
                     batch->letter->name, story->edition, making->setting->book, pages);
        return true;
    case BATCH_PLAN: /* these want no pages */
    case BATCH_DUMP_STORY:
        break;
    case BATCH_DUMP_LINES:
    case BATCH_DUMP_PAGES:
        pages_print(batch, pages);
        return true;
    }
    g_assert_not_reached();
}
