/*
 * preflight: a PDF held against the standards for press, archive and screen reader.
 *
 * Makes    findings, each with the clause that it breaks; a list of what is not checked.
 * From     any PDF file, ours or another's, whole or broken; names that it should have.
 * Calls    preflight_run; preflight_unchecked after it.
 * Owns     nothing that outlives a call; what it reads goes to the caller's arena.
 * Always   the file is only read; memory and time are bounded by the file's size.
 * Not      how the file was made: nothing of press/ is used here.
 */
#ifndef PREFLIGHT_PREFLIGHT_H
#define PREFLIGHT_PREFLIGHT_H

#include <stdio.h>

#include "base/base.h"

/* The standards; they can be joined. */
typedef enum Standard {
    STANDARD_X4 = 1,  /* PDF/X-4, ISO 15930-7:2010 */
    STANDARD_A2A = 2, /* PDF/A-2a, ISO 19005-2:2011 */
    STANDARD_UA1 = 4  /* PDF/UA-1, ISO 14289-1:2014 */
} Standard;

#define STANDARDS_ALL (STANDARD_X4 | STANDARD_A2A | STANDARD_UA1)

/* "PDF/X-4" and so on; of one standard. */
const char *standard_title(Standard standard);

/* The standard called "x4", "a2a" or "ua1"; 0: there is none. */
unsigned standard_find(const char *word);

/* What is asked of a file. */
typedef struct Preflight {
    unsigned standards; /* Standard joined; 0: those that the file claims, else all */
    double ink_limit;   /* per cent; 0: 300 */
    const char *const
        *names; /* that it should show, in their order, cleaned; or NULL */
    size_t n_names;
    const Place *places; /* of the names, where they are reported */
} Preflight;

/* A rule that was broken. */
typedef struct BrokenRule {
    const char *id;
    const char
        *clauses; /* "PDF/X-4 6.5, PDF/A-2a 6.2.11.4.1"; "": advice for the press */
    size_t n_places;
} BrokenRule;

/* What a file was found to be. */
typedef struct Preflighted {
    bool read;          /* whether it could be looked into at all */
    unsigned standards; /* that it was held against */
    size_t n_pages;
    size_t errors, warnings;  /* places, those that are counted and not told too */
    const BrokenRule *broken; /* in the order of the table; in the arena */
    size_t n_broken;
} Preflighted;

/* Holds the file against the standards and reports each finding; `shown` is the path to
 * name in reports. False when any is an error. `result` may be NULL. */
bool preflight_run(Diagnostics *diagnostics, Arena *arena, const char *path,
                   const char *shown, const Preflight *ask, Preflighted *result);

/* The Subject of a file's document information, to be freed; NULL: it cannot be read,
 * which preflight_run will tell. */
char *preflight_subject(Arena *arena, const char *path);

/* What of the standards in `standards` is not checked, a text each, then NULL. */
const char *const *preflight_unchecked(Arena *arena, unsigned standards);

/* The id of the rule at `index`; NULL behind the last one. */
const char *preflight_rule(size_t index);

/* Prints all rules, a line each: its id and clauses. */
void preflight_list(FILE *out);

/* Prints the rule with this id: its clauses, what it asks for, how to mend it. False:
 * there is none. */
bool preflight_explain(const char *id, FILE *out);

#endif
