/* kernel.c -- the kernels of Verma constraints; see kernel.h. */
#include "surgery/kernel.h"

#include "graph/ancestral.h"

/* The sets of one kernel. */
typedef struct KernelSets {
    VertexSet before; /* the vertices of the comb so far */
    VertexSet component, groups, given;
} KernelSets;

static void
sets_init(KernelSets *s, const Projection *p)
{
    vertex_set_init(&s->before, p->count);
    vertex_set_init(&s->component, p->count);
    vertex_set_init(&s->groups, projection_groups(p));
    vertex_set_init(&s->given, p->count);
}

static void
sets_clear(KernelSets *s)
{
    vertex_set_clear(&s->before);
    vertex_set_clear(&s->component);
    vertex_set_clear(&s->groups);
    vertex_set_clear(&s->given);
}

static void
add_factor(Recipe *to, KernelSets *s, const Projection *p, uint32_t c)
{
    Factor f = {.from = FROM_OBSERVED};
    vertex_set_add(&s->before, c);
    vertex_set_empty(&s->component);
    vertex_set_empty(&s->groups);
    vertex_set_empty(&s->given);
    join(&s->component, &s->groups, p, &s->before, c);
    blanket(&s->given, p, &s->component, c);
    array_push(&f.heads, c);
    array_set(&f.givens, &s->given.members);
    sort_by_rank(&f.givens, p->rank);
    array_push(&to->factors, f);
}

/* What its factors read and none of them gives. */
static void
find_inputs(Recipe *r, const KernelSets *s, const Projection *p)
{
    VertexSet read;
    vertex_set_init(&read, p->count);
    for (size_t i = 0; i < r->factors.count; i++) {
        const WireList *givens = &r->factors.at[i].givens;
        for (size_t k = 0; k < givens->count; k++)
            if (!s->before.has[givens->at[k]])
                vertex_set_add(&read, givens->at[k]);
    }
    array_set(&r->inputs, &read.members);
    sort_by_rank(&r->inputs, p->rank);
    vertex_set_clear(&read);
}

void
verma_kernel(Estimand *to, const Verma *v, const Projection *p)
{
    Recipe r = {0};
    KernelSets s;
    sets_init(&s, p);
    estimand_clear(to);
    to->vertices = p->count;
    for (uint32_t i = 0; i < p->count; i++)
        array_push(&to->vertex_of, i);
    array_set(&r.heads, &v->comb);
    sort_by_rank(&r.heads, p->rank);
    for (size_t i = 0; i < r.heads.count; i++)
        add_factor(&r, &s, p, r.heads.at[i]);
    recipe_marginal(&r, &r, &v->set);
    find_inputs(&r, &s, p);
    array_push(&to->recipes, r);
    sets_clear(&s);
}
