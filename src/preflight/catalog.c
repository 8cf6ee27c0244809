/*
 * What the document's catalog holds beside pages and structure: marks of a tagged
 * document, preferences, forms, optional content, the outline, and what PDF/A forbids.
 */
#include "preflight/check.h"

#include <string.h>

enum { MOST_ITEMS = 100000, DEEPEST = 64 };

static Where catalog_place(const Check *check)
{
    return (Where){value_object(dictionary_find(&check->document->trailer, "Root"), 0),
                   0};
}

static bool is_true(const Value *value)
{
    return value->kind == VALUE_BOOLEAN && value->as.truth;
}

static void marks_check(Check *check)
{
    Document *document = check->document;
    Where where = catalog_place(check);
    const Value *info = document_find(document, check->catalog, "MarkInfo");
    if (!is_true(document_find(document, info, "Marked")))
        found(check, RULE_MARKED, where, "MarkInfo has no Marked true");
    if (is_true(document_find(document, info, "Suspects")))
        found(check, RULE_SUSPECTS, where, "MarkInfo has Suspects true");
    const Value *preferences =
        document_find(document, check->catalog, "ViewerPreferences");
    if (!is_true(document_find(document, preferences, "DisplayDocTitle")))
        found(check, RULE_TITLE_SHOWN, where, "DisplayDocTitle is not true");
    check->language =
        document_find(document, check->catalog, "Lang")->kind == VALUE_STRING;
}

static void fields_walk(Check *check, const Value *fields, unsigned depth)
{
    Document *document = check->document;
    for (size_t i = 0; i < array_length(fields) && depth < DEEPEST; i++) {
        if (!steps_take(check, 1))
            return;
        const Value *field = document_item(document, fields, i);
        Where where = {value_object(&fields->as.array.items[i], 0), 0};
        if (document_find(document, field, "FT")->kind &&
            !document_find(document, field, "TU")->kind)
            found(check, RULE_FIELD_NAME, where, "the field has no TU");
        if (dictionary_find(field, "A")->kind)
            found(check, RULE_FIELDS, where, "the field has an action");
        fields_walk(check, document_find(document, field, "Kids"), depth + 1);
    }
}

static void form_check(Check *check)
{
    Document *document = check->document;
    const Value *form = document_find(document, check->catalog, "AcroForm");
    if (form->kind != VALUE_DICTIONARY)
        return;
    Where where = {value_object(dictionary_find(check->catalog, "AcroForm"), 0), 0};
    const Value *fields = document_find(document, form, "Fields");
    if (dictionary_find(form, "XFA")->kind ||
        is_true(document_find(document, check->catalog, "NeedsRendering")))
        found(check, RULE_XFA, where, "there is an XFA form");
    if (is_true(document_find(document, form, "NeedAppearances")))
        found(check, RULE_FIELDS, where, "the form has NeedAppearances true");
    else if (array_length(fields) > 0 && (check->standards & STANDARD_X4))
        found(check, RULE_FIELDS, where, "there are %zu form fields",
              array_length(fields));
    fields_walk(check, fields, 0);
}

/* Whether the array, or an array in it, names the object. */
static bool order_names(Check *check, const Value *order, unsigned object,
                        unsigned depth)
{
    order = document_resolve(check->document, order);
    for (size_t i = 0; i < array_length(order) && depth < 16; i++) {
        if (!steps_take(check, 1))
            return true;
        const Value *item = &order->as.array.items[i];
        if (value_object(item, 0) == object ||
            order_names(check, item, object, depth + 1))
            return true;
    }
    return false;
}

static void configuration_check(Check *check, const Value *properties,
                                const Value *configuration, GHashTable *names,
                                Where where)
{
    Document *document = check->document;
    const char *name =
        value_text(check->arena, document_find(document, configuration, "Name"));
    if (!*name)
        found(check, RULE_OPTIONAL_NAME, where, "a configuration has no Name");
    else if (!g_hash_table_add(names, (gpointer)name))
        found(check, RULE_OPTIONAL_NAME, where, "two configurations have the Name '%s'",
              name);
    if (dictionary_find(configuration, "AS")->kind)
        found(check, RULE_OPTIONAL_AUTO, where, "a configuration has AS");
    const Value *order = document_find(document, configuration, "Order");
    const Value *groups = document_find(document, properties, "OCGs");
    if (order->kind != VALUE_ARRAY)
        return;
    for (size_t i = 0; i < MIN(array_length(groups), 1000); i++)
        if (!order_names(check, order,
                         value_object(&groups->as.array.items[i], UINT_MAX), 0))
            found(check, RULE_OPTIONAL_ORDER, where, "Order lacks a group");
}

static void optional_check(Check *check)
{
    Document *document = check->document;
    const Value *properties = document_find(document, check->catalog, "OCProperties");
    if (properties->kind != VALUE_DICTIONARY)
        return;
    Where where = {value_object(dictionary_find(check->catalog, "OCProperties"), 0), 0};
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    configuration_check(check, properties, document_find(document, properties, "D"),
                        names, where);
    const Value *others = document_find(document, properties, "Configs");
    for (size_t i = 0; i < MIN(array_length(others), 1000); i++)
        configuration_check(check, properties, document_item(document, others, i),
                            names, where);
}

/* An item of the outline and those behind and below it; each once. */
static void outline_walk(Check *check, const Value *first, GHashTable *met,
                         unsigned depth)
{
    Document *document = check->document;
    unsigned before = 0;
    for (const Value *at = first; at->kind == VALUE_REFERENCE;) {
        Where where = {at->as.object, 0};
        const Value *item = document_resolve(document, at);
        if (item->kind != VALUE_DICTIONARY || depth > DEEPEST ||
            g_hash_table_size(met) > MOST_ITEMS ||
            !g_hash_table_add(met, GUINT_TO_POINTER(at->as.object))) {
            found(check, RULE_OUTLINE, where, "the item is none, or comes twice");
            return;
        }
        if (text_is_empty(document_find(document, item, "Title")))
            found(check, RULE_OUTLINE, where, "the item has no Title");
        if (value_object(dictionary_find(item, "Prev"), 0) != before)
            found(check, RULE_OUTLINE, where, "Prev is not the item before");
        before = at->as.object;
        outline_walk(check, dictionary_find(item, "First"), met, depth + 1);
        at = dictionary_find(item, "Next");
    }
}

static void outline_check(Check *check)
{
    const Value *outline = document_find(check->document, check->catalog, "Outlines");
    if (outline->kind != VALUE_DICTIONARY)
        return;
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    const Value *count = document_find(check->document, outline, "Count");
    if (document_number(check->document, count, 0) < 0)
        found(check, RULE_OUTLINE, catalog_place(check),
              "the outline counts less than no items");
    outline_walk(check, dictionary_find(outline, "First"), met, 0);
}

static void forbidden_check(Check *check)
{
    Document *document = check->document;
    Where where = catalog_place(check);
    const Value *names = document_find(document, check->catalog, "Names");
    if (dictionary_find(names, "AlternatePresentations")->kind)
        found(check, RULE_PRESENTATION, where, "there are AlternatePresentations");
    if (dictionary_find(names, "EmbeddedFiles")->kind)
        found(check, RULE_EMBEDDED, where, "the catalog names embedded files");
    if (dictionary_find(names, "JavaScript")->kind)
        found(check, RULE_ACTION_KIND, where, "the catalog names scripts");
    if (dictionary_find(check->catalog, "Requirements")->kind)
        found(check, RULE_REQUIREMENTS, where, "the catalog has Requirements");
    const Value *permissions = document_find(document, check->catalog, "Perms");
    if (permissions->kind != VALUE_DICTIONARY)
        return;
    for (size_t i = 0; i < permissions->as.dictionary.n; i++) {
        Bytes key = permissions->as.dictionary.entries[i].key;
        if (!bytes_are(key, "DocMDP") && !bytes_are(key, "UR3"))
            found(check, RULE_PERMISSIONS, where, "Perms has another key");
    }
}

void catalog_check(Check *check)
{
    marks_check(check);
    form_check(check);
    optional_check(check);
    outline_check(check);
    forbidden_check(check);
}
