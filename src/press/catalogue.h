/* The catalogue: what holds for a file as a whole. */
#ifndef PRESS_CATALOGUE_H
#define PRESS_CATALOGUE_H

#include "flow/flow.h"
#include "press/pdf.h"
#include "press/profile.h"

/* Writes language, preferences, output intents, page labels; `tags` is the root of the
 * structure tree, which is filled in later. */
void catalogue_write(Pdf *pdf, const Pages *pages, const Profile *profile,
                     PdfObject tags);

#endif
