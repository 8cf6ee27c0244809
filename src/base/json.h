/* What is built of jansson's values, a call a member. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

/* A text as a value; NULL is null. What is no UTF-8 in it is shown as U+FFFD. */
json_t *json_value_text(const char *text);

/* Members of an object, which stand in the order in which they come. */
void json_add_text(json_t *object, const char *key, const char *text);
void json_add_count(json_t *object, const char *key, guint64 count);
void json_add_truth(json_t *object, const char *key, bool truth);

/* An empty array, and an empty object, as a member; lent. */
json_t *json_add_array(json_t *object, const char *key);
json_t *json_add_object(json_t *object, const char *key);

/* An empty object at the end of an array; lent. */
json_t *json_append_object(json_t *array);

/* The text of a document, which is given back with that; over lines, or on one. To be
 * freed with g_free. */
char *json_take_text(json_t *document, bool lines);

#endif
