/*
 * press: the finished PDF, looked at with an eye that is not ours.
 *
 * Makes    a verdict: every name is in the file, in order.
 * From     a PDF file that was written, and the Pages that it should show.
 * Calls    pdf_read_back; pdf_find_names.
 * Owns     nothing that outlives a call; poppler is loaded when first needed.
 * Always   the file is only read.
 * Not      how it was drawn.
 */
#ifndef PRESS_PRESS_H
#define PRESS_PRESS_H

#include "flow/flow.h"

/* Reads the PDF at `path` with poppler and looks for every ELEMENT_NAME of `pages`, in
 * order. `shown` is the path to name in reports. False: reported, each name missing at
 * its place in signatories.csv. */
bool pdf_read_back(Diagnostics *diagnostics, const Pages *pages, const char *path,
                   const char *shown);

/* Looks in the text of any PDF for each of the names, and notes in `found` which are
 * there. False: it cannot be read, reported. */
bool pdf_find_names(Diagnostics *diagnostics, const char *path,
                    const char *const *names, size_t n_names, bool *found);

#endif
