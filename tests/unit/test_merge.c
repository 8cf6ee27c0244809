/* Reports: read back as they were written, and many made one. */
#include "batch/report.h"

#include "ended.h"

static Report report_of(Arena *arena, const Outcome *one, const Outcome *other,
                        gint64 finished)
{
    const Outcome **outcomes = arena_array(arena, const Outcome *, 2);
    outcomes[0] = one;
    outcomes[1] = other;
    return (Report){
        .outcomes = outcomes, .n_outcomes = other ? 2 : 1, .finished = finished};
}

/* Makes it the report of a shard. */
static void report_divide(Arena *arena, Report *made, unsigned index, unsigned count)
{
    made->n_shards = count;
    made->present = arena_array(arena, bool, count);
    made->present[index - 1] = true;
}

static Report *merge(Desk *desk, const Report *one, const Report *other)
{
    const Report *const reports[] = {one, other};
    return report_merge(desk->diagnostics, desk->arena, reports, other ? 2 : 1);
}

static void a_report_comes_back(void **state)
{
    Desk *desk = *state;
    const Outcome *full = outcome_full(desk->arena);
    const Outcome *bare = outcome_bare(desk->arena, "en", EDITION_UNCHANGED);
    Report made = report_of(desk->arena, full, bare, 1600000000);
    report_divide(desk->arena, &made, 2, 3);
    const char *path = desk_path(desk, "report.json");
    assert_true(report_write(desk->diagnostics, path, &made));
    const Report *read = report_read(desk->diagnostics, desk->arena, path);
    assert_reports(desk, "");
    assert_int_equal(read->finished, 1600000000);
    assert_int_equal(read->n_shards, 3);
    assert_false(read->present[0]);
    assert_true(read->present[1]);
    assert_false(read->present[2]);
    assert_int_equal(read->n_outcomes, 2);
    assert_outcome(read->outcomes[0], full);
    assert_outcome(read->outcomes[1], bare);
    assert_int_equal(report_count(read, EDITION_FAILED), 1);
    assert_int_equal(report_count(read, EDITION_BUILT), 0);
    assert_true(report_write(desk->diagnostics, desk_path(desk, "again.json"), read));
    assert_string_equal(desk_read(desk, desk_path(desk, "again.json")),
                        desk_read(desk, path));
}

static void a_report_of_nothing_comes_back(void **state)
{
    Desk *desk = *state;
    const char *path = desk_path(desk, "report.json");
    assert_true(report_write(desk->diagnostics, path, &(Report){.finished = 5}));
    const Report *read = report_read(desk->diagnostics, desk->arena, path);
    assert_non_null(read);
    assert_int_equal(read->n_shards, 0);
    assert_int_equal(read->n_outcomes, 0);
    assert_int_equal(merge(desk, read, NULL)->n_outcomes, 0);
}

static void the_later_of_two_outcomes_counts(void **state)
{
    Desk *desk = *state;
    Arena *arena = desk->arena;
    const Outcome *failed = outcome_bare(arena, "b", EDITION_FAILED);
    const Outcome *built = outcome_bare(arena, "b", EDITION_BUILT);
    const Outcome *alone = outcome_bare(arena, "c", EDITION_BUILT);
    const Outcome *first = outcome_bare(arena, "a", EDITION_UNCHANGED);
    Report early = report_of(arena, alone, failed, 100);
    Report late = report_of(arena, built, first, 101);
    for (size_t i = 0; i < 2; i++) {
        const Report *merged =
            i > 0 ? merge(desk, &late, &early) : merge(desk, &early, &late);
        assert_int_equal(merged->n_outcomes, 3);
        assert_ptr_equal(merged->outcomes[0], first);
        assert_ptr_equal(merged->outcomes[1], built);
        assert_ptr_equal(merged->outcomes[2], alone);
        assert_int_equal(merged->finished, 101);
    }
}

static void editions_of_two_letters_are_two(void **state)
{
    Desk *desk = *state;
    const Outcome *one = outcome_bare(desk->arena, "en", EDITION_BUILT);
    Outcome *other = outcome_bare(desk->arena, "en", EDITION_BUILT);
    other->letter = "appeal";
    Report made = report_of(desk->arena, one, other, 1);
    const Report *merged = merge(desk, &made, NULL);
    assert_int_equal(merged->n_outcomes, 2);
    assert_ptr_equal(merged->outcomes[0], other);
}

static void shards_that_are_missing_stay_missing(void **state)
{
    Desk *desk = *state;
    Arena *arena = desk->arena;
    Report one = report_of(arena, outcome_bare(arena, "a", EDITION_BUILT), NULL, 1);
    Report other = report_of(arena, outcome_bare(arena, "b", EDITION_BUILT), NULL, 2);
    report_divide(arena, &one, 4, 4);
    report_divide(arena, &other, 1, 4);
    const Report *merged = merge(desk, &one, &other);
    const bool want[] = {true, false, false, true};
    assert_int_equal(merged->n_shards, 4);
    assert_memory_equal(merged->present, want, sizeof want);
    const char *path = desk_path(desk, "merged.json");
    assert_true(report_write(desk->diagnostics, path, merged));
    const Report *read = report_read(desk->diagnostics, arena, path);
    assert_memory_equal(read->present, want, sizeof want);
}

static void reports_of_other_divisions_are_refused(void **state)
{
    Desk *desk = *state;
    Arena *arena = desk->arena;
    Report one = report_of(arena, outcome_bare(arena, "a", EDITION_BUILT), NULL, 1);
    Report other = report_of(arena, outcome_bare(arena, "b", EDITION_BUILT), NULL, 2);
    report_divide(arena, &one, 1, 4);
    report_divide(arena, &other, 2, 3);
    assert_null(merge(desk, &one, &other));
    assert_reports(desk, "report-shards");
    assert_told(desk, "reports of 4 and of 3 shards");
    Report whole = report_of(arena, outcome_bare(arena, "a", EDITION_BUILT), NULL, 1);
    assert_null(merge(desk, &one, &whole));
}

#define HEAD "{\"form\": \"openletter report 1\", \"finished\": 1, "

/* Files that are no reports, or are cut off, or say what cannot be. */
static void what_is_no_report_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"", "r.json:1:"},
        {"{", "is no report"},
        {"{\n\"form\": \"\xff\"}", "r.json:2:"},
        {"[]", "no object"},
        {"null", "r.json:1:"},
        {"{}", "no good"},
        {HEAD "\"shards\": null}", "no good 'editions'"},
        {HEAD "\"shards\": 3, \"editions\": []}", "no good 'shards'"},
        {HEAD "\"shards\": {\"count\": 0, \"present\": []}, \"editions\": []}",
         "no good number of shards"},
        {HEAD "\"shards\": {\"count\": 9000000, \"present\": []}, \"editions\": []}",
         "no good number of shards"},
        {HEAD "\"shards\": {\"count\": 2}, \"editions\": []}", "no good 'present'"},
        {HEAD "\"shards\": null, \"editions\": [1]}", "something else than objects"},
        {HEAD "\"shards\": null, \"editions\": [{}]}", "no good"},
        {"{\"form\": \"openletter report 9\", \"finished\": 1, \"shards\": null, "
         "\"editions\": []}",
         "another form"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        const char *path = desk_write(&desk, "r.json", cases[i].text);
        if (report_read(desk.diagnostics, desk.arena, path))
            fail_msg("'%s' is taken for a report", cases[i].text);
        assert_told(&desk, "report-unreadable");
        assert_told(&desk, cases[i].told);
    }
}

static void every_member_of_an_edition_is_needed(void **state)
{
    Desk *desk = *state;
    Report made = report_of(desk->arena, outcome_full(desk->arena), NULL, 1);
    const char *path = desk_path(desk, "report.json");
    assert_true(report_write(desk->diagnostics, path, &made));
    const char *whole = desk_read(desk, path);
    static const char *const members[] = {
        "letter", "edition", "file",  "language", "second",   "country", "layout",
        "status", "inputs",  "pages", "names",    "warnings", "seconds", "fitted",
        "files",  "reasons", "kind",  "changes",  "path",     "differs", "editions"};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        g_auto(Desk) other;
        desk_init(&other);
        g_autofree char *key = g_strdup_printf("\"%s\":", members[i]);
        g_auto(GStrv) parts = g_strsplit(whole, key, -1);
        assert_true(g_strv_length(parts) > 1);
        g_autofree char *broken = g_strjoinv("\"other\":", parts);
        desk_write(&other, "r.json", broken);
        if (report_read(other.diagnostics, other.arena, desk_path(&other, "r.json")))
            fail_msg("nobody misses '%s'", members[i]);
        assert_reports(&other, "report-unreadable");
    }
}

static void a_report_that_is_not_there_is_told(void **state)
{
    Desk *desk = *state;
    assert_null(
        report_read(desk->diagnostics, desk->arena, desk_path(desk, "none.json")));
    assert_reports(desk, "report-unreadable");
    assert_int_equal(diagnostics_status(desk->diagnostics), 3);
}

static void the_index_has_a_row_a_file(void **state)
{
    Desk *desk = *state;
    const Outcome *full = outcome_full(desk->arena);
    const Outcome *bare = outcome_bare(desk->arena, "en", EDITION_BUILT);
    Report made = report_of(desk->arena, bare, full, 1);
    const char *path = desk_path(desk, "index.csv");
    assert_true(report_write_index(desk->diagnostics, path, &made));
    assert_string_equal(
        desk_read(desk, path),
        "letter,edition,language,second,country,layout,file,pages,names,bytes,sha256,"
        "status\n"
        "letter,countries/lt,lt,be,LT,parallel,output/letter/countries/lt.pdf,4,60,"
        "123456789012,"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,failed\n"
        "letter,countries/lt,lt,be,LT,parallel,"
        "\"output/letter/countries/lt, \"\"large\"\".txt\",4,60,0,,failed\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_report_comes_back, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_report_of_nothing_comes_back, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(the_later_of_two_outcomes_counts, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(editions_of_two_letters_are_two, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(shards_that_are_missing_stay_missing, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(reports_of_other_divisions_are_refused,
                                        desk_open, desk_close),
        cmocka_unit_test(what_is_no_report_is_refused),
        cmocka_unit_test_setup_teardown(every_member_of_an_edition_is_needed, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(a_report_that_is_not_there_is_told, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(the_index_has_a_row_a_file, desk_open,
                                        desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
