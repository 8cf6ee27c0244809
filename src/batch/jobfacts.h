/* Private to batch: what both forms of the job sheet say; all texts are in the arena. */
#ifndef BATCH_JOBFACTS_H
#define BATCH_JOBFACTS_H

#include "batch/job.h"

/* A length, in points, in millimetres. */
double length_mm(double points);

/* The same as a text with as many decimals as it needs, and in inches. */
const char *mm_told(Arena *arena, double points);
const char *inches_told(Arena *arena, double points);

/* "148 × 210 mm"; with inches behind it if `inches`. */
const char *size_told(Arena *arena, double width, double height, bool inches);

/* The marks around a file's pages, and the inks of all files, in lists that end with
 * NULL. */
const char *const *marks_list(Arena *arena, const Pages *pages);
const char *const *inks_list(Arena *arena, const JobSheet *sheet);

/* The fonts whose glyphs are on the pages, each at one of its sizes: const SizedFont *, to
 * be freed. */
GPtrArray *fonts_list(const Pages *pages);

size_t pictures_count(const Pages *pages);

/* "relative colorimetric". */
const char *intent_told(PressIntent intent);

#endif
