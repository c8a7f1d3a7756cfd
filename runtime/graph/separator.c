/* separator.c -- sets that separate, by reachability in the moral graph of the ancestors.
 *
 * a and b are separated by a set of ancestors of theirs exactly when the set cuts them in the moral
 * graph on these (Lauritzen et al. 1990).  That graph is never built: it has a clique for each
 * family, a vertex with its parents, and walking through families is the same, in linear time.  A
 * vertex that may not be in a separator (a latent, say) is walked through likewise. */
#include "graph/separation.h"

#include <stdlib.h>

typedef struct Moral {
    const Graph *g;
    const Mutilation *m;
    VertexSet within;         /* the ancestors */
    VertexSet free;           /* those of them a separator may contain; who asks changes it */
    VertexSet seen, families; /* of one walk */
} Moral;

static void
moral_init(Moral *w, const Graph *g, const Mutilation *m)
{
    *w = (Moral){.g = g, .m = m};
    vertex_set_init(&w->within, g->count);
    vertex_set_init(&w->free, g->count);
    vertex_set_init(&w->seen, g->count);
    vertex_set_init(&w->families, g->count);
}

static void
moral_clear(Moral *w)
{
    vertex_set_clear(&w->within);
    vertex_set_clear(&w->free);
    vertex_set_clear(&w->seen);
    vertex_set_clear(&w->families);
}

static void
mark_seen(Moral *w, uint32_t v, const VertexSet *stop, WireList *edge)
{
    if (vertex_set_add(&w->seen, v) && stop->has[v])
        array_push(edge, v);
}

/* Marks v and its parents as seen, once for each v. */
static void
enter_family(Moral *w, uint32_t v, const VertexSet *stop, WireList *edge)
{
    size_t count;
    if (!vertex_set_add(&w->families, v))
        return;
    mark_seen(w, v, stop, edge);
    const uint32_t *parents = rows_at(&w->g->parents, v, &count);
    for (size_t i = 0; i < count; i++)
        if (arrow_stays(w->m, parents[i], v))
            mark_seen(w, parents[i], stop, edge);
}

/* Walks from `from` to all that is connected with it, without passing `stop`.  The members of
 * `stop` that it met are in `edge`, all that it met in w->seen. */
static void
walk(Moral *w, WireList *edge, const WireList *from, const VertexSet *stop)
{
    size_t count;
    edge->count = 0;
    vertex_set_empty(&w->seen);
    vertex_set_empty(&w->families);
    vertex_set_add_all(&w->seen, from);
    for (size_t next = 0; next < w->seen.members.count; next++) {
        uint32_t v = w->seen.members.at[next];
        if (next >= from->count && stop->has[v])
            continue;
        enter_family(w, v, stop, edge);
        const uint32_t *children = rows_at(&w->g->children, v, &count);
        for (size_t i = 0; i < count; i++)
            if (w->within.has[children[i]] && arrow_stays(w->m, v, children[i]))
                enter_family(w, children[i], stop, edge);
    }
}

static bool
has_seen(const Moral *w, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (w->seen.has[list->at[i]])
            return true;
    return false;
}

/* Of what a walk from `from` meets first among the free ones, and of `must`, what one from b meets:
 * with `must`, a minimal separator, and the one nearest to `from`.  False: the first met b. */
static bool
near_separator(Moral *w, WireList *to, const WireList *from, const WireList *b,
               const WireList *must)
{
    WireList edge = {0};
    VertexSet stop;
    vertex_set_init(&stop, w->g->count);
    walk(w, &edge, from, &w->free);
    bool ok = !has_seen(w, b);
    vertex_set_add_all(&stop, &edge);
    vertex_set_add_all(&stop, must);
    if (ok)
        walk(w, to, b, &stop);
    vertex_set_clear(&stop);
    array_clear(&edge);
    return ok;
}

static void
allow(Moral *w, const WireList *candidates)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (w->within.has[candidates->at[i]])
            vertex_set_add(&w->free, candidates->at[i]);
}

static void
forbid(Moral *w, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        w->free.has[list->at[i]] = false;
}

bool
find_separator(WireList *to, const Graph *g, const Mutilation *m, const WireList *a,
               const WireList *b, const WireList *must, const WireList *candidates)
{
    Moral w;
    WireList found = {0};
    moral_init(&w, g, m);
    reach_up(&w.within, g, m, a);
    reach_up(&w.within, g, m, b);
    reach_up(&w.within, g, m, must);
    allow(&w, candidates);
    allow(&w, must);
    forbid(&w, a);
    forbid(&w, b);
    bool ok = near_separator(&w, &found, a, b, must);
    for (size_t i = 0; ok && i < must->count; i++)
        array_push(&found, must->at[i]);
    if (ok) {
        sort_vertices(&found);
        to->count = 0;
        for (size_t i = 0; i < found.count; i++)
            if (i == 0 || found.at[i] != found.at[i - 1])
                array_push(to, found.at[i]);
    }
    array_clear(&found);
    moral_clear(&w);
    return ok;
}

/* ---- the blanket ---- */

/* What x meets first, in the moral graph of all that is above something observed. */
void
find_blanket(WireList *to, const Graph *g, uint32_t x)
{
    Moral w;
    WireList observed = {0}, at = {0};
    for (uint32_t v = 0; v < g->count; v++)
        if (g->observed[v] && v != x)
            array_push(&observed, v);
    array_push(&at, x);
    moral_init(&w, g, NULL);
    reach_up(&w.within, g, NULL, &observed);
    reach_up(&w.within, g, NULL, &at);
    allow(&w, &observed);
    walk(&w, to, &at, &w.free);
    sort_vertices(to);
    array_clear(&at);
    array_clear(&observed);
    moral_clear(&w);
}

/* ---- all of them ---- */

/* Distinct sets, each ascending, found again by a hash of their members. */
typedef struct Store {
    SetList sets;
    Map first;     /* hash -> the newest set with it */
    WireList next; /* of each set an older one with its hash, or UINT32_MAX */
} Store;

static void
store_clear(Store *s)
{
    set_list_clear(&s->sets);
    map_clear(&s->first);
    array_clear(&s->next);
}

/* A copy of the set, unless it is there. */
static void
store_add(Store *s, const WireList *set)
{
    uint64_t at = UINT32_MAX, key = hash_bytes(set->at, set->count * sizeof *set->at);
    if (map_find(&s->first, key, &at))
        for (uint64_t i = at; i != UINT32_MAX; i = s->next.at[i])
            if (wires_compare(&s->sets.at[i], set) == 0)
                return;
    WireList copy = {0};
    array_set(&copy, set);
    map_set_at(&s->first, key, s->sets.count);
    array_push(&s->next, (uint32_t)at);
    array_push(&s->sets, copy);
}

typedef struct SeparatorSearch {
    Moral w;
    const WireList *a, *b;
    Store store;
    Budget *budget;
} SeparatorSearch;

static void
add_near(SeparatorSearch *l, const WireList *from)
{
    WireList found = {0}, none = {0};
    if (near_separator(&l->w, &found, from, l->b, &none)) {
        sort_vertices(&found);
        store_add(&l->store, &found);
    }
    array_clear(&found);
}

/* The separators next to `set`: for each member the one nearest to the side of a with that member
 * added (a walk from the member has all of that side, where none is free now).  Every minimal
 * separator is reached by such steps from the one nearest to a: while it is not met, some member is
 * on its side of a, and adding that keeps the side within its side. */
static bool
add_next(SeparatorSearch *l, const WireList *set)
{
    Moral *w = &l->w;
    WireList edge = {0}, side = {0}, member = {0};
    VertexSet stop;
    vertex_set_init(&stop, w->g->count);
    vertex_set_add_all(&stop, set);
    walk(w, &edge, l->a, &stop);
    for (size_t i = 0; i < w->seen.members.count; i++)
        if (w->free.has[w->seen.members.at[i]] && !stop.has[w->seen.members.at[i]])
            array_push(&side, w->seen.members.at[i]);
    forbid(w, &side);
    array_push(&member, 0);
    bool ok = true;
    for (size_t i = 0; ok && i < set->count; i++) {
        ok = budget_step(l->budget, w->within.members.count + 1);
        member.at[0] = set->at[i];
        if (ok)
            add_near(l, &member);
    }
    for (size_t i = 0; i < side.count; i++)
        w->free.has[side.at[i]] = true;
    vertex_set_clear(&stop);
    array_clear(&edge);
    array_clear(&side);
    array_clear(&member);
    return ok;
}

static int
compare_sets(const void *x, const void *y)
{
    return wires_compare(x, y);
}

void
sort_sets(SetList *l)
{
    if (l->count)
        qsort(l->at, l->count, sizeof *l->at, compare_sets);
}

void
find_separators(SetList *to, bool *complete, const Graph *g, const Mutilation *m, const WireList *a,
                const WireList *b, const WireList *candidates, size_t limit, Budget *budget)
{
    SeparatorSearch l = {.a = a, .b = b, .budget = budget};
    SetList *sets = &l.store.sets;
    size_t done = 0;
    moral_init(&l.w, g, m);
    reach_up(&l.w.within, g, m, a);
    reach_up(&l.w.within, g, m, b);
    allow(&l.w, candidates);
    forbid(&l.w, a);
    forbid(&l.w, b);
    add_near(&l, a);
    bool ok = true;
    for (; ok && done < sets->count && sets->count <= limit; done++) {
        WireList set = {0};
        array_set(&set, &sets->at[done]);
        ok = add_next(&l, &set);
        array_clear(&set);
    }
    *complete = ok && sets->count <= limit;
    sort_sets(sets);
    for (; sets->count > limit; sets->count--)
        array_clear(&sets->at[sets->count - 1]);
    SetList old = *to;
    *to = *sets;
    *sets = old;
    store_clear(&l.store);
    moral_clear(&l.w);
}
