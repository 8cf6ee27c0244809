/* Languages, countries and days as files name them. */
#ifndef CONTENT_LOCALE_H
#define CONTENT_LOCALE_H

#include "base/base.h"

/* A BCP 47 tag in its canonical form, in the arena; NULL when it is not well-formed or
 * its language is not known. */
const char *language_canonical(Arena *arena, const char *tag);

/* The country's code in capitals, a constant; NULL when there is none such. */
const char *country_canonical(const char *code);

/* The same; NULL: reported at `place`, with what may have been meant. */
const char *country_read(Diagnostics *diagnostics, Arena *arena, const char *code,
                         Place place);

/* Whether letters are on US Letter in a country, or where it is NULL in the region that a
 * language's tag names; without either, and wherever CLDR does not say so, on A4. */
bool paper_is_letter(const char *country, const char *language);

/* Whether `text` is a day of the calendar in the form 2020-09-24. */
bool date_valid(const char *text);

/* Whether it is such a day, or a moment in it with its offset from Greenwich:
 * 2020-09-24T18:00+02:00, 2020-09-24T16:00:00Z. */
bool moment_valid(const char *text);

/* Its seconds from 1970 on; a day's are those of its first, in Greenwich. */
gint64 moment_seconds(const char *text);

#endif
