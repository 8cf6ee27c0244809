/*
 * A letter and its roster through every room up to the pages. The input is letter.md, a
 * NUL, signatories.csv; its size says which layout is taken, one of text in columns among
 * them. All names stand on the pages once, and the judge of pages looks at them.
 */
#include "bench.h"

#include "flow/flow.h"
#include "judge/judge.h"

#define N_LAYOUTS 3

/* The layouts and their fonts, read once: they are not what is tried here. */
typedef struct Setting {
    Arena *arena;
    Diagnostics *diagnostics;
    const Layout *layout;
    FontBook *book;
} Setting;

static const Setting *setting_at(size_t index)
{
    static const char *const names[N_LAYOUTS] = {
        "letter", "tests/golden/lines/narrow/layouts/mine.yaml",
        "tests/golden/pages/text-columns/layouts/mine.yaml"};
    static Setting settings[N_LAYOUTS];
    Setting *setting = &settings[index];
    if (setting->book)
        return setting;
    static const char *const paths[] = {".", NULL};
    static const Folders folders = {paths};
    setting->arena = arena_new();
    setting->diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, stderr);
    setting->layout = layout_read(setting->diagnostics, setting->arena, &folders,
                                  names[index], PLACE_NONE);
    g_assert(setting->layout);
    setting->book = fontbook_open(setting->diagnostics, &folders, setting->layout);
    g_assert(setting->book);
    return setting;
}

static void pages_count(const Pages *pages, size_t n_names)
{
    size_t n = 0;
    for (size_t i = 0; i < pages->n_elements; i++)
        n += pages->elements[i].role == ELEMENT_NAME;
    g_assert_cmpuint(n, ==, n_names);
    g_assert_cmpuint(pages->n_names, ==, n_names);
    GString *dump = g_string_new(NULL);
    pages_dump(pages, dump);
    lines_dump(pages, dump);
    g_string_free(dump, TRUE);
}

static bool edition_try(Bench bench, const Letter *letter, const Roster *roster,
                        const Setting *setting)
{
    Folders folders = bench_folders(bench);
    const Editions *editions =
        editions_read(bench.diagnostics, bench.arena, letter, roster);
    if (!editions)
        return false;
    const Edition *edition = &editions->editions[0];
    const Language *language = language_read(bench.diagnostics, bench.arena, &folders,
                                             edition->language, edition->place);
    const Story *story =
        !language ? NULL
                  : story_tell(bench.diagnostics, bench.arena, letter, roster, edition,
                               setting->layout, language, NULL, NULL);
    g_autoptr(Standing) standing = standing_new(setting->book, letter->draft);
    const Pages *pages =
        story ? story_flow(standing, bench.diagnostics, bench.arena, story) : NULL;
    if (pages) {
        pages_count(pages, story->n_names);
        pages_judge(bench.diagnostics, pages, edition->name);
    }
    return pages != NULL;
}

/* Whether a row is wrong that no edition shows: that is told, and stops none. */
static bool rows_idle(const Roster *roster)
{
    for (size_t i = 0; roster && i < roster->n_signatories; i++)
        if (roster->signatories[i].broken && roster->signatories[i].status != CONFIRMED)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bench bench = bench_new();
    const uint8_t *part = memchr(data, 0, size);
    size_t length = part ? (size_t)(part - data) : size;
    bench_put(bench, "letter.md", data, length);
    bench_put(bench, "signatories.csv", data + length + (part != NULL),
              size - length - (part != NULL));
    const Letter *letter = letter_read(bench.diagnostics, bench.arena, bench_folder());
    const Roster *roster = roster_read(bench.diagnostics, bench.arena, bench_folder());
    bool good = letter && roster &&
                edition_try(bench, letter, roster, setting_at(size % N_LAYOUTS));
    bench_judge(bench, good && !rows_idle(roster));
    bench_free(bench);
    return 0;
}
