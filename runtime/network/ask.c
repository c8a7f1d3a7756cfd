/* ask.c -- see ask.h.  To prune, every wire that is asked about is made an output of the copied
 * diagram, in a fixed order; after diagram_prune the new numbers of the wires are read from these
 * outputs. */
#include "network/ask.h"

#include "network/narrow.h"

#include <assert.h>
#include <stdlib.h>

void
ask_clear(Ask *a)
{
    diagram_clear(&a->diagram);
    array_clear(&a->heads);
    array_clear(&a->givens);
    array_clear(&a->events);
    array_clear(&a->masks);
    array_clear(&a->masked);
}

void
ask_diagram(Ask *to, const Diagram *d)
{
    Ask made = {0};
    diagram_set(&made.diagram, d);
    ask_clear(to);
    *to = made;
}

void
ask_add_mask(Ask *a, const Matrix *of, bool undefined, const uint32_t *wires)
{
    Mask mask = {of, undefined, a->masked.count};
    array_push(&a->masks, mask);
    for (size_t i = 0; i < of->in.count; i++)
        array_push(&a->masked, wires[i]);
}

/* The name of each wire that is an output; to be freed. */
static Name *
output_names(const Diagram *d)
{
    Name *names = memory_new(d->wires.count, sizeof *names);
    for (size_t i = d->outputs.count; i-- > 0;)
        names[d->outputs.at[i].wire] = d->outputs.at[i].name;
    return names;
}

static void
add_outputs(Diagram *d, const WireList *wires, const Name *names)
{
    for (size_t i = 0; i < wires->count; i++)
        diagram_add_output(d, wires->at[i], names[wires->at[i]]);
}

static size_t
read_outputs(const Diagram *d, size_t first, WireList *wires)
{
    for (size_t i = 0; i < wires->count; i++)
        wires->at[i] = d->outputs.at[first + i].wire;
    return first + wires->count;
}

void
ask_prune(Ask *a)
{
    Diagram *d = &a->diagram;
    Name *names = output_names(d);
    d->outputs.count = 0;
    add_outputs(d, &a->heads, names);
    add_outputs(d, &a->givens, names);
    add_outputs(d, &a->masked, names);
    for (size_t i = 0; i < a->events.count; i++)
        diagram_add_output(d, a->events.at[i].wire, names[a->events.at[i].wire]);
    memory_free(names);

    diagram_prune(d);
    diagram_narrow(d);
    size_t at = read_outputs(d, 0, &a->heads);
    at = read_outputs(d, at, &a->givens);
    at = read_outputs(d, at, &a->masked);
    for (size_t i = 0; i < a->events.count; i++)
        a->events.at[i].wire = d->outputs.at[at + i].wire;
}

void
ask_query(Ask *to, const Query *q, bool left)
{
    const Diagram *d = q->diagram;
    Ask made = {0};
    diagram_set(&made.diagram, d);
    for (size_t i = 0; left && i < q->heads.count; i++)
        array_push(&made.heads, d->outputs.at[q->heads.at[i]].wire);
    for (size_t i = 0; i < q->givens.count; i++) {
        const Given *g = &q->givens.at[i];
        const End *end = g->input ? &d->inputs.at[g->position] : &d->outputs.at[g->position];
        array_push(&made.givens, end->wire);
    }
    for (size_t i = 0; i < q->events.count; i++) {
        const Event *e = &q->events.at[i];
        WireEvent event = {d->outputs.at[e->position].wire, e};
        if (left || e->condition)
            array_push(&made.events, event);
    }
    ask_prune(&made);
    ask_clear(to);
    *to = made;
}
