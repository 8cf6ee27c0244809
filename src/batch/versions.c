/*
 * What an edition is made into: its pages and, where the layout asks for it, the same
 * letter for a screen, told and set by itself, and the pages laid on sheets. Each further
 * version is a PDF beside the edition's own, whose name no other edition may have.
 */
#include "batch/making.h"

#include "batch/job.h"
#include "press/impose.h"

/* The layout by which a version of an edition is set: where both are asked for, that for
 * print or that for a screen. */
static const Layout *layout_version(const Making *making, bool screen)
{
    const Layout *layout = making->setting->layout;
    if (layout->press.colour != PRESS_BOTH)
        return layout;
    Layout *version = arena_copy(making->arena, layout, sizeof *version);
    version->press.colour = screen ? PRESS_RGB : PRESS_CMYK;
    return version;
}

const Story *edition_tell(const Making *making, bool screen)
{
    const BatchRun *run = making->run;
    const Batch *batch = run->batch;
    const Edition *edition = making->edition;
    const Layout *layout = layout_version(making, screen);
    const Source *source = source_find(run->translations, making->arena, edition,
                                       edition->language, batch->draft);
    const Source *other = edition->second
                              ? source_find(run->translations, making->arena, edition,
                                            edition->second, batch->draft)
                              : NULL;
    if (!source || (edition->second && !other))
        return NULL;
    if (batch->task == BATCH_PROOF)
        return proof_tell(run->diagnostics, making->arena, batch->letter, batch->roster,
                          edition, layout, making->language, batch->findings);
    if (batch->task == BATCH_SHEET)
        return sheet_tell(run->diagnostics, making->arena, source->letter,
                          source->roster, edition, layout, making->language);
    return story_tell(run->diagnostics, making->arena, source->letter, source->roster,
                      edition, layout, making->language, other ? other->letter : NULL,
                      making->second);
}

/* Whether files are made that are no proof, and finished, or could be. */
static bool versions_wanted(const Making *making)
{
    const BatchRun *run = making->run;
    const Batch *batch = run->batch;
    bool building = batch->task == BATCH_BUILD && (batch->formats & FORMAT_PDF);
    return run->profiles && (building || batch->task == BATCH_CHECK);
}

/* Whether no other edition has the name of this one with `suffix`, and so a file that ends
 * in `ending`; false: reported. */
static bool name_free(const Making *making, const char *suffix, const char *ending)
{
    const Editions *all = making->run->batch->all;
    const char *file =
        arena_print(making->arena, "%s%s", making->edition->file, suffix);
    for (size_t i = 0; i < all->n_editions; i++) {
        const Edition *other = &all->editions[i];
        if (g_strcmp0(other->file, file) != 0)
            continue;
        report(making->run->diagnostics, EDITION_FILE_DOUBLE, other->place,
               making->edition->name, other->name,
               arena_print(making->arena, "%s%s", file, ending));
        return false;
    }
    return true;
}

static const Pages *pages_set(const Making *making, const Story *story)
{
    if (!story)
        return NULL;
    return story_flow(making->setting->standing, making->run->diagnostics,
                      making->arena, story);
}

static bool screen_set(Making *making)
{
    if (!name_free(making, SCREEN_SUFFIX, ".pdf"))
        return false;
    if (making->run->batch->task == BATCH_CHECK)
        return true; /* its setting is judged with that for print */
    making->versions.screen = pages_set(making, edition_tell(making, true));
    return making->versions.screen != NULL;
}

static bool sheets_set(Making *making)
{
    const Versions *versions = &making->versions;
    if (!name_free(making, sheets_suffix(making->setting->layout), ".pdf"))
        return false;
    making->versions.sheets =
        pages_impose(making->run->diagnostics, making->arena, versions->pages);
    return making->versions.sheets != NULL;
}

/* The plain text of another edition may have the name of the job sheet, which is there
 * already where this run makes none. */
static bool job_free(const Making *making)
{
    const Batch *batch = making->run->batch;
    const PressStyle *press = &making->setting->layout->press;
    return batch->task != BATCH_BUILD || !(batch->formats & FORMAT_TXT) ||
           !press->job_sheet || press->colour == PRESS_RGB ||
           name_free(making, JOB_SUFFIX, ".txt");
}

bool versions_set(Making *making, const Story *story)
{
    const PressStyle *press = &making->setting->layout->press;
    making->versions.story = story;
    making->versions.pages = pages_set(making, story);
    if (!making->versions.pages || !job_free(making))
        return false;
    if (!versions_wanted(making))
        return true;
    making->versions.job = press->job_sheet && press->colour != PRESS_RGB;
    return (press->colour != PRESS_BOTH || screen_set(making)) &&
           (press->imposition == IMPOSE_NONE || sheets_set(making));
}
