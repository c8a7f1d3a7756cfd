/* evaluate.c -- see evaluate.h.  The door: a question goes through conditionals.c, known.c and
 * eliminate.c. */
#include "evaluate/evaluate.h"

#include "evaluate/conditionals.h"
#include "evaluate/known.h"
#include "evaluate/rounded.h"
#include "evaluate/rows_needed.h"
#include "network/stage.h"

Outcome
evaluate(Matrix *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t)
{
    Tools tools;
    Outcome outcome;
    tools_begin(&tools, meaning, b, t);
    tools.digits = q->digits;
    do
        outcome = rounded_evaluate(to, q, &tools);
    while (rows_needed(&outcome, q, false, &tools, NULL) || tools_make_room(&tools, outcome));
    tools_end(&tools);
    return outcome;
}

/* ---- as text ---- */

/* One elimination as text. */
static Outcome
write_part(const Ask *a, bool plan, bool all, const Tools *w, Sink *out)
{
    Network n = {0};
    Outcome outcome = conditionals_evaluate(&a->diagram, w);
    if (outcome == OUTCOME_DONE)
        outcome = eliminate_interpret(&n, a, all, w);
    if (outcome == OUTCOME_DONE && plan) {
        Plan p;
        plan_init(&p);
        if (eliminate_plan(&p, &n, all, w))
            plan_write(&p, &n, a, limit_bytes(w->budget), out);
        else
            outcome = OUTCOME_STOPPED;
        plan_clear(&p);
    } else if (outcome == OUTCOME_DONE) {
        network_write(&n, a, out);
    }
    network_clear(&n);
    return outcome;
}

/* N as text, then D where it is an elimination of its own.  `all`: of all marginals. */
static Outcome
write_parts(const Query *q, bool plan, bool all, const Tools *w, Sink *out)
{
    Ask a = {0};
    ask_query(&a, q, true);
    Outcome outcome;
    do
        outcome = write_part(&a, plan, all, w, out);
    while (rows_needed(&outcome, q, false, w, plan ? out : NULL));
    if (outcome == OUTCOME_DONE && query_has_event(q, false) && known_is_conditioned(q, &a)) {
        ask_query(&a, q, false);
        sink_put(out, "divided by\n");
        outcome = write_part(&a, plan, all, w, out);
    }
    ask_clear(&a);
    return outcome;
}

Outcome
evaluate_write_network(const Query *q, bool all, Meaning *meaning, Budget *b, Trouble *t, Sink *out)
{
    Tools tools = {.meaning = meaning, .budget = b, .trouble = t};
    return write_parts(q, false, all, &tools, out);
}

Outcome
evaluate_write_plan(const Query *q, bool all, Meaning *meaning, Budget *b, Trouble *t, Sink *out)
{
    Tools tools = {.meaning = meaning, .budget = b, .trouble = t};
    return write_parts(q, true, all, &tools, out);
}
