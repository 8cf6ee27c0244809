/*
 * The values of an entry's columns, as they occur together in the rows of the roster: each
 * combination once, sorted, with what its rows have in common. A row without a value is in
 * no combination; that confirmed names are lost by it is said.
 */
#include "content/each.h"

#include <string.h>

/* The row's values; false: one of them is empty. */
static bool tuple_read(const Each *each, const Signatory *signatory, Tuple *tuple)
{
    *tuple = (Tuple){.country = signatory->country};
    bool whole = signatory->source != NULL;
    for (size_t i = 0; i < each->n_columns; i++) {
        tuple->values[i] =
            roster_value(each->reader->roster, signatory, each->columns[i]->name);
        whole = whole && *tuple->values[i];
    }
    return whole;
}

static guint tuple_hash(gconstpointer data)
{
    const Tuple *tuple = data;
    guint hash = 0;
    for (size_t i = 0; i < MOST_EACH && tuple->values[i]; i++)
        hash = 31 * hash + g_str_hash(tuple->values[i]);
    return hash;
}

static int tuple_compare(const void *a, const void *b)
{
    const Tuple *first = a, *second = b;
    int order = 0;
    for (size_t i = 0; i < MOST_EACH && first->values[i] && order == 0; i++)
        order = strcmp(first->values[i], second->values[i]);
    return order;
}

static gboolean tuple_equal(gconstpointer a, gconstpointer b)
{
    return tuple_compare(a, b) == 0;
}

/* Takes a row into its tuple. */
static void tuple_take(Tuple *tuple, const Signatory *signatory)
{
    tuple->several |= tuple->country && strcmp(tuple->country, signatory->country) != 0;
    if (tuple->several)
        tuple->country = NULL;
    tuple->confirmed |= signatory->status == CONFIRMED;
    tuple->asked |= signatory->status != WITHDRAWN;
}

/* Says that confirmed names have no value, and so no edition that is theirs. */
static void empty_report(const Each *each, const Signatory *first, size_t n_rows)
{
    EditionsReader *reader = each->reader;
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < each->n_columns; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               each->columns[i]->name);
    g_autofree char *count =
        g_strdup_printf("%zu %s", n_rows, plural(n_rows, "name", "names"));
    report(reader->diagnostics, EACH_EMPTY, first->place, reader->entry, count,
           names->str);
}

void tuples_gather(Each *each)
{
    const Roster *roster = each->reader->roster;
    g_autoptr(Arena) scratch = arena_new();
    g_autoptr(GHashTable) known = g_hash_table_new(tuple_hash, tuple_equal);
    const Signatory *empty = NULL;
    size_t n_empty = 0;
    Tuple *all = arena_array(scratch, Tuple, roster->n_signatories + 1), *next = all;
    for (size_t i = 0; each->n_columns > 0 && i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        if (!edition_admits(roster, each->reader->edition, signatory))
            continue;
        if (!tuple_read(each, signatory, next)) {
            bool lost = signatory->status == CONFIRMED && signatory->source;
            empty = lost && !empty ? signatory : empty;
            n_empty += lost;
            continue;
        }
        Tuple *tuple = g_hash_table_lookup(known, next);
        if (!tuple) {
            tuple = next++;
            g_hash_table_add(known, tuple);
        }
        tuple_take(tuple, signatory);
    }
    if (each->n_columns == 0)
        *next++ = (Tuple){.confirmed = true, .asked = true};
    if (next > all)
        qsort(all, (size_t)(next - all), sizeof(Tuple), tuple_compare);
    g_array_append_vals(each->tuples, all, (guint)(next - all));
    if (empty)
        empty_report(each, empty, n_empty);
}
