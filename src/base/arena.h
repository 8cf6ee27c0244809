/* Memory that lives as long as one edition: allocated in pieces, freed at one go. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <glib.h>
#include <stddef.h>

typedef struct Arena Arena;

/* A new, empty arena; free it with arena_free. */
Arena *arena_new(void);

/* Frees the arena and all that was allocated from it; NULL is allowed. */
void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* `size` zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(Arena *arena, size_t size);

/* `count` zeroed elements of Type. */
#define arena_array(arena, Type, count)                                                \
    ((Type *)arena_alloc((arena), sizeof(Type) * (size_t)(count)))

/* One zeroed Type. */
#define arena_one(arena, Type) arena_array(arena, Type, 1)

/* A copy of `size` bytes. */
void *arena_copy(Arena *arena, const void *bytes, size_t size);

/* A NUL-terminated copy of `length` bytes of `text`. */
char *arena_text(Arena *arena, const char *text, size_t length);

/* A NUL-terminated copy of `text`; NULL gives NULL. */
char *arena_string(Arena *arena, const char *text);

/* As g_strdup_printf, in the arena. */
char *arena_print(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
