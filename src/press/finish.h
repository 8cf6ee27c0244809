/* Finishing a PDF that is drawn already; private to the room. */
#ifndef PRESS_FINISH_H
#define PRESS_FINISH_H

#include "draw/draw.h"
#include "press/press.h"

/* Finishes `drawn`, which pages_draw_chunks made of the pages and chunks; fills in
 * `pressed`. False: reported. */
bool drawn_finish(Profiles *profiles, Diagnostics *diagnostics, const Pages *pages,
                  bool screen, const GArray *chunks, const GByteArray *drawn,
                  FileWriter *file, Pressed *pressed);

#endif
