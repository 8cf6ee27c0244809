/*
 * Editions as placed things and nothing else: what placed writes and floor reads, on the
 * same machine. A file is
 *
 *     PlacedFile   then of each font its path
 *     PlacedEdition, then four texts (file, title, author, date)
 *                  then of each page a PlacedPage, its label, and its PlacedItems:
 *                  a run is followed by its glyphs, its clusters and its text
 *                  then its PlacedBookmarks, a text after each
 *
 * and so on for every edition. Glyphs and clusters are cairo's own, ready to be shown. A
 * text has its length in the struct before it, and no NUL.
 */
#ifndef BENCH_PLACED_H
#define BENCH_PLACED_H

#include <cairo.h>
#include <stdint.h>

typedef struct PlacedFile {
    uint32_t n_fonts, n_editions;
} PlacedFile;

typedef struct PlacedFont {
    uint32_t path_length, index; /* which face of the file */
} PlacedFont;

typedef struct PlacedEdition {
    double width, height;
    uint32_t n_pages, n_bookmarks;
    uint32_t file_length, title_length, author_length, date_length;
} PlacedEdition;

typedef struct PlacedBookmark {
    uint32_t level, page, text_length;
    int32_t y;
} PlacedBookmark;

typedef struct PlacedPage {
    uint32_t n_items, label_length;
} PlacedPage;

typedef enum PlacedKind { PLACED_RUN, PLACED_RULE } PlacedKind;

typedef struct PlacedItem {
    uint32_t kind;
    union {
        struct {
            cairo_matrix_t matrix; /* of the font */
            uint32_t font, n_glyphs, n_clusters, text_length, backward;
        } run;
        struct {
            double x, y, width, height;
        } rule;
    } as;
} PlacedItem;

#endif
