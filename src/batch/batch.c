/*
 * Editions one by one: layout, language, story, pages, files. Each has an arena of its
 * own; layouts, the fonts opened for them, the texts set in these and languages are kept
 * for the editions that follow, and so is a layout that failed, which is not read again
 * for each of a hundred editions.
 */
#include "batch/batch.h"

#include <string.h>

#include <glib.h>

#include "batch/output.h"
#include "draw/draw.h"
#include "flow/flow.h"
#include "judge/judge.h"
#include "story/story.h"

/* A layout, the fonts opened for it, and what was set in them. */
typedef struct Setting {
    const Layout *layout; /* NULL: reported */
    FontBook *book;       /* NULL: not needed yet, or reported */
    Standing *standing;   /* NULL as the book is */
    bool book_tried;
} Setting;

typedef struct BatchRun {
    const Batch *batch;
    Diagnostics *diagnostics;
    Arena *shared;         /* as long as the run */
    GHashTable *settings;  /* a layout's name to its Setting */
    GHashTable *languages; /* a tag to its Language, NULL: reported */
    Translations *translations;
    Profiles *profiles;  /* NULL: PDFs are not finished */
    const Pages *screen; /* of the edition in hand, for a screen beside those for print;
                             NULL: none */
    GHashTable *approved; /* a country's code to whether its names are (Verdict) */
} BatchRun;

typedef enum Verdict { UNKNOWN, REFUSED, APPROVED } Verdict;

static void setting_free(gpointer data)
{
    Setting *setting = data;
    standing_free(setting->standing);
    fontbook_free(setting->book);
    g_free(setting);
}

static Setting *setting_find(BatchRun *run, const Edition *edition)
{
    const char *name = run->batch->layout ? run->batch->layout : edition->layout;
    Setting *setting = g_hash_table_lookup(run->settings, name);
    if (setting)
        return setting;
    setting = g_new0(Setting, 1);
    setting->layout = layout_read(run->diagnostics, run->shared, run->batch->folders,
                                  name, edition->layout_place);
    g_hash_table_insert(run->settings, g_strdup(name), setting);
    return setting;
}

/* Whether the same texts are set more than once: for several editions, or to fit one
 * into its pages. Proofs of two countries have no name in common. */
static bool texts_recur(const Batch *batch)
{
    if (batch->task == BATCH_PROOF)
        return false;
    return batch->n_editions > 1 ||
           (batch->n_editions == 1 && batch->editions[0]->pages);
}

/* The standing type of a setting; NULL: reported. */
static Standing *setting_standing(BatchRun *run, Setting *setting)
{
    if (setting->book_tried || !setting->layout)
        return setting->standing;
    setting->book_tried = true;
    setting->book =
        fontbook_open(run->diagnostics, run->batch->folders, setting->layout);
    if (setting->book && run->batch->task == BATCH_CHECK)
        fontbook_check(setting->book, run->diagnostics);
    if (setting->book)
        setting->standing = standing_new(setting->book, texts_recur(run->batch));
    return setting->standing;
}

static const Language *language_find(BatchRun *run, const char *tag, Place asked)
{
    gpointer known;
    if (g_hash_table_lookup_extended(run->languages, tag, NULL, &known))
        return known;
    const Language *language =
        language_read(run->diagnostics, run->shared, run->batch->folders, tag, asked);
    g_hash_table_insert(run->languages, (gpointer)tag, (gpointer)language);
    return language;
}

/* Whether a country's names are approved; looked into once a run. */
static bool country_approved(BatchRun *run, Arena *arena, const char *country)
{
    const Batch *batch = run->batch;
    Verdict verdict = GPOINTER_TO_INT(g_hash_table_lookup(run->approved, country));
    if (verdict != UNKNOWN)
        return verdict == APPROVED;
    bool good = approvals_check(run->diagnostics, arena, batch->approvals,
                                batch->letter, batch->roster, country);
    g_hash_table_insert(run->approved, g_strdup(country),
                        GINT_TO_POINTER(good ? APPROVED : REFUSED));
    return good;
}

/* Whether all names of a story are approved where they must be; false: reported. */
static bool story_approved(BatchRun *run, Arena *arena, const Story *story)
{
    bool good = true;
    const char *column = story->layout->roster.group_by;
    if (run->batch->approvals && column && !namelist_covers(column))
        report(run->diagnostics, APPROVAL_HEADINGS, story->edition->layout_place,
               column);
    for (size_t i = 0; run->batch->approvals && i < story->list->n_countries; i++)
        good = country_approved(run, arena, story->list->countries[i]) && good;
    return good;
}

static void dump_print(const GString *dump, FILE *out)
{
    fwrite(dump->str, 1, dump->len, out);
}

static void story_print(const Batch *batch, const Story *story)
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

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
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
        g_string_append_printf(text, ", %zu line%s off paragraphs", fit->lines,
                               plural(fit->lines));
    return text->len > 0 ? arena_string(arena, text->str + strlen(", ")) : NULL;
}

/* `also` is let out after the files of the edition; NULL: nothing. */
static bool pages_build(BatchRun *run, Arena *arena, const Edition *edition,
                        const Pages *pages, FileWriter *also)
{
    const char *first = NULL;
    if (!output_make(run->diagnostics, arena, run->batch, edition, pages, run->screen,
                     run->profiles, also, &first))
        return false;
    const char *fit = fit_text(arena, &pages->fit);
    if (run->batch->out && first)
        fprintf(run->batch->out, "%s: %zu page%s, %zu name%s%s%s\n", first,
                pages->n_pages, plural(pages->n_pages), pages->n_names,
                plural(pages->n_names), fit ? "; fitted: " : "", fit ? fit : "");
    return true;
}

/* The sheet and its record take their places together. */
static bool pages_proof(BatchRun *run, Arena *arena, const Story *story,
                        const Pages *pages)
{
    const Edition *edition = story->edition;
    FileWriter *record = NULL;
    return record_open(run->diagnostics, arena, run->batch->letter, edition->country,
                       story->list, &record) &&
           pages_build(run, arena, edition, pages, record);
}

static bool pages_check(BatchRun *run, Arena *arena, const Story *story,
                        const FontBook *book, const Pages *pages)
{
    const Edition *edition = story->edition;
    hyphenation_check(run->diagnostics, story->layout, story->language);
    const char *fit = fit_text(arena, &pages->fit);
    if (fit)
        report(run->diagnostics, PAGES_FITTED, edition->place, edition->name,
               arena_print(arena, "%u", edition->pages), fit);
    pages_judge(run->diagnostics, pages, edition->name);
    fonts_check(run->diagnostics, arena, run->batch->folders, edition, book, pages);
    bool inked =
        story->layout->press.colour == PRESS_RGB ||
        profile_printer(run->profiles, run->diagnostics, &story->layout->press);
    return pages_check_images(run->diagnostics, pages) && inked;
}

static bool pages_use(BatchRun *run, Arena *arena, const Story *story,
                      const FontBook *book, const Pages *pages)
{
    const Batch *batch = run->batch;
    const Edition *edition = story->edition;
    switch (batch->task) {
    case BATCH_BUILD:
        return pages_build(run, arena, edition, pages, NULL);
    case BATCH_SHEET:
        return pages_build(run, arena, edition, pages, NULL);
    case BATCH_PROOF:
        return pages_proof(run, arena, story, pages);
    case BATCH_CHECK:
        return pages_check(run, arena, story, book, pages);
    case BATCH_FONTS:
        fonts_report(run->diagnostics, batch->fonts, batch->folders,
                     batch->letter->name, edition, book, pages);
        return true;
    case BATCH_DUMP_STORY: /* was told before there were pages */
        break;
    case BATCH_DUMP_LINES:
    case BATCH_DUMP_PAGES:
        pages_print(batch, pages);
        return true;
    }
    g_assert_not_reached();
}

static const Story *edition_tell(const BatchRun *run, Arena *arena,
                                 const Edition *edition, const Layout *layout,
                                 const Language *language, const Language *second)
{
    const Batch *batch = run->batch;
    const Source *source =
        source_find(run->translations, arena, edition, edition->language, batch->draft);
    const Source *other = edition->second
                              ? source_find(run->translations, arena, edition,
                                            edition->second, batch->draft)
                              : NULL;
    if (!source || (edition->second && !other))
        return NULL;
    if (batch->task == BATCH_PROOF)
        return proof_tell(run->diagnostics, arena, batch->letter, batch->roster,
                          edition, layout, language, batch->findings);
    if (batch->task == BATCH_SHEET)
        return sheet_tell(run->diagnostics, arena, source->letter, source->roster,
                          edition, layout, language);
    return story_tell(run->diagnostics, arena, source->letter, source->roster, edition,
                      layout, language, other ? other->letter : NULL, second);
}

/* Begins to read the dictionaries of an edition; `second` NULL: it has one language. */
static void dictionaries_prepare(const Setting *setting, const Language *language,
                                 const Language *second)
{
    fontbook_prepare(setting->book, setting->layout, language);
    if (second)
        fontbook_prepare(setting->book, setting->layout, second);
}

/* The layout by which a version of an edition is set: where both are asked for, that for
 * print or that for a screen. */
static const Layout *layout_version(Arena *arena, const Setting *setting, bool screen)
{
    if (setting->layout->press.colour != PRESS_BOTH)
        return setting->layout;
    Layout *version = arena_copy(arena, setting->layout, sizeof *version);
    version->press.colour = screen ? PRESS_RGB : PRESS_CMYK;
    return version;
}

/* Whether no other edition is named as the version of this one for a screen; false:
 * reported. */
static bool screen_free(const BatchRun *run, Arena *arena, const Edition *edition)
{
    const char *file = arena_print(arena, "%s-screen", edition->file);
    for (size_t i = 0; i < run->batch->n_editions; i++) {
        const Edition *other = run->batch->editions[i];
        if (strcmp(other->file, file) != 0)
            continue;
        report(run->diagnostics, EDITION_FILE_DOUBLE, other->place, edition->name,
               other->name, file);
        return false;
    }
    return true;
}

/* Sets the version for a screen, where the layout asks for both and PDFs are built. False:
 * reported. */
static bool screen_make(BatchRun *run, Arena *arena, const Edition *edition,
                        const Setting *setting, const Language *language,
                        const Language *second)
{
    const Batch *batch = run->batch;
    if (setting->layout->press.colour != PRESS_BOTH || batch->task != BATCH_BUILD ||
        !(batch->formats & FORMAT_PDF) || !run->profiles)
        return true;
    if (!screen_free(run, arena, edition))
        return false;
    const Story *story = edition_tell(
        run, arena, edition, layout_version(arena, setting, true), language, second);
    if (story)
        run->screen = story_flow(setting->standing, run->diagnostics, arena, story);
    return run->screen != NULL;
}

/* Layout, language, fonts and story are all read, so that the mistakes of all are
 * told. */
static bool edition_make(BatchRun *run, Arena *arena, const Edition *edition)
{
    run->screen = NULL;
    if (edition->broken)
        return false;
    Setting *setting = setting_find(run, edition);
    const Language *language = language_find(run, edition->language, edition->place);
    const Language *second =
        edition->second ? language_find(run, edition->second, edition->place) : NULL;
    bool known = language && (second || !edition->second) && setting->layout;
    if (known && run->batch->task == BATCH_DUMP_STORY) {
        const Story *story =
            edition_tell(run, arena, edition, layout_version(arena, setting, false),
                         language, second);
        if (story)
            story_print(run->batch, story);
        return story != NULL;
    }
    Standing *standing = setting_standing(run, setting);
    if (standing && known)
        dictionaries_prepare(setting, language, second);
    const Story *story =
        known ? edition_tell(run, arena, edition, layout_version(arena, setting, false),
                             language, second)
              : NULL;
    bool approved = story && story_approved(run, arena, story);
    const Pages *pages = approved && standing
                             ? story_flow(standing, run->diagnostics, arena, story)
                             : NULL;
    return pages && screen_make(run, arena, edition, setting, language, second) &&
           pages_use(run, arena, story, setting->book, pages);
}

static bool task_writes(BatchTask task)
{
    return task == BATCH_BUILD || task == BATCH_PROOF || task == BATCH_SHEET;
}

static bool edition_run(BatchRun *run, const Edition *edition)
{
    g_autoptr(Arena) arena = arena_new();
    bool made = !interrupt_signal() && edition_make(run, arena, edition);
    bool writes = task_writes(run->batch->task);
    if (!made && writes && !interrupt_signal())
        report(run->diagnostics, EDITION_FAILED, edition->place, edition->name);
    return made;
}

bool batch_run(Diagnostics *diagnostics, const Batch *batch)
{
    g_autoptr(Arena) shared = arena_new();
    g_autoptr(GHashTable) settings =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, setting_free);
    g_autoptr(GHashTable) languages = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) approved =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Profiles) profiles = batch->press ? profiles_new(batch->folders) : NULL;
    Translations *translations =
        translations_new(diagnostics, shared, batch->letter, batch->roster);
    BatchRun run = {batch,        diagnostics, shared, settings, languages,
                    translations, profiles,    NULL,   approved};
    bool all_made = true;
    if (profiles && task_writes(batch->task) && (batch->formats & FORMAT_PDF))
        profiles_prepare(profiles);
    if (task_writes(batch->task))
        output_sweep(batch);
    if (batch->languages)
        all_made = languages_check(translations, batch->languages);
    for (size_t i = 0; i < batch->n_editions; i++)
        all_made = edition_run(&run, batch->editions[i]) && all_made;
    translations_free(translations);
    return all_made;
}
