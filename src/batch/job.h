/* Private to batch: the printer's job sheet. */
#ifndef BATCH_JOB_H
#define BATCH_JOB_H

#include "press/press.h"

/* What follows the edition's name in those of its job sheets. */
#define JOB_SUFFIX "-job"

/* A PDF for print. */
typedef struct JobFile {
    guint writer;     /* its number among the edition's files */
    const char *name; /* without folders */
    const Pages *pages;
    Pressed pressed;
    size_t size_bytes;
    const char *sha256;
    size_t n_warnings; /* of what a press would mind; 0 where nothing was checked */
} JobFile;

typedef struct JobSheet {
    const char *letter, *edition; /* names */
    bool specimen;                /* the names are made up */
    bool draft, unreviewed;       /* as each page says */
    bool checked;                 /* names were read back, the standards checked */
    const JobFile *files;         /* the first has the pages one by one */
    size_t n_files;
} JobSheet;

/* How a file becomes what is read: "one sheet of A3, printed on both sides, folded
 * once"; in the arena. */
const char *job_fold(Arena *arena, const Pages *pages, const Pressed *pressed);

/* The sheet as plain text for a person, and as a JSON document; to be freed. */
char *job_text(Arena *arena, const JobSheet *sheet);
char *job_json(Arena *arena, const JobSheet *sheet);

#endif
