/*
 * Private to cli: the commands and options as tables, which the parser and --help both
 * read; the letters that a command line names; the folders that data comes from.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "batch/batch.h"
#include "batch/report.h"
#include "cli/screen.h"

typedef enum CommandName {
    COMMAND_BUILD,
    COMMAND_PLAN,
    COMMAND_CHECK,
    COMMAND_EXTRACT,
    COMMAND_PROOF,
    COMMAND_REPORT,
    COMMAND_FONTS,
    COMMAND_IMPORT,
    COMMAND_VERIFY,
    COMMAND_INIT,
    COMMAND_EXPLAIN,
    N_COMMANDS
} CommandName;

/* What the arguments said. Texts are lent from argv. */
typedef struct Arguments {
    bool help, version, quiet, no_press, no_verify, lock, json, approved, draft, pdf,
        rebuild, only_failed, yes, overwrite, keep_contacts;
    const char *output, *formats, *layout, *dump, *language, *diagnostics, *approve;
    const char *jobs, *shard, *report, *index, *time_limit, *memory_limit;
    const char *sheet, *encoding, *days, *letter, *ink;
    GPtrArray *editions;    /* names and patterns, const char * */
    GPtrArray *countries;   /* codes as given, const char * */
    GPtrArray *columns;     /* NAME=HEADER, const char * */
    GPtrArray *standards;   /* words such as "x4", const char * */
    GPtrArray *positionals; /* of a command that takes many */
    const char *positional; /* the first: LETTER, DIR, CODE, FILE; NULL: none */
    const char *second;     /* LETTER behind FILE; NULL: none */
} Arguments;

typedef struct Command {
    const char *name;
    const char *form;       /* "build [LETTER] [OPTION]…" */
    const char *positional; /* what its argument is: "letter"; */
    bool positional_needed, positional_many;
    const char *summary; /* a line for the list of commands */
    const char *about;   /* more lines for its own help */
    void (*run)(Diagnostics *diagnostics, const Arguments *arguments);
    const char *second; /* what its second argument is, which is needed; NULL: none */
} Command;

/* The commands in the order in which help lists them. */
const Command *command_at(CommandName name);

/* The command called `word`, or N_COMMANDS. */
CommandName command_find(const char *word);

/* Reads what stands after the command's name: `words` ends with NULL. `command` is
 * N_COMMANDS before any command. False: all mistakes are reported. */
bool arguments_parse(Diagnostics *diagnostics, CommandName command, char **words,
                     Arguments *arguments);
void arguments_clear(Arguments *arguments);

/* What --help prints: for the program (N_COMMANDS), or for one command. */
void help_print(CommandName command, FILE *out);

/* Folders for a letter in `folder`; in the arena. */
Folders folders_for(Arena *arena, const char *folder);

/* One letter that is worked on, and the editions of it that were chosen. */
typedef struct Job {
    const char *folder;
    Folders folders;
    const Letter *letter;     /* NULL: reported */
    const Roster *roster;     /* NULL: reported */
    const Editions *all;      /* NULL: reported */
    const Edition **editions; /* chosen */
    size_t n_editions;
} Job;

typedef struct Jobs {
    Job *jobs;
    size_t n_jobs;
} Jobs;

/* The letter's folder that `word` names, a path or a name below content/, in the arena;
 * NULL: reported. */
const char *letter_find(Diagnostics *diagnostics, Arena *arena, const char *word);

/* Reads the letters that the command line names and chooses among their editions. False
 * when the command line is at fault: reported, and nothing should be done. */
bool jobs_read(Diagnostics *diagnostics, Arena *arena, const Arguments *arguments,
               Jobs *jobs);

/* Runs the batch `model` over each letter that could be read, its editions filled in;
 * the outcomes live in `results`. */
void jobs_run(Diagnostics *diagnostics, const Arguments *arguments, const Batch *model,
              Arena *results, const Watcher *watcher);

/* What each process may take, by the command line. False: reported. */
bool limits_parse(Diagnostics *diagnostics, const Arguments *arguments, Limits *limits);

/* Which part of the editions is meant: by the command line, else by the array of Slurm or
 * the indexed job of Kubernetes that the program runs in. False: reported. */
bool shard_parse(Diagnostics *diagnostics, const Arguments *arguments, Shard *shard);

/* Prints what is known of the fonts: a table, or one JSON document. */
void fonts_print(const FontsReport *found, FILE *out);
void fonts_print_json(const FontsReport *found, FILE *out);

/* What check found of catalogues (of LanguageRow): a table a letter, or a JSON array, to
 * be freed. */
void languages_print(const GArray *rows, FILE *out);
char *languages_json(const GArray *rows);

/* fonts --lock. */
void lock_run(Diagnostics *diagnostics, const Arguments *arguments);

/* Reads the options of a build into the model. False: reported. */
bool build_options(Diagnostics *diagnostics, Arena *arena, const Arguments *arguments,
                   Batch *model);

/* Writes the report, and the index of files, where the command line asks for them. */
void report_let_out(Diagnostics *diagnostics, const Arguments *arguments,
                    const Report *report);

void build_run(Diagnostics *diagnostics, const Arguments *arguments);
void plan_run(Diagnostics *diagnostics, const Arguments *arguments);
void report_run(Diagnostics *diagnostics, const Arguments *arguments);
void check_run(Diagnostics *diagnostics, const Arguments *arguments);
void extract_run(Diagnostics *diagnostics, const Arguments *arguments);
void proof_run(Diagnostics *diagnostics, const Arguments *arguments);
void fonts_run(Diagnostics *diagnostics, const Arguments *arguments);
void import_run(Diagnostics *diagnostics, const Arguments *arguments);
void verify_run(Diagnostics *diagnostics, const Arguments *arguments);
void init_run(Diagnostics *diagnostics, const Arguments *arguments);
void explain_run(Diagnostics *diagnostics, const Arguments *arguments);

#endif
