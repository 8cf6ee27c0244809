/* What a file says of itself, twice: for old readers and in XMP. */
#ifndef PRESS_METADATA_H
#define PRESS_METADATA_H

#include "flow/flow.h"
#include "press/pdf.h"

/* Writes document information and XMP alike. `sum` is the hexadecimal SHA-256 that the
 * file's identifiers are made of; `print` whether it is PDF/X-4, too. */
void metadata_write(Pdf *pdf, const Pages *pages, const char *sum, bool print);

#endif
