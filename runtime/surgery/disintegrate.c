/* disintegrate.c -- marginals, and conditionals as boxes; see disintegrate.h. */
#include "surgery/disintegrate.h"

#include <assert.h>

void
conditionals_clear(Conditionals *c)
{
    for (size_t i = 0; i < c->list.count; i++) {
        diagram_clear(&c->list.at[i]->state);
        memory_free(c->list.at[i]);
    }
    array_clear(&c->list);
}

void
marginal(Diagram *to, const Diagram *w, const WireList *positions)
{
    Diagram d = {0};
    diagram_set(&d, w);
    d.outputs.count = 0;
    for (size_t i = 0; i < positions->count; i++) {
        assert(positions->at[i] < w->outputs.count);
        array_push(&d.outputs, w->outputs.at[positions->at[i]]);
    }
    diagram_prune(&d);
    diagram_swap(to, &d);
    diagram_clear(&d);
}

/* The types of the ends first ... end. */
static void
find_types(TypeList *to, const Diagram *d, const EndList *ends, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        array_push(to, d->wires.at[ends->at[i].wire]);
}

const Box *
conditional_box(Conditionals *c, Signature *s, const Diagram *w, const WireList *givens,
                const WireList *heads, size_t any, Name name)
{
    assert(any <= w->inputs.count);
    Conditional *p = memory_new(1, sizeof *p);
    WireList positions = {0};
    array_set(&positions, givens);
    for (size_t i = 0; i < heads->count; i++)
        array_push(&positions, heads->at[i]);
    marginal(&p->state, w, &positions);
    p->givens = givens->count;
    p->any = any;
    array_push(&c->list, p);

    TypeList in = {0}, out = {0};
    find_types(&in, &p->state, &p->state.outputs, 0, p->givens);
    find_types(&in, &p->state, &p->state.inputs, 0, w->inputs.count - any);
    find_types(&out, &p->state, &p->state.outputs, p->givens, positions.count);
    Box *box = signature_add_box(s, name, &in, &out);
    box->kind = BOX_CONDITIONAL;
    box->conditional = p;
    array_clear(&in);
    array_clear(&out);
    array_clear(&positions);
    return box;
}

void
conditional_diagram(Diagram *to, const Box *box)
{
    assert(box->kind == BOX_CONDITIONAL);
    const Conditional *p = box->conditional;
    const EndList *ends = &p->state.outputs;
    Diagram d = {0};
    WireList reads = {0};
    for (size_t i = 0; i < box->in.count; i++) {
        Name name = i < p->givens ? ends->at[i].name : p->state.inputs.at[i - p->givens].name;
        array_push(&reads, diagram_add_input(&d, box->in.at[i], name));
    }
    uint32_t wire = diagram_add_box(&d, box, reads.at, 0);
    for (size_t i = p->givens; i < ends->count; i++)
        diagram_add_output(&d, wire++, ends->at[i].name);
    array_clear(&reads);
    diagram_swap(to, &d);
    diagram_clear(&d);
}
