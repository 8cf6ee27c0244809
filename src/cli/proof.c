/*
 * proof: a sheet for each country that has rows, and the record of who found it right.
 * An approval is for a list that was on a sheet: when the rows have changed since the
 * last one was made, there is nothing that anybody could have seen, and it is refused.
 */
#include "cli/command.h"

#include <string.h>

static int text_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The codes of the countries that have rows, sorted, then NULL; to be freed. */
static GPtrArray *countries_list(const Jobs *jobs)
{
    GPtrArray *codes = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < jobs->n_jobs; i++) {
        const Roster *roster = jobs->jobs[i].roster;
        for (size_t k = 0; roster && k < roster->n_signatories; k++) {
            gpointer code = (gpointer)roster->signatories[k].country;
            if (*(const char *)code && g_hash_table_add(known, code))
                g_ptr_array_add(codes, code);
        }
    }
    g_ptr_array_sort(codes, text_compare);
    g_ptr_array_add(codes, NULL);
    return codes;
}

/* Whether the code was asked for, in capitals or not; all are when none was. */
static bool country_wanted(const Arguments *arguments, const char *code)
{
    const GPtrArray *asked = arguments->countries;
    for (guint i = 0; i < asked->len; i++) {
        if (g_ascii_strcasecmp(asked->pdata[i], code) == 0)
            return true;
    }
    return asked->len == 0;
}

/* The code that a word was meant to be: it is nearly that, or the country's name in
 * English; NULL: nothing is near. */
static const char *country_guess(Arena *arena, const char *word,
                                 const char *const *codes)
{
    size_t n = g_strv_length((char **)codes);
    const char **titles = arena_array(arena, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        titles[i] = country_title(arena, codes[i], "en");
    const char *nearest = nearest_find(word, titles);
    for (size_t i = 0; nearest && i < n; i++) {
        if (titles[i] == nearest)
            return codes[i];
    }
    g_autofree char *capitals = g_ascii_strup(word, -1);
    return nearest_find(capitals, codes);
}

/* Whether each country that was asked for has rows; a letter whose roster could not be
 * read might have them. */
static bool countries_check(Diagnostics *diagnostics, Arena *arena,
                            const Arguments *arguments, const Jobs *jobs)
{
    bool good = true;
    for (size_t i = 0; i < jobs->n_jobs; i++) {
        if (!jobs->jobs[i].roster)
            return true;
    }
    g_autoptr(GPtrArray) list = countries_list(jobs);
    const char *const *codes = (const char *const *)list->pdata;
    for (guint i = 0; i < arguments->countries->len; i++) {
        const char *word = arguments->countries->pdata[i];
        g_autofree char *capitals = g_ascii_strup(word, -1);
        if (g_strv_contains(codes, capitals))
            continue;
        const char *guess = country_guess(arena, word, codes);
        g_autofree char *all = g_strjoinv(", ", (char **)list->pdata);
        const char *help = *all ? arena_print(arena, "the rows are of %s", all)
                                : "there are no rows in signatories.csv yet";
        if (guess)
            help = arena_print(arena, "did you mean '%s'?", guess);
        report(diagnostics, NO_SUCH_COUNTRY, PLACE_NONE, word, help);
        good = false;
    }
    return good;
}

/* A letter with a roster that could be read; others are reported. */
static bool job_whole(const Job *job)
{
    return job->letter && job->roster && job->all;
}

/* ---- sheets ------------------------------------------------------------------------- */

/* The first of the letter's editions whose layout can be read, for one that is broken
 * must not stop a proof; else the first. */
static const Edition *edition_choose(Diagnostics *diagnostics, Arena *arena,
                                     const Arguments *arguments, const Job *job)
{
    for (size_t i = 0; !arguments->layout && i < job->all->n_editions; i++) {
        const Edition *edition = &job->all->editions[i];
        if (!edition->broken && layout_read(diagnostics, arena, &job->folders,
                                            edition->layout, edition->layout_place))
            return edition;
    }
    return &job->all->editions[0];
}

/* The edition of one country alone, on the layout of `first`. */
static const Edition *sheet_edition(Arena *arena, const Job *job, const Edition *first,
                                    const char *country)
{
    Edition *edition = arena_one(arena, Edition);
    *edition = (Edition){.name = arena_print(arena, "proof of %s", country),
                         .file = arena_print(arena, "proofs/%s", country),
                         .language = job->letter->language,
                         .layout = first->layout,
                         .country = country,
                         .selection = ROSTER_OWN_ONLY,
                         .place = place_file(job->letter->path),
                         .layout_place = first->layout_place};
    return edition;
}

static void sheets_make(Diagnostics *diagnostics, Arena *arena,
                        const Arguments *arguments, const Job *job)
{
    const Jobs alone = {(Job *)job, 1};
    g_autoptr(GPtrArray) codes = countries_list(&alone);
    g_autoptr(GPtrArray) editions = g_ptr_array_new();
    const Findings *findings =
        roster_lint(diagnostics, arena, job->letter, job->roster);
    const Edition *first = edition_choose(diagnostics, arena, arguments, job);
    for (guint i = 0; i + 1 < codes->len; i++) {
        if (country_wanted(arguments, codes->pdata[i]))
            g_ptr_array_add(
                editions, (gpointer)sheet_edition(arena, job, first, codes->pdata[i]));
    }
    Batch batch = {.task = BATCH_PROOF,
                   .letter = job->letter,
                   .roster = job->roster,
                   .editions = (const Edition *const *)editions->pdata,
                   .n_editions = editions->len,
                   .folders = &job->folders,
                   .findings = findings,
                   .layout = arguments->layout,
                   .formats = FORMAT_PDF,
                   .press = !arguments->no_press,
                   .verify = !arguments->no_verify,
                   .output = arguments->output};
    Screen screen;
    screen_begin(&screen, arguments->quiet);
    Watcher watcher = screen_watcher(&screen);
    if (findings && limits_parse(diagnostics, arguments, &batch.limits))
        batch_run(diagnostics, &batch, arena, &watcher);
    screen_end(&screen);
}

/* ---- approving ---------------------------------------------------------------------- */

/* The day of SOURCE_DATE_EPOCH, else of today; to be freed. */
static char *day_find(void)
{
    gint64 seconds = 0;
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    bool given =
        epoch && g_ascii_string_to_signed(epoch, 10, 0, 253402300799, &seconds, NULL);
    g_autoptr(GDateTime) time =
        given ? g_date_time_new_from_unix_utc(seconds) : g_date_time_new_now_local();
    return g_date_time_format(time, "%Y-%m-%d");
}

static void country_approve(Diagnostics *diagnostics, Arena *arena,
                            const Arguments *arguments, const Job *job,
                            const char *country)
{
    g_autofree char *day = day_find();
    const NameList *list =
        namelist_country(diagnostics, arena, job->letter, job->roster, country);
    if (!list)
        return;
    const char *record = record_path(arena, job->letter, country, list->hash);
    if (!g_file_test(record, G_FILE_TEST_EXISTS) ||
        !record_read(diagnostics, arena, job->letter, country, list->hash)) {
        report(diagnostics, NO_PROOF, PLACE_NONE, country, job->folder);
        return;
    }
    const Approval approval = {PLACE_NONE, country, list->short_hash,
                               arguments->approve, day};
    if (approvals_add(diagnostics, arena, job->letter, &approval) && !arguments->quiet)
        printf("%s/approvals.csv: %s, %s, %s, %s\n", job->folder, country,
               approval.hash, approval.who, approval.when);
}

static void job_approve(Diagnostics *diagnostics, Arena *arena,
                        const Arguments *arguments, const Job *job)
{
    const Jobs alone = {(Job *)job, 1};
    g_autoptr(GPtrArray) codes = countries_list(&alone);
    if (!approvals_read(diagnostics, arena, job->letter))
        return;
    for (guint i = 0; i + 1 < codes->len; i++) {
        if (country_wanted(arguments, codes->pdata[i]))
            country_approve(diagnostics, arena, arguments, job, codes->pdata[i]);
    }
}

/* Whether a text can stand as who approved: one line that says something. */
static bool who_valid(const char *who)
{
    bool seen = false;
    if (!g_utf8_validate(who, -1, NULL))
        return false;
    for (; *who; who = g_utf8_next_char(who)) {
        gunichar character = g_utf8_get_char(who);
        if (!g_unichar_isprint(character))
            return false;
        seen = seen || g_unichar_isalnum(character);
    }
    return seen;
}

/* False: reported. */
static bool approve_check(Diagnostics *diagnostics, const Arguments *arguments)
{
    bool named = arguments->countries->len > 0, valid = who_valid(arguments->approve);
    if (!named)
        report(diagnostics, COMMAND_WITHOUT, PLACE_NONE, "--approve", "'--country'",
               "say whose names were approved: '--country LT'");
    if (!arguments->positional)
        report(diagnostics, COMMAND_WITHOUT, PLACE_NONE, "--approve", "a letter",
               "say of which letter: 'openletter proof LETTER'");
    if (!valid)
        report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--approve", arguments->approve,
               "the name of who looked at the proof");
    return named && valid && arguments->positional;
}

void proof_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    g_autoptr(Arena) arena = arena_new();
    Jobs jobs = {0};
    if (arguments->approve && !approve_check(diagnostics, arguments))
        return;
    if (!jobs_read(diagnostics, arena, arguments, &jobs) ||
        !countries_check(diagnostics, arena, arguments, &jobs))
        return;
    for (size_t i = 0; i < jobs.n_jobs; i++) {
        const Job *job = &jobs.jobs[i];
        if (!job_whole(job))
            continue;
        if (job->roster->n_signatories == 0)
            report(diagnostics, NO_ROWS, place_file(job->letter->path));
        else if (arguments->approve)
            job_approve(diagnostics, arena, arguments, job);
        else
            sheets_make(diagnostics, arena, arguments, job);
    }
}
