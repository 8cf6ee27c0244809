/*
 * Private to batch: what is remembered of an edition from run to run, in the folder of
 * outputs. All of it can be thrown away at any time; then more is made than needs be.
 */
#ifndef BATCH_MEMO_H
#define BATCH_MEMO_H

#include "batch/batch.h"

typedef struct Memo {
    const Outcome *made; /* the newest that was made, whose files should be there; NULL:
                            none is known */
    bool failed;         /* whether it failed since */
} Memo;

/* What is remembered of an edition; nothing where that was cut off or spoilt. */
Memo memo_read(Arena *arena, const Batch *batch, const char *file);

/* Remembers it in place of what was. */
void memo_write(const Batch *batch, const char *file, const Memo *memo);

/* Remembers that an edition failed, beside what was made of it before. */
void memo_fail(const Batch *batch, const char *file);

/* The rows of a list of names by its hash. False: they are not remembered. */
bool memo_read_list(Arena *arena, const Batch *batch, const char *hash,
                    const ListRow **rows, size_t *n_rows);

/* Remembers a list, unless it is. */
void memo_write_list(const Batch *batch, const NameList *list);

/* Forgets all lists of the letter but those with a hash in the set `known`. */
void memo_sweep_lists(const Batch *batch, GHashTable *known);

#endif
