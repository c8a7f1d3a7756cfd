/* slot.c -- see slot.h. */
#include "bounds/slot.h"

#include "base/saturate.h"

static uint32_t
component_at(const Slot *s, uint32_t wire)
{
    uint32_t vertex = s->p->grown.wires.at[wire].vertex;
    return vertex < s->b->noise.first ? s->b->responses.component_of.at[vertex] : UINT32_MAX;
}

static bool
is_own(const Slot *s, uint32_t wire)
{
    return component_at(s, wire) == s->component;
}

static bool
is_read(const Slot *s, uint32_t wire)
{
    const Grown *g = &s->p->grown;
    bool read = false;
    for (size_t i = 0; !read && i < g->at.count; i++)
        read = s->p->counts[i] && g->at.at[i] == wire;
    for (uint32_t w = 0; !read && w < g->wires.count; w++)
        for (uint32_t k = 0; s->p->needed[w] && !is_own(s, w) && k < g->wires.at[w].in_count; k++)
            read = read || g->reads.at[g->wires.at[w].in + k] == wire;
    return read;
}

void
slot_make(Slot *s, const Bound *b, const BoundPart *p, uint32_t component)
{
    const Grown *g = &p->grown;
    *s = (Slot){.b = b, .p = p, .component = component, .values = 1};
    s->label = memory_new(g->wires.count + 1, sizeof *s->label);
    for (uint32_t w = 0; w < g->wires.count; w++) {
        if (!p->needed[w] || !is_own(s, w))
            continue;
        array_push(&s->wires, w);
        if (is_read(s, w))
            array_push(&s->outputs, w);
        for (uint32_t k = 0; k < g->wires.at[w].in_count; k++) {
            uint32_t r = g->reads.at[g->wires.at[w].in + k];
            if (r & GROWN_POINT || is_own(s, r) || component_at(s, r) == UINT32_MAX ||
                wires_has(&s->inputs, r))
                continue;
            array_push(&s->inputs, r);
            s->values = saturate_times(s->values, grown_type(g, r)->size);
        }
    }
}

void
slot_clear(Slot *s)
{
    array_clear(&s->wires);
    array_clear(&s->inputs);
    array_clear(&s->outputs);
    memory_free(s->label);
}

static const ResponseVertex *
response_vertex(const ResponseComponent *c, uint32_t vertex)
{
    size_t i = 0;
    while (c->vertices.at[i].vertex != vertex)
        i++;
    return &c->vertices.at[i];
}

uint64_t
slot_respond(Slot *s, uint32_t type)
{
    const Grown *g = &s->p->grown;
    const ResponseComponent *c = &s->b->responses.components.at[s->component];
    uint64_t code = 0;
    for (size_t i = 0; i < s->wires.count; i++) {
        const GrownWire *w = &g->wires.at[s->wires.at[i]];
        const ResponseVertex *v = response_vertex(c, w->vertex);
        uint32_t row = 0;
        for (size_t k = 0; k < v->parents.count; k++) {
            uint32_t r = g->reads.at[w->in + k];
            uint32_t label = r & GROWN_POINT ? r & ~GROWN_POINT : s->label[r];
            row = row * s->b->model.vertices.at[v->parents.at[k]].type->size + label;
        }
        s->label[s->wires.at[i]] = response_label(c, type, v->site + row);
    }
    for (size_t i = 0; i < s->outputs.count; i++)
        code = code * grown_type(g, s->outputs.at[i])->size + s->label[s->outputs.at[i]];
    return code;
}

bool
slot_next_inputs(Slot *s)
{
    for (size_t i = s->inputs.count; i-- > 0;) {
        uint32_t w = s->inputs.at[i];
        if (++s->label[w] < grown_type(&s->p->grown, w)->size)
            return true;
        s->label[w] = 0;
    }
    return false;
}
