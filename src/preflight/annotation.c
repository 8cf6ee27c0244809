/*
 * Annotations: links and fields, which a press must not meet, an archive must show, and a
 * screen reader must be told of (ISO 32000-1, 12.5).
 */
#include "preflight/check.h"

#include <string.h>

enum { MOST_ANNOTATIONS = 100000 };
enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE = 256 };

typedef struct Annotation {
    const Value *dictionary, *kind;
    Where where;
    Rectangle box;
    bool empty, hidden;
} Annotation;

static bool kind_among(const Annotation *annotation, const char *const *kinds)
{
    for (; *kinds; kinds++)
        if (value_is_name(annotation->kind, *kinds))
            return true;
    return false;
}

static void inside_check(Check *check, const Annotation *annotation,
                         const CheckedPage *page)
{
    static const char *const allowed[] = {"PrinterMark", "TrapNet", "Popup", NULL};
    Rectangle a = annotation->box, b = page->bleed;
    bool apart = a.right <= b.left || a.left >= b.right || a.top <= b.bottom ||
                 a.bottom >= b.top;
    if (!apart && !kind_among(annotation, allowed))
        found(check, RULE_ANNOTATION_INSIDE, annotation->where,
              "a %s lies on the printed page",
              value_name(check->arena, annotation->kind));
}

static void kind_check(Check *check, const Annotation *annotation)
{
    static const char *const known[] = {
        "Text",           "Link",      "FreeText",    "Line",
        "Square",         "Circle",    "Polygon",     "PolyLine",
        "Highlight",      "Underline", "Squiggly",    "StrikeOut",
        "Stamp",          "Caret",     "Ink",         "Popup",
        "FileAttachment", "Widget",    "PrinterMark", "Watermark",
        "Redact",         NULL};
    if (!kind_among(annotation, known))
        found(check, RULE_ANNOTATION_KIND, annotation->where,
              "the annotation is a '%s'", value_name(check->arena, annotation->kind));
}

static void trap_check(Check *check, const Annotation *annotation)
{
    if (value_is_name(annotation->kind, "TrapNet"))
        found(check, RULE_TRAP_NET, annotation->where, "there is a TrapNet");
}

static void flags_check(Check *check, Annotation *annotation)
{
    const Value *value = document_find(check->document, annotation->dictionary, "F");
    double number = document_number(check->document, value, 0);
    unsigned flags = number >= 0 && number < 65536 ? (unsigned)number : 0;
    annotation->hidden = flags & HIDDEN;
    bool popup = value_is_name(annotation->kind, "Popup");
    if (popup)
        return;
    if (!value->kind)
        found(check, RULE_ANNOTATION_FLAGS, annotation->where,
              "the annotation has no F");
    else if (!(flags & PRINT) || flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE))
        found(check, RULE_ANNOTATION_FLAGS, annotation->where, "F is %u", flags);
}

static void look_check(Check *check, const Annotation *annotation)
{
    static const char *const bare[] = {"Popup", "Link", NULL};
    Document *document = check->document;
    const Value *look = document_find(document, annotation->dictionary, "AP");
    if (look->kind != VALUE_DICTIONARY) {
        if (!annotation->empty && !kind_among(annotation, bare))
            found(check, RULE_ANNOTATION_LOOK, annotation->where,
                  "the annotation has no appearance");
        return;
    }
    if (!dictionary_find(look, "N")->kind || look->as.dictionary.n > 1)
        found(check, RULE_ANNOTATION_LOOK, annotation->where,
              "AP has other appearances than N");
}

/* The type of the element that holds the annotation; "": none. */
static const char *holder_find(Check *check, const Annotation *annotation)
{
    const char *type = g_hash_table_lookup(check->annotations,
                                           GUINT_TO_POINTER(annotation->where.object));
    return type ? type : "";
}

static void access_check(Check *check, const Annotation *annotation)
{
    static const char *const apart[] = {"Popup", "PrinterMark", "TrapNet", NULL};
    if (annotation->hidden || kind_among(annotation, apart))
        return;
    const char *holder = holder_find(check, annotation);
    bool silent = text_is_empty(
        document_find(check->document, annotation->dictionary, "Contents"));
    if (value_is_name(annotation->kind, "Link")) {
        if (strcmp(holder, "Link") != 0)
            found(check, RULE_LINK_TAGGED, annotation->where,
                  "the link is in no Link element");
        if (silent)
            found(check, RULE_LINK_TEXT, annotation->where, "the link has no Contents");
        return;
    }
    bool widget = value_is_name(annotation->kind, "Widget");
    if (strcmp(holder, widget ? "Form" : "Annot") != 0)
        found(check, RULE_ANNOTATION_TAGGED, annotation->where,
              "the annotation is in no %s element", widget ? "Form" : "Annot");
    if (!widget && silent)
        found(check, RULE_ANNOTATION_TEXT, annotation->where,
              "the annotation has no Contents");
    if (widget && dictionary_find(annotation->dictionary, "A")->kind)
        found(check, RULE_FIELDS, annotation->where, "the field has an action");
}

static void annotation_check(Check *check, const CheckedPage *page, const Value *value,
                             unsigned number)
{
    Document *document = check->document;
    Annotation annotation = {.dictionary = document_resolve(document, value),
                             .where = {value_object(value, 0), number}};
    annotation.kind = document_find(document, annotation.dictionary, "Subtype");
    annotation.empty =
        !rectangle_read(check, document_find(document, annotation.dictionary, "Rect"),
                        &annotation.box) ||
        annotation.box.right <= annotation.box.left ||
        annotation.box.top <= annotation.box.bottom;
    kind_check(check, &annotation);
    trap_check(check, &annotation);
    inside_check(check, &annotation, page);
    flags_check(check, &annotation);
    look_check(check, &annotation);
    access_check(check, &annotation);
}

void annotations_check(Check *check)
{
    Document *document = check->document;
    size_t n_left = MOST_ANNOTATIONS;
    for (size_t i = 0; i < check->n_pages; i++) {
        const CheckedPage *page = &check->pages[i];
        const Value *list = document_find(document, page->dictionary, "Annots");
        unsigned number = (unsigned)i + 1;
        if (array_length(list) == 0)
            continue;
        if (!value_is_name(document_find(document, page->dictionary, "Tabs"), "S"))
            found(check, RULE_PAGE_TABS, (Where){page->object, number},
                  "the page has annotations and no Tabs S");
        for (size_t k = 0; k < array_length(list) && n_left > 0; k++, n_left--)
            annotation_check(check, page, &list->as.array.items[k], number);
    }
}
