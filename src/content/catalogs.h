/* What the files about catalogues share; no other room includes it. */
#ifndef CONTENT_CATALOGS_H
#define CONTENT_CATALOGS_H

#include "content/catalog.h"

/* catalog_scan.c: where the translation of each message of a .po stands, by
 * message_key; a message that stands twice is reported. Whole entries only; what is no
 * .po is passed over. To be freed; its values are const Place *, in the arena. */
GHashTable *catalog_scan(Diagnostics *diagnostics, Arena *arena, const char *path,
                         const char *text);

/* Where the header's line of `field` stands; the file where it has none. */
Place catalog_field_place(const char *path, const char *text, const char *field);

#endif
