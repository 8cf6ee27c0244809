/* Outcomes for tests: one of which all is known, and one of which little is. */
#ifndef TESTS_ENDED_H
#define TESTS_ENDED_H

#include "batch/outcome.h"
#include "desk.h"

static const OutputFile ENDED_FILES[] = {
    {"output/letter/countries/lt.pdf", 123456789012, 1600000000123456789,
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"output/letter/countries/lt, \"large\".txt", 0, -1, NULL}};
static const char *const ENDED_REASONS[] = {"a.csv:2:5: error: no [x]", "Ž"};
static const NameChange ENDED_CHANGES[] = {
    {NAME_CHANGED, "Specimen Vardas", "LT", "office", "Seimo narys", ""},
    {NAME_CHANGED, "Specimen Vardas", "LT", "name", NULL, "Specimen"},
    {NAME_WITHDRAWN, "Спэсімен", "", NULL, NULL, NULL},
    {NAME_ADDED, "Specimen Rosa", "EE", NULL, NULL, NULL},
    {NAME_REMOVED, "Specimen Dan", "RO", NULL, NULL, NULL}};

/* An edition's outcome with every field. */
static inline Outcome *outcome_full(Arena *arena)
{
    Outcome *outcome = arena_one(arena, Outcome);
    *outcome = (Outcome){.letter = "letter",
                         .edition = "countries/lt",
                         .file = "countries/lt",
                         .language = "lt",
                         .second = "be",
                         .country = "LT",
                         .layout = "parallel",
                         .status = EDITION_FAILED,
                         .inputs = {{"0", "1", "2", "3", "4", "5", "6"}},
                         .differs = 1u << INPUT_NAMES | 1u << INPUT_PROGRAM,
                         .n_pages = 4,
                         .n_names = 60,
                         .n_warnings = 3,
                         .seconds = 0.125,
                         .fitted = "size −0.2 pt",
                         .list = "ab12",
                         .files = ENDED_FILES,
                         .n_files = G_N_ELEMENTS(ENDED_FILES),
                         .reasons = ENDED_REASONS,
                         .n_reasons = G_N_ELEMENTS(ENDED_REASONS),
                         .changes = ENDED_CHANGES,
                         .n_changes = G_N_ELEMENTS(ENDED_CHANGES)};
    outcome->sum = inputs_sum(arena, &outcome->inputs);
    return outcome;
}

/* One with what each has, and nothing else. */
static inline Outcome *outcome_bare(Arena *arena, const char *edition,
                                    EditionStatus status)
{
    Outcome *outcome = arena_one(arena, Outcome);
    *outcome = (Outcome){.letter = "letter",
                         .edition = edition,
                         .file = edition,
                         .language = "en",
                         .layout = "letter",
                         .status = status};
    return outcome;
}

/* Checks that two texts are the same, or both none. */
static inline void assert_text(const char *text, const char *want)
{
    if (g_strcmp0(text, want) != 0)
        fail_msg("'%s' instead of '%s'", text ? text : "(none)",
                 want ? want : "(none)");
}

static inline void assert_changes(const Outcome *outcome, const Outcome *want)
{
    assert_int_equal(outcome->n_changes, want->n_changes);
    for (size_t i = 0; i < want->n_changes; i++) {
        assert_int_equal(outcome->changes[i].kind, want->changes[i].kind);
        assert_text(outcome->changes[i].name, want->changes[i].name);
        assert_text(outcome->changes[i].country, want->changes[i].country);
        assert_text(outcome->changes[i].column, want->changes[i].column);
        assert_text(outcome->changes[i].was, want->changes[i].was);
        assert_text(outcome->changes[i].is, want->changes[i].is);
    }
}

/* Checks all that a report tells of an outcome. */
static inline void assert_outcome(const Outcome *outcome, const Outcome *want)
{
    assert_text(outcome->letter, want->letter);
    assert_text(outcome->edition, want->edition);
    assert_text(outcome->file, want->file);
    assert_text(outcome->language, want->language);
    assert_text(outcome->second, want->second);
    assert_text(outcome->country, want->country);
    assert_text(outcome->layout, want->layout);
    assert_int_equal(outcome->status, want->status);
    assert_text(outcome->sum, want->sum);
    assert_int_equal(outcome->differs, want->differs);
    assert_int_equal(outcome->n_pages, want->n_pages);
    assert_int_equal(outcome->n_names, want->n_names);
    assert_int_equal(outcome->n_warnings, want->n_warnings);
    assert_true(outcome->seconds == want->seconds);
    assert_text(outcome->fitted, want->fitted);
    assert_int_equal(outcome->n_files, want->n_files);
    for (size_t i = 0; i < want->n_files; i++) {
        assert_text(outcome->files[i].path, want->files[i].path);
        assert_true(outcome->files[i].size_bytes == want->files[i].size_bytes);
        assert_text(outcome->files[i].sha256, want->files[i].sha256);
    }
    assert_int_equal(outcome->n_reasons, want->n_reasons);
    for (size_t i = 0; i < want->n_reasons; i++)
        assert_text(outcome->reasons[i], want->reasons[i]);
    assert_changes(outcome, want);
}

/* Checks what is remembered of it besides. */
static inline void assert_remembered(const Outcome *outcome, const Outcome *want)
{
    assert_outcome(outcome, want);
    assert_text(outcome->list, want->list);
    for (size_t i = 0; i < N_INPUTS; i++)
        assert_text(outcome->inputs.sums[i], want->inputs.sums[i]);
    for (size_t i = 0; i < want->n_files; i++)
        assert_true(outcome->files[i].modified_ns == want->files[i].modified_ns);
}

#endif
