/* name.c -- an open-addressing table of interned texts; see name.h. */
#include "base/name.h"

#include "base/map.h"

#include <string.h>

void
names_clear(Names *n)
{
    arena_clear(&n->arena);
    memory_free(n->slot);
    *n = (Names){0};
}

static size_t
find_slot(const Names *n, const char *text, size_t length)
{
    size_t i = (size_t)hash_bytes(text, length) & (n->space - 1);
    while (n->slot[i] && (strncmp(n->slot[i], text, length) != 0 || n->slot[i][length] != '\0'))
        i = (i + 1) & (n->space - 1);
    return i;
}

static void
grow(Names *n)
{
    Names more = *n;
    more.space = n->space ? n->space * 2 : 64;
    more.slot = memory_new(more.space, sizeof *more.slot);
    for (size_t i = 0; i < n->space; i++)
        if (n->slot[i])
            more.slot[find_slot(&more, n->slot[i], strlen(n->slot[i]))] = n->slot[i];
    memory_free(n->slot);
    *n = more;
}

Name
names_add(Names *n, const char *text, size_t length)
{
    if (n->count * 2 >= n->space)
        grow(n);
    size_t i = find_slot(n, text, length);
    if (!n->slot[i]) {
        char *copy = arena_new(&n->arena, length + 1);
        memcpy(copy, text, length);
        n->slot[i] = copy;
        n->count++;
    }
    return n->slot[i];
}

Name
names_add_text(Names *n, const char *text)
{
    return names_add(n, text, strlen(text));
}
