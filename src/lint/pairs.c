/*
 * The same person twice.
 *
 * Each form of a name (name, name_native, name@be) is folded (fold.c) and put into a
 * table under its loosest folding, so that forms that might be one person's meet, and
 * rows that have nothing in common never do: time is in proportion to the rows. Those
 * that meet are compared by the finer foldings, which tell how they are alike, or that
 * they are not. A row is told of the one earlier row that it is most like; where that
 * is known and well so, of the next that has another name or is like it in another way.
 *
 * Comparing every two names by their distance was the alternative; it finds slips of the
 * finger too, and in a list of thousands mostly people with similar names.
 */
#include "lint/linter.h"

#include <string.h>

enum { MOST_COMPARED = 16 }; /* forms under one key; more are some other mistake */

/* From the surest to the least sure. */
typedef enum Likeness {
    LIKE_SAME,
    LIKE_BARE,
    LIKE_PLAIN,
    LIKE_ORDER,
    LIKE_TITLE,
    LIKE_SCRIPT,
    LIKE_SMALL,
    LIKE_NOT
} Likeness;

static const char *const likeness_texts[] = {
    "the same name",
    "the same but for capitals or punctuation",
    "the same but for diacritics",
    "the same names in another order",
    "the same but for a title",
    "the same name in another script",
    "the same but for an initial or 'Jr.'",
};

/* One way in which a row's name is written. */
typedef struct Form {
    const Signatory *signatory;
    const char *column;
    const char *text;
    FoldedName folded;
} Form;

/* Two forms that may be one person's. */
typedef struct Pair {
    const Form *own, *earlier;
    Likeness likeness;
    unsigned rank; /* the less, the likelier and the worse */
} Pair;

typedef struct Matcher {
    Linter *linter;
    Folder *folder;
    GHashTable *forms; /* the loose folding to a GPtrArray of Form */
    GArray *pairs;     /* of Pair: what the row at hand may be */
} Matcher;

/* Whether each of the words of `few` is among those of `many`. */
static bool words_within(const char *few, const char *many)
{
    g_auto(GStrv) parts = g_strsplit(few, " ", -1), all = g_strsplit(many, " ", -1);
    for (char **part = parts; *part; part++)
        if (!g_strv_contains((const char *const *)all, *part))
            return false;
    return true;
}

/* Whether one has all the initials that the other has. */
static bool small_agree(const FoldedName *a, const FoldedName *b)
{
    return words_within(a->small, b->small) || words_within(b->small, a->small);
}

static bool small_same_in_latin(const FoldedName *a, const FoldedName *b)
{
    return words_within(a->small_latin, b->small_latin) &&
           words_within(b->small_latin, a->small_latin);
}

static Likeness forms_compare(const Form *a, const Form *b)
{
    const FoldedName *left = &a->folded, *right = &b->folded;
    if (strcmp(a->text, b->text) == 0)
        return LIKE_SAME;
    if (strcmp(left->bare, right->bare) == 0)
        return LIKE_BARE;
    if (strcmp(left->plain, right->plain) == 0 || strcmp(left->wide, right->wide) == 0)
        return LIKE_PLAIN;
    bool same_inner = strcmp(left->inner, right->inner) == 0 ||
                      strcmp(left->inner_wide, right->inner_wide) == 0;
    if (same_inner && strcmp(left->small, right->small) == 0)
        return strcmp(left->titles, right->titles) == 0 ? LIKE_ORDER : LIKE_TITLE;
    if (left->script != right->script && small_same_in_latin(left, right))
        return LIKE_SCRIPT;
    return same_inner && small_agree(left, right) ? LIKE_SMALL : LIKE_NOT;
}

/* Whether a likeness between these two rows is worth a word. */
static bool pair_matters(const Pair *pair)
{
    const Signatory *own = pair->own->signatory, *earlier = pair->earlier->signatory;
    bool withdrawn = own->status == WITHDRAWN || earlier->status == WITHDRAWN;
    if (own == earlier || pair->likeness == LIKE_NOT)
        return false;
    if (own->country != earlier->country)
        return !withdrawn && pair->likeness != LIKE_SMALL;
    return own->status != WITHDRAWN || earlier->status != WITHDRAWN;
}

static Pair pair_make(const Form *own, const Form *earlier)
{
    Pair pair = {own, earlier, forms_compare(own, earlier), 0};
    bool abroad = own->signatory->country != earlier->signatory->country;
    bool status = own->signatory->status != earlier->signatory->status;
    pair.rank = (abroad ? 200u : 0u) + (status ? 100u : 0u) + pair.likeness;
    return pair;
}

/* Compares a form with those before it, which it joins. */
static void form_meet(Matcher *matcher, const Form *form)
{
    GPtrArray *met = g_hash_table_lookup(matcher->forms, form->folded.loose);
    if (!met) {
        met = g_ptr_array_new();
        g_hash_table_insert(matcher->forms, (gpointer)form->folded.loose, met);
    }
    for (guint i = 0; i < met->len; i++) {
        Pair pair = pair_make(form, g_ptr_array_index(met, i));
        if (pair_matters(&pair))
            g_array_append_val(matcher->pairs, pair);
    }
    if (met->len < MOST_COMPARED)
        g_ptr_array_add(met, (gpointer)form);
}

/* How the two are alike, with the columns where that is not in their names. */
static const char *pair_text(Arena *arena, const Pair *pair)
{
    const char *how = likeness_texts[pair->likeness];
    if (strcmp(pair->own->column, "name") != 0)
        how = arena_print(arena, "%s, here in '%s'", how, pair->own->column);
    if (strcmp(pair->earlier->column, "name") != 0)
        how = arena_print(arena, "%s, there in '%s'", how, pair->earlier->column);
    return how;
}

static DiagnosticCode pair_code(const Pair *pair)
{
    const Signatory *own = pair->own->signatory, *earlier = pair->earlier->signatory;
    if (own->country != earlier->country)
        return DIAGNOSTIC_NAME_ABROAD;
    if (own->status != earlier->status)
        return DIAGNOSTIC_NAME_STATUS;
    bool names = strcmp(own->name, earlier->name) == 0;
    return names && pair->likeness == LIKE_SAME ? DIAGNOSTIC_NAME_TWICE
                                                : DIAGNOSTIC_NAME_ALIKE;
}

/* False: known.yaml silences it. */
static bool pair_tell(Linter *linter, const Pair *pair)
{
    const Signatory *own = pair->own->signatory, *earlier = pair->earlier->signatory;
    const char *line = arena_print(linter->arena, "line %u", earlier->place.line);
    const char *how = pair_text(linter->arena, pair);
    DiagnosticCode code = pair_code(pair);
    if (code == DIAGNOSTIC_NAME_TWICE)
        return finding(linter, NAME_TWICE, own, "name", own->name, own->country, line);
    if (code == DIAGNOSTIC_NAME_ALIKE)
        return finding(linter, NAME_ALIKE, own, "name", own->name, own->country,
                       earlier->name, line, how);
    if (code == DIAGNOSTIC_NAME_ABROAD)
        return finding(linter, NAME_ABROAD, own, "name", own->name, own->country,
                       earlier->name, line, how, earlier->country);
    return finding(linter, NAME_STATUS, own, "name", own->name, own->country,
                   earlier->name, line, how, status_name(own->status),
                   status_name(earlier->status));
}

/* Notes in the finding that was told last which row the other one is. */
static void pair_link(Linter *linter, const Pair *pair)
{
    Finding *told =
        &g_array_index(linter->findings, Finding, linter->findings->len - 1);
    const Pair turned = {pair->earlier, pair->own, pair->likeness, pair->rank};
    told->other = pair->earlier->signatory;
    told->likeness = pair_text(linter->arena, pair);
    told->likeness_other = pair_text(linter->arena, &turned);
}

/* Whether the two would be told in the same words: one entry of known.yaml is enough
 * for a name that stands in three rows. */
static bool pairs_alike(const Pair *a, const Pair *b)
{
    return pair_code(a) == pair_code(b) &&
           strcmp(a->earlier->signatory->name, b->earlier->signatory->name) == 0;
}

static bool is_repeated(const GArray *pairs, guint index)
{
    for (guint i = 0; i < index; i++)
        if (pairs_alike(&g_array_index(pairs, Pair, i),
                        &g_array_index(pairs, Pair, index)))
            return true;
    return false;
}

static int pair_compare(gconstpointer a, gconstpointer b)
{
    const Pair *left = a, *right = b;
    return (int)left->rank - (int)right->rank;
}

/* Tells the worst pair of the row that is not known. */
static void pairs_tell(Matcher *matcher)
{
    GArray *pairs = matcher->pairs;
    g_array_sort(pairs, pair_compare);
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        if (is_repeated(pairs, i) || !pair_tell(matcher->linter, pair))
            continue;
        pair_link(matcher->linter, pair);
        return;
    }
}

/* The form in a cell; a father's and a son's differ by the suffix. */
static const Form *form_make(const Matcher *matcher, const Signatory *signatory,
                             size_t column)
{
    Arena *arena = matcher->linter->arena;
    Form *form = arena_one(arena, Form);
    const char *suffix = signatory->suffix;
    form->signatory = signatory;
    form->column = matcher->linter->roster->columns[column];
    form->text = signatory->cells[column];
    if (suffix && word_is_generation(suffix))
        form->text = arena_print(arena, "%s %s", form->text, suffix);
    form->folded = name_fold(matcher->folder, arena, form->text);
    return form;
}

static void signatory_meet(Matcher *matcher, const Signatory *signatory)
{
    const Roster *roster = matcher->linter->roster;
    g_array_set_size(matcher->pairs, 0);
    for (size_t i = 0; i < roster->n_columns; i++) {
        bool is_name = column_kind(roster->columns[i]) == CELL_NAME;
        if (!is_name || *signatory->cells[i] == '\0')
            continue;
        const Form *form = form_make(matcher, signatory, i);
        if (*form->folded.loose != '\0') /* of signs alone: nobody's name */
            form_meet(matcher, form);
    }
    pairs_tell(matcher);
}

void lint_pairs(Linter *linter)
{
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(GHashTable) forms = g_hash_table_new_full(
        g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GArray) pairs = g_array_new(false, false, sizeof(Pair));
    Matcher matcher = {linter, folder, forms, pairs};
    for (size_t i = 0; i < linter->roster->n_signatories; i++)
        if (signatory_readable(&linter->roster->signatories[i]))
            signatory_meet(&matcher, &linter->roster->signatories[i]);
}
