/* markov.c -- the independences that a shape implies: a basis, and one for each missing edge.
 *
 * Every separation follows from the ordered local Markov property: in each ancestral set the last
 * vertex is independent of the others given its blanket.  Of the ancestral sets with one blanket
 * the largest says all; so there is a statement for each component that ancestral.h finds. */
#include "graph/markov.h"

#include "graph/ancestral.h"

void
independence_list_clear(IndependenceList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        array_clear(&l->at[i].of);
        array_clear(&l->at[i].given);
    }
    array_clear(l);
}

typedef struct Basis {
    Ancestral a;
    VertexSet all, given;
    IndependenceList list;
    size_t limit;
    Effort effort;
    Budget *budget;
} Basis;

/* The statement of the component that was found, where it says anything.  False: no more. */
static bool
add_statement(Basis *x)
{
    const Projection *p = x->a.p;
    Independence one = {.v = x->a.v};
    vertex_set_empty(&x->all);
    vertex_set_empty(&x->given);
    ancestral_largest(&x->a, &x->all);
    blanket(&x->given, p, &x->a.component, x->a.v);
    if (!budget_step(x->budget, 1 + p->rank[x->a.v] / 64))
        return false;
    if (x->all.members.count == x->given.members.count + 1)
        return true;
    if (x->list.count == x->limit)
        return false;
    for (size_t i = 0; i < x->all.members.count; i++)
        if (x->all.members.at[i] != one.v && !x->given.has[x->all.members.at[i]])
            array_push(&one.of, x->all.members.at[i]);
    sort_vertices(&one.of);
    array_set(&one.given, &x->given.members);
    sort_vertices(&one.given);
    array_push(&x->list, one);
    return true;
}

/* Those of v.  False: no more, of any vertex. */
static bool
add_statements(Basis *x, uint32_t v)
{
    x->effort.begun_v = x->budget->steps;
    ancestral_start(&x->a, NULL, v);
    while (ancestral_next(&x->a, x->budget) && !effort_is_spent(&x->effort))
        if (!add_statement(x))
            return false;
    return x->budget->stop == STOP_NOT;
}

void
independences(IndependenceList *to, bool *complete, const Projection *p, size_t limit, Budget *b)
{
    Basis x = {.limit = limit, .budget = b};
    x.effort = (Effort){.budget = b, .most = MARKOV_STEPS, .begun = b->steps};
    ancestral_init(&x.a, p);
    vertex_set_init(&x.all, p->count);
    vertex_set_init(&x.given, p->count);
    *complete = true;
    for (size_t i = 0; *complete && i < p->order.count; i++)
        *complete = add_statements(&x, p->order.at[i]);
    *complete = *complete && !x.effort.skipped;
    ancestral_clear(&x.a);
    vertex_set_clear(&x.all);
    vertex_set_clear(&x.given);
    independence_list_clear(to);
    *to = x.list;
}

/* ---- missing edges ---- */

typedef struct MissingEdges {
    const Graph *g;
    WireList x, y, candidates;
    IndependenceList list;
    size_t limit;
    Budget *budget;
} MissingEdges;

/* The pair, if anything separates it.  False: no more. */
static bool
add_missing(MissingEdges *m, uint32_t x, uint32_t y)
{
    Independence one = {.v = x};
    WireList none = {0};
    if (!budget_step(m->budget, 1 + m->g->count / 8))
        return false;
    m->x.at[0] = x;
    m->y.at[0] = y;
    if (!find_separator(&one.given, m->g, NULL, &m->x, &m->y, &none, &m->candidates)) {
        array_clear(&one.given);
        return true;
    }
    if (m->list.count == m->limit) {
        array_clear(&one.given);
        return false;
    }
    array_push(&one.of, y);
    sort_vertices(&one.given);
    array_push(&m->list, one);
    return true;
}

/* Those y > x. */
static bool
add_missing_of(MissingEdges *m, uint32_t x)
{
    for (uint32_t y = x + 1; m->g->observed[x] && y < m->g->count; y++)
        if (m->g->observed[y] && !add_missing(m, x, y))
            return false;
    return true;
}

void
missing_edges(IndependenceList *to, bool *complete, const Graph *g, size_t limit, Budget *b)
{
    MissingEdges m = {.g = g, .limit = limit, .budget = b};
    array_push(&m.x, 0u);
    array_push(&m.y, 0u);
    for (uint32_t v = 0; v < g->count; v++)
        if (g->observed[v])
            array_push(&m.candidates, v);
    *complete = true;
    for (uint32_t x = 0; *complete && x < g->count; x++)
        *complete = add_missing_of(&m, x);
    array_clear(&m.x);
    array_clear(&m.y);
    array_clear(&m.candidates);
    independence_list_clear(to);
    *to = m.list;
}
