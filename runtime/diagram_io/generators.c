/* generators.c -- the boxes of a diagram, each once; see diagram_code.h. */
#include "diagram_io/diagram_code.h"

static Generator
generator_of(const Diagram *d, const Use *u)
{
    Generator g = {u->box, NULL};
    if (u->box->kind == BOX_UNIFORM)
        g.uniform = d->wires.at[u->out];
    return g;
}

void
generators_init(GeneratorList *g, const Diagram *d)
{
    Map seen = {0}; /* a box, or the type of a uniform one */
    *g = (GeneratorList){0};
    for (size_t i = 0; i < d->uses.count; i++) {
        Generator one = generator_of(d, &d->uses.at[i]);
        uint64_t key = one.uniform ? map_key(one.uniform) : map_key(one.box), at;
        if (!map_find(&seen, key, &at)) {
            at = g->at.count;
            map_set_at(&seen, key, at);
            array_push(&g->at, one);
        }
        array_push(&g->of, (uint32_t)at);
    }
    map_clear(&seen);
}

void
generators_clear(GeneratorList *g)
{
    array_clear(&g->at);
    array_clear(&g->of);
}

void
generator_write(const Generator *g, Sink *out)
{
    const Type *type = g->uniform ? g->uniform : g->box->out.count ? g->box->out.at[0] : NULL;
    box_write(g->box, type, out);
}
