/* Signals that ask the program to end: noted, so that it ends when nothing is left over. */
#ifndef BASE_INTERRUPT_H
#define BASE_INTERRUPT_H

/* Notes SIGINT, SIGTERM and SIGHUP from now on, unless they are ignored already. A second
 * one ends the process at once. */
void interrupt_catch(void);

/* From now on a second signal is noted as the first was: for a process that another looks
 * after, which may tell it what a terminal has told it already. */
void interrupt_keep(void);

/* The signal that asked for the end; 0: none did. */
int interrupt_signal(void);

#endif
