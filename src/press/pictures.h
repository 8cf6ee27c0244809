/* Pictures, drawings and shadings in a file's objects: their colours. */
#ifndef PRESS_PICTURES_H
#define PRESS_PICTURES_H

#include "press/colour.h"
#include "press/pdf.h"

/* Goes over all objects that cairo wrote and gives them the colours of the output, and
 * what else the standards ask of fonts and pictures. NULL: done; else what cannot be. */
const char *objects_finish(Pdf *pdf, const Colours *colours);

/* The name of the output's colour space. */
const char *colours_space(const Colours *colours);

#endif
