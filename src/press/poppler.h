/* Private to press: what is used of poppler-glib, which is opened when first needed. */
#ifndef PRESS_POPPLER_H
#define PRESS_POPPLER_H

#include "base/base.h"

/* PopplerRectangle. */
typedef struct Box {
    double left, top, right, bottom;
} Box;

typedef struct Poppler {
    void *(*open)(const char *uri, const char *password, GError **error);
    int (*count_pages)(void *document);
    void *(*page)(void *document, int index);
    char *(*text)(void *page);
    char *(*text_in)(void *page, Box *area);
    int (*layout)(void *page, Box **boxes, guint *n_boxes);
    void (*shown)(void *page, Box *box); /* of the sheet: its crop box */
} Poppler;

/* Opens the library. False: reported. */
bool poppler_open(Diagnostics *diagnostics, Poppler *poppler);

/* The document at `path`, a GObject of the caller's; NULL: it cannot be read, and `error`
 * says why. */
void *poppler_read(const Poppler *poppler, const char *path, GError **error);

#endif
