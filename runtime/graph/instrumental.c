/* instrumental.c -- where the instrumental inequality holds; see markov.h.
 *
 * Where x is not in the confounded component of y, what y would be for each x can be known in the
 * comb of y's component, and constraints in combs say as much (verma.c). */
#include "graph/adjust.h"
#include "graph/ancestral.h"
#include "graph/markov.h"

void
instrumental_list_clear(InstrumentalList *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i].given);
    array_clear(l);
}

typedef struct InstrumentalSearch {
    const Graph *g;
    const Projection *p;
    Budget *budget;
    size_t limit;
    Effort effort;
    WireList z, x, y, none;
    VertexSet all, component, groups, ancestors; /* of y, and all observed vertices */
    VertexSet below, muted;                      /* of x */
    Mutilation cut;                              /* the arrows out of x */
    WireList candidates;                         /* what may be given, or z */
    InstrumentalList list;
} InstrumentalSearch;

static void
search_init(InstrumentalSearch *s)
{
    const Projection *p = s->p;
    array_push(&s->z, 0);
    array_push(&s->x, 0);
    array_push(&s->y, 0);
    vertex_set_init(&s->all, p->count);
    vertex_set_init(&s->component, p->count);
    vertex_set_init(&s->groups, projection_groups(p));
    vertex_set_init(&s->ancestors, p->count);
    vertex_set_init(&s->below, p->count);
    vertex_set_init(&s->muted, p->count);
    vertex_set_add_all(&s->all, &p->order);
    s->cut.muted = &s->muted;
}

static void
search_clear(InstrumentalSearch *s)
{
    array_clear(&s->z);
    array_clear(&s->x);
    array_clear(&s->y);
    vertex_set_clear(&s->all);
    vertex_set_clear(&s->component);
    vertex_set_clear(&s->groups);
    vertex_set_clear(&s->ancestors);
    vertex_set_clear(&s->below);
    vertex_set_clear(&s->muted);
    array_clear(&s->candidates);
}

/* z and x are joined given these, and no set separates z from y as they are observed. */
static bool
is_telling(const InstrumentalSearch *s, const WireList *given)
{
    WireList found = {0};
    bool telling = !separated(s->g, NULL, &s->z, &s->x, given) &&
                   !find_separator(&found, s->g, NULL, &s->z, &s->y, &s->none, &s->p->order);
    array_clear(&found);
    return telling;
}

/* False: no more. */
static bool
add_instrument(InstrumentalSearch *s)
{
    Instrumental one = {s->z.at[0], s->x.at[0], s->y.at[0], {0}};
    bool more = budget_step(s->budget, 1 + s->g->count / 2);
    bool found = more && find_separator(&one.given, s->g, &s->cut, &s->z, &s->y, &s->none,
                                        &s->candidates);
    found = found && is_telling(s, &one.given);
    if (found && s->list.count < s->limit) {
        array_push(&s->list, one);
        return true;
    }
    array_clear(&one.given);
    return more && !found;
}

/* Of this y and this x. */
static bool
add_instruments(InstrumentalSearch *s)
{
    bool more = true;
    vertex_set_empty(&s->below);
    vertex_set_empty(&s->muted);
    reach_down(&s->below, s->g, NULL, &s->x);
    vertex_set_add(&s->muted, s->x.at[0]);
    s->candidates.count = 0;
    for (uint32_t v = 0; v < s->g->count; v++)
        if (s->g->observed[v] && !s->below.has[v])
            array_push(&s->candidates, v);
    for (size_t i = 0; more && i < s->candidates.count && !effort_is_spent(&s->effort); i++) {
        s->z.at[0] = s->candidates.at[i];
        more = add_instrument(s);
    }
    return more;
}

/* Of this y. */
static bool
add_causes(InstrumentalSearch *s, uint32_t y)
{
    bool more = true;
    s->y.at[0] = y;
    s->effort.begun_v = s->budget->steps;
    vertex_set_empty(&s->component);
    vertex_set_empty(&s->groups);
    vertex_set_empty(&s->ancestors);
    join(&s->component, &s->groups, s->p, &s->all, y);
    reach(&s->ancestors, &s->p->parents, &s->y, NULL);
    sort_by_rank(&s->component.members, s->p->rank);
    for (size_t i = 0; more && i < s->component.members.count; i++) {
        s->x.at[0] = s->component.members.at[i];
        if (s->x.at[0] != y && s->ancestors.has[s->x.at[0]])
            more = add_instruments(s);
    }
    return more;
}

void
instrumentals(InstrumentalList *to, bool *complete, const Graph *g, const Projection *p,
              size_t limit, Budget *b)
{
    InstrumentalSearch s = {.g = g, .p = p, .budget = b, .limit = limit};
    s.effort = (Effort){.budget = b, .most = MARKOV_STEPS, .begun = b->steps};
    search_init(&s);
    *complete = true;
    for (size_t i = 0; *complete && i < p->order.count; i++)
        *complete = add_causes(&s, p->order.at[i]);
    *complete = *complete && !s.effort.skipped;
    search_clear(&s);
    instrumental_list_clear(to);
    *to = s.list;
}
