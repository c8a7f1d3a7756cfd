/* witness.c -- hedges turned into two linear models over bits; see witness.h.
 *
 * A candidate is a hedge, a route for the ways and, where all ways end in conditions, a trail that
 * makes these matter.  T is the hedge's large set, C the small one, R the vertices of C that keep
 * no child there: C's parity is that of R's bits. */
#include "surgery/witness.h"

#include "surgery/trail.h"

#include <assert.h>

enum { TRAILS_MAX = 60, PAIRS_MAX = 16 };

/* ---- beginning and end ---- */

static void
add_usable(const WitnessSearch *s, VertexSet *to, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (s->room[list->at[i]])
            vertex_set_add(to, list->at[i]);
}

static bool
meets(const WireList *list, const WireList *of)
{
    for (size_t i = 0; i < list->count; i++)
        if (wires_has(of, list->at[i]))
            return true;
    return false;
}

/* The usable components of a component of D, then each vertex alone. */
static void
add_goals(WitnessSearch *s, const WireList *part)
{
    SetList parts = {0};
    add_usable(s, &s->a, part);
    components(&parts, s->p, &s->a);
    for (size_t i = 0; i < parts.count; i++)
        array_push(&s->goals, parts.at[i]);
    for (size_t i = 0; i < parts.count; i++)
        for (size_t k = 0; k < parts.at[i].count && parts.at[i].count > 1; k++) {
            WireList one = {0};
            array_push(&one, parts.at[i].at[k]);
            array_push(&s->goals, one);
        }
    vertex_set_empty(&s->a);
    array_clear(&parts);
}

/* The component of D that was stuck first, then the others. */
static void
find_goals(WitnessSearch *s)
{
    SetList parts = {0};
    vertex_set_add_all(&s->b, &s->i->left);
    components(&parts, s->p, &s->b);
    vertex_set_empty(&s->b);
    add_goals(s, &s->i->small);
    for (size_t i = 0; i < parts.count; i++)
        if (!meets(&parts.at[i], &s->i->small))
            add_goals(s, &parts.at[i]);
    set_list_clear(&parts);
}

void
witness_search_init(WitnessSearch *s, const Graph *g, const Projection *p, const uint32_t *room,
                    const Identification *i)
{
    assert(!i->identified);
    *s = (WitnessSearch){.g = g, .p = p, .room = room, .i = i};
    parity_model_init(&s->parities, g, room);
    vertex_set_init(&s->large, g->count);
    vertex_set_init(&s->small, g->count);
    vertex_set_init(&s->a, g->count);
    vertex_set_init(&s->b, g->count);
    vertex_set_init(&s->asked, g->count);
    vertex_set_init(&s->groups, projection_groups(p));
    s->next = memory_new(g->count, sizeof *s->next);
    find_goals(s);
}

static void
hedge_clear(Hedge *h)
{
    array_clear(&h->large);
    array_clear(&h->small);
}

void
witness_search_clear(WitnessSearch *s)
{
    parity_model_clear(&s->parities);
    for (size_t i = 0; i < s->hedges.count; i++)
        hedge_clear(&s->hedges.at[i]);
    array_clear(&s->hedges);
    array_clear(&s->ends);
    set_list_clear(&s->goals);
    set_list_clear(&s->trails);
    vertex_set_clear(&s->large);
    vertex_set_clear(&s->small);
    vertex_set_clear(&s->a);
    vertex_set_clear(&s->b);
    vertex_set_clear(&s->asked);
    vertex_set_clear(&s->groups);
    memory_free(s->next);
}

/* ---- hedges ---- */

/* The largest subset of `from` that contains `small`, consists of its ancestors, and is one
 * component. */
static bool
find_largest_around(WitnessSearch *s, WireList *to, const WireList *from, const WireList *small,
                    Budget *b)
{
    WireList t = {0};
    array_set(&t, from);
    bool ok = true;
    for (size_t before = SIZE_MAX; ok && t.count < before;) {
        before = t.count;
        ok = budget_step(b, 2 * before);
        vertex_set_add_all(&s->a, &t);
        reach(&s->b, &s->p->parents, small, &s->a);
        vertex_set_empty(&s->a);
        join(&s->a, &s->groups, s->p, &s->b, small->at[0]);
        array_set(&t, &s->a.members);
        vertex_set_empty(&s->a);
        vertex_set_empty(&s->b);
        vertex_set_empty(&s->groups);
    }
    sort_by_rank(&t, s->p->rank);
    array_set(to, &t);
    array_clear(&t);
    return ok;
}

static bool
is_hedge(const WitnessSearch *s, const WireList *large, const WireList *small)
{
    return large->count > small->count && meets(&s->i->effect.x, large);
}

static void
without(WireList *to, const WireList *list, uint32_t v)
{
    to->count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] != v)
            array_push(to, list->at[i]);
}

/* One vertex of C less, if what is left has a component with a hedge in T. */
static bool
shrink_small(WitnessSearch *s, Hedge *h, uint32_t v, Budget *b)
{
    WireList rest = {0}, large = {0};
    SetList parts = {0};
    VertexSet set;
    without(&rest, &h->small, v);
    vertex_set_init(&set, s->g->count);
    vertex_set_add_all(&set, &rest);
    components(&parts, s->p, &set);
    bool ok = true, done = false;
    for (size_t i = 0; ok && !done && i < parts.count; i++) {
        ok = find_largest_around(s, &large, &h->large, &parts.at[i], b);
        done = ok && is_hedge(s, &large, &parts.at[i]);
        if (done) {
            array_set(&h->large, &large);
            array_set(&h->small, &parts.at[i]);
        }
    }
    vertex_set_clear(&set);
    set_list_clear(&parts);
    array_clear(&large);
    array_clear(&rest);
    return ok;
}

/* One vertex of T less. */
static bool
shrink_large(WitnessSearch *s, Hedge *h, uint32_t v, Budget *b)
{
    WireList rest = {0};
    without(&rest, &h->large, v);
    bool ok = find_largest_around(s, &rest, &rest, &h->small, b);
    if (ok && is_hedge(s, &rest, &h->small))
        array_set(&h->large, &rest);
    array_clear(&rest);
    return ok;
}

/* Leaves out vertices as long as a hedge remains.  What cannot be left out of a set cannot be left
 * out of a smaller one, so each vertex is tried once.  Of C the last ones are tried first, as early
 * vertices have fewer ancestors. */
static bool
shrink(WitnessSearch *s, Hedge *h, bool small, Budget *b)
{
    WireList all = {0};
    bool ok = true;
    array_set(&all, &h->small);
    for (size_t i = all.count; small && ok && i > 0; i--)
        if (h->small.count > 1 && wires_has(&h->small, all.at[i - 1]))
            ok = shrink_small(s, h, all.at[i - 1], b);
    array_set(&all, &h->large);
    for (size_t i = 0; ok && i < all.count; i++)
        if (wires_has(&h->large, all.at[i]) && !wires_has(&h->small, all.at[i]))
            ok = shrink_large(s, h, all.at[i], b);
    array_clear(&all);
    return ok;
}

static void
hedge_set(Hedge *to, const Hedge *h)
{
    array_set(&to->large, &h->large);
    array_set(&to->small, &h->small);
}

/* The hedge, unless the newest one is it. */
static void
push_hedge(WitnessSearch *s, size_t first, const Hedge *h)
{
    const Hedge *last = s->hedges.count > first ? &s->hedges.at[s->hedges.count - 1] : NULL;
    if (last && last->large.count == h->large.count && last->small.count == h->small.count)
        return;
    Hedge copy = {0};
    hedge_set(&copy, h);
    array_push(&s->hedges, copy);
}

/* The hedges of one more goal: shrunk, with T shrunk, whole. */
static bool
add_hedges(WitnessSearch *s, Budget *b)
{
    Hedge whole = {0}, h = {0};
    WireList from = {0};
    size_t first = s->hedges.count;
    const WireList *goal = &s->goals.at[s->started++];
    array_set(&whole.small, goal);
    for (size_t i = 0; i < s->i->kept.count; i++)
        if (s->room[s->i->kept.at[i]])
            array_push(&from, s->i->kept.at[i]);
    bool ok = find_largest_around(s, &whole.large, &from, &whole.small, b);
    for (int small = 1; ok && small >= 0 && is_hedge(s, &whole.large, &whole.small); small--) {
        hedge_set(&h, &whole);
        ok = shrink(s, &h, small, b);
        push_hedge(s, first, &h);
        if (!small)
            push_hedge(s, first, &whole);
    }
    array_clear(&from);
    hedge_clear(&h);
    hedge_clear(&whole);
    return ok;
}

/* ---- parts of a candidate ---- */

/* Adds to `to` the goals and what reaches them through `within`; next[v] is the vertex after v on a
 * shortest way.  What was in `to` stays. */
static void
mark_ways(WitnessSearch *s, VertexSet *to, const WireList *goals, const VertexSet *within)
{
    size_t at = to->members.count, count;
    for (size_t i = 0; i < goals->count; i++)
        if ((!within || within->has[goals->at[i]]) && vertex_set_add(to, goals->at[i]))
            s->next[goals->at[i]] = goals->at[i];
    for (; at < to->members.count; at++) {
        uint32_t v = to->members.at[at];
        const uint32_t *parents = rows_at(&s->p->parents, v, &count);
        for (size_t k = 0; k < count; k++)
            if ((!within || within->has[parents[k]]) && vertex_set_add(to, parents[k]))
                s->next[parents[k]] = v;
    }
}

/* Only T has the bit 0 of the hedge; on other ways a vertex of T - C has a bit of its own. */
static Bit
way_bit(const WitnessSearch *s, uint32_t v)
{
    return (Bit){v, s->route == ROUTE_WIDE && s->large.has[v] && !s->small.has[v]};
}

/* Gives the vertex the bit, with noise that is not fair: the bit is read by others, or carries what
 * it reads on. */
static bool
add_reader(WitnessSearch *s, Bit at)
{
    if (!parity_model_add_bit(&s->parities, at))
        return false;
    if (!s->parities.made.first.at[at.vertex].noise.at[at.bit])
        parity_model_set_noise(&s->parities, at, 1, 1);
    return true;
}

static bool
add_arrow(WitnessSearch *s, Bit from, Bit to, Where where)
{
    Arrow a = {from, to, where};
    return parity_model_add_arrow(&s->parities, &a);
}

/* The vertices through which ways may go, in s->b: what is left of the model when x is cut, without
 * T - C, which only a wide route passes. */
static void
open_ways(WitnessSearch *s)
{
    for (size_t i = 0; i < s->i->left.count; i++) {
        uint32_t v = s->i->left.at[i];
        bool hedged = s->large.has[v] && !s->small.has[v];
        if (s->room[v] && (!hedged || s->route == ROUTE_WIDE))
            vertex_set_add(&s->b, v);
    }
}

/* The ways to Y that meet no condition, in s->a. */
static void
find_ways_asked(WitnessSearch *s)
{
    const Effect *e = &s->i->effect;
    for (size_t i = 0; i < e->z.count; i++)
        s->b.has[e->z.at[i]] = false;
    mark_ways(s, &s->a, &e->y, &s->b);
    for (size_t i = 0; i < s->b.members.count; i++)
        s->b.has[s->b.members.at[i]] = true;
}

/* next[v] is how a way goes on from v, for the vertices left in s->a. */
static void
find_ways(WitnessSearch *s)
{
    open_ways(s);
    if (s->route != ROUTE_NEAREST)
        find_ways_asked(s);
    mark_ways(s, &s->a, &s->asked.members, &s->b);
    vertex_set_empty(&s->b);
}

/* R: what has no child in C.  With conditions also the vertex of C that is nearest to Y, or in it:
 * it keeps no child, so C's parity says something about Y as well. */
static void
find_roots(WitnessSearch *s, const Hedge *h, WireList *roots)
{
    size_t count, at = 0;
    if (s->i->effect.z.count && s->route != ROUTE_NEAREST) {
        open_ways(s);
        find_ways_asked(s);
        while (at < s->a.members.count && !s->small.has[s->a.members.at[at]])
            at++;
        if (at < s->a.members.count)
            array_push(roots, s->a.members.at[at]);
        vertex_set_empty(&s->a);
        vertex_set_empty(&s->b);
    }
    for (size_t i = 0; i < h->small.count; i++) {
        const uint32_t *children = rows_at(&s->p->children, h->small.at[i], &count);
        size_t k = 0;
        while (k < count && !s->small.has[children[k]])
            k++;
        if (k == count && !wires_has(roots, h->small.at[i]))
            array_push(roots, h->small.at[i]);
    }
}

/* Is v of T - C asked for, and left in both parities, so that they say something about it?  Then
 * its child in C reads it in the second model, not in the first. */
static bool
is_turned(const WitnessSearch *s, uint32_t v)
{
    return s->route == ROUTE_TURNED && wires_has(&s->i->effect.y, v);
}

/* The child that v of T - C passes its bit to: the next on a shortest way to C. */
static uint32_t
chosen_child(const WitnessSearch *s, uint32_t v)
{
    size_t count;
    const uint32_t *children = rows_at(&s->p->children, v, &count);
    for (size_t i = 0; i < count && s->route == ROUTE_LATE; i++)
        if (s->large.has[children[i]] && !s->small.has[children[i]])
            return children[i];
    return s->next[v];
}

/* The chosen child of each vertex of T: towards R in C, towards C outside. */
static bool
add_forest(WitnessSearch *s, const Hedge *h, const WireList *roots)
{
    bool ok = true;
    for (size_t i = 0; ok && i < h->large.count; i++)
        ok = add_reader(s, (Bit){h->large.at[i], 0});
    mark_ways(s, &s->a, roots, &s->small);
    vertex_set_empty(&s->a);
    for (size_t i = 0; ok && i < h->small.count; i++) {
        uint32_t v = h->small.at[i];
        ok = s->next[v] == v || add_arrow(s, (Bit){v, 0}, (Bit){s->next[v], 0}, IN_BOTH);
    }
    mark_ways(s, &s->a, &h->small, &s->large);
    vertex_set_empty(&s->a);
    for (size_t i = 0; ok && i < h->large.count; i++) {
        uint32_t v = h->large.at[i], to = chosen_child(s, v);
        Where where = !s->small.has[to] ? IN_BOTH : is_turned(s, v) ? IN_SECOND : IN_FIRST;
        if (s->small.has[v])
            continue;
        ok = add_arrow(s, (Bit){v, 0}, (Bit){to, 0}, where);
        s->turned = s->turned || where == IN_SECOND;
    }
    return ok;
}

/* The way from r, until it ends, meets another (whose vertices are in s->b), or is in C again. */
static bool
add_way(WitnessSearch *s, uint32_t r)
{
    Bit at = {r, 0};
    while (!s->asked.has[at.vertex]) {
        if (!s->a.has[at.vertex])
            return false;
        Bit to = way_bit(s, s->next[at.vertex]);
        bool met = s->small.has[to.vertex] || !vertex_set_add(&s->b, to.vertex);
        if (!add_reader(s, to) || !add_arrow(s, at, to, IN_BOTH))
            return false;
        if (met)
            return true;
        at = to;
    }
    array_push(&s->ends, at);
    return true;
}

static bool
add_ways(WitnessSearch *s, const WireList *roots)
{
    bool ok = true;
    find_ways(s);
    s->ends.count = 0;
    for (size_t i = 0; ok && i < roots->count; i++)
        ok = add_way(s, roots->at[i]);
    vertex_set_empty(&s->a);
    vertex_set_empty(&s->b);
    return ok;
}

/* Adds a coin between u and v, unless coins connect them already. */
static void
add_coin(WitnessSearch *s, uint32_t u, uint32_t v, bool unlimited)
{
    uint32_t *tree = s->next;
    if (root_find(tree, u) == root_find(tree, v))
        return;
    bool in_u = s->small.has[u], in_v = s->small.has[v];
    Coin c = {{{u, 0}, {v, 0}},
              {in_u && !in_v ? IN_FIRST : IN_BOTH, in_v && !in_u ? IN_FIRST : IN_BOTH}};
    if (parity_model_add_coin(&s->parities, &c, unlimited))
        tree[root_find(tree, u)] = root_find(tree, v);
}

/* Adds coins between the members of a group in `within`: between neighbours in the list, and then
 * between any two where there are few.  (A coin is left out where others connect the two already.)
 */
static void
add_group_coins(WitnessSearch *s, uint32_t group, const VertexSet *within, bool unlimited)
{
    size_t count;
    WireList in = {0};
    const uint32_t *members = rows_at(&s->p->groups, group, &count);
    for (size_t i = 0; i < count; i++)
        if (within->has[members[i]])
            array_push(&in, members[i]);
    for (size_t i = 0; i + 1 < in.count; i++)
        add_coin(s, in.at[i], in.at[i + 1], unlimited);
    for (size_t i = 0; i < in.count && in.count <= PAIRS_MAX; i++)
        for (size_t k = i + 2; k < in.count; k++)
            add_coin(s, in.at[i], in.at[k], unlimited);
    array_clear(&in);
}

static void
add_coins_within(WitnessSearch *s, const VertexSet *within, bool unlimited)
{
    size_t count;
    for (size_t i = 0; i < within->members.count; i++) {
        const uint32_t *of = rows_at(&s->p->groups_of, within->members.at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (vertex_set_add(&s->groups, of[k]))
                add_group_coins(s, of[k], within, unlimited);
    }
    vertex_set_empty(&s->groups);
}

static bool
is_tied(WitnessSearch *s, const WireList *list)
{
    for (size_t i = 1; i < list->count; i++)
        if (root_find(s->next, list->at[i]) != root_find(s->next, list->at[0]))
            return false;
    return true;
}

/* The spanning tree: of C first, and from latents that have room enough first. */
static bool
add_tree(WitnessSearch *s, const Hedge *h)
{
    for (size_t i = 0; i < h->large.count; i++)
        s->next[h->large.at[i]] = h->large.at[i];
    add_coins_within(s, &s->small, true);
    if (!is_tied(s, &h->small))
        add_coins_within(s, &s->small, false);
    if (!is_tied(s, &h->small))
        return false;
    add_coins_within(s, &s->large, true);
    if (!is_tied(s, &h->large))
        add_coins_within(s, &s->large, false);
    return is_tied(s, &h->large);
}

/* Sets the noise of one vertex of C, in each model, so that the parities of both models are biased
 * by as much. */
static bool
balance(WitnessSearch *s, const Hedge *h)
{
    uint64_t first = 0, second = 0;
    for (size_t i = 0; i < h->large.count; i++)
        first += parity_model_noise_seen(&s->parities, (Bit){h->large.at[i], 0}, false);
    for (size_t i = 0; i < h->small.count; i++)
        second += parity_model_noise_seen(&s->parities, (Bit){h->small.at[i], 0}, true);
    uint64_t more = first > second ? first - second : second - first;
    if (more >= UINT32_MAX)
        return false;
    uint32_t noise = 1 + (uint32_t)more;
    parity_model_set_noise(&s->parities, (Bit){h->small.at[0], 0}, first < second ? noise : 1,
                           first < second ? 1 : noise);
    return true;
}

/* ---- conditions ---- */

static bool
add_hop(WitnessSearch *s, Bit u, Hop hop, Bit v)
{
    ParityModel *l = &s->parities;
    if (!parity_model_add_bit(l, u) || !parity_model_add_bit(l, v))
        return false;
    if ((hop != HOP_DOWN && !add_reader(s, u)) || (hop != HOP_UP && !add_reader(s, v)))
        return false;
    if (hop == HOP_ACROSS) {
        Coin c = {{u, v}, {IN_BOTH, IN_BOTH}};
        return parity_model_add_coin(l, &c, true) || parity_model_add_coin(l, &c, false);
    }
    Bit from = hop == HOP_UP ? v : u, to = hop == HOP_UP ? u : v;
    const Arrow *there = parity_model_find_arrow(l, from, to);
    return there ? there->where == IN_BOTH : add_arrow(s, from, to, IN_BOTH);
}

/* From a collider down to a condition; s->a are the ancestors of conditions. */
static bool
add_descent(WitnessSearch *s, uint32_t v)
{
    if (!s->a.has[v])
        return false;
    for (; s->next[v] != v; v = s->next[v])
        if (!add_hop(s, way_bit(s, v), HOP_DOWN, way_bit(s, s->next[v])))
            return false;
    return true;
}

static void
find_descents(WitnessSearch *s)
{
    const Effect *e = &s->i->effect;
    for (size_t i = 0; i < s->p->order.count; i++)
        if (s->room[s->p->order.at[i]])
            vertex_set_add(&s->b, s->p->order.at[i]);
    for (size_t i = 0; i < e->x.count; i++)
        s->b.has[e->x.at[i]] = false;
    mark_ways(s, &s->a, &e->z, &s->b);
    vertex_set_empty(&s->b);
}

static bool
add_trail(WitnessSearch *s, const WireList *trail)
{
    const uint32_t *at = trail->at;
    bool ok = true;
    find_descents(s);
    for (size_t i = 0; ok && i + 2 < trail->count; i += 2) {
        ok = add_hop(s, way_bit(s, at[i]), (Hop)at[i + 1], way_bit(s, at[i + 2]));
        bool head = at[i + 1] != HOP_UP;
        bool collider = i + 4 < trail->count && head && at[i + 3] != HOP_DOWN;
        ok = ok && (!collider || add_descent(s, at[i + 2]));
    }
    vertex_set_empty(&s->a);
    return ok;
}

/* Do the parities that differ say something about Y? */
static bool
ends_asked(const WitnessSearch *s)
{
    for (size_t i = 0; i < s->ends.count; i++)
        if (wires_has(&s->i->effect.y, s->ends.at[i].vertex))
            return true;
    return s->turned;
}

/* The trails from the conditions that ways end in, or one that is empty where none is needed. */
static bool
find_trails(WitnessSearch *s, Budget *b)
{
    const Effect *e = &s->i->effect;
    WireList none = {0}, from = {0};
    set_list_clear(&s->trails);
    if (ends_asked(s)) {
        array_push(&s->trails, none);
        return true;
    }
    VertexSet closed, given, to;
    vertex_set_init(&closed, s->g->count);
    vertex_set_init(&given, s->g->count);
    vertex_set_init(&to, s->g->count);
    vertex_set_add_all(&closed, &e->x);
    vertex_set_add_all(&given, &e->z);
    vertex_set_add_all(&to, &e->y);
    for (size_t i = 0; i < s->ends.count; i++)
        array_push(&from, s->ends.at[i].vertex);
    TrailEnds ends = {&closed, &given, &from, &to};
    bool ok = trails(&s->trails, s->p, &ends, TRAILS_MAX, b);
    array_clear(&from);
    vertex_set_clear(&to);
    vertex_set_clear(&given);
    vertex_set_clear(&closed);
    return ok;
}

/* ---- candidates ---- */

/* All but the trail. */
static bool
build(WitnessSearch *s, const Hedge *h, bool tight)
{
    WireList roots = {0};
    parity_model_reset(&s->parities, tight);
    s->turned = false;
    find_roots(s, h, &roots);
    bool ok = add_forest(s, h, &roots) && add_ways(s, &roots) && add_tree(s, h) && balance(s, h);
    array_clear(&roots);
    return ok;
}

/* The whole; tight only where there is no room otherwise. */
static bool
build_all(WitnessSearch *s, const Hedge *h, const WireList *trail)
{
    for (int tight = 0; tight < 2; tight++)
        if (build(s, h, tight) && add_trail(s, trail))
            return witness_is_same(&s->parities.made, s->g);
    return false;
}

static void
use_hedge(WitnessSearch *s, const Hedge *h)
{
    vertex_set_empty(&s->large);
    vertex_set_empty(&s->small);
    vertex_set_empty(&s->asked);
    vertex_set_add_all(&s->large, &h->large);
    vertex_set_add_all(&s->small, &h->small);
    vertex_set_add_all(&s->asked, &s->i->effect.y);
    vertex_set_add_all(&s->asked, &s->i->effect.z);
}

/* The next trail of this hedge and route. */
static bool
next_trail(Witness *to, WitnessSearch *s, const Hedge *h, Budget *b)
{
    while (s->trail < s->trails.count) {
        const WireList *trail = &s->trails.at[s->trail++];
        if (!budget_step(b, s->g->count))
            return false;
        if (build_all(s, h, trail)) {
            witness_swap(to, &s->parities.made);
            return true;
        }
    }
    return false;
}

/* The next route, then the next hedge.  False: that was all. */
static bool
next_route(WitnessSearch *s, Budget *b)
{
    if (s->begun && ++s->route == ROUTE_END) {
        s->route = ROUTE_ASKED;
        s->hedge++;
    }
    s->begun = true;
    while (s->hedge >= s->hedges.count)
        if (s->started == s->goals.count || !add_hedges(s, b))
            return false;
    use_hedge(s, &s->hedges.at[s->hedge]);
    s->trail = 0;
    set_list_clear(&s->trails);
    const Hedge *h = &s->hedges.at[s->hedge];
    return (!build(s, h, false) && !build(s, h, true)) || find_trails(s, b);
}

bool
witness_next(Witness *to, WitnessSearch *s, Budget *b)
{
    for (;;) {
        if (s->begun && s->hedge < s->hedges.count && next_trail(to, s, &s->hedges.at[s->hedge], b))
            return true;
        if (b->stop != STOP_NOT || !next_route(s, b))
            return false;
    }
}
