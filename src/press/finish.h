/* Finishing a PDF that is drawn already; private to the room. */
#ifndef PRESS_FINISH_H
#define PRESS_FINISH_H

#include "draw/draw.h"
#include "press/profile.h"

/* Finishes `drawn`, which pages_draw_chunks made of the pages and chunks. False:
 * reported. */
bool drawn_finish(Profiles *profiles, Diagnostics *diagnostics, const Pages *pages,
                  bool screen, const GArray *chunks, const GByteArray *drawn,
                  FileWriter *file);

#endif
