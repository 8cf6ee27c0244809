/*
 * Preflight as a whole: standards and claims, names, what is told how often, files that
 * are damaged or hostile. With a path as argument the good file is written there, for
 * other programs to look at; with a second argument a small one, for the fuzzer.
 */
#include "verdict.h"

static Specimen specimen;

static void a_standard_is_asked_alone(void **state)
{
    Desk *desk = *state;
    const SpecimenEdit edits[] = {{1, "/Lang (en)", ""}, {3, "/TrimBox", "/TrimBux"}};
    GString *bytes = specimen_write(&specimen, edits, 2);
    const Preflight ask = {.standards = STANDARD_X4};
    assert_false(bytes_run(desk, bytes->str, bytes->len, &ask));
    assert_string_equal(rules_told(desk), "page-box");
    assert_told(desk, "(page-box: PDF/X-4 6.12)");
    assert_reports(desk, "preflight-standard");
    g_string_free(bytes, TRUE);
}

/* What the press alone would mind is a warning, and the file stays good. */
static void advice_is_no_error(void **state)
{
    Desk *desk = *state;
    const SpecimenEdit edit = {5, "0.5 w", "0.2 w"};
    GString *bytes = specimen_write(&specimen, &edit, 1);
    const Preflight ask = {.standards = STANDARDS_ALL};
    assert_true(bytes_run(desk, bytes->str, bytes->len, &ask));
    assert_reports(desk, "preflight-press");
    assert_told(desk, "page 1: a line is 0.200 pt thick (hairline)");
    g_string_free(bytes, TRUE);
}

/* A file that claims PDF/UA-1 alone is held against that alone. */
static void claims_are_heeded(void **state)
{
    Desk *desk = *state;
    const SpecimenEdit edits[] = {
        {8, "pdfaid:part=\"2\" pdfaid:conformance=\"A\"", ""},
        {8, "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", ""},
        {3, "/TrimBox", "/TrimBux"},
        {10, "/GTS_PDFX", "/GTS_OWN"},
        {11, "/GTS_PDFA1", "/GTS_OWN"}};
    GString *bytes = specimen_write(&specimen, edits, 5);
    const Preflight ask = {.standards = 0};
    assert_true(bytes_run(desk, bytes->str, bytes->len, &ask));
    g_string_free(bytes, TRUE);
    bytes = specimen_write(&specimen, edits, 4);
    assert_false(bytes_run(desk, bytes->str, bytes->len, &ask));
    assert_string_equal(rules_told(desk), "info-agrees, pdfa-id");
    g_string_free(bytes, TRUE);
}

static void names_are_looked_for(void **state)
{
    Desk *desk = *state;
    static const char *const names[] = {"Specimen Oak 1", "Specimen Elm 2",
                                        "Specimen Oak", "Specimen Elm 22"};
    const Place places[] = {place_at("s.csv", 2, 1), place_at("s.csv", 3, 1),
                            place_at("s.csv", 4, 1), place_at("s.csv", 5, 1)};
    Preflight ask = {
        .standards = STANDARDS_ALL, .names = names, .n_names = 3, .places = places};
    GString *bytes = specimen_write(&specimen, NULL, 0);
    assert_true(bytes_run(desk, bytes->str, bytes->len, &ask));
    const SpecimenEdit edit = {5, "@(ak 1)", "@(ak 11)"};
    GString *other = specimen_write(&specimen, &edit, 1);
    ask.n_names = 4;
    assert_false(bytes_run(desk, other->str, other->len, &ask));
    assert_reports(desk, "2:1 preflight-name, 5:1 preflight-name");
    g_string_free(bytes, TRUE);
    g_string_free(other, TRUE);
}

static void a_rule_is_told_a_few_times(void **state)
{
    Desk *desk = *state;
    GString *bytes = specimen_write(&specimen, NULL, 0);
    GString *broken = g_string_new("%PDF-1.6\n%\xE2\xE3\xCF\xD3\n");
    for (int i = 1; i < 31; i++)
        g_string_append_printf(broken, "%d 0 obj\n<1>\nendobj\n", i + 100);
    g_string_append_len(broken, bytes->str + 15, (gssize)bytes->len - 15);
    const Preflight ask = {.standards = STANDARD_A2A};
    assert_false(bytes_run(desk, broken->str, broken->len, &ask));
    assert_told(desk, "and 22 places more (hex-string: PDF/A-2a 6.1.6)");
    g_string_free(bytes, TRUE);
    g_string_free(broken, TRUE);
}

/* No cut and no flipped byte of a file may crash; a cut one is still looked into. */
static void damage_is_borne(void **state)
{
    (void)state;
    GString *bytes = specimen_write(&specimen, NULL, 0);
    const Preflight ask = {.standards = STANDARDS_ALL};
    size_t tail = bytes->len - 20000;
    for (int i = 0; i < 120; i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        GString *copy = g_string_new_len(bytes->str, (gssize)bytes->len);
        size_t at = i % 2 ? 16 + (size_t)i * 97 : tail + (size_t)i * 163;
        if (i % 3 == 0)
            g_string_truncate(copy, at);
        else
            copy->str[at] = "<[(/0\xFF>"[i % 7];
        bytes_run(&desk, copy->str, copy->len, &ask);
        g_string_free(copy, TRUE);
    }
    g_string_free(bytes, TRUE);
}

static void what_is_no_pdf_is_told(void **state)
{
    Desk *desk = *state;
    const Preflight ask = {.standards = STANDARDS_ALL};
    assert_false(bytes_run(desk, "no PDF", 6, &ask));
    assert_false(bytes_run(desk, "%PDF-1.6\n", 9, &ask));
    assert_reports(desk, "preflight-broken");
    assert_false(preflight_run(desk->diagnostics, desk->arena,
                               desk_path(desk, "none.pdf"), "none.pdf", &ask, NULL));
    assert_told(desk, "cannot read 'none.pdf': No such file");
}

/* Forms that draw each other ten times over are too much, and that is said. */
static void forms_in_forms_end(void **state)
{
    Desk *desk = *state;
    g_autoptr(GString) file = g_string_new(
        "%PDF-1.6\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 10 0 R "
        "/Resources << /XObject << /F 11 0 R >> >> >>\nendobj\n");
    for (int i = 10; i < 21; i++)
        g_string_append_printf(file,
                               "%d 0 obj\n<< /Type /XObject /Subtype /Form /Resources "
                               "<< /XObject << /F %d 0 "
                               "R >> >> /Length 60 >>\nstream\n/F Do /F Do /F Do /F Do "
                               "/F Do /F Do /F Do /F "
                               "Do /F Do /F Do\nendstream\nendobj\n",
                               i, i + 1);
    g_string_append(file, "trailer\n<< /Root 1 0 R >>\n");
    const Preflight ask = {.standards = STANDARD_X4};
    gint64 before = g_get_monotonic_time();
    assert_false(bytes_run(desk, file->str, file->len, &ask));
    assert_told(desk, "[preflight-part]");
    assert_true(g_get_monotonic_time() - before < 20 * G_USEC_PER_SEC);
}

static void rules_are_explained(void **state)
{
    Desk *desk = *state;
    FILE *out = fopen(desk_path(desk, "out"), "w");
    assert_true(preflight_explain("font-embedded", out));
    assert_false(preflight_explain("no-rule", out));
    fclose(out);
    assert_non_null(strstr(desk_read(desk, desk_path(desk, "out")), "6.2.11.4.1"));
    assert_int_equal(standard_find("a2a"), STANDARD_A2A);
    assert_int_equal(standard_find("a3"), 0);
    const char *const *texts = preflight_unchecked(desk->arena, STANDARD_X4);
    assert_true(g_strv_length((char **)texts) > 4);
}

int main(int argc, char **argv)
{
    if (!specimen_open(&specimen))
        return 1;
    specimen.small = argc > 2;
    if (argc > 1) {
        GString *bytes = specimen_write(&specimen, NULL, 0);
        bool written =
            g_file_set_contents(argv[1], bytes->str, (gssize)bytes->len, NULL);
        g_string_free(bytes, TRUE);
        specimen_close(&specimen);
        return !written;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_standard_is_asked_alone, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(advice_is_no_error, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(claims_are_heeded, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(names_are_looked_for, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_rule_is_told_a_few_times, desk_open,
                                        desk_close),
        cmocka_unit_test(damage_is_borne),
        cmocka_unit_test_setup_teardown(what_is_no_pdf_is_told, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(forms_in_forms_end, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(rules_are_explained, desk_open, desk_close),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    specimen_close(&specimen);
    return failed;
}
