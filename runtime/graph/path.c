/* path.c -- the paths between two vertices, the shortest first.
 *
 * Yen 1971, with the regions of Lawler 1972: a candidate is the first path of a region, which is
 * all paths that begin as it does up to its place `spur` and do not go on to one of `banned`.
 * Taking it out leaves a region for each place from there on, so nothing comes twice.  The first
 * path of a region is found by a search from b outwards: among shortest ones the smallest next
 * vertex is taken. */
#include "graph/separation.h"

#include <assert.h>

typedef struct Candidate {
    WireList path;
    WireList banned;
    uint32_t spur;
} Candidate;

static void
candidate_clear(Candidate *c)
{
    array_clear(&c->path);
    array_clear(&c->banned);
}

typedef struct PathSearch {
    const Graph *g;
    const Mutilation *m;
    uint32_t a, b;
    Budget *budget;
    VertexSet taken;    /* the beginning of the path so far, with the spur */
    VertexSet seen;     /* by the search from b */
    VertexSet goals;    /* where the path may go on from the spur */
    uint32_t *distance; /* to b, of what is seen */
    ARRAY(Candidate) heap;
} PathSearch;

void
path_list_clear(PathList *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i].vertices);
    array_clear(l);
}

/* ---- a heap of candidates ---- */

static bool
is_before(const Candidate *a, const Candidate *b)
{
    return wires_compare(&a->path, &b->path) < 0;
}

static void
heap_push(PathSearch *h, const Candidate *c)
{
    array_push(&h->heap, *c);
    size_t i = h->heap.count - 1;
    for (; i > 0 && is_before(c, &h->heap.at[(i - 1) / 2]); i = (i - 1) / 2)
        h->heap.at[i] = h->heap.at[(i - 1) / 2];
    h->heap.at[i] = *c;
}

static Candidate
heap_take(PathSearch *h)
{
    Candidate first = h->heap.at[0], last = h->heap.at[--h->heap.count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child + 1 < h->heap.count && is_before(&h->heap.at[child + 1], &h->heap.at[child]))
            child++;
        if (child >= h->heap.count || !is_before(&h->heap.at[child], &last))
            break;
        h->heap.at[i] = h->heap.at[child];
        i = child;
    }
    h->heap.at[i] = last;
    return first;
}

/* ---- the first path of a region ---- */

/* The next neighbour of v, *i counting from 0 through parents and children; false: no more. */
static bool
next_neighbour(const PathSearch *h, uint32_t v, size_t *i, uint32_t *to)
{
    size_t up, down;
    const uint32_t *parents = rows_at(&h->g->parents, v, &up);
    const uint32_t *children = rows_at(&h->g->children, v, &down);
    for (; *i < up + down; (*i)++) {
        *to = *i < up ? parents[*i] : children[*i - up];
        if (*i < up ? arrow_stays(h->m, *to, v) : arrow_stays(h->m, v, *to)) {
            (*i)++;
            return true;
        }
    }
    return false;
}

/* The smallest neighbour of v at this distance from b; where goals is not NULL, the smallest of
 * those that are goals. */
static uint32_t
step_closer(const PathSearch *h, uint32_t v, uint32_t distance, const VertexSet *goals)
{
    uint32_t best = UINT32_MAX, w;
    for (size_t i = 0; next_neighbour(h, v, &i, &w);)
        if (w < best && h->seen.has[w] && h->distance[w] == distance && (!goals || goals->has[w]))
            best = w;
    return best;
}

/* Finds distances from b outwards, without passing taken vertices, until one of the goals is
 * reached.  Its distance, or -1: none is reached.  The caller asks the budget afterwards. */
static int64_t
measure(PathSearch *h, const VertexSet *goals)
{
    VertexSet *seen = &h->seen;
    uint32_t w;
    vertex_set_empty(seen);
    vertex_set_add(seen, h->b);
    h->distance[h->b] = 0;
    for (size_t next = 0; next < seen->members.count; next++) {
        uint32_t v = seen->members.at[next];
        if (goals->has[v])
            return h->distance[v];
        for (size_t i = 0; next_neighbour(h, v, &i, &w);)
            if (!h->taken.has[w] && vertex_set_add(seen, w))
                h->distance[w] = h->distance[v] + 1;
    }
    return -1;
}

/* Is there a goal that is not taken?  Most regions of a long path are empty at once. */
static bool
has_goal(const PathSearch *h, const VertexSet *goals)
{
    for (size_t i = 0; i < goals->members.count; i++)
        if (goals->has[goals->members.at[i]] && !h->taken.has[goals->members.at[i]])
            return true;
    return false;
}

/* The first path of the region begun by path[0 ... spur] without `banned`, as a candidate. */
static bool
add_region(PathSearch *h, const WireList *path, uint32_t spur, const WireList *banned)
{
    Candidate c = {.spur = spur};
    VertexSet *goals = &h->goals;
    uint32_t v = path->at[spur], w;
    vertex_set_empty(goals);
    vertex_set_empty(&h->seen);
    for (size_t i = 0; next_neighbour(h, v, &i, &w);)
        vertex_set_add(goals, w);
    for (size_t i = 0; i < banned->count; i++)
        goals->has[banned->at[i]] = false;
    int64_t far = has_goal(h, goals) ? measure(h, goals) : -1;
    bool ok = budget_step(h->budget, h->seen.members.count + 1);
    if (ok && far >= 0) {
        for (uint32_t i = 0; i <= spur; i++)
            array_push(&c.path, path->at[i]);
        for (int64_t left = far; left >= 0; left--) {
            v = step_closer(h, v, (uint32_t)left, left == far ? goals : NULL);
            array_push(&c.path, v);
        }
        array_set(&c.banned, banned);
        heap_push(h, &c);
    }
    return ok;
}

/* The regions that are left when c is taken out of its own. */
static bool
split_region(PathSearch *h, const Candidate *c)
{
    WireList banned = {0};
    bool ok = true;
    array_set(&banned, &c->banned);
    vertex_set_empty(&h->taken);
    for (uint32_t i = 0; i < c->spur; i++)
        vertex_set_add(&h->taken, c->path.at[i]);
    for (uint32_t i = c->spur; ok && i + 1 < c->path.count; i++) {
        vertex_set_add(&h->taken, c->path.at[i]);
        array_push(&banned, c->path.at[i + 1]);
        ok = add_region(h, &c->path, i, &banned);
        banned.count = 0;
    }
    array_clear(&banned);
    return ok;
}

/* ---- where they are blocked ---- */

static uint32_t
blocked_at(const PathSearch *h, const WireList *path, const VertexSet *given,
           const VertexSet *above)
{
    for (uint32_t i = 1; i + 1 < path->count; i++) {
        uint32_t v = path->at[i];
        if (is_collider(h->g, h->m, path, i) ? !above->has[v] : given->has[v])
            return i;
    }
    return 0;
}

static bool
path_search_run(PathSearch *h, PathList *found, const VertexSet *given, const VertexSet *above,
                size_t limit)
{
    WireList start = {0}, none = {0};
    array_push(&start, h->a);
    vertex_set_add(&h->taken, h->a);
    bool ok = add_region(h, &start, 0, &none);
    array_clear(&start);
    while (ok && h->heap.count > 0 && found->count < limit) {
        Candidate c = heap_take(h);
        ok = split_region(h, &c);
        uint32_t blocked = blocked_at(h, &c.path, given, above);
        array_push(found, ((Path){.vertices = c.path, .blocked = blocked}));
        array_clear(&c.banned);
    }
    return ok && h->heap.count == 0;
}

void
find_paths(PathList *to, bool *complete, const Graph *g, const Mutilation *m, uint32_t a,
           uint32_t b, const WireList *c, size_t limit, Budget *budget)
{
    assert(a != b);
    PathSearch h = {.g = g, .m = m, .a = a, .b = b, .budget = budget};
    PathList found = {0};
    VertexSet given, above;
    vertex_set_init(&h.taken, g->count);
    vertex_set_init(&h.seen, g->count);
    vertex_set_init(&h.goals, g->count);
    h.distance = memory_new(g->count, sizeof *h.distance);
    vertex_set_init(&given, g->count);
    vertex_set_init(&above, g->count);
    vertex_set_add_all(&given, c);
    reach_up(&above, g, m, c);
    *complete = path_search_run(&h, &found, &given, &above, limit);
    for (size_t i = 0; i < h.heap.count; i++)
        candidate_clear(&h.heap.at[i]);
    array_clear(&h.heap);
    memory_free(h.distance);
    vertex_set_clear(&h.taken);
    vertex_set_clear(&h.seen);
    vertex_set_clear(&h.goals);
    vertex_set_clear(&given);
    vertex_set_clear(&above);
    path_list_clear(to);
    *to = found;
}
