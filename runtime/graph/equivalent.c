/* equivalent.c -- Markov equivalence by the parametrizing sets of two and three vertices.
 *
 * A head is a set of vertices, none an ancestor of another, in one component of what is ancestral
 * to them; its tail is the rest of that component and the component's parents.  A head with a
 * subset of its tail is a parametrizing set.  A set is none of them exactly when two of its members
 * are separated by some set that has all others; so the sets of two are the pairs that nothing
 * separates, and equal separations give equal sets.  Conversely two maximal ancestral graphs are
 * equivalent when they have the same sets of two, and the same sets of three with one or two such
 * pairs (Hu & Evans 2020).
 *
 * All this depends on the separations alone, so it is read off the projection, which need be
 * neither maximal nor ancestral.  Whether vertices of one component are joined in what is ancestral
 * to some of them is asked of that component alone. */
#include "graph/ancestral.h"
#include "graph/markov.h"

#include <assert.h>
#include <stdlib.h>

void
difference_clear(Difference *d)
{
    array_clear(&d->given);
}

/* ---- sets of two and three, written in the numbers of the first graph ---- */

typedef struct SmallSet {
    uint32_t at[3]; /* ascending; a pair has its larger one twice */
} SmallSet;
typedef ARRAY(SmallSet) FewList;

static int
compare_small_sets(const void *x, const void *y)
{
    const SmallSet *a = x, *b = y;
    for (size_t i = 0; i < 3; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i] ? -1 : 1;
    return 0;
}

static void
order_two(uint32_t *a, uint32_t *b)
{
    uint32_t least = *a < *b ? *a : *b;
    *b = *a < *b ? *b : *a;
    *a = least;
}

static SmallSet
small_set(uint32_t a, uint32_t b, uint32_t c)
{
    order_two(&a, &b);
    order_two(&b, &c);
    order_two(&a, &b);
    return (SmallSet){{a, b, c}};
}

/* Ascending, each once. */
static void
small_set_sort(FewList *l)
{
    size_t kept = 0;
    if (l->count)
        qsort(l->at, l->count, sizeof *l->at, compare_small_sets);
    for (size_t i = 0; i < l->count; i++)
        if (!kept || compare_small_sets(&l->at[kept - 1], &l->at[i]) != 0)
            l->at[kept++] = l->at[i];
    l->count = kept;
}

/* The first in one list only; in_a: in which.  NULL: they are equal. */
static const SmallSet *
first_difference(bool *in_a, const FewList *a, const FewList *b)
{
    size_t i = 0;
    while (i < a->count && i < b->count && compare_small_sets(&a->at[i], &b->at[i]) == 0)
        i++;
    if (i == a->count && i == b->count)
        return NULL;
    *in_a = i == b->count || (i < a->count && compare_small_sets(&a->at[i], &b->at[i]) < 0);
    return *in_a ? &a->at[i] : &b->at[i];
}

/* ---- one component ---- */

/* A component of the whole graph: who of its members is an ancestor of whom. */
typedef struct District {
    const WireList *members;
    size_t words;        /* of 64 members each */
    uint64_t *ancestors; /* a row of words for each member: itself and its ancestors */
    uint64_t *allowed;   /* a row: what is ancestral to the head at hand */
} District;

typedef struct Sets {
    const Projection *p;
    const uint32_t *name; /* of a vertex, in the numbers of the first graph */
    Budget *budget;
    uint32_t *part, *place; /* of a vertex: its component, and where in that it stands */
    District d;
    VertexSet found; /* the head's component in what is allowed */
    VertexSet near;  /* what shares a latent with that */
    VertexSet tail, above, groups;
    FewList pairs, triples;
} Sets;

static bool
has_ancestor(const District *d, size_t i, size_t ancestor)
{
    return d->ancestors[i * d->words + ancestor / 64] >> ancestor % 64 & 1;
}

static bool
are_related(const District *d, size_t i, size_t j)
{
    return has_ancestor(d, i, j) || has_ancestor(d, j, i);
}

/* Takes these members (which may repeat) for a head: what is ancestral to them is allowed, and
 * s->found gets the component of the first member in that.  False: the budget ran out. */
static bool
take_head(Sets *s, size_t i, size_t j, size_t k)
{
    const District *d = &s->d;
    size_t groups, members;
    for (size_t w = 0; w < d->words; w++)
        d->allowed[w] = d->ancestors[i * d->words + w] | d->ancestors[j * d->words + w] |
                        d->ancestors[k * d->words + w];
    vertex_set_empty(&s->found);
    vertex_set_empty(&s->groups);
    vertex_set_add(&s->found, d->members->at[i]);
    for (size_t next = 0; next < s->found.members.count; next++) {
        const uint32_t *of = rows_at(&s->p->groups_of, s->found.members.at[next], &groups);
        for (size_t g = 0; g < groups; g++) {
            if (!vertex_set_add(&s->groups, of[g]))
                continue;
            const uint32_t *at = rows_at(&s->p->groups, of[g], &members);
            for (size_t m = 0; m < members; m++)
                if (d->allowed[s->place[at[m]] / 64] >> s->place[at[m]] % 64 & 1)
                    vertex_set_add(&s->found, at[m]);
        }
    }
    return budget_step(s->budget, 1 + s->found.members.count / 4);
}

/* Of the head that was taken. */
static void
find_near(Sets *s)
{
    size_t members;
    vertex_set_empty(&s->near);
    for (size_t g = 0; g < s->groups.members.count; g++) {
        const uint32_t *at = rows_at(&s->p->groups, s->groups.members.at[g], &members);
        for (size_t m = 0; m < members; m++)
            vertex_set_add(&s->near, at[m]);
    }
}

static void
take_tail(Sets *s, uint32_t v)
{
    vertex_set_empty(&s->tail);
    blanket(&s->tail, s->p, &s->found, v);
}

static bool
find_ancestors(Sets *s, size_t i)
{
    District *d = &s->d;
    WireList from = {0};
    array_push(&from, d->members->at[i]);
    vertex_set_empty(&s->above);
    reach(&s->above, &s->p->parents, &from, NULL);
    for (size_t k = 0; k < s->above.members.count; k++) {
        uint32_t u = s->above.members.at[k], at = s->place[u];
        if (s->part[u] == s->part[from.at[0]])
            d->ancestors[i * d->words + at / 64] |= UINT64_C(1) << at % 64;
    }
    array_clear(&from);
    return budget_step(s->budget, 1 + s->above.members.count / 4);
}

static bool
district_make(Sets *s, const WireList *members)
{
    District *d = &s->d;
    size_t n = members->count, words = (n + 63) / 64;
    if (!budget_allows(s->budget, n * words * sizeof *d->ancestors))
        return false;
    *d = (District){.members = members,
                    .words = words,
                    .ancestors = memory_new(n * words, sizeof *d->ancestors),
                    .allowed = memory_new(words, sizeof *d->allowed)};
    for (size_t i = 0; i < n; i++)
        if (!find_ancestors(s, i))
            return false;
    return true;
}

static void
district_clear(District *d)
{
    memory_free(d->ancestors);
    memory_free(d->allowed);
    *d = (District){0};
}

/* ---- its sets ---- */

static bool
add_small_set(Sets *s, FewList *to, uint32_t a, uint32_t b, uint32_t c)
{
    array_push(to, small_set(s->name[a], s->name[b], s->name[c]));
    return budget_allows(s->budget, to->space * sizeof *to->at) && budget_step(s->budget, 1);
}

static bool
add_pair(Sets *s, uint32_t a, uint32_t b)
{
    uint32_t larger = s->name[a] < s->name[b] ? b : a;
    return add_small_set(s, &s->pairs, a, b, larger);
}

static bool
are_paired(const Sets *s, uint32_t a, uint32_t b)
{
    uint32_t x = s->name[a], y = s->name[b];
    SmallSet key = small_set(x, y, x < y ? y : x);
    return s->pairs.count &&
           bsearch(&key, s->pairs.at, s->pairs.count, sizeof key, compare_small_sets) != NULL;
}

/* Adds a set of three of a head and its tail, where a and b are a pair: only if c is not in a pair
 * with both. */
static bool
add_triple(Sets *s, uint32_t a, uint32_t b, uint32_t c)
{
    return (are_paired(s, a, c) && are_paired(s, b, c)) || add_small_set(s, &s->triples, a, b, c);
}

/* The head v alone: pairs, or triples with two of the tail. */
static bool
add_of_one(Sets *s, uint32_t v, bool triples)
{
    const WireList *t = &s->tail.members;
    for (size_t i = 0; i < t->count; i++) {
        if (!triples && !add_pair(s, v, t->at[i]))
            return false;
        for (size_t k = 0; triples && k < i; k++)
            if (!add_triple(s, v, t->at[i], t->at[k]))
                return false;
    }
    return budget_step(s->budget, 1);
}

/* Are the three a head?  i and j are one, and what is near them is known. */
static bool
are_head(bool *answer, Sets *s, size_t i, size_t j, size_t k)
{
    const uint32_t *at = s->d.members->at;
    *answer = s->near.has[at[k]];
    if (*answer)
        return true;
    bool ok = take_head(s, i, j, k);
    *answer = s->found.has[at[j]] && s->found.has[at[k]];
    return ok;
}

/* Adds the sets of heads of three: i, j and any other member. */
static bool
add_of_three(Sets *s, size_t i, size_t j)
{
    const District *d = &s->d;
    const uint32_t *at = d->members->at;
    bool is_head;
    for (size_t k = 0; k < d->members->count; k++) {
        if (are_related(d, i, k) || are_related(d, j, k))
            continue;
        if (are_paired(s, at[i], at[k]) && are_paired(s, at[j], at[k]))
            continue;
        if (!are_head(&is_head, s, i, j, k))
            return false;
        if (is_head && !add_small_set(s, &s->triples, at[i], at[j], at[k]))
            return false;
    }
    return true;
}

/* The head of i and j, if they are one. */
static bool
add_of_two(Sets *s, size_t i, size_t j, bool triples)
{
    uint32_t a = s->d.members->at[i], b = s->d.members->at[j];
    if (are_related(&s->d, i, j) || (triples && !are_paired(s, a, b)))
        return true;
    if (!take_head(s, i, j, j))
        return false;
    if (!triples)
        return !s->found.has[b] || add_pair(s, a, b);
    find_near(s);
    take_tail(s, a);
    for (size_t k = 0; k < s->tail.members.count; k++)
        if (s->tail.members.at[k] != b && !add_triple(s, a, b, s->tail.members.at[k]))
            return false;
    return add_of_three(s, i, j);
}

static bool
add_of_district(Sets *s, bool triples)
{
    const WireList *members = s->d.members;
    for (size_t i = 0; i < members->count; i++) {
        if (!take_head(s, i, i, i))
            return false;
        take_tail(s, members->at[i]);
        if (!add_of_one(s, members->at[i], triples))
            return false;
        for (size_t j = 0; j < i; j++)
            if (!add_of_two(s, i, j, triples))
                return false;
    }
    return true;
}

/* Adds the sets of the component: the pairs; or, when all pairs are there and sorted, the triples.
 */
static bool
add_of_component(Sets *s, const WireList *members, bool triples)
{
    if (members->count == 1) {
        vertex_set_empty(&s->found);
        vertex_set_add(&s->found, members->at[0]);
        take_tail(s, members->at[0]);
        return add_of_one(s, members->at[0], triples);
    }
    bool ok = district_make(s, members) && add_of_district(s, triples);
    district_clear(&s->d);
    return ok;
}

/* ---- a graph ---- */

static void
sets_init(Sets *s, const Projection *p, const uint32_t *name, Budget *b)
{
    *s = (Sets){.p = p,
                .name = name,
                .budget = b,
                .part = memory_new(p->count, sizeof *s->part),
                .place = memory_new(p->count, sizeof *s->place)};
    vertex_set_init(&s->found, p->count);
    vertex_set_init(&s->near, p->count);
    vertex_set_init(&s->tail, p->count);
    vertex_set_init(&s->above, p->count);
    vertex_set_init(&s->groups, projection_groups(p));
}

static void
sets_clear(Sets *s)
{
    memory_free(s->part);
    memory_free(s->place);
    vertex_set_clear(&s->found);
    vertex_set_clear(&s->near);
    vertex_set_clear(&s->tail);
    vertex_set_clear(&s->above);
    vertex_set_clear(&s->groups);
    array_clear(&s->pairs);
    array_clear(&s->triples);
    *s = (Sets){0};
}

static void
find_components(SetList *to, Sets *s)
{
    VertexSet all;
    vertex_set_init(&all, s->p->count);
    vertex_set_add_all(&all, &s->p->order);
    components(to, s->p, &all);
    vertex_set_clear(&all);
    for (size_t i = 0; i < to->count; i++)
        for (size_t k = 0; k < to->at[i].count; k++) {
            s->part[to->at[i].at[k]] = (uint32_t)i;
            s->place[to->at[i].at[k]] = (uint32_t)k;
        }
}

static bool
sets_make(Sets *s)
{
    SetList parts = {0};
    find_components(&parts, s);
    bool ok = true;
    for (size_t i = 0; ok && i < parts.count; i++)
        ok = add_of_component(s, &parts.at[i], false);
    small_set_sort(&s->pairs);
    for (size_t i = 0; ok && i < parts.count; i++)
        ok = add_of_component(s, &parts.at[i], true);
    small_set_sort(&s->triples);
    set_list_clear(&parts);
    return ok;
}

/* ---- the difference ---- */

/* A set that separates x from y and has z, which may be y: then any set. */
static bool
separate_with(WireList *given, const Graph *g, uint32_t x, uint32_t y, uint32_t z)
{
    WireList from = {0}, to = {0}, must = {0}, all = {0};
    array_push(&from, x);
    array_push(&to, y);
    if (z != y)
        array_push(&must, z);
    for (uint32_t v = 0; v < g->count; v++)
        if (g->observed[v] && v != x && v != y)
            array_push(&all, v);
    bool found = find_separator(given, g, NULL, &from, &to, &must, &all);
    array_clear(&from);
    array_clear(&to);
    array_clear(&must);
    array_clear(&all);
    return found;
}

/* In g (and its numbers) some set that has one of these separates the others. */
static void
separate_few(Difference *why, const Graph *g, const uint32_t v[3])
{
    static const uint8_t turns[3][3] = {{0, 1, 2}, {0, 2, 1}, {1, 2, 0}};
    bool found = false;
    for (size_t i = 0; !found && i < 3; i++) {
        why->x = v[turns[i][0]];
        why->y = v[turns[i][1]];
        found = why->x != why->y && separate_with(&why->given, g, why->x, why->y, v[turns[i][2]]);
    }
    assert(found);
}

static void
explain(Difference *to, const SmallSet *set, bool in_a, const Graph *g, const uint32_t *from_a,
        const uint32_t *to_a)
{
    Difference why = {.in_a = in_a};
    uint32_t own[3];
    for (size_t i = 0; i < 3; i++)
        own[i] = from_a ? from_a[set->at[i]] : set->at[i];
    separate_few(&why, g, own);
    why.x = to_a[why.x];
    why.y = to_a[why.y];
    for (size_t i = 0; i < why.given.count; i++)
        why.given.at[i] = to_a[why.given.at[i]];
    order_two(&why.x, &why.y);
    sort_vertices(&why.given);
    difference_clear(to);
    *to = why;
}

typedef struct BothGraphs {
    const Graph *a, *b;
    const uint32_t *map;
    uint32_t *identity, *back; /* a's numbers of a's vertices, and of b's */
    Projection of_a, of_b;
    Sets sets_a, sets_b;
} BothGraphs;

static void
both_init(BothGraphs *x, Budget *budget)
{
    x->identity = memory_new(x->a->count, sizeof *x->identity);
    x->back = memory_new(x->b->count, sizeof *x->back);
    for (uint32_t v = 0; v < x->a->count; v++) {
        x->identity[v] = v;
        if (!x->a->observed[v])
            continue;
        assert(x->b->observed[x->map[v]]);
        x->back[x->map[v]] = v;
    }
    sets_init(&x->sets_a, &x->of_a, x->identity, budget);
    sets_init(&x->sets_b, &x->of_b, x->back, budget);
}

static void
both_clear(BothGraphs *x)
{
    sets_clear(&x->sets_a);
    sets_clear(&x->sets_b);
    memory_free(x->identity);
    memory_free(x->back);
}

static void
compare(bool *same, Difference *why, const BothGraphs *x)
{
    bool in_a = false;
    const SmallSet *set = first_difference(&in_a, &x->sets_a.pairs, &x->sets_b.pairs);
    if (!set)
        set = first_difference(&in_a, &x->sets_a.triples, &x->sets_b.triples);
    *same = !set;
    if (set && in_a)
        explain(why, set, false, x->b, x->map, x->back);
    else if (set)
        explain(why, set, true, x->a, NULL, x->identity);
}

bool
equivalent(bool *same, Difference *why, const Graph *a, const Graph *b, const uint32_t *map,
           Budget *budget)
{
    BothGraphs x = {.a = a, .b = b, .map = map};
    bool ok = projection_make(&x.of_a, a, budget) && projection_make(&x.of_b, b, budget);
    if (ok) {
        both_init(&x, budget);
        ok = sets_make(&x.sets_a) && sets_make(&x.sets_b);
        if (ok)
            compare(same, why, &x);
        both_clear(&x);
    }
    projection_clear(&x.of_a);
    projection_clear(&x.of_b);
    return ok;
}
