/* disintegrating.c -- disintegrate, invert, comb, and plugging a comb: structure, no numbers. */
#include "lang/elaborate.h"

#include <string.h>

/* The named outputs of a closed diagram. */
typedef struct State {
    Session *s;
    const Node *node; /* the expression it was */
    Diagram diagram;
    Map taken; /* outputs already named */
} State;

static void
state_clear(State *w)
{
    diagram_clear(&w->diagram);
    map_clear(&w->taken);
}

static bool
read_state(State *w, const Node *n)
{
    Value v = {0};
    w->node = n;
    bool ok = elaborate(w->s, &v, n);
    if (ok && v.kind == VALUE_MODEL)
        ok = complain_wanted(&w->s->complain, n->at, "a state (apply a functor to the model)", &v);
    ok = ok && value_to_diagram(w->s, &w->diagram, &v, n);
    if (ok && w->diagram.inputs.count)
        ok = complain_open_context(&w->s->complain, n->at, w->diagram.inputs.count);
    value_clear(&v);
    return ok;
}

static bool
take_output(State *w, WireList *to, Name name, Span at)
{
    uint32_t i;
    if (!find_output_named(w->s, &w->diagram, name, at, &i))
        return false;
    if (map_find(&w->taken, i, NULL))
        return complain_asked_twice(&w->s->complain, at, name);
    map_set_at(&w->taken, i, 1);
    array_push(to, i);
    return true;
}

/* X or {X, Y}: the positions of these outputs. */
static bool
take_outputs(State *w, WireList *to, const Node *n)
{
    if (n->kind == NODE_NAME || n->kind == NODE_STRING)
        return take_output(w, to, n->text, n->at);
    if (n->kind != NODE_SET)
        return complain_not_a_name(&w->s->complain, n->at);
    for (uint32_t i = 0; i < n->label_count; i++)
        if (!take_output(w, to, n->labels[i].text, n->labels[i].at))
            return false;
    return true;
}

static void
take_rest(State *w, WireList *to)
{
    for (uint32_t i = 0; i < w->diagram.outputs.count; i++)
        if (!map_find(&w->taken, i, NULL))
            array_push(to, i);
}

static void
write_names(const State *w, const WireList *outputs, Sink *out)
{
    for (size_t i = 0; i < outputs->count; i++) {
        Name name = w->diagram.outputs.at[outputs->at[i]].name;
        sink_put(out, i ? ", " : "");
        word_write_name(name ? name : "_", out);
    }
}

/* `(P(T, C | S) in omega)`: what a conditional box is called. */
static Name
conditional_name(const State *w, const WireList *heads, const WireList *givens)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "(P(");
    write_names(w, heads, &text);
    sink_put(&text, givens->count ? " | " : "");
    write_names(w, givens, &text);
    sink_print(&text, ") in %s)", span_text(&w->s->names, w->node->at));
    Name name = names_add(&w->s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

static void
push_diagram(Value *tuple, Diagram *d)
{
    Value v = {0};
    value_take_diagram(&v, d);
    array_push(&tuple->parts, v);
}

bool
elaborate_disintegrate(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_usage(&s->complain, n->at, "disintegrate", "disintegrate(omega, S)");
    State w = {.s = s};
    WireList givens = {0}, heads = {0};
    Value tuple = {.kind = VALUE_TUPLE};
    Diagram d = {0};
    bool ok = read_state(&w, args->kids[0]);
    for (uint32_t i = 1; ok && i < args->count; i++)
        ok = take_outputs(&w, &givens, args->kids[i]);
    if (ok) {
        take_rest(&w, &heads);
        marginal(&d, &w.diagram, &givens);
        push_diagram(&tuple, &d);
        const Box *box = conditional_box(&s->conditionals, &s->signature, &w.diagram, &givens,
                                         &heads, 0, conditional_name(&w, &heads, &givens));
        conditional_diagram(&d, box);
        push_diagram(&tuple, &d);
        value_swap(to, &tuple);
    }
    diagram_clear(&d);
    value_clear(&tuple);
    array_clear(&heads);
    array_clear(&givens);
    state_clear(&w);
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
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
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
        return complain_usage(&s->complain, n->at, "invert", "invert(noisy, fair)");
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

/* ---- combs ---- */

typedef ARRAY(WireList) WireLists;

static void
lists_clear(WireLists *l)
{
    for (size_t i = 0; i < l->count; i++)
        array_clear(&l->at[i]);
    array_clear(l);
}

static bool
take_hole(State *w, WireLists *from, WireLists *to, const Node *n)
{
    WireList a = {0}, b = {0};
    bool ok = n->kind == NODE_ARROW || complain_usage(&w->s->complain, n->at, "comb",
                                                      "comb(omega, S -> T), a hole for each arrow");
    ok = ok && take_outputs(w, &a, n->kids[0]) && take_outputs(w, &b, n->kids[1]);
    array_push(from, a);
    array_push(to, b);
    return ok;
}

/* What the conditional of each tooth is called. */
static void
tooth_names(State *w, Name *names, const WireLists *from, const WireLists *to)
{
    WireList before = {0}, rest = {0};
    for (size_t i = 0; i < from->count; i++) {
        names[i] = conditional_name(w, &from->at[i], &before);
        wires_append(&before, &from->at[i]);
        wires_append(&before, &to->at[i]);
    }
    take_rest(w, &rest);
    names[from->count] = conditional_name(w, &rest, &before);
    array_clear(&rest);
    array_clear(&before);
}

bool
elaborate_comb(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_usage(&s->complain, n->at, "comb", "comb(omega, S -> T)");
    State w = {.s = s};
    WireLists from = {0}, back = {0};
    bool ok = read_state(&w, args->kids[0]);
    for (uint32_t i = 1; ok && i < args->count; i++)
        ok = take_hole(&w, &from, &back, args->kids[i]);
    if (ok) {
        Value tuple = {.kind = VALUE_TUPLE};
        Value comb = {.kind = VALUE_DIAGRAM, .is_comb = true};
        Name *names = memory_new(from.count + 1, sizeof *names);
        tooth_names(&w, names, &from, &back);
        comb_disintegrate(&comb.diagram, &comb.comb, &s->conditionals, &s->signature, &w.diagram,
                          from.at, back.at, from.count, names);
        array_push(&tuple.parts, comb);
        for (size_t i = 0; i < from.count; i++) {
            Diagram d = {0};
            const Box *box =
                conditional_box(&s->conditionals, &s->signature, &w.diagram, &from.at[i],
                                &back.at[i], 0, conditional_name(&w, &back.at[i], &from.at[i]));
            conditional_diagram(&d, box);
            push_diagram(&tuple, &d);
            diagram_clear(&d);
        }
        value_swap(to, &tuple);
        value_clear(&tuple);
        memory_free(names);
    }
    lists_clear(&back);
    lists_clear(&from);
    state_clear(&w);
    return ok;
}

static void
hole_types(const Diagram *f, const Hole *h, TypeList *in, TypeList *out)
{
    for (size_t i = 0; i < h->from.count; i++)
        array_push(in, f->wires.at[f->outputs.at[h->from.at[i]].wire]);
    for (size_t i = 0; i < h->to.count; i++)
        array_push(out, f->wires.at[f->inputs.at[h->to.at[i]].wire]);
}

static bool
ends_are(const Diagram *d, const EndList *ends, const TypeList *types)
{
    bool same = ends->count == types->count;
    for (size_t i = 0; same && i < types->count; i++)
        same = d->wires.at[ends->at[i].wire] == types->at[i];
    return same;
}

/* What goes into hole i: wiring takes its types from the hole. */
static bool
elaborate_filling(Session *s, Diagram *to, const Diagram *f, const Hole *h, const Node *n)
{
    Value v = {0};
    TypeList in = {0}, out = {0};
    hole_types(f, h, &in, &out);
    bool ok = elaborate_typed(s, &v, n, &in, &out) && value_to_diagram(s, to, &v, n);
    if (ok && (!ends_are(to, &to->inputs, &in) || !ends_are(to, &to->outputs, &out)))
        ok = complain_filling(&s->complain, n->at, to, &in, &out);
    array_clear(&out);
    array_clear(&in);
    value_clear(&v);
    return ok;
}

bool
elaborate_plug(Session *s, Value *to, const Value *comb, const Node *n)
{
    const Node *args = n->kids[1];
    size_t holes = comb->comb.holes.count;
    if (args->count != holes)
        return complain_holes(&s->complain, n->at, args->count, holes);
    Diagram *g = memory_new(holes, sizeof *g);
    const Diagram **list = memory_new(holes, sizeof *list);
    bool ok = true;
    for (size_t i = 0; i < holes; i++) {
        list[i] = &g[i];
        ok = ok && elaborate_filling(s, &g[i], &comb->diagram, &comb->comb.holes.at[i],
                                     args->kids[i]);
    }
    if (ok) {
        Diagram d = {0};
        comb_plug(&d, &comb->diagram, &comb->comb, list);
        value_take_diagram(to, &d);
        diagram_clear(&d);
    }
    for (size_t i = 0; i < holes; i++)
        diagram_clear(&g[i]);
    memory_free(list);
    memory_free(g);
    return ok;
}
