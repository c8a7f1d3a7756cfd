/* disintegration.c -- disintegrate and invert: structure, no numbers; see disintegration.h. */
#include "lang/surgery/disintegration.h"

#include "lang/complain/complain_diagram.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/surgery/state_outputs.h"

bool
elaborate_disintegrate(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_call(s, n);
    StateOutputs w = {.s = s};
    WireList givens = {0}, heads = {0};
    Value tuple = {.kind = VALUE_TUPLE};
    Diagram d = {0};
    bool ok = state_outputs_read(&w, args->kids[0]);
    for (uint32_t i = 1; ok && i < args->count; i++)
        ok = state_outputs_take(&w, &givens, args->kids[i]);
    if (ok) {
        state_outputs_take_rest(&w, &heads);
        marginal(&d, &w.diagram, &givens);
        value_push_diagram(&tuple, &d);
        const Box *box = conditional_box(&s->conditionals, &s->signature, &w.diagram, &givens,
                                         &heads, 0, state_outputs_conditional(&w, &heads, &givens));
        conditional_diagram(&d, box);
        value_push_diagram(&tuple, &d);
        value_swap(to, &tuple);
    }
    diagram_clear(&d);
    value_clear(&tuple);
    array_clear(&heads);
    array_clear(&givens);
    state_outputs_clear(&w);
    return ok;
}

/* ---- invert ---- */

/* s ; copy ; (f * id): f's outputs, then s's. */
static void
invert_state(Diagram *to, const Diagram *f, const Diagram *s)
{
    Diagram d = {0};
    WireList a = {0}, b = {0};
    array_add_zeroed(&a, s->outputs.count);
    array_add_zeroed(&b, f->outputs.count);
    diagram_add(&d, s, NULL, a.at);
    diagram_add(&d, f, a.at, b.at);
    for (size_t i = 0; i < b.count; i++)
        diagram_add_output(&d, b.at[i], f->outputs.at[i].name);
    for (size_t i = 0; i < a.count; i++) {
        Name name = s->outputs.at[i].name;
        diagram_add_output(&d, a.at[i], name ? name : f->inputs.at[i].name);
    }
    diagram_swap(to, &d);
    diagram_clear(&d);
    array_clear(&b);
    array_clear(&a);
}

static Name
invert_name(Session *s, const Node *n)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "(%s)", span_text(&s->names, n->at));
    return names_take(&s->names, &text);
}

static void
invert_box(Session *s, Value *to, const Diagram *f, const Diagram *state, const Node *n)
{
    Diagram joint = {0}, d = {0};
    WireList givens = {0}, heads = {0};
    invert_state(&joint, f, state);
    for (uint32_t i = 0; i < joint.outputs.count; i++)
        array_push(i < f->outputs.count ? &givens : &heads, i);
    const Box *box = conditional_box(&s->conditionals, &s->signature, &joint, &givens, &heads, 0,
                                     invert_name(s, n));
    conditional_diagram(&d, box);
    value_take_diagram(to, &d);
    array_clear(&heads);
    array_clear(&givens);
    diagram_clear(&d);
    diagram_clear(&joint);
}

bool
elaborate_invert(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count != 2 || n->count > 2)
        return complain_call(s, n);
    Diagram f = {0}, state = {0};
    bool ok = elaborate_diagram(s, &f, args->kids[0]);
    if (ok) {
        Value v = {0};
        Hint hint = {.known = true};
        for (size_t i = 0; i < f.inputs.count; i++)
            array_push(&hint.types, f.wires.at[f.inputs.at[i].wire]);
        ok = elaborate_hinted(s, &v, args->kids[1], &hint) &&
             value_to_diagram(s, &state, &v, args->kids[1]);
        array_clear(&hint.types);
        value_clear(&v);
    }
    if (ok && state.inputs.count)
        ok = complain_open_context(&s->complain, args->kids[1]->at, state.inputs.count);
    else if (ok && !diagram_meets(&state, &f))
        ok = complain_not_composable(&s->complain, args->kids[1]->at, &state, &f);
    if (ok)
        invert_box(s, to, &f, &state, n);
    diagram_clear(&state);
    diagram_clear(&f);
    return ok;
}
