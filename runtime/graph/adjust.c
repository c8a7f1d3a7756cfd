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

/* ---- all of them ---- */

/* What a set may have besides rules->with. */
static void
find_open(WireList *to, const Graph *g, const Criterion *c, const WireList *y,
          const SetRules *rules)
{
    WireList permitted = {0};
    criterion_permitted(&permitted, g, c, y);
    to->count = 0;
    for (size_t i = 0; i < permitted.count; i++)
        if (!wires_has(&rules->with, permitted.at[i]) &&
            !wires_has(&rules->without, permitted.at[i]))
            array_push(to, permitted.at[i]);
    array_clear(&permitted);
}

static void
find_candidate(WireList *to, const Graph *g, const Criterion *c, const WireList *x,
               const WireList *y, const SetRules *rules)
{
    VertexSet above;
    WireList open = {0};
    find_open(&open, g, c, y, rules);
    vertex_set_init(&above, g->count);
    reach_up(&above, g, &c->backdoor, x);
    reach_up(&above, g, &c->backdoor, y);
    reach_up(&above, g, &c->backdoor, &rules->with);
    array_set(to, &rules->with);
    for (size_t i = 0; i < open.count; i++)
        if (above.has[open.at[i]])
            array_push(to, open.at[i]);
    sort_vertices(to);
    array_clear(&open);
    vertex_set_clear(&above);
}

void
adjustment_candidate(WireList *to, const Graph *g, const WireList *x, const WireList *y,
                     const SetRules *rules)
{
    Criterion c;
    criterion_init(&c, g, x, y);
    find_candidate(to, g, &c, x, y, rules);
    criterion_clear(&c);
}

/* Why the largest candidate does not adjust; when it does not, nothing does. */
static void
explain_none(AdjustReason *why, const Graph *g, const Criterion *c, const WireList *x,
             const WireList *y, const SetRules *rules)
{
    WireList largest = {0};
    find_candidate(&largest, g, c, x, y, rules);
    why->fault = find_fault(why, g, c, x, y, &largest);
    array_clear(&largest);
}

static bool
is_forbidden(const Criterion *c, const WireList *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (c->forbidden.has[set->at[i]])
            return true;
    return false;
}

void
adjustment_sets(SetList *to, bool *complete, AdjustReason *why, const Graph *g, const WireList *x,
                const WireList *y, const SetRules *rules, size_t limit, Budget *b)
{
    Criterion c;
    WireList open = {0};
    criterion_init(&c, g, x, y);
    adjust_reason_clear(why);
    find_open(&open, g, &c, y, rules);
    *complete = true;
    set_list_clear(to);
    if (!is_forbidden(&c, &rules->with))
        (rules->all ? find_all_separators : find_separators)(to, complete, g, &c.backdoor, x, y,
                                                             &rules->with, &open, limit, b);
    if (*complete && to->count == 0)
        explain_none(why, g, &c, x, y, rules);
    array_clear(&open);
    criterion_clear(&c);
}

/* ---- the one that estimates best ---- */

/* The parents of the causal vertices that are not forbidden, and what has to be in the set. */
static void
add_outer_parents(VertexSet *to, const Graph *g, const Criterion *c)
{
    size_t count;
    for (size_t i = 0; i < c->causal.members.count; i++) {
        const uint32_t *parents = rows_at(&g->parents, c->causal.members.at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (!c->forbidden.has[parents[k]] && !c->x.has[parents[k]])
                vertex_set_add(to, parents[k]);
    }
}

static bool
are_allowed(const WireList *set, const Graph *g, const WireList *y, const SetRules *rules)
{
    for (size_t i = 0; i < set->count; i++)
        if (!g->observed[set->at[i]] || wires_has(y, set->at[i]) ||
            wires_has(&rules->without, set->at[i]))
            return false;
    return true;
}

static bool
are_causal(const Criterion *c, const WireList *y)
{
    for (size_t i = 0; i < y->count; i++)
        if (!c->causal.has[y->at[i]])
            return false;
    return true;
}

Optimum
optimal_adjustment(WireList *to, AdjustReason *why, const Graph *g, const WireList *x,
                   const WireList *y, const SetRules *rules)
{
    Criterion c;
    VertexSet outer;
    WireList open = {0};
    Optimum found = OPTIMAL_NONE;
    criterion_init(&c, g, x, y);
    vertex_set_init(&outer, g->count);
    adjust_reason_clear(why);
    find_open(&open, g, &c, y, rules);
    if (!is_forbidden(&c, &rules->with) &&
        find_separator(to, g, &c.backdoor, y, x, &rules->with, &open))
        found = OPTIMAL_OF_MINIMAL;
    else
        explain_none(why, g, &c, x, y, rules);
    add_outer_parents(&outer, g, &c);
    vertex_set_add_all(&outer, &rules->with);
    if (found && are_causal(&c, y) && are_allowed(&outer.members, g, y, rules)) {
        found = OPTIMAL_OF_ALL;
        sort_vertices(&outer.members);
        array_set(to, &outer.members);
    }
    vertex_set_clear(&outer);
    array_clear(&open);
    criterion_clear(&c);
    return found;
}
