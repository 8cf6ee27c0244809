/* What of a plan goes on no page. */
#ifndef FLOW_OVERFLOW_H
#define FLOW_OVERFLOW_H

#include "flow/plan.h"

/* "57 names and 3 lines left over, 82 mm in height": what of a plan is not on the first
 * `pages` pages; in the arena. */
const char *overflow_tell(Arena *arena, const Galley *galley, const PagePlan *plan,
                          size_t pages);

#endif
