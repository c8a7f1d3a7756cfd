/* unroll.c -- a model of one step, repeated; see unroll.h. */
#include "diagram/unroll.h"

#include <assert.h>

uint32_t
unroll_find(const Unrolling *u, uint32_t v, uint32_t k, uint32_t *step)
{
    while (u->next[v] < UNROLL_ONCE && k > 1) {
        v = u->next[v];
        k--;
    }
    *step = u->next[v] == UNROLL_COPIED ? k : 0;
    return v;
}

typedef struct Build {
    const Unrolling *u;
    const UnrollNames *names;
    Model model;
    uint32_t *place; /* of vertex v in step k, or 0 for what is there once: at k * count + v */
    size_t count;
} Build;

static uint32_t *
place_of(const Build *b, uint32_t v, uint32_t k)
{
    return &b->place[(size_t)k * b->count + v];
}

/* Where what v is in step k stands in the new model; k is 0 for what is there once. */
static uint32_t
find_place(const Build *b, uint32_t v, uint32_t k)
{
    uint32_t step, found = unroll_find(b->u, v, k ? k : 1, &step);
    return *place_of(b, found, step);
}

static void
find_places(const Build *b, const WireList *list, uint32_t k, WireList *to)
{
    *to = (WireList){0};
    for (size_t i = 0; i < list->count; i++)
        array_push(to, find_place(b, list->at[i], k));
}

static void
add_copy(Build *b, uint32_t v, uint32_t k)
{
    const Vertex *from = &b->u->model->vertices.at[v];
    Vertex x = *from;
    if (k && x.name)
        x.name = b->names->name_of(b->names->more, v, k);
    if (k && x.fixed)
        x.fixed = b->names->fixed_of(b->names->more, v, k);
    for (int i = 0; !x.name && i < 2; i++)
        x.ends[i] = find_place(b, from->ends[i], k);
    find_places(b, &from->parents, k, &x.parents);
    find_places(b, &from->cut, k, &x.cut);
    diagram_init(&x.mechanism);
    diagram_set(&x.mechanism, &from->mechanism);
    model_add_vertex(&b->model, &x);
}

/* Gives each vertex that has a name, or each that has none, its place; then they can be added. */
static void
visit(Build *b, bool named, bool add, uint32_t *places)
{
    for (uint32_t k = 0; k <= b->u->steps; k++)
        for (uint32_t v = 0; v < b->count; v++) {
            bool copied = b->u->next[v] == UNROLL_COPIED;
            if (copied != (k > 0) || (b->u->model->vertices.at[v].name != NULL) != named)
                continue;
            if (add)
                add_copy(b, v, k);
            else
                *place_of(b, v, k) = (*places)++;
        }
}

void
model_unroll(Model *to, const Unrolling *u, const UnrollNames *names)
{
    size_t count = u->model->vertices.count;
    Build b = {u, names, {.name = u->model->name}, NULL, count};
    b.place = memory_new(((size_t)u->steps + 1) * count, sizeof *b.place);
    uint32_t places = 0;
    for (int add = 0; add < 2; add++)
        for (int named = 1; named >= 0; named--)
            visit(&b, named, add, &places);
    WireList cycle = {0};
    bool sorted = model_sort(&b.model, &cycle);
    assert(sorted);
    (void)sorted;
    array_clear(&cycle);
    memory_free(b.place);
    model_swap(to, &b.model);
    model_clear(&b.model);
}
