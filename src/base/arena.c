/*
 * Memory in blocks: an allocation takes the next bytes of the newest block; one that
 * does not fit starts a new block, and one larger than a quarter of a block gets a block
 * of its own behind the newest, so that the room left there is not lost. Freeing single
 * things is not offered: an edition's things die together.
 *
 * The first blocks are small, for a small arena that takes a page of memory too many pays
 * for it with a fault; for the same reason what is taken is zeroed, and not the block. An
 * arena that has become large goes on in blocks that are huge pages, where the system has
 * them: twenty thousand names would pay with twenty thousand faults.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_BYTES ((size_t)4 * 1024)
#define MOST_BYTES ((size_t)64 * 1024)
#define HUGE_PAGE ((size_t)2 * 1024 * 1024)
#define LARGE_ARENA ((size_t)1024 * 1024)

typedef struct ArenaBlock ArenaBlock;

struct ArenaBlock {
    ArenaBlock *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

struct Arena {
    ArenaBlock *newest;
    size_t next_bytes; /* of the block after it */
    size_t all_bytes;  /* of all blocks that hold more than one thing */
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);
    arena->next_bytes = FIRST_BYTES;
    return arena;
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    for (ArenaBlock *block = arena->newest, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    g_free(arena);
}

static ArenaBlock *block_new(size_t size, ArenaBlock *next)
{
    g_assert(size <= SIZE_MAX - sizeof(ArenaBlock));
    size_t whole = sizeof(ArenaBlock) + size;
    size_t in_huge_pages = whole / HUGE_PAGE * HUGE_PAGE;
    void *memory = NULL;
    if (in_huge_pages && posix_memalign(&memory, HUGE_PAGE, whole) == 0)
        madvise(memory, in_huge_pages, MADV_HUGEPAGE);
    else if (!in_huge_pages)
        memory = malloc(whole);
    if (!memory)
        g_error("no memory for %zu bytes", whole);
    ArenaBlock *block = memory;
    block->used = 0;
    block->size = size;
    block->next = next;
    return block;
}

static void *block_take(ArenaBlock *block, size_t size)
{
    char *bytes = block->bytes + block->used;
    block->used += size;
    return bytes;
}

static void *arena_take_large(Arena *arena, size_t size)
{
    ArenaBlock *newest = arena->newest;
    ArenaBlock *block = block_new(size, newest ? newest->next : NULL);
    if (newest)
        newest->next = block;
    else
        arena->newest = block;
    return block_take(block, size);
}

/* Room that is not zeroed. */
static void *arena_take(Arena *arena, size_t size)
{
    g_assert(size <= SIZE_MAX - alignof(max_align_t));
    size_t step = alignof(max_align_t);
    size = MAX(size + step - 1, step) / step * step;
    if (arena->newest && arena->newest->size - arena->newest->used >= size)
        return block_take(arena->newest, size);
    if (size > arena->next_bytes / 4)
        return arena_take_large(arena, size);
    arena->newest = block_new(arena->next_bytes, arena->newest);
    arena->all_bytes += arena->next_bytes;
    arena->next_bytes = arena->all_bytes < LARGE_ARENA
                            ? MIN(2 * arena->next_bytes, MOST_BYTES)
                            : HUGE_PAGE - sizeof(ArenaBlock);
    return block_take(arena->newest, size);
}

void *arena_alloc(Arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}

void *arena_copy(Arena *arena, const void *bytes, size_t size)
{
    void *copy = arena_take(arena, size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_text(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *arena_string(Arena *arena, const char *text)
{
    return text ? arena_text(arena, text, strlen(text)) : NULL;
}

char *arena_print(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return arena_string(arena, text);
}
