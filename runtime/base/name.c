/* name.c -- an open-addressing table of interned texts; see name.h. */
#include "base/name.h"

#include "base/map.h"

#include <stdbool.h>
#include <string.h>

void
names_clear(Names *n)
{
    arena_clear(&n->arena);
    memory_free(n->slot);
    *n = (Names){0};
}

size_t
names_bytes(const Names *n)
{
    return n->arena.bytes + n->space * sizeof *n->slot;
}

static bool
is_text(Name name, const char *text, size_t length)
{
    return strncmp(name, text, length) == 0 && name[length] == '\0';
}

static size_t
find_slot(const Names *n, uint64_t hash, const char *text, size_t length)
{
    size_t i = (size_t)hash & (n->space - 1);
    while (n->slot[i].name &&
           (n->slot[i].hash != hash || !is_text(n->slot[i].name, text, length)))
        i = (i + 1) & (n->space - 1);
    return i;
}

/* All names are different, so their hashes are enough. */
static void
grow(Names *n)
{
    Names more = *n;
    more.space = n->space ? n->space * 2 : 64;
    more.slot = memory_new(more.space, sizeof *more.slot);
    for (size_t k = 0; k < n->space; k++) {
        if (!n->slot[k].name)
            continue;
        size_t i = (size_t)n->slot[k].hash & (more.space - 1);
        while (more.slot[i].name)
            i = (i + 1) & (more.space - 1);
        more.slot[i] = n->slot[k];
    }
    memory_free(n->slot);
    *n = more;
}

Name
names_add(Names *n, const char *text, size_t length)
{
    if (n->count * 2 >= n->space)
        grow(n);
    uint64_t hash = hash_bytes(text, length);
    size_t i = find_slot(n, hash, text, length);
    if (!n->slot[i].name) {
        char *copy = arena_new(&n->arena, length + 1);
        memcpy(copy, text, length);
        n->slot[i] = (struct NameSlot){hash, copy};
        n->count++;
    }
    return n->slot[i].name;
}

Name
names_add_text(Names *n, const char *text)
{
    return names_add(n, text, strlen(text));
}

Name
names_take(Names *n, Sink *text)
{
    Name name = names_add(n, sink_text(text), text->count);
    sink_clear(text);
    return name;
}
