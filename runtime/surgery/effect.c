/* effect.c -- see effect.h. */
#include "surgery/effect.h"

#include "base/map.h"

void
effect_clear(Effect *e)
{
    array_clear(&e->y);
    array_clear(&e->x);
    array_clear(&e->z);
    for (size_t i = 0; i < e->plans.count; i++) {
        array_clear(&e->plans.at[i].reads);
        array_clear(&e->plans.at[i].image);
        array_clear(&e->plans.at[i].sizes);
    }
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

const EffectPlan *
effect_plan(const Effect *e, uint32_t v)
{
    for (size_t i = 0; i < e->plans.count; i++)
        if (e->plans.at[i].vertex == v)
            return &e->plans.at[i];
    return NULL;
}

const WireList *
effect_reads(const Effect *e, uint32_t v)
{
    const EffectPlan *p = effect_plan(e, v);
    return p ? &p->reads : NULL;
}

void
effect_set(Effect *to, const Effect *e)
{
    Effect made = {0};
    array_set(&made.y, &e->y);
    array_set(&made.x, &e->x);
    array_set(&made.z, &e->z);
    for (size_t i = 0; i < e->plans.count; i++) {
        effect_add_plan(&made, e->plans.at[i].vertex, &e->plans.at[i].reads);
        array_set(&made.plans.at[i].image, &e->plans.at[i].image);
        array_set(&made.plans.at[i].sizes, &e->plans.at[i].sizes);
        made.plans.at[i].unread = e->plans.at[i].unread;
    }
    effect_clear(to);
    *to = made;
}

void
effect_forget_images(Effect *e)
{
    for (size_t i = 0; i < e->plans.count; i++)
        array_clear(&e->plans.at[i].image);
}

/* What a row says of a read of the plan, or, behind the reads, of what it gives. */
static uint32_t
row_value(const EffectPlan *p, size_t row, size_t at)
{
    if (at == p->reads.count)
        return p->image.at[row];
    for (size_t i = p->reads.count - 1; i > at; i--)
        row /= p->sizes.at[i];
    return (uint32_t)(row % p->sizes.at[at]);
}

static uint32_t
told_vertex(const EffectPlan *p, size_t at)
{
    return at == p->reads.count ? p->vertex : p->reads.at[at];
}

/* Can the row be read?  Not where it has another label than a plan that gives but one. */
static bool
happens(const Effect *e, const EffectPlan *p, size_t row)
{
    bool ok = true;
    for (size_t i = 0; ok && i < p->reads.count; i++) {
        const EffectPlan *of = effect_plan(e, p->reads.at[i]);
        ok = !of || of->image.count != 1 || of->image.at[0] == row_value(p, row, i);
    }
    return ok;
}

/* Have rows that agree in what is known the same value at this place? */
static bool
tells(const Effect *e, const EffectPlan *p, const WireList *known, size_t at)
{
    bool ok = true;
    Map seen = {0};
    for (size_t row = 0; ok && row < p->image.count; row++) {
        if (!happens(e, p, row))
            continue;
        uint64_t key = 0, value = row_value(p, row, at), other = value;
        for (size_t i = 0; i <= p->reads.count; i++) {
            uint64_t size = i < p->reads.count ? p->sizes.at[i] : UINT32_MAX;
            key = key * size + (wires_has(known, told_vertex(p, i)) ? row_value(p, row, i) : 0);
        }
        map_find(&seen, key, &other);
        map_set_at(&seen, key, value);
        ok = other == value;
    }
    map_clear(&seen);
    return ok;
}

/* More that the plan tells; false: there is none. */
static bool
add_told(WireList *known, const Effect *e, const EffectPlan *p)
{
    size_t count = known->count;
    for (size_t at = 0; p->image.count && at <= p->reads.count; at++)
        if (!wires_has(known, told_vertex(p, at)) && tells(e, p, known, at))
            array_push(known, told_vertex(p, at));
    return known->count > count;
}

void
effect_determined(WireList *known, const Effect *e)
{
    bool more = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < e->plans.count; i++)
            more = add_told(known, e, &e->plans.at[i]) || more;
    }
}

void
effect_given_all(Effect *to, const Effect *e)
{
    WireList known = {0};
    array_set(&known, &e->z);
    wires_add(&known, &e->x);
    effect_determined(&known, e);
    effect_set(to, e);
    to->y.count = to->z.count = 0;
    for (size_t i = 0; i < e->y.count; i++)
        if (!wires_has(&known, e->y.at[i]))
            array_push(&to->y, e->y.at[i]);
    for (size_t i = 0; i < known.count; i++)
        if (!wires_has(&e->x, known.at[i]))
            array_push(&to->z, known.at[i]);
    array_clear(&known);
}

bool
effect_graph(Graph *to, const Graph *g, const Effect *e)
{
    WireList vertices = {0};
    const WireList nothing = {0};
    ARRAY(WireList) reads = {0};
    for (size_t i = 0; i < e->plans.count; i++) {
        array_push(&vertices, e->plans.at[i].vertex);
        array_push(&reads, e->plans.at[i].reads);
    }
    for (size_t i = 0; i < e->x.count; i++) {
        array_push(&vertices, e->x.at[i]);
        array_push(&reads, nothing);
    }
    bool both = graph_rewire(to, g, vertices.at, reads.at, vertices.count);
    array_clear(&reads);
    array_clear(&vertices);
    return both;
}

bool
effect_follows(const Effect *e)
{
    WireList known = {0};
    array_set(&known, &e->x);
    wires_add(&known, &e->z);
    size_t count = known.count;
    effect_determined(&known, e);
    bool more = known.count > count;
    array_clear(&known);
    return more;
}

bool
effect_mentions(const Effect *e, uint32_t v)
{
    bool mentions = wires_has(&e->x, v) || wires_has(&e->y, v) || wires_has(&e->z, v);
    for (size_t i = 0; !mentions && i < e->plans.count; i++)
        mentions = e->plans.at[i].vertex == v || wires_has(&e->plans.at[i].reads, v);
    return mentions;
}

void
effect_of_comb(Effect *to, const Projection *p, const WireList *set)
{
    VertexSet in;
    size_t count;
    vertex_set_init(&in, p->count);
    vertex_set_add_all(&in, set);
    array_set(&to->y, set);
    for (size_t i = 0; i < set->count; i++) {
        const uint32_t *parents = rows_at(&p->parents, set->at[i], &count);
        for (size_t k = 0; k < count; k++)
            if (vertex_set_add(&in, parents[k]))
                array_push(&to->x, parents[k]);
    }
    vertex_set_clear(&in);
}
