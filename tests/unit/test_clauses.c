/*
 * The rules of preflight: a file that meets all three standards, and that file broken in
 * one place after the other, each of which must be told by just its rule.
 */
#include "verdict.h"

static Specimen specimen;

/* Breaks the good file by the edits; the rules that are told must be `rules`. */
static bool is_broken(const char *rules, const SpecimenEdit *edits, size_t n_edits)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const Preflight ask = {.standards = STANDARDS_ALL};
    GString *bytes = specimen_write(&specimen, edits, n_edits);
    if (!bytes) {
        print_error("nothing to replace: '%s'\n", edits[0].find);
        return false;
    }
    bytes_run(&desk, bytes->str, bytes->len, &ask);
    g_string_free(bytes, TRUE);
    bool same = strcmp(rules_told(&desk), rules) == 0;
    if (!same)
        print_error("'%s' for '%s': told is %s\n%s", rules,
                    n_edits ? edits[0].replace : "", rules_told(&desk),
                    desk.told ? desk.told : "");
    return same;
}

static void the_specimen_is_good(void **state)
{
    (void)state;
    assert_true(is_broken("", NULL, 0));
}

/* One edit, or two, and the rules that they break. */
typedef struct Case {
    const char *rules;
    SpecimenEdit edits[4];
} Case;

static void assert_cases(const Case *cases, size_t n)
{
    size_t n_wrong = 0;
    for (size_t i = 0; i < n; i++) {
        size_t n_edits = 0;
        while (n_edits < 4 && cases[i].edits[n_edits].find)
            n_edits++;
        n_wrong += !is_broken(cases[i].rules, cases[i].edits, n_edits);
    }
    assert_int_equal(n_wrong, 0);
}

#define ASSERT_CASES(...)                                                              \
    do {                                                                               \
        static const Case cases[] = {__VA_ARGS__};                                     \
        assert_cases(cases, G_N_ELEMENTS(cases));                                      \
    } while (0)

static void bytes_are_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"file-header, pdf-version", {{0, "%PDF-1.6", "%PDF-1.9"}}},
        {"file-header, header-comment", {{0, "%PDF-1.6\n", "%PDF-1.6 "}}},
        {"pdf-version", {{0, "%PDF-1.6", "%PDF-1.7"}}},
        {"pdf-version", {{1, "/Type /Catalog", "/Type /Catalog /Version /1.7"}}},
        {"header-comment", {{0, "%\xE2\xE3\xCF\xD3", "%abcd"}}},
        {"trailer-id", {{0, "/ID [<", "/Ix [<"}}},
        {"encrypted", {{0, "/Info 7 0 R", "/Encrypt 7 "}}},
        {"after-end", {{0, "%%EOF\n", "%%EOF\nmore\n"}}},
        {"after-end", {{0, "%%EOF\n", "%EOF\n"}}},
        {"xref-form", {{0, " 65535 f \n", " 65535 f\n "}}},
        {"xref-form", {{0, "xref\n0 54\n", "xref \n0 54\n"}}},
        {"xref-lost", {{0, "xref\n0 54", "xrex\n0 54"}}},
        {"xref-lost", {{0, "34 0 obj\n", "39 0 obj\n"}}},
        {"hex-string", {{34, "<4142>", "<41424>"}}},
        {"hex-string", {{34, "<4142>", "<41 4x2>"}}},
        {"hex-string", {{6, "(Body) Tj", "(Body) Tj <4> Tj"}}},
        {"stream-form", {{0, "spare\nendstream", "spareendstream\n"}}},
        {"stream-form", {{0, "stream\nspare", "stream\rspare"}}},
        {"stream-length", {{0, "/Spare /Length 5", "/Spare /Length 4"}}},
        {"stream-length", {{0, "/Spare /Length 5", "/Spare /Length x"}}},
        {"stream-external", {{33, "/Spare", "/Spare /FFilter /FlateDecode"}}},
        {"filter-lzw", {{33, "/Spare", "/Spare /Filter /LZWDecode"}}},
        {"filter-lzw", {{33, "/Spare", "/Spare /Filter [/ASCIIHexDecode /LZWDecode]"}}},
        {"filter-unknown", {{33, "/Spare", "/Spare /Filter /Own"}}},
        {"filter-unknown", {{33, "/Spare", "/Spare /Filter /Crypt"}}},
        {"name-utf8", {{34, "/Spare", "/Sp#E9re"}}},
        {"object-form", {{0, "34 0 obj\n", "34 0 obj "}}},
        {"object-form", {{0, "34 0 obj", "34  0 ob"}, {0, "34  0 ob", "34 0\nobj"}}},
        {"object-form", {{0, ">>\nendobj\n35", ">> endobj\n35"}}},
        {"syntax", {{34, "/Spare /Name", "/Spare /Kind"}}},
        {"syntax", {{34, "(spare)", "(spare) )"}}},
        {"limits", {{34, "(spare)", "2147483648"}}},
        {"limits",
         {{34, "(spare)", "-3.5e38"},
          {34, "-3.5e38", "400000000000000000000000000000000000000.0"}}},
        {"limits",
         {{34, "/Spare",
           "/n123456789012345678901234567890123456789012345678901234567890"
           "12345678901234567890123456789012345678901234567890123456789012345"
           "6789"}}},
        {"limits", {{3, "/TrimBox", "/UserUnit 100 /TrimBox"}}},
        {"permissions", {{1, "/Lang", "/Perms << /Own 34 0 R >> /Lang"}}});
}

static void graphics_are_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"operator", {{6, "/X1 Do", "/X1 Do own"}}},
        {"operator", {{6, "/X1 Do", "/X1 Do BX own EX"}}},
        {"operator", {{6, "/X1 Do", "/X1 Do Q"}}},
        {"operator", {{6, "/X1 Do", "/X1 Do q"}}},
        {"operator", {{6, "/X1 Do", "/X1 Do EMC"}}},
        {"limits",
         {{6, "/X1 Do",
           "/X1 Do q q q q q q q q q q q q q q q q q q q q q q q q q q "
           "q q q q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q "
           "Q Q Q Q Q Q Q"}}},
        {"resources", {{6, "/X1 Do", "/X1 Do /Own gs"}}},
        {"resources", {{48, "/Resources << /Font << /F1 40 0 R >> >>", ""}}},
        {"output-intent", {{10, "/GTS_PDFX", "/GTS_OWN"}}},
        {"output-intent-archive", {{11, "/GTS_PDFA1", "/GTS_OWN"}}},
        {"output-intent, output-intent-archive", {{11, "/GTS_PDFA1", "/GTS_PDFX"}}},
        {"output-condition", {{10, "(FOGRA39)", "()"}}},
        {"output-condition", {{10, "(FOGRA39)", "(Own)"}, {10, "/Info (Coated)", ""}}},
        {"output-condition", {{11, "/OutputConditionIdentifier (FOGRA39)", ""}}},
        {"output-profile, transparency-group, colour-cmyk", {{13, "/N 4", "/N 3"}}},
        {"output-profile, transparency-group, colour-cmyk", {{13, "acsp", "acsq"}}},
        {"output-profile, transparency-group, colour-cmyk", {{13, "CMYK", "XXXX"}}},
        {"output-profile, transparency-group, colour-cmyk", {{13, "\2", "\5"}}},
        {"output-profile-class", {{13, "prtr", "mntr"}}},
        {"output-profile-class, output-profile-device", {{13, "prtr", "scnr"}}},
        {"output-profile-shared",
         {{10, "13 0 R", "12 0 R"},
          {10, "12 0 R", "13 0 R /DestOutputProfileRef 34 0 R"}}},
        {"colour-rgb", {{5, "0 0 0 1 k", "0 0 0 rg"}}},
        {"colour-rgb", {{5, "/C1 cs 0.5 scn", "/DeviceRGB cs 0.5 0 0 scn"}}},
        {"colour-rgb", {{47, "/DeviceCMYK", "/DeviceRGB"}}},
        {"colour-rgb", {{9, "/Gold /DeviceCMYK", "/Gold /DeviceRGB"}}},
        {"output-intent, transparency-group, colour-cmyk, colour-gray",
         {{1, "[10 0 R 11 0 R]", "[]"}, {6, "0 0 0 1 k", "0 g"}}},
        {"icc-based", {{9, "/Gold /DeviceCMYK", "/Gold [/ICCBased 33 0 R]"}}},
        {"icc-overprint",
         {{9, "[/Separation /Gold /DeviceCMYK 53 0 R]", "[/ICCBased 13 0 R]"},
          {49, "/op false /OPM 0", "/op true /OPM 1"},
          {5, "/C1 cs 0.5 scn", "/G1 gs /C1 cs 0 0 0 0.5 scn"}}},
        {"separation",
         {{9, "53 0 R]", "53 0 R] /C2 [/Separation /Gold /DeviceCMYK 33 0 R]"},
          {5, "/C1 cs 0.5 scn", "/C2 cs 0 scn /C1 cs 0.5 scn"}}},
        {"device-n", {{9, "[/Separation /Gold", "[/DeviceN [/Gold]"}}},
        {"transfer-function", {{49, "/ca 1", "/TR /Identity"}}},
        {"transfer-function", {{49, "/ca 1", "/TR2 /Identity"}}},
        {"halftone", {{49, "/ca 1", "/HT << /Type /Halftone /HalftoneType 6 >>"}}},
        {"rendering-intent", {{49, "/ca 1", "/RI /Own"}}},
        {"rendering-intent", {{5, "/G1 gs", "/G1 gs /Own ri"}}},
        {"blend-mode", {{49, "/BM /Normal", "/BM /Own"}}},
        {"transparency-group", {{3, "/CS /DeviceCMYK", "/CS /DeviceRGB"}}},
        {"alternate-image", {{47, "/Width", "/Alternates [] /Width"}}},
        {"opi", {{47, "/Width", "/OPI << >> /Width"}}},
        {"interpolate", {{47, "/Interpolate false", "/Interpolate true"}}},
        {"postscript", {{33, "/Spare", "/Spare /Subtype /PS"}}},
        {"postscript", {{48, "/Subtype /Form", "/Subtype /Form /Subtype2 /PS"}}},
        {"reference-xobject", {{48, "/Subtype /Form", "/Subtype /Form /Ref << >>"}}},
        {"inline-filter",
         {{6, "/X1 Do",
           "/X1 Do /Artifact BMC q 0.1 0 0 0.1 30 30 cm BI /W 1 /H 1 /BPC 8 /CS /G "
           "/F /LZW ID x EI Q EMC"}}},
        {"stream-damaged, mark-missing",
         {{48, "/Subtype /Form", "/Subtype /Form /Filter /FlateDecode"}}});
}

static void fonts_are_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"font-dictionary",
         {{45, "/FirstChar 32", ""},
          {45, "/Widths [", "/FirstChar 32 /Widths ["},
          {45, "/LastChar 126", ""}}},
        {"font-cid-system", {{41, "/Registry (Adobe)", ""}}},
        {"font-cid-map", {{41, "/CIDToGIDMap /Identity", ""}}},
        {"font-cmap", {{40, "/Identity-H", "/Own-H"}}},
        {"font-embedded", {{46, "/FontFile2 43 0 R", ""}}},
        {"font-program", {{46, "/FontFile2 43", "/FontFile2 33"}}},
        {"font-program", {{46, "/FontFile2", "/FontFile"}}},
        {"font-glyph",
         {{5, "@(Specimen) Tj ET EMC", "<FFFE> Tj ET EMC"},
          {44, "95 beginbfchar",
           "1 beginbfchar <FFFE> <0041> endbfchar 95 beginbfchar"}}},
        {"font-cid-set", {{42, "/Flags 4", "/Flags 4 /CIDSet 33 0 R"}}},
        {"font-width", {{41, "/DW 0 /W [@W]", "/DW 500"}}},
        {"font-width", {{45, "/FirstChar 32", "/FirstChar 33"}}},
        {"font-encoding, font-unicode", {{45, "/Encoding /WinAnsiEncoding", ""}}},
        {"font-encoding", {{46, "/Flags 32", "/Flags 4"}}},
        {"font-unicode", {{40, "/ToUnicode 44 0 R", ""}}},
        {"font-unicode-value", {{44, "<0053>", "<FEFF>"}}},
        {"font-unicode-value", {{44, "<0053>", "<0000>"}}},
        {"font-private-use", {{44, "<0053>", "<E000>"}}},
        {"font-unicode, font-notdef",
         {{5, "@(Specimen) Tj ET EMC", "<0000> Tj ET EMC"}}});
}

static void annotations_are_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"annotation-inside", {{51, "[1 1 8 8]", "[30 105 60 120]"}}},
        {"annotation-inside", {{51, "[1 1 8 8]", "[1 1 11 11]"}}},
        {"annotation-kind, trap-net",
         {{51, "/Link", "/TrapNet"},
          {51, "/F 4", "/F 4 /AP << /N 48 0 R >>"},
          {29, "[7 << /Type /OBJR /Obj 51 0 R >>]", "7"}}},
        {"annotation-kind, annotation-appearance, annotation-tagged",
         {{51, "/Link", "/Movie"}}},
        {"annotation-flags", {{51, "/F 4", "/F 0"}}},
        {"annotation-flags", {{51, "/F 4", ""}}},
        {"annotation-flags", {{51, "/F 4", "/F 36"}}},
        {"annotation-appearance, annotation-tagged", {{51, "/Link", "/Square"}}},
        {"annotation-appearance", {{51, "/F 4", "/F 4 /AP << /N 48 0 R /D 48 0 R >>"}}},
        {"annotation-tagged, annotation-contents",
         {{51, "/Link", "/Stamp"},
          {51, "(To page 2)", "()"},
          {51, "/F 4", "/F 4 /AP << /N 48 0 R >>"}}},
        {"link-contents", {{51, "/Contents (To page 2)", ""}}},
        {"link-tagged", {{29, "/S /Link", "/S /Span"}}},
        {"page-tabs", {{3, "/Tabs /S", ""}}},
        {"form-fields, field-name",
         {{1, "/Lang", "/AcroForm << /Fields [34 0 R] >> /Lang"},
          {34, "/Spare", "/Spare /FT /Tx"}}},
        {"form-fields", {{1, "/Lang", "/AcroForm << /NeedAppearances true >> /Lang"}}},
        {"xfa", {{1, "/Lang", "/AcroForm << /XFA 33 0 R >> /Lang"}}},
        {"action-kind, action", {{34, "/Spare", "/Spare /S /JavaScript"}}},
        {"action-kind, action", {{34, "/Spare", "/Spare /S /Launch"}}},
        {"action", {{34, "/Spare", "/Spare /S /SubmitForm"}}},
        {"action-kind", {{1, "/Lang", "/Names << /JavaScript 34 0 R >> /Lang"}}},
        {"action", {{51, "/Dest [4 0 R /Fit]", "/A << /S /URI /URI (x:y) >>"}}},
        {"action-trigger", {{3, "/Tabs", "/AA << >> /Tabs"}}});
}

static void metadata_are_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"xmp", {{1, "/Metadata 8 0 R", ""}}},
        {"xmp-syntax", {{8, "</x:xmpmeta>", "</x:xmpmet>"}}},
        {"xmp-syntax", {{1, "/Metadata 8 0 R", "/Metadata 35 0 R"}}},
        {"xmp-syntax", {{8, " id=\"W5M0", " bytes=\"9\" id=\"W5M0"}}},
        {"xmp-extension", {{8, "<dc:title>", "<pdf:Own>x</pdf:Own><dc:title>"}}},
        {"xmp-extension",
         {{8, "<pdfaProperty:name>part<", "<pdfaProperty:name>port<"}}},
        {"xmp-schema", {{8, "<pdfaSchema:prefix>pdfxid</pdfaSchema:prefix>", ""}}},
        {"xmp-schema", {{8, "internal", "own"}}},
        {"info-agrees", {{7, "(Specimen)", "(Another)"}}},
        {"info-agrees", {{7, "(D:20200924000000Z)", "(D:20200924000000+01'00')"}}},
        {"info-agrees", {{7, "/Producer", "/Author (A) /Producer"}}},
        {"pdfa-id", {{8, "pdfaid:part=\"2\"", "pdfaid:part=\"3\""}}},
        {"pdfa-id", {{8, "conformance=\"A\"", "conformance=\"B\""}}},
        {"pdfua-id", {{8, "pdfuaid:part=\"1\"", ""}}},
        {"info-agrees, pdfx-id", {{8, "PDF/X-4</pdfxid", "PDF/X-3</pdfxid"}}},
        {"document-id", {{8, "<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>", ""}}},
        {"document-dates",
         {{8, "xmp:MetadataDate=\"2020-09-24T00:00:00Z\"",
           "xmp:MetadataDate=\"today\""}}},
        {"trapped",
         {{8, "Trapped=\"False\"", "Trapped=\"Unknown\""}, {7, "/Trapped /False", ""}}},
        {"trapped", {{7, "/Trapped /False", "/Trapped /True"}}},
        {"info-agrees, title", {{8, ">Specimen<", "><"}}},
        {"title-shown", {{1, "/DisplayDocTitle true", "/DisplayDocTitle false"}}});
}

static void pages_are_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"page-box", {{4, "/TrimBox [20 20 300 300]", ""}}},
        {"page-box", {{4, "/TrimBox", "/ArtBox [20 20 300 300] /TrimBox"}}},
        {"page-box",
         {{4, "/MediaBox [0 0 320 320]", "/CropBox [0 0 320 320]"},
          {4, "/CropBox [0 0 320 320]", ""}}},
        {"page-box-order",
         {{3, "/BleedBox [10 10 310 310]", "/BleedBox [30 30 310 310]"}}},
        {"page-box-order",
         {{3, "/BleedBox [10 10 310 310]", "/BleedBox [10 10 330 310]"}}},
        {"page-box-order", {{4, "/TrimBox", "/CropBox [30 30 300 300] /TrimBox"}}},
        {"page-box-order", {{4, "/TrimBox", "/CropBox [0 0 330 320] /TrimBox"}}},
        {"page-box-order", {{3, "/TrimBox", "/CropBox [15 15 305 305] /TrimBox"}}},
        {"page-box-order, outside-trim", {{4, "[20 20 300 300]", "[20 20 20 300]"}}},
        {"optional-content-name",
         {{1, "/Lang", "/OCProperties << /OCGs [] /D << >> >> /Lang"}}},
        {"optional-content-auto",
         {{1, "/Lang",
           "/OCProperties << /OCGs [] /D << /Name (a) /AS [] >> >> /Lang"}}},
        {"optional-content-order",
         {{1, "/Lang",
           "/OCProperties << /OCGs [34 0 R] /D << /Name (a) /Order [] >> >> /Lang"}}},
        {"embedded-file",
         {{34, "/Spare", "/Spare /F (a) /UF (a) /EF << /F 33 0 R >>"}}},
        {"embedded-file, file-specification",
         {{34, "/Spare", "/Spare /F (a) /EF << /F 33 0 R >>"}}},
        {"presentation", {{4, "/Parent", "/PresSteps << >> /Parent"}}},
        {"requirements", {{1, "/Lang", "/Requirements [] /Lang"}}},
        {"outline", {{52, "/Title (Specimen)", "/Title ()"}}},
        {"outline", {{52, "/Parent", "/Next 52 0 R /Parent"}}},
        {"outline", {{50, "/Count 1", "/Count -1"}}});
}

static void structure_is_checked(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"marked", {{1, "/Marked true", "/Marked false"}}},
        {"suspects", {{1, "/Marked true", "/Marked true /Suspects true"}}},
        {"structure", {{16, "/P 15 0 R", "/P 17 0 R"}}},
        {"structure", {{15, "[16 0 R 17 0 R", "[16 0 R 17 0 R 17 0 R"}}},
        {"structure", {{16, "/K 0", "/K [0 1]"}}},
        {"parent-tree", {{14, "[16 0 R 17 0 R 20", "[17 0 R 17 0 R 20"}}},
        {"parent-tree", {{3, "/StructParents 0", ""}}},
        {"parent-tree", {{14, "30 0 R] 2 29", "30 0 R 30 0 R] 2 29"}}},
        {"parent-tree", {{51, "/StructParent 2", "/StructParent 9"}}},
        {"content-unmarked", {{6, "/X1 Do", "/X1 Do 30 30 5 5 re f"}}},
        {"content-unmarked",
         {{5, "/Artifact << /Type /Pagination >> BDC", "/Span BMC"}}},
        {"artifact-inside", {{6, "@(more) Tj ET", "@(more) Tj ET /Artifact BMC EMC"}}},
        {"tagged-inside",
         {{6, "/P << /MCID 0 >> BDC", "/Artifact BMC /P << /MCID 0 >> BDC"},
          {6, "@(more) Tj ET EMC", "@(more) Tj ET EMC EMC"}}},
        {"mark-missing, mark-unclaimed",
         {{6, "/MCID 1", "/MCID 9"},
          {14, "17 0 R 27 0 R", "17 0 R null"},
          {27, "/K 1", "/K 8"}}},
        {"mark-unclaimed", {{6, "/X1 Do", "/X1 Do /P << /MCID 4 >> BDC EMC"}}},
        {"mark-missing", {{16, "/K 0", "/K [0 12]"}}},
        {"role-unknown", {{12, "/RoleMap << /Body /P >>", ""}}},
        {"role-circular", {{12, "/Body /P", "/Body /Flesh /Flesh /Body"}}},
        {"role-remapped", {{12, "/Body /P", "/Body /P /H1 /P"}}},
        {"language", {{1, "/Lang (en)", ""}}},
        {"language-tag", {{1, "/Lang (en)", "/Lang (english language)"}}},
        {"language-tag", {{17, "(sr-Latn)", "(sr_Latn)"}}},
        {"list-form", {{21, "/S /LBody", "/S /P"}}},
        {"list-form", {{18, "/S /L ", "/S /Div "}}},
        {"list-numbering", {{18, "/A << /O /List /ListNumbering /Decimal >>", ""}}},
        {"table-form", {{26, "/S /TD", "/S /P"}}},
        {"toc-form", {{30, "/S /Body", "/S /TOCI"}}},
        {"figure-alt", {{22, "/Alt (A square)", ""}}},
        {"figure-alt", {{22, "(A square)", "()"}}},
        {"figure-bbox", {{22, "/BBox [30 150 39 159]", ""}}},
        {"formula-alt", {{30, "/S /Body", "/S /Formula"}}},
        {"heading-first", {{16, "/S /H1", "/S /H2"}}},
        {"heading-skip", {{27, "/S /H2", "/S /H3"}}},
        {"heading-mixed", {{27, "/S /H2", "/S /H"}}},
        {"heading-double", {{27, "/S /H2", "/S /H"}, {16, "/S /H1", "/S /H"}}},
        {"table-header", {{25, "/Scope /Column", ""}}},
        {"note-id", {{28, "/ID (n1)", ""}}},
        {"note-double", {{30, "/S /Body", "/S /Note /ID (n1)"}}},
        {"parent-tree, mark-missing", {{48, "/StructParents 3", ""}}},
        {"form-twice", {{6, "/X1 Do", "/X1 Do /X1 Do"}}});
}

static void print_is_advised(void **state)
{
    (void)state;
    ASSERT_CASES(
        {"ink-total", {{5, "/C1 cs 0.5 scn", "1 1 1 0.2 k"}}},
        {"ink-total", {{47, "\x20\x10\x40\x80", "\xFF\xFF\xFF\x80"}}},
        {"black-text", {{5, "0 0 0 1 k", "0.5 0.4 0.4 1 k"}}},
        {"image-resolution", {{5, "9 0 0 9 30 150 cm", "19 0 0 19 30 150 cm"}}},
        {"hairline", {{5, "0.5 w", "0.2 w"}}},
        {"hairline", {{5, "30 60 20 20 re", "30 60 20 0.1 re"}}},
        {"small-type", {{5, "/F1 14 Tf 1 0 0 1", "/F1 14 Tf 0.3 0 0 0.3"}}},
        {"outside-trim", {{5, "/F1 14 Tf 1 0 0 1 30 260", "/F1 14 Tf 1 0 0 1 5 260"}}},
        {"outside-trim",
         {{5, "/F1 14 Tf 1 0 0 1 30 260", "/F1 14 Tf 1 0 0 1 280 260"}}});
}

int main(void)
{
    if (!specimen_open(&specimen))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_specimen_is_good),
        cmocka_unit_test(bytes_are_checked),
        cmocka_unit_test(graphics_are_checked),
        cmocka_unit_test(fonts_are_checked),
        cmocka_unit_test(annotations_are_checked),
        cmocka_unit_test(metadata_are_checked),
        cmocka_unit_test(pages_are_checked),
        cmocka_unit_test(structure_is_checked),
        cmocka_unit_test(print_is_advised),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    specimen_close(&specimen);
    return failed;
}
