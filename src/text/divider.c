/*
 * Pango divides what is too involved for scripts.c. It chooses no font here: it has a map
 * of its own over one file, and is told not to fall back on others. The library is opened
 * when the first such text comes, since it brings GObject and GIO, which nothing else in
 * setting a letter wants.
 */
#include "text/shape.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

typedef __typeof__(pango_cairo_font_map_new_for_font_type) *NewMap;

struct Divider {
    PangoFontMap *map;
    PangoContext *context;
    PangoAttrList *no_fallback; /* the attributes of every text */
    GArray *stretches;          /* Stretch */
    __typeof__(pango_itemize_with_base_dir) *itemize;
    __typeof__(pango_item_free) *item_free;
    __typeof__(pango_font_map_create_context) *new_context;
    __typeof__(pango_attr_list_new) *new_list;
    __typeof__(pango_attr_list_insert) *list_insert;
    __typeof__(pango_attr_list_unref) *list_unref;
    __typeof__(pango_attr_fallback_new) *new_fallback;
    __typeof__(pango_fc_font_map_set_config) *set_config;
};

static bool functions_find(Diagnostics *diagnostics, Divider *divider, NewMap *new_map)
{
    const LibrarySymbol pango[] = {
        {"pango_itemize_with_base_dir", &divider->itemize},
        {"pango_item_free", &divider->item_free},
        {"pango_font_map_create_context", &divider->new_context},
        {"pango_attr_list_new", &divider->new_list},
        {"pango_attr_list_insert", &divider->list_insert},
        {"pango_attr_list_unref", &divider->list_unref},
        {"pango_attr_fallback_new", &divider->new_fallback},
        {NULL, NULL}};
    const LibrarySymbol freetype[] = {
        {"pango_fc_font_map_set_config", &divider->set_config}, {NULL, NULL}};
    const LibrarySymbol cairo[] = {{"pango_cairo_font_map_new_for_font_type", new_map},
                                   {NULL, NULL}};
    return library_open(diagnostics, "libpango-1.0.so.0", "libpango-1.0-0", pango) &&
           library_open(diagnostics, "libpangoft2-1.0.so.0", "libpangoft2-1.0-0",
                        freetype) &&
           library_open(diagnostics, "libpangocairo-1.0.so.0", "libpangocairo-1.0-0",
                        cairo);
}

/* Makes the map over one file alone, or over the machine's fonts if fontconfig will not
 * have that file. The configuration is made current before the map, since Pango starts
 * fontconfig in a thread, which would read the machine's own otherwise. */
static void map_make(Divider *divider, NewMap new_map, const char *path)
{
    FcConfig *config = FcConfigCreate();
    bool taken = FcConfigAppFontAddFile(config, (const FcChar8 *)path);
    if (taken)
        FcConfigSetCurrent(config);
    divider->map = new_map(CAIRO_FONT_TYPE_FT);
    if (taken)
        divider->set_config((PangoFcFontMap *)divider->map, config);
    FcConfigDestroy(config);
}

Divider *divider_open(Diagnostics *diagnostics, const char *path)
{
    Divider *divider = g_new0(Divider, 1);
    NewMap new_map = NULL;
    if (!functions_find(diagnostics, divider, &new_map)) {
        g_free(divider);
        return NULL;
    }
    map_make(divider, new_map, path);
    divider->context = divider->new_context(divider->map);
    divider->no_fallback = divider->new_list();
    divider->list_insert(divider->no_fallback, divider->new_fallback(FALSE));
    divider->stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    return divider;
}

/* The map is told to let go of its configuration: Pango 1.50 keeps it for good. */
void divider_free(Divider *divider)
{
    if (!divider)
        return;
    g_array_unref(divider->stretches);
    divider->list_unref(divider->no_fallback);
    object_release(divider->context);
    divider->set_config((PangoFcFontMap *)divider->map, NULL);
    object_release(divider->map);
    g_free(divider);
}

const Stretch *divider_divide(Divider *divider, const StyledText *text, bool rtl,
                              size_t *n_stretches)
{
    GList *list = divider->itemize(
        divider->context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, text->text,
        0, (int)text->length, divider->no_fallback, NULL);
    g_array_set_size(divider->stretches, 0);
    for (GList *link = list; link; link = link->next) {
        PangoItem *item = link->data;
        Stretch stretch = {(size_t)item->num_chars,
                           (GUnicodeScript)item->analysis.script, item->analysis.level};
        g_array_append_val(divider->stretches, stretch);
        divider->item_free(item);
    }
    g_list_free(list);
    *n_stretches = divider->stretches->len;
    return (const Stretch *)divider->stretches->data;
}
