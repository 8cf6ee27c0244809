/*
 * What the rows of a country say together: that some are pending, that one name stands
 * alone. A country of one name is nothing in a short list, or where most are so; among
 * countries of several names it may be a slip in the cell.
 */
#include "lint/linter.h"

enum { NAMES_A_COUNTRY = 3 }; /* from so many on average, one alone is worth a word */

typedef struct Country {
    const Signatory *first_confirmed, *first_pending;
    size_t n_confirmed, n_pending;
} Country;

static void country_count(GHashTable *countries, const Signatory *signatory)
{
    Country *country = g_hash_table_lookup(countries, signatory->country);
    if (!country) {
        country = g_new0(Country, 1);
        g_hash_table_insert(countries, (gpointer)signatory->country, country);
    }
    if (signatory->status == CONFIRMED && country->n_confirmed++ == 0)
        country->first_confirmed = signatory;
    if (signatory->status == PENDING && country->n_pending++ == 0)
        country->first_pending = signatory;
}

static void note_pending(Linter *linter, const Country *country)
{
    const Signatory *first = country->first_pending;
    const char *count = arena_print(linter->arena, "%zu %s", country->n_pending,
                                    plural(country->n_pending, "row", "rows"));
    finding_add_country(linter, DIAGNOSTIC_ROWS_PENDING, first, "status",
                        ARGUMENTS(first->country, count, first->name));
}

static void note_single(Linter *linter, const Country *country)
{
    const Signatory *only = country->first_confirmed;
    finding_add_country(linter, DIAGNOSTIC_COUNTRY_SINGLE, only, "country",
                        ARGUMENTS(only->country, only->name));
}

void lint_countries(Linter *linter)
{
    const Roster *roster = linter->roster;
    g_autoptr(GHashTable) countries =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    size_t n_confirmed = 0, n_countries = 0;
    for (size_t i = 0; i < roster->n_signatories; i++)
        if (signatory_readable(&roster->signatories[i]))
            country_count(countries, &roster->signatories[i]);
    GHashTableIter at;
    gpointer value = NULL;
    g_hash_table_iter_init(&at, countries);
    while (g_hash_table_iter_next(&at, NULL, &value)) {
        n_confirmed += ((Country *)value)->n_confirmed;
        n_countries += ((Country *)value)->n_confirmed > 0;
    }
    g_hash_table_iter_init(&at, countries);
    while (g_hash_table_iter_next(&at, NULL, &value)) {
        const Country *country = value;
        if (country->n_pending > 0)
            note_pending(linter, country);
        if (country->n_confirmed == 1 && n_confirmed >= NAMES_A_COUNTRY * n_countries)
            note_single(linter, country);
    }
}
