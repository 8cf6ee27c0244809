/* What workers and their foreman say: messages arrive whole, however they are cut. */
#include "batch/wire.h"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ended.h"

typedef struct Line {
    Desk desk;
    int ends[2]; /* -1: closed */
    GByteArray *received;
} Line;

static int line_open(void **state)
{
    Line *line = g_new0(Line, 1);
    desk_init(&line->desk);
    line->received = g_byte_array_new();
    *state = line;
    return socketpair(AF_UNIX, SOCK_STREAM, 0, line->ends);
}

static void end_close(Line *line, size_t index)
{
    if (line->ends[index] >= 0)
        close(line->ends[index]);
    line->ends[index] = -1;
}

static int line_close(void **state)
{
    Line *line = *state;
    end_close(line, 0);
    end_close(line, 1);
    g_byte_array_unref(line->received);
    desk_clear(&line->desk);
    g_free(line);
    return 0;
}

/* Sends an outcome with one report. */
static void say(Line *line, const Outcome *outcome)
{
    FILE *out = fopen("/dev/null", "w");
    g_autoptr(Diagnostics) diagnostics = diagnostics_new(DIAGNOSTICS_PLAIN, out);
    diagnostics_hold(diagnostics);
    report(diagnostics, NO_SUCH_LAYOUT, place_at("editions.yaml", 3, 5),
           outcome->edition, "none");
    assert_true(message_send(line->ends[0], outcome, diagnostics_pack(diagnostics)));
    fclose(out);
}

/* Takes the next message, which must be of this outcome. */
static void hear(Line *line, const Outcome *want)
{
    Message message;
    assert_true(message_take(line->desk.arena, line->received, &message));
    assert_remembered(message.outcome, want);
    diagnostics_unpack(line->desk.diagnostics, message.reports);
    g_variant_unref(message.reports);
}

static void a_message_may_come_byte_by_byte(void **state)
{
    Line *line = *state;
    Message message;
    const Outcome *full = outcome_full(line->desk.arena);
    g_autoptr(GByteArray) whole = g_byte_array_new();
    say(line, full);
    assert_true(bytes_receive(line->ends[1], whole));
    for (guint i = 0; i < whole->len; i++) {
        assert_false(message_take(line->desk.arena, line->received, &message));
        assert_int_equal(line->received->len, i);
        g_byte_array_append(line->received, whole->data + i, 1);
    }
    hear(line, full);
    assert_int_equal(line->received->len, 0);
    assert_reports(&line->desk, "3:5 no-such-layout");
    assert_told(&line->desk, "'countries/lt'");
}

static void two_messages_may_come_at_once(void **state)
{
    Line *line = *state;
    Message message;
    const Outcome *full = outcome_full(line->desk.arena);
    const Outcome *bare = outcome_bare(line->desk.arena, "en", EDITION_BUILT);
    say(line, full);
    say(line, bare);
    assert_true(bytes_receive(line->ends[1], line->received));
    guint both = line->received->len;
    hear(line, full);
    assert_in_range(line->received->len, 1, both - 1);
    hear(line, bare);
    assert_false(message_take(line->desk.arena, line->received, &message));
    assert_reports(&line->desk, "3:5 no-such-layout, 3:5 no-such-layout");
}

static void tasks_are_told_by_number(void **state)
{
    Line *line = *state;
    static const size_t numbers[] = {0, 1, 255, 1u << 20, SIZE_MAX};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        assert_true(task_send(line->ends[0], numbers[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        size_t number = 7;
        assert_true(task_receive(line->ends[1], &number));
        assert_int_equal(number, numbers[i]);
    }
}

static void who_has_gone_is_missed(void **state)
{
    Line *line = *state;
    size_t number = 7;
    assert_int_equal(write(line->ends[0], "half", 4), 4);
    end_close(line, 0);
    assert_false(task_receive(line->ends[1], &number));
    assert_int_equal(number, 7);
    assert_false(bytes_receive(line->ends[1], line->received));
    signal(SIGPIPE, SIG_IGN);
    assert_false(task_send(line->ends[1], 1));
    signal(SIGPIPE, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_message_may_come_byte_by_byte, line_open,
                                        line_close),
        cmocka_unit_test_setup_teardown(two_messages_may_come_at_once, line_open,
                                        line_close),
        cmocka_unit_test_setup_teardown(tasks_are_told_by_number, line_open,
                                        line_close),
        cmocka_unit_test_setup_teardown(who_has_gone_is_missed, line_open, line_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
