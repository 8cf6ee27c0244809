/* What follows from a layout's measures, in points. */
#ifndef STYLE_PAGE_H
#define STYLE_PAGE_H

#include "style/layout.h"

/* Width of the frame, of a column of the letter's text, of one of two languages' columns,
 * of a roster's column, of a lead's cell. */
double layout_frame(const Layout *layout);
double layout_text_column(const Layout *layout);
double layout_parallel_column(const Layout *layout);
double layout_roster_column(const Layout *layout);
double layout_lead_column(const Layout *layout);

/* How much smaller pages become on the layout's sheets: 0, or 0.29 for 71 %. They are not
 * enlarged. */
double layout_reduction(const Layout *layout);

#endif
