/* map.c -- open addressing with linear probing; see map.h. */
#include "base/map.h"

#include "base/memory.h"

uint64_t
hash_number(uint64_t n)
{
    n ^= n >> 32;
    n *= 0xd6e8feb86659fd93u;
    n ^= n >> 32;
    n *= 0xd6e8feb86659fd93u;
    return n ^ n >> 32;
}

uint64_t
hash_bytes(const void *bytes, size_t count)
{
    const unsigned char *p = bytes;
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < count; i++)
        h = (h ^ p[i]) * 0x100000001b3u;
    return hash_number(h);
}

static size_t
find_slot(const Map *m, uint64_t key)
{
    size_t i = (size_t)hash_number(key) & (m->space - 1);
    while (m->slot[i].full && m->slot[i].key != key)
        i = (i + 1) & (m->space - 1);
    return i;
}

static void
grow(Map *m)
{
    Map more = {.count = m->count, .space = m->space ? m->space * 2 : 16};
    more.slot = memory_new(more.space, sizeof *more.slot);
    for (size_t i = 0; i < m->space; i++)
        if (m->slot[i].full)
            more.slot[find_slot(&more, m->slot[i].key)] = m->slot[i];
    memory_free(m->slot);
    *m = more;
}

void
map_clear(Map *m)
{
    memory_free(m->slot);
    *m = (Map){0};
}

void
map_set_at(Map *m, uint64_t key, uint64_t value)
{
    if (m->count * 2 >= m->space)
        grow(m);
    struct MapSlot *s = &m->slot[find_slot(m, key)];
    m->count += !s->full;
    *s = (struct MapSlot){.key = key, .value = value, .full = true};
}

bool
map_find(const Map *m, uint64_t key, uint64_t *value)
{
    if (!m->space)
        return false;
    const struct MapSlot *s = &m->slot[find_slot(m, key)];
    if (s->full && value)
        *value = s->value;
    return s->full;
}
