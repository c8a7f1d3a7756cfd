/* exchange.c -- see exchange.h. */
#include "surgery/exchange.h"

#include "graph/separation.h"

/* What is given when z[at] is exchanged: x, and the rest of z. */
static void
find_given(WireList *to, const Effect *e, size_t at)
{
    array_set(to, &e->x);
    for (size_t i = 0; i < e->z.count; i++)
        if (i != at)
            array_push(to, e->z.at[i]);
}

/* Adds to what is given all that follows; of y what does not is left.  z is none of it. */
static void
add_determined(WireList *given, WireList *y, const Effect *e, uint32_t z)
{
    size_t count = given->count, left = 0;
    effect_determined(given, e);
    for (size_t i = count; i < given->count; i++)
        if (given->at[i] != z)
            given->at[count++] = given->at[i];
    given->count = count;
    for (size_t i = 0; i < y->count; i++)
        if (!wires_has(given, y->at[i]))
            y->at[left++] = y->at[i];
    y->count = left;
}

bool
exchanges(const Graph *g, const Effect *e, size_t at, bool determined)
{
    VertexSet closed, muted;
    WireList y = {0}, z = {0}, given = {0};
    array_set(&y, &e->y);
    vertex_set_init(&closed, g->count);
    vertex_set_init(&muted, g->count);
    array_push(&z, e->z.at[at]);
    vertex_set_add(&muted, e->z.at[at]);
    vertex_set_add_all(&closed, &e->x);
    find_given(&given, e, at);
    if (determined)
        add_determined(&given, &y, e, z.at[0]);
    Mutilation m = {.closed = &closed, .muted = &muted};
    bool yes = !y.count || separated(g, &m, &z, &y, &given);
    array_clear(&given);
    array_clear(&z);
    array_clear(&y);
    vertex_set_clear(&muted);
    vertex_set_clear(&closed);
    return yes;
}
