/*
 * A letter is set in a few megabytes that are all written to, and each four kilobytes of
 * them cost a fault, together a fifteenth of the time that a letter of 500 names takes.
 * So malloc is told to grow by megabytes, is made to grow once, and the system is asked
 * to back that with huge pages. Other allocators than glibc's, as those of sanitizers,
 * do not grow by sbrk: nothing is asked for then.
 */
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAD ((size_t)8 * 1024 * 1024)

/* More than is left of the heap that malloc starts with, less than what it maps apart. */
#define LARGE ((size_t)120 * 1024)

void heap_prepare(void)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    mallopt(M_TOP_PAD, PAD);
    uintptr_t start = ((uintptr_t)sbrk(0) + page - 1) / page * page;
    char *volatile large = malloc(LARGE); /* volatile: or the compiler leaves it out */
    free(large);
    uintptr_t end = (uintptr_t)sbrk(0);
    if (end > start)
        madvise((void *)start, end - start, MADV_HUGEPAGE);
}
