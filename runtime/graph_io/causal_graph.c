/* causal_graph.c -- causal graphs as other programs write them; see causal_graph.h. */
#include "graph_io/causal_graph.h"

/* What a vertex and an edge take, with their places in maps. */
enum { VERTEX_BYTES = 128, EDGE_BYTES = 96 };

void
graph_mistake_clear(GraphMistake *m)
{
    array_clear(&m->cycle);
    *m = (GraphMistake){.fault = GRAPH_FINE};
}

bool
graph_refuse(GraphMistake *m, GraphFault fault, uint32_t start, uint32_t end, const char *wanted)
{
    m->fault = fault;
    m->start = start;
    m->end = end;
    m->wanted = wanted;
    return false;
}

void
causal_graph_clear(CausalGraph *g)
{
    array_clear(&g->vertices);
    array_clear(&g->edges);
    array_clear(&g->unkept);
    map_clear(&g->index);
    map_clear(&g->joined);
    map_clear(&g->ignored);
    *g = (CausalGraph){.ancestral = false};
}

/* Is there room for as many again, each time their number is a power of two? */
static bool
may_grow(CausalGraph *g, GraphMistake *m, Budget *b, size_t count, uint32_t at)
{
    enum { FEW = 1024 };
    bool ok = budget_step(b, 1);
    if (ok && count >= FEW && (count & (count - 1)) == 0)
        ok = budget_allows(b, 2 * (g->vertices.count * (uint64_t)VERTEX_BYTES +
                                   g->edges.count * (uint64_t)EDGE_BYTES));
    return ok || graph_refuse(m, GRAPH_STOPPED, at, at, NULL);
}

bool
causal_graph_add_vertex(CausalGraph *g, GraphMistake *m, Budget *budget, Name name,
                        uint32_t start, uint32_t end, uint32_t *vertex)
{
    uint64_t found;
    if (map_find(&g->index, map_key(name), &found)) {
        *vertex = (uint32_t)found;
        return true;
    }
    if (!may_grow(g, m, budget, g->vertices.count, start))
        return false;
    *vertex = (uint32_t)g->vertices.count;
    map_set_at(&g->index, map_key(name), *vertex);
    GraphVertex v = {.name = name, .start = start, .end = end};
    array_push(&g->vertices, v);
    return true;
}

/* An edge with two heads, or with none, has no direction. */
static uint64_t
edge_key(const GraphEdge *e)
{
    bool turned = (e->both || e->line) && e->from > e->to;
    uint64_t from = turned ? e->to : e->from, to = turned ? e->from : e->to;
    return (from << 32 | to) * 3 + (e->line ? 2 : e->both);
}

bool
causal_graph_add_edge(CausalGraph *g, GraphMistake *m, Budget *budget, const GraphEdge *edge)
{
    if (edge->from == edge->to) {
        m->name = g->vertices.at[edge->from].name;
        return graph_refuse(m, GRAPH_LOOP, edge->start, edge->end, NULL);
    }
    if (!may_grow(g, m, budget, g->edges.count, edge->start))
        return false;
    uint64_t key = edge_key(edge);
    if (map_find(&g->joined, key, NULL))
        return true;
    map_set_at(&g->joined, key, g->edges.count);
    array_push(&g->edges, *edge);
    return true;
}

void
causal_graph_add_unkept(CausalGraph *g, Name attribute)
{
    if (map_find(&g->ignored, map_key(attribute), NULL))
        return;
    map_set_at(&g->ignored, map_key(attribute), 1);
    array_push(&g->unkept, attribute);
}

bool
causal_graph_has_lines(const CausalGraph *g)
{
    for (size_t i = 0; i < g->edges.count; i++)
        if (g->edges.at[i].line)
            return true;
    return false;
}

/* ---- circles ---- */

typedef ARRAY(uint32_t) Numbers;

/* How many arrows into each vertex come from vertices that are not free yet, when all that can be
 * freed is: those on circles, and behind them, have some. */
static void
count_unfree(const CausalGraph *g, Numbers *into)
{
    Numbers first = {0}, next = {0}, free = {0}; /* edges out of a vertex, as a list */
    array_add_zeroed(into, g->vertices.count);
    array_add_zeroed(&first, g->vertices.count);
    array_add_zeroed(&next, g->edges.count);
    for (uint32_t e = 0; e < g->edges.count; e++) {
        const GraphEdge *x = &g->edges.at[e];
        if (x->both || x->line)
            continue;
        into->at[x->to]++;
        next.at[e] = first.at[x->from];
        first.at[x->from] = e + 1;
    }
    for (uint32_t v = 0; v < g->vertices.count; v++)
        if (!into->at[v])
            array_push(&free, v);
    for (size_t i = 0; i < free.count; i++)
        for (uint32_t e = first.at[free.at[i]]; e; e = next.at[e - 1])
            if (--into->at[g->edges.at[e - 1].to] == 0)
                array_push(&free, g->edges.at[e - 1].to);
    array_clear(&free);
    array_clear(&next);
    array_clear(&first);
}

/* Walks from parent to parent, where none is free, until a vertex comes again.  `back` has of each
 * such vertex the edge that leads to it. */
static void
find_circle(const CausalGraph *g, const Numbers *into, Numbers *circle)
{
    Numbers back = {0};
    uint32_t v = 0;
    array_add_zeroed(&back, g->vertices.count);
    for (uint32_t e = 0; e < g->edges.count; e++) {
        const GraphEdge *x = &g->edges.at[e];
        if (!x->both && !x->line && into->at[x->from] && into->at[x->to])
            back.at[x->to] = e, v = x->to;
    }
    for (size_t i = 0; i < g->vertices.count; i++)
        v = g->edges.at[back.at[v]].from;
    uint32_t start = v;
    do {
        array_push(circle, back.at[v]);
        v = g->edges.at[back.at[v]].from;
    } while (v != start);
    array_clear(&back);
}

/* The names of the circle, from the smallest vertex on, and the place of its last edge. */
static void
tell_circle(const CausalGraph *g, const Numbers *circle, GraphMistake *m)
{
    size_t n = circle->count, least = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < n; i++) {
        if (g->edges.at[circle->at[i]].to < g->edges.at[circle->at[least]].to)
            least = i;
        last = circle->at[i] > last ? circle->at[i] : last;
    }
    graph_refuse(m, GRAPH_CYCLE, g->edges.at[last].start, g->edges.at[last].end, NULL);
    for (size_t i = n; i-- > 0;)
        array_push(&m->cycle, g->vertices.at[g->edges.at[circle->at[(i + least + 1) % n]].to].name);
}

bool
causal_graph_check(const CausalGraph *g, GraphMistake *m)
{
    Numbers into = {0}, circle = {0};
    count_unfree(g, &into);
    bool some = false;
    for (size_t v = 0; v < into.count; v++)
        some = some || into.at[v];
    if (some) {
        find_circle(g, &into, &circle);
        tell_circle(g, &circle, m);
    }
    array_clear(&circle);
    array_clear(&into);
    return !some;
}
