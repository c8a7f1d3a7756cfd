/* dag.h -- small graphs as bit masks, and the definitions on them written out: the oracle of the
 * laws about shapes.  At most 16 vertices, so that a set is a number. */
#ifndef CATGUT_TESTS_DAG_H
#define CATGUT_TESTS_DAG_H

#include "graph/graph.h"
#include "tests/law/order.h"

#include <check.h>

enum { DAG_MAX = 16 };

typedef struct Dag {
    uint32_t n;
    uint32_t observed; /* a set */
    uint32_t parents[DAG_MAX];
} Dag;

static inline uint32_t
bit(uint32_t v)
{
    return UINT32_C(1) << v;
}

static inline bool
dag_has(uint32_t set, uint32_t v)
{
    return set >> v & 1;
}

static inline uint32_t
dag_children(const Dag *d, uint32_t v)
{
    uint32_t set = 0;
    for (uint32_t u = 0; u < d->n; u++)
        if (dag_has(d->parents[u], v))
            set |= bit(u);
    return set;
}

/* The set with its ancestors through vertices of `within`. */
static inline uint32_t
dag_ancestors(const Dag *d, uint32_t set, uint32_t within)
{
    for (uint32_t before = 0; before != set;) {
        before = set;
        for (uint32_t v = 0; v < d->n; v++)
            if (dag_has(set, v))
                set |= d->parents[v] & within;
    }
    return set;
}

/* All that v is joined with, where each vertex is joined with those of its set in `with`. */
static inline uint32_t
dag_joined(const uint32_t *with, uint32_t n, uint32_t v, uint32_t within)
{
    uint32_t set = bit(v);
    for (uint32_t before = 0; before != set;) {
        before = set;
        for (uint32_t u = 0; u < n; u++)
            if (dag_has(set, u))
                set |= with[u] & within;
    }
    return set;
}

static inline bool
dag_is_acyclic(const Dag *d)
{
    for (uint32_t v = 0; v < d->n; v++)
        if (dag_has(dag_ancestors(d, d->parents[v], ~0u), v))
            return false;
    return true;
}

/* The vertices that some path from x, open given z, ends in: at each vertex, whether it was
 * entered along an arrow's direction or against it. */
static inline uint32_t
dag_connected(const Dag *d, uint32_t x, uint32_t z)
{
    uint32_t open = dag_ancestors(d, z, ~0u), down = 0, up = bit(x);
    for (uint32_t before_down = ~0u, before_up = ~0u; before_down != down || before_up != up;) {
        before_down = down;
        before_up = up;
        for (uint32_t v = 0; v < d->n; v++) {
            if (dag_has(up, v) && !dag_has(z, v)) {
                up |= d->parents[v];
                down |= dag_children(d, v);
            }
            if (dag_has(down, v) && !dag_has(z, v))
                down |= dag_children(d, v);
            if (dag_has(down, v) && dag_has(open, v))
                up |= d->parents[v];
        }
    }
    return (down | up) & ~z;
}

static inline bool
dag_separated(const Dag *d, uint32_t x, uint32_t y, uint32_t z)
{
    return !dag_has(dag_connected(d, x, z), y);
}

/* Does some set of observed vertices separate x and y? */
static inline bool
dag_is_separable(const Dag *d, uint32_t x, uint32_t y)
{
    uint32_t others = d->observed & ~bit(x) & ~bit(y);
    for (uint32_t z = others;; z = (z - 1) & others) {
        if (dag_separated(d, x, y, z))
            return true;
        if (z == 0)
            return false;
    }
}

/* Every separation of single observed vertices is the same in both. */
static inline bool
dag_same_separations(const Dag *a, const Dag *b)
{
    for (uint32_t x = 0; x < a->n; x++)
        for (uint32_t z = 0; dag_has(a->observed, x) && z <= a->observed; z++) {
            if ((z & ~a->observed) || dag_has(z, x))
                continue;
            if ((dag_connected(a, x, z) ^ dag_connected(b, x, z)) & a->observed)
                return false;
        }
    return true;
}

/* The graph, by way of a model with vertices in this order.  Every carrier has two values. */
static inline void
dag_graph(Graph *g, const Dag *d)
{
    static const Type two = {.size = 2};
    Model m = {0};
    WireList cycle = {0};
    for (uint32_t v = 0; v < d->n; v++) {
        Vertex x = {.type = &two, .latent = !dag_has(d->observed, v)};
        for (uint32_t u = 0; u < d->n; u++)
            if (dag_has(d->parents[v], u))
                array_push(&x.parents, u);
        model_add_vertex(&m, &x);
    }
    ck_assert(model_sort(&m, &cycle));
    graph_make(g, &m);
    model_clear(&m);
}

/* Observed vertices 0 ... observed - 1 and then latents; arrows go along a random order, each with
 * chance per_mille; latents have fewer parents, and some none. */
static inline void
dag_random(Dag *d, Random *r, uint32_t observed, uint32_t latents, uint32_t per_mille)
{
    uint32_t place[DAG_MAX];
    *d = (Dag){.n = observed + latents, .observed = bit(observed) - 1};
    random_order(r, place, d->n);
    for (uint32_t i = 0; i < d->n; i++)
        for (uint32_t k = 0; k < i; k++) {
            uint32_t v = place[i], u = place[k];
            uint32_t chance = v >= observed ? per_mille / 4 : per_mille;
            if (random_below(r, 1000) < chance)
                d->parents[v] |= bit(u);
        }
    for (uint32_t v = observed; v < d->n; v++)
        for (uint32_t k = 0; k < 2; k++) {
            uint32_t u = random_below(r, observed);
            if (!dag_has(dag_ancestors(d, bit(v), ~0u), u))
                d->parents[u] |= bit(v);
        }
}

/* A chain of observed vertices with few other arrows, and latents that join two which are not next
 * to each other: shapes with Verma constraints are rare, but not among these. */
static inline void
dag_random_chain(Dag *d, Random *r, uint32_t observed, uint32_t latents)
{
    uint32_t place[DAG_MAX];
    *d = (Dag){.n = observed + latents, .observed = bit(observed) - 1};
    random_order(r, place, observed);
    for (uint32_t i = 0; i < observed; i++)
        for (uint32_t k = 0; k < i; k++)
            if (random_below(r, 100) < (k + 1 == i ? 85u : 12u))
                d->parents[place[i]] |= bit(place[k]);
    for (uint32_t v = observed; v < d->n; v++) {
        uint32_t i = random_below(r, observed - 2), k = i + 2 + random_below(r, observed - i - 2);
        d->parents[place[i]] |= bit(v);
        d->parents[place[k]] |= bit(v);
    }
}

static inline uint32_t
list_mask(const WireList *l)
{
    uint32_t set = 0;
    for (size_t i = 0; i < l->count; i++) {
        ck_assert(i == 0 || l->at[i - 1] < l->at[i]);
        set |= bit(l->at[i]);
    }
    return set;
}

#endif
