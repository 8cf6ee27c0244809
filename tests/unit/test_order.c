/* The order of the names: leads, groups, collation by language, whose names are shown. */
#include "content/content.h"

#include "desk.h"

static const Edition english = {.name = "en", .language = "en"};

/* The names in order: "lead lead / Title: name, name / Title: name". */
static char *order_show(const NameOrder *order)
{
    GString *shown = g_string_new(NULL);
    for (size_t i = 0; i < order->n_leads; i++)
        g_string_append_printf(shown, "%s%s", i > 0 ? " " : "", order->leads[i]->name);
    for (size_t i = 0; i < order->n_groups; i++) {
        const NameGroup *group = &order->groups[i];
        g_string_append(shown, shown->len > 0 ? " / " : "");
        if (group->key)
            g_string_append_printf(shown, "%s: ", group->title);
        for (size_t k = 0; k < group->n_members; k++)
            g_string_append_printf(shown, "%s%s", k > 0 ? ", " : "",
                                   group->members[k]->name);
    }
    return g_string_free(shown, false);
}

static const Roster *roster_of(Desk *desk, const char *csv)
{
    desk_write(desk, "signatories.csv", csv);
    const Roster *roster = roster_read(desk->diagnostics, desk->arena, desk->folder);
    assert_non_null(roster);
    return roster;
}

static void assert_order(const char *csv, const Edition *edition, const char *group_by,
                         const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const NameOrder *order = roster_order(desk.diagnostics, desk.arena,
                                          roster_of(&desk, csv), edition, group_by);
    assert_non_null(order);
    g_autofree char *shown = order_show(order);
    assert_string_equal(shown, want);
    assert_int_equal(diagnostics_errors(desk.diagnostics), 0);
}

/* Checks the order of surnames, given in another order, in a language. */
static void assert_collated(const char *language, const char *given, const char *want)
{
    Edition edition = {.name = "one", .language = language};
    g_auto(GStrv) words = g_strsplit(given, " ", -1);
    g_autoptr(GString) csv = g_string_new("name,country\n");
    for (char **word = words; *word; word++)
        g_string_append_printf(csv, "%s,LT\n", *word);
    g_auto(GStrv) wanted = g_strsplit(want, " ", -1);
    g_autofree char *joined = g_strjoinv(", ", wanted);
    assert_order(csv->str, &edition, NULL, joined);
}

static void names_collate_by_language(void **state)
{
    (void)state;
    assert_collated("lt", "Yla Jonas Žalia Isra Ąžuolas Zuika Šermukšnis Suopis",
                    "Ąžuolas Yla Isra Jonas Suopis Šermukšnis Zuika Žalia");
    assert_collated("sv", "Ödla Åsna Zebra Ärla Ask", "Ask Zebra Åsna Ärla Ödla");
    assert_collated("de", "Ödla Zebra Ärla Ask Otter", "Ärla Ask Ödla Otter Zebra");
    assert_collated("be", "Іва Явар Ёлка Ільма Елка Дуб",
                    "Дуб Елка Ёлка Іва Ільма Явар");
    assert_collated("be", "Шэд Ўладзін Чож Цар Удод Уж Хата",
                    "Удод Уж Ўладзін Хата Цар Чож Шэд");
    assert_collated("uk", "Їжак Юрта Ґудзь Єнот Гай Еней Інжир Дуб Йод Ирій",
                    "Гай Ґудзь Дуб Еней Єнот Ирій Інжир Їжак Йод Юрта");
    assert_collated("ru", "Жук Ёлка Елка Ель Егор Яма Йод Иней",
                    "Егор Елка Ёлка Ель Жук Иней Йод Яма");
    assert_collated("cs", "Žák Zima Čáp Cesta Chata Had Šíp Sova Řeka Ruka Ibis",
                    "Cesta Čáp Had Chata Ibis Ruka Řeka Sova Šíp Zima Žák");
    assert_collated("et", "Õun Zoo Vaher Žanr Ülo Öö Äär Šokk Tamm Saar Uibo",
                    "Saar Šokk Zoo Žanr Tamm Uibo Vaher Õun Äär Öö Ülo");
    assert_collated("lv", "Ļaudis Lapa Ģerbonis Gads Šūna Sēne Īve Iela Jūra",
                    "Gads Ģerbonis Iela Īve Jūra Lapa Ļaudis Sēne Šūna");
    assert_collated("bg", "Щука Юла Ъгъл Шапка Яйце Чаша Йод Игла",
                    "Игла Йод Чаша Шапка Щука Ъгъл Юла Яйце");
    assert_collated("el", "Ωδή Άλφα Ζωή Έλατο Βράχος Ήλιος Ύφος Ίνα Αύρα",
                    "Άλφα Αύρα Βράχος Έλατο Ζωή Ήλιος Ίνα Ύφος Ωδή");
    assert_collated("ka", "ჯვარი არწივი ხე ბაღი ჰაერი ვაზი ზღვა თევზი",
                    "არწივი ბაღი ვაზი ზღვა თევზი ხე ჯვარი ჰაერი");
    assert_collated("pl", "Łoś Lis Żubr Zając Ćma Czapla",
                    "Czapla Ćma Lis Łoś Zając Żubr");
    assert_collated("en", "elm Oak Ash élan Élan", "Ash élan Élan elm Oak");
}

static const char lands[] = "name,country,party,lead\n"
                            "Specimen Oak,US,Blue,\nSpecimen Elm,LT,,\n"
                            "Specimen Ash,US,Red,\nSpecimen Yew,DE,Blue,\n"
                            "Specimen Fir,LT,,2\nSpecimen Box,US,Red,1\n";

static void groups_collate_by_their_titles(void **state)
{
    (void)state;
    assert_order(lands, &english, "country",
                 "Specimen Box Specimen Fir / Germany: Specimen Yew / Lithuania: "
                 "Specimen Elm / United States: Specimen Ash, Specimen Oak");
    Edition edition = {.name = "de", .language = "de"};
    assert_order(lands, &edition, "country",
                 "Specimen Box Specimen Fir / Deutschland: Specimen Yew / Litauen: "
                 "Specimen Elm / Vereinigte Staaten: Specimen Ash, Specimen Oak");
}

/* Countries stand in the order of their names in the edition's language. */
static void countries_are_called_and_sorted_by_language(void **state)
{
    (void)state;
    static const struct {
        const char *language, *want;
    } CASES[] = {
        {"be", "Германія: D / Літва: L / Чэхія: C / Эстонія: E"},
        {"uk", "Естонія: E / Литва: L / Німеччина: D / Чехія: C"},
        {"ru", "Германия: D / Литва: L / Чехия: C / Эстония: E"},
        {"pl", "Czechy: C / Estonia: E / Litwa: L / Niemcy: D"},
        {"lt", "Čekija: C / Estija: E / Lietuva: L / Vokietija: D"},
        {"lv", "Čehija: C / Igaunija: E / Lietuva: L / Vācija: D"},
        {"et", "Eesti: E / Leedu: L / Saksamaa: D / Tšehhi: C"},
        {"de", "Deutschland: D / Estland: E / Litauen: L / Tschechien: C"},
        {"fr", "Allemagne: D / Estonie: E / Lituanie: L / Tchéquie: C"},
        {"cs", "Česko: C / Estonsko: E / Litva: L / Německo: D"},
        {"bg", "Германия: D / Естония: E / Литва: L / Чехия: C"},
        {"el", "Γερμανία: D / Εσθονία: E / Λιθουανία: L / Τσεχία: C"},
        {"ka", "გერმანია: D / ესტონეთი: E / ლიეტუვა: L / ჩეხეთი: C"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Edition edition = {.name = "one", .language = CASES[i].language};
        assert_order("name,country\nC,CZ\nD,DE\nE,EE\nL,LT\n", &edition, "country",
                     CASES[i].want);
    }
}

static void any_column_groups(void **state)
{
    (void)state;
    assert_order(lands, &english, "party",
                 "Specimen Box Specimen Fir / : Specimen Elm / Blue: Specimen Oak, "
                 "Specimen Yew / Red: Specimen Ash");
    assert_order("name,country,party,party@be\nSpecimen Oak,BY,Green,Зялёныя\n",
                 &(Edition){.name = "be", .language = "be"}, "party",
                 "Зялёныя: Specimen Oak");
}

static void without_groups_all_stand_together(void **state)
{
    (void)state;
    assert_order(lands, &english, NULL,
                 "Specimen Box Specimen Fir / Specimen Ash, Specimen Elm, Specimen "
                 "Oak, Specimen Yew");
}

static void own_names_come_first(void **state)
{
    (void)state;
    Edition edition = {
        .name = "us", .language = "en", .country = "US", .selection = ROSTER_OWN_FIRST};
    assert_order(lands, &edition, "country",
                 "Specimen Box Specimen Fir / United States: Specimen Ash, Specimen "
                 "Oak / Germany: Specimen Yew / Lithuania: Specimen Elm");
    assert_order(lands, &edition, NULL,
                 "Specimen Box Specimen Fir / Specimen Ash, Specimen Oak, Specimen "
                 "Elm, Specimen Yew");
    edition.selection = ROSTER_ALL;
    assert_order(lands, &edition, NULL,
                 "Specimen Box Specimen Fir / Specimen Ash, Specimen Elm, Specimen "
                 "Oak, Specimen Yew");
}

static void own_names_stand_alone(void **state)
{
    (void)state;
    Edition edition = {
        .name = "us", .language = "en", .country = "US", .selection = ROSTER_OWN_ONLY};
    assert_order(lands, &edition, "country",
                 "Specimen Box / United States: Specimen Ash, Specimen Oak");
    edition.country = "FR";
    assert_order(lands, &edition, "country", "");
    edition.selection = ROSTER_NONE;
    assert_order(lands, &edition, "country", "");
}

/* Own names may be those of another value than the country, or of several at once; groups
 * that have any come first. */
static void own_names_are_those_of_a_value(void **state)
{
    (void)state;
    static const char rows[] = "name,country,chamber\nSpecimen Ash,US,Senate\n"
                               "Specimen Box,LT,Seimas\nSpecimen Elm,CA,Senate\n"
                               "Specimen Fir,US,House\nSpecimen Oak,DE,\n";
    static const ColumnValue own[] = {{"chamber", "Senate"}, {"country", "US"}};
    Edition edition = {.name = "a",
                       .language = "en",
                       .country = "LT",
                       .own = own,
                       .n_own = 1,
                       .selection = ROSTER_OWN_ONLY};
    assert_order(rows, &edition, NULL, "Specimen Ash, Specimen Elm");
    edition.selection = ROSTER_OWN_FIRST;
    assert_order(rows, &edition, "country",
                 "Canada: Specimen Elm / United States: Specimen Ash, Specimen Fir / "
                 "Germany: Specimen Oak / Lithuania: Specimen Box");
    assert_order(
        rows, &edition, "chamber",
        ": Specimen Oak / Senate: Specimen Ash, Specimen Elm / House: Specimen "
        "Fir / Seimas: Specimen Box");
    edition.n_own = 2;
    assert_order(
        rows, &edition, NULL,
        "Specimen Ash, Specimen Box, Specimen Elm, Specimen Fir, Specimen Oak");
}

static void filters_let_names_through(void **state)
{
    (void)state;
    static const char *const senate[] = {"Senate", "Seimas", NULL},
                             *us[] = {"US", NULL};
    const NameFilter filters[] = {{"chamber", senate, false}, {"country", us, true}};
    const Edition edition = {
        .name = "a", .language = "en", .filters = filters, .n_filters = 2};
    assert_order("name,country,chamber\nSpecimen Ash,us,Senate\n"
                 "Specimen Box,LT,Seimas\nSpecimen Elm,CA,Senate\nSpecimen Oak,DE,\n",
                 &edition, NULL, "Specimen Box, Specimen Elm");
}

static void only_confirmed_names_are_set(void **state)
{
    (void)state;
    assert_order("name,country,status,lead\nSpecimen A,LT,pending,1\n"
                 "Specimen B,LT,,\nSpecimen C,LT,withdrawn,\n",
                 &english, NULL, "Specimen B");
}

static void names_and_countries_are_counted(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const NameOrder *order = roster_order(desk.diagnostics, desk.arena,
                                          roster_of(&desk, lands), &english, "country");
    assert_int_equal(order->n_names, 6);
    assert_int_equal(order->n_countries, 3);
    order = roster_order(desk.diagnostics, desk.arena,
                         roster_of(&desk, "name,country,lead\nSpecimen A,LT,1\n"),
                         &english, "country");
    assert_int_equal(order->n_names, 1);
    assert_int_equal(order->n_countries, 1);
}

static void surnames_sort_before_first_names(void **state)
{
    (void)state;
    assert_order("name,country\nSpecimen B Oak,LT\nSpecimen A Oakley,LT\n"
                 "Specimen A Oak,LT\nSpecimen Oak Jr.,LT\nSpecimen van der Elm,LT\n"
                 "Specimen Fir,LT\n",
                 &english, NULL,
                 "Specimen van der Elm, Specimen Fir, Specimen A Oak, Specimen B Oak, "
                 "Specimen Oak Jr., Specimen A Oakley");
}

static void columns_say_what_sorts(void **state)
{
    (void)state;
    assert_order("name,country,sort_as,family\nSpecimen Ash Zelkova,LT,,Ash Zelkova\n"
                 "Specimen Oak,LT,Zzz,\nSpecimen Elm,LT,,\nSpecimen Fir,LT,Aaa,Zzz\n"
                 "Specimen De Ulm,LT,,de Ulm\n",
                 &english, NULL,
                 "Specimen Fir, Specimen Ash Zelkova, Specimen Elm, Specimen De Ulm, "
                 "Specimen Oak");
}

static void a_name_in_the_language_sorts_by_itself(void **state)
{
    (void)state;
    const char *csv = "name,country,name@be,sort_as,sort_as@be\n"
                      "Specimen Ash,BY,Спецымен Ясень,,\n"
                      "Specimen Oak,BY,Спецымен Дуб,Zzz,\n"
                      "Specimen Elm,BY,Спецымен Вяз,,Яяя\n";
    Edition edition = {.name = "be", .language = "be"};
    assert_order(csv, &edition, NULL, "Specimen Oak, Specimen Ash, Specimen Elm");
    assert_order(csv, &english, NULL, "Specimen Ash, Specimen Elm, Specimen Oak");
}

static void equal_names_stay_as_in_the_file(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) csv = g_string_new("name,country\n");
    for (int i = 0; i < 50; i++)
        g_string_append(csv, "Specimen Oak,LT\n");
    const NameOrder *order = roster_order(desk.diagnostics, desk.arena,
                                          roster_of(&desk, csv->str), &english, NULL);
    for (size_t i = 0; i < 50; i++)
        assert_int_equal(order->groups[0].members[i]->row, i + 1);
}

static void a_broken_row_fails_who_shows_it(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country,signed_on,status\nSpecimen Oak,US,2020,\n"
                         "Specimen Elm,LT,2020-09-20,\nSpecimen Yew,LT,x,pending\n");
    Edition own = {
        .name = "lt", .language = "en", .country = "LT", .selection = ROSTER_OWN_ONLY};
    assert_reports(&desk, "2:17 date-wrong, 4:17 date-wrong");
    assert_non_null(
        roster_order(desk.diagnostics, desk.arena, roster, &own, "country"));
    assert_reports(&desk, "2:17 date-wrong, 4:17 date-wrong");
    assert_null(
        roster_order(desk.diagnostics, desk.arena, roster, &english, "country"));
    assert_reports(&desk, "2:17 date-wrong, 4:17 date-wrong, 2:1 row-broken");
    assert_told(&desk, "the edition 'en' cannot be made (wrong rows: 1)");
}

static void a_row_of_no_country_fails_each(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster =
        roster_of(&desk, "name,country,party\nSpecimen Oak,US\nSpecimen Elm,LT,\n");
    Edition own = {
        .name = "lt", .language = "en", .country = "LT", .selection = ROSTER_OWN_ONLY};
    assert_null(roster_order(desk.diagnostics, desk.arena, roster, &own, "country"));
    own.selection = ROSTER_NONE;
    assert_non_null(
        roster_order(desk.diagnostics, desk.arena, roster, &own, "country"));
}

static void groups_need_their_column(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Roster *roster = roster_of(&desk, lands);
    assert_null(roster_order(desk.diagnostics, desk.arena, roster, &english, "region"));
    assert_reports(&desk, "1:1 group-unknown");
    const Roster none = {0};
    const NameOrder *order =
        roster_order(desk.diagnostics, desk.arena, &none, &english, "region");
    assert_int_equal(order->n_names, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_collate_by_language),
        cmocka_unit_test(groups_collate_by_their_titles),
        cmocka_unit_test(countries_are_called_and_sorted_by_language),
        cmocka_unit_test(any_column_groups),
        cmocka_unit_test(without_groups_all_stand_together),
        cmocka_unit_test(own_names_come_first),
        cmocka_unit_test(own_names_stand_alone),
        cmocka_unit_test(own_names_are_those_of_a_value),
        cmocka_unit_test(filters_let_names_through),
        cmocka_unit_test(only_confirmed_names_are_set),
        cmocka_unit_test(names_and_countries_are_counted),
        cmocka_unit_test(surnames_sort_before_first_names),
        cmocka_unit_test(columns_say_what_sorts),
        cmocka_unit_test(a_name_in_the_language_sorts_by_itself),
        cmocka_unit_test(equal_names_stay_as_in_the_file),
        cmocka_unit_test(a_broken_row_fails_who_shows_it),
        cmocka_unit_test(a_row_of_no_country_fails_each),
        cmocka_unit_test(groups_need_their_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
