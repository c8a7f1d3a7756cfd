/* verma.c -- the constraints that need two rounds of the moves; see markov.h.
 *
 * Inside the comb of C discard all but an ancestral subset A, whose last vertex is v; in A the
 * component of v is E.  The comb of A splits, and the tooth of v is a function of E and its
 * parents, while its formula mentions all of A and all that enters the comb of C.  Of the sets A
 * with one E the largest says most.  What some set separates from v is for the independences. */
#include "graph/ancestral.h"
#include "graph/markov.h"

static void
verma_clear(Verma *v)
{
    array_clear(&v->comb);
    array_clear(&v->set);
    array_clear(&v->given);
    array_clear(&v->free);
}

void
verma_list_clear(VermaList *l)
{
    for (size_t i = 0; i < l->count; i++)
        verma_clear(&l->at[i]);
    array_clear(l);
}

typedef struct Search {
    const Graph *g;
    const Projection *p;
    Budget *budget;
    size_t limit, first; /* the place of v's first constraint in the list */
    uint32_t v;
    Effort effort;
    Ancestral outer, inner; /* C, and within it E */
    VertexSet candidates;   /* what v may turn out not to depend on */
    VertexSet inputs, core, set, given, groups;
    WireList observed;
    VermaList list;
} Search;

static void
search_init(Search *s, const Graph *g, const Projection *p)
{
    ancestral_init(&s->outer, p);
    ancestral_init(&s->inner, p);
    vertex_set_init(&s->candidates, p->count);
    vertex_set_init(&s->inputs, p->count);
    vertex_set_init(&s->core, p->count);
    vertex_set_init(&s->set, p->count);
    vertex_set_init(&s->given, p->count);
    vertex_set_init(&s->groups, projection_groups(p));
    array_set(&s->observed, &p->order);
    s->g = g;
    s->p = p;
}

static void
search_clear(Search *s)
{
    ancestral_clear(&s->outer);
    ancestral_clear(&s->inner);
    vertex_set_clear(&s->candidates);
    vertex_set_clear(&s->inputs);
    vertex_set_clear(&s->core);
    vertex_set_clear(&s->set);
    vertex_set_clear(&s->given);
    vertex_set_clear(&s->groups);
    array_clear(&s->observed);
}

/* ---- what may be found ---- */

/* In `to`: v's component among v's ancestors in the subgraph on `in`. */
static void
shrink(VertexSet *to, Search *s, const VertexSet *in)
{
    WireList from = {0};
    array_push(&from, s->v);
    vertex_set_empty(&s->set);
    vertex_set_empty(&s->groups);
    vertex_set_empty(to);
    reach(&s->set, &s->p->parents, &from, in);
    join(to, &s->groups, s->p, &s->set, s->v);
    array_clear(&from);
}

/* In `core`: shrunk as often as it gets smaller.  Every E has it. */
static void
find_core(Search *s)
{
    VertexSet last;
    vertex_set_init(&last, s->p->count);
    shrink(&s->core, s, &s->outer.component);
    while (s->core.members.count != last.members.count) {
        VertexSet swap = last;
        last = s->core;
        s->core = swap;
        shrink(&s->core, s, &last);
    }
    vertex_set_clear(&last);
}

static bool
is_separable(const Search *s, uint32_t u)
{
    WireList x = {0}, y = {0}, none = {0}, found = {0};
    array_push(&x, u);
    array_push(&y, s->v);
    bool separable = find_separator(&found, s->g, NULL, &x, &y, &none, &s->observed);
    array_clear(&x);
    array_clear(&y);
    array_clear(&found);
    return separable;
}

static bool
add_candidates(Search *s, const WireList *from)
{
    for (size_t i = 0; i < from->count; i++) {
        uint32_t u = from->at[i];
        if (!budget_step(s->budget, 1 + s->p->count / 8))
            return false;
        if (u != s->v && !s->given.has[u] && !is_separable(s, u))
            vertex_set_add(&s->candidates, u);
    }
    return true;
}

/* Of the largest C and its inputs. */
static bool
find_candidates(Search *s)
{
    vertex_set_empty(&s->candidates);
    vertex_set_empty(&s->given);
    find_core(s);
    blanket(&s->given, s->p, &s->core, s->v);
    return add_candidates(s, &s->outer.component.members) && add_candidates(s, &s->inputs.members);
}

/* Can this C give a constraint?  Every E inside it is shrunk once. */
static bool
may_constrain(Search *s)
{
    shrink(&s->core, s, &s->outer.component);
    vertex_set_empty(&s->given);
    blanket(&s->given, s->p, &s->core, s->v);
    for (size_t i = 0; i < s->candidates.members.count; i++) {
        uint32_t u = s->candidates.members.at[i];
        if (!s->given.has[u] && (s->outer.component.has[u] || s->inputs.has[u]))
            return true;
    }
    return false;
}

/* ---- what is found ---- */

static void
add_free(WireList *to, const Search *s, const WireList *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (s->candidates.has[from->at[i]] && !s->given.has[from->at[i]])
            array_push(to, from->at[i]);
}

/* Is every member of a one of b?  Both ascend. */
static bool
is_within(const WireList *a, const WireList *b)
{
    size_t k = 0;
    for (size_t i = 0; i < a->count; i++, k++) {
        while (k < b->count && b->at[k] < a->at[i])
            k++;
        if (k == b->count || b->at[k] != a->at[i])
            return false;
    }
    return true;
}

/* Does the list say it of v already? */
static bool
is_listed(const Search *s, const Verma *one)
{
    for (size_t i = s->first; i < s->list.count; i++)
        if (wires_compare(&one->given, &s->list.at[i].given) == 0 &&
            is_within(&one->free, &s->list.at[i].free))
            return true;
    return false;
}

static void
find_free(Verma *one, Search *s)
{
    vertex_set_empty(&s->set);
    vertex_set_empty(&s->given);
    ancestral_largest(&s->inner, &s->set);
    blanket(&s->given, s->p, &s->inner.component, s->v);
    add_free(&one->free, s, &s->set.members);
    add_free(&one->free, s, &s->inputs.members);
    array_set(&one->given, &s->given.members);
    sort_vertices(&one->free);
    sort_vertices(&one->given);
}

/* What the component E that was found says.  False: no more. */
static bool
add_constraint(Search *s)
{
    Verma one = {.v = s->v};
    find_free(&one, s);
    bool more = budget_step(s->budget, 1 + s->set.members.count / 4 + s->list.count - s->first);
    bool is_new = more && one.free.count && !is_listed(s, &one);
    if (!is_new || s->list.count == s->limit) {
        verma_clear(&one);
        return more && !is_new;
    }
    array_set(&one.comb, &s->outer.component.members);
    array_set(&one.set, &s->set.members);
    sort_vertices(&one.comb);
    sort_vertices(&one.set);
    array_push(&s->list, one);
    return true;
}

/* What enters the comb of C. */
static void
find_inputs(Search *s)
{
    const VertexSet *comb = &s->outer.component;
    size_t count;
    vertex_set_empty(&s->inputs);
    for (size_t i = 0; i < comb->members.count; i++) {
        const uint32_t *parents = rows_at(&s->p->parents, comb->members.at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (!comb->has[parents[k]])
                vertex_set_add(&s->inputs, parents[k]);
    }
}

/* All of v and this C.  False: no more, of any v. */
static bool
add_constraints_of(Search *s)
{
    ancestral_start(&s->inner, &s->outer.component, s->v);
    while (ancestral_next(&s->inner, s->budget) && !effort_is_spent(&s->effort))
        if (!add_constraint(s))
            return false;
    return s->budget->stop == STOP_NOT;
}

/* All of v.  False: no more. */
static bool
add_constraints(Search *s, uint32_t v)
{
    s->v = v;
    s->first = s->list.count;
    s->effort.begun_v = s->budget->steps;
    ancestral_start(&s->outer, NULL, v);
    bool largest = true;
    while (ancestral_next(&s->outer, s->budget) && !effort_is_spent(&s->effort)) {
        find_inputs(s);
        if (largest && !find_candidates(s))
            return false;
        largest = false;
        if (s->candidates.members.count == 0)
            return true;
        if (may_constrain(s) && !add_constraints_of(s))
            return false;
    }
    return s->budget->stop == STOP_NOT;
}

void
vermas(VermaList *to, bool *complete, const Graph *g, const Projection *p, size_t limit, Budget *b)
{
    Search s = {.limit = limit, .budget = b};
    s.effort = (Effort){.budget = b, .most = MARKOV_STEPS, .begun = b->steps};
    search_init(&s, g, p);
    *complete = true;
    for (size_t i = 0; *complete && i < p->order.count; i++)
        *complete = add_constraints(&s, p->order.at[i]);
    *complete = *complete && !s.effort.skipped;
    search_clear(&s);
    verma_list_clear(to);
    *to = s.list;
}
