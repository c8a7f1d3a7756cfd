/* network_simplex.c -- network simplex; see network_simplex.h.
 *
 * A spanning tree of tight arcs determines all differences.  An arc of the tree whose cut value is
 * negative is loosened until another arc becomes tight, which takes its place.  The cut value of a
 * tree arc is the flow that must cross it, a sum over the subtree below, so after each exchange
 * one walk over the tree gives all of them again. */
#include "picture/network_simplex.h"

#define NONE UINT32_MAX

typedef struct NetworkSimplex {
    int32_t *x;
    size_t n; /* points, and one root that holds them together */
    ArcList arcs;
    uint32_t *first, *at;          /* arcs of point v: at[first[v] ... first[v + 1]) */
    bool *in_tree;                 /* by arc */
    uint32_t *up;                  /* by point: the tree arc to its parent */
    uint32_t *order, *when, *size; /* the tree in preorder; place in it; points of the subtree */
    int64_t *own;                  /* by point: weights of its arcs out minus those in */
    int64_t *pull;                 /* by point: weights out minus weights in, of the subtree */
    uint64_t steps, told, most;    /* told: to the budget */
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
    t->when = memory_new(t->n, sizeof *t->when);
    t->size = memory_new(t->n, sizeof *t->size);
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
    memory_free(t->when);
    memory_free(t->size);
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
            if (t->size[w] || slack(t, arc) != 0)
                continue;
            t->size[w] = 1;
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
        if ((t->size[a->tail] != 0) != (t->size[a->head] != 0) &&
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

/* A spanning tree of tight arcs: what is reached moves as one until the next arc is tight. */
static bool
make_tree(NetworkSimplex *t)
{
    uint32_t root = (uint32_t)t->n - 1;
    size_t done = 0, count = 1;
    t->order[0] = root;
    t->size[root] = 1;
    while ((count = reach_tight(t, done, count)) < t->n) {
        uint32_t arc = nearest_arc(t);
        const Arc *a = &t->arcs.at[arc];
        int32_t by = t->size[a->tail] ? slack(t, arc) : -slack(t, arc);
        for (size_t i = 0; i < count; i++)
            t->x[t->order[i]] += by;
        done = 0;
        t->steps += count;
        if (is_over(t))
            return false;
    }
    return true;
}

/* Parents, preorder, and the pull of each subtree. */
static void
walk_tree(NetworkSimplex *t)
{
    uint32_t *stack = t->order; /* what is done grows from the left, what waits from the right */
    size_t done = 0, wait = t->n;
    uint32_t root = (uint32_t)t->n - 1;
    t->up[root] = NONE;
    stack[--wait] = root;
    while (wait < t->n) {
        uint32_t v = stack[wait++];
        t->when[v] = (uint32_t)done;
        t->order[done++] = v;
        t->size[v] = 1;
        for (uint32_t i = t->first[v]; i < t->first[v + 1]; i++) {
            uint32_t arc = t->at[i];
            if (!t->in_tree[arc] || arc == t->up[v])
                continue;
            uint32_t w = other_end(t, arc, v);
            t->up[w] = arc;
            stack[--wait] = w;
        }
    }
}

static void
sum_pulls(NetworkSimplex *t)
{
    memcpy(t->pull, t->own, t->n * sizeof *t->pull);
    for (size_t i = t->n; i-- > 1;) {
        uint32_t v = t->order[i], parent = other_end(t, t->up[v], v);
        t->size[parent] += t->size[v];
        t->pull[parent] += t->pull[v];
    }
    t->steps += t->arcs.count + 4 * t->n;
}

/* The point whose arc to its parent has the most negative cut value; NONE: a minimum. */
static uint32_t
find_leaving(const NetworkSimplex *t)
{
    uint32_t best = NONE;
    int64_t least = 0;
    for (size_t i = 1; i < t->n; i++) {
        uint32_t v = t->order[i];
        int64_t cut = t->arcs.at[t->up[v]].tail == v ? t->pull[v] : -t->pull[v];
        if (cut < least) {
            least = cut;
            best = v;
        }
    }
    return best;
}

static bool
is_below(const NetworkSimplex *t, uint32_t v, uint32_t top)
{
    return t->when[v] - t->when[top] < t->size[top];
}

/* The arc that crosses the cut above `top` the other way round, with the least slack. */
static uint32_t
find_entering(const NetworkSimplex *t, uint32_t top)
{
    bool out = t->arcs.at[t->up[top]].tail == top; /* the leaving arc goes out of the subtree */
    uint32_t best = NONE;
    for (size_t i = t->when[top]; i < t->when[top] + t->size[top]; i++) {
        uint32_t v = t->order[i];
        for (uint32_t k = t->first[v]; k < t->first[v + 1]; k++) {
            const Arc *a = &t->arcs.at[t->at[k]];
            bool inward = a->head == v && !is_below(t, a->tail, top);
            bool outward = a->tail == v && !is_below(t, a->head, top);
            if ((out ? inward : outward) && (best == NONE || slack(t, t->at[k]) < slack(t, best)))
                best = t->at[k];
        }
    }
    return best;
}

static bool
exchange(NetworkSimplex *t, uint32_t top)
{
    uint32_t entering = find_entering(t, top);
    if (entering == NONE)
        return false;
    int32_t by = slack(t, entering);
    if (t->arcs.at[t->up[top]].tail == top)
        by = -by;
    for (size_t i = t->when[top]; by && i < t->when[top] + t->size[top]; i++)
        t->x[t->order[i]] += by;
    t->in_tree[t->up[top]] = false;
    t->in_tree[entering] = true;
    t->steps += t->size[top];
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
            walk_tree(&t);
            sum_pulls(&t);
            uint32_t top = find_leaving(&t);
            best = top == NONE || !exchange(&t, top);
        }
    }
    for (size_t v = 0; v < n; v++)
        x[v] = t.x[v];
    network_simplex_clear(&t);
    return best;
}
