/* repair.c -- candidates, one by one; see repair.h. */
#include "graph/repair.h"

#include <stdlib.h>

/* The model with the candidate in it; false: it closes a cycle. */
static bool
make_model(Model *to, const Model *m, const Repair *r)
{
    WireList cycle = {0};
    model_set(to, m);
    if (r->cause) {
        Vertex latent = {.latent = true, .ends = {r->from, r->to}};
        latent.type = m->vertices.at[r->from].type;
        model_add_vertex(to, &latent);
        uint32_t v = (uint32_t)to->vertices.count - 1;
        array_push(&to->vertices.at[r->from].parents, v);
        array_push(&to->vertices.at[r->to].parents, v);
    } else {
        array_push(&to->vertices.at[r->to].parents, r->from);
    }
    bool ok = model_sort(to, &cycle);
    array_clear(&cycle);
    return ok;
}

static bool
is_implied(const Graph *g, const Independence *i)
{
    WireList v = {0};
    array_push(&v, i->v);
    bool implied = separated(g, NULL, &v, &i->of, &i->given);
    array_clear(&v);
    return implied;
}

static size_t
count_implied(const Graph *g, const IndependenceList *l)
{
    size_t count = 0;
    for (size_t i = 0; i < l->count; i++)
        count += is_implied(g, &l->at[i]);
    return count;
}

/* Does it take away all that failed?  Then it is added. */
static void
try_repair(RepairList *to, const Model *m, Repair r, const IndependenceList *failed,
           const IndependenceList *held)
{
    Model changed = {0};
    Graph g = {0};
    if (make_model(&changed, m, &r)) {
        graph_make(&g, &changed);
        if (count_implied(&g, failed) == 0) {
            r.stay = count_implied(&g, held);
            array_push(to, r);
        }
    }
    graph_clear(&g);
    model_clear(&changed);
}

static int
compare_repairs(const void *a, const void *b)
{
    const Repair *x = a, *y = b;
    if (x->stay != y->stay)
        return x->stay > y->stay ? -1 : 1;
    if (x->cause != y->cause)
        return x->cause ? 1 : -1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static bool
is_candidate(const Model *m, uint32_t v)
{
    return !m->vertices.at[v].latent && m->vertices.at[v].type->size != 1;
}

bool
repairs_find(RepairList *to, const Model *m, const IndependenceList *failed,
             const IndependenceList *held, Budget *b)
{
    uint32_t count = (uint32_t)m->vertices.count;
    uint64_t steps = count * (uint64_t)(failed->count + held->count + 1);
    for (uint32_t x = 0; x < count; x++)
        for (uint32_t y = 0; y < count; y++) {
            if (x == y || !is_candidate(m, x) || !is_candidate(m, y))
                continue;
            if (!budget_step(b, steps))
                return false;
            if (!wires_has(&m->vertices.at[y].parents, x))
                try_repair(to, m, (Repair){.from = x, .to = y}, failed, held);
            if (x < y)
                try_repair(to, m, (Repair){.cause = true, .from = x, .to = y}, failed, held);
        }
    if (to->count)
        qsort(to->at, to->count, sizeof *to->at, compare_repairs);
    return true;
}
