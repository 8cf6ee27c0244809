/* Any bytes as one of our YAML files; the first byte says which. */
#include "bench.h"

#include "content/content.h"
#include "style/style.h"

static bool editions_try(Bench bench, const uint8_t *data, size_t size)
{
    Letter letter = {.folder = bench_folder(),
                     .name = "letter",
                     .path = "letter.md",
                     .language = "en"};
    static const char rows[] = "name,country,chamber\nSpecimen A,BE,Senate\n"
                               "Specimen B,US,Senate\nSpecimen C,LT,\n";
    bench_put(bench, "signatories.csv", (const uint8_t *)rows, sizeof rows - 1);
    bench_put(bench, "editions.yaml", data, size);
    const Roster *roster = roster_read(bench.diagnostics, bench.arena, bench_folder());
    const Editions *editions =
        editions_read(bench.diagnostics, bench.arena, &letter, roster);
    bool good = editions != NULL;
    for (size_t i = 0; good && i < editions->n_editions; i++)
        good = !editions->editions[i].broken;
    return good;
}

static bool layout_try(Bench bench, const uint8_t *data, size_t size)
{
    Folders folders = bench_folders(bench);
    bench_put(bench, "layouts/mine.yaml", data, size);
    return layout_read(bench.diagnostics, bench.arena, &folders, "mine", PLACE_NONE);
}

static bool language_try(Bench bench, const uint8_t *data, size_t size)
{
    Folders folders = bench_folders(bench);
    bench_put(bench, "layouts/languages/be.yaml", data, size);
    return language_read(bench.diagnostics, bench.arena, &folders, "be", PLACE_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool (*const tries[])(Bench, const uint8_t *,
                                 size_t) = {editions_try, layout_try, language_try};
    if (size == 0)
        return 0;
    Bench bench = bench_new();
    bench_judge(bench, tries[data[0] % G_N_ELEMENTS(tries)](bench, data + 1, size - 1));
    bench_free(bench);
    return 0;
}
