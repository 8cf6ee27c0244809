/* Names, offices and groups as they are to be set. */
#include "story/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const COLUMNS[] = {"name", "country", "office", "name@be",
                                      "office@be"};
static const char *const NO_CELLS[] = {"", "", "", "", ""};
static const char LABELS[] = "labels:\n  continued: '{title} (continued)'\n";

typedef struct Fixture {
    Arena *arena;
    Diagnostics *diagnostics;
    Letter letter;
    Edition edition;
    Layout layout;
    Language language;
    Roster roster;
    bool failed;
    Teller teller;
    GArray *blocks;
} Fixture;

static void fixture_init(Fixture *fixture)
{
    fixture->arena = arena_new();
    fixture->diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, stderr);
    fixture->letter = (Letter){.language = "en"};
    fixture->edition = (Edition){.name = "en", .language = "en"};
    fixture->layout = (Layout){.roster = {.offices = true}};
    const YamlNode *labels = yaml_read(fixture->diagnostics, fixture->arena, "labels",
                                       LABELS, strlen(LABELS), 1);
    fixture->language = (Language){.tag = "en", .labels = yaml_find(labels, "labels")};
    fixture->roster = (Roster){.columns = COLUMNS, .n_columns = 5, .translated = true};
    fixture->failed = false;
    fixture->teller = (Teller){
        fixture->diagnostics, fixture->arena,   &fixture->letter,   &fixture->roster,
        &fixture->edition,    &fixture->layout, &fixture->language, &fixture->failed};
    fixture->blocks = g_array_new(FALSE, FALSE, sizeof(StoryBlock));
}

static void fixture_clear(Fixture *fixture)
{
    g_array_free(fixture->blocks, TRUE);
    diagnostics_free(fixture->diagnostics);
    arena_free(fixture->arena);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

static Signatory signatory_of(const char *name, const char *country, const char *office)
{
    return (Signatory){.place = {"signatories.csv", 2, 1},
                       .name = name,
                       .country = country,
                       .office = office,
                       .cells = NO_CELLS};
}

/* The roster block of one group of these people. */
static const StoryBlock *group_told(Fixture *fixture, const Signatory *people,
                                    size_t n_people, const char *key)
{
    const Signatory **members =
        arena_array(fixture->arena, const Signatory *, n_people);
    for (size_t i = 0; i < n_people; i++)
        members[i] = &people[i];
    NameGroup group = {
        .key = key, .title = key, .members = members, .n_members = n_people};
    NameOrder order = {.groups = &group, .n_groups = 1, .n_names = n_people};
    names_tell(&fixture->teller, &order, fixture->blocks);
    return &g_array_index(fixture->blocks, StoryBlock, fixture->blocks->len - 1);
}

/* One name as it is told. */
static const StoryName *name_told(Fixture *fixture, Signatory signatory)
{
    return &group_told(fixture, &signatory, 1, NULL)->groups[0].names[0];
}

static void assert_language(const char *name, const char *country, const char *wanted)
{
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const StoryName *told = name_told(&fixture, signatory_of(name, country, NULL));
    if (!wanted)
        assert_null(told->text.spans[0].language);
    else
        assert_string_equal(told->text.spans[0].language, wanted);
}

static void languages_follow_script_and_country(void **state)
{
    (void)state;
    assert_language("Спесимен Река", "RS", "sr");
    assert_language("Specimen Reka", "RS", "sr-Latn");
    assert_language("Спесимен Река", "ME", "sr");
    assert_language("Specimen Reka", "BG", "bg-Latn");
    assert_language("Спесимен Река", "MK", "mk");
    assert_language("Спесимен Река", "BG", "bg");
    assert_language("Спесімен Рака", "BY", "be");
    assert_language("Specimen Țărm", "RO", "ro");
    assert_language("Specimen Țărm", "MD", "ro");
    assert_language("Σπέσιμεν Δέντρο", "GR", "el");
    assert_language("სპეციმენი ხე", "GE", "ka");
    assert_language("Սպեցիմեն Ծառ", "AM", "hy");
    assert_language("سبيسيمن نهر", "EG", "ar");
    assert_language("Specimen Oak", "US", "en");
    assert_language("017", "US", NULL);
}

static void a_name_is_whole_with_its_office(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    const StoryName *name =
        name_told(&fixture, signatory_of("Specimen Oak", "US", "Senator"));
    assert_string_equal(name->text.text, "Specimen Oak, Senator");
    assert_int_equal(name->name_length, 12);
    assert_int_equal(name->text.n_spans, 3);
    assert_true(name->text.spans[0].whole);
    assert_int_equal(name->text.spans[0].end, 12);
    assert_false(name->text.spans[1].whole);
    assert_ptr_equal(name->text.spans[2].style, &fixture.layout.styles[STYLE_OFFICE]);
    assert_true(name->text.isolate);
}

static void offices_stay_out_where_the_layout_says_so(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    fixture.layout.roster.offices = false;
    const StoryName *name =
        name_told(&fixture, signatory_of("Specimen Oak", "US", "Senator"));
    assert_string_equal(name->text.text, "Specimen Oak");
}

static void prefix_and_suffix_belong_to_the_name(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    Signatory signatory = signatory_of("Specimen Oak", "US", "Senator");
    signatory.prefix = "Dr.";
    signatory.suffix = "OBE";
    const StoryName *name = name_told(&fixture, signatory);
    assert_string_equal(name->text.text, "Dr. Specimen Oak, OBE, Senator");
    assert_int_equal(name->name_length, strlen("Dr. Specimen Oak, OBE"));
    assert_int_equal(name->text.spans[0].end, name->name_length);
    Place place = place_find(name->text.points, name->text.n_points, name->text.text,
                             strlen("Dr. Spec"));
    assert_int_equal(place.column, 5);
    signatory.prefix = NULL;
    signatory.suffix = "Jr.";
    name = name_told(&fixture, signatory);
    assert_string_equal(name->text.text, "Specimen Oak Jr., Senator");
}

static void a_name_against_the_page_is_isolated_from_its_office(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    Signatory signatory = signatory_of("سبيسيمن نهر", "EG", "Senator");
    const StoryName *name = name_told(&fixture, signatory);
    assert_string_equal(name->text.text, "\u2068سبيسيمن نهر\u2069, Senator");
    assert_false(name->text.isolate);
    assert_string_equal(name->text.text + name->name_length, ", Senator");
    signatory.office = NULL;
    name = name_told(&fixture, signatory);
    assert_string_equal(name->text.text, "سبيسيمن نهر");
    assert_true(name->text.isolate);
}

static void cells_of_the_language_come_first(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    static const char *const cells[] = {"Specimen Oak", "US", "Senator", "Спецымен Дуб",
                                        "сенатар"};
    Signatory signatory = signatory_of("Specimen Oak", "US", "Senator");
    signatory.cells = cells;
    fixture.edition.language = "be";
    const StoryName *name = name_told(&fixture, signatory);
    assert_string_equal(name->text.text, "Спецымен Дуб, сенатар");
    assert_string_equal(name->text.spans[0].language, "be");
    assert_string_equal(name->text.spans[2].language, "be");
}

static void groups_have_a_heading_and_one_to_go_on_with(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    Signatory signatory = signatory_of("Specimen Oak", "US", NULL);
    const StoryGroup *group =
        group_told(&fixture, &signatory, 1, "United States")->groups;
    assert_string_equal(group->heading.text, "United States");
    assert_string_equal(group->continued.text, "United States (continued)");
    assert_null(group->run_in.text);
    group = group_told(&fixture, &signatory, 1, NULL)->groups;
    assert_null(group->heading.text);
    assert_null(group->continued.text);
    group = group_told(&fixture, &signatory, 1, "")->groups;
    assert_null(group->heading.text);
}

static void a_run_in_group_is_one_paragraph(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    fixture.layout.roster = (RosterStyle){.form = ROSTER_RUN_IN};
    Signatory people[] = {signatory_of("Specimen Oak", "US", "Senator"),
                          signatory_of("Specimen Elm", "US", NULL)};
    const StoryGroup *group = group_told(&fixture, people, 2, "America")->groups;
    const char *text = group->run_in.text;
    assert_string_equal(text, "America Specimen Oak, Specimen Elm.");
    assert_string_equal(text + group->name_starts[1], "Specimen Elm.");
    assert_int_equal(group->name_starts[0], strlen("America "));
    assert_ptr_equal(group->run_in.spans[0].style,
                     &fixture.layout.styles[STYLE_COUNTRY]);
    fixture.layout.roster.offices = true;
    people[1].suffix = "Jr.";
    group = group_told(&fixture, people, 2, NULL)->groups;
    assert_string_equal(group->run_in.text, "Specimen Oak, Senator; Specimen Elm Jr.");
}

static void a_lead_has_an_office_and_an_image(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    fixture.layout.roster.offices = false;
    Signatory signatory = signatory_of("Specimen Oak", "US", "Senator");
    signatory.signature = "assets/specimen.svg";
    const Signatory *leads[] = {&signatory};
    NameOrder order = {.leads = leads, .n_leads = 1, .n_names = 1};
    names_tell(&fixture.teller, &order, fixture.blocks);
    assert_int_equal(fixture.blocks->len, 1);
    const StoryBlock *block = &g_array_index(fixture.blocks, StoryBlock, 0);
    assert_int_equal(block->role, STORY_LEADS);
    assert_string_equal(block->leads[0].name.text, "Specimen Oak");
    assert_string_equal(block->leads[0].office.text, "Senator");
    assert_string_equal(block->leads[0].image, "assets/specimen.svg");
}

/* How a name with a form in its own script is told. */
static const StoryName *native_told(Fixture *fixture, NativePlace place,
                                    const char *name, const char *native,
                                    const char *office)
{
    Signatory signatory = signatory_of(name, "GE", office);
    signatory.name_native = native;
    fixture->layout.roster.native = place;
    return name_told(fixture, signatory);
}

static void a_name_in_its_own_script_stands_where_the_layout_asks(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    static const char name[] = "Specimen Tqe", native[] = "სპეციმენი ტყე";
    const StoryName *told = native_told(&fixture, NATIVE_NONE, name, native, "MP");
    assert_string_equal(told->text.text, "Specimen Tqe, MP");
    told = native_told(&fixture, NATIVE_BESIDE, name, native, "MP");
    assert_string_equal(told->text.text,
                        "Specimen Tqe (\u2068სპეციმენი ტყე\u2069), MP");
    assert_int_equal(told->name_length, strlen(told->text.text) - strlen(", MP"));
    assert_string_equal(told->text.spans[1].language, "ka");
    told = native_told(&fixture, NATIVE_BELOW, name, native, "MP");
    assert_string_equal(told->text.text,
                        "Specimen Tqe, MP\u2028\u2068სპეციმენი ტყე\u2069");
    assert_int_equal(told->name_length, strlen(name));
}

static void a_name_is_not_told_twice(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    static const char native[] = "სპეციმენი ტყე";
    assert_string_equal(
        native_told(&fixture, NATIVE_BELOW, native, native, NULL)->text.text, native);
    assert_string_equal(
        native_told(&fixture, NATIVE_BESIDE, "Specimen Tqe", NULL, NULL)->text.text,
        "Specimen Tqe");
}

static void names_that_run_on_have_it_beside(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    fixture.layout.roster.form = ROSTER_RUN_IN;
    assert_string_equal(
        native_told(&fixture, NATIVE_BELOW, "Specimen Tqe", "ტყე", NULL)->text.text,
        "Specimen Tqe (\u2068ტყე\u2069)");
}

static void a_country_is_called_in_both_languages(void **state)
{
    (void)state;
    g_auto(Fixture) fixture;
    fixture_init(&fixture);
    fixture.layout.roster.group_by = "country";
    fixture.edition.second = "be";
    Signatory signatory = signatory_of("Specimen Upė", "LT", NULL);
    const StoryGroup *group = group_told(&fixture, &signatory, 1, "LT")->groups;
    assert_string_equal(group->heading.text, "LT · Літва");
    assert_string_equal(group->heading.spans[1].language, "be");
    assert_string_equal(group->continued.text, "LT (continued)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_in_its_own_script_stands_where_the_layout_asks),
        cmocka_unit_test(a_name_is_not_told_twice),
        cmocka_unit_test(names_that_run_on_have_it_beside),
        cmocka_unit_test(a_country_is_called_in_both_languages),
        cmocka_unit_test(languages_follow_script_and_country),
        cmocka_unit_test(a_name_is_whole_with_its_office),
        cmocka_unit_test(offices_stay_out_where_the_layout_says_so),
        cmocka_unit_test(prefix_and_suffix_belong_to_the_name),
        cmocka_unit_test(a_name_against_the_page_is_isolated_from_its_office),
        cmocka_unit_test(cells_of_the_language_come_first),
        cmocka_unit_test(groups_have_a_heading_and_one_to_go_on_with),
        cmocka_unit_test(a_run_in_group_is_one_paragraph),
        cmocka_unit_test(a_lead_has_an_office_and_an_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
