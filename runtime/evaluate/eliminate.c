/* eliminate.c -- see eliminate.h. */
#include "evaluate/eliminate.h"

#include "base/saturate.h"
#include "contract/double_run.h"
#include "contract/extension.h"
#include "contract/limb_run.h"
#include "contract/modular_forward.h"
#include "network/join.h"
#include "network/reduce.h"
#include "network/turn.h"

enum {
    TURNS = 12,           /* so many ways are tried, */
    TURN_WORTH = 1 << 16, /* where there are so many products for each step; */
    TURN_GAIN = 20        /* one that takes one part in so many less is taken */
};

void
tools_begin(Tools *to, Meaning *meaning, Budget *b, Trouble *t)
{
    *to = (Tools){.meaning = meaning, .budget = b, .trouble = t};
    to->store = meaning->tables ? meaning->tables : &to->own;
    to->earlier = to->store->bytes > 0;
}

void
tools_end(Tools *w)
{
    tools_limit(w);
    table_store_clear(&w->own);
}

void
tools_limit(const Tools *w)
{
    if (w->store && w->store->bytes > limit_bytes(w->budget) / STORE_SHARE)
        table_store_clear(w->store);
}

bool
tools_make_room(Tools *w, Outcome outcome)
{
    bool may = w->earlier && outcome == OUTCOME_TOO_LARGE;
    if (may)
        table_store_clear(w->store);
    w->earlier = false;
    return may;
}

bool
tools_may_round(const Tools *w)
{
    enum { MOST_DIGITS = 12 };
    return w->digits > 0 && w->digits <= MOST_DIGITS;
}

static Outcome
refuse_plan(const Plan *p, const Tools *w)
{
    mpz_t each;
    mpz_init(each);
    if (mpz_sgn(p->entries))
        mpz_cdiv_q(each, p->bytes, p->entries);
    Outcome outcome = trouble_refuse(w->trouble, w->budget, p->entries, each);
    mpz_clear(each);
    return outcome;
}

/* What its numbers take. */
static uint64_t
modular_work(ModularPlan *m, uint64_t limit)
{
    modular_plan_bound(m);
    m->bytes = 0;
    extension_choose(m, 1, limit);
    return modular_plan_work(m);
}

/* May there be so much work that it is worth turning?  No number is read for that: the longest are
 * taken to be about as long as all factors together. */
static bool
may_turn(const Plan *p, const Shape *s)
{
    enum { USES = 16 };
    uint64_t bits = 0;
    for (size_t f = 0; f < s->factors.count; f++)
        bits = saturate_plus(bits, s->factors.at[f].bits);
    uint64_t blocks = bits / (LANES * MODULUS_BITS) + 1, cost = plan_figure(p->cost);
    return saturate_times(saturate_times(USES, cost), blocks) / TURN_WORTH > p->steps.count;
}

/* The plan turned round, where that is much less work. */
static bool
turn(Plan *to, const Network *n, uint64_t limit, const Tools *w)
{
    ModularPlan m;
    Plan turned;
    bool going = modular_plan_init(&m, n, to, true, w->budget);
    uint64_t best = going ? modular_work(&m, limit) : 0, least = best - best / TURN_GAIN;
    plan_init(&turned);
    for (uint32_t way = 0; going && way < TURNS && best / TURN_WORTH > to->steps.count; way++) {
        going = plan_turn(&turned, to, &n->shape, limit, way, w->budget);
        if (!going || turned.too_large)
            continue;
        plan_join(&turned, &n->shape, limit, true);
        modular_plan_order(&m, &turned);
        uint64_t work = modular_work(&m, limit);
        if (work > least)
            continue;
        least = work;
        Plan old = *to;
        *to = turned;
        turned = old;
    }
    plan_clear(&turned);
    modular_plan_clear(&m);
    return going;
}

bool
eliminate_improve(Plan *to, const Network *n, bool back, const Tools *w)
{
    uint64_t limit = limit_bytes(w->budget);
    if (back && !tools_may_round(w) && !plan_improve(to, &n->shape, limit, w->budget))
        return false;
    if (!back && !w->rounds && !plan_balance(to, &n->shape, limit, w->budget))
        return false;
    if (!to->too_large)
        plan_join(to, &n->shape, limit, back);
    return !back || tools_may_round(w) || to->too_large || !may_turn(to, &n->shape) ||
           turn(to, n, limit, w);
}

bool
eliminate_plan(Plan *to, const Network *n, bool back, const Tools *w)
{
    return plan_make(to, &n->shape, limit_bytes(w->budget), w->budget) &&
           eliminate_improve(to, n, back, w);
}

bool
eliminate_run(Run *r, Budget *b)
{
    run_start(r, b);
    bool going = budget_step(b, 1), modular = false;
    bool may_pay = r->way == WAY_MODULAR ||
                (r->way == WAY_BEST && modular_forward_may_pay(r->network, r->plan, b->blocks));
    if (going && mpz_sgn(r->scale) && may_pay)
        going = modular_forward_run(r, &modular, limit_bytes(b), b);
    if (going && mpz_sgn(r->scale) && !modular)
        going = limb_run(r, b);
    if (going && mpz_sgn(r->scale))
        run_finish(r);
    return going;
}

/* The answer from what doubles have left: what is left is all of a network. */
static Outcome
answer_rest(Matrix *to, const DoubleRest *rest, const Network *n, const Normalisation *norm,
            const Tools *w)
{
    Plan nothing;
    Run run;
    mpz_t denominator;
    mpz_init_set_ui(denominator, 1);
    plan_init(&nothing);
    run_init(&run, n, &nothing);
    View v = {&rest->table, 0, rest->scope.at, rest->strides.at, rest->scope.count};
    if (v.count)
        array_push(&run.left, v);
    else
        table_read(run.scale, &rest->table, 0);
    if (rest->power < 0)
        mpz_mul_2exp(run.scale, run.scale, (mp_bitcnt_t)-rest->power);
    else
        mpz_mul_2exp(denominator, denominator, (mp_bitcnt_t)rest->power);
    Normalisation rounded = {.by_sum = norm->by_sum || norm->sums_to_one,
                             .by = norm->by,
                             .undefined = norm->undefined,
                             .denominator = denominator};
    Outcome outcome = answer_write(to, &run, &rounded, w->budget, w->trouble);
    *w->rounds = saturate_plus(*w->rounds, rest->rounds);
    run_clear(&run);
    plan_clear(&nothing);
    mpz_clear(denominator);
    return outcome;
}

/* *fits is false where doubles do not serve. */
static Outcome
eliminate_in_doubles(Matrix *to, bool *fits, const Network *n, const Plan *p,
                     const Normalisation *norm, const Tools *w)
{
    DoubleRest rest;
    Outcome outcome = double_forward(&rest, fits, n, p, limit_bytes(w->budget), w->budget)
                          ? OUTCOME_DONE
                          : OUTCOME_STOPPED;
    if (*fits)
        outcome = answer_rest(to, &rest, n, norm, w);
    double_rest_clear(&rest);
    return outcome;
}

Outcome
eliminate_network(Matrix *to, const Network *n, const Normalisation *norm, const Tools *w)
{
    Plan plan;
    plan_init(&plan);
    Outcome outcome = OUTCOME_STOPPED;
    if (eliminate_plan(&plan, n, false, w))
        outcome = plan.too_large ? refuse_plan(&plan, w) : OUTCOME_DONE;
    Tools exact = *w;
    exact.rounds = NULL;
    bool rounded = false;
    if (outcome == OUTCOME_DONE && w->rounds)
        outcome = eliminate_in_doubles(to, &rounded, n, &plan, norm, w);
    if (outcome == OUTCOME_DONE && w->rounds && !rounded) {
        outcome = eliminate_network(to, n, norm, &exact); /* with another plan */
    } else if (outcome == OUTCOME_DONE && !rounded) {
        Run run;
        run_init(&run, n, &plan);
        outcome = eliminate_run(&run, w->budget)
                      ? answer_write(to, &run, norm, w->budget, w->trouble)
                      : OUTCOME_STOPPED;
        run_clear(&run);
    }
    plan_clear(&plan);
    return outcome;
}

Outcome
eliminate_interpret(Network *to, const Ask *a, bool all, const Tools *w)
{
    Outcome outcome = network_interpret(to, a, w->meaning, w->store, w->budget, w->trouble);
    for (size_t v = 0; all && v < to->shape.roles.count; v++)
        to->shape.roles.at[v] = ROLE_SUMMED;
    if (outcome == OUTCOME_DONE && !all)
        outcome = answer_check_rows(to, w->budget, w->trouble);
    uint64_t room = limit_bytes(w->budget) / REDUCE_SHARE;
    if (outcome == OUTCOME_DONE && !network_reduce(to, room, w->budget))
        outcome = OUTCOME_STOPPED;
    return outcome;
}

Outcome
eliminate(Matrix *to, const Ask *a, const Tools *w)
{
    Network n = {0};
    Normalisation norm = {0};
    Outcome outcome = eliminate_interpret(&n, a, false, w);
    if (outcome == OUTCOME_DONE)
        outcome = eliminate_network(to, &n, &norm, w);
    network_clear(&n);
    return outcome;
}
