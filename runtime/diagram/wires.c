/* wires.c -- lists of numbers, of wires or of vertices; see diagram.h. */
#include "diagram/diagram.h"

bool
wires_has(const WireList *l, uint32_t v)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i] == v)
            return true;
    return false;
}

int
wires_compare(const WireList *a, const WireList *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i] ? -1 : 1;
    return 0;
}

bool
wires_same_set(const WireList *a, const WireList *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = wires_has(b, a->at[i]);
    return same;
}

void
wires_turn(WireList *l)
{
    for (size_t i = 0, k = l->count; i + 1 < k; i++) {
        uint32_t v = l->at[i];
        l->at[i] = l->at[--k];
        l->at[k] = v;
    }
}

void
wires_add(WireList *to, const WireList *more)
{
    for (size_t i = 0; i < more->count; i++)
        array_push(to, more->at[i]);
}

void
map_add_wires(Map *to, const WireList *l)
{
    for (size_t i = 0; i < l->count; i++)
        map_set_at(to, l->at[i], 1);
}
