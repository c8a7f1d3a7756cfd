/* cut.c -- surgery on boxes and on vertices; see cut.h.
 *
 * Cutting and doing put a state in a mechanism's place and discard what it read. */
#include "surgery/cut.h"

#include <assert.h>

/* to = the functor that discards box's inputs and draws its output from `state` instead. */
static void
replace_box(Functor *to, const Box *box, const Box *state)
{
    assert(box->out.count == 1);
    Diagram image = {0};
    for (size_t i = 0; i < box->in.count; i++)
        diagram_add_input(&image, box->in.at[i], NULL);
    uint32_t wire = state->kind == BOX_UNIFORM
                        ? diagram_add_uniform(&image, state, box->out.at[0], 0)
                        : diagram_add_box(&image, state, NULL, 0);
    diagram_add_output(&image, wire, NULL);
    functor_clear(to);
    functor_add_box(to, box, &image);
}

void
cut_functor(Functor *to, const Signature *s, const Box *box)
{
    replace_box(to, box, s->uniform);
}

void
do_functor(Functor *to, const Box *box, const Box *point)
{
    assert(point->kind == BOX_POINT && point->out.at[0] == box->out.at[0]);
    replace_box(to, box, point);
}

/* Finds the order again.  A graph that has lost edges has no new cycle; a cycle that it had before
 * is found when the model is sorted after all surgery. */
static void
sort_again(Model *m)
{
    WireList cycle = {0};
    bool sorted = model_sort(m, &cycle);
    (void)sorted;
    array_clear(&cycle);
}

static void
fix_state(Model *m, uint32_t v, Diagram *state, uint32_t wire, Name fixed)
{
    const WireList nobody = {0};
    diagram_add_output(state, wire, m->vertices.at[v].name);
    model_fix(m, v, &nobody, state, fixed);
    sort_again(m);
}

void
model_cut(Model *m, const Signature *s, uint32_t v, Name fixed)
{
    Diagram state = {0};
    uint32_t wire = diagram_add_uniform(&state, s->uniform, m->vertices.at[v].type, 0);
    fix_state(m, v, &state, wire, fixed);
}

void
model_do(Model *m, uint32_t v, const Box *point, Name fixed)
{
    assert(point->kind == BOX_POINT && point->out.at[0] == m->vertices.at[v].type);
    Diagram state = {0};
    uint32_t wire = diagram_add_box(&state, point, NULL, 0);
    fix_state(m, v, &state, wire, fixed);
}

void
model_open(Model *m, uint32_t v)
{
    Vertex *x = &m->vertices.at[v];
    x->open = true;
    x->fixed = NULL;
    model_cut_parents(m, v);
    diagram_clear(&x->mechanism);
    sort_again(m);
}
