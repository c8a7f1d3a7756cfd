/* combs.c -- comb disintegration; see combs.h.  Each tooth is the conditional of its outputs given
 * all that came before it, and is called so. */
#include "lang/surgery/combs.h"

#include "lang/complain/complain_name.h"
#include "lang/session/define.h"
#include "lang/surgery/state_outputs.h"

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
take_hole(StateOutputs *w, WireLists *from, WireLists *to, const Node *n)
{
    WireList a = {0}, b = {0};
    bool ok = n->kind == NODE_ARROW || complain_usage(&w->s->complain, n->at, "comb",
                                                      "comb(omega, S -> T), a hole for each arrow");
    ok = ok && state_outputs_take(w, &a, n->kids[0]) && state_outputs_take(w, &b, n->kids[1]);
    array_push(from, a);
    array_push(to, b);
    return ok;
}

/* What the conditional of each tooth is called. */
static void
tooth_names(StateOutputs *w, Name *names, const WireLists *from, const WireLists *to)
{
    WireList before = {0}, rest = {0};
    for (size_t i = 0; i < from->count; i++) {
        names[i] = state_outputs_conditional(w, &from->at[i], &before);
        wires_add(&before, &from->at[i]);
        wires_add(&before, &to->at[i]);
    }
    state_outputs_take_rest(w, &rest);
    names[from->count] = state_outputs_conditional(w, &rest, &before);
    array_clear(&rest);
    array_clear(&before);
}

bool
elaborate_comb(Session *s, Value *to, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count < 2 || n->count > 2)
        return complain_call(s, n);
    StateOutputs w = {.s = s};
    WireLists from = {0}, back = {0};
    bool ok = state_outputs_read(&w, args->kids[0]);
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
            const Box *box = conditional_box(
                &s->conditionals, &s->signature, &w.diagram, &from.at[i], &back.at[i], 0,
                state_outputs_conditional(&w, &back.at[i], &from.at[i]));
            conditional_diagram(&d, box);
            value_push_diagram(&tuple, &d);
            diagram_clear(&d);
        }
        value_swap(to, &tuple);
        value_clear(&tuple);
        memory_free(names);
    }
    lists_clear(&back);
    lists_clear(&from);
    state_outputs_clear(&w);
    return ok;
}
