/*
 * Signals that ask the program to end. The handler notes the signal; whoever has work in
 * hand asks between two steps and gives up, which throws staged files away. Removing them
 * in the handler was the alternative: it would need a list of them that is right at every
 * instruction. The one variable here cannot be a local: signals are the process's.
 */
#include "base/interrupt.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t caught;

static void signal_note(int signal)
{
    caught = signal;
}

static void signals_catch(int flags)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction old,
            new = {.sa_handler = signal_note, .sa_flags = flags | SA_RESTART};
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &new, NULL);
    }
}

void interrupt_catch(void)
{
    signals_catch((int)SA_RESETHAND);
}

void interrupt_keep(void)
{
    signals_catch(0);
}

int interrupt_signal(void)
{
    return caught;
}
