/* What a printer's sheet has around the page: marks to cut and to register by. */
#ifndef PRESS_MARKS_H
#define PRESS_MARKS_H

#include "flow/flow.h"
#include "press/pdf.h"

/* How much sheet the marks that a layout asks for need beyond the bleed. */
double marks_margin(const PressStyle *style);

/* Adds the marks to a page's stream, and what they need to its resources. */
void marks_write(Pdf *pdf, const Pages *pages, const PressStyle *style, PdfObject page,
                 GString *out);

#endif
