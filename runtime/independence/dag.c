/* dag.c -- see dag.h.  The pairs are gone through in order; each stays apart or is joined by an
 * arrow that closes no cycle, and each graph comes once. */
#include "independence/dag.h"

#include "base/map.h"

enum { STEPS_OF_GRAPH = 4, PAIRS_ALL = DAG_VERTICES_MAX * (DAG_VERTICES_MAX - 1) / 2 };

void
claims_clear(Claims *c)
{
    array_clear(&c->hold);
    array_clear(&c->fail);
    *c = (Claims){0};
}

void
dag_answer_clear(DagAnswer *a)
{
    array_clear(&a->classes);
    *a = (DagAnswer){0};
}

/* ---- one graph ---- */

/* `from` and all that leads to it along arrows, by ways that avoid a set. */
static Mask
above(const Dag *d, Mask from, Mask avoid)
{
    for (Mask before = 0; before != from;) {
        before = from;
        for (uint32_t v = 0; v < d->count; v++)
            if (from >> v & 1)
                from |= d->parents[v] & ~avoid;
    }
    return from;
}

static Mask
below(const Dag *d, Mask from, Mask avoid)
{
    for (Mask before = 0; before != from;) {
        before = from;
        for (uint32_t v = 0; v < d->count; v++)
            if (d->parents[v] & from & ~avoid && !(avoid >> v & 1))
                from |= (Mask)1 << v;
    }
    return from;
}

static Mask
children(const Dag *d, uint32_t u)
{
    Mask found = 0;
    for (uint32_t v = 0; v < d->count; v++)
        if (d->parents[v] >> u & 1)
            found |= (Mask)1 << v;
    return found;
}

/* In the moral graph of the ancestors nothing leads from a to b outside of c (Lauritzen et al.
 * 1990). */
bool
dag_separates(const Dag *d, const Triple *t)
{
    Mask kept = above(d, t->a | t->b | t->given, 0), seen = t->a;
    for (Mask before = 0; before != seen && !(seen & t->b);) {
        before = seen;
        for (uint32_t v = 0; v < d->count; v++) {
            Mask family = d->parents[v] | (Mask)1 << v;
            if (kept >> v & 1 && family & seen & ~t->given)
                seen |= family;
        }
    }
    return !(seen & t->b);
}

bool
dag_has(const Dag *d, const RelationQuestion *q)
{
    Mask x = (Mask)1 << q->x, y = (Mask)1 << q->y, both = x | y;
    switch (q->relation) {
    case RELATION_PARENT:
        return d->parents[q->y] & x;
    case RELATION_ANCESTOR:
        return above(d, y, 0) & x;
    case RELATION_COMMON_CAUSE:
        return above(d, x, y) & above(d, y, x);
    case RELATION_COMMON_PARENT:
        return d->parents[q->x] & d->parents[q->y];
    case RELATION_COMMON_ANCESTOR:
        return above(d, x, 0) & above(d, y, 0) & ~both;
    case RELATION_COMMON_EFFECT:
        return below(d, x, y) & below(d, y, x);
    case RELATION_COMMON_CHILD:
        return children(d, q->x) & children(d, q->y);
    case RELATION_COMMON_DESCENDANT:
        return below(d, x, 0) & below(d, y, 0) & ~both;
    case RELATION_INDEPENDENT:
        return dag_separates(d, &q->triple);
    }
    return false;
}

/* ---- all graphs ---- */

typedef struct Pair {
    uint32_t u, v;
} Pair;

typedef struct Search {
    const Claims *claims;
    Pair pairs[PAIRS_ALL];
    uint32_t pair_count;
    Dag dag;
    Mask up[DAG_VERTICES_MAX]; /* of each vertex, the ancestors by the arrows so far, and itself */
    Budget *budget;
    bool (*take)(struct Search *s); /* a graph with these claims; false: no more are wanted */
    DagAnswer *answer;
    const RelationQuestion *question;
    Map classes; /* of the hash of a class: the first with it in the answer, plus one */
    Dag *first;  /* where one is wanted ... */
    bool found;  /* ... and was found */
} Search;

static bool
is_apart(const Claims *c, uint32_t u, uint32_t v)
{
    Mask x = (Mask)1 << u, y = (Mask)1 << v;
    for (size_t i = 0; i < c->hold.count; i++) {
        const Triple *t = &c->hold.at[i];
        if ((t->a & x && t->b & y) || (t->a & y && t->b & x))
            return true;
    }
    return false;
}

static void
list_pairs(Search *s)
{
    for (uint32_t u = 0; u < s->claims->count; u++)
        for (uint32_t v = u + 1; v < s->claims->count; v++)
            if (!is_apart(s->claims, u, v))
                s->pairs[s->pair_count++] = (Pair){u, v};
}

bool
dag_allows(const Claims *c, uint32_t *pairs)
{
    Search s = {.claims = c};
    *pairs = 0;
    if (c->count > DAG_VERTICES_MAX)
        return false;
    list_pairs(&s);
    *pairs = s.pair_count;
    return s.pair_count <= DAG_PAIRS_MAX;
}

static bool
is_wanted(const Search *s)
{
    for (size_t i = 0; i < s->claims->hold.count; i++)
        if (!dag_separates(&s->dag, &s->claims->hold.at[i]))
            return false;
    for (size_t i = 0; i < s->claims->fail.count; i++)
        if (dag_separates(&s->dag, &s->claims->fail.at[i]))
            return false;
    return true;
}

static bool search(Search *s, uint32_t i);

static bool
search_with(Search *s, uint32_t i, uint32_t from, uint32_t to)
{
    Mask before[DAG_VERTICES_MAX];
    memcpy(before, s->up, sizeof before);
    for (uint32_t v = 0; v < s->dag.count; v++)
        if (s->up[v] >> to & 1)
            s->up[v] |= s->up[from];
    s->dag.parents[to] |= (uint16_t)(1u << from);
    bool more = search(s, i + 1);
    s->dag.parents[to] &= (uint16_t) ~(1u << from);
    memcpy(s->up, before, sizeof before);
    return more;
}

/* From the i-th pair on; false: it is over. */
static bool
search(Search *s, uint32_t i)
{
    if (i == s->pair_count)
        return budget_step(s->budget, STEPS_OF_GRAPH + s->claims->hold.count) &&
               (!is_wanted(s) || s->take(s));
    Pair p = s->pairs[i];
    return search(s, i + 1) && (s->up[p.u] >> p.v & 1 || search_with(s, i, p.u, p.v)) &&
           (s->up[p.v] >> p.u & 1 || search_with(s, i, p.v, p.u));
}

static void
search_start(Search *s, const Claims *c, Budget *b)
{
    s->claims = c;
    s->budget = b;
    s->dag.count = c->count;
    for (uint32_t v = 0; v < c->count; v++)
        s->up[v] = (Mask)1 << v;
    list_pairs(s);
}

/* ---- classes ---- */

/* What a class is known by: who is joined to whom, and which arrows into v meet there, as a bit for
 * each pair of their beginnings that nothing joins. */
typedef struct ClassKey {
    uint64_t joined[DAG_VERTICES_MAX], meet[DAG_VERTICES_MAX];
} ClassKey;

static ClassKey
class_key(const Dag *d)
{
    ClassKey k = {0};
    for (uint32_t v = 0; v < d->count; v++)
        k.joined[v] = d->parents[v] | children(d, v);
    for (uint32_t v = 0; v < d->count; v++) {
        uint32_t bit = 0;
        for (uint32_t u = 0; u < d->count; u++)
            for (uint32_t w = u + 1; w < d->count; w++, bit++)
                if (d->parents[v] >> u & 1 && d->parents[v] >> w & 1 && !(k.joined[u] >> w & 1))
                    k.meet[v] |= (uint64_t)1 << bit;
    }
    return k;
}

/* The class of the graph, a new one perhaps; NULL: the budget. */
static DagClass *
find_class(Search *s)
{
    DagAnswer *a = s->answer;
    ClassKey key = class_key(&s->dag);
    uint64_t hash = hash_bytes(&key, sizeof key), first = 0;
    map_find(&s->classes, hash, &first);
    for (size_t i = first; i; i = a->classes.at[i - 1].next) {
        ClassKey other = class_key(&a->classes.at[i - 1].member);
        if (memcmp(&key, &other, sizeof key) == 0)
            return &a->classes.at[i - 1];
    }
    enum { BYTES = 2 * sizeof(DagClass) + 4 * sizeof(struct MapSlot) };
    if (!budget_allows(s->budget, (a->classes.count + 1) * BYTES))
        return NULL;
    DagClass new = {.member = s->dag, .always = s->dag, .next = (size_t)first};
    array_push(&a->classes, new);
    map_set_at(&s->classes, hash, a->classes.count);
    return &a->classes.at[a->classes.count - 1];
}

static bool
count_graph(Search *s)
{
    DagAnswer *a = s->answer;
    DagClass *c = find_class(s);
    if (!c)
        return false;
    bool yes = dag_has(&s->dag, s->question);
    Dag *first = yes ? &a->with : &a->without;
    if (!first->count)
        *first = s->dag;
    for (uint32_t v = 0; v < s->dag.count; v++)
        c->always.parents[v] &= s->dag.parents[v];
    c->size++;
    a->size++;
    c->yes += yes;
    a->yes += yes;
    return true;
}

bool
dag_ask(DagAnswer *to, const Claims *c, const RelationQuestion *q, Budget *b)
{
    Search s = {.take = count_graph, .answer = to, .question = q};
    search_start(&s, c, b);
    bool ok = search(&s, 0);
    map_clear(&s.classes);
    return ok;
}

static bool
take_first(Search *s)
{
    *s->first = s->dag;
    s->found = true;
    return false;
}

bool
dag_find(Dag *to, bool *found, const Claims *c, Budget *b)
{
    Search s = {.take = take_first, .first = to};
    search_start(&s, c, b);
    bool all = search(&s, 0);
    *found = s.found;
    return all || s.found;
}
