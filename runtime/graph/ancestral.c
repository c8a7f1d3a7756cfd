/* ancestral.c -- components in ancestral sets by choosing, for each member, to keep or to drop it.
 *
 * Dropping u drops what descends from u, and may cut the component.  A choice that would lose v or
 * a kept vertex is no choice.  The component in what is left after any sequence of choices is one
 * to be found, the one that keeps all that is not decided: so each dropping that succeeds finds
 * one, no two find the same, and failures between them are at most as many as the component has
 * vertices. */
#include "graph/ancestral.h"

void
ancestral_init(Ancestral *a, const Projection *p)
{
    *a = (Ancestral){.p = p,
                     .kept = memory_new(p->count, sizeof *a->kept),
                     .gone = memory_new(p->count, sizeof *a->gone)};
    vertex_set_init(&a->component, p->count);
    vertex_set_init(&a->below, p->count);
    vertex_set_init(&a->groups, projection_groups(p));
}

void
ancestral_clear(Ancestral *a)
{
    vertex_set_clear(&a->component);
    vertex_set_clear(&a->below);
    vertex_set_clear(&a->groups);
    array_clear(&a->choices);
    array_clear(&a->trail);
    memory_free(a->kept);
    memory_free(a->gone);
    *a = (Ancestral){0};
}

/* Puts back what was dropped after the first `count` vertices. */
static void
restore(Ancestral *a, size_t count)
{
    while (a->trail.count > count)
        a->gone[a->trail.at[--a->trail.count]] = false;
}

void
ancestral_start(Ancestral *a, const VertexSet *within, uint32_t v)
{
    for (size_t i = 0; i < a->choices.count; i++)
        a->kept[a->choices.at[i].vertex] = false;
    a->choices.count = 0;
    restore(a, 0);
    vertex_set_empty(&a->component);
    a->within = within;
    a->v = v;
    a->begun = false;
}

/* Is u in the subgraph, and not after v? */
static bool
is_in(const Ancestral *a, uint32_t u)
{
    return a->p->rank[u] <= a->p->rank[a->v] && (!a->within || a->within->has[u]);
}

/* Adds the vertices joined to u that are dropped, or that are not; groups met before are skipped.
 */
static void
add_spouses(VertexSet *to, Ancestral *a, uint32_t u, bool gone)
{
    size_t groups, members;
    const uint32_t *of = rows_at(&a->p->groups_of, u, &groups);
    for (size_t i = 0; i < groups; i++) {
        if (!vertex_set_add(&a->groups, of[i]))
            continue;
        const uint32_t *at = rows_at(&a->p->groups, of[i], &members);
        for (size_t k = 0; k < members; k++)
            if (a->gone[at[k]] == gone && is_in(a, at[k]))
                vertex_set_add(to, at[k]);
    }
}

static void
find_component(Ancestral *a)
{
    vertex_set_empty(&a->component);
    vertex_set_empty(&a->groups);
    vertex_set_add(&a->component, a->v);
    for (size_t next = 0; next < a->component.members.count; next++)
        add_spouses(&a->component, a, a->component.members.at[next], false);
}

/* Keeps what is not decided yet in the component.  In the order of the search each vertex comes
 * after one that it is joined to.  So the kept ones are joined to v among themselves, whatever is
 * dropped. */
static void
keep_rest(Ancestral *a)
{
    for (size_t i = 0; i < a->component.members.count; i++) {
        uint32_t u = a->component.members.at[i];
        if (u == a->v || a->kept[u])
            continue;
        a->kept[u] = true;
        array_push(&a->choices, ((struct Choice){u, (uint32_t)a->trail.count, false}));
    }
}

/* Drops u and its descendants.  False: v or a kept vertex is among them; some have been dropped
 * then. */
static bool
drop(Ancestral *a, uint32_t u)
{
    size_t next = a->trail.count, count;
    a->gone[u] = true;
    array_push(&a->trail, u);
    for (; next < a->trail.count; next++) {
        const uint32_t *children = rows_at(&a->p->children, a->trail.at[next], &count);
        for (size_t i = 0; i < count; i++) {
            if (a->gone[children[i]] || !is_in(a, children[i]))
                continue;
            if (children[i] == a->v || a->kept[children[i]])
                return false;
            a->gone[children[i]] = true;
            array_push(&a->trail, children[i]);
        }
    }
    return true;
}

/* Finds the component without u.  False: u cannot be dropped. */
static bool
try_drop(Ancestral *a, uint32_t u)
{
    uint32_t trail = (uint32_t)a->trail.count;
    if (!drop(a, u)) {
        restore(a, trail);
        return false;
    }
    array_push(&a->choices, ((struct Choice){u, trail, true}));
    find_component(a);
    return true;
}

bool
ancestral_next(Ancestral *a, Budget *b)
{
    if (!a->begun) {
        a->begun = true;
        find_component(a);
        keep_rest(a);
        return budget_step(b, a->component.members.count);
    }
    while (a->choices.count) {
        struct Choice c = a->choices.at[--a->choices.count];
        if (!budget_step(b, 1 + a->component.members.count))
            return false;
        if (c.dropped) {
            restore(a, c.trail);
            continue;
        }
        a->kept[c.vertex] = false;
        if (try_drop(a, c.vertex)) {
            keep_rest(a);
            return true;
        }
    }
    return false;
}

/* Finds what cannot be in the set, in `below`: what is joined to the component without being in it,
 * and its descendants. */
static void
find_below(Ancestral *a)
{
    size_t count;
    vertex_set_empty(&a->below);
    vertex_set_empty(&a->groups);
    for (size_t i = 0; i < a->component.members.count; i++)
        add_spouses(&a->below, a, a->component.members.at[i], true);
    for (size_t next = 0; next < a->below.members.count; next++) {
        const uint32_t *at = rows_at(&a->p->children, a->below.members.at[next], &count);
        for (size_t k = 0; k < count; k++)
            if (is_in(a, at[k]))
                vertex_set_add(&a->below, at[k]);
    }
}

void
ancestral_largest(Ancestral *a, VertexSet *to)
{
    const WireList *all = a->within ? &a->within->members : &a->p->order;
    find_below(a);
    for (size_t i = 0; i < all->count; i++)
        if (is_in(a, all->at[i]) && !a->below.has[all->at[i]])
            vertex_set_add(to, all->at[i]);
}

void
blanket(VertexSet *to, const Projection *p, const VertexSet *component, uint32_t v)
{
    size_t count;
    for (size_t i = 0; i < component->members.count; i++) {
        uint32_t u = component->members.at[i];
        if (u != v)
            vertex_set_add(to, u);
        const uint32_t *parents = rows_at(&p->parents, u, &count);
        for (size_t k = 0; k < count; k++)
            vertex_set_add(to, parents[k]);
    }
}

bool
effort_is_spent(Effort *e)
{
    uint64_t all = e->budget->steps - e->begun, of_v = e->budget->steps - e->begun_v;
    bool spent = all > e->most || of_v > e->most / 16;
    e->skipped = e->skipped || spent;
    return spent;
}
