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

bool
exchanges(const Graph *g, const Effect *e, size_t at)
{
    VertexSet closed, muted;
    WireList z = {0}, given = {0};
    vertex_set_init(&closed, g->count);
    vertex_set_init(&muted, g->count);
    array_push(&z, e->z.at[at]);
    vertex_set_add(&muted, e->z.at[at]);
    vertex_set_add_all(&closed, &e->x);
    find_given(&given, e, at);
    Mutilation m = {.closed = &closed, .muted = &muted};
    bool yes = separated(g, &m, &z, &e->y, &given);
    array_clear(&given);
    array_clear(&z);
    vertex_set_clear(&muted);
    vertex_set_clear(&closed);
    return yes;
}
