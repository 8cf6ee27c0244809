/* How malloc takes memory from the system. */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

/* Lets malloc begin with some megabytes in huge pages, where the system has them; called
 * once, first of all. Nothing is lost where it has none. */
void heap_prepare(void);

#endif
