/* narrow.c -- see narrow.h. */
#include "network/narrow.h"

#include "data/row_state.h"

/* Is there a counted box with an output that is not used? */
static bool
has_unused(const Diagram *d, const bool *used)
{
    for (size_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        for (size_t k = 0; u->box->rows && k < u->box->out.count; k++)
            if (!used[u->out + k])
                return true;
    }
    return false;
}

/* The box with its used outputs only. */
static void
add_counted(Diagram *to, const Use *u, const bool *used, uint32_t *wire)
{
    WireList kept = {0};
    for (uint32_t k = 0; k < u->box->out.count; k++)
        if (used[u->out + k])
            array_push(&kept, k);
    uint32_t first = diagram_add_box(to, row_box_marginal(u->box, &kept), NULL, u->origin);
    for (uint32_t k = 0; k < kept.count; k++)
        wire[u->out + kept.at[k]] = first + k;
    array_clear(&kept);
}

static void
add_other(Diagram *to, const Diagram *d, const Use *u, uint32_t *wire)
{
    uint32_t first, *reads = memory_new(u->box->in.count + 1, sizeof *reads);
    for (size_t k = 0; k < u->box->in.count; k++)
        reads[k] = wire[d->reads.at[u->in + k]];
    if (u->box->kind == BOX_UNIFORM)
        first = diagram_add_uniform(to, u->box, d->wires.at[u->out], u->origin);
    else
        first = diagram_add_box(to, u->box, reads, u->origin);
    for (uint32_t k = 0; k < box_outputs(u->box); k++)
        wire[u->out + k] = first + k;
    memory_free(reads);
}

static void
rebuild(Diagram *to, const Diagram *d, const bool *used)
{
    uint32_t *wire = memory_new(d->wires.count + 1, sizeof *wire);
    for (size_t i = 0; i < d->inputs.count; i++) {
        uint32_t old = d->inputs.at[i].wire;
        wire[old] = diagram_add_input(to, d->wires.at[old], d->inputs.at[i].name);
    }
    for (size_t i = 0; i < d->uses.count; i++)
        if (d->uses.at[i].box->rows)
            add_counted(to, &d->uses.at[i], used, wire);
        else
            add_other(to, d, &d->uses.at[i], wire);
    for (size_t i = 0; i < d->outputs.count; i++)
        diagram_add_output(to, wire[d->outputs.at[i].wire], d->outputs.at[i].name);
    memory_free(wire);
}

void
diagram_narrow(Diagram *d)
{
    bool *used = diagram_used(d);
    if (has_unused(d, used)) {
        Diagram made = {0};
        rebuild(&made, d, used);
        diagram_swap(d, &made);
        diagram_clear(&made);
    }
    memory_free(used);
}
