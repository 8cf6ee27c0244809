/* Outcomes: they come back from their packed form as they were. */
#include "ended.h"

/* The outcome packed and unpacked, nothing of it lent from the packed value. */
static const Outcome *sent(Arena *arena, const Outcome *outcome)
{
    GVariant *packed = g_variant_ref_sink(outcome_pack(outcome));
    assert_string_equal(g_variant_get_type_string(packed), OUTCOME_PACKED);
    gsize length = g_variant_get_size(packed);
    guint8 *bytes = g_malloc(length);
    memcpy(bytes, g_variant_get_data(packed), length);
    g_variant_unref(packed);
    packed = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE(OUTCOME_PACKED), bytes, length, FALSE, NULL, NULL));
    const Outcome *unpacked = outcome_unpack(arena, packed);
    g_variant_unref(packed);
    memset(bytes, 'x', length);
    g_free(bytes);
    return unpacked;
}

static void all_of_an_outcome_comes_back(void **state)
{
    Desk *desk = *state;
    const Outcome *outcome = outcome_full(desk->arena);
    assert_remembered(sent(desk->arena, outcome), outcome);
    assert_non_null(outcome->sum);
}

static void what_is_none_comes_back_as_none(void **state)
{
    Desk *desk = *state;
    for (EditionStatus i = 0; i < N_STATUSES; i++) {
        const Outcome *outcome = outcome_bare(desk->arena, "en", i);
        assert_remembered(sent(desk->arena, outcome), outcome);
    }
}

/* Values that no program of this version packs. */
static void kinds_that_are_unknown_stay_within_bounds(void **state)
{
    Desk *desk = *state;
    Outcome *outcome = outcome_full(desk->arena);
    NameChange change = {(NameChangeKind)77, "Specimen", "", NULL, NULL, NULL};
    outcome->status = (EditionStatus)99;
    outcome->changes = &change;
    outcome->n_changes = 1;
    const Outcome *unpacked = sent(desk->arena, outcome);
    assert_true(unpacked->status < N_STATUSES);
    assert_true(unpacked->changes[0].kind < N_NAME_CHANGES);
}

static void one_input_changes_the_sum_of_all(void **state)
{
    Desk *desk = *state;
    g_autoptr(GHashTable) sums = g_hash_table_new(g_str_hash, g_str_equal);
    Inputs inputs = {{"a", "b", "c", "d", "e", "f", "g"}};
    const char *sum = inputs_sum(desk->arena, &inputs);
    assert_int_equal(strlen(sum), 64);
    assert_string_equal(inputs_sum(desk->arena, &inputs), sum);
    assert_true(g_hash_table_add(sums, (gpointer)sum));
    for (size_t i = 0; i < N_INPUTS; i++) {
        Inputs other = inputs;
        other.sums[i] = "z";
        assert_true(g_hash_table_add(sums, (gpointer)inputs_sum(desk->arena, &other)));
    }
    Inputs shifted = {{"ab", "", "c", "d", "e", "f", "g"}};
    assert_true(g_hash_table_add(sums, (gpointer)inputs_sum(desk->arena, &shifted)));
    assert_null(inputs_sum(desk->arena, &(Inputs){0}));
}

static void an_outcome_outlives_its_letter(void **state)
{
    Desk *desk = *state;
    char name[] = "letter", edition[] = "lt", language[] = "be", country[] = "LT";
    Letter letter = {.name = name};
    Edition of = {.name = edition,
                  .file = edition,
                  .language = language,
                  .second = language,
                  .country = country};
    const Outcome *outcome = outcome_begin(desk->arena, &letter, &of, name);
    name[0] = edition[0] = language[0] = country[0] = 'x';
    assert_text(outcome->letter, "letter");
    assert_text(outcome->edition, "lt");
    assert_text(outcome->file, "lt");
    assert_text(outcome->language, "be");
    assert_text(outcome->second, "be");
    assert_text(outcome->country, "LT");
    assert_text(outcome->layout, "letter");
}

static void each_kind_has_a_name_of_its_own(void **state)
{
    (void)state;
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (EditionStatus i = 0; i < N_STATUSES; i++)
        assert_true(g_hash_table_add(names, (gpointer)edition_status_name(i)));
    for (InputPart i = 0; i < N_INPUTS; i++)
        assert_true(g_hash_table_add(names, (gpointer)input_name(i)));
    g_hash_table_remove_all(names);
    for (NameChangeKind i = 0; i < N_NAME_CHANGES; i++)
        assert_true(g_hash_table_add(names, (gpointer)name_change_name(i)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_of_an_outcome_comes_back, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(what_is_none_comes_back_as_none, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(kinds_that_are_unknown_stay_within_bounds,
                                        desk_open, desk_close),
        cmocka_unit_test_setup_teardown(one_input_changes_the_sum_of_all, desk_open,
                                        desk_close),
        cmocka_unit_test_setup_teardown(an_outcome_outlives_its_letter, desk_open,
                                        desk_close),
        cmocka_unit_test(each_kind_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
