/*
 * What the editions of a run share: layouts, the fonts opened for them, the texts set in
 * these, languages, catalogues. Each is read when the first edition asks, and so is one
 * that failed, which is not read again for each of a hundred editions.
 */
#include "batch/run.h"

static void setting_free(gpointer data)
{
    Setting *setting = data;
    standing_free(setting->standing);
    fontbook_free(setting->book);
    g_free(setting);
}

void run_begin(BatchRun *run, Diagnostics *diagnostics, Arena *shared,
               const Batch *batch)
{
    *run = (BatchRun){
        .batch = batch,
        .diagnostics = diagnostics,
        .shared = shared,
        .settings =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, setting_free),
        .languages = g_hash_table_new(g_str_hash, g_str_equal),
        .translations =
            translations_new(diagnostics, shared, batch->letter, batch->roster),
        .profiles = batch->press ? profiles_new(batch->folders) : NULL,
        .approved = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
}

void run_end(BatchRun *run)
{
    g_clear_pointer(&run->profiles, profiles_free);
    translations_free(run->translations);
    g_hash_table_unref(run->approved);
    g_hash_table_unref(run->languages);
    g_hash_table_unref(run->settings);
}

const char *edition_layout(const Batch *batch, const Edition *edition)
{
    return batch->layout ? batch->layout : edition->layout;
}

Setting *setting_find(BatchRun *run, const Edition *edition)
{
    const char *name = edition_layout(run->batch, edition);
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

Standing *setting_standing(BatchRun *run, Setting *setting)
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

const Language *language_find(BatchRun *run, const char *tag, Place asked)
{
    gpointer known;
    if (g_hash_table_lookup_extended(run->languages, tag, NULL, &known))
        return known;
    const Language *language =
        language_read(run->diagnostics, run->shared, run->batch->folders, tag, asked);
    g_hash_table_insert(run->languages, (gpointer)tag, (gpointer)language);
    return language;
}

void edition_share(BatchRun *run, const Edition *edition)
{
    if (edition->broken)
        return;
    const Batch *batch = run->batch;
    setting_standing(run, setting_find(run, edition));
    language_find(run, edition->language, edition->place);
    source_find(run->translations, run->shared, edition, edition->language,
                batch->draft);
    if (!edition->second)
        return;
    language_find(run, edition->second, edition->place);
    source_find(run->translations, run->shared, edition, edition->second, batch->draft);
}
