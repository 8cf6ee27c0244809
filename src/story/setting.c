/*
 * A styled text put together piece by piece: each piece brings its characters and the
 * span that they are set in, so that spans lie end to end by construction.
 */
#include "story/parts.h"

void setting_init(Setting *setting)
{
    setting->text = g_string_new(NULL);
    setting->spans = g_array_new(FALSE, FALSE, sizeof(TextSpan));
    setting->points = g_array_new(FALSE, FALSE, sizeof(PlacePoint));
}

void setting_clear(Setting *setting)
{
    g_string_free(setting->text, TRUE);
    g_array_free(setting->spans, TRUE);
    g_array_free(setting->points, TRUE);
}

static bool span_alike(const TextSpan *a, const TextSpan *b)
{
    return a->style == b->style && a->italic == b->italic && a->bold == b->bold &&
           a->superior == b->superior && a->whole == b->whole &&
           g_strcmp0(a->language, b->language) == 0 &&
           g_strcmp0(a->link, b->link) == 0 && a->note == b->note;
}

void setting_add(Setting *setting, const char *text, TextSpan like)
{
    guint n = setting->spans->len;
    TextSpan *last = n > 0 ? &g_array_index(setting->spans, TextSpan, n - 1) : NULL;
    like.start = setting->text->len;
    g_string_append(setting->text, text);
    like.end = setting->text->len;
    if (last && span_alike(last, &like))
        last->end = like.end;
    else if (like.end > like.start)
        g_array_append_val(setting->spans, like);
}

void setting_point(Setting *setting, Place place)
{
    PlacePoint point = {setting->text->len, place};
    g_array_append_val(setting->points, point);
}

/* The elements of an array, in the arena. */
static void *array_keep(Arena *arena, GArray *array)
{
    size_t size = g_array_get_element_size(array);
    return arena_copy(arena, array->data, array->len * size);
}

StyledText setting_finish(Setting *setting, Arena *arena, const Style *style,
                          const char *language)
{
    StyledText text = {
        .text = arena_text(arena, setting->text->str, setting->text->len),
        .length = setting->text->len,
        .style = style,
        .language = language,
        .spans = array_keep(arena, setting->spans),
        .n_spans = setting->spans->len,
        .points = array_keep(arena, setting->points),
        .n_points = setting->points->len,
    };
    g_string_truncate(setting->text, 0);
    g_array_set_size(setting->spans, 0);
    g_array_set_size(setting->points, 0);
    return text;
}

StyledText plain_text(Arena *arena, const char *text, const Style *style,
                      const char *language, Place place)
{
    g_auto(Setting) setting;
    setting_init(&setting);
    setting_point(&setting, place);
    setting_add(&setting, text, (TextSpan){.style = style});
    return setting_finish(&setting, arena, style, language);
}
