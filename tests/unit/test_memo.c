/* What is remembered from run to run: whole, or not at all. */
#include "batch/memo.h"

#include "ended.h"

static const Letter LETTER = {.name = "letter"};

static Batch batch_in(const Desk *desk)
{
    return (Batch){.letter = &LETTER, .output = desk->folder};
}

static const char *memo_at(Desk *desk)
{
    return desk_path(desk, ".openletter/cache/letter/countries/lt.memo");
}

/* Checks that nothing is remembered of the edition. */
static void assert_nothing(Desk *desk, const char *why, size_t at)
{
    Batch batch = batch_in(desk);
    Memo memo = memo_read(desk->arena, &batch, "countries/lt");
    if (memo.made || memo.failed)
        fail_msg("%s at byte %zu is taken for a memo", why, at);
}

static void an_edition_is_remembered(void **state)
{
    Desk *desk = *state;
    Batch batch = batch_in(desk);
    const Outcome *full = outcome_full(desk->arena);
    assert_nothing(desk, "no file", 0);
    memo_write(&batch, "countries/lt", &(Memo){.made = full});
    Memo memo = memo_read(desk->arena, &batch, "countries/lt");
    assert_false(memo.failed);
    assert_remembered(memo.made, full);
    memo_fail(&batch, "countries/lt");
    memo = memo_read(desk->arena, &batch, "countries/lt");
    assert_true(memo.failed);
    assert_remembered(memo.made, full);
    assert_null(memo_read(desk->arena, &batch, "en").made);
}

static void a_failure_is_remembered_of_what_was_never_made(void **state)
{
    Desk *desk = *state;
    Batch batch = batch_in(desk);
    memo_fail(&batch, "en");
    Memo memo = memo_read(desk->arena, &batch, "en");
    assert_true(memo.failed);
    assert_null(memo.made);
    memo_write(&batch, "en", &(Memo){0});
    assert_false(memo_read(desk->arena, &batch, "en").failed);
}

static void what_is_cut_off_or_spoilt_is_nothing(void **state)
{
    Desk *desk = *state;
    Batch batch = batch_in(desk);
    memo_write(&batch, "countries/lt",
               &(Memo){.made = outcome_full(desk->arena), .failed = true});
    g_autofree char *whole = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(memo_at(desk), &whole, &length, NULL));
    for (size_t i = 0; i < length; i++) {
        assert_true(g_file_set_contents(memo_at(desk), whole, (gssize)i, NULL));
        assert_nothing(desk, "a cut", i);
    }
    size_t newline = strcspn(whole, "\n");
    for (size_t i = 0; i < length; i++) {
        whole[i] ^= 1;
        assert_true(g_file_set_contents(memo_at(desk), whole, (gssize)length, NULL));
        if (i != newline)
            assert_nothing(desk, "a wrong bit", i);
        whole[i] ^= 1;
    }
    assert_true(g_file_set_contents(memo_at(desk), whole, (gssize)length, NULL));
    assert_true(memo_read(desk->arena, &batch, "countries/lt").failed);
}

static void what_has_another_form_is_nothing(void **state)
{
    Desk *desk = *state;
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "", 0);
    const char *name = ".openletter/cache/letter/countries/lt.memo";
    desk_write(desk, name, arena_print(desk->arena, "openletter memo 9 %s\n", sum));
    assert_nothing(desk, "another form", 0);
    desk_write(desk, name, "");
    assert_nothing(desk, "an empty file", 0);
    g_remove(memo_at(desk));
    assert_int_equal(g_mkdir_with_parents(memo_at(desk), 0777), 0);
    assert_nothing(desk, "a folder", 0);
}

/* ---- lists --------------------------------------------------------------------------- */

static const ListCell CELLS[] = {{"country", "LT"},
                                 {"name", "Specimen Vardas"},
                                 {"country", "BY"},
                                 {"name", "Спэсімен"}};
static const ListRow ROWS[] = {{NULL, CELLS, 2}, {NULL, CELLS + 2, 2}, {NULL, NULL, 0}};

static void list_write(const Batch *batch, const char *hash, size_t n_rows)
{
    memo_write_list(batch, &(NameList){.rows = ROWS, .n_rows = n_rows, .hash = hash});
}

static bool list_known(Desk *desk, const Batch *batch, const char *hash, size_t *n_rows)
{
    const ListRow *rows;
    return memo_read_list(desk->arena, batch, hash, &rows, n_rows);
}

static void a_list_comes_back(void **state)
{
    Desk *desk = *state;
    Batch batch = batch_in(desk);
    const ListRow *rows = NULL;
    size_t n_rows = 7;
    assert_false(list_known(desk, &batch, "ab12", &n_rows));
    list_write(&batch, "ab12", G_N_ELEMENTS(ROWS));
    list_write(&batch, "empty", 0);
    assert_true(memo_read_list(desk->arena, &batch, "ab12", &rows, &n_rows));
    assert_int_equal(n_rows, G_N_ELEMENTS(ROWS));
    for (size_t i = 0; i < n_rows; i++) {
        assert_null(rows[i].signatory);
        assert_int_equal(rows[i].n_cells, ROWS[i].n_cells);
        for (size_t k = 0; k < rows[i].n_cells; k++) {
            assert_text(rows[i].cells[k].column, ROWS[i].cells[k].column);
            assert_text(rows[i].cells[k].text, ROWS[i].cells[k].text);
        }
    }
    assert_text(listrow_text(&rows[1], "name"), "Спэсімен");
    assert_true(list_known(desk, &batch, "empty", &n_rows));
    assert_int_equal(n_rows, 0);
}

static void a_list_that_is_cut_off_is_none(void **state)
{
    Desk *desk = *state;
    Batch batch = batch_in(desk);
    const char *path = desk_path(desk, ".openletter/names/letter/ab12.list");
    g_autofree char *whole = NULL;
    gsize length = 0;
    size_t n_rows;
    list_write(&batch, "ab12", G_N_ELEMENTS(ROWS));
    assert_true(g_file_get_contents(path, &whole, &length, NULL));
    for (size_t i = 0; i < length; i++) {
        assert_true(g_file_set_contents(path, whole, (gssize)i, NULL));
        assert_false(list_known(desk, &batch, "ab12", &n_rows));
    }
}

static void lists_that_no_file_has_are_forgotten(void **state)
{
    Desk *desk = *state;
    Batch batch = batch_in(desk);
    const Letter elsewhere = {.name = "other"};
    Batch other = {.letter = &elsewhere, .output = desk->folder};
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    size_t n_rows;
    memo_sweep_lists(&batch, known);
    list_write(&batch, "aa", 1);
    list_write(&batch, "bb", 2);
    list_write(&other, "bb", 2);
    g_hash_table_add(known, "aa");
    memo_sweep_lists(&batch, known);
    assert_true(list_known(desk, &batch, "aa", &n_rows));
    assert_false(list_known(desk, &batch, "bb", &n_rows));
    assert_true(list_known(desk, &other, "bb", &n_rows));
    g_hash_table_remove_all(known);
    memo_sweep_lists(&other, known);
    assert_false(list_known(desk, &other, "bb", &n_rows));
    assert_true(list_known(desk, &batch, "aa", &n_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_edition_is_remembered, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(a_failure_is_remembered_of_what_was_never_made,
                                        desk_open, desk_close),
        cmocka_unit_test_setup_teardown(what_is_cut_off_or_spoilt_is_nothing, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(what_has_another_form_is_nothing, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(a_list_comes_back, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(a_list_that_is_cut_off_is_none, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(lists_that_no_file_has_are_forgotten, desk_open,
                                        desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
