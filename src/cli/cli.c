/*
 * The program's outside: which command, which form of diagnostics, which exit status.
 * Standard output may be a pipe whose reader has left: that is no mistake of anybody's,
 * so SIGPIPE is ignored and EPIPE is silent; a disk that is full, or a file that may not
 * grow, is told. A signal that asked for the end gives the status that shells give it.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/version.h"
#include "cli/command.h"

static const Command commands[N_COMMANDS] = {
    [COMMAND_BUILD] =
        {"build", "build [LETTER] [OPTION]…", "letter", false, false,
         "typeset the editions of a letter, or of all letters",
         "LETTER is a folder, or its name below content/; without it, every "
         "letter below\ncontent/ is typeset.",
         build_run, NULL},
    [COMMAND_PLAN] =
        {"plan", "plan [LETTER] [OPTION]…", "letter", false, false,
         "tell what a build would make, and why",
         "Columns: edition, languages, layout, names, pages of last time, "
         "whether it is new, what\nof it has changed or that it is up to date, and its "
         "file below OUTPUT/LETTER/.",
         plan_run, NULL},
    [COMMAND_CHECK] =
        {"check", "check [LETTER] [OPTION]…", "letter", false, false,
         "tell all that would stop a build or be set better",
         "LETTER is a folder, or its name below content/; without it, every "
         "letter below\ncontent/ is checked.",
         check_run, NULL},
    [COMMAND_EXTRACT] =
        {"extract", "extract [LETTER] [OPTION]…", "letter", false, false,
         "write what there is to translate into a letter's catalogues",
         "Writes po/letter.pot in the letter's folder and merges it into each "
         "po/LANG.po "
         "there;\na language of editions.yaml that has none gets one to start with. "
         "With --pdf,\n"
         "OUTPUT/LETTER/messages.pdf has all messages with their numbers.",
         extract_run, NULL},
    [COMMAND_PROOF] = {"proof", "proof [LETTER] [OPTION]…", "letter", false, false,
                       "make a sheet a country, for somebody to sign its names off",
                       "A sheet is OUTPUT/LETTER/proofs/CC.pdf; what it showed is kept "
                       "in proofs/ of the\nletter's folder, and with --approve in its "
                       "approvals.csv who found it right.",
                       proof_run, NULL},
    [COMMAND_REPORT] =
        {"report", "report FILE… [OPTION]…", "report", true, true,
         "make one report of those of many shards",
         "FILE is what 'build --report' wrote. The exit status is 1 when "
         "an edition of any\nfailed, or a shard is missing.",
         report_run, NULL},
    [COMMAND_FONTS] = {"fonts", "fonts [LETTER] [OPTION]…", "letter", false, false,
                       "tell which font file sets what, and what it lacks",
                       "Columns: family, style, script, characters of it, version, "
                       "package, whether the file\nis the one that fonts/fonts.lock "
                       "names, path. What the styles and languages of an\nedition ask "
                       "of its fonts and do not get stands below.",
                       fonts_run, NULL},
    [COMMAND_IMPORT] =
        {"import", "import FILE LETTER [--yes] [OPTION]…", "file", true, false,
         "bring a form's or spreadsheet's export into signatories.csv",
         "FILE is CSV, .xlsx or .ods. Without --yes it is only told what "
         "would change. What\nsignatories.csv says stays where the import "
         "says otherwise, which is told, unless\n--overwrite is given; "
         "those who are withdrawn stay so.",
         import_run, "letter"},
    [COMMAND_VERIFY] =
        {"verify", "verify FILE.pdf [OPTION]…", "file", true, false,
         "hold a PDF against PDF/X-4, PDF/A-2a and PDF/UA-1",
         "Each finding names the clause that is broken. A file that claims "
         "some of the standards\nis held against those, another against "
         "all. With --letter the names of an edition are\nlooked for in "
         "it. What is not checked is listed at the end.",
         verify_run, NULL},
    [COMMAND_INIT] =
        {"init", "init DIR [--language LANG]", "folder", true, false,
         "start a new letter in a folder",
         "Writes letter.md, signatories.csv and editions.yaml, with specimens "
         "to write over.",
         init_run, NULL},
    [COMMAND_EXPLAIN] = {"explain", "explain [CODE]", "code", false, false,
                         "say what a diagnostic means and how to mend it",
                         "Without CODE, all diagnostics are listed.", explain_run,
                         NULL},
};

const Command *command_at(CommandName name)
{
    g_assert(name < N_COMMANDS);
    return &commands[name];
}

CommandName command_find(const char *word)
{
    CommandName name = 0;
    while (name < N_COMMANDS && strcmp(commands[name].name, word) != 0)
        name++;
    return name;
}

static void command_report(Diagnostics *diagnostics, const char *word)
{
    const char *names[N_COMMANDS + 1] = {0};
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i].name;
    const char *nearest = nearest_find(word, names);
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    g_autofree char *help = nearest ? g_strdup_printf("did you mean '%s'?", nearest)
                                    : g_strdup_printf("the commands are %s", all);
    report(diagnostics, COMMAND_UNKNOWN, PLACE_NONE, word, help);
}

/* The form of diagnostics must be known before the first mistake of the command line is
 * told: a look ahead of the parser. */
static DiagnosticsForm form_choose(int argc, char **argv)
{
    const char *asked = NULL;
    for (int i = 1; i < argc; i++) {
        if (g_str_has_prefix(argv[i], "--diagnostics="))
            asked = strchr(argv[i], '=') + 1;
        else if (strcmp(argv[i], "--diagnostics") == 0 && i + 1 < argc)
            asked = argv[i + 1];
    }
    if (asked)
        return strcmp(asked, "json") == 0 ? DIAGNOSTICS_JSON : DIAGNOSTICS_PLAIN;
    const char *terminal = getenv("TERM");
    bool plain = !isatty(STDERR_FILENO) || getenv("NO_COLOR") || !terminal ||
                 strcmp(terminal, "dumb") == 0;
    return plain ? DIAGNOSTICS_PLAIN : DIAGNOSTICS_TERMINAL;
}

static void stdout_finish(Diagnostics *diagnostics)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (failed && errno != EPIPE)
        report(diagnostics, FILE_UNWRITABLE, PLACE_NONE, "standard output",
               errno ? g_strerror(errno) : "writing failed");
}

static void command_run(Diagnostics *diagnostics, char **words)
{
    bool named = words[0] && words[0][0] != '-';
    CommandName name = named ? command_find(words[0]) : N_COMMANDS;
    if (named && name == N_COMMANDS) {
        command_report(diagnostics, words[0]);
        return;
    }
    Arguments arguments = {.output = "output",
                           .editions = g_ptr_array_new(),
                           .countries = g_ptr_array_new(),
                           .positionals = g_ptr_array_new(),
                           .columns = g_ptr_array_new(),
                           .standards = g_ptr_array_new()};
    bool good = arguments_parse(diagnostics, name, words + named, &arguments);
    if (good && arguments.version)
        printf("openletter %s\n", VERSION);
    else if (good && arguments.help)
        help_print(name, stdout);
    else if (good && !named)
        report(diagnostics, COMMAND_MISSING, PLACE_NONE);
    else if (good)
        commands[name].run(diagnostics, &arguments);
    arguments_clear(&arguments);
}

/* A stream that the caller closed leads to nowhere: the next file that is opened would
 * take its number, and what is said would be written into it. */
static void streams_open(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

int cli_run(int argc, char **argv)
{
    heap_prepare();
    streams_open();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    g_autoptr(Diagnostics) diagnostics =
        diagnostics_new(form_choose(argc, argv), stderr);
    command_run(diagnostics, argv + (argc > 0));
    stdout_finish(diagnostics);
    int ended = interrupt_signal();
    return ended ? 128 + ended : diagnostics_status(diagnostics);
}
