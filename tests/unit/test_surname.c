/* The key by which a name sorts. */
#include "content/reader.h"

#include "desk.h"

/* Checks a key, in which '|' stands for the U+FFFE after the surname. */
static void assert_key(const char *name, const char *family, const char *sort_as,
                       const char *want)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    g_autoptr(GString) key =
        g_string_new(surname_key(desk.arena, name, family, sort_as));
    g_string_replace(key, "\uFFFE", "|", 0);
    assert_string_equal(key->str, want);
}

static void the_last_word_sorts(void **state)
{
    (void)state;
    assert_key("Specimen Oak", NULL, NULL, "Oak|Specimen ");
    assert_key("Specimen Little Oak", NULL, NULL, "Oak|Specimen Little ");
    assert_key("Specimen", NULL, NULL, "Specimen|");
    assert_key("Спецымен Дуб", NULL, NULL, "Дуб|Спецымен ");
    assert_key("Specimen Oak-Elm", NULL, NULL, "Oak-Elm|Specimen ");
    assert_key("Specimen\u00a0Oak", NULL, NULL, "Oak|Specimen ");
    assert_key("", NULL, NULL, "|");
}

static void suffixes_are_passed_over(void **state)
{
    (void)state;
    assert_key("Specimen Oak Jr.", NULL, NULL, "Oak|Specimen Jr. ");
    assert_key("Specimen Oak, Jr.", NULL, NULL, "Oak|Specimen Jr. ");
    assert_key("Specimen Oak III", NULL, NULL, "Oak|Specimen III ");
    assert_key("Jr.", NULL, NULL, "Jr.|");
}

static void particles_do_not_sort(void **state)
{
    (void)state;
    assert_key("Specimen van der Oak", NULL, NULL, "Oak|Specimen van der ");
    assert_key("Specimen Oak", "van der Oak", NULL, "Oak|Specimen Oak");
    assert_key("Specimen De Oak", "De Oak", NULL, "De Oak|Specimen De Oak");
    assert_key("სპეციმენ მუხა", "მუხა დიდი", NULL, "მუხა დიდი|სპეციმენ მუხა");
}

static void a_family_sorts_before_the_last_word(void **state)
{
    (void)state;
    assert_key("Specimen Oak Elm", "Oak Elm", NULL, "Oak Elm|Specimen Oak Elm");
    assert_key("Oak Specimen", "Oak", NULL, "Oak|Oak Specimen");
    assert_key("Specimen Oak", "de", NULL, "de|Specimen Oak");
}

static void what_sort_as_says_goes(void **state)
{
    (void)state;
    assert_key("Specimen van Oak", "Oak", "van Oak", "van Oak|Specimen van Oak");
    assert_key("Specimen Oak", NULL, "Ąžuolas 017", "Ąžuolas 017|Specimen Oak");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_word_sorts),
        cmocka_unit_test(suffixes_are_passed_over),
        cmocka_unit_test(particles_do_not_sort),
        cmocka_unit_test(a_family_sorts_before_the_last_word),
        cmocka_unit_test(what_sort_as_says_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
