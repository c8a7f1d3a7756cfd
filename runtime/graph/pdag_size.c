/* pdag_size.c -- how many members a class has; see pdag.h.
 *
 * The lines of a CPDAG fall into connected components that are chordal, and are turned in each of
 * them by itself, without a cycle and without a collider of two vertices that nothing joins.  Such
 * a component is counted by the cliques that may come first (Wienöbst, Bannach & Liskiewicz 2021,
 * algorithm 1): what is left undirected once a clique is first falls into smaller components of the
 * same kind, with a smaller largest clique.  A component in which the graph has an arrow is counted
 * by its first vertex instead (He, Jia & Yu 2015), and those arrows must agree.  Components that
 * were counted are remembered. */
#include "graph/pdag.h"

#include "graph/set_store.h"

#include <stdlib.h>

/* The recursion is as deep as the largest clique, at most. */
enum { DEPTH_MOST = 2000 };

typedef struct Counting {
    const Pdag *p, *essential;
    SetStore met;          /* components that were counted, and */
    ARRAY(mpz_t *) counts; /* how many ways there are for each */
    uint32_t *place;       /* of a vertex in the component at hand; UINT32_MAX: it is not in it */
    uint32_t depth;
    Budget *budget;
} Counting;

static bool count_component(Counting *c, mpz_t to, const WireList *h);

static bool
are_joined(const Counting *c, uint32_t u, uint32_t v)
{
    return pdag_edge(c->essential, u, v) == PDAG_LINE;
}

/* ---- what stays undirected ---- */

/* A component while some of it comes first: its vertices in blocks, those that are reached alike
 * stand in one (lexicographic breadth-first search). */
typedef struct Order {
    const WireList *h;
    WireList at;      /* the vertices, by block */
    uint32_t *block;  /* of each place in `at`: where its block begins */
    uint32_t *rank;   /* of each vertex of h, by place: when it was reached */
    uint32_t *part;   /* and the part that it is in, from 1; 0: none, it came first */
    SetList parts;    /* what stays undirected: components */
} Order;

static void
order_clear(Order *o)
{
    array_clear(&o->at);
    memory_free(o->block);
    memory_free(o->rank);
    memory_free(o->part);
    set_list_clear(&o->parts);
}

/* In each block behind `from` those that v is joined to stand first, in a block of their own. */
static void
refine(Counting *c, Order *o, size_t from, uint32_t v)
{
    WireList rest = {0};
    for (size_t i = from; i < o->at.count;) {
        size_t end = i, kept = i;
        rest.count = 0;
        for (; end < o->at.count && o->block[end] == o->block[i]; end++)
            if (are_joined(c, v, o->at.at[end]))
                o->at.at[kept++] = o->at.at[end];
            else
                array_push(&rest, o->at.at[end]);
        for (size_t k = 0; k < rest.count; k++)
            o->at.at[kept + k] = rest.at[k];
        for (size_t k = end; k-- > i;)
            o->block[k] = (uint32_t)(k < kept ? i : kept);
        i = end;
    }
    array_clear(&rest);
}

/* The connected parts of the block that begins at `from`. */
static void
add_parts(Counting *c, Order *o, size_t from)
{
    size_t end = from;
    for (; end < o->at.count && o->block[end] == o->block[from]; end++)
        ;
    for (size_t i = from; i < end; i++) {
        if (o->part[c->place[o->at.at[i]]])
            continue;
        WireList part = {0};
        uint32_t number = (uint32_t)o->parts.count + 1;
        array_push(&part, o->at.at[i]);
        o->part[c->place[o->at.at[i]]] = number;
        for (size_t next = 0; next < part.count; next++)
            for (size_t k = from; k < end; k++)
                if (!o->part[c->place[o->at.at[k]]] &&
                    are_joined(c, part.at[next], o->at.at[k])) {
                    o->part[c->place[o->at.at[k]]] = number;
                    array_push(&part, o->at.at[k]);
                }
        sort_vertices(&part);
        array_push(&o->parts, part);
    }
}

/* Those of h in `first`, a clique, come first. */
static bool
order_make(Counting *c, Order *o, const WireList *h, const WireList *first)
{
    size_t n = h->count;
    *o = (Order){.h = h,
                 .block = memory_new(n, sizeof *o->block),
                 .rank = memory_new(n, sizeof *o->rank),
                 .part = memory_new(n, sizeof *o->part)};
    for (uint32_t i = 0; i < n; i++)
        c->place[h->at[i]] = i;
    for (size_t i = 0; i < first->count; i++)
        array_push(&o->at, first->at[i]);
    for (size_t i = 0; i < n; i++)
        if (!wires_has(first, h->at[i]))
            array_push(&o->at, h->at[i]);
    for (size_t i = first->count; i < n; i++)
        o->block[i] = (uint32_t)first->count;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        uint32_t v = o->at.at[i];
        ok = budget_step(c->budget, n / 16 + 1);
        o->rank[c->place[v]] = (uint32_t)i;
        if (i >= first->count && !o->part[c->place[v]])
            add_parts(c, o, i);
        refine(c, o, i + 1, v);
    }
    return ok;
}

/* The product of the counts of the parts. */
static bool
count_parts(Counting *c, mpz_t to, const SetList *parts)
{
    mpz_t one;
    bool ok = true;
    mpz_init(one);
    mpz_set_ui(to, 1);
    for (size_t i = 0; ok && i < parts->count; i++) {
        ok = count_component(c, one, &parts->at[i]);
        mpz_mul(to, to, one);
    }
    mpz_clear(one);
    return ok;
}

/* ---- by the first vertex ---- */

/* Do the arrows of the graph between vertices of different parts go as they come? */
static bool
agrees(const Counting *c, const Order *o)
{
    for (uint32_t i = 0; i < o->h->count; i++)
        for (uint32_t k = 0; k < o->h->count; k++) {
            uint32_t u = o->h->at[i], v = o->h->at[k];
            bool apart = !o->part[i] || o->part[i] != o->part[k];
            if (apart && are_joined(c, u, v) && pdag_edge(c->p, u, v) == PDAG_OUT &&
                o->rank[i] > o->rank[k])
                return false;
        }
    return true;
}

static bool
count_by_vertex(Counting *c, mpz_t to, const WireList *h)
{
    bool ok = true;
    mpz_t one;
    mpz_init(one);
    mpz_set_ui(to, 0);
    for (size_t i = 0; ok && i < h->count; i++) {
        Order o;
        WireList first = {0};
        array_push(&first, h->at[i]);
        ok = order_make(c, &o, h, &first);
        if (ok && agrees(c, &o)) {
            ok = count_parts(c, one, &o.parts);
            mpz_add(to, to, one);
        }
        order_clear(&o);
        array_clear(&first);
    }
    mpz_clear(one);
    return ok;
}

/* ---- by the first clique ---- */

/* The maximal cliques of a chordal graph, each with the one above it in a clique tree; the first is
 * the root. */
typedef struct CliqueTree {
    SetList cliques;
    WireList above;
} CliqueTree;

static bool
is_subset(const WireList *a, const WireList *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!wires_has(b, a->at[i]))
            return false;
    return true;
}

static void
common(WireList *to, const WireList *a, const WireList *b)
{
    to->count = 0;
    for (size_t i = 0; i < a->count; i++)
        if (wires_has(b, a->at[i]))
            array_push(to, a->at[i]);
}

/* The vertex that is joined to most of those taken (maximum cardinality search). */
static size_t
choose_next(const WireList *h, const uint32_t *weight, const bool *taken)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < h->count; i++)
        if (!taken[i] && (best == SIZE_MAX || weight[i] > weight[best]))
            best = i;
    return best;
}

/* Blair & Peyton 1993, figure 4.4: a vertex that is joined to no more than the one before begins a
 * clique, which hangs below that of the last one it is joined to. */
static bool
clique_tree_make(Counting *c, CliqueTree *t, const WireList *h)
{
    size_t n = h->count, before = 0;
    uint32_t *weight = memory_new(n, sizeof *weight), *clique = memory_new(n, sizeof *clique);
    bool *taken = memory_new(n, 1), ok = true;
    WireList order = {0};
    for (size_t step = 0; ok && step < n; step++) {
        size_t v = choose_next(h, weight, taken);
        ok = budget_step(c->budget, n / 16 + 1);
        if (!step || weight[v] <= before) {
            WireList set = {0};
            uint32_t above = UINT32_MAX;
            for (size_t i = 0; i < order.count; i++)
                if (are_joined(c, h->at[v], h->at[order.at[i]])) {
                    array_push(&set, h->at[order.at[i]]);
                    above = clique[order.at[i]];
                }
            array_push(&t->cliques, set);
            array_push(&t->above, above);
        }
        before = weight[v];
        clique[v] = (uint32_t)t->cliques.count - 1;
        array_push(&t->cliques.at[clique[v]], h->at[v]);
        taken[v] = true;
        array_push(&order, (uint32_t)v);
        for (size_t i = 0; i < n; i++)
            weight[i] += are_joined(c, h->at[v], h->at[i]);
    }
    memory_free(weight);
    memory_free(clique);
    memory_free(taken);
    array_clear(&order);
    return ok;
}

/* How large the sets are in which cliques on the way from the root to this one meet, as far as they
 * are within it: a chain, ascending. */
static void
meeting_sizes(WireList *sizes, const CliqueTree *t, uint32_t clique)
{
    WireList meeting = {0};
    sizes->count = 0;
    for (uint32_t at = clique; t->above.at[at] != UINT32_MAX; at = t->above.at[at]) {
        common(&meeting, &t->cliques.at[at], &t->cliques.at[t->above.at[at]]);
        uint32_t size = (uint32_t)meeting.count;
        if (is_subset(&meeting, &t->cliques.at[clique]) &&
            (!sizes->count || sizes->at[sizes->count - 1] != size))
            array_push(sizes, size);
    }
    wires_turn(sizes);
    array_clear(&meeting);
}

/* In how many orders can a clique of so many come, none of whose beginnings is one of the chain?
 * Those that begin with the i-th set of it, and with no smaller one, are left out. */
static void
count_orders(mpz_t to, uint32_t size, const WireList *chain)
{
    mpz_t *begin = memory_new(chain->count + 1, sizeof *begin), product;
    mpz_init(product);
    for (size_t i = 0; i <= chain->count; i++) {
        uint32_t most = i < chain->count ? chain->at[i] : size;
        mpz_init(begin[i]);
        mpz_fac_ui(begin[i], most);
        for (size_t k = 0; k < i; k++) {
            mpz_fac_ui(product, most - chain->at[k]);
            mpz_mul(product, product, begin[k]);
            mpz_sub(begin[i], begin[i], product);
        }
    }
    mpz_set(to, begin[chain->count]);
    for (size_t i = 0; i <= chain->count; i++)
        mpz_clear(begin[i]);
    mpz_clear(product);
    memory_free(begin);
}

static bool
count_by_clique(Counting *c, mpz_t to, const WireList *h)
{
    CliqueTree t = {0};
    WireList chain = {0};
    bool ok = clique_tree_make(c, &t, h);
    mpz_t orders, rest;
    mpz_inits(orders, rest, NULL);
    mpz_set_ui(to, 0);
    for (uint32_t i = 0; ok && i < t.cliques.count; i++) {
        Order o;
        meeting_sizes(&chain, &t, i);
        ok = order_make(c, &o, h, &t.cliques.at[i]) && count_parts(c, rest, &o.parts);
        order_clear(&o);
        count_orders(orders, (uint32_t)t.cliques.at[i].count, &chain);
        mpz_addmul(to, orders, rest);
    }
    mpz_clears(orders, rest, NULL);
    set_list_clear(&t.cliques);
    array_clear(&t.above);
    array_clear(&chain);
    return ok;
}

/* ---- all of it ---- */

/* Has the graph an arrow where this component has a line? */
static bool
has_arrow_inside(const Counting *c, const WireList *h)
{
    for (size_t i = 0; i < h->count; i++)
        for (size_t k = 0; k < h->count; k++)
            if (are_joined(c, h->at[i], h->at[k]) &&
                pdag_edge(c->p, h->at[i], h->at[k]) == PDAG_OUT)
                return true;
    return false;
}

static bool
count_component(Counting *c, mpz_t to, const WireList *h)
{
    size_t place;
    if (h->count == 1) {
        mpz_set_ui(to, 1);
        return true;
    }
    bool known = !set_store_add(&c->met, h, &place);
    if (known) {
        mpz_set(to, *c->counts.at[place]);
        return true;
    }
    mpz_t *count = memory_new(1, sizeof *count);
    mpz_init(*count);
    array_push(&c->counts, count);
    if (++c->depth > DEPTH_MOST || !budget_step(c->budget, h->count) ||
        !budget_allows(c->budget, c->counts.count * (uint64_t)(128 + 4 * h->count))) {
        c->budget->stop = c->budget->stop ? c->budget->stop : STOP_MEMORY;
        return false;
    }
    WireList own = {0};
    array_set(&own, h);
    bool ok = has_arrow_inside(c, &own) ? count_by_vertex(c, *count, &own)
                                        : count_by_clique(c, *count, &own);
    c->depth--;
    mpz_set(to, *count);
    array_clear(&own);
    return ok;
}

/* What lines join. */
static void
find_components(SetList *to, const Pdag *e)
{
    bool *met = memory_new(e->count, 1);
    size_t count;
    for (uint32_t v = 0; v < e->count; v++) {
        WireList part = {0};
        if (met[v])
            continue;
        met[v] = true;
        array_push(&part, v);
        for (size_t next = 0; next < part.count; next++) {
            const uint32_t *near = rows_at(&e->near, part.at[next], &count);
            for (size_t i = 0; i < count; i++)
                if (!met[near[i]] && pdag_edge(e, part.at[next], near[i]) == PDAG_LINE) {
                    met[near[i]] = true;
                    array_push(&part, near[i]);
                }
        }
        sort_vertices(&part);
        array_push(to, part);
    }
    memory_free(met);
}

bool
pdag_size(mpz_t to, const Pdag *p, const Pdag *essential, Budget *b)
{
    Counting c = {.p = p, .essential = essential, .budget = b};
    SetList parts = {0};
    c.place = memory_new(p->count, sizeof *c.place);
    find_components(&parts, essential);
    bool ok = count_parts(&c, to, &parts);
    for (size_t i = 0; i < c.counts.count; i++) {
        mpz_clear(*c.counts.at[i]);
        memory_free(c.counts.at[i]);
    }
    array_clear(&c.counts);
    set_store_clear(&c.met);
    set_list_clear(&parts);
    memory_free(c.place);
    return ok;
}
