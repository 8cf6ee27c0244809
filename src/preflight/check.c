/*
 * Findings, told by the table of rules. One thing that breaks three standards is one
 * finding with three clauses: whoever mends it mends it once. A rule that is broken at a
 * thousand places is told at the first few, and the others are counted, so that one slip
 * of a writer does not bury the next.
 */
#include "preflight/check.h"

#include <math.h>
#include <string.h>

enum { MOST_TOLD = 8, MOST_MARKS = 1 << 20 };

typedef struct RuleRow {
    const char *id;
    const char *clauses[3]; /* PDF/X-4, PDF/A-2a, PDF/UA-1 */
    const char *text, *help;
} RuleRow;

static const RuleRow rules[] = {
#define RULE(name, id, x4, a2a, ua1, text, help) {id, {x4, a2a, ua1}, text, help},
#include "preflight/rules.def"
#undef RULE
};

static const struct {
    const char *word, *title;
} standards[] = {{"x4", "PDF/X-4"}, {"a2a", "PDF/A-2a"}, {"ua1", "PDF/UA-1"}};

const char *standard_title(Standard standard)
{
    return standards[standard == STANDARD_X4    ? 0
                     : standard == STANDARD_A2A ? 1
                                                : 2]
        .title;
}

unsigned standard_find(const char *word)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(standards); i++)
        if (strcmp(standards[i].word, word) == 0)
            return 1u << i;
    return 0;
}

const char *preflight_rule(size_t index)
{
    return index < N_RULES ? rules[index].id : NULL;
}

/* "font-embedded: PDF/X-4 6.5, PDF/A-2a 6.2.11.4.1", of the standards given. */
static char *rule_clauses(const RuleRow *row, unsigned of)
{
    GString *text = g_string_new(row->id);
    const char *between = ": ";
    for (unsigned i = 0; i < 3; i++) {
        if (!row->clauses[i] || !(of & 1u << i))
            continue;
        g_string_append_printf(text, "%s%s %s", between, standards[i].title,
                               row->clauses[i]);
        between = ", ";
    }
    return g_string_free(text, FALSE);
}

static bool row_is_advice(const RuleRow *row)
{
    return !row->clauses[0] && !row->clauses[1] && !row->clauses[2];
}

bool rule_applies(const Check *check, Rule rule)
{
    const RuleRow *row = &rules[rule];
    for (unsigned i = 0; i < 3; i++)
        if (row->clauses[i] && (check->standards & 1u << i))
            return true;
    return row_is_advice(row);
}

void preflight_list(FILE *out)
{
    for (size_t i = 0; i < N_RULES; i++) {
        g_autofree char *clauses = rule_clauses(&rules[i], STANDARDS_ALL);
        const char *behind = strchr(clauses, ':');
        fprintf(out, "%-24s %s\n", rules[i].id, behind ? behind + 2 : "the press");
    }
}

bool preflight_explain(const char *id, FILE *out)
{
    for (size_t i = 0; i < N_RULES; i++) {
        if (strcmp(rules[i].id, id) != 0)
            continue;
        g_autofree char *clauses = rule_clauses(&rules[i], STANDARDS_ALL);
        fprintf(out, "%s\n\n  %s\n\nTo mend it: %s.\n", clauses, rules[i].text,
                rules[i].help);
        return true;
    }
    return false;
}

static void rule_tell(Check *check, Rule rule, const char *text)
{
    const RuleRow *row = &rules[rule];
    g_autofree char *clauses = rule_clauses(row, check->standards);
    Place place = place_file(check->shown);
    if (row_is_advice(row))
        report(check->diagnostics, PREFLIGHT_PRESS, place, text, clauses, row->help);
    else
        report(check->diagnostics, PREFLIGHT_STANDARD, place, text, clauses, row->help);
}

void found(Check *check, Rule rule, Where where, const char *format, ...)
{
    if (!rule_applies(check, rule) || check->told[rule]++ >= MOST_TOLD)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    if (where.page)
        g_string_append_printf(text, "page %u%s", where.page,
                               where.object ? ", " : ": ");
    if (where.object)
        g_string_append_printf(text, "object %u: ", where.object);
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(text, format, arguments);
    va_end(arguments);
    rule_tell(check, rule, text->str);
}

void found_rest(Check *check)
{
    for (Rule rule = 0; rule < N_RULES; rule++) {
        if (check->told[rule] <= MOST_TOLD)
            continue;
        g_autofree char *text =
            g_strdup_printf("and %zu places more", check->told[rule] - MOST_TOLD);
        rule_tell(check, rule, text);
    }
}

const BrokenRule *found_list(Check *check, size_t *n)
{
    BrokenRule *list = arena_array(check->arena, BrokenRule, N_RULES);
    *n = 0;
    for (Rule rule = 0; rule < N_RULES; rule++) {
        if (check->told[rule] == 0)
            continue;
        g_autofree char *clauses = rule_clauses(&rules[rule], check->standards);
        const char *behind = strchr(clauses, ':');
        list[(*n)++] = (BrokenRule){
            rules[rule].id, arena_string(check->arena, behind ? behind + 2 : ""),
            check->told[rule]};
    }
    return list;
}

bool steps_take(Check *check, size_t n)
{
    const Document *document = check->document;
    check->work += n;
    if (check->work <= document->bytes.length + document->unpacked + MOST_MARKS)
        return true;
    check->partly = true;
    return false;
}

bool text_is_empty(const Value *value)
{
    if (value->kind != VALUE_STRING)
        return true;
    Bytes bytes = value->as.bytes;
    return bytes.length == 0 ||
           (bytes.length == 2 && memcmp(bytes.start, "\xFE\xFF", 2) == 0) ||
           (bytes.length == 3 && memcmp(bytes.start, "\xEF\xBB\xBF", 3) == 0);
}

size_t found_count(const Check *check, bool advice)
{
    size_t n = 0;
    for (Rule rule = 0; rule < N_RULES; rule++)
        n += row_is_advice(&rules[rule]) == advice ? check->told[rule] : 0;
    return n;
}

unsigned value_object(const Value *value, unsigned other)
{
    return value->kind == VALUE_REFERENCE ? value->as.object : other;
}

bool rectangle_read(Check *check, const Value *value, Rectangle *rectangle)
{
    double sides[4];
    if (array_length(value) != 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        const Value *side = document_item(check->document, value, i);
        if (!value_is_number(side))
            return false;
        sides[i] = side->as.number;
    }
    *rectangle = (Rectangle){fmin(sides[0], sides[2]), fmin(sides[1], sides[3]),
                             fmax(sides[0], sides[2]), fmax(sides[1], sides[3])};
    return true;
}

Container *container_find(Check *check, unsigned object)
{
    return g_hash_table_lookup(check->containers, GUINT_TO_POINTER(object));
}

Container *container_make(Check *check, unsigned object, unsigned page,
                          const Value *dictionary)
{
    Container *container = container_find(check, object);
    if (container)
        return container;
    container = arena_one(check->arena, Container);
    double parents = document_number(check->document,
                                     dictionary_find(dictionary, "StructParents"), -1);
    *container = (Container){.object = object,
                             .page = page,
                             .struct_parents = parents,
                             .marks = g_array_new(FALSE, TRUE, sizeof(MarkState))};
    g_hash_table_insert(check->containers, GUINT_TO_POINTER(object), container);
    return container;
}

MarkState *container_mark(Check *check, Container *container, double mcid)
{
    if (!(mcid >= 0 && mcid < MOST_MARKS) || mcid != floor(mcid))
        return NULL;
    guint old = container->marks->len;
    if ((guint)mcid >= old) {
        check->n_marks += (guint)mcid + 1 - old;
        if (check->n_marks > check->document->bytes.length * 4 + MOST_MARKS)
            return NULL;
        g_array_set_size(container->marks, (guint)mcid + 1);
    }
    return &g_array_index(container->marks, MarkState, (guint)mcid);
}
