/* modular_forward.c -- see modular_forward.h.  Residues go through as many words at each step as
 * the longest number has, growing numbers through fewer; but a vector instruction reckons with
 * eight words at a time, and the product of two long numbers takes no longer than that of a long
 * and a short one. */
#include "contract/modular_forward.h"

#include "base/saturate.h"
#include "contract/block_run.h"

/* All in tenths of a nanosecond. */
enum {
    EFFORT_COST = 25,      /* of a unit of a plan's effort: with growing numbers */
    PRODUCT_COST = 12,     /* of a vector of residues, where tables are near, */
    FAR_PRODUCT_COST = 42, /* and where they are not, which is */
    FAR_BYTES = 8 << 20,   /* when one is so large */
    PLAIN = 6,             /* so much longer without vector instructions */
    STEP_COST = 3000,      /* of beginning a step in a block, */
    MAKE_COST = 15000,     /* and of making it ready, with its factors */
    START_COST = 200000    /* of all before and after */
};

/* The entries that a step goes through. */
static uint64_t
step_entries(const Network *n, const Plan *p, size_t step)
{
    const PlanStep *s = &p->steps.at[step];
    uint64_t entries = s->variable == NO_VARIABLE ? 1 : n->shape.sizes.at[s->variable];
    for (size_t i = 0; i < s->result.count; i++)
        entries = saturate_times(entries, n->shape.sizes.at[p->scopes.at[s->result.first + i]]);
    return entries;
}

static uint64_t
blocks_for(uint64_t bits)
{
    return bits / (LANES * MODULUS_BITS) + 1;
}

/* Is it less than that of whole numbers, with so many products, and steps in all blocks? */
static bool
costs_less(const Plan *p, uint64_t products, bool far, uint64_t steps, bool others)
{
    uint64_t cost = saturate_times(products, far ? FAR_PRODUCT_COST : PRODUCT_COST);
    if (!others && kernel_best() == kernel_plain())
        cost = saturate_times(cost, PLAIN);
    uint64_t begin = saturate_plus(saturate_times(steps, STEP_COST),
                                   saturate_times(p->steps.count, MAKE_COST));
    return saturate_plus(START_COST, saturate_plus(cost, begin)) <
           saturate_times(plan_figure(p->effort), EFFORT_COST);
}

bool
modular_forward_may_pay(const Network *n, const Plan *p, bool others)
{
    uint64_t products = 0, steps = 0;
    for (size_t i = 0; i < p->steps.count; i++) {
        uint64_t blocks = blocks_for(p->steps.at[i].result.bits);
        products = saturate_plus(products, saturate_times(blocks, step_entries(n, p, i)));
        steps = saturate_plus(steps, blocks);
    }
    return costs_less(p, products, false, steps, others);
}

/* The same when all is laid out. */
static bool
pays(const ModularPlan *m, bool others)
{
    uint64_t steps = 0, largest = 0;
    for (size_t i = 0; i < m->order->steps.count; i++) {
        uint64_t size = modular_plan_size(m, i), blocks = modular_plan_blocks(m->present.at[i]);
        largest = size > largest ? size : largest;
        steps = saturate_plus(steps, saturate_times(blocks, modular_plan_runs(m, i)));
    }
    bool far = largest > FAR_BYTES / (LANES * sizeof(uint64_t));
    return costs_less(m->order, modular_plan_work(m), far, steps, others);
}

/* ---- what is left ---- */

static bool
is_consumed(const Modular *m, size_t step)
{
    return m->plan.roots.at[step] != step;
}

typedef struct Forward {
    Modular modular;
    ARRAY(Residues) collected; /* of each step */
} Forward;

static void
forward_start(Forward *f)
{
    const ModularPlan *p = &f->modular.plan;
    array_add_zeroed(&f->collected, p->order->steps.count + 1);
    for (size_t i = 0; i < p->order->steps.count; i++)
        if (!is_consumed(&f->modular, i))
            residues_init(&f->collected.at[i], modular_plan_size(p, i),
                          modular_primes(p->ends.at[i]));
}

static void
collect_left(Forward *f, Worker *w, bool split)
{
    const ModularPlan *p = &f->modular.plan;
    for (size_t i = 0; i < p->order->steps.count; i++)
        if (!is_consumed(&f->modular, i) && p->split_step.at[i] == split &&
            modular_is_due(w, i) && modular_wants(w, p->ends.at[i]))
            modular_collect(w, &f->collected.at[i], 0, &w->results.at[i]);
}

static bool
run_block(void *forward, Worker *w)
{
    Forward *f = forward;
    if (!modular_run_steps(w, false))
        return false;
    collect_left(f, w, false);
    do {
        if (!modular_run_steps(w, true))
            return false;
        collect_left(f, w, true);
    } while (modular_next(w));
    return true;
}

static void
scale_by_contents(Run *r, const Modular *m)
{
    const Plan *p = r->plan;
    for (size_t k = 0; k < p->consumed.count; k++)
        if (p->consumed.at[k] < m->plan.factors.count)
            mpz_mul_ui(r->scale, r->scale, m->plan.factors.at[p->consumed.at[k]].content);
}

static bool
read_left(Run *r, const Forward *f, Budget *b)
{
    Crt crt = {0};
    bool going = true;
    for (size_t i = 0; i < r->plan->steps.count && going; i++) {
        const Scope *scope = &r->plan->steps.at[i].result;
        if (is_consumed(&f->modular, i))
            continue;
        for (size_t k = 0; k < scope->count; k++)
            r->strides.at[scope->first + k] = f->modular.places.at[scope->first + k];
        going = modular_read(&f->modular, &crt, &r->results.at[i], &f->collected.at[i], b);
    }
    crt_clear(&crt);
    scale_by_contents(r, &f->modular);
    return going;
}

bool
modular_forward_run(Run *r, bool *fits, uint64_t limit, Budget *b)
{
    Forward f = {0};
    bool going = modular_init(&f.modular, r->network, r->plan, false, limit, fits, b);
    if (going && *fits && r->way == WAY_BEST)
        *fits = pays(&f.modular.plan, b->blocks);
    if (going && *fits) {
        forward_start(&f);
        Collected c = {.lists = f.collected.at, .count = f.collected.count};
        going = block_run(&f.modular, &c, run_block, &f, 1, b) && read_left(r, &f, b);
        for (size_t i = 0; i < f.collected.count; i++)
            residues_clear(&f.collected.at[i]);
        array_clear(&f.collected);
    }
    modular_clear(&f.modular);
    return going;
}
