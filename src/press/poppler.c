/* Poppler behind a table of its functions: the program is not linked with it. */
#include "press/poppler.h"

bool poppler_open(Diagnostics *diagnostics, Poppler *poppler)
{
    const LibrarySymbol symbols[] = {
        {"poppler_document_new_from_file", &poppler->open},
        {"poppler_document_get_n_pages", &poppler->count_pages},
        {"poppler_document_get_page", &poppler->page},
        {"poppler_page_get_text", &poppler->text},
        {"poppler_page_get_text_for_area", &poppler->text_in},
        {"poppler_page_get_text_layout", &poppler->layout},
        {"poppler_page_get_crop_box", &poppler->shown},
        {NULL, NULL}};
    return library_open(diagnostics, "libpoppler-glib.so.8", "libpoppler-glib8",
                        symbols);
}

void *poppler_read(const Poppler *poppler, const char *path, GError **error)
{
    g_autofree char *full = g_canonicalize_filename(path, NULL);
    g_autofree char *uri = g_filename_to_uri(full, NULL, NULL);
    return poppler->open(uri, NULL, error);
}
