/* network_simplex.c -- network simplex; see network_simplex.h.
 *
 * A spanning tree of tight arcs determines all differences.  An arc of the tree whose cut value is
 * negative is loosened until another arc becomes tight, which takes its place.  The cut value of a
 * tree arc is the flow that must cross it, a sum over the subtree below: an exchange changes it on
 * the ways from both arcs to the root, so it takes the time of these and of the subtree that moves.
 *
 * The leaving arc is the most negative one of a block of points; another block is searched when
 * there is none.  A graph of one block has its points in the order of the tree as it is now, which
 * decides between equals; in a larger one that would take longer than all else. */
#include "picture/network_simplex.h"

#define NONE UINT32_MAX

enum { BLOCK = 4096 }; /* points in a block */

typedef struct NetworkSimplex {
    int32_t *x;
    size_t n; /* points, and one root that holds them together */
    ArcList arcs;
    uint32_t *first, *at;       /* arcs of point v: at[first[v] ... first[v + 1]) */
    bool *in_tree;              /* by arc */
    uint32_t *up;               /* by point: the tree arc to its parent */
    uint32_t *order;            /* the tree in preorder; of several blocks, as it began */
    size_t block;               /* where in this order the block begins that is searched */
    uint32_t *below;            /* the subtree below a leaving arc, in preorder */
    bool *marked;               /* by point: is it in the tree already; in this subtree? */
    int64_t *own;               /* by point: weights of its arcs out minus those in */
    int64_t *pull;              /* by point: weights out minus weights in, of the subtree */
    uint64_t steps, told, most; /* told: to the budget */
    Budget *budget;
} NetworkSimplex;

int64_t
network_simplex_cost(const int32_t *x, const ArcList *arcs)
{
    int64_t sum = 0;
    for (size_t i = 0; i < arcs->count; i++) {
        const Arc *a = &arcs->at[i];
        sum += (int64_t)a->weight * ((int64_t)x[a->head] - x[a->tail]);
    }
    return sum;
}

bool
network_simplex_start(int32_t *x, size_t n, const ArcList *arcs)
{
    uint32_t *first = memory_new(n + 2, sizeof *first), *missing = memory_new(n, sizeof *missing);
    uint32_t *list = memory_new(arcs->count, sizeof *list), *queue = memory_new(n, sizeof *queue);
    size_t done = 0, count = 0;
    for (size_t i = 0; i < arcs->count; i++) {
        first[arcs->at[i].tail + 2]++;
        missing[arcs->at[i].head]++;
    }
    for (size_t v = 2; v < n + 2; v++)
        first[v] += first[v - 1];
    for (uint32_t i = 0; i < arcs->count; i++)
        list[first[arcs->at[i].tail + 1]++] = i;
    for (uint32_t v = 0; v < n; v++) {
        x[v] = 0;
        if (!missing[v])
            queue[count++] = v;
    }
    for (; done < count; done++)
        for (uint32_t i = first[queue[done]]; i < first[queue[done] + 1]; i++) {
            const Arc *a = &arcs->at[list[i]];
            int32_t least = x[a->tail] + a->length;
            x[a->head] = x[a->head] < least ? least : x[a->head];
            if (!--missing[a->head])
                queue[count++] = a->head;
        }
    memory_free(queue);
    memory_free(list);
    memory_free(missing);
    memory_free(first);
    return count == n;
}

static int32_t
slack(const NetworkSimplex *t, uint32_t arc)
{
    const Arc *a = &t->arcs.at[arc];
    return t->x[a->head] - t->x[a->tail] - a->length;
}

static uint32_t
other_end(const NetworkSimplex *t, uint32_t arc, uint32_t v)
{
    const Arc *a = &t->arcs.at[arc];
    return a->tail == v ? a->head : a->tail;
}

/* Each point hangs on the root by an arc that pulls nothing: so there always is a tree. */
static void
add_root(NetworkSimplex *t, size_t n)
{
    int32_t least = 0;
    for (size_t v = 0; v < n; v++)
        least = t->x[v] < least ? t->x[v] : least;
    t->x[n] = least;
    for (uint32_t v = 0; v < n; v++) {
        Arc a = {(uint32_t)n, v, 0, 0};
        array_push(&t->arcs, a);
    }
}

static void
list_arcs(NetworkSimplex *t)
{
    for (size_t i = 0; i < t->arcs.count; i++) {
        t->first[t->arcs.at[i].tail + 2]++;
        t->first[t->arcs.at[i].head + 2]++;
    }
    for (size_t v = 2; v < t->n + 2; v++)
        t->first[v] += t->first[v - 1];
    for (uint32_t i = 0; i < t->arcs.count; i++) {
        t->at[t->first[t->arcs.at[i].tail + 1]++] = i;
        t->at[t->first[t->arcs.at[i].head + 1]++] = i;
    }
}

static void
network_simplex_init(NetworkSimplex *t, const int32_t *x, size_t n, const ArcList *arcs)
{
    *t = (NetworkSimplex){.n = n + 1};
    array_set(&t->arcs, arcs);
    t->x = memory_new(n + 1, sizeof *t->x);
    for (size_t v = 0; v < n; v++)
        t->x[v] = x[v];
    add_root(t, n);
    t->first = memory_new(t->n + 2, sizeof *t->first);
    t->at = memory_new(2 * t->arcs.count, sizeof *t->at);
    t->in_tree = memory_new(t->arcs.count, sizeof *t->in_tree);
    t->up = memory_new(t->n, sizeof *t->up);
    t->order = memory_new(t->n, sizeof *t->order);
    t->below = memory_new(t->n, sizeof *t->below);
    t->marked = memory_new(t->n, sizeof *t->marked);
    t->pull = memory_new(t->n, sizeof *t->pull);
    t->own = memory_new(t->n, sizeof *t->own);
    for (size_t i = 0; i < t->arcs.count; i++) {
        t->own[t->arcs.at[i].tail] += t->arcs.at[i].weight;
        t->own[t->arcs.at[i].head] -= t->arcs.at[i].weight;
    }
    list_arcs(t);
}

static void
network_simplex_clear(NetworkSimplex *t)
{
    array_clear(&t->arcs);
    memory_free(t->x);
    memory_free(t->first);
    memory_free(t->at);
    memory_free(t->in_tree);
    memory_free(t->up);
    memory_free(t->order);
    memory_free(t->below);
    memory_free(t->marked);
    memory_free(t->own);
    memory_free(t->pull);
}

/* Everything that tight arcs reach from what is in order[from ...). */
static size_t
reach_tight(NetworkSimplex *t, size_t from, size_t count)
{
    for (; from < count; from++) {
        uint32_t v = t->order[from];
        t->steps += t->first[v + 1] - t->first[v] + 1;
        for (uint32_t i = t->first[v]; i < t->first[v + 1]; i++) {
            uint32_t arc = t->at[i], w = other_end(t, arc, v);
            if (t->marked[w] || slack(t, arc) != 0)
                continue;
            t->marked[w] = true;
            t->in_tree[arc] = true;
            t->order[count++] = w;
        }
    }
    return count;
}

/* The arc with one end reached and the least slack; there is one while some end is not. */
static uint32_t
nearest_arc(NetworkSimplex *t)
{
    uint32_t best = NONE;
    for (uint32_t i = 0; i < t->arcs.count; i++) {
        const Arc *a = &t->arcs.at[i];
        if (t->marked[a->tail] != t->marked[a->head] &&
            (best == NONE || slack(t, i) < slack(t, best)))
            best = i;
    }
    t->steps += t->arcs.count;
    return best;
}

/* Has it taken too many steps, or does somebody want it to stop? */
static bool
is_over(NetworkSimplex *t)
{
    enum { STEPS_AT_ONCE = 16 }; /* in the time of one step of a budget */
    uint64_t more = (t->steps - t->told) / STEPS_AT_ONCE;
    t->told = t->steps;
    return t->steps > t->most || (t->budget && !budget_step(t->budget, more));
}

/* The subtree of `top` in preorder, and its points' arcs to their parents. */
static size_t
walk_tree(NetworkSimplex *t, uint32_t top, uint32_t *list)
{
    size_t done = 0, wait = t->n; /* what is done grows from the left, what waits from the right */
    list[--wait] = top;
    while (wait < t->n) {
        uint32_t v = list[wait++];
        list[done++] = v;
        t->steps += t->first[v + 1] - t->first[v] + 1;
        for (uint32_t i = t->first[v]; i < t->first[v + 1]; i++) {
            uint32_t arc = t->at[i];
            if (!t->in_tree[arc] || arc == t->up[v])
                continue;
            uint32_t w = other_end(t, arc, v);
            t->up[w] = arc;
            list[--wait] = w;
        }
    }
    return done;
}

/* A spanning tree of tight arcs: what is reached moves as one until the next arc is tight. */
static bool
make_tree(NetworkSimplex *t)
{
    uint32_t root = (uint32_t)t->n - 1;
    size_t done = 0, count = 1;
    t->order[0] = root;
    t->marked[root] = true;
    while ((count = reach_tight(t, done, count)) < t->n) {
        uint32_t arc = nearest_arc(t);
        const Arc *a = &t->arcs.at[arc];
        int32_t by = t->marked[a->tail] ? slack(t, arc) : -slack(t, arc);
        for (size_t i = 0; i < count; i++)
            t->x[t->order[i]] += by;
        done = 0;
        t->steps += count;
        if (is_over(t))
            return false;
    }
    memset(t->marked, 0, t->n * sizeof *t->marked);
    t->up[root] = NONE;
    walk_tree(t, root, t->order);
    memcpy(t->pull, t->own, t->n * sizeof *t->pull);
    for (size_t i = t->n; i-- > 1;)
        t->pull[other_end(t, t->up[t->order[i]], t->order[i])] += t->pull[t->order[i]];
    return true;
}

/* Of v and all points above it: a subtree there came or went. */
static void
change_pulls(NetworkSimplex *t, uint32_t v, int64_t by)
{
    for (; t->up[v] != NONE; t->steps++) {
        t->pull[v] += by;
        v = other_end(t, t->up[v], v);
    }
}

/* The point whose arc to its parent has the most negative cut value, in the first block that has
 * one; NONE: a minimum. */
static uint32_t
find_leaving(NetworkSimplex *t)
{
    uint32_t best = NONE;
    int64_t least = 0;
    for (size_t looked = 0; looked < t->n && best == NONE; looked += BLOCK) {
        size_t end = t->block + BLOCK < t->n ? t->block + BLOCK : t->n;
        for (size_t i = t->block; i < end; i++) {
            uint32_t v = t->order[i], up = t->up[v];
            int64_t cut = up == NONE ? 0 : t->arcs.at[up].tail == v ? t->pull[v] : -t->pull[v];
            if (cut < least) {
                least = cut;
                best = v;
            }
        }
        t->steps += end - t->block;
        if (best == NONE)
            t->block = end < t->n ? end : 0;
    }
    return best;
}

/* The arc that crosses the cut above the subtree below[0 ... n) the other way round, with the least
 * slack. */
static uint32_t
find_entering(NetworkSimplex *t, size_t n)
{
    uint32_t top = t->below[0], best = NONE;
    bool out = t->arcs.at[t->up[top]].tail == top; /* the leaving arc goes out of the subtree */
    for (size_t i = 0; i < n; i++)
        t->marked[t->below[i]] = true;
    for (size_t i = 0; i < n; i++) {
        uint32_t v = t->below[i];
        for (uint32_t k = t->first[v]; k < t->first[v + 1]; k++) {
            const Arc *a = &t->arcs.at[t->at[k]];
            bool inward = a->head == v && !t->marked[a->tail];
            bool outward = a->tail == v && !t->marked[a->head];
            if ((out ? inward : outward) && (best == NONE || slack(t, t->at[k]) < slack(t, best)))
                best = t->at[k];
        }
    }
    for (size_t i = 0; i < n; i++)
        t->marked[t->below[i]] = false;
    return best;
}

/* The subtree of `top` is taken off, and hung up by an arc at its point v: the way from v to top
 * turns around. */
static void
hang(NetworkSimplex *t, uint32_t top, uint32_t v, uint32_t arc)
{
    int64_t all = t->pull[top], before = 0;
    change_pulls(t, other_end(t, t->up[top], top), -all);
    change_pulls(t, other_end(t, arc, v), all);
    for (bool last = false; !last; t->steps++) {
        int64_t below = t->pull[v];
        uint32_t up = t->up[v];
        last = v == top;
        t->pull[v] = all - before;
        t->up[v] = arc;
        before = below;
        arc = up;
        v = other_end(t, up, v);
    }
}

/* The arc above `top` leaves; the subtree moves until another arc is tight, which enters. */
static bool
exchange(NetworkSimplex *t, uint32_t top)
{
    size_t n = walk_tree(t, top, t->below);
    uint32_t entering = find_entering(t, n), leaving = t->up[top];
    if (entering == NONE)
        return false;
    const Arc *a = &t->arcs.at[entering];
    bool out = t->arcs.at[leaving].tail == top;
    int32_t by = out ? -slack(t, entering) : slack(t, entering);
    for (size_t i = 0; by && i < n; i++)
        t->x[t->below[i]] += by;
    t->in_tree[leaving] = false;
    t->in_tree[entering] = true;
    hang(t, top, out ? a->head : a->tail, entering);
    return true;
}

bool
network_simplex_run(int32_t *x, size_t n, const ArcList *arcs, uint64_t steps, Budget *b)
{
    if (!n)
        return true;
    NetworkSimplex t;
    network_simplex_init(&t, x, n, arcs);
    t.most = steps;
    t.budget = b;
    bool best = false;
    if (make_tree(&t)) {
        size_t rounds = 30 * t.n + 1000;
        while (!best && !is_over(&t) && rounds--) {
            uint32_t top = find_leaving(&t);
            best = top == NONE || !exchange(&t, top);
            if (t.n <= BLOCK)
                walk_tree(&t, (uint32_t)t.n - 1, t.order);
        }
    }
    for (size_t v = 0; v < n; v++)
        x[v] = t.x[v];
    network_simplex_clear(&t);
    return best;
}
