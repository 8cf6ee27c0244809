/* Any bytes as the image of a signature, PNG or SVG, drawn. */
#include "bench.h"

#include "draw/draw.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bench bench = bench_new();
    const Element elements[] = {{.role = ELEMENT_DOCUMENT}, {.role = ELEMENT_FIGURE}};
    const char *path = bench_put(bench, "image", data, size);
    const PageItem item = {ITEM_IMAGE, 1, 99, 200, {.image = {path, 113, 40}}};
    const Page page = {.items = &item, .n_items = 1, .label = "1"};
    const Pages pages = {.width = 595,
                         .height = 842,
                         .pages = &page,
                         .n_pages = 1,
                         .elements = elements,
                         .n_elements = 2};
    bench_judge(bench, pages_check_images(bench.diagnostics, &pages));
    bench_free(bench);
    return 0;
}
