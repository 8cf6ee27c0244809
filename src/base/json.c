/* JSON by jansson, which holds a document as a tree and refuses what is no UTF-8. */
#include "base/json.h"

#include <stdlib.h>

#define REALS JSON_REAL_PRECISION(10)

json_t *json_value_text(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;
    return valid ? json_string(valid) : json_null();
}

void json_add_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_value_text(text));
}

void json_add_count(json_t *object, const char *key, guint64 count)
{
    json_object_set_new(object, key, json_integer((json_int_t)count));
}

void json_add_truth(json_t *object, const char *key, bool truth)
{
    json_object_set_new(object, key, json_boolean(truth));
}

json_t *json_add_array(json_t *object, const char *key)
{
    json_t *array = json_array();
    json_object_set_new(object, key, array);
    return array;
}

json_t *json_add_object(json_t *object, const char *key)
{
    json_t *member = json_object();
    json_object_set_new(object, key, member);
    return member;
}

json_t *json_append_object(json_t *array)
{
    json_t *item = json_object();
    json_array_append_new(array, item);
    return item;
}

char *json_take_text(json_t *document, bool lines)
{
    char *dumped =
        json_dumps(document, lines ? JSON_INDENT(2) | REALS : JSON_COMPACT | REALS);
    char *text = g_strdup(dumped);
    free(dumped);
    json_decref(document);
    return text;
}
