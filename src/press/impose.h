/* Pages laid on sheets. */
#ifndef PRESS_IMPOSE_H
#define PRESS_IMPOSE_H

#include "flow/flow.h"

/* The sides of the sheets on which `pages` are laid as their layout's `press`, which must ask
 * for sheets, says: two a side, outer and inner side of each sheet in turn; in `arena`, and
 * with what `pages` points to. A sheet's TrimBox is that of two pages. NULL: reported. */
const Pages *pages_impose(Diagnostics *diagnostics, Arena *arena, const Pages *pages);

#endif
