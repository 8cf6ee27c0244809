/*
 * Title, author, dates and the standards that the file keeps to. PDF/A (ISO 19005-2,
 * 6.6.3) wants document information and XMP to say the same, so both are written here from
 * the same values. What XMP does not know by itself, a file must describe in it (6.6.2.3):
 * the schemas by which PDF/UA and PDF/X name themselves.
 */
#include "press/metadata.h"

#include <string.h>

#include "base/version.h"
#include "draw/draw.h"

typedef struct Metadata {
    const char *title, *author, *subject, *language; /* NULL: none */
    const char *date;                                /* 2020-09-24T00:00:00Z */
    const char *sum;
    bool print;
} Metadata;

/* A property of a schema that XMP does not know. */
typedef struct SchemaProperty {
    const char *schema, *namespace, *prefix, *property, *kind, *description;
    bool print; /* for PDF/X alone */
} SchemaProperty;

static const SchemaProperty schema_properties[] = {
    {"PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
     "part", "Integer", "Part of ISO 14289 that the file keeps to", false},
    {"PDF/X identification schema", "http://www.npes.org/pdfx/ns/id/", "pdfxid",
     "GTS_PDFXVersion", "Text", "Part of ISO 15930 that the file keeps to", true},
    {"Adobe PDF schema", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped", "Text",
     "Whether the pages are trapped", false},
};

/* ---- XMP ---------------------------------------------------------------------------- */

static void element_add(GString *xmp, const char *name, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append_printf(xmp, "   <%s>%s</%s>\n", name, escaped, name);
}

/* A text in the language of the file, or a list of one. */
static void container_add(GString *xmp, const char *name, const char *container,
                          const char *attribute, const char *text)
{
    g_autofree char *escaped = text ? g_markup_escape_text(text, -1) : NULL;
    if (escaped)
        g_string_append_printf(xmp,
                               "   <%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s></%s>\n",
                               name, container, attribute, escaped, container, name);
}

static void schema_add(GString *xmp, const SchemaProperty *row)
{
    g_string_append_printf(
        xmp,
        "    <rdf:li rdf:parseType=\"Resource\">\n"
        "     <pdfaSchema:schema>%s</pdfaSchema:schema>\n"
        "     <pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
        "     <pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
        "     <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
        "      <pdfaProperty:name>%s</pdfaProperty:name>\n"
        "      <pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
        "      <pdfaProperty:category>internal</pdfaProperty:category>\n"
        "      <pdfaProperty:description>%s</pdfaProperty:description>\n"
        "     </rdf:li></rdf:Seq></pdfaSchema:property>\n"
        "    </rdf:li>\n",
        row->schema, row->namespace, row->prefix, row->property, row->kind,
        row->description);
}

static void schemas_add(GString *xmp, bool print)
{
    g_string_append(xmp, "   <pdfaExtension:schemas><rdf:Bag>\n");
    for (size_t i = 0; i < G_N_ELEMENTS(schema_properties); i++)
        if (print || !schema_properties[i].print)
            schema_add(xmp, &schema_properties[i]);
    g_string_append(xmp, "   </rdf:Bag></pdfaExtension:schemas>\n");
}

/* Thirty-two hexadecimal digits of the sum, as a UUID. */
static void uuid_add(GString *xmp, const char *name, const char *sum)
{
    g_autofree char *uuid = g_strdup_printf("uuid:%.8s-%.4s-%.4s-%.4s-%.12s", sum,
                                            sum + 8, sum + 12, sum + 16, sum + 20);
    element_add(xmp, name, uuid);
}

static void identifiers_add(GString *xmp, const Metadata *metadata)
{
    element_add(xmp, "pdfaid:part", "2");
    element_add(xmp, "pdfaid:conformance", "A");
    element_add(xmp, "pdfuaid:part", "1");
    if (metadata->print)
        element_add(xmp, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
    uuid_add(xmp, "xmpMM:DocumentID", metadata->sum);
    uuid_add(xmp, "xmpMM:InstanceID", metadata->sum + 32);
    element_add(xmp, "xmpMM:VersionID", "1");
    element_add(xmp, "xmpMM:RenditionClass", "default");
}

static GString *xmp_make(const Metadata *metadata)
{
    GString *xmp = g_string_new(
        "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "  <rdf:Description rdf:about=\"\"\n"
        "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
        "    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
        "    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"\n"
        "    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
        "    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
        "    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
        "    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n"
        "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
        "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n");
    element_add(xmp, "dc:format", "application/pdf");
    container_add(xmp, "dc:title", "Alt", " xml:lang=\"x-default\"", metadata->title);
    container_add(xmp, "dc:creator", "Seq", "", metadata->author);
    container_add(xmp, "dc:description", "Alt", " xml:lang=\"x-default\"",
                  metadata->subject);
    container_add(xmp, "dc:language", "Bag", "", metadata->language);
    element_add(xmp, "pdf:Producer", "openletter " VERSION);
    element_add(xmp, "pdf:Trapped", "False");
    element_add(xmp, "xmp:CreatorTool", "openletter");
    element_add(xmp, "xmp:CreateDate", metadata->date);
    element_add(xmp, "xmp:ModifyDate", metadata->date);
    element_add(xmp, "xmp:MetadataDate", metadata->date);
    identifiers_add(xmp, metadata);
    schemas_add(xmp, metadata->print);
    g_string_append(xmp, "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
                         "<?xpacket end=\"w\"?>\n");
    return xmp;
}

/* ---- document information ----------------------------------------------------------- */

/* "2020-09-24T00:00:00Z" as PDF writes it; to be freed. */
static char *date_pdf(const char *date)
{
    GString *text = g_string_new("D:");
    for (const char *at = date; *at; at++)
        if (g_ascii_isdigit(*at))
            g_string_append_c(text, *at);
    g_string_append_c(text, 'Z');
    return g_string_free(text, FALSE);
}

static void info_set(Pdf *pdf, PdfObject info, const char *key, const char *text)
{
    if (text)
        pdf_set(pdf, info, key, pdf_text(pdf, text));
}

static void info_write(Pdf *pdf, const Metadata *metadata)
{
    g_autofree char *date = date_pdf(metadata->date);
    PdfObject info = pdf_indirect(pdf, pdf_dictionary(pdf));
    info_set(pdf, info, "/Title", metadata->title);
    info_set(pdf, info, "/Author", metadata->author);
    info_set(pdf, info, "/Subject", metadata->subject);
    info_set(pdf, info, "/Creator", "openletter");
    info_set(pdf, info, "/Producer", "openletter " VERSION);
    info_set(pdf, info, "/CreationDate", date);
    info_set(pdf, info, "/ModDate", date);
    if (metadata->print)
        info_set(pdf, info, "/GTS_PDFXVersion", "PDF/X-4");
    pdf_set(pdf, info, "/Trapped", pdf_name(pdf, "/False"));
    PdfObject trailer = pdf_trailer(pdf);
    pdf_set(pdf, trailer, "/Info", info);
    pdf_drop(pdf, trailer);
}

/* XMP stays unpacked, so that a program that knows nothing of PDF can find it. */
static void xmp_write(Pdf *pdf, const Metadata *metadata)
{
    GString *xmp = xmp_make(metadata);
    PdfObject stream = pdf_stream(pdf, xmp->str, xmp->len, NULL);
    pdf_stream_set(pdf, stream, "/Type", pdf_name(pdf, "/Metadata"));
    pdf_stream_set(pdf, stream, "/Subtype", pdf_name(pdf, "/XML"));
    PdfObject root = pdf_root(pdf);
    pdf_set(pdf, root, "/Metadata", stream);
    pdf_drop(pdf, root);
    g_string_free(xmp, TRUE);
}

/* A title is on one line here. */
static char *title_plain(const Pages *pages)
{
    GString *title = g_string_new(pages->title ? pages->title : "");
    g_string_replace(title, "\u2028", " ", 0);
    return g_string_free(title, FALSE);
}

void metadata_write(Pdf *pdf, const Pages *pages, const char *sum, bool print)
{
    g_autofree char *title = title_plain(pages), *subject = pages_subject(pages);
    g_autofree char *date = pages_date(pages);
    Metadata metadata = {title, pages->author, subject, pages->language,
                         date,  sum,           print};
    info_write(pdf, &metadata);
    xmp_write(pdf, &metadata);
}
