/* Any bytes as a PDF that is held against the standards, with names looked for in it. */
#include "bench.h"

#include "preflight/preflight.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"Specimen Oak 1", "דגימה"};
    Bench bench = bench_new();
    const Place places[] = {place_file("s.csv"), place_file("s.csv")};
    const Preflight ask = {.standards = STANDARDS_ALL,
                           .names = names,
                           .n_names = G_N_ELEMENTS(names),
                           .places = places};
    const char *path = bench_put(bench, "file.pdf", data, size);
    bench_judge(bench, preflight_run(bench.diagnostics, bench.arena, path, "file.pdf",
                                     &ask, NULL));
    bench_free(bench);
    return 0;
}
