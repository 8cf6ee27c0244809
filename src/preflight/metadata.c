/*
 * The document's metadata: its XMP packet, the document information, and whether the two
 * say the same. What XMP 2005 predefines is listed for the schemas that letters use; of
 * the schemas of cameras and editors any property passes.
 */
#include "preflight/check.h"

#include <string.h>

#include "preflight/xmp.h"

/* Properties by namespace; "*": all that it has. */
static const struct {
    const char *space, *names;
} predefined[] = {
    {NS_DC, " contributor coverage creator date description format identifier language "
            "publisher relation rights source subject title type "},
    {NS_XMP, " Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate "
             "ModifyDate Nickname Rating Thumbnails "},
    {NS_XMP_RIGHTS, " Certificate Marked Owner UsageTerms WebStatement "},
    {NS_XMP_MM,
     " DerivedFrom DocumentID History InstanceID ManagedFrom Manager ManageTo "
     "ManageUI ManagerVariant RenditionClass RenditionParams VersionID "
     "Versions LastURL RenditionOf SaveID "},
    {NS_PDF, " Keywords PDFVersion Producer Trapped "},
    {NS_PDFA, " part amd conformance corr rev "},
    {NS_EXTENSION, " schemas "},
    {"http://ns.adobe.com/xap/1.0/bj/", "*"},
    {"http://ns.adobe.com/xap/1.0/t/pg/", "*"},
    {"http://ns.adobe.com/xmp/1.0/DynamicMedia/", "*"},
    {"http://ns.adobe.com/photoshop/1.0/", "*"},
    {"http://ns.adobe.com/camera-raw-settings/1.0/", "*"},
    {"http://ns.adobe.com/tiff/1.0/", "*"},
    {"http://ns.adobe.com/exif/1.0/", "*"},
    {"http://ns.adobe.com/exif/1.0/aux/", "*"}};

static bool property_is_predefined(const XmpNode *property)
{
    g_autofree char *word = g_strdup_printf(" %s ", property->name);
    for (size_t i = 0; i < G_N_ELEMENTS(predefined); i++)
        if (strcmp(predefined[i].space, property->space) == 0)
            return predefined[i].names[0] == '*' || strstr(predefined[i].names, word);
    return false;
}

/* Whether an extension schema of the packet describes the property. */
static bool property_is_described(const Xmp *xmp, const XmpNode *property)
{
    const XmpNode *schema = xmp_items(xmp_find(xmp, NS_EXTENSION, "schemas"));
    for (; schema; schema = schema->next) {
        const char *space = xmp_text(xmp_field(schema, NS_SCHEMA, "namespaceURI"));
        if (strcmp(space, property->space) != 0)
            continue;
        const XmpNode *row = xmp_items(xmp_field(schema, NS_SCHEMA, "property"));
        for (; row; row = row->next)
            if (strcmp(xmp_text(xmp_field(row, NS_PROPERTY, "name")), property->name) ==
                0)
                return true;
    }
    return false;
}

static void fields_check(Check *check, const XmpNode *node, const char *space,
                         const char *const *names, Where where)
{
    for (; *names; names++)
        if (!xmp_field(node, space, *names))
            found(check, RULE_XMP_SCHEMA, where, "an extension schema lacks %s",
                  *names);
}

static void schemas_check(Check *check, const Xmp *xmp, Where where)
{
    static const char *const of_schema[] = {"schema", "namespaceURI", "prefix", NULL};
    static const char *const of_property[] = {"name", "valueType", "category",
                                              "description", NULL};
    const XmpNode *schema = xmp_items(xmp_find(xmp, NS_EXTENSION, "schemas"));
    for (; schema; schema = schema->next) {
        fields_check(check, schema, NS_SCHEMA, of_schema, where);
        const XmpNode *row = xmp_items(xmp_field(schema, NS_SCHEMA, "property"));
        for (; row; row = row->next) {
            fields_check(check, row, NS_PROPERTY, of_property, where);
            const char *category = xmp_text(xmp_field(row, NS_PROPERTY, "category"));
            if (*category && strcmp(category, "internal") != 0 &&
                strcmp(category, "external") != 0)
                found(check, RULE_XMP_SCHEMA, where,
                      "the category '%s' is neither internal nor external", category);
        }
    }
}

static void properties_check(Check *check, const Xmp *xmp, Where where)
{
    const XmpNode *property = NULL;
    while ((property = xmp_next(xmp, property)))
        if (!property_is_predefined(property) && !property_is_described(xmp, property))
            found(check, RULE_XMP_EXTENSION, where, "the property %s of '%s'",
                  property->name, property->space);
    schemas_check(check, xmp, where);
}

/* The number in a date's text at *at, of `n` digits; `other` when it is not there. */
static int digits_read(const char **at, int n, int other)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit((*at)[i]))
            return other;
        value = value * 10 + ((*at)[i] - '0');
    }
    *at += n;
    return value;
}

/* A date of the document information ("D:20200924000000+02'00'") or of XMP
 * ("2020-09-24T00:00:00Z") in seconds since 1970. False: it is none. */
static bool date_read(const char *text, gint64 *seconds)
{
    int fields[6] = {-1, 1, 1, 0, 0, 0};
    const char *at = g_str_has_prefix(text, "D:") ? text + 2 : text;
    for (int i = 0; i < 6; i++) {
        if (*at && strchr(i < 3 ? "-" : i == 3 ? "T" : ":", *at))
            at++;
        fields[i] = digits_read(&at, i ? 2 : 4, fields[i]);
    }
    if (*at == '.')
        at += strspn(at, ".0123456789");
    int sign = *at == '-' ? -1 : 1, hours = 0, minutes = 0;
    if (*at == '+' || *at == '-') {
        at++;
        hours = digits_read(&at, 2, 0);
        at += *at == ':' || *at == '\'';
        minutes = digits_read(&at, 2, 0);
        at += *at == '\'';
    } else
        at += *at == 'Z';
    if (fields[0] < 1 || strspn(at, "'0") != strlen(at))
        return false;
    g_autoptr(GDateTime) date = g_date_time_new_utc(fields[0], fields[1], fields[2],
                                                    fields[3], fields[4], fields[5]);
    if (!date)
        return false;
    *seconds = g_date_time_to_unix(date) - sign * (hours * 3600 + minutes * 60);
    return true;
}

static bool dates_agree(const char *one, const char *other)
{
    gint64 a, b;
    return date_read(one, &a) && date_read(other, &b) && a == b;
}

static void info_check(Check *check, const Xmp *xmp)
{
    static const struct {
        const char *key, *space, *name;
        bool date;
    } pairs[] = {{"Title", NS_DC, "title", false},
                 {"Author", NS_DC, "creator", false},
                 {"Subject", NS_DC, "description", false},
                 {"Keywords", NS_PDF, "Keywords", false},
                 {"Creator", NS_XMP, "CreatorTool", false},
                 {"Producer", NS_PDF, "Producer", false},
                 {"CreationDate", NS_XMP, "CreateDate", true},
                 {"ModDate", NS_XMP, "ModifyDate", true}};
    Document *document = check->document;
    const Value *reference = dictionary_find(&document->trailer, "Info");
    const Value *info = document_resolve(document, reference);
    Where where = {value_object(reference, 0), 0};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const Value *value = document_find(document, info, pairs[i].key);
        if (value->kind != VALUE_STRING)
            continue;
        const char *said = value_text(check->arena, value);
        const char *other = xmp_text(xmp_find(xmp, pairs[i].space, pairs[i].name));
        bool same = pairs[i].date ? dates_agree(said, other) : strcmp(said, other) == 0;
        if (!same)
            found(check, RULE_INFO, where, "%s is '%.80s', and '%.80s' in XMP",
                  pairs[i].key, said, other);
    }
    const Value *version = document_find(document, info, "GTS_PDFXVersion");
    const char *said = xmp_text(xmp_find(xmp, NS_PDFX, "GTS_PDFXVersion"));
    if (version->kind && strcmp(value_text(check->arena, version), said) != 0)
        found(check, RULE_INFO, where, "GTS_PDFXVersion is not that of XMP");
    const Value *trapped = document_find(document, info, "Trapped");
    const char *in_xmp = xmp_text(xmp_find(xmp, NS_PDF, "Trapped"));
    if (trapped->kind == VALUE_NAME && !value_is_name(trapped, in_xmp))
        found(check, RULE_TRAPPED, where, "Trapped is %s, and '%s' in XMP",
              value_name(check->arena, trapped), in_xmp);
}

static void press_check(Check *check, const Xmp *xmp, Where where)
{
    const char *version = xmp_text(xmp_find(xmp, NS_PDFX, "GTS_PDFXVersion"));
    if (strcmp(version, "PDF/X-4") != 0)
        found(check, RULE_PDFX_ID, where, "XMP has pdfxid:GTS_PDFXVersion '%s'",
              version);
    static const char *const ids[] = {"DocumentID", "VersionID", "RenditionClass"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        if (!*xmp_text(xmp_find(xmp, NS_XMP_MM, ids[i])))
            found(check, RULE_DOCUMENT_ID, where, "XMP lacks xmpMM:%s", ids[i]);
    static const char *const dates[] = {"CreateDate", "ModifyDate", "MetadataDate"};
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        gint64 seconds;
        const char *date = xmp_text(xmp_find(xmp, NS_XMP, dates[i]));
        if (!date_read(date, &seconds))
            found(check, RULE_DATES, where, "xmp:%s is '%s'", dates[i], date);
    }
    if (!*xmp_text(xmp_find(xmp, NS_DC, "title")) && !(check->standards & STANDARD_UA1))
        found(check, RULE_DATES, where, "XMP lacks dc:title");
    const char *trapped = xmp_text(xmp_find(xmp, NS_PDF, "Trapped"));
    if (strcmp(trapped, "True") != 0 && strcmp(trapped, "False") != 0)
        found(check, RULE_TRAPPED, where, "pdf:Trapped is '%s'", trapped);
}

static void claims_check(Check *check, const Xmp *xmp, Where where)
{
    const char *part = xmp_text(xmp_find(xmp, NS_PDFA, "part"));
    const char *level = xmp_text(xmp_find(xmp, NS_PDFA, "conformance"));
    if (strcmp(part, "2") != 0 || strcmp(level, "A") != 0)
        found(check, RULE_PDFA_ID, where, "XMP has pdfaid:part '%s', conformance '%s'",
              part, level);
    const char *access = xmp_text(xmp_find(xmp, NS_PDFUA, "part"));
    if (strcmp(access, "1") != 0)
        found(check, RULE_PDFUA_ID, where, "XMP has pdfuaid:part '%s'", access);
    if (!*xmp_text(xmp_find(xmp, NS_DC, "title")))
        found(check, RULE_TITLE, where, "XMP has no dc:title");
}

/* The packet of the catalog; its root is NULL when there is none to be read. */
static Xmp packet_read(Check *check)
{
    const Value *stream = document_find(check->document, check->catalog, "Metadata");
    Xmp none = {NULL, NULL};
    if (stream->kind != VALUE_STREAM)
        return none;
    const char *why;
    g_autoptr(GByteArray) bytes =
        stream_decode(check->document, stream->as.stream, &why);
    if (bytes)
        return xmp_read(check->arena, (Bytes){(char *)bytes->data, bytes->len});
    none.problem = "its stream cannot be read";
    return none;
}

/* What the kinds of the output intents claim. */
static unsigned intents_claim(Check *check)
{
    Document *document = check->document;
    const Value *intents = document_find(document, check->catalog, "OutputIntents");
    unsigned claims = 0;
    for (size_t i = 0; i < array_length(intents); i++) {
        const Value *kind =
            document_find(document, document_item(document, intents, i), "S");
        claims |= value_is_name(kind, "GTS_PDFX")    ? STANDARD_X4
                  : value_is_name(kind, "GTS_PDFA1") ? STANDARD_A2A
                                                     : 0;
    }
    return claims;
}

unsigned claims_find(Check *check)
{
    Xmp xmp = packet_read(check);
    unsigned claims = intents_claim(check);
    if (xmp_find(&xmp, NS_PDFX, "GTS_PDFXVersion"))
        claims |= STANDARD_X4;
    if (xmp_find(&xmp, NS_PDFA, "part"))
        claims |= STANDARD_A2A;
    if (xmp_find(&xmp, NS_PDFUA, "part"))
        claims |= STANDARD_UA1;
    return claims;
}

void metadata_check(Check *check)
{
    Xmp xmp = packet_read(check);
    Where where = {value_object(dictionary_find(check->catalog, "Metadata"), 0), 0};
    if (!xmp.root && !xmp.problem) {
        found(check, RULE_XMP_MISSING, where, "the catalog has no XMP");
        return;
    }
    if (xmp.problem)
        found(check, RULE_XMP_SYNTAX, where, "the XMP packet: %s", xmp.problem);
    if (!xmp.root)
        return;
    properties_check(check, &xmp, where);
    info_check(check, &xmp);
    press_check(check, &xmp, where);
    claims_check(check, &xmp, where);
}
