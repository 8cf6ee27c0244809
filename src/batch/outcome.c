/* Outcomes as values: names of their kinds, and the form in which they travel. */
#include "batch/outcome.h"

const char *edition_status_name(EditionStatus status)
{
    static const char *const names[N_STATUSES] = {
        [EDITION_NEW] = "new",       [EDITION_CHANGED] = "changed",
        [EDITION_BUILT] = "built",   [EDITION_UNCHANGED] = "unchanged",
        [EDITION_FAILED] = "failed", [EDITION_STOPPED] = "stopped"};
    g_assert(status < N_STATUSES);
    return names[status];
}

const char *input_name(InputPart part)
{
    static const char *const names[N_INPUTS] = {
        [INPUT_PROGRAM] = "program",   [INPUT_OPTIONS] = "options",
        [INPUT_LAYOUT] = "layout",     [INPUT_FONTS] = "fonts",
        [INPUT_LANGUAGE] = "language", [INPUT_TEXT] = "text",
        [INPUT_NAMES] = "names"};
    g_assert(part < N_INPUTS);
    return names[part];
}

const char *name_change_name(NameChangeKind kind)
{
    static const char *const names[N_NAME_CHANGES] = {[NAME_ADDED] = "added",
                                                      [NAME_CHANGED] = "changed",
                                                      [NAME_WITHDRAWN] = "withdrawn",
                                                      [NAME_REMOVED] = "removed"};
    g_assert(kind < N_NAME_CHANGES);
    return names[kind];
}

const char *inputs_sum(Arena *arena, const Inputs *inputs)
{
    Sum sum = sum_begin();
    if (!inputs->sums[0])
        return NULL;
    for (size_t i = 0; i < N_INPUTS; i++)
        sum_text(&sum, inputs->sums[i]);
    return arena_string(arena, sum_end(&sum).text);
}

Outcome *outcome_begin(Arena *arena, const Letter *letter, const Edition *edition,
                       const char *layout)
{
    Outcome *outcome = arena_one(arena, Outcome);
    *outcome = (Outcome){.letter = arena_string(arena, letter->name),
                         .edition = arena_string(arena, edition->name),
                         .file = arena_string(arena, edition->file),
                         .language = arena_string(arena, edition->language),
                         .second = arena_string(arena, edition->second),
                         .country = arena_string(arena, edition->country),
                         .layout = arena_string(arena, layout),
                         .whole = edition->whole,
                         .status = EDITION_FAILED};
    return outcome;
}

/* ---- packing ------------------------------------------------------------------------- */

static GVariant *inputs_pack(const Inputs *inputs)
{
    return g_variant_new_strv(inputs->sums, inputs->sums[0] ? N_INPUTS : 0);
}

static GVariant *files_pack(const Outcome *outcome)
{
    GVariantBuilder packed;
    g_variant_builder_init(&packed, G_VARIANT_TYPE("a(stxms)"));
    for (size_t i = 0; i < outcome->n_files; i++) {
        const OutputFile *file = &outcome->files[i];
        g_variant_builder_add(&packed, "(stxms)", file->path, file->size_bytes,
                              file->modified_ns, file->sha256);
    }
    return g_variant_builder_end(&packed);
}

static GVariant *changes_pack(const Outcome *outcome)
{
    GVariantBuilder packed;
    g_variant_builder_init(&packed, G_VARIANT_TYPE("a(ussmsmsms)"));
    for (size_t i = 0; i < outcome->n_changes; i++) {
        const NameChange *change = &outcome->changes[i];
        g_variant_builder_add(&packed, "(ussmsmsms)", (guint32)change->kind,
                              change->name, change->country, change->column,
                              change->was, change->is);
    }
    return g_variant_builder_end(&packed);
}

GVariant *outcome_pack(const Outcome *outcome)
{
    return g_variant_new(
        "(ssssmsmssbu@asutttdmsms@a(stxms)@as@a(ussmsmsms))", outcome->letter,
        outcome->edition, outcome->file, outcome->language, outcome->second,
        outcome->country, outcome->layout, (gboolean)outcome->whole,
        (guint32)outcome->status, inputs_pack(&outcome->inputs),
        (guint32)outcome->differs, (guint64)outcome->n_pages, (guint64)outcome->n_names,
        (guint64)outcome->n_warnings, outcome->seconds, outcome->fitted, outcome->list,
        files_pack(outcome),
        g_variant_new_strv(outcome->reasons, (gssize)outcome->n_reasons),
        changes_pack(outcome));
}

/* ---- unpacking ----------------------------------------------------------------------- */

/* The texts of a packed array, in the arena. */
static const char **texts_unpack(Arena *arena, GVariant *packed, size_t *n_texts)
{
    g_autofree const char **texts = g_variant_get_strv(packed, n_texts);
    const char **copy = arena_array(arena, const char *, *n_texts);
    for (size_t i = 0; i < *n_texts; i++)
        copy[i] = arena_string(arena, texts[i]);
    return copy;
}

static void inputs_unpack(Arena *arena, GVariant *packed, Inputs *inputs)
{
    size_t n_sums = 0;
    const char **sums = texts_unpack(arena, packed, &n_sums);
    for (size_t i = 0; n_sums == N_INPUTS && i < n_sums; i++)
        inputs->sums[i] = sums[i];
}

static void files_unpack(Arena *arena, GVariant *packed, Outcome *outcome)
{
    size_t n_files = g_variant_n_children(packed);
    OutputFile *files = arena_array(arena, OutputFile, n_files);
    for (size_t i = 0; i < n_files; i++) {
        OutputFile *file = &files[i];
        g_variant_get_child(packed, i, "(&stxm&s)", &file->path, &file->size_bytes,
                            &file->modified_ns, &file->sha256);
        file->path = arena_string(arena, file->path);
        file->sha256 = arena_string(arena, file->sha256);
    }
    outcome->files = files;
    outcome->n_files = n_files;
}

static void changes_unpack(Arena *arena, GVariant *packed, Outcome *outcome)
{
    size_t n_changes = g_variant_n_children(packed);
    NameChange *changes = arena_array(arena, NameChange, n_changes);
    for (size_t i = 0; i < n_changes; i++) {
        NameChange *change = &changes[i];
        guint32 kind;
        g_variant_get_child(packed, i, "(u&s&sm&sm&sm&s)", &kind, &change->name,
                            &change->country, &change->column, &change->was,
                            &change->is);
        *change = (NameChange){
            MIN(kind, N_NAME_CHANGES - 1),        arena_string(arena, change->name),
            arena_string(arena, change->country), arena_string(arena, change->column),
            arena_string(arena, change->was),     arena_string(arena, change->is)};
    }
    outcome->changes = changes;
    outcome->n_changes = n_changes;
}

/* Copies the texts that still lie in the packed value. */
static void texts_copy(Arena *arena, Outcome *outcome)
{
    const char **texts[] = {&outcome->letter, &outcome->edition,  &outcome->file,
                            &outcome->second, &outcome->language, &outcome->country,
                            &outcome->layout, &outcome->fitted,   &outcome->list};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = arena_string(arena, *texts[i]);
}

Outcome *outcome_unpack(Arena *arena, GVariant *packed)
{
    Outcome *outcome = arena_one(arena, Outcome);
    g_autoptr(GVariant) inputs = NULL, files = NULL, reasons = NULL, changes = NULL;
    gboolean whole;
    guint32 status, differs;
    guint64 n_pages, n_names, n_warnings;
    g_variant_get(packed, "(&s&s&s&sm&sm&s&sbu@asutttdm&sm&s@a(stxms)@as@a(ussmsmsms))",
                  &outcome->letter, &outcome->edition, &outcome->file,
                  &outcome->language, &outcome->second, &outcome->country,
                  &outcome->layout, &whole, &status, &inputs, &differs, &n_pages,
                  &n_names, &n_warnings, &outcome->seconds, &outcome->fitted,
                  &outcome->list, &files, &reasons, &changes);
    texts_copy(arena, outcome);
    outcome->status = MIN(status, N_STATUSES - 1);
    outcome->whole = whole;
    outcome->differs = differs;
    outcome->n_pages = n_pages;
    outcome->n_names = n_names;
    outcome->n_warnings = n_warnings;
    inputs_unpack(arena, inputs, &outcome->inputs);
    outcome->sum = inputs_sum(arena, &outcome->inputs);
    files_unpack(arena, files, outcome);
    outcome->reasons = texts_unpack(arena, reasons, &outcome->n_reasons);
    changes_unpack(arena, changes, outcome);
    return outcome;
}
