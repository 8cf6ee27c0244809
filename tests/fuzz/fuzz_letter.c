/* Any bytes as letter.md. */
#include "bench.h"

#include "content/content.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bench bench = bench_new();
    bench_put(bench, "letter.md", data, size);
    bench_judge(bench, letter_read(bench.diagnostics, bench.arena, bench_folder()));
    bench_free(bench);
    return 0;
}
