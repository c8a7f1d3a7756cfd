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
    {.word = "type", .run = declare_type},
    {.word = "state", .run = run_state},
    {.word = "channel", .run = declare_channel},
    {.word = "function", .run = declare_function},
    {.word = "box", .run = declare_box},
    {.word = "let", .run = declare_let, .figure = figure_add_combs},
    {.word = "diagram", .run = declare_diagram, .figure = figure_add_declared},
    {.word = "model", .run = declare_model, .figure = figure_add_declared},
    {.word = "functor", .run = declare_functor},
    {.word = "check", .run = run_check, .asks = true},
    {.word = "show", .run = run_show, .prints_source = true, .asks = true},
    {.word = "use", .run = run_use},
    {0},
};

const Capability statements = {.actions = actions};
