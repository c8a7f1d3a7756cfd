/* memory.h -- the heap, for the whole program, and arenas.
 *
 * Nothing here returns NULL.  When the system refuses memory, the work under the nearest
 * memory_guard of the thread ends; where there is none, a sentence on standard error tells so and
 * the program ends with status 3.  GMP takes its memory here too (rational_start in num/ sees to
 * it). */
#ifndef CATGUT_BASE_MEMORY_H
#define CATGUT_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Does the work.  False: *refused bytes of memory were refused to it, and it was left where it was;
 * what it has changed is in no order that could be taken apart. */
bool memory_guard(void (*work)(void *who), void *who, size_t *refused);

/* So much memory was refused. */
_Noreturn void memory_refuse(size_t bytes);

/* count * size zeroed bytes; an overflow is a refusal. */
void *memory_new(size_t count, size_t size);

/* p made count * size bytes long; what is new is not zeroed. */
void *memory_resize(void *p, size_t count, size_t size);

/* p with room for at least `need` elements, growing by half; *space is updated. */
void *memory_reserve(void *p, size_t *space, size_t need, size_t size);

void memory_free(void *p);

/* Before code that does not look whether it gets memory: would the system give so much in one
 * piece?  If not, that is a refusal. */
void memory_try(size_t bytes);

/* An arena: many small things that are freed together. {0} is an empty one. */
typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
    ArenaBlock *block; /* the newest, linked to the older ones */
    size_t used;       /* bytes used in it */
    size_t bytes;      /* that were asked for, in all */
} Arena;

/* Zeroed bytes, aligned for anything, alive until arena_clear. */
void *arena_new(Arena *a, size_t bytes);
void arena_clear(Arena *a);
/* All that was taken since the arena was as this copy of it goes. */
void arena_back(Arena *a, const Arena *to);

#endif
