/* One call a member, where json-glib wants its name and its value apart. */
#include "base/json.h"

void json_add_text(JsonBuilder *json, const char *key, const char *text)
{
    json_builder_set_member_name(json, key);
    if (text)
        json_builder_add_string_value(json, text);
    else
        json_builder_add_null_value(json);
}

void json_add_count(JsonBuilder *json, const char *key, guint64 count)
{
    json_builder_set_member_name(json, key);
    json_builder_add_int_value(json, (gint64)count);
}

void json_add_truth(JsonBuilder *json, const char *key, bool truth)
{
    json_builder_set_member_name(json, key);
    json_builder_add_boolean_value(json, truth);
}
