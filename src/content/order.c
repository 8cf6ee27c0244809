/*
 * The order in which an edition sets its names.
 *
 * Each name gets one sort key of ICU's (bytes that compare as the language collates), and
 * sorting compares those: a comparison that collates anew would cost some fifteen times
 * as much at 20,000 names. Groups get a key of their title in the same way.
 */
#include "content/reader.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* A name, or a group, on its way into its place. */
typedef struct Entry {
    const Signatory *signatory;
    const uint8_t *key;
    bool own; /* stands before all that are not */
} Entry;

typedef struct Group {
    const char *key, *title;
    const uint8_t *sort_key;
    bool own;        /* has names that are, and stands before those that do not */
    GArray *entries; /* of Entry */
} Group;

typedef struct Sorter {
    Diagnostics *diagnostics;
    Arena *arena;   /* of what is returned */
    Arena *scratch; /* of keys */
    const Roster *roster;
    const Edition *edition;
    const char *group_by;
    UCollator *collator;
} Sorter;

/* The length of `column` when it is `name` in the language `tag`, cut at its hyphens. */
static bool is_column_in(const char *column, const char *name, const char *tag,
                         size_t tag_length)
{
    size_t length = strlen(name);
    return strncmp(column, name, length) == 0 && column[length] == '@' &&
           g_ascii_strncasecmp(column + length + 1, tag, tag_length) == 0 &&
           column[length + 1 + tag_length] == '\0';
}

/* The cell in the language's own column: of "sr-Latn", else of "sr". */
static const char *translated_cell(const Roster *roster, const Signatory *signatory,
                                   const char *name, const char *language)
{
    if (!roster->translated)
        return NULL;
    for (size_t length = strlen(language); length > 0; length--) {
        if (language[length] != '\0' && language[length] != '-')
            continue;
        for (size_t i = 0; i < roster->n_columns; i++) {
            if (is_column_in(roster->columns[i], name, language, length) &&
                *signatory->cells[i])
                return signatory->cells[i];
        }
    }
    return NULL;
}

const char *roster_cell(const Roster *roster, const Signatory *signatory,
                        const char *column, const char *language)
{
    const char *own = NULL;
    if (language)
        own = translated_cell(roster, signatory, column, language);
    if (own)
        return own;
    for (size_t i = 0; i < roster->n_columns; i++) {
        if (strcmp(roster->columns[i], column) == 0)
            return *signatory->cells[i] ? signatory->cells[i] : NULL;
    }
    return NULL;
}

static UCollator *collator_open(const char *language)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
    UCollator *collator = ucol_open(locale, &status);
    g_assert(U_SUCCESS(status));
    return collator;
}

static const uint8_t *sort_key(const Sorter *sorter, const char *text)
{
    int32_t length = (int32_t)strlen(text), wide_length = 0;
    UErrorCode status = U_ZERO_ERROR;
    UChar *wide = arena_array(sorter->scratch, UChar, length + 1);
    u_strFromUTF8(wide, length + 1, &wide_length, text, length, &status);
    g_assert(U_SUCCESS(status));
    uint8_t usual[512];
    int32_t needed =
        ucol_getSortKey(sorter->collator, wide, wide_length, usual, sizeof usual);
    if (needed <= (int32_t)sizeof usual)
        return arena_copy(sorter->scratch, usual, (size_t)needed);
    uint8_t *key = arena_array(sorter->scratch, uint8_t, needed);
    ucol_getSortKey(sorter->collator, wide, wide_length, key, needed);
    return key;
}

/* The key of a name as the edition shows it; in its language's own form, what sorts the
 * roster's first form says nothing. */
static const uint8_t *name_key(const Sorter *sorter, const Signatory *signatory)
{
    const char *language = sorter->edition->language;
    const char *own = translated_cell(sorter->roster, signatory, "name", language);
    const char *sort_as =
        translated_cell(sorter->roster, signatory, "sort_as", language);
    const char *family = translated_cell(sorter->roster, signatory, "family", language);
    if (!own) {
        sort_as = sort_as ? sort_as : signatory->sort_as;
        family = family ? family : signatory->family;
    }
    return sort_key(sorter, surname_key(sorter->scratch, own ? own : signatory->name,
                                        family, sort_as));
}

const char *roster_value(const Roster *roster, const Signatory *signatory,
                         const char *column)
{
    if (strcmp(column, "country") == 0)
        return signatory->country;
    const char *cell = roster_cell(roster, signatory, column, NULL);
    return cell ? cell : "";
}

/* Whether two codes of two letters are one: asked of every row for each edition. */
static bool same_country(const char *one, const char *other)
{
    return one[0] == other[0] && (one[0] == '\0' || one[1] == other[1]);
}

/* Whether a name is the edition's own. */
static bool is_own(const Roster *roster, const Edition *edition,
                   const Signatory *signatory)
{
    if (edition->n_own == 0)
        return edition->country && same_country(edition->country, signatory->country);
    for (size_t i = 0; i < edition->n_own; i++) {
        const ColumnValue *own = &edition->own[i];
        if (strcmp(roster_value(roster, signatory, own->column), own->value) != 0)
            return false;
    }
    return true;
}

bool edition_admits(const Roster *roster, const Edition *edition,
                    const Signatory *signatory)
{
    for (size_t i = 0; i < edition->n_filters; i++) {
        const NameFilter *filter = &edition->filters[i];
        const char *value = roster_value(roster, signatory, filter->column);
        if (g_strv_contains(filter->values, value) == filter->exclude)
            return false;
    }
    return true;
}

/* Whether the edition shows this row; of a row whose country is not known, every one. */
static bool is_shown(const Roster *roster, const Edition *edition,
                     const Signatory *signatory)
{
    if (signatory->status != CONFIRMED || edition->selection == ROSTER_NONE)
        return false;
    if (*signatory->country == '\0')
        return true;
    return edition_admits(roster, edition, signatory) &&
           (edition->selection != ROSTER_OWN_ONLY ||
            is_own(roster, edition, signatory));
}

size_t roster_count(const Roster *roster, const Edition *edition, size_t *n_broken)
{
    size_t n_names = 0;
    *n_broken = 0;
    for (size_t i = 0; i < roster->n_signatories; i++) {
        const Signatory *signatory = &roster->signatories[i];
        if (!is_shown(roster, edition, signatory))
            continue;
        n_names++;
        *n_broken += signatory->broken;
    }
    return n_names;
}

/* What the edition shows, in the order of the file; false: reported. */
static bool rows_select(const Sorter *sorter, GPtrArray *rows)
{
    const Signatory *broken = NULL;
    size_t n_broken = 0;
    for (size_t i = 0; i < sorter->roster->n_signatories; i++) {
        const Signatory *signatory = &sorter->roster->signatories[i];
        if (!is_shown(sorter->roster, sorter->edition, signatory))
            continue;
        broken = signatory->broken && !broken ? signatory : broken;
        n_broken += signatory->broken;
        g_ptr_array_add(rows, (gpointer)signatory);
    }
    if (broken)
        report(sorter->diagnostics, ROW_BROKEN, broken->place, sorter->edition->name,
               arena_print(sorter->arena, "%zu", n_broken));
    return !broken;
}

static int by_lead(const void *a, const void *b)
{
    const Signatory *const *first = a, *const *second = b;
    return (*first)->lead<(*second)->lead ? -1 : (*first)->lead>(*second)->lead;
}

static int by_name(const void *a, const void *b)
{
    const Entry *first = a, *second = b;
    int order = (int)second->own - (int)first->own;
    if (order == 0)
        order = strcmp((const char *)first->key, (const char *)second->key);
    if (order == 0)
        order = first->signatory->row < second->signatory->row ? -1 : 1;
    return order;
}

/* Own group, then by title; the group without a value, which has no heading, comes first
 * of all, so that its names are not taken for those of another. */
static int by_title(const void *a, const void *b)
{
    const Group *first = a, *second = b;
    int order = 0;
    if (first->key && second->key)
        order = (int)(*second->key == '\0') - (int)(*first->key == '\0');
    if (order == 0)
        order = (int)second->own - (int)first->own;
    if (order == 0)
        order = strcmp((const char *)first->sort_key, (const char *)second->sort_key);
    return order;
}

static const char *group_title(const Sorter *sorter, const Signatory *member,
                               const char *key)
{
    const char *language = sorter->edition->language;
    if (!key || *key == '\0')
        return "";
    if (strcmp(sorter->group_by, "country") == 0)
        return country_title(sorter->arena, key, language);
    return roster_cell(sorter->roster, member, sorter->group_by, language);
}

static const char *group_key(const Sorter *sorter, const Signatory *signatory)
{
    if (!sorter->group_by)
        return NULL;
    return roster_value(sorter->roster, signatory, sorter->group_by);
}

static Group group_new(const Sorter *sorter, const Signatory *member, const char *key)
{
    const char *title = group_title(sorter, member, key);
    return (Group){key, title, sort_key(sorter, title), false,
                   g_array_new(false, false, sizeof(Entry))};
}

/* The group of this key, made when it is the first name of it. */
static Group *group_of(const Sorter *sorter, GArray *groups, GHashTable *known,
                       const Signatory *member)
{
    const char *key = group_key(sorter, member);
    const char *name = key ? key : "";
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(known, name));
    if (index == 0) {
        Group group = group_new(sorter, member, key);
        g_array_append_val(groups, group);
        index = groups->len;
        g_hash_table_insert(known, (gpointer)name, GUINT_TO_POINTER(index));
    }
    return &g_array_index(groups, Group, index - 1);
}

static GArray *rows_group(const Sorter *sorter, const GPtrArray *rows)
{
    bool own_first = sorter->edition->selection == ROSTER_OWN_FIRST;
    GArray *groups = g_array_new(false, false, sizeof(Group));
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++) {
        const Signatory *row = rows->pdata[i];
        if (row->lead > 0)
            continue;
        Entry entry = {row, name_key(sorter, row),
                       own_first && is_own(sorter->roster, sorter->edition, row)};
        Group *group = group_of(sorter, groups, known, row);
        group->own |= entry.own;
        g_array_append_val(group->entries, entry);
    }
    return groups;
}

/* A group in its order, in the arena. */
static NameGroup group_finish(const Sorter *sorter, Group *group)
{
    GArray *entries = group->entries;
    qsort(entries->data, entries->len, sizeof(Entry), by_name);
    const Signatory **members =
        arena_array(sorter->arena, const Signatory *, entries->len);
    for (guint i = 0; i < entries->len; i++)
        members[i] = g_array_index(entries, Entry, i).signatory;
    NameGroup finished = {group->key, group->title, members, entries->len};
    g_array_unref(entries);
    return finished;
}

static void order_groups(const Sorter *sorter, const GPtrArray *rows, NameOrder *order)
{
    g_autoptr(GArray) groups = rows_group(sorter, rows);
    NameGroup *finished = arena_array(sorter->arena, NameGroup, groups->len);
    if (groups->len > 0)
        qsort(groups->data, groups->len, sizeof(Group), by_title);
    for (guint i = 0; i < groups->len; i++)
        finished[i] = group_finish(sorter, &g_array_index(groups, Group, i));
    order->groups = finished;
    order->n_groups = groups->len;
}

static void order_leads(const Sorter *sorter, const GPtrArray *rows, NameOrder *order)
{
    const Signatory **leads = arena_array(sorter->arena, const Signatory *, rows->len);
    for (guint i = 0; i < rows->len; i++) {
        const Signatory *row = rows->pdata[i];
        if (row->lead > 0)
            leads[order->n_leads++] = row;
    }
    qsort(leads, order->n_leads, sizeof *leads, by_lead);
    order->leads = leads;
}

static size_t countries_count(const GPtrArray *rows)
{
    g_autoptr(GHashTable) countries = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++)
        g_hash_table_add(countries,
                         (gpointer)((const Signatory *)rows->pdata[i])->country);
    return g_hash_table_size(countries);
}

static bool group_by_is_known(const Sorter *sorter)
{
    const Roster *roster = sorter->roster;
    if (!sorter->group_by || !roster->path || sorter->edition->selection == ROSTER_NONE)
        return true;
    for (size_t i = 0; i < roster->n_columns; i++) {
        if (strcmp(roster->columns[i], sorter->group_by) == 0)
            return true;
    }
    const char *nearest = nearest_find(sorter->group_by, roster->columns);
    report(sorter->diagnostics, GROUP_UNKNOWN, place_at(roster->path, 1, 1),
           sorter->group_by,
           arena_print(sorter->arena, "'%s'", nearest ? nearest : "country"));
    return false;
}

const NameOrder *roster_order(Diagnostics *diagnostics, Arena *arena,
                              const Roster *roster, const Edition *edition,
                              const char *group_by)
{
    g_autoptr(Arena) scratch = arena_new();
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    Sorter sorter = {diagnostics, arena, scratch, roster, edition, group_by, NULL};
    bool known = group_by_is_known(&sorter);
    if (!rows_select(&sorter, rows) || !known)
        return NULL;
    NameOrder *order = arena_one(arena, NameOrder);
    order->n_names = rows->len;
    order->n_countries = countries_count(rows);
    sorter.collator = collator_open(edition->language);
    order_leads(&sorter, rows, order);
    order_groups(&sorter, rows, order);
    ucol_close(sorter.collator);
    return order;
}
