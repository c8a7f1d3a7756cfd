/* memory.c -- see memory.h. */
#include "base/memory.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local jmp_buf *rescue;     /* where the thread goes on when memory is refused */
static _Thread_local size_t refused_bytes; /* how much it was */

void
memory_refuse(size_t bytes)
{
    refused_bytes = bytes;
    if (rescue)
        longjmp(*rescue, 1);
    fprintf(stderr, "catgut: the system refused %zu bytes of memory\n", bytes);
    exit(3);
}

bool
memory_guard(void (*work)(void *who), void *who, size_t *refused)
{
    jmp_buf here, *outer = rescue;
    volatile bool whole = true;
    rescue = &here;
    if (setjmp(here) == 0)
        work(who);
    else
        whole = false;
    rescue = outer;
    *refused = whole ? 0 : refused_bytes;
    return whole;
}

void *
memory_new(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_refuse(SIZE_MAX);
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        memory_refuse(count * size);
    return p;
}

void *
memory_resize(void *p, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_refuse(SIZE_MAX);
    size_t bytes = count * size;
    void *q = realloc(p, bytes ? bytes : 1);
    if (!q)
        memory_refuse(bytes);
    return q;
}

void *
memory_reserve(void *p, size_t *space, size_t need, size_t size)
{
    if (need <= *space)
        return p;
    size_t more = *space + *space / 2 + 2;
    if (more < need)
        more = need;
    p = memory_resize(p, more, size);
    *space = more;
    return p;
}

void
memory_free(void *p)
{
    free(p);
}

void
memory_try(size_t bytes)
{
    void *volatile p = malloc(bytes ? bytes : 1);
    if (!p)
        memory_refuse(bytes);
    free(p);
}

struct ArenaBlock {
    ArenaBlock *older;
    size_t size;
    max_align_t data[];
};

enum { FIRST_BLOCK = 1 << 12, LARGE_BLOCK = 1 << 16 };

/* A short statement needs one small block, a long one few. */
static ArenaBlock *
block_new(ArenaBlock *older, size_t bytes)
{
    size_t size = older ? LARGE_BLOCK : FIRST_BLOCK;
    size = bytes > size ? bytes : size;
    ArenaBlock *b = memory_resize(NULL, 1, sizeof *b + size);
    b->older = older;
    b->size = size;
    return b;
}

void *
arena_new(Arena *a, size_t bytes)
{
    size_t unit = sizeof(max_align_t);
    if (bytes > SIZE_MAX / 2)
        memory_refuse(bytes);
    bytes = (bytes + unit - 1) / unit * unit;
    if (!a->block || a->block->size - a->used < bytes) {
        a->block = block_new(a->block, bytes);
        a->used = 0;
    }
    char *p = (char *)a->block->data + a->used;
    a->used += bytes;
    a->bytes += bytes;
    return memset(p, 0, bytes);
}

void
arena_back(Arena *a, const Arena *to)
{
    while (a->block != to->block) {
        ArenaBlock *older = a->block->older;
        memory_free(a->block);
        a->block = older;
    }
    *a = *to;
}

void
arena_clear(Arena *a)
{
    arena_back(a, &(Arena){0});
}
