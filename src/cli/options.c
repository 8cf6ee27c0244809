/*
 * Options, from one table: the parser and the help read it. A row says which commands
 * take the option and where its value goes. `--name=value`, `--name value`, `-n value`
 * and `-nvalue` are read; `--` ends the options. Every mistake is told, not the first.
 */
#include "cli/command.h"

#include <stddef.h>
#include <string.h>

typedef enum OptionKind { OPTION_FLAG, OPTION_TEXT, OPTION_TEXTS } OptionKind;

typedef struct Option {
    char letter;      /* 0: none */
    const char *name; /* without the hyphens */
    OptionKind kind;
    const char *value; /* how help calls the value */
    unsigned commands; /* bits of those that take it */
    size_t offset;     /* of its field in Arguments */
    const char *help;
} Option;

#define TAKES(command) (1u << COMMAND_##command)
#define TAKES_DRAWN (TAKES(BUILD) | TAKES(PLAN) | TAKES(CHECK) | TAKES(FONTS))
#define TAKES_EDITIONS (TAKES_DRAWN | TAKES(VERIFY))
#define TAKES_WORKERS (TAKES(BUILD) | TAKES(PLAN) | TAKES(CHECK) | TAKES(PROOF))
#define TAKES_REPORTS (TAKES(BUILD) | TAKES(REPORT))
#define TAKES_BUILDS (TAKES(BUILD) | TAKES(PLAN))
#define TAKES_LETTERS (TAKES_DRAWN | TAKES(PROOF))
#define TAKES_OUTPUT (TAKES_BUILDS | TAKES(PROOF) | TAKES(EXTRACT))
#define TAKES_QUIET                                                                    \
    (TAKES(BUILD) | TAKES(PROOF) | TAKES(EXTRACT) | TAKES(REPORT) | TAKES(IMPORT) |    \
     TAKES(VERIFY))
#define TAKES_FOLDER (TAKES_OUTPUT | TAKES(IMPORT))
#define TAKES_ALL ((1u << (N_COMMANDS + 1)) - 1)
#define FIELD(name) offsetof(Arguments, name)

static const Option options[] = {
    {'e', "edition", OPTION_TEXTS, "EDITION", TAKES_EDITIONS, FIELD(editions),
     "only this edition, or those of a pattern such as 'countries/*'; repeatable"},
    {0, "country", OPTION_TEXTS, "CC", TAKES(PROOF), FIELD(countries),
     "only this country, by its code such as LT; repeatable"},
    {0, "approve", OPTION_TEXT, "WHO", TAKES(PROOF), FIELD(approve),
     "write into approvals.csv that WHO found the country's proof right"},
    {'o', "output", OPTION_TEXT, "DIR", TAKES_FOLDER, FIELD(output),
     "the folder for what is made; 'output' unless given"},
    {'f', "format", OPTION_TEXT, "LIST", TAKES_BUILDS, FIELD(formats),
     "pdf, png, svg, txt, joined by commas; pdf unless given"},
    {0, "layout", OPTION_TEXT, "NAME", TAKES_LETTERS, FIELD(layout),
     "a layout, by name or path, in place of the editions' own"},
    {0, "approved", OPTION_FLAG, NULL, TAKES(BUILD) | TAKES(CHECK), FIELD(approved),
     "refuse editions with names that changed since they were approved"},
    {0, "draft", OPTION_FLAG, NULL, TAKES_BUILDS, FIELD(draft),
     "let through what is not translated, and mark every page DRAFT"},
    {0, "rebuild", OPTION_FLAG, NULL, TAKES(BUILD), FIELD(rebuild),
     "make editions anew, also those of which nothing has changed"},
    {0, "only-failed", OPTION_FLAG, NULL, TAKES_BUILDS, FIELD(only_failed),
     "only the editions that failed last time"},
    {0, "shard", OPTION_TEXT, "I/N", TAKES_BUILDS, FIELD(shard),
     "only the Ith of N parts of the editions, for N machines"},
    {'j', "jobs", OPTION_TEXT, "N", TAKES_WORKERS, FIELD(jobs),
     "so many processes; as many as there are cores unless given"},
    {0, "time-limit", OPTION_TEXT, "SECONDS", TAKES_WORKERS, FIELD(time_limit),
     "the most that an edition may take; 300 unless given"},
    {0, "memory-limit", OPTION_TEXT, "MIB", TAKES_WORKERS, FIELD(memory_limit),
     "the most memory for a process; 4096 unless given"},
    {0, "report", OPTION_TEXT, "FILE", TAKES_REPORTS, FIELD(report),
     "write what became of each edition into FILE, as JSON"},
    {0, "index", OPTION_TEXT, "FILE", TAKES_REPORTS, FIELD(index),
     "write the files of all editions into FILE, as CSV"},
    {0, "pdf", OPTION_FLAG, NULL, TAKES(EXTRACT), FIELD(pdf),
     "make a PDF of all messages with their numbers, and change no catalogue"},
    {0, "no-press", OPTION_FLAG, NULL, TAKES_OUTPUT, FIELD(no_press),
     "leave the PDF as it was drawn, neither tagged nor fit for print"},
    {0, "no-verify", OPTION_FLAG, NULL, TAKES_OUTPUT, FIELD(no_verify),
     "do not read the finished PDF back"},
    {0, "dump", OPTION_TEXT, "STAGE", TAKES(BUILD), FIELD(dump),
     "print story, lines or pages as text and make no file"},
    {0, "lock", OPTION_FLAG, NULL, TAKES(FONTS), FIELD(lock),
     "write fonts/fonts.lock anew from the files in use"},
    {0, "letter", OPTION_TEXT, "LETTER", TAKES(VERIFY), FIELD(letter),
     "look for the names of this letter's edition in the file"},
    {0, "standard", OPTION_TEXTS, "NAME", TAKES(VERIFY), FIELD(standards),
     "only this standard: x4, a2a or ua1; repeatable"},
    {0, "ink", OPTION_TEXT, "PERCENT", TAKES(VERIFY), FIELD(ink),
     "the most ink on one spot; 300 unless given"},
    {0, "json", OPTION_FLAG, NULL,
     TAKES(CHECK) | TAKES(FONTS) | TAKES(PLAN) | TAKES(VERIFY), FIELD(json),
     "print one JSON document on standard output"},
    {0, "yes", OPTION_FLAG, NULL, TAKES(IMPORT), FIELD(yes),
     "write signatories.csv; without it, only tell what would change"},
    {0, "column", OPTION_TEXTS, "NAME=HEADER", TAKES(IMPORT), FIELD(columns),
     "say what a column is, such as 'name=Unterzeichner'; repeatable"},
    {0, "sheet", OPTION_TEXT, "NAME", TAKES(IMPORT), FIELD(sheet),
     "the workbook's sheet; the first that is not hidden unless given"},
    {0, "encoding", OPTION_TEXT, "NAME", TAKES(IMPORT), FIELD(encoding),
     "that of a CSV file not in Unicode, such as windows-1251"},
    {0, "days", OPTION_TEXT, "ORDER", TAKES(IMPORT), FIELD(days),
     "dmy or mdy: what comes first in a day such as 4/5/2020"},
    {0, "overwrite", OPTION_FLAG, NULL, TAKES(IMPORT), FIELD(overwrite),
     "let cells of signatories.csv give way where the import says otherwise"},
    {0, "keep-contacts", OPTION_FLAG, NULL, TAKES(IMPORT), FIELD(keep_contacts),
     "keep e-mail addresses, telephone numbers and postal addresses"},
    {0, "language", OPTION_TEXT, "LANG", TAKES(INIT), FIELD(language),
     "the letter's language, such as en, be or sr-Latn; en unless given"},
    {'q', "quiet", OPTION_FLAG, NULL, TAKES_QUIET, FIELD(quiet),
     "do not print what was made, or what is not checked"},
    {0, "diagnostics", OPTION_TEXT, "FORM", TAKES_ALL, FIELD(diagnostics),
     "plain, or json: an object a line"},
    {'h', "help", OPTION_FLAG, NULL, TAKES_ALL, FIELD(help), "print this"},
    {'V', "version", OPTION_FLAG, NULL, TAKES_ALL, FIELD(version),
     "print the program's version"},
};

typedef struct Parser {
    Diagnostics *diagnostics;
    CommandName command;
    char **words; /* the next one */
    Arguments *arguments;
    bool failed;
} Parser;

static bool option_taken(const Option *option, CommandName command)
{
    return option->commands & (1u << command);
}

static const char *command_title(CommandName command)
{
    return command == N_COMMANDS ? "openletter" : command_at(command)->name;
}

/* The option of any command, or NULL. */
static const Option *option_named(const char *name, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if (strlen(options[i].name) == length &&
            strncmp(options[i].name, name, length) == 0)
            return &options[i];
    return NULL;
}

static const Option *option_lettered(char letter)
{
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if (options[i].letter == letter)
            return &options[i];
    return NULL;
}

/* The nearest option that the command takes, "did you mean", or where to look; to be
 * freed. */
static char *option_hint(CommandName command, const char *name)
{
    const char *names[G_N_ELEMENTS(options) + 1] = {0};
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if (option_taken(&options[i], command))
            names[n++] = options[i].name;
    const char *nearest = nearest_find(name, names);
    if (nearest)
        return g_strdup_printf("did you mean '--%s'?", nearest);
    const char *space = command == N_COMMANDS ? "" : " ";
    const char *word = command == N_COMMANDS ? "" : command_at(command)->name;
    return g_strdup_printf("'openletter%s%s --help' lists them", space, word);
}

static void option_unknown(Parser *parser, const char *word, const char *name)
{
    g_autofree char *hint = option_hint(parser->command, name);
    report(parser->diagnostics, COMMAND_OPTION, PLACE_NONE, word,
           command_title(parser->command), hint);
    parser->failed = true;
}

/* Reports an option that other commands take, and passes over its value. */
static void option_misplaced(Parser *parser, const char *word, const Option *option,
                             bool has_value)
{
    g_autoptr(GString) hint = g_string_new(NULL);
    for (CommandName i = 0; i < N_COMMANDS; i++)
        if (option_taken(option, i))
            g_string_append_printf(hint, "%s'openletter %s'", hint->len ? ", " : "",
                                   command_at(i)->name);
    g_string_prepend(hint, "it belongs to ");
    report(parser->diagnostics, COMMAND_OPTION, PLACE_NONE, word,
           command_title(parser->command), hint->str);
    bool value_follows = option->kind != OPTION_FLAG && !has_value && *parser->words;
    parser->words += value_follows;
    parser->failed = true;
}

static void option_misused(Parser *parser, const Option *option)
{
    bool flag = option->kind == OPTION_FLAG;
    g_autofree char *form =
        flag ? g_strdup_printf("'--%s'", option->name)
             : g_strdup_printf("'--%s %s'", option->name, option->value);
    g_autofree char *name = g_strdup_printf("--%s", option->name);
    report(parser->diagnostics, COMMAND_NO_VALUE, PLACE_NONE, name,
           flag ? "takes no value" : "needs a value", form);
    parser->failed = true;
}

static void option_store(Parser *parser, const Option *option, const char *value)
{
    char *field = (char *)parser->arguments + option->offset;
    switch (option->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return;
    case OPTION_TEXT:
        *(const char **)field = value;
        return;
    case OPTION_TEXTS:
        g_ptr_array_add(*(GPtrArray **)field, (gpointer)value);
        return;
    }
}

/* Takes the option with the value that stands in the same word, or NULL; then the next
 * word is the value. */
static void option_take(Parser *parser, const Option *option, const char *value)
{
    bool flag = option->kind == OPTION_FLAG;
    if (!flag && !value && *parser->words)
        value = *parser->words++;
    if (flag == (value != NULL) || (value && !*value))
        option_misused(parser, option);
    else
        option_store(parser, option, value);
}

static void long_read(Parser *parser, const char *word)
{
    const char *name = word + 2;
    size_t length = strcspn(name, "=");
    const char *value = name[length] ? name + length + 1 : NULL;
    const Option *option = option_named(name, length);
    g_autofree char *bare = g_strndup(name, length);
    g_autofree char *shown = g_strndup(word, length + 2);
    if (!option)
        option_unknown(parser, shown, bare);
    else if (option_taken(option, parser->command))
        option_take(parser, option, value);
    else
        option_misplaced(parser, shown, option, value != NULL);
}

/* Flags may share a hyphen: -qe en. */
static void letters_read(Parser *parser, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const Option *option = option_lettered(*letter);
        if (!option) {
            option_unknown(parser, word, letter);
            return;
        }
        bool flag = option->kind == OPTION_FLAG;
        const char *value = flag || !letter[1] ? NULL : letter + 1;
        const char shown[] = {'-', *letter, '\0'};
        if (option_taken(option, parser->command))
            option_take(parser, option, value);
        else
            option_misplaced(parser, shown, option, value != NULL);
        if (!flag)
            return;
    }
}

static void positional_read(Parser *parser, const char *word)
{
    const Command *command =
        parser->command == N_COMMANDS ? NULL : command_at(parser->command);
    if (command && (!parser->arguments->positional || command->positional_many)) {
        if (!parser->arguments->positional)
            parser->arguments->positional = word;
        g_ptr_array_add(parser->arguments->positionals, (gpointer)word);
        return;
    }
    if (command && command->second && !parser->arguments->second) {
        parser->arguments->second = word;
        return;
    }
    report(parser->diagnostics, COMMAND_ARGUMENT, PLACE_NONE, word,
           command ? command->form : "COMMAND [OPTION]…");
    parser->failed = true;
}

static void positional_check(Parser *parser)
{
    const Arguments *arguments = parser->arguments;
    if (parser->command == N_COMMANDS || arguments->help || arguments->version)
        return;
    const Command *command = command_at(parser->command);
    bool first = command->positional_needed && !arguments->positional;
    bool second = command->second && !arguments->second;
    if (!first && !second)
        return;
    report(parser->diagnostics, COMMAND_NO_ARGUMENT, PLACE_NONE, command->name,
           first ? command->positional : command->second, command->form);
    parser->failed = true;
}

static void form_check(Parser *parser)
{
    const char *form = parser->arguments->diagnostics;
    if (!form || strcmp(form, "plain") == 0 || strcmp(form, "json") == 0)
        return;
    report(parser->diagnostics, COMMAND_VALUE, PLACE_NONE, "--diagnostics", form,
           "plain or json");
    parser->failed = true;
}

bool arguments_parse(Diagnostics *diagnostics, CommandName command, char **words,
                     Arguments *arguments)
{
    Parser parser = {diagnostics, command, words, arguments, false};
    bool ended = false;
    while (*parser.words) {
        const char *word = *parser.words++;
        if (ended || word[0] != '-' || !word[1])
            positional_read(&parser, word);
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (word[1] == '-')
            long_read(&parser, word);
        else
            letters_read(&parser, word);
    }
    form_check(&parser);
    if (!parser.failed)
        positional_check(&parser);
    return !parser.failed;
}

void arguments_clear(Arguments *arguments)
{
    g_clear_pointer(&arguments->editions, g_ptr_array_unref);
    g_clear_pointer(&arguments->countries, g_ptr_array_unref);
    g_clear_pointer(&arguments->positionals, g_ptr_array_unref);
    g_clear_pointer(&arguments->columns, g_ptr_array_unref);
    g_clear_pointer(&arguments->standards, g_ptr_array_unref);
}

static void option_print(const Option *option, FILE *out)
{
    g_autofree char *letter =
        option->letter ? g_strdup_printf("-%c, ", option->letter) : g_strdup("    ");
    g_autofree char *name =
        g_strdup_printf("%s--%s%s%s", letter, option->name, option->value ? " " : "",
                        option->value ? option->value : "");
    fprintf(out, "  %-24s  %s\n", name, option->help);
}

static void commands_print(FILE *out)
{
    fputs("openletter typesets an open letter: its text, its signatories.\n\n"
          "  openletter COMMAND [OPTION]…\n\nCommands:\n",
          out);
    for (CommandName i = 0; i < N_COMMANDS; i++)
        fprintf(out, "  %-24s  %s\n", command_at(i)->name, command_at(i)->summary);
}

static void command_print(const Command *command, FILE *out)
{
    fprintf(out, "openletter %s: %s.\n\n  openletter %s\n\n%s\n", command->name,
            command->summary, command->form, command->about);
}

void help_print(CommandName command, FILE *out)
{
    if (command == N_COMMANDS)
        commands_print(out);
    else
        command_print(command_at(command), out);
    fputs("\nOptions:\n", out);
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        if (option_taken(&options[i], command))
            option_print(&options[i], out);
    if (command == N_COMMANDS)
        fputs("\n'openletter COMMAND --help' tells more of one command.\n", out);
    fputs("\nExit status: 0 done; 1 the content is at fault; 2 the command line; "
          "3 the machine.\n",
          out);
}
