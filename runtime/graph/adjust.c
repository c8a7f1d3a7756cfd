/* adjust.c -- adjustment sets: the complete criterion, and all minimal ones; see adjust.h. */
#include "graph/adjust.h"

#include "graph/way.h"

#include <assert.h>

void
adjust_reason_clear(AdjustReason *r)
{
    array_clear(&r->path);
    *r = (AdjustReason){0};
}

/* ---- the vertices of the criterion ---- */

static void
set_of(VertexSet *to, const Graph *g, const WireList *list)
{
    vertex_set_init(to, g->count);
    vertex_set_add_all(to, list);
}

/* A descendant of x is one of the last vertex of x on the way, so below x is where proper paths
 * lead; and no vertex of x is above y once the arrows out of x are gone. */
void
causal_vertices(VertexSet *to, const Graph *g, const WireList *x, const WireList *y)
{
    VertexSet starts, below, above;
    set_of(&starts, g, x);
    vertex_set_init(&below, g->count);
    vertex_set_init(&above, g->count);
    reach_down(&below, g, NULL, x);
    reach_up(&above, g, &(Mutilation){.muted = &starts}, y);
    for (size_t i = 0; i < below.members.count; i++)
        if (above.has[below.members.at[i]])
            vertex_set_add(to, below.members.at[i]);
    vertex_set_clear(&starts);
    vertex_set_clear(&below);
    vertex_set_clear(&above);
}

void
forbidden_vertices(VertexSet *to, const Graph *g, const VertexSet *causal)
{
    reach_down(to, g, NULL, &causal->members);
}

void
criterion_init(Criterion *c, const Graph *g, const WireList *x, const WireList *y)
{
    set_of(&c->x, g, x);
    vertex_set_init(&c->causal, g->count);
    vertex_set_init(&c->forbidden, g->count);
    causal_vertices(&c->causal, g, x, y);
    forbidden_vertices(&c->forbidden, g, &c->causal);
    c->backdoor = (Mutilation){.tails = &c->x, .heads = &c->causal};
}

void
criterion_clear(Criterion *c)
{
    vertex_set_clear(&c->x);
    vertex_set_clear(&c->causal);
    vertex_set_clear(&c->forbidden);
}

void
criterion_permitted(WireList *to, const Graph *g, const Criterion *c, const WireList *y)
{
    VertexSet ends;
    set_of(&ends, g, y);
    for (uint32_t v = 0; v < g->count; v++)
        if (g->observed[v] && !c->forbidden.has[v] && !c->x.has[v] && !ends.has[v])
            array_push(to, v);
    vertex_set_clear(&ends);
}

/* ---- why not ---- */

/* A way that is known to be there. */
static void
find_way(WireList *to, const Graph *g, const WayRules *rules, uint32_t from, const VertexSet *goals)
{
    WireList start = {0};
    array_push(&start, from);
    bool found = way_find(to, g, rules, &start, goals);
    assert(found);
    (void)found;
    array_clear(&start);
}

/* A proper causal path that v is on or descends from, as close to v as there is one. */
static void
explain_forbidden(WireList *path, const Graph *g, const Criterion *c, const WireList *y, uint32_t v)
{
    const WayRules up = {.up = true}, causal = {.within = &c->causal};
    WireList way = {0};
    VertexSet ends;
    set_of(&ends, g, y);
    find_way(&way, g, &up, v, &c->causal);
    uint32_t middle = way.at[way.count - 1];
    find_way(&way, g, &up, middle, &c->x);
    path->count = 0;
    for (size_t i = way.count; i-- > 0;)
        array_push(path, way.at[i]);
    find_way(&way, g, &causal, middle, &ends);
    for (size_t i = 1; i < way.count; i++)
        array_push(path, way.at[i]);
    vertex_set_clear(&ends);
    array_clear(&way);
}

static AdjustFault
find_fault(AdjustReason *why, const Graph *g, const Criterion *c, const WireList *x,
           const WireList *y, const WireList *z)
{
    for (size_t i = 0; i < z->count; i++) {
        assert(g->observed[z->at[i]]);
        if (!c->forbidden.has[z->at[i]])
            continue;
        why->vertex = z->at[i];
        explain_forbidden(&why->path, g, c, y, z->at[i]);
        return ADJUST_FORBIDDEN;
    }
    return open_path(&why->path, g, &c->backdoor, x, y, z) ? ADJUST_OPEN : ADJUST_VALID;
}

AdjustFault
adjusts(AdjustReason *why, const Graph *g, const WireList *x, const WireList *y, const WireList *z)
{
    Criterion c;
    criterion_init(&c, g, x, y);
    adjust_reason_clear(why);
    why->fault = find_fault(why, g, &c, x, y, z);
    criterion_clear(&c);
    return why->fault;
}

/* ---- all minimal ones ---- */

/* Why the permitted ancestors of x and y do not adjust; when they do not, nothing does. */
static void
explain_none(AdjustReason *why, const Graph *g, const Criterion *c, const WireList *x,
             const WireList *y, const WireList *permitted)
{
    VertexSet above;
    WireList largest = {0};
    vertex_set_init(&above, g->count);
    reach_up(&above, g, &c->backdoor, x);
    reach_up(&above, g, &c->backdoor, y);
    for (size_t i = 0; i < permitted->count; i++)
        if (above.has[permitted->at[i]])
            array_push(&largest, permitted->at[i]);
    why->fault = find_fault(why, g, c, x, y, &largest);
    array_clear(&largest);
    vertex_set_clear(&above);
}

void
adjustment_sets(SetList *to, bool *complete, AdjustReason *why, const Graph *g, const WireList *x,
                const WireList *y, size_t limit, Budget *b)
{
    Criterion c;
    WireList permitted = {0};
    criterion_init(&c, g, x, y);
    adjust_reason_clear(why);
    criterion_permitted(&permitted, g, &c, y);
    find_separators(to, complete, g, &c.backdoor, x, y, &permitted, limit, b);
    if (*complete && to->count == 0)
        explain_none(why, g, &c, x, y, &permitted);
    array_clear(&permitted);
    criterion_clear(&c);
}
