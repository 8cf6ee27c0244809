/* Pages laid on sheets. */
#ifndef PRESS_IMPOSE_H
#define PRESS_IMPOSE_H

#include "flow/flow.h"

/* The sides of the sheets on which `pages` are laid as their layout's `press` says, two a
 * side, outer and inner side of each sheet in turn; in `arena`, and with what `pages` points
 * to. A sheet's TrimBox is that of two pages. NULL: the layout asks for none. */
const Pages *pages_impose(Arena *arena, const Pages *pages);

#endif
