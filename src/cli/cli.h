/*
 * cli: a command line into one call.
 *
 * Makes    what the command makes; messages on standard error; an exit status.
 * From     the arguments of main.
 * Calls    cli_run.
 * Owns     nothing that outlives the call.
 * Always   0 done, 1 the content is at fault, 2 the command line, 3 the machine.
 * Not      how anything is made: each command is a few calls to the rooms before.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* Runs the command that the arguments name; gives the program's exit status. */
int cli_run(int argc, char **argv);

#endif
