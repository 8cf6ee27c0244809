/*
 * The pages, in their order, with what they inherit (ISO 32000-1, 7.7.3), and the boxes of
 * each (14.11.2): what is printed and what is cut off.
 */
#include "preflight/content.h"

#include <math.h>

enum { DEEPEST = 64, MOST_PAGES = 100000 };

/* What a node of the page tree hands down. */
typedef struct Inherited {
    const Value *media, *crop, *resources;
} Inherited;

typedef struct PageList {
    Check *check;
    GArray *pages; /* of CheckedPage */
    GHashTable *met;
} PageList;

static const Value *inherit(PageList *list, const Value *node, const char *key,
                            const Value *other)
{
    const Value *value = document_find(list->check->document, node, key);
    return value->kind ? value : other;
}

static void page_add(PageList *list, const Value *node, unsigned object,
                     const Inherited *inherited)
{
    Check *check = list->check;
    Document *document = check->document;
    unsigned number = list->pages->len + 1;
    Where where = {object, number};
    CheckedPage page = {
        .object = object, .dictionary = node, .resources = inherited->resources};
    page.container = container_make(check, object, number, node);
    if (!rectangle_read(check, inherited->media, &page.media)) {
        found(check, RULE_BOX_MISSING, where, "the page has no MediaBox");
        page.media = (Rectangle){0, 0, 612, 792};
    }
    if (!rectangle_read(check, inherited->crop, &page.crop))
        page.crop = page.media;
    Rectangle art;
    page.has_trim =
        rectangle_read(check, document_find(document, node, "TrimBox"), &page.trim);
    bool has_art = rectangle_read(check, document_find(document, node, "ArtBox"), &art);
    if (page.has_trim == has_art)
        found(check, RULE_BOX_MISSING, where, "the page has %s TrimBox %s ArtBox",
              has_art ? "both" : "neither", has_art ? "and" : "nor");
    if (has_art && !page.has_trim)
        page.trim = art;
    page.has_trim = page.has_trim || has_art;
    if (!rectangle_read(check, document_find(document, node, "BleedBox"), &page.bleed))
        page.bleed = page.has_trim ? page.trim : page.crop;
    g_array_append_val(list->pages, page);
}

static void node_walk(PageList *list, const Value *value, Inherited inherited,
                      unsigned depth)
{
    Document *document = list->check->document;
    const Value *node = document_resolve(document, value);
    unsigned object = value_object(value, 0);
    if (node->kind != VALUE_DICTIONARY || depth > DEEPEST ||
        list->pages->len >= MOST_PAGES ||
        !g_hash_table_add(list->met, (gpointer)node)) {
        found(list->check, RULE_SYNTAX, (Where){object, 0},
              "the page tree has no page here, or the same again");
        return;
    }
    inherited.media = inherit(list, node, "MediaBox", inherited.media);
    inherited.crop = inherit(list, node, "CropBox", inherited.crop);
    inherited.resources = inherit(list, node, "Resources", inherited.resources);
    const Value *kids = document_find(document, node, "Kids");
    if (kids->kind != VALUE_ARRAY) {
        page_add(list, node, object, &inherited);
        return;
    }
    for (size_t i = 0; i < array_length(kids); i++)
        node_walk(list, &kids->as.array.items[i], inherited, depth + 1);
}

void pages_list(Check *check)
{
    PageList list = {check, g_array_new(FALSE, FALSE, sizeof(CheckedPage)),
                     g_hash_table_new(NULL, NULL)};
    const Inherited none = {&value_null, &value_null, &value_null};
    node_walk(&list, dictionary_find(check->catalog, "Pages"), none, 0);
    check->n_pages = list.pages->len;
    check->pages = arena_copy(check->arena, list.pages->data,
                              list.pages->len * sizeof(CheckedPage));
    g_array_unref(list.pages);
    g_hash_table_unref(list.met);
}

static bool rectangle_holds(Rectangle outer, Rectangle inner)
{
    static const double slack = 0.01;
    return inner.left >= outer.left - slack && inner.bottom >= outer.bottom - slack &&
           inner.right <= outer.right + slack && inner.top <= outer.top + slack;
}

static void boxes_check(Check *check, const CheckedPage *page, unsigned number)
{
    Where where = {page->object, number};
    double unit = document_number(check->document,
                                  dictionary_find(page->dictionary, "UserUnit"), 1);
    double width = (page->media.right - page->media.left) * unit;
    double height = (page->media.top - page->media.bottom) * unit;
    if (fmin(width, height) < 3 || fmax(width, height) > 14400)
        found(check, RULE_LIMITS, where, "the page is %.0f × %.0f pt", width, height);
    if (!page->has_trim)
        return;
    if (page->trim.right <= page->trim.left || page->trim.top <= page->trim.bottom)
        found(check, RULE_BOX_ORDER, where, "the trim has no extent");
    else if (!rectangle_holds(page->bleed, page->trim))
        found(check, RULE_BOX_ORDER, where, "the trim is not in the bleed");
    else if (!rectangle_holds(page->media, page->bleed))
        found(check, RULE_BOX_ORDER, where, "the bleed is not in the media box");
    else if (!rectangle_holds(page->crop, page->bleed))
        found(check, RULE_BOX_ORDER, where, "the bleed is not in the crop box");
    else if (!rectangle_holds(page->media, page->crop))
        found(check, RULE_BOX_ORDER, where, "the crop box is not in the media box");
}

void pages_check(Check *check)
{
    for (size_t i = 0; i < check->n_pages; i++) {
        CheckedPage *page = &check->pages[i];
        unsigned number = (unsigned)i + 1;
        boxes_check(check, page, number);
        if (dictionary_find(page->dictionary, "PresSteps")->kind)
            found(check, RULE_PRESENTATION, (Where){page->object, number},
                  "the page has PresSteps");
        content_run(check, page, number);
        if (check->text)
            g_string_append_c(check->text, '\n');
    }
}
