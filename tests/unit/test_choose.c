/* Which editions a run makes: shards that together are all of them, and failures. */
#include "batch/choose.h"

#include "batch/memo.h"
#include "desk.h"

enum { N_EDITIONS = 60, N_SIGNATORIES = 900, TEXT = 300 };

static const Letter LETTER = {.name = "letter"};
static const char *const COUNTRIES[] = {"BE", "EE", "FR", "LT", "LV", "PL"};

typedef struct Fixture {
    Desk desk;
    Signatory signatories[N_SIGNATORIES];
    Roster roster;
    Edition editions[N_EDITIONS];
    const Edition *all[N_EDITIONS];
    Batch batch;
} Fixture;

/* Countries with ever more names; of each an edition of its own, one of all names, one
 * of none. */
static int fixture_open(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    desk_init(&fixture->desk);
    Arena *arena = fixture->desk.arena;
    for (size_t i = 0; i < N_SIGNATORIES; i++)
        fixture->signatories[i] =
            (Signatory){.name = "Specimen",
                        .country = COUNTRIES[(i * i / 7) % G_N_ELEMENTS(COUNTRIES)],
                        .status = i % 10 == 0 ? PENDING : CONFIRMED};
    fixture->roster =
        (Roster){.signatories = fixture->signatories, .n_signatories = N_SIGNATORIES};
    for (size_t i = 0; i < N_EDITIONS; i++) {
        static const RosterSelection selections[] = {ROSTER_OWN_ONLY, ROSTER_ALL,
                                                     ROSTER_NONE};
        const char *name = arena_print(arena, "e%zu", i);
        fixture->editions[i] =
            (Edition){.name = name,
                      .file = name,
                      .country = COUNTRIES[i % G_N_ELEMENTS(COUNTRIES)],
                      .selection = selections[i % G_N_ELEMENTS(selections)]};
        fixture->all[i] = &fixture->editions[i];
    }
    fixture->batch = (Batch){.letter = &LETTER,
                             .roster = &fixture->roster,
                             .editions = fixture->all,
                             .n_editions = N_EDITIONS,
                             .output = fixture->desk.folder};
    *state = fixture;
    return 0;
}

static int fixture_close(void **state)
{
    Fixture *fixture = *state;
    desk_clear(&fixture->desk);
    g_free(fixture);
    return 0;
}

static Batch shard_of(Fixture *fixture, unsigned index, unsigned count)
{
    fixture->batch.shard = (Shard){index, count};
    return batch_choose(fixture->desk.arena, &fixture->batch);
}

static size_t edition_number(const Fixture *fixture, const Batch *chosen, size_t index)
{
    return (size_t)(chosen->editions[index] - fixture->editions);
}

/* What an edition costs, counted otherwise than the program does. */
static size_t edition_cost(const Fixture *fixture, const Edition *edition)
{
    size_t cost = TEXT;
    for (size_t i = 0; i < N_SIGNATORIES && edition->selection != ROSTER_NONE; i++)
        if (fixture->signatories[i].status == CONFIRMED &&
            (edition->selection == ROSTER_ALL ||
             strcmp(fixture->signatories[i].country, edition->country) == 0))
            cost++;
    return cost;
}

static void no_shard_is_all(void **state)
{
    Fixture *fixture = *state;
    Batch chosen = shard_of(fixture, 0, 0);
    assert_int_equal(chosen.n_editions, N_EDITIONS);
    for (size_t i = 0; i < N_EDITIONS; i++)
        assert_int_equal(edition_number(fixture, &chosen, i), i);
}

static void shards_are_all_and_each_once(void **state)
{
    Fixture *fixture = *state;
    for (unsigned count = 1; count <= N_EDITIONS + 3; count++) {
        unsigned seen[N_EDITIONS] = {0};
        for (unsigned i = 1; i <= count; i++) {
            Batch chosen = shard_of(fixture, i, count);
            for (size_t k = 0; k < chosen.n_editions; k++) {
                size_t number = edition_number(fixture, &chosen, k);
                assert_true(k == 0 || number > edition_number(fixture, &chosen, k - 1));
                seen[number]++;
            }
        }
        for (size_t i = 0; i < N_EDITIONS; i++)
            assert_int_equal(seen[i], 1);
    }
}

/* No two shards differ by more than the dearest edition. */
static void shards_cost_about_the_same(void **state)
{
    Fixture *fixture = *state;
    size_t dearest = 0;
    for (size_t i = 0; i < N_EDITIONS; i++)
        dearest = MAX(dearest, edition_cost(fixture, fixture->all[i]));
    for (unsigned count = 2; count <= 12; count++) {
        size_t least = SIZE_MAX, most = 0;
        for (unsigned i = 1; i <= count; i++) {
            Batch chosen = shard_of(fixture, i, count);
            size_t cost = 0;
            for (size_t k = 0; k < chosen.n_editions; k++)
                cost += edition_cost(fixture, chosen.editions[k]);
            least = MIN(least, cost);
            most = MAX(most, cost);
        }
        assert_true(most - least <= dearest);
        if (count == 2)
            assert_true(most - least <= TEXT);
    }
}

/* Editions without names cost the same, one of all names more than three of them do. */
static void one_that_is_dear_stands_alone(void **state)
{
    Fixture *fixture = *state;
    const Edition *four[] = {fixture->all[2], fixture->all[1], fixture->all[5],
                             fixture->all[8]};
    assert_true(edition_cost(fixture, four[1]) > 3 * edition_cost(fixture, four[0]));
    fixture->batch.editions = four;
    fixture->batch.n_editions = G_N_ELEMENTS(four);
    Batch chosen = shard_of(fixture, 1, 2);
    assert_int_equal(chosen.n_editions, 1);
    assert_ptr_equal(chosen.editions[0], four[1]);
    assert_int_equal(shard_of(fixture, 2, 2).n_editions, 3);
}

/* Other machines have made, or failed, other editions meanwhile. */
static void shards_do_not_heed_what_is_remembered(void **state)
{
    Fixture *fixture = *state;
    Batch before = shard_of(fixture, 2, 5);
    for (size_t i = 0; i < N_EDITIONS; i += 2)
        memo_fail(&fixture->batch, fixture->editions[i].file);
    Batch after = shard_of(fixture, 2, 5);
    assert_int_equal(after.n_editions, before.n_editions);
    assert_memory_equal(after.editions, before.editions,
                        before.n_editions * sizeof *before.editions);
}

static void those_that_failed_are_chosen_within_their_shard(void **state)
{
    Fixture *fixture = *state;
    fixture->batch.only_failed = true;
    assert_int_equal(shard_of(fixture, 0, 0).n_editions, 0);
    memo_fail(&fixture->batch, "e7");
    memo_fail(&fixture->batch, "e31");
    memo_write(&fixture->batch, "e9", &(Memo){0});
    Batch chosen = shard_of(fixture, 0, 0);
    assert_int_equal(chosen.n_editions, 2);
    assert_int_equal(edition_number(fixture, &chosen, 0), 7);
    assert_int_equal(edition_number(fixture, &chosen, 1), 31);
    size_t n = 0;
    for (unsigned i = 1; i <= 4; i++)
        n += shard_of(fixture, i, 4).n_editions;
    assert_int_equal(n, 2);
}

static void no_editions_are_no_editions(void **state)
{
    Fixture *fixture = *state;
    fixture->batch.n_editions = 0;
    assert_int_equal(shard_of(fixture, 1, 3).n_editions, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_shard_is_all, fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(shards_are_all_and_each_once, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(shards_cost_about_the_same, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(one_that_is_dear_stands_alone, fixture_open,
                                        fixture_close),
        cmocka_unit_test_setup_teardown(shards_do_not_heed_what_is_remembered,
                                        fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(those_that_failed_are_chosen_within_their_shard,
                                        fixture_open, fixture_close),
        cmocka_unit_test_setup_teardown(no_editions_are_no_editions, fixture_open,
                                        fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
