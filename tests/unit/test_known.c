/* known.yaml: what it silences, what in it is refused, what is told to be of no use. */
#include "lint/lint.h"

#include "desk.h"

static const Findings *lint_rows_with(Desk *desk, const char *rows, const char *known)
{
    desk_write(desk, "letter.md",
               "---\ntitle: T\nlanguage: en\nroster: real\n---\n\nText.\n");
    desk_write(desk, "signatories.csv",
               arena_print(desk->arena, "name,country,status\n%s\n", rows));
    desk_write(desk, "known.yaml", known);
    const Letter *letter = letter_read(desk->diagnostics, desk->arena, desk->folder);
    const Roster *roster = roster_read(desk->diagnostics, desk->arena, desk->folder);
    const Findings *findings =
        roster_lint(desk->diagnostics, desk->arena, letter, roster);
    if (findings)
        findings_report(desk->diagnostics, findings);
    return findings;
}

/* Lints a roster of two like names, one pending in another country, with this file. */
static const Findings *lint_with(Desk *desk, const char *known)
{
    return lint_rows_with(desk,
                          "Specimen Ąžuolas,LT,\nSpecimen Azuolas,LT,\n"
                          "Specimen Elm,LV,pending",
                          known);
}

static void assert_known(const char *known, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_non_null(lint_with(&desk, known));
    assert_reports(&desk, reports);
}

/* What is told of these rows beside the entries. */
static void assert_rows(const char *entries, const char *rows, const char *reports)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    const char *known = arena_print(desk.arena, "known:\n%s", entries);
    assert_non_null(lint_rows_with(&desk, rows, known));
    assert_reports(&desk, reports);
}

static void assert_refused(const char *known, const char *reports, const char *words)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    assert_null(lint_with(&desk, known));
    assert_reports(&desk, reports);
    assert_told(&desk, words);
}

static void an_empty_file_silences_nothing(void **state)
{
    (void)state;
    assert_known("", "3:1 name-alike, 4:17 rows-pending");
    assert_known("known:\n", "3:1 name-alike, 4:17 rows-pending");
    assert_known("known: []\n", "3:1 name-alike, 4:17 rows-pending");
}

static void an_entry_silences_its_finding(void **state)
{
    (void)state;
    assert_known(
        "known:\n  - { code: name-alike, name: Specimen Azuolas, reason: two }\n",
        "4:17 rows-pending");
    assert_known("known:\n"
                 "  - { code: name-alike, name: Specimen  Azuolas, reason: two }\n"
                 "  - { code: rows-pending, name: LV, reason: asked }\n",
                 "");
}

#define TWO_OAKS "- { code: name-twice, name: Specimen Oak, reason: two people }\n"

static void an_entry_silences_one_finding(void **state)
{
    (void)state;
    static const char two[] = "Specimen Oak,LT,\nSpecimen Oak,LT,";
    static const char three[] = "Specimen Oak,LT,\nSpecimen Oak,LT,\nSpecimen Oak,LT,";
    assert_rows(TWO_OAKS, two, "");
    assert_rows(TWO_OAKS, three, "4:1 name-twice");
    assert_rows(TWO_OAKS TWO_OAKS, three, "");
    assert_rows(TWO_OAKS TWO_OAKS, two, "3:29 known-unused");
}

static void the_next_pair_is_told_where_one_is_known(void **state)
{
    (void)state;
    static const char entry[] =
        "- { code: name-status, name: Specimen Oak, reason: father and son }\n";
    assert_rows(entry, "Specimen Oak,LT,withdrawn\nSpecimen Oak,LV,\nSpecimen Oak,LT,",
                "4:1 name-abroad");
    assert_rows("- { code: name-alike, name: Specimen Oak, reason: father and son }\n",
                "Specimen Oak Jr.,LT,\nA. Specimen Oak,LT,\nSpecimen Oak,LT,",
                "4:1 name-alike");
}

static void an_entry_of_no_use_is_told(void **state)
{
    (void)state;
    assert_known(
        "known:\n  - { code: name-twice, name: Specimen Azuolas, reason: two }\n",
        "2:31 known-unused, 3:1 name-alike, 4:17 rows-pending");
    assert_known("known:\n"
                 "  - { code: name-alike, name: Specimen Azuolas, reason: two }\n"
                 "  - { code: name-alike, name: Specimen Azuolas, reason: again }\n",
                 "3:31 known-unused, 4:17 rows-pending");
    g_auto(Desk) desk;
    desk_init(&desk);
    lint_with(&desk, "known:\n"
                     "  - { code: name-alike, name: Specimen Azulas, reason: two }\n");
    assert_told(&desk, "if 'Specimen Azuolas' is meant, write that");
}

static void all_three_keys_are_needed(void **state)
{
    (void)state;
    assert_refused("known:\n  - { code: name-alike, name: Specimen Azuolas }\n",
                   "2:5 key-missing", "the key 'reason' is missing");
    assert_refused("known:\n  - { code: name-alike, reason: two }\n", "2:5 key-missing",
                   "the key 'name' is missing");
    assert_refused("known:\n  - { name: Specimen Azuolas, reason: two }\n",
                   "2:5 key-missing", "the key 'code' is missing");
    assert_refused(
        "known:\n  - { code: name-alike, name: Specimen Azuolas, reason: ' ' }\n",
        "2:57 bad-value", "give why what is found is well so");
}

static void what_is_not_known_is_refused(void **state)
{
    (void)state;
    assert_refused("know:\n  - {}\n", "1:1 unknown-key", "'known'");
    assert_refused("known:\n  - { code: name-alike, nam: S, reason: two }\n",
                   "2:25 unknown-key", "'name'");
    assert_refused("known:\n  - { code: name-alick, name: S, reason: two }\n",
                   "2:13 bad-value", "give name-alike");
    assert_refused("known:\n  - { code: csv-quote-open, name: S, reason: two }\n",
                   "2:13 bad-value", "give name-twice, name-alike");
    assert_refused("known: yes\n", "1:8 yaml-kind", "'known' must be a list");
    assert_refused("known:\n  - name-alike\n", "2:5 yaml-kind", "a mapping");
    assert_refused("known:\n  - { code: [a], name: S, reason: two }\n",
                   "2:13 yaml-kind", "'code' must be");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_silences_nothing),
        cmocka_unit_test(an_entry_silences_its_finding),
        cmocka_unit_test(an_entry_silences_one_finding),
        cmocka_unit_test(the_next_pair_is_told_where_one_is_known),
        cmocka_unit_test(an_entry_of_no_use_is_told),
        cmocka_unit_test(all_three_keys_are_needed),
        cmocka_unit_test(what_is_not_known_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
