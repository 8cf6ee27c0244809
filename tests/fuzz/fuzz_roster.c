/* Any bytes as signatories.csv: every confirmed name is set once, whatever the order, and
 * lint and the hash of the list get through. */
#include "bench.h"

#include "lint/lint.h"

static size_t confirmed_count(const Roster *roster)
{
    size_t n = 0;
    for (size_t i = 0; i < roster->n_signatories; i++)
        n += roster->signatories[i].status == CONFIRMED;
    return n;
}

static void set_add(GHashTable *set, const Signatory *signatory)
{
    g_assert(signatory->status == CONFIRMED && *signatory->name);
    g_assert(g_hash_table_add(set, (gpointer)signatory));
}

static void order_judge(const Roster *roster, const NameOrder *order)
{
    g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < order->n_leads; i++)
        set_add(set, order->leads[i]);
    for (size_t i = 0; i < order->n_groups; i++)
        for (size_t k = 0; k < order->groups[i].n_members; k++)
            set_add(set, order->groups[i].members[k]);
    g_assert_cmpuint(g_hash_table_size(set), ==, confirmed_count(roster));
    g_assert_cmpuint(g_hash_table_size(set), ==, order->n_names);
}

/* The list of all confirmed rows, and what lint finds. */
static void roster_look(Bench bench, const Roster *roster, RosterNature nature)
{
    const Letter letter = {
        .folder = bench_folder(), .language = "sr-Latn", .nature = nature};
    const Findings *findings =
        roster_lint(bench.diagnostics, bench.arena, &letter, roster);
    g_assert(findings);
    g_autoptr(GPtrArray) members = g_ptr_array_new();
    for (size_t i = 0; i < roster->n_signatories; i++)
        if (roster->signatories[i].status == CONFIRMED)
            g_ptr_array_add(members, (gpointer)&roster->signatories[i]);
    const NameList *list =
        namelist_make(bench.diagnostics, bench.arena, &letter, roster,
                      (const Signatory *const *)members->pdata, members->len);
    g_assert(list && list->n_rows == members->len);
}

static void roster_try(Bench bench, const char *group_by)
{
    static const Edition edition = {.name = "sr",
                                    .language = "sr-Latn",
                                    .country = "BE",
                                    .selection = ROSTER_OWN_FIRST};
    const Roster *roster = roster_read(bench.diagnostics, bench.arena, bench_folder());
    if (!roster) {
        bench_judge(bench, false);
        return;
    }
    roster_look(bench, roster, *group_by == 'c' ? ROSTER_SPECIMEN : ROSTER_REAL);
    const NameOrder *order =
        roster_order(bench.diagnostics, bench.arena, roster, &edition, group_by);
    if (order)
        order_judge(roster, order);
    else
        bench_judge(bench, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Bench bench = bench_new();
    bench_put(bench, "signatories.csv", data, size);
    roster_try(bench, size % 2 ? "country" : "party");
    bench_free(bench);
    return 0;
}
