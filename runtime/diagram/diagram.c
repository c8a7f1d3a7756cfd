/* diagram.c -- building diagrams and putting them together; see diagram.h.
 *
 * Composition is renaming: g's wires get the numbers of d's wires that they are glued to, or new
 * ones.  Everything here is linear in what is added. */
#include "diagram/diagram.h"

#include <assert.h>

void
diagram_init(Diagram *d)
{
    *d = (Diagram){0};
}

void
diagram_clear(Diagram *d)
{
    array_clear(&d->wires);
    array_clear(&d->uses);
    array_clear(&d->reads);
    array_clear(&d->inputs);
    array_clear(&d->outputs);
}

void
diagram_swap(Diagram *a, Diagram *b)
{
    Diagram c = *a;
    *a = *b;
    *b = c;
}

void
diagram_set(Diagram *to, const Diagram *d)
{
    if (to == d)
        return;
    array_set(&to->wires, &d->wires);
    array_set(&to->uses, &d->uses);
    array_set(&to->reads, &d->reads);
    array_set(&to->inputs, &d->inputs);
    array_set(&to->outputs, &d->outputs);
}

uint64_t
diagram_bytes(const Diagram *d)
{
    return sizeof *d + d->wires.count * sizeof *d->wires.at + d->uses.count * sizeof *d->uses.at +
           d->reads.count * sizeof *d->reads.at +
           (d->inputs.count + d->outputs.count) * sizeof *d->inputs.at;
}

static uint32_t
add_wire(Diagram *d, const Type *type)
{
    assert(d->wires.count < DIAGRAM_MAX);
    array_push(&d->wires, type);
    return (uint32_t)d->wires.count - 1;
}

bool *
diagram_used(const Diagram *d)
{
    bool *used = memory_new(d->wires.count, sizeof *used);
    for (size_t i = 0; i < d->reads.count; i++)
        used[d->reads.at[i]] = true;
    for (size_t i = 0; i < d->outputs.count; i++)
        used[d->outputs.at[i].wire] = true;
    return used;
}

uint32_t
diagram_add_input(Diagram *d, const Type *type, Name name)
{
    uint32_t wire = add_wire(d, type);
    array_push(&d->inputs, ((End){.wire = wire, .name = name}));
    return wire;
}

void
diagram_add_output(Diagram *d, uint32_t wire, Name name)
{
    assert(wire < d->wires.count);
    array_push(&d->outputs, ((End){.wire = wire, .name = name}));
}

/* A use whose output wires are the next ones; its reads and those wires are still to come. */
static void
add_use(Diagram *d, const Box *box, uint32_t origin)
{
    assert(d->uses.count < DIAGRAM_MAX);
    assert(d->reads.count + box->in.count <= DIAGRAM_MAX);
    array_push(&d->uses, ((Use){.box = box,
                                .in = (uint32_t)d->reads.count,
                                .out = (uint32_t)d->wires.count,
                                .origin = origin}));
}

/* What reads a wire of unknown type tells its type. */
static void
meet_type(Diagram *d, uint32_t wire, const Type *type)
{
    assert(wire < d->wires.count);
    if (!d->wires.at[wire])
        d->wires.at[wire] = type;
    assert(!type || d->wires.at[wire] == type);
}

uint32_t
diagram_add_box(Diagram *d, const Box *box, const uint32_t *reads, uint32_t origin)
{
    assert(box->kind != BOX_UNIFORM);
    uint32_t first = (uint32_t)d->wires.count;
    add_use(d, box, origin);
    for (size_t i = 0; i < box->in.count; i++) {
        assert(reads[i] < first);
        meet_type(d, reads[i], box->in.at[i]);
        array_push(&d->reads, reads[i]);
    }
    for (size_t i = 0; i < box->out.count; i++)
        add_wire(d, box->out.at[i]);
    return first;
}

uint32_t
diagram_add_uniform(Diagram *d, const Box *uniform, const Type *type, uint32_t origin)
{
    assert(uniform->kind == BOX_UNIFORM);
    add_use(d, uniform, origin);
    return add_wire(d, type);
}

/* g's use u, its wires numbered by `number`, where its outputs are written. */
static void
copy_use(Diagram *d, const Diagram *g, const Use *u, uint32_t *number)
{
    add_use(d, u->box, u->origin);
    for (size_t i = 0; i < u->box->in.count; i++)
        array_push(&d->reads, number[g->reads.at[u->in + i]]);
    for (size_t i = 0; i < box_outputs(u->box); i++)
        number[u->out + i] = add_wire(d, g->wires.at[u->out + i]);
}

void
diagram_add(Diagram *d, const Diagram *g, const uint32_t *in, uint32_t *out)
{
    assert(d != g);
    uint32_t *number = memory_new(g->wires.count, sizeof *number);
    for (size_t i = 0; i < g->inputs.count; i++) {
        meet_type(d, in[i], g->wires.at[g->inputs.at[i].wire]);
        number[g->inputs.at[i].wire] = in[i];
    }
    for (size_t i = 0; i < g->uses.count; i++)
        copy_use(d, g, &g->uses.at[i], number);
    for (size_t i = 0; i < g->outputs.count; i++)
        out[i] = number[g->outputs.at[i].wire];
    memory_free(number);
}

bool
diagram_meets(const Diagram *f, const Diagram *g)
{
    if (f->outputs.count != g->inputs.count)
        return false;
    for (size_t i = 0; i < f->outputs.count; i++)
        if (f->wires.at[f->outputs.at[i].wire] != g->wires.at[g->inputs.at[i].wire])
            return false;
    return true;
}

/* g added to d, reading from `in`; g's outputs become outputs of d. */
static void
append(Diagram *d, const Diagram *g, const uint32_t *in)
{
    uint32_t *out = memory_new(g->outputs.count, sizeof *out);
    diagram_add(d, g, in, out);
    for (size_t i = 0; i < g->outputs.count; i++)
        diagram_add_output(d, out[i], g->outputs.at[i].name);
    memory_free(out);
}

void
diagram_then(Diagram *to, const Diagram *f, const Diagram *g)
{
    assert(diagram_meets(f, g));
    Diagram d = {0};
    diagram_set(&d, f);
    uint32_t *in = memory_new(g->inputs.count, sizeof *in);
    for (size_t i = 0; i < g->inputs.count; i++)
        in[i] = f->outputs.at[i].wire;
    d.outputs.count = 0;
    append(&d, g, in);
    memory_free(in);
    diagram_swap(to, &d);
    diagram_clear(&d);
}

void
diagram_beside(Diagram *to, const Diagram *f, const Diagram *g)
{
    Diagram d = {0};
    diagram_set(&d, f);
    uint32_t *in = memory_new(g->inputs.count, sizeof *in);
    for (size_t i = 0; i < g->inputs.count; i++)
        in[i] = diagram_add_input(&d, g->wires.at[g->inputs.at[i].wire], g->inputs.at[i].name);
    append(&d, g, in);
    memory_free(in);
    diagram_swap(to, &d);
    diagram_clear(&d);
}

void
diagram_identity(Diagram *to, const TypeList *types)
{
    Diagram d = {0};
    for (size_t i = 0; i < types->count; i++)
        diagram_add_output(&d, diagram_add_input(&d, types->at[i], NULL), NULL);
    diagram_swap(to, &d);
    diagram_clear(&d);
}
