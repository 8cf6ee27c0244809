/*
 * verify: a PDF held against the standards and, where a letter is named, against its
 * roster. Which edition's names the file should show is told by -e; else by the hash of
 * the list that our files carry in their Subject; else by the file's own name.
 */
#include "cli/command.h"

#include <string.h>

#include "base/json.h"
#include "preflight/preflight.h"

/* Which names are looked for. */
typedef struct Wanted {
    GPtrArray *names; /* const char * */
    GArray *places;   /* of Place */
    bool good;        /* false: reported */
} Wanted;

/* The standards that were asked for; UINT_MAX: reported. */
static unsigned standards_parse(Diagnostics *diagnostics, const GPtrArray *words)
{
    unsigned standards = 0;
    for (guint i = 0; i < words->len; i++) {
        unsigned one = standard_find(words->pdata[i]);
        if (!one) {
            report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--standard",
                   words->pdata[i], "x4, a2a or ua1");
            return UINT_MAX;
        }
        standards |= one;
    }
    return standards;
}

/* The limit of ink in per cent, 0 when none is given; -1: reported. */
static double ink_parse(Diagnostics *diagnostics, const char *word)
{
    if (!word)
        return 0;
    char *end;
    double limit = g_ascii_strtod(word, &end);
    if (limit >= 50 && limit <= 400 && (!*end || strcmp(end, "%") == 0))
        return limit;
    report(diagnostics, COMMAND_VALUE, PLACE_NONE, "--ink", word,
           "per cent from 50 to 400, such as 300");
    return -1;
}

/* The signatories of an edition; NULL: reported, or none. */
static GPtrArray *members_list(Diagnostics *diagnostics, Arena *arena, const Job *job,
                               const Edition *edition)
{
    const NameOrder *order =
        roster_order(diagnostics, arena, job->roster, edition, NULL);
    if (!order)
        return NULL;
    GPtrArray *members = g_ptr_array_new();
    for (size_t i = 0; i < order->n_leads; i++)
        g_ptr_array_add(members, (gpointer)order->leads[i]);
    for (size_t i = 0; i < order->n_groups; i++)
        for (size_t k = 0; k < order->groups[i].n_members; k++)
            g_ptr_array_add(members, (gpointer)order->groups[i].members[k]);
    return members;
}

/* Whether the subject of the file has the hash of the edition's list. */
static bool subject_names(Diagnostics *diagnostics, Arena *arena, const Job *job,
                          const Edition *edition, const char *subject)
{
    g_autoptr(GPtrArray) members = members_list(diagnostics, arena, job, edition);
    if (!members || members->len == 0)
        return false;
    const NameList *list =
        namelist_make(diagnostics, arena, job->letter, job->roster,
                      (const Signatory *const *)members->pdata, members->len);
    return list && strstr(subject, list->short_hash);
}

static bool path_names(const Edition *edition, const char *path)
{
    g_autofree char *end = g_strdup_printf("/%s.pdf", edition->file);
    g_autofree char *whole = g_strdup_printf("/%s", path);
    return g_str_has_suffix(whole, end);
}

/* The edition that the file is of; NULL: reported. */
static const Edition *edition_find(Diagnostics *diagnostics, Arena *arena,
                                   const Arguments *arguments, const Job *job,
                                   const char *subject)
{
    if (arguments->editions->len > 0 && job->n_editions > 0)
        return job->editions[0];
    for (size_t i = 0; i < job->all->n_editions; i++)
        if (path_names(&job->all->editions[i], arguments->positional))
            return &job->all->editions[i];
    for (size_t i = 0; *subject && i < job->all->n_editions; i++)
        if (!job->all->editions[i].broken &&
            subject_names(diagnostics, arena, job, &job->all->editions[i], subject))
            return &job->all->editions[i];
    report(diagnostics, COMMAND_WITHOUT, PLACE_NONE, "--letter", "'--edition' here",
           "say of which edition the file is: neither its name nor its list tells");
    return NULL;
}

static void names_fill(Diagnostics *diagnostics, Arena *arena, const Job *job,
                       const Edition *edition, Wanted *wanted)
{
    g_autoptr(GPtrArray) members = members_list(diagnostics, arena, job, edition);
    wanted->good = members != NULL;
    for (guint i = 0; members && i < members->len; i++) {
        const Signatory *signatory = members->pdata[i];
        const char *name =
            roster_cell(job->roster, signatory, "name", edition->language);
        g_ptr_array_add(wanted->names, (gpointer)(name ? name : signatory->name));
        g_array_append_val(wanted->places, signatory->place);
    }
}

/* The names that the file should show, by the letter on the command line. */
static void wanted_find(Diagnostics *diagnostics, Arena *arena,
                        const Arguments *arguments, Wanted *wanted)
{
    Arguments of_letter = *arguments;
    of_letter.positional = arguments->letter;
    of_letter.layout = NULL;
    Jobs jobs = {0};
    wanted->good = false;
    if (!jobs_read(diagnostics, arena, &of_letter, &jobs))
        return;
    const Job *job = &jobs.jobs[0];
    if (!job->letter || !job->roster || !job->all)
        return;
    g_autofree char *subject = preflight_subject(arena, arguments->positional);
    const Edition *edition =
        edition_find(diagnostics, arena, arguments, job, subject ? subject : "");
    if (edition)
        names_fill(diagnostics, arena, job, edition, wanted);
}

static void strings_add(json_t *object, const char *key, const char *const *texts)
{
    json_t *array = json_add_array(object, key);
    for (; *texts; texts++)
        json_array_append_new(array, json_value_text(*texts));
}

/* The titles of the standards, then NULL; in the arena. */
static const char *const *titles_list(Arena *arena, unsigned standards)
{
    static const Standard all[] = {STANDARD_X4, STANDARD_A2A, STANDARD_UA1};
    const char **titles = arena_array(arena, const char *, G_N_ELEMENTS(all) + 1);
    size_t n = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (standards & all[i])
            titles[n++] = standard_title(all[i]);
    return titles;
}

static void rules_add(json_t *object, const Preflighted *result)
{
    json_t *rules = json_add_array(object, "rules");
    for (size_t i = 0; i < result->n_broken; i++) {
        const BrokenRule *broken = &result->broken[i];
        g_auto(GStrv) clauses = g_strsplit(broken->clauses, ", ", -1);
        json_t *rule = json_append_object(rules);
        json_add_text(rule, "rule", broken->id);
        strings_add(rule, "clauses", (const char *const *)clauses);
        json_add_count(rule, "places", broken->n_places);
    }
}

/* What stands beside the findings: "file":…, and so on; to be freed. */
static char *members_json(Arena *arena, const Arguments *arguments,
                          const Preflighted *result, const Wanted *wanted)
{
    json_t *json = json_object();
    json_add_text(json, "file", arguments->positional);
    json_add_count(json, "pages", result->n_pages);
    if (arguments->letter)
        json_add_count(json, "names", wanted->names->len);
    else
        json_add_text(json, "names", NULL);
    rules_add(json, result);
    strings_add(json, "standards", titles_list(arena, result->standards));
    strings_add(json, "not_checked", preflight_unchecked(arena, result->standards));
    g_autofree char *text = json_take_text(json, false);
    text[strlen(text) - 1] = '\0';
    return g_strdup_printf("%s,\n", text + 1);
}

static void result_print(Arena *arena, const Arguments *arguments,
                         const Preflighted *result, const Wanted *wanted)
{
    if (!result->read)
        return;
    g_autofree char *titles =
        g_strjoinv(", ", (char **)titles_list(arena, result->standards));
    g_autofree char *file = g_filename_display_name(arguments->positional);
    printf("%s: %zu %s, held against %s", file, result->n_pages,
           plural(result->n_pages, "page", "pages"), titles);
    if (arguments->letter)
        printf(", %u names", wanted->names->len);
    if (result->errors + result->warnings == 0)
        puts(": nothing to report");
    else
        printf(": %zu %s, %zu %s\n", result->errors,
               plural(result->errors, "error", "errors"), result->warnings,
               plural(result->warnings, "warning", "warnings"));
    if (arguments->quiet)
        return;
    puts("Not checked:");
    const char *const *texts = preflight_unchecked(arena, result->standards);
    for (; *texts; texts++)
        printf("  %s\n", *texts);
}

static void file_verify(Diagnostics *diagnostics, Arena *arena,
                        const Arguments *arguments, Preflight *ask, Wanted *wanted)
{
    if (arguments->letter) {
        wanted_find(diagnostics, arena, arguments, wanted);
        if (!wanted->good)
            return;
        ask->names = (const char *const *)wanted->names->pdata;
        ask->n_names = wanted->names->len;
        ask->places = (const Place *)wanted->places->data;
    }
    Preflighted result;
    if (arguments->json)
        diagnostics_hold(diagnostics);
    preflight_run(diagnostics, arena, arguments->positional, arguments->positional, ask,
                  &result);
    if (arguments->json) {
        g_autofree char *members = members_json(arena, arguments, &result, wanted);
        diagnostics_release_json(diagnostics, members, stdout);
    } else if (g_strcmp0(arguments->diagnostics, "json") != 0)
        result_print(arena, arguments, &result, wanted);
}

void verify_run(Diagnostics *diagnostics, const Arguments *arguments)
{
    Preflight ask = {.standards = standards_parse(diagnostics, arguments->standards),
                     .ink_limit = ink_parse(diagnostics, arguments->ink)};
    if (ask.standards == UINT_MAX || ask.ink_limit < 0)
        return;
    if (arguments->editions->len > 0 && !arguments->letter) {
        report(diagnostics, COMMAND_WITHOUT, PLACE_NONE, "--edition", "'--letter'",
               "say of which letter: '--letter LETTER'");
        return;
    }
    g_autoptr(Arena) arena = arena_new();
    Wanted wanted = {g_ptr_array_new(), g_array_new(FALSE, FALSE, sizeof(Place)), true};
    file_verify(diagnostics, arena, arguments, &ask, &wanted);
    g_ptr_array_unref(wanted.names);
    g_array_unref(wanted.places);
}
