/* Names folded, so that two ways to write one name become the same text. */
#ifndef LINT_FOLD_H
#define LINT_FOLD_H

#include "content/content.h"

/* A name made ready to be compared, coarser from text to text. */
typedef struct FoldedName {
    const char *bare;  /* small letters, no punctuation */
    const char *plain; /* no marks either */
    const char *wide;  /* the same, but "ae" for "ä" */
    const char *inner; /* its words sorted, without those of `small` and `titles` */
    const char *inner_wide;
    const char *small;  /* initials and "jr", a blank behind each */
    const char *titles; /* "dr" and the like, in the same way */
    const char *small_latin;
    const char *loose;  /* `inner` in Latin letters, as it might be transliterated */
    UScriptCode script; /* of its first letter */
} FoldedName;

typedef struct Folder Folder;

Folder *folder_new(void);
void folder_free(Folder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

/* Folds a cleaned name; in the arena. */
FoldedName name_fold(Folder *folder, Arena *arena, const char *name);

#endif
