/* separator.c -- sets that separate, by reachability in the moral graph of the ancestors.
 *
 * a and b are separated by a set of ancestors of theirs exactly when the set cuts them in the moral
 * graph on these (Lauritzen et al. 1990).  That graph is never built: it has a clique for each
 * family, a vertex with its parents, and walking through families is the same, in linear time.  A
 * vertex that may not be in a separator (a latent, say) is walked through likewise. */
#include "graph/separation.h"

#include "graph/set_store.h"

#include <stdlib.h>

void
set_rules_clear(SetRules *r)
{
    array_clear(&r->with);
    array_clear(&r->without);
    *r = (SetRules){0};
}

typedef struct Moral {
    const Graph *g;
    const Mutilation *m;
    VertexSet within;         /* the ancestors */
    VertexSet free;           /* those of them a separator may contain; who asks changes it */
    VertexSet given;          /* those that every separator has: nothing walks through them */
    VertexSet seen, families; /* of one walk */
} Moral;

static void
moral_init(Moral *w, const Graph *g, const Mutilation *m)
{
    *w = (Moral){.g = g, .m = m};
    vertex_set_init(&w->within, g->count);
    vertex_set_init(&w->free, g->count);
    vertex_set_init(&w->given, g->count);
    vertex_set_init(&w->seen, g->count);
    vertex_set_init(&w->families, g->count);
}

static void
moral_clear(Moral *w)
{
    vertex_set_clear(&w->within);
    vertex_set_clear(&w->free);
    vertex_set_clear(&w->given);
    vertex_set_clear(&w->seen);
    vertex_set_clear(&w->families);
}

static void
mark_seen(Moral *w, uint32_t v, const VertexSet *stop, WireList *edge)
{
    if (!w->given.has[v] && vertex_set_add(&w->seen, v) && stop->has[v])
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

/* Of what a walk from `from` meets first among the free ones, what one from b meets: with what is
 * given, a minimal separator, and the one nearest to `from`.  False: the first met b. */
static bool
near_separator(Moral *w, WireList *to, const WireList *from, const WireList *b)
{
    WireList edge = {0};
    VertexSet stop;
    vertex_set_init(&stop, w->g->count);
    walk(w, &edge, from, &w->free);
    bool ok = !has_seen(w, b);
    vertex_set_add_all(&stop, &edge);
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

/* The moral graph in which separators are looked for. */
static void
moral_start(Moral *w, const WireList *a, const WireList *b, const WireList *must,
            const WireList *candidates)
{
    reach_up(&w->within, w->g, w->m, a);
    reach_up(&w->within, w->g, w->m, b);
    reach_up(&w->within, w->g, w->m, must);
    vertex_set_add_all(&w->given, must);
    allow(w, candidates);
    forbid(w, a);
    forbid(w, b);
    forbid(w, must);
}

static void
add_members(WireList *to, const WireList *more)
{
    for (size_t i = 0; i < more->count; i++)
        array_push(to, more->at[i]);
    sort_vertices(to);
}

bool
find_separator(WireList *to, const Graph *g, const Mutilation *m, const WireList *a,
               const WireList *b, const WireList *must, const WireList *candidates)
{
    Moral w;
    WireList found = {0};
    moral_init(&w, g, m);
    moral_start(&w, a, b, must, candidates);
    bool ok = near_separator(&w, &found, a, b);
    if (ok) {
        add_members(&found, must);
        array_set(to, &found);
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

typedef struct SeparatorSearch {
    Moral w;
    const WireList *a, *b;
    SetStore store;
    Budget *budget;
} SeparatorSearch;

static void
add_near(SeparatorSearch *l, const WireList *from)
{
    WireList found = {0};
    size_t place;
    if (near_separator(&l->w, &found, from, l->b)) {
        sort_vertices(&found);
        set_store_add(&l->store, &found, &place);
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

/* Those after the limit are dropped. */
static void
keep_limit(SetList *l, size_t limit)
{
    for (; l->count > limit; l->count--)
        array_clear(&l->at[l->count - 1]);
}

void
find_separators(SetList *to, bool *complete, const Graph *g, const Mutilation *m, const WireList *a,
                const WireList *b, const WireList *must, const WireList *candidates, size_t limit,
                Budget *budget)
{
    SeparatorSearch l = {.a = a, .b = b, .budget = budget};
    SetList *sets = &l.store.sets;
    size_t done = 0;
    moral_init(&l.w, g, m);
    moral_start(&l.w, a, b, must, candidates);
    add_near(&l, a);
    bool ok = true;
    for (; ok && done < sets->count && sets->count <= limit; done++) {
        WireList set = {0};
        array_set(&set, &sets->at[done]);
        ok = add_next(&l, &set);
        array_clear(&set);
    }
    *complete = ok && sets->count <= limit;
    for (size_t i = 0; must->count && i < sets->count; i++)
        add_members(&sets->at[i], must);
    sort_sets(sets);
    keep_limit(sets, limit);
    SetList old = *to;
    *to = *sets;
    *sets = old;
    set_store_clear(&l.store);
    moral_clear(&l.w);
}

/* ---- the ones that are not minimal, too ---- */

/* A choice for the candidates before `next`: those that are taken are in `taken`. */
typedef struct Choice {
    const Graph *g;
    const Mutilation *m;
    const WireList *a, *b, *candidates;
    WireList taken, open; /* what is in the set, and what still may be */
} Choice;

/* Is there a separator of what is taken, and some of the candidates from `next` on? */
static bool
has_separator(Choice *c, size_t next)
{
    WireList found = {0};
    c->open.count = 0;
    for (size_t i = next; i < c->candidates->count; i++)
        array_push(&c->open, c->candidates->at[i]);
    bool ok = find_separator(&found, c->g, c->m, c->a, c->b, &c->taken, &c->open);
    array_clear(&found);
    return ok;
}

/* Candidates are left out, or taken, in turn, where there is a separator then: the next choice is
 * the last one that was left out, taken.  So each set is found in linear time for each candidate.
 */
void
find_all_separators(SetList *to, bool *complete, const Graph *g, const Mutilation *m,
                    const WireList *a, const WireList *b, const WireList *must,
                    const WireList *candidates, size_t limit, Budget *budget)
{
    Choice c = {.g = g, .m = m, .a = a, .b = b, .candidates = candidates};
    WireList chosen = {0}; /* of each candidate so far: 1 where it is taken */
    array_set(&c.taken, must);
    set_list_clear(to);
    bool ok = true, fits = has_separator(&c, 0);
    while (ok && (fits || chosen.count)) {
        if (fits && chosen.count < candidates->count) {
            array_push(&chosen, 0);
        } else {
            if (fits) {
                WireList set = {0};
                add_members(&set, &c.taken);
                array_push(to, set);
            }
            for (; chosen.count && chosen.at[chosen.count - 1]; chosen.count--)
                c.taken.count--;
            if (!chosen.count || to->count > limit)
                break;
            chosen.at[chosen.count - 1] = 1;
            array_push(&c.taken, candidates->at[chosen.count - 1]);
        }
        ok = budget_step(budget, g->count / 8 + 1);
        fits = ok && has_separator(&c, chosen.count);
    }
    *complete = ok && to->count <= limit;
    sort_sets(to);
    keep_limit(to, limit);
    array_clear(&chosen);
    array_clear(&c.taken);
    array_clear(&c.open);
}
