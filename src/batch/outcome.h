/* What became of an edition in a run: what reports, caches and workers pass on. */
#ifndef BATCH_OUTCOME_H
#define BATCH_OUTCOME_H

#include "content/content.h"

typedef enum EditionStatus {
    EDITION_NEW,       /* of a plan: it was never made, or its files are gone */
    EDITION_CHANGED,   /* of a plan: something that goes into it did */
    EDITION_UNCHANGED, /* its files are as they would be made */
    EDITION_BUILT,
    EDITION_FAILED,
    EDITION_STOPPED, /* the run was interrupted before it */
    N_STATUSES
} EditionStatus;

/* "new", "changed", "unchanged", "built", "failed", "stopped". */
const char *edition_status_name(EditionStatus status);

/* The parts of what goes into an edition, each summed up by itself. */
typedef enum InputPart {
    INPUT_PROGRAM, /* openletter and its libraries */
    INPUT_OPTIONS, /* of the command line that change files */
    INPUT_LAYOUT,
    INPUT_FONTS,
    INPUT_LANGUAGE, /* its rules and labels, and the dictionary */
    INPUT_TEXT,     /* the letter's messages in the language, and what is said of the
                       edition */
    INPUT_NAMES,    /* the rows that it shows, in their order, and their images */
    N_INPUTS
} InputPart;

/* "program", "options", "layout" … */
const char *input_name(InputPart part);

typedef struct Inputs {
    const char *sums[N_INPUTS]; /* SHA-256 in 64 digits; NULL: never summed */
} Inputs;

/* All inputs in one sum; NULL: never summed. */
const char *inputs_sum(Arena *arena, const Inputs *inputs);

typedef struct OutputFile {
    const char *path;
    guint64 size_bytes;
    gint64 modified_ns; /* since 1970 */
    const char *sha256; /* NULL: nobody asked */
} OutputFile;

typedef enum NameChangeKind {
    NAME_ADDED,
    NAME_CHANGED,   /* a cell of it */
    NAME_WITHDRAWN, /* it is marked so */
    NAME_REMOVED,   /* its row is gone, pending, or no more of this edition */
    N_NAME_CHANGES
} NameChangeKind;

/* "added", "changed" … */
const char *name_change_name(NameChangeKind kind);

typedef struct NameChange {
    NameChangeKind kind;
    const char *name, *country;
    const char *column, *was, *is; /* of one that changed; else NULL */
} NameChange;

typedef struct Outcome {
    const char *letter, *edition; /* names; together they are the edition's id */
    const char *file;             /* below the letter's folder of outputs */
    const char *language, *second, *country, *layout; /* NULL: none */
    bool
        whole; /* it stands for an entry of which nobody can say what editions it has */
    EditionStatus status;
    Inputs inputs;
    const char *sum;  /* of all inputs; NULL: never summed */
    unsigned differs; /* bits of the inputs that changed since the edition was made */
    size_t n_pages, n_names;
    size_t n_warnings;  /* while it was made */
    double seconds;     /* that it took, wall time */
    const char *fitted; /* what copyfitting took; NULL: nothing */
    const char *list;   /* hash of the names; NULL: there is none */
    const OutputFile *files;
    size_t n_files;
    const char *const *reasons; /* of a failure: reports, a line each */
    size_t n_reasons;
    const NameChange *changes; /* of the names since the edition was made before */
    size_t n_changes;
} Outcome;

/* The outcome of an edition of which nothing is known yet but what it is; texts are copied
 * into the arena, for it outlives the letter. */
Outcome *outcome_begin(Arena *arena, const Letter *letter, const Edition *edition,
                       const char *layout);

/* An outcome for another process or a later run, and back: texts are copied into the
 * arena. The packed value is floating, of type OUTCOME_PACKED. */
#define OUTCOME_PACKED "(ssssmsmssbuasutttdmsmsa(stxms)asa(ussmsmsms))"
GVariant *outcome_pack(const Outcome *outcome);
Outcome *outcome_unpack(Arena *arena, GVariant *packed);

#endif
