/*
 * An object is its text; a stream's contents stand beside it. In texts @(words) is a
 * string of the composite font's glyphs; @W, @U, @S are its widths, its ToUnicode, and
 * the widths of the simple font.
 */
#include "specimen.h"

#include <string.h>

#define SPECIMEN_FONT "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

enum {
    N_SPECIMEN = 54,
    SPECIMEN_FILE = 43,
    SPECIMEN_PROFILE = 13,
    SPECIMEN_IMAGE = 47
};

typedef struct SpecimenObject {
    unsigned number;
    const char *text, *stream; /* stream: NULL: it has none */
} SpecimenObject;

#define XMP_PROPERTY(name, kind, text)                                                 \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>" name                      \
    "</pdfaProperty:name><pdfaProperty:valueType>" kind "</pdfaProperty:valueType>"    \
    "<pdfaProperty:category>internal</pdfaProperty:category>"                          \
    "<pdfaProperty:description>" text "</pdfaProperty:description></rdf:li>"
#define XMP_SCHEMA(name, space, prefix, property)                                      \
    "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>" name                      \
    "</pdfaSchema:schema><pdfaSchema:namespaceURI>" space                              \
    "</pdfaSchema:namespaceURI><pdfaSchema:prefix>" prefix                             \
    "</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>" property                      \
    "</rdf:Seq></pdfaSchema:property></rdf:li>\n"

static const char specimen_xmp[] =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"\n"
    " pdf:Producer=\"a hand\" pdf:Trapped=\"False\"\n"
    " pdfaid:part=\"2\" pdfaid:conformance=\"A\" pdfuaid:part=\"1\"\n"
    " xmp:CreateDate=\"2020-09-24T02:00:00+02:00\" "
    "xmp:ModifyDate=\"2020-09-24T00:00:00Z\"\n"
    " xmp:MetadataDate=\"2020-09-24T00:00:00Z\" xmpMM:VersionID=\"1\"\n"
    " xmpMM:RenditionClass=\"default\">\n"
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Specimen</rdf:li>"
    "</rdf:Alt></dc:title>\n"
    "<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>\n"
    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
    "<pdfaExtension:schemas><rdf:Bag>\n" XMP_SCHEMA(
        "PDF/UA", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
        XMP_PROPERTY("part", "Integer", "the part of ISO 14289"))
        XMP_SCHEMA(
            "PDF/X", "http://www.npes.org/pdfx/ns/id/", "pdfxid",
            XMP_PROPERTY(
                "GTS_PDFXVersion", "Text",
                "the version of PDF/X")) "</rdf:Bag></pdfaExtension:schemas>\n"
                                         "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
                                         "<?xpacket end=\"w\"?>";

static const SpecimenObject specimen_objects[] = {
    {1,
     "<< /Type /Catalog /Pages 2 0 R /Metadata 8 0 R /OutputIntents [10 0 R 11 0 R] "
     "/MarkInfo << /Marked true >> /StructTreeRoot 12 0 R /Lang (en) "
     "/ViewerPreferences << /DisplayDocTitle true >> /Outlines 50 0 R >>",
     NULL},
    {2, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", NULL},
    {3,
     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 320] /BleedBox [10 10 310 310] "
     "/TrimBox [20 20 300 300] /Contents 5 0 R /Resources 9 0 R /StructParents 0 "
     "/Tabs /S /Annots [51 0 R] /Group << /S /Transparency /CS /DeviceCMYK >> >>",
     NULL},
    {4,
     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 320] /TrimBox [20 20 300 300] "
     "/Contents [6 0 R] /Resources 9 0 R /StructParents 1 >>",
     NULL},
    {5, "",
     "/Artifact << /Type /Pagination >> BDC BT 0 0 0 1 k /F2 8 Tf 30 288 Td (Head) Tj "
     "ET "
     "EMC\n"
     "/H1 << /MCID 0 >> BDC BT /F1 14 Tf 1 0 0 1 30 260 Tm @(Specimen) Tj ET EMC\n"
     "/Artifact BMC q /G1 gs 0.5 w 0 0 0 1 K 30 250 m 290 250 l S Q EMC\n"
     "/P << /MCID 1 >> BDC BT /F1 10 Tf 30 230 Td [@(Specimen O) -20 @(ak 1)] TJ ET "
     "EMC\n"
     "/Lbl << /MCID 2 >> BDC BT /F1 10 Tf 30 210 Td @(1.) Tj ET EMC\n"
     "/LBody << /MCID 3 >> BDC BT /F1 10 Tf 50 210 Td @(Specimen) Tj 0 -12 Td @(Elm 2) "
     "Tj ET EMC\n"
     "/Figure << /MCID 4 >> BDC q 9 0 0 9 30 150 cm /I1 Do Q EMC\n"
     "/TH /P1 BDC BT /F1 10 Tf 30 130 Td @(Head) Tj ET EMC\n"
     "/TD << /MCID 6 >> BDC BT /F1 10 Tf 80 130 Td @(Cell) Tj ET EMC\n"
     "/Link << /MCID 7 >> BDC BT /F1 10 Tf 30 110 Td @(Link) Tj ET EMC\n"
     "/Artifact BMC /C1 cs 0.5 scn 30 60 20 20 re f EMC\n"},
    {6, "",
     "/P << /MCID 0 >> BDC BT 0 0 0 1 k /F1 10 Tf 30 260 Td @(more) Tj ET EMC\n"
     "/H2 << /MCID 1 >> BDC BT /F1 12 Tf 30 240 Td @(Second) Tj ET EMC\n"
     "/Note << /MCID 2 >> BDC BT /F1 8 Tf 30 40 Td @(Note) Tj ET EMC\n"
     "/Body << /MCID 3 >> BDC BT /F2 10 Tf 30 200 Td (Body) Tj ET EMC\n"
     "/X1 Do\n"},
    {7,
     "<< /Title (Specimen) /Producer (a hand) /Trapped /False "
     "/CreationDate (D:20200924000000Z) /ModDate (D:20200924000000Z) "
     "/GTS_PDFXVersion (PDF/X-4) >>",
     NULL},
    {8, "/Type /Metadata /Subtype /XML", specimen_xmp},
    {9,
     "<< /Font << /F1 40 0 R /F2 45 0 R >> /XObject << /I1 47 0 R /X1 48 0 R >> "
     "/ExtGState << /G1 49 0 R >> /Properties << /P1 << /MCID 5 >> >> "
     "/ColorSpace << /C1 [/Separation /Gold /DeviceCMYK 53 0 R] >> >>",
     NULL},
    {10,
     "<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) "
     "/RegistryName (http://www.color.org) /Info (Coated) /DestOutputProfile 13 0 R >>",
     NULL},
    {11,
     "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (FOGRA39) "
     "/DestOutputProfile 13 0 R >>",
     NULL},
    {12,
     "<< /Type /StructTreeRoot /K 15 0 R /ParentTree 14 0 R /RoleMap << /Body /P >> >>",
     NULL},
    {13, "/N 4", ""},
    {14,
     "<< /Nums [0 [16 0 R 17 0 R 20 0 R 21 0 R 22 0 R 25 0 R 26 0 R 29 0 R] "
     "1 [17 0 R 27 0 R 28 0 R 30 0 R] 2 29 0 R 3 [31 0 R]] >>",
     NULL},
    {15,
     "<< /Type /StructElem /S /Document /P 12 0 R /K [16 0 R 17 0 R 18 0 R 22 0 R "
     "23 0 R 29 0 R 27 0 R 30 0 R 31 0 R 28 0 R] >>",
     NULL},
    {16, "<< /Type /StructElem /S /H1 /P 15 0 R /Pg 3 0 R /K 0 >>", NULL},
    {17,
     "<< /Type /StructElem /S /P /P 15 0 R /Pg 3 0 R /Lang (sr-Latn) /K [1 << /Type "
     "/MCR /Pg 4 0 R /MCID 0 >>] >>",
     NULL},
    {18,
     "<< /Type /StructElem /S /L /P 15 0 R /A << /O /List /ListNumbering /Decimal >> "
     "/K [19 0 R] >>",
     NULL},
    {19, "<< /Type /StructElem /S /LI /P 18 0 R /K [20 0 R 21 0 R] >>", NULL},
    {20, "<< /Type /StructElem /S /Lbl /P 19 0 R /Pg 3 0 R /K 2 >>", NULL},
    {21, "<< /Type /StructElem /S /LBody /P 19 0 R /Pg 3 0 R /K [3] >>", NULL},
    {22,
     "<< /Type /StructElem /S /Figure /P 15 0 R /Pg 3 0 R /K 4 /Alt (A square) "
     "/A << /O /Layout /BBox [30 150 39 159] >> >>",
     NULL},
    {23, "<< /Type /StructElem /S /Table /P 15 0 R /K 24 0 R >>", NULL},
    {24, "<< /Type /StructElem /S /TR /P 23 0 R /K [25 0 R 26 0 R] >>", NULL},
    {25,
     "<< /Type /StructElem /S /TH /P 24 0 R /Pg 3 0 R /K 5 /A << /O /Table /Scope "
     "/Column >> >>",
     NULL},
    {26, "<< /Type /StructElem /S /TD /P 24 0 R /Pg 3 0 R /K 6 >>", NULL},
    {27, "<< /Type /StructElem /S /H2 /P 15 0 R /Pg 4 0 R /K 1 >>", NULL},
    {28, "<< /Type /StructElem /S /Note /P 15 0 R /Pg 4 0 R /K 2 /ID (n1) >>", NULL},
    {29,
     "<< /Type /StructElem /S /Link /P 15 0 R /Pg 3 0 R /K [7 << /Type /OBJR /Obj 51 0 "
     "R "
     ">>] >>",
     NULL},
    {30, "<< /Type /StructElem /S /Body /P 15 0 R /Pg 4 0 R /K 3 >>", NULL},
    {31,
     "<< /Type /StructElem /S /P /P 15 0 R /K << /Type /MCR /Pg 4 0 R /Stm 48 0 R "
     "/MCID "
     "0 >> >>",
     NULL},
    {33, "/Kind /Spare", "spare"},
    {34, "<< /Kind /Spare /Name (spare) /Hex <4142> >>", NULL},
    {35, "", ""},
    {40,
     "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+NotoSans /Encoding /Identity-H "
     "/DescendantFonts [41 0 R] /ToUnicode 44 0 R >>",
     NULL},
    {41,
     "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+NotoSans /CIDSystemInfo "
     "<< "
     "/Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 42 0 R "
     "/CIDToGIDMap /Identity /DW 0 /W [@W] >>",
     NULL},
    {42,
     "<< /Type /FontDescriptor /FontName /ABCDEF+NotoSans /Flags 4 /FontBBox [0 -300 "
     "1000 1100] /ItalicAngle 0 /Ascent 1069 /Descent -293 /CapHeight 714 /StemV 80 "
     "/FontFile2 43 0 R >>",
     NULL},
    {43, "", ""},
    {44, "",
     "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
     "/CMapName /X def /CMapType 2 def\n"
     "1 begincodespacerange <0000> <FFFF> endcodespacerange\n95 "
     "beginbfchar\n@Uendbfchar endcmap end end\n"},
    {45,
     "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEG+NotoSans /Encoding "
     "/WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [@S] /FontDescriptor 46 0 R "
     ">>",
     NULL},
    {46,
     "<< /Type /FontDescriptor /FontName /ABCDEG+NotoSans /Flags 32 /FontBBox [0 -300 "
     "1000 1100] /ItalicAngle 0 /Ascent 1069 /Descent -293 /CapHeight 714 /StemV 80 "
     "/FontFile2 43 0 R >>",
     NULL},
    {47,
     "/Type /XObject /Subtype /Image /Width 40 /Height 40 /BitsPerComponent 8 "
     "/ColorSpace /DeviceCMYK /Interpolate false",
     ""},
    {48,
     "/Type /XObject /Subtype /Form /BBox [0 0 320 320] /StructParents 3 /Resources << "
     "/Font << /F1 40 0 R >> >>",
     "/P << /MCID 0 >> BDC BT 0 0 0 1 k /F1 10 Tf 30 180 Td @(form) Tj ET EMC\n"},
    {49,
     "<< /Type /ExtGState /OP false /op false /OPM 0 /ca 1 /CA 1 /SMask /None /BM "
     "/Normal >>",
     NULL},
    {50, "<< /Type /Outlines /First 52 0 R /Last 52 0 R /Count 1 >>", NULL},
    {51,
     "<< /Type /Annot /Subtype /Link /Rect [1 1 8 8] /F 4 /Border [0 0 0] /Contents "
     "(To "
     "page 2) /Dest [4 0 R /Fit] /StructParent 2 >>",
     NULL},
    {52, "<< /Title (Specimen) /Parent 50 0 R /Dest [3 0 R /Fit] >>", NULL},
    {53, "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0.2 0.6 0.2] >>",
     NULL},
};

bool specimen_open(Specimen *specimen)
{
    *specimen = (Specimen){0};
    return g_file_get_contents(SPECIMEN_FONT, &specimen->file, &specimen->length,
                               NULL) &&
           FT_Init_FreeType(&specimen->library) == 0 &&
           FT_New_Memory_Face(specimen->library, (const FT_Byte *)specimen->file,
                              (FT_Long)specimen->length, 0, &specimen->face) == 0;
}

void specimen_close(Specimen *specimen)
{
    FT_Done_Face(specimen->face);
    FT_Done_FreeType(specimen->library);
    g_free(specimen->file);
}

static double specimen_width(const Specimen *specimen, FT_UInt glyph)
{
    FT_Load_Glyph(specimen->face, glyph, FT_LOAD_NO_SCALE);
    return specimen->face->glyph->metrics.horiAdvance * 1000.0 /
           specimen->face->units_per_EM;
}

/* What stands in a text for "@W", "@U", "@S"; *out grows. */
static void specimen_table(const Specimen *specimen, char kind, GString *out)
{
    for (unsigned i = 32; kind == 'S' && i < 127; i++)
        g_string_append_printf(
            out, "%.0f ",
            specimen_width(specimen, FT_Get_Char_Index(specimen->face, i)));
    for (unsigned i = 32; kind != 'S' && i < 127; i++) {
        FT_UInt glyph = FT_Get_Char_Index(specimen->face, i);
        if (kind == 'W')
            g_string_append_printf(out, "%u [%.0f] ", glyph,
                                   specimen_width(specimen, glyph));
        else
            g_string_append_printf(out, "<%04X> <%04X>\n", glyph, i);
    }
}

/* The text with its @(…) and tables put in; to be freed. */
static GString *specimen_expand(Specimen *specimen, const char *text)
{
    GString *out = g_string_new(NULL);
    while (*text) {
        if (*text != '@') {
            g_string_append_c(out, *text++);
        } else if (*++text == '(') {
            g_string_append_c(out, '<');
            for (text++; *text != ')'; text++)
                g_string_append_printf(
                    out, "%04X",
                    FT_Get_Char_Index(specimen->face, (unsigned char)*text));
            g_string_append_c(out, '>');
            text++;
        } else
            specimen_table(specimen, *text++, out);
    }
    return out;
}

/* An ICC profile of a press for CMYK: its header and one tag. */
static GString *specimen_profile(void)
{
    GString *out = g_string_sized_new(160);
    g_string_append_len(out, (char[160]){0}, 160);
    static const struct {
        unsigned at;
        const char *bytes;
        unsigned length;
    } fields[] = {{3, "\xA0", 1},   {8, "\2", 1},     {12, "prtrCMYKLab ", 12},
                  {36, "acsp", 4},  {131, "\1", 1},   {132, "desc", 4},
                  {139, "\x90", 1}, {143, "\x10", 1}, {144, "desc", 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        memcpy(out->str + fields[i].at, fields[i].bytes, fields[i].length);
    return out;
}

/* Replaces the first place of edit->find; false: it is not there. */
static bool specimen_replace(GString *text, const SpecimenEdit *edit)
{
    gsize length = strlen(edit->find), at = 0;
    while (at + length <= text->len && memcmp(text->str + at, edit->find, length) != 0)
        at++;
    if (at + length > text->len)
        return false;
    g_string_erase(text, (gssize)at, (gssize)length);
    g_string_insert(text, (gssize)at, edit->replace);
    return true;
}

/* Makes the edits of the object that are still to be made in a text. */
static void specimen_edit(GString *text, unsigned number, const SpecimenEdit *edits,
                          size_t n_edits, bool *made)
{
    for (size_t i = 0; text && i < n_edits; i++)
        if (edits[i].number == number && !made[i])
            made[i] = specimen_replace(text, &edits[i]);
}

/* The bytes of a stream; NULL: the object has none. */
static GString *specimen_stream(Specimen *specimen, const SpecimenObject *object)
{
    if (object->number == SPECIMEN_FILE)
        return g_string_new_len(specimen->file,
                                specimen->small ? 64 : (gssize)specimen->length);
    if (object->number == SPECIMEN_PROFILE)
        return specimen_profile();
    if (object->number != SPECIMEN_IMAGE)
        return object->stream ? g_string_new(object->stream) : NULL;
    GString *image = g_string_new(NULL);
    for (int i = 0; i < (specimen->small ? 40 : 40 * 40); i++)
        g_string_append_len(image, "\x20\x10\x40\x80", 4);
    return image;
}

static bool specimen_is_binary(unsigned number)
{
    return number == SPECIMEN_FILE || number == SPECIMEN_PROFILE ||
           number == SPECIMEN_IMAGE;
}

static GString *specimen_settle(Specimen *specimen, GString *text)
{
    GString *out = specimen_expand(specimen, text->str);
    g_string_free(text, TRUE);
    return out;
}

/* Appends an object; its edits are made before its text is expanded, else after. */
static void specimen_object(Specimen *specimen, const SpecimenObject *object,
                            const SpecimenEdit *edits, size_t n_edits, GString *out,
                            bool *made)
{
    unsigned number = object->number;
    GString *text = g_string_new(object->text);
    GString *stream = specimen_stream(specimen, object);
    specimen_edit(text, number, edits, n_edits, made);
    specimen_edit(stream, number, edits, n_edits, made);
    text = specimen_settle(specimen, text);
    if (stream && !specimen_is_binary(number))
        stream = specimen_settle(specimen, stream);
    specimen_edit(text, number, edits, n_edits, made);
    specimen_edit(stream, number, edits, n_edits, made);
    g_string_append_printf(out, "%u 0 obj\n", number);
    if (stream) {
        g_string_append_printf(out, "<< %s /Length %zu >>\nstream\n", text->str,
                               stream->len);
        g_string_append_len(out, stream->str, (gssize)stream->len);
        g_string_append(out, "\nendstream");
        g_string_free(stream, TRUE);
    } else
        g_string_append(out, text->str);
    g_string_append(out, "\nendobj\n");
    g_string_free(text, TRUE);
}

/* The file with the edits made; NULL: one of them found nothing to change. */
GString *specimen_write(Specimen *specimen, const SpecimenEdit *edits, size_t n_edits)
{
    GString *out = g_string_new("%PDF-1.6\n%\xE2\xE3\xCF\xD3\n");
    size_t offsets[N_SPECIMEN] = {0};
    bool made[8] = {false}, all = true;
    for (size_t i = 0; i < G_N_ELEMENTS(specimen_objects); i++) {
        offsets[specimen_objects[i].number] = out->len;
        specimen_object(specimen, &specimen_objects[i], edits, n_edits, out, made);
    }
    size_t xref = out->len;
    g_string_append_printf(out, "xref\n0 %d\n0000000000 65535 f \n", N_SPECIMEN);
    for (unsigned i = 1; i < N_SPECIMEN; i++)
        g_string_append_printf(out, "%010zu %05u %c \n", offsets[i], 0,
                               offsets[i] ? 'n' : 'f');
    g_string_append_printf(out,
                           "trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R /ID [<%032d> "
                           "<%032d>] >>\nstartxref\n%zu\n%%%%EOF\n",
                           N_SPECIMEN, 1, 2, xref);
    specimen_edit(out, 0, edits, n_edits, made);
    for (size_t i = 0; i < n_edits; i++)
        all = all && made[i];
    if (all)
        return out;
    g_string_free(out, TRUE);
    return NULL;
}
