/* Entries with for-each: which editions they become, and what is wrong with them. */
#include "content/content.h"

#include "desk.h"

#define ROWS                                                                           \
    "name,country,chamber,party,status\n"                                              \
    "Specimen A,BE,Senaat,Groen,\n"                                                    \
    "Specimen B,US,Senate,,\n"                                                         \
    "Specimen C,LT,Seimas,Žalieji,pending\n"                                           \
    "Specimen D,BE,Kamer,Groen,\n"                                                     \
    "Specimen E,CA,Senate,Greens,\n"                                                   \
    "Specimen F,XK,,,withdrawn\n"

static const Editions *editions_with(Desk *desk, const char *rows, const char *yaml)
{
    Letter *letter = arena_one(desk->arena, Letter);
    *letter = (Letter){
        .folder = desk->folder, .path = desk_path(desk, "letter.md"), .language = "en"};
    desk_write(desk, "signatories.csv", rows);
    desk_write(desk, "editions.yaml", yaml);
    desk_write(desk, "po/nl.po", "");
    desk_write(desk, "po/fr.po", "");
    desk_write(desk, "po/de-CH.po", "");
    const Roster *roster = roster_read(desk->diagnostics, desk->arena, desk->folder);
    return editions_read(desk->diagnostics, desk->arena, letter, roster);
}

/* The editions, a line each: name, languages, layout; then the file when it is another,
 * and '!' when it is broken. */
static const char *editions_show(Desk *desk, const Editions *editions)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    for (size_t i = 0; i < editions->n_editions; i++) {
        const Edition *edition = &editions->editions[i];
        g_string_append_printf(shown, "%s %s%s%s %s", edition->name, edition->language,
                               edition->second ? "+" : "",
                               edition->second ? edition->second : "", edition->layout);
        if (strcmp(edition->file, edition->name) != 0)
            g_string_append_printf(shown, " %s", edition->file);
        g_string_append(shown, edition->broken ? "!\n" : "\n");
    }
    return arena_string(desk->arena, shown->str);
}

/* Checks what the entry `a` becomes, and what is reported. */
static void assert_becomes(const char *yaml, const char *want, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autofree char *file = g_strconcat("editions:\n  a: ", yaml, "\n", NULL);
    const Editions *editions = editions_with(&desk, ROWS, file);
    assert_non_null(editions);
    assert_string_equal(editions_show(&desk, editions), want);
    assert_reports(&desk, reports);
}

static void an_edition_is_made_for_each_value(void **state)
{
    (void)state;
    assert_becomes("{ for-each: country }",
                   "a/BE en letter\na/CA en letter\na/LT en letter\na/US en letter\n",
                   "2:3 each-unconfirmed");
    assert_becomes("{ for-each: party }",
                   "a/Greens en letter\na/Groen en letter\na/Zalieji en letter\n",
                   "3:1 each-empty");
    assert_becomes("{ for-each: [country, chamber] }",
                   "a/BE-Kamer en letter\na/BE-Senaat en letter\na/CA-Senate en "
                   "letter\na/LT-Seimas en letter\na/US-Senate en letter\n",
                   "");
    assert_becomes("{ for-each: language }",
                   "a/en en letter\na/de-CH de-CH letter\na/fr fr letter\n"
                   "a/nl nl letter\n",
                   "");
}

/* The example of the documentation, as it stands there. */
static void a_country_has_its_languages_and_paper(void **state)
{
    (void)state;
    assert_becomes("\n    for-each: country\n    language: auto\n    layout: auto\n"
                   "    roster: own-first\n    exclude: { country: [XK] }\n"
                   "    override: { BE: { language: [nl, fr] } }\n"
                   "    file: countries/{country}-{language}\n",
                   "a/BE-nl nl letter countries/BE-nl\n"
                   "a/BE-fr fr letter countries/BE-fr\n"
                   "a/CA-en en letter-us countries/CA-en\n"
                   "a/CA-fr fr letter-us countries/CA-fr\n"
                   "a/LT-en en letter countries/LT-en\n"
                   "a/US-en en letter-us countries/US-en\n",
                   "");
}

static void lists_multiply(void **state)
{
    (void)state;
    const char *yaml = "{ for-each: [layout, country, language], "
                       "include: { country: [be, us], language: [fr, en] }, "
                       "language: [auto, en], layout: [auto, large-print] }";
    assert_becomes(yaml,
                   "a/letter-BE-fr fr letter\na/large-print-BE-fr fr large-print\n"
                   "a/letter-BE-en en letter\na/large-print-BE-en en large-print\n"
                   "a/letter-us-US-en en letter-us\n"
                   "a/large-print-US-en en large-print\n",
                   "");
    assert_becomes("{ for-each: country, include: { country: US }, layout: [auto, "
                   "letter-us, { A4: sans, Letter: wide }], language: [[en, be], en] }",
                   "a/US-en-be-letter-us en+be letter-us\na/US-en-be-wide en+be wide\n"
                   "a/US-en-letter-us en letter-us\na/US-en-wide en wide\n",
                   "");
}

/* What is the edition's own is what it is made for, with its country where all its rows
 * have one. */
static void own_names_have_the_value(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_with(
        &desk, ROWS,
        "editions:\n  a: { for-each: chamber, language: auto, layout: auto, "
        "roster: own-only, file: '{chamber}.{language}.{edition}' }\n");
    assert_string_equal(editions_show(&desk, editions),
                        "a/Kamer-fr fr letter Kamer.fr.a\n"
                        "a/Kamer-nl nl letter Kamer.nl.a\n"
                        "a/Senaat-fr fr letter Senaat.fr.a\n"
                        "a/Senaat-nl nl letter Senaat.nl.a\n"
                        "a/Senate-en en letter Senate.en.a\n");
    assert_string_equal(editions->editions[0].country, "BE");
    assert_null(editions->editions[4].country);
    assert_int_equal(editions->editions[4].n_own, 1);
    assert_string_equal(editions->editions[4].own->column, "chamber");
    assert_string_equal(editions->editions[4].own->value, "Senate");
    assert_reports(&desk, "2:3 each-unconfirmed");
}

/* Of another column, include and exclude choose among the names; a value that is left
 * without any has no edition. */
static void names_are_chosen_by_other_columns(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_with(
        &desk, ROWS,
        "editions:\n  a: { for-each: chamber, roster: own-only, "
        "include: { country: [us, BE] }, exclude: { chamber: Kamer } }\n");
    assert_string_equal(editions_show(&desk, editions),
                        "a/Senaat en letter\na/Senate en letter\n");
    assert_int_equal(editions->editions[0].n_filters, 1);
    assert_reports(&desk, "");
}

static void an_override_is_for_one_value(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions =
        editions_with(&desk, ROWS,
                      "editions:\n  a:\n    for-each: [country, language]\n"
                      "    language: [fr, be]\n    include: { country: [BE, US] }\n"
                      "    override: { be: { pages: 3, layout: sans }, "
                      "US: { pages: 2, opening: no, language: be } }\n");
    assert_reports(&desk, "");
    assert_string_equal(editions_show(&desk, editions),
                        "a/BE-fr fr letter\na/BE-be be sans\na/US-be be sans\n");
    assert_int_equal(editions->editions[0].pages, 0);
    assert_int_equal(editions->editions[1].pages, 3);
    assert_int_equal(editions->editions[2].pages, 3);
    assert_true(editions->editions[1].opening);
    assert_false(editions->editions[2].opening);
}

/* How many names are shown in each edition, and how many rows of them are broken. */
static const char *names_show(Desk *desk, const Roster *roster,
                              const Editions *editions)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    for (size_t i = 0; i < editions->n_editions; i++) {
        size_t n_broken = 0;
        size_t n_names = roster_count(roster, &editions->editions[i], &n_broken);
        g_string_append_printf(shown, "%s%s %zu/%zu", i > 0 ? ", " : "",
                               editions->editions[i].name, n_names, n_broken);
    }
    return arena_string(desk->arena, shown->str);
}

static void a_bad_row_is_in_the_editions_that_show_it(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_with(
        &desk, "name,country,status\nSpecimen A,BE,\n,US,\nSpecimen C,LT,withdrwan\n",
        "editions:\n  a: { for-each: country, roster: own-only }\n"
        "  b: { for-each: country, roster: own-first, exclude: { country: LT } }\n"
        "  c: { include: { country: [BE, US] }, exclude: { name: Specimen A } }\n");
    const Roster *roster = roster_read(desk.diagnostics, desk.arena, desk.folder);
    assert_string_equal(names_show(&desk, roster, editions),
                        "a/BE 1/0, a/LT 1/1, a/US 1/1, b/BE 3/2, b/US 3/2, c 1/1");
}

static void who_is_not_confirmed_has_no_edition_alone(void **state)
{
    (void)state;
    assert_becomes("{ for-each: country, roster: own-only }",
                   "a/BE en letter\na/CA en letter\na/US en letter\n",
                   "2:3 each-unconfirmed, 2:3 each-unconfirmed");
    assert_becomes("{ for-each: country, include: { country: LT }, roster: own-only }",
                   "a en letter!\n", "2:3 each-unconfirmed, 2:3 each-nothing");
    assert_becomes("{ for-each: country, include: { country: [DE, BE] } }",
                   "a/BE en letter\n", "2:3 each-unconfirmed");
}

/* Values become files' names that are the same everywhere, and stay apart. */
static void values_are_safe_in_files_names(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions = editions_with(
        &desk,
        "name,country,region\nSpecimen A,BE,../../etc\nSpecimen B,BE,Île-de-France\n"
        "Specimen C,BE,Мінск\nSpecimen D,BE,🕊\nSpecimen E,BE,.hidden\n"
        "Specimen F,BE,A / B\nSpecimen G,BE,A - B\nSpecimen H,BE,C\n",
        "editions:\n  a: { for-each: region }\n");
    assert_string_equal(editions_show(&desk, editions),
                        "a/etc en letter\na/hidden en letter\na/A-B en letter!\n"
                        "a/A-B en letter!\na/C en letter\na/Ile-de-France en letter\n"
                        "a/Minsk en letter\na/u1f54a en letter\n");
    assert_reports(&desk, "1:14 column-unknown, 2:3 edition-file-double");
    assert_told(&desk, "'a: A - B' and 'a: A / B' both make 'a/A-B.pdf'");
}

static void mistakes_break_the_entry(void **state)
{
    (void)state;
    static const struct {
        const char *yaml, *reports;
    } CASES[] = {
        {"{ for-each: chambre }", "2:18 column-none"},
        {"{ for-each: [] }", "2:18 bad-value"},
        {"{ for-each: [country, country] }", "2:28 bad-value"},
        {"{ for-each: { country: all } }", "2:18 yaml-kind"},
        {"{ for-each: country, exclude: { countri: [BE] } }", "2:38 column-none"},
        {"{ for-each: country, exclude: { country: [UX] } }", "2:48 value-unknown"},
        {"{ for-each: country, exclude: { chamber: [Sejm] } }", "2:48 value-unknown"},
        {"{ for-each: country, exclude: [BE] }", "2:36 yaml-kind"},
        {"{ for-each: country, include: { country: { a: b } } }", "2:47 yaml-kind"},
        {"{ for-each: country, override: { UX: { pages: 4 } } }", "2:39 value-unknown"},
        {"{ for-each: country, override: { BE: { page: 4 } } }", "2:45 unknown-key"},
        {"{ for-each: country, override: { BE: { country: US } } }",
         "2:45 unknown-key"},
        {"{ for-each: country, override: { BE: 4 } }", "2:43 yaml-kind"},
        {"{ for-each: country, override: [BE] }", "2:37 yaml-kind"},
        {"{ for-each: language, override: { be: { language: fr } } }",
         "2:46 unknown-key"},
        {"{ for-each: layout, layout: [auto, sans], override: { sanz: { pages: 4 } } }",
         "2:60 value-unknown"},
        {"{ for-each: [country, chamber, party, name, status, language, layout] }",
         "2:18 bad-value"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_becomes(CASES[i].yaml, "a en letter!\n", CASES[i].reports);
}

static void mistakes_in_values_break_the_editions(void **state)
{
    (void)state;
    assert_becomes("{ for-each: country, include: { country: BE }, pages: many }",
                   "a/BE en letter!\n", "2:60 bad-value");
    assert_becomes("{ for-each: country, include: { country: BE }, file: '{contry}' }",
                   "a/BE en letter !\n", "2:59 edition-field");
    assert_becomes("{ for-each: country, include: { country: BE }, file: '{country' }",
                   "a/BE en letter {country!\n", "2:59 edition-file");
    assert_becomes(
        "{ for-each: country, include: { country: BE }, language: [xx, auto] }",
        "a/BE-fr fr letter!\na/BE-nl nl letter!\n", "2:64 bad-value");
    assert_becomes("{ file: '{country}' }", "a en letter !\n", "2:14 edition-field");
    assert_becomes("{ override: { BE: { pages: 4 } } }", "a en letter!\n",
                   "2:18 override-alone");
    assert_becomes("{ include: { chambre: Senate } }", "a en letter!\n",
                   "2:19 column-none");
}

static void what_is_meant_is_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    editions_with(&desk, ROWS,
                  "editions:\n  a: { for-each: chambre }\n"
                  "  b: { for-each: party, override: { Gröen: { pages: 4 } } }\n"
                  "  c: { for-each: country, file: '{contry}' }\n");
    assert_told(&desk, "did you mean 'chamber'?");
    assert_told(&desk, "did you mean 'Groen'?");
    assert_told(&desk, "did you mean '{country}'?");
}

/* Where there is no roster to look at, an entry stands for all its editions. */
static void without_a_roster_nothing_is_made(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    const Editions *editions =
        editions_with(&desk, "name,country\nSpecimen A,UX\n",
                      "editions:\n  a: { for-each: country }\n  b: { language: fr }\n");
    assert_string_equal(editions_show(&desk, editions), "a en letter!\nb fr letter\n");
    const Edition *whole = editions->editions;
    assert_true(edition_matches(whole, "a/BE-nl") && edition_matches(whole, "a/*"));
    assert_true(edition_matches(whole, "a") && !edition_matches(whole, "ab/*"));
    assert_true(edition_matches(whole + 1, "b") && !edition_matches(whole + 1, "b/*"));
}

static void there_are_not_too_many(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) rows = g_string_new("name,country\n");
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(rows, "Specimen %d,BE\n", i);
    g_autoptr(GString) yaml =
        g_string_new("editions:\n  a: { for-each: name, layout: [a");
    for (int i = 0; i < 101; i++)
        g_string_append_printf(yaml, ", l%d", i);
    g_string_append(yaml, "] }\n");
    const Editions *editions = editions_with(&desk, rows->str, yaml->str);
    assert_reports(&desk, "2:3 editions-too-many");
    assert_string_equal(editions_show(&desk, editions), "a en letter!\n");
}

static const char *languages_show(Desk *desk, const char *country)
{
    g_autofree char *rows = g_strdup_printf("name,country\nSpecimen A,%s\n", country);
    const Editions *editions = editions_with(
        desk, rows, "editions:\n  a: { for-each: country, language: auto }\n");
    g_autoptr(GString) shown = g_string_new(NULL);
    for (size_t i = 0; i < editions->n_editions; i++)
        g_string_append_printf(shown, "%s%s", i > 0 ? " " : "",
                               editions->editions[i].language);
    return arena_string(desk->arena, shown->str);
}

/* By CLDR, as far as there are catalogues; Swiss German has one of its own here. */
static void languages_are_official(void **state)
{
    (void)state;
    static const struct {
        const char *country, *languages;
    } CASES[] = {
        {"BE", "de fr nl"},
        {"CH", "de-CH fr it rm"},
        {"IE", "en ga"},
        {"BY", "be ru"},
        {"UA", "uk"},
        {"PL", "pl"},
        {"US", "en"},
        {"GB", "en"},
        {"XK", "sr sr-Latn"},
        {"FI", "fi"},
        {"EU", "de en es fi fr ga it nl pl"},
        {"IS", "en"},
        {"MX", "es"},
    };
    static const char *const catalogs[] = {"be", "de", "es", "fi", "ga",      "it",
                                           "pl", "rm", "ru", "sr", "sr-Latn", "uk"};
    g_auto(Desk) desk;
    desk_init(&desk);
    for (size_t i = 0; i < G_N_ELEMENTS(catalogs); i++)
        desk_write(&desk, arena_print(desk.arena, "po/%s.po", catalogs[i]), "");
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        assert_string_equal(languages_show(&desk, CASES[i].country),
                            CASES[i].languages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edition_is_made_for_each_value),
        cmocka_unit_test(a_country_has_its_languages_and_paper),
        cmocka_unit_test(lists_multiply),
        cmocka_unit_test(own_names_have_the_value),
        cmocka_unit_test(names_are_chosen_by_other_columns),
        cmocka_unit_test(an_override_is_for_one_value),
        cmocka_unit_test(a_bad_row_is_in_the_editions_that_show_it),
        cmocka_unit_test(who_is_not_confirmed_has_no_edition_alone),
        cmocka_unit_test(values_are_safe_in_files_names),
        cmocka_unit_test(mistakes_break_the_entry),
        cmocka_unit_test(mistakes_in_values_break_the_editions),
        cmocka_unit_test(what_is_meant_is_told),
        cmocka_unit_test(without_a_roster_nothing_is_made),
        cmocka_unit_test(there_are_not_too_many),
        cmocka_unit_test(languages_are_official),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
