/* Command lines: what is read from them, what is wrong in them, and which letters they
 * name. */
#include "cli/command.h"

#include <unistd.h>

#include "desk.h"

/* A command line that was read: `words` are apart by single blanks, "" is none. */
typedef struct Line {
    Desk desk;
    GStrv words;
    Arguments arguments;
    bool good;
} Line;

static void line_init(Line *line, CommandName command, const char *words)
{
    *line = (Line){.words = g_strsplit(words, " ", -1),
                   .arguments = {.output = "output",
                                 .editions = g_ptr_array_new(),
                                 .countries = g_ptr_array_new(),
                                 .positionals = g_ptr_array_new(),
                                 .columns = g_ptr_array_new(),
                                 .standards = g_ptr_array_new()}};
    desk_init(&line->desk);
    line->good =
        arguments_parse(line->desk.diagnostics, command, line->words, &line->arguments);
}

static void line_clear(Line *line)
{
    arguments_clear(&line->arguments);
    g_strfreev(line->words);
    desk_clear(&line->desk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Line, line_clear)

static const char *edition(const Line *line, size_t index)
{
    assert_true(index < line->arguments.editions->len);
    return g_ptr_array_index(line->arguments.editions, index);
}

/* Checks that the words are refused, what is reported, and that a report or its help
 * has `told`. */
static void assert_refused(CommandName command, const char *words, const char *reports,
                           const char *told)
{
    g_auto(Line) line;
    line_init(&line, command, words);
    assert_false(line.good);
    assert_reports(&line.desk, reports);
    assert_told(&line.desk, told);
    assert_int_equal(diagnostics_status(line.desk.diagnostics), 2);
}

static void nothing_is_read_from_nothing(void **state)
{
    (void)state;
    g_auto(Line) line;
    line_init(&line, COMMAND_BUILD, "");
    assert_true(line.good);
    assert_null(line.arguments.positional);
    assert_string_equal(line.arguments.output, "output");
    assert_null(line.arguments.formats);
    assert_int_equal(line.arguments.editions->len, 0);
    assert_false(line.arguments.quiet);
}

static void values_stand_behind_or_in_the_word(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "letter -e a -e b -fpdf,png -o out --layout=sans -q",
        "-ea --edition b --format=pdf,png --output=out --layout sans --quiet letter",
        "-e a letter -qeb --format pdf,png -oout --layout x --layout sans",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_auto(Line) line;
        line_init(&line, COMMAND_BUILD, forms[i]);
        assert_reports(&line.desk, "");
        assert_true(line.good);
        assert_string_equal(line.arguments.positional, "letter");
        assert_int_equal(line.arguments.editions->len, 2);
        assert_string_equal(edition(&line, 0), "a");
        assert_string_equal(edition(&line, 1), "b");
        assert_string_equal(line.arguments.formats, "pdf,png");
        assert_string_equal(line.arguments.output, "out");
        assert_string_equal(line.arguments.layout, "sans");
        assert_true(line.arguments.quiet);
        assert_false(line.arguments.no_verify);
    }
}

static void two_hyphens_end_the_options(void **state)
{
    (void)state;
    g_auto(Line) line;
    line_init(&line, COMMAND_BUILD, "-q -- -e");
    assert_true(line.good);
    assert_string_equal(line.arguments.positional, "-e");
    g_auto(Line) second;
    line_init(&second, COMMAND_BUILD, "-- --");
    assert_true(second.good);
    assert_string_equal(second.arguments.positional, "--");
}

static void a_hyphen_alone_is_no_option(void **state)
{
    (void)state;
    g_auto(Line) line;
    line_init(&line, COMMAND_CHECK, "-");
    assert_true(line.good);
    assert_string_equal(line.arguments.positional, "-");
}

static void a_value_may_look_like_an_option(void **state)
{
    (void)state;
    g_auto(Line) line;
    line_init(&line, COMMAND_BUILD, "-o -q -e=x --layout==");
    assert_true(line.good);
    assert_string_equal(line.arguments.output, "-q");
    assert_string_equal(edition(&line, 0), "=x");
    assert_string_equal(line.arguments.layout, "=");
    assert_false(line.arguments.quiet);
}

static void unknown_options_are_told_with_the_nearest(void **state)
{
    (void)state;
    assert_refused(COMMAND_BUILD, "--editon en", "command-option",
                   "did you mean '--edition'?");
    assert_refused(COMMAND_BUILD, "--editon=en", "command-option", "'--editon' is");
    assert_refused(COMMAND_CHECK, "-z", "command-option",
                   "'openletter check --help' lists them");
    assert_refused(N_COMMANDS, "--versoin", "command-option",
                   "did you mean '--version'?");
    assert_refused(COMMAND_BUILD, "--edi en", "command-option", "'--edi'");
    assert_refused(COMMAND_BUILD, "---quiet", "command-option", "'---quiet'");
}

static void countries_gather(void **state)
{
    (void)state;
    g_auto(Line) line;
    line_init(&line, COMMAND_PROOF, "letter --country LT --country=lv --approve Clerk");
    assert_true(line.good);
    assert_int_equal(line.arguments.countries->len, 2);
    assert_string_equal(g_ptr_array_index(line.arguments.countries, 1), "lv");
    assert_string_equal(line.arguments.approve, "Clerk");
    assert_reports(&line.desk, "");
}

static void other_commands_options_are_told(void **state)
{
    (void)state;
    assert_refused(COMMAND_CHECK, "letter --output x", "command-option",
                   "it belongs to 'openletter build'");
    assert_refused(COMMAND_CHECK, "-qo x letter", "command-option, command-option",
                   "'-o' is not an option of 'check'");
    assert_refused(COMMAND_INIT, "x --layout=y", "command-option",
                   "'openletter build', 'openletter plan', 'openletter check', "
                   "'openletter proof', "
                   "'openletter fonts'");
    assert_refused(COMMAND_PROOF, "x -e en", "command-option", "'-e' is");
    assert_refused(COMMAND_BUILD, "x --country LT --approve me",
                   "command-option, command-option",
                   "it belongs to 'openletter proof'");
    assert_refused(COMMAND_INIT, "x -e", "command-option", "'-e' is");
}

static void values_are_needed_or_refused(void **state)
{
    (void)state;
    assert_refused(COMMAND_BUILD, "-e", "command-no-value", "'--edition EDITION'");
    assert_refused(COMMAND_BUILD, "--output", "command-no-value", "needs a value");
    assert_refused(COMMAND_BUILD, "--output= x", "command-no-value", "needs a value");
    assert_refused(COMMAND_BUILD, "--quiet=yes", "command-no-value", "takes no value");
    assert_refused(COMMAND_BUILD, "--diagnostics=xml", "command-value",
                   "give plain or json");
}

static void words_too_many_or_too_few(void **state)
{
    (void)state;
    assert_refused(COMMAND_CHECK, "a b c", "command-argument, command-argument",
                   "'c' is an argument too many");
    assert_refused(N_COMMANDS, "a", "command-argument", "COMMAND [OPTION]");
    assert_refused(COMMAND_INIT, "--language en", "command-no-argument",
                   "'init' needs a folder");
    g_auto(Line) line;
    line_init(&line, COMMAND_INIT, "--help");
    assert_true(line.good);
    assert_true(line.arguments.help);
}

static void all_mistakes_are_told(void **state)
{
    (void)state;
    assert_refused(COMMAND_INIT, "--quiet=1 --lang x --diagnostics no a b c",
                   "command-option, command-option, command-argument, "
                   "command-argument, command-argument, command-value",
                   "'--lang' is not an option");
}

/* What a command's help prints; to be freed. */
static char *help_text(CommandName command)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    help_print(command, out);
    fclose(out);
    return text;
}

static void help_lists_what_a_command_takes(void **state)
{
    (void)state;
    char *build = help_text(COMMAND_BUILD), *init = help_text(COMMAND_INIT);
    char *program = help_text(N_COMMANDS);
    assert_non_null(strstr(build, "openletter build [LETTER] [OPTION]…"));
    assert_non_null(strstr(build, "  -e, --edition EDITION  "));
    assert_non_null(strstr(build, "      --layout NAME  "));
    assert_null(strstr(build, "--language"));
    assert_non_null(strstr(init, "--language LANG"));
    assert_null(strstr(init, "--edition"));
    for (CommandName i = 0; i < N_COMMANDS; i++)
        assert_non_null(strstr(program, command_at(i)->summary));
    free(build);
    free(init);
    free(program);
}

static void commands_are_found_by_their_names(void **state)
{
    (void)state;
    for (CommandName i = 0; i < N_COMMANDS; i++)
        assert_int_equal(command_find(command_at(i)->name), i);
    assert_int_equal(command_find("biuld"), N_COMMANDS);
    assert_int_equal(command_find(""), N_COMMANDS);
}

/* Reads the letters that the words name, run in the folder of the desk. */
static bool jobs_on(Desk *desk, char *letter, Jobs *jobs)
{
    g_autofree char *clone = g_get_current_dir();
    Arguments arguments = {.positional = letter, .editions = g_ptr_array_new()};
    assert_int_equal(chdir(desk->folder), 0);
    bool good = jobs_read(desk->diagnostics, desk->arena, &arguments, jobs);
    assert_int_equal(chdir(clone), 0);
    arguments_clear(&arguments);
    return good;
}

#define LETTER                                                                         \
    "---\ntitle: A Letter\nlanguage: en\nroster: specimen\n---\n\nWe write.\n"

static void letters_are_found_by_name_or_path(void **state)
{
    (void)state;
    static const char *const names[] = {"one", "content/one", "content/one//", NULL};
    g_auto(Desk) desk;
    desk_init(&desk);
    desk_write(&desk, "content/one/letter.md", LETTER);
    desk_write(&desk, "content/none/signatories.csv", "name,country\n");
    desk_write(&desk, "layouts/letter.yaml", "");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Jobs jobs = {0};
        assert_true(jobs_on(&desk, (char *)names[i], &jobs));
        assert_int_equal(jobs.n_jobs, 1);
        assert_string_equal(jobs.jobs[0].folder, "content/one");
        assert_int_equal(jobs.jobs[0].n_editions, 1);
    }
    assert_reports(&desk, "");
}

static void what_is_no_letter_is_told(void **state)
{
    (void)state;
    static const char *const names[] = {"",    "none",      "content/none",
                                        "oen", "nowhere/x", "content/one/letter.md"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_auto(Desk) desk;
        desk_init(&desk);
        Jobs jobs = {0};
        desk_write(&desk, "content/one/letter.md", LETTER);
        desk_write(&desk, "content/none/signatories.csv", "name,country\n");
        assert_false(jobs_on(&desk, (char *)names[i], &jobs));
        assert_reports(&desk, "no-such-letter");
        assert_int_equal(diagnostics_status(desk.diagnostics), 2);
    }
}

static void a_folder_without_letters_is_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    Jobs jobs = {0};
    assert_false(jobs_on(&desk, NULL, &jobs));
    assert_reports(&desk, "no-letters");
}

/* The test's program is neither installed nor at the place of a clone's. */
static void a_program_without_its_data_is_told(void **state)
{
    (void)state;
    g_auto(Desk) desk;
    desk_init(&desk);
    Jobs jobs = {0};
    desk_write(&desk, "letter.md", LETTER);
    assert_false(jobs_on(&desk, ".", &jobs));
    assert_reports(&desk, "data-missing");
    assert_int_equal(diagnostics_status(desk.diagnostics), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_read_from_nothing),
        cmocka_unit_test(values_stand_behind_or_in_the_word),
        cmocka_unit_test(two_hyphens_end_the_options),
        cmocka_unit_test(a_hyphen_alone_is_no_option),
        cmocka_unit_test(a_value_may_look_like_an_option),
        cmocka_unit_test(unknown_options_are_told_with_the_nearest),
        cmocka_unit_test(countries_gather),
        cmocka_unit_test(other_commands_options_are_told),
        cmocka_unit_test(values_are_needed_or_refused),
        cmocka_unit_test(words_too_many_or_too_few),
        cmocka_unit_test(all_mistakes_are_told),
        cmocka_unit_test(help_lists_what_a_command_takes),
        cmocka_unit_test(commands_are_found_by_their_names),
        cmocka_unit_test(letters_are_found_by_name_or_path),
        cmocka_unit_test(what_is_no_letter_is_told),
        cmocka_unit_test(a_folder_without_letters_is_told),
        cmocka_unit_test(a_program_without_its_data_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
