/* set_store.c -- distinct sets, by a hash of their members; see set_store.h. */
#include "graph/set_store.h"

void
set_store_clear(SetStore *s)
{
    set_list_clear(&s->sets);
    map_clear(&s->first);
    array_clear(&s->next);
}

bool
set_store_add(SetStore *s, const WireList *set, size_t *place)
{
    uint64_t at = UINT32_MAX, key = hash_bytes(set->at, set->count * sizeof *set->at);
    if (map_find(&s->first, key, &at))
        for (uint64_t i = at; i != UINT32_MAX; i = s->next.at[i])
            if (wires_compare(&s->sets.at[i], set) == 0) {
                *place = i;
                return false;
            }
    WireList copy = {0};
    array_set(&copy, set);
    *place = s->sets.count;
    map_set_at(&s->first, key, s->sets.count);
    array_push(&s->next, (uint32_t)at);
    array_push(&s->sets, copy);
    return true;
}
