/* What has the heaviest colour of a file, for those who are to lighten it. */
#ifndef PRESS_HEAVIEST_H
#define PRESS_HEAVIEST_H

#include "draw/chunk.h"
#include "press/colour.h"
#include "press/pdf.h"

/* What it is and on which page, as "the colour 'red' on page 1"; to be freed. */
char *heaviest_describe(Pdf *pdf, const Pages *pages, const GArray *chunks,
                        InkSource heaviest);

#endif
