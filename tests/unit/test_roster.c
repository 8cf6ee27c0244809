/* signatories.csv: columns, rows, what breaks a row, and what the whole. */
#include "content/content.h"

#include "desk.h"

static const Roster *roster_of(Desk *desk, const char *csv)
{
    desk_write(desk, "signatories.csv", csv);
    return roster_read(desk->diagnostics, desk->arena, desk->folder);
}

/* A roster of one row, under "name,country" and more columns. */
static const Signatory *row_of(Desk *desk, const char *columns, const char *cells)
{
    const Roster *roster = roster_of(
        desk, arena_print(desk->arena, "name,country,%s\nSpecimen Oak,LT,%s\n", columns,
                          cells));
    assert_non_null(roster);
    assert_int_equal(roster->n_signatories, 1);
    return roster->signatories;
}

static void assert_broken(const char *columns, const char *cells, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const Signatory *row = row_of(&desk, columns, cells);
    assert_true(row->broken);
    assert_string_equal(row->name, "Specimen Oak");
    assert_reports(&desk, reports);
}

static void assert_refused(const char *csv, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(roster_of(&desk, csv));
    assert_reports(&desk, reports);
}

static void without_a_file_there_are_no_names(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster = roster_read(desk.diagnostics, desk.arena, desk.folder);
    assert_non_null(roster);
    assert_null(roster->path);
    assert_int_equal(roster->n_signatories, 0);
    assert_reports(&desk, "");
    assert_int_equal(roster_of(&desk, "name,country\n")->n_signatories, 0);
    assert_reports(&desk, "");
}

static void every_column_is_read(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "assets/oak.svg", "<svg/>");
    const Signatory *row =
        row_of(&desk,
               "office,chamber,party,prefix,suffix,name_native,sort_as,family,lead,"
               "signature,status,signed_on,alt",
               "Senator,Senate,Greens,Dr.,OBE,Ąžuolas,Oak S,Oak,2,oak.svg,confirmed,"
               "2020-09-20,An oak");
    assert_reports(&desk, "");
    assert_string_equal(row->name, "Specimen Oak");
    assert_string_equal(row->country, "LT");
    assert_string_equal(row->office, "Senator");
    assert_string_equal(row->chamber, "Senate");
    assert_string_equal(row->party, "Greens");
    assert_string_equal(row->prefix, "Dr.");
    assert_string_equal(row->suffix, "OBE");
    assert_string_equal(row->name_native, "Ąžuolas");
    assert_string_equal(row->sort_as, "Oak S");
    assert_string_equal(row->family, "Oak");
    assert_int_equal(row->lead, 2);
    assert_string_equal(row->signature, desk_path(&desk, "assets/oak.svg"));
    assert_int_equal(row->status, CONFIRMED);
    assert_string_equal(row->signed_on, "2020-09-20");
    assert_string_equal(row->alt, "An oak");
    assert_false(row->broken);
    assert_int_equal(row->row, 1);
    assert_int_equal(row->place.line, 2);
    assert_int_equal(row->place.column, 1);
}

static void columns_stand_in_any_order(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "\ufeffoffice;country;name\r\n;xk;Specimen  Ąžuolas\r\n\r\n"
                         "\"a;b\";EU;\"Specimen \"\"Elm\"\"\"\r\n");
    assert_reports(&desk, "");
    assert_int_equal(roster->n_signatories, 2);
    assert_string_equal(roster->signatories[0].name, "Specimen Ąžuolas");
    assert_string_equal(roster->signatories[0].country, "XK");
    assert_null(roster->signatories[0].office);
    assert_int_equal(roster->signatories[0].place.column, 5);
    assert_string_equal(roster->signatories[1].name, "Specimen \"Elm\"");
    assert_string_equal(roster->signatories[1].country, "EU");
    assert_string_equal(roster->signatories[1].office, "a;b");
    assert_int_equal(roster->signatories[1].row, 2);
    assert_int_equal(roster->signatories[1].place.line, 4);
}

/* As a spreadsheet numbers them: empty rows count, a cell of two lines is one row. */
static void rows_have_the_spreadsheets_numbers(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country\n\nSpecimen Oak,LT\n,\n\"Specimen\nElm\",LT\n"
                         "Specimen Ash,LT\n");
    assert_int_equal(roster->n_signatories, 3);
    assert_int_equal(roster->signatories[0].sheet_row, 3);
    assert_int_equal(roster->signatories[1].sheet_row, 5);
    assert_int_equal(roster->signatories[2].sheet_row, 6);
    assert_int_equal(roster->signatories[2].row, 3);
}

static void names_are_cleaned(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country\n\"Speci\u00admen \n E\u0301lm\u202E\",FR\n");
    assert_string_equal(roster->signatories[0].name, "Specimen Élm");
    assert_reports(&desk, "3:6 control-character");
}

static void needed_columns_are_missed(void **state)
{
    (void)state;
    assert_refused("", "1:1 column-missing, 1:1 column-missing");
    assert_refused("name\nSpecimen Oak\n", "1:1 column-missing");
    assert_refused("name,country,name\na,LT,b\n", "1:14 column-double");
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(roster_of(&desk, "name,contry\nSpecimen Oak,LT\n"));
    assert_told(&desk, "rename 'contry' to 'country'");
}

static void unknown_columns_are_kept_and_noted_once(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster = roster_of(
        &desk, "name,country,region,ofice\nSpecimen Oak,LT,Žemaitija,Senator\n"
               "Specimen Elm,LT,,\n");
    assert_reports(&desk, "1:14 column-unknown, 1:21 column-unknown");
    assert_told(&desk, "if 'office' is meant, rename it");
    assert_int_equal(diagnostics_errors(desk.diagnostics), 0);
    assert_int_equal(diagnostics_warnings(desk.diagnostics), 0);
    const Signatory *rows = roster->signatories;
    assert_string_equal(roster_cell(roster, &rows[0], "region", NULL), "Žemaitija");
    assert_null(roster_cell(roster, &rows[1], "region", NULL));
    assert_null(roster_cell(roster, &rows[0], "none", NULL));
}

static void forms_in_a_language_are_known(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country,name@be,office@sr-Latn,office@sr,office\n"
                         "Specimen Oak,BY,Спецымен Дуб,Senatorka,Сенаторка,Senator\n"
                         "Specimen Elm,BY,,,,Senator\n");
    assert_reports(&desk, "");
    const Signatory *rows = roster->signatories;
    assert_string_equal(roster_cell(roster, &rows[0], "name", "be"), "Спецымен Дуб");
    assert_string_equal(roster_cell(roster, &rows[0], "name", "be-tarask"),
                        "Спецымен Дуб");
    assert_string_equal(roster_cell(roster, &rows[0], "name", "en"), "Specimen Oak");
    assert_string_equal(roster_cell(roster, &rows[0], "office", "sr-Latn"),
                        "Senatorka");
    assert_string_equal(roster_cell(roster, &rows[0], "office", "sr"), "Сенаторка");
    assert_string_equal(roster_cell(roster, &rows[0], "office", "sr-Cyrl"),
                        "Сенаторка");
    assert_string_equal(roster_cell(roster, &rows[1], "name", "be"), "Specimen Elm");
    assert_string_equal(roster_cell(roster, &rows[1], "office", "sr"), "Senator");
}

static void a_form_in_no_language_is_noted(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    roster_of(&desk, "name,country,name@english,nmae@be\nSpecimen Oak,LT,,\n");
    assert_reports(&desk, "1:14 column-unknown, 1:27 column-unknown");
}

static void a_row_of_other_length_is_broken(void **state)
{
    (void)state;
    assert_broken("office", "a,b", "2:1 row-cells");
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster = roster_of(
        &desk, "name,country,office\nSpecimen Oak,LT\nSpecimen Elm,LT,Senator\n");
    assert_int_equal(roster->n_signatories, 2);
    assert_true(roster->signatories[0].broken);
    assert_string_equal(roster->signatories[0].name, "Specimen Oak");
    assert_false(roster->signatories[1].broken);
    assert_told(&desk, "the row of 'Specimen Oak' has 2 cells and the header 3");
}

static void wrong_cells_break_the_row(void **state)
{
    (void)state;
    assert_broken("status", "confirmd", "2:17 status-unknown");
    assert_broken("status", "Confirmed", "2:17 status-unknown");
    assert_broken("lead", "first", "2:17 lead-wrong");
    assert_broken("lead", "0", "2:17 lead-wrong");
    assert_broken("lead", "-1", "2:17 lead-wrong");
    assert_broken("lead", "1.5", "2:17 lead-wrong");
    assert_broken("lead", "99999999999999999999", "2:17 lead-wrong");
    assert_broken("signed_on", "20.9.2020", "2:17 date-wrong");
    assert_broken("signed_on", "2020-02-30", "2:17 date-wrong");
    assert_broken("office,signed_on", "é,20", "2:19 date-wrong");
}

static void a_row_without_a_name_is_broken(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country\nSpecimen Oak,LT\n \u00ad,LT\n");
    assert_reports(&desk, "3:2 name-missing");
    assert_told(&desk, "row '2' has no name");
    assert_true(roster->signatories[1].broken);
}

static void a_country_that_is_none_fails_all(void **state)
{
    (void)state;
    assert_refused("name,country\nSpecimen Oak,UX\nSpecimen Elm,UK\n",
                   "2:14 country-unknown, 3:14 country-unknown");
    assert_refused("name,country\nSpecimen Oak,\n", "2:14 country-unknown");
}

static void a_quote_that_is_wrong_fails_all(void **state)
{
    (void)state;
    assert_refused("name,country\n\"Specimen \"Oak,LT\nSpecimen Elm,LT\n",
                   "2:12 csv-quote-text");
    assert_refused("name,country\nSpecimen Oak,\"LT\n", "2:14 csv-quote-open");
    assert_refused("name,country\nSpecimen \xc4,LT\n", "2:10 not-utf8");
}

static void statuses_are_three(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country,status\nSpecimen A,LT,\nSpecimen B,LT,pending\n"
                         "Specimen C,LT,withdrawn\nSpecimen D,LT,confirmed\n");
    assert_reports(&desk, "");
    assert_int_equal(roster->signatories[0].status, CONFIRMED);
    assert_int_equal(roster->signatories[1].status, PENDING);
    assert_int_equal(roster->signatories[2].status, WITHDRAWN);
    assert_int_equal(roster->signatories[3].status, CONFIRMED);
}

static void each_lead_has_its_own_number(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster = roster_of(
        &desk, "name,country,lead,status\nSpecimen A,LT,1,\nSpecimen B,LT,2,\n"
               "Specimen C,LT,1,pending\nSpecimen D,LT,2,\n");
    assert_reports(&desk, "5:15 lead-double");
    assert_told(&desk, "'Specimen B' and 'Specimen D' are both lead 2");
    assert_true(roster->signatories[3].broken);
    assert_false(roster->signatories[2].broken);
}

static void signatures_are_files_in_assets(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "assets/in/oak.PNG", "");
    desk_write(&desk, "assets/oak.gif", "");
    desk_write(&desk, "oak.svg", "");
    const Roster *roster =
        roster_of(&desk, "name,country,signature\nSpecimen A,LT,in/oak.PNG\n"
                         "Specimen B,LT,assets/in/oak.PNG\nSpecimen C,LT,elm.svg\n"
                         "Specimen D,LT,oak.gif\nSpecimen E,LT,../oak.svg\n"
                         "Specimen F,LT,/etc/passwd\nSpecimen G,LT,in\n");
    assert_reports(&desk, "4:15 signature-missing, 5:15 signature-kind, "
                          "6:15 path-outside, 7:15 path-outside, "
                          "8:15 signature-missing");
    const Signatory *rows = roster->signatories;
    assert_string_equal(rows[0].signature, desk_path(&desk, "assets/in/oak.PNG"));
    assert_string_equal(rows[1].signature, desk_path(&desk, "assets/in/oak.PNG"));
    for (size_t i = 2; i < roster->n_signatories; i++)
        assert_true(rows[i].broken && !rows[i].signature);
}

static void without_assets_signatures_are_missing(void **state)
{
    (void)state;
    assert_broken("signature", "oak.svg", "2:17 signature-missing");
    assert_broken("signature,status", "oak.svg,pending", "2:17 signature-missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_there_are_no_names),
        cmocka_unit_test(every_column_is_read),
        cmocka_unit_test(columns_stand_in_any_order),
        cmocka_unit_test(rows_have_the_spreadsheets_numbers),
        cmocka_unit_test(names_are_cleaned),
        cmocka_unit_test(needed_columns_are_missed),
        cmocka_unit_test(unknown_columns_are_kept_and_noted_once),
        cmocka_unit_test(forms_in_a_language_are_known),
        cmocka_unit_test(a_form_in_no_language_is_noted),
        cmocka_unit_test(a_row_of_other_length_is_broken),
        cmocka_unit_test(wrong_cells_break_the_row),
        cmocka_unit_test(a_row_without_a_name_is_broken),
        cmocka_unit_test(a_country_that_is_none_fails_all),
        cmocka_unit_test(a_quote_that_is_wrong_fails_all),
        cmocka_unit_test(statuses_are_three),
        cmocka_unit_test(each_lead_has_its_own_number),
        cmocka_unit_test(signatures_are_files_in_assets),
        cmocka_unit_test(without_assets_signatures_are_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
