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

/* The sheet that the layout names, turned as two pages side by side fit it best; false: it
 * names none. */
bool layout_sheet(const Layout *layout, double *width, double *height);

/* The margin at the fold of pages laid on sheets, the lesser one where they differ. */
double layout_fold_margin(const Layout *layout);

/* How much smaller pages become on the layout's sheets: 0, or 0.29 for 71 %. They are not
 * enlarged. */
double layout_reduction(const Layout *layout);

#endif
