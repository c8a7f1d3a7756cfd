/* graph.c -- the shape of a model, and its projection; see graph.h. */
#include "graph/graph.h"

#include <assert.h>
#include <stdlib.h>

/* ---- rows ---- */

static void
rows_clear(Rows *r)
{
    array_clear(&r->start);
    array_clear(&r->of);
}

/* Pairs (row, value), turned into rows by counting; values stay in the order of the pairs. */
typedef struct Pair {
    uint32_t row, value;
} Pair;
typedef ARRAY(Pair) PairList;

static void
rows_make(Rows *to, const PairList *pairs, size_t count)
{
    rows_clear(to);
    array_add_zeroed(&to->start, count + 2);
    array_reserve(&to->of, 1); /* so that an empty row is a place too */
    array_add_zeroed(&to->of, pairs->count);
    uint32_t *start = to->start.at;
    for (size_t i = 0; i < pairs->count; i++)
        start[pairs->at[i].row + 2]++;
    for (size_t i = 1; i < count + 2; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < pairs->count; i++)
        to->of.at[start[pairs->at[i].row + 1]++] = pairs->at[i].value;
    to->start.count = count + 1;
}

/* The same relation read the other way; ascending. */
static void
rows_turn(Rows *to, const Rows *from, size_t count, size_t from_count)
{
    PairList pairs = {0};
    for (uint32_t i = 0; i < from_count; i++)
        for (uint32_t k = from->start.at[i]; k < from->start.at[i + 1]; k++)
            array_push(&pairs, ((Pair){from->of.at[k], i}));
    rows_make(to, &pairs, count);
    array_clear(&pairs);
}

/* Twice the other way: ascending. */
static void
rows_sort(Rows *r, Rows *turned, size_t count, size_t columns)
{
    rows_turn(turned, r, columns, count);
    rows_turn(r, turned, count, columns);
}

/* ---- the graph of a model ---- */

void
graph_clear(Graph *g)
{
    memory_free(g->observed);
    rows_clear(&g->parents);
    rows_clear(&g->children);
    array_clear(&g->order);
    memory_free(g->rank);
    *g = (Graph){0};
}

static void
add_parents(PairList *pairs, const Model *m, uint32_t v)
{
    const Vertex *x = &m->vertices.at[v];
    if (x->type->size == 1)
        return;
    for (size_t i = 0; i < x->parents.count; i++) {
        uint32_t p = x->parents.at[i];
        if (m->vertices.at[p].type->size != 1)
            array_push(pairs, ((Pair){v, p}));
    }
}

void
graph_make(Graph *to, const Model *m)
{
    Graph g = {.count = (uint32_t)m->vertices.count};
    PairList pairs = {0};
    assert(m->order.count == m->vertices.count);
    g.observed = memory_new(g.count, sizeof *g.observed);
    g.rank = memory_new(g.count, sizeof *g.rank);
    array_set(&g.order, &m->order);
    for (uint32_t v = 0; v < g.count; v++) {
        g.observed[v] = !m->vertices.at[v].latent || m->vertices.at[v].open;
        g.rank[m->order.at[v]] = v;
        add_parents(&pairs, m, v);
    }
    rows_make(&g.parents, &pairs, g.count);
    rows_sort(&g.parents, &g.children, g.count, g.count);
    array_clear(&pairs);
    graph_clear(to);
    *to = g;
}

/* ---- other parents ---- */

/* A search for an order: the vertices from one that waits down to the one that is looked at. */
typedef struct OrderSearch {
    const Rows *rows[2]; /* the arrows to obey; the second may be NULL */
    WireList *order;
    WireList path;
    uint32_t *next;      /* of each vertex: how many parents were looked at, of both */
    bool *met, *placed;
} OrderSearch;

/* The next parent of v to be looked at.  False: those were all. */
static bool
next_parent(OrderSearch *s, uint32_t v, uint32_t *parent)
{
    size_t count, before = 0;
    for (int k = 0; k < 2 && s->rows[k]; k++) {
        const uint32_t *at = rows_at(s->rows[k], v, &count);
        if (s->next[v] < before + count) {
            *parent = at[s->next[v]++ - before];
            return true;
        }
        before += count;
    }
    return false;
}

/* Places v behind its ancestors.  False: there is a cycle. */
static bool
place_vertex(OrderSearch *s, uint32_t v)
{
    bool acyclic = true;
    s->path.count = 0;
    if (!s->met[v])
        array_push(&s->path, v);
    s->met[v] = true;
    while (acyclic && s->path.count) {
        uint32_t at = s->path.at[s->path.count - 1], parent;
        if (!next_parent(s, at, &parent)) {
            s->placed[at] = true;
            array_push(s->order, at);
            s->path.count--;
        } else if (!s->met[parent]) {
            s->met[parent] = true;
            array_push(&s->path, parent);
        } else {
            acyclic = s->placed[parent];
        }
    }
    return acyclic;
}

/* An order that obeys these arrows, and is otherwise near to that of g. */
static bool
find_order(WireList *to, const Graph *g, const Rows *arrows, const Rows *others)
{
    OrderSearch s = {.rows = {arrows, others}, .order = to};
    bool acyclic = true;
    to->count = 0;
    s.next = memory_new(g->count, sizeof *s.next);
    s.met = memory_new(g->count, sizeof *s.met);
    s.placed = memory_new(g->count, sizeof *s.placed);
    for (size_t i = 0; acyclic && i < g->order.count; i++)
        acyclic = place_vertex(&s, g->order.at[i]);
    array_clear(&s.path);
    memory_free(s.next);
    memory_free(s.met);
    memory_free(s.placed);
    return acyclic;
}

/* Of each vertex the place in the lists, plus 1; 0: it is not in them. */
static uint32_t *
places_of(const uint32_t *vertices, size_t listed, uint32_t count)
{
    uint32_t *place = memory_new(count, sizeof *place);
    for (uint32_t i = 0; i < listed; i++)
        place[vertices[i]] = i + 1;
    return place;
}

bool
graph_rewire(Graph *to, const Graph *g, const uint32_t *vertices, const WireList *parents,
             size_t listed)
{
    Graph made = {.count = g->count};
    PairList pairs = {0};
    uint32_t *place = places_of(vertices, listed, g->count);
    made.observed = memory_new(g->count, sizeof *made.observed);
    made.rank = memory_new(g->count, sizeof *made.rank);
    for (uint32_t v = 0; v < g->count; v++) {
        size_t count;
        const uint32_t *at = rows_at(&g->parents, v, &count);
        if (place[v]) {
            at = parents[place[v] - 1].at;
            count = parents[place[v] - 1].count;
        }
        made.observed[v] = g->observed[v];
        for (size_t k = 0; k < count; k++)
            array_push(&pairs, ((Pair){v, at[k]}));
    }
    rows_make(&made.parents, &pairs, g->count);
    rows_sort(&made.parents, &made.children, g->count, g->count);
    bool both = find_order(&made.order, g, &made.parents, &g->parents);
    bool acyclic = both || find_order(&made.order, g, &made.parents, NULL);
    assert(acyclic);
    (void)acyclic;
    for (uint32_t i = 0; i < made.order.count; i++)
        made.rank[made.order.at[i]] = i;
    array_clear(&pairs);
    memory_free(place);
    graph_clear(to);
    *to = made;
    return both;
}

/* ---- arrows ---- */

bool
has_arrow(const Graph *g, uint32_t from, uint32_t to)
{
    size_t count;
    const uint32_t *at = rows_at(&g->parents, to, &count);
    while (count > 0) {
        size_t half = count / 2;
        if (at[half] == from)
            return true;
        if (at[half] < from) {
            at += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return false;
}

/* ---- sets ---- */

void
vertex_set_init(VertexSet *s, uint32_t count)
{
    *s = (VertexSet){.has = memory_new(count, sizeof *s->has)};
}

void
vertex_set_clear(VertexSet *s)
{
    array_clear(&s->members);
    memory_free(s->has);
    *s = (VertexSet){0};
}

bool
vertex_set_add(VertexSet *s, uint32_t v)
{
    if (s->has[v])
        return false;
    s->has[v] = true;
    array_push(&s->members, v);
    return true;
}

void
vertex_set_add_all(VertexSet *s, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++)
        vertex_set_add(s, list->at[i]);
}

void
vertex_set_empty(VertexSet *s)
{
    for (size_t i = 0; i < s->members.count; i++)
        s->has[s->members.at[i]] = false;
    s->members.count = 0;
}

void
reach(VertexSet *to, const Rows *rows, const WireList *from, const VertexSet *within)
{
    size_t next = to->members.count, count;
    vertex_set_add_all(to, from);
    for (; next < to->members.count; next++) {
        const uint32_t *at = rows_at(rows, to->members.at[next], &count);
        for (size_t k = 0; k < count; k++)
            if (!within || within->has[at[k]])
                vertex_set_add(to, at[k]);
    }
}

uint32_t
root_find(uint32_t *up, uint32_t v)
{
    while (up[v] != v)
        v = up[v] = up[up[v]];
    return v;
}

static int
compare_numbers(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

void
sort_vertices(WireList *list)
{
    if (list->count)
        qsort(list->at, list->count, sizeof *list->at, compare_numbers);
}

static int
compare_pairs(const void *x, const void *y)
{
    const Pair *a = x, *b = y;
    int by_row = compare_numbers(&a->row, &b->row);
    return by_row ? by_row : compare_numbers(&a->value, &b->value);
}

void
sort_by_rank(WireList *list, const uint32_t *rank)
{
    PairList pairs = {0};
    for (size_t i = 0; i < list->count; i++)
        array_push(&pairs, ((Pair){rank[list->at[i]], list->at[i]}));
    if (pairs.count)
        qsort(pairs.at, pairs.count, sizeof *pairs.at, compare_pairs);
    for (size_t i = 0; i < list->count; i++)
        list->at[i] = pairs.at[i].value;
    array_clear(&pairs);
}

/* ---- projection ---- */

void
projection_clear(Projection *p)
{
    rows_clear(&p->parents);
    rows_clear(&p->children);
    rows_clear(&p->groups);
    rows_clear(&p->groups_of);
    array_clear(&p->order);
    memory_free(p->rank);
    *p = (Projection){0};
}

/* The observed vertices next to v along these rows, latents in between skipped; those are left in
 * `passed`.  Both sets must be empty. */
static bool
pass_latents(VertexSet *found, VertexSet *passed, const Graph *g, const Rows *rows, uint32_t v,
             Budget *b)
{
    size_t next = 0, count;
    for (uint32_t at = v;; at = passed->members.at[next++]) {
        const uint32_t *near = rows_at(rows, at, &count);
        if (!budget_step(b, count + 1))
            return false;
        for (size_t k = 0; k < count; k++)
            vertex_set_add(g->observed[near[k]] ? found : passed, near[k]);
        if (next == passed->members.count)
            return true;
    }
}

typedef struct ProjectionBuilder {
    const Graph *g;
    Budget *budget;
    VertexSet found, passed;
    PairList arrows, members;
    uint32_t groups;
} ProjectionBuilder;

static bool
project_parents(ProjectionBuilder *p, uint32_t v)
{
    bool ok = pass_latents(&p->found, &p->passed, p->g, &p->g->parents, v, p->budget);
    for (size_t i = 0; ok && i < p->found.members.count; i++)
        array_push(&p->arrows, ((Pair){v, p->found.members.at[i]}));
    vertex_set_empty(&p->found);
    vertex_set_empty(&p->passed);
    return ok;
}

static bool
has_latent_parent(const Graph *g, uint32_t v)
{
    size_t count;
    const uint32_t *parents = rows_at(&g->parents, v, &count);
    for (size_t i = 0; i < count; i++)
        if (!g->observed[parents[i]])
            return true;
    return false;
}

/* The group of a latent with a latent parent is part of that of its parent. */
static bool
project_group(ProjectionBuilder *p, uint32_t v)
{
    if (has_latent_parent(p->g, v))
        return true;
    bool ok = pass_latents(&p->found, &p->passed, p->g, &p->g->children, v, p->budget);
    if (ok && p->found.members.count > 1) {
        for (size_t i = 0; i < p->found.members.count; i++)
            array_push(&p->members, ((Pair){p->groups, p->found.members.at[i]}));
        p->groups++;
    }
    vertex_set_empty(&p->found);
    vertex_set_empty(&p->passed);
    return ok;
}

static bool
project_all(ProjectionBuilder *p)
{
    for (uint32_t v = 0; v < p->g->count; v++)
        if (!(p->g->observed[v] ? project_parents(p, v) : project_group(p, v)))
            return false;
    return true;
}

static void
order_observed(Projection *p, const Graph *g)
{
    p->rank = memory_new(g->count, sizeof *p->rank);
    for (size_t i = 0; i < g->order.count; i++) {
        uint32_t v = g->order.at[i];
        p->rank[v] = UINT32_MAX;
        if (!g->observed[v])
            continue;
        p->rank[v] = (uint32_t)p->order.count;
        array_push(&p->order, v);
    }
}

bool
projection_make(Projection *to, const Graph *g, Budget *b)
{
    Projection p = {.count = g->count};
    ProjectionBuilder w = {.g = g, .budget = b};
    vertex_set_init(&w.found, g->count);
    vertex_set_init(&w.passed, g->count);
    bool ok = project_all(&w);
    if (ok) {
        rows_make(&p.parents, &w.arrows, g->count);
        rows_sort(&p.parents, &p.children, g->count, g->count);
        rows_make(&p.groups, &w.members, w.groups);
        rows_sort(&p.groups, &p.groups_of, w.groups, g->count);
        order_observed(&p, g);
        projection_clear(to);
        *to = p;
    }
    array_clear(&w.arrows);
    array_clear(&w.members);
    vertex_set_clear(&w.passed);
    vertex_set_clear(&w.found);
    return ok;
}

/* ---- confounded components ---- */

void
set_list_clear(SetList *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i]);
    array_clear(l);
}

uint32_t
projection_groups(const Projection *p)
{
    return p->groups.start.count ? (uint32_t)p->groups.start.count - 1 : 0;
}

void
join(VertexSet *seen, VertexSet *groups, const Projection *p, const VertexSet *within, uint32_t v)
{
    size_t next = seen->members.count, count, members;
    vertex_set_add(seen, v);
    for (; next < seen->members.count; next++) {
        const uint32_t *of = rows_at(&p->groups_of, seen->members.at[next], &count);
        for (size_t i = 0; i < count; i++) {
            if (!vertex_set_add(groups, of[i]))
                continue;
            const uint32_t *at = rows_at(&p->groups, of[i], &members);
            for (size_t k = 0; k < members; k++)
                if (within->has[at[k]])
                    vertex_set_add(seen, at[k]);
        }
    }
}

void
components(SetList *to, const Projection *p, const VertexSet *within)
{
    SetList list = {0};
    WireList all = {0};
    VertexSet seen, groups;
    vertex_set_init(&seen, p->count);
    vertex_set_init(&groups, projection_groups(p));
    array_set(&all, &within->members);
    sort_by_rank(&all, p->rank);
    for (size_t i = 0; i < all.count; i++) {
        if (seen.has[all.at[i]])
            continue;
        size_t first = seen.members.count;
        WireList part = {0};
        join(&seen, &groups, p, within, all.at[i]);
        for (size_t k = first; k < seen.members.count; k++)
            array_push(&part, seen.members.at[k]);
        sort_by_rank(&part, p->rank);
        array_push(&list, part);
    }
    vertex_set_clear(&groups);
    vertex_set_clear(&seen);
    array_clear(&all);
    set_list_clear(to);
    *to = list;
}
