/* The catalogue: what holds for a file as a whole. */
#ifndef PRESS_CATALOGUE_H
#define PRESS_CATALOGUE_H

#include "flow/flow.h"
#include "press/pdf.h"
#include "press/profile.h"

/* What the catalogue refers to; libqpdf holds empty objects in place of these. */
typedef struct CatalogueParts {
    PdfObject tags;    /* the root of the structure tree */
    PdfObject profile; /* the stream of the output profile */
} CatalogueParts;

/* Writes language, preferences, output intents, page labels. */
void catalogue_write(Pdf *pdf, const Pages *pages, const Profile *profile,
                     CatalogueParts parts);

#endif
