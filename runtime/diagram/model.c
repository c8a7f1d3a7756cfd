/* model.c -- causal structures: order, wiring, and a mechanism put in place; see model.h.
 *
 * The order is found with a heap of the vertices whose parents are all placed, so it depends on
 * nothing but the graph and the numbers of its vertices. */
#include "diagram/model.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void
vertex_clear(Vertex *v)
{
    array_clear(&v->parents);
    array_clear(&v->cut);
    diagram_clear(&v->mechanism);
}

void
model_clear(Model *m)
{
    for (size_t i = 0; i < m->vertices.count; i++)
        vertex_clear(&m->vertices.at[i]);
    array_clear(&m->vertices);
    array_clear(&m->order);
    map_clear(&m->index);
    *m = (Model){0};
}

void
model_swap(Model *a, Model *b)
{
    Model c = *a;
    *a = *b;
    *b = c;
}

void
model_add_vertex(Model *m, const Vertex *v)
{
    if (v->name && !map_find(&m->index, map_key(v->name), NULL))
        map_set_at(&m->index, map_key(v->name), m->vertices.count);
    array_push(&m->vertices, *v);
}

void
model_set(Model *to, const Model *m)
{
    Model copy = {.name = m->name};
    array_set(&copy.order, &m->order);
    for (size_t i = 0; i < m->vertices.count; i++) {
        Vertex v = m->vertices.at[i];
        v.parents = v.cut = (WireList){0};
        array_set(&v.parents, &m->vertices.at[i].parents);
        array_set(&v.cut, &m->vertices.at[i].cut);
        diagram_init(&v.mechanism);
        diagram_set(&v.mechanism, &m->vertices.at[i].mechanism);
        model_add_vertex(&copy, &v);
    }
    model_swap(to, &copy);
    model_clear(&copy);
}

/* A heap of vertices: at[i] is no larger than at[2 i + 1] and at[2 i + 2]. */
static void
heap_push(WireList *heap, uint32_t v)
{
    array_push(heap, v);
    size_t i = heap->count - 1;
    for (; i > 0 && heap->at[(i - 1) / 2] > v; i = (i - 1) / 2)
        heap->at[i] = heap->at[(i - 1) / 2];
    heap->at[i] = v;
}

static uint32_t
heap_take(WireList *heap)
{
    uint32_t least = heap->at[0];
    uint32_t v = heap->at[--heap->count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child + 1 < heap->count && heap->at[child + 1] < heap->at[child])
            child++;
        if (child >= heap->count || heap->at[child] >= v)
            break;
        heap->at[i] = heap->at[child];
        i = child;
    }
    heap->at[i] = v;
    return least;
}

/* The children of v are list[first[v] ... first[v + 1]); missing[v] counts parents not placed. */
typedef struct Children {
    uint32_t *first, *list, *missing;
} Children;

static void
children_init(Children *c, const Model *m)
{
    size_t n = m->vertices.count, edges = 0;
    for (size_t v = 0; v < n; v++)
        edges += m->vertices.at[v].parents.count;
    *c = (Children){.first = memory_new(n + 2, sizeof *c->first),
                    .list = memory_new(edges, sizeof *c->list),
                    .missing = memory_new(n, sizeof *c->missing)};
    for (size_t v = 0; v < n; v++)
        for (size_t i = 0; i < m->vertices.at[v].parents.count; i++)
            c->first[m->vertices.at[v].parents.at[i] + 2]++;
    for (size_t v = 2; v < n + 2; v++)
        c->first[v] += c->first[v - 1];
    /* first[p + 1] is where p's children begin; filling moves it to where they end */
    for (size_t v = 0; v < n; v++) {
        const WireList *parents = &m->vertices.at[v].parents;
        c->missing[v] = (uint32_t)parents->count;
        for (size_t i = 0; i < parents->count; i++)
            c->list[c->first[parents->at[i] + 1]++] = (uint32_t)v;
    }
}

static void
children_clear(Children *c)
{
    memory_free(c->first);
    memory_free(c->list);
    memory_free(c->missing);
}

/* The cycle found by going from parent to parent among the vertices that could not be placed. */
static void
find_cycle(const Model *m, const uint32_t *missing, WireList *cycle)
{
    uint32_t v = 0;
    while (missing[v] == 0)
        v++;
    uint32_t *parent = memory_new(m->vertices.count, sizeof *parent);
    bool *met = memory_new(m->vertices.count, sizeof *met);
    for (; !met[v]; v = parent[v]) {
        const WireList *parents = &m->vertices.at[v].parents;
        met[v] = true;
        size_t i = 0;
        while (missing[parents->at[i]] == 0)
            i++;
        parent[v] = parents->at[i];
    }
    uint32_t last = v;
    for (uint32_t u = parent[v]; u != v; u = parent[u])
        last = u < last ? u : last;
    last = parent[last]; /* the parent of the smallest: written last */
    cycle->count = 0;
    for (uint32_t u = parent[last]; u != last; u = parent[u])
        array_push(cycle, u);
    wires_turn(cycle);
    array_push(cycle, last);
    memory_free(parent);
    memory_free(met);
}

/* As many vertices as can be, each after its parents. */
static void
find_order(WireList *order, size_t n, Children *c)
{
    WireList heap = {0};
    for (uint32_t v = 0; v < n; v++)
        if (c->missing[v] == 0)
            heap_push(&heap, v);
    while (heap.count) {
        uint32_t v = heap_take(&heap);
        array_push(order, v);
        for (uint32_t i = c->first[v]; i < c->first[v + 1]; i++)
            if (--c->missing[c->list[i]] == 0)
                heap_push(&heap, c->list[i]);
    }
    array_clear(&heap);
}

bool
model_sort(Model *m, WireList *cycle)
{
    Children c;
    children_init(&c, m);
    WireList order = {0};
    find_order(&order, m->vertices.count, &c);
    bool sorted = order.count == m->vertices.count;
    if (sorted)
        array_set(&m->order, &order);
    else
        find_cycle(m, c.missing, cycle);
    array_clear(&order);
    children_clear(&c);
    return sorted;
}

bool
model_find(const Model *m, Name name, uint32_t *vertex)
{
    uint64_t found;
    if (!name || !map_find(&m->index, map_key(name), &found))
        return false;
    *vertex = (uint32_t)found;
    return true;
}

uint32_t
named_step(const char *name)
{
    const char *end = name ? strrchr(name, '_') : NULL;
    if (!end || end[1] < '1' || end[1] > '9' || strlen(end + 1) > 9 ||
        strspn(end + 1, "0123456789") != strlen(end + 1))
        return 0;
    return (uint32_t)strtoul(end + 1, NULL, 10);
}

uint32_t
model_last_step(const Model *m, const char *name, size_t length, uint32_t *first)
{
    uint32_t last = 0;
    *first = 0;
    for (size_t v = 0; v < m->vertices.count; v++) {
        const char *other = m->vertices.at[v].name;
        uint32_t k = named_step(other);
        if (!k || (size_t)(strrchr(other, '_') - other) != length ||
            memcmp(other, name, length) != 0)
            continue;
        last = k > last ? k : last;
        *first = !*first || k < *first ? k : *first;
    }
    return last;
}

/* v's mechanism added to d, where its parents have wires; its own is written there. */
static void
add_vertex(Diagram *d, const Model *m, uint32_t v, uint32_t *wire)
{
    const Vertex *x = &m->vertices.at[v];
    assert(x->mechanism.inputs.count == x->parents.count && x->mechanism.outputs.count == 1);
    WireList in = {0};
    for (size_t i = 0; i < x->parents.count; i++)
        array_push(&in, wire[x->parents.at[i]]);
    diagram_add(d, &x->mechanism, in.at, &wire[v]);
    array_clear(&in);
}

/* Each of these and of what they depend on. */
static void
mark_needed(bool *needed, const Model *m, const WireList *outputs)
{
    WireList stack = {0};
    for (size_t i = 0; i < outputs->count; i++)
        array_push(&stack, outputs->at[i]);
    while (stack.count) {
        uint32_t v = stack.at[--stack.count];
        const WireList *parents = &m->vertices.at[v].parents;
        for (size_t i = 0; !needed[v] && i < parents->count; i++)
            array_push(&stack, parents->at[i]);
        needed[v] = true;
    }
    array_clear(&stack);
}

/* needed: of each vertex; NULL: all are. */
static void
compose(Diagram *to, const Model *m, const WireList *outputs, const bool *needed)
{
    assert(m->order.count == m->vertices.count);
    Diagram d = {0};
    uint32_t *wire = memory_new(m->vertices.count, sizeof *wire);
    for (size_t v = 0; v < m->vertices.count; v++) {
        const Vertex *x = &m->vertices.at[v];
        if (x->open)
            wire[v] = diagram_add_input(&d, x->type, x->name);
    }
    for (size_t i = 0; i < m->order.count; i++) {
        uint32_t v = m->order.at[i];
        if (!m->vertices.at[v].open && (!needed || needed[v]))
            add_vertex(&d, m, v, wire);
    }
    for (size_t i = 0; i < outputs->count; i++) {
        uint32_t v = outputs->at[i];
        diagram_add_output(&d, wire[v], m->vertices.at[v].name);
    }
    memory_free(wire);
    diagram_swap(to, &d);
    diagram_clear(&d);
}

void
model_diagram(Diagram *to, const Model *m, const WireList *outputs)
{
    compose(to, m, outputs, NULL);
}

void
model_diagram_needed(Diagram *to, const Model *m, const WireList *outputs)
{
    bool *needed = memory_new(m->vertices.count + 1, sizeof *needed);
    mark_needed(needed, m, outputs);
    compose(to, m, outputs, needed);
    memory_free(needed);
}

void
model_observed(const Model *m, WireList *to)
{
    to->count = 0;
    for (uint32_t v = 0; v < m->vertices.count; v++)
        if (!m->vertices.at[v].latent)
            array_push(to, v);
}

void
model_state(Diagram *to, const Model *m)
{
    WireList observed = {0};
    model_observed(m, &observed);
    model_diagram(to, m, &observed);
    array_clear(&observed);
}

void
model_cut_parents(Model *m, uint32_t v)
{
    Vertex *x = &m->vertices.at[v];
    for (size_t i = 0; i < x->parents.count; i++)
        if (!wires_has(&x->cut, x->parents.at[i]))
            array_push(&x->cut, x->parents.at[i]);
    x->parents.count = 0;
}

void
model_fix(Model *m, uint32_t v, const WireList *parents, Diagram *mechanism, Name fixed)
{
    assert(mechanism->inputs.count == parents->count && mechanism->outputs.count == 1);
    Vertex *x = &m->vertices.at[v];
    if (parents != &x->parents) {
        model_cut_parents(m, v);
        array_set(&x->parents, parents);
    }
    diagram_swap(&x->mechanism, mechanism);
    diagram_clear(mechanism);
    x->open = false;
    x->fixed = fixed;
}

bool
vertex_is_set(const Vertex *v)
{
    return v->mechanism.uses.count == 1 && v->mechanism.uses.at[0].box->kind == BOX_POINT;
}
