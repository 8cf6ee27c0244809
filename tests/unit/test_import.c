/* import: what headers, days, countries and answers are taken for. */
#include "import/reading.h"

#include "desk.h"

static void assert_field(const char *header, Field field)
{
    bool whole = false;
    g_autofree char *folded = words_fold(header);
    if (field_find(folded, &whole) != field)
        fail_msg("'%s' is taken for %s", header,
                 field_name(field_find(folded, &whole)));
}

static void headers_are_known_in_many_languages(void **state)
{
    (void)state;
    static const struct {
        Field field;
        const char *headers[6];
    } cases[] = {
        {FIELD_NAME, {"Full name", "ФИО", "Імя і прозвішча", "Imię i nazwisko"}},
        {FIELD_FIRST, {"First Name", "Vorname", "Prénom", "Eesnimi", "Ime", "Όνομα"}},
        {FIELD_FAMILY, {"Surname", "Прізвище", "Příjmení", "Pavardė", "გვარი"}},
        {FIELD_COUNTRY, {"COUNTRY", "Краіна", "Země", "Šalis", "Χώρα", "Riik"}},
        {FIELD_OFFICE, {"Function", "Пасада", "Funkcja", "Pareigos", "Amet"}},
        {FIELD_SIGNED_ON, {"Timestamp", "Отметка времени", "Zeitstempel"}},
        {FIELD_MAIL, {"E-mail", "Электронная почта", "E-Mail-Adresse"}},
        {FIELD_PHONE, {"Phone number", "Тэлефон", "Handy"}},
        {FIELD_NONE, {"Remarks", "", "Warum"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t k = 0; k < 6 && cases[i].headers[k]; k++)
            assert_field(cases[i].headers[k], cases[i].field);
}

static void questions_are_looked_through(void **state)
{
    (void)state;
    assert_field("What is your full name?", FIELD_NAME);
    assert_field("Country of your mandate", FIELD_COUNTRY);
    assert_field("Name of your political party", FIELD_PARTY);
    assert_field("Name and e-mail of your office", FIELD_MAIL);
}

static void countries_are_known_by_many_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"LT", "LT"},
        {"lt", "LT"},
        {"LTU", "LT"},
        {"UK", "GB"},
        {"U.K.", "GB"},
        {"Scotland", "GB"},
        {"Czech Republic", "CZ"},
        {"Deutschland", "DE"},
        {"Літва", "LT"},
        {"Польща", "PL"},
        {"Летонија", "LV"},
        {"Grèce", "GR"},
        {"საქართველო", "GE"},
        {"Österreich", "AT"},
        {"The Netherlands", "NL"},
        {"Republic of Lithuania", "LT"},
        {"Kosovo", "XK"},
        {"U.S.A.", "US"},
        {"Niger", "NE"},
        {"Ireland", "IE"},
        {"Εσθονία", "EE"},
    };
    g_autoptr(Nations) nations = nations_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *code = nation_find(nations, cases[i][0]);
        if (g_strcmp0(code, cases[i][1]) != 0)
            fail_msg("'%s' is '%s'", cases[i][0], code ? code : "nothing");
    }
    assert_null(nation_find(nations, "Atlantis"));
    assert_null(nation_find(nations, ""));
    assert_string_equal(nation_near(nations, "Lithvania"), "Lithuania");
}

static void assert_day(const char *text, DayOrder order, const char *wanted)
{
    g_autofree char *day = day_settle(text, order);
    if (g_strcmp0(day, wanted) != 0)
        fail_msg("'%s' is '%s'", text, day ? day : "nothing");
}

static void days_are_read_and_never_guessed(void **state)
{
    (void)state;
    assert_day("2020-09-24", DAY_ORDER_NONE, "2020-09-24");
    assert_day("2020/09/24 6:03:11 PM GMT+3", DAY_ORDER_NONE, "2020-09-24");
    assert_day("24.09.2020 18:03", DAY_ORDER_NONE, "2020-09-24");
    assert_day("9/24/2020 18:03:11", DAY_ORDER_NONE, "2020-09-24");
    assert_day("4/5/2020", DAY_ORDER_NONE, NULL);
    assert_day("4/5/2020", DAY_ORDER_DMY, "2020-05-04");
    assert_day("4/5/2020", DAY_ORDER_MDY, "2020-04-05");
    assert_day("31/02/2020", DAY_ORDER_DMY, NULL);
    assert_day("99999-1-1", DAY_ORDER_NONE, NULL);
    assert_day("soon", DAY_ORDER_NONE, NULL);
    assert_int_equal(day_order((const char *const[]){"4/5/2020", "4/25/2020", NULL}),
                     DAY_ORDER_MDY);
    assert_int_equal(day_order((const char *const[]){"25/4/2020", "4/25/2020", NULL}),
                     DAY_ORDER_NONE);
}

static void answers_are_known_in_many_languages(void **state)
{
    (void)state;
    assert_int_equal(answer_find("yes i agree"), ANSWER_YES);
    assert_int_equal(answer_find("так"), ANSWER_YES);
    assert_int_equal(answer_find("nein"), ANSWER_NO);
    assert_int_equal(answer_find("withdrawn"), ANSWER_WITHDRAWN);
    assert_int_equal(answer_find("perhaps"), ANSWER_NONE);
}

/* Guesses the columns of these rows; NULL: reported. */
static const Columns *guess(Desk *desk, const char *rows)
{
    static const char *const none[] = {NULL};
    const ImportOptions options = {.columns = none};
    desk_write(desk, "form.csv", rows);
    g_autofree char *path = g_build_filename(desk->folder, "form.csv", NULL);
    const Sheet *sheet = sheet_read(desk->diagnostics, desk->arena, path, NULL, NULL);
    return columns_guess(desk->diagnostics, desk->arena, sheet, &options);
}

static void cells_tell_whether_a_name_is_whole(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Columns *parts = guess(&desk, "Name,Surname,Country\nSpecimen,Oak,LT\n");
    assert_int_equal(parts->columns[0].field, FIELD_FIRST);
    const Columns *whole = guess(&desk, "name,family,country\nSpecimen Oak,Oak,LT\n");
    assert_int_equal(whole->columns[0].field, FIELD_NAME);
    const Columns *german = guess(&desk, "Name;Vorname;Land\nOak;Specimen;LT\n");
    assert_int_equal(german->columns[0].field, FIELD_FAMILY);
}

static void a_form_in_a_language_has_its_column(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Columns *columns = guess(
        &desk, "Name,Name (Belarusian),Office in Polish,lead,Country\nA,B,C,1,LT\n");
    assert_string_equal(columns->columns[1].target, "name@be");
    assert_string_equal(columns->columns[2].target, "office@pl");
    assert_string_equal(columns->columns[3].target, "lead");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_known_in_many_languages),
        cmocka_unit_test(questions_are_looked_through),
        cmocka_unit_test(countries_are_known_by_many_names),
        cmocka_unit_test(days_are_read_and_never_guessed),
        cmocka_unit_test(answers_are_known_in_many_languages),
        cmocka_unit_test(cells_tell_whether_a_name_is_whole),
        cmocka_unit_test(a_form_in_a_language_has_its_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
