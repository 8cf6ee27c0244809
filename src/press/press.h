/*
 * press: the finished PDF, for printers, archives and screen readers at once.
 *
 * Makes    a PDF that keeps to PDF/X-4, PDF/A-2a and PDF/UA-1, or, for screens, to the
 *          last two; and a verdict: every name is in the file, in order.
 * From     Pages, and the ICC profile of the press or of screens.
 * Calls    profiles_new once; pages_finish for each file; pdf_read_back; pdf_find_names in any PDF.
 * Owns     Profiles, which is read and packed once and serves all editions; poppler,
 *          libqpdf and lcms2, which are opened when first needed.
 * Always   the same pages give the same bytes; what is painted is marked, and in an ink
 *          of the layout's; a file that is read back is only read.
 * Not      how pages are drawn, and where files end up.
 */
#ifndef PRESS_PRESS_H
#define PRESS_PRESS_H

#include "flow/flow.h"
#include "press/colour.h"

/* What a press wants to know of a file. */
typedef struct Pressed {
    double beside, above; /* from the page's edges to the sheet's: bleed, marks, rest */
    InkUse inks;
    const Profile *profile; /* lent by the Profiles */
    double coarsest;        /* dots an inch of the coarsest picture; 0: it has none */
} Pressed;

/* Draws the pages and finishes them, as their layout's `press` says: for print, or for a
 * screen. `pressed` is filled in. False: reported. */
bool pages_finish(Profiles *profiles, Diagnostics *diagnostics, const Pages *pages,
                  bool screen, FileWriter *file, Pressed *pressed);

/* Reads the PDF at `path` with poppler and looks for every ELEMENT_NAME of `pages`, in
 * order. `shown` is the path to name in reports. False: reported, each name missing at
 * its place in signatories.csv. */
bool pdf_read_back(Diagnostics *diagnostics, const Pages *pages, const char *path,
                   const char *shown);

/* Looks in the text of any PDF for each of the names, and notes in `found` which are
 * there. False: it cannot be read, which only a missing library reports. */
bool pdf_find_names(Diagnostics *diagnostics, const char *path,
                    const char *const *names, size_t n_names, bool *found);

#endif
