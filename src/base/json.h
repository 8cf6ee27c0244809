/* Members of a JSON object that is being built with json-glib. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <json-glib/json-glib.h>
#include <stdbool.h>

/* A member that is a text; NULL is null. */
void json_add_text(JsonBuilder *json, const char *key, const char *text);

/* A member that is a whole number. */
void json_add_count(JsonBuilder *json, const char *key, guint64 count);

/* A member that is true or false. */
void json_add_truth(JsonBuilder *json, const char *key, bool truth);

#endif
