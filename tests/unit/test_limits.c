/* What a run may take, and which part of the editions is this machine's. */
#include "cli/command.h"

#include "desk.h"

static const char *const VARIABLES[] = {
    "OPENLETTER_SHARDS",    "SLURM_ARRAY_TASK_ID",   "SLURM_ARRAY_TASK_COUNT",
    "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP", "JOB_COMPLETION_INDEX"};

/* Sets the variables of "NAME=VALUE NAME=VALUE", and no others of those that are
 * heeded. */
static void environment_set(const char *words)
{
    g_auto(GStrv) settings = g_strsplit(words, " ", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(VARIABLES); i++)
        g_unsetenv(VARIABLES[i]);
    for (char **word = settings; *word && **word; word++) {
        char *value = strchr(*word, '=');
        *value = '\0';
        g_setenv(*word, value + 1, TRUE);
    }
}

/* Checks the shard of an option and an environment; `count` 0: the whole. */
static void assert_shard(const char *option, const char *environment, unsigned index,
                         unsigned count)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    Shard shard = {77, 77};
    environment_set(environment);
    bool good = shard_parse(desk.diagnostics, &(Arguments){.shard = option}, &shard);
    assert_reports(&desk, "");
    if (!good || shard.index != index || shard.count != count)
        fail_msg("'%s' gives %u/%u", environment, shard.index, shard.count);
}

static void assert_unknown(const char *option, const char *environment,
                           const char *reports, const char *told)
{
    g_auto(Desk) desk;
    desk_init(&desk);
    Shard shard;
    environment_set(environment);
    if (shard_parse(desk.diagnostics, &(Arguments){.shard = option}, &shard))
        fail_msg("'%s' '%s' gives %u/%u", option ? option : "", environment,
                 shard.index, shard.count);
    assert_reports(&desk, reports);
    assert_told(&desk, told);
    assert_int_equal(diagnostics_status(desk.diagnostics), 2);
}

static void a_shard_is_said_on_the_command_line(void **state)
{
    (void)state;
    assert_shard(NULL, "", 0, 0);
    assert_shard("1/1", "", 1, 1);
    assert_shard("2/8", "", 2, 8);
    assert_shard("100000/100000", "", 100000, 100000);
    assert_shard("2/8", "SLURM_ARRAY_TASK_ID=x JOB_COMPLETION_INDEX=1", 2, 8);
    assert_shard(NULL, "OPENLETTER_SHARDS=4", 0, 0);
}

static void wrong_shards_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "0/3", "4/3",  "1/0",  "1",   "/",    "1/",   "/3",    "a/b",     "1/2/3",
        "",    "-1/3", "+1/3", "1 /", "1/3x", " 1/3", "1.0/3", "1/100001"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_unknown(wrong[i], "", "command-value", "such as 2/8");
}

#define SLURM(id, min, step, count)                                                    \
    "SLURM_ARRAY_TASK_ID=" #id " SLURM_ARRAY_TASK_MIN=" #min                           \
    " SLURM_ARRAY_TASK_STEP=" #step " SLURM_ARRAY_TASK_COUNT=" #count

static void a_task_of_an_array_knows_its_shard(void **state)
{
    (void)state;
    assert_shard(NULL, SLURM(0, 0, 1, 8), 1, 8);
    assert_shard(NULL, SLURM(7, 0, 1, 8), 8, 8);
    assert_shard(NULL, SLURM(8, 4, 2, 3), 3, 3);
    assert_shard(
        NULL, "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=3",
        2, 3);
    assert_shard(NULL, SLURM(2, 2, 1, 1) " OPENLETTER_SHARDS=3", 2, 3);
}

static void an_array_that_says_no_shard_is_told(void **state)
{
    (void)state;
    static const char *const wrong[] = {"SLURM_ARRAY_TASK_ID=1",
                                        SLURM(x, 0, 1, 8),
                                        SLURM(9, 0, 1, 8),
                                        SLURM(3, 4, 1, 8),
                                        SLURM(5, 4, 2, 3),
                                        SLURM(1, 0, 1, 0),
                                        SLURM(1, 0, 1, many),
                                        SLURM(-1, 0, 1, 2),
                                        SLURM(0, 0, 1, 2) " OPENLETTER_SHARDS=3",
                                        SLURM(4, 0, 1, 8) " OPENLETTER_SHARDS=3",
                                        SLURM(1, 0, 1, 8) " OPENLETTER_SHARDS="};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_unknown(NULL, wrong[i], "shard-unknown", "SLURM_ARRAY_TASK_ID");
}

static void a_pod_knows_its_shard(void **state)
{
    (void)state;
    assert_shard(NULL, "JOB_COMPLETION_INDEX=0 OPENLETTER_SHARDS=3", 1, 3);
    assert_shard(NULL, "JOB_COMPLETION_INDEX=2 OPENLETTER_SHARDS=3", 3, 3);
    static const char *const wrong[] = {"JOB_COMPLETION_INDEX=0",
                                        "JOB_COMPLETION_INDEX=3 OPENLETTER_SHARDS=3",
                                        "JOB_COMPLETION_INDEX=0 OPENLETTER_SHARDS=0",
                                        "JOB_COMPLETION_INDEX= OPENLETTER_SHARDS=3",
                                        "JOB_COMPLETION_INDEX=0 OPENLETTER_SHARDS=3x"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_unknown(NULL, wrong[i], "shard-unknown", "OPENLETTER_SHARDS");
}

static void limits_are_read(void **state)
{
    Desk *desk = *state;
    Limits limits;
    assert_true(limits_parse(desk->diagnostics, &(Arguments){0}, &limits));
    assert_in_range(limits.n_workers, 1, 1024);
    assert_int_equal(limits.most_seconds, 300);
    assert_int_equal(limits.most_mebibytes, 4096);
    const Arguments given = {.jobs = "7", .time_limit = "1", .memory_limit = "16"};
    assert_true(limits_parse(desk->diagnostics, &given, &limits));
    assert_int_equal(limits.n_workers, 7);
    assert_int_equal(limits.most_seconds, 1);
    assert_int_equal(limits.most_mebibytes, 16);
    assert_reports(desk, "");
}

static void wrong_limits_are_told_together(void **state)
{
    Desk *desk = *state;
    Limits limits;
    const Arguments wrong = {.jobs = "0", .time_limit = "5s", .memory_limit = "15"};
    assert_false(limits_parse(desk->diagnostics, &wrong, &limits));
    assert_reports(desk, "command-value, command-value, command-value");
    assert_told(desk, "a number from 1 to 1024");
    assert_told(desk, "'5s' is not a value for '--time-limit'");
    assert_told(desk, "a number from 16 to 1048576");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shard_is_said_on_the_command_line),
        cmocka_unit_test(wrong_shards_are_refused),
        cmocka_unit_test(a_task_of_an_array_knows_its_shard),
        cmocka_unit_test(an_array_that_says_no_shard_is_told),
        cmocka_unit_test(a_pod_knows_its_shard),
        cmocka_unit_test_setup_teardown(limits_are_read, desk_open, desk_close),
        cmocka_unit_test_setup_teardown(wrong_limits_are_told_together, desk_open,
                                        desk_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
