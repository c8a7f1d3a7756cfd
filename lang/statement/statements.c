/* statements.c -- the statements that every text is made of. */
#include "lang/draw/figure.h"
#include "lang/statement/check.h"
#include "lang/statement/declare.h"
#include "lang/statement/declare_functor.h"
#include "lang/statement/declare_model.h"
#include "lang/statement/show.h"

/* `state s = ...` and `state of m = ...` begin with the same word. */
static bool
run_state(Session *s, const Node *n)
{
    return n->kind == NODE_STATE_OF ? declare_state_of(s, n) : declare_state(s, n);
}

static const Action actions[] = {
    {"type", declare_type, NULL, false},
    {"state", run_state, NULL, false},
    {"channel", declare_channel, NULL, false},
    {"function", declare_function, NULL, false},
    {"box", declare_box, NULL, false},
    {"let", declare_let, figure_add_combs, false},
    {"diagram", declare_diagram, figure_add_declared, false},
    {"model", declare_model, figure_add_declared, false},
    {"functor", declare_functor, NULL, false},
    {"check", run_check, NULL, false},
    {"show", run_show, NULL, true},
    {"use", run_use, NULL, false},
    {0},
};

const Capability statements = {.actions = actions};
