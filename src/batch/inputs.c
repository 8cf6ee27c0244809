/*
 * What goes into an edition. Its story holds all that content says, in the order in which
 * it is set; layout, fonts, languages, options and program are the rest. So two runs that
 * have the same sums make the same file, and nothing has to be read that is not needed
 * for telling the story. Sums of files that were read were the alternative: a note in
 * one would make everything anew.
 */
#include "batch/inputs.h"

/* What else decides what a file holds: dates come from here, not from the clock. */
#define EPOCH "SOURCE_DATE_EPOCH"

static const char *options_sum(BatchRun *run)
{
    const Batch *batch = run->batch;
    if (run->options_sum)
        return run->options_sum;
    Sum sum = sum_begin();
    sum_count(&sum, batch->formats);
    sum_count(&sum, batch->draft);
    sum_count(&sum, batch->verify);
    sum_count(&sum, batch->press);
    sum_text(&sum, g_getenv(EPOCH));
    run->options_sum = arena_string(run->shared, sum_end(&sum).text);
    return run->options_sum;
}

/* Layout and fonts are summed once for all editions that are set in them. */
static void setting_sum(const BatchRun *run, Setting *setting)
{
    if (setting->layout_sum)
        return;
    Sum layout = sum_begin();
    layout_sum(setting->layout, &layout);
    if (run->profiles)
        profiles_sum(run->profiles, &setting->layout->press, &layout);
    setting->layout_sum = arena_string(run->shared, sum_end(&layout).text);
    Sum fonts = sum_begin();
    fontbook_sum(setting->book, &fonts);
    setting->fonts_sum = arena_string(run->shared, sum_end(&fonts).text);
}

static const char *languages_sum(Arena *arena, const Story *story)
{
    Sum sum = sum_begin();
    const Language *languages[] = {story->language, story->second_language};
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        sum_count(&sum, languages[i] != NULL);
        if (!languages[i])
            continue;
        language_sum(languages[i], &sum);
        hyphenation_sum(languages[i], &sum);
    }
    return arena_string(arena, sum_end(&sum).text);
}

Inputs inputs_make(BatchRun *run, Arena *arena, Setting *setting, const Story *story)
{
    setting_sum(run, setting);
    Sum text = sum_begin();
    Sum names = sum_begin();
    story_sum(story, &text, &names);
    return (Inputs){{[INPUT_PROGRAM] = run->batch->program,
                     [INPUT_OPTIONS] = options_sum(run),
                     [INPUT_LAYOUT] = setting->layout_sum,
                     [INPUT_FONTS] = setting->fonts_sum,
                     [INPUT_LANGUAGE] = languages_sum(arena, story),
                     [INPUT_TEXT] = arena_string(arena, sum_end(&text).text),
                     [INPUT_NAMES] = arena_string(arena, sum_end(&names).text)}};
}
