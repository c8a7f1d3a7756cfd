/* effect.c -- see effect.h. */
#include "surgery/effect.h"

void
effect_clear(Effect *e)
{
    array_clear(&e->y);
    array_clear(&e->x);
    array_clear(&e->z);
    for (size_t i = 0; i < e->plans.count; i++)
        array_clear(&e->plans.at[i].reads);
    array_clear(&e->plans);
}

void
effect_add_plan(Effect *e, uint32_t vertex, const WireList *reads)
{
    EffectPlan p = {.vertex = vertex};
    array_set(&p.reads, reads);
    array_push(&e->plans, p);
}

void
effect_add_plan_of(Effect *e, const Model *after, uint32_t v)
{
    const Vertex *x = &after->vertices.at[v];
    const WireList nothing = {0};
    effect_add_plan(e, v, x->type->size == 1 ? &nothing : &x->parents);
}

const WireList *
effect_reads(const Effect *e, uint32_t v)
{
    for (size_t i = 0; i < e->plans.count; i++)
        if (e->plans.at[i].vertex == v)
            return &e->plans.at[i].reads;
    return NULL;
}

void
effect_set(Effect *to, const Effect *e)
{
    Effect made = {0};
    array_set(&made.y, &e->y);
    array_set(&made.x, &e->x);
    array_set(&made.z, &e->z);
    for (size_t i = 0; i < e->plans.count; i++)
        effect_add_plan(&made, e->plans.at[i].vertex, &e->plans.at[i].reads);
    effect_clear(to);
    *to = made;
}

bool
effect_mentions(const Effect *e, uint32_t v)
{
    bool mentions = wires_has(&e->x, v) || wires_has(&e->y, v) || wires_has(&e->z, v);
    for (size_t i = 0; !mentions && i < e->plans.count; i++)
        mentions = e->plans.at[i].vertex == v || wires_has(&e->plans.at[i].reads, v);
    return mentions;
}
